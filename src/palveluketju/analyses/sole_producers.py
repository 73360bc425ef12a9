"""Critical services that hang on one producer outside the organiser's house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from palveluketju.analyses.interfaces import is_beside
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, each_once
from palveluketju.model import OrganisationKind, Producer, house_of, is_unsettled, listed


@dataclass(frozen=True, slots=True)
class SoleProducer:
    """A service, its one producer, the place that tells so, and the places where the service is critical."""

    service: Node
    producer: Node
    where: Path = field(compare=False)
    critical: tuple[Path, ...] = field(compare=False)


def sole_producers(graph: ChainGraph) -> Iterator[SoleProducer]:
    """The critical services of a chain whose one producer on the graph's day is outside the house of its organisers.

    Producers of one house are one. Nothing is concluded of a service while an organiser or a producer of it is open,
    not known or not told anywhere where the chain offers it, nor where the client gets it or another ('one-of').
    """
    for service in each_once([offer.service for offer in graph.offers() if offer.critical]):
        offers = graph.offers_of_service(service)
        organisers = graph.organisers_of(service)
        if not organisers or any(offer.alternatives is not None for offer in offers):
            continue
        producers = graph.producing(service)
        outside = len(graph.parties(producers)) == 1 and all(_is_outside(graph, organisers, one) for one in producers)
        if outside and all(_is_settled(graph, offer) for offer in offers):
            critical = tuple(offer.where for offer in offers if offer.critical)
            where = graph.producers_told(offers[0]).where
            yield SoleProducer(service, _one_of(graph, producers), where, critical)


def _one_of(graph: ChainGraph, producers: tuple[Node, ...]) -> Node:
    """The producer itself, or where several units of one house produce, their house."""
    if len(producers) == 1:
        return producers[0]
    house = graph.house_of(producers[0])
    return next((one for one in graph.organisations() if one.id == house), producers[0])


def _is_settled(graph: ChainGraph, offer: Offer) -> bool:
    """Whether it is told to the end who produces a service where it is offered, and they are declared."""
    told: object = graph.producers_told(offer).value
    if not isinstance(told, tuple) or not graph.producers_of(offer):
        return False
    known = graph.chain.organisations
    return not any(is_unsettled(one) or (isinstance(one, Producer) and one.organisation not in known) for one in told)


def _is_outside(graph: ChainGraph, organisers: tuple[Node, ...], producer: Node) -> bool:
    """Whether a producer is one organisation that no organiser is of one house with, nor a member of."""
    declared = graph.chain.organisations[producer.id]
    houses = graph.parties(organisers)
    if declared.kind is not OrganisationKind.ORGANISATION or graph.house_of(producer) in houses:
        return False
    if declared.members is not None and not isinstance(declared.members, tuple):
        return False  # whose it is, nobody knows yet
    members = (member.organisation for member in listed(declared.members))
    if any(not isinstance(one, str) or house_of(graph.chain.organisations, one) in houses for one in members):
        return False
    return not (any(map(graph.is_own, organisers)) and is_beside(graph, producer))
