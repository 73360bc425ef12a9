"""The stairs view: the levels of a chain side by side, rising with the need, over the bars across them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from palveluketju.drawing.content.chain_words import words_of
from palveluketju.drawing.content.colophon import at_foot, under_heading, under_title
from palveluketju.drawing.content.forest import Branch, even_widths, forest, in_rows, leaves_of, weighed_widths
from palveluketju.drawing.content.legend import joined, legend_of, used_of
from palveluketju.drawing.content.links import links_of, sort_links
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.frame.foot import is_long, page_number
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.levels.shades import shades
from palveluketju.drawing.picture.pages import Paper, page_size
from palveluketju.drawing.picture.picture import Legend, Page, Picture
from palveluketju.drawing.stairs import costs
from palveluketju.drawing.stairs.doors import ELSEWHERE
from palveluketju.drawing.stairs.flow import Flow
from palveluketju.drawing.stairs.foot import draw_legend
from palveluketju.drawing.stairs.frame import Frame
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.pages import LevelPage
from palveluketju.drawing.stairs.rows import Row, pages_of
from palveluketju.drawing.stairs.tally import Section
from palveluketju.drawing.typesetting.items import Item, Sizes, sizes_on
from palveluketju.graph import ChainGraph
from palveluketju.model import Order
from palveluketju.terms import title

_NARROWEST = 84.0
"""A level's least width in points, as long as more than one stand beside each other."""
_ROWS = 4
"""How many rows of levels stand under each other on a page."""
_SHARES = (1.0, 0.4, 0.05)
"""How much lists beside the levels may take of what they are given at best."""


