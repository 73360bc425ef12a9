"""What a folder of chains says of itself in ``palveluketju.toml``: paths, what fails, language, theme."""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from palveluketju.findings import CannotRun, Severity, joined, nearest
from palveluketju.source import CONFIGURATION, OUTSIDE, is_inside, read_bytes
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.drawing.paper.theme import Theme

FILE_NAME: Final = CONFIGURATION
FAIL_ON: Final = {**{severity.label: severity for severity in Severity}, "never": None}
MAX_BYTES: Final = 256 * 1024
_LONGEST: Final = 60
_FONT: Final = re.compile(r"[^\W_][\w .,'-]{0,199}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ATTRIBUTES: Final = ("fill", "stroke", "text", "line", "dash")


@dataclass(frozen=True)
class Config:
    """Where chains are, when a check fails, the language of outputs, and a county's own theme.

    ``fail_on`` is the weight from which on findings fail, None where none does; with ``fail_on_unknown`` what is not
    known fails too. ``lang`` is None where no language is asked for. ``date`` is the day on which everything counts;
    where it is None, duties are those that have no end, and the rest counts on the current day. ``languages`` are codes
    of those that every chain must have, beside those of its areas. ``theme`` has what is written under ``[theme]``;
    :func:`theme_of` makes a theme of it. ``folder`` is where the configuration holds; its paths must lead there.
    ``file`` is the file that was read, empty where there is none.
    """

    paths: tuple[str, ...] = ("chains",)
    fail_on: Severity | None = Severity.ERROR
    fail_on_unknown: bool = False
    lang: str | None = None
    date: datetime.date | None = None
    languages: tuple[str, ...] = ()
    theme: Mapping[str, Any] = field(default_factory=dict)
    folder: FilePath = FilePath()
    file: str = ""

    def read(self, *names: str) -> tuple[str, ...]:
        """The names of files read, with that of the configuration itself if there is one."""
        return (*names, self.file) if self.file else names


def read_config(folder: FilePath) -> Config:
    """The configuration of a folder; the defaults where it has no ``palveluketju.toml``.

    Paths in the file are relative to the folder, and stay in it. It can name no code.

    Raises:
        CannotRun: the file is too large, is not TOML, has a key or value that is not known, or is a link out of the
            folder.
    """
    file = folder / FILE_NAME
    if not os.path.lexists(file):
        return Config(paths=_in(folder, Config.paths), folder=folder)
    if not is_inside(file, folder):
        raise CannotRun(f"{file}: {OUTSIDE}")
    read = read_bytes(file)
    if len(read) > MAX_BYTES:
        raise CannotRun(f"{file}: the file is larger than {MAX_BYTES // 1024} KiB; it holds settings only")
    try:
        data = tomllib.loads(read.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CannotRun(f"{file}: {error}") from error
    _only_known(data, ("paths", "fail-on", "fail-on-unknown", "lang", "date", "languages", "theme"), file, "key")
    return Config(
        paths=_paths(data.get("paths", list(Config.paths)), file, folder),
        fail_on=FAIL_ON[_choice(data, "fail-on", tuple(FAIL_ON), Severity.ERROR.label, file)],
        fail_on_unknown=_flag(data, "fail-on-unknown", file),
        lang=_choice(data, "lang", LANGUAGES, "en", file) if "lang" in data else None,
        date=_day(data.get("date"), file),
        languages=_languages(data.get("languages", []), file),
        theme=_table(data.get("theme", {}), file),
        folder=folder,
        file=str(file),
    )


def language_in(folder: FilePath) -> str | None:
    """The language that the configuration of a folder asks for, also where something else in it is wrong."""
    try:
        file = folder / FILE_NAME
        if not os.path.lexists(file) or not is_inside(file, folder):
            return None
        lang = tomllib.loads(read_bytes(file)[:MAX_BYTES].decode("utf-8-sig")).get("lang")
    except (CannotRun, ValueError, RecursionError):
        return None
    return lang if lang in LANGUAGES else None


def theme_of(config: Config, name: str = "") -> tuple[Theme, tuple[str, ...]]:
    """The theme of a name, or the county's own, and a sentence for each text that is hard to read in it.

    Under ``[theme]`` stand ``base`` (a theme's name), ``font``, and a table a role: ``level-1 = {fill = "#004F71"}``.
    Contrast is asked for as in WCAG 2.1: 4.5 to 1.

    Raises:
        CannotRun: there is no such role or attribute, or a value is not one that a :class:`Style` takes.
    """
    from palveluketju.drawing.paper.theme import LEGIBLE, THEMES, Theme, contrast  # what only checks needs no theme

    own, file = dict(config.theme), FilePath(config.file or FILE_NAME)
    base = THEMES[_choice(own, "base", tuple(THEMES), "default", file, "theme.")]
    if name or not own:
        return THEMES[name or "default"], ()
    own.pop("base", None)
    font = _font(own.pop("font", base.font), file)
    _only_known(own, tuple(base.roles), file, "role")
    roles = dict(base.roles)
    for role, changes in own.items():
        _only_known(_table(changes, file), _ATTRIBUTES, file, f"attribute of theme.{role}", "attributes")
        for name, value in changes.items():
            try:
                roles[role] = replace(roles[role], **{name: value})
            except ValueError as error:
                raise CannotRun(f"{file}: theme.{role}.{name}: {error}") from None
    theme = Theme("own", roles, font=font, background=base.background)
    told = [
        f"theme.{role}: the contrast of its text is {found:.1f} to 1; from 4.5 on it can be read"
        for role in own
        if (found := contrast(roles[role].text, roles[role].fill)) < LEGIBLE
    ]
    return theme, tuple(told)


def _table(value: Any, file: FilePath) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CannotRun(f"{file}: 'theme' and its roles are tables, as [theme] and level-1 = {{fill = \"#004F71\"}}")
    return value


def _font(value: Any, file: FilePath) -> str:
    if not isinstance(value, str) or not _FONT.fullmatch(value):
        raise CannotRun(
            f"{file}: 'theme.font' is names of fonts in letters, digits, spaces and hyphens, apart by commas, with at"
            f' most 200 characters, as font = "Arial, sans-serif"; not {_shown(value)}'
        )
    return value


def _only_known(data: Mapping[str, Any], known: tuple[str, ...], file: FilePath, what: str, all_: str = "") -> None:
    for key in data:
        if key not in known:
            guess = nearest(key, known)
            hint = f"did you mean '{guess}'?" if guess else f"the {all_ or f'{what}s'} are {joined(known)}"
            raise CannotRun(f"{file}: {_shown(key)} is not a {what} here; {hint}")


def _paths(value: Any, file: FilePath, folder: FilePath) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
        raise CannotRun(f"{file}: 'paths' is a list of files or folders, as paths = [\"chains\"]")
    for path in value:
        if not path or not path.isprintable():
            raise CannotRun(f"{file}: 'paths' has {_shown(path)}, which names no file or folder")
    return _in(folder, value)


def _languages(value: Any, file: FilePath) -> tuple[str, ...]:
    from palveluketju.model.text import is_language  # what has no configuration needs no model

    if not isinstance(value, list):
        raise CannotRun(f'{file}: \'languages\' is a list of codes of languages, as languages = ["fi", "sv"]')
    for code in value:
        if not isinstance(code, str) or not is_language(code):
            raise CannotRun(f"{file}: 'languages' has {_shown(code)}; write fi, sv, en or another code of a language")
    return tuple(dict.fromkeys(value))


def _in(folder: FilePath, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(folder / path) if folder != FilePath() else path for path in paths)


def _day(value: Any, file: FilePath) -> datetime.date | None:
    """A day as TOML has it, or as text."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError as error:
            raise CannotRun(f"{file}: 'date' is {_shown(value)}, which is no day: {error}") from None
    if value is not None and (isinstance(value, datetime.datetime) or not isinstance(value, datetime.date)):
        raise CannotRun(f"{file}: 'date' is a day, as date = 2026-11-28; not {_shown(value)}")
    return value


def _flag(data: dict[str, Any], key: str, file: FilePath) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise CannotRun(f"{file}: '{key}' is true or false, not {_shown(value)}")
    return value


def _choice(
    data: dict[str, Any], key: str, choices: tuple[str, ...], default: str, file: FilePath, under: str = ""
) -> str:
    value = data.get(key, default)
    if value not in choices:
        raise CannotRun(f"{file}: '{under}{key}' is one of {joined(choices, 'or')}, not {_shown(value)}")
    return str(value)


def _shown(value: Any) -> str:
    """A value as it was written, cut where it is long."""
    told = repr(value)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
