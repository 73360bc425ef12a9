"""Registers of times: how long levels and hand-overs take, and how long the ways that lead through them."""

from __future__ import annotations

from typing import Final

from palveluketju.analyses import Time, times, way_times
from palveluketju.graph import ChainGraph
from palveluketju.model import Bounds, Duration, state_of
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import all_named, word_or_said
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Joined, Name, Place, Word, Worded, said

_IN_DAYS: Final = (
    Column("shortest in days", Kind.NUMBER, key="shortest"),
    Column("longest in days", Kind.NUMBER, key="longest"),
    Column("situation", Kind.WORD),
)


def _in_days(bounds: Bounds | None) -> tuple[Cell, Cell, Cell]:
    """The shortest and the longest in days, and whether they can be computed."""
    if bounds is None:
        return None, None, Word("not computable")
    shortest, longest = bounds.days
    return shortest, longest, Word("no upper limit" if longest is None else "computable")


def _times(graph: ChainGraph) -> Table:
    """What each level and hand-over tells of its time; the shortest and the longest rounded outwards to whole days."""
    rows = [(Place(time.where, graph.chain), Word(time.what), *_told(graph, time)) for time in times(graph)]
    columns = (
        Column("where"),
        Column("what", Kind.WORD),
        Column("value"),
        *_IN_DAYS,
        Column("basis", Kind.WORD),
        Column("counted from"),
    )
    return Table.of("times", columns, rows)


def _told(graph: ChainGraph, time: Time) -> tuple[Cell, ...]:
    value = time.value
    if not isinstance(value, Duration):
        return said(value, graph.chain), None, None, state_of(value), None, None
    return (
        Worded(value, value.text),
        *_in_days(time.bounds),
        word_or_said(value.basis, graph.chain),
        said(value.from_, graph.chain),
    )


def _way_times(graph: ChainGraph) -> Table:
    """The sum of the levels of a way and the hand-overs between them, or what is missing to add them."""
    rows = [
        (
            _called(graph, way.path),
            Joined(all_named(graph, way.levels), " -> "),
            *_in_days(way.bounds),
            tuple(Place(where, graph.chain) for where in way.missing),
        )
        for way in way_times(graph)
    ]
    columns = (Column("client path", Kind.NAME), Column("levels"), *_IN_DAYS, Column("not added", Kind.LIST))
    return Table.of("way-times", columns, rows)


def _called(graph: ChainGraph, path: str | None) -> Cell:
    return Word("in the chain's order") if path is None else Name("path", path, graph.chain.paths[path].name)


TIME_REGISTERS: Final = (("times", _times), ("way-times", _way_times))
