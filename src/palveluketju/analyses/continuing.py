"""From level to level: which services go on for a client who moves on, which end and which begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from palveluketju.analyses.availability import may_meet
from palveluketju.analyses.offering import nothing_listed, told_of, unplaced_bars, unsure
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, Way
from palveluketju.model import MoveKind, Order, State, state_of, unsettled_in


@dataclass(frozen=True, slots=True)
class Changing:
    """Services of one side of a move that are not on the other: those for certain, and those that ``maybe`` are not.

    ``state`` is what is told in place of what would make ``maybe`` certain, ``others`` what is told of their own side
    in place of further services. Both are NONE where there is nothing to say.
    """

    services: tuple[Node, ...]
    maybe: tuple[Node, ...]
    state: State
    others: State


@dataclass(frozen=True, slots=True)
class Continuity:
    """A move forwards, and what becomes of services on it: those that go on, end and begin.

    ``start`` is the level, or its last step, that is left, ``end`` the one, or its first step, that is come to. What a
    whole lists is at each of its steps. What lies across levels as a bar ends and begins nowhere. ``told`` is NONE
    where no more than ``goes_on`` can go on, else what is told of the two levels in place of further services.
    """

    start: Node
    end: Node
    goes_on: tuple[Node, ...]
    ends: Changing
    begins: Changing
    told: State
    ways: tuple[Way, ...]


_Offers = Mapping[Node, list[Offer]]
"""Offers by the service that they are of."""


@dataclass(frozen=True, slots=True)
class _Met:
    """What clients meet at a level by itself (``own``), by bars as well (``every``), and may by ``loose`` bars.

    ``told`` is what is told of anything else, NONE where that is all.
    """

    own: _Offers
    every: _Offers
    loose: Mapping[State, _Offers]
    told: State


def continuities(graph: ChainGraph) -> tuple[Continuity, ...]:
    """Every move forwards, by the chain's order or declared, in the order of the levels that are left."""
    loose = dict(unplaced_bars(graph))
    loose.pop(State.NOT_APPLICABLE, None)
    met: dict[Node, _Met] = {}
    found = []
    for (start, end), ways in _forwards(graph).items():
        for level in (start, end):
            if level not in met:
                met[level] = _met_at(graph, level, loose)
        here, there = met[start], met[end]
        goes_on = tuple(dict.fromkeys((*_common(here.own, there.every), *_common(there.own, here.every))))
        told = unsure((here.told, there.told))
        found.append(Continuity(start, end, goes_on, _changing(here, there), _changing(there, here), told, tuple(ways)))
    place = {level: number for number, level in enumerate(graph.levels())}
    return tuple(sorted(found, key=lambda one: (place[one.start], place[one.end])))


def _forwards(graph: ChainGraph) -> dict[tuple[Node, Node], list[Way]]:
    """The levels between which clients move on, with the moves; without an order, all that do not lead back."""
    place = {level: number for number, level in enumerate(graph.levels())}
    found: dict[tuple[Node, Node], list[Way]] = {}
    for way in graph.moves():
        if way.kind in _BACK or way.end in graph.wholes_of(way.start) or way.start in graph.wholes_of(way.end):
            continue
        for start, end in product(graph.ends_of(way.start, last=True), graph.ends_of(way.end, last=False)):
            if start != end and (graph.chain.walked is Order.NONE or place[start] < place[end]):
                found.setdefault((start, end), []).append(way)
    return found


_BACK: Final = (MoveKind.RETURN, MoveKind.STEP_DOWN)


def _met_at(graph: ChainGraph, level: Node, loose: Mapping[State, list[Node]]) -> _Met:
    listing = (level, *graph.parts_of(level), *graph.wholes_of(level))
    lower = [one for whole in listing for one in graph.carried_levels(whole)]
    levels = tuple(dict.fromkeys((*listing, *(one for whole in lower for one in (whole, *graph.parts_of(whole))))))
    bars = tuple(dict.fromkeys(bar for one in listing for bar in graph.bars_over(one)))
    own = _offers(graph, levels)
    told = [
        nothing_listed(graph, listing, tuple(own)),
        *told_of(graph, (*levels, *bars, *(bar for among in loose.values() for bar in among))),
        *map(state_of, unsettled_in(graph.chain.bars)),
    ]
    every = _offers(graph, (*levels, *bars))
    state = unsure(told)
    return _Met(
        own,
        every,
        {state: _offers(graph, among) for state, among in loose.items()},
        State.NONE if state is State.NOT_APPLICABLE else state,
    )


def _offers(graph: ChainGraph, givers: Iterable[Node]) -> dict[Node, list[Offer]]:
    """What levels and bars offer, by service; instruments and documents are none."""
    found: dict[Node, list[Offer]] = {}
    for offer in (offer for giver in givers for offer in graph.offers_of(giver)):
        if graph.is_service(offer.service):
            found.setdefault(offer.service, []).append(offer)
    return found


def _common(some: _Offers, others: _Offers) -> Iterator[Node]:
    """The services of some offers that others have too, for the same clients as far as is told."""
    for service, offers in some.items():
        if any(may_meet(one, other) for one in offers for other in others.get(service, ())):
            yield service


def _changing(here: _Met, there: _Met) -> Changing:
    """What of one side is not on the other."""
    going_on = set(_common(here.own, there.every))
    gone = tuple(service for service in here.own if service not in going_on)
    if there.told is not State.NONE:
        return Changing((), gone, there.told, here.told)
    loose = {state: set(_common(here.own, offers)) for state, offers in there.loose.items()}
    maybe = tuple(service for service in gone if any(service in among for among in loose.values()))
    sure = tuple(service for service in gone if service not in maybe)
    state = unsure(state for state, among in loose.items() if among & set(maybe))
    return Changing(sure, maybe, state, here.told)
