"""Critical services: what a chain promises at each level, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from palveluketju.analyses.gaps import LevelServices, level_services, said_at, services_listed, unsettled_items
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, led_to
from palveluketju.model import Absence, State, is_unsettled, state_of


@dataclass(frozen=True, slots=True)
class Promise:
    """A critical service of a level, or the state of its critical services as a whole.

    ``service`` is an id, None where the line tells a state. ``by`` are those who list the service or tell the state in
    the level's stead: parts of it, or a level that goes on there. ``told`` is what is said in the stead of
    services: what is to be decided or found out, or why nothing applies.
    """

    level: Node
    service: str | None
    state: State
    by: tuple[Node, ...] = ()
    told: Absence | None = None


def promises(graph: ChainGraph) -> tuple[Promise, ...]:
    """The register of critical services, level by level in the order of the file; each level has a line.

    What is decided only in part has a line for each. A level that lists none itself while its parts do has one line
    for all of them. Services of bars are no level's, and not here.
    """
    return tuple(line for lines in _Promises(graph).by_level() for line in lines)


class _Promises:
    """What each level itself says of critical services, looked up once."""

    def __init__(self, graph: ChainGraph) -> None:
        levels = graph.levels()
        self._graph = graph
        self._levels = level_services(graph)
        self._marks = any(one.names_critical for one in self._levels)
        self._place = {level.id: place for place, level in enumerate(levels)}
        self._critical = {level.id: services_listed(graph, level, "critical") for level in levels}
        self._said = {level.id: tuple(said_at(graph, level)) for level in levels}
        self._naming: dict[str, list[Node]] = {}
        for level in levels:
            for service in self._critical[level.id]:
                self._naming.setdefault(service, []).append(level)
        self._parts = {level.id: graph.parts_of(level) for level in levels}
        going_on = {level.id: graph.carried_directly(level) for level in levels}
        self._going_on = led_to(
            {
                name: [one.id for level in lower for one in (level, *self._parts[level.id])]
                for name, lower in going_on.items()
            }
        )

    def by_level(self) -> Iterator[tuple[Promise, ...]]:
        """The lines of each level."""
        for one in self._levels:
            within = (one.level, *self._parts[one.level.id])
            carried = self._carried(within)
            lines = list(self._there(within, carried))
            lines += self._told((*within, *carried), whole=not lines)
            yield tuple(lines) or (self._untold(one, (*within, *carried)),)

    def _carried(self, within: tuple[Node, ...]) -> tuple[Node, ...]:
        """The levels that go on at a level or a part of it, each with its parts, also through others."""
        names = [level.id for level in within]
        found = self._going_on[names[0]].union(*map(self._going_on.__getitem__, names)).difference(names)
        return self._graph.nodes_called("level", sorted(found, key=self._place.__getitem__))

    def _there(self, within: tuple[Node, ...], carried: tuple[Node, ...]) -> Iterator[Promise]:
        level, *parts = within
        itself = self._critical[level.id]
        yield from (Promise(level, service, State.THERE) for service in itself)
        naming = tuple(part for part in parts if self._critical[part.id])
        if naming and not itself:
            yield Promise(level, None, State.THERE, naming)
        going_on = {lower.id for lower in carried}
        for service in dict.fromkeys(chain.from_iterable(map(self._critical.__getitem__, [one.id for one in carried]))):
            by = tuple([lower for lower in self._naming[service] if lower.id in going_on])
            yield Promise(level, service, State.THERE, by)

    def _told(self, givers: tuple[Node, ...], *, whole: bool) -> Iterator[Promise]:
        """What is open or not known of a level's critical services.

        ``whole``: it has none; then also what is so of its services, or why it has none.
        """
        for giver in givers:
            for told in self._said[giver.id]:
                is_of_services = told is self._graph.level(giver).services
                if whole or (is_unsettled(told) and not is_of_services):
                    yield Promise(givers[0], None, state_of(told), _elsewhere(givers[0], giver), told)

    def _untold(self, one: LevelServices, givers: tuple[Node, ...]) -> Promise:
        """The line of a level that names no critical service and says nothing of it.

        There is none where the level's services are stated, and the chain tells critical ones from others. What is
        still open among the services may be critical.
        """
        for giver in givers if one.unsettled else ():
            for item in unsettled_items(self._graph.level(giver).services):
                return Promise(one.level, None, State.POSSIBLE, _elsewhere(one.level, giver), item)
        is_stated = one.meets and self._marks and self._graph.is_need_level(one.level)
        return Promise(one.level, None, State.NONE if is_stated else State.NOT_STATED)


def _elsewhere(level: Node, giver: Node) -> tuple[Node, ...]:
    return () if giver == level else (giver,)
