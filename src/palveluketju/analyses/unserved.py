"""Critical segments of an organiser's clients, and its duties to coordinate, that none of its chains is for."""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph, once_a_graph, walked
from palveluketju.model import (
    Absence,
    Condition,
    SegmentKind,
    Shared,
    TargetGroup,
    TaskKind,
    given,
    is_unsettled,
    listed,
)


@dataclass(frozen=True, slots=True)
class Unserved:
    """The declaration that parts stand in, and the ids of its critical segments and duties that no chain names."""

    declared_in: ChainGraph | CatalogueGraph
    segments: tuple[str, ...]
    duties: tuple[str, ...]


def unserved(workspace: WorkspaceGraph) -> Iterator[Unserved]:
    """The critical segments and the duties to coordinate that no chain of their organiser names, by declaration.

    A chain names a segment in its target group, or in a condition, and a duty as the task of a service that it offers
    or of a bar. Nobody can say so of segments while it is open or not known for which of them one of the chains is,
    nor of duties while a task of a service or a bar is; nor where a chain has errors, or there is no other one to be
    looked at.
    """
    if workspace.wrong:
        return
    seen: set[int] = set()
    for one in workspace.every():
        segments = {name: part for name, part in one.shared.segments.items() if id(part) not in seen}
        tasks = {name: part for name, part in one.shared.tasks.items() if id(part) not in seen}
        seen.update(map(id, (*segments.values(), *tasks.values())))
        critical = [name for name, segment in segments.items() if SegmentKind.CRITICAL in segment.kind]
        duties = [name for name, task in tasks.items() if task.kind is TaskKind.COORDINATION]
        kin = _kin(workspace, one) if critical or duties else ()
        if len({graph.chain.variant_of or graph.chain.id for graph in kin}) < 2:
            continue  # of a chain by itself nobody knows what others there are
        if any(map(_may_be_for_others, kin)):
            critical = []
        if any(is_unsettled(told) for graph in kin for told in _tasks_told(graph)):
            duties = []
        named = {segment for graph in kin for segment in segments_named(graph)} if critical else set()
        served = {str(task) for graph in kin for told in _tasks_told(graph) for task in listed(told)}
        found = Unserved(
            one,
            tuple(name for name in critical if name not in named),
            tuple(name for name in duties if name not in served),
        )
        if found.segments or found.duties:
            yield found


def _kin(workspace: WorkspaceGraph, one: ChainGraph | CatalogueGraph) -> tuple[ChainGraph, ...]:
    """The chains in which an id means what it means in a declaration: those that are kin to it or have a part of it."""
    parts = _parts(one.shared) if isinstance(one, CatalogueGraph) else set()
    return tuple(
        graph
        for family in workspace.families()
        if one in family or any(not parts.isdisjoint(_parts(graph.shared)) for graph in family)
        for graph in family
    )


def _parts(shared: Shared) -> set[int]:
    return {id(part) for section in Shared.SECTIONS for part in getattr(shared, section).values()}


def _may_be_for_others(graph: ChainGraph) -> bool:
    """Whether it is still to be decided, or found out, for which segments a chain is."""
    told = graph.chain.target_group
    return is_unsettled(told) or (isinstance(told, TargetGroup) and is_unsettled(told.segments))


@once_a_graph
def segments_named(graph: ChainGraph) -> frozenset[str]:
    """The ids of the segments that a chain names: in its target group, and in conditions anywhere."""
    group = given(graph.chain.target_group)
    named = set(map(str, listed(group.segments))) if isinstance(group, TargetGroup) else set[str]()
    named.update(str(one) for _, value in walked(graph).of(Condition) for one in value.segment)
    return frozenset(named)


def _tasks_told(graph: ChainGraph) -> Iterator[tuple[str, ...] | Absence | None]:
    """What is told of the tasks of each service that a chain offers, and of each of its bars."""
    for service in graph.offered():
        yield graph.service(service).task
    for bar in graph.bars():
        yield graph.bar(bar).task
