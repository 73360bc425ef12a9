"""One row of levels with what belongs to it: arrows, lanes, ways in and out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palveluketju.drawing.content.forest import GAP, INSET, Branch
from palveluketju.drawing.content.links import Notes, Sorted
from palveluketju.drawing.levels.beside import beside_height, draw_beside
from palveluketju.drawing.levels.canvas import Canvas, LevelSpot
from palveluketju.drawing.levels.moves import connect, draw_inner, draw_lanes, draw_sign, label, lane_height, lanes_of
from palveluketju.drawing.levels.spans import runs_of
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.columns import Column
from palveluketju.drawing.stairs.doors import ARROW, Doors
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.tally import Tally
from palveluketju.graph import Node

_OUTSIDE = 9.0
"""How far outside the levels an arrow goes on to the next row, in points."""


class Row(NamedTuple):
    """Levels that stand in one row, and the links that begin there."""

    branches: tuple[Branch, ...]
    links: Sorted


def pages_of(pages: Sequence[Sequence[Row]]) -> dict[Node, int]:
    """The number of the page on which each level begins."""
    found: dict[Node, int] = {}
    for number, page in enumerate(pages, start=1):
        for top in (branch for row in page for branch in row.branches):
            for branch in top.branches():
                found.setdefault(branch.level, number)
    return found


class LevelRow:
    """Levels side by side, from a left edge; ``above`` and ``below`` are the heights of what stands around them."""

    def __init__(self, job: Job, row: Row, notes: Notes) -> None:
        self._job, self._notes, self._links = job, notes, row.links
        left = MARGIN
        self._lines = {line[-1]: line for branch in row.branches for line in branch.lines()}
        least = beside_height(self._links.beside, self._lines, job.sizes, rises=job.rises)
        self.columns = [Column(branch, job, least) for branch in row.branches]
        self.lefts = []
        for column in self.columns:
            self.lefts.append(left)
            left += column.width + GAP
        self.right = left - GAP
        self.heading = max(column.heading for column in self.columns)
        self.content = max(column.content for column in self.columns)
        self.least = max(column.least for column in self.columns)
        self._spans = dict(self._places())
        self._spots: dict[Node, LevelSpot] = {}
        self.leaves = [leaf for branch in row.branches for leaf in branch.leaves()]
        self._doors = doors = Doors(row.branches, self._spans, self._links.leaving, job)
        self._lanes = lanes_of(self._links.lanes, self._spans, doors.ports, doors.crossing, notes, job.sizes)
        self.above = doors.height(doors.above)
        lanes = 1 + max((lane.index for lane in self._lanes), default=-1)
        self._lanes_height = lanes * lane_height(job.sizes) + (4 if lanes else 0)
        self.below = self._lanes_height + doors.height(doors.ins) + doors.height(doors.outs)

    def _places(self) -> Iterator[tuple[Node, tuple[float, float]]]:
        def walk(column: Column, x: float) -> Iterator[tuple[Node, tuple[float, float]]]:
            yield column.level, (x, column.width)
            x += INSET
            for step in column.steps:
                yield from walk(step, x)
                x += step.width + GAP

        for column, x in zip(self.columns, self.lefts, strict=True):
            yield from walk(column, x)

    def note(self) -> None:
        """Give the links that have no label of their own their numbers."""
        for link in (*self._links.inner, *self._links.beside, *self._links.wrapping):
            self._notes.number(link)

    def runs(self, leaves: set[Node]) -> list[tuple[float, float]]:
        """The left and right edges of levels that stand next to each other."""
        runs = runs_of([leaf in leaves for leaf in self.leaves])
        spans = [self._spans[leaf] for leaf in self.leaves]
        return [(spans[first][0], sum(spans[last])) for first, last in runs]

    def give(self, tops: Sequence[float], bottom: float, tally: Tally) -> None:
        """The upper edges of the levels and their common lower edge; the tally gets what they come to."""
        for column, top in zip(self.columns, tops, strict=True):
            column.give(bottom - top - self._heading_of(column), tally)
        for door in (*self._doors.above, *self._doors.ins, *self._doors.outs):
            door.count(tally)

    def _heading_of(self, column: Column) -> float:
        return column.heading if self._job.rises else self.heading

    def draw(self, canvas: Canvas, tops: Sequence[float], bottom: float) -> float:
        """The levels between the edges that they were given, and what belongs to them; how low that reaches."""
        sizes = self._job.sizes
        for column, x, top in zip(self.columns, self.lefts, tops, strict=True):
            column.draw(canvas, x, top, bottom, self._heading_of(column))
        self._spots = dict(canvas.spots)
        draw_inner(canvas, self._links.inner, self._notes, sizes)
        draw_beside(canvas, self._links.beside, self._lines, self._notes, sizes, rises=self._job.rises)
        draw_lanes(canvas, self._lanes, bottom, sizes)
        for door in self._doors.above:
            door.draw(canvas, min(tops) - ARROW - door.height, above=True)
        y = bottom + self._lanes_height
        for doors in (self._doors.ins, self._doors.outs):
            for door in doors:
                door.draw(canvas, y + ARROW)
            y += self._doors.height(doors)
        return y

    def draw_on(self, canvas: Canvas, following: LevelRow, y: float) -> None:
        """The arrow from the end of the row to the beginning of the next, at ``y`` between them; both are drawn."""
        for link in self._links.wrapping:
            start, end = self._spots[link.start], following._spots[link.end]
            out, into = start.top + start.heading / 2, end.top + end.heading / 2
            right, left = self.right + _OUTSIDE, following.lefts[0] - _OUTSIDE
            points = ((start.right, out), (right, out), (right, y), (left, y), (left, into), (end.x, into))
            number = self._notes.number(link)
            lines = (label(number, right - 16, y - 3, link.role, self._job.sizes),) if number else ()
            if link.is_crossing:
                draw_sign(canvas, right - 27, y - 11)
            connect(canvas, link, points, start.name, end.name, lines)
