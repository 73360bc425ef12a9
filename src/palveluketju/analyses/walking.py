"""One client's way through a chain (palvelupolku), held against what the chain offers."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph
from palveluketju.model import AgeRange, Condition, ServicePath, TargetGroup, given, is_unsettled, listed


class Obstacle(StrEnum):
    """Why a chain does not let a client go as a path says."""

    NOT_ENTERED = "not-entered"
    NO_MOVE = "no-move"
    NOT_THE_CLIENT = "not-the-client"
    NOT_THE_GROUP = "not-the-group"
    NOT_OFFERED = "not-offered"


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where a path cannot go on: which of its levels or services (by number from 0), and between what."""

    path: str
    obstacle: Obstacle
    place: int
    names: tuple[str, ...]


def stops(graph: ChainGraph) -> tuple[Stop, ...]:
    """Every place where a declared path does not fit the chain, in the order of the paths."""
    return tuple(stop for name, path in graph.chain.paths.items() for stop in _stops(graph, name, path))


def _stops(graph: ChainGraph, name: str, path: ServicePath) -> Iterator[Stop]:
    group = given(graph.chain.target_group)
    wanted = given(group.age) if isinstance(group, TargetGroup) else None
    if path.age and isinstance(wanted, AgeRange) and not _within(path.age, wanted):
        yield Stop(name, Obstacle.NOT_THE_GROUP, 0, ())
    levels = [str(level) for level in listed(path.levels)]
    if levels and levels[0] in graph.levels_declared and not _is_entered(graph, levels[0], path):
        yield Stop(name, Obstacle.NOT_ENTERED, 0, (levels[0],))
    ways = {(way.start.id, way.end.id): way for way in (*graph.moves(), *graph.repeats())}
    for place, ends in enumerate(pairwise(levels), start=1):
        way = ways.get(ends)
        if way is not None and not _fits(way.declared.when if way.declared else (), path):
            yield Stop(name, Obstacle.NOT_THE_CLIENT, place, ends)
        elif way is None and set(ends) <= set(graph.levels_declared):
            yield Stop(name, Obstacle.NO_MOVE, place, ends)
    known = [level for level in levels if level in graph.levels_declared]
    if len(known) == len(levels) > 0:
        yield from _services_not_met(graph, name, path, known)


def _is_entered(graph: ChainGraph, level: str, path: ServicePath) -> bool:
    """Whether a client comes into the chain at a level, as far as its entries tell."""
    entries = given(graph.chain.entries)
    if not entries:
        return True
    for node in graph.entries():
        entry = entries[node.id]
        leads_there = not isinstance(entry.to, tuple) or level in entry.to
        if leads_there and _fits(entry.when, path):
            return True
    return False


def _services_not_met(graph: ChainGraph, name: str, path: ServicePath, levels: list[str]) -> Iterator[Stop]:
    """Services of a path that none of its levels offers to its client; unless it is open what a level offers."""
    passed = dict.fromkeys(part for level in levels for part in (level, *_within_or_over(graph, level)))
    bars = [graph.bar(bar) for bar in graph.bars()]
    unsure = any(is_unsettled(part) for bar in bars for part in (bar.spans, bar.services))
    if unsure or any(graph.is_unsettled(level, key) for level in passed for key in ("critical", "services", "carries")):
        return
    offers = [offer for level in passed for offer in graph.offers_at(level, bars=True)]
    met = {offer.service.id for offer in offers if _fits(offer.use.when, path)}
    for place, service in enumerate(listed(path.services)):
        if service in graph.chain.services and service not in met:
            yield Stop(name, Obstacle.NOT_OFFERED, place, (str(service),))


def _within_or_over(graph: ChainGraph, level: str) -> Iterator[str]:
    """The steps of a level with theirs, and the wholes that it is a step of."""
    waiting = [str(step) for step in graph.steps_of(level)]
    seen = {level}
    while waiting:
        step = waiting.pop(0)
        if step not in seen:
            seen.add(step)
            yield step
            waiting += [str(one) for one in graph.steps_of(step)]
    yield from (str(whole) for whole in graph.wholes_of(level))


def _fits(conditions: tuple[Condition, ...], path: ServicePath) -> bool:
    """Whether conditions let the client of a path; what is not told of the client does not keep it from anything."""
    return not conditions or any(_holds(condition, path) for condition in conditions)


def _holds(condition: Condition, path: ServicePath) -> bool:
    if condition.age and path.age and not _within(path.age, condition.age):
        return False
    return not (condition.in_service and path.in_service) or bool(set(condition.in_service) & set(path.in_service))


def _within(age: AgeRange, wider: AgeRange) -> bool:
    low, high = wider.lowest or 0, wider.highest
    return (age.lowest or 0) >= low and (high is None or (age.highest is not None and age.highest <= high))
