"""Bars: what goes on across levels, drawn under those that it spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.content.across_words import Across
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.levels.spans import are_spanned
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.foot import Slab
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.rows import LevelRow
from palveluketju.drawing.stairs.tally import Section, Tally
from palveluketju.drawing.typesetting.items import PAD, Item, Size
from palveluketju.drawing.typesetting.lists import columns_in, set_list
from palveluketju.drawing.typesetting.setting import Block, set_item, widths
from palveluketju.terms import title

_BESIDE: Final = 380.0
"""From which width on, in points, what a bar holds stands beside its name."""
_COLUMN: Final = 140.0
"""How wide the columns of the list are at least."""
_HIGHEST: Final = 0.2
"""How much of a page's height the list may take at best."""
_WHOLE, _PART = 0.4, 0.3
"""How much of a page's height bars over all levels, and other bars of one row, may take at best."""
_NARROWED: Final = 4.0
"""How much lower bars must be for their names to get one step less room, in points."""
_NAMES: Final = (0.42, 0.36, 0.3, 0.25, 0.2)
"""How much of a page's width the names get beside the lists at most, and less where that leaves bars lower."""
_INSET: Final = 2.0
"""Around bars in a frame, in points."""
_EDGE: Final = 2.5
"""From the edge of a bar down to its text."""


class Bar:
    """A bar from a left edge in a width: its name, and beside or under it what it holds.

    ``aside`` is how much room names have where the list stands beside; a bar that is not ``full`` is named only.
    """

    def __init__(self, told: Across, x: float, width: float, job: Job, *, aside: float, full: bool) -> None:
        sizes = job.sizes
        self._x, self._width, self._sizes = x, width, sizes
        self.right = x + width
        self._id, self._title, self._role, self._key = told.name, told.title, told.role, told.element
        items = told.items if full else ()
        self._aside = aside if items and width >= _BESIDE else 0.0
        name = Item(self._title, self._role, after=told.after, bold=True)
        room = (self._aside or width) - 2 * PAD
        block = set_item(name, room, sizes)
        self._name = block if self._aside else _centred(block, room)
        inner = width - self._aside - 2 * PAD
        self._list = set_list(tuple(items), inner, sizes, job.lang, columns=columns_in(inner, _COLUMN, sizes)).within(
            job.share_of(_HIGHEST)
        )
        self._named = block.height + 2 * _EDGE
        held = self._list.height + 2 * _EDGE if items else 0.0
        self._held = max(held, self._named) if self._aside else held
        self.height = max(self._named, self._held) if self._aside else self._named + held

    def count(self, tally: Tally) -> None:
        """What it comes to."""
        tally.set((self._name,))
        tally.cut(self._list, Section(self._id, self._title, self._role, element=self._key))

    def draw(self, canvas: Canvas, y: float, layer: int = 0) -> None:
        """The bar from its upper edge down."""
        high = self.height if self._aside else self._named
        wide = self._aside or self._width
        box = canvas.box(self._id, self._x, y, wide, high, self._role, self._title, layer, self._key)
        middle = y + (high - self._name.height) / 2 if high < 3 * self._named else y + 2 * _EDGE
        canvas.fill(box, [((self._name,), self._x + PAD, middle)])
        if not self._list.columns:
            return
        x = self._x + self._aside
        top = y if self._aside else y + self._named
        width, held = self._width - self._aside, self._held
        under = canvas.box(f"{self._id}-services", x, top, width, held, "services", self._title, layer, self._key)
        canvas.fill(under, self._list.at(x + PAD, top + (self._held - self._list.height) / 2))


