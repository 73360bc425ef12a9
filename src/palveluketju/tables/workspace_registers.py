"""The registers of several chains and catalogues together."""

from __future__ import annotations

from typing import Final

from palveluketju.analyses import (
    Change,
    organisations_of_several_chains,
    replaced_and_not_named,
    replaced_chains,
    row_of,
    service_wholes,
    shared_services,
    variants,
)
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import LifeStage, State, given, listed
from palveluketju.model.walking import open_parts, readings, unknown_parts
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import (
    all_named,
    chain_named,
    element,
    elements,
    levels_named,
    listed_elements,
    named,
    takes_part_in,
    whose,
    word,
)
from palveluketju.tables.chain_registers import DECISION_COLUMNS, NOT_KNOWN_COLUMNS, READING_COLUMNS
from palveluketju.tables.columns import DECLARED_IN, Column, Kind
from palveluketju.tables.forms import when
from palveluketju.tables.maturity_register import MATURITY_REGISTERS
from palveluketju.tables.system_registers import SYSTEM_REGISTERS
from palveluketju.tables.table import Table
from palveluketju.tables.values import Labelled, Name, Noted, Place, Span, Word, joined, said

CHAIN: Final = Column("chain", Kind.NAME)


def _shared(workspace: WorkspaceGraph) -> Table:
    rows = [
        (named(graph, graph.node("service", shared.service)), chain_named(graph), levels_named(graph, levels))
        for shared in shared_services(workspace)
        for graph, levels in shared.uses
    ]
    return Table.of("shared-services", (Column("service", Kind.NAME), CHAIN, Column("level", Kind.LIST)), rows)


def _shared_organisations(workspace: WorkspaceGraph) -> Table:
    """Organisations that act in several chains, and what they do in each."""
    rows = []
    for organisation, uses in organisations_of_several_chains(workspace):
        for graph, actor in uses:
            duties: dict[str, tuple[Cell, ...]] = {
                "organises": all_named(graph, actor.organises),
                "produces": all_named(graph, actor.produces),
                "funds": all_named(graph, actor.funds),
                "takes part": takes_part_in(graph, actor),
            }
            told = [Labelled(Word(duty), found) for duty, found in duties.items() if found]
            name = element(graph.chain, "organisations", organisation)
            rows.append((name, chain_named(graph), joined(told, "; ")))
    return Table.of("shared-organisations", (Column("organisation", Kind.NAME), CHAIN, Column("what")), rows)


def _links(workspace: WorkspaceGraph) -> Table:
    """The exits that lead to another chain, also where it is open which."""
    receivers = {(link.graph, link.exit): link.receiver for link in workspace.exits_to_chains()}
    rows = []
    for graph in workspace.graphs:
        exits = given(graph.chain.exits) or {}
        for node in graph.exits():
            receiver, chain = receivers.get((graph, node)), exits[node.id].chain
            if chain is not None and chain != graph.chain.id:
                missing = (
                    Noted(Name("chain", chain), Word("not read"))
                    if isinstance(chain, str)
                    else said(chain, graph.chain)
                )
                name = chain_named(receiver) if receiver else missing
                rows.append((chain_named(graph), named(graph, node), said(exits[node.id].at_age, graph.chain), name))
    columns = (CHAIN, Column("exit", Kind.NAME), Column("at-age"), Column("next chain", Kind.NAME))
    return Table.of("chain-links", columns, rows)


def _replaced(workspace: WorkspaceGraph) -> Table:
    """The chains that others replace, also where they are not here, or it is open which."""
    rows: list[tuple[Cell, ...]] = []
    for one in replaced_chains(workspace):
        name = chain_named(one.older) if one.older else Noted(Name("chain", one.chain), Word("not read"))
        validity = [said(value, one.older.chain if one.older else None) for value in _validity(one.older)]
        told = Span(validity[0], validity[1]) if any(validity) else None
        status = word(one.older.chain.status) if one.older else None
        rows.append((chain_named(one.graph), said(one.graph.chain.valid_from, one.graph.chain), name, status, told))
    for graph, absence in replaced_and_not_named(workspace):
        rows.append(
            (chain_named(graph), said(graph.chain.valid_from, graph.chain), said(absence, graph.chain), None, None)
        )
    columns = (
        CHAIN,
        Column("valid-from"),
        Column("replaced chain", Kind.NAME),
        Column("status", Kind.WORD),
        Column("validity"),
    )
    return Table.of("chain-replacements", columns, rows)


def _validity(graph: ChainGraph | None) -> tuple[object, object]:
    return (None, None) if graph is None else (graph.chain.valid_from, graph.chain.valid_until)


def _decisions(workspace: WorkspaceGraph) -> Table:
    """Every decision not yet taken, of chains and catalogues, each once."""
    rows = [
        (
            whose(shared),
            Place(where, shared),
            said(value.open),
            said(value.decides, shared) or State.NOT_STATED,
            when(value.by),
        )
        for shared, (where, value) in workspace.own(open_parts)
    ]
    return Table.of("open-decisions", (DECLARED_IN, *DECISION_COLUMNS), rows)


