"""Who holds the whole together for one client, under all lanes: nobody organises it in a lane of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.lanes.cells import EDGE, Cell, Part, Strip, listed
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import set_items
from palveluketju.graph import Node
from palveluketju.terms import term, title

_COLUMN: Final = 220.0
"""How wide a column of what is told of the whole is at least, in points."""


def coordination_part(
    words: LaneWords,
    levels: Sequence[Node],
    edges: Sequence[tuple[float, float]],
    head_width: float,
    sizes: Sizes,
    *,
    first: bool,
) -> list[Part]:
    """What is told of the whole chain, over the columns of the ``first`` page, and under it the levels' own.

    There is no such part where neither is told.
    """
    told, heading = words.coordinated, title("coordination", words.lang)
    strips = []
    if told and first:
        left, right = edges[0][0], edges[-1][1]
        whole = Cell("coordination-whole", left, right - left, "services", heading, sizes)
        strips.append(Strip((listed(whole, told.items, _COLUMN, few=1),)))
    cells = []
    for level, (left, right) in zip(levels, edges, strict=True):
        if items := words.coordination_at(level):
            said = f"{heading}, {words.name(level)}"
            cell = Cell(f"coordination-{level.id}", left, right - left, "services", said, sizes)
            cells.append(listed(cell, items))
    if cells:
        strips.append(Strip(tuple(cells)))
    if not strips:
        return []
    read = words.marks.read(("coordination",), *((*level.where, "coordination") for level in levels))
    name, more = (
        Item(heading, bold=True, after=read),
        Item(f"({term('continued', words.lang)})", size=Size.SMALL),
    )
    role, width = told.role if told else "bar", head_width - 2 * EDGE
    head = Cell("coordination", MARGIN, head_width, role, heading, sizes, set_items([name], width, sizes))
    again = replace(head, head=set_items([name, more], width, sizes))
    return [Part(len(words.lanes), head, again, tuple(strips))]
