"""What machine formats tell of a report: its findings one by one, in plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path as FilePath
from typing import Final

from palveluketju.checking import FileReport, Located, WorkspaceReport
from palveluketju.checking.fingerprints import relative
from palveluketju.checking.reports import number_of
from palveluketju.findings import Severity
from palveluketju.frozen import dataclass

HOME: Final[str | None] = None
"""The address under which the documentation and the schemas stand for everybody; None until there is one."""
COUNTS, ACCEPTED, BASELINE = "counts", "accepted", "baseline"


@dataclass(frozen=True)
class Telling:
    """How a report is told.

    ``lang`` is the language of sentences; ``root`` the folder from which files are called; ``limit`` the lowest
    severity that fails, None where none does. ``with_excerpts`` says whether lines of the files are shown, ``verbose``
    whether what was passed over is named, ``quiet`` whether only the findings are told.
    """

    lang: str = "en"
    root: FilePath = field(default_factory=FilePath)
    limit: Severity | None = Severity.ERROR
    with_excerpts: bool = True
    verbose: bool = False
    quiet: bool = False

    def name_of(self, file: str) -> str:
        """The name of a file from the root, with slashes."""
        return relative(file, self.root)


@dataclass(frozen=True)
class Told:
    """A finding with its file, and whether it counts, is accepted or is in the baseline."""

    located: Located
    file: FileReport
    state: str

    @property
    def line_text(self) -> str:
        """The text of the line from the finding's column on; empty where the file has no such line."""
        lines, position = self.file.source.lines, self.located.position
        return lines[position.line - 1][position.column - 1 :] if position.line <= len(lines) else ""

    def reason(self, lang: str) -> str:
        """Why it is accepted, if it is."""
        acceptance = self.located.acceptance
        return acceptance.reason.text(lang) if acceptance and acceptance.reason else ""


def told(report: WorkspaceReport) -> Iterator[Told]:
    """Every finding of a report, file by file, those that count before others."""
    for file in report.files:
        for state, every in ((COUNTS, file.findings), (ACCEPTED, file.accepted), (BASELINE, file.known)):
            yield from (Told(located, file, state) for located in every)


def heaviest(report: WorkspaceReport, most: int) -> tuple[list[Told], int]:
    """The findings that count, at most some, the heaviest of them in the order of the report, and how many are left."""
    every = [one for one in told(report) if one.state == COUNTS]
    if len(every) <= most:
        return every, 0
    order = sorted(range(len(every)), key=lambda place: (-every[place].located.finding.severity, place))[:most]
    shown = [every[place] for place in sorted(order)]
    return shown, number_of(one.located for one in every) - number_of(one.located for one in shown)


def failures(report: WorkspaceReport, lang: str) -> Iterator[str]:
    """What could not be read, and what failed in the program itself."""
    yield from (sentence.text(lang) for sentence in report.unread)
    yield from (crash.message(file).text(lang) for file, crash in report.crashes)
