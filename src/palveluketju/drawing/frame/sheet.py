"""The sheet that a view is drawn on: heading, legend and foot of every page, and texts set in boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

from palveluketju.drawing.content.legend import used_of
from palveluketju.drawing.content.overlay import Laid
from palveluketju.drawing.frame.foot import page_number, short_foot
from palveluketju.drawing.frame.heading import heading
from palveluketju.drawing.frame.legend import drawn_legend, legend_height
from palveluketju.drawing.picture.pages import MARGIN, PageSize, Paper, page_size
from palveluketju.drawing.picture.picture import Box, Connector, Legend, Mark, MarkKind, Page, Picture, TextLine
from palveluketju.drawing.typesetting.columns import divided
from palveluketju.drawing.typesetting.items import CLOSE, Item, Size, Sizes
from palveluketju.drawing.typesetting.measure import DESCENT
from palveluketju.drawing.typesetting.setting import Block, height_of, place, set_items, text_box
from palveluketju.findings import Path
from palveluketju.frozen import dataclass

_TITLE, _UNDER_IT = 18.0, 11.0
"""The sizes of the heading, which is alike whatever the view."""
_ASIDE, _OVER, _UNDER = 12.0, 6.0, 2.0
"""Over what stands aside, and over and under the legend, in points."""
_LEAST: Final = 2
"""How many lines aside begin on a page, where there are more."""
_SCALES: Final = (1.4, 1.25, 1.12, 1.0)
"""How large text is that a view tries, in parts of the smallest that its page may have."""


class Body(NamedTuple):
    """What a view puts on one page, between heading and legend; ``under`` is what stands under the heading there.

    ``text_size`` is that of its running text, 0 where nothing is said of it.
    """

    boxes: Sequence[Box] = ()
    connectors: Sequence[Connector] = ()
    lines: Sequence[TextLine] = ()
    marks: Sequence[Mark] = ()
    under: str = ""
    text_size: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """What every page of a picture has in common.

    ``legend`` tells of each role and mark that may need it, ``nothing`` is what a picture of nothing says, ``laid``
    is what is laid over it: what no mark of the view tells stands in a box under it, but for what ``others`` tell,
    pages that are drawn apart. ``signs`` stand after the title. The view begins so far ``down`` from where it could,
    in points.
    """

    name: str
    view: str
    page: Paper
    lang: str
    title: str
    under: str = ""
    foot: str = ""
    description: tuple[str, ...] = ()
    legend: Legend = ()
    nothing: str = ""
    laid: Laid | None = None
    signs: tuple[MarkKind, ...] = ()
    down: float = 0.0
    others: Sequence[Body] = ()

    @property
    def size(self) -> PageSize:
        """The page's width and height in points."""
        return page_size(self.page)

    @cached_property
    def sizes(self) -> tuple[Sizes, ...]:
        """The sizes of text that a view tries, the largest first."""
        least = self.size.least
        scales = [scale for scale in _SCALES if least * scale <= self.size.most] or [_SCALES[-1]]
        return tuple(Sizes(18.0, least * scale / 0.82, least * scale, gap=0.0, least=least) for scale in scales)

    @property
    def _sizes(self) -> Sizes:
        """The sizes of the heading, and of what a picture of nothing says."""
        told = max(_UNDER_IT, self.size.least)
        return Sizes(_TITLE, told, told, gap=0.0, least=self.size.least)

    @property
    def width(self) -> float:
        """Between the margins, in points."""
        return self.size.width - 2 * MARGIN

    @cached_property
    def top(self) -> float:
        """Where a view begins, under the heading."""
        return MARGIN + height_of(self._heading()) + 13 + self.down

    @cached_property
    def bottom(self) -> float:
        """Where a view ends, over the legend."""
        return self._legend_top(self.legend) - _OVER

    def _heading(self) -> tuple[Block, ...]:
        return heading(self.title, self.signs, self.under, self.width, self._sizes)

    @cached_property
    def _foot_top(self) -> float:
        return self.size.height - MARGIN - height_of(short_foot(self.foot, self.size))

    def _legend_top(self, legend: Legend) -> float:
        return self._foot_top - _UNDER - legend_height(legend, self.width, self.size.least)

    def largest(self, bodies_at: Callable[[Sizes], list[Body]]) -> list[Body]:
        """A view with its text as large as it can be on as many pages as the smallest text needs, and what is aside.

        The size is looked for by halves.
        """
        best = self._sized(bodies_at, self.sizes[-1])
        low, high = 0, len(self.sizes) - 1
        while low < high:
            middle = (low + high) // 2
            found = self._sized(bodies_at, self.sizes[middle])
            fits = len(found) == len(best)
            best, low, high = (found, low, middle) if fits else (best, middle + 1, high)
        return best

    def _sized(self, bodies_at: Callable[[Sizes], list[Body]], sizes: Sizes) -> list[Body]:
        bodies = self._with_aside(bodies_at(sizes), sizes)
        return [body._replace(text_size=sizes.body) for body in bodies]

    def picture(self, bodies: Sequence[Body]) -> Picture:
        """The bodies as pages of one picture; a picture of nothing says so."""
        pages = bodies or self._with_aside([self._empty()], self.sizes[-1])
        lines = {line.role for body in pages for line in body.connectors}
        roles = {box.role for body in pages for box in body.boxes}
        signs = {*self.signs, *(mark.sign for mark in _marks_of(pages))}
        legend = used_of(self.legend, signs, lines | roles)
        lined, count = lines - roles, len(pages)
        drawn = tuple(self._page(body, legend, lined, (number, count)) for number, body in enumerate(pages, start=1))
        text_size = max((body.text_size for body in pages), default=0.0)
        return Picture(self.name, self.view, self.lang, self.title, self.description, drawn, legend, text_size)

    def _empty(self) -> Body:
        blocks = set_items((Item(self.nothing, size=Size.HEADING),), self.width, self._sizes)
        return Body(lines=place(blocks, MARGIN, self.top).lines)

    def _with_aside(self, bodies: Sequence[Body], sizes: Sizes) -> list[Body]:
        """The bodies with what stands aside: on the last page as far as it has room, then on pages of its own."""
        pages, aside = list(bodies), self.laid.rest(_shown((*bodies, *self.others))) if self.laid and bodies else ()
        rest = set_items(aside, self.width - 2 * CLOSE, sizes)
        y, number = (_low(pages[-1]) + _ASIDE if rest else 0.0), 0
        while rest:
            here, below = divided(rest, self.bottom - y - 2 * CLOSE, some=y <= self.top)
            if below and sum(len(block.lines) for block in here) < _LEAST and y > self.top:
                pages.append(Body())
                y = self.top
                continue
            number += 1
            rest = below
            area = (MARGIN, y, self.width, height_of(here) + 2 * CLOSE)
            box = text_box(f"aside-{number}", area, "finding", here, title=aside[0].text)
            pages[-1] = pages[-1]._replace(boxes=(*pages[-1].boxes, box))
            y = self.bottom
        return pages

    def _page(self, body: Body, legend: Legend, lined: set[str], place_of: tuple[int, int]) -> Page:
        """A page with its number of so many; ``lined`` are what the legend has lines as samples of."""
        over = place(replace(self, under=body.under or self.under)._heading(), MARGIN, MARGIN)
        foot = place(short_foot(self.foot, self.size), MARGIN, self._foot_top)
        told = drawn_legend(legend, lined, MARGIN, self._legend_top(legend), self.width, self.size.least)
        lines = (*over.lines, *foot.lines, *page_number(self.size, *place_of), *told.lines, *body.lines)
        boxes = sorted((*body.boxes, *told.boxes), key=lambda box: box.layer)
        marks = (*over.marks, *body.marks, *told.marks)
        return Page(self.size.width, self.size.height, tuple(boxes), tuple(body.connectors), lines, marks)


def _marks_of(bodies: Iterable[Body]) -> Iterator[Mark]:
    """All marks of a view."""
    for body in bodies:
        yield from body.marks
        yield from (mark for box in body.boxes for mark in box.marks)


def _shown(bodies: Iterable[Body]) -> set[Path]:
    """The paths of which a view tells what is laid over it."""
    return {path for mark in _marks_of(bodies) for path in mark.of}


def _low(body: Body) -> float:
    """The lower end of all that a body holds."""
    ends = [box.y + box.height for box in body.boxes]
    ends += [y for connector in body.connectors for _, y in connector.points]
    lines = [*body.lines, *(line for connector in body.connectors for line in connector.lines)]
    return max((*ends, *(line.y + DESCENT * line.size for line in lines)))
