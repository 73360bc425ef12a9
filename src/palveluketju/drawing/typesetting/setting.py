"""Lists set into a width: paragraphs with marks and frames, which can be cut between two of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from palveluketju.drawing.picture.pages import SMALLEST
from palveluketju.drawing.picture.picture import Box, Mark, MarkKind, Sign, TextLine, mark_of, width_of
from palveluketju.drawing.typesetting.badges import sign_height, sign_top
from palveluketju.drawing.typesetting.measure import ASCENT, LEADING, broken, strain, text_width

LONGEST: Final = 320
"""Characters of one paragraph; what is longer goes on in a further one, so that a list can be cut there."""
PAD: Final = 7.0
"""From the edge of a box to its text, and between columns, in points."""
ENDLESS: Final = 10_000.0
"""A width in which no text breaks."""
_FRAME: Final = 4.0
"""From a frame to its text, in points."""


class Sizes(NamedTuple):
    """Sizes of text in points."""

    title: float
    heading: float
    body: float

    @property
    def small(self) -> float:
        """For what stands beside the names."""
        return max(SMALLEST, self.body - 1)

    @property
    def fine(self) -> float:
        """For what stands at the foot."""
        return max(SMALLEST, self.body - 2)


SIZES: Final = (
    Sizes(25, 15.5, 14),
    Sizes(23, 14.5, 13),
    Sizes(21, 13.5, 12),
    Sizes(20, 13, 11),
    Sizes(18, 12.5, 10.5),
    Sizes(17, 12, 10),
    Sizes(16, 11, 9.5),
    Sizes(14, 10, 9),
)
"""From the most readable to the smallest."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of a list: ``mark`` stands before it, ``after`` and the findings' codes after it."""

    text: str
    role: str = "text"
    mark: MarkKind | None = None
    after: tuple[Sign, ...] = ()
    codes: str = ""
    bold: bool = False
    italic: bool = False
    small: bool = False
    inset: bool = False
    framed: str = ""
    """The role of a frame around it, if it has one."""
    heads: bool = False
    """Whether it is a heading, which stays with what follows it."""

    def pieces(self) -> tuple[Item, ...]:
        """The paragraph, as several where it is long."""
        if len(self.text) <= LONGEST:
            return (self,)
        words = iter(self.text.split())
        texts, part = [], ""
        for word in words:
            if part and len(part) + len(word) > LONGEST:
                texts.append(part)
                part = ""
            part = f"{part} {word}" if part else word
        texts.append(part)
        inset = self.inset or self.mark is not None
        first = replace(self, text=texts[0], after=(), codes="")
        middle = [replace(first, text=text, mark=None, inset=inset) for text in texts[1:-1]]
        last = replace(self, text=texts[-1], mark=None, inset=inset) if len(texts) > 1 else self
        return (first, *middle, last) if len(texts) > 1 else (self,)


_SLACK: Final = 0.015
"""How much longer than measured, of its length, a line may become in a program that sets no line to its length."""


_SIGN, _STEP = 0.78, 1.3
"""How large a sign is, as a part of the size of text, and how much further the next one stands."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is set, from its own upper left corner; ``crowded`` is how much its words are broken."""

    height: float
    width: float
    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...] = ()
    framed: str = ""
    heads: bool = False
    crowded: int = 0


Stack = tuple[Sequence[Block], float, float]
"""Paragraphs under each other, and their upper left corner."""


@lru_cache(maxsize=50_000)
def set_lines(text: str, width: float, size: float, *, bold: bool = False) -> tuple[tuple[str, ...], int]:
    """A text in lines, and how much it is broken within its words."""
    return broken(text, width, size, bold=bold), strain(text, width, size, bold=bold)


def set_item(item: Item, width: float, sizes: Sizes) -> Block:
    """One paragraph in a width."""
    return _set(item, math.floor(width * 100) / 100, sizes)


