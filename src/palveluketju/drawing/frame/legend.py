"""The legend of every page: signs, lines and frames with what they mean, in rows over the foot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from palveluketju.drawing.picture.picture import LINE, Box, Legend, Mark, Sign, TextLine, mark_of, width_of
from palveluketju.drawing.typesetting.badges import is_badge, sign_height
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.typesetting.setting import ENDLESS, place, set_items

_SIGN, _LONG, _BEHIND, _ROW = 1.0, 2.25, 0.35, 1.45
"""How wide signs and samples of lines are, the room behind them, and how high a row is, in sizes of text.

A sample is so long that its dashes and its head are seen.
"""
_APART, _NARROWER = 12.0, 6.0
"""Between two signs, and the steps in which a width is looked for."""


class DrawnLegend(NamedTuple):
    """The signs of a legend where they stand, and what they mean."""

    boxes: tuple[Box, ...]
    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...]


def legend_height(legend: Legend, width: float, size: float) -> float:
    """How high a legend is in a width, with text of a size."""
    return _ROW * size * len(_filled(legend, _all_wide(legend, size), width))


def drawn_legend(legend: Legend, lined: Collection[str], x: float, y: float, width: float, size: float) -> DrawnLegend:
    """A legend in as few rows as do, all about as wide as each other, each in the middle of a width.

    ``lined`` are the roles of lines alone.
    """
    wide = _all_wide(legend, size)
    rows, room = _filled(legend, wide, width), width
    while len(rows) > 1 and len(narrower := _filled(legend, wide, room - _NARROWER)) == len(rows):
        rows, room = narrower, room - _NARROWER
    boxes: list[Box] = []
    lines: list[TextLine] = []
    marks: list[Mark] = []
    for row in rows:
        left = x + (width - sum(_wide(*sign, size) for sign in row) + _APART) / 2
        for sign, meaning in row:
            long = _long(sign) * size
            if isinstance(sign, Sign):
                top = y + (0.0 if is_badge(sign) else size / 6)
                marks.append(mark_of(sign, left, top, sign_height(sign, size, size * 0.9)))
            elif sign in lined:
                boxes.append(Box(f"legend-{sign}", left, y + 0.6 * size, long, LINE, sign, meaning))
            else:
                boxes.append(Box(f"legend-{sign}", left, y + 0.15 * size, long, 0.9 * size, sign, meaning))
            block = set_items((Item(meaning, "quiet"),), ENDLESS, Sizes(size, size, size))
            lines += place(block, left + long + _BEHIND * size, y).lines
            left += _wide(sign, meaning, size)
        y += _ROW * size
    return DrawnLegend(tuple(boxes), tuple(lines), tuple(marks))


def _filled(legend: Legend, wide: Sequence[float], width: float) -> list[Legend]:
    """A legend in rows no wider than told, as full as they can be; each sign is so ``wide`` with its meaning."""
    rows: list[Legend] = []
    room = 0.0
    for sign, needed in zip(legend, wide, strict=True):
        if not rows or needed > room:
            rows.append(())
            room = width + _APART
        rows[-1] = (*rows[-1], sign)
        room -= needed
    return rows


def _all_wide(legend: Legend, size: float) -> list[float]:
    return [_wide(*row, size) for row in legend]


def _long(sign: Sign | str) -> float:
    return width_of(sign, sign_height(sign, 1.0, _SIGN)) if isinstance(sign, Sign) else _LONG


def _wide(sign: Sign | str, meaning: str, size: float) -> float:
    """How much room a sign takes with its meaning, and before the next one."""
    return (_long(sign) + _BEHIND) * size + text_width(meaning, size) + _APART
