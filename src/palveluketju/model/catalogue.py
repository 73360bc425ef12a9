"""What chains share: services, organisations, areas, and the interfaces between organisations."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from palveluketju.model.absence import Maybe, Party
from palveluketju.model.base import Frozen, Value
from palveluketju.model.elements import Element, Named
from palveluketju.model.text import LongText, Text
from palveluketju.model.values import Id, OneOrMore, OrganisationRef, ServiceRef
from palveluketju.model.vocabulary import Sector, ServiceKind, Tier

FORMAT_VERSION = "1"


class Organisation(Named):
    """Whoever organises, produces, funds or takes part."""

    sector: Maybe[Sector] = None


class Service(Named):
    """A service, declared once for every level and chain that uses it.

    The organiser carries the duty that the service exists; producers deliver it; funders pay for it. A service
    with several organisers is run together.
    """

    kind: ServiceKind = ServiceKind.SERVICE
    tier: Maybe[Tier] = None
    task: Maybe[Text] = None
    organiser: Maybe[OneOrMore[OrganisationRef]] = None
    producers: Maybe[OneOrMore[OrganisationRef]] = None
    funders: Maybe[OneOrMore[OrganisationRef]] = None


class Area(Named):
    """A place where services are given: a county, a part of it, a municipality."""


class Interface(Element):
    """The border between two or more organisations and what has been agreed about it.

    ``services`` narrows the interface down to some of their services; without it, it covers them all.
    """

    between: OneOrMore[OrganisationRef]
    services: Maybe[OneOrMore[ServiceRef]] = None
    agreement: Maybe[LongText] = None
    contact: Maybe[Party] = None


Organisations = Annotated[dict[Id, Organisation], AfterValidator(Frozen)]
Services = Annotated[dict[Id, Service], AfterValidator(Frozen)]
Areas = Annotated[dict[Id, Area], AfterValidator(Frozen)]
Interfaces = Annotated[dict[Id, Interface], AfterValidator(Frozen)]


class Shared(Value):
    """The sections that a catalogue holds for every chain, and a chain can hold for itself."""

    organisations: Organisations = Frozen()
    services: Services = Frozen()
    areas: Areas = Frozen()
    interfaces: Interfaces = Frozen()

    SECTIONS: ClassVar[tuple[str, ...]] = ("organisations", "services", "areas", "interfaces")


class Catalogue(Shared):
    """One catalogue file."""

    name: Text | None = None
    note: Maybe[LongText] = None

    def merged(self, other: Shared) -> Catalogue:
        """A catalogue with the sections of both; where an id is in both, this one's stands."""
        sections = {name: Frozen({**getattr(other, name), **getattr(self, name)}) for name in self.SECTIONS}
        return self.model_copy(update=sections)
