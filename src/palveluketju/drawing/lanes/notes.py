"""What stands under the lanes: notes in columns, which go on on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from palveluketju.drawing.frame.notes import set_notes
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.lists import Cut, Listed

_APART: Final = 5.0
"""Over the notes, in points."""


class Under:
    """Notes as wide as a page; ``height`` is how high they are with the room over them."""

    def __init__(self, items: Sequence[Item], sheet: Sheet, sizes: Sizes, names: set[str]) -> None:
        self._sheet, self._sizes, self._names = sheet, sizes, names
        self._items = tuple(items)
        self.height = self._set().height + _APART if items else 0.0

    def _set(self) -> Listed:
        return set_notes(self._items, self._sheet.width, self._sizes, self._sheet.lang)

    def write(self, canvas: Canvas, y: float) -> None:
        """All of them on a page, under what ends at a height."""
        self._write(canvas, self._set().within(), y + _APART)

    def _write(self, canvas: Canvas, cut: Cut, y: float) -> None:
        canvas.write_columns(cut.at(MARGIN, y))
        self._items = cut.rest

    def pages(self) -> Iterator[Body]:
        """Those that are not written yet, on pages of their own."""
        sheet = self._sheet
        while self._items:
            canvas = Canvas(self._names)
            self._write(canvas, self._set().within(sheet.bottom - sheet.top), sheet.top)
            yield Body(lines=canvas.lines, marks=canvas.marks)
