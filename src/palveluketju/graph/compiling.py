"""A declared chain becomes plain indexes: what is offered where, by whom, and how levels are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from palveluketju.findings import Path
from palveluketju.graph.records import Node, Offer, UnknownReference, Way, kind_by_order
from palveluketju.model import (
    Alternatives,
    Chain,
    Level,
    Move,
    Order,
    Reference,
    Shared,
    given,
    is_not_applicable,
    is_unsettled,
    listed,
    move_ends,
    relation_ends,
    steering_ends,
)
from palveluketju.model.values import OrganisationId, is_id
from palveluketju.model.walking import Walk, references


def nodes_of(section: Mapping[str, Any] | None, kind: str, name: str) -> dict[str, Node]:
    """The nodes of one section of the file, in its order."""
    return {element: node_of(kind, element, name) for element in section or {}}


@lru_cache(maxsize=20_000)
def node_of(kind: str, element: str, section: str) -> Node:
    """A node, the same one for all chains that have it: very many chains of a county are kept at a time."""
    return Node(kind, element, (section, element))


def offers_of(chain: Chain, services: Mapping[str, Node]) -> Iterator[Offer]:
    """Every service that a level or a bar offers, in the order of the file; unknown services are left out."""
    for level_id, level in (given(chain.levels) or {}).items():
        giver = node_of("level", level_id, "levels")
        yield from _offers(giver, level, services)
    for bar_id, bar in (given(chain.bars) or {}).items():
        giver = node_of("bar", bar_id, "bars")
        for where, use, group in _uses(listed(bar.services), (*giver.where, "services")):
            if use.service in services:
                yield Offer(giver, services[use.service], False, use, where, group)


def _offers(giver: Node, level: Level, services: Mapping[str, Node]) -> Iterator[Offer]:
    for key, critical in (("critical", True), ("services", False)):
        for where, use, group in _uses(listed(getattr(level, key)), (*giver.where, key)):
            if use.service in services:
                yield Offer(giver, services[use.service], critical, use, where, group)


def _uses(uses: Any, where: Path) -> Iterator[tuple[Path, Any, Alternatives | None]]:
    for index, use in enumerate(uses):
        if is_unsettled(use):
            continue
        if isinstance(use, Alternatives):
            for place, one in enumerate(use.one_of):
                yield _within((*where, index), "one-of", place), one, use
        else:
            yield _within(where, index), use, None


@lru_cache(maxsize=20_000)
def _within(where: Path, *parts: str | int) -> Path:
    """A place within another, the same tuple for all chains that have it."""
    return (*where, *parts)


def ways_of(chain: Chain, levels: Mapping[str, Node]) -> tuple[Way, ...]:
    """Every way between two levels: those by the chain's order, changed and added to by its declared moves.

    Those from a level to itself are among them.
    """
    order = list(levels)
    ways: dict[tuple[str, str], Way] = {}
    for lower, upper, passed in _neighbours(chain) if chain.walked is not Order.NONE else ():
        over = tuple(levels[name] for name in passed)
        up = Way(levels[lower], levels[upper], kind_by_order(chain.walked, 1), levels[upper].where, passes=over)
        ways[lower, upper] = up
        if chain.walked is Order.LADDER:
            down = Way(levels[upper], levels[lower], kind_by_order(chain.walked, -1), levels[upper].where, passes=over)
            ways[upper, lower] = down
    for key, declared in chain.moves.items():
        start, end = move_ends(key)
        if is_not_applicable(declared):
            ways.pop((start, end), None)
        elif start in levels and end in levels:
            first, last = sorted((order.index(start), order.index(end)))
            between = () if chain.walked is Order.NONE else order[first + 1 : last]
            passes = tuple(levels[name] for name in between if not _is_in(chain, name, start, end))
            move = declared if isinstance(declared, Move) else None
            unsettled = declared if is_unsettled(declared) else None
            distance = order.index(end) - order.index(start)
            by_order = ways[start, end].kind if (start, end) in ways else kind_by_order(chain.walked, distance)
            kind = (move.kind if move else None) or by_order
            ways[start, end] = Way(levels[start], levels[end], kind, ("moves", key), move, passes, unsettled)
    return tuple(ways.values())


def _is_in(chain: Chain, level: str, start: str, end: str) -> bool:
    """Whether a level is a part of an end of a move, or an end a part of it: then the move does not pass it."""
    over = wholes_of(chain, level)
    return start in over or end in over or level in (*wholes_of(chain, start), *wholes_of(chain, end))


def _neighbours(chain: Chain) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Levels that follow each other, and the optional ones between that a client may pass.

    In a whole, into its first step, and from its last step to what follows it.
    """
    parts: dict[str | None, list[str]] = {}
    declared = given(chain.levels) or {}
    for name, level in declared.items():
        parts.setdefault(level.part_of, []).append(name)
    for whole, levels in parts.items():
        if whole is not None and whole in declared and whole != levels[0]:
            first = up_to_needed(chain, levels)
            yield from ((whole, level, tuple(first[:place])) for place, level in enumerate(first))
        yield from _following(chain, levels)
    for levels in parts.values():
        for before, after, over in _following(chain, levels):
            for last, passed in _lasts(chain, parts, before):
                yield last, after, (*passed, *over)


