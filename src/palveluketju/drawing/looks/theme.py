"""Themes: a role's attributes. Shape, line and words carry the meaning; colour only follows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import cache
from typing import Final

from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.findings import N_, Message
from palveluketju.frozen import dataclass

FONT: Final = "Arial, Liberation Sans, Helvetica, sans-serif"
LEVELS: Final = 5
"""How many shades of a level's heading there are, from the lightest need to the heaviest."""
LEGIBLE: Final = 4.5
"""The contrast that a text must have with what it stands on (WCAG 2.1, level AA)."""
WIDEST: Final = 20
LONGEST: Final = 100
"""The widest line, and the longest dash or corner, in points."""
_LINE: Final = N_("a line is a number of points from 0 to {most}, not {value}")
_CORNER: Final = N_("a corner is a number of points from 0 to {most}, not {value}")
_DASH: Final = N_('a dash is at most {numbers} numbers of points from 0 to {most}, not all 0, as "4 2"; not {value}')
MOST_DASHES: Final = 8
_TOLD: Final = 60
"""Characters of a wrong value that are told."""
_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")
_DASHES: Final = re.compile(r"(\d+(\.\d+)?( \d+(\.\d+)?)*)?", re.ASCII)


class Head(StrEnum):
    """What a connector ends in."""

    FULL = "full"
    OPEN = "open"
    RINGS = "rings"
    """A ring at both ends: nobody moves, something is exchanged."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a role looks: colours as #RRGGBB, widths of line, dashes and corners in points, and a connector's head.

    A line is from 0 to WIDEST points wide, a dash or corner from 0 to LONGEST points long, with one dash of more than
    0 among at most MOST_DASHES.

    Raises:
        ValueError: a colour, line, dash or corner is written in another way.
    """

    fill: str = "#FFFFFF"
    stroke: str = "#3D4B55"
    text: str = "#10202B"
    line: float = 1.0
    dash: str = ""
    rounded: float = 0.0
    head: Head = Head.FULL

    def __post_init__(self) -> None:
        for colour in (self.fill, self.stroke, self.text):
            if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
                raise ValueError(Message(N_("a colour is written as #RRGGBB, not {value}"), value=_cut(colour)))
        for text, value, most in ((_LINE, self.line, WIDEST), (_CORNER, self.rounded, LONGEST)):
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
                raise ValueError(Message(text, most=most, value=_cut(value)))
        if not isinstance(self.dash, str) or not _DASHES.fullmatch(self.dash) or not _is_seen(self.dash):
            raise ValueError(Message(_DASH, numbers=MOST_DASHES, most=LONGEST, value=_cut(self.dash)))
        if not isinstance(self.head, Head):
            raise ValueError(f"a head is one of {', '.join(Head)}, not {_cut(self.head)}")  # no file can say it

    @property
    def is_dotted(self) -> bool:
        """Whether the dashes are shorter than two points, so that they are seen as dots."""
        return bool(self.dash) and float(self.dash.split()[0]) < 2


def _is_seen(dash: str) -> bool:
    """Whether dashes are none at all, or of numbers that can be drawn."""
    numbers = [float(part) for part in dash.split()]
    return not numbers or (len(numbers) <= MOST_DASHES and 0 < max(numbers) <= LONGEST)


def _cut(value: object) -> str:
    told = repr(value)
    return told if len(told) <= _TOLD else f"{told[:_TOLD]}…"


@dataclass(frozen=True)
class Theme:
    """Every role's style, and the font."""

    name: str
    roles: Mapping[str, Style]
    font: str = FONT
    background: str = "#FFFFFF"
    plain: Style = field(default_factory=Style)

    def style(self, role: str) -> Style:
        """The style of a role; a role that the theme does not know is plain."""
        return self.roles.get(role, self.plain)

    def text_colour(self, role: str, on: str = "") -> str:
        """The colour of a text of one role in a box of another, or on the page.

        It is the box's own colour of text where the other could not be read on it.
        """
        return self._seen(self.style(role).text, on)

    def mark_colour(self, kind: MarkKind, on: str = "") -> str:
        """The colour of a mark in a box of a role, or on the page."""
        return self._seen(self.roles.get(f"mark-{kind}", self.style("mark")).stroke, on)

    def letter_colour(self, kind: MarkKind, on: str = "") -> str:
        """The colour of the letter in a badge in a box of a role, or on the page."""
        if kind is MarkKind.BADGE_OWN:  # it is filled
            return self.style(on).fill if on else self.background
        return self.mark_colour(kind, on)

    def _seen(self, colour: str, on: str) -> str:
        if not on:
            return colour
        ground = self.style(on)
        return colour if contrast(colour, ground.fill) >= LEGIBLE else ground.text


INK, SOFT, ACCENT, WHITE = "#10202B", "#4A5A66", "#8A4B00", "#FFFFFF"

_SHADES = ("#D5E8F0", "#9CCBE0", "#2A769E", "#1F5F86", "#123F5E")
_ON_SHADES = (INK, INK, WHITE, WHITE, WHITE)

