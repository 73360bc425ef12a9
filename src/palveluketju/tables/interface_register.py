"""The register of interface services."""

from __future__ import annotations

from functools import partial

from palveluketju.analyses import InterfaceService, in_force, interface_services
from palveluketju.graph import ChainGraph
from palveluketju.model import OrganisationKind, State, state_of
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import levels_named, named
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Noted, Word, Worded, joined, said
from palveluketju.telling import scope_text


def interface_services_table(graph: ChainGraph) -> Table:
    """The interface services, and what may be one: with what is to be decided or found out in place of the scope.

    While it is open or not known whose a service is, so it is whether it is agreed and who is contacted.
    """
    rows = [
        (
            named(graph, record.element),
            _counterpart(graph, record),
            levels_named(graph, record.levels, record.element),
            record.state,
            record.agreement or _asked(record),
            record.contact or _asked(record),
            said(record.questions, graph.chain) or _scopes(graph, record.interfaces),
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


def _asked(record: InterfaceService) -> State:
    return state_of(record.questions[-1])


def _counterpart(graph: ChainGraph, record: InterfaceService) -> Cell:
    other = record.other
    if other is None:
        return _asked(record)
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
