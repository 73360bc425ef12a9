"""The rows of a table that is drawn: their cells, which of them belong together, and how a high one is divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palveluketju.drawing.typesetting.columns import divided
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.typesetting.setting import Block, height_of
from palveluketju.frozen import dataclass


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in one cell, and as what; ``element`` is what it stands for, ``name`` its box, where they are told.

    A cell that is ``joined`` is one with the cell above it, and has no words of its own.
    """

    words: tuple[Item, ...] = ()
    role: str = "table-cell"
    name: str = ""
    title: str = ""
    joined: bool = False
    element: str = ""


class Arrow(NamedTuple):
    """An arrow from the first cell of a row to the second, or back."""

    role: str
    back: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and the arrows between its first and second.

    A ``band`` has one cell, across all columns: the heading of the rows under it, which stands over them again where
    they go on on a new page.
    """

    cells: tuple[TableCell, ...]
    arrows: tuple[Arrow, ...] = ()
    band: bool = False


class Numbered(NamedTuple):
    """A row with its place in the table, from 1."""

    number: int
    row: TableRow


def in_groups(rows: Sequence[TableRow]) -> Iterator[list[Numbered]]:
    """Rows, each with those that have cells joined to its own."""
    group: list[Numbered] = []
    for one in (Numbered(number, row) for number, row in enumerate(rows, start=1)):
        if group and not any(cell.joined for cell in one.row.cells):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def end_of(group: Sequence[Numbered], place: int, index: int) -> int:
    """Behind which row a cell ends."""
    below = range(place + 1, len(group))
    return next((other for other in below if not group[other].row.cells[index].joined), len(group))


def split(cells: Sequence[tuple[Block, ...]], first: float, later: float) -> Iterator[list[tuple[Block, ...]]]:
    """Cells in parts, cut between lines: one as high as ``first``, then as many as it takes as high as ``later``.

    Once the first cell has been told, it stands again beside what is left of the others, unless it would take more
    than half of the room. Each part has a line that none before it had, however little room there is.
    """
    again = cells[0] if 2 * height_of(cells[0]) <= later else ()
    rest, room = list(cells), first
    while any(rest):
        parts = [divided(cell, room) for cell in rest]
        if not any(here for here, _ in parts):
            parts = [divided(cell, room, some=True) for cell in rest]
        yield [parts[0][0] or again, *(here for here, _ in parts[1:])]
        rest = [below for _, below in parts]
        room = later
