"""What is measured of columns beside each other before anything of them is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from palveluketju.drawing.content.forest import Lineage
from palveluketju.drawing.lanes.cells import EDGE
from palveluketju.drawing.lanes.widths import lengths, widest_word, widths_of
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.typesetting.items import Sizes

_NARROWEST: Final = 74.0
"""How wide the heads of lanes are at least, in points."""
_WIDEST: Final = 0.16
"""How wide they are at most, as a part of the width between the margins."""
_BESIDE: Final = 8.0
"""Between the heads of lanes and the first column, in points."""


class Measures(NamedTuple):
    """How wide the heads of lanes are, and where each column is: its left and right edge.

    ``stubs`` are the columns of levels that have steps and nothing of their own.
    """

    head_width: float
    edges: tuple[tuple[float, float], ...]
    stubs: tuple[bool, ...]


def measured(
    words: LaneWords,
    lines: Sequence[Lineage],
    gutters: Sequence[float],
    width: float,
    sizes: Sizes,
    *,
    whole: bool,
    weighed: bool,
) -> Measures | None:
    """The measures of columns with gutters between them in a width; None where there is no room for them.

    Words stay ``whole`` where they must; ``weighed`` columns are as wide as what they hold asks for.
    """
    levels = [line[-1] for line in lines]
    heads = [item for lane in words.lanes for item in words.lane_head(lane)]
    head_width = min(max(widest_word(heads, sizes), _NARROWEST * sizes.body / 9), _WIDEST * width)
    room = width - head_width - _BESIDE - EDGE - sum(gutters)
    held = [[item for lane in words.lanes for item in words.cell(lane, level)] for level in levels]
    heads_of = [words.level_head(level) for level in levels]
    parts, wholes = (
        [
            max(widest_word(items, sizes, parts=parts), widest_word(head, sizes, parts=parts))
            for head, items in zip(heads_of, held, strict=True)
        ]
        for parts in (True, False)
    )
    needs = list(zip(parts, wholes, strict=True))
    following = [*lines[1:], ()]
    stubs = tuple(
        not items and len(after) > len(line) for items, line, after in zip(held, lines, following, strict=True)
    )
    cells = ([words.cell(lane, level) for level in levels] for lane in words.lanes)
    weights = lengths((heads_of, *cells), sizes) if weighed else ()
    found = widths_of(needs, stubs, room, whole=whole, held=weights)
    if found is None:
        return None
    x = MARGIN + head_width + _BESIDE
    lefts = accumulate((column + gutter for column, gutter in zip(found, gutters, strict=False)), initial=x)
    return Measures(head_width, tuple((left, left + column) for left, column in zip(lefts, found, strict=True)), stubs)
