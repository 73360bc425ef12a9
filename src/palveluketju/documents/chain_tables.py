"""The tables of one chain that are no registers: its levels with their services, what spans them, its services."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from palveluketju.describing import offered
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Absence, Shared, State, is_absent, listed, unsettled_in
from palveluketju.tables import Cell, Column, Kind, Table
from palveluketju.tables.cells import all_named, element, elements, levels_named, named, offer_named, word
from palveluketju.tables.values import Labelled, Noted, Word, Worded, joined, said
from palveluketju.telling import in_words, tell


def levels_table(graph: ChainGraph) -> Table:
    """The picture's twin: a row a level, its services in the cells."""
    critical = graph.marks_critical_services()
    rows = []
    for level in graph.levels():
        declared, offers = graph.level(level), graph.offers_of(level)
        promised = _offered(graph, declared.critical, [offer for offer in offers if offer.critical])
        others = _offered(graph, declared.services, [offer for offer in offers if not offer.critical])
        number = joined((f"{graph.number_of(level)}.", named(graph, level)), " ")
        services = [promised, others] if critical else [joined((promised, others), "\n")]
        rows.append(
            (
                Noted(number, Word("passable")) if declared.optional else number,
                *(cell or State.NOT_STATED for cell in services),
                all_named(graph, graph.carried_levels(level)) or said(declared.carries),
            )
        )
    keys = ("critical services", "other services") if critical else ("services",)
    columns = (
        Column("level", Kind.NAME),
        *(Column(key, Kind.LIST) for key in keys),
        Column("carried over", Kind.LIST),
    )
    return Table.of("levels-and-services", columns, rows)


def _offered(graph: ChainGraph, declared: Any, offers: Sequence[Offer]) -> Cell:
    """What is offered under one heading, and what of it is open, a line each."""
    told: list[Cell] = [Worded(tuple(offers), partial(_lines, graph, offers))] if offers else []
    told += [_told(graph, item) for item in unsettled_in(listed(declared))]
    return joined(told, "\n") or (None if declared is None or isinstance(declared, tuple) else _told(graph, declared))


def _lines(graph: ChainGraph, offers: Sequence[Offer], lang: str) -> str:
    return "\n".join(line.text for line in offered(tell(graph, lang), offers))


def _told(graph: ChainGraph, value: Absence) -> Worded:
    return Worded(value, lambda lang: tell(graph, lang).of((), value).text)


def bars_table(graph: ChainGraph) -> Table:
    """What spans levels: a row a bar, with its levels, its services and who takes part."""
    rows = []
    for bar in graph.bars():
        declared = graph.bar(bar)
        absent = is_absent(declared.spans)
        rows.append(
            (
                named(graph, bar),
                said(declared.spans) if absent else levels_named(graph, graph.levels_spanned_by(bar), bar),
                _offered(graph, declared.services, graph.offers_of(bar)) or State.NOT_STATED,
                all_named(graph, graph.partners_of(bar)) or said(declared.partners),
            )
        )
    columns = (
        Column("across levels", Kind.NAME),
        Column("levels", Kind.LIST),
        Column("services", Kind.LIST),
        Column("partners", Kind.LIST),
    )
    return Table.of("across-levels", columns, rows)


def services_table(graph: ChainGraph) -> Table:
    """Every service that the chain declares or uses: who organises and produces it, how specialised, and where."""
    wholes = any(service.part_of is not None for service in graph.chain.services.values())
    services = dict.fromkeys((*graph.offered(), *graph.services()))
    columns = (
        Column("service", Kind.NAME),
        *([Column("part-of", Kind.NAME)] if wholes else []),
        Column("organiser", Kind.LIST),
        Column("producers", Kind.LIST),
        *((Column("field", Kind.LIST),) if graph.tells_fields() else ()),
        Column("tier", Kind.WORD),
        Column("availability"),
        Column("levels", Kind.LIST),
    )
    return Table.of("services", columns, (_service(graph, service, wholes) for service in services))


def _service(graph: ChainGraph, service: Node, wholes: bool) -> tuple[Cell, ...]:
    """A service as a row; ``wholes`` tells whether it has a cell for the service that it is given within."""
    declared = graph.service(service)
    whole = element(graph.chain, "services", declared.part_of) if declared.part_of else None
    return (
        named(graph, service),
        *([whole] if wholes else []),
        _worded(graph.chain, declared.organiser),
        _producers(graph, service),
        *((_fields(graph, service),) if graph.tells_fields() else ()),
        word(graph.tier_of(service)) or said(declared.tier) or State.NOT_STATED,
        _worded(graph.chain, declared.availability),
        levels_named(graph, graph.levels_served_by(service), service),
    )


def _fields(graph: ChainGraph, service: Node) -> Cell:
    """The fields of a service, its own or of its tasks, or what is told in their place."""
    return (
        elements(graph.chain, "fields", graph.fields_of(service))
        or said(graph.service(service).field)
        or State.NOT_STATED
    )


def _producers(graph: ChainGraph, service: Node) -> Cell:
    """Who produces a service, and where it is offered with producers of its own, who does so there."""
    told = graph.service(service).producers
    apart = [
        Labelled(offer_named(graph, offer), Noted(_worded(graph.chain, offer.use.producers), named(graph, offer.giver)))
        for offer in graph.offers_of_service(service)
        if offer.use.producers is not None
    ]
    return joined((_worded(graph.chain, told) if told or not apart else None, *apart), "; ")


def _worded(shared: Shared, value: Any) -> Cell:
    return Worded(value, partial(in_words, value, shared=shared)) if value not in (None, ()) else State.NOT_STATED
