"""Some columns of a table laid out page by page: cells, bands over their rows, and cells of several rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.picture.picture import Box, Connector
from palveluketju.drawing.table.rows import Numbered, TableRow, end_of, in_groups, split
from palveluketju.drawing.typesetting.items import CLOSE, Sizes
from palveluketju.drawing.typesetting.setting import Block, height_of, set_items, text_box

_INSET: Final = 2.5
EDGE: Final = CLOSE + _INSET
"""From the line of a cell to its text beside it, in points."""
_RIM: Final = 4.0
"""The same above and below."""
_SET_IN: Final = ("table-gap", "open", "unknown")
"""Roles that are drawn as a box within their cell, so that their line is their own."""


class TableColumns:
    """Some columns of a table, laid out page by page."""

    def __init__(
        self, sheet: Sheet, heads: TableRow, group: list[int], widths: list[float], gap: float, sizes: Sizes
    ) -> None:
        self._sheet, self._heads, self._group, self._widths, self._gap = sheet, heads, group, widths, gap
        self._sizes = sizes
        starts = [MARGIN + start for start in accumulate(widths, initial=0.0)]
        self._starts = [start + (gap if place else 0.0) for place, start in enumerate(starts[:-1])]
        self._done: list[Body] = []
        self._band: Numbered | None = None
        self._begin_page()

    def bodies(self, rows: Sequence[TableRow]) -> list[Body]:
        """The pages. Rows with cells joined to those above stand with these on one page, if a page has room for it."""
        groups = list(in_groups(rows))
        for group, following in zip(groups, (*groups[1:], []), strict=True):
            first = group[0]
            if first.row.band:
                self._band = None
                below = self._least(following[0].row) if following and not following[0].row.band else 0.0
                self._draw_parts(first, keep=below)
                self._band = first
            elif len(group) > 1 and sum(heights := self._heights(group)) <= self._sheet.bottom - self._again():
                self._draw_joined(group, heights)
            else:
                for one in group:
                    self._draw_parts(one)
        return [*self._done, Body(self._boxes, self._arrows)]

    def _again(self) -> float:
        """Where rows begin on the next page: under the head, and under the band that they belong to."""
        band = self._height(self._lines(self._band.row)) if self._band else 0.0
        return self._top + (band if 4 * band <= self._sheet.bottom - self._top else 0.0)

    def _begin_page(self) -> None:
        head, self._top = self._row(self._heads, "head", self._sheet.top, self._lines(self._heads))
        self._boxes: list[Box] = list(head)
        self._arrows: list[Connector] = []
        self._y = self._top
        if self._band and self._again() > self._top:
            self._put(self._band.row, f"row-{self._band.number}", self._lines(self._band.row))
        self._first = self._y

    def _next_page(self) -> None:
        self._done.append(Body(self._boxes, self._arrows))
        self._begin_page()

    def _put(self, row: TableRow, name: str, lines: list[tuple[Block, ...]]) -> None:
        cells, bottom = self._row(row, name, self._y, lines)
        self._boxes += cells
        self._arrows += self._arrows_of(row, name, cells)
        self._y = bottom

    def _draw_parts(self, one: Numbered, keep: float = 0.0) -> None:
        """A row, in parts where it is higher than a page; with ``keep`` points left under it, or on the next page."""
        for part, lines in enumerate(self._parts(one.row), start=1):
            if self._y > self._first and self._y + self._height(lines) + keep > self._sheet.bottom:
                self._next_page()
            self._put(one.row, f"row-{one.number}" if part == 1 else f"row-{one.number}-{part}", lines)

    def _draw_joined(self, group: Sequence[Numbered], heights: Sequence[float]) -> None:
        """Rows of which some cells are one: each cell as high as the rows that it goes through."""
        if self._y > self._first and self._y + sum(heights) > self._sheet.bottom:
            self._next_page()
        for place, one in enumerate(group):
            cells: list[Box] = []
            lines = self._lines(one.row)
            for column, index in enumerate(self._group):
                if place == 0 or not one.row.cells[index].joined:
                    height = sum(heights[place : end_of(group, place, index)])
                    cells += self._cell(one.row, f"row-{one.number}", column, (self._y, height), lines[column])
            self._boxes += cells
            self._y += heights[place]

    def _heights(self, group: Sequence[Numbered]) -> list[float]:
        """How high each row is; what a cell of several rows lacks is given to its last."""
        heights = [0.0] * len(group)
        cells = [(place, index) for place in range(len(group)) for index in self._group]
        ends = {(place, index): end_of(group, place, index) for place, index in cells}
        for place, index in sorted(cells, key=lambda cell: ends[cell] - cell[0]):
            cell = group[place].row.cells[index]
            if place and cell.joined:
                continue
            width = self._widths[self._group.index(index)]
            wanted = height_of(set_items(cell.words, width - 2 * EDGE, self._sizes)) + 2 * _RIM
            end = ends[place, index]
            heights[end - 1] += max(0.0, wanted - sum(heights[place:end]))
        return heights

    def _lines(self, row: TableRow) -> list[tuple[Block, ...]]:
        if row.band:
            return [set_items(row.cells[0].words, self._sheet.width - 2 * EDGE, self._sizes)]
        return [
            set_items(row.cells[column].words, width - 2 * EDGE, self._sizes)
            for column, width in zip(self._group, self._widths, strict=True)
        ]

    def _height(self, lines: list[tuple[Block, ...]]) -> float:
        return max(height_of(cell) for cell in lines) + 2 * _RIM

    def _least(self, row: TableRow) -> float:
        """How much room a row takes at least under its band."""
        return min(self._height(self._lines(row)), (self._sheet.bottom - self._top) / 4)

    def _parts(self, row: TableRow) -> Iterator[list[tuple[Block, ...]]]:
        """A row's lines; one that is higher than a page in parts that fill what is left of the page, then pages."""
        lines = self._lines(row)
        page = self._sheet.bottom - self._again()
        if self._height(lines) <= page:
            yield lines
            return
        room = self._sheet.bottom - self._y
        if room < page / 4 or page >= 2 * self._height(lines[:1]) > 2 * room:
            room = page
        yield from split(lines, room - 2 * _RIM, page - 2 * _RIM)

    def _row(self, row: TableRow, name: str, y: float, lines: list[tuple[Block, ...]]) -> tuple[list[Box], float]:
        height = self._height(lines)
        if row.band:
            area = (MARGIN, y, self._sheet.width, height)
            return [text_box(f"{name}-band", area, row.cells[0].role, lines[0], pad=EDGE, over=_RIM)], y + height
        cells = [self._cell(row, name, column, (y, height), said) for column, said in enumerate(lines)]
        return [box for boxes in cells for box in boxes], y + height

    def _cell(
        self, row: TableRow, name: str, column: int, place: tuple[float, float], lines: tuple[Block, ...]
    ) -> Iterator[Box]:
        """The cell of one of the columns on the page; ``place`` is from where on and how high it is."""
        (y, height), x, width = place, self._starts[column], self._widths[column]
        cell = row.cells[self._group[column]]
        box = cell.name or cell.element or f"{name}-{self._group[column] + 1}"
        if cell.role in _SET_IN:
            yield text_box(box, (x, y, width, height), "table-cell", ())
            inner = (x + _INSET, y + _INSET, width - 2 * _INSET, height - 2 * _INSET)
            yield text_box(
                f"{box}-{cell.role}",
                inner,
                cell.role,
                lines,
                title=cell.title,
                layer=1,
                over=_RIM - _INSET,
                element=cell.element,
            )
        else:
            yield text_box(
                box,
                (x, y, width, height),
                cell.role,
                lines,
                title=cell.title,
                pad=EDGE,
                over=_RIM,
                element=cell.element,
            )

    def _arrows_of(self, row: TableRow, name: str, cells: list[Box]) -> Iterator[Connector]:
        if not row.arrows:
            return
        left, right = [cell for cell in cells if cell.layer == 0][:2]
        step = left.height / (len(row.arrows) + 1)
        for number, arrow in enumerate(row.arrows, start=1):
            y = left.y + step * number
            points = ((left.x + left.width, y), (right.x, y))
            ends = (left.id, right.id)
            if arrow.back:
                points, ends = (points[1], points[0]), (right.id, left.id)
            yield Connector(f"{name}-arrow-{number}", points, arrow.role, *ends, arrow.title)
