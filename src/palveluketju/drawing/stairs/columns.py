"""A level and its steps set into their widths: how high they are, and their boxes on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from palveluketju.drawing.content.forest import GAP, INSET, Branch
from palveluketju.drawing.levels.canvas import Canvas, LevelSpot
from palveluketju.drawing.levels.shades import STEP
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.tally import Section, Tally
from palveluketju.drawing.typesetting.items import PAD
from palveluketju.drawing.typesetting.lists import columns_in, set_list
from palveluketju.drawing.typesetting.setting import Block, height_of, set_item
from palveluketju.terms import term

_INTO: Final = 18.0
"""Over the steps of a level: room for the arrows to them."""
_LEAST: Final = 26.0
"""How high a level without anything in it is under its heading."""
_WIDE, _MANY = 230.0, 5
"""How wide the columns of a list are at least that has more than so many paragraphs."""


class Column:
    """A level set into a width, with its steps; their headings are at ``least_heading`` so high.

    ``content`` is how high all is that stands under the heading, ``least`` how high that must be where most of the
    services go on elsewhere. It is given a height, and then drawn.
    """

    def __init__(self, branch: Branch, job: Job, least_heading: float, depth: int = 0) -> None:
        self.level = branch.level
        self._depth, self._role = depth, STEP if depth else job.shades[self.level]
        self.steps: tuple[Column, ...] = tuple(Column(step, job, least_heading, depth + 1) for step in branch.steps)
        inner = sum(step.width for step in self.steps) + GAP * (len(self.steps) - 1) + 2 * INSET
        self.width: float = inner if self.steps else job.widths[self.level]
        self._job = job
        self._told = job.words.heading(self.level)
        self._heading = self._heading_blocks(going_on=not branch.begins)
        self.heading = max(height_of(self._heading) + 1.6 * PAD, least_heading)
        items = tuple(job.words.services(self.level)) if branch.begins else ()
        room = self.width - 2 * PAD
        columns = columns_in(room, _WIDE, job.sizes) if len(items) > _MANY else 1
        self._list = set_list(items, room, job.sizes, job.lang, columns=columns)
        self._cut = self._list.within()
        self.below = max((step.heading for step in self.steps), default=0.0)
        self.content: float = self._under(self._list.height, [step.content for step in self.steps])
        self.least: float = self._under(self._list.least, [step.least for step in self.steps])

    def _heading_blocks(self, *, going_on: bool) -> tuple[Block, ...]:
        again = term("continued", self._job.lang) if going_on else ""
        return tuple(set_item(item, self.width - 2 * PAD, self._job.sizes) for item in self._told.items(again=again))

    def _under(self, own: float, steps: Iterable[float]) -> float:
        """How high a list and steps of such heights are, with all that is around them."""
        if self.steps:
            return (own + PAD if own else 0.0) + self._around(steps)
        return max(own + 2 * PAD if own else 0.0, _LEAST)

    def _around(self, steps: Iterable[float]) -> float:
        return _INTO + self.below + max(steps) + INSET

    def _room(self, whole: float) -> float:
        """How much of a height the level's own list gets."""
        if not self.steps:
            return whole - 2 * PAD
        if self.content <= whole + 0.01:
            return self._list.height
        return min(max(whole * 0.4, self._list.least), whole - PAD - self._around(step.least for step in self.steps))

    @property
    def _name(self) -> str:
        return f"level-{self.level.id}"

    @property
    def _own(self) -> float:
        """How high its own list is, with what is under it."""
        return self._cut.height + PAD if self._cut.columns else 0.0

    def give(self, whole: float, tally: Tally) -> None:
        """A height for all that stands under the heading; the tally gets what of it has no room, and what has."""
        self._cut = self._list.within(self._room(whole))
        tally.set(self._heading)
        tally.cut(self._cut, Section(self._name, self._told.words, self._role, element=self.level.key))
        for step in self.steps:
            step.give(whole - self._own - _INTO - self.below - INSET, tally)

    def draw(self, canvas: Canvas, x: float, top: float, bottom: float, heading: float) -> None:
        """The level's boxes, with a heading of a given height, and under it the height that it was given."""
        name, key, role, layer = self._name, self.level.key, self._role, 2 * self._depth
        head = canvas.box(name, x, top, self.width, heading, role, self._told.words, layer, key)
        lines = [
            replace(block, lines=tuple(replace(line, role=role) for line in block.lines)) for block in self._heading
        ]
        canvas.fill(head, [(lines, x + PAD, top + 0.8 * PAD)])
        y = top + heading
        under = canvas.box(f"{name}-services", x, y, self.width, bottom - y, "services", self._told.name, layer, key)
        canvas.spots[self.level] = LevelSpot(x, top, self.width, heading, bottom, head.id, under.id)
        canvas.fill(under, self._cut.at(x + PAD, y + PAD))
        y += self._own
        x += INSET
        for step in self.steps:
            step.draw(canvas, x, y + _INTO, bottom - INSET, self.below)
            x += step.width + GAP
