"""The register of producers: who produces each service where it is offered, how, and who picks the producer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Offer
from palveluketju.model import Producer, given, is_unsettled, listed
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import element, levels_named, named, offer_named, word, words
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.forms import when
from palveluketju.tables.table import Table
from palveluketju.tables.values import Span, said


def producers_table(graph: ChainGraph) -> Table:
    """Each service with its producers, where they are told: a row a producer, for all levels where it is the same."""
    rows = [row for offers in _by_list(graph) for row in _rows(graph, offers)]
    columns = (
        Column("service", Kind.NAME),
        Column("levels", Kind.LIST),
        Column("producer", Kind.NAME),
        Column("way of producing", Kind.LIST),
        Column("chosen-by"),
        Column("period"),
    )
    return Table.of("producers", columns, rows)


def _by_list(graph: ChainGraph) -> Iterator[list[Offer]]:
    """The offers of each service that have their producers from one place, service by service."""
    for service in graph.offered():
        found: dict[Path, list[Offer]] = {}
        for offer in graph.offers_of_service(service):
            found.setdefault(graph.producers_told(offer).where, []).append(offer)
        yield from found.values()


def _rows(graph: ChainGraph, offers: list[Offer]) -> Iterator[tuple[Cell, ...]]:
    first = offers[0]
    told = graph.producers_told(first).value
    givers = [offer.giver for offer in offers]
    met = {level.id for one in givers for level in ((one,) if one.kind == "level" else graph.levels_spanned_by(one))}
    levels = levels_named(graph, tuple([level for level in graph.levels() if level.id in met]), first.service)
    name = offer_named(graph, first) if len(offers) == 1 else named(graph, first.service)
    for producer in listed(told):
        untold = (said(producer, graph.chain), *_UNTOLD) if is_unsettled(producer) else None
        yield (name, levels, *(untold or _producer(graph, producer)))
    if told is not None and not isinstance(told, tuple):
        yield (name, levels, said(told, graph.chain), *_UNTOLD)


_UNTOLD: Final = (None, None, None)


def _producer(graph: ChainGraph, producer: Producer) -> Iterator[Cell]:
    yield element(graph.chain, "organisations", producer.organisation)
    yield words(listed(producer.production), "production-") or said(producer.production, graph.chain)
    yield word(given(producer.chosen_by), "chosen-by-") or said(producer.chosen_by, graph.chain)
    period = when(producer.from_), when(producer.until)
    yield Span(*period) if any(period) else None
