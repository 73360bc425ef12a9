"""Texts set in boxes: paragraphs in lines, with their marks, by the measured widths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from palveluketju.drawing.picture.pages import SMALLEST
from palveluketju.drawing.picture.picture import Box, Mark, MarkKind, Sign, TextLine, mark_of, width_of
from palveluketju.drawing.typesetting.badges import sign_height, sign_top
from palveluketju.drawing.typesetting.measure import ASCENT, LEADING, broken, text_width, widest

PAD: Final = 5.0
"""From the edge of a box to its text, in points."""
INDENT: Final = 11.0
"""From a mark to its text, at the smallest size."""
_SIGN, _BEFORE = 0.86, 0.25
"""How high a mark is, and the room before one behind a text, in parts of the text's size."""
_STEP: Final = 0.5
"""Text is broken to widths in steps of this, so that much the same is broken once."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: its size in points, its role where that is not its box's, how far in it is, and marks.

    One mark stands before it, those of ``after`` behind its last line.
    """

    text: str
    size: float = SMALLEST
    bold: bool = False
    italic: bool = False
    role: str = ""
    mark: MarkKind | None = None
    indent: float = 0.0
    after: tuple[Sign, ...] = ()

    def scaled(self, factor: float) -> Words:
        """The same in another size."""
        return replace(self, size=self.size * factor, indent=self.indent * factor)

    @property
    def height(self) -> float:
        """From line to line, in points."""
        return self.size * LEADING

    @property
    def width(self) -> float:
        """Of the text on one line, in points."""
        return self.indent + text_width(self.text, self.size, bold=self.bold) + _room_after(self)


def in_lines(words: Iterable[Words], width: float) -> tuple[Words, ...]:
    """Paragraphs line by line, none wider than ``width`` points; marks stand at the ends of each."""
    return tuple(line for paragraph in words if paragraph.text for line in _lines(paragraph, width // _STEP * _STEP))


@lru_cache(maxsize=50_000)
def _lines(paragraph: Words, width: float) -> tuple[Words, ...]:
    indent = paragraph.indent + _mark_room(paragraph)
    room = width - indent - _room_after(paragraph)
    texts = broken(paragraph.text, room, paragraph.size, bold=paragraph.bold)
    return tuple(
        replace(
            paragraph,
            text=text,
            mark=paragraph.mark if place == 0 else None,
            indent=indent,
            after=paragraph.after if place == len(texts) - 1 else (),
        )
        for place, text in enumerate(texts)
    )


def _mark_room(words: Words) -> float:
    """The room before a text for its mark, in points."""
    return INDENT * words.size / SMALLEST if words.mark else 0.0


def _room_after(words: Words) -> float:
    """The room behind a text for the marks after it, in points."""
    return sum(_step(sign, words.size) for sign in words.after)


def _step(sign: Sign, size: float) -> float:
    """How wide a mark behind a text is with the room around it, in points."""
    return width_of(sign, sign_height(sign, size, _SIGN * size)) + 0.29 * size


def height_of(lines: Iterable[Words]) -> float:
    """How high lines stand on each other, in points."""
    return sum(line.height for line in lines)


def widest_word(words: Iterable[Words], *, parts: bool = False) -> float:
    """How wide lines must be for no word to be broken, or with ``parts`` none but between those of compounds."""
    return _STEP + max(
        (
            paragraph.indent
            + _mark_room(paragraph)
            + widest(paragraph.text, paragraph.size, bold=paragraph.bold, parts=parts)
            + _room_after(paragraph)
            for paragraph in words
            if paragraph.text
        ),
        default=0.0,
    )


def set_text(lines: Iterable[Words], x: float, y: float, role: str) -> tuple[tuple[TextLine, ...], tuple[Mark, ...]]:
    """Lines under each other from an upper left corner; a line without a role of its own has ``role``."""
    texts, marks = [], []
    for line in lines:
        base = y + (line.height - line.size) / 2 + line.size * ASCENT
        if line.mark:
            marks.append(Mark(x + line.indent - _mark_room(line), base - line.size * 0.78, line.size * 0.86, line.mark))
        width = text_width(line.text, line.size, bold=line.bold)
        place = x + line.indent
        left = place + width + _BEFORE * line.size
        for sign in line.after:
            top = sign_top(sign, base, line.size, base - line.size * 0.78)
            marks.append(mark_of(sign, left, top, sign_height(sign, line.size, line.size * _SIGN)))
            left += _step(sign, line.size)
        texts.append(TextLine(place, base, line.text, width, line.size, line.role or role, line.bold, line.italic))
        y += line.height
    return tuple(texts), tuple(marks)


def text_box(
    name: str,
    area: tuple[float, float, float, float],
    role: str,
    lines: Iterable[Words],
    *,
    title: str = "",
    layer: int = 0,
    middle: bool = False,
    pad: float = PAD,
) -> Box:
    """A box at x, y, width, height with lines broken to its width less twice ``pad``, at its top or in its middle."""
    x, y, width, height = area
    kept = tuple(lines)
    top = y + (height - height_of(kept)) / 2 if middle else y + pad
    texts, marks = set_text(kept, x + pad, top, role)
    said = title or " ".join(line.text for line in kept if line.role != "finding")  # it says what the box is of
    return Box(name, x, y, width, height, role, said, layer, texts, marks)
