"""A declared service chain: what one chain file says."""

from typing import Annotated, Any, Final

from pydantic import ValidationInfo, field_validator

from palveluketju.display import Cell, short, table_html
from palveluketju.findings import N_, counted
from palveluketju.model.absence import (
    Absence,
    Maybe,
    Party,
    absence_text,
    given,
    is_absent,
    is_unsettled,
    listed,
    state_of,
)
from palveluketju.model.base import After, Before, Frozen, Value, refuse
from palveluketju.model.catalogue import FORMAT_VERSION, Catalogue, Shared
from palveluketju.model.durations import Duration
from palveluketju.model.elements import Element, Named
from palveluketju.model.goals import Figures, Goals
from palveluketju.model.group import Participation, TargetGroup
from palveluketju.model.moving import Entry, Exchanges, Exit, Moves, ServicePath
from palveluketju.model.ranges import Band
from palveluketju.model.system_vocabulary import LifeStage
from palveluketju.model.text import Line, LongText, Text, spoken
from palveluketju.model.uses import Alternatives, Uses
from palveluketju.model.values import (
    AreaRef,
    Date,
    Flag,
    GoalRef,
    Id,
    LevelRef,
    OneOrMore,
    OrganisationRef,
    TaskRef,
)
from palveluketju.model.vocabulary import Audience, Called, LevelKind, Order, Role, Status
from palveluketju.model.walking import as_data
from palveluketju.terms import term, title


class Considered(Element):
    """What a chain says of the tiers and providers that a chain is to consider, where its services do not show it."""

    basic: Maybe[LongText] = None
    extended_basic: Maybe[LongText] = None
    specialised: Maybe[LongText] = None
    public: Maybe[LongText] = None
    private: Maybe[LongText] = None
    municipal: Maybe[LongText] = None
    employment: Maybe[LongText] = None


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
    """A step of the chain: a level of need, a phase, a tier of care, or one of several parallel groups.

    ``part_of`` is the level that this one is a step of; ``timing`` tells when it takes place or how long it lasts.
    ``partners`` take part in it, without being told what they do. Clients can pass an ``optional`` level by without a
    reason. ``serves`` are the goals, of the chain or of the organiser's strategy, that it is there for.
    """

    kind: LevelKind = LevelKind.NEED
    optional: Flag = False
    part_of: LevelRef | None = None
    timing: Maybe[Duration] = None
    role: OneOrMore[Role] = ()
    band: Maybe[Band] = None
    carries: Maybe[CarryOver] = None
    critical: Maybe[Uses] = None
    services: Maybe[Uses] = None
    partners: Maybe[OneOrMore[OrganisationRef]] = None
    coordination: Maybe[Coordination] = None
    serves: OneOrMore[GoalRef] = ()


class Bar(Named):
    """What spans the levels: guidance, health promotion, cooperation. Without ``spans`` it spans them all.

    ``serves`` are goals, as of a level.
    """

    role: OneOrMore[Role] = (Role.SERVICES,)
    task: Maybe[OneOrMore[TaskRef]] = None
    spans: Maybe[OneOrMore[LevelRef]] = None
    services: Maybe[Uses] = None
    partners: Maybe[OneOrMore[OrganisationRef]] = None
    serves: OneOrMore[GoalRef] = ()


def _said(value: Any) -> Any:
    """Levels can be open, but a file that says nothing of them has only been begun."""
    if value is None:
        refuse("levels", N_("The chain has no levels."), N_("Write them, or '{{open: ...}}'."))
    return value


MOST_OPTIONAL: Final = 50
"""How many levels of a chain can be optional: each pair of levels around them is a way that clients go."""


MOST_LEVELS: Final = 300
"""How many levels a chain can have: each can have to do with each other, as in what is carried over."""
MOST_WITHIN: Final = 10
"""How many levels can stand within each other: a level has all that is within it, and is told of together with it."""


def _limited(levels: dict[str, Level]) -> dict[str, Level]:
    if len(levels) > MOST_LEVELS:
        what = N_("A chain can have at most {most} levels; this one has {count}.")
        refuse("levels", what, N_("Write several chains."), most=MOST_LEVELS, count=len(levels))
    count = sum(level.optional for level in levels.values())
    if count > MOST_OPTIONAL:
        what = N_("A chain can have at most {most} optional levels; this one has {count}.")
        refuse("levels", what, N_("Write moves past the rest."), most=MOST_OPTIONAL, count=count)
    for name in levels:
        line = [name]
        while (whole := levels[line[-1]].part_of) in levels and whole not in line:
            line.append(str(whole))
        if len(line) > MOST_WITHIN and whole not in line:  # what is wrong with a circle is said elsewhere
            what = N_("At most {most} levels can stand within each other; '{level}' is within {count}.")
            mend = N_("Make '{level}' a part of a level further up.")
            refuse("levels", what, mend, most=MOST_WITHIN, level=name, count=len(line) - 1)
    return levels