DEFAULT: Final = Theme(
    "default",
    {
        **{
            f"level-{number}": Style(fill=shade, stroke="#2A769E" if ink == INK else shade, text=ink, line=1.2)
            for number, (shade, ink) in enumerate(zip(_SHADES, _ON_SHADES, strict=True), start=1)
        },
        "level": Style(fill="#2A769E", stroke="#2A769E", text=WHITE, line=1.2),
        "step": Style(fill="#9CCBE0", stroke="#2A769E", text=INK, line=1.2),
        "services": Style(fill="#F3F7FA", stroke="#2A769E", line=1.2),
        "band": Style(fill="#E9EEF2", stroke="#E9EEF2", text=INK),
        "heading": Style(text=ACCENT),
        "text": Style(text=INK),
        "quiet": Style(text=SOFT),
        "goals": Style(fill="#E6F1EE", stroke="#0B5D4B", text="#0B5D4B", line=1.2),
        "bar": Style(fill="#5B3A74", stroke="#5B3A74", text=WHITE),
        "bar-open": Style(fill=WHITE, stroke="#5B3A74", text=INK, line=1.2, dash="4 3"),
        "bar-unknown": Style(fill=WHITE, stroke="#5B3A74", text=INK, line=1.2, dash="7 2.5 1.5 2.5"),
        "bar-quiet": Style(fill="#E9E3EF", stroke="#5B3A74", text=INK),
        "bar-ground": Style(fill="#3D4B55", stroke="#3D4B55", text=WHITE),
        "open": Style(fill=WHITE, stroke=SOFT, text=SOFT, dash="1.5 2.5"),
        "unknown": Style(fill="#EEF1F3", stroke=SOFT, text=SOFT, dash="6 2 1.5 2"),
        "finding": Style(fill=WHITE, stroke=ACCENT, text=ACCENT, line=1.6),
        "entry": Style(fill="#E6F1EE", stroke="#0B5D4B", text=INK),
        "exit": Style(fill=WHITE, stroke="#0B5D4B", text=INK),
        "table-head": Style(fill="#1F5F86", stroke="#1F5F86", text=WHITE),
        "table-row": Style(fill="#F3F7FA", stroke="#77838C", text=INK),
        "table-cell": Style(fill=WHITE, stroke="#77838C", text=INK),
        "table-gap": Style(fill=WHITE, stroke=ACCENT, text=ACCENT, dash="3 2", line=1.4),
        "organisation": Style(fill="#F3F7FA", stroke="#2A769E", text=INK, rounded=6),
        "service": Style(fill=WHITE, stroke="#3D4B55", text=INK, rounded=4),
        "chain": Style(fill="#D5E8F0", stroke="#2A769E", text=INK),
        "focus": Style(fill="#1F5F86", stroke="#1F5F86", text=WHITE),
        "forward": Style(stroke=INK, line=2.0, text=ACCENT),
        "back": Style(stroke=SOFT, line=1.3, dash="5 4", text=ACCENT, head=Head.OPEN),
        "far": Style(stroke=INK, line=1.2, text=ACCENT),
        "by-order": Style(stroke=SOFT, line=1.0, text=SOFT),
        "exchange": Style(stroke="#5B3A74", line=1.2, dash="1.5 3", text=ACCENT, head=Head.RINGS),
        "way-in": Style(stroke="#0B5D4B", line=1.4, text=ACCENT),
        "link": Style(stroke=SOFT, line=1.2, dash="9 2.5", text=ACCENT),
        "mark-interface": Style(stroke=ACCENT, text=ACCENT),
        "mark": Style(stroke=SOFT, text=SOFT),
    },
)


def _in_grey(style: Style) -> Style:
    return replace(style, fill=_grey(style.fill), stroke=_grey(style.stroke), text=_grey(style.text))


def _grey(colour: str) -> str:
    """A colour as light as another, without hue."""
    linear = [_linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    value = luminance * 12.92 if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return "#" + f"{round(value * 255):02X}" * 3


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@cache
def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.1, from 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    weights = (0.2126, 0.7152, 0.0722)
    lights = []
    for colour in (one, other):
        parts = (_linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
        lights.append(sum(weight * part for weight, part in zip(weights, parts, strict=True)))
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def _sharp(style: Style) -> Style:
    """Black on white, or white on black where the fill was dark; thicker lines."""
    dark = contrast(style.fill, WHITE) > 4.5
    ink, ground = ("#FFFFFF", "#000000") if dark else ("#000000", "#FFFFFF")
    return replace(style, fill=ground, stroke="#000000", text=ink, line=style.line + 0.6)


THEMES: Final = {
    "default": DEFAULT,
    "grey": Theme("grey", {role: _in_grey(style) for role, style in DEFAULT.roles.items()}),
    "high-contrast": Theme("high-contrast", {role: _sharp(style) for role, style in DEFAULT.roles.items()}),
}
"""The themes by name."""
