"""What stands under the lanes: notes in columns, which go on on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.canvas import Canvas
from palveluketju.drawing.typesetting.columns import balanced, cut
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import Block, set_items

_COLUMN: Final = 230.0
_APART, _OVER = 10.0, 5.0
"""Between columns, and over the notes, in points."""


class Under:
    """Notes as wide as a page; ``height`` is how high they are with the room over them."""

    def __init__(self, items: Sequence[Item], sheet: Sheet, sizes: Sizes, names: set[str]) -> None:
        self._sheet, self._sizes, self._names = sheet, sizes, names
        pieces = [piece for item in items for piece in item.pieces()]
        self._count = max(1, min(int((sheet.width + _APART) // (_COLUMN + _APART)), len(pieces)))
        self._step = (sheet.width + _APART) / self._count
        self._blocks: Sequence[Block] = set_items(pieces, self._step - _APART, sizes)
        self.height = balanced(self._blocks, self._count)[0] + _OVER if pieces else 0.0

    def write(self, canvas: Canvas, y: float) -> None:
        """All of them on a page, under what ends at a height."""
        self._write(canvas, self._blocks, y + _OVER)
        self._blocks = ()

    def _write(self, canvas: Canvas, blocks: Sequence[Block], y: float) -> None:
        for index, column in enumerate(balanced(blocks, self._count)[1]):
            canvas.write(column, MARGIN + index * self._step, y)

    def pages(self) -> Iterator[Body]:
        """Those that are not written yet, on pages of their own."""
        sheet = self._sheet
        while self._blocks:
            kept = 0
            for _ in range(self._count):
                kept += cut(self._blocks[kept:], sheet.bottom - sheet.top)
            canvas = Canvas(self._names)
            self._write(canvas, self._blocks[:kept], sheet.top)
            yield Body(lines=canvas.lines, marks=canvas.marks)
            self._blocks = self._blocks[kept:]
