"""What stands on one side of a border: organisers as houses or sectors, units, tasks, fields, tiers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from palveluketju.analyses.responsibility import responsibility
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import (
    Absence,
    ServiceKind,
    State,
    TaskKind,
    Tier,
    is_not_applicable,
    is_unsettled,
    listed,
)


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


@dataclass(frozen=True, slots=True)
class Side:
    """What is on one side of a border: ids of houses, units, tasks, fields; sectors; tiers.

    Of tiers, ``basic`` is the first side. An organisation of several sectors is one value, and so is a service of
    several tasks or fields: see :meth:`parts_of`. ``stated`` tells whether that is all there is.
    """

    values: frozenset[str]
    stated: bool

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

Two are on one side if they are of the same; of two that have some in common and others not, nothing can be said.
"""
_NOTHING: Final = Side(frozenset(), stated=True)
_UNTOLD: Final = Side(frozenset(), stated=False)


def side_of(graph: ChainGraph, border: Border, service: Node) -> Side:
    """What one service has on a side; what does not count has nothing, and nothing of it is left to tell."""
    declared = graph.service(service)
    if declared.kind is ServiceKind.INSTRUMENT:
        return _NOTHING
    if declared.kind is ServiceKind.DOCUMENT and (border is not Border.HOUSE or declared.organiser in (None, ())):
        return _NOTHING
    if border is Border.TIER:
        return _of_tier(declared.tier)
    if border is Border.TASK:
        return _of_tasks(graph, service)
    if border is Border.FIELD:
        fields = _AND.join(sorted(graph.fields_of(service)))
        untold = _NOTHING if is_not_applicable(declared.field) else _UNTOLD
        return Side(frozenset((fields,)), stated=True) if fields else untold
    if border is Border.UNIT:
        answers = responsibility(graph, service)
        if answers.unit is not None:
            return Side(frozenset((answers.unit,)), stated=True)
        if answers.told is not State.NOT_STATED:
            return _NOTHING if answers.told is State.NOT_APPLICABLE else _UNTOLD
    if is_not_applicable(declared.organiser):
        return _NOTHING
    return side_of_organisers(graph, border, graph.organisers_of(service))


def tasks_among(graph: ChainGraph, told: tuple[str, ...] | Absence | None) -> tuple[str, ...]:
    """The ids of the wholes of services among the tasks that are told of something; duties to coordinate are none."""
    tasks = graph.chain.tasks
    return tuple(str(one) for one in listed(told) if one not in tasks or tasks[one].kind is not TaskKind.COORDINATION)


def _of_tasks(graph: ChainGraph, service: Node) -> Side:
    declared = graph.service(service)
    tasks = tasks_among(graph, declared.task)
    if tasks:
        return Side(frozenset((_AND.join(sorted(tasks)),)), stated=True)
    organisers = graph.organisers_of(service)
    of_others = declared.task is None and organisers and graph.own_organisers()
    if of_others and not any(map(graph.is_own, organisers)):
        return _NOTHING
    return _UNTOLD if declared.task is None or is_unsettled(declared.task) else _NOTHING


def _of_tier(tier: Tier | Absence | None) -> Side:
    if isinstance(tier, Tier):
        return Side(frozenset((_TIERS[tier].value,)), stated=True) if tier in _TIERS else _NOTHING
    return _NOTHING if is_not_applicable(tier) else _UNTOLD


def side_of_organisers(graph: ChainGraph, border: Border, organisations: tuple[Node, ...]) -> Side:
    """What organisers have on a side; of a house that acts as a whole, nobody knows by which of its units."""
    if not organisations:
        return _UNTOLD
    if border is Border.HOUSE:
        return Side(frozenset(graph.parties(organisations)), stated=True)
    if border is Border.SECTOR:
        found = {_AND.join(sorted(graph.sectors_of(one))) or None for one in organisations}
    else:
        found = {one.id if graph.house_of(one) != one.id else None for one in organisations}
    return Side(frozenset(value for value in found if value is not None), None not in found)
