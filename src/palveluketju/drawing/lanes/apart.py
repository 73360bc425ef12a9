"""Bars of which no levels are told, under all lanes and apart from their columns: no level can be said to have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.lanes.cells import EDGE, LaneCell, Part, Strip, headed_part, listed
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import set_items
from palveluketju.graph import Node
from palveluketju.terms import title

_NAMES: Final = (0.2, 0.3, 0.42)
"""How wide the name of a bar may be beside what it holds, as a part of both: the first that makes both lowest is."""
_COLUMN: Final = 150.0
"""How wide a column of what a bar holds is at least, in points."""


def apart_part(words: LaneWords, edges: Sequence[tuple[float, float]], head_width: float, sizes: Sizes) -> list[Part]:
    """A part of its own for such bars, with a head that says so; none where all bars have levels."""
    strips = [_strip(words, bar, edges[0][0], edges[-1][1] - edges[0][0], sizes) for bar in words.bars(placed=False)]
    if not strips:
        return []
    heading = title("no levels stated", words.lang)
    head = LaneCell("bars-apart", MARGIN, head_width, words.apart_role, heading, sizes)
    return [headed_part(len(words.lanes) + 1, head, [Item(heading, bold=True)], strips, words.lang)]


def _strip(words: LaneWords, bar: Node, left: float, width: float, sizes: Sizes) -> Strip:
    """A bar with its name, and what it holds beside that."""
    items, said = words.apart_cell(bar), words.bar_name(bar)
    name = Item(said, words.bar_role(bar), bold=True, after=words.bar_signs(bar, is_alone=not items))

    def strip(aside: float) -> Strip:
        cell = LaneCell(f"bar-{bar.id}", left, aside, words.bar_role(bar), said, sizes, element=bar.key)
        cell = replace(cell, head=set_items([name], aside - 2 * EDGE, sizes))
        if not items:
            return Strip((cell,))
        under = LaneCell(f"{cell.name}-services", left + aside, width - aside, "services", said, sizes, element=bar.key)
        return Strip((cell, listed(under, items, _COLUMN * sizes.body / 9, 1)))

    if not items:
        return strip(width)
    return min((strip(share * width) for share in _NAMES), key=lambda one: one.height)
