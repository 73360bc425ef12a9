"""Registers of what a client goes through: the levels of a chain."""

from __future__ import annotations

from typing import Final

from palveluketju.graph import ChainGraph
from palveluketju.tables.cells import element, named
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Word, said
from palveluketju.wording import kind_key


def _levels(graph: ChainGraph) -> Table:
    """Each level: what it is a step of, how much need it is for, and whether clients can pass it by or repeat it."""
    repeated = {way.start for way in graph.repeats()}
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
                said(declared.note),
            )
        )
    columns = (
        Column("level", Kind.NAME),
        Column("kind", Kind.WORD),
        Column("part-of", Kind.NAME),
        Column("passable", Kind.YES_NO),
        Column("repeatable", Kind.YES_NO),
        Column("note"),
    )
    return Table.of("levels", columns, rows)


WAY_REGISTERS: Final = (("levels", _levels),)
"""The registers of levels and ways, each by its name."""