@lru_cache(maxsize=50_000)
def _set(item: Item, width: float, sizes: Sizes) -> Block:
    size = sizes.small if item.small else sizes.body
    frame = _FRAME if item.framed else 0.0
    sign = size * _SIGN
    gutter = size * 1.2 * (bool(item.mark) + item.inset)
    room = width - 2 * frame - gutter
    texts, crowded = set_lines(item.text, round(room, 2), size, bold=item.bold)
    behind = _room_after(item, size) + (width * _SLACK if item.after else 0)
    if behind and text_width(texts[-1], size, bold=item.bold) + behind > room:
        # signs stand behind the last line alone: all are shorter only where that has no room for them
        texts, crowded = set_lines(item.text, round(room - behind, 2), size, bold=item.bold)
    y = frame + size * ASCENT
    lines, marks = [], []
    if item.mark:
        marks.append(Mark(frame + gutter - size * 1.2, y - sign * 0.95, sign, item.mark))
    for text in texts:
        measured = text_width(text, size, bold=item.bold)
        lines.append(TextLine(frame + gutter, y, text, measured, size, item.role, item.bold, item.italic))
        y += size * LEADING
    y -= size * LEADING
    x = frame + gutter + lines[-1].width * (1 + _SLACK) + sign * 0.3
    for kind in item.after:
        top = sign_top(kind, y, size, y - sign * 0.95)
        marks.append(mark_of(kind, x, top, sign_height(kind, size, sign)))
        x += _step(kind, size)
    if item.codes:
        small, indent = sizes.small, frame + gutter + sizes.small
        y += (size - small) * 0.2
        for index, text in enumerate(set_lines(item.codes, round(width - frame - indent, 2), small)[0]):
            y += small * LEADING
            if not index:
                marks.append(Mark(frame + gutter, y - small * 0.74, small * 0.8, MarkKind.FINDING))
            lines.append(TextLine(indent, y, text, text_width(text, small), small, "finding"))
    height = y + size * 0.25 + frame
    return Block(height, width, tuple(lines), tuple(marks), item.framed, item.heads, crowded)


def one_line(item: Item, sizes: Sizes) -> float:
    """How wide a paragraph is on one line, with the signs after it, in points."""
    size = sizes.small if item.small else sizes.body
    width = text_width(" ".join(item.text.split()), size, bold=item.bold)
    return (width + _room_after(item, size)) / (1 - _SLACK) if item.after else width


def _room_after(item: Item, size: float) -> float:
    """The room behind a text for the signs after it, in points."""
    return sum(_step(sign, size) for sign in item.after)


def _step(sign: Sign, size: float) -> float:
    """From the left edge of a sign behind a text to that of the next one, in points."""
    plain = size * _SIGN
    return width_of(sign, sign_height(sign, size, plain)) + plain * (_STEP - 1)


def set_items(items: Iterable[Item], width: float, sizes: Sizes) -> tuple[Block, ...]:
    """A list in a width."""
    return tuple(set_item(piece, width, sizes) for item in items for piece in item.pieces())


def gap_before(block: Block, sizes: Sizes) -> float:
    """The room over a paragraph that is not the first."""
    return sizes.body * (0.55 if block.heads else 0.45 if block.framed else 0.28)


def height_of(blocks: Sequence[Block], sizes: Sizes) -> float:
    """How high a list is."""
    return sum(block.height for block in blocks) + sum(gap_before(block, sizes) for block in blocks[1:])


class Placed(NamedTuple):
    """A list where it stands on a page."""

    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...]
    frames: tuple[tuple[float, float, Block], ...]


def place(blocks: Sequence[Block], x: float, y: float, sizes: Sizes) -> Placed:
    """A list from an upper left corner; the frames are boxes of their own, and their lines are not among the others."""
    lines: list[TextLine] = []
    marks: list[Mark] = []
    frames = []
    for index, block in enumerate(blocks):
        y += gap_before(block, sizes) if index else 0.0
        if block.framed:
            frames.append((x, y, block))
        else:
            moved, signs = shifted(block, x, y)
            lines += moved
            marks += signs
        y += block.height
    return Placed(tuple(lines), tuple(marks), tuple(frames))


def shifted(block: Block, x: float, y: float) -> tuple[tuple[TextLine, ...], tuple[Mark, ...]]:
    """A paragraph's lines and marks where it stands."""
    return tuple(line.moved(x, y) for line in block.lines), tuple(mark.moved(x, y) for mark in block.marks)


def frame(name: str, x: float, y: float, block: Block, layer: int) -> Box:
    """A frame with its paragraph."""
    lines, marks = shifted(block, x, y)
    said = " ".join(line.text for line in lines)
    return Box(name, x, y, block.width, block.height, block.framed, said, layer, lines, marks)
