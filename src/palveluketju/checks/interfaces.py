"""Interfaces (PK4xx): is the border to other organisers agreed, and is somebody there to be called?"""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.analyses import InterfaceService, interface_services
from palveluketju.findings import Related, Severity, Spot, check, joined
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import State


def _lacking(graph: ChainGraph, part: str) -> Iterator[tuple[Node, list[InterfaceService]]]:
    """Services of one other organisation under the same interfaces, or none, that lack an agreement or a contact."""
    lacking: dict[tuple[Node, tuple[str, ...]], list[InterfaceService]] = {}
    for service in interface_services(graph):
        if getattr(service, part) is State.NOT_STATED:
            lacking.setdefault((service.other, service.interfaces), []).append(service)
    yield from ((other, services) for (other, _), services in lacking.items())


def _spot(graph: ChainGraph, other: Node, services: list[InterfaceService], part: str) -> Spot:
    """Where the first service is; with the interface that lacks the part, if there is one."""
    own = joined([f"'{organiser}'" for organiser in graph.own_organisers()])
    names = joined([f"'{service.element}'" for service in services])
    values = {"other": other.id, "names": names, "own": own, "part": part}
    if services[0].interfaces:
        declared = services[0].interfaces[0]
        text = (
            "the chain leans on '{other}' for {names}, but no {part} is told; write '{part}:' on interface"
            " '{interface}'"
        )
        here = (Related("the interface", ("interfaces", declared)),)
        return Spot(services[0].where, text, values | {"interface": declared}, here)
    text = (
        "the chain leans on '{other}' for {names}, but no {part} is told; write an interface between {own} and"
        " '{other}' with '{part}:'"
    )
    related = tuple(Related("and here", service.where) for service in services[1:])
    return Spot(services[0].where, text, values, related)


@check("PK401", Severity.WARNING)
def interface_service_without_agreement(graph: ChainGraph) -> Iterator[Spot]:
    """The chain leans on another organiser's services and no agreement with it is told.

    Why: what is not agreed can be cut or changed by the other without anybody here knowing.
    Mend: write an interface between the two with its 'agreement:', or 'agreement: {open: ...}'.
    """
    for other, services in _lacking(graph, "agreement"):
        yield _spot(graph, other, services, "agreement")


@check("PK402", Severity.WARNING)
def interface_service_without_contact(graph: ChainGraph) -> Iterator[Spot]:
    """The chain leans on another organiser's services and nobody is named there to be contacted.

    Why: when a client is stuck at the border, the worker does not know whom to call.
    Mend: write 'contact:' on the interface between the two: an organisation, a role, or both.
    """
    for other, services in _lacking(graph, "contact"):
        yield _spot(graph, other, services, "contact")


@check("PK403", Severity.WARNING)
def interface_with_itself(graph: ChainGraph) -> Iterator[Spot]:
    """An interface does not join two organisers, or covers a service that none of its ends organises.

    Why: it is no interface; either the service has changed hands, or the wrong organisation is named.
    Mend: correct the organisations or the service's organiser, or remove the interface.
    """
    for name, interface in graph.chain.interfaces.items():
        where = ("interfaces", name)
        ends = {str(end) for end in interface.between}
        if len(ends) < 2:
            text = "interface '{interface}' has one and the same organisation at both ends; name two"
            if not ends or len(interface.between) < 2:
                text = "interface '{interface}' does not name two organisations; name both ends"
            yield Spot((*where, "between"), text, {"interface": name})
        services = interface.services if isinstance(interface.services, tuple) else ()
        for index, service in enumerate(services):
            if service in graph.chain.services:
                organisers = {organiser.id for organiser in graph.organisers_of(service)}
                if organisers and not organisers & ends:
                    text = "interface '{interface}' covers service '{service}', which neither of its ends organises"
                    values = {"interface": name, "service": str(service)}
                    yield Spot((*where, "services", index), text + "; take it out, or correct the organiser", values)
