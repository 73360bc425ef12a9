"""What a folder of chains says of itself in ``palveluketju.toml``: paths, weight that fails, language, theme."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from palveluketju.findings import CannotRun, Severity, joined, nearest
from palveluketju.source import OUTSIDE, is_inside, read_bytes
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.drawing.paper.theme import Theme

FILE_NAME: Final = "palveluketju.toml"
FAIL_ON: Final = {severity.label: severity for severity in Severity}


@dataclass(frozen=True)
class Config:
    """Where chains are, from which weight on a check fails, the language of outputs, and a county's own theme.

    ``theme`` has what is written under ``[theme]``; :func:`theme_of` makes a theme of it. ``folder`` is where the
    configuration holds; its paths must lead there.
    """

    paths: tuple[str, ...] = ("chains",)
    fail_on: Severity = Severity.ERROR
    lang: str = "en"
    theme: Mapping[str, Any] = field(default_factory=dict)
    folder: FilePath = FilePath()


def read_config(folder: FilePath) -> Config:
    """The configuration of a folder; the defaults where it has no ``palveluketju.toml``.

    Paths in the file are relative to the folder. It can name no code.

    Raises:
        CannotRun: the file is not TOML, has a key or value that is not known, or is a link out of the folder.
    """
    file = folder / FILE_NAME
    if not os.path.lexists(file):
        return Config(paths=_paths(list(Config.paths), file, folder), folder=folder)
    if not is_inside(file, folder):
        raise CannotRun(f"{file}: {OUTSIDE}")
    try:
        data = tomllib.loads(read_bytes(file).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CannotRun(f"{file}: {error}") from error
    _only_known(data, ("paths", "fail-on", "lang", "theme"), file, "key")
    return Config(
        paths=_paths(data.get("paths", list(Config.paths)), file, folder),
        fail_on=FAIL_ON[_choice(data, "fail-on", tuple(FAIL_ON), Config.fail_on.label, file)],
        lang=_choice(data, "lang", LANGUAGES, Config.lang, file),
        theme=_table(data.get("theme", {}), file),
        folder=folder,
    )


def theme_of(config: Config, name: str = "") -> tuple[Theme, tuple[str, ...]]:
    """The theme of a name, or the county's own, and a sentence for each text that is hard to read in it.

    Under ``[theme]`` stand ``base`` (a theme's name), ``font``, and a table a role: ``level-1 = {fill = "#004F71"}``.
    Contrast is asked for as in WCAG 2.1: 4.5 to 1.

    Raises:
        CannotRun: there is no such role or attribute, or a colour is not written as #RRGGBB.
    """
    from palveluketju.drawing.paper.theme import LEGIBLE, THEMES, Theme, contrast  # what only checks needs no theme

    own = dict(config.theme)
    base = THEMES[_choice(own, "base", tuple(THEMES), "default", FilePath(FILE_NAME))]
    if name or not own:
        return THEMES[name or "default"], ()
    own.pop("base", None)
    font = own.pop("font", base.font)
    file = FilePath(FILE_NAME)
    _only_known(own, tuple(base.roles), file, "role")
    roles = dict(base.roles)
    for role, changes in own.items():
        _only_known(_table(changes, file), ("fill", "stroke", "text", "line", "dash"), file, "attribute")
        try:
            roles[role] = replace(roles[role], **changes)
        except (TypeError, ValueError) as error:
            raise CannotRun(f"{file}: theme.{role}: {error}") from None
    theme = Theme("own", roles, font=str(font), background=base.background)
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


def _only_known(data: Mapping[str, Any], known: tuple[str, ...], file: FilePath, what: str) -> None:
    for key in data:
        if key not in known:
            guess = nearest(key, known)
            hint = f"did you mean '{guess}'?" if guess else f"the {what}s are {joined(known)}"
            raise CannotRun(f"{file}: '{key}' is not a {what} here; {hint}")


def _paths(value: Any, file: FilePath, folder: FilePath) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
        raise CannotRun(f"{file}: 'paths' is a list of files or folders, as paths = [\"chains\"]")
    return tuple(str(folder / path) if folder != FilePath() else path for path in value)


def _choice(data: dict[str, Any], key: str, choices: tuple[str, ...], default: str, file: FilePath) -> str:
    value = data.get(key, default)
    if value not in choices:
        raise CannotRun(f"{file}: '{key}' is one of {joined(choices, 'or')}, not {value!r}")
    return str(value)
