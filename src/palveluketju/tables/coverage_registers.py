"""Registers whose columns differ from chain to chain: coverage, and a chain against the definition of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from palveluketju.analyses import THINGS, considerations, definition_table, whole_coverage
from palveluketju.analyses.coverage import ORDER
from palveluketju.analyses.definition import COLUMNS, PROVIDERS
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import State
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import counted, named
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.table import Table
from palveluketju.tables.values import HeadingWord, Labelled, Word, joined, said


@dataclass(frozen=True)
class ByColumns:
    """A register with the columns that a chain has something of; several chains are given the same ones.

    Where a chain has nothing of what another one has, the table says what is told of that, as it does elsewhere.
    """

    make: Callable[[ChainGraph, Sequence[str]], Table]
    columns_of: Callable[[ChainGraph], Iterable[str]]
    order: Sequence[str]

    def __call__(self, graph: ChainGraph) -> Table:
        """The register of one chain."""
        return self.make(graph, ())

    def of_several(self, graphs: Iterable[ChainGraph]) -> list[Table]:
        """The register of several chains, with the same columns in each."""
        every = list(graphs)
        used = {column for graph in every for column in self.columns_of(graph)}
        columns = tuple(column for column in self.order if column in used)
        return [self.make(graph, columns) for graph in every]


def _coverage(by: Literal["tier", "sector"]) -> ByColumns:
    order = (*ORDER[by], *THINGS.values())

    def make(graph: ChainGraph, columns: Sequence[str]) -> Table:
        found = whole_coverage(graph, by, [column for column in columns if column in ORDER[by]])
        words = [word for word in THINGS.values() if word in (columns or found.things)]
        rows = [
            (
                named(graph, row.of)
                if isinstance(row.of, Node)
                else HeadingWord("level", row.of or "named at no level"),
                *(counted(cell.services, cell.state) for cell in row.cells),
                *(counted([one for one in row.things if _word(graph, one) == word], row.otherwise) for word in words),
            )
            for row in found.rows
        ]
        head = (Column("level", Kind.NAME), *(_count(by, column) for column in (*found.columns, *words)))
        return Table.of(f"coverage-by-{by}", head, rows)

    def columns_of(graph: ChainGraph) -> tuple[str, ...]:
        found = whole_coverage(graph, by)
        return (*found.columns, *found.things)

    return ByColumns(make, columns_of, order)


def _first(graph: ChainGraph, of: Node | State | None) -> Cell:
    """What a row is of: a level, what is told of the levels of bars, or nothing that names its services."""
    return named(graph, of) if isinstance(of, Node) else HeadingWord("level", of or "named at no level")


def _word(graph: ChainGraph, thing: Node) -> str:
    return THINGS[graph.service(thing).kind]


def _count(by: str, column: str) -> Column:
    """A column that counts services of a tier or a sector, those of which theirs is not told, or what is no service."""
    return Column(by, Kind.COUNT, column) if isinstance(column, State) else Column(column, Kind.COUNT)


def _definition(graph: ChainGraph, columns: Sequence[str]) -> Table:
    """Tiers against providers: how many services there are of each, and what the chain says where there are none."""
    found = {one.part: one for one in considerations(graph)}
    table = definition_table(graph, columns)
    rows: list[tuple[Cell, ...]] = []
    for part, cells in table.rows:
        asked = [found[part]] if part in found else [found[provider] for provider in PROVIDERS if part is None]
        told = [
            Labelled(Word(one.part, _term(one.part)), said(one.said, graph.chain) or one.told)
            for one in asked
            if not one.services
        ]
        first = HeadingWord("tier", "all tiers" if part is None else part if isinstance(part, State) else _term(part))
        rows.append((first, *(counted(cell.services, cell.state) for cell in cells), joined(told, "; ")))
    head = (
        Column("tier", Kind.WORD),
        *(_count("sector", column if isinstance(column, State) else _term(column)) for column in table.columns),
        Column("considers"),
    )
    return Table.of("chain-definition", head, rows)


def _term(part: str) -> str:
    return part.replace("_", "-")


COVERAGE_BY_TIER: Final = _coverage("tier")
COVERAGE_BY_SECTOR: Final = _coverage("sector")
CHAIN_DEFINITION: Final = ByColumns(_definition, lambda graph: definition_table(graph).columns, COLUMNS)
COVERAGE: Final = ("coverage-by-tier", "coverage-by-sector")


def says_nothing(table: Table) -> bool:
    """Whether a register of coverage tells of no service what it is about, so that it is shown on request only."""
    about = [column.state for column in table.columns[1:] if column.word not in THINGS.values()]
    return table.name in COVERAGE and about == [State.NOT_STATED]
