"""The register of services as they are declared: what each is, who has the duty and from when, and who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from palveluketju.graph import WorkspaceGraph
from palveluketju.model import Actor, ServiceKind, Shared
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import chain_named, element, listed_elements, whose, word_or_said
from palveluketju.tables.columns import DECLARED_IN, Column, Kind
from palveluketju.tables.forms import when
from palveluketju.tables.table import Table
from palveluketju.tables.values import Name, Noted, Span, Word, said

_COLUMNS: Final = (
    DECLARED_IN,
    Column("service", Kind.NAME),
    Column("kind", Kind.WORD),
    Column("tier", Kind.WORD),
    Column("tasks", Kind.LIST),
    Column("organiser", Kind.LIST),
    Column("producers", Kind.LIST),
    Column("funders", Kind.LIST),
    Column("chains", Kind.LIST),
    Column("note"),
)

_KINDS: Final = {one: f"kind-{one}" for one in (ServiceKind.BENEFIT, ServiceKind.SUPPORT, ServiceKind.ACTIVITY)}
"""The words of kinds that are called otherwise among the terms."""


def services(workspace: WorkspaceGraph) -> Table:
    """Every service that a catalogue or a chain declares, also one that no chain uses."""
    using: dict[tuple[str, int], list[Name]] = {}
    for graph in workspace.graphs:
        chain = chain_named(graph)
        for name, service in graph.chain.services.items():
            using.setdefault((name, id(service)), []).append(chain)
    rows: list[tuple[Cell, ...]] = []
    for shared, name, service in workspace.parts("services"):
        duties = (service.organiser, service.producers, service.funders)
        rows.append(
            (
                whose(shared),
                Name("service", name, service.name),
                Word(service.kind.value, _KINDS.get(service.kind, "")),
                word_or_said(service.tier, shared),
                listed_elements(shared, "tasks", service.task),
                *(tuple(_actors(shared, duty)) if isinstance(duty, tuple) else said(duty, shared) for duty in duties),
                tuple(using.get((name, id(service)), ())),
                said(service.note, shared),
            )
        )
    return Table.of("services", _COLUMNS, rows)


def _actors(shared: Shared, duty: tuple[Any, ...]) -> Iterator[Cell]:
    """Who has a duty, each with the days from and until which it has it; an item that is open or not known as that."""
    for actor in duty:
        if isinstance(actor, Actor):
            name = element(shared, "organisations", actor.organisation)
            period = when(actor.from_), when(actor.until)
            yield Noted(name, Span(*period)) if any(period) else name
        else:
            yield said(actor, shared)
