"""What stands on one side of a border: organisers as houses or sectors, units, tasks, fields, tiers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from palveluketju.analyses.coverage import sectors_or_state
from palveluketju.analyses.offering import unsure
from palveluketju.analyses.responsibility import answering
from palveluketju.graph import ChainGraph, Node, once_a_graph, walked
from palveluketju.model import (
    Absence,
    ServiceKind,
    State,
    TaskKind,
    Tier,
    is_absent,
    is_not_applicable,
    listed,
    state_of,
    unsettled_in,
)
from palveluketju.model.values import ServiceId


class Border(StrEnum):
    """What can be on two sides; each has its word in ``terms``, under ``border-`` and its value."""

    HOUSE = "house"
    """Organisations that are not one party: see :func:`palveluketju.model.house_of`."""
    SECTOR = "sector"
    UNIT = "unit"
    """The units that answer for the services: that of a service or its task, else a unit that organises it."""
    TASK = "task"
    """The wholes of services (palvelutehtävä) that the services belong to; asked only where the chain tells any.

    This is a border inside a house: what another organiser runs is in none of them unless it says so, and a duty to
    coordinate is none.
    """
    FIELD = "field"
    """The fields of the services or their tasks; asked only where the chain tells any."""
    TIER = "tier"
    """How specialised the services are, on three sides: preventive to extended basic, specialised, demanding.

    Guidance is on none of them.
    """


class Side(NamedTuple):
    """What is on one side of a border: ids of houses, units, tasks, fields; sectors; tiers.

    Of tiers, ``basic`` is the first side. An organisation of several sectors is one value, and so is a service of
    several tasks or fields: see :meth:`parts_of`. ``rest`` is THERE where that is all there is; else it says what is
    told of the rest: OPEN, NOT_KNOWN or NOT_STATED.
    """

    values: frozenset[str] = frozenset()
    rest: State = State.THERE

    @property
    def stated(self) -> bool:
        """Whether that is all there is."""
        return self.rest is _THERE

    @staticmethod
    def parts_of(value: str) -> list[str]:
        """The sectors, or the ids of tasks or fields, that one value stands for."""
        return value.split(_AND)


_TIERS: Final = {
    Tier.PREVENTIVE: Tier.BASIC,
    Tier.LOW_THRESHOLD: Tier.BASIC,
    Tier.BASIC: Tier.BASIC,
    Tier.EXTENDED_BASIC: Tier.BASIC,
    Tier.SPECIALISED: Tier.SPECIALISED,
    Tier.DEMANDING: Tier.DEMANDING,
}
_AND: Final = " "
OF_SEVERAL: Final = (Border.SECTOR, Border.TASK, Border.FIELD)
"""Where one organisation or service can be of several at once, which is no border within it.

