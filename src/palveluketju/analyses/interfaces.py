"""Interface services (yhdyspintapalvelut): what the chain leans on and does not itself organise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Interface, Open, State, best_state, state_of


@dataclass(frozen=True, slots=True)
class InterfaceService:
    """A service of another organiser, or one that the chain's organiser and others run together.

    ``element`` is the service, or a bar that others take part in, ``other`` an organiser of it that is not the
    chain's own: an element that several others organise has a record for each. ``levels`` are where the chain meets
    it, ``interfaces`` the declared interfaces that cover it, ``agreement`` and ``contact`` what they tell.
    """

    element: Node
    where: Path = field(compare=False)
    other: Node
    levels: tuple[Node, ...]
    interfaces: tuple[str, ...]
    agreement: State
    contact: State


def interface_services(graph: ChainGraph) -> tuple[InterfaceService, ...]:
    """The register of interface services, in the order of the file; empty while the chain's organiser is not told."""
    if not graph.own_organisers():
        return ()
    return (*_of_services(graph), *_of_bars(graph))


def _of_services(graph: ChainGraph) -> Iterator[InterfaceService]:
    for service in dict.fromkeys(offer.service for offer in graph.offers()):
        if not graph.is_service(service):
            continue
        where = graph.offers_of_service(service)[0].where
        for other in graph.organisers_of(service):
            if not graph.is_own(other):
                yield _record(graph, service, where, other, graph.levels_served_by(service))


def _of_bars(graph: ChainGraph) -> Iterator[InterfaceService]:
    for bar in graph.bars():
        for other in graph.partners_of(bar):
            if not graph.is_own(other):
                yield _record(graph, bar, bar.where, other, graph.levels_spanned_by(bar))


def _record(graph: ChainGraph, element: Node, where: Path, other: Node, levels: tuple[Node, ...]) -> InterfaceService:
    covering = {
        name: interface
        for name, interface in graph.chain.interfaces.items()
        if covers(graph, interface, element, other)
    }
    return InterfaceService(
        element,
        where,
        other,
        levels,
        tuple(covering),
        best_state(state_of(interface.agreement) for interface in covering.values()),
        best_state(state_of(interface.contact) for interface in covering.values()),
    )


def covers(graph: ChainGraph, interface: Interface, element: Node, other: Node) -> bool:
    """Whether a declared interface is about an element that the chain's organiser has from another organisation."""
    ends = {str(end) for end in interface.between}
    if other.id not in ends or not ends & {own.id for own in graph.own_organisers()}:
        return False
    if interface.services is None or isinstance(interface.services, Open):
        return True
    return isinstance(interface.services, tuple) and element.kind == "service" and element.id in interface.services
