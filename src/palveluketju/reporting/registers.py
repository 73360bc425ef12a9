"""The registers of one chain as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from palveluketju.analyses import (
    Promise,
    Responsibility,
    coverage,
    definition_table,
    integration_points,
    losses,
    marked_readings,
    open_decisions,
    promises,
    responsibilities,
)
from palveluketju.analyses.coverage import ORDER
from palveluketju.analyses.definition import COLUMNS
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Handover, Open, ServiceKind, State, given, move_ends
from palveluketju.reporting.interface_registers import interfaces_table
from palveluketju.reporting.scope_registers import SCOPE_REGISTERS
from palveluketju.reporting.tables import (
    Table,
    counted_or_told,
    headings,
    level_names,
    names,
    organisation_names,
)
from palveluketju.terms import term, title
from palveluketju.wording import (
    borders_text,
    in_words,
    name_in,
    names_in,
    party_text,
    place_text,
    told_as,
)


def _integration(graph: ChainGraph, lang: str) -> Table:
    head = headings(lang, "kind", "where", "organisers", "borders", "coordination", "information")
    rows = [
        [
            term(point.kind.value, lang),
            " – ".join(graph.name(element, lang) for element in point.elements),
            names(graph, point.organisers, lang),
            borders_text(point.borders(), lang),
            term(point.coordination.value, lang),
            term(point.information.value, lang) if point.information else "",
        ]
        for point in integration_points(graph)
    ]
    return head, rows


def _critical(graph: ChainGraph, lang: str) -> Table:
    """Level by service; services of bars come last, as what they are."""
    rows = [
        [
            graph.name(line.level, lang),
            name_in(graph.chain, "services", line.service, lang) if line.service else "",
            term(line.state.value, lang),
            _whence(graph, line, lang),
        ]
        for line in promises(graph)
    ]
    for offer in graph.offers():
        if offer.giver.kind == "bar" and graph.is_service(offer.service):
            spans = graph.bar(offer.giver).spans
            levels = level_names(graph, graph.levels_spanned_by(offer.giver), lang) or in_words(spans, lang)
            bar = f"{term('across levels', lang)}: {graph.name(offer.giver, lang)}"
            rows.append([levels, graph.name(offer.service, lang), term("not counted", lang), bar])
    return headings(lang, "level", "service", "situation", "explanation"), rows


def _whence(graph: ChainGraph, line: Promise, lang: str) -> str:
    """The levels that a line is of in the stead of its own, and the question or the reason."""
    parts = set(graph.parts_of(line.level))
    told = []
    for heading, those in (
        ("in its parts", [level for level in line.by if level in parts]),
        ("carried over", [level for level in line.by if level not in parts]),
    ):
        told += [f"{term(heading, lang)}: {names(graph, those, lang)}"] if those else []
    said = line.told
    if said is not None:
        told.append((said.open if isinstance(said, Open) else said.not_applicable).text(lang))
    return "; ".join(told)


def _coverage(by: Literal["tier", "sector"]) -> Callable[..., Table]:
    def register(graph: ChainGraph, lang: str, columns: Sequence[str] = ()) -> Table:
        table = coverage(graph, by, columns)
        head = [title("level", lang), *(told_as(by, column, lang) for column in table.columns)]
        rows = [
            [
                told_as("level", level, lang) if isinstance(level, State) else graph.name(level, lang),
                *(counted_or_told(cell.services, cell.state, lang) for cell in cells),
            ]
            for level, cells in table.rows
        ]
        return head, rows

    return register


def says_nothing(name: str, head: list[str], lang: str) -> bool:
    """Whether a register of coverage tells of no service what it is about, so that it is shown on request only."""
    return any(
        name == f"coverage by {by}" and head[1:] == [told_as(by, State.NOT_STATED, lang)] for by in ("tier", "sector")
    )


def _decisions(graph: ChainGraph, lang: str) -> Table:
    head = headings(lang, "where", "question", "decides", "by")
    rows = [
        [
            place_text(graph.chain, d.where, lang),
            d.question.text(lang),
            party_text(d.decides, lang, organisation_names(graph, lang)) or term("not-stated", lang),
            d.by or "",
        ]
        for d in open_decisions(graph)
    ]
    return head, rows


def _readings(graph: ChainGraph, lang: str) -> Table:
    head = headings(lang, "where", "reason")
    return head, [[place_text(graph.chain, r.where, lang), r.reason.text(lang)] for r in marked_readings(graph)]


def _responsibilities(graph: ChainGraph, lang: str) -> Table:
    found = [
        one
        for one in responsibilities(graph)
        if graph.is_service(one.service) and (one.unit or _may_be_own(graph, one.service))
    ]
    rows = [
        [
            graph.name(one.service, lang),
            level_names(graph, one.levels, lang, one.service),
            names_in(graph.chain, "tasks", one.tasks, lang) or in_words(graph.service(one.service).task, lang),
            name_in(graph.chain, "organisations", one.unit, lang) if one.unit else _untold(one, lang),
        ]
        for one in found
    ]
    told = any(one.unit for one in found)
    return headings(lang, "service", "levels", "task", "unit"), rows if told else []


def _may_be_own(graph: ChainGraph, service: Node) -> bool:
    """Whether the chain's organiser organises a service, or may: whose chain or service it is need not be told."""
    organisers = graph.organisers_of(service)
    return not graph.own_organisers() or not organisers or any(map(graph.is_own, organisers))