class Chain(Shared, Element):
    """One service chain (palveluketju): what one client group meets, from the lightest need to the heaviest.

    ``chain.levels`` and the other sections are mappings from id to element, in the order of the file; where it is open
    which levels there are, it is that, as in other sections. A compiled chain's ``levels()`` are then none.
    ``variant_of`` is the chain that the file changes, ``without`` what it leaves out of it. ``replaces`` has the ids of
    older chains in whose place this one comes, which can stand in other files. ``partners`` take part in the chain,
    without being told what they do.
    """

    id: Id
    name: Text
    variant_of: Id | None = None
    without: OneOrMore[Line] = ()
    replaces: Maybe[OneOrMore[Id]] = None
    called: Called | None = None
    status: Status | None = None
    dated: Date | None = None
    valid_from: Maybe[Date] = None
    valid_until: Maybe[Date] = None
    review: Maybe[Date] = None
    owner: Maybe[Party] = None
    organiser: Maybe[OneOrMore[OrganisationRef]] = None
    funders: Maybe[OneOrMore[OrganisationRef]] = None
    partners: Maybe[OneOrMore[OrganisationRef]] = None
    audience: OneOrMore[Audience] = ()
    area: Maybe[OneOrMore[AreaRef]] = None
    life_stage: Maybe[OneOrMore[LifeStage]] = None
    target_group: Maybe[TargetGroup] = None
    participation: Maybe[Participation] = None
    considers: Maybe[Considered] = None
    goals: Maybe[Goals] = None
    figures: Figures = Frozen()
    need_scale: Maybe[Annotated[dict[Id, Text], After(Frozen)]] = None
    order: Maybe[Order] = None
    levels: Annotated[Maybe[Annotated[dict[Id, Level], After(_limited), After(Frozen)]], Before(_said)]
    bars: Maybe[Annotated[dict[Id, Bar], After(Frozen)]] = None
    entries: Maybe[Annotated[dict[Id, Entry], After(Frozen)]] = None
    moves: Annotated[Moves, After(Frozen)] = Frozen()
    exits: Maybe[Annotated[dict[Id, Exit], After(Frozen)]] = None
    exchanges: Annotated[Exchanges, After(Frozen)] = Frozen()
    paths: Annotated[dict[Id, ServicePath], After(Frozen)] = Frozen()
    coordination: Maybe[Coordination] = None

    @field_validator("replaces")
    @classmethod
    def _replaces_others(cls, value: Any, info: ValidationInfo) -> Any:
        own = info.data.get("id")
        if own is not None and own in listed(value):
            refuse(
                "replaces",
                N_("Chain '{chain}' cannot replace itself."),
                N_("Name the older chain, or remove it."),
                chain=own,
            )
        return value

    @property
    def walked(self) -> Order:
        """How levels follow each other: a ladder unless told; without order where that is open."""
        order = self.order
        if isinstance(order, Order):
            return order
        return Order.LADDER if order is None else Order.NONE

    def to_yaml(self) -> str:
        """The text of a chain file that reads back as the same chain; what was not given is left out.

        What the chain was read with from a catalogue, or as a variant from another chain, is written into it, so that
        the file stands by itself: keep it apart from that catalogue. Comments of the file that the chain was read from
        are not kept.
        """
        from palveluketju.source.writing import write_yaml  # to read and check a chain takes no writing

        data = {key: value for key, value in as_data(self).items() if key not in ("variant-of", "without")}
        return write_yaml({"palveluketju": FORMAT_VERSION, **data})

    def __repr__(self) -> str:
        levels, services = counted(len(given(self.levels) or ()), "level"), counted(len(self.services), "service")
        return short(f"<chain {self.id}: {levels}, {services}>")

    def _repr_html_(self) -> str:
        rows = [
            (key, spoken(level.name), _told(level.critical), _told(level.services))
            for key, level in (given(self.levels) or {}).items()
        ]
        about = " ".join(
            (self.id, *([self.status.value] if self.status else []), *([str(self.dated)] if self.dated else []))
        )
        head = [title(word) for word in ("id", "level", "critical services", "services")]
        return table_html(spoken(self.name), head, rows, rest=about)


class ReadFile(Value):
    """What one file says: a chain or a catalogue. The validators of both are built in one go, of the same parts."""

    chain: Chain | None = None
    catalogue: Catalogue | None = None


def _told(uses: Uses | Absence | None) -> Cell:
    """What a level says of its services: their ids, or how they are absent."""
    if is_absent(uses):
        return _told_absent(uses)
    ids = []
    for use in uses or ():
        if is_unsettled(use):
            ids.append(_told_absent(use))
        else:
            ids.append(" / ".join(one.service for one in use.one_of) if isinstance(use, Alternatives) else use.service)
    return ", ".join(ids)


def _told_absent(value: Absence) -> str:
    return f"{term(state_of(value))}: {absence_text(value)}"
