"""Integration (PK3xx): where organisers meet, does somebody hold the client's whole together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palveluketju.analyses import IntegrationPoint, PointKind, integration_points
from palveluketju.findings import Path, Severity, Spot, check, joined
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import State


def _uncoordinated(graph: ChainGraph, kind: PointKind) -> Iterator[IntegrationPoint]:
    return (p for p in integration_points(graph) if p.kind is kind and p.coordination is State.NOT_STATED)


def _names(nodes: Iterable[Node]) -> str:
    return joined([f"'{node}'" for node in nodes])


def _first_place(graph: ChainGraph, element: Node) -> Path:
    """Where the chain first offers a service, so that the finding stands in the chain and not in the catalogue."""
    return element.where if element.kind == "bar" else graph.offers_of_service(element)[0].where


@check("PK301", Severity.WARNING)
def co_work_without_coordination(graph: ChainGraph) -> Iterator[Spot]:
    """Several organisers work at one level and nobody is named to hold the whole together.

    Why: the client gets overlapping services, or falls between organisers of which each waits for the other.
    Mend: name a worker or a team under 'coordination:' of the level or the chain.
    """
    for point in _uncoordinated(graph, PointKind.CO_WORK):
        text = (
            "{organisers} act together at level '{level}' and nobody is named to coordinate; write 'coordination:' on"
            " the level or the chain"
        )
        yield Spot(point.where, text, {"organisers": _names(point.organisers), "level": point.levels[0].id})


@check("PK302", Severity.WARNING)
def shared_service_without_coordination(graph: ChainGraph) -> Iterator[Spot]:
    """One service is given at several levels and nobody is named to hold the whole together.

    Why: the client is the same at both levels; without a named worker the service begins anew at each.
    Mend: name a worker or a team under 'coordination:' of the levels or the chain.
    """
    for point in _uncoordinated(graph, PointKind.SHARED_SERVICE):
        text = (
            "service '{service}' is given at levels {levels} and nobody is named to coordinate; write 'coordination:'"
            " on the levels or the chain"
        )
        yield Spot(
            _first_place(graph, point.elements[0]),
            text,
            {"service": point.elements[0].id, "levels": _names(point.levels)},
        )


@check("PK303", Severity.WARNING)
def joint_node_without_coordination(graph: ChainGraph) -> Iterator[Spot]:
    """Organisers run a service or a bar together and nobody is named to lead the work with the client.

    Why: what is run together is easily led by nobody.
    Mend: name a worker or a team under 'coordination:' of the level or the chain.
    """
    for point in _uncoordinated(graph, PointKind.JOINT_NODE):
        element = point.elements[0]
        text = (
            "{organisers} run service '{element}' together and nobody is named to coordinate; write 'coordination:' on"
            " the level or the chain"
        )
        if element.kind == "bar":
            text = "{organisers} run bar '{element}' together and nobody is named to coordinate; write 'coordination:'"
            text += " on the chain"
        values = {"organisers": _names(point.organisers), "element": element.id}
        yield Spot(_first_place(graph, element), text, values)


def _hand_overs(graph: ChainGraph) -> Iterator[IntegrationPoint]:
    return (point for point in integration_points(graph) if point.kind is PointKind.HAND_OVER)


@check("PK304", Severity.WARNING)
def hand_over_without_responsible(graph: ChainGraph) -> Iterator[Spot]:
    """A client goes from one organiser to another and nobody is named responsible for the hand-over.

    Why: at the change of organiser the client is easily lost, each side believing that the other has them.
    Mend: declare the move and write 'handover: {responsible: ...}' on it.
    """
    for point in _hand_overs(graph):
        if point.coordination is State.NOT_STATED:
            yield _across(point, "nobody is responsible for the hand-over", "responsible")


@check("PK305", Severity.WARNING)
def hand_over_without_information(graph: ChainGraph) -> Iterator[Spot]:
    """A client goes from one organiser to another and it is not told what information goes along.

    Why: information stops between the systems of two organisers, and the client tells everything again.
    Mend: write 'handover: {information: ...}' on the move: what is told, in which document.
    """
    for point in _hand_overs(graph):
        if point.information is State.NOT_STATED:
            yield _across(point, "it is not told what information goes along", "information")


def _across(point: IntegrationPoint, trouble: str, part: str) -> Spot:
    start, end = point.elements
    values = {"start": start.id, "end": end.id, "organisers": _names(point.organisers), "part": part}
    text = "between levels '{start}' and '{end}' ({organisers}) " + trouble
    if point.where[0] == "moves":
        return Spot(point.where, text + "; write 'handover: {{{part}: ...}}' on the move", values)
    return Spot(point.where, text + "; add '{start} -> {end}: {{handover: {{{part}: ...}}}}' under 'moves:'", values)
