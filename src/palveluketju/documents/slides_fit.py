"""What fits on a slide: text of a size that can be read in a room, and as many rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.documents.document import Line, Table
from palveluketju.documents.slides_words import Run, lines_in, run_of, said, together
from palveluketju.documents.widths import fitted_widths, wished_widths
from palveluketju.drawing.typesetting.measure import LEADING
from palveluketju.frozen import dataclass

TEXT_SIZES: Final = (20.0, 18.0, 16.0, 14.0)
"""The largest is taken with which a text fits on one slide; else the last."""
TABLE_SIZES: Final = (14.0, 11.0)
CAPTION: Final = 14.0
GAP: Final = 0.35
"""What is free under a paragraph, as a part of its size."""
INDENT: Final = 18.0
BESIDE, ABOVE = 5.0, 2.5
"""What is free in a cell beside its text, and above and under it, in points."""
_CAREFUL: Final = 0.96
"""Of the width this much is reckoned with: programs set text a little wider than it was measured."""
_MANY: Final = 16
"""A table of more rows has the least size without looking whether it would fit on one slide."""
_FEW_LINES: Final = 4
"""Where so few lines of a row that is cut would stand, it begins on the next slide."""


@dataclass(frozen=True, slots=True)
class Room:
    """What slides have for text and tables, in points; ``care`` is the part of the width that is reckoned with."""

    x: float
    y: float
    width: float
    height: float
    care: float = _CAREFUL


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of text, a bullet, or a heading among them; ``target`` is the anchor of the section it leads to."""

    run: Run
    is_bullet: bool = False
    target: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a section, which may share a slide with others; it has a heading only there, and may have none."""

    heading: Run
    entries: tuple[Entry, ...]

    def under_heading(self) -> tuple[Entry, ...]:
        """What it is where it stands among others."""
        return (Entry(self.heading, is_heading=True), *self.entries) if self.heading else self.entries


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs and bullets of one size in one box."""

    entries: tuple[Entry, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, or a part of one: ``rows`` of cells under the headings; heights are in points."""

    caption: Line
    headings: tuple[Run, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    row_headings: bool


def texts_of(entries: Sequence[Entry], room: Room) -> list[Text]:
    """Text on as few slides as hold it in the least size, or on one in a larger size."""
    if not entries:
        return []
    for size in TEXT_SIZES:
        broken = [lines_in(entry.run, _text_width(entry, room), size) for entry in entries]
        if sum(_entry_height(*one, size) for one in zip(entries, broken, strict=True)) <= room.height:
            return [Text(tuple(entries), size)]
    pages: list[list[Entry]] = [[]]
    left = room.height
    most = max(int(room.height / (LEADING * size)) - 1, 1)
    for entry, lines in zip(entries, broken, strict=True):
        for start in range(0, len(lines), most):
            part = lines[start : start + most]
            if pages[-1] and _height(len(part), size) > left:
                pages.append([])
                left = room.height
            pages[-1].append(replace(entry, run=together(part), is_bullet=entry.is_bullet and not start))
            left -= _height(len(part), size)
    return [Text(tuple(page), size) for page in pages]


def packed(passages: Sequence[Passage], room: Room) -> list[list[Passage]]:
    """Passages in their order, by slide: as many together as fit in the least size; one that fills more is alone."""
    slides: list[list[Passage]] = []
    left = 0.0
    for passage in passages:
        tall = sum(
            _entry_height(entry, lines_in(entry.run, _text_width(entry, room), TEXT_SIZES[-1]), TEXT_SIZES[-1])
            for entry in passage.under_heading()
        )
        if not slides or tall > left:
            slides.append([])
            left = room.height
        slides[-1].append(passage)
        left -= tall
    return slides


def _entry_height(entry: Entry, lines: Sequence[Run], size: float) -> float:
    return _height(len(lines), size) + entry.is_heading * GAP * size


def _text_width(entry: Entry, room: Room) -> float:
    return (room.width - (INDENT if entry.is_bullet else 0)) * room.care


def _height(lines: int, size: float) -> float:
    return lines * LEADING * size + GAP * size


def rows_of(table: Table, room: Room) -> list[Rows]:
    """A table in parts, each with the headings, on as few slides as hold it, or on one in a larger size."""
    if len(table.rows) <= _MANY:
        for size in TABLE_SIZES[:-1]:
            least = sum(low for low, _ in wished_widths(table, size / room.care))
            if least <= room.width and len(parts := list(_parts(table, room, size))) == 1:
                return parts
    return list(_parts(table, room, TABLE_SIZES[-1]))


def _parts(table: Table, room: Room, size: float) -> Iterator[Rows]:
    """The parts of a table in one size; a row that no slide holds is cut between lines."""
    widths = fitted_widths(table, room.width, size / room.care)
    inner = [max(width - 2 * BESIDE, size) * room.care for width in widths]
    headings = tuple(run_of(one, bold=True) for one in table.headings)
    tall = _row_height(max(len(lines_in(*one, size)) for one in zip(headings, inner, strict=True)), size)
    height = max(room.height - LEADING * CAPTION - GAP * CAPTION - tall, _row_height(1, size))
    most = int((height - 2 * ABOVE) / (LEADING * size))
    rows: list[tuple[Run, ...]] = []
    heights: list[float] = []

    def part() -> Rows:
        return Rows(table.caption, headings, tuple(rows), widths, (tall, *heights), size, table.row_headings)

    for row in table.rows:
        runs = [run_of(cell, bold=not place and table.row_headings) for place, cell in enumerate(row)]
        cells = [lines_in(run, width, size) for run, width in zip(runs, inner, strict=True)]
        while cells:
            count = max(map(len, cells))
            fitting = int((height - sum(heights) - 2 * ABOVE) / (LEADING * size))
            taken = count
            if count > fitting:
                if rows and (count <= most or fitting < _FEW_LINES):
                    yield part()
                    rows, heights = [], []
                    continue
                taken = max(fitting, 1)
            rows.append(tuple(together(cell[:taken]) for cell in cells))
            heights.append(_row_height(min(taken, count), size))
            cells = [cell[taken:] for cell in cells] if count > taken else []
            if cells and table.row_headings and not said(together(cells[0])):
                cells[0] = lines_in(runs[0], inner[0], size)[: max(map(len, cells))]  # so that it is known whose it is
    if rows or not table.rows:
        yield part()


def _row_height(lines: int, size: float) -> float:
    return max(lines, 1) * LEADING * size + 2 * ABOVE
