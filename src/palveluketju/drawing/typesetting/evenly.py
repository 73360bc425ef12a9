"""Where lines of a text end so that they are as even as they can be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf, sqrt
from typing import NamedTuple


class Edges(NamedTuple):
    """Where the parts of a text begin on one endless line, and where each would end a line, with its hyphen.

    All in thousandths of its size; ``reaches`` are the ends again, but none before that of an earlier part.
    """

    begins: Sequence[int]
    ends: Sequence[int]
    reaches: Sequence[int]


def edges_of(wide: Sequence[int], last: Sequence[int]) -> Edges:
    """The edges of parts that are so wide with what comes before the next, and so wide at the end of a line."""
    begins = [*accumulate(wide, initial=0)]
    ends = [begin + width for begin, width in zip(begins, last, strict=False)]
    return Edges(begins, ends, [*accumulate(ends, max)])


def evenly(edges: Edges, width: float, size: float) -> list[int]:
    """How many parts stand on each line and those before it, where the squares of what is left over are the least.

    A line more counts as a point left over. Lines that are filled one after the other show how bad the best way can
    be at worst; so only lines are tried that leave over no more than that, which are few.
    """
    begins, ends, reaches = edges
    count, full = len(ends), _full(width, size)

    def fullest(start: int) -> int:
        """How many parts stand before the end of a line that holds as much as it can."""
        return bisect_right(reaches, begins[start] + full, start + 1)

    def cost(before: float, start: int, stop: int) -> float:
        room = width - (ends[stop - 1] - begins[start]) * size / 1000
        return before + (room * room if room > 0 and stop < count else 0.0) + 1

    most, start = 0.0, 0
    while start < count:
        stop = fullest(start)
        most, start = cost(most, start, stop), stop
    costs, starts = [0.0] + [inf] * count, [0] * (count + 1)
    for start, stop in ((start, fullest(start)) for start in range(count) if costs[start] + 1 <= most):
        before = costs[start]
        emptiest = (width - sqrt(most - before)) * 1000 / size - 1
        first = bisect_left(reaches, begins[start] + emptiest, start, stop - 1) + 1
        for end in range(first, stop + 1):
            found = cost(before, start, end)
            if found < costs[end]:
                costs[end], starts[end] = found, start
    lines = []
    while count:
        lines.append(count)
        count = starts[count]
    return lines[::-1]


def _full(width: float, size: float) -> int:
    """How much a line holds, in thousandths of the size."""
    full = int(width * 1000 / size) + 1
    while width - full * size / 1000 < 0:
        full -= 1
    return full
