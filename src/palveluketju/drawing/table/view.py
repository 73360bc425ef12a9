"""A table as a picture: it goes on over pages by rows and, where it must, by columns; head and first columns repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.table.columns import EDGE, TableColumns
from palveluketju.drawing.table.rows import TableCell, TableRow
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import widths

_NARROWEST, _WIDEST_WORD, _NATURAL = 56.0, 140.0, 260.0
ARROW: Final = 26.0
"""The room between two columns for the arrows from one to the other, in points."""


def table_picture(sheet: Sheet, head: Sequence[str], rows: Sequence[TableRow], *, fixed: int = 1) -> Picture:
    """A table as a picture; the first ``fixed`` columns stand on every page.

    Columns are as wide as their longest words ask for, and share what is left by how much they hold. The text is as
    large as it can be on as many pages as its smallest size needs. With arrows in any row, the first two columns stand
    apart from each other.
    """
    if not rows:
        return sheet.picture([])
    heads = TableRow(tuple(TableCell((Item(text, bold=True),), "table-head") for text in head))

    return sheet.picture(sheet.largest(lambda sizes: _bodies(sheet, heads, rows, fixed, sizes)))


def _bodies(sheet: Sheet, heads: TableRow, rows: Sequence[TableRow], fixed: int, sizes: Sizes) -> list[Body]:
    columns = list(zip(*(row.cells for row in (heads, *rows) if not row.band), strict=True))
    least = [_least(column, sizes) for column in columns]
    natural = [min(_NATURAL, widths(_items(column), sizes).natural + 2 * EDGE) for column in columns]
    wanted = list(map(max, least, natural))
    gap = ARROW if any(row.arrows for row in rows) else 0.0
    bodies = []
    for group in _groups(least, fixed, sheet.width - gap):
        shares = _widths([least[i] for i in group], [wanted[i] for i in group], sheet.width - gap)
        bodies += TableColumns(sheet, heads, group, shares, gap, sizes).bodies(rows)
    return bodies


def _least(column: Sequence[TableCell], sizes: Sizes) -> float:
    """Wide enough for its longest word, unless that is very long, but for each part of a compound at any rate."""
    word, part = (widths(_items(column), sizes, parts=parts).least + 2 * EDGE for parts in (False, True))
    return max(_NARROWEST, min(word, _WIDEST_WORD), min(part, _NATURAL))


def _items(column: Sequence[TableCell]) -> list[Item]:
    return [item for cell in column for item in cell.words]


def _groups(least: list[float], fixed: int, room: float) -> list[list[int]]:
    """The columns of each breadth of pages: the fixed ones, and as even a share of the others as fits."""
    first = list(range(fixed))
    others = list(range(fixed, len(least)))
    left = room - sum(least[:fixed])
    for count in range(1, len(others) + 1):
        size = -(-len(others) // count)
        groups = [others[start : start + size] for start in range(0, len(others), size)]
        if all(sum(least[i] for i in group) <= left for group in groups) or size == 1:
            return [[*first, *group] for group in groups]
    return [first]


def _widths(least: list[float], wanted: list[float], room: float) -> list[float]:
    """What each column has of the room: its least, and of the rest a share by what it lacks."""
    rest = room - sum(least)
    lacking = [more - less for less, more in zip(least, wanted, strict=True)]
    if sum(lacking) <= rest:  # all have what they want; the rest goes to all alike
        return [width + (rest - sum(lacking)) / len(wanted) for width in wanted]
    return [less + max(rest, 0.0) * lack / sum(lacking) for less, lack in zip(least, lacking, strict=True)]
