"""The coverage of one chain: its levels against tiers or sectors, with the gaps told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from palveluketju.analyses import Covered, coverage, level_told
from palveluketju.drawing.content.marks import Marks
from palveluketju.drawing.content.overlay import Laid, Overlay, laid_on
from palveluketju.drawing.paper.lettering import INDENT, Words
from palveluketju.drawing.paper.picture import MarkKind, Picture
from palveluketju.drawing.sheets.sheet import chain_sheet, saying_what_lacks
from palveluketju.drawing.sheets.table_rows import Cell, Row
from palveluketju.drawing.sheets.table_view import table_picture
from palveluketju.graph import ChainGraph, Node, Offer
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
    page: str = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The services of each level by tier or by organiser's sector; where a level has none of one, why."""
    laid = laid_on(graph, overlay, lang)
    marks = Marks(graph)
    legend = (
        (MarkKind.CRITICAL, term("critical service", lang)),
        (MarkKind.SERVICE, term("other service" if graph.marks_critical_services() else "service", lang)),
        (MarkKind.INTERFACE, term("interface service, no possible" if marks.possible else "interface service", lang)),
        ("table-gap", term("none", lang)),
        ("open", term("open", lang)),
        ("unknown", term(State.NOT_KNOWN.value, lang)),
    )
    name = title(f"coverage by {by}", lang)
    sheet = chain_sheet(graph, f"coverage-by-{by}", name, page, lang, description, legend, laid=laid)
    table = coverage(graph, by)
    sheet = saying_what_lacks(sheet, graph) if table.columns else sheet
    head = [title("level", lang), *(told_as(by, column, lang) for column in table.columns)]
    rows = [
        Row(
            (
                _level(graph, level, lang, laid),
                *(
                    _services(graph, level, cell, column, marks, lang, laid)
                    for column, cell in zip(table.columns, cells, strict=True)
                ),
            )
        )
        for level, cells in table.rows
    ]
    return table_picture(sheet, head, rows if table.columns else [])


def _level(graph: ChainGraph, level: Node | State, lang: str, laid: Laid) -> Cell:
    if isinstance(level, State):
        return Cell((Words(told_as("level", level, lang), bold=True),), "table-row", f"level-{level.value}")
    kind = title(kind_key(graph, level), lang)
    place = kind if graph.chain.walked is Order.NONE else f"{kind} {graph.number_of(level)}"
    found = laid.at(level.where, but=[offer.where for offer in graph.offers_of(level)])
    passing = tell(graph, lang).passing(graph, level).text
    told = (Words(passing, role="quiet"),) if passing else ()
    words = (Words(place, role="quiet"), Words(graph.name(level, lang), bold=True), *told, *found)
    return Cell(words, "table-row", level.key)


def _services(
    graph: ChainGraph, level: Node | State, cell: Covered, column: str, marks: Marks, lang: str, laid: Laid
) -> Cell:
    """The services, or the bars, of a cell; else what is told of there being any."""
    if not cell.services and not cell.bars:
        role = "" if isinstance(column, State) else _ROLES.get(cell.state, "")
        said = title(cell.state.value, lang)
        return Cell((Words(said) if role else Words(said, role="quiet"),), role or "table-cell")
    parts = () if isinstance(level, State) else (level, *graph.parts_of(level))
    critical = {one for part in parts for one in graph.critical_services(part)}
    words: list[Words] = [Words(graph.name(bar, lang), role="quiet") for bar in cell.bars]
    for one in cell.services:
        both = one in critical and MarkKind.INTERFACE in marks.kinds(one)  # one sign has room for one of them
        name = graph.name(one, lang) + (f" ({term('critical service', lang)})" if both else "")
        words.append(Words(name, mark=_mark(one, critical, marks)))
        offers = [offer for offer in graph.offers_of_service(one) if _is_met(graph, offer, level, parts)]
        found = laid.at(one.where, *(offer.where for offer in offers))
        words += (replace(line, indent=INDENT) for line in found)
    return Cell(tuple(words))


def _is_met(graph: ChainGraph, offer: Offer, level: Node | State, parts: tuple[Node, ...]) -> bool:
    if isinstance(level, State):
        return offer.giver.kind == "bar" and level_told(graph, offer.giver) is level
    return any(offer in graph.offers_at(part, bars=True) for part in parts)


def _mark(service: Node, critical: set[Node], marks: Marks) -> MarkKind:
    if MarkKind.INTERFACE in marks.kinds(service):
        return MarkKind.INTERFACE
    return MarkKind.CRITICAL if service in critical else MarkKind.SERVICE
