"""Agreements that the chains of one party know, and those of the other do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from palveluketju.analyses.agreements import in_force
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, WorkspaceGraph, once_a_graph
from palveluketju.model import Interface, State, given, state_of


@dataclass(frozen=True, slots=True)
class OneSided:
    """An agreement of a chain, and the chains of another party that meet this one and do not know it.

    ``unknowing`` has each of these with the first place where it meets the chain's organiser or the chain itself; it
    is one tuple for all agreements that the same chains do not know in the same places, but where exits lead elsewhere.
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
        agreed: dict[int, tuple[ChainGraph, str, Interface]] = {}
        for graph in family:
            for name, one in graph.chain.interfaces.items():
                if _is_agreed(graph, one):
                    agreed.setdefault(id(one), (graph, name, one))
        meetings = _Meetings(family, frozenset(str(end) for *_, one in agreed.values() for end in one.between))
        for graph, name, interface in agreed.values():
            unknowing = meetings.of(graph, interface)
            if unknowing:
                yield OneSided(graph, name, unknowing)


def _is_agreed(graph: ChainGraph, interface: Interface) -> bool:
    return state_of(interface.agreement) is State.THERE and in_force(graph, interface) is not State.NONE


_Met: TypeAlias = tuple[tuple[ChainGraph, Path], ...]


class _Meetings:
    """Which chains of a family meet one of another party and know of no agreement with it.

    They are looked up by the ends of agreements, and found once for all chains of one party: each chain against each
    would be very many.
    """

    def __init__(self, family: Iterable[ChainGraph], ends: frozenset[str]) -> None:
        self._places = {graph: place for place, graph in enumerate(family)}
        self._of_end: dict[str, dict[str, list[ChainGraph]]] = {}
        self._exits: dict[str, dict[ChainGraph, Path]] = {}
        self._found: dict[tuple[frozenset[str], tuple[str, ...]], tuple[_Met, frozenset[ChainGraph]]] = {}
        for graph in self._places:
            own = _houses(graph)
            for end in sorted(ends & (graph.chain.organisations.keys() | own)):
                (house,) = graph.parties((end,))
                if house in own:
                    self._of_end.setdefault(end, {}).setdefault(house, []).append(graph)
            for name, way_out in (given(graph.chain.exits) or {}).items():
                if isinstance(way_out.chain, str):
                    self._exits.setdefault(way_out.chain, {}).setdefault(graph, ("exits", name, "chain"))

    def of(self, graph: ChainGraph, interface: Interface) -> _Met:
        """The chains of another party that meet a chain and do not know its agreement, and where they meet it first."""
        met, others = self._of_party(_houses(graph), tuple(map(str, interface.between)))
        exits = self._exits.get(graph.chain.id, {})
        more = [(other, where) for other, where in exits.items() if other in others]
        return tuple(sorted((*met, *more), key=lambda one: self._places[one[0]])) if more else met

    def _of_party(self, own: frozenset[str], between: tuple[str, ...]) -> tuple[_Met, frozenset[ChainGraph]]:
        """Those that meet a party, with where they do, and those that do not; all of another, and not knowing."""
        if (own, between) not in self._found:
            strangers = {
                other: ours
                for end in between
                for house, those in self._of_end.get(end, {}).items()
                if house not in own
                for other in those
                if (ours := own & other.parties(between).keys())
                and ours.isdisjoint(_houses(other))
                and not _knows(other, ours)
            }
            places = {other: next(_meeting(other, ours), None) for other, ours in strangers.items()}
            met = ((other, where) for other, where in places.items() if where is not None)
            in_order = tuple(sorted(met, key=lambda one: self._places[one[0]]))
            self._found[own, between] = in_order, frozenset(one for one, where in places.items() if where is None)
        return self._found[own, between]


def _meeting(other: ChainGraph, ours: frozenset[str]) -> Iterator[Path]:
    """Where a chain meets organisations of some houses."""
    for offer in other.offers():
        if any(other.house_of(one) in ours for one in other.organisers_of(offer.service)):
            yield offer.where
    for part in (*other.levels(), *other.bars()):
        if any(other.house_of(one) in ours for one in other.partners_of(part)):
            yield (*part.where, "partners")
    if any(other.house_of(one) in ours for one in other.partners_of()):
        yield ("partners",)


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
