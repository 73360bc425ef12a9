"""Integration points: where work for the same client crosses a border, and has to be fitted together.

The term is this library's own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from itertools import chain, product

from palveluketju.analyses.across import Across
from palveluketju.analyses.borders import Borders, Crossed, Crossing, by_crossed
from palveluketju.analyses.coordinating import coordination_named
from palveluketju.analyses.sides import Border
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Way, each_once, once_a_graph, once_a_node
from palveluketju.model import Handover, State, best_state, given, state_of


class PointKind(StrEnum):
    """How work meets at an integration point."""

    CO_WORK = "co-work"
    HAND_OVER = "hand-over"
    SHARED_SERVICE = "shared-service"
    JOINT_NODE = "joint-node"


@dataclass(frozen=True, slots=True)
class IntegrationPoint:
    """One place where work for the same client meets.

    ``levels`` are the levels concerned, ``services`` what brings the organisers there, ``elements`` what the
    point is at: a level, a service, a bar, or the two levels of a hand-over, of which ``ways`` are the moves.
    ``coordination`` tells whether a worker or team is named (for a hand-over: a responsible party), ``information``
    whether what goes across is told, which is asked of hand-overs only. ``crossings`` has every border, crossed or not;
    ``interfaces`` are those declared between who acts on one side of a hand-over and who acts on the other.
    """

    kind: PointKind
    where: Path = field(compare=False)
    elements: tuple[Node, ...]
    levels: tuple[Node, ...]
    organisers: tuple[Node, ...]
    services: tuple[Node, ...]
    coordination: State
    crossings: tuple[Crossing, ...]
    information: State | None = None
    ways: tuple[Way, ...] = field(default=(), compare=False)
    interfaces: tuple[str, ...] = ()

    def borders(self) -> dict[Crossed, tuple[Border, ...]]:
        """The borders by whether the point crosses them, those that it crosses first; no state without a border."""
        return by_crossed(self.crossings)

    @property
    def house(self) -> Crossed:
        """Whether organisations meet here that are not one party."""
        return next(crossing.state for crossing in self.crossings if crossing.border is Border.HOUSE)


@once_a_graph
def integration_points(graph: ChainGraph) -> tuple[IntegrationPoint, ...]:
    """The register of integration points: co-work level by level, then hand-overs, shared services, joint nodes."""
    return tuple(_points(graph, tuple(State)))


@once_a_graph
def points_to_complete(graph: ChainGraph) -> tuple[IntegrationPoint, ...]:
    """Of the register, all hand-overs, and of the rest the points for which no coordination is stated.

    Of levels and of what several run together, those only where houses meet. It is what checks ask: in most chains that
    name a coordinator, few borders are looked at for it, and none where one house works alone.
    """
    points = _points(graph, (State.NOT_STATED,), least=2)
    anywhere = (PointKind.HAND_OVER, PointKind.SHARED_SERVICE)
    return tuple(one for one in points if one.kind in anywhere or one.house is Crossed.CROSSED)


def _points(graph: ChainGraph, told: Container[State], least: int = 0) -> Iterator[IntegrationPoint]:
    """The hand-overs, and those of the other points for which some states are what is told of coordination.

    Levels are looked at where the organisers are at ``least`` so many parties.
    """
    borders = Borders(graph)
    yield from _co_work(graph, borders, told, least)
    yield from _hand_overs(graph, borders)
    yield from _shared_services(graph, borders, told)
    yield from _joint_nodes(graph, borders, told)


def _co_work(graph: ChainGraph, borders: Borders, told: Container[State], least: int) -> Iterator[IntegrationPoint]:
    """One point for each level where several act: organisations, sectors, units, tasks, fields or tiers."""
    for level in graph.levels():
        coordination = _coordination_at(graph, level)
        is_asked = coordination in told and (not least or len(graph.parties(graph.organisers_at(level))) >= least)
        crossings = borders.at_level(level) if is_asked else ()
        if _any_crossed(crossings):
            parts = (offer.service for part in graph.parts_of(level) for offer in graph.offers_of(part))
            services = each_once((*graph.services_at(level), *parts))
            yield IntegrationPoint(
                PointKind.CO_WORK,
                level.where,
                (level,),
                (level,),
                _organisers_of(graph, services),
                services,
                coordination,
                crossings,
            )


@once_a_node
def _coordination_at(graph: ChainGraph, level: Node) -> State:
    return coordination_named(graph.coordination_at(level))


def _organisers_of(graph: ChainGraph, services: tuple[Node, ...]) -> tuple[Node, ...]:
    return each_once(chain.from_iterable(map(graph.organisers_of, services)))


def _any_crossed(crossings: Iterable[Crossing], but: Border | None = None) -> bool:
    return any(one.state is Crossed.CROSSED and one.border is not but for one in crossings)


def _hand_overs(graph: ChainGraph, borders: Borders) -> Iterator[IntegrationPoint]:
    """One point for each pair of levels that a client goes between, whichever way, where a border is crossed.

    That levels have services of other tasks is told of such points, and makes none: it is what levels are for.
    """
    across = Across(graph)
    met = {level: tuple(dict.fromkeys(offer.service for offer in graph.offers_of(level))) for level in graph.levels()}
    organising = {level: _organisers_of(graph, services) for level, services in met.items()}
    for (start, end), ways in _pairs(graph).items():
        crossings = borders.between(start, end)
        if not _any_crossed(crossings, but=Border.TASK):
            continue
        handovers: list[object] = [way.declared.handover for way in ways if way.declared is not None]
        unsettled = [state_of(way.unsettled) for way in ways if way.unsettled]
        services = tuple(dict.fromkeys((*met[start], *met[end])))
        responsible = best_state((*unsettled, *(state_of(_part(handover, "responsible")) for handover in handovers)))
        yield IntegrationPoint(
            PointKind.HAND_OVER,
            next((way.where for way in ways if way.declared is not None or way.unsettled), ways[0].where),
            (start, end),
            (start, end),
            tuple(dict.fromkeys((*organising[start], *organising[end]))),
            services,
            _whole_held(graph) if responsible is State.NOT_STATED else responsible,
            crossings,
            best_state((*unsettled, *(state_of(_part(handover, "information")) for handover in handovers))),
            tuple(ways),
            across.between(start, end, services),
        )


def may_change_house(graph: ChainGraph) -> bool:
    """Whether clients go between levels of which too little is told to know whether they go to another house."""
    borders = Borders(graph)
    return any(
        crossing.border is Border.HOUSE and not crossing.state.is_known
        for start, end in _pairs(graph)
        for crossing in borders.between(start, end)
    )


def _pairs(graph: ChainGraph) -> dict[tuple[Node, Node], list[Way]]:
    """The levels between which clients go, and the moves between them in either direction.

    A level with parts is left from its last part, and come into at its first; past optional parts also from the one
    before or into the one after. Going into an own part is no move on.
    """
    pairs: dict[tuple[Node, Node], list[Way]] = {}
    for way in graph.moves():
        if way.end in graph.wholes_of(way.start) or way.start in graph.wholes_of(way.end):
            continue
        for start, end in product(graph.ends_of(way.start, last=True), graph.ends_of(way.end, last=False)):
            if start != end:
                pairs.setdefault((end, start) if (end, start) in pairs else (start, end), []).append(way)
    return pairs


def _whole_held(graph: ChainGraph) -> State:
    """Whether the chain's worker or team, who follows the client across, is named or to be decided."""
    named = coordination_named(graph.chain.coordination)
    return State.NOT_STATED if named is State.NOT_APPLICABLE else named


