"""What does not fit where it belongs, on pages of its own: lists that flow from column to column."""

from __future__ import annotations

from collections.abc import Sequence

from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.canvas import Canvas, Section
from palveluketju.drawing.stairs.foot import legend_slabs
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.typesetting.columns import cut, divided
from palveluketju.drawing.typesetting.items import PAD, Item
from palveluketju.drawing.typesetting.setting import Block, height_of, set_item, set_items
from palveluketju.terms import term

_COLUMN, _APART = 230.0, 14.0
"""How wide columns are at least, and how far apart, in points."""


class _Flow:
    """Pages of columns, filled one after the other."""

    def __init__(self, job: Job, names: set[str]) -> None:
        self._job, self._names = job, names
        self._count = max(1, int((job.width + _APART) // (_COLUMN + _APART)))
        self._width = (job.width + _APART) / self._count - _APART
        self.pages: list[Canvas] = []
        self._column, self._y, self._top = self._count, 0.0, 0.0
        self._legend = next((slab.height for slab in legend_slabs(Canvas(set()), job)), 0.0)
        self._low = job.size.height - MARGIN - 6 - self._legend

    def _next(self) -> None:
        """Go on in the next column, or on a new page."""
        self._column += 1
        if self._column >= self._count:
            self._column = 0
            canvas = Canvas(self._names)
            self.pages.append(canvas)
            job = self._job
            for slab in legend_slabs(canvas, job):
                slab.draw(job.size.height - MARGIN - self._legend)
            blocks = job.heading(job.width, again=True)
            canvas.write(blocks, MARGIN, MARGIN)
            self._top = MARGIN + height_of(blocks) + 8
        self._y = self._top

    def section(self, section: Section) -> None:
        """One list, divided where a column ends; each part has its heading."""
        sizes = self._job.sizes
        inner = self._width - 2 * PAD
        blocks: Sequence[Block] = set_items(section.items, inner, sizes)
        if not self.pages:
            self._next()
        begins, key = section.begins, section.element
        while blocks:
            heading = self._heading(section, inner, begins=begins)
            high = heading.height + PAD
            room = self._low - self._y - high - 2 * PAD
            count = cut(blocks, room)
            if not count and self._y > self._top:
                self._next()
                continue
            part, blocks = (blocks[:count], blocks[count:]) if count else divided(blocks, room, some=True)
            canvas, x = self.pages[-1], MARGIN + self._column * (self._width + _APART)
            box = canvas.box(section.name, x, self._y, self._width, high, section.role, section.title, 0, key)
            canvas.fill(box, [((heading,), x + PAD, self._y + PAD / 2)])
            below = height_of(part) + 2 * PAD
            under = canvas.box(
                f"{section.name}-services", x, self._y + high, self._width, below, "services", section.title, 0, key
            )
            canvas.fill(under, [(part, x + PAD, self._y + high + PAD)])
            self._y += high + below + 10
            begins = False

    def _heading(self, section: Section, width: float, *, begins: bool) -> Block:
        """The heading of a list, or of a part of it that goes on."""
        continued = "" if begins else f" ({term('continued', self._job.lang)})"
        name = Item(section.title + continued, section.role, after=section.after, bold=True)
        return set_item(name, width, self._job.sizes)


def flowed(sections: Sequence[Section], job: Job, names: set[str]) -> list[Canvas]:
    """The pages that hold the lists, in their order."""
    flow = _Flow(job, names)
    for section in sections:
        flow.section(section)
    return flow.pages
