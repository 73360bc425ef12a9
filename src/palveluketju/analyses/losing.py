"""Which level loses what it promises in which areas, or in a language there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from palveluketju.analyses.availability import (
    areas_of,
    availability_of,
    choices,
    is_promised_in,
    is_spoken,
    line_of,
)
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, each_once, once_a_graph
from palveluketju.model import Availability, is_absent, listed


@dataclass(frozen=True, slots=True)
class Loss:
    """A level that cannot give a critical service, or any of its alternatives, in an area, or in a language there."""

    level: Node
    services: tuple[Node, ...]
    offer: Offer
    area: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LossInAreas:
    """The losses of one place in a chain, in one language or whatever the language, in all of their areas."""

    level: Node
    services: tuple[Node, ...]
    offer: Offer
    areas: tuple[str, ...]
    language: str | None = None


@once_a_graph
def losses(graph: ChainGraph) -> tuple[Loss, ...]:
    """The register of areas without: each level, critical service and area (or language) in which it is not given.

    Areas are those of the chain, divided into their parts; without any, all areas that its services name. What is
    not told of a service's availability does not limit it. What a level offers to some clients only does not stand
    for what it offers to others.
    """
    lost, places = losses_by_area(graph)
    each = ((lost[number], area) for area, number in places)
    return tuple(Loss(one.level, one.services, one.offer, area, one.language) for one, area in each)


@once_a_graph
def losses_by_area(graph: ChainGraph) -> tuple[tuple[LossInAreas, ...], tuple[tuple[str, int], ...]]:
    """What levels lose, and in the order of the register each area with the number of the loss.

    There can be as many as services times areas, so each is no more than this.
    """
    areas = tuple(graph.chain.areas)
    place = {area: number for number, area in enumerate(areas)}
    turns: dict[str, dict[str, list[int]]] = {}
    for area, declared in graph.chain.areas.items():
        for turn, code in enumerate(declared.languages):
            turns.setdefault(code, {}).setdefault(area, []).append(turn)
    lost = tuple(_lost(graph))
    level = {level: number for number, level in enumerate(graph.levels())}
    found: list[tuple[int, int, int, int]] = []
    for number, one in enumerate(lost):
        at = level[one.level]
        if one.language is None:
            found += [(at, place[area], -1, number) for area in one.areas]
        else:
            spoken = turns[one.language]
            found += [(at, place[area], turn, number) for area in one.areas for turn in spoken[area]]
    return lost, tuple([(areas[area], number) for _, area, _, number in sorted(found)])


@once_a_graph
def losses_in_areas(graph: ChainGraph) -> tuple[LossInAreas, ...]:
    """The register of areas without, with the areas of each place together; each is as the first of its areas."""
    place = {area: number for number, area in enumerate(graph.chain.areas)}
    found: dict[object, tuple[tuple[int, int, int], LossInAreas]] = {}
    for number, one in enumerate(_lost(graph)):
        sign = one.level, one.offer.where, one.language
        spoken = graph.chain.areas[one.areas[0]].languages
        first = place[one.areas[0]], -1 if one.language is None else spoken.index(one.language), number
        if sign in found:
            other_first, other = found[sign]
            areas = tuple(sorted({*one.areas, *other.areas}, key=place.__getitem__))
            found[sign] = min(first, other_first), replace(one if first < other_first else other, areas=areas)
        else:
            found[sign] = first, one
    levels = {level: number for number, level in enumerate(graph.levels())}
    return tuple(one for _, one in sorted(found.values(), key=lambda each: (levels[each[1].level], each[0])))


def _lost(graph: ChainGraph) -> Iterator[LossInAreas]:
    """What each level loses, in sets of areas: as many as there are, they are not gone through one by one."""
    areas = areas_of(graph.chain)
    if not areas:
        return
    given_in = _GivenIn(graph, areas)
    critical = [offer for offer in graph.offers() if offer.critical]
    asked = {str(area) for offer in critical for one in offer.use.when for area in one.area}
    alike: dict[frozenset[str], list[str]] = {}
    for area in areas:
        alike.setdefault(line_of(graph, area) & asked, []).append(area)
    # in most areas and languages the same is promised; what is given anywhere, in whatever language, is not lost
    known: dict[tuple[int, ...], tuple[tuple[list[Offer], list[Availability | None]], ...]] = {}
    for level in graph.levels():
        promised = [offer for offer in graph.offers_at(level) if offer.critical]
        for among in alike.values() if promised else ():
            languages: dict[str | None, set[str]] = {None: set(among)}
            for area in among:
                for code in graph.chain.areas[area].languages:
                    languages.setdefault(code, set()).add(area)
            for language, where in languages.items():
                here = [one for one in promised if is_promised_in(graph, one, among[0], language)]
                sign = tuple(map(id, here))
                if sign not in known:
                    told_of = ((offers, [availability_of(graph, one) for one in offers]) for offers in choices(here))
                    known[sign] = tuple((offers, told) for offers, told in told_of if None not in told)
                for offers, told in known[sign]:
                    there = where.intersection(set().union(*map(given_in.areas, told)))
                    spoken = [one for one in told if language is None or is_spoken(one, language)]
                    served = there.intersection(set().union(*map(given_in.areas, spoken)))
                    lost = (where if language is None else there) - served
                    if lost:
                        services = each_once([offer.service for offer in offers])
                        yield LossInAreas(level, services, offers[0], given_in.in_order(lost), language)


class _GivenIn:
    """In which areas of a chain services are given, as far as is told: see :func:`is_given_in`."""

    def __init__(self, graph: ChainGraph, areas: tuple[str, ...]) -> None:
        self._all = frozenset(areas)
        self._place = {area: number for number, area in enumerate(areas)}
        self._within: dict[str, set[str]] = {}
        for area in areas:
            for whole in line_of(graph, area):
                self._within.setdefault(whole, set()).add(area)

    def areas(self, availability: Availability | None) -> frozenset[str]:
        if availability is None:
            return self._all
        told = availability.areas
        anywhere = told is None or is_absent(told)
        found = self._all if anywhere else frozenset().union(*self._named(listed(told)))
        return found.difference(*self._named(availability.except_))

    def _named(self, names: Iterable[str]) -> list[set[str]]:
        return [self._within[name] for name in names if name in self._within]

    def in_order(self, areas: set[str]) -> tuple[str, ...]:
        return tuple(sorted(areas, key=self._place.__getitem__))
