"""Where the levels of the graph view stand: in rows, and under each other in columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from palveluketju.graph import Node


def counts_of(levels: Sequence[Node]) -> tuple[int, ...]:
    """How many levels can stand beside each other, the most first, so that rows are about even."""
    counts = (-(-len(levels) // rows) for rows in range(1, len(levels) + 1))
    return tuple(dict.fromkeys(counts)) or (1,)


class Grid:
    """Levels in rows of ``count``; what is put into the columns, from the top, and how high it is, in points.

    ``neighbours`` are each two levels beside each other, from left to right.
    """

    def __init__(self, levels: Sequence[Node], count: int) -> None:
        self.rows = [levels[start : start + count] for start in range(0, len(levels), count)]
        self.neighbours = tuple(pair for row in self.rows for pair in pairwise(row))
        self.columns: list[list[str]] = [[] for _ in range(count)]
        self._places = {level: place for row in self.rows for place, level in enumerate(row)}
        self._heights: dict[Node | int, float] = {}

    def places_of(self, levels: Sequence[Node]) -> list[int]:
        """The columns of something across levels: theirs, or all, where levels of several rows stand in them."""
        if len(self.rows) == 1:
            return [self._places[level] for level in levels]
        return [*range(len(self.columns))]

    def put(self, name: str, place: Node | int) -> None:
        """Put a node under what stands in a column, or in that of a level."""
        self.columns[place if isinstance(place, int) else self._places[place]].append(name)

    def grow(self, place: Node | int, height: float) -> None:
        """Count the height of what is in a level, or in a column beside levels."""
        self._heights[place] = self._heights.get(place, 0.0) + height

    @property
    def height(self) -> float:
        """About how high all is that was put into it."""
        *above, last = [[self._heights.get(level, 0.0) for level in row] for row in self.rows] or [[]]
        others = [self._heights.get(place, 0.0) for place in range(len(self.columns))]
        return sum(map(max, above)) + max(map(sum, zip_longest(others, last, fillvalue=0.0)))

    def beside(self, level: Node, step: int) -> Node | None:
        """The level that stands ``step`` columns further in the same row."""
        row = next(row for row in self.rows if level in row)
        place = row.index(level) + step
        return row[place] if 0 <= place < len(row) else None
