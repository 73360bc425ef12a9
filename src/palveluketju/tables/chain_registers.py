"""The registers of one chain: what it promises, where it meets others, and what is not yet told of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import (
    Promise,
    Responsibility,
    losses_by_area,
    marked_readings,
    not_known,
    open_decisions,
    promises,
    responsibilities,
)
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Handover, ServiceKind, State, absence_text, given, move_ends
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import (
    all_named,
    element,
    elements,
    levels_named,
    listed_elements,
    named,
    offer_named,
    word,
    words,
)
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.coverage_registers import COVERAGE_BY_SECTOR, COVERAGE_BY_TIER
from palveluketju.tables.forms import LanguageName, when
from palveluketju.tables.integration_register import integration_points_table
from palveluketju.tables.interface_register import interface_services_table
from palveluketju.tables.scope_registers import SCOPE_REGISTERS
from palveluketju.tables.table import Table
from palveluketju.tables.time_registers import TIME_REGISTERS
from palveluketju.tables.values import Joined, Labelled, Place, Word, joined, said
from palveluketju.tables.way_registers import WAY_REGISTERS


def _critical(graph: ChainGraph) -> Table:
    """Level by service; services of bars come last, as what they are."""
    rows: list[tuple[Cell, ...]] = [
        (
            (named(graph, line.level),),
            element(graph.chain, "services", line.service) if line.service else None,
            line.state,
            joined(_whence(graph, line), "; "),
        )
        for line in promises(graph)
    ]
    for offer in graph.offers():
        if offer.giver.kind == "bar" and graph.is_service(offer.service):
            levels = levels_named(graph, graph.levels_spanned_by(offer.giver)) or said(
                graph.bar(offer.giver).spans, graph.chain
            )
            bar = Labelled(Word("across levels"), named(graph, offer.giver))
            rows.append((levels, named(graph, offer.service), Word("not counted"), bar))
    columns = (
        Column("level", Kind.LIST),
        Column("service", Kind.NAME),
        Column("situation", Kind.STATE),
        Column("explanation"),
    )
    return Table.of("critical-services", columns, rows)


def _whence(graph: ChainGraph, line: Promise) -> Iterator[Cell]:
    """The levels that a line is of in the stead of its own, and the question or the reason."""
    parts = {level.id for level in graph.parts_of(line.level)}
    for heading, those in (
        ("in its parts", [level for level in line.by if level.id in parts]),
        ("carried over", [level for level in line.by if level.id not in parts]),
    ):
        if those:
            yield Labelled(Word(heading), all_named(graph, those))
    if line.told is not None:
        yield said(absence_text(line.told))


def _decisions(graph: ChainGraph) -> Table:
    rows = [
        (
            Place(decision.where, graph.chain),
            said(decision.question),
            said(decision.decides, graph.chain) or State.NOT_STATED,
            when(decision.by),
        )
        for decision in open_decisions(graph)
    ]
    return Table.of("open-decisions", DECISION_COLUMNS, rows)


DECISION_COLUMNS: Final = (Column("where"), Column("question"), Column("decides", Kind.NAME), Column("by"))


def _not_known(graph: ChainGraph) -> Table:
    rows = [
        (Place(one.where, graph.chain), said(one.what), said(one.ask, graph.chain) or State.NOT_STATED)
        for one in not_known(graph)
    ]
    return Table.of("not-known", NOT_KNOWN_COLUMNS, rows)


NOT_KNOWN_COLUMNS: Final = (Column("where"), Column("find out"), Column("ask", Kind.NAME))


def _readings(graph: ChainGraph) -> Table:
    rows = [(Place(one.where, graph.chain), said(one.reason)) for one in marked_readings(graph)]
    return Table.of("readings", READING_COLUMNS, rows)


READING_COLUMNS: Final = (Column("where"), Column("reason"))


def _responsibilities(graph: ChainGraph) -> Table:
    found = [
        one
        for one in responsibilities(graph)
        if graph.is_service(one.service) and (one.unit or _may_be_own(graph, one.service))
    ]
    rows = [
        (
            named(graph, one.service),
            levels_named(graph, one.levels, one.service),
            elements(graph.chain, "tasks", one.tasks)
            or listed_elements(graph.chain, "tasks", graph.service(one.service).task),
            element(graph.chain, "organisations", one.unit) if one.unit else _untold(one),
        )
        for one in found
    ]
    columns = (
        Column("service", Kind.NAME),
        Column("levels", Kind.LIST),
        Column("task", Kind.LIST),
        Column("unit", Kind.NAME),
    )
    return Table.of("responsibilities", columns, rows if any(one.unit for one in found) else ())


def _may_be_own(graph: ChainGraph, service: Node) -> bool:
    """Whether the chain's organiser organises a service, or may: whose chain or service it is need not be told."""
    organisers = graph.organisers_of(service)
    return not graph.own_organisers() or not organisers or any(map(graph.is_own, organisers))


