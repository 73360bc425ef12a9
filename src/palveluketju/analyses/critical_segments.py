"""Critical segments of an organiser's clients, and whether its chains are for them."""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph, walked
from palveluketju.model import Condition, SegmentKind, Shared, TargetGroup, given, is_unsettled, listed


def segments_without_chain(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph | CatalogueGraph, str]]:
    """The critical segments that no chain of their organiser names, each with the declaration that it stands in.

    A chain names a segment in its target group, or in a condition. Nobody can say so while it is open or not known for
    which segments one of the chains is, nor where there is no other chain to be looked at.
    """
    seen: set[int] = set()
    for one in workspace.every():
        critical = [
            name
            for name, segment in one.shared.segments.items()
            if SegmentKind.CRITICAL in segment.kind and id(segment) not in seen
        ]
        if not critical:
            continue
        seen.update(id(one.shared.segments[name]) for name in critical)
        kin = _kin(workspace, one)
        if len(kin) < 2 or any(map(_may_be_for_others, kin)):
            continue  # of a chain by itself nobody knows what others there are
        named = {segment for graph in kin for segment in _named_in(graph)}
        yield from ((one, name) for name in critical if name not in named)


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


def _named_in(graph: ChainGraph) -> Iterator[str]:
    group = given(graph.chain.target_group)
    if isinstance(group, TargetGroup):
        yield from map(str, listed(group.segments))
    for _, value in walked(graph):
        if isinstance(value, Condition):
            yield from map(str, value.segment)