Two are on one side if they are of the same; between two that have some in common and others not, one is possible.
"""
_OF_ORGANISERS: Final = (Border.HOUSE, Border.SECTOR, Border.UNIT)
_THERE: Final = State.THERE  # a member of an enum is looked for each time, and these are asked for all the time
_HOUSE, _UNIT, _TASK, _FIELD, _TIER = Border.HOUSE, Border.UNIT, Border.TASK, Border.FIELD, Border.TIER
_NOTHING: Final = Side()
_UNTOLD: Final = Side(rest=State.NOT_STATED)
_UNSETTLED: Final = (State.OPEN, State.NOT_KNOWN)


@lru_cache(maxsize=4096)  # services of very many chains have few values
def _of_one(value: str) -> Side:
    """A side where all there is is one value."""
    return Side(frozenset((value,)))


def rest_of(value: object) -> State:
    """What is told of what a value leaves untold: what does not apply leaves nothing."""
    return State.THERE if is_not_applicable(value) else state_of(value)


def rest_of_all(rests: Iterable[State]) -> State:
    """What is told of the rest of several: what is to be decided or found out stands before what is not stated."""
    untold = [rest for rest in rests if rest is not _THERE]
    return unsure(untold) if untold else _THERE


class Sides:
    """What stands on the sides of borders; what organisers have there is found out once for all that they organise."""

    def __init__(self, graph: ChainGraph, borders: Iterable[Border]) -> None:
        self._graph = graph
        self._borders = tuple(borders)
        self._of_organisers: dict[tuple[Node, ...], dict[Border, Side]] = {}
        self._of_tasks: dict[object, Side] = {}

    def of_service(self, service: Node) -> dict[Border, Side]:
        """What one service has on each side; what does not count has nothing, and nothing of it is left to tell."""
        graph, declared = self._graph, self._graph.service(service)
        found = dict.fromkeys(self._borders, _NOTHING)
        kind = declared.kind
        if kind is ServiceKind.INSTRUMENT:
            return found
        if is_absent(declared.organiser):
            told = dict.fromkeys(_OF_ORGANISERS, Side(rest=rest_of(declared.organiser)))
        else:
            told = self.of_organisers(graph.organisers_of(service))
        if kind is ServiceKind.DOCUMENT:
            if declared.organiser not in (None, ()):
                found[_HOUSE] = told[_HOUSE]
            return found
        found |= told
        answers = answering(graph, service)
        if answers.unit is not None:
            found[_UNIT] = _of_one(answers.unit)
        elif answers.told is not State.NOT_STATED:
            found[_UNIT] = _NOTHING if answers.told is State.NOT_APPLICABLE else Side(rest=answers.told)
        found[_TIER] = _of_tier(declared.tier)
        if _TASK in found:
            found[_TASK] = _of_tasks(graph, service)
        if _FIELD in found:
            found[_FIELD] = self._fields_of(service)
        return found

    def _fields_of(self, service: Node) -> Side:
        """The fields of a service; services of the same tasks have the same, where they name none."""
        declared = self._graph.service(service)
        tasks = declared.task
        if declared.field is not None or not isinstance(tasks, tuple):
            return _of_fields(self._graph, service)
        if tasks not in self._of_tasks:
            self._of_tasks[tasks] = _of_fields(self._graph, service)
        return self._of_tasks[tasks]

    def of_organisers(self, organisers: tuple[Node, ...]) -> dict[Border, Side]:
        """The houses, sectors and units of organisers."""
        sides = self._of_organisers.get(organisers)
        if sides is None:
            sides = {border: _of_organisers(self._graph, border, organisers) for border in _OF_ORGANISERS}
            self._of_organisers[organisers] = sides
        return sides


def tasks_among(graph: ChainGraph, told: tuple[str, ...] | Absence | None) -> tuple[str, ...]:
    """The ids of the wholes of services among the tasks that are told of something; duties to coordinate are none."""
    if told is None:
        return ()
    tasks = graph.chain.tasks
    return tuple([str(one) for one in listed(told) if one not in tasks or tasks[one].kind is not TaskKind.COORDINATION])


def _of_tasks(graph: ChainGraph, service: Node) -> Side:
    declared = graph.service(service)
    tasks = tasks_among(graph, declared.task)
    if tasks:
        return _of_one(_AND.join(sorted(tasks)))
    organisers = graph.organisers_of(service)
    of_others = declared.task is None and organisers and graph.own_organisers()
    if of_others and not any(map(graph.is_own, organisers)):
        return _NOTHING
    return Side(rest=rest_of(declared.task))


def _of_fields(graph: ChainGraph, service: Node) -> Side:
    """The fields of a service; where none is told, what is told of them, of its tasks' fields, or of its tasks."""
    declared, tasks = graph.service(service), graph.chain.tasks
    fields = _AND.join(sorted(graph.fields_of(service)))
    if fields:
        return _of_one(fields)
    if declared.field is not None:
        return Side(rest=rest_of(declared.field))
    told = (declared.task, *(tasks[task].field for task in listed(declared.task) if task in tasks))
    unsettled = rest_of_all(state for state in map(state_of, told) if state in _UNSETTLED)
    return _UNTOLD if unsettled is State.THERE else Side(rest=unsettled)


def _of_tier(tier: Tier | Absence | None) -> Side:
    if isinstance(tier, Tier):
        return _of_one(str(_TIERS[tier])) if tier in _TIERS else _NOTHING
    return Side(rest=rest_of(tier))


def _of_organisers(graph: ChainGraph, border: Border, organisations: tuple[Node, ...]) -> Side:
    """What organisers have on a side; of a house that acts as a whole, nobody knows by which of its units."""
    if not organisations:
        return _UNTOLD
    if border is Border.HOUSE:
        return Side(frozenset(map(graph.house_of, organisations)))
    found: list[tuple[str, ...]]
    if border is Border.SECTOR:
        found = [sectors_or_state(graph, one) for one in organisations]
    else:
        found = [(one.id if graph.house_of(one) != one.id else State.NOT_STATED,) for one in organisations]
    untold = [told for (told, *_) in found if isinstance(told, State)]
    values = (_AND.join(sorted(told)) for told in found if not isinstance(told[0], State))
    return Side(frozenset(values), rest_of_all(one if one in _UNSETTLED else State.NOT_STATED for one in untold))


def lists_nothing(graph: ChainGraph, level: Node) -> bool:
    """Whether a level has no list of services, not even one that is open."""
    declared = graph.level(level)
    return declared.critical in (None, ()) and declared.services in (None, ())


def rest_of_lists(graph: ChainGraph, level: Node) -> State:
    """What is told of the services of a level beside those that it lists; a whole can leave them to its parts."""
    if lists_nothing(graph, level):
        return State.THERE if graph.steps_of(level) else State.NOT_STATED
    declared = graph.level(level)
    untold = [state_of(one) for told in (declared.critical, declared.services) for one in unsettled_in(told)]
    return rest_of_all((*untold, *([State.NOT_STATED] if level.id in _with_unknown_services(graph) else ())))


@once_a_graph
def _with_unknown_services(graph: ChainGraph) -> frozenset[str]:
    """The levels in whose lists a service stands that nobody declares."""
    known = graph.chain.services
    unknown = [where for where, value in walked(graph).of(ServiceId) if value not in known]
    return frozenset(
        str(where[1]) for where in unknown if where[0] == "levels" and where[2] in ("critical", "services")
    )
