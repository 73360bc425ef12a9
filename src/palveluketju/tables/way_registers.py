"""Registers of what a client goes through: the levels of a chain, and the ways into, between and out of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from palveluketju.graph import ChainGraph, Way
from palveluketju.model import State, TargetGroup, given, is_absent
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import all_named, element, named, word
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Joined, Name, Word, Worded, said
from palveluketju.telling import in_words
from palveluketju.wording import kind_key


def _levels(graph: ChainGraph) -> Table:
    """Each level: what it is a step of, whether clients can pass it by or repeat it, and the goals that it serves."""
    repeated = {way.start for way in graph.repeats()}
    own = given(graph.chain.goals) or {}
    rows = []
    for level in graph.levels():
        declared = graph.level(level)
        rows.append(
            (
                named(graph, level),
                Word(kind_key(graph, level)),
                element(graph.chain, "levels", declared.part_of) if declared.part_of else None,
                declared.optional or None,
                level in repeated or None,
                tuple(element(graph.chain, "goals" if one in own else "strategy", one) for one in declared.serves),
                said(declared.note),
            )
        )
    columns = (
        Column("level", Kind.NAME),
        Column("kind", Kind.WORD),
        Column("part-of", Kind.NAME),
        Column("passable", Kind.YES_NO),
        Column("repeatable", Kind.YES_NO),
        Column("serves", Kind.LIST),
        Column("note"),
    )
    return Table.of("levels", columns, rows)


def _ways(graph: ChainGraph) -> Table:
    """Ways in, moves, ways out, and where those go whom the target group leaves out: for whom, and on what grounds."""
    columns = (
        Column("way", Kind.WORD),
        Column("name", Kind.NAME),
        Column("from where", Kind.LIST),
        Column("to where", Kind.LIST),
        Column("kind", Kind.WORD),
        Column("for"),
        Column("criteria"),
    )
    return Table.of("ways", columns, (*_entries(graph), *_moves(graph), *_exits(graph), *_excluded(graph)))


def _entries(graph: ChainGraph) -> Iterator[tuple[Cell, ...]]:
    entries = given(graph.chain.entries) or {}
    for node in graph.entries():
        entry = entries[node.id]
        to = all_named(graph, graph.levels_entered_by(node)) or _untold(graph, entry.to)
        criteria = _criteria(graph, entry.criteria)
        yield Word("entry"), named(graph, node), (), to, word(entry.kind), _when(graph, entry), criteria


def _moves(graph: ChainGraph) -> Iterator[tuple[Cell, ...]]:
    for way in (*graph.moves(), *graph.repeats()):
        kind = Word("repeatable") if way.start == way.end else word(way.kind)
        ends = all_named(graph, (way.start,)), all_named(graph, (way.end,))
        yield Word("move"), None, *ends, kind, _when(graph, way.declared), _ground(graph, way)


def _ground(graph: ChainGraph, way: Way) -> Cell:
    """On what grounds a client moves; who only passes what is optional, or goes again, is asked for none."""
    if way.unsettled:
        return said(graph.chain.moves[str(way.where[1])], graph.chain)
    asked = way.start != way.end and (not way.passes or graph.needed_levels(way.passes))
    declared = way.declared.criteria if way.declared else None
    return _criteria(graph, declared) if asked or declared else None


def _exits(graph: ChainGraph) -> Iterator[tuple[Cell, ...]]:
    exits = given(graph.chain.exits) or {}
    for node in graph.exits():
        way_out = exits[node.id]
        start = all_named(graph, graph.levels_left_by(node)) or _untold(graph, way_out.from_)
        age, criteria = said(way_out.at_age, graph.chain), _criteria(graph, way_out.criteria)
        yield Word("exit"), named(graph, node), start, _chain(graph, way_out.chain), None, age, criteria


def _excluded(graph: ChainGraph) -> Iterator[tuple[Cell, ...]]:
    group = given(graph.chain.target_group)
    for one in group.exclude if isinstance(group, TargetGroup) else ():
        to = (element(graph.chain, "levels", one.level),) if one.level else _chain(graph, one.chain)
        yield Word("excluded"), said(one.name), (), to, None, None, None


def _chain(graph: ChainGraph, chain: Any) -> Cell:
    """The chain that a way leads to, by its id; its own by its name."""
    if not isinstance(chain, str):
        return said(chain, graph.chain)
    return (Name("chain", chain, graph.chain.name if chain == graph.chain.id else None),)


def _untold(graph: ChainGraph, levels: Any) -> Cell:
    """What is told of levels in the stead of any."""
    return said(levels, graph.chain) if is_absent(levels) else State.NOT_STATED


def _when(graph: ChainGraph, declared: Any) -> Cell:
    """The conditions of a way, of which one must hold."""
    return (
        Worded(declared.when, partial(in_words, declared.when, shared=graph.chain))
        if declared is not None and declared.when
        else None
    )


def _criteria(graph: ChainGraph, criteria: Any) -> Cell:
    """Criteria, each by itself; or what is told of them."""
    if isinstance(criteria, tuple):
        return Joined(tuple(map(said, criteria)), "; ")
    return said(criteria, graph.chain) or State.NOT_STATED


WAY_REGISTERS: Final = (("levels", _levels), ("ways", _ways))
"""The registers of levels and ways, each by its name."""
