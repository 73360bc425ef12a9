"""The registers of maturity: how much of each chain is complete, and what the rest lacks."""

from __future__ import annotations

from typing import Final

from palveluketju.analyses import (
    Lack,
    Matter,
    MaturityChange,
    Part,
    Share,
    maturity,
    maturity_changes,
    parts_to_complete,
)
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import State, move_ends
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import all_named, chain_named, elements
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.forms import LanguageName, Percent, Points
from palveluketju.tables.table import Table
from palveluketju.tables.values import Joined, Noted, Place, Word

_BETWEEN_HOUSES: Final = "hand-overs between houses"
_NAME: Final = "maturity"
_COLUMNS: Final = (
    Column("chain", Kind.NAME),
    Column("what", Kind.WORD),
    Column("complete", Kind.NUMBER),
    Column("in all", Kind.NUMBER),
    Column("share", Kind.NUMBER),
    Column("open", Kind.NUMBER),
    Column("not-known", Kind.NUMBER),
)


def maturity_table(workspace: WorkspaceGraph) -> Table:
    """For each chain and each kind of part: how many are complete, of how many, and what is open or not known.

    Where a chain has no part of a kind, what is told of there being any stands in place of the share.
    """
    rows = [(chain_named(graph), *_cells(share)) for graph in workspace.graphs for share in maturity(graph)]
    return Table.of(_NAME, _COLUMNS, rows)


def maturity_since(old: WorkspaceGraph, new: WorkspaceGraph) -> Table:
    """The same of the later of two workspaces, with each share in the earlier one and the change.

    It has rows for the chains that are gone, too. The change is in percentage points, between the shares as they are
    shown.
    """
    rows = [_changed(one) for one in maturity_changes(old, new)]
    return Table.of(_NAME, (*_COLUMNS, Column("then", Kind.NUMBER), Column("change in points", Kind.NUMBER)), rows)


def _changed(one: MaturityChange) -> tuple[Cell, ...]:
    if one.now is None:
        gone: Cell = Word("gone", "chain is gone") if one.is_told else State.NOT_KNOWN
        matter = one.then.matter if one.then else Matter.LEVELS
        return (chain_named(one.graph), _word(matter), None, None, gone, None, None, _share(one.then), None)
    then = _share(one.then) if one.then else Word("new", "new chain") if one.is_told else State.NOT_KNOWN
    points = None if one.points is None else Points(one.points)
    return (chain_named(one.graph), *_cells(one.now), then, points)


def _cells(share: Share) -> tuple[Cell, ...]:
    matter = _word(share.matter)
    if not share.of:
        return (matter, None, None, share.state, None, None)
    return (matter, share.complete, share.of, _share(share), share.open, share.not_known)


def _word(matter: Matter) -> Word:
    return Word(matter.value, _BETWEEN_HOUSES if matter is Matter.HAND_OVERS else "")


def _share(share: Share | None) -> Cell:
    if share is None:
        return None
    return share.state if share.percent is None else Percent(share.percent)


def incomplete_table(workspace: WorkspaceGraph) -> Table:
    """What keeps parts of chains from being complete, one by one: a list of what is to be done."""
    rows = [
        (chain_named(graph), _word(part.matter), _called(graph, part), _lacking(graph, part, lack), lack.state)
        for graph in workspace.graphs
        for part in parts_to_complete(graph)
        for lack in part.lacks
    ]
    columns = (
        Column("chain", Kind.NAME),
        Column("what", Kind.WORD),
        Column("part"),
        Column("what is lacking"),
        Column("situation", Kind.STATE),
    )
    return Table.of("incomplete", columns, rows)


def _called(graph: ChainGraph, part: Part) -> Cell:
    """A part by its name; a hand-over by the two levels, since the move need not be declared."""
    if part.matter is Matter.HAND_OVERS:
        return Joined(elements(graph.chain, "levels", move_ends(str(part.where[1]))), " -> ")
    return Place(part.where, graph.chain)


def _lacking(graph: ChainGraph, part: Part, lack: Lack) -> Cell:
    """What is lacking: a part of the format in words, with what it is lacking of; a place; or a language."""
    if lack.language:
        return LanguageName(lack.language)
    if not lack.what:
        return Place(lack.where, graph.chain, inside=lack.where[:2] == part.where[:2])
    return Noted(Word(lack.what), all_named(graph, lack.of)) if lack.of else Word(lack.what)


MATURITY_REGISTERS: Final = (("maturity", maturity_table), ("incomplete", incomplete_table))
