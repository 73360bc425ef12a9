"""Moves that are chosen by what holds of the client: ages that none takes, and clients that fit several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from palveluketju.analyses.ages import OLDEST, ages_of_the_group, ends_of_ages
from palveluketju.analyses.availability import areas_of, line_of, main_language, takes_language
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Way
from palveluketju.model import AgeRange, Condition, Move, given, is_absent, listed


@dataclass(frozen=True, slots=True)
class AgeHole:
    """Ages, both ends included, that no move out of a level takes; ``highest`` is None where there is no end.

    ``areas`` are where, empty for everywhere; ``languages`` are those of the clients, empty for every client.
    ``discretionary`` tells that a move takes them at somebody's discretion.
    """

    level: Node
    lowest: int
    highest: int | None
    areas: tuple[str, ...]
    ways: tuple[Way, ...]
    discretionary: bool
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Moves out of one level that all fit one and the same client, and nothing tells which goes first.

    ``age`` is such a client's, None where age does not matter.
    """

    level: Node
    ways: tuple[Way, ...]
    age: int | None


def _conditional(graph: ChainGraph) -> Iterator[tuple[Node, list[Way], bool]]:
    """Levels that clients leave on conditions: the moves with conditions, and whether there is a way without any.

    An exit at an age is a way for clients of that age only: see :func:`_leaving_at_an_age`.
    """
    exits = given(graph.chain.exits) or {}
    leaving: dict[Node, list[Way]] = {}
    for way in graph.moves():
        leaving.setdefault(way.start, []).append(way)
    always = [way_out for way_out in graph.exits() if not isinstance(given(exits[way_out.id].at_age), AgeRange)]
    left = {level for way_out in always for level in graph.levels_left_by(way_out)}
    for level, ways in leaving.items():
        conditional = [way for way in ways if _conditions(way)]
        if conditional:
            yield level, conditional, len(conditional) < len(ways) or level in left


def _leaving_at_an_age(graph: ChainGraph, level: Node) -> Iterator[tuple[int, int]]:
    """The ages, both ends included, at which clients leave the chain from a level; at one age, also who is older."""
    exits = given(graph.chain.exits) or {}
    for way_out in graph.exits():
        age = given(exits[way_out.id].at_age)
        if isinstance(age, AgeRange) and level in graph.levels_left_by(way_out):
            low, high = ends_of_ages(age)
            yield low, OLDEST if low == high else high


def _conditions(way: Way) -> tuple[Condition, ...]:
    return way.declared.when if isinstance(way.declared, Move) else ()


def age_holes(graph: ChainGraph) -> tuple[AgeHole, ...]:
    """The ages between two ages, or of the target group, that no move out of a level takes, area by area.

    Where a move is for clients of a language, it is looked at for clients of each language that a move names, and of
    each in which everybody in an area must be served.
    """
    return tuple(
        hole for level, ways, others in _conditional(graph) if not others for hole in _holes(graph, level, ways)
    )


def _holes(graph: ChainGraph, level: Node, ways: list[Way]) -> Iterator[AgeHole]:
    by_age = [(c, way) for way in ways for c in _conditions(way) if not (c.in_service or c.segment or c.life_stage)]
    areas: tuple[str | None, ...] = areas_of(graph.chain) if any(c.area for c, _ in by_age) else ()
    if not areas or (not listed(graph.chain.area) and any(not c.area for c, _ in by_age)):
        areas += (None,)  # there is more than the areas that are named
    languages = _languages(graph, (c for c, _ in by_age))
    found: dict[tuple[str | None, int, int | None, bool], list[AgeHole]] = {}
    for language in languages or (None,):
        spoken = [(c, way) for c, way in by_age if language is None or takes_language(c, language)]
        for area in areas:
            here = [(c, way) for c, way in spoken if _is_of_area(graph, c, area)]
            for hole in _holes_among(graph, level, here):
                found.setdefault((language, hole.lowest, hole.highest, hole.discretionary), []).append(
                    replace(hole, areas=() if area is None else (area,))
                )
    together: dict[tuple[int, int | None, bool, tuple[str, ...]], list[str]] = {}
    first: dict[tuple[int, int | None, bool, tuple[str, ...]], AgeHole] = {}
    for (language, *_), holes in found.items():
        named = tuple(area for hole in holes for area in hole.areas)
        hole = replace(holes[0], areas=() if len(holes) == len(areas) else named)
        key = (hole.lowest, hole.highest, hole.discretionary, hole.areas)
        first.setdefault(key, hole)
        together.setdefault(key, []).extend(() if language is None else (language,))
    for key, hole in first.items():
        yield replace(hole, languages=() if len(together[key]) == len(languages) else tuple(together[key]))


