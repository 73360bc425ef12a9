"""Maturity: how much of a chain is complete, by what it is that can be complete.

What is complete is defined here, once for each kind of part. One rule holds for all: nothing of it may be open or not
known, since somebody has still to decide it or to find it out. What is said not to apply is complete: the chain has
told what there is to tell. The rest are the rules of the checks, so that what a check finds lacking is not complete,
and what is not complete is found by a check, or is open, not known or only possible. An accepted finding makes nothing
complete: whoever accepts it says that it may stay as it is, not that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from palveluketju.analyses.borders import Crossed
from palveluketju.analyses.decisions import not_known, open_decisions
from palveluketju.analyses.gaps import LevelServices, level_services, said_at
from palveluketju.analyses.integration import IntegrationPoint, PointKind, integration_points
from palveluketju.analyses.interfaces import InterfaceService, interface_services
from palveluketju.analyses.measuring import untold_of_goal
from palveluketju.analyses.outliving import is_history, nobody_organises_now
from palveluketju.analyses.speaking import required_names
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, once_a_graph
from palveluketju.model import (
    Handover,
    LevelKind,
    OrganisationKind,
    State,
    best_state,
    given,
    is_not_applicable,
    state_of,
)


class Matter(StrEnum):
    """What of a chain can be complete; each has its words under its value in ``terms``."""

    LEVELS = "levels"
    HAND_OVERS = "handovers"
    INTERFACES = "interfaces"
    GOALS = "goals"
    TRANSLATIONS = "translations"


_COMPLETE: Final = (State.THERE, State.NOT_APPLICABLE)
_UNSETTLED: Final = (State.OPEN, State.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that keeps a part from being complete.

    ``state`` is what is told of it: open, not known, not stated, or possible. ``what`` is its key in the format; it is
    empty where ``where`` is the place of what is open or not known, and where ``language`` is that of a text. ``of``
    are the services, bars or levels that it is lacking of, where that is not the part itself.
    """

    what: str
    state: State
    where: Path = ()
    of: tuple[Node, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a chain that can be complete: a level, a hand-over, an interface, a goal, a name in a language.

    ``where`` is its place: of a hand-over the move, declared or not; of an interface the other organisation.
    """

    matter: Matter
    where: Path
    lacks: tuple[Lack, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks


@once_a_graph
def parts_to_complete(graph: ChainGraph) -> tuple[Part, ...]:
    """Every part of a chain that can be complete, and what it lacks, in the order of :class:`Matter`."""
    return (*_levels(graph), *_hand_overs(graph), *_interfaces(graph), *_goals(graph), *_translations(graph))


@once_a_graph
def _unsettled(graph: ChainGraph) -> Mapping[Path, tuple[Lack, ...]]:
    """What is open or not known, by the element that it is in: the section and the id."""
    found: dict[Path, list[Lack]] = {}
    places = [(one.where, State.OPEN) for one in open_decisions(graph)]
    places += [(one.where, State.NOT_KNOWN) for one in not_known(graph)]
    for where, state in places:
        found.setdefault(where[:2], []).append(Lack("", state, where))
    return MappingProxyType({element: tuple(lacks) for element, lacks in found.items()})


# --- levels -----------------------------------------------------------------------------------------------------------


def _levels(graph: ChainGraph) -> Iterator[Part]:
    """A level is complete with its services stated, an organiser of each, and nothing open or not known in it.

    A need level states critical services of its own: what is carried over is promised by the lighter level already. Any
    other level states services, or has them carried over. A level is taken with its parts. Organisers are asked of
    services that it offers, critical or not, as each of them is met by clients, and on the graph's day; not where the
    chain is said to have no organiser. A step within a level is counted with it, and one that says nothing is not
    counted: a step can be the doing itself. Neither bars nor what services tell beside their organiser belong to a
    level.
    """
    for one in level_services(graph):
        lacks = tuple(dict.fromkeys(_lacks_of_level(graph, one)))
        is_step = graph.kind_of(one.level) is LevelKind.STEP
        if not is_step or (not graph.wholes_of(one.level) and (lacks or not one.is_empty)):
            yield Part(Matter.LEVELS, one.level.where, lacks)


def _lacks_of_level(graph: ChainGraph, one: LevelServices) -> Iterator[Lack]:
    within = (one.level, *graph.parts_of(one.level))
    if graph.is_need_level(one.level) and not one.names_critical:
        yield from _carried(graph, within) if one.said else (Lack("critical", State.NOT_STATED),)
    elif one.is_empty and graph.kind_of(one.level) is not LevelKind.STEP:
        yield Lack("services", State.NOT_STATED)
    for level in within:
        yield from _unsettled(graph).get(level.where[:2], ())
    offered = dict.fromkeys(offer.service for level in within for offer in graph.offers_of(level))
    for service in filter(graph.is_service, offered):
        state = state_of(graph.service(service).organiser)
        is_over = nobody_organises_now(graph, service) and not is_history(graph)
        needs_none = state is State.NOT_STATED and is_not_applicable(graph.chain.organiser)
        if is_over:
            state = State.NOT_STATED
        if state not in _COMPLETE and not needs_none:
            yield Lack("organiser", state, (*service.where, "organiser"), (service,))


def _carried(graph: ChainGraph, within: tuple[Node, ...]) -> Iterator[Lack]:
    """What is open or not known of the critical services of levels that go on at one which says nothing of its own."""
    if not any(True for level in within for _ in said_at(graph, level)):
        found = dict.fromkeys(lower for level in within for lower in graph.carried_levels(level))
        for lower in found:
            state = best_state(map(state_of, said_at(graph, lower)))
            if state in _UNSETTLED:
                yield Lack("critical", state, (*lower.where, "critical"), (lower,))


# --- hand-overs -------------------------------------------------------------------------------------------------------


def _hand_overs(graph: ChainGraph) -> Iterator[Part]:
    """A hand-over between houses is complete with a responsible party, the information, and a time limit.

    The chain's worker or team is responsible where the hand-over names nobody. The time limit counts, although its
    finding is an info: until it is agreed, each side can wait for the other. Hand-overs within a house are not counted:
    an interface between its units can stand for both. Of moves both ways between two levels, one tells for both, but
    each hand-over needs its time limit.
    """
    for point in integration_points(graph):
        if point.kind is PointKind.HAND_OVER and point.house is Crossed.CROSSED:
            start, end = point.elements
            where = point.where if point.where[0] == "moves" else ("moves", f"{start} -> {end}")
            yield Part(Matter.HAND_OVERS, where, tuple(dict.fromkeys(_lacks_of_hand_over(graph, point, where))))


def _lacks_of_hand_over(graph: ChainGraph, point: IntegrationPoint, where: Path) -> Iterator[Lack]:
    unsettled = [lack for way in point.ways for lack in _unsettled(graph).get(way.where, ())]
    unsettled = [lack for lack in unsettled if lack.where[0] == "moves" and lack.where[2:3] in ((), ("handover",))]
    yield from unsettled
    for key, state in (("responsible", point.coordination), ("information", point.information)):
        if state is State.NOT_STATED:
            yield Lack(key, state, (*where, "handover", key))
        elif state not in _COMPLETE and not any(key in lack.where or len(lack.where) < 4 for lack in unsettled):
            yield Lack(key, state or State.NOT_STATED, ("coordination",))
    for way in point.ways:
        handover = given(way.declared.handover) if way.declared else None
        if isinstance(handover, Handover) and handover.within is None:
            yield Lack("within", State.NOT_STATED, (*way.where, "handover", "within"))


# --- interfaces -------------------------------------------------------------------------------------------------------


def _interfaces(graph: ChainGraph) -> Iterator[Part]:
    """An interface is complete with an agreement and a contact for all that the chain has from the other party.

    Counted are the parties that the chain needs, whether an interface with them is described or not, as one agreement
    can cover all between the two. An agreement counts within its scope and while it is in force; one that is a draft,
    or of which nobody can tell whether it covers the chain, is possible only. A name that stands for several parties is
    not counted while nothing is described with it: nobody can agree with a name.
    """
    together: dict[str, list[InterfaceService]] = {}
    for record in interface_services(graph):
        if record.state is State.THERE and record.other is not None and not _is_a_name(graph, record):
            together.setdefault(graph.house_of(record.other), []).append(record)
    for records in together.values():
        others = tuple(dict.fromkeys(record.other for record in records if record.other is not None))
        house = graph.house_of(others[0])
        known = house in {one.id for one in graph.organisations()}
        name = house if len(others) > 1 and known else others[0].id
        lacks = tuple(dict.fromkeys(_lacks_of_interface(graph, records)))
        yield Part(Matter.INTERFACES, ("organisations", name), lacks)


def _is_a_name(graph: ChainGraph, record: InterfaceService) -> bool:
    several = record.other and graph.chain.organisations[record.other.id].kind is OrganisationKind.PARTIES
    return bool(several) and not record.interfaces


def _lacks_of_interface(graph: ChainGraph, records: list[InterfaceService]) -> Iterator[Lack]:
    names = dict.fromkeys(name for record in records for name in record.interfaces)
    unsettled = [lack for name in names for lack in _unsettled(graph).get(("interfaces", name), ())]
    yield from unsettled
    for key in ("agreement", "contact"):
        lacking: dict[State, list[Node]] = {}
        for record in records:
            state = record.agreement if key == "agreement" else record.contact
            is_said = state in _UNSETTLED and any(key in lack.where for lack in unsettled)
            if state is not None and state not in _COMPLETE and not is_said:
                lacking.setdefault(state, []).append(record.element)
        for state, elements in lacking.items():
            yield Lack(key, state, (), tuple(dict.fromkeys(elements)))


# --- goals and texts --------------------------------------------------------------------------------------------------


def _goals(graph: ChainGraph) -> Iterator[Part]:
    """A measurable goal is complete with its indicator, baseline, target and date; any other goal with its text.

    What stands for each of the four: see :func:`untold_of_goal`. Counted are the goals of the chain, not those of the
    organiser's strategy.
    """
    for name, goal in (given(graph.chain.goals) or {}).items():
        where = ("goals", name)
        untold = (Lack(key, State.NOT_STATED, (*where, key)) for key in untold_of_goal(goal))
        yield Part(Matter.GOALS, where, (*untold, *_unsettled(graph).get(where, ())))


def _translations(graph: ChainGraph) -> Iterator[Part]:
    """A name of the chain, its levels and its services is needed in each language that is required of the chain.

    The languages are those of its areas and of the configuration. Each name in each of them is one text, and is
    complete when it is there. Names whose language is not stated are not counted: nobody can tell in which it is there.
    """
    required, names = required_names(graph)
    for name in names:
        for language in required:
            lacks = (Lack("", State.NOT_STATED, name.where, language=language),) if language in name.lacking else ()
            yield Part(Matter.TRANSLATIONS, name.where, lacks)