def _untold(one: Responsibility) -> State | None:
    return one.told if one.tasks or one.told is State.NOT_STATED else None


def _losses(graph: ChainGraph) -> Table:
    lost, places = losses_by_area(graph)
    told = [
        (
            named(graph, one.level),
            all_named(graph, one.services) if one.offer.alternatives else (offer_named(graph, one.offer),),
            LanguageName(one.language) if one.language else None,
        )
        for one in lost
    ]
    areas = {area: element(graph.chain, "areas", area) for area in graph.chain.areas} if places else {}
    rows = [
        (level, services, areas[area], language)
        for area, number in places
        for level, services, language in (told[number],)
    ]
    columns = (
        Column("level", Kind.NAME),
        Column("critical services", Kind.LIST),
        Column("area", Kind.NAME),
        Column("language"),
    )
    return Table.of("areas-without", columns, rows)


def _exchanges(graph: ChainGraph) -> Table:
    rows = []
    for key, exchange in graph.chain.exchanges.items():
        start, end = (element(graph.chain, "levels", level) for level in move_ends(key))
        told = joined((said(exchange.information, graph.chain), said(exchange.document, graph.chain)), "; ")
        rows.append((start, end, words(exchange.kind), told))
    columns = (
        Column("from", Kind.NAME),
        Column("to", Kind.NAME),
        Column("kind", Kind.LIST),
        Column("information"),
    )
    return Table.of("exchanges", columns, rows)


def _instruments_and_documents(graph: ChainGraph) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for kind in (ServiceKind.INSTRUMENT, ServiceKind.DOCUMENT):
        for service in graph.offered():
            if graph.service(service).kind is kind:
                levels = levels_named(graph, graph.levels_served_by(service), service)
                rows.append((word(kind), named(graph, service), levels))
    for way in (*graph.moves(), *graph.repeats()):
        handover = given(way.declared.handover) if way.declared else None
        if isinstance(handover, Handover) and handover.document is not None:
            ends = Joined(all_named(graph, (way.start, way.end)), " -> ")
            rows.append((Word("document"), said(handover.document, graph.chain), ends))
    columns = (Column("kind", Kind.WORD), Column("what", Kind.NAME), Column("where"))
    return Table.of("instruments-and-documents", columns, rows)


CHAIN_REGISTERS: Final = (
    ("critical-services", _critical),
    ("integration-points", integration_points_table),
    ("interface-services", interface_services_table),
    ("coverage-by-tier", COVERAGE_BY_TIER),
    ("coverage-by-sector", COVERAGE_BY_SECTOR),
    ("responsibilities", _responsibilities),
    ("areas-without", _losses),
    ("exchanges", _exchanges),
    ("instruments-and-documents", _instruments_and_documents),
    *WAY_REGISTERS,
    *SCOPE_REGISTERS,
    *TIME_REGISTERS,
    ("open-decisions", _decisions),
    ("not-known", _not_known),
    ("readings", _readings),
)
"""The registers of one chain in their order, each under its name."""
