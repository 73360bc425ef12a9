"""Shares of a chain that are complete, and how they have changed between two versions of it."""

from __future__ import annotations

from typing import Final

from palveluketju.analyses.gaps import empty_levels
from palveluketju.analyses.integration import may_change_house
from palveluketju.analyses.lacking import Matter, parts_to_complete
from palveluketju.analyses.offering import to_come
from palveluketju.analyses.speaking import required_names
from palveluketju.analyses.versioning import renamed_chains
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, WorkspaceGraph, once_a_graph
from palveluketju.model import State, best_state, is_unsettled, state_of, unsettled_in


@dataclass(frozen=True, slots=True)
class Share:
    """How many parts of a kind are complete, of how many, and how many of the rest have something open or not known.

    ``state`` is there where there are parts. Where there are none, it is what is told of there being any: not
    applicable where the chain needs none, open, not known or not stated where that cannot be told.
    """

    matter: Matter
    complete: int
    of: int
    open: int
    not_known: int
    state: State

    @property
    def percent(self) -> int | None:
        """The share in whole percents, 100 only if all are complete and 0 only if none; None where there are none."""
        if not self.of:
            return None
        rounded = (200 * self.complete + self.of) // (2 * self.of)
        return rounded if self.complete in (0, self.of) else min(max(rounded, 1), 99)


@once_a_graph
def maturity(graph: ChainGraph) -> tuple[Share, ...]:
    """How much of a chain is complete: a share for each of :class:`Matter`, in its order."""
    return tuple(_share(graph, matter) for matter in Matter)


def _share(graph: ChainGraph, matter: Matter) -> Share:
    parts = [part for part in parts_to_complete(graph) if part.matter is matter]
    states = [{lack.state for lack in part.lacks} for part in parts]
    return Share(
        matter,
        sum(part.is_complete for part in parts),
        len(parts),
        sum(State.OPEN in found for found in states),
        sum(State.NOT_KNOWN in found for found in states),
        State.THERE if parts else _TOLD[matter](graph),
    )


# --- where there is nothing to complete ------------------------------------------------------------------------------


def _levels_told(graph: ChainGraph) -> State:
    """What is told of the levels; where a chain has none but steps that say nothing, nothing can be complete."""
    told = state_of(graph.chain.levels)
    return told if told is not State.THERE else State.NOT_APPLICABLE if graph.levels() else State.NOT_STATED


def _hand_overs_told(graph: ChainGraph) -> State:
    """Whether there are hand-overs cannot be told while levels or their order are open, or who organises what there."""
    unsettled = [one for one in (graph.chain.levels, graph.chain.order) if is_unsettled(one)]
    if unsettled:
        return best_state(map(state_of, unsettled))
    return State.NOT_STATED if may_change_house(graph) else State.NOT_APPLICABLE


def _interfaces_told(graph: ChainGraph) -> State:
    """Whether the chain needs others cannot be told while it is not told who organises it, or what it offers."""
    told = state_of(graph.chain.organiser)
    if told is not State.THERE:
        return told
    services = [*filter(graph.is_service, graph.offered())]
    organisers = {state_of(graph.service(service).organiser) for service in services}
    partners = (graph.chain.partners, *(graph.bar(bar).partners for bar in graph.bars()))
    if organisers & {State.OPEN, State.NOT_KNOWN} or to_come(graph) or any(map(unsettled_in, partners)):
        return State.POSSIBLE
    is_untold = State.NOT_STATED in organisers or not graph.own_organisers() or empty_levels(graph)
    return State.NOT_STATED if is_untold else State.NOT_APPLICABLE


def _goals_told(graph: ChainGraph) -> State:
    told = state_of(graph.chain.goals)
    return State.NOT_STATED if told is State.THERE else told


def _translations_told(graph: ChainGraph) -> State:
    required, _ = required_names(graph)
    if required or is_unsettled(graph.chain.area):
        return State.NOT_STATED if required else state_of(graph.chain.area)
    return State.NOT_APPLICABLE


_TOLD: Final = {
    Matter.LEVELS: _levels_told,
    Matter.HAND_OVERS: _hand_overs_told,
    Matter.INTERFACES: _interfaces_told,
    Matter.GOALS: _goals_told,
    Matter.TRANSLATIONS: _translations_told,
}
"""What is told of there being parts of a kind, where a chain has none."""


# --- two versions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MaturityChange:
    """The share of one kind of part in a chain, now and then.

    ``now`` or ``then`` is None where the version does not have the chain, or where it cannot be told: ``graph`` is the
    later version where there is one, else the earlier, and ``is_told`` whether the other is certain to be without it. A
    chain that cannot be read in the other version may be in it.
    """

    graph: ChainGraph
    now: Share | None
    then: Share | None
    is_told: bool = True

    @property
    def points(self) -> int | None:
        """By how many percentage points the share has changed, as it is shown; None where either has none."""
        shares = [share.percent for share in (self.now, self.then) if share is not None]
        now, then = shares if len(shares) == 2 else (None, None)
        return None if now is None or then is None else now - then


def maturity_changes(old: WorkspaceGraph, new: WorkspaceGraph) -> tuple[MaturityChange, ...]:
    """The maturity of every chain of two workspaces: those of the later one in their order, then those that are gone.

    A chain under another id is the same where its name and its organisers are. Both are judged by the rules, on the day
    and in the languages that they were compiled with.
    """
    later = renamed_chains(old, new)
    before = {later.get(graph.chain.id, graph.chain.id): graph for graph in reversed(old.graphs)}
    found = []
    for graph in new.graphs:
        name = graph.chain.id
        earlier = maturity(before[name]) if name in before else (None,) * len(maturity(graph))
        told = name in before or not old.may_have(name)
        found += [MaturityChange(graph, now, then, told) for now, then in zip(maturity(graph), earlier, strict=True)]
    for graph in old.graphs:
        name = graph.chain.id
        if later.get(name, name) not in new:
            found += [MaturityChange(graph, None, then, not new.may_have(name)) for then in maturity(graph)]
    return tuple(found)
