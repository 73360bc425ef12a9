"""The stairs view page by page: heading, levels and bars, notes and foot, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from palveluketju.drawing.content.chain_words import levels_role
from palveluketju.drawing.content.forest import Branch
from palveluketju.drawing.content.links import Notes
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.bars import Bars
from palveluketju.drawing.stairs.canvas import Canvas
from palveluketju.drawing.stairs.foot import foot_slab, legend_slabs, note_slabs, question_slabs
from palveluketju.drawing.stairs.head import Heads, PageHead, under_corners
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.rows import LevelRow
from palveluketju.drawing.typesetting.items import PAD, Item, Size
from palveluketju.drawing.typesetting.setting import set_item
from palveluketju.telling import without_levels_text

_BETWEEN: Final = 0.52
"""Between what stands on each other, as a part of the size of text."""
_LOWEST, _HIGHEST, _STEEP = 18, 110, 64
"""How far a level may stand over the one before it, in points, and from where on farther is no better."""
_ROOMY, _DEEP = 0.4, 0.6
"""How much more than they need levels get at most where there is room: side by side, and in stairs."""


class _Stairs(NamedTuple):
    """One way to set the stairs: how far each level rises, how far all go down under the title, and what fits."""

    step: float
    shift: float
    head: PageHead
    score: float


class LevelPage:
    """One page with levels on it.

    Once it is drawn, ``fits`` tells whether they have the room they need at least, ``step`` how far they rise, and
    ``squeezed`` how many lines the title has more than it needs.
    """

    def __init__(self, job: Job, rows: Sequence[Sequence[Branch]], number: int, names: set[str]) -> None:
        self.job, self._first = job, number == 1
        self._between = _BETWEEN * job.sizes.body
        self.canvas = Canvas(names)
        self.notes = Notes(job.words)
        self.rows = [LevelRow(job, row, after, self.notes) for row, after in zip(rows, [*rows[1:], ()], strict=False)]
        for row in self.rows:
            row.note()
        self.fits = True
        self.step, self.squeezed = 0.0, 0
        self._heads = Heads(self.canvas, job, first=self._first)
        bars = Bars(self.canvas, job, full=self._first)
        self._partial = [bars.under(row) for row in self.rows]
        self._whole = bars.whole()
        self._told = [*bars.apart(), *(question_slabs(self.canvas, job) if self._first else ())]
        self._told += note_slabs(self.canvas, job, self.notes.items)
        self._told += legend_slabs(self.canvas, job)
        self._foot = foot_slab(self.canvas, job)

    def draw(self) -> None:
        """Draw all of the page, but for its number among others."""
        low = self.job.size.height - MARGIN - self._foot.height
        self._foot.draw(low)
        bars = sum(bar.height + self._between / 2 for bar in self._whole) + (self._between / 2 if self._whole else 0)
        told = sum(slab.height + self._between for slab in self._told)
        ground = low - bars - told - self._between / 2
        draw = self._without if not self.rows else self._stairs if self.job.rises else self._flat
        y = draw(ground)
        for bar in self._whole:
            y += self._between * (1 if bar is self._whole[0] else 0.5)
            bar.draw(self.canvas, y)
            y += bar.height
        for slab in self._told:
            slab.draw(y + self._between)
            y += self._between + slab.height

    def _under(self, index: int) -> float:
        """How high all is that stands under the levels of a row."""
        lines = (max(bar.height for bar in line) + self._between / 2 for line in self._partial[index])
        return self.rows[index].below + sum(lines)

    def _draw_row(self, index: int, tops: Sequence[float], bottom: float) -> float:
        """A row and what stands under it; how low it reaches."""
        y = self.rows[index].draw(self.canvas, tops, bottom)
        for line in self._partial[index]:
            y += self._between / 2
            for bar in line:
                bar.draw(self.canvas, y)
            y += max(bar.height for bar in line)
        return y

    def _without(self, low: float) -> float:
        """What is told in place of levels where there are none; how low it reaches."""
        job, told = self.job, without_levels_text(self.job.words.graph, self.job.lang)
        role = levels_role(job.words.graph)
        block = set_item(Item(told, role, size=Size.HEADING), job.width - 2 * PAD, job.sizes)
        height = block.height + 2 * PAD
        head = self._heads.over_flat(low - self._between - height)
        self._heads.draw(head)
        top = head.low + self._between
        box = self.canvas.box("levels", MARGIN, top, job.width, height, role, told)
        self.canvas.fill(box, [((block,), MARGIN + PAD, top + PAD)])
        self.fits = top + height <= low
        return top + height

    def _flat(self, low: float) -> float:
        """The rows under each other, each level as high as the highest of its row; how low they reach."""
        between, count = 3 * self._between, len(self.rows)
        fixed = between * (count - 1)
        fixed += sum(row.above + row.heading + self._under(index) for index, row in enumerate(self.rows))
        contents, leasts = [row.content for row in self.rows], [row.least for row in self.rows]
        head = self._heads.over_flat(low - self._between - fixed - sum(contents))
        self._heads.draw(head)
        self.squeezed = head.squeezed
        y = head.low + self._between
        while (lacking := sum(contents) + fixed - (low - y)) > 0:
            most = max(range(count), key=lambda index: contents[index] - leasts[index])
            if contents[most] <= leasts[most]:
                self.fits = False
                return y
            contents[most] = max(leasts[most], contents[most] - max(4.0, lacking / count))
        spare, ends = -lacking, []
        for index, row in enumerate(self.rows):
            top = y + row.above
            height = contents[index] + min(spare / count, contents[index] * _ROOMY)
            y = self._draw_row(index, [top] * len(row.columns), top + row.heading + height)
            ends.append(y)
            y += between
        for row, following, end in zip(self.rows, self.rows[1:], ends, strict=False):
            row.draw_on(self.canvas, following, end + 2 * self._between)
        return ends[-1]

    def _stairs(self, low: float) -> float:
        """The one row of a page, its levels rising to the right; how low it reaches."""
        row, ground = self.rows[0], low - self._under(0)
        needed = [column.heading + column.content for column in row.columns]
        best = self._best_stairs(row, ground, needed)
        self._heads.draw(best.head)
        self.step, count = best.step, len(needed)
        tops = [MARGIN + best.shift + (count - 1 - index) * best.step for index in range(count)]
        if any(ground - top < column.heading + column.least for top, column in zip(tops, row.columns, strict=True)):
            self.fits = False
            return ground
        lowest = max(top + need for top, need in zip(tops, needed, strict=True))
        spare = max(0.0, ground - lowest - _DEEP * max(needed))
        return self._draw_row(0, tops, ground - spare)

    def _best_stairs(self, row: LevelRow, ground: float, needed: Sequence[float]) -> _Stairs:
        """The stairs that show best: all services first, then steep, the title not in the way."""
        leasts = [column.heading + column.least for column in row.columns]
        most = max(_LOWEST, 0.7 * (ground - MARGIN) / max(1, len(needed) - 1))

        steps = range(int(min(_HIGHEST, most)), _LOWEST - 1, -2)
        deep = {step: (_deepest(needed, step), _deepest(leasts, step)) for step in steps}

        def stairs(head: PageHead, under: Sequence[tuple[float, int]], step: int) -> _Stairs:
            shift = max([0.0, *(low - rises * step for low, rises in under)])
            height = ground - MARGIN - shift
            slack, lacking = (height - low for low in deep[step])
            score = min(step, _STEEP) - 0.35 * shift - 8 * len(head.blocks[0].lines) - 0.1 * head.low
            score += 6 * slack - 1000 if slack < 0 else 0
            return _Stairs(step, shift, head, score + 100 * min(lacking, 0.0))

        heads = [(head, under_corners(head.corners, row)) for head in self._heads.over_stairs(row)]
        return max((stairs(head, under, step) for head, under in heads for step in steps), key=lambda one: one.score)


def _deepest(heights: Sequence[float], step: float) -> float:
    """How far down levels reach that rise by ``step`` to the right, from the top of the last one."""
    return max(height + index * step for index, height in enumerate(reversed(heights)))
