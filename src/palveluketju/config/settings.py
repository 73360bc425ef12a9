"""What a folder of chains can set for itself: every key with the kind of its value, and what they come to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from palveluketju.checking.choosing import ALL_COUNT, Choice
from palveluketju.config import kinds
from palveluketju.config.lists import Codes, Globs, Paths, Words
from palveluketju.findings import Severity
from palveluketju.findings.severities import FAIL_ON
from palveluketju.frozen import dataclass
from palveluketju.graph import Asked
from palveluketju.loading.files import LIMITS, Limits
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.selecting import Contract

RULE_SETS: Final = ("correctness", "recommended", "all")
MOST_FILES: Final = 1_000_000
MOST_MEBIBYTES: Final = 65_536
WEIGHTS: Final = {severity.label: severity for severity in Severity}

REPORT: Final[Mapping[str, kinds.Kind]] = {
    "organisation": kinds.OneLine(),
    "contact": kinds.OneLine(),
    "version": kinds.OneLine(),
}
"""The keys of ``[report]``."""

_BY_FOLDER: Final[Mapping[str, kinds.Kind]] = {
    "select": Words(),
    "ignore": Words(),
    "severity": kinds.TableOf(kinds.OneOf(tuple(WEIGHTS), WEIGHTS)),
    "options": kinds.TableOf(kinds.TableOf()),
    "languages": Codes(),
    "unfinished": Words(),
}
"""What can differ from folder to folder."""

SETTINGS: Final[Mapping[str, kinds.Kind]] = {
    "paths": Paths(),
    "exclude": Globs(),
    "max-files": kinds.Number(1, MOST_FILES),
    "max-mebibytes": kinds.Number(1, MOST_MEBIBYTES),
    "rules": kinds.OneOf(RULE_SETS),
    **_BY_FOLDER,
    "fail-on": kinds.OneOf(tuple(FAIL_ON), FAIL_ON),
    "fail-on-unknown": kinds.Flag(),
    "lang": kinds.OneOf(LANGUAGES),
    "date": kinds.OneDay(),
    "cache": kinds.Flag(),
    "theme": kinds.TableOf(),
    "report": kinds.Fixed(REPORT),
}
"""Every key of a configuration but those of lists of tables, which are FOLDERS and CONTRACTS."""

FOLDER: Final[Mapping[str, kinds.Kind]] = {"path": kinds.OneLine(), **_BY_FOLDER}
"""The keys of a table of ``[[folder]]``."""

MEANINGS: Final[Mapping[str, str]] = {
    "paths": "Files and folders that are checked, relative to the folder of the configuration.",
    "exclude": "Patterns of files and folders that are passed over, as in a .gitignore.",
    "max-files": "How many files are read at a time.",
    "max-mebibytes": "How large the files that are read at a time may be together, in MiB.",
    "rules": "The set of rules that count: correctness, recommended or all.",
    "select": "Rules that count beside the set: codes, beginnings of codes, names, groups or sets.",
    "ignore": "Rules that do not count, written as under select.",
    "severity": "The severity of a rule, in place of its own: error, warning or info.",
    "options": "Options of rules, a table for each: limits in days and the like.",
    "languages": "Language codes that the names of every chain must have, beside the languages of its areas.",
    "unfinished": "Words that stand in place of a text that is still to be written, beside the usual ones.",
    "fail-on": "The lowest severity that makes a check fail; never, if none does.",
    "fail-on-unknown": "Whether a check fails when something is marked as not known.",
    "lang": "The language of messages, pictures and reports.",
    "date": "The day on which everything counts that has a date.",
    "cache": "Whether what a check finds is kept, and told again as long as nothing has changed.",
    "theme": "The looks of pictures.",
    "report": "What reports say of themselves: whose they are, who is asked about them, their version.",
    "folder": "What differs for the files of one folder.",
    "contract": "Rules of one's own about what chains must have, and must not have.",
    "path": "The folder, relative to that of the configuration.",
}
"""What each key is for, as the schema says it: in English, as its keys are."""


@dataclass(frozen=True)
class OfFolder:
    """What holds for the files of one folder beside what holds for all."""

    path: str
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    def holds_for(self, file: str, folder: FilePath) -> bool:
        """Whether a file stands in the folder, which is relative to that of the configuration."""
        here = FilePath(os.path.abspath(folder / self.path))
        return FilePath(os.path.abspath(file)).is_relative_to(here)


@dataclass(frozen=True)
class Config:
    """Where chains are, what counts, when a check fails, the language of outputs, and a county's own theme.

    ``named_paths`` says whether the paths are written; without it they are the default. ``fail_on`` is the lowest
    severity that fails a check, None where none does; with ``fail_on_unknown`` what is not known fails too. ``lang`` is
    None where no language is asked for. ``date`` is the day on which everything counts; where it is None, duties are
    those that have no end, and the rest counts on the current day. ``limits`` are how much is read at a time.
    ``rules`` are the codes that count and their severities, ``asked`` what is asked of every chain, ``folders`` what
    differs by folder, ``contracts`` rules of the configuration's own. ``theme`` has what is written under ``[theme]``;
    :func:`theme_of` makes a theme of it.
    ``report`` has what reports say of themselves, by the keys of REPORT. ``cache`` says whether what a check finds is
    kept.
    ``folder`` is where the configuration holds; its paths must lead there. ``file`` is the file that was read, empty
    where there is none.
    """

    paths: tuple[str, ...] = ("chains",)
    named_paths: bool = False
    exclude: tuple[str, ...] = ()
    limits: Limits = LIMITS
    rules: Choice = ALL_COUNT
    asked: Asked = field(default_factory=Asked)
    folders: tuple[OfFolder, ...] = ()
    contracts: tuple[Contract, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    fail_on_unknown: bool = False
    lang: str | None = None
    date: datetime.date | None = None
    cache: bool = True
    theme: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, str] = field(default_factory=dict)
    folder: FilePath = FilePath()
    file: str = ""
    text: str = field(default="", repr=False)

    def read(self, *names: str) -> tuple[str, ...]:
        """The names of files read, with that of the configuration itself if there is one."""
        return (*names, self.file) if self.file else names

    def choice_of(self, file: str) -> Choice:
        """Which rules count in a file, and how much."""
        choice = self.rules
        for one in self._folders_of(file):
            choice = choice.changed(one.select, one.ignore, one.severity)
        return choice

    def asked_of(self, file: str) -> Asked:
        """What is asked of a file beside what it says."""
        asked = self.asked
        for one in self._folders_of(file):
            asked = asked.joined(one.asked)
        return asked

    def _folders_of(self, file: str) -> list[OfFolder]:
        return [one for one in self.folders if one.holds_for(file, self.folder)]
