"""Paragraphs set into a width, with marks and frames: they are cut between two lines, and moved to where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from palveluketju.drawing.picture.picture import Box, Mark, MarkKind, Sign, TextLine, mark_of, width_of
from palveluketju.drawing.typesetting.badges import sign_height, sign_top
from palveluketju.drawing.typesetting.items import CLOSE, STEP, Item, Sizes
from palveluketju.drawing.typesetting.measure import ASCENT, LEADING, broken, strain, text_width, widest
from palveluketju.frozen import dataclass

ENDLESS: Final = 10_000.0
"""A width in which no text breaks."""
_FRAME: Final = 4.0
"""From a frame to its text, in points."""
_SLACK: Final = 0.015
"""How much longer than measured, of its length, a line may become in a program that sets no line to its length."""
_SIGN, _NEXT = 0.78, 1.3
"""How large a sign is, as a part of the size of text, and how much further the next one stands."""
_BASE: Final = (LEADING - 1) / 2 + ASCENT
"""From the top of a line to its baseline, in parts of its size."""
_ROUNDED: Final = 0.02
"""What a width may lose as it is rounded, in points."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is set, from its own upper left corner; every line is ``LEADING`` times its size high.

    ``above`` is the gap over it where it is not the first, ``crowded`` how much its words are broken.
    """

    height: float
    width: float
    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...] = ()
    framed: str = ""
    heads: bool = False
    crowded: int = 0
    above: float = 0.0

    @property
    def least(self) -> float:
        """How high its first line is alone: what a room must have for it to begin there."""
        return 2 * self._rim + self.lines[0].size * LEADING

    @property
    def reach(self) -> float:
        """How far its lines and signs go to the right: what it must have for the same lines."""
        return max(*(line.x + line.width for line in self.lines), *(mark.x + mark.width for mark in self.marks), 0.0)

    @property
    def _rim(self) -> float:
        return _FRAME if self.framed else 0.0

    def cut(self, room: float) -> tuple[Block | None, Block | None]:
        """What of it stands within a height, and what does not; none where that has no line."""
        ends = list(accumulate((line.size * LEADING for line in self.lines), initial=self._rim))
        count = sum(end + self._rim <= room + _ROUNDED for end in ends[1:])
        if count in (0, len(self.lines)):
            return (self, None) if count else (None, self)
        low = ends[count]
        lines, up = tuple(line.moved(0.0, self._rim - low) for line in self.lines[count:]), self._rim - low
        here = tuple(mark for mark in self.marks if mark.y < low)
        there = tuple(mark.moved(0.0, up) for mark in self.marks if mark.y >= low)
        return (
            replace(self, height=low + self._rim, lines=self.lines[:count], marks=here),
            replace(self, height=self.height + up, lines=lines, marks=there),
        )


Stack = tuple[Sequence[Block], float, float]
"""Paragraphs under each other, and their upper left corner."""


@lru_cache(maxsize=50_000)
def set_lines(text: str, width: float, size: float, *, bold: bool = False) -> tuple[tuple[str, ...], int]:
    """A text in lines, and how much it is broken within its words."""
    return broken(text, width, size, bold=bold), strain(text, width, size, bold=bold)


def set_item(item: Item, width: float, sizes: Sizes) -> Block:
    """One paragraph in a width."""
    return _set(item, math.floor(width * 100) / 100, sizes)


def _before(item: Item, size: float) -> float:
    """From the left edge of a paragraph to its text, in points."""
    return size * STEP * (bool(item.mark) + item.inset) + (_FRAME if item.framed else 0.0)


def _behind(item: Item, size: float) -> float:
    """The room for the signs behind a text, in points."""
    return sum(_step(sign, size) for sign in item.after) + (_FRAME if item.framed else 0.0)


@lru_cache(maxsize=512)
def _step(sign: Sign, size: float) -> float:
    """From the left edge of a sign behind a text to that of the next one, in points."""
    plain = size * _SIGN
    return width_of(sign, sign_height(sign, size, plain)) + plain * (_NEXT - 1)


@lru_cache(maxsize=50_000)
def _set(item: Item, width: float, sizes: Sizes) -> Block:
    size = sizes.of(item.size)
    frame = _FRAME if item.framed else 0.0
    sign, left = size * _SIGN, _before(item, size)
    room, behind = width - left - frame, _behind(item, size) - frame + (width * _SLACK if item.after else 0)
    texts, crowded = set_lines(item.text, round(room, 2), size, bold=item.bold)
    if behind and text_width(texts[-1], size, bold=item.bold) + behind > room:  # signs stand behind the last line
        texts, crowded = set_lines(item.text, round(room - behind, 2), size, bold=item.bold)
    y = frame
    lines, marks = [], []
    if item.mark:
        marks.append(Mark(left - size * STEP, y + size * _BASE - sign * 0.95, sign, item.mark, of=item.of))
    for text in texts:
        measured = text_width(text, size, bold=item.bold)
        base = y + size * _BASE
        lines.append(TextLine(left, base, text, measured, size, item.role, item.bold, item.italic, item.element))
        y += size * LEADING
    x = left + lines[-1].width * (1 + _SLACK) + sign * 0.3
    for kind in item.after:
        base = lines[-1].y
        top = sign_top(kind, base, size, base - sign * 0.95)
        marks.append(mark_of(kind, x, top, sign_height(kind, size, sign)))
        x += _step(kind, size)
    if item.remark:
        small, indent = sizes.small, left + sizes.small
        for index, text in enumerate(set_lines(item.remark.text, round(width - frame - indent, 2), small)[0]):
            if not index:
                marks.append(Mark(left, y + small * (_BASE - 0.74), small * 0.8, MarkKind.FINDING, of=item.remark.of))
            wide = text_width(text, small)
            lines.append(TextLine(indent, y + small * _BASE, text, wide, small, "finding", element=item.element))
            y += small * LEADING
    above = sizes.body * sizes.gap * (2.0 if item.heads else 1.6 if item.framed else 1.0)
    return Block(y + frame, width, tuple(lines), tuple(marks), item.framed, item.heads, crowded, above)


def set_items(items: Iterable[Item], width: float, sizes: Sizes) -> tuple[Block, ...]:
    """A list in a width; what has no text is none of it."""
    return tuple(set_item(item, width, sizes) for item in items if item.text)


class Widths(NamedTuple):
    """How wide a list must be for no word of it to be broken, and for each paragraph to stand on one line."""

    least: float
    natural: float


def widths(items: Iterable[Item], sizes: Sizes, *, parts: bool = False) -> Widths:
    """The widths of a list, in points; with ``parts``, words may be broken between the parts of compounds."""
    found = [(0.0, 0.0)]
    for item in items:
        size = sizes.of(item.size)
        around, more = _before(item, size) + _behind(item, size), 1 / (1 - _SLACK) if item.after else 1.0
        word = widest(item.text, size, bold=item.bold, parts=parts)
        line = text_width(" ".join(item.text.split()), size, bold=item.bold)
        found.append(((word + around) * more + _ROUNDED, (line + around) * more + _ROUNDED))
    least, natural = zip(*found, strict=True)
    return Widths(max(least), max(natural))


def height_of(blocks: Sequence[Block]) -> float:
    """How high a list is."""
    return sum(block.height for block in blocks) + sum(block.above for block in blocks[1:])


class Placed(NamedTuple):
    """A list where it stands on a page."""

    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...]
    frames: tuple[tuple[float, float, Block], ...]


def place(blocks: Sequence[Block], x: float, y: float, role: str = "text") -> Placed:
    """A list from an upper left corner; the frames are boxes of their own, and their lines are not among the others."""
    lines: list[TextLine] = []
    marks: list[Mark] = []
    frames = []
    for index, block in enumerate(blocks):
        y += block.above if index else 0.0
        if block.framed:
            frames.append((x, y, block))
        else:
            moved, signs = shifted(block, x, y, role)
            lines += moved
            marks += signs
        y += block.height
    return Placed(tuple(lines), tuple(marks), tuple(frames))


def shifted(block: Block, x: float, y: float, role: str) -> tuple[tuple[TextLine, ...], tuple[Mark, ...]]:
    """A paragraph's lines and marks where it stands; a line without a role of its own has ``role``."""
    return tuple(line.moved(x, y, role) for line in block.lines), tuple(mark.moved(x, y) for mark in block.marks)


def frame(name: str, x: float, y: float, block: Block, layer: int) -> Box:
    """A frame with its paragraph."""
    lines, marks = shifted(block, x, y, block.framed)
    said = " ".join(line.text for line in lines)
    return Box(name, x, y, block.width, block.height, block.framed, said, layer, lines, marks)


def text_box(
    name: str,
    area: tuple[float, float, float, float],
    role: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    layer: int = 0,
    middle: bool = False,
    pad: float = CLOSE,
    over: float | None = None,
    element: str = "",
) -> Box:
    """A box at x, y, width, height with a list set to its width less twice ``pad``, at its top or in its middle.

    The list is so far ``over`` from the top, where that is not ``pad``.
    """
    x, y, width, height = area
    top = y + (height - height_of(blocks)) / 2 if middle else y + (pad if over is None else over)
    placed = place(blocks, x + pad, top, role)
    said = title or " ".join(line.text for line in placed.lines if line.role != "finding")  # it says what the box is of
    return Box(name, x, y, width, height, role, said, layer, placed.lines, placed.marks, element)
