"""Borders: between which organisations, sectors, units, tasks and tiers work for the same client is divided.

A border is crossed between two levels where one of them has what the other, fully stated, lacks. What a level has is
what the services have that it lists itself, and those of its parts; what is carried over crosses nothing. A document
tells of its house only, and an instrument of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain, combinations
from operator import itemgetter
from typing import NamedTuple

from palveluketju.analyses.sides import (
    OF_SEVERAL,
    Border,
    Side,
    Sides,
    lists_nothing,
    rest_of,
    rest_of_all,
    rest_of_lists,
    tasks_among,
)
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import State, is_unsettled, state_of, unsettled_in


class Crossed(StrEnum):
    """Whether a border is crossed; each has its words under its value in ``terms``."""

    CROSSED = "crossed"
    NOT_CROSSED = "not-crossed"
    POSSIBLE = "possible"
    """All is told, and two may be on one side or not: some tasks in common, a ward that its hospital may stand for."""
    OPEN = "open"
    """Somebody has to decide what is on a side."""
    NOT_KNOWN = "not-known"
    """It has not been found out what is on a side."""
    NOT_STATED = "not-stated"
    """Too little is told to know."""

    @property
    def is_known(self) -> bool:
        """Whether it is known that the border is crossed, or that it is not."""
        return self in (Crossed.CROSSED, Crossed.NOT_CROSSED)


class Crossing(NamedTuple):
    """Whether a border is crossed; two ``sides`` between levels, one where several act at one place."""

    border: Border
    state: Crossed
    sides: tuple[Side, ...]


def by_crossed(crossings: Iterable[Crossing]) -> dict[Crossed, tuple[Border, ...]]:
    """Borders by whether they are crossed, those that are first; no state without a border."""
    every = tuple(crossings)
    found = {state: tuple(one.border for one in every if one.state is state) for state in Crossed}
    return {state: borders for state, borders in found.items() if borders}


class _Offered(NamedTuple):
    """What services at one place have on the sides of borders: those that are there, and those of each choice.

    A service can be there more than once. Choices are under the identity of the group that is declared.
    """

    sure: list[dict[Border, Side]]
    choices: dict[int, list[dict[Border, Side]]]


class Borders:
    """The borders of one chain; what stands on a side is found out once."""

    def __init__(self, graph: ChainGraph) -> None:
        self._graph = graph
        untold = {Border.FIELD: not graph.tells_fields(), Border.TASK: not graph.tells_tasks()}
        self._borders = tuple(one for one in Border if not untold.get(one))
        self._sides = Sides(graph, self._borders)
        self._levels: dict[str, dict[Border, Side]] = {}
        self._services: dict[str, dict[Border, Side]] = {}
        self._lines: dict[tuple[Border, str], frozenset[str]] = {}
        self._alone: dict[tuple[Border, Side], Crossing] = {}

    def between(self, start: Node, end: Node) -> tuple[Crossing, ...]:
        """Every border between two levels, in the order of :class:`Border`."""
        here, there = self._of_level(start), self._of_level(end)
        every = [(border, side, there[border]) for border, side in here.items()]
        return tuple(
            [Crossing(border, self._between(border, one, other), (one, other)) for border, one, other in every]
        )

    def at_level(self, level: Node) -> tuple[Crossing, ...]:
        """Every border among those who act at one level.

        What is carried over goes on there, so that those who organise it act there too; it brings no unit, no task and
        no tier, which are those of what the level and its parts list.
        """
        graph = self._graph
        own, met = [level.id, *[one.id for one in graph.parts_of(level)]], [level.id]
        met += [one.id for one in graph.carried_levels(level)]
        brought = set(map(self._brought.__getitem__, met)) - {State.THERE}
        listed = self._at_levels(own, ())
        acting = listed if met == own and not brought else self._at_levels(met, brought)
        those = (Border.HOUSE, Border.SECTOR)
        return tuple(self._among(one, *(acting if one in those else listed)) for one in self._borders)

    @cached_property
    def _brought(self) -> dict[str, State]:
        """What is told of what goes on at each level, where it is open or not known."""
        told = {level.id: self._graph.level(level).carries for level in self._graph.levels()}
        return {name: state_of(carries) if is_unsettled(carries) else State.THERE for name, carries in told.items()}

    def _at_levels(self, levels: list[str], more: Iterable[State]) -> tuple[_Offered, Side]:
        """What several levels together offer, and what is told of the rest of it; ``more`` is told besides."""
        every = [*map(self._offered_at.__getitem__, levels)]
        sure = [*chain.from_iterable([one.sure for one in every])]
        choices: dict[int, list[dict[Border, Side]]] = {}
        for one in every:
            choices |= one.choices
        rests = {*map(self._rests.__getitem__, levels), *more}
        return _Offered(sure, choices), Side(rest=_rest_beside((*sure, *choices), rests))

    @cached_property
    def _offered_at(self) -> dict[str, _Offered]:
        """What each level itself offers."""
        return {level.id: self._offered(self._graph.offers_of(level)) for level in self._graph.levels()}

    def of_service(self, service: Node) -> tuple[Crossing, ...]:
        """Every border among those who run one service."""
        return tuple(self._at_one_place(border, side) for border, side in self._sides_of(service).items())

    def of_bar(self, bar: Node, organisers: tuple[Node, ...]) -> tuple[Crossing, ...]:
        """Every border among the organisations that run a bar; its fields and tiers are those of its services.

        Its tasks are its own as well, each for itself: a bar holds together those that it names.
        """
        graph, found = self._graph, []
        declared = graph.bar(bar)
        acting = [rest_of(value) for value in (declared.partners, graph.chain.organiser)]
        offers = graph.offers_of(bar)
        offered = self._offered(offers)
        run_by = self._sides.of_organisers(organisers)
        for border in self._borders:
            if border in (Border.TASK, Border.FIELD, Border.TIER):
                tasks = frozenset(tasks_among(graph, declared.task)) if border is Border.TASK else frozenset()
                untold = (
                    *unsettled_in(declared.services),
                    *unsettled_in(declared.task if border is Border.TASK else ()),
                )
                rest = _rest_beside((*offers, *tasks), map(state_of, untold))
                found.append(self._among(border, offered, Side(tasks, rest)))
            else:
                side = run_by[border]
                found.append(self._at_one_place(border, Side(side.values, rest_of_all((side.rest, *acting)))))
        return tuple(found)

    def _between(self, border: Border, here: Side, there: Side) -> Crossed:
        differ = here.values != there.values and here.values and there.values
        for side, other in ((here, there), (there, here)) if differ else ():
            if not other.stated:
                continue
            known = other.values.union(*[self._line(border, value) for value in other.values])
            like = known if border in OF_SEVERAL else other.values
            if any(not self._line(border, value) & like for value in side.values - known):
                return Crossed.CROSSED
        if here.stated and there.stated and not differ:
            return Crossed.NOT_CROSSED
        return _unsure(rest_of_all((here.rest, there.rest)))

    def _line(self, border: Border, value: str) -> frozenset[str]:
        """A value with those that it can be told by: a unit can be meant where its whole is named."""
        if (border, value) not in self._lines:
            is_unit = border is Border.UNIT and value in self._graph.chain.organisations
            over = self._graph.organisations_over(value) if is_unit else ()
            self._lines[border, value] = frozenset((value, *(Side.parts_of(value) if border in OF_SEVERAL else over)))
        return self._lines[border, value]

    def _differ(self, border: Border, values: frozenset[str]) -> bool:
        """Whether several values are not all on one side."""
        if len(values) < 2:
            return False
        lines = [self._line(border, value) for value in values]
        if border in OF_SEVERAL:
            return any(not one & other for one, other in combinations(lines, 2))
        return not values <= max(lines, key=len)

    def _at_one_place(self, border: Border, side: Side) -> Crossing:
        """A border at one place; places have few kinds of sides, and each many times."""
        if (border, side) not in self._alone:
            differ = self._differ(border, side.values)
            crossed = Crossing(border, Crossed.CROSSED, (side,))
            self._alone[border, side] = crossed if differ else self._not_seen(border, side, (side,))
        return self._alone[border, side]

    def _not_seen(self, border: Border, side: Side, ways: Iterable[Side]) -> Crossing:
        """A border that is not seen in any of the ways in which something can be there; ``side`` is all of them."""
        certain = side.stated and not (border in OF_SEVERAL and any(len(way.values) > 1 for way in ways))
        return Crossing(border, Crossed.NOT_CROSSED if certain else _unsure(side.rest), (side,))

    def _offered(self, offers: Iterable[Offer]) -> _Offered:
        """What is offered at one place, each service once among those that are offered alike."""
        groups: dict[int | None, dict[str, dict[Border, Side]]] = {}
        for offer in offers:
            group = None if offer.alternatives is None else id(offer.alternatives)
            groups.setdefault(group, {})[offer.service.id] = self._sides_of(offer.service)
        sure = [*groups.pop(None, {}).values()]
        return _Offered(sure, {group: [*choices.values()] for group, choices in groups.items() if group is not None})

    def _among(self, border: Border, offered: _Offered, own: Side) -> Crossing:
        """A border among what is offered at one place, and what it has itself; alternatives do not meet by being so."""
        at = itemgetter(border)
        sure = [own, *map(at, offered.sure)]
        whole = _together((*sure, *map(at, chain.from_iterable(offered.choices.values()))))
        if len(offered.choices) == 1:
            (choices,) = offered.choices.values()
            always = _together(sure)
            ways = [_together((always, choice)) for choice in map(at, choices)]
            if not any(self._differ(border, way.values) for way in ways):
                return self._not_seen(border, whole, ways)
        return self._at_one_place(border, whole)

    def _of_level(self, level: Node) -> dict[Border, Side]:
        """What a level has on each side; a part that lists nothing has what the nearest of its wholes lists."""
        if level.id not in self._levels:
            graph = self._graph
            listing = next((one for one in (level, *graph.wholes_of(level)) if not lists_nothing(graph, one)), level)
            levels = (level, *graph.parts_of(level)) if listing == level else (listing,)
            sides = [self._sides_of(offer.service) for one in levels for offer in graph.offers_of(one)]
            lists = Side(rest=rest_of_all([self._rests[one.id] for one in levels]))
            self._levels[level.id] = {one: _together((lists, *map(itemgetter(one), sides))) for one in self._borders}
        return self._levels[level.id]

    @cached_property
    def _rests(self) -> dict[str, State]:
        """What is told of the services of each level beside those that it lists."""
        return {level.id: rest_of_lists(self._graph, level) for level in self._graph.levels()}

    def _sides_of(self, service: Node) -> dict[Border, Side]:
        """What a service has on its side of each border."""
        if service.id not in self._services:
            self._services[service.id] = self._sides.of_service(service)
        return self._services[service.id]


def _unsure(rest: State) -> Crossed:
    """Whether a border is crossed that nobody knows to be or not to be, by what is told of the rest of its sides."""
    return Crossed.POSSIBLE if rest is State.THERE else Crossed(rest.value)


def _together(sides: Iterable[Side]) -> Side:
    """Several sides as one; of very many sides at one place, few are different."""
    every = {*sides}
    if len(every) == 1:
        return every.pop()
    return Side(frozenset().union(*[side.values for side in every]), rest_of_all({side.rest for side in every}))


def _rest_beside(found: Sequence[object], rests: Iterable[State]) -> State:
    """What is told of the rest beside what is found at one place; where that is nothing, nothing is stated."""
    rest = rest_of_all(rests)
    return State.NOT_STATED if rest is State.THERE and not found else rest
