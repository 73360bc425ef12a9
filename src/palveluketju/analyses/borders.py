"""Borders: between which organisations, sectors, units and tiers work for the same client is divided.

A border is crossed between two levels where one of them has what the other, fully stated, lacks. What a level has is
what the services have that it lists itself, and those of its parts; what is carried over crosses nothing. A document
tells of its house only, and an instrument of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from palveluketju.analyses.responsibility import responsibility
from palveluketju.graph import ChainGraph, Node, Offer, once_a_graph, walked
from palveluketju.model import Absence, ServiceKind, State, Tier, is_not_applicable, is_unsettled, unsettled_in
from palveluketju.model.walking import references


class Border(StrEnum):
    """What can be on two sides; each has its word in ``terms``, under ``border-`` and its value."""

    HOUSE = "house"
    """Organisations that are not one party: see :func:`palveluketju.model.house_of`."""
    SECTOR = "sector"
    UNIT = "unit"
    """The units that answer for the services: that of a service or its task, else a unit that organises it."""
    TIER = "tier"
    """How specialised the services are, on three sides: preventive to extended basic, specialised, demanding.

    Guidance is on none of them.
    """


class Crossed(StrEnum):
    """Whether a border is crossed; each has its words under its value in ``terms``."""

    CROSSED = "crossed"
    NOT_CROSSED = "not-crossed"
    NOT_STATED = "not-stated"
    """Too little is told to know."""


@dataclass(frozen=True, slots=True)
class Side:
    """What is on one side of a border: ids of houses or units, sectors, or tiers (``basic`` for the whole first side).

    ``stated`` tells whether that is all there is.
    """

    values: frozenset[str]
    stated: bool


@dataclass(frozen=True, slots=True)
class Crossing:
    """Whether a border is crossed; two ``sides`` between levels, one where several act at one place."""

    border: Border
    state: Crossed
    sides: tuple[Side, ...]


_TIERS: Final = {
    Tier.PREVENTIVE: Tier.BASIC,
    Tier.LOW_THRESHOLD: Tier.BASIC,
    Tier.BASIC: Tier.BASIC,
    Tier.EXTENDED_BASIC: Tier.BASIC,
    Tier.SPECIALISED: Tier.SPECIALISED,
    Tier.DEMANDING: Tier.DEMANDING,
}
_NOTHING: Final = Side(frozenset(), stated=True)
_UNTOLD: Final = Side(frozenset(), stated=False)


class Borders:
    """The borders of one chain; what stands on a side is found out once."""

    def __init__(self, graph: ChainGraph) -> None:
        self._graph = graph
        self._levels: dict[tuple[Border, Node], Side] = {}
        self._services: dict[tuple[Border, Node], Side] = {}

    def between(self, start: Node, end: Node) -> tuple[Crossing, ...]:
        """Every border between two levels, in the order of :class:`Border`."""
        found = []
        for border in Border:
            sides = (self._of_level(border, start), self._of_level(border, end))
            found.append(Crossing(border, self._between(border, *sides), sides))
        return tuple(found)

    def at_level(self, level: Node) -> tuple[Crossing, ...]:
        """Every border among those who act at one level.

        What is carried over goes on there, so that those who organise it act there too; it brings no unit and no tier,
        which are those of what the level and its parts list.
        """
        graph = self._graph
        own, met = (level, *graph.parts_of(level)), (level, *graph.carried_levels(level))
        may_bring_more = any(is_unsettled(graph.level(one).carries) for one in met)
        found = []
        for border in Border:
            acting = border in (Border.HOUSE, Border.SECTOR)
            levels = met if acting else own
            stated = all(_lists_all(graph, one) for one in levels) and not (acting and may_bring_more)
            offers = [offer for one in levels for offer in graph.offers_of(one)]
            found.append(self._among(border, offers, stated=stated and bool(offers)))
        return tuple(found)

    def of_service(self, service: Node) -> tuple[Crossing, ...]:
        """Every border among those who run one service."""
        return tuple(self._at_one_place(border, self._of_service(border, service)) for border in Border)

    def of_bar(self, bar: Node, organisers: tuple[Node, ...]) -> tuple[Crossing, ...]:
        """Every border among the organisations that run a bar; its tiers are those of its services."""
        graph, found = self._graph, []
        declared = graph.bar(bar)
        told = not any(value is None or is_unsettled(value) for value in (declared.partners, graph.chain.organiser))
        offers = graph.offers_of(bar)
        for border in Border:
            if border is Border.TIER:
                found.append(self._among(border, offers, stated=bool(offers) and not unsettled_in(declared.services)))
            else:
                side = _of_organisations(graph, border, organisers)
                found.append(self._at_one_place(border, Side(side.values, side.stated and told)))
        return tuple(found)

    def _between(self, border: Border, here: Side, there: Side) -> Crossed:
        for side, other in ((here, there), (there, here)):
            known = other.values.union(*(self._line(border, value) for value in other.values))
            lacking = any(not self._line(border, value) & other.values for value in side.values - known)
            if lacking and other.values and other.stated:
                return Crossed.CROSSED
        if here.stated and there.stated and (here.values == there.values or not (here.values and there.values)):
            return Crossed.NOT_CROSSED
        return Crossed.NOT_STATED

    def _line(self, border: Border, value: str) -> set[str]:
        """A value with those that it can be told by: a unit can be meant where its whole is named."""
        return {value, *(self._graph.organisations_over(value) if border is Border.UNIT else ())}

    def _differ(self, border: Border, values: frozenset[str]) -> bool:
        lines = [self._line(border, value) for value in values]
        return len(lines) > 1 and not values <= max(lines, key=len)

    def _at_one_place(self, border: Border, side: Side) -> Crossing:
        if self._differ(border, side.values):
            return Crossing(border, Crossed.CROSSED, (side,))
        return Crossing(border, Crossed.NOT_CROSSED if side.stated else Crossed.NOT_STATED, (side,))

    def _among(self, border: Border, offers: Iterable[Offer], *, stated: bool) -> Crossing:
        """A border among what is offered at one place; alternatives do not meet by being alternatives."""
        sure, choices = [Side(frozenset(), stated)], dict[int, list[Side]]()
        for offer in offers:
            into = sure if offer.alternatives is None else choices.setdefault(id(offer.alternatives), [])
            into.append(self._of_service(border, offer.service))
        whole = _together((*sure, *(side for sides in choices.values() for side in sides)))
        if len(choices) == 1:
            always = _together(tuple(sure))
            ways = (_together((always, choice)) for choice in next(iter(choices.values())))
            if not any(self._differ(border, way.values) for way in ways):
                return Crossing(border, Crossed.NOT_CROSSED if whole.stated else Crossed.NOT_STATED, (whole,))
        return self._at_one_place(border, whole)

    def _of_level(self, border: Border, level: Node) -> Side:
        """What a level has on a side; a part that lists nothing has what the nearest of its wholes lists."""
        if (border, level) not in self._levels:
            graph = self._graph
            listing = next((one for one in (level, *graph.wholes_of(level)) if not _lists_nothing(graph, one)), level)
            levels = (level, *graph.parts_of(level)) if listing == level else (listing,)
            services = dict.fromkeys(offer.service for one in levels for offer in graph.offers_of(one))
            stated = Side(frozenset(), all(_lists_all(graph, one) for one in levels))
            self._levels[border, level] = _together((stated, *(self._of_service(border, one) for one in services)))
        return self._levels[border, level]

    def _of_service(self, border: Border, service: Node) -> Side:
        if (border, service) not in self._services:
            self._services[border, service] = _of_service(self._graph, border, service)
        return self._services[border, service]


def _together(sides: tuple[Side, ...]) -> Side:
    return Side(frozenset().union(*(side.values for side in sides)), all(side.stated for side in sides))


def _lists_nothing(graph: ChainGraph, level: Node) -> bool:
    declared = graph.level(level)
    return declared.critical in (None, ()) and declared.services in (None, ())


def _lists_all(graph: ChainGraph, level: Node) -> bool:
    """Whether a level tells all its own services; a whole can leave that to its parts."""
    if _lists_nothing(graph, level):
        return bool(graph.steps_of(level))
    told = (graph.level(level).critical, graph.level(level).services)
    return not any(map(unsettled_in, told)) and level.id not in _with_unknown_services(graph)


@once_a_graph
def _with_unknown_services(graph: ChainGraph) -> frozenset[str]:
    """The levels in whose lists a service stands that nobody declares."""
    return frozenset(
        str(where[1])
        for where, value in references(walked(graph))
        if where[0] == "levels" and where[2] in ("critical", "services")
        if value.kind == "service" and str(value) not in graph.chain.services
    )


def _of_service(graph: ChainGraph, border: Border, service: Node) -> Side:
    """What one service has on a side; what does not count has nothing, and nothing of it is left to tell."""
    declared = graph.service(service)
    if declared.kind is ServiceKind.INSTRUMENT:
        return _NOTHING
    if declared.kind is ServiceKind.DOCUMENT and (border is not Border.HOUSE or declared.organiser in (None, ())):
        return _NOTHING
    if border is Border.TIER:
        return _of_tier(declared.tier)
    if border is Border.UNIT:
        answers = responsibility(graph, service)
        if answers.unit is not None:
            return Side(frozenset((answers.unit,)), stated=True)
        if answers.told is not State.NOT_STATED:
            return _NOTHING if answers.told is State.NOT_APPLICABLE else _UNTOLD
    if is_not_applicable(declared.organiser):
        return _NOTHING
    return _of_organisations(graph, border, graph.organisers_of(service))


def _of_tier(tier: Tier | Absence | None) -> Side:
    if isinstance(tier, Tier):
        return Side(frozenset((_TIERS[tier].value,)), stated=True) if tier in _TIERS else _NOTHING
    return _NOTHING if is_not_applicable(tier) else _UNTOLD


def _of_organisations(graph: ChainGraph, border: Border, organisations: tuple[Node, ...]) -> Side:
    """What organisers have on a side; of a house that acts as a whole, nobody knows by which of its units."""
    if not organisations:
        return _UNTOLD
    if border is Border.HOUSE:
        return Side(frozenset(graph.parties(organisations)), stated=True)
    if border is Border.SECTOR:
        found = {graph.sector_of(one) for one in organisations}
    else:
        found = {one.id if graph.house_of(one) != one.id else None for one in organisations}
    return Side(frozenset(value for value in found if value is not None), None not in found)
