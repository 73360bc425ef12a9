"""Ages: those of the target group, those that a level's services leave out, and those of services beyond the group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

from palveluketju.analyses.offering import offerings
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import (
    AgeRange,
    Alternatives,
    Condition,
    Order,
    Recipient,
    ServiceUse,
    State,
    TargetGroup,
    given,
    is_unsettled,
    listed,
)

OLDEST: Final = 150
"""An age that nobody reaches."""
_ALL: Final = (1 << (OLDEST + 1)) - 1
"""Every age: sets of ages are whole numbers here, with a bit for each age."""
_OTHERS: Final = frozenset((Recipient.PARENT, Recipient.FAMILY, Recipient.CLOSE_PERSON))
"""Recipients who need not be of the target group's age."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Ages of the target group, in order, of whom clients come to a level where no service is for them.

    ``places`` are the services there, each of which is for some ages only.
    """

    level: Node
    ages: tuple[AgeRange, ...]
    places: tuple[Path, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class BeyondGroup:
    """Ages that conditions of a service name and the target group does not have, and where they are named."""

    service: Node
    ages: tuple[AgeRange, ...]
    places: tuple[Path, ...] = field(compare=False)


def ages_of_the_group(graph: ChainGraph) -> AgeRange | None:
    """The ages of the target group; None where they are not told, open, not known or do not matter."""
    group = given(graph.chain.target_group)
    age = given(group.age) if isinstance(group, TargetGroup) else None
    return age if isinstance(age, AgeRange) else None


def ends_of_ages(age: AgeRange | None) -> tuple[int, int]:
    """The lowest and the highest age of a range; of one without an end, those that anybody can have."""
    if age is None:
        return 0, OLDEST
    return age.lowest or 0, OLDEST if age.highest is None else age.highest


def ages_left_out(graph: ChainGraph) -> tuple[LeftOut, ...]:
    """The need levels that have services for some ages of the target group only, with the ages that they leave out.

    A level is taken with its parts, with what goes on there and with the bars over it. Nothing is said of a level where
    something is open or not told that could be for these ages; of ages that do not come there, or go past it; of levels
    that are parts, and of chains without an order of which it is not told how clients come in.
    """
    group = ages_of_the_group(graph)
    return () if group is None else tuple(_left_out(graph, _bits(group)))


def _left_out(graph: ChainGraph, wanted: int) -> Iterator[LeftOut]:
    levels = [level for level in graph.levels() if graph.is_need_level(level) and not graph.wholes_of(level)]
    coming, passing = _coming(graph), _passing(graph)
    served: dict[Node, int] = {}
    for level in levels:
        offering = offerings(graph)[level]
        if offering.otherwise is not State.NONE:
            continue
        givers = (*offering.levels, *offering.bars, *offering.maybe_bars)
        for giver in givers:
            if giver not in served:
                served[giver] = _served_by(graph, giver)
        ages = _union([served[giver] for giver in givers])
        missing = wanted & coming.get(level, 0) & ~passing.get(level, 0) & ~ages
        if ages and missing:
            places = tuple(dict.fromkeys(where for giver in givers for where, _ in _services_of(graph, giver)))
            yield LeftOut(level, tuple(_ranges(missing)), places)


def _served_by(graph: ChainGraph, giver: Node) -> int:
    """The ages that the services of a level or a bar are for."""
    ages = 0
    for _, use in _services_of(graph, giver):
        if ages == _ALL:
            break
        ages |= _taken(use.when)
    return ages


def _services_of(graph: ChainGraph, giver: Node) -> Iterator[tuple[Path, ServiceUse]]:
    """The services of a level or a bar, each with the place of it, or of the choice that it is in.

    A service that nobody declares is one all the same: what is wrong with it is its id.
    """
    bar = giver.kind == "bar"
    lists = {"services": graph.bar(giver).services} if bar else {}
    if not bar:
        lists = {"critical": graph.level(giver).critical, "services": graph.level(giver).services}
    for key, uses in lists.items():
        for index, use in enumerate(listed(uses)):
            if is_unsettled(use):
                continue
            for one in use.one_of if isinstance(use, Alternatives) else (use,):
                if one.service not in graph.chain.services or graph.is_service(one.service):
                    yield (*giver.where, key, index), one


def _taken(when: Iterable[Condition], *, surely: bool = False) -> int:
    """The ages of clients of whom one of some conditions can hold; ``surely``: at nobody's discretion."""
    conditions = tuple(when)
    if not conditions:
        return _ALL
    return _union(_bits(one.age) for one in conditions if not (surely and one.discretionary))


