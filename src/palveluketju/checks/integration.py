"""Integration (PK301-PK303): where organisers work for one client, is somebody named to coordinate it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from palveluketju.analyses import Crossed, IntegrationPoint, PointKind, points_to_complete
from palveluketju.findings import N_, Keys, Names, Path, Severity, Spot, check
from palveluketju.graph import ChainGraph, Node


def _untold(graph: ChainGraph, kind: PointKind) -> Iterator[IntegrationPoint]:
    """The points for which no coordination is stated."""
    return (point for point in points_to_complete(graph) if point.kind is kind)


def _names(graph: ChainGraph, nodes: Iterable[Node]) -> Names:
    return Names(tuple(map(graph.named, nodes)))


def _first_place(graph: ChainGraph, element: Node) -> Path:
    """Where the chain first offers a service, so that the finding stands in the chain and not in the catalogue."""
    return element.where if element.kind == "bar" else graph.offers_of_service(element)[0].where


@check("PK301", Severity.WARNING)
def co_work_without_coordination(graph: ChainGraph) -> Iterator[Spot]:
    """Organisers of different houses work at one level, but nobody is named to coordinate the client's services.

    Why: services overlap, or the client falls between organisers that each wait for the other.
    Mend: name a worker or a team under 'coordination:' of the level or the chain.
    """
    for point in _untold(graph, PointKind.CO_WORK):
        if point.house is Crossed.CROSSED:
            what = N_(
                "Organisations {organisers} work together at level '{level}', but nobody is named to coordinate the"
                " client's services."
            )
            values = {
                "organisers": _names(graph, point.organisers),
                "level": graph.named(point.levels[0]),
                "id": point.levels[0].id,
            }
            mend = N_("Name a worker or a team under 'coordination:' of level '{id}' or of the chain.")
            yield Spot(point.where, what, values, mend=mend)


@check("PK302", Severity.WARNING)
def shared_service_without_coordination(graph: ChainGraph) -> Iterator[Spot]:
    """A service is offered at several levels, but nobody is named to coordinate the client's services.

    Why: the client is the same at each level; without a named worker the service starts again at each.
    Mend: name a worker or a team under 'coordination:' of the levels or the chain.
    """
    for point in _untold(graph, PointKind.SHARED_SERVICE):
        service = point.elements[0]
        what = N_(
            "Service '{service}' is offered at levels {levels}, but nobody is named to coordinate the client's"
            " services."
        )
        values = {
            "service": graph.named(service),
            "levels": _names(graph, point.levels),
            "ids": Keys(tuple(level.id for level in point.levels)),
        }
        mend = N_("Name a worker or a team under 'coordination:' of levels {ids} or of the chain.")
        yield Spot(_first_place(graph, service), what, values, mend=mend)


_JOINT: Final = {
    "service": (
        N_(
            "Organisations {organisers} run service '{element}' together, but nobody is named to coordinate the"
            " client's services."
        ),
        N_("Name a worker or a team under 'coordination:' of a level or of the chain."),
    ),
    "bar": (
        N_(
            "Organisations {organisers} run bar '{element}' together, but nobody is named to coordinate the client's"
            " services."
        ),
        N_("Name a worker or a team under 'coordination:' of the chain."),
    ),
}


@check("PK303", Severity.WARNING)
def joint_node_without_coordination(graph: ChainGraph) -> Iterator[Spot]:
    """Organisers of different houses run a service or a bar together, but nobody is named to coordinate it.

    Why: what several organisers run together is easily led by none of them.
    Mend: name a worker or a team under 'coordination:' of the level or the chain.
    """
    for point in _untold(graph, PointKind.JOINT_NODE):
        if point.house is Crossed.CROSSED:
            element = point.elements[0]
            what, mend = _JOINT[element.kind]
            values = {"organisers": _names(graph, point.organisers), "element": graph.named(element)}
            yield Spot(_first_place(graph, element), what, values, mend=mend)
