"""The matrix of service wholes: which tasks there are, by tier and life stage, and which of them chains cover."""

from __future__ import annotations

from dataclasses import dataclass

from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import LifeStage, Open, Shared, Task, TaskKind, Tier, given, listed


@dataclass(frozen=True, slots=True)
class Whole:
    """One task of the matrix.

    ``stages`` are the life stages that it spans, None while that is open or not told. ``covered`` has for each life
    stage that the task spans the chains that use a service of it; under None, chains that tell no life stage.
    """

    shared: Shared
    id: str
    task: Task
    stages: tuple[LifeStage, ...] | None
    covered: dict[LifeStage | None, tuple[ChainGraph, ...]]


_ROWS = (*(tier.value for tier in reversed(Tier)), None)


def row_of(task: Task) -> str | None:
    """The row of a task: its tier, or ``interface`` for what other sectors organise; None while it is not told."""
    tier = given(task.tier)
    if tier is not None:
        return tier.value
    return "interface" if listed(task.sector) else None


def service_wholes(workspace: WorkspaceGraph) -> tuple[Whole, ...]:
    """The matrix of service wholes, task by task: demanding services first, the interface row last.

    Source of the matrix: Uusimaa2019, the organiser's view of service integration (7.11.2018).
    """
    wholes = [
        Whole(part.shared, part.id, part.element, _stages(part.element), _covered(workspace, part.shared, part.id))
        for part in workspace.parts("tasks")
        if part.element.kind is TaskKind.SERVICES
    ]
    order = {row: place for place, row in enumerate((*_ROWS[:-1], "interface", None))}
    return tuple(sorted(wholes, key=lambda whole: order[row_of(whole.task)]))


def _stages(task: Task) -> tuple[LifeStage, ...] | None:
    return None if task.life_stage is None or isinstance(task.life_stage, Open) else listed(task.life_stage)


def _covered(workspace: WorkspaceGraph, shared: Shared, task: str) -> dict[LifeStage | None, tuple[ChainGraph, ...]]:
    covered: dict[LifeStage | None, dict[ChainGraph, None]] = {}
    for graph in workspace.graphs:
        same = graph.chain.tasks.get(task)
        if same is None or same is not shared.tasks[task]:
            continue
        tasks = [graph.service(offer.service).task for offer in graph.offers()]
        tasks += [graph.bar(bar).task for bar in graph.bars()]
        if any(task in listed(named) for named in tasks):
            spanned = _stages(shared.tasks[task])
            for stage in listed(graph.chain.life_stage) or (None,):
                if stage is None or spanned is None or stage in spanned:
                    covered.setdefault(stage, {})[graph] = None
    return {stage: tuple(graphs) for stage, graphs in covered.items()}
