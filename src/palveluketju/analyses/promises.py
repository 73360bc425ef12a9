"""Critical services: what a chain promises at each level, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palveluketju.analyses.gaps import LevelServices, level_services, open_items, said_at
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import NotApplicable, Open, State


@dataclass(frozen=True, slots=True)
class Promise:
    """A critical service of a level, or the state of its critical services as a whole.

    ``service`` is an id, None where the line tells a state. ``by`` are those who list the service or tell the state in
    the level's stead: parts of it, or a level that goes on there. ``told`` is the question that is open, or why nothing
    applies.
    """

    level: Node
    service: str | None
    state: State
    by: tuple[Node, ...] = ()
    told: Open | NotApplicable | None = None


def promises(graph: ChainGraph) -> tuple[Promise, ...]:
    """The register of critical services, level by level in the order of the file; each level has a line.

    What is decided only in part has a line for each. A level that lists none itself while its parts do has one line
    for all of them. Services of bars are no level's, and not here.
    """
    every = level_services(graph)
    marks = any(one.names_critical for one in every)
    return tuple(line for one in every for line in _lines(graph, one, marks=marks))


def _lines(graph: ChainGraph, one: LevelServices, *, marks: bool) -> Iterator[Promise]:
    lines = list(_there(one))
    lines += _told(graph, one, whole=not lines)
    yield from lines or [_untold(graph, one, marks=marks)]


def _there(one: LevelServices) -> Iterator[Promise]:
    own = [listed for listed in one.own if listed.critical]
    itself = tuple(dict.fromkeys(listed.service for listed in own if listed.level == one.level))
    yield from (Promise(one.level, service, State.THERE) for service in itself)
    if own and not itself:
        yield Promise(one.level, None, State.THERE, tuple(dict.fromkeys(listed.level for listed in own)))
    carried: dict[str, dict[Node, None]] = {}
    for listed in one.carried:
        if listed.critical:
            carried.setdefault(listed.service, {})[listed.level] = None
    yield from (Promise(one.level, service, State.THERE, tuple(by)) for service, by in carried.items())


def _told(graph: ChainGraph, one: LevelServices, *, whole: bool) -> Iterator[Promise]:
    """What is open of a level's critical services; of a level that has none, also of its services, or why it has none.

    ``whole``: the level has none.
    """
    for giver in one.givers:
        services = graph.level(giver).services
        for told in said_at(graph, giver):
            if whole or (isinstance(told, Open) and told is not services):
                state = State.OPEN if isinstance(told, Open) else State.NOT_APPLICABLE
                yield Promise(one.level, None, state, _elsewhere(one, giver), told)


def _untold(graph: ChainGraph, one: LevelServices, *, marks: bool) -> Promise:
    """The line of a level that names no critical service and says nothing of it.

    There is none where the level's services are stated, and the chain tells critical ones from others. What is still
    open among the services may be critical.
    """
    for giver in one.givers:
        for item in open_items(graph.level(giver).services):
            return Promise(one.level, None, State.POSSIBLE, _elsewhere(one, giver), item)
    stated = bool(one.own or one.carried) and marks and graph.is_need_level(one.level)
    return Promise(one.level, None, State.NONE if stated else State.NOT_STATED)


def _elsewhere(one: LevelServices, giver: Node) -> tuple[Node, ...]:
    return () if giver == one.level else (giver,)
