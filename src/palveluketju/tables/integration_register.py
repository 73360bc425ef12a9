"""The register of integration points, with the borders that each crosses."""

from __future__ import annotations

from palveluketju.analyses import Border, Crossed, IntegrationPoint, Side, integration_points
from palveluketju.graph import ChainGraph
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import all_named, elements, word, words
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import Joined, Labelled, Noted, Word, joined


def integration_points_table(graph: ChainGraph) -> Table:
    """Where work for the same client meets, which borders are crossed there, and who holds it together."""
    rows = [
        (
            word(point.kind),
            Joined(all_named(graph, point.elements), " – "),
            all_named(graph, point.organisers),
            _borders(graph, point),
            point.coordination,
            point.information,
        )
        for point in integration_points(graph)
    ]
    columns = (
        Column("kind", Kind.WORD),
        Column("where", Kind.TEXT),
        Column("organisers", Kind.LIST),
        Column("borders"),
        Column("coordination", Kind.STATE),
        Column("information", Kind.STATE),
    )
    return Table.of("integration-points", columns, rows)


def _borders(graph: ChainGraph, point: IntegrationPoint) -> Cell:
    """The borders by whether they are crossed; that between tasks with their names, for it is inside an organiser."""
    found: list[Cell] = []
    for state, borders in point.borders().items():
        told: list[Cell] = list(words(borders, "border-"))
        if state is Crossed.CROSSED and Border.TASK in borders:
            place = borders.index(Border.TASK)
            told[place] = Noted(told[place], _tasks(graph, point))
        found.append(Labelled(Word(state), tuple(told)))
    return joined(found, "; ")


def _tasks(graph: ChainGraph, point: IntegrationPoint) -> Cell:
    """The tasks that a border is between: those of the two sides, or each by itself where they meet at one place."""
    (sides,) = (one.sides for one in point.crossings if one.border is Border.TASK)
    between = sides if len(sides) > 1 else [Side(frozenset((value,))) for value in sorted(sides[0].values)]
    ids = (sorted({part for value in side.values for part in side.parts_of(value)}) for side in between)
    return joined((joined(elements(graph.chain, "tasks", names), "; ") for names in ids), " – ")
