"""What each level has of its own, and where that is a gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, once_a_graph
from palveluketju.model import (
    Absence,
    Alternatives,
    LevelKind,
    Role,
    ServiceUse,
    Unsettled,
    is_absent,
    is_not_applicable,
    is_unsettled,
    listed,
    unsettled_in,
)

_Use = ServiceUse | Alternatives | Unsettled


@dataclass(frozen=True, slots=True)
class LevelServices:
    """What a level, taken with its parts, has of its own, whether more goes on there, and what is said of it.

    Instruments and documents are no services, and what bars offer is no level's: ``bars`` are those that offer
    services where the level is, or may do so. ``offers`` and ``names_critical``: the level or a part of it lists
    services, or critical ones. ``meets`` and ``meets_critical``: these, or such of a level that goes on there.
    ``said``: what its critical services or its services are, or what goes on there, is open, not known or does not
    apply, here or at a level that goes on here. ``unsettled``: a part of the other services is open or not known.
    """

    level: Node
    offers: bool
    names_critical: bool
    meets: bool
    meets_critical: bool
    said: bool
    unsettled: bool
    bars: tuple[Node, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything of what the level offers."""
        return not (self.meets or self.said or self.unsettled)


@once_a_graph
def level_services(graph: ChainGraph) -> tuple[LevelServices, ...]:
    """What each level has, in the order of the file."""
    levels = graph.levels()
    wholes: dict[str, list[str]] = {}
    carriers: dict[str, list[str]] = {}
    for level in levels:
        for part in graph.steps_of(level):
            wholes.setdefault(part.id, []).append(level.id)
        for lower in graph.carried_directly(level):
            carriers.setdefault(lower.id, []).append(level.id)
    critical = [level.id for level in levels if services_listed(graph, level, "critical")]
    offering = [level.id for level in levels if level.id in critical or services_listed(graph, level, "services")]
    own, own_critical = _and_above(offering, wholes), _and_above(critical, wholes)
    met, met_critical = _and_above(offering, wholes, carriers), _and_above(critical, wholes, carriers)
    said = _and_above((level.id for level in levels if any(said_at(graph, level))), wholes, carriers)
    unsettled = _and_above(
        (level.id for level in levels if unsettled_items(graph.level(level).services)), wholes, carriers
    )
    bars = _bars(graph)
    return tuple(
        LevelServices(
            level,
            level.id in own,
            level.id in own_critical,
            level.id in met,
            level.id in met_critical,
            level.id in said,
            level.id in unsettled,
            bars[level],
        )
        for level in levels
    )


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


def services_listed(graph: ChainGraph, level: Node, key: str) -> tuple[str, ...]:
    """The ids of the services that a level itself lists under ``critical`` or ``services``, each once.

    An id that nobody declares is among them: what is wrong with it is its id.
    """
    names = _names(listed(getattr(graph.level(level), key)))
    return tuple(dict.fromkeys(name for name in names if name not in graph.chain.services or graph.is_service(name)))


def said_at(graph: ChainGraph, level: Node) -> Iterator[Absence]:
    """What a level, without its parts, says in place of its critical services, its services, or what goes on there."""
    declared = graph.level(level)
    if is_absent(declared.critical):
        yield declared.critical
    yield from unsettled_items(declared.critical)
    if is_absent(declared.services):
        yield declared.services
    yield from unsettled_in(declared.carries)


def unsettled_items(uses: tuple[_Use, ...] | Absence | None) -> tuple[Unsettled, ...]:
    """What of a list of services is still to be decided or found out; none where there is no list."""
    return unsettled_in(listed(uses))


def _names(uses: Iterable[_Use]) -> Iterator[str]:
    for use in uses:
        if isinstance(use, Alternatives):
            yield from (str(one.service) for one in use.one_of)
        elif isinstance(use, ServiceUse):
            yield str(use.service)


def _and_above(levels: Iterable[str], *above: Mapping[str, list[str]]) -> set[str]:
    """Some levels with those that have them: as a part, or as what goes on there; each is looked at once."""
    found = set(levels)
    waiting = list(found)
    while waiting:
        level = waiting.pop()
        new = [one for over in above for one in over.get(level, ()) if one not in found]
        found.update(new)
        waiting += new
    return found


def _bars(graph: ChainGraph) -> dict[Node, tuple[Node, ...]]:
    """For each level, the bars that offer services there, are to, or may do so while their span is open."""
    offering = [bar for bar in graph.bars() if _offers(graph, bar)]
    some = {bar: set(graph.levels_spanned_by(bar)) for bar in offering if isinstance(graph.bar(bar).spans, tuple)}
    spanned = {level for levels in some.values() for level in levels}
    others = tuple(bar for bar in offering if bar not in some and not is_not_applicable(graph.bar(bar).spans))
    both = [bar for bar in offering if bar in some or bar in others]
    return {
        level: tuple(bar for bar in both if bar not in some or level in some[bar]) if level in spanned else others
        for level in graph.levels()
    }


def _offers(graph: ChainGraph, bar: Node) -> bool:
    services = graph.bar(bar).services
    is_to = is_unsettled(services) and Role.MEASUREMENT not in graph.bar(bar).role
    return is_to or bool(listed(services))
