"""How wide the columns of lanes are: as words allow, evenly or by what they hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from operator import mul
from typing import Final

from palveluketju.drawing.lanes.cells import EDGE
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import widths

_STUB: Final = 12.0
"""How wide the column of a level is that has steps and nothing of its own, in points."""
_NARROWEST, _WORD, _LONGEST = 52.0, 64.0, 150.0
"""How wide a column is at least, in points; and at least for its longest word, which may be broken, or not."""
_TURNS: Final = 24
"""How often widths are found anew from what makes lanes high."""
_LIGHTEST: Final = 0.01
"""How much a column weighs at least, as a part of the heaviest."""
_HALVES: Final = 40
"""How often the share of a column is halved to find it."""


def widest_word(items: Iterable[Item], sizes: Sizes, *, parts: bool = False) -> float:
    """How wide a list must be for no word of it to be broken, or with ``parts`` none but between those of compounds."""
    return widths(items, sizes, parts=parts).least + 2 * EDGE + 2


def lengths(rows: Iterable[Iterable[Iterable[Item]]], sizes: Sizes) -> list[list[float]]:
    """How long all is that each cell of some rows has, in points of one line."""
    return [[sum(widths([item], sizes).natural for item in items) for items in row] for row in rows]


def widths_of(
    needs: Sequence[tuple[float, float]],
    stubs: Sequence[bool],
    room: float,
    *,
    whole: bool,
    held: Sequence[Sequence[float]] = (),
) -> list[float] | None:
    """The widths of columns that share a room as evenly as words allow; None where it is too small.

    A column needs room for the widest part of its words, and for its widest word. Where words need not stay ``whole``,
    long ones are broken rather than that a column has no room, and within their parts if there is no other way.
    With what each lane has ``held`` in each column, what is not needed for words is shared so that lanes are low.
    """
    most = _LONGEST if whole else _WORD
    least = [_STUB if stub else min(max(need, _NARROWEST), most) for (_, need), stub in zip(needs, stubs, strict=True)]
    if sum(least) > room:
        return None
    in_parts = [
        low if stub else max(low, min(part, _LONGEST)) for low, (part, _), stub in zip(least, needs, stubs, strict=True)
    ]
    if sum(in_parts) <= room:
        least = in_parts
    wanted = [low if stub else max(low, need) for low, (_, need), stub in zip(least, needs, stubs, strict=True)]
    spare = sum(wanted) <= room
    lows = wanted if spare else least
    highs = [
        low if stub else math.inf if spare or held else want
        for low, want, stub in zip(lows, wanted, stubs, strict=True)
    ]
    return _lowest(lows, highs, held, room) if held else _shared(lows, highs, [1.0] * len(lows), room)


def _lowest(lows: Sequence[float], highs: Sequence[float], held: Sequence[Sequence[float]], room: float) -> list[float]:
    """Widths within bounds with which lanes, each as high as the highest of its cells, are low together.

    A cell is as high as what it holds is long in parts of its width. Which cells make their lanes high depends on the
    widths, and these on which cells do: both are found in turns.
    """
    found = _shared(lows, highs, [1.0] * len(lows), room)
    shares = [[1.0] * len(lows) for _ in held]
    for _ in range(_TURNS):
        for lane, row in enumerate(held):
            heights = [one / width * share for one, width, share in zip(row, found, shares[lane], strict=True)]
            whole = sum(heights) or 1.0
            shares[lane] = [height / whole for height in heights]
        columns = zip(zip(*held, strict=True), zip(*shares, strict=True), strict=True)
        weights = [math.sqrt(sum(map(mul, *column))) for column in columns]
        found = _shared(lows, highs, [max(one, _LIGHTEST * max(weights)) for one in weights], room)
    return found


def _shared(lows: Sequence[float], highs: Sequence[float], weights: Sequence[float], room: float) -> list[float]:
    """Widths by weights, each within its bounds, that fill a room."""

    def at(share: float) -> list[float]:
        return [min(max(low, share * one), high) for low, high, one in zip(lows, highs, weights, strict=True)]

    low, high = 0.0, room / min(weights)
    for _ in range(_HALVES):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) <= room else (low, middle)
    return [round(width, 2) for width in at(low)]
