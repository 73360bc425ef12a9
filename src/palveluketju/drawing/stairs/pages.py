"""The stairs view page by page: heading, levels and bars, notes and foot, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final, NamedTuple

from palveluketju.drawing.content.chain_words import levels_role
from palveluketju.drawing.content.links import Notes
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.foot import note_slabs
from palveluketju.drawing.stairs.frame import Frame
from palveluketju.drawing.stairs.head import PageHead, under_corners
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.rows import LevelRow, Row
from palveluketju.drawing.stairs.tally import Tally
from palveluketju.drawing.typesetting.items import PAD, Item, Size
from palveluketju.drawing.typesetting.setting import Block, set_item
from palveluketju.telling import without_levels_text

_BETWEEN: Final = 0.52
"""Between what stands on each other, as a part of the size of text."""
_LOWEST, _HIGHEST, _STEEP = 18, 110, 64
"""How far a level may stand over the one before it, in points, and from where on farther is no better."""
_ROOMY, _DEEP = 0.4, 0.6
"""How much more than they need levels get at most where there is room: side by side, and in stairs."""


class _Stairs(NamedTuple):
    """One way to set the stairs: how far each level rises, how far all go down under the title, and what fits."""

    score: float
    step: float
    shift: float
    head: PageHead


class _Place(NamedTuple):
    """The upper edges of the levels of a row, and their common lower edge."""

    tops: Sequence[float]
    bottom: float


class LevelPage:
    """One page with levels on it, set by the heights of what stands there, and then drawn if no other way is better.

    ``fits`` tells whether the levels have the room they need at least, ``step`` how far they rise, ``squeezed`` how
    many lines the title has more than it needs, and ``tally`` what does not stand there.
    """

    def __init__(self, job: Job, rows: Sequence[Row], frame: Frame) -> None:
        self.job = job
        self._between = _BETWEEN * job.sizes.body
        self.tally = Tally()
        self.notes = Notes(job.words)
        self.rows = [LevelRow(job, row, self.notes) for row in rows]
        for row in self.rows:
            row.note()
        self.fits = True
        self.step, self.squeezed = 0.0, 0
        self._heads, self._whole, self._foot = frame.heads, frame.bars.whole, frame.foot
        self.tally.add(frame.heads.tally)
        self._partial = [frame.bars.under(row, self.tally) for row in self.rows]
        self.tally.add(frame.bars.tally)
        self._told = [*frame.told, *note_slabs(job, self.notes.items), *frame.legend]
        self._places: list[_Place] = []
        self._set()

    def _set(self) -> None:
        """Where all stands, and what that comes to."""
        self._low = low = self.job.size.height - MARGIN - self._foot.height
        bars = sum(bar.height + self._between / 2 for bar in self._whole) + (self._between / 2 if self._whole else 0)
        told = sum(slab.height + self._between for slab in self._told)
        ground = low - bars - told - self._between / 2
        place = self._without if not self.rows else self._stairs if self.job.rises else self._flat
        self._head, self._end = place(ground)
        if self.fits:
            self._count()

    def _count(self) -> None:
        """What all that stands on the page comes to, in the order in which it goes on elsewhere."""
        self._heads.count(self._head, self.tally)
        for row, partial, place in zip(self.rows, self._partial, self._places, strict=True):
            row.give(place.tops, place.bottom, self.tally)
            for bar in (bar for line in partial for bar in line):
                bar.count(self.tally)
        for bar in self._whole:
            bar.count(self.tally)
        for slab in (*self._told, self._foot):
            self.tally.add(slab.tally)

    def draw(self, names: set[str]) -> Canvas:
        """All of the page, but for its number among others; ``names`` are the ids taken on all pages."""
        canvas, y = Canvas(names), self._end
        self._foot.draw(canvas, self._low)
        self._heads.draw(canvas, self._head)
        ends = [self._draw_row(canvas, index) for index in range(len(self.rows))]
        for row, following, end in zip(self.rows, self.rows[1:], ends, strict=False):
            row.draw_on(canvas, following, end + 2 * self._between)
        if not self.rows:
            self._draw_message(canvas)
        for bar in self._whole:
            y += self._between * (1 if bar is self._whole[0] else 0.5)
            bar.draw(canvas, y)
            y += bar.height
        for slab in self._told:
            slab.draw(canvas, y + self._between)
            y += self._between + slab.height
        return canvas

    def _under(self, index: int) -> float:
        """How high all is that stands under the levels of a row."""
        lines = (max(bar.height for bar in line) + self._between / 2 for line in self._partial[index])
        return self.rows[index].below + sum(lines)

    def _place_row(self, index: int, tops: Sequence[float], bottom: float) -> float:
        """The edges of a row; how low it reaches with what stands under it."""
        self._places.append(_Place(tops, bottom))
        return bottom + self._under(index)

    def _draw_row(self, canvas: Canvas, index: int) -> float:
        """A row and what stands under it; how low it reaches."""
        y = self.rows[index].draw(canvas, *self._places[index])
        for line in self._partial[index]:
            y += self._between / 2
            for bar in line:
                bar.draw(canvas, y)
            y += max(bar.height for bar in line)
        return y

    def _message(self) -> Block:
        """What is told in place of levels where there are none."""
        graph, width = self.job.words.graph, self.job.width - 2 * PAD
        told = Item(without_levels_text(graph, self.job.lang), levels_role(graph), size=Size.HEADING)
        return set_item(told, width, self.job.sizes)

    def _without(self, low: float) -> tuple[PageHead, float]:
        """The heading, and how low reaches what is told in place of levels."""
        height = self._message().height + 2 * PAD
        head = self._heads.over_flat(low - self._between - height)
        end = head.low + self._between + height
        self.tally.set((self._message(),))
        self.fits = end <= low
        return head, end

    def _draw_message(self, canvas: Canvas) -> None:
        graph, block = self.job.words.graph, self._message()
        role, height = levels_role(graph), block.height + 2 * PAD
        told, top = without_levels_text(graph, self.job.lang), self._end - height
        box = canvas.box("levels", MARGIN, top, self.job.width, height, role, told)
        canvas.fill(box, [((block,), MARGIN + PAD, top + PAD)])

    def _flat(self, low: float) -> tuple[PageHead, float]:
        """The heading, and how low the rows reach under each other, each level as high as the highest of its row."""
        between, count = 3 * self._between, len(self.rows)
        fixed = between * (count - 1)
        fixed += sum(row.above + row.heading + self._under(index) for index, row in enumerate(self.rows))
        contents, leasts = [row.content for row in self.rows], [row.least for row in self.rows]
        head = self._heads.over_flat(low - self._between - fixed - sum(contents))
        self.squeezed = head.squeezed
        y = head.low + self._between
        while (lacking := sum(contents) + fixed - (low - y)) > 0:
            most = max(range(count), key=lambda index: contents[index] - leasts[index])
            if contents[most] <= leasts[most]:
                self.fits = False
                return head, y
            contents[most] = max(leasts[most], contents[most] - max(4.0, lacking / count))
        spare, end = -lacking, y
        for index, row in enumerate(self.rows):
            top = y + row.above
            height = contents[index] + min(spare / count, contents[index] * _ROOMY)
            end = self._place_row(index, [top] * len(row.columns), top + row.heading + height)
            y = end + between
        return head, end

    def _stairs(self, low: float) -> tuple[PageHead, float]:
        """The heading, and how low the one row of a page reaches, its levels rising to the right."""
        row, ground = self.rows[0], low - self._under(0)
        needed = [column.heading + column.content for column in row.columns]
        best = self._best_stairs(row, ground, needed)
        self.step, count = best.step, len(needed)
        tops = [MARGIN + best.shift + (count - 1 - index) * best.step for index in range(count)]
        if any(ground - top < column.heading + column.least for top, column in zip(tops, row.columns, strict=True)):
            self.fits = False
            return best.head, ground
        lowest = max(top + need for top, need in zip(tops, needed, strict=True))
        spare = max(0.0, ground - lowest - _DEEP * max(needed))
        return best.head, self._place_row(0, tops, ground - spare)

    def _best_stairs(self, row: LevelRow, ground: float, needed: Sequence[float]) -> _Stairs:
        """The stairs that show best: all services first, then steep, the title not in the way."""
        leasts = [column.heading + column.least for column in row.columns]
        most = max(_LOWEST, 0.7 * (ground - MARGIN) / max(1, len(needed) - 1))

        steps = range(int(min(_HIGHEST, most)), _LOWEST - 1, -2)
        deep = [(step, _deepest(needed, step), _deepest(leasts, step)) for step in steps]

        heads = self._heads.over_stairs(row)
        best = _Stairs(-inf, 0.0, 0.0, heads[0])
        for head in heads:
            under, against = under_corners(head.corners, row), 8 * len(head.blocks[0].lines) + 0.1 * head.low
            for step, low, least in deep:
                if min(step, _STEEP) - against <= best.score:  # where the title is in the way, it is less still
                    continue
                shift = max(0.0, *(bottom - rises * step for bottom, rises in under))
                height = ground - MARGIN - shift
                score = min(step, _STEEP) - 0.35 * shift - against
                score += 6 * (height - low) - 1000 if height < low else 0
                score += 100 * min(height - least, 0.0)
                if score > best.score:
                    best = _Stairs(score, step, shift, head)
        return best


def _deepest(heights: Sequence[float], step: float) -> float:
    """How far down levels reach that rise by ``step`` to the right, from the top of the last one."""
    return max(height + index * step for index, height in enumerate(reversed(heights)))
