"""Who organises, produces and funds what a chain offers, and what kind of organisations they are."""

from __future__ import annotations

import datetime

from palveluketju.graph.compiling import offers_of
from palveluketju.graph.ordered import Ordered
from palveluketju.graph.records import Node, Offer
from palveluketju.model import Absence, Actor, Chain, Producer, listed
from palveluketju.model.walking import Placed


class Acting(Ordered):
    """What one chain offers, and who has which duty in it.

    ``day`` is the day of which duties are told; without one, those that have no end.
    """

    def __init__(self, chain: Chain, day: datetime.date | None) -> None:
        super().__init__(chain)
        self.day = day
        self._offers: dict[str, list[Offer]] = {}
        self._offers_of_service: dict[str, list[Offer]] = {}
        for offer in offers_of(chain, self._services):
            self._offers.setdefault(offer.giver.key, []).append(offer)
            self._offers_of_service.setdefault(offer.service.id, []).append(offer)

    def offers(self) -> tuple[Offer, ...]:
        """Every service as a level or a bar offers it, in the order of the file."""
        return tuple(offer for offers in self._offers.values() for offer in offers)

    def offers_of_service(self, service: Node | str) -> tuple[Offer, ...]:
        """Every place where levels and bars offer a service, in the order of the file."""
        return tuple(self._offers_of_service.get(self._of("service", service).id, ()))

    def own_organisers(self) -> tuple[Node, ...]:
        """The organisers of the chain itself."""
        return self._known_organisations(listed(self.chain.organiser))

    def is_own(self, organisation: Node | str) -> bool:
        """Whether an organisation is in one house with an organiser of the chain."""
        return self.house_of(organisation) in self.parties(self.own_organisers())

    def organisers_of(self, service: Node | str) -> tuple[Node, ...]:
        """Who carries the duty that a service exists; none where that is open or missing."""
        return self._acting(self.service(service).organiser)

    def actors_of(self, service: Node | str) -> dict[str, tuple[Node, ...]]:
        """Who ``organises``, ``produces`` and ``funds`` a service; it is produced by those who do so at any offer."""
        offers = self.offers_of_service(service)
        producing = [who for offer in offers for who in self.producers_of(offer)]
        if not offers:
            producing += self._acting(self.service(service).producers)
        return {
            "organises": self.organisers_of(service),
            "produces": tuple(dict.fromkeys(producing)),
            "funds": self._acting(self.service(service).funders),
        }

    def producers_told(self, offer: Offer) -> Placed:
        """What is told of who produces an offer, and where: what stands at the offer, else what the service says."""
        if offer.use.producers is not None:
            return Placed((*offer.where, "producers"), offer.use.producers)
        return Placed((*offer.service.where, "producers"), self.service(offer.service).producers)

    def producers_of(self, offer: Offer) -> tuple[Node, ...]:
        """Who produces a service where it is offered; none where that is open or missing."""
        told: tuple[Producer, ...] | Absence | None = self.producers_told(offer).value
        return self._acting(told)

    def _acting(self, actors: tuple[Actor, ...] | Absence | None) -> tuple[Node, ...]:
        """Those who have a duty on the graph's day; without a day, those who have it without an end."""
        return self._known_organisations(actor.organisation for actor in listed(actors) if actor.acts(self.day))
