"""How clients come in, move between levels and leave, what goes with them, and one client's own way."""

import re
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import Field

from palveluketju.findings import N_
from palveluketju.model.absence import Maybe, Party
from palveluketju.model.base import Before, Value, refuse
from palveluketju.model.durations import Duration
from palveluketju.model.elements import Criteria, Element, Named
from palveluketju.model.ranges import AgeRange
from palveluketju.model.system_vocabulary import LifeStage
from palveluketju.model.text import Language, LongText, Text
from palveluketju.model.values import (
    AreaRef,
    Flag,
    Id,
    LevelId,
    LevelRef,
    Number,
    OneOrMore,
    OrganisationId,
    SegmentRef,
    ServiceId,
    ServiceRef,
)
from palveluketju.model.vocabulary import EntryKind, ExchangeKind, MoveKind


class Condition(Value):
    """What must hold of a client; all of what is written holds together, and of each list one.

    ``language`` is the client's own, by its code.
    ``discretionary`` says that somebody may also decide otherwise.
    """

    age: AgeRange | None = None
    life_stage: OneOrMore[LifeStage] = ()
    segment: OneOrMore[SegmentRef] = ()
    in_service: OneOrMore[ServiceRef] = ()
    area: OneOrMore[AreaRef] = ()
    language: OneOrMore[Language] = ()
    discretionary: Flag = False


Conditions = OneOrMore[Condition]
"""Conditions of which one must hold."""


class Handover(Element):
    """What crosses a border with the client: who is responsible, what information, how, when, on what agreement."""

    responsible: Maybe[Party] = None
    information: Maybe[LongText] = None
    document: Maybe[Text] = None
    within: Maybe[Duration] = None
    agreement: Maybe[LongText] = None


class Move(Element):
    """A way between two levels; adjacent levels are joined without one (see :class:`Order`).

    A move from a level to itself says that the level can be repeated.

    ``when`` is what can be checked of its criteria. Where several moves from a level fit one client, the one of the
    smallest ``priority`` goes first.
    """

    kind: MoveKind | None = None
    when: Conditions = ()
    priority: Maybe[Number] = None
    criteria: Criteria = None
    handover: Maybe[Handover] = None


class Entry(Element):
    """A way into the chain; its ``criteria`` are what brings a client in: its triggers."""

    name: Text | None = None
    kind: EntryKind | None = None
    to: Maybe[OneOrMore[LevelRef]] = None
    brought_by: OneOrMore[Text] = ()
    when: Conditions = ()
    criteria: Criteria = None
    handover: Maybe[Handover] = None


class Exit(Element):
    """A way out of the chain: the goal is met, or another chain takes over; ``criteria`` tell when a client leaves."""

    name: Text | None = None
    from_: Maybe[OneOrMore[LevelRef]] = Field(default=None, alias="from")
    chain: Maybe[Id] = None
    at_age: Maybe[AgeRange] = None
    criteria: Criteria = None
    handover: Maybe[Handover] = None


class Exchange(Element):
    """What goes between two levels while the client stays: advice asked for and given, feedback, information."""

    kind: OneOrMore[ExchangeKind] = ()
    information: Maybe[LongText] = None
    document: Maybe[Text] = None


class ServicePath(Named):
    """One client's, or a typical client's, way through the chain (palvelupolku): the levels in their order.

    ``services`` are those that the client meets on the way. Never a real person's.
    """

    age: AgeRange | None = None
    in_service: OneOrMore[ServiceRef] = ()
    levels: Maybe[OneOrMore[LevelRef]] = None
    services: Maybe[OneOrMore[ServiceRef]] = None


_ENDS: Final = re.compile(r"(\S+) -> (\S+)")


@lru_cache(maxsize=65536)  # each is asked about by many
def key_ends(key: str) -> tuple[str, str]:
    """The two ids that a key names.

    >>> key_ends("kevyt -> avohuolto")
    ('kevyt', 'avohuolto')

    Raises:
        ValueError: the key is not written as ``from -> to``.
    """
    match = _ENDS.fullmatch(key)
    if match is None:
        raise ValueError(f"not from and to: {key!r}")
    return match.group(1), match.group(2)


def move_ends(key: str) -> tuple[LevelId, LevelId]:
    """The two levels that the key of a move or an exchange names. Raises ValueError as :func:`key_ends` does."""
    start, end = key_ends(key)
    return LevelId(start), LevelId(end)


def steering_ends(key: str) -> tuple[OrganisationId, OrganisationId]:
    """The organisation that steers and the one steered. Raises ValueError as :func:`key_ends` does."""
    start, end = key_ends(key)
    return OrganisationId(start), OrganisationId(end)


def relation_ends(key: str) -> tuple[ServiceId, ServiceId]:
    """The two services that the key of a relation names. Raises ValueError as :func:`key_ends` does."""
    start, end = key_ends(key)
    return ServiceId(start), ServiceId(end)


_MEANT: Final = N_("Write '{meant}'.")
_MOVE: Final = (
    N_("'{value}' is not a move."),
    N_("Write the ids of two levels with an arrow and a space on each side: 'from -> to'."),
    N_("'{value}' is a move from a level to itself."),
)
_EXCHANGE: Final = (
    N_("'{value}' is not an exchange."),
    N_("Write the ids of two levels with an arrow and a space on each side: 'from -> to'."),
    N_("'{value}' is an exchange of a level with itself."),
)
_STEERING: Final = (
    N_("'{value}' is not a steering relation."),
    N_("Write the ids of two organisations with an arrow and a space on each side: 'from -> to'."),
    N_("'{value}' is the steering of an organisation by itself."),
)
_RELATION: Final = (
    N_("'{value}' is not a relation."),
    N_("Write the ids of two services with an arrow and a space on each side: 'from -> to'."),
    N_("'{value}' is a relation of a service to itself."),
)


def _checked(value: Any, words: tuple[str, str, str], *, can_repeat: bool = False) -> str:
    wrong, mend, to_itself = words
    match = _ENDS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        near = re.fullmatch(r"(\S+?)\s*(?:->|[-–—]+>|→|⇒|=>)\s*(\S+)", str(value))
        meant = f"{near.group(1)} -> {near.group(2)}"[:80] if near else ""
        refuse("move", wrong, _MEANT if near else mend, value=str(value)[:80], meant=meant)
    if match.group(1) == match.group(2) and not can_repeat:
        refuse("move", to_itself, N_("Name two different ids."), value=str(value)[:80])
    return str(value)


MoveKey = Annotated[str, Before(lambda value: _checked(value, _MOVE, can_repeat=True))]
"""``from -> to``, the two levels that a move joins; twice the same for a level that can be repeated."""
ExchangeKey = Annotated[str, Before(lambda value: _checked(value, _EXCHANGE))]
"""``from -> to``, the two levels between which something is exchanged."""
SteeringKey = Annotated[str, Before(lambda value: _checked(value, _STEERING))]
"""``from -> to``, who steers and who is steered."""
RelationKey = Annotated[str, Before(lambda value: _checked(value, _RELATION))]
"""``from -> to``, the service that supports, complements or replaces, and the one that it does this to."""


def _said(value: Any) -> Any:
    """A key without a value says only that there is such a thing."""
    return {} if value is None else value


Moves = dict[MoveKey, Annotated[Maybe[Move], Before(_said)]]
Exchanges = dict[ExchangeKey, Annotated[Exchange, Before(_said)]]
