"""What each level has of its own, and where that is a gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Alternatives, LevelKind, NotApplicable, Open, Role, ServiceUse, listed


@dataclass(frozen=True, slots=True)
class Listed:
    """A service as one level lists it. An id that nobody declares is a service too: what is wrong with it is its id."""

    service: str
    critical: bool
    level: Node


@dataclass(frozen=True, slots=True)
class LevelServices:
    """What a level, taken with its parts, has of its own, what goes on there, and what is said of it.

    Instruments and documents are no services, and what bars offer is no level's: ``bars`` are those that offer
    services where the level is, or may do so. ``carried`` is what other levels list that goes on here. ``said``: what
    the level's critical services or services are, or what goes on there, is open or does not apply, here or at a level
    that goes on here. ``unsettled``: a part of the other services is open. ``givers`` are the level, its parts, and
    the levels that go on there.
    """

    level: Node
    givers: tuple[Node, ...]
    own: tuple[Listed, ...]
    carried: tuple[Listed, ...]
    said: bool
    unsettled: bool
    bars: tuple[Node, ...]

    @property
    def names_critical(self) -> bool:
        """Whether critical services are named at the level itself or a part of it."""
        return any(one.critical for one in self.own)

    @property
    def carries_critical_from(self) -> tuple[Node, ...]:
        """The levels whose critical services go on at the level."""
        return tuple(dict.fromkeys(one.level for one in self.carried if one.critical))

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything of what the level offers."""
        return not (self.own or self.carried or self.said or self.unsettled)


def level_services(graph: ChainGraph) -> tuple[LevelServices, ...]:
    """What each level has, in the order of the file."""
    own = {level: tuple(_listed(graph, level)) for level in graph.levels()}
    parts = {level: (level, *graph.parts_of(level)) for level in graph.levels()}
    spans = _spans(graph)
    found = []
    for level, within in parts.items():
        carried = _carried(graph, within, parts)
        givers = (*within, *carried)
        found.append(
            LevelServices(
                level,
                givers,
                tuple(one for giver in within for one in own[giver]),
                tuple(one for giver in carried for one in own[giver]),
                any(_is_said(graph, giver) for giver in givers),
                any(open_items(graph.level(giver).services) for giver in givers),
                tuple(bar for bar, spanned in spans.items() if spanned is None or level in spanned),
            )
        )
    return tuple(found)


def empty_levels(graph: ChainGraph) -> tuple[LevelServices, ...]:
    """The levels of which nobody has said what they offer; a step can be the doing itself, and is none of them."""
    return tuple(
        one for one in level_services(graph) if one.is_empty and graph.kind_of(one.level) is not LevelKind.STEP
    )


def levels_without_critical(graph: ChainGraph) -> tuple[LevelServices, ...]:
    """The need levels that name no critical service of their own and say nothing of it, in a chain that names some.

    Levels of which nothing at all is said are not among them: these are empty.
    """
    every = level_services(graph)
    if not any(one.names_critical for one in every):
        return ()
    return tuple(
        one for one in every if graph.is_need_level(one.level) and not (one.names_critical or one.said or one.is_empty)
    )


def _listed(graph: ChainGraph, level: Node) -> Iterator[Listed]:
    declared = graph.level(level)
    for uses, critical in ((declared.critical, True), (declared.services, False)):
        for name in _names(listed(uses)):
            if name not in graph.chain.services or graph.is_service(name):
                yield Listed(name, critical, level)


def _names(uses: Iterable[ServiceUse | Alternatives | Open]) -> Iterator[str]:
    for use in uses:
        if isinstance(use, Alternatives):
            yield from (str(one.service) for one in use.one_of)
        elif isinstance(use, ServiceUse):
            yield str(use.service)


def _carried(graph: ChainGraph, within: tuple[Node, ...], parts: Mapping[Node, tuple[Node, ...]]) -> tuple[Node, ...]:
    """The levels that go on at a level or a part of it, each with its parts, also through others."""
    found = set(within)
    waiting = list(within)
    while waiting:
        for lower in graph.carried_directly(waiting.pop()):
            new = [one for one in parts[lower] if one not in found]
            found.update(new)
            waiting += new
    found.difference_update(within)
    return tuple(level for level in graph.levels() if level in found) if found else ()


def _is_said(graph: ChainGraph, level: Node) -> bool:
    return next(said_at(graph, level), None) is not None


def said_at(graph: ChainGraph, level: Node) -> Iterator[Open | NotApplicable]:
    """What a level, without its parts, says in place of its critical services, its services, or what goes on there."""
    declared = graph.level(level)
    if isinstance(declared.critical, (Open, NotApplicable)):
        yield declared.critical
    yield from open_items(declared.critical)
    if isinstance(declared.services, (Open, NotApplicable)):
        yield declared.services
    if isinstance(declared.carries, Open):
        yield declared.carries


def open_items(uses: object) -> tuple[Open, ...]:
    """The decisions not yet taken in a list of services; none where there is no list."""
    return tuple(item for item in uses if isinstance(item, Open)) if isinstance(uses, tuple) else ()


def _spans(graph: ChainGraph) -> dict[Node, frozenset[Node] | None]:
    """The bars that offer services, or are to, and the levels that each spans; None while that is open."""
    found: dict[Node, frozenset[Node] | None] = {}
    for bar in graph.bars():
        declared = graph.bar(bar)
        is_to = isinstance(declared.services, Open) and Role.MEASUREMENT not in declared.role
        if is_to or listed(declared.services):
            spanned = frozenset(graph.levels_spanned_by(bar))
            found[bar] = None if isinstance(declared.spans, Open) else spanned
    return found
