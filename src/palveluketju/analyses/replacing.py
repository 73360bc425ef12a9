"""Chains in the place of older ones: whether both hold at a time, and which replace each other in a circle."""

from __future__ import annotations

from collections import deque
from datetime import date

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import Absence, Chain, Status, given, is_absent, is_not_applicable, listed

_NOT_IN_FORCE = (Status.DRAFT, Status.RETIRED)


@dataclass(frozen=True, slots=True)
class ChainReplaced:
    """A chain that another one replaces; ``older`` is None where no chain here has that id.

    ``where`` is the place of its id in the chain that replaces it.
    """

    graph: ChainGraph
    chain: str
    older: ChainGraph | None
    where: Path


def replaced_chains(workspace: WorkspaceGraph) -> tuple[ChainReplaced, ...]:
    """Every chain that another one says it replaces; what a variant has from its own chain is said of that one."""
    found = []
    for graph in workspace.graphs:
        base = _base(workspace, graph)
        told = set[str]() if base is None else set(listed(base.chain.replaces))
        for place, chain in enumerate(listed(graph.chain.replaces)):
            if chain not in told:
                told.add(chain)
                found.append(ChainReplaced(graph, chain, workspace.get(chain), ("replaces", place)))
    return tuple(found)


def replaced_and_not_named(workspace: WorkspaceGraph) -> tuple[tuple[ChainGraph, Absence], ...]:
    """What chains say in the stead of those that they replace: that it is open or not known which, or that none is."""
    found = []
    for graph in workspace.graphs:
        base, said = _base(workspace, graph), graph.chain.replaces
        if is_absent(said) and (base is None or base.chain.replaces != said):
            found.append((graph, said))
    return tuple(found)


def _base(workspace: WorkspaceGraph, graph: ChainGraph) -> ChainGraph | None:
    """The chain that a variant changes, if it is here."""
    return workspace.get(graph.chain.variant_of) if graph.chain.variant_of else None


def both_in_force(newer: ChainGraph, older: ChainGraph) -> bool:
    """Whether it is told that a chain is in force beside the one that replaces it, now or once that one begins.

    The newer chain begins on its ``valid-from``, or has begun where it is agreed and does not say when. The older one
    is in force until its ``valid-until``; where it names no such day, only while it says that it has begun or is
    agreed. What is open, a draft or not told proves nothing.
    """
    new, old, today = newer.chain, older.chain, newer.today
    ended = given(new.valid_until)
    begins = _begins(new, newer)
    if begins is None or new.status in _NOT_IN_FORCE or old.status in _NOT_IN_FORCE or (ended and ended < today):
        return False
    first, last = given(old.valid_from), given(old.valid_until)
    if first is not None and first > begins:
        return False
    if last is not None:
        return last >= max(begins, today)
    has_begun = old.status is Status.AGREED or first is not None
    return has_begun and (is_not_applicable(old.valid_until) or (old.valid_until is None and begins <= today))


def _begins(chain: Chain, graph: ChainGraph) -> date | None:
    """The first day of a chain that is known to be in force; None where that cannot be told."""
    if chain.valid_from is None and chain.status is Status.AGREED:
        return graph.today
    return given(chain.valid_from)


def circles_of_replaced(workspace: WorkspaceGraph) -> tuple[tuple[ChainReplaced, tuple[str, ...]], ...]:
    """Every replacing that leads back to the chain that it begins with, and the ids of the chains on the way."""
    replaced: dict[str, list[ChainReplaced]] = {}
    for one in replaced_chains(workspace):
        replaced.setdefault(one.graph.chain.id, []).append(one)
    found = []
    for start, those in replaced.items():
        for first in those:
            way = _way(first.chain, start, replaced)
            if way:
                found.append((first, (start, *way)))
    return tuple(found)


def _way(start: str, end: str, replaced: dict[str, list[ChainReplaced]]) -> tuple[str, ...]:
    """The shortest way from a chain over those that it replaces to another one; empty where there is none."""
    before: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for one in replaced.get(here, ()):
            if one.chain not in before:
                before[one.chain] = here
                waiting.append(one.chain)
    way = [end] if end in before else []
    while way and before[way[-1]]:
        way.append(before[way[-1]])
    return tuple(reversed(way))
