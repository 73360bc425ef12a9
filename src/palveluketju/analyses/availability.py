"""Where and in which languages services are given, and which level loses what it promises where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Final

from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, each_once, once_a_graph
from palveluketju.model import Availability, Chain, Condition, Recipient, Shared, given, is_absent, listed


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
    declared = graph.chain.areas
    place = {area: number for number, area in enumerate(declared)}
    found: list[Loss] = []
    for _, lost in groupby(_lost(graph), key=lambda one: one.level):
        together = []
        for number, one in enumerate(lost):
            for area in one.areas:
                loss = Loss(one.level, one.services, one.offer, area, one.language)
                if one.language is None:
                    together += [((place[area], -1, number), loss)]
                else:
                    codes = enumerate(declared[area].languages)
                    together += [((place[area], at, number), loss) for at, code in codes if code == one.language]
        found += [loss for _, loss in sorted(together, key=itemgetter(0))]
    return tuple(found)


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


def areas_of(chain: Chain) -> tuple[str, ...]:
    """The smallest areas that a chain is for."""
    own = {str(area) for area in listed(chain.area)}
    wholes = {area.part_of for area in chain.areas.values()}
    smallest = (name for name in chain.areas if name not in wholes)
    return tuple(name for name in smallest if not own or own & {name, *areas_over(chain, name)})


def areas_over(shared: Shared, area: str) -> Iterator[str]:
    """The areas that one is a part of."""
    seen = {area}
    whole = shared.areas[area].part_of if area in shared.areas else None
    while whole is not None and whole not in seen:
        seen.add(str(whole))
        yield str(whole)
        whole = shared.areas[str(whole)].part_of if whole in shared.areas else None


@once_a_graph
def _lines(graph: ChainGraph) -> Mapping[str, frozenset[str]]:
    """Each area that is declared, with those that it is a part of."""
    return {str(area): frozenset((area, *areas_over(graph.chain, area))) for area in graph.chain.areas}


def line_of(graph: ChainGraph, area: str) -> frozenset[str]:
    """An area with those that it is a part of."""
    return _lines(graph).get(area) or frozenset((area,))


def availability_of(graph: ChainGraph, offer: Offer) -> Availability | None:
    """What is told of where a service is given: where it is offered, else by itself."""
    here = offer.use.availability
    return given(graph.service(offer.service).availability) if here is None else given(here)


def is_given_in(graph: ChainGraph, availability: Availability | None, area: str) -> bool:
    """Whether a service is given in an area, as far as is told; an area that is open could be any."""
    if availability is None:
        return True
    about = line_of(graph, area)
    if not about.isdisjoint(availability.except_):
        return False
    areas = availability.areas
    return areas is None or is_absent(areas) or not about.isdisjoint(listed(areas))


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


def is_promised_in(graph: ChainGraph, offer: Offer, area: str, language: str | None = None) -> bool:
    """Whether a level offers a service to clients of an area, or of a language there.

    On conditions, one of them must be of that area and that language.
    """
    if not offer.use.when:
        return True
    about = line_of(graph, area)
    return any(
        (not one.area or not about.isdisjoint(one.area)) and (language is None or takes_language(one, language))
        for one in offer.use.when
    )


def takes_language(condition: Condition, language: str) -> bool:
    """Whether a condition can hold of a client of a language."""
    return not condition.language or main_language(language) in map(main_language, condition.language)


def main_language(code: str) -> str:
    """The language without its region: ``sv-FI`` is ``sv`` as well."""
    return code.split("-")[0]


def is_spoken(availability: Availability | None, language: str) -> bool:
    """Whether a service is given in a language."""
    if availability is None or not availability.languages:
        return True
    return main_language(language) in map(main_language, availability.languages)


def choices(offers: Iterable[Offer]) -> Iterator[list[Offer]]:
    """Offers that stand for each other: those of one service that can be for the same client, and alternatives."""
    groups: dict[object, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(id(offer.alternatives) if offer.alternatives else offer.service.id, []).append(offer)
    for group in groups.values():
        if group[0].alternatives or len(group) == 1:
            yield group
        else:
            # what is for the same clients meets the same, and is looked at once
            clients = {(one.use.for_, one.use.when): one for one in reversed(group)}
            kinds = [one for one in group if clients[one.use.for_, one.use.when] is one]
            found = {tuple(map(id, near)): near for near in ([o for o in group if may_meet(one, o)] for one in kinds)}
            yield from found.values()


_OTHERS: Final = frozenset(
    frozenset(pair)
    for pair in (
        (Recipient.CHILD, Recipient.ADULT),
        (Recipient.CHILD, Recipient.PARENT),
        (Recipient.CHILD, Recipient.OLDER_PERSON),
        (Recipient.YOUTH, Recipient.OLDER_PERSON),
        (Recipient.CLIENT, Recipient.CLOSE_PERSON),
    )
)
"""Recipients of whom nobody is both."""


def may_meet(one: Offer, other: Offer) -> bool:
    """Whether two offers of one service can be for the same client, as far as their recipients and conditions tell."""
    to, also_to = one.use.for_, other.use.for_
    if to and also_to and all(frozenset((a, b)) in _OTHERS for a in to for b in also_to):
        return False
    first, second = one.use.when, other.use.when
    return not (first and second) or any(_hold_together(a, b) for a in first for b in second)


def _hold_together(one: Condition, other: Condition) -> bool:
    """Whether one client can fit two conditions. Segments, services and areas that a client has can be several."""
    if one.age and other.age:
        low = max(age.lowest or 0 for age in (one.age, other.age))
        if any(age.highest is not None and age.highest < low for age in (one.age, other.age)):
            return False
    if one.life_stage and other.life_stage and not set(one.life_stage) & set(other.life_stage):
        return False
    return not other.language or any(takes_language(one, language) for language in other.language)