def _coming(graph: ChainGraph) -> dict[Node, int]:
    """The ages of clients who come to each level for certain; a part's are those of the level that it is a part of."""
    whole = {level: (level, *graph.wholes_of(level))[-1] for level in graph.levels()}
    found: dict[Node, int] = {}
    if graph.entries():
        declared = given(graph.chain.entries) or {}
        for entry in graph.entries():
            for level in graph.levels_entered_by(entry):
                found[whole[level]] = found.get(whole[level], 0) | _taken(declared[entry.id].when, surely=True)
    elif graph.chain.walked is not Order.NONE:
        found = dict.fromkeys((whole[level] for level in graph.entry_levels()), _ALL)
    leaving: dict[Node, list[tuple[Node, int]]] = {}
    for way in graph.moves():
        if way.unsettled is None:
            taken = _taken(way.declared.when, surely=True) if way.declared else _ALL
            leaving.setdefault(whole[way.start], []).append((whole[way.end], taken))
    waiting = list(found)
    while waiting:
        level = waiting.pop()
        for end, taken in leaving.get(level, ()):
            if new := found[level] & taken & ~found.get(end, 0):
                found[end] = found.get(end, 0) | new
                waiting.append(end)
    return found


def _passing(graph: ChainGraph) -> dict[Node, int]:
    """The ages of clients who can go forwards past each level."""
    place = {level: number for number, level in enumerate(graph.levels())}
    found: dict[Node, int] = {}
    for way in graph.moves():
        if place[way.start] < place[way.end]:
            taken = _taken(way.declared.when) if way.declared else _ALL
            for level in way.passes:
                found[level] = found.get(level, 0) | taken
    return found


def ages_beyond_the_group(graph: ChainGraph) -> tuple[BeyondGroup, ...]:
    """The services whose conditions name ages that the target group does not have, in the order of the file.

    An end that a range does not name is not beyond the group: ``..29`` is within ``18..29``. Nothing is said of what
    is for parents, families and others close to the client.
    """
    group = ages_of_the_group(graph)
    found: dict[Node, list[tuple[int, Path]]] = {}
    for offer in graph.offers() if group is not None else ():
        beyond = _beyond(offer, group)
        if beyond:
            found.setdefault(offer.service, []).append((beyond, (*offer.where, "when")))
    return tuple(
        BeyondGroup(
            service,
            tuple(_ranges(_union(ages for ages, _ in places))),
            tuple(place for _, place in places),
        )
        for service, places in found.items()
    )


def _beyond(offer: Offer, group: AgeRange | None) -> int:
    to = offer.use.for_
    if to and _OTHERS.issuperset(to):
        return 0
    return _union(_outside(one.age, group) for one in offer.use.when if one.age)


def _outside(age: AgeRange, group: AgeRange | None) -> int:
    """The ages of a range that a group does not have, but for those beyond an end that is not named."""
    own, others = _bits(age), _bits(group)
    if not own & others:
        return own
    lowest, highest = ends_of_ages(group)
    below = 0 if age.lowest is None else own & ~(_ALL << lowest)
    above = 0 if age.highest is None else own & ~((1 << (highest + 1)) - 1)
    return below | above


def _bits(age: AgeRange | None) -> int:
    lowest, highest = (min(end, OLDEST) for end in ends_of_ages(age))
    return (1 << (highest + 1)) - (1 << lowest)


def _union(sets: Iterable[int]) -> int:
    ages = 0
    for one in sets:
        ages |= one
    return ages


def _ranges(ages: int) -> Iterator[AgeRange]:
    """A set of ages as ranges, in order; one that goes to the highest age has no end."""
    lowest: int | None = None
    for age in range(OLDEST + 2):
        is_in = bool(ages >> age & 1)
        if is_in and lowest is None:
            lowest = age
        elif not is_in and lowest is not None:
            yield AgeRange(lowest=lowest, highest=None if age > OLDEST else age - 1)
            lowest = None
