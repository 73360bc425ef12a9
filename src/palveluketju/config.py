"""What a folder of chains says of itself in ``palveluketju.toml``: paths, what fails, language, theme."""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final, NoReturn

from palveluketju.findings import N_, CannotRun, Items, Message, Severity, Template, did_you_mean, nearest
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
_PLACE: Final = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_LANG: Final = re.compile(r"^lang\s*=\s*[\"'](?P<lang>\w+)[\"']", re.MULTILINE)
_ATTRIBUTES: Final = ("fill", "stroke", "text", "line", "dash")


@dataclass(frozen=True)
class Config:
    """Where chains are, when a check fails, the language of outputs, and a county's own theme.

    ``fail_on`` is the lowest severity that fails a check, None where none does; with ``fail_on_unknown`` what is not
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
        raise CannotRun(N_("{file}: {error}"), file=file, error=Message(OUTSIDE))
    read = read_bytes(file)
    if len(read) > MAX_BYTES:
        _wrong(file, N_("the file is larger than {most} KiB; it holds settings only"), most=MAX_BYTES // 1024)
    try:
        data = tomllib.loads(read.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _wrong(file, N_("the file is not UTF-8 text; save it as UTF-8"))
    except (ValueError, RecursionError) as error:
        place, said = _at(file, str(error))
        raise CannotRun(N_("{file}: {error}"), file=place, error=said) from error
    _only_known(
        data, ("paths", "fail-on", "fail-on-unknown", "lang", "date", "languages", "theme"), file, Message(N_("key"))
    )
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
    file = folder / FILE_NAME
    if not os.path.lexists(file) or not is_inside(file, folder):
        return None
    try:
        text = read_bytes(file)[:MAX_BYTES].decode("utf-8-sig", errors="replace")
    except CannotRun:
        return None
    try:
        lang = tomllib.loads(text).get("lang")
    except (ValueError, RecursionError):
        found = _LANG.search(text)  # that it is no TOML is to be said in the language that it asks for
        lang = found["lang"] if found else None
    return lang if lang in LANGUAGES else None


def theme_of(config: Config, name: str = "") -> tuple[Theme, tuple[Message, ...]]:
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
    _only_known(own, tuple(base.roles), file, Message(N_("role")))
    roles = dict(base.roles)
    for role, changes in own.items():
        _only_known(_table(changes, file), _ATTRIBUTES, file, Message(N_("attribute of theme.{role}"), role=role))
        for name, value in changes.items():
            try:
                roles[role] = replace(roles[role], **{name: value})
            except ValueError as error:
                _wrong(file, N_("theme.{role}.{name}: {error}"), role=role, name=name, error=error.args[0])
    theme = Theme("own", roles, font=font, background=base.background)
    told = [
        Message(
            N_("theme.{role}: the contrast of the text is {contrast}:1; at least 4.5:1 is needed to read it"),
            role=role,
            contrast=f"{found:.1f}",
        )
        for role in own
        if (found := contrast(roles[role].text, roles[role].fill)) < LEGIBLE
    ]
    return theme, tuple(told)


def _wrong(place: FilePath | str, template: Template, /, **values: object) -> NoReturn:
    """Refuse the configuration, for what is wrong at a place."""
    raise CannotRun(N_("{file}: {error}"), file=place, error=Message(template, **values))


def _at(file: FilePath, error: str) -> tuple[str, Message]:
    """Where a text is no TOML, and what its reader says."""
    at = _PLACE.search(error)
    place = f"{file}:{at['line']}:{at['column']}" if at else str(file)
    return place, Message(N_("this is not valid TOML ({reason})"), reason=_PLACE.sub("", error).strip() or "–")


def _table(value: Any, file: FilePath) -> dict[str, Any]:
    if not isinstance(value, dict):
        _wrong(file, N_("'theme' and its roles are tables, as [theme] and level-1 = {{fill = \"#004F71\"}}"))
    return value


def _font(value: Any, file: FilePath) -> str:
    if not isinstance(value, str) or not _FONT.fullmatch(value):
        _wrong(
            file,
            N_(
                "'theme.font' is a list of font names, separated by commas, in letters, digits, spaces and hyphens, at"
                ' most 200 characters, as font = "Arial, sans-serif"; not {value}'
            ),
            value=_shown(value),
        )
    return value


def _only_known(data: Mapping[str, Any], known: tuple[str, ...], file: FilePath, kind: Message) -> None:
    for key in data:
        if key not in known:
            hint = did_you_mean(nearest(key, known), known)
            _wrong(file, N_("unknown {kind} {key}; {hint}"), kind=kind, key=_shown(key), hint=hint)


def _paths(value: Any, file: FilePath, folder: FilePath) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
        _wrong(file, N_("'paths' is a list of files or folders, as paths = [\"chains\"]"))
    for path in value:
        if not path or not path.isprintable():
            _wrong(file, N_("'paths' has {path}, which names no file or folder"), path=_shown(path))
    return _in(folder, value)


def _languages(value: Any, file: FilePath) -> tuple[str, ...]:
    from palveluketju.model.text import is_language  # what has no configuration needs no model

    if not isinstance(value, list):
        _wrong(file, N_('\'languages\' is a list of language codes, as languages = ["fi", "sv"]'))
    for code in value:
        if not isinstance(code, str) or not is_language(code):
            _wrong(file, N_("'languages' has {code}; write fi, sv, en or another language code"), code=_shown(code))
    return tuple(dict.fromkeys(value))


def _in(folder: FilePath, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(folder / path) if folder != FilePath() else path for path in paths)


def _day(value: Any, file: FilePath) -> datetime.date | None:
    """A day as TOML has it, or as text."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            _wrong(file, N_("'date' is {value}, and there is no such day"), value=_shown(value))
    if value is not None and (isinstance(value, datetime.datetime) or not isinstance(value, datetime.date)):
        _wrong(file, N_("'date' is a day, as date = 2026-11-28; not {value}"), value=_shown(value))
    return value


def _flag(data: dict[str, Any], key: str, file: FilePath) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        _wrong(file, N_("'{key}' is true or false, not {value}"), key=key, value=_shown(value))
    return value


def _choice(
    data: dict[str, Any], key: str, choices: tuple[str, ...], default: str, file: FilePath, under: str = ""
) -> str:
    value = data.get(key, default)
    if value not in choices:
        wrong = {"key": f"{under}{key}", "choices": Items(choices, "or"), "value": _shown(value)}
        _wrong(file, N_("'{key}' is one of {choices}, not {value}"), **wrong)
    return str(value)


def _shown(value: Any) -> str:
    """A value as it was written, cut where it is long."""
    told = repr(value)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
