"""Coverage with all that a chain has: also instruments and documents, and services that no level and no bar names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from palveluketju.analyses.coverage import MAY_BE, ORDER, By, Covered, columns_of, coverage
from palveluketju.analyses.offering import offerings, told_of, unplaced_bars, unsure
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, once_a_graph
from palveluketju.model import NOT_TOLD, ServiceKind, State

THINGS: Final = {ServiceKind.INSTRUMENT: "instruments", ServiceKind.DOCUMENT: "documents"}
"""What is offered and is no service, with its word among the terms: it has neither tier nor sector."""
_UNSURE: Final = (State.POSSIBLE, State.OPEN, State.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class WholeRow:
    """All that is at a level, or at bars of which no level is told, or named at no level where ``of`` is None.

    ``cells`` are the services by the columns of the table, ``things`` the instruments and documents, ``otherwise`` what
    is told of there being any, or any more of them.
    """

    of: Node | State | None
    cells: tuple[Covered, ...]
    things: tuple[Node, ...]
    otherwise: State


@dataclass(frozen=True, slots=True)
class WholeCoverage:
    """A table of levels by tiers or sectors, as :class:`Coverage` is, and beside it instruments and documents.

    ``things`` are the words of those that the chain has any of.
    """

    by: By
    columns: tuple[str, ...]
    things: tuple[str, ...]
    rows: tuple[WholeRow, ...]


def whole_coverage(graph: ChainGraph, by: By = "tier", columns: Sequence[str] = ()) -> WholeCoverage:
    """Everything that a chain declares or uses, by tier or by organiser's sector; ``columns`` are as for coverage."""
    unnamed = [one for one in graph.services() if not graph.offers_of_service(one)]
    services = {one: columns_of(graph, one, by) for one in unnamed if graph.is_service(one)}
    found = coverage(graph, by, columns)
    more = {column for told in services.values() for column in told}.difference(found.columns)
    if more and not columns:
        found = coverage(graph, by, [one for one in ORDER[by] if one in more or one in found.columns])
    rows = [WholeRow(of, cells, things_met(graph, of), _otherwise(graph, of)) for of, cells in found.rows]
    told = dict(found.rows)
    for state, bars in unplaced_bars(graph).items():
        things = things_met(graph, state)
        if state not in told and things:
            rest = Covered((), unsure(told_of(graph, bars)))
            rows.append(WholeRow(state, tuple(rest for _ in found.columns), things, State.NOT_STATED))
    if unnamed:
        things = tuple(one for one in unnamed if one not in services)
        rows.append(WholeRow(None, tuple(_unnamed(services, one) for one in found.columns), things, State.NONE))
    kinds = {graph.service(one).kind for one in graph.services()}
    return WholeCoverage(by, found.columns, tuple(word for kind, word in THINGS.items() if kind in kinds), tuple(rows))


def offers_met(graph: ChainGraph, of: Node | State) -> Iterable[Offer]:
    """What clients meet at a level, with what its parts and bars over them offer, or of bars of untold levels."""
    if isinstance(of, State):
        return chain.from_iterable(map(graph.offers_of, unplaced_bars(graph).get(of, ())))
    return chain.from_iterable([graph.offers_at(part, bars=True) for part in (of, *graph.parts_of(of))])


def things_met(graph: ChainGraph, of: Node | State) -> tuple[Node, ...]:
    """The instruments and documents that clients meet, each once."""
    things = _things(graph)
    met = dict.fromkeys([offer.service.id for offer in offers_met(graph, of)] if things else ())
    return tuple([things[one] for one in met if one in things])


@once_a_graph
def _things(graph: ChainGraph) -> Mapping[str, Node]:
    """The instruments and documents of a chain."""
    return {one.id: one for one in graph.services() if not graph.is_service(one)}


def _otherwise(graph: ChainGraph, of: Node | State) -> State:
    """What is told of instruments and documents that are not listed: nothing tells that there are none."""
    told = offerings(graph)[of].otherwise
    return told if told in _UNSURE else State.NOT_STATED


def _unnamed(services: dict[Node, tuple[str, ...]], column: str) -> Covered:
    """The services of a column among those that nothing names; none where each of these is told to be of another."""
    found = tuple(one for one, columns in services.items() if column in columns)
    others = (MAY_BE[one] for columns in services.values() for one in columns if one in MAY_BE)
    rest = State.NONE if column in NOT_TOLD else unsure(others)
    return Covered(found, State.THERE if found else rest)
