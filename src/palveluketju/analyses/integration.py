"""Integration points: where two or more organisers must act together for the same client.

The term is this library's own: a place where work for the same client must be fitted together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from palveluketju.analyses.coordinating import coordination_named
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Way
from palveluketju.model import Handover, State, best_state, given, state_of


class PointKind(StrEnum):
    """How organisers meet at an integration point."""

    CO_WORK = "co-work"
    HAND_OVER = "hand-over"
    SHARED_SERVICE = "shared-service"
    JOINT_NODE = "joint-node"


@dataclass(frozen=True, slots=True)
class IntegrationPoint:
    """One place where organisers meet.

    ``levels`` are the levels concerned, ``services`` what brings the organisers there, ``elements`` what the
    point is at: a level, a service, a bar, or the two ends of a move. ``coordination`` tells whether a worker or
    team is named (for a hand-over: a responsible party), ``information`` whether what goes across
    is told, which is asked of hand-overs only.
    """

    kind: PointKind
    where: Path = field(compare=False)
    elements: tuple[Node, ...]
    levels: tuple[Node, ...]
    organisers: tuple[Node, ...]
    services: tuple[Node, ...]
    coordination: State
    information: State | None = None


def integration_points(graph: ChainGraph) -> tuple[IntegrationPoint, ...]:
    """The register of integration points: co-work level by level, then hand-overs, shared services, joint nodes."""
    return (*_co_work(graph), *_hand_overs(graph), *_shared_services(graph), *_joint_nodes(graph))


def _co_work(graph: ChainGraph) -> Iterator[IntegrationPoint]:
    for level in graph.levels():
        organisers = _acting_together(graph, level)
        if len(organisers) > 1:
            services = graph.services_at(level)
            yield IntegrationPoint(
                PointKind.CO_WORK,
                level.where,
                (level,),
                (level,),
                organisers,
                services,
                coordination_named(graph.coordination_at(level)),
            )


def _acting_together(graph: ChainGraph, level: Node) -> tuple[Node, ...]:
    """The organisers at a level; those of alternatives, of which a client gets one, do not act together by that."""
    choices: dict[int, list[set[Node]]] = {}
    sure: dict[Node, None] = {}
    for offer in graph.offers_at(level):
        organisers = graph.organisers_of(offer.service)
        if offer.alternatives is None:
            sure.update(dict.fromkeys(organisers))
        else:
            choices.setdefault(id(offer.alternatives), []).append(set(organisers))
    chosen_alone = len(choices) == 1 and all(len(sure.keys() | choice) < 2 for choice in next(iter(choices.values())))
    return () if chosen_alone else graph.organisers_at(level)


def _hand_overs(graph: ChainGraph) -> Iterator[IntegrationPoint]:
    """One point for each pair of levels that a client goes between, whichever way, and whose organisers differ."""
    pairs: dict[frozenset[str], list[Way]] = {}
    for way in graph.moves():
        pairs.setdefault(frozenset((way.start.id, way.end.id)), []).append(way)
    for ways in pairs.values():
        start, end = ways[0].start, ways[0].end
        here, there = graph.organisers_at(start), graph.organisers_at(end)
        if not here or not there or set(here) == set(there):
            continue
        handovers: list[object] = [way.declared.handover for way in ways if way.declared is not None]
        undecided = [State.OPEN for way in ways if way.undecided]
        where = next((way.where for way in ways if way.declared is not None or way.undecided), ways[0].where)
        services = tuple(dict.fromkeys((*graph.services_at(start), *graph.services_at(end))))
        yield IntegrationPoint(
            PointKind.HAND_OVER,
            where,
            (start, end),
            (start, end),
            tuple(dict.fromkeys((*here, *there))),
            services,
            best_state((*undecided, *(state_of(_part(handover, "responsible")) for handover in handovers))),
            best_state((*undecided, *(state_of(_part(handover, "information")) for handover in handovers))),
        )


def _part(handover: object, name: str) -> object:
    """A part of a hand-over; a hand-over that is open or does not apply is so in all its parts."""
    declared = given(handover)
    return getattr(declared, name) if isinstance(declared, Handover) else handover


def _shared_services(graph: ChainGraph) -> Iterator[IntegrationPoint]:
    for service in graph.services_at_several_levels():
        levels = graph.levels_offering(service)
        yield IntegrationPoint(
            PointKind.SHARED_SERVICE,
            service.where,
            (service,),
            levels,
            graph.organisers_of(service),
            (service,),
            best_state(coordination_named(graph.coordination_at(level)) for level in levels),
        )


def _joint_nodes(graph: ChainGraph) -> Iterator[IntegrationPoint]:
    whole = coordination_named(graph.chain.coordination)
    for service in dict.fromkeys(offer.service for offer in graph.offers()):
        organisers = graph.organisers_of(service)
        if len(organisers) > 1:
            levels = graph.levels_served_by(service)
            yield IntegrationPoint(
                PointKind.JOINT_NODE,
                service.where,
                (service,),
                levels,
                organisers,
                (service,),
                best_state(coordination_named(graph.coordination_at(level)) for level in levels) if levels else whole,
            )
    for bar in graph.bars():
        organisers = tuple(dict.fromkeys((*graph.own_organisers(), *graph.partners_of(bar))))
        if graph.partners_of(bar) and len(organisers) > 1:
            services = tuple(offer.service for offer in graph.offers_of(bar))
            spanned = graph.levels_spanned_by(bar)
            yield IntegrationPoint(PointKind.JOINT_NODE, bar.where, (bar,), spanned, organisers, services, whole)
