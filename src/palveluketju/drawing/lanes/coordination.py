"""Who holds the whole together for one client, under all lanes: nobody organises it in a lane of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.lanes.cells import LaneCell, Part, Strip, headed_part, listed
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.graph import Node
from palveluketju.terms import title

_COLUMN: Final = 200.0
"""How wide a column of what is told is at least, in points."""


def coordination_part(
    words: LaneWords,
    levels: Sequence[Node],
    edges: Sequence[tuple[float, float]],
    head_width: float,
    sizes: Sizes,
    *,
    first: bool,
) -> list[Part]:
    """What is told of the whole chain, on the ``first`` page, and what levels tell themselves, under their names.

    All of it is one list across the columns, which is lower than lists as narrow as these. There is no such part where
    nothing is told.
    """
    told, heading = words.coordinated, title("coordination", words.lang)
    items = list(told.items) if told and first else []
    for level in levels:
        if own := words.coordination_at(level):
            items += [Item(words.numbered(level), "text", bold=True, size=Size.SMALL, heads=True), *own]
    if not items:
        return []
    left, right = edges[0][0], edges[-1][1]
    cell = LaneCell("coordination-told", left, right - left, "services", heading, sizes)
    strip = Strip((listed(cell, items, _COLUMN * sizes.body / 9, few=1),))
    read = words.marks.read(("coordination",), *((*level.where, "coordination") for level in levels))
    head = LaneCell("coordination", MARGIN, head_width, told.role if told else "bar", heading, sizes)
    return [headed_part(len(words.lanes), head, [Item(heading, bold=True, after=read)], [strip], words.lang)]
