"""The title of a page and the goals of the chain, which stand under the title or beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from palveluketju.drawing.pages import MARGIN
from palveluketju.drawing.picture import MarkKind
from palveluketju.drawing.stairs_columns import Canvas, Section
from palveluketju.drawing.stairs_edges import Listed
from palveluketju.drawing.stairs_moves import ELBOW
from palveluketju.drawing.stairs_rows import Job, Row
from palveluketju.drawing.stairs_text import PAD, Block, Item, height_of, place, set_item
from palveluketju.terms import title

_BETWEEN, _CLEAR = 8.0, 10.0
_SHORT = 120
"""Characters of what is laid over the chain as a whole that stand under the title."""
_MOST = 0.3
_COLUMN = 240.0
_ASIDE = 0.42


class Goals(NamedTuple):
    """The box of the goals."""

    x: float
    y: float
    width: float
    bottom: float
    heading: Block
    listed: Listed


class Head(NamedTuple):
    """The title, where it ends, and the goals."""

    blocks: tuple[Block, ...]
    bottom: float
    goals: Goals | None = None

    @property
    def low(self) -> float:
        """The lower edge of both."""
        return max(self.bottom, self.goals.bottom) if self.goals else self.bottom

    @property
    def corners(self) -> list[tuple[float, float]]:
        """The lower right corners of both."""
        right = MARGIN + max(line.width for block in self.blocks for line in block.lines)
        goals = [(self.goals.x + self.goals.width, self.goals.bottom)] if self.goals else []
        return [(right, self.bottom), *goals]


class Heads:
    """All ways to set the title of one page, and on the first the goals."""

    def __init__(self, canvas: Canvas, job: Job, *, first: bool) -> None:
        self._canvas, self._job, self._first = canvas, job, first
        told = ", ".join(job.parts.marks.codes_elsewhere()) if first else ""
        self._over = Item(told, "finding", MarkKind.FINDING, small=True) if told else None
        if self._over and len(told) > _SHORT:
            canvas.rest.append(Section("whole", job.parts.marks.meaning, "finding", self._over.pieces()))
            self._over = None

    def _title(self, right: float) -> tuple[Block, ...]:
        job = self._job
        size = job.sizes.title if self._first else job.sizes.heading
        name = set_item(Item(job.name, bold=True), right - MARGIN, job.sizes._replace(body=size))
        lines = [Item(job.under, "quiet", small=True), *([self._over] if self._over else [])]
        return (name, *(set_item(line, right - MARGIN, job.sizes) for line in lines if line.text))

    def head(self, right: float, goals_right: float, *, goals_left: float = 0.0, column: float = 10_000) -> Head:
        """Title and goals with given right edges; the goals beside the title where they have a left edge."""
        job = self._job
        blocks = self._title(right)
        bottom = MARGIN + height_of(blocks, job.sizes)
        items = job.parts.goals() if self._first else []
        if not items:
            return Head(blocks, bottom)
        left, most = goals_left or MARGIN, job.size.height * _MOST * job.share
        room = goals_right - left - 2 * PAD
        listed = Listed(items, room, job.sizes, most, job.parts, column)
        ends = [line.x + line.width for blocks in listed.columns for block in blocks for line in block.lines]
        width = min(listed.lists(0, 0)[-1][1] + max(ends) + 5, room)
        width = room if len(listed.columns) > 1 and width > 0.8 * room else width
        heading = set_item(Item(title("goals", job.parts.lang), "goals", bold=True), width, job.sizes)
        listed = Listed(items, width, job.sizes, most, job.parts, width / len(listed.columns) - 1)
        top = MARGIN if goals_left else bottom + _BETWEEN
        low = top + heading.height + listed.height + 2 * PAD
        return Head(blocks, bottom, Goals(left, top, width + 2 * PAD, low, heading, listed))

    def over_flat(self, room: float) -> Head:
        """The goals under the title, or beside it where they would reach lower than ``room``."""
        right = self._job.size.width - MARGIN
        under = self.head(right, right, column=_COLUMN)
        if under.low <= room or under.goals is None:
            return under
        middle = MARGIN + self._job.width * _ASIDE
        beside = self.head(middle - 2 * PAD, right, goals_left=middle, column=_COLUMN)
        return beside if beside.low < under.low else under

    def over_stairs(self, row: Row) -> list[Head]:
        """Title and goals as wide as reaches to the elbows of each level, or to the edge of the page."""
        edges = [x + column.width - ELBOW for x, column in zip(row.lefts, row.columns, strict=True)]
        rights = [edge for edge in edges[:-1] if edge > MARGIN + 130] + [self._job.size.width - MARGIN]
        return [self.head(right, goals) for right in rights for goals in rights if goals <= right + 200]

    def draw(self, head: Head) -> None:
        """The title and the goals on the page."""
        canvas, job = self._canvas, self._job
        placed = place(head.blocks, MARGIN, MARGIN, job.sizes)
        canvas.lines += placed.lines
        canvas.marks += placed.marks
        canvas.crowded += sum(block.crowded for block in head.blocks)
        if head.goals is None:
            return
        goals, told = head.goals, title("goals", job.parts.lang)
        box = canvas.box("goals", goals.x, goals.y, goals.width, goals.bottom - goals.y, "goals", told)
        x, y = goals.x + PAD, goals.y + PAD - 1
        canvas.fill(box, [((goals.heading,), x, y), *goals.listed.lists(x, y + goals.heading.height)], job.sizes)
        if goals.listed.rest:
            canvas.rest.append(Section("goals", told, "goals", goals.listed.rest))


def shift_under(corners: Sequence[tuple[float, float]], row: Row, step: float) -> float:
    """How far stairs that rise by ``step`` go down so that they, and their elbows, stand clear of what is at the left.

    ``corners`` are the lower right corners of what stands there.
    """
    found, last = 0.0, len(row.columns) - 1
    for right, bottom in corners:
        at = max(index for index, x in enumerate(row.lefts) if not index or x < right + 6)
        if right > row.lefts[at] + row.columns[at].width - ELBOW + 0.1:
            at = min(at + 1, last)
        found = max(found, bottom + _CLEAR - MARGIN - (last - at) * step)
    return found
