"""Who organises, produces and funds what a chain offers, and what kind of organisations they are."""

from __future__ import annotations

import datetime

from palveluketju.graph.compiling import offers_of
from palveluketju.graph.keeping import once_a_graph, once_a_node
from palveluketju.graph.ordered import Ordered
from palveluketju.graph.records import Node, Offer, each_once
from palveluketju.model import Absence, Actor, Chain, Sector, given, listed, settled
from palveluketju.model.walking import Placed


class Acting(Ordered):
    """What one chain offers, and who has which duty in it.

    ``day`` is the day of which duties are told; without one, those that have no end.
    """

    def __init__(self, chain: Chain, day: datetime.date | None) -> None:
        super().__init__(chain)
        self.day = day
        offers: dict[str, list[Offer]] = {}
        of_service: dict[str, list[Offer]] = {}
        for offer in offers_of(chain, self._services):
            offers.setdefault(offer.giver.key, []).append(offer)
            of_service.setdefault(offer.service.id, []).append(offer)
        self._offers = {giver: tuple(those) for giver, those in offers.items()}
        self._offers_of_service = {service: tuple(those) for service, those in of_service.items()}

    @once_a_graph
    def offers(self) -> tuple[Offer, ...]:
        """Every service as a level or a bar offers it, in the order of the file."""
        return tuple(offer for offers in self._offers.values() for offer in offers)

    @once_a_graph
    def offered(self) -> tuple[Node, ...]:
        """The services that levels and bars offer, each once, in the order of the file."""
        return each_once([offer.service for offer in self.offers()])

    def offers_of_service(self, service: Node | str) -> tuple[Offer, ...]:
        """Every place where levels and bars offer a service, in the order of the file."""
        known = self._offers_of_service.get(service.id) if type(service) is Node and service.kind == "service" else None
        return tuple(self._offers_of_service.get(self._of("service", service).id, ())) if known is None else known

    @once_a_graph
    def own_organisers(self) -> tuple[Node, ...]:
        """The organisers of the chain itself."""
        return self._known_organisations(listed(self.chain.organiser))

    @once_a_node
    def is_own(self, organisation: Node | str) -> bool:
        """Whether an organisation is in one house with an organiser of the chain."""
        return self.house_of(organisation) in self._own_parties()

    @once_a_graph
    def _own_parties(self) -> frozenset[str]:
        return frozenset(self.parties(self.own_organisers()))

    @once_a_node
    def organisers_of(self, service: Node | str) -> tuple[Node, ...]:
        """Who carries the duty that a service exists; none where that is open or missing."""
        return self._acting(self.service(service).organiser)

    def actors_of(self, service: Node | str) -> dict[str, tuple[Node, ...]]:
        """Who ``organises``, ``produces`` and ``funds`` a service; it is produced by those who do so at any offer."""
        return {
            "organises": self.organisers_of(service),
            "produces": self.producing(service),
            "funds": self._acting(self.service(service).funders),
        }

    @once_a_node
    def producing(self, service: Node | str) -> tuple[Node, ...]:
        """Who produces a service at any offer, or without one by itself, each once."""
        offers = self.offers_of_service(service)
        if not [offer for offer in offers if offer.use.producers is not None]:
            return self._told_to_produce(service)
        return each_once([who for offer in offers for who in self.producers_of(offer)])

    def producers_told(self, offer: Offer) -> Placed:
        """What is told of who produces an offer, and where: what stands at the offer, else what the service says."""
        if offer.use.producers is not None:
            return Placed((*offer.where, "producers"), offer.use.producers)
        return Placed((*offer.service.where, "producers"), self.service(offer.service).producers)

    def producers_of(self, offer: Offer) -> tuple[Node, ...]:
        """Who produces a service where it is offered; none where that is open or missing."""
        told = offer.use.producers
        return self._told_to_produce(offer.service) if told is None else self._acting(settled(told))

    @once_a_node
    def _told_to_produce(self, service: Node | str) -> tuple[Node, ...]:
        """Who produces a service by what it says itself."""
        return self._acting(settled(self.service(service).producers))

    @once_a_node
    def sectors_of(self, organisation: Node | str) -> tuple[Sector, ...]:
        """An organisation's sectors, or those of what it is a part of; none where neither is given."""
        name = self._of("organisation", organisation).id
        for one in (name, *self.organisations_over(name)):
            declared = self.chain.organisations.get(one)
            if declared is not None and (declared.sector is not None or declared.part_of is None):
                return tuple(dict.fromkeys(listed(declared.sector)))
        return ()

    def fields_of(self, service: Node | str) -> tuple[str, ...]:
        """The ids of the fields that a service is of: its own, else those of its tasks."""
        declared = self.service(service)
        if declared.field is not None:
            return tuple(dict.fromkeys(map(str, listed(declared.field))))
        known = self._chain.tasks
        tasks = [known[task] for task in listed(declared.task) if task in known]
        return tuple({str(field): None for task in tasks for field in listed(task.field)})

    def tells_fields(self) -> bool:
        """Whether the chain tells of any service or task of which field it is, or that this is open."""
        services, tasks = self.chain.services.values(), self.chain.tasks.values()
        return any(one.field is not None for one in services) or any(one.field is not None for one in tasks)

    def tells_tasks(self) -> bool:
        """Whether the chain tells of any service or bar to which tasks it belongs, or that this is open."""
        services, bars = self.chain.services.values(), (given(self.chain.bars) or {}).values()
        return any(one.task is not None for one in services) or any(one.task is not None for one in bars)

    def _acting(self, actors: tuple[Actor, ...] | Absence | None) -> tuple[Node, ...]:
        """Those who have a duty on the graph's day; without a day, those who have it without an end."""
        acting = [actor.organisation for actor in listed(actors) if actor.acts(self.day)]
        return self._known_organisations(acting) if acting else ()
