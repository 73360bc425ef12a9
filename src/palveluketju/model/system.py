"""The service system around the chains: wholes of services, segments, steering, and what is worked on and decided."""

import datetime
from typing import Annotated

from pydantic import model_validator

from palveluketju.findings import N_
from palveluketju.model.absence import Item, Maybe, Party
from palveluketju.model.base import After, Before, Frozen, Value, refuse
from palveluketju.model.elements import Criteria, Element, Named
from palveluketju.model.moving import RelationKey, SteeringKey
from palveluketju.model.system_vocabulary import (
    Instrument,
    Integration,
    LifeStage,
    LogKind,
    Place,
    Production,
    Progress,
    Reach,
    RelationKind,
    Sector,
    SegmentKind,
    TaskKind,
    Tier,
)
from palveluketju.model.text import Language, LongText, Text
from palveluketju.model.values import AreaRef, Date, Flag, Id, OneOrMore, OrganisationRef, Reference, SegmentRef, When
from palveluketju.model.vocabulary import Chooser


class Availability(Element):
    """Where, in which languages and how near a service is given; what is not written is not limited.

    An area stands for its parts as well; ``except`` takes areas out again.
    """

    areas: Maybe[OneOrMore[AreaRef]] = None
    except_: OneOrMore[AreaRef] = ()
    languages: OneOrMore[Language] = ()
    reach: Maybe[Reach] = None
    places: OneOrMore[Place] = ()


class Actor(Value):
    """An organisation in a duty, and from when until when it has it; the short form is its id."""

    short = "organisation"

    organisation: OrganisationRef
    from_: Date | None = None
    until: Date | None = None

    @model_validator(mode="after")
    def _runs_forwards(self) -> "Actor":
        if self.from_ and self.until and self.until < self.from_:
            what = N_("The last day {until} is before the first day {first}.")
            refuse("date", what, N_("Correct one of them."), until=self.until, first=self.from_)
        return self

    def acts(self, day: datetime.date | None) -> bool:
        """Whether the organisation has the duty on a day; without a day, whether it keeps it."""
        if day is None:
            return self.until is None
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Producer(Actor):
    """An organisation that produces a service: from when until when, in which way, and who or what chooses it.

    ``production`` can be several ways, such as a producer that is bought from and takes vouchers too.
    """

    production: Maybe[OneOrMore[Production]] = None
    chosen_by: Maybe[Chooser] = None


class Member(Party):
    """Who belongs to a team: an organisation, a role, or a role in an organisation."""

    optional: Flag = False
    note: LongText | None = None


class FieldId(Reference):
    """The id of a field of services: social welfare, health care, education."""

    __slots__ = ()
    kind = "field"


FieldRef = Annotated[Id, After(FieldId)]


class Field(Named):
    """A field of services, whoever organises them: social welfare, health care, education, employment."""


class Task(Named):
    """A whole of services that the organiser answers for (palvelutehtävä), or a duty to coordinate.

    Its place in the organiser's matrix is its tier, or for what others organise their sector, and the life stages and
    segments that it spans. ``field`` is the field of its services, ``responsible`` the unit that answers for it.
    """

    kind: TaskKind = TaskKind.SERVICES
    tier: Maybe[Tier] = None
    sector: Maybe[OneOrMore[Sector]] = None
    life_stage: Maybe[OneOrMore[LifeStage]] = None
    segments: Maybe[OneOrMore[SegmentRef]] = None
    field: Maybe[OneOrMore[FieldRef]] = None
    responsible: Maybe[OrganisationRef] = None


class Segment(Named):
    """A group of clients alike in their need; ``shared_by`` are the organisers who have it in common."""

    kind: OneOrMore[SegmentKind] = ()
    criteria: Criteria = None
    shared_by: Maybe[OneOrMore[OrganisationRef]] = None


class Steering(Element):
    """How one organisation steers another, and the documents that carry it."""

    by: Maybe[OneOrMore[Instrument]] = None
    documents: Maybe[OneOrMore[Text]] = None


class Relation(Element):
    """What one service is to another: it supports, complements or replaces it."""

    kind: Maybe[RelationKind] = None


class Concept(Named):
    """What a word means in this county's plans."""

    definition: Maybe[LongText] = None


class LogId(Reference):
    """The id of an item of the log."""

    __slots__ = ()
    kind = "log item"


LogRef = Annotated[Id, After(LogId)]


class LogItem(Element):
    """A decision, an approval, a piece of work, a document or a milestone; ``outcome`` is open while it is a question.

    ``dated`` is when it happened or begins, ``until`` when it ends or must be ready; ``parties`` are who took
    part in it or work on it. ``contents`` is what it holds, item by item, ``part_of`` the item that it is a part of,
    ``follows`` are those that it comes after or builds on.
    """

    text: LongText
    contents: Maybe[OneOrMore[Item[LongText]]] = None
    kind: LogKind | None = None
    status: Maybe[Progress] = None
    dated: Maybe[When] = None
    until: Maybe[When] = None
    part_of: Maybe[LogRef] = None
    follows: Maybe[OneOrMore[LogRef]] = None
    decides: Maybe[Party] = None
    parties: OneOrMore[Party] = ()
    outcome: Maybe[LongText] = None
    theme: Maybe[Text] = None
    integration: OneOrMore[Integration] = ()
    segments: OneOrMore[SegmentRef] = ()
    chains: OneOrMore[Id] = ()


def _said(value: object) -> object:
    return {} if value is None else value


Fields = Annotated[dict[Id, Field], After(Frozen)]
Tasks = Annotated[dict[Id, Task], After(Frozen)]
Segments = Annotated[dict[Id, Segment], After(Frozen)]
Steerings = Annotated[dict[SteeringKey, Annotated[Steering, Before(_said)]], After(Frozen)]
Relations = Annotated[dict[RelationKey, Annotated[Relation, Before(_said)]], After(Frozen)]
Concepts = Annotated[dict[Id, Concept], After(Frozen)]
Log = Annotated[dict[Id, LogItem], After(Frozen)]
