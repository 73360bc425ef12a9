"""The sheet that a view is drawn on: heading, legend and foot of every page, and texts set in boxes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from palveluketju.drawing.lettering import Words, height_of, in_lines, set_text
from palveluketju.drawing.measure import LEADING
from palveluketju.drawing.pages import MARGIN, PAGES, SMALLEST, PageSize
from palveluketju.drawing.picture import Box, Connector, Mark, MarkKind, Page, Picture, TextLine
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.terms import LANGUAGES, title
from palveluketju.wording import in_words, names_in

_HEADING, _UNDER = 18.0, 10.0
_SWATCH, _BETWEEN = 16.0, 16.0
_LINE: Final = SMALLEST * LEADING
_FOOT: Final = 3
"""How many lines a foot has at most; the description in words has all sources."""
Legend = tuple[tuple[MarkKind | str, str], ...]
"""Roles of boxes, or marks, and what they mean."""
SCALES: Final = (1.4, 1.25, 1.12, 1.0)
"""The sizes of text that a view tries, the largest first, in parts of the smallest."""


def largest(bodies_at: Callable[[float], list[Body]]) -> list[Body]:
    """A view with its text as large as it can be on as many pages as the smallest text needs."""
    smallest = bodies_at(SCALES[-1])
    larger = (bodies_at(scale) for scale in SCALES[:-1])
    return next((bodies for bodies in larger if len(bodies) == len(smallest)), smallest)


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

    ``legend`` tells of each role and mark that may need it, ``nothing`` is what a picture of nothing says.
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
    nothing: str = "nothing"

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
        return MARGIN + height_of(self._heading()) + 13

    @cached_property
    def bottom(self) -> float:
        """Where a view ends, over the legend."""
        return self._foot_top() - len(self._rows(self.legend)) * (_LINE + 3) - 6

    def _heading(self) -> tuple[Words, ...]:
        under = (Words(self.under, _UNDER, role="quiet"),)
        return in_lines((Words(self.title, _HEADING, bold=True), *under), self.width)

    def _foot_lines(self) -> tuple[Words, ...]:
        lines = in_lines((Words(self.foot, role="quiet"),), self.width - 60)
        if len(lines) <= _FOOT:
            return lines
        return (*lines[: _FOOT - 1], replace(lines[_FOOT - 1], text=f"{lines[_FOOT - 1].text} …"))

    def _foot_top(self) -> float:
        return self.size.height - MARGIN - max(height_of(self._foot_lines()), _LINE)

    def _rows(self, legend: Legend) -> list[list[tuple[float, MarkKind | str, str]]]:
        """The legend row by row: where each sign begins, the sign, and what it means."""
        rows: list[list[tuple[float, MarkKind | str, str]]] = []
        x = self.width
        for sign, meaning in legend:
            width = _SWATCH + 5 + Words(meaning).width
            if x + width > self.width:
                rows.append([])
                x = 0.0
            rows[-1].append((MARGIN + x, sign, meaning))
            x += width + _BETWEEN
        return rows

    def picture(self, bodies: Sequence[Body]) -> Picture:
        """The bodies as pages of one picture; a picture of nothing says so."""
        pages = bodies or (self._empty(),)
        used = {box.role for body in pages for box in body.boxes}
        signs = {mark.kind for body in pages for box in body.boxes for mark in (*box.marks, *body.marks)}
        legend = tuple(row for row in self.legend if row[0] in used or row[0] in signs)
        drawn = tuple(self._page(body, legend, number, len(pages)) for number, body in enumerate(pages, start=1))
        return Picture(self.name, self.view, self.lang, self.title, self.description, drawn, legend)

    def _empty(self) -> Body:
        lines, _ = set_text((Words(title(self.nothing, self.lang), 11),), MARGIN, self.top, "text")
        return Body(lines=lines)

    def _page(self, body: Body, legend: Legend, number: int, count: int) -> Page:
        heading = replace(self, under=body.under or self.under)._heading()
        lines = list(set_text(heading, MARGIN, MARGIN, "text")[0])
        lines += set_text(self._foot_lines(), MARGIN, self._foot_top(), "quiet")[0]
        if count > 1:
            place = Words(f"{number}/{count}", role="quiet")
            x = self.size.width - MARGIN - place.width
            lines += set_text((place,), x, self.size.height - MARGIN - _LINE, "quiet")[0]
        boxes, marks = list(body.boxes), list(body.marks)
        rows = self._rows(legend)
        y = self._foot_top() - len(rows) * (_LINE + 3)
        for row in rows:
            for x, sign, meaning in row:
                if isinstance(sign, MarkKind):
                    marks.append(Mark(x + _SWATCH - 9, y + 1, SMALLEST * 0.9, sign))
                else:
                    boxes.append(Box(f"legend-{sign}", x, y + 1, _SWATCH, SMALLEST, sign, meaning))
                lines += set_text((Words(meaning),), x + _SWATCH + 5, y, "text")[0]
            y += _LINE + 3
        boxes.sort(key=lambda box: box.layer)
        return Page(*self.size, tuple(boxes), tuple(body.connectors), (*lines, *body.lines), tuple(marks))


def date_text(day: datetime.date, lang: str) -> str:
    """A date as it is written in a language: 11.10.2018, in English 2018-10-11."""
    return f"{day.day}.{day.month}.{day.year}" if lang in LANGUAGES[:2] else day.isoformat()


def chain_line(graph: ChainGraph, lang: str) -> str:
    """A chain's status, date and organisers in one line."""
    chain = graph.chain
    dated = [title(chain.status.value, lang)] if chain.status else []
    dated += [date_text(chain.dated, lang)] if chain.dated else []
    organisers = names_in(chain, "organisations", (node.id for node in graph.own_organisers()), lang)
    organisers = organisers or in_words(chain.organiser, lang)
    return " · ".join(filter(None, (" ".join(dated), organisers)))


def _sources(graph: ChainGraph, lang: str) -> Iterator[str]:
    for source in graph.chain.sources:
        yield source.title.text(lang) if source.title else str(source.address)


def chain_sheet(
    graph: ChainGraph,
    view: str,
    name: str,
    page: str,
    lang: str,
    description: tuple[str, ...],
    legend: Legend = (),
    nothing: str = "nothing",
) -> Sheet:
    """The sheet of a view of one chain, with the chain's own name under what the view is called."""
    sources = "; ".join(_sources(graph, lang))
    cited = f"{title('sources', lang)}: {sources}" if sources else ""
    foot = " · ".join(filter(None, (chain_line(graph, lang), cited)))
    under = graph.chain.name.text(lang)
    return Sheet(f"{graph.chain.id}-{view}", view, page, lang, name, under, foot, description, legend, nothing)


def workspace_sheet(
    workspace: WorkspaceGraph,
    view: str,
    name: str,
    page: str,
    lang: str,
    description: tuple[str, ...],
    legend: Legend = (),
    nothing: str = "nothing",
) -> Sheet:
    """The sheet of a view of several chains, with the names of their catalogues at the foot."""
    names = [one.catalogue.name.text(lang) for one in workspace.catalogues if one.catalogue.name]
    under = f"{title('chains', lang)}: {len(workspace.graphs)}"
    return Sheet(view, view, page, lang, name, under, "; ".join(names), description, legend, nothing)
