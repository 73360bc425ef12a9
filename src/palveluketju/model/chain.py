"""A declared service chain: what one chain file says."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from palveluketju.model.absence import Maybe, Party, given
from palveluketju.model.base import Frozen, Value, refuse
from palveluketju.model.catalogue import Shared
from palveluketju.model.elements import Citation, Element, Named
from palveluketju.model.text import LongText, Text
from palveluketju.model.uses import Uses
from palveluketju.model.values import (
    AgeRange,
    AreaRef,
    Band,
    Date,
    Id,
    LevelId,
    LevelRef,
    OneOrMore,
    OrganisationRef,
    When,
)
from palveluketju.model.vocabulary import (
    Called,
    EntryKind,
    GoalKind,
    LevelKind,
    LifeStage,
    MoveKind,
    Order,
    Role,
    Status,
)


class TargetGroup(Element):
    """For whom the chain is, and for whom it is not."""

    name: Text | None = None
    age: Maybe[AgeRange] = None
    include: OneOrMore[Text] = ()
    exclude: OneOrMore[Text] = ()


class Measure(Value):
    """A value of an indicator; the short form is the value as it is written in a plan, such as ``72,9 %``."""

    short = "value"

    value: Text
    dated: When | None = None
    sources: OneOrMore[Citation] = ()
    note: LongText | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_languages(cls, value: Any) -> Any:
        """A value given in languages is the short form too: ``{fi: kasvaa, sv: ökar}``."""
        if isinstance(value, dict) and value and all(len(str(key)) in (2, 3) for key in value):
            return {"value": value}
        return value


class Goal(Element):
    """What the chain is for. A goal that names an indicator or has a target is measurable unless it says otherwise."""

    text: Text
    kind: GoalKind | None = None
    indicator: Maybe[Text] = None
    baseline: Maybe[Measure] = None
    target: Maybe[Measure] = None
    by: Maybe[When] = None
    measured: OneOrMore[Measure] = ()

    @property
    def is_measurable(self) -> bool:
        """Whether something is measured, said outright or by naming an indicator or a target."""
        if self.kind is not None:
            return self.kind is GoalKind.MEASURABLE
        return given(self.indicator) is not None or self.target is not None


class CarryOver(Element):
    """What the named levels offer goes on here; the short form is a list of level ids."""

    short = "levels"

    levels: OneOrMore[LevelRef]
    name: Text | None = None


class Coordination(Element):
    """Who holds the whole together for one client: a named worker, a shared plan, a team."""

    worker: Maybe[Party] = None
    plan: Maybe[Text] = None
    team: Maybe[Party] = None


class Level(Named):
    """A step of the chain: a level of need, a phase, a tier of care, or one of several parallel groups."""

    kind: LevelKind = LevelKind.NEED
    role: OneOrMore[Role] = ()
    band: Maybe[Band] = None
    carries: Maybe[CarryOver] = None
    critical: Maybe[Uses] = None
    services: Maybe[Uses] = None
    coordination: Maybe[Coordination] = None


class Bar(Named):
    """What spans the levels: guidance, health promotion, cooperation. Without ``spans`` it spans them all."""

    role: OneOrMore[Role] = (Role.SERVICES,)
    spans: Maybe[OneOrMore[LevelRef]] = None
    services: Maybe[Uses] = None
    partners: Maybe[OneOrMore[OrganisationRef]] = None


class Handover(Element):
    """What crosses a border with the client: who is responsible, what information, how, when, on what agreement."""

    responsible: Maybe[Party] = None
    information: Maybe[LongText] = None
    document: Maybe[Text] = None
    within: Maybe[Text] = None
    agreement: Maybe[LongText] = None


class Move(Element):
    """A way between two levels; adjacent levels are joined without one (see :class:`Order`)."""

    kind: MoveKind | None = None
    criteria: Maybe[LongText] = None
    handover: Maybe[Handover] = None


class Entry(Element):
    """A way into the chain."""

    name: Text | None = None
    kind: EntryKind | None = None
    to: Maybe[OneOrMore[LevelRef]] = None
    brought_by: OneOrMore[Text] = ()
    criteria: Maybe[LongText] = None
    handover: Maybe[Handover] = None


class Exit(Element):
    """A way out of the chain: the goal is met, or another chain takes over."""

    name: Text | None = None
    from_: Maybe[OneOrMore[LevelRef]] = Field(default=None, alias="from")
    chain: Maybe[Id] = None
    at_age: Maybe[AgeRange] = None
    handover: Maybe[Handover] = None


_MOVE: Final = re.compile(r"(\S+) -> (\S+)")


def move_ends(key: str) -> tuple[LevelId, LevelId]:
    """The two levels that a move's key names.

    >>> move_ends("kevyt -> avohuolto")
    ('kevyt', 'avohuolto')

    Raises:
        ValueError: the key is not written as ``from -> to``.
    """
    match = _MOVE.fullmatch(key)
    if match is None:
        raise ValueError(f"not a move: {key!r}")
    return LevelId(match.group(1)), LevelId(match.group(2))


def _move_key(value: Any) -> str:
    match = _MOVE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        ends = re.fullmatch(r"(\S+?)\s*(?:->|[-–—]+>|→|⇒|=>)\s*(\S+)", str(value))
        if ends:
            meant = f"{ends.group(1)} -> {ends.group(2)}"
            refuse("move", "'{value}' is not a move; write '{meant}'", value=str(value)[:80], meant=meant[:80])
        text = "'{value}' is not a move; write two levels' ids with an arrow and a space on each side: 'from -> to'"
        refuse("move", text, value=str(value)[:80])
    if match.group(1) == match.group(2):
        refuse("move", "'{value}' goes nowhere; a move joins two levels", value=str(value)[:80])
    return str(value)


MoveKey = Annotated[str, BeforeValidator(_move_key)]
"""``from -> to``, the two levels that a move joins."""
Moves = dict[MoveKey, Annotated[Maybe[Move], BeforeValidator(lambda value: {} if value is None else value)]]


class Chain(Shared, Element):
    """One service chain (palveluketju): what one client group meets, from the lightest need to the heaviest.

    ``chain.levels`` and the other sections are mappings from id to element, in the order of the file.
    """

    id: Id
    name: Text
    called: Called | None = None
    status: Status | None = None
    dated: Date | None = None
    valid_from: Maybe[Date] = None
    valid_until: Maybe[Date] = None
    review: Maybe[Date] = None
    owner: Maybe[Party] = None
    organiser: Maybe[OneOrMore[OrganisationRef]] = None
    area: Maybe[OneOrMore[AreaRef]] = None
    life_stage: Maybe[OneOrMore[LifeStage]] = None
    target_group: Maybe[TargetGroup] = None
    goals: Maybe[Annotated[dict[Id, Goal], AfterValidator(Frozen)]] = None
    need_scale: Maybe[Annotated[dict[Id, Text], AfterValidator(Frozen)]] = None
    order: Maybe[Order] = None
    levels: Annotated[dict[Id, Level], AfterValidator(Frozen)]
    bars: Maybe[Annotated[dict[Id, Bar], AfterValidator(Frozen)]] = None
    entries: Maybe[Annotated[dict[Id, Entry], AfterValidator(Frozen)]] = None
    moves: Annotated[Moves, AfterValidator(Frozen)] = Frozen()
    exits: Maybe[Annotated[dict[Id, Exit], AfterValidator(Frozen)]] = None
    coordination: Maybe[Coordination] = None

    @property
    def walked(self) -> Order:
        """How levels follow each other: a ladder unless told; without order where that is open."""
        if isinstance(self.order, Order):
            return self.order
        return Order.LADDER if self.order is None else Order.NONE
