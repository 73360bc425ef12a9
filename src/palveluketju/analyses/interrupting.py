"""Services that two levels have and a level between them does not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from itertools import islice
from typing import Final

from palveluketju.analyses.offering import offerings
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Order, State

_MOST: Final = 5
"""How many levels are named that lack one service."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A service that ``before`` and ``after`` offer to every client, and levels between that lack it: five at most.

    ``places`` are where the two offer it.
    """

    service: Node
    before: Node
    after: Node
    lacking: tuple[Node, ...]
    places: tuple[Path, Path] = field(compare=False)


def interrupted_services(graph: ChainGraph) -> tuple[Interrupted, ...]:
    """The services that need levels lack between two that have them, in the order of the file.

    Levels are taken with their parts, with what goes on there and with the bars over them. A level lacks a service only
    where everything that is there is told, and where no move goes forwards past it. What is for some clients only, by
    conditions, criteria, recipients or a choice, is missing nowhere.
    """
    return tuple(one for run in _runs(graph) for one in _interrupted(graph, run))


def _runs(graph: ChainGraph) -> Iterator[tuple[Node, ...]]:
    """The need levels that clients go through one after the other, each with a way from the one before."""
    if graph.chain.walked is Order.NONE:
        return
    ways = {(way.start, way.end) for way in graph.moves() if way.unsettled is None}
    run: tuple[Node, ...] = ()
    for level in graph.levels():
        if graph.wholes_of(level):
            continue
        follows = bool(run) and (run[-1], level) in ways
        if graph.is_need_level(level) and follows:
            run = (*run, level)
        else:
            yield run
            run = (level,) if graph.is_need_level(level) else ()
    yield run


def _interrupted(graph: ChainGraph, run: tuple[Node, ...]) -> Iterator[Interrupted]:
    place = {level: number for number, level in enumerate(run)}
    having: dict[Node, list[tuple[int, Offer]]] = {}
    for level in run:
        for offer in (offer for one in (level, *graph.parts_of(level)) for offer in graph.offers_of(one)):
            if _is_for_all(offer) and graph.is_service(offer.service):
                having.setdefault(offer.service, []).append((place[level], offer))
    passed = _passed(graph)
    told = [
        (number, {service.id for service in (*one.services, *one.maybe)})
        for level, number in place.items()
        if level not in passed and (one := offerings(graph)[level]).otherwise is State.NONE
    ]
    numbers = [number for number, _ in told]
    for service, offers in having.items():
        (first, before), (last, after) = offers[0], offers[-1]
        between = (told[at] for at in range(bisect_right(numbers, first), bisect_left(numbers, last)))
        lacking = tuple(islice((run[number] for number, services in between if service.id not in services), _MOST))
        if lacking:
            yield Interrupted(service, run[first], run[last], lacking, (before.where, after.where))


def _passed(graph: ChainGraph) -> set[Node]:
    """The levels that clients can go forwards past."""
    place = {level: number for number, level in enumerate(graph.levels())}
    forwards = (way for way in graph.moves() if place[way.start] < place[way.end])
    return {level for way in forwards for level in way.passes}


def _is_for_all(offer: Offer) -> bool:
    use = offer.use
    for_some = use.optional or use.for_ or use.when or use.criteria is not None
    return not (for_some or offer.alternatives)
