"""Registers of the service system: steering, agreements, strategy, responsibilities, areas, and what is worked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from palveluketju.analyses import serving, steering_relations
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import (
    Goal,
    Instrument,
    Interface,
    LogItem,
    Shared,
    State,
    TaskKind,
    given,
    relation_ends,
)
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import (
    all_named,
    chain_named,
    element,
    elements,
    listed_elements,
    whose,
    word,
    word_or_said,
    words,
)
from palveluketju.tables.columns import DECLARED_IN, Column, Kind
from palveluketju.tables.forms import LanguageName, when
from palveluketju.tables.participation_register import concepts, participation_everywhere
from palveluketju.tables.scope_registers import (
    FIGURE_COLUMNS,
    GOAL_COLUMNS,
    RELATION_COLUMNS,
    figure_row,
    goal_row,
    relation_row,
)
from palveluketju.tables.service_register import services
from palveluketju.tables.table import Table
from palveluketju.tables.values import Joined, Labelled, Name, Noted, Span, Word, Worded, joined, said
from palveluketju.telling import scope_text


def _steering(workspace: WorkspaceGraph) -> Table:
    rows = [
        (
            whose(one.shared),
            element(one.shared, "organisations", one.steers),
            element(one.shared, "organisations", one.steered),
            _instruments(one.steering.by),
            said(one.steering.documents, one.shared),
            said(one.steering.note, one.shared),
        )
        for one in steering_relations(workspace)
    ]
    columns = (
        DECLARED_IN,
        Column("steers", Kind.NAME),
        Column("steered", Kind.NAME),
        Column("by what", Kind.LIST),
        Column("documents"),
        Column("note"),
    )
    return Table.of("steering", columns, rows)


def _relations(workspace: WorkspaceGraph) -> Table:
    rows = []
    for shared, key, relation in workspace.parts("relations"):
        ends = elements(shared, "services", relation_ends(key))
        rows.append((whose(shared), *relation_row(shared, ends, relation)))
    return Table.of("relations", (DECLARED_IN, *RELATION_COLUMNS), rows)


def _instruments(value: object) -> Cell:
    """Means of steering in words, or that they are open or do not apply."""
    if not isinstance(value, tuple):
        return said(value)
    return tuple(
        Word(one.value, "information-steering" if one is Instrument.INFORMATION else one.value) for one in value
    )


def _agreements(workspace: WorkspaceGraph) -> Table:
    """Each interface part by part: its scope, what is told or open, and whether agreement and contact are told."""
    rows: list[tuple[Cell, ...]] = []
    chains = {graph.chain.id: graph for graph in workspace.graphs}
    for shared, _, interface in workspace.parts("interfaces"):
        parties = Joined(elements(shared, "organisations", interface.between), " – ")
        rows += [(parties, Word(part), cell) for part, cell in _terms_of(shared, interface, chains) if cell]
    columns = (Column("parties"), Column("what", Kind.WORD), Column("content"))
    return Table.of("interface-agreements", columns, rows)


def _terms_of(shared: Shared, interface: Interface, chains: Mapping[str, ChainGraph]) -> Iterator[tuple[str, Cell]]:
    yield "scope", Worded(interface, partial(_scope, shared, interface, chains))
    yield "processes", said(interface.processes, shared)
    yield "goals", said(interface.goals, shared)
    yield "by what", _instruments(interface.steering)
    division = given(interface.division)
    work = [Labelled(element(shared, "organisations", party), said(tasks)) for party, tasks in (division or {}).items()]
    yield "division", joined(work, "; ") or (None if division is not None else said(interface.division, shared))
    yield "agreement", said(interface.agreement, shared) or State.NOT_STATED
    yield "status", word(interface.status)
    valid = said(interface.valid_from, shared), said(interface.valid_until, shared)
    yield "validity", Span(*valid) if any(valid) else None
    yield "contact", said(interface.contact, shared) or State.NOT_STATED


def _scope(shared: Shared, interface: Interface, chains: Mapping[str, ChainGraph], lang: str) -> str:
    names = {name: graph.chain.name.text(lang) for name, graph in chains.items()}
    return scope_text(shared, interface, lang, names)


def _strategy(workspace: WorkspaceGraph) -> Table:
    rows = [
        (
            whose(shared),
            *goal_row(shared, name, goal, elements(shared, "strategy", goal.under), _served_by(workspace, name, goal)),
        )
        for shared, name, goal in workspace.parts("strategy")
    ]
    return Table.of("strategy", (DECLARED_IN, *GOAL_COLUMNS), rows)


def _served_by(workspace: WorkspaceGraph, name: str, goal: Goal) -> Cell:
    """The goals that are under a goal of the strategy, and the levels and bars that serve it, chain by chain."""
    served = []
    for graph in workspace.graphs:
        if graph.chain.strategy.get(name) is goal:
            goals = given(graph.chain.goals) or {}
            own = {key: one for key, one in goals.items() if name in one.under and (name not in goals or key == name)}
            under = tuple(Name("goal", key, one.text) for key, one in own.items())
            nodes = all_named(graph, serving(graph).get(("strategy", name), ()))
            if under or nodes:
                served.append(Labelled(chain_named(graph), (*under, *nodes)))
    return joined(served, "; ") or State.NOT_STATED


def _areas_of_responsibility(workspace: WorkspaceGraph) -> Table:
    """Units against what they answer for: tasks, and duties to coordinate; last what nobody holds."""
    held: dict[tuple[Cell, Cell], dict[TaskKind, list[Name | Noted]]] = {}
    for shared, name, task in workspace.parts("tasks"):
        unit = task.responsible
        if unit is None:
            holder: Cell = State.NOT_STATED
        else:
            holder = element(shared, "organisations", unit) if isinstance(unit, str) else said(unit, shared)
        tasks = held.setdefault((whose(shared), holder), {}).setdefault(task.kind, [])
        named, note = Name("task", name, task.name), said(task.note, shared)
        tasks.append(Noted(named, note) if note else named)
    telling = {home for home, holder in held if holder is not State.NOT_STATED}
    rows = [
        (home, holder, *(joined(tasks.get(kind, ()), "; ") for kind in (TaskKind.COORDINATION, TaskKind.SERVICES)))
        for (home, holder), tasks in held.items()
        if home in telling
    ]
    columns = (
        DECLARED_IN,
        Column("unit", Kind.NAME),
        Column("coordination duties", Kind.LIST),
        Column("tasks", Kind.LIST),
    )
    return Table.of("responsibility-areas", columns, rows)


def _areas(workspace: WorkspaceGraph) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for shared, name, area in workspace.parts("areas"):
        whole = element(shared, "areas", str(area.part_of)) if area.part_of else None
        first = (Name("area", name, area.name), whole, tuple(map(LanguageName, area.languages)))
        figures = [figure_row(key, figure) for key, figure in area.figures.items()]
        rows += [(*first, *figure) for figure in figures or [(None,) * len(FIGURE_COLUMNS)]]
    columns = (
        Column("area", Kind.NAME),
        Column("part of", Kind.NAME),
        Column("languages", Kind.LIST),
        *FIGURE_COLUMNS,
    )
    return Table.of("areas-and-figures", columns, rows)


def _log(workspace: WorkspaceGraph) -> Table:
    chains = {graph.chain.id: graph for graph in workspace.graphs}
    rows = [(whose(part.shared), *_item(part.shared, part.element, chains)) for part in workspace.parts("log")]
    columns = (
        DECLARED_IN,
        Column("when"),
        Column("kind"),
        Column("theme"),
        Column("decided by", Kind.NAME),
        Column("participants", Kind.LIST),
        Column("outcome"),
        Column("what"),
        Column("what it holds", Kind.LIST),
        Column("connections"),
    )
    return Table.of("work-and-decisions", columns, rows)


def _item(shared: Shared, item: LogItem, chains: Mapping[str, ChainGraph]) -> tuple[Cell, ...]:
    dated, until = when(item.dated), when(item.until)
    about = joined(
        (
            elements(shared, "segments", item.segments),
            *(chain_named(chains[one]) if one in chains else Name("chain", one) for one in map(str, item.chains)),
        ),
        "; ",
    )
    return (
        Span(dated, until) if until and item.until != item.dated else dated,
        joined((word(item.kind), word_or_said(item.status, shared)), ", "),
        joined((said(item.theme), *words(item.integration)), ", "),
        said(item.decides, shared),
        joined((said(party, shared) for party in item.parties), "; "),
        said(item.outcome),
        Noted(said(item.text), about, "[]") if about else said(item.text),
        said(item.contents, shared),
        joined(_connections(shared, item), "; "),
    )


def _connections(shared: Shared, item: LogItem) -> Iterator[Cell]:
    """What an item is a part of, and what it follows; in one cell, or the table would be wider than a page."""
    whole = item.part_of
    if whole is not None:
        told = element(shared, "log", whole) if isinstance(whole, str) else said(whole, shared)
        yield Labelled(Word("part-of"), told)
    if item.follows:
        yield Labelled(Word("follows"), listed_elements(shared, "log", item.follows))


SYSTEM_REGISTERS: Final = (
    ("services", services),
    ("strategy", _strategy),
    ("steering", _steering),
    ("interface-agreements", _agreements),
    ("relations", _relations),
    ("responsibility-areas", _areas_of_responsibility),
    ("areas-and-figures", _areas),
    ("participation", participation_everywhere),
    ("concepts", concepts),
    ("work-and-decisions", _log),
)
