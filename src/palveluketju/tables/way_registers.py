"""Registers of what a client goes through: levels, the ways into, between and out of them, and services on the way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from palveluketju.analyses import Changing, continuities
from palveluketju.graph import ChainGraph, Way
from palveluketju.model import State, TargetGroup, given, is_absent
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import all_named, element, named, word
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Joined, Labelled, Name, Word, Worded, joined, said
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


def _continuity(graph: ChainGraph) -> Table:
    """For each move forwards: which services go on, end and begin, and what cannot be said of which."""
    rows = [
        (
            named(graph, one.start),
            named(graph, one.end),
            all_named(graph, one.goes_on) or _state(one.told),
            _changed(graph, one.ends),
            _changed(graph, one.begins),
        )
        for one in continuities(graph)
    ]
    columns = (
        Column("from", Kind.NAME),
        Column("to", Kind.NAME),
        Column("goes on", Kind.LIST),
        Column("ends", Kind.LIST),
        Column("begins", Kind.LIST),
    )
    return Table.of("continuity", columns, rows)


def _state(state: State) -> State | None:
    return None if state is State.NONE else state


def _changed(graph: ChainGraph, found: Changing) -> Cell:
    """The services for certain; after them those of which it is not told, and that there can be more."""
    maybe = Labelled(Word(found.state), all_named(graph, found.maybe)) if found.maybe else None
    more = None if found.maybe and found.others is found.state else _state(found.others)
    if not (found.services or maybe):
        return more
    others = Labelled(Word("other services"), more) if more else None
    return joined((all_named(graph, found.services), maybe, others), "; ")


WAY_REGISTERS: Final = (("levels", _levels), ("ways", _ways), ("continuity", _continuity))
"""The registers of levels and ways, each by its name."""
