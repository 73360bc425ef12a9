"""The stairs view page by page: heading, levels and bars, notes and foot, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from palveluketju.drawing.pages import MARGIN
from palveluketju.drawing.stairs_bars import Bar, covered, is_whole, name_width
from palveluketju.drawing.stairs_columns import Canvas, Section
from palveluketju.drawing.stairs_foot import foot_slabs, note_slabs, question_slabs
from palveluketju.drawing.stairs_forest import Branch
from palveluketju.drawing.stairs_head import Head, Heads, shift_under
from palveluketju.drawing.stairs_links import Notes
from palveluketju.drawing.stairs_rows import Job, Row
from palveluketju.drawing.stairs_text import Item
from palveluketju.graph import Node

BETWEEN: Final = 8.0
"""Between what stands on each other, in points."""
_WHOLE_BARS, _PART_BARS, _BAR = 0.4, 0.3, 0.2
"""How much of a page's height bars over all levels, other bars, and what one bar holds may take."""
_LOWEST, _HIGHEST = 18, 110
"""How far a level may stand over the one before it, in points."""


class _Stairs(NamedTuple):
    """One way to set the stairs: how far each level rises, how far all go down under the title, and what fits."""

    step: float
    shift: float
    head: Head
    score: float


class Sheet:
    """One page with levels on it; ``fits`` tells, once it is drawn, whether they have the room they need at least."""

    def __init__(
        self, job: Job, rows: Sequence[Sequence[Branch]], number: int, names: set[str], first_note: int
    ) -> None:
        self.job, self._first = job, number == 1
        self.canvas = Canvas(names)
        self.notes = Notes(job.parts, first_note)
        self.rows = [Row(job, row, after, self.notes) for row, after in zip(rows, [*rows[1:], ()], strict=True)]
        for row in self.rows:
            row.note()
        self.fits = True
        self._heads = Heads(self.canvas, job, first=self._first)
        self._partial = [self._bars_under(row) for row in self.rows]
        self._whole = self._whole_bars()
        self._told = [*(question_slabs(self.canvas, job) if self._first else ())]
        self._told += note_slabs(self.canvas, job, self.notes.items)
        self._foot = list(foot_slabs(self.canvas, job))

    # --- bars -------------------------------------------------------------------------------------------------

    def _bars_under(self, row: Row) -> list[list[Bar]]:
        """The bars over a part of the levels, in lines without overlap."""
        job = self.job
        lines: list[list[Bar]] = []
        room = job.size.height * _PART_BARS * job.share
        every = [leaf for branch in job.roots for leaf in branch.leaves()]
        for bar in job.parts.graph.bars():
            if is_whole(bar, job.parts, job.roots):
                continue
            spanned = [leaf for leaf, over in zip(every, covered(bar, job.parts, job.roots), strict=True) if over]
            for index, (left, right) in enumerate(row.runs(set(spanned))):
                begins = spanned[0] in row.leaves and not index
                made = self._bar(bar, left, right - left, 0.0, full=begins)
                line = next((line for line in lines if line[-1].right < left), None)
                if line is None:
                    room -= made.height
                    if room < 0:
                        self._put_off(bar, begins)
                        continue
                    lines.append(line := [])
                line.append(made)
        return lines

    def _whole_bars(self) -> list[Bar]:
        """The bars over all levels, and those of which it is open which levels they span."""
        job = self.job
        bars = [bar for bar in job.parts.graph.bars() if is_whole(bar, job.parts, job.roots)]
        aside = name_width(bars, job.width, job.parts, job.sizes)
        made, room = [], job.size.height * _WHOLE_BARS * job.share
        for bar in bars:
            one = self._bar(bar, MARGIN, job.width, aside, full=self._first)
            room -= one.height
            if room < 0:
                self._put_off(bar, self._first)
            else:
                made.append(one)
        return made

    def _bar(self, bar: Node, x: float, width: float, aside: float, *, full: bool) -> Bar:
        job = self.job
        most = job.size.height * _BAR * job.share
        return Bar(bar, x, width, job.parts, job.sizes, aside=aside, full=full, most=most)

    def _put_off(self, bar: Node, begins: bool) -> None:
        """Leave a bar for a later page, once."""
        parts = self.job.parts
        items = tuple(parts.bar_items(bar)) or (Item(parts.bar_name(bar)),)
        if begins:
            self.canvas.rest.append(Section(f"bar-{bar.id}", parts.bar_name(bar), parts.bar_role(bar), items))

    # --- all together -----------------------------------------------------------------------------------------

    def draw(self) -> Canvas:
        """The page, but for its number among others."""
        low = self.job.size.height - MARGIN
        for slab in reversed(self._foot):
            low -= slab.height
            slab.draw(low)
            low -= 3
        bars = sum(bar.height + BETWEEN / 2 for bar in self._whole) + (BETWEEN / 2 if self._whole else 0)
        told = sum(slab.height + BETWEEN for slab in self._told)
        ground = low - bars - told - BETWEEN / 2
        y = self._stairs(ground) if self.job.rises else self._flat(ground)
        for bar in self._whole:
            y += BETWEEN * (1 if bar is self._whole[0] else 0.5)
            bar.draw(self.canvas, y)
            y += bar.height
        for slab in self._told:
            slab.draw(y + BETWEEN)
            y += BETWEEN + slab.height
        return self.canvas

    def _under(self, index: int) -> float:
        """How high all is that stands under the levels of a row."""
        lines = (max(bar.height for bar in line) + BETWEEN / 2 for line in self._partial[index])
        return self.rows[index].below + sum(lines)

    def _draw_row(self, index: int, tops: Sequence[float], bottom: float) -> float:
        """A row and what stands under it; how low it reaches."""
        y = self.rows[index].draw(self.canvas, tops, bottom)
        for line in self._partial[index]:
            y += BETWEEN / 2
            for bar in line:
                bar.draw(self.canvas, y)
            y += max(bar.height for bar in line)
        return y

    def _flat(self, low: float) -> float:
        """The rows under each other, each level as high as the highest of its row; how low they reach."""
        between, count = 3 * BETWEEN, len(self.rows)
        fixed = between * (count - 1)
        fixed += sum(row.above + row.heading + self._under(index) for index, row in enumerate(self.rows))
        contents, leasts = [row.content for row in self.rows], [row.least for row in self.rows]
        head = self._heads.over_flat(low - BETWEEN - fixed - sum(contents))
        self._heads.draw(head)
        y = head.low + BETWEEN
        while (lacking := sum(contents) + fixed - (low - y)) > 0:
            most = max(range(count), key=lambda index: contents[index] - leasts[index])
            if contents[most] <= leasts[most]:
                self.fits = False
                return y
            contents[most] = max(leasts[most], contents[most] - max(4.0, lacking / count))
        spare, ends = -lacking, []
        for index, row in enumerate(self.rows):
            top = y + row.above
            height = contents[index] + min(spare / count, contents[index] * 0.25)
            y = self._draw_row(index, [top] * len(row.columns), top + row.heading + height)
            ends.append(y)
            y += between
        for row, following, end in zip(self.rows, self.rows[1:], ends, strict=False):
            row.draw_on(self.canvas, following, end + 2 * BETWEEN)
        return ends[-1]

    def _stairs(self, low: float) -> float:
        """The one row of a page, its levels rising to the right; how low it reaches."""
        row, ground = self.rows[0], low - self._under(0)
        needed = [row.heading + column.content for column in row.columns]
        best = self._best_stairs(row, ground, needed)
        self._heads.draw(best.head)
        count = len(needed)
        tops = [MARGIN + best.shift + (count - 1 - index) * best.step for index in range(count)]
        if any(ground - top < row.heading + column.least for top, column in zip(tops, row.columns, strict=True)):
            self.fits = False
            return ground
        lowest = max(top + need for top, need in zip(tops, needed, strict=True))
        spare = max(0.0, ground - lowest - 0.35 * max(needed))
        return self._draw_row(0, tops, ground - spare)

    def _best_stairs(self, row: Row, ground: float, needed: Sequence[float]) -> _Stairs:
        """The stairs that show best: all services first, then steep, the title not in the way."""
        leasts = [row.heading + column.least for column in row.columns]
        most = max(24.0, 0.7 * (ground - MARGIN) / max(1, len(needed) - 1))

        def stairs(head: Head, step: int) -> _Stairs:
            shift = shift_under(head.corners, row, step)
            heights = [ground - MARGIN - shift - index * step for index in reversed(range(len(needed)))]
            slack = min(height - need for height, need in zip(heights, needed, strict=True))
            lacking = min(height - least for height, least in zip(heights, leasts, strict=True))
            score = min(step, 64) - 0.35 * shift - 8 * len(head.blocks[0].lines) - 0.1 * head.low
            score += 6 * slack - 1000 if slack < 0 else 0
            return _Stairs(step, shift, head, score + 100 * min(lacking, 0.0))

        steps = range(int(min(_HIGHEST, most)), _LOWEST - 1, -2)
        return max(
            (stairs(head, step) for head in self._heads.over_stairs(row) for step in steps), key=lambda one: one.score
        )
