"""Coverage: which tiers, and which sectors, each level of a chain has services of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from palveluketju.graph import ChainGraph, Node
from palveluketju.model import NotApplicable, Sector, Tier

NOT_APPLICABLE: Final = "not-applicable"
"""The column of services that say why they have no tier."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A table of levels by tiers or sectors.

    ``columns`` are the tiers or sectors that the chain has services of, in the order of the format, and last
    None when some services do not tell theirs. ``cells[level][i]`` are the services of column ``i``.
    """

    by: Literal["tier", "sector"]
    columns: tuple[str | None, ...]
    rows: tuple[tuple[Node, tuple[tuple[Node, ...], ...]], ...]


def coverage(graph: ChainGraph, by: Literal["tier", "sector"] = "tier") -> Coverage:
    """The services of each level, with those carried over and those of bars over it, by tier or by organiser's sector.

    A service that several sectors organise stands under each of them.
    """
    every = [*(value.value for value in (Tier if by == "tier" else Sector)), NOT_APPLICABLE]
    found = {
        level: tuple(service for service in _services(graph, level) if graph.is_service(service))
        for level in graph.levels()
    }
    used = {column for services in found.values() for service in services for column in _columns_of(graph, service, by)}
    columns = (*(name for name in every if name in used), *((None,) if None in used else ()))
    rows = tuple(
        (
            level,
            tuple(tuple(s for s in services if column in _columns_of(graph, s, by)) for column in columns),
        )
        for level, services in found.items()
    )
    return Coverage(by, columns, rows)


def _services(graph: ChainGraph, level: Node) -> tuple[Node, ...]:
    """The services of a level, or for a phase those of its steps as well."""
    parts = (level, *graph.steps_of(level))
    return tuple(dict.fromkeys(service for part in parts for service in graph.services_at(part, bars=True)))


def _columns_of(graph: ChainGraph, service: Node, by: Literal["tier", "sector"]) -> tuple[str | None, ...]:
    if by == "tier":
        tier = graph.service(service).tier
        return (
            (tier.value,) if isinstance(tier, Tier) else (NOT_APPLICABLE if isinstance(tier, NotApplicable) else None,)
        )
    return tuple(dict.fromkeys(graph.sector_of(who) for who in graph.organisers_of(service))) or (None,)