def _languages(graph: ChainGraph, conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The languages of clients that conditions tell apart: those they name, and those of the chain's areas."""
    named = [main_language(one) for condition in conditions for one in condition.language]
    if not named:
        return ()
    served = (main_language(one) for area in areas_of(graph.chain) for one in graph.chain.areas[area].languages)
    return tuple(dict.fromkeys((*named, *served)))


def _is_of_area(graph: ChainGraph, condition: Condition, area: str | None) -> bool:
    if not condition.area or area is None:
        return not condition.area
    return not line_of(graph, area).isdisjoint(condition.area)


def _holes_among(graph: ChainGraph, level: Node, by_age: list[tuple[Condition, Way]]) -> Iterator[AgeHole]:
    if not by_age or any(condition.age is None for condition, _ in by_age):
        return
    ages = [ends_of_ages(condition.age) for condition, _ in by_age]
    sure = [ends for ends, (condition, _) in zip(ages, by_age, strict=True) if not condition.discretionary]
    perhaps = [ends for ends, (condition, _) in zip(ages, by_age, strict=True) if condition.discretionary]
    group = ages_of_the_group(graph)
    low, high = ends_of_ages(group) if group else (min(a for a, _ in ages), max(b for _, b in ages))
    taken = [*sure, *_leaving_at_an_age(graph, level)]
    missing = [age for age in range(low, high + 1) if not any(a <= age <= b for a, b in taken)]
    ways = tuple(dict.fromkeys(way for _, way in by_age))
    for first, last in _runs(missing, perhaps):
        discretionary = any(a <= first <= b for a, b in perhaps)
        yield AgeHole(level, first, None if last >= OLDEST else last, (), ways, discretionary)


def _runs(ages: list[int], perhaps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ages that follow each other, parted where discretion begins or ends."""
    parted = {edge for low, high in perhaps for edge in (low, high + 1)}
    run: list[int] = []
    for age in ages:
        if run and (age != run[-1] + 1 or age in parted):
            yield run[0], run[-1]
            run = []
        run.append(age)
    if run:
        yield run[0], run[-1]


def overlaps(graph: ChainGraph) -> tuple[Overlap, ...]:
    """For each level, the most moves that fit one client without an order between them."""
    return tuple(found for level, ways, _ in _conditional(graph) if (found := _most(graph, level, ways)) is not None)


def _most(graph: ChainGraph, level: Node, ways: list[Way]) -> Overlap | None:
    group = ends_of_ages(ages_of_the_group(graph))
    conditions = [(place, one) for place, way in enumerate(ways) for one in _conditions(way)]
    told = [ends_of_ages(one.age) for _, one in conditions if one.age]
    edges = {edge for low, high in told for edge in (low, high, high + 1)} | {group[0]}
    ages = sorted(edge for edge in edges if group[0] <= edge <= group[1])
    best: tuple[Way, ...] = ()
    first = 0, -1  # more moves are better, and of as many the lower age
    for taking in _clients(graph, conditions, ages):
        fitting = {age: [ways[place] for place, taken in taking.items() if age in taken] for age in ages}
        for most, age in sorted((-len(those), age) for age, those in fitting.items()):
            if (most, age) >= first:
                break
            unordered = _unordered(fitting[age])
            if (-len(unordered), age) < first:
                best, first = unordered, (-len(unordered), age)
    return Overlap(level, best, first[1] if told else None) if best else None


def _clients(
    graph: ChainGraph, conditions: list[tuple[int, Condition]], ages: list[int]
) -> Iterator[dict[int, frozenset[int]]]:
    """For each kind of client that conditions tell apart, the places of the moves and at which ages they take it."""
    areas = _areas_told_apart(graph, {str(area) for _, one in conditions for area in one.area})
    stages = dict.fromkeys(stage for _, one in conditions for stage in one.life_stage)
    languages = _languages(graph, (one for _, one in conditions))
    taken = []
    anywhere: list[int] = []
    by_area: dict[str, list[int]] = {}
    for number, (_, one) in enumerate(conditions):
        low, high = ends_of_ages(one.age)
        taken.append(frozenset(ages[bisect_left(ages, low) : bisect_right(ages, high)]))
        for among in [by_area.setdefault(str(area), []) for area in one.area] or [anywhere]:
            among.append(number)
    for area in areas or (None,):
        here = range(len(conditions)) if area is None else _numbers(anywhere, by_area, line_of(graph, area))
        for stage, language in product(stages or (None,), languages or (None,)):
            found: dict[int, frozenset[int]] = {}
            for number in here:
                place, one = conditions[number]
                is_of_stage = not one.life_stage or stage in one.life_stage
                if is_of_stage and (language is None or takes_language(one, language)):
                    found[place] = found[place] | taken[number] if place in found else taken[number]
            yield found


def _numbers(anywhere: list[int], by_area: dict[str, list[int]], line: frozenset[str]) -> list[int]:
    """The conditions that hold in an area, which is a part of those of its line, in their order."""
    return sorted({*anywhere, *(number for area in by_area.keys() & line for number in by_area[area])})


def _areas_told_apart(graph: ChainGraph, named: set[str]) -> tuple[str, ...]:
    """The smallest areas that a chain is for, one of each of those that are in the same of the areas that are named."""
    apart: dict[frozenset[str], str] = {}
    for area in areas_of(graph.chain) if named else ():
        apart.setdefault(line_of(graph, area) & named, area)
    return tuple(apart.values())


def _unordered(ways: list[Way]) -> tuple[Way, ...]:
    """Of moves, those of which two leave it open which goes first; where one says that it is open, that is told."""
    told = [(way, way.declared.priority) for way in ways if way.declared and not is_absent(way.declared.priority)]
    times = Counter(priority for _, priority in told)
    if None in times:  # it can go before any other
        return tuple(way for way, _ in told) if len(told) > 1 else ()
    return tuple(way for way, priority in told if times[priority] > 1)