def _untold(one: Responsibility, lang: str) -> str:
    return term(one.told.value, lang) if one.tasks or one.told is State.NOT_STATED else ""


def _losses(graph: ChainGraph, lang: str) -> Table:
    rows = [
        [
            graph.name(loss.level, lang),
            names(graph, loss.services, lang),
            name_in(graph.chain, "areas", loss.area, lang),
            loss.language or "",
        ]
        for loss in losses(graph)
    ]
    return headings(lang, "level", "critical services", "area", "language"), rows


def _exchanges(graph: ChainGraph, lang: str) -> Table:
    rows = []
    for key, exchange in graph.chain.exchanges.items():
        ends = [name_of_level(graph, end, lang) for end in move_ends(key)]
        told = "; ".join(filter(None, (in_words(exchange.information, lang), in_words(exchange.document, lang))))
        rows.append([*ends, ", ".join(term(kind.value, lang) for kind in exchange.kind), told])
    return headings(lang, "from", "to", "kind", "information"), rows


def name_of_level(graph: ChainGraph, level: str, lang: str) -> str:
    """A level's name, or its id where it is not declared."""
    return graph.levels_declared[level].name.text(lang) if level in graph.levels_declared else level


def _instruments_and_documents(graph: ChainGraph, lang: str) -> Table:
    rows = []
    for kind in (ServiceKind.INSTRUMENT, ServiceKind.DOCUMENT):
        for service in dict.fromkeys(offer.service for offer in graph.offers()):
            if graph.service(service).kind is kind:
                levels = level_names(graph, graph.levels_served_by(service), lang, service)
                rows.append([term(kind.value, lang), graph.name(service, lang), levels])
    for way in (*graph.moves(), *graph.repeats()):
        handover = given(way.declared.handover) if way.declared else None
        if isinstance(handover, Handover) and handover.document is not None:
            ends = f"{graph.name(way.start, lang)} -> {graph.name(way.end, lang)}"
            rows.append([term("document", lang), in_words(handover.document, lang), ends])
    return headings(lang, "kind", "what", "where"), rows


REGISTERS: Final[dict[str, Callable[[ChainGraph, str], Table]]] = {
    "critical services": _critical,
    "integration points": _integration,
    "interface services": interfaces_table,
    "coverage by tier": _coverage("tier"),
    "coverage by sector": _coverage("sector"),
    "responsibilities": _responsibilities,
    "areas without": _losses,
    "exchanges": _exchanges,
    "instruments and documents": _instruments_and_documents,
    **SCOPE_REGISTERS,
    "open decisions": _decisions,
    "readings": _readings,
}
"""Every register of one chain by its name among the terms: a chain and a language give headings and rows."""

_COLUMNS: Final[dict[str, tuple[Callable[[ChainGraph], tuple[str, ...]], tuple[str, ...]]]] = {
    "coverage by tier": (lambda graph: coverage(graph, "tier").columns, ORDER["tier"]),
    "coverage by sector": (lambda graph: coverage(graph, "sector").columns, ORDER["sector"]),
    "chain definition": (lambda graph: definition_table(graph).columns, COLUMNS),
}
"""Registers whose columns differ from chain to chain: a chain's columns, and all that there can be, in their order."""


def tables_of(name: str, graphs: Iterable[ChainGraph], lang: str) -> list[tuple[ChainGraph, Table]]:
    """A register of several chains, with the same columns in each."""
    found = list(graphs)
    if name not in _COLUMNS:
        return [(graph, REGISTERS[name](graph, lang)) for graph in found]
    columns_of, order = _COLUMNS[name]
    used = {column for graph in found for column in columns_of(graph)}
    columns = tuple(column for column in order if column in used)
    register: Callable[..., Table] = REGISTERS[name]
    return [(graph, register(graph, lang, columns)) for graph in found]


ON_REQUEST: Final = frozenset(("critical services", "chain definition", "actors", "availability", "responsibilities"))
"""Registers that always have something to say, and are shown only when they are asked for."""
