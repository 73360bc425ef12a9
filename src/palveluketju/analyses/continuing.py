"""From level to level: which services go on for a client who moves on, which end and which begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, product
from typing import Final, NamedTuple

from palveluketju.analyses.availability import may_meet
from palveluketju.analyses.offering import each_level, nothing_listed, told_of, unplaced_bars, unsure
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, Way, once_a_graph
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


class _Offers(NamedTuple):
    """Services that are offered somewhere, by their ids; some ``for_all`` clients, and the offers of the others."""

    services: Mapping[str, None]
    for_all: AbstractSet[str]
    for_some: Mapping[str, list[Offer]]

    def common(self, others: _Offers) -> set[str]:
        """The services that others have too, for the same clients as far as is told."""
        both = self.services.keys() & others.services.keys()
        for_some = [one for one in both if one not in self.for_all and one not in others.for_all]
        apart = [one for one in for_some if not _meet(self.for_some[one], others.for_some[one])]
        return both.difference(apart)


def _meet(some: Iterable[Offer], others: Iterable[Offer]) -> bool:
    """Whether any of some offers can be for the same client as any of others."""
    return any(may_meet(one, other) for one, other in product(some, others))


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
        goes_on = {
            **_in_order(here.own, here.own.common(there.every)),
            **_in_order(there.own, there.own.common(here.every)),
        }
        told = unsure((here.told, there.told))
        ends, begins = _changing(graph, here, there), _changing(graph, there, here)
        services = graph.nodes_called("service", goes_on)
        found.append(Continuity(start, end, services, ends, begins, told, tuple(ways)))
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
    levels = dict.fromkeys([one.id for one in listing])
    levels |= dict.fromkeys(chain.from_iterable(map(_with_parts(graph).__getitem__, [one.id for one in lower])))
    bars = tuple(dict.fromkeys(bar for one in listing for bar in graph.bars_over(one)))
    own = _together(map(_of_levels(graph).__getitem__, levels))
    told = [
        nothing_listed(graph, listing, tuple(own.services)),
        *each_level(graph).told_of(levels),
        *told_of(graph, (*bars, *(bar for among in loose.values() for bar in among))),
        *map(state_of, unsettled_in(graph.chain.bars)),
    ]
    state = unsure(told)
    return _Met(
        own,
        _together((own, *(_offers(graph, bar) for bar in bars))) if bars else own,
        {state: _together(_offers(graph, bar) for bar in among) for state, among in loose.items()},
        State.NONE if state is State.NOT_APPLICABLE else state,
    )


@once_a_graph
def _with_parts(graph: ChainGraph) -> Mapping[str, tuple[str, ...]]:
    """Each level with its parts."""
    return {level.id: (level.id, *[part.id for part in graph.parts_of(level)]) for level in graph.levels()}


@once_a_graph
def _of_levels(graph: ChainGraph) -> Mapping[str, _Offers]:
    """What each level itself offers."""
    return {level.id: _offers(graph, level) for level in graph.levels()}


def _offers(graph: ChainGraph, giver: Node) -> _Offers:
    """What a level or a bar offers; instruments and documents are none."""
    offers = [offer for offer in graph.offers_of(giver) if graph.is_service(offer.service)]
    for_all = frozenset([offer.service.id for offer in offers if not (offer.use.for_ or offer.use.when)])
    for_some: dict[str, list[Offer]] = {}
    for offer in offers:
        if offer.service.id not in for_all:
            for_some.setdefault(offer.service.id, []).append(offer)
    return _Offers(dict.fromkeys([offer.service.id for offer in offers]), for_all, for_some)


def _together(several: Iterable[_Offers]) -> _Offers:
    """What several levels and bars offer."""
    every = tuple(several)
    for_some: dict[str, list[Offer]] = {}
    for one in every:
        for service in one.for_some:
            for_some.setdefault(service, []).extend(one.for_some[service])
    services = dict.fromkeys(chain.from_iterable([one.services for one in every]))
    return _Offers(services, frozenset().union(*[one.for_all for one in every]), for_some)


def _in_order(offers: _Offers, services: AbstractSet[str]) -> dict[str, None]:
    """Some services in the order in which they are offered."""
    return dict.fromkeys([one for one in offers.services if one in services])


def _changing(graph: ChainGraph, here: _Met, there: _Met) -> Changing:
    """What of one side is not on the other."""
    going_on = here.own.common(there.every)
    gone = [service for service in here.own.services if service not in going_on]
    if there.told is not State.NONE:
        return Changing((), graph.nodes_called("service", gone), there.told, here.told)
    loose = {state: here.own.common(offers) for state, offers in there.loose.items()}
    maybe = [service for service in gone if any(service in among for among in loose.values())]
    sure = [service for service in gone if service not in maybe]
    state = unsure(state for state, among in loose.items() if among.intersection(maybe))
    those, others = graph.nodes_called("service", sure), graph.nodes_called("service", maybe)
    return Changing(those, others, state, here.told)
