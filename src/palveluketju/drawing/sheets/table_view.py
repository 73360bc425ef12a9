"""A table as a picture: it goes on over pages by rows and, where it must, by columns; head and first columns repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, NamedTuple

from palveluketju.drawing.paper.lettering import PAD, Words, height_of, in_lines, text_box, widest_word
from palveluketju.drawing.paper.pages import MARGIN
from palveluketju.drawing.paper.picture import Box, Connector, Picture
from palveluketju.drawing.sheets.sheet import Body, Sheet

_NARROWEST, _WIDEST_WORD, _NATURAL = 56.0, 140.0, 260.0
_INSET: Final = 2.5
_EDGE: Final = PAD + _INSET
_SET_IN: Final = ("table-gap", "open", "unknown")
"""Roles that are drawn as a box within their cell, so that their line is their own."""
ARROW: Final = 26.0
"""The room between two columns for the arrows from one to the other, in points."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and as what; ``name`` is the id of its box, where that is an element's."""

    words: tuple[Words, ...] = ()
    role: str = "table-cell"
    name: str = ""
    title: str = ""

    def scaled(self, factor: float) -> Cell:
        """The same with its text in another size."""
        return replace(self, words=tuple(words.scaled(factor) for words in self.words))


class Arrow(NamedTuple):
    """An arrow from the first cell of a row to the second, or back."""

    role: str
    back: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the arrows between its first and second."""

    cells: tuple[Cell, ...]
    arrows: tuple[Arrow, ...] = ()

    def scaled(self, factor: float) -> Row:
        """The same with its text in another size."""
        return replace(self, cells=tuple(cell.scaled(factor) for cell in self.cells))


def table_picture(sheet: Sheet, head: Sequence[str], rows: Sequence[Row], *, fixed: int = 1) -> Picture:
    """A table as a picture; the first ``fixed`` columns stand on every page.

    Columns are as wide as their longest words ask for, and share what is left by how much they hold. The text is as
    large as it can be on as many pages as its smallest size needs. With arrows in any row, the first two columns stand
    apart from each other.
    """
    if not rows:
        return sheet.picture([])
    heads = Row(tuple(Cell((Words(text, bold=True),), "table-head") for text in head))

    def bodies(scale: float) -> list[Body]:
        return _bodies(sheet, heads.scaled(scale), [row.scaled(scale) for row in rows], fixed)

    return sheet.picture(sheet.largest(bodies))


def _bodies(sheet: Sheet, heads: Row, rows: Sequence[Row], fixed: int) -> list[Body]:
    columns = list(zip(*(row.cells for row in (heads, *rows)), strict=True))
    least = [min(max(_NARROWEST, _longest(column) + 2 * _EDGE), _WIDEST_WORD) for column in columns]
    wanted = [
        max(width, min(_NATURAL, _natural(column) + 2 * _EDGE)) for width, column in zip(least, columns, strict=True)
    ]
    gap = ARROW if any(row.arrows for row in rows) else 0.0
    bodies = []
    for group in _groups(least, fixed, sheet.width - gap):
        widths = _widths([least[i] for i in group], [wanted[i] for i in group], sheet.width - gap)
        page = _Columns(sheet, heads, group, widths, gap)
        bodies += list(page.bodies(rows))
    return bodies


def _longest(column: Sequence[Cell]) -> float:
    return max(widest_word(cell.words) for cell in column)


def _natural(column: Sequence[Cell]) -> float:
    return max((words.width for cell in column for words in cell.words), default=0.0)


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


class _Columns:
    """Some columns of a table, laid out page by page."""

    def __init__(self, sheet: Sheet, heads: Row, group: list[int], widths: list[float], gap: float) -> None:
        self._sheet, self._heads, self._group, self._widths, self._gap = sheet, heads, group, widths, gap
        starts = [MARGIN + start for start in accumulate(widths, initial=0.0)]
        self._starts = [start + (gap if place else 0.0) for place, start in enumerate(starts[:-1])]

    def bodies(self, rows: Sequence[Row]) -> Iterator[Body]:
        head, top = self._row(self._heads, "head", self._sheet.top, self._lines(self._heads))
        boxes, y = list(head), top
        arrows: list[Connector] = []
        for number, row in enumerate(rows, start=1):
            for part, lines in enumerate(self._parts(row, y, top), start=1):
                if y > top and y + self._height(lines) > self._sheet.bottom:
                    yield Body(boxes, arrows)
                    boxes, arrows, y = list(head), [], top
                name = f"row-{number}" if part == 1 else f"row-{number}-{part}"
                cells, bottom = self._row(row, name, y, lines)
                boxes += cells
                arrows += self._arrows(row, name, cells)
                y = bottom
        yield Body(boxes, arrows)

    def _lines(self, row: Row) -> list[tuple[Words, ...]]:
        return [
            in_lines(row.cells[column].words, width - 2 * _EDGE)
            for column, width in zip(self._group, self._widths, strict=True)
        ]

    def _height(self, lines: list[tuple[Words, ...]]) -> float:
        return max(height_of(cell) for cell in lines) + 2 * _EDGE

    def _parts(self, row: Row, y: float, top: float) -> Iterator[list[tuple[Words, ...]]]:
        """A row's lines; one that is higher than a page in parts that fill what is left of the page, then pages."""
        lines = self._lines(row)
        page = self._sheet.bottom - top
        if self._height(lines) <= page:
            yield lines
            return
        room = self._sheet.bottom - y
        if room < page / 4 or page >= 2 * self._height(lines[:1]) > 2 * room:
            room = page
        yield from split(lines, room - 2 * _EDGE, page - 2 * _EDGE)

    def _row(self, row: Row, name: str, y: float, lines: list[tuple[Words, ...]]) -> tuple[list[Box], float]:
        height = self._height(lines)
        boxes = []
        for column, x, width, cell_lines in zip(self._group, self._starts, self._widths, lines, strict=True):
            cell = row.cells[column]
            box = cell.name or f"{name}-{column + 1}"
            if cell.role in _SET_IN:
                boxes.append(text_box(box, (x, y, width, height), "table-cell", ()))
                inner = (x + _INSET, y + _INSET, width - 2 * _INSET, height - 2 * _INSET)
                said = text_box(f"{box}-{cell.role}", inner, cell.role, cell_lines, title=cell.title, layer=1)
                boxes.append(said)
            else:
                boxes.append(text_box(box, (x, y, width, height), cell.role, cell_lines, title=cell.title, pad=_EDGE))
        return boxes, y + height

    def _arrows(self, row: Row, name: str, cells: list[Box]) -> Iterator[Connector]:
        left, right = [cell for cell in cells if cell.layer == 0][:2]
        step = left.height / (len(row.arrows) + 1)
        for number, arrow in enumerate(row.arrows, start=1):
            y = left.y + step * number
            points = ((left.x + left.width, y), (right.x, y))
            ends = (left.id, right.id)
            if arrow.back:
                points, ends = (points[1], points[0]), (right.id, left.id)
            yield Connector(f"{name}-arrow-{number}", points, arrow.role, *ends, arrow.title)


def split(cells: Sequence[tuple[Words, ...]], first: float, later: float) -> Iterator[list[tuple[Words, ...]]]:
    """The lines of cells in parts: one as high as ``first``, then as many as it takes as high as ``later``, in points.

    Once the first cell has been told, it stands again beside what is left of the others, unless it would take more
    than half of the room. Each part has a line that none before it had, however little room there is.
    """
    again = cells[0] if 2 * height_of(cells[0]) <= later else ()
    rest, room = list(cells), first
    while any(rest):
        counts = [_fitting(cell, room) for cell in rest]
        if not any(counts):
            counts = [1] * len(rest)
        beside = rest[0][: counts[0]] or again
        yield [beside, *(cell[:count] for cell, count in zip(rest[1:], counts[1:], strict=True))]
        rest = [cell[count:] for cell, count in zip(rest, counts, strict=True)]
        room = later


def _fitting(lines: Sequence[Words], room: float) -> int:
    """How many lines stand in a room."""
    heights = accumulate(line.height for line in lines)
    return sum(height <= room for height in heights)
