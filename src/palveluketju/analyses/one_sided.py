"""Agreements that the chains of one party know, and those of the other do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palveluketju.analyses.agreements import in_force
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, WorkspaceGraph, once_a_graph
from palveluketju.model import Interface, State, given, state_of


@dataclass(frozen=True, slots=True)
class OneSided:
    """An agreement of a chain, and the chains of another party that meet this one and do not know it.

    ``unknowing`` has each of these with the first place where it meets the chain's organiser or the chain itself.
    """

    graph: ChainGraph
    interface: str
    unknowing: tuple[tuple[ChainGraph, Path], ...]


def one_sided_agreements(workspace: WorkspaceGraph) -> Iterator[OneSided]:
    """The agreements that stand with chains of one party only, where a chain of another party meets the first.

    Only kin are looked at: elsewhere one id may mean two organisations. A chain meets another party where that one
    organises a service of it or takes part in a level or a bar of it, and where an exit leads from one to the other.
    An agreement that is not in force is known to nobody; where it is not told whether it is, it counts.
    """
    for family in workspace.families():
        agreed = [
            (graph, name, one)
            for graph in family
            for name, one in graph.chain.interfaces.items()
            if _is_agreed(graph, one)
        ]
        seen: set[int] = set()
        for graph, name, interface in agreed:
            if id(interface) in seen:
                continue
            seen.add(id(interface))
            meeting = ((other, next(_meeting(graph, other, interface), None)) for other in family)
            unknowing = tuple((other, where) for other, where in meeting if where is not None)
            if unknowing:
                yield OneSided(graph, name, unknowing)


def _is_agreed(graph: ChainGraph, interface: Interface) -> bool:
    return state_of(interface.agreement) is State.THERE and in_force(graph, interface) is not State.NONE


def _meeting(graph: ChainGraph, other: ChainGraph, interface: Interface) -> Iterator[Path]:
    """Where a chain of another party of an agreement meets the first, unless it knows of an agreement between them."""
    parties = other.parties(interface.between).keys()
    if _houses(other).isdisjoint(parties):
        return
    ours = _houses(graph) & parties
    if not ours or ours & _houses(other) or _knows(other, ours):
        return
    for offer in other.offers():
        if any(other.house_of(one) in ours for one in other.organisers_of(offer.service)):
            yield offer.where
    for part in (*other.levels(), *other.bars()):
        if any(other.house_of(one) in ours for one in other.partners_of(part)):
            yield (*part.where, "partners")
    if any(other.house_of(one) in ours for one in other.partners_of()):
        yield ("partners",)
    for name, way_out in (given(other.chain.exits) or {}).items():
        if way_out.chain == graph.chain.id:
            yield ("exits", name, "chain")


@once_a_graph
def _houses(graph: ChainGraph) -> frozenset[str]:
    return frozenset(graph.parties(graph.own_organisers()))


def _knows(graph: ChainGraph, others: frozenset[str]) -> bool:
    """Whether a chain has an agreement between its own organiser and one of other houses."""
    own = _houses(graph)
    return any(
        _is_agreed(graph, one)
        and own & graph.parties(one.between).keys()
        and others & graph.parties(one.between).keys()
        for one in graph.chain.interfaces.values()
    )
