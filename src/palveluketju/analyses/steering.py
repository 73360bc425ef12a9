"""Who steers whom: the relations between organisations, and whether a producer is reached by any."""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, Part, WorkspaceGraph
from palveluketju.model import Shared, Steering, steering_ends


@dataclass(frozen=True, slots=True)
class SteeringRelation:
    """One organisation steering another, as it is declared."""

    shared: Shared
    steers: str
    steered: str
    steering: Steering


def steering_relations(workspace: WorkspaceGraph) -> tuple[SteeringRelation, ...]:
    """The register of who steers whom, in the order of the declarations."""
    return tuple(_relation(part) for part in workspace.parts("steering"))


def _relation(part: Part) -> SteeringRelation:
    steers, steered = steering_ends(part.id)
    return SteeringRelation(part.shared, steers, steered, part.element)


def steerers_of(shared: Shared, organisation: str) -> set[str]:
    """Every organisation that steers one, itself or through others, or that one of them is a part of."""
    return _over(shared, organisation, _by_steered(shared))


def _by_steered(shared: Shared) -> dict[str, list[str]]:
    steering: dict[str, list[str]] = {}
    for key in shared.steering:
        steers, steered = steering_ends(key)
        steering.setdefault(str(steered), []).append(str(steers))
    return steering


def _over(shared: Shared, organisation: str, steering: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [organisation]
    while waiting:
        steered = waiting.pop()
        over = steering.get(steered, [])
        whole = shared.organisations[steered].part_of if steered in shared.organisations else None
        for one in over if whole is None else (*over, str(whole)):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def unsteered_producers(graph: ChainGraph) -> Iterator[tuple[Node, Node, Node, Path]]:
    """Services whose producer no organiser of them steers: service, organiser, producer, and the list that names it.

    Only where the chain, or what it has from its catalogue, tells of steering between organisations at all.
    """
    if not graph.chain.steering:
        return
    relations = _by_steered(graph.chain)
    over: dict[str, set[str]] = {}
    for service in graph.offered():
        organising = graph.organisers_of(service)
        organisers = {who.id for who in organising}
        organisers |= {whole for who in organising for whole in _wholes(graph, who)}
        producing: dict[str, tuple[Node, Offer]] = {}
        for offer in graph.offers_of_service(service) if organisers else ():
            for producer in graph.producers_of(offer):
                producing.setdefault(producer.id, (producer, offer))
        for name, (producer, offer) in producing.items():
            if name not in over:
                over[name] = {name, *_over(graph.chain, name, relations)}
            if not organisers & over[name]:
                yield service, organising[0], producer, graph.producers_told(offer).where


def _wholes(graph: ChainGraph, organisation: Node) -> Iterator[str]:
    """The organisations that one is a part of."""
    seen = {organisation.id}
    whole = graph.chain.organisations[organisation.id].part_of
    while whole is not None and whole not in seen and whole in graph.chain.organisations:
        seen.add(str(whole))
        yield str(whole)
        whole = graph.chain.organisations[str(whole)].part_of
