"""The register of interface services."""

from __future__ import annotations

from functools import partial

from palveluketju.analyses import in_force, interface_services
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import OrganisationKind, State
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import levels_named, named
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Noted, Word, Worded, joined, said
from palveluketju.telling import scope_text


def interface_services_table(graph: ChainGraph) -> Table:
    """The interface services, and what may be one: with the question that is open in place of the scope.

    While it is open whose a service is, so it is whether it is agreed and who is contacted.
    """
    rows = [
        (
            named(graph, record.element),
            _counterpart(graph, record.other),
            levels_named(graph, record.levels, record.element),
            record.state,
            record.agreement or State.OPEN,
            record.contact or State.OPEN,
            said(record.questions) or _scopes(graph, record.interfaces),
        )
        for record in interface_services(graph)
    ]
    columns = (
        Column("service", Kind.NAME),
        Column("who", Kind.NAME),
        Column("level", Kind.LIST),
        Column("interface service", Kind.STATE),
        Column("agreement", Kind.STATE),
        Column("contact", Kind.STATE),
        Column("scope"),
    )
    return Table.of("interface-services", columns, rows)


def _counterpart(graph: ChainGraph, other: Node | None) -> Cell:
    if other is None:
        return State.OPEN
    several = graph.chain.organisations[other.id].kind is OrganisationKind.PARTIES
    name = named(graph, other)
    return Noted(name, Word("several parties")) if several else name


def _scopes(graph: ChainGraph, interfaces: tuple[str, ...]) -> Cell:
    """What the interfaces cover that cover a service or may, and which of them are not in force."""
    told: list[Cell] = []
    for name in interfaces:
        interface = graph.chain.interfaces[name]
        scope = Worded(interface, partial(_scope, graph, name))
        told.append(Noted(scope, Word("not in force")) if in_force(graph, interface) is State.NONE else scope)
    return joined(told, " / ") or State.NOT_STATED


def _scope(graph: ChainGraph, name: str, lang: str) -> str:
    chains = {graph.chain.id: graph.chain.name.text(lang)}
    return scope_text(graph.chain, graph.chain.interfaces[name], lang, chains)