def _following(chain: Chain, levels: list[str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each level with the next, and with those that come after it over optional ones; and these."""
    for place, before in enumerate(levels):
        after = up_to_needed(chain, levels[place + 1 :])
        yield from ((before, level, tuple(after[:passed])) for passed, level in enumerate(after))


def _lasts(chain: Chain, parts: Mapping[str | None, list[str]], level: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The last steps of a level, theirs, and so on, each with the optional ones after it; a circle is followed once."""
    waiting: list[tuple[str, tuple[str, ...]]] = [(level, ())]
    seen = {level}
    while waiting:
        whole, over = waiting.pop()
        last = up_to_needed(chain, reversed(parts.get(whole, [])))
        for place, step in enumerate(last):
            if step not in seen:
                seen.add(step)
                found = step, (*reversed(last[:place]), *over)
                yield found
                waiting.append(found)


def up_to_needed(chain: Chain, levels: Iterable[str]) -> list[str]:
    """Levels up to the first that is not optional, with it: those to which a client can get who comes to the first."""
    declared, found = given(chain.levels) or {}, []
    for level in levels:
        found.append(level)
        if not declared[level].optional:
            break
    return found


def led_to(onward: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """What each element leads to, also through others; itself where it is in a circle.

    Each takes over what those have that it leads to, until nothing is new. The order turns each time: so elements that
    lead to what stands before them, or after, are through in two turns, however many follow each other.
    """
    found = {name: frozenset(ends) for name, ends in onward.items()}
    names, is_new = list(onward), True
    while is_new:
        is_new = False
        for name in names:
            further = found[name].union(*[found[end] for end in onward[name] if end in found])
            is_new = is_new or len(further) > len(found[name])
            found[name] = further
        names.reverse()
    return found


def steps_of(chain: Chain) -> dict[str | None, list[str]]:
    """The levels by what they are parts of, in their order; under None those that are no parts."""
    levels = given(chain.levels) or {}
    steps: dict[str | None, list[str]] = {}
    for name, level in levels.items():
        whole = level.part_of if level.part_of in levels and level.part_of != name else None
        steps.setdefault(whole, []).append(name)
    return steps


def wholes_of(chain: Chain, level: str) -> tuple[str, ...]:
    """The levels that a level is a part of, the nearest first; a circle is followed once."""
    found: dict[str, None] = {}
    levels = given(chain.levels) or {}
    whole = levels[level].part_of
    while whole is not None and whole in levels and whole != level and whole not in found:
        found[str(whole)] = None
        whole = levels[whole].part_of
    return tuple(found)


def unknown_references(
    shared: Shared, places: Walk, also_declared: Mapping[str, frozenset[str]]
) -> Iterator[UnknownReference]:
    """Every id among the places of a chain or a catalogue that neither it nor ``also_declared`` declares."""
    chain = shared if isinstance(shared, Chain) else None
    known: dict[str, Mapping[str, Any]] = {
        "level": (given(chain.levels) or {}) if chain else {},
        "service": shared.services,
        "organisation": shared.organisations,
        "area": shared.areas,
        "field": shared.fields,
        "task": shared.tasks,
        "segment": shared.segments,
        "goal": {**shared.strategy, **((given(chain.goals) or {}) if chain else {})},
        "log item": shared.log,
        "need": (given(chain.need_scale) or {}) if chain else {},
    }
    used: list[tuple[Path, Reference]] = [*references(places)]
    used += [
        (("interfaces", name, "division", party), OrganisationId(party))
        for name, interface in shared.interfaces.items()
        for party in given(interface.division) or ()
    ]
    used += [(("steering", key), end) for key in shared.steering for end in steering_ends(key)]
    used += [(("relations", key), end) for key in shared.relations for end in relation_ends(key)]
    if chain:
        used += [(("moves", key), end) for key in chain.moves for end in move_ends(key)]
        used += [(("exchanges", key), end) for key in chain.exchanges for end in move_ends(key)]
    candidates: dict[str, tuple[str, ...]] = {}
    for where, reference in [(where, one) for where, one in used if one not in known[one.kind]]:
        kind = reference.kind
        if reference not in also_declared.get(kind, ()):
            if kind not in candidates:
                every = dict.fromkeys((*known[kind], *sorted(also_declared.get(kind, ()))))
                candidates[kind] = tuple(filter(is_id, every))
            yield UnknownReference(kind, str(reference), where, candidates[kind])
