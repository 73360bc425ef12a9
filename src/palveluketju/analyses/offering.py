"""What is at a level, and what could be there besides: what is not told of a chain keeps it from saying "none"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple

from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, each_once, once_a_graph, once_a_node
from palveluketju.model import Bar, Role, State, is_not_applicable, state_of, unsettled_in

_LISTS: Final = ("critical", "services")
_SUREST_LAST: Final = (
    State.THERE,
    State.POSSIBLE,
    State.OPEN,
    State.NOT_KNOWN,
    State.NOT_STATED,
    State.NOT_APPLICABLE,
    State.NONE,
)


@dataclass(frozen=True, slots=True)
class Offering:
    """What clients meet at a level, and what they may.

    ``services`` are its own, those of its parts, those carried over to them, and those of ``bars`` over them;
    ``maybe`` those that could be there as well: of bars whose levels are not told (``maybe_bars``) and of wholes that
    it is a part of. ``roles`` are what the level and its parts do for the chain. ``otherwise`` is what is told of
    anything else: NONE only where all is stated. ``levels`` are the level, its parts, and those whose services are
    carried over to them.
    """

    services: tuple[Node, ...]
    bars: tuple[Node, ...]
    maybe: tuple[Node, ...] = ()
    maybe_bars: tuple[Node, ...] = ()
    roles: frozenset[Role] = frozenset()
    otherwise: State = State.NONE
    levels: tuple[Node, ...] = ()


_NONE: Final = State.NONE  # a member of an enum is looked for each time


def unsure(states: Iterable[State]) -> State:
    """What can be said for certain of something that may be in several places: none only where it is in none."""
    return min(states, key=_SUREST_LAST.index, default=_NONE)


@once_a_graph
def offerings(graph: ChainGraph) -> Mapping[Node | State, Offering]:
    """What is at each level; then, under the state of their levels, the services of bars of which no level is told."""
    unplaced = unplaced_bars(graph)
    maybe_bars = [bar for state, bars in unplaced.items() if state is not State.NOT_APPLICABLE for bar in bars]
    found: dict[Node | State, Offering] = {level: _at(graph, level, maybe_bars) for level in graph.levels()}
    for state, bars in unplaced.items():
        services = services_of(graph, bars)
        if services:
            found[state] = Offering(services, tuple(bars), otherwise=unsure(told_of(graph, bars)))
    return MappingProxyType(found)


def services_of(graph: ChainGraph, givers: Iterable[Node]) -> tuple[Node, ...]:
    """The services that levels and bars themselves offer, each once; instruments and documents are none."""
    return each_once(chain.from_iterable([services_given(graph, giver) for giver in givers]))


@once_a_node
def services_given(graph: ChainGraph, giver: Node) -> tuple[Node, ...]:
    """The services that one level or bar itself offers, without instruments and documents."""
    return tuple(filter(graph.is_service, each_once([offer.service for offer in graph.offers_of(giver)])))


class Levels(NamedTuple):
    """What each level itself has, by its id, so that of many levels together nothing is gone through one by one.

    ``services`` are the ids of the services that it offers, without instruments and documents, ``told`` what it says of
    services that it does not list.
    """

    services: Mapping[str, tuple[str, ...]]
    told: Mapping[str, State]

    def services_of(self, levels: Iterable[str]) -> dict[str, None]:
        """The ids of the services that several levels themselves offer, each once."""
        return dict.fromkeys(chain.from_iterable(map(self.services.__getitem__, levels)))

    def told_of(self, levels: Iterable[str]) -> set[State]:
        """What several levels say of services that they do not list."""
        return set(map(self.told.__getitem__, levels))


@once_a_graph
def each_level(graph: ChainGraph) -> Levels:
    """What each level itself has."""
    return Levels(
        {level.id: tuple([one.id for one in services_given(graph, level)]) for level in graph.levels()},
        {level.id: _of_level(graph, level) for level in graph.levels()},
    )


def level_told(graph: ChainGraph, element: Node) -> State:
    """What is told of the levels at which a service is offered, or which a bar spans."""
    if graph.levels_spanned_by(element) if element.kind == "bar" else graph.levels_served_by(element):
        return State.THERE
    bars = [element] if element.kind == "bar" else [offer.giver for offer in graph.offers_of_service(element)]
    told = {state for state, among in unplaced_bars(graph).items() if set(bars) & set(among)}
    return unsure(told) if told else State.NOT_STATED


@once_a_graph
def to_come(graph: ChainGraph) -> tuple[State, ...]:
    """How something of what the chain offers is still to come: open, not known; none where it says of nothing so."""
    told = {state_of(graph.chain.levels), state_of(graph.chain.bars)}
    told.update(told_of(graph, (*graph.levels(), *graph.bars())))
    return tuple(state for state in (State.OPEN, State.NOT_KNOWN) if state in told)


def unplaced_bars(graph: ChainGraph) -> dict[State, list[Node]]:
    """The bars of which no level is told, by what is told of their levels."""
    found: dict[State, list[Node]] = {}
    levels = state_of(graph.chain.levels)
    for bar in graph.bars():
        if not graph.levels_spanned_by(bar):
            state = state_of(graph.bar(bar).spans)
            if state in (State.THERE, State.NOT_STATED):  # levels that are not there, or all of them
                state = levels if levels in (State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE) else State.NOT_STATED
            found.setdefault(state, []).append(bar)
    return found


def _at(graph: ChainGraph, level: Node, maybe_bars: Iterable[Node]) -> Offering:
    parts = (level, *graph.parts_of(level))
    carried = [lower for part in parts for lower in graph.carried_levels(part)]
    bars = each_once([bar for part in parts for bar in graph.bars_over(part)])
    wholes = [whole for whole in graph.wholes_of(level) if whole not in parts]
    over = [bar for whole in wholes for bar in graph.bars_over(whole)]
    maybe_bars = tuple(bar for bar in each_once((*maybe_bars, *over)) if bar not in bars)
    levels = dict.fromkeys([one.id for one in (*parts, *carried)])
    own = graph.nodes_called("service", each_level(graph).services_of(levels))
    told = [nothing_listed(graph, parts, own), *told_of(graph, (*bars, *wholes, *maybe_bars))]
    told += each_level(graph).told_of(levels)
    told += map(state_of, unsettled_in(graph.chain.bars))
    return Offering(
        each_once((*own, *services_of(graph, bars))) if bars else own,
        bars,
        services_of(graph, (*wholes, *maybe_bars)),
        maybe_bars,
        frozenset(role for part in parts for role in graph.level(part).role),
        unsure(told),
        graph.nodes_called("level", levels),
    )


def nothing_listed(graph: ChainGraph, parts: Iterable[Node], own: tuple[object, ...]) -> State:
    """What a level that lists nothing, it or its parts, says of that; NONE where it lists something."""
    values = [getattr(graph.level(part), key) for part in parts for key in (*_LISTS, "carries")]
    if own or any(isinstance(value, tuple) and value for value in values):
        return State.NONE
    return State.NOT_APPLICABLE if any(is_not_applicable(value) for value in values) else State.NOT_STATED


def told_of(graph: ChainGraph, givers: Iterable[Node]) -> list[State]:
    """What levels and bars say of services that they do not list."""
    return [_of_bar(graph.bar(one)) if one.kind == "bar" else _of_level(graph, one) for one in givers]


def _of_level(graph: ChainGraph, level: Node) -> State:
    declared = graph.level(level)
    untold = [item for key in (*_LISTS, "carries") for item in unsettled_in(getattr(declared, key))]
    return unsure(map(state_of, untold)) if untold else _NONE


def _of_bar(bar: Bar) -> State:
    """A bar that measures has no service for clients, and only one that is there for services lacks them."""
    if Role.MEASUREMENT in bar.role:
        return State.NONE
    unsettled = unsettled_in(bar.services)
    if unsettled:
        return unsure(map(state_of, unsettled))
    unlisted = Role.SERVICES in bar.role and state_of(bar.services) is State.NOT_STATED
    return State.NOT_STATED if unlisted else State.NONE
