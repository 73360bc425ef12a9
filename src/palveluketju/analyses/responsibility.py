"""Which unit answers for a service: its own, or that of the task it belongs to."""

from __future__ import annotations

from typing import Any, NamedTuple

from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, once_a_node
from palveluketju.model import Shared, State, listed, state_of


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for a service: the unit, None where none is found; the service's tasks; what is told of the unit."""

    service: Node
    levels: tuple[Node, ...]
    unit: str | None
    tasks: tuple[str, ...]
    told: State


class Answering(NamedTuple):
    """The unit that answers for a service, None where none is found; the service's tasks; what is told of the unit."""

    unit: str | None
    tasks: tuple[str, ...]
    told: State


def responsibilities(graph: ChainGraph) -> tuple[Responsibility, ...]:
    """The register of who answers for each service of a chain, in the order in which the chain offers them."""
    return tuple(
        Responsibility(service, graph.levels_served_by(service), *answering(graph, service))
        for service in graph.offered()
    )


@once_a_node
def answering(graph: ChainGraph, service: Node) -> Answering:
    """Who answers for one service: the unit it names, else the unit of the first of its tasks that has one."""
    declared, known = graph.service(service), graph.chain.tasks
    tasks = tuple(map(str, listed(declared.task)))
    said: Any = declared.responsible
    if said is None and tasks:
        units = [known[task].responsible for task in tasks if task in known]
        said = next((unit for unit in units if isinstance(unit, str)), next((u for u in units if u is not None), None))
    elif said is None:
        said = declared.task  # open, or not applicable: so is who answers
    return Answering(said if isinstance(said, str) else None, tasks, state_of(said))


def responsible_at(graph: ChainGraph, level: Node | str) -> tuple[str, ...]:
    """The units that answer for what a level offers, each once."""
    found = [answering(graph, service).unit for service in graph.services_at(level)]
    return tuple(dict.fromkeys([unit for unit in found if unit is not None]))


def tasks_nobody_holds(shared: Shared) -> tuple[str, ...]:
    """The tasks that name no responsible unit, where others of the same declaration do."""
    telling = any(task.responsible is not None for task in shared.tasks.values())
    return tuple(name for name, task in shared.tasks.items() if telling and task.responsible is None)
