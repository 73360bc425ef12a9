"""A county's own look, as a configuration has it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from palveluketju.config.kinds import OneOf, Place, only_known, raw
from palveluketju.config.settings import Config
from palveluketju.findings import N_, Message
from palveluketju.source import CONFIGURATION

if TYPE_CHECKING:
    from palveluketju.drawing.looks.theme import Theme

_FONT: Final = re.compile(r"[^\W_][\w .,'-]{0,199}")
_ATTRIBUTES: Final = ("fill", "stroke", "text", "line", "dash")


def theme_of(config: Config, name: str = "") -> tuple[Theme, tuple[Message, ...]]:
    """The theme of a name, or the county's own, and a sentence for each text that is hard to read in it.

    Under ``[theme]`` stand ``base`` (a theme's name), ``font``, and a table a role: ``level-1 = {fill = "#004F71"}``.
    Contrast is asked for as in WCAG 2.1: 4.5 to 1.

    Raises:
        CannotRun: there is no such role or attribute, or a value is not one that a :class:`Style` takes.
    """
    from palveluketju.drawing.looks.theme import LEGIBLE, THEMES, Theme, contrast  # what only checks needs no theme

    own, file = dict(config.theme), FilePath(config.file or CONFIGURATION)
    place = Place(file, "theme")
    base = THEMES[OneOf(tuple(THEMES)).read(own.get("base", "default"), place / "base")]
    if name or not own:
        return THEMES[name or "default"], ()
    own.pop("base", None)
    font = _font(own.pop("font", base.font), place)
    only_known(own, tuple(base.roles), file, Message(N_("role")))
    roles = dict(base.roles)
    for role, changes in own.items():
        only_known(_table(changes, place), _ATTRIBUTES, file, Message(N_("attribute of theme.{role}"), role=role))
        for name, value in changes.items():
            try:
                roles[role] = replace(roles[role], **{name: value})
            except ValueError as error:
                place.wrong(N_("theme.{role}.{name}: {error}"), role=role, name=name, error=error.args[0])
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


def _table(value: Any, place: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        place.wrong(N_("'theme' and its roles are tables, as [theme] and level-1 = {{fill = \"#004F71\"}}"))
    return value


def _font(value: Any, place: Place) -> str:
    if not isinstance(value, str) or not _FONT.fullmatch(value):
        place.wrong(
            N_(
                "'theme.font' is a list of font names, separated by commas, in letters, digits, spaces and hyphens, at"
                ' most 200 characters, as font = "Arial, sans-serif"; not {value}'
            ),
            value=raw(value),
        )
    return value
