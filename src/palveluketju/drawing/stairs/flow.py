"""What does not fit where it belongs, on pages of its own: lists that flow from column to column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.foot import legend_slabs
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.tally import Section
from palveluketju.drawing.typesetting.columns import cut, divided
from palveluketju.drawing.typesetting.items import PAD, Item
from palveluketju.drawing.typesetting.setting import Block, height_of, set_item, set_items
from palveluketju.terms import term

_COLUMN, _APART = 230.0, 14.0
"""How wide columns are at least, and how far apart, in points."""


class _Flowing(NamedTuple):
    """What of a list stands in one column, and its upper left corner; ``high`` is how high its heading is."""

    section: Section
    page: int
    x: float
    y: float
    heading: Block
    high: float
    blocks: Sequence[Block]


class Flow:
    """Pages of columns, filled one after the other with lists; they are drawn when it is settled how many there are.

    ``count`` is the number of pages, ``crowded`` how much words are broken within on them.
    """

    def __init__(self, sections: Sequence[Section], job: Job) -> None:
        self._job = job
        self._columns = max(1, int((job.width + _APART) // (_COLUMN + _APART)))
        self._width = (job.width + _APART) / self._columns - _APART
        self._heading_again = job.heading(job.width, again=True)
        self._parts: list[_Flowing] = []
        self.count = self.crowded = 0
        self._top = MARGIN + height_of(self._heading_again) + 8
        self._column, self._y = self._columns, self._top
        self._legend = next((slab.height for slab in legend_slabs(job)), 0.0)
        self._low = job.size.height - MARGIN - 6 - self._legend
        for section in sections:
            self._set(section)

    def _next(self) -> None:
        """Go on in the next column, or on a new page."""
        self._column += 1
        if self._column >= self._columns:
            self._column = 0
            self.count += 1
            self.crowded += _crowded(self._heading_again)
        self._y = self._top

    def _set(self, section: Section) -> None:
        """One list, divided where a column ends; each part has its heading."""
        sizes = self._job.sizes
        inner = self._width - 2 * PAD
        blocks: Sequence[Block] = set_items(section.items, inner, sizes)
        if not self.count:
            self._next()
        begins = section.begins
        while blocks:
            heading = self._heading(section, inner, begins=begins)
            high = heading.height + PAD
            room = self._low - self._y - high - 2 * PAD
            count = cut(blocks, room)
            if not count and self._y > self._top:
                self._next()
                continue
            part, blocks = (blocks[:count], blocks[count:]) if count else divided(blocks, room, some=True)
            x = MARGIN + self._column * (self._width + _APART)
            self._parts.append(_Flowing(section, self.count - 1, x, self._y, heading, high, part))
            self.crowded += _crowded((heading, *part))
            self._y += high + height_of(part) + 2 * PAD + 10
            begins = False

    def _heading(self, section: Section, width: float, *, begins: bool) -> Block:
        """The heading of a list, or of a part of it that goes on."""
        continued = "" if begins else f" ({term('continued', self._job.lang)})"
        name = Item(section.title + continued, section.role, after=section.after, bold=True)
        return set_item(name, width, self._job.sizes)

    def draw(self, names: set[str]) -> list[Canvas]:
        """The pages that hold the lists, in their order."""
        job, pages = self._job, [Canvas(names) for _ in range(self.count)]
        for canvas in pages:
            for slab in legend_slabs(job):
                slab.draw(canvas, job.size.height - MARGIN - self._legend)
            canvas.write(self._heading_again, MARGIN, MARGIN)
        for part in self._parts:
            self._draw(part, pages[part.page])
        return pages

    def _draw(self, part: _Flowing, canvas: Canvas) -> None:
        """A part of a list, under its heading."""
        section, x, low = part.section, part.x, part.y + part.high
        name, title, key = section.name, section.title, section.element
        box = canvas.box(name, x, part.y, self._width, part.high, section.role, title, 0, key)
        canvas.fill(box, [((part.heading,), x + PAD, part.y + PAD / 2)])
        below = height_of(part.blocks) + 2 * PAD
        under = canvas.box(f"{name}-services", x, low, self._width, below, "services", title, 0, key)
        canvas.fill(under, [(part.blocks, x + PAD, low + PAD)])


def _crowded(blocks: Sequence[Block]) -> int:
    """How much words are broken within paragraphs."""
    return sum(block.crowded for block in blocks)
