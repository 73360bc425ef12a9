"""Coverage: which tiers, and which sectors, each level of a chain has services of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from palveluketju.graph import ChainGraph, Node
from palveluketju.model import NotApplicable, Sector, State, Tier

NOT_APPLICABLE: Final = "not-applicable"
"""The column of services that say why they have no tier."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The services of a level that are of one tier or sector; where there are none, why.

    ``empty`` is None where there are services, and where nothing can be missing: in a column that is no tier or sector,
    of a level whose services are told.
    """

    services: tuple[Node, ...]
    empty: State | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """A table of levels by tiers or sectors.

    ``columns`` are the tiers or sectors that the chain has services of, in the order of the format, then
    NOT_APPLICABLE and None when some services have none or do not tell theirs; only None when no service is told. Each
    row has a cell a column.
    """

    by: Literal["tier", "sector"]
    columns: tuple[str | None, ...]
    rows: tuple[tuple[Node, tuple[Covered, ...]], ...]


def coverage(graph: ChainGraph, by: Literal["tier", "sector"] = "tier") -> Coverage:
    """The services of each level, with those carried over and those of bars over it, by tier or by organiser's sector.

    A service that several sectors organise stands under each of them.
    """
    every = [*(value.value for value in (Tier if by == "tier" else Sector)), NOT_APPLICABLE]
    found: dict[Node, dict[str | None, list[Node]]] = {}
    for level in graph.levels():
        cells = found.setdefault(level, {})
        for service in filter(graph.is_service, _services(graph, level)):
            for column in _columns_of(graph, service, by):
                cells.setdefault(column, []).append(service)
    used = {column for cells in found.values() for column in cells}
    columns = (*(name for name in every if name in used), *((None,) if None in used or (found and not used) else ()))
    rows = []
    for level, cells in found.items():
        empty = _why_empty(graph, level, untold=None in cells)
        rows.append((level, tuple(_covered(column, cells, empty) for column in columns)))
    return Coverage(by, columns, tuple(rows))


def _covered(column: str | None, cells: dict[str | None, list[Node]], empty: State) -> Covered:
    services = tuple(cells.get(column, ()))
    told_of_column = column not in (None, NOT_APPLICABLE) or empty in (State.OPEN, State.NOT_APPLICABLE)
    return Covered(services, empty if told_of_column and not services else None)


def _why_empty(graph: ChainGraph, level: Node, *, untold: bool) -> State:
    told = [(part, key) for part in _parts(graph, level) for key in ("critical", "services")]
    if any(graph.is_open(part, key) for part, key in told):
        return State.OPEN
    if untold:
        return State.NOT_STATED
    if not _services(graph, level) and any(graph.is_explained(part, key) for part, key in told):
        return State.NOT_APPLICABLE
    return State.NONE


def _parts(graph: ChainGraph, level: Node) -> tuple[Node, ...]:
    """A level, and for a phase its steps as well."""
    return (level, *graph.steps_of(level))


def _services(graph: ChainGraph, level: Node) -> tuple[Node, ...]:
    parts = _parts(graph, level)
    return tuple(dict.fromkeys(service for part in parts for service in graph.services_at(part, bars=True)))


def _columns_of(graph: ChainGraph, service: Node, by: Literal["tier", "sector"]) -> tuple[str | None, ...]:
    if by == "tier":
        tier = graph.service(service).tier
        return (
            (tier.value,) if isinstance(tier, Tier) else (NOT_APPLICABLE if isinstance(tier, NotApplicable) else None,)
        )
    return tuple(dict.fromkeys(graph.sector_of(who) for who in graph.organisers_of(service))) or (None,)
