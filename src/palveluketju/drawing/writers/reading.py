"""In which order a page is read, and which lines of text belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Mark, Page, TextLine
from palveluketju.drawing.typesetting.hyphens import compound_parts
from palveluketju.drawing.typesetting.measure import LEADING
from palveluketju.frozen import dataclass

_NEARLY = 0.5
"""Points by which positions may differ and still be taken for the same."""
_CONJUNCTIONS = {"ja", "tai", "sekä", "och", "eller", "samt", "and", "or"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one text broken to fit, and the marks beside them."""

    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The text as one line."""
        whole = ""
        for line in self.lines:
            part = clean(line.text).strip()
            together = whole.endswith(("-", "/")) and part.split(" ")[0] not in _CONJUNCTIONS
            if together and _is_broken(whole, part):
                whole = whole.removesuffix("-")
            whole += part if together or not whole else f" {part}"
        return whole


def _is_broken(line: str, following: str) -> bool:
    """Whether the hyphen at the end of a line is none of its word: a compound was broken there between its parts."""
    begun, *_ = line.removesuffix("-").rsplit(" ", 1)[::-1]
    parts = compound_parts(begun + following.split(" ")[0])
    return len(begun) in accumulate(map(len, parts[:-1]))


def in_reading_order(page: Page) -> tuple[tuple[int, Box], ...]:
    """The boxes of a page, each with the number of boxes it stands in, and followed by those that stand in it.

    Boxes drawn in this order cover each other as those drawn by layers do.
    """
    inside: dict[int | None, list[int]] = {}
    for index, box in enumerate(page.boxes):
        around = [place for place, other in enumerate(page.boxes) if other.layer < box.layer and _holds(other, box)]
        inside.setdefault(max(around, key=lambda place: page.boxes[place].layer, default=None), []).append(index)

    def below(holder: int | None, depth: int) -> Iterator[tuple[int, Box]]:
        for index in inside.get(holder, ()):
            yield depth, page.boxes[index]
            yield from below(index, depth + 1)

    return tuple(below(None, 0))


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x - _NEARLY <= inner.x
        and outer.y - _NEARLY <= inner.y
        and inner.x + inner.width <= outer.x + outer.width + _NEARLY
        and inner.y + inner.height <= outer.y + outer.height + _NEARLY
    )


def paragraphs(lines: Sequence[TextLine], marks: Sequence[Mark] = ()) -> tuple[Paragraph, ...]:
    """Lines in paragraphs, each mark with the line that it stands beside."""
    lines = [line for line in lines if clean(line.text).strip()]
    beside: dict[int, list[Mark]] = {}
    for mark in marks:
        middle = mark.y + mark.size / 2
        level = [place for place, line in enumerate(lines) if line.y - line.size <= middle <= line.y + line.size / 3]
        if level:
            beside.setdefault(min(level, key=lambda place: _apart(mark, lines[place])), []).append(mark)
    found: list[tuple[list[TextLine], list[Mark]]] = []
    for place, line in enumerate(lines):
        begins = any(mark.x < line.x for mark in beside.get(place, ()))
        if not found or begins or not _continues(found[-1][0][-1], line):
            found.append(([], []))
        found[-1][0].append(line)
        found[-1][1].extend(beside.get(place, ()))
    return tuple(Paragraph(tuple(texts), tuple(signs)) for texts, signs in found)


def _apart(mark: Mark, line: TextLine) -> float:
    return max(line.x - mark.x - mark.width, mark.x - line.x - line.width)


def _continues(line: TextLine, following: TextLine) -> bool:
    alike = (line.size, line.role, line.bold, line.italic) == (
        following.size,
        following.role,
        following.bold,
        following.italic,
    )
    down = following.y - line.y
    return alike and abs(following.x - line.x) < _NEARLY and 0 < down <= LEADING * line.size + _NEARLY


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, however they are broken, set or hyphenated."""
    return letters(one) == letters(other)


def letters(text: str) -> str:
    """What of a text is letters and digits, in small letters."""
    return "".join(c for c in text if c.isalnum()).casefold()
