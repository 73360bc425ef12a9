"""The coverage of one chain: its levels against tiers or sectors, with the gaps told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Literal

from palveluketju.analyses import Covered, coverage
from palveluketju.analyses.coverage import ORDER, columns_of
from palveluketju.analyses.offering import offerings, told_of, unplaced_bars, unsure
from palveluketju.drawing.content.marks import Marks
from palveluketju.drawing.content.overlay import Laid, Overlay, laid_on
from palveluketju.drawing.paper.lettering import INDENT, Words
from palveluketju.drawing.paper.picture import MarkKind, Picture
from palveluketju.drawing.sheets.sheet import chain_sheet, saying_what_lacks
from palveluketju.drawing.sheets.table_rows import Cell, Row
from palveluketju.drawing.sheets.table_view import table_picture
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Order, ServiceKind, State
from palveluketju.telling import tell
from palveluketju.terms import term, title
from palveluketju.wording import kind_key, told_as

_ROLES: Final = {State.NONE: "table-gap", State.OPEN: "open", State.NOT_KNOWN: "unknown"}
"""How a cell without services is drawn; one in which nothing is missing for certain is only told in quiet words."""
_THINGS: Final = {ServiceKind.INSTRUMENT: "instruments", ServiceKind.DOCUMENT: "documents"}
_UNSURE: Final = (State.POSSIBLE, State.OPEN, State.NOT_KNOWN)


def coverage_matrix(
    graph: ChainGraph,
    by: Literal["tier", "sector"] = "tier",
    overlay: Overlay | None = None,
    *,
    page: str = "a4",
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


class _Coverage:
    """The rows of one chain's coverage."""

    def __init__(self, graph: ChainGraph, by: Literal["tier", "sector"], laid: Laid, lang: str) -> None:
        self._graph, self._by, self._laid, self._lang = graph, by, laid, lang
        self._marks = Marks(graph)
        unnamed = [one for one in graph.services() if not graph.offers_of_service(one)]
        self._unnamed = [one for one in unnamed if graph.is_service(one)]
        self._unnamed_things = [one for one in unnamed if not graph.is_service(one)]
        found = coverage(graph, by)
        more = {column for one in self._unnamed for column in columns_of(graph, one, by)}.difference(found.columns)
        if more:
            found = coverage(graph, by, [one for one in ORDER[by] if one in more or one in found.columns])
        self._table = found
        kinds = {graph.service(one).kind for one in graph.services()}
        self._things = [word for kind, word in _THINGS.items() if kind in kinds]

    def legend(self) -> tuple[tuple[MarkKind | str, str], ...]:
        """What every sign and role means that the table may need."""
        lang = self._lang
        return (
            *self._marks.legend(lang),
            ("table-gap", term("none", lang)),
            ("open", term("open", lang)),
            ("unknown", term(State.NOT_KNOWN.value, lang)),
        )

    def head(self) -> list[str]:
        """The headings of the columns."""
        words = [term(word, self._lang) for word in self._things]
        things = [", ".join((title(self._things[0], self._lang), *words[1:]))] if words else []
        columns = (told_as(self._by, column, self._lang) for column in self._table.columns)
        return [title("level", self._lang), *columns, *things]

    def rows(self) -> Iterator[Row]:
        """Levels, then bars by what is told of their levels, then what no level and no bar names."""
        columns = self._table.columns
        told = dict(self._table.rows)
        for level, cells in self._table.rows:
            services = [self._cell(level, cell, column) for column, cell in zip(columns, cells, strict=True)]
            yield Row((self._level(level), *services, *self._things_at(level)))
        for state, bars in unplaced_bars(self._graph).items():
            if state not in told and any(self._graph.offers_of(bar) for bar in bars):  # instruments or documents only
                rest = self._missing(unsure(told_of(self._graph, bars)))
                yield Row((self._level(state), *(rest for _ in columns), *self._things_at(state)))
        if self._unnamed or self._unnamed_things:
            heading = Cell((Words(title("named at no level", self._lang), bold=True),), "table-row", "level-unnamed")
            services = [
                Cell(tuple(self._named(one for one in self._unnamed if column in self._columns_of(one))))
                for column in columns
            ]
            things = [Cell(tuple(self._named(self._unnamed_things)))] if self._things else []
            yield Row((heading, *services, *things))

    def _columns_of(self, service: Node) -> tuple[str, ...]:
        return columns_of(self._graph, service, self._by)

    def _level(self, level: Node | State) -> Cell:
        graph, lang = self._graph, self._lang
        if isinstance(level, State):
            return Cell((Words(told_as("level", level, lang), bold=True),), "table-row", f"level-{level.value}")
        kind = title(kind_key(graph, level), lang)
        place = kind if graph.chain.walked is Order.NONE else f"{kind} {graph.number_of(level)}"
        found = self._laid.at(level.where, but=[offer.where for offer in graph.offers_of(level)])
        passing = tell(graph, lang).passing(graph, level).text
        told = (Words(passing, role="quiet"),) if passing else ()
        name = Words(graph.name(level, lang), bold=True, after=self._marks.read(level.where))
        return Cell((Words(place, role="quiet"), name, *told, *found), "table-row", level.key)

    def _cell(self, level: Node | State, cell: Covered, column: str) -> Cell:
        """The services, or the bars, of a cell; else what is told of there being any."""
        if not cell.services and not cell.bars:
            return self._missing(cell.state, quiet=isinstance(column, State))
        words = [
            Words(self._graph.name(bar, self._lang), role="quiet", after=self._marks.read(bar.where))
            for bar in cell.bars
        ]
        return Cell((*words, *self._named(cell.services, level)))

    def _missing(self, state: State, *, quiet: bool = False) -> Cell:
        role = "" if quiet else _ROLES.get(state, "")
        said = title(state.value, self._lang)
        return Cell((Words(said) if role else Words(said, role="quiet"),), role or "table-cell")

    def _things_at(self, level: Node | State) -> Iterator[Cell]:
        """The cell of instruments and documents, where the chain has any: nothing tells that there are none."""
        if not self._things:
            return
        every = dict.fromkeys(offer.service for offer in self._met(level))
        things = [one for one in every if not self._graph.is_service(one)]
        if things:
            yield Cell(tuple(self._named(things, level)))
        else:
            found = offerings(self._graph).get(level)
            yield self._missing(found.otherwise if found and found.otherwise in _UNSURE else State.NOT_STATED)

    def _met(self, level: Node | State) -> Iterator[Offer]:
        """What clients meet at a level, with what its parts and bars over them offer, or of bars of untold levels."""
        graph = self._graph
        if isinstance(level, State):
            yield from (offer for bar in unplaced_bars(graph).get(level, ()) for offer in graph.offers_of(bar))
        else:
            for part in (level, *graph.parts_of(level)):
                yield from graph.offers_at(part, bars=True)

    def _named(self, services: Iterable[Node], level: Node | State | None = None) -> Iterator[Words]:
        """Names with their marks, and under each what is laid over it: that it is no service is said in words."""
        met = [] if level is None else list(self._met(level))
        for one in services:
            offers = [offer for offer in met if offer.service == one]
            places = (one.where, *(offer.where for offer in offers))
            yield self._marks.words(one, offers, self._lang)
            yield from (replace(line, indent=INDENT) for line in self._laid.at(*places))
