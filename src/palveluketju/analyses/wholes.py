"""The matrix of service wholes: which tasks there are, by tier and life stage, and which of them chains cover."""

from __future__ import annotations

from collections.abc import Iterable

from palveluketju.analyses.offering import unsure
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import (
    LifeStage,
    Sector,
    Shared,
    State,
    Task,
    TaskKind,
    Tier,
    given,
    is_unsettled,
    listed,
    state_of,
)


@dataclass(frozen=True, slots=True)
class Whole:
    """One task of the matrix.

    ``stages`` are the life stages that it spans, None while that is open, not known or not told. ``covered`` has for
    each life stage that the task spans the chains that use a service of it; under None, chains that tell no life stage,
    or only others than the task spans. ``told`` has for each life stage what is told of a chain that covers the task:
    THERE, POSSIBLE where there are only chains under None or it is open or not known of which task a service of a chain
    is, the state of the task's own life stages where they are not told, NOT_APPLICABLE outside them, NOT_STATED where a
    service of a chain names no task, else NONE. ``anywhere`` is the same whatever the life stage.
    """

    shared: Shared
    id: str
    task: Task
    stages: tuple[LifeStage, ...] | None
    covered: dict[LifeStage | None, tuple[ChainGraph, ...]]
    told: dict[LifeStage, State]
    anywhere: State


_ROWS = (*(tier.value for tier in reversed(Tier)), None)


def row_of(task: Task) -> str | None:
    """The row of a task: its tier, or ``interface`` for what other sectors organise; None while it is not told.

    A joint county authority is on the county's side.
    """
    tier = given(task.tier)
    if tier is not None:
        return tier.value
    return "interface" if set(listed(task.sector)) - {Sector.JOINT_COUNTY_AUTHORITY} else None


def service_wholes(workspace: WorkspaceGraph) -> tuple[Whole, ...]:
    """The matrix of service wholes, task by task: demanding services first, the interface row last.

    Source of the matrix: Uusimaa2019, the organiser's view of service integration (7.11.2018).
    """
    covering = _covering(workspace)
    untold = [(graph, state) for graph in workspace.graphs if (state := _untold_tasks(graph)) is not None]
    near: dict[int, _Doubts] = {}
    wholes = []
    for shared, name, task in workspace.parts("tasks"):
        if task.kind is TaskKind.SERVICES:
            if id(shared) not in near:
                near[id(shared)] = [(graph, state) for graph, state in untold if _has_a_part(graph, shared)]
            graphs = covering.get((name, id(task)), ())
            wholes.append(_whole(shared, name, task, graphs, near[id(shared)]))
    order = {row: place for place, row in enumerate((*_ROWS[:-1], "interface", None))}
    return tuple(sorted(wholes, key=lambda whole: order[row_of(whole.task)]))


_Doubts = list[tuple[ChainGraph, State]]


def _whole(shared: Shared, name: str, task: Task, graphs: Iterable[ChainGraph], near: _Doubts) -> Whole:
    stages, covered = _stages(task), _covered(task, graphs)
    told = {}
    for stage in LifeStage:
        doubts = [state for graph, state in near if stage in (listed(graph.chain.life_stage) or tuple(LifeStage))]
        if stage in covered:
            told[stage] = State.THERE
        elif stages is not None and stage not in stages:
            told[stage] = State.NOT_APPLICABLE
        elif None in covered:
            told[stage] = State.POSSIBLE
        elif stages is None:
            told[stage] = state_of(task.life_stage)
        else:
            told[stage] = unsure(doubts)
    anywhere = State.THERE if covered else unsure(state for _, state in near)
    return Whole(shared, name, task, stages, covered, told, anywhere)


def _untold_tasks(graph: ChainGraph) -> State | None:
    """What is told of the tasks of a chain's services that name none; None where all do."""
    states = {state_of(graph.service(one.service).task) for one in graph.offers() if graph.is_service(one.service)}
    if not states & {State.OPEN, State.NOT_KNOWN, State.NOT_STATED}:
        return None
    return State.POSSIBLE if states & {State.OPEN, State.NOT_KNOWN} else State.NOT_STATED


def _has_a_part(graph: ChainGraph, shared: Shared) -> bool:
    """Whether a chain has a part in a catalogue's matrix: whether it has something from that catalogue."""
    return shared is graph.chain or any(
        getattr(shared, section).get(name) is element
        for section in ("organisations", "services", "tasks")
        for name, element in getattr(graph.chain, section).items()
    )


def _stages(task: Task) -> tuple[LifeStage, ...] | None:
    return None if task.life_stage is None or is_unsettled(task.life_stage) else listed(task.life_stage)


def _covering(workspace: WorkspaceGraph) -> dict[tuple[str, int], list[ChainGraph]]:
    """The chains that use a service of a task, or have a bar of it, by the task's id and the task itself."""
    found: dict[tuple[str, int], list[ChainGraph]] = {}
    for graph in workspace.graphs:
        tasks = [graph.service(offer.service).task for offer in graph.offers()]
        tasks += [graph.bar(bar).task for bar in graph.bars()]
        for name in dict.fromkeys(str(name) for named in tasks for name in listed(named)):
            if name in graph.chain.tasks:
                found.setdefault((name, id(graph.chain.tasks[name])), []).append(graph)
    return found


def _covered(task: Task, graphs: Iterable[ChainGraph]) -> dict[LifeStage | None, tuple[ChainGraph, ...]]:
    covered: dict[LifeStage | None, dict[ChainGraph, None]] = {}
    spanned = _stages(task)
    for graph in graphs:
        own = listed(graph.chain.life_stage)
        for stage in [one for one in own if spanned is None or one in spanned] or (None,):
            covered.setdefault(stage, {})[graph] = None
    return {stage: tuple(found) for stage, found in covered.items()}
