"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tabulate import tabulate

from palveluketju.display import flowing, safe
from palveluketju.graph import WorkspaceGraph
from palveluketju.tables import Table, registers
from palveluketju.tables.coverage_registers import COVERAGE

COLUMN_WIDTH: Final = 34
LAST_COLUMN_WIDTH: Final = 60
"""Registers have what people have written, a question or a reason, in their last column."""


def table_text(table: Table, lang: str | None = None) -> Iterator[str]:
    """The lines of a table, its cells wrapped and made safe for a terminal; without records a sentence says so."""
    if not len(table):
        yield safe(table.sentence(lang))
        return
    clean = [[flowing(cell) for cell in row] for row in table.texts(lang)]
    head = [safe(heading) for heading in table.headings(lang)]
    widths = [*(COLUMN_WIDTH for _ in head[1:]), LAST_COLUMN_WIDTH]
    yield from tabulate(clean, head, tablefmt="simple", maxcolwidths=widths, disable_numparse=True).splitlines()


def register_text(name: str, workspace: WorkspaceGraph, *, lang: str | None = None) -> Iterator[str]:
    """One register of all chains as a table. Coverage has other columns in each chain, so it is a table a chain."""
    if name in COVERAGE and len(workspace):
        for graph in workspace:
            table = registers(graph, lang=lang)[name]
            yield from (safe(graph.chain.name.text(table.lang)), *table_text(table), "")
        return
    yield from table_text(registers(workspace, lang=lang)[name])
