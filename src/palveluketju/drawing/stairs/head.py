"""The title of a page and the goals of the chain, which stand under the title or beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from palveluketju.drawing.levels.beside import ELBOW
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.picture.picture import MarkKind, Point
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.rows import LevelRow
from palveluketju.drawing.stairs.tally import Section, Tally
from palveluketju.drawing.typesetting.items import PAD, Item, Size
from palveluketju.drawing.typesetting.lists import Cut, columns_in, set_list
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.typesetting.setting import Block, height_of, set_item
from palveluketju.terms import title

_BETWEEN, _UNDER, _CLEAR = 8.0, 2.0, 10.0
"""Between title and goals, under the heading of the goals, and between them and the levels."""
_SHORT = 200
"""Characters of what is laid over the chain as a whole that stand under the title."""
_HIGHEST = 0.3
"""How much of the page's height the goals may take at best."""
_COLUMN = 240.0
"""How wide columns of goals are at least, in points."""
_ASIDE = (0.6, 0.5, 0.4)
"""Where goals beside the title begin at most, as parts of the width."""


class Goals(NamedTuple):
    """The box of the goals."""

    x: float
    y: float
    width: float
    bottom: float
    heading: Block
    cut: Cut


class PageHead(NamedTuple):
    """The title, where it ends, and the goals; ``squeezed`` tells how many lines it has more than it needs."""

    blocks: tuple[Block, ...]
    bottom: float
    goals: Goals | None = None
    squeezed: int = 0

    @property
    def low(self) -> float:
        """The lower edge of both."""
        return max(self.bottom, self.goals.bottom) if self.goals else self.bottom

    @property
    def corners(self) -> list[Point]:
        """The lower right corners of both."""
        right = MARGIN + max(line.width for block in self.blocks for line in block.lines)
        goals = [(self.goals.x + self.goals.width, self.goals.bottom)] if self.goals else []
        return [(right, self.bottom), *goals]


class Heads:
    """All ways to set the title of one page, and on the first the goals. ``tally`` has what is too long for both."""

    def __init__(self, job: Job, *, first: bool) -> None:
        self.tally, self._job, self._first = Tally(), job, first
        self._under, self._beside = cache(self._set_under), cache(self._set_beside)
        found = job.elsewhere if first else ()
        told = "; ".join(line.text for line in found[1:])
        self._over = Item(told, "finding", MarkKind.FINDING, size=Size.SMALL) if told else None
        if self._over and len(told) > _SHORT:
            self.tally.rest.append(Section("whole", found[0].text, "finding", (self._over,)))
            self._over = None

    def _title(self, right: float) -> tuple[Block, ...]:
        more = (self._over,) if self._over else ()
        return self._job.heading(right - MARGIN, again=not self._first, more=more)

    def _goals(self, left: float, right: float, top: float, *, wide: bool) -> Goals | None:
        """The goals on the first page, no wider than they need; where they may be ``wide``, in columns."""
        job, items = self._job, self._job.words.goals() if self._first else ()
        if not items:
            return None
        most, room = job.share_of(_HIGHEST), right - left - 2 * PAD
        columns = columns_in(room, _COLUMN, job.sizes) if wide else 1
        cut = set_list(items, room, job.sizes, job.lang, columns=columns).within(most)
        head = Item(title("goals", job.lang), "goals", bold=True)
        width = min(max(cut.width, text_width(head.text, job.sizes.body, bold=True)) + 5, room)
        width = room if len(cut.columns) > 1 and width > 0.8 * room else width
        heading = set_item(head, width, job.sizes)
        cut = set_list(items, width, job.sizes, job.lang, columns=len(cut.columns)).within(most)
        low = top + heading.height + _UNDER + cut.height + 2 * PAD
        return Goals(left, top, width + 2 * PAD, low, heading, cut)

    def _set_under(self, right: float, goals_right: float, *, wide: bool) -> PageHead:
        """The goals under the title, both with given right edges."""
        blocks = self._title(right)
        bottom = MARGIN + height_of(blocks)
        return PageHead(blocks, bottom, self._goals(MARGIN, goals_right, bottom + _BETWEEN, wide=wide))

    def _set_beside(self, left: float) -> PageHead:
        """The goals in the upper right corner, no further to the left than told, and the title beside them."""
        right = self._job.size.width - MARGIN
        goals = self._goals(left, right, MARGIN, wide=True)
        goals = goals._replace(x=right - goals.width) if goals else None
        blocks = self._title(goals.x - 2 * PAD if goals else right)
        return PageHead(blocks, MARGIN + height_of(blocks), goals)

    def over_flat(self, room: float) -> PageHead:
        """The goals under the title, or beside it where they would reach lower than ``room``."""
        right = self._job.size.width - MARGIN
        under = self._under(right, right, wide=True)
        if under.low <= room or under.goals is None:
            return under
        beside = (self._beside(MARGIN + self._job.width * share) for share in _ASIDE)
        best = min((*beside, under), key=lambda head: head.low)
        return best._replace(squeezed=len(best.blocks[0].lines) - len(under.blocks[0].lines))

    def over_stairs(self, row: LevelRow) -> list[PageHead]:
        """Title and goals as wide as reaches to the elbows of each level, or to the edge of the page."""
        edges = [x + column.width - ELBOW for x, column in zip(row.lefts, row.columns, strict=True)]
        rights = [edge for edge in edges[:-1] if edge > MARGIN + 130] + [self._job.size.width - MARGIN]
        return [self._under(right, goals, wide=False) for right in rights for goals in rights if goals <= right + 200]

    def count(self, head: PageHead, tally: Tally) -> None:
        """What the title and the goals come to."""
        tally.set(head.blocks)
        if head.goals:
            tally.set((head.goals.heading,))
            tally.cut(head.goals.cut, Section("goals", title("goals", self._job.lang), "goals"))

    def draw(self, canvas: Canvas, head: PageHead) -> None:
        """The title and the goals on the page."""
        canvas.write(head.blocks, MARGIN, MARGIN)
        if head.goals is None:
            return
        goals, told = head.goals, title("goals", self._job.lang)
        box = canvas.box("goals", goals.x, goals.y, goals.width, goals.bottom - goals.y, "goals", told)
        x, y = goals.x + PAD, goals.y + PAD - 1
        canvas.fill(box, [((goals.heading,), x, y), *goals.cut.at(x, y + goals.heading.height + _UNDER)])


def under_corners(corners: Sequence[Point], row: LevelRow) -> list[tuple[float, int]]:
    """How far stairs go down so that they, and their elbows, stand clear of what is at the left, if they do not rise.

    ``corners`` are the lower right corners of what stands there; beside each is how many steps rise up to it.
    """
    found, last = [], len(row.columns) - 1
    for right, bottom in corners:
        at = max(index for index, x in enumerate(row.lefts) if not index or x < right + 6)
        if right > row.lefts[at] + row.columns[at].width - ELBOW + 0.1:
            at = min(at + 1, last)
        found.append((bottom + _CLEAR - MARGIN, last - at))
    return found
