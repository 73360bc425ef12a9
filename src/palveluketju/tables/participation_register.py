"""Registers of how people take part, and of what words mean in the plans."""

from __future__ import annotations

from typing import Final

from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import Catalogue, Chain, Participation, Shared, State
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import whose
from palveluketju.tables.columns import DECLARED_IN, Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import HeadingWord, Name, Word, said
from palveluketju.wording import word_of_key

_COLUMNS: Final = (Column("form", Kind.WORD), Column("how"))
_OF_ALL_FORMS: Final = ("parties", "forums", "documents", "conditions", "rights")


def participation(graph: ChainGraph) -> Table:
    """How the clients of a chain take part, form by form."""
    return Table.of("participation", _COLUMNS, _rows(graph.chain.participation, graph.chain))


def participation_everywhere(workspace: WorkspaceGraph) -> Table:
    """How inhabitants take part by what catalogues say of all services, and clients by what chains say of theirs."""
    every: list[Catalogue | Chain] = [one.catalogue for one in workspace.catalogues]
    every += [graph.chain for graph in workspace.graphs]
    rows = [(whose(one), *row) for one in every for row in _rows(one.participation, workspace.with_others(one))]
    return Table.of("participation", (DECLARED_IN, *_COLUMNS), rows)


def _rows(value: object, shared: Shared) -> list[tuple[Cell, ...]]:
    """The four forms, and then what is told of all of them; where the whole is absent, that."""
    if not isinstance(value, Participation):
        return [(HeadingWord("", "participation"), said(value, shared))] if value else []
    rows: list[tuple[Cell, ...]] = []
    for name in Participation.FORMS:
        rows.append((Word(name, f"participation-{name}"), said(getattr(value, name), shared) or State.NOT_STATED))
    for name in _OF_ALL_FORMS:
        if told := getattr(value, name):
            rows.append((Word(name, word_of_key(value, name)), said(told, shared)))
    return rows


def concepts(workspace: WorkspaceGraph) -> Table:
    """What words mean in the plans of each catalogue and chain."""
    rows = [
        (
            whose(shared),
            Name("concept", name, concept.name),
            said(concept.definition, shared) or State.NOT_STATED,
            said(concept.note, shared),
        )
        for shared, name, concept in workspace.parts("concepts")
    ]
    columns = (DECLARED_IN, Column("concept", Kind.NAME), Column("defined as"), Column("note"))
    return Table.of("concepts", columns, rows)