class Bars:
    """The bars of one page; on the first they are ``full``, later only named.

    ``whole`` go across all levels, with names as wide as each other, ``apart`` is a frame with those of which no levels
    are told; ``tally`` has those of both that are put off. Who holds the whole together stands under the first page's
    bars only, since its heading alone tells nothing.
    """

    def __init__(self, job: Job, *, full: bool) -> None:
        self.tally, self._job, self._full = Tally(), job, full
        words = job.words
        leaves = {leaf for branch in job.roots for leaf in branch.leaves()}
        columns = [line for branch in job.roots for line in branch.lines() if line[-1] in leaves]
        over = {bar: are_spanned(words.graph.levels_spanned_by(bar), columns) for bar in words.bars(placed=True)}
        self._loose = [*map(words.across, words.bars(placed=False))]
        self._coordination = words.coordinated if full else None
        self._partial = [(words.across(bar), spanned) for bar, spanned in over.items() if not all(spanned)]
        self._every = [line[-1] for line in columns]
        self.whole = self._over_all([words.across(bar) for bar, spanned in over.items() if all(spanned)])
        self.apart = tuple(self._framed())

    def _over_all(self, bars: list[Across]) -> list[Bar]:
        """The bars over all levels; who holds the whole together is the last, with a name no wider than it is."""
        job = self._job
        best = self._lowest(bars, MARGIN, job.width)
        told = self._coordination
        if told and job.coordination_later:
            self.tally.rest.append(_put_off(told))
        elif told:
            bars = [*bars, told]
            best = [*best, Bar(told, MARGIN, job.width, job, aside=_name_widths([told], job)[0], full=True)]
        return self._kept(bars, best)

    def _framed(self) -> Iterator[Slab]:
        """The bars of which no levels are told, in a frame apart from all levels that says so."""
        job = self._job
        if not self._loose or not self._full:
            return
        width = job.width - 2 * _INSET
        kept = self._kept(self._loose, self._lowest(self._loose, MARGIN + _INSET, width))
        if not kept:
            return
        told, top = title("no levels stated", job.lang), _INSET
        heading: tuple[Block, ...] = ()
        # bars of which it is asked, or not known, have the question in their names
        if not {bar.role for bar in self._loose} <= {"bar-open", "bar-unknown"}:
            heading = (set_item(Item(told, bold=True, size=Size.SMALL), width, job.sizes),)
            top = heading[0].height + _EDGE
        height = top + sum(bar.height + _INSET for bar in kept)

        tally = Tally()
        tally.set(heading)
        for bar in kept:
            bar.count(tally)

        def draw(canvas: Canvas, y: float) -> None:
            box = canvas.box("bars-apart", MARGIN, y, job.width, height, job.words.apart_role, told)
            canvas.fill(box, [(heading, MARGIN + _INSET, y + _EDGE / 2)] if heading else [])
            y += top
            for bar in kept:
                bar.draw(canvas, y, 1)
                y += bar.height + _INSET

        yield Slab(height, draw, tally)

    def _lowest(self, bars: Sequence[Across], x: float, width: float) -> list[Bar]:
        """Bars with as wide names that make them about as low as can be."""
        job = self._job
        ways = (
            [Bar(bar, x, width, job, aside=aside, full=self._full) for bar in bars] for aside in _name_widths(bars, job)
        )
        return min(enumerate(ways), key=lambda way: _NARROWED * way[0] + sum(bar.height for bar in way[1]))[1]

    def _kept(self, bars: Sequence[Across], made: Sequence[Bar]) -> list[Bar]:
        """Those of bars that the page has room for; others begin later."""
        kept, room = [], self._job.share_of(_WHOLE)
        for told, bar in zip(bars, made, strict=True):
            room -= bar.height
            if room >= 0:
                kept.append(bar)
            elif self._full:
                self.tally.rest.append(_put_off(told))
        return kept

    def under(self, row: LevelRow, tally: Tally) -> list[list[Bar]]:
        """The bars over a part of the levels of a row, in lines without overlap; full where they begin.

        The tally gets those that are put off.
        """
        job = self._job
        lines: list[list[Bar]] = []
        room = job.share_of(_PART)
        for bar, covered in self._partial:
            spanned = [leaf for leaf, over in zip(self._every, covered, strict=True) if over]
            for index, (left, right) in enumerate(row.runs(set(spanned))):
                begins = spanned[0] in row.leaves and not index
                made = Bar(bar, left, right - left, job, aside=0.0, full=begins)
                line = next((line for line in lines if line[-1].right < left), None)
                if line is None:
                    room -= made.height
                    if room < 0:
                        if begins:
                            tally.rest.append(_put_off(bar))
                        continue
                    lines.append(line := [])
                line.append(made)
        return lines


def _put_off(bar: Across) -> Section:
    """A bar on a later page, where it begins."""
    items = bar.items or (Item(bar.title, "text"),)
    return Section(bar.name, bar.title, bar.role, items, begins=True, after=bar.after)


def _name_widths(bars: Iterable[Across], job: Job) -> list[float]:
    """How much room the names of bars can get beside what they hold, from the most that they need down."""
    names = [Item(bar.title, after=bar.after, bold=True) for bar in bars if bar.items]
    natural = widths(names, job.sizes).natural
    most = min(natural + 2 * PAD + 1, job.width * _NAMES[0])
    return [most, *(job.width * share for share in _NAMES[1:] if job.width * share < most)]


def _centred(block: Block, width: float) -> Block:
    """A paragraph with its lines in the middle of a width, the last with the signs behind it."""
    *lines, last = (replace(line, x=(width - line.width) / 2) for line in block.lines)
    end = max((last.width, *(mark.x + mark.width for mark in block.marks)))
    left = (width - end) / 2
    marks = tuple(mark.moved(left, 0.0) for mark in block.marks)
    return replace(block, lines=(*lines, replace(last, x=left)), marks=marks)
