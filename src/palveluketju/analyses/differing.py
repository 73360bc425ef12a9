"""What a chain says differently from another: a variant from the chain that it changes, or two versions of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import Chain, Shared, kebab

_NOT_COMPARED: Final = frozenset(("id", "variant_of", "without", "reading", "sources", "accepted"))


class Change(StrEnum):
    """How an element differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """An element that only one of two chains has, or that they declare differently."""

    where: Path
    change: Change


def differences(before: Chain, after: Chain) -> tuple[Difference, ...]:
    """What the second chain says differently, in the order of the format's keys.

    Levels, services and other elements with an id are compared one by one, everything else key by key; of the
    sections of a catalogue, what both chains use.
    """
    found: list[Difference] = []
    for name in Chain.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            found += _in_section(kebab(name), old, new, both=name in Shared.SECTIONS)
        elif name not in _NOT_COMPARED and old != new:
            change = Change.ADDED if old in (None, ()) else Change.REMOVED if new in (None, ()) else Change.CHANGED
            found.append(Difference((kebab(name),), change))
    return tuple(found)


def _in_section(section: str, old: Mapping[str, Any], new: Mapping[str, Any], *, both: bool) -> list[Difference]:
    found = []
    for name in dict.fromkeys((*old, *new)):
        if name in old and name in new:
            if old[name] != new[name]:
                found.append(Difference((section, name), Change.CHANGED))
        elif not both:
            found.append(Difference((section, name), Change.ADDED if name in new else Change.REMOVED))
    return found


def variants(workspace: WorkspaceGraph) -> tuple[tuple[ChainGraph, ChainGraph, tuple[Difference, ...]], ...]:
    """The register of variants: each with the chain that it changes, and what it says differently."""
    found = []
    for graph in workspace.graphs:
        base = workspace.get(graph.chain.variant_of) if graph.chain.variant_of else None
        if base is not None and base is not graph:
            found.append((base, graph, differences(base.chain, graph.chain)))
    return tuple(found)