def stairs(
    graph: ChainGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """A chain as stairs of need levels, as a path of phases, or as groups beside each other, by its order.

    The largest text is chosen with which it fits one page; what does not fit with the smallest goes on, on further
    pages. With an overlay, its words stand at the elements they are of. ``description`` is the same in words.

    Raises:
        KeyError: there is no such page; they are those of PAGES.
    """
    choice = _Choice(graph, overlay, page, lang)
    best = choice.best()
    canvases = best.draw()
    legend = choice.told(best.job, canvases)
    count = len(canvases)
    pages = tuple(choice.page(canvas, number, count, best.job.sizes) for number, canvas in enumerate(canvases, 1))
    name = f"{graph.chain.id}-stairs"
    return Picture(name, "stairs", lang, graph.chain.name.text(lang), description, pages, legend, best.job.sizes.body)


class _Division(NamedTuple):
    """The levels in rows on pages, what speaks against that alone, and whether those of one row are unlike in width."""

    pages: Sequence[Sequence[Row]]
    cost: float
    weighed: bool = False


class _Try(NamedTuple):
    """One way to draw a chain, of which heights are known, and what speaks against it; without pages it has no room."""

    cost: float
    division: _Division
    job: Job
    pages: Sequence[LevelPage] = ()
    flow: Flow | None = None

    @property
    def cuts_levels(self) -> bool:
        """Whether what a level has goes on elsewhere."""
        return any(section.name.startswith("level-") for page in self.pages for section in page.tally.rest)

    def draw(self) -> list[Canvas]:
        """Its pages, drawn."""
        names: set[str] = set()
        return [*(page.draw(names) for page in self.pages), *(self.flow.draw(names) if self.flow else ())]


class _Choice:
    """The ways to draw one chain: its levels in so many rows and pages, with text of this or that size."""

    def __init__(self, graph: ChainGraph, overlay: Overlay | None, page: Paper, lang: str) -> None:
        words, size = words_of(graph, overlay, lang), page_size(page)
        self._ladder = sizes_on(size.least, size.most)
        self._frames: dict[tuple[object, ...], Frame] = {}
        foot = at_foot(graph, lang)
        whole = is_long(foot, size)
        self._sources = [Section("sources", title("sources", lang), "goals", (Item(foot, "text"),))] if whole else []
        roots, links = forest(graph), links_of(words)
        roles = {link.role for link in links} | ({"way-in"} if graph.entries() or graph.exits() else set())
        lines = legend_of(roles | ({ELSEWHERE} if links else set()), lang, {ELSEWHERE: "move to another row"})
        self.job = Job(
            words=words,
            size=size,
            sizes=self._ladder[0],
            name=graph.chain.name.text(lang),
            signs=words.marks.read(()),
            under=under_heading(title("stairs", lang), graph, lang),
            foot=under_title(graph, lang) if whole else foot,
            legend=joined(words.legend(sign for link in links for sign in link.signs), lines),
            roots=roots,
            links=links,
            elsewhere=words.elsewhere(path for link in links for path in link.remark.of),
            rises=graph.chain.walked is Order.LADDER,
            share=1.0,
            widths={},
            shades=shades(graph, roots),
        )

    def best(self) -> _Try:
        """The best of all ways that are worth a try.

        Rather who holds the whole together is told later than that a level goes on elsewhere.
        """
        best = _Try(math.inf, _Division([[]], 0.0), self.job)
        for division in self._divisions():
            best = self._with_sizes(division, best)
        if not best.pages:  # a slide that has no room for text as large as it should be
            self._ladder = sizes_on(0, self.job.size.most)
            for division in self._divisions():
                best = self._with_sizes(division, best)
        if best.cuts_levels and best.job.words.coordinated:
            later = self._set(best.division, replace(best.job, coordination_later=True))
            best = min(later, best, key=lambda one: one.cost)
        return best

    def _divisions(self) -> Iterator[_Division]:
        """The levels in rows and pages: the fewest columns a row last."""
        job, tried = self.job, set()
        count = len(leaves_of(job.roots))
        if not count:
            yield _Division([[]], 0.0)
        for most in range(count, 0, -1):
            rows = in_rows(job.roots, most)
            shape = tuple(len(leaves_of(row)) for row in rows)
            if shape in tried or (most > 1 and min(even_widths(rows, job.width).values()) < _NARROWEST):
                continue
            tried.add(shape)
            for together in range(min(len(rows), 1 if job.rises else _ROWS), 0, -1):
                pages = [self._linked(rows[start : start + together]) for start in range(0, len(rows), together)]
                yield _Division(pages, costs.of_division(pages))
            if len(rows) == 1 and count > 1 and not job.rises:
                yield _Division([self._linked(rows)], costs.UNEVEN, weighed=True)

    def _linked(self, rows: Sequence[tuple[Branch, ...]]) -> list[Row]:
        """The rows of one page, with their links."""
        links = self.job.links
        return [Row(row, sort_links(links, row, after)) for row, after in zip(rows, [*rows[1:], ()], strict=True)]

    def _with_sizes(self, division: _Division, best: _Try) -> _Try:
        """The better of the best so far and one division, with the largest text that does not make it worse.

        Sizes are held against each other by heights alone: nothing is drawn but the best of all ways.

        What the smallest size does not cut, leave for another page or squeeze, larger ones do from some size on, which
        is looked for by halves; but first with the smallest of the sizes that could be better than the best so far,
        since most rows of levels have no room for that.
        """
        ladder = self._ladder
        least = costs.of_size(ladder[0])
        if division.cost + least >= best.cost:
            return best
        smallest = self._try(division, ladder[-1], best.cost + costs.of_size(ladder[-1]) - least)
        best = min(best, smallest, key=lambda one: one.cost)
        apart_from_size = smallest.cost - costs.of_size(ladder[-1])
        low, high = 0, len(ladder) - 1
        while better := [at for at in range(low, high) if apart_from_size + costs.of_size(ladder[at]) < best.cost]:
            middle = better[-1 if high == len(ladder) - 1 else len(better) // 2]
            found = self._try(division, ladder[middle], best.cost)
            best = min(best, found, key=lambda one: one.cost)
            is_as_good = found.cost <= apart_from_size + costs.of_size(ladder[middle])
            low, high = (low, middle) if is_as_good else (middle + 1, high)
        return best

    def _try(self, division: _Division, sizes: Sizes, most: float) -> _Try:
        """One way, set unless it costs the most that is of use or more."""
        rows = [row.branches for page in division.pages for row in page]
        legend = tuple(row for row in self.job.legend if len(rows) > 1 or row[0] != ELSEWHERE)
        job = replace(self.job, sizes=sizes, pages=pages_of(division.pages), legend=legend)
        weighed = division.weighed
        widths = weighed_widths(rows[0], job.width, job.words, sizes) if weighed else even_widths(rows, job.width)
        if widths is None:
            return _Try(math.inf, division, job)
        return self._set(division, replace(job, widths=widths), most)

    def _set(self, division: _Division, job: Job, most: float = math.inf) -> _Try:
        """One way, set; lists beside the levels give way where those would not have the room they need.

        It is given up at the page with which it costs the most that is of use, or more: what follows adds to that. What
        goes on is not set then either.
        """
        given = division.cost + costs.of_size(job.sizes)
        for share in _SHARES:
            job = replace(job, share=share)
            pages: list[LevelPage] = []
            for number, page in enumerate(division.pages, start=1):
                pages.append(LevelPage(job, page, self._frame(job, first=number == 1)))
                if not pages[-1].fits:
                    break
                rest = [section for page in pages for section in page.tally.rest] + self._sources
                crowded = sum(page.tally.crowded for page in pages)
                cost = given + costs.of_pages(pages)
                least = cost + costs.of_rest(1 if rest else 0, len(rest), crowded)
                if least >= most:
                    return _Try(least, division, job, pages)
            else:
                break
        else:
            return _Try(math.inf, division, job)
        if not rest:
            return _Try(least, division, job, pages)
        flow = Flow(rest, job)
        return _Try(cost + costs.of_rest(flow.count, len(rest), crowded + flow.crowded), division, job, pages, flow)

    def _frame(self, job: Job, *, first: bool) -> Frame:
        """What stands around the levels, which other rows of levels do not change."""
        key = (job.sizes, job.share, job.legend, job.coordination_later, first)
        if key not in self._frames:
            self._frames[key] = Frame(job, first=first)
        return self._frames[key]

    def told(self, set_: Job, canvases: Sequence[Canvas]) -> Legend:
        """The legend of what the pages use, now that they are drawn; it stands on them."""
        boxes = [box for canvas in canvases for box in canvas.boxes]
        loose = (mark for canvas in canvases for mark in canvas.marks)
        marks = {mark.sign for mark in (*loose, *(mark for box in boxes for mark in box.marks))}
        lines = {line.role for canvas in canvases for line in canvas.connectors}
        roles = {box.role for box in boxes}
        job = replace(self.job, sizes=set_.sizes, legend=used_of(self.job.legend, marks, lines | roles))
        for canvas in canvases:
            draw_legend(canvas, job, lines - roles)
        return job.legend

    def page(self, canvas: Canvas, number: int, count: int, sizes: Sizes) -> Page:
        """A page as it was drawn, with its number where there are several."""
        lines = (*canvas.lines, *page_number(self.job.size, number, count, sizes.small))
        boxes = sorted(canvas.boxes, key=lambda box: box.layer)
        size = self.job.size
        return Page(size.width, size.height, tuple(boxes), tuple(canvas.connectors), lines, tuple(canvas.marks))
