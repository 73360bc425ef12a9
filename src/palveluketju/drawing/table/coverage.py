"""The coverage of one chain: its levels against tiers or sectors, with the gaps told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, Literal

from palveluketju.analyses import Covered, whole_coverage
from palveluketju.analyses.covering import WholeRow, offers_met
from palveluketju.drawing.content.badges import Badges
from palveluketju.drawing.content.marks import Marks
from palveluketju.drawing.content.overlay import Laid, Overlay, laid_on
from palveluketju.drawing.frame.sheets import chain_sheet, saying_what_lacks
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import Legend, Picture
from palveluketju.drawing.table.rows import TableCell, TableRow
from palveluketju.drawing.table.view import table_picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Order, State
from palveluketju.telling import tell
from palveluketju.terms import term, title
from palveluketju.wording import kind_key, told_as

_ROLES: Final = {State.NONE: "table-gap", State.OPEN: "open", State.NOT_KNOWN: "unknown"}
"""How a cell without services is drawn; one in which nothing is missing for certain is only told in quiet words."""


def coverage_matrix(
    graph: ChainGraph,
    by: Literal["tier", "sector"] = "tier",
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The services of each level by tier or by organiser's sector; where a level has none of one, why.

    Instruments and documents have a column of their own, and services that no level and no bar names a row.
    """
    laid = laid_on(graph, overlay, lang)
    drawn = _Coverage(graph, by, laid, lang)
    name = title(f"coverage by {by}", lang)
    sheet = chain_sheet(graph, f"coverage-by-{by}", name, page, lang, description, drawn.legend(), laid=laid)
    rows = list(drawn.rows())
    return table_picture(saying_what_lacks(sheet, graph) if rows else sheet, drawn.head(), rows)


coverage_by_tier: Final = partial(coverage_matrix, by="tier")
coverage_by_sector: Final = partial(coverage_matrix, by="sector")


class _Coverage:
    """The rows of one chain's coverage."""

    def __init__(self, graph: ChainGraph, by: Literal["tier", "sector"], laid: Laid, lang: str) -> None:
        self._graph, self._by, self._laid, self._lang = graph, by, laid, lang
        self._marks, self._badges = Marks(graph), Badges(graph, lang)
        self._table = whole_coverage(graph, by)

    def legend(self) -> Legend:
        """What every sign and role means that the table may need."""
        lang = self._lang
        return (
            *self._badges.legend,
            *self._marks.legend(lang),
            ("table-gap", term("none", lang)),
            ("open", term("open", lang)),
            ("unknown", term(State.NOT_KNOWN.value, lang)),
        )

    def head(self) -> list[str]:
        """The headings of the columns."""
        (first, *others) = self._table.things or ("",)
        words = (title(first, self._lang), *(term(word, self._lang) for word in others)) if first else ()
        things = [", ".join(words)] if words else []
        columns = (told_as(self._by, column, self._lang) for column in self._table.columns)
        return [title("level", self._lang), *columns, *things]

    def rows(self) -> Iterator[TableRow]:
        """Levels, then bars by what is told of their levels, then what no level and no bar names."""
        for row in self._table.rows:
            cells = zip(self._table.columns, row.cells, strict=True)
            services = [self._cell(row.of, cell, column) for column, cell in cells]
            things = [self._things(row)] if self._table.things else []
            yield TableRow((self._level(row.of), *services, *things))

    def _level(self, level: Node | State | None) -> TableCell:
        graph, lang = self._graph, self._lang
        if level is None:
            return TableCell((Item(title("named at no level", lang), bold=True),), "table-row", "level-unnamed")
        if isinstance(level, State):
            return TableCell((Item(told_as("level", level, lang), bold=True),), "table-row", f"level-{level.value}")
        kind = title(kind_key(graph, level), lang)
        place = kind if graph.chain.walked is Order.NONE else f"{kind} {graph.number_of(level)}"
        found = self._laid.at(level.where, but=[offer.where for offer in graph.offers_of(level)])
        passing = tell(graph, lang).passing(graph, level).text
        told = (Item(passing, role="quiet"),) if passing else ()
        name = Item(graph.name(level, lang), bold=True, after=self._marks.read(level.where))
        return TableCell((Item(place, role="quiet"), name, *told, *found), "table-row", element=level.key)

    def _cell(self, level: Node | State | None, cell: Covered, column: str) -> TableCell:
        """The services, or the bars, of a cell; else what is told of there being any at a level."""
        if level is not None and not cell.services and not cell.bars:
            return self._missing(cell.state, quiet=isinstance(column, State))
        words = [
            Item(self._graph.name(bar, self._lang), role="quiet", after=self._marks.read(bar.where), element=bar.key)
            for bar in cell.bars
        ]
        return TableCell((*words, *self._named(cell.services, level)))

    def _missing(self, state: State, *, quiet: bool = False) -> TableCell:
        role = "" if quiet else _ROLES.get(state, "")
        said = title(state.value, self._lang)
        return TableCell((Item(said) if role else Item(said, role="quiet"),), role or "table-cell")

    def _things(self, row: WholeRow) -> TableCell:
        """The cell of instruments and documents; else what is told of there being any at a level."""
        if row.things or row.of is None:
            return TableCell(tuple(self._named(row.things, row.of)))
        return self._missing(row.otherwise)

    def _named(self, services: Iterable[Node], level: Node | State | None = None) -> Iterator[Item]:
        """Names with their marks, and under each what is laid over it: that it is no service is said in words."""
        met = [] if level is None else list(offers_met(self._graph, level))
        for one in services:
            offers = [offer for offer in met if offer.service == one]
            places = (one.where, *(offer.where for offer in offers))
            yield self._marks.words(one, offers, self._lang, badges=self._badges.of(one))
            yield from (replace(line, inset=1) for line in self._laid.at(*places))
