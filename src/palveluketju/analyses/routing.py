"""Moves that are chosen by what holds of the client: ages that none takes, and clients that fit several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from palveluketju.analyses.availability import areas_over
from palveluketju.graph import ChainGraph, Node, Way
from palveluketju.model import AgeRange, Condition, Move, TargetGroup, given

OLDEST = 150


@dataclass(frozen=True, slots=True)
class AgeHole:
    """Ages, both ends included, that no move out of a level takes; ``highest`` is None where there is no end.

    ``area`` is where, None for everywhere, or everywhere but in the areas that conditions name. ``discretionary``
    tells that a move takes them at somebody's discretion.
    """

    level: Node
    lowest: int
    highest: int | None
    area: str | None
    ways: tuple[Way, ...]
    discretionary: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """Moves out of one level that all fit one and the same client, and nothing tells which goes first.

    ``age`` is such a client's, None where age does not matter.
    """

    level: Node
    ways: tuple[Way, ...]
    age: int | None


def _conditional(graph: ChainGraph) -> Iterator[tuple[Node, list[Way], bool]]:
    """Levels that clients leave on conditions: the moves with conditions, and whether there is a way without any."""
    leaving: dict[Node, list[Way]] = {}
    for way in graph.moves():
        leaving.setdefault(way.start, []).append(way)
    left = {level for way_out in graph.exits() for level in graph.levels_left_by(way_out)}
    for level, ways in leaving.items():
        conditional = [way for way in ways if _conditions(way)]
        if conditional:
            yield level, conditional, len(conditional) < len(ways) or level in left


def _conditions(way: Way) -> tuple[Condition, ...]:
    return way.declared.when if isinstance(way.declared, Move) else ()


def _ends(age: AgeRange | None) -> tuple[int, int]:
    if age is None:
        return 0, OLDEST
    return age.lowest or 0, OLDEST if age.highest is None else age.highest


def _ages_of_the_group(graph: ChainGraph) -> AgeRange | None:
    group = given(graph.chain.target_group)
    age = given(group.age) if isinstance(group, TargetGroup) else None
    return age if isinstance(age, AgeRange) else None


def age_holes(graph: ChainGraph) -> tuple[AgeHole, ...]:
    """The ages between two ages, or of the target group, that no move out of a level takes, area by area."""
    return tuple(
        hole for level, ways, others in _conditional(graph) if not others for hole in _holes(graph, level, ways)
    )


def _holes(graph: ChainGraph, level: Node, ways: list[Way]) -> Iterator[AgeHole]:
    by_age = [(c, way) for way in ways for c in _conditions(way) if not (c.in_service or c.segment or c.life_stage)]
    named = dict.fromkeys(str(area) for c, _ in by_age for area in c.area)
    anywhere = [None] if any(not c.area for c, _ in by_age) else []
    seen: set[tuple[int, int | None]] = set()
    for area in (*anywhere, *named):
        about = set() if area is None else {area, *areas_over(graph.chain, area)}
        here = [(c, way) for c, way in by_age if not c.area or about & {str(one) for one in c.area}]
        for hole in _holes_among(graph, level, area, here):
            if (hole.lowest, hole.highest) not in seen:
                seen.add((hole.lowest, hole.highest))
                yield hole


def _holes_among(
    graph: ChainGraph, level: Node, area: str | None, by_age: list[tuple[Condition, Way]]
) -> Iterator[AgeHole]:
    if any(condition.age is None for condition, _ in by_age):
        return
    ages = [_ends(condition.age) for condition, _ in by_age]
    sure = [ends for ends, (condition, _) in zip(ages, by_age, strict=True) if not condition.discretionary]
    perhaps = [ends for ends, (condition, _) in zip(ages, by_age, strict=True) if condition.discretionary]
    group = _ages_of_the_group(graph)
    low, high = _ends(group) if group else (min(a for a, _ in ages), max(b for _, b in ages))
    missing = [age for age in range(low, high + 1) if not any(a <= age <= b for a, b in sure)]
    ways = tuple(dict.fromkeys(way for _, way in by_age))
    for first, last in _runs(missing, perhaps):
        discretionary = any(a <= first <= b for a, b in perhaps)
        yield AgeHole(level, first, None if last >= OLDEST else last, area, ways, discretionary)


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
    group = _ends(_ages_of_the_group(graph))
    told = [c.age for way in ways for c in _conditions(way) if c.age]
    edges = {edge for age in told for edge in (*_ends(age), _ends(age)[1] + 1)} | {group[0]}
    best: Overlap | None = None
    for age in sorted(edge for edge in edges if group[0] <= edge <= group[1]):
        pairs = [pair for pair in combinations(ways, 2) if _are_unordered(*pair) and _fit_together(graph, *pair, age)]
        unordered = {way for pair in pairs for way in pair}
        if unordered and (best is None or len(unordered) > len(best.ways)):
            best = Overlap(level, tuple(way for way in ways if way in unordered), age if told else None)
    return best


def _fit_together(graph: ChainGraph, one: Way, other: Way, age: int) -> bool:
    """Whether a client of an age can fit conditions of both moves."""
    fitting = [[c for c in _conditions(way) if _ends(c.age)[0] <= age <= _ends(c.age)[1]] for way in (one, other)]
    return any(not _are_apart(graph, first, second) for first in fitting[0] for second in fitting[1])


def _are_apart(graph: ChainGraph, one: Condition, other: Condition) -> bool:
    """Whether two conditions are of other areas, or of other life stages: nobody is in both."""
    if one.life_stage and other.life_stage and not set(one.life_stage) & set(other.life_stage):
        return True
    return bool(one.area and other.area) and not any(
        a == b or a in areas_over(graph.chain, b) or b in areas_over(graph.chain, a)
        for a in map(str, one.area)
        for b in map(str, other.area)
    )


def _are_unordered(one: Way, other: Way) -> bool:
    """Whether two moves leave it open which goes first; where one says that it is open, that is told."""
    if not one.declared or not other.declared:
        return False
    first, second = one.declared.priority, other.declared.priority
    numbers = (given(first), given(second))
    if numbers != (first, second):
        return False
    return first == second or None in numbers
