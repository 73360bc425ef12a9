"""For whom a chain is, where others go, and how its clients take part in it."""

from typing import ClassVar

from pydantic import model_validator

from palveluketju.findings import N_
from palveluketju.model.absence import Maybe, Party
from palveluketju.model.base import refuse
from palveluketju.model.elements import Element
from palveluketju.model.ranges import AgeRange
from palveluketju.model.text import InWords, LongText, Text
from palveluketju.model.values import Id, LevelRef, OneOrMore, SegmentRef


class Excluded(InWords):
    """Who does not belong to the target group, and the chain, or the level of this one, where they go instead.

    The short form is their name.
    """

    short: ClassVar[str | None] = "name"

    name: Text
    chain: Maybe[Id] = None
    level: LevelRef | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Excluded":
        if self.chain is not None and self.level is not None:
            what = N_("'chain' and 'level' cannot both be here.")
            refuse("excluded", what, N_("Write the one to which the excluded clients go."))
        return self


class TargetGroup(Element):
    """For whom the chain is, and for whom it is not."""

    name: Text | None = None
    age: Maybe[AgeRange] = None
    segments: Maybe[OneOrMore[SegmentRef]] = None
    include: OneOrMore[Text] = ()
    exclude: OneOrMore[Excluded] = ()


class Participation(Element):
    """How clients and inhabitants take part, by the four forms: of a chain, or of a county's services in general.

    Informed (tieto-osallisuus), acting (toiminta-), planning (suunnittelu-) and deciding (päätösosallisuus).
    ``parties`` are who takes part, ``forums`` where, ``documents`` what binds to it, ``conditions`` what it takes,
    ``rights`` what it rests on.
    """

    information: Maybe[OneOrMore[Text]] = None
    action: Maybe[OneOrMore[Text]] = None
    planning: Maybe[OneOrMore[Text]] = None
    decision: Maybe[OneOrMore[Text]] = None
    parties: Maybe[OneOrMore[Party]] = None
    forums: Maybe[OneOrMore[Text]] = None
    documents: Maybe[OneOrMore[Text]] = None
    conditions: Maybe[OneOrMore[LongText]] = None
    rights: Maybe[OneOrMore[LongText]] = None

    FORMS: ClassVar[tuple[str, ...]] = ("information", "action", "planning", "decision")
