"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tabulate import tabulate

from palveluketju.display import flowing, safe
from palveluketju.graph import WorkspaceGraph
from palveluketju.selecting import Selected
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


def register_text(
    name: str, workspace: WorkspaceGraph, *, lang: str | None = None, selected: Selected | None = None
) -> Iterator[str]:
    """One register of all chains as a table. Coverage has other columns in each chain, so it is a table a chain.

    Of a selection, chains of which nothing is selected are left out.
    """
    whole = registers(workspace, lang=lang, selected=selected)[name]
    if name not in COVERAGE or not len(workspace) or _has_nothing_selected(whole):
        yield from table_text(whole)
        return
    for graph in workspace:
        table = registers(graph, lang=lang, selected=selected)[name]
        if not _has_nothing_selected(table):
            yield from (safe(graph.chain.name.text(table.lang)), *table_text(table), "")


def _has_nothing_selected(table: Table) -> bool:
    return bool(table.left_out) and not len(table)
