"""How long what a chain declares takes: each time by itself, and levels with their hand-overs one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Way, once_a_graph, walked
from palveluketju.model import (
    Bounds,
    Duration,
    Handover,
    Length,
    Level,
    Order,
    given,
    is_absent,
    is_not_applicable,
    listed,
)
from palveluketju.model.absence import Absence

NOTHING = Bounds(Length(), Length())
"""What takes no time."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a chain: ``what`` is its key, ``where`` the path of the level or the hand-over that has it.

    ``bounds`` is how long it takes, None where that cannot be computed. A time limit of one number is the longest: what
    is done within 28 days can be done on the first.
    """

    what: str
    where: Path
    value: Duration | Absence
    bounds: Bounds | None


@dataclass(frozen=True, slots=True)
class WayTime:
    """How long the levels of a way take with the hand-overs between them.

    ``path`` is the client's path whose way it is, None for all levels in the chain's order, each once. ``bounds`` is
    None where anything is missing to add: ``missing`` has the paths of it. A move without a hand-over adds nothing.
    """

    path: str | None
    levels: tuple[Node, ...]
    bounds: Bounds | None
    missing: tuple[Path, ...]


def times(graph: ChainGraph) -> tuple[Time, ...]:
    """The timing of each level and the time limit of each hand-over that tells of it, in the order of the file."""
    return tuple(_times(graph))


def _times(graph: ChainGraph) -> Iterator[Time]:
    for where, value in walked(graph).of(Level, Handover):
        if isinstance(value, Level) and value.timing is not None:
            timing = given(value.timing)
            yield Time("timing", where, value.timing, timing.bounds if timing else None)
        elif isinstance(value, Handover) and value.within is not None:
            within = given(value.within)
            yield Time("within", where, value.within, _limit(within) if within else None)


def steps_longer_than_wholes(graph: ChainGraph) -> tuple[tuple[Node, Node], ...]:
    """The steps that take longer for certain than a level that they are part of, each with the nearest such level."""
    lasts = {level: _of_level(graph, level) for level in graph.levels()}
    return tuple(
        (step, longer[0])
        for step, own in lasts.items()
        if (longer := [whole for whole in graph.wholes_of(step) if _is_longer(own, lasts[whole])])
    )


def _is_longer(own: Bounds | Path, other: Bounds | Path) -> bool:
    return isinstance(own, Bounds) and isinstance(other, Bounds) and own.is_longer_than(other) is True


def _limit(within: Duration) -> Bounds | None:
    """How long something takes that has a time limit: nothing at least, unless a range is told."""
    span = within.span
    if span is None or span.is_range:
        return within.bounds
    return Bounds(Length(), span.bounds.longest)


@once_a_graph
def way_times(graph: ChainGraph) -> tuple[WayTime, ...]:
    """How long each client's path takes, and all levels of a chain that is a path.

    Those of which no level says how long it lasts are left out.
    """
    ways: dict[tuple[str, str], list[Way]] = {}
    for way in (*graph.moves(), *graph.repeats()):
        ways.setdefault((way.start.id, way.end.id), []).append(way)
    return tuple(_way_times(graph, ways))


def _way_times(graph: ChainGraph, ways: dict[tuple[str, str], list[Way]]) -> Iterator[WayTime]:
    if graph.chain.walked is Order.PATH:
        levels = [level for level in graph.levels() if not graph.wholes_of(level)]
        between = [_in_order(graph, ways, *ends) for ends in pairwise(levels)]
        yield from _way_time(graph, None, levels, between, _past(graph))
    for name, path in graph.chain.paths.items():
        known = [str(level) for level in listed(path.levels)]
        if all(level in graph.levels_declared for level in known):
            between = [ways.get(ends, []) for ends in pairwise(known)]
            yield from _way_time(graph, name, [graph.node("level", level) for level in known], between)


def _in_order(graph: ChainGraph, ways: dict[tuple[str, str], list[Way]], before: Node, after: Node) -> list[Way]:
    """The ways from a level to the next, or from its last step, and into its first."""
    starts, ends = _edge(graph, before, last=True), _edge(graph, after, last=False)
    return [way for start in starts for end in ends for way in ways.get((start.id, end.id), ())]


def _edge(graph: ChainGraph, level: Node, *, last: bool) -> tuple[Node, ...]:
    """A level, its last or first steps, and what these are steps of within it."""
    inner = [one for end in graph.ends_of(level, last=last) for one in (*reversed(graph.wholes_of(end)), end)]
    return tuple(dict.fromkeys((level, *(one for one in inner if level in graph.wholes_of(one)))))


def _past(graph: ChainGraph) -> Iterator[Path]:
    """The hand-overs past optional levels: nobody knows whether they take the place of those into and out of these."""
    for way in graph.moves():
        if way.declared and way.declared.handover is not None and way.passes and not graph.needed_levels(way.passes):
            yield (*way.where, "handover")


def _way_time(
    graph: ChainGraph,
    path: str | None,
    levels: Sequence[Node],
    between: Sequence[Sequence[Way]],
    past: Iterable[Path] = (),
) -> Iterator[WayTime]:
    """How long a way takes; nothing of one of which no level says how long it lasts.

    In the chain's order optional levels may take no time, nor what leads into them and out of them.
    """
    parts = [_of_level(graph, level) for level in levels]
    if not any(isinstance(part, Bounds) for part in parts):
        return
    found = NOTHING
    missing = [*_twice(graph, levels), *past]
    parts += [_of_ways(some, *ends) for some, ends in zip(between, pairwise(levels), strict=True)]
    if path is None:
        optional = [graph.is_optional(level) for level in levels]
        optional += [one or other for one, other in pairwise(optional)]
        parts = [_or_nothing(part) if passable else part for part, passable in zip(parts, optional, strict=True)]
    for part in parts:
        if isinstance(part, Bounds):
            found += part
        else:
            missing.append(part)
    yield WayTime(path, tuple(levels), None if missing else found, tuple(dict.fromkeys(missing)))


def _or_nothing(part: Bounds | Path) -> Bounds | Path:
    return Bounds(Length(), part.longest) if isinstance(part, Bounds) else part


def _twice(graph: ChainGraph, levels: Sequence[Node]) -> Iterator[Path]:
    """The steps whose time is a part of the time of another level on the way."""
    on_the_way = set(levels)
    return ((*level.where, "part-of") for level in levels if not on_the_way.isdisjoint(graph.wholes_of(level)))


def _of_level(graph: ChainGraph, level: Node) -> Bounds | Path:
    """How long a level lasts, or what is missing to tell: what runs from an event of its own cannot be added."""
    where, timing = (*level.where, "timing"), given(graph.level(level).timing)
    return where if timing is None else _added(timing, timing.bounds, where)


def _of_ways(ways: Sequence[Way], start: Node, end: Node) -> Bounds | Path:
    """How long it takes to hand over between two levels, or what is missing to tell."""
    unsettled = [way.where for way in ways if way.unsettled]
    if unsettled or not ways:
        return unsettled[0] if unsettled else ("moves", f"{start} -> {end}")
    handed = [way for way in ways if way.declared and way.declared.handover is not None]
    if len(handed) > 1:
        return (*handed[1].where, "handover")
    return _of_handover(handed[0]) if handed else NOTHING


def _of_handover(way: Way) -> Bounds | Path:
    where, handover = (*way.where, "handover"), way.declared.handover if way.declared else None
    if not isinstance(handover, Handover):
        return NOTHING if is_not_applicable(handover) else where
    where, within = (*where, "within"), handover.within
    if is_not_applicable(within):
        return NOTHING
    return where if within is None or is_absent(within) else _added(within, _limit(within), where)


def _added(duration: Duration, bounds: Bounds | None, where: Path) -> Bounds | Path:
    """The bounds of a duration where they can be added to others: it runs from where the one before ends."""
    if duration.from_ is not None and not is_not_applicable(duration.from_):
        return (*where, "from")
    return where if bounds is None else bounds
