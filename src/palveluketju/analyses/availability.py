"""Where and in which languages services are given, and to which clients they are promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from palveluketju.graph import ChainGraph, Offer, led_to, once_a_graph
from palveluketju.model import Availability, Chain, Condition, Recipient, Shared, given, is_absent, listed


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
    wholes = {str(name): (area.part_of,) if area.part_of else () for name, area in graph.chain.areas.items()}
    return {area: over | {area} for area, over in led_to(wholes).items()}


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
