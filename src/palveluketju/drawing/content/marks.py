"""What a picture marks on elements."""

from __future__ import annotations

from typing import Final

from palveluketju.analyses import PointKind, integration_points, interface_services
from palveluketju.drawing.paper.picture import MarkKind
from palveluketju.graph import ChainGraph, Node, Way

SIGNS: Final = {
    MarkKind.INTERFACE: "⇄",
    MarkKind.SHARED: "◆",
    MarkKind.INTEGRATION: "◎",
    MarkKind.FINDING: "⚠",
}
"""Marks as characters, for labels that Graphviz sets: no shape can stand within them."""


class Marks:
    """What is marked on each element of one chain."""

    def __init__(self, graph: ChainGraph) -> None:
        points = integration_points(graph)
        self._interface = {record.element for record in interface_services(graph)}
        self._shared = set(graph.services_at_several_levels())
        self._meeting = {p.elements[0] for p in points if p.kind in (PointKind.CO_WORK, PointKind.JOINT_NODE)}
        self._crossing = {frozenset(p.elements) for p in points if p.kind is PointKind.HAND_OVER}

    def kinds(self, element: Node) -> tuple[MarkKind, ...]:
        """What a level, service or bar is marked with, as shapes."""
        found = (
            (MarkKind.INTERFACE, self._interface),
            (MarkKind.SHARED, self._shared),
            (MarkKind.INTEGRATION, self._meeting),
        )
        return tuple(kind for kind, marked in found if element in marked)

    def is_crossing(self, way: Way) -> bool:
        """Whether the organiser changes on a move."""
        return frozenset((way.start, way.end)) in self._crossing
