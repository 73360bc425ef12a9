"""What chains share: services, organisations, areas, and the interfaces between organisations."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from palveluketju.findings import N_
from palveluketju.model.absence import Item, Maybe, Party
from palveluketju.model.base import After, Frozen, Value
from palveluketju.model.elements import Element, Named
from palveluketju.model.goals import Figures, Goals
from palveluketju.model.group import Participation
from palveluketju.model.system import (
    Actor,
    Availability,
    Concepts,
    FieldRef,
    Fields,
    Log,
    Member,
    Producer,
    Relations,
    Segments,
    Steerings,
    Tasks,
)
from palveluketju.model.system_vocabulary import Assembly, Instrument, OrganisationKind, Sector, ServiceKind, Tier
from palveluketju.model.text import Language, LongText, Text
from palveluketju.model.values import (
    AreaRef,
    Date,
    Id,
    OneOrMore,
    OrganisationRef,
    SegmentRef,
    ServiceRef,
    TaskRef,
)
from palveluketju.model.vocabulary import Status

FORMAT_VERSION = "1"


class Organisation(Named):
    """Whoever organises, produces, funds or takes part: an authority, a unit that is part of one, a team.

    ``sector`` is several for a body that is of several at once. ``members`` are who make up a team or a joint
    authority, ``assembled`` whether it stands or comes together for each client. ``kind``
    tells whether it is one organisation, or a word for several that nobody can make one agreement with.
    ``valid_from`` and ``valid_until`` are its first and its last day.
    """

    kind: OrganisationKind = OrganisationKind.ORGANISATION
    sector: Maybe[OneOrMore[Sector]] = None
    part_of: OrganisationRef | None = None
    members: Maybe[OneOrMore[Member]] = None
    assembled: Maybe[Assembly] = None
    availability: Maybe[Availability] = None
    valid_from: Maybe[Date] = None
    valid_until: Maybe[Date] = None


class Service(Named):
    """A service, declared once for every level and chain that uses it.

    The organiser carries the duty that the service exists; producers deliver it; funders pay for it. A service
    with several organisers is run together. ``task`` is the whole of services that it belongs to; the field of the
    task is the service's, unless ``field`` names another, and the unit that answers for the task answers for the
    service, unless ``responsible`` does. ``part_of`` is the service that it is given within; it has nothing from there
    that it does not tell itself.
    """

    kind: ServiceKind = ServiceKind.SERVICE
    part_of: ServiceRef | None = None
    tier: Maybe[Tier] = None
    task: Maybe[OneOrMore[TaskRef]] = None
    field: Maybe[OneOrMore[FieldRef]] = None
    organiser: Maybe[OneOrMore[Actor]] = None
    producers: Maybe[OneOrMore[Item[Producer]]] = None
    funders: Maybe[OneOrMore[Actor]] = None
    responsible: Maybe[OrganisationRef] = None
    availability: Maybe[Availability] = None


class Area(Named):
    """A place where services are given: a county, a part of it, a municipality.

    ``languages`` are those in which everybody there must be served.
    """

    part_of: AreaRef | None = None
    languages: OneOrMore[Language] = ()
    figures: Figures = Frozen()


class Interface(Element):
    """The border between two or more organisations and what has been agreed about it.

    ``services``, ``segments``, ``chains`` and ``areas`` are its scope: without any of them it covers all between the
    parties. ``chains`` has ids of chains, which can stand in other files. ``processes`` is told in words and narrows
    nothing. ``division`` tells for each party what it does.
    """

    between: OneOrMore[OrganisationRef]
    services: Maybe[OneOrMore[ServiceRef]] = None
    segments: Maybe[OneOrMore[SegmentRef]] = None
    chains: Maybe[OneOrMore[Id]] = None
    areas: Maybe[OneOrMore[AreaRef]] = None
    processes: Maybe[OneOrMore[Text]] = None
    goals: Maybe[OneOrMore[LongText]] = None
    steering: Maybe[OneOrMore[Instrument]] = None
    division: Maybe[Annotated[dict[Id, OneOrMore[LongText]], After(Frozen)]] = None
    agreement: Maybe[LongText] = None
    status: Status | None = None
    valid_from: Maybe[Date] = None
    valid_until: Maybe[Date] = None
    contact: Maybe[Party] = None


Organisations = Annotated[dict[Id, Organisation], After(Frozen)]
Services = Annotated[dict[Id, Service], After(Frozen)]
Areas = Annotated[dict[Id, Area], After(Frozen)]
Interfaces = Annotated[dict[Id, Interface], After(Frozen)]


class Shared(Value):
    """The sections that a catalogue holds for every chain, and a chain can hold for itself."""

    organisations: Organisations = Frozen()
    services: Services = Frozen()
    areas: Areas = Frozen()
    fields: Fields = Frozen()
    tasks: Tasks = Frozen()
    segments: Segments = Frozen()
    strategy: Goals = Frozen()
    steering: Steerings = Frozen()
    interfaces: Interfaces = Frozen()
    relations: Relations = Frozen()
    concepts: Concepts = Frozen()
    log: Log = Frozen()

    SECTIONS: ClassVar[Mapping[str, str]] = {
        "organisations": N_("organisation"),
        "services": N_("service"),
        "areas": N_("area"),
        "fields": N_("field"),
        "tasks": N_("task"),
        "segments": N_("segment"),
        "strategy": N_("goal"),
        "steering": N_("steering relation"),
        "interfaces": N_("interface"),
        "relations": N_("service relation"),
    }
    """The sections whose parts a chain can have from a catalogue, and what each part of them is."""
    UNREFERRED: ClassVar[Mapping[str, str]] = {"concepts": "concept", "log": "log item"}
    """The other sections: their parts stay where they are written."""


class Catalogue(Shared, Element):
    """One catalogue file; ``participation`` is how inhabitants take part in the county's services in general."""

    name: Text | None = None
    participation: Maybe[Participation] = None

    def merged(self, other: Shared) -> "Catalogue":
        """A catalogue with the sections of both; where an id is in both, this one's stands."""
        both = (*self.SECTIONS, *self.UNREFERRED)
        sections = {name: Frozen({**getattr(other, name), **getattr(self, name)}) for name in both}
        return self.model_copy(update=sections)