def _not_known(workspace: WorkspaceGraph) -> Table:
    """Everything that is to be found out, of chains and catalogues, each once."""
    rows = [
        (whose(shared), Place(where, shared), said(value.unknown), said(value.ask, shared) or State.NOT_STATED)
        for shared, (where, value) in workspace.own(unknown_parts)
    ]
    return Table.of("not-known", (DECLARED_IN, *NOT_KNOWN_COLUMNS), rows)


def _wholes(workspace: WorkspaceGraph) -> Table:
    """Tier by life stage: in each cell the chains that cover the task, or what is told of there being any."""
    rows = []
    for whole in service_wholes(workspace):
        row = row_of(whole.task)
        rows.append(
            (
                whose(whole.shared),
                Word(row, "interface row" if row == "interface" else row) if row else State.NOT_STATED,
                Name("task", whole.id, whole.task.name),
                listed_elements(whole.shared, "fields", whole.task.field),
                *(_covering(whole.told[stage], whole.covered, stage) for stage in LifeStage),
                listed_elements(whole.shared, "segments", whole.task.segments),
            )
        )
    columns = (
        DECLARED_IN,
        Column("row", Kind.WORD),
        Column("task", Kind.NAME),
        Column("field", Kind.LIST),
        *(Column(stage.value, Kind.LIST) for stage in LifeStage),
        Column("segments", Kind.LIST),
    )
    return Table.of("service-wholes", columns, rows)


def _covering(
    told: State, covered: dict[LifeStage | None, tuple[ChainGraph, ...]], stage: LifeStage
) -> State | Labelled | tuple[Name, ...]:
    found = covered.get(stage) or (covered.get(None, ()) if told is State.POSSIBLE else ())
    chains = tuple(chain_named(graph) for graph in found)
    if told is State.THERE:
        return chains
    return Labelled(told, chains) if chains else told


def _segments(workspace: WorkspaceGraph) -> Table:
    rows = []
    agreements: dict[tuple[str, int], list[Cell]] = {}
    for part in workspace.parts("interfaces"):
        for name in dict.fromkeys(map(str, listed(part.element.segments))):
            between = elements(part.shared, "organisations", part.element.between)
            agreements.setdefault((name, id(part.shared.segments.get(name))), []).append(between)
    users: dict[tuple[str, int], list[Name]] = {}
    for graph in workspace.graphs:
        group = given(graph.chain.target_group)
        for name in dict.fromkeys(map(str, listed(group.segments) if group else ())):
            users.setdefault((name, id(graph.chain.segments.get(name))), []).append(chain_named(graph))
    for shared, name, segment in workspace.parts("segments"):
        kinds = tuple(Word(kind.value, "critical-segment" if kind.value == "critical" else "") for kind in segment.kind)
        rows.append(
            (
                whose(shared),
                Name("segment", name, segment.name),
                kinds,
                elements(shared, "organisations", listed(segment.shared_by)),
                joined(agreements.get((name, id(segment)), []), "; "),
                tuple(users.get((name, id(segment)), ())),
            )
        )
    columns = (
        DECLARED_IN,
        Column("segment", Kind.NAME),
        Column("kind", Kind.LIST),
        Column("shared by", Kind.LIST),
        Column("interface agreements"),
        Column("chains", Kind.LIST),
    )
    return Table.of("segments", columns, rows)


def _variants(workspace: WorkspaceGraph) -> Table:
    rows = []
    for base, variant, found in variants(workspace):
        parts: dict[str, list[Cell]] = {}
        for difference in found:
            section, *within = map(str, difference.element)
            one = base.chain if difference.is_gone_element else variant.chain
            change = Change.CHANGED if difference.is_of_part else difference.change
            differs = Noted(Place(difference.element, one), Word(change.value)) if within else None
            part = parts.setdefault(section, [])
            part += [differs] if differs and differs not in part else []
        told = [Labelled(Word(section), tuple(those)) if those else Word(section) for section, those in parts.items()]
        rows.append((chain_named(base), chain_named(variant), joined(told, "; ")))
    columns = (CHAIN, Column("variant", Kind.NAME), Column("differences"))
    return Table.of("variants", columns, rows)


def _readings(workspace: WorkspaceGraph) -> Table:
    """Every marked reading of chains and catalogues, each once."""
    rows = [
        (whose(shared), Place(where, shared), said(one.reading)) for shared, (where, one) in workspace.own(readings)
    ]
    return Table.of("readings", (DECLARED_IN, *READING_COLUMNS), rows)


OF_WORKSPACES: Final = (
    ("shared-services", _shared),
    ("shared-organisations", _shared_organisations),
    ("chain-links", _links),
    ("chain-replacements", _replaced),
    *MATURITY_REGISTERS,
    ("open-decisions", _decisions),
    ("not-known", _not_known),
    ("readings", _readings),
    ("variants", _variants),
    ("service-wholes", _wholes),
    ("segments", _segments),
    *SYSTEM_REGISTERS,
)
"""The registers of several chains together in their order, each under its name."""
