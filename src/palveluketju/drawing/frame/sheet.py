"""The sheet that a view is drawn on: heading, legend and foot of every page, and texts set in boxes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from palveluketju.drawing.content.legend import LINES, used_of
from palveluketju.drawing.content.overlay import Laid
from palveluketju.drawing.picture.pages import MARGIN, PAGES, SMALLEST, PageSize
from palveluketju.drawing.picture.picture import (
    LINE,
    Box,
    Connector,
    Legend,
    Mark,
    MarkKind,
    Page,
    Picture,
    Sign,
    TextLine,
    mark_of,
)
from palveluketju.drawing.typesetting.badges import is_badge, sign_height
from palveluketju.drawing.typesetting.columns import divided
from palveluketju.drawing.typesetting.items import CLOSE, Item, Size, Sizes
from palveluketju.drawing.typesetting.measure import DESCENT, LEADING, text_width
from palveluketju.drawing.typesetting.setting import ENDLESS, Block, height_of, place, set_items, text_box
from palveluketju.findings import Path

_SIZES: Final = Sizes(18.0, 11.0, 10.0, gap=0.0)
"""Of the heading, and, small, of legend and foot, which are alike whatever the view."""
_SWATCH, _BETWEEN, _ASIDE = 16.0, 16.0, 12.0
_SAMPLE: Final = 26.0
"""How long the sample of a line is, in points: dashes and a head are seen."""
_MAY_BE_LINES: Final = frozenset({*LINES, "open", "unknown"})
"""What the legend may have samples of that are lines, for which it keeps room."""
_LINE: Final = SMALLEST * LEADING
_LEAST: Final = 2
"""How many lines aside begin on a page, where there are more."""
_FOOT: Final = 6
"""How many lines a foot has at most; the description in words has all sources."""
VIEW_SIZES: Final = tuple(Sizes(18.0, 11.0 * scale, SMALLEST * scale, gap=0.0) for scale in (1.4, 1.25, 1.12, 1.0))
"""The sizes of text that a view tries, the largest first."""


class Body(NamedTuple):
    """What a view puts on one page, between heading and legend; ``under`` is what stands under the heading there."""

    boxes: Sequence[Box] = ()
    connectors: Sequence[Connector] = ()
    lines: Sequence[TextLine] = ()
    marks: Sequence[Mark] = ()
    under: str = ""


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
    page: str
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
        return PAGES[self.page]

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
        return self._foot_top() - len(self._rows(self.legend, _MAY_BE_LINES)) * (_LINE + 3) - 6

    def _heading(self) -> tuple[Block, ...]:
        name = Item(self.title, bold=True, size=Size.TITLE, after=self.signs)
        return set_items((name, Item(self.under, "quiet")), self.width, _SIZES)

    def _foot_lines(self) -> tuple[Block, ...]:
        blocks = _small(self.foot, self.width - 60)
        here, rest = divided(blocks, _FOOT * _LINE)
        if not rest:
            return here
        *lines, last = here[0].lines
        text = f"{last.text} …"
        return (replace(here[0], lines=(*lines, replace(last, text=text, width=text_width(text, last.size)))),)

    def _foot_top(self) -> float:
        return self.size.height - MARGIN - max(height_of(self._foot_lines()), _LINE)

    def _rows(self, legend: Legend, lined: Collection[str]) -> list[list[tuple[float, Sign | str, str]]]:
        """The legend row by row: where each sign begins, the sign, and what it means."""
        rows: list[list[tuple[float, Sign | str, str]]] = []
        x = self.width
        for sign, meaning in legend:
            width = (_SAMPLE if sign in lined else _SWATCH) + 5 + text_width(meaning, SMALLEST)
            if x + width > self.width:
                rows.append([])
                x = 0.0
            rows[-1].append((MARGIN + x, sign, meaning))
            x += width + _BETWEEN
        return rows

    def largest(self, bodies_at: Callable[[Sizes], list[Body]]) -> list[Body]:
        """A view with its text as large as it can be on as many pages as the smallest text needs, and what is aside.

        The size is looked for by halves.
        """
        best = self._with_aside(bodies_at(VIEW_SIZES[-1]), VIEW_SIZES[-1])
        low, high = 0, len(VIEW_SIZES) - 1
        while low < high:
            middle = (low + high) // 2
            found = self._with_aside(bodies_at(VIEW_SIZES[middle]), VIEW_SIZES[middle])
            fits = len(found) == len(best)
            best, low, high = (found, low, middle) if fits else (best, middle + 1, high)
        return best

    def picture(self, bodies: Sequence[Body]) -> Picture:
        """The bodies as pages of one picture; a picture of nothing says so."""
        pages = bodies or self._with_aside([self._empty()], VIEW_SIZES[-1])
        lines = {line.role for body in pages for line in body.connectors}
        roles = {box.role for body in pages for box in body.boxes}
        signs = {*self.signs, *(mark.sign for mark in _marks_of(pages))}
        legend = used_of(self.legend, signs, lines | roles)
        lined = (lines - roles).intersection(sign for sign, _ in legend if not isinstance(sign, Sign))
        drawn = tuple(
            self._page(body, legend, lined, (number, len(pages))) for number, body in enumerate(pages, start=1)
        )
        return Picture(self.name, self.view, self.lang, self.title, self.description, drawn, legend)

    def _empty(self) -> Body:
        blocks = set_items((Item(self.nothing, size=Size.HEADING),), self.width, _SIZES)
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

    def _page(self, body: Body, legend: Legend, lined: Collection[str], place_of: tuple[int, int]) -> Page:
        """A page with its number of so many; ``lined`` are what the legend has lines as samples of."""
        number, count = place_of
        heading = replace(self, under=body.under or self.under)._heading()
        over = place(heading, MARGIN, MARGIN)
        lines = [*over.lines, *place(self._foot_lines(), MARGIN, self._foot_top()).lines]
        if count > 1:
            told = f"{number}/{count}"
            x = self.size.width - MARGIN - text_width(told, SMALLEST)
            lines += place(_small(told), x, self.size.height - MARGIN - _LINE).lines
        boxes, marks = list(body.boxes), [*over.marks, *body.marks]
        rows = self._rows(legend, lined)
        y = self._foot_top() - len(rows) * (_LINE + 3)
        for row in rows:
            for x, sign, meaning in row:
                if isinstance(sign, Sign):
                    mark = mark_of(sign, 0, y + 1 - is_badge(sign), sign_height(sign, SMALLEST, SMALLEST * 0.9))
                    marks.append(mark.moved(x + _SWATCH - 0.9 - mark.width, 0))
                elif sign in lined:
                    boxes.append(Box(f"legend-{sign}", x, y + 1 + SMALLEST / 2, _SAMPLE, LINE, sign, meaning))
                else:
                    boxes.append(Box(f"legend-{sign}", x, y + 1, _SWATCH, SMALLEST, sign, meaning))
                beside = x + (_SAMPLE if sign in lined else _SWATCH) + 5
                lines += place(_small(meaning, role="text"), beside, y).lines
            y += _LINE + 3
        boxes.sort(key=lambda box: box.layer)
        return Page(*self.size, tuple(boxes), tuple(body.connectors), (*lines, *body.lines), tuple(marks))


def _small(text: str, width: float = ENDLESS, role: str = "quiet") -> tuple[Block, ...]:
    """A text at the foot, or in the legend."""
    return set_items((Item(text, role, size=Size.SMALL),), width, _SIZES)


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