def _part(handover: object, name: str) -> object:
    """A part of a hand-over; a hand-over that is open or does not apply is so in all its parts."""
    declared = given(handover)
    return getattr(declared, name) if isinstance(declared, Handover) else handover


def _shared_services(graph: ChainGraph, borders: Borders, told: Container[State]) -> Iterator[IntegrationPoint]:
    for service in graph.services_at_several_levels():
        levels = graph.levels_offering(service)
        coordination = best_state(_coordination_at(graph, level) for level in levels)
        if coordination in told:
            yield IntegrationPoint(
                PointKind.SHARED_SERVICE,
                service.where,
                (service,),
                levels,
                graph.organisers_of(service),
                (service,),
                coordination,
                borders.of_service(service),
            )


def _joint_nodes(graph: ChainGraph, borders: Borders, told: Container[State]) -> Iterator[IntegrationPoint]:
    whole = coordination_named(graph.chain.coordination)
    for service in graph.offered():
        organisers = graph.organisers_of(service)
        if len(organisers) > 1:
            levels = graph.levels_served_by(service)
            coordination = best_state(_coordination_at(graph, level) for level in levels) if levels else whole
            if coordination in told:
                yield IntegrationPoint(
                    PointKind.JOINT_NODE,
                    service.where,
                    (service,),
                    levels,
                    organisers,
                    (service,),
                    coordination,
                    borders.of_service(service),
                )
    for bar in graph.bars() if whole in told else ():
        organisers = tuple(dict.fromkeys((*graph.own_organisers(), *graph.partners_of(bar))))
        if graph.partners_of(bar) and len(organisers) > 1:
            yield IntegrationPoint(
                PointKind.JOINT_NODE,
                bar.where,
                (bar,),
                graph.levels_spanned_by(bar),
                organisers,
                tuple(offer.service for offer in graph.offers_of(bar)),
                whole,
                borders.of_bar(bar, organisers),
            )
