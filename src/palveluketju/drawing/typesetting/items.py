"""Paragraphs before they are set: what they say, how they look, and how large they are among the others."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple

from palveluketju.drawing.picture.pages import SMALLEST
from palveluketju.drawing.picture.picture import MarkKind, Sign
from palveluketju.findings import Path
from palveluketju.frozen import dataclass

LONGEST: Final = 320
"""Characters of one paragraph; what is longer goes on in a further one, so that a list can be cut there."""
PAD: Final = 7.0
"""From the edge of a box to its text, and between columns, in points."""
CLOSE: Final = 5.0
"""The same where boxes are many and small: of tables, of nets, and of cards."""
STEP: Final = 1.2
"""How far a paragraph is set in by a step, or by the mark before it, in parts of its size."""


class Size(StrEnum):
    """How large a paragraph is among the others of its picture."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    SMALL = "small"
    FINE = "fine"


class Sizes(NamedTuple):
    """Sizes of text in points, of which none is below the ``least``, and the gap between two paragraphs.

    The gap is in parts of the body's size.
    """

    title: float
    heading: float
    body: float
    gap: float = 0.24
    least: float = SMALLEST

    @property
    def small(self) -> float:
        """For what stands beside the names."""
        return max(self.least, self.body - 1)

    @property
    def fine(self) -> float:
        """For what stands at the foot."""
        return max(self.least, self.body - 2)

    def of(self, size: Size) -> float:
        """A size in points."""
        return float(getattr(self, size))


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


def sizes_on(least: float, most: float = math.inf) -> tuple[Sizes, ...]:
    """The sizes that text can have where none may be below a ``least``, from the most readable to the smallest.

    Running text is no larger than ``most``, unless that leaves nothing.
    """
    sizes = [sizes._replace(least=least) for sizes in SIZES if sizes.body >= least]
    return tuple(one for one in sizes if one.body <= most) or (sizes[-1],)


@dataclass(frozen=True, slots=True)
class Remark:
    """Words laid over a picture, and the paths of the declarations of which they tell; false where there are none."""

    text: str = ""
    of: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


NO_REMARK: Final = Remark()


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph: ``mark`` stands before it, ``after`` and what is laid over it, its ``remark``, after it.

    Without a role it has that of the box where it stands. ``inset`` is how many steps it is set in. ``of`` are the
    paths of which it tells, where all of it is laid over the picture.
    """

    text: str
    role: str = ""
    mark: MarkKind | None = None
    after: tuple[Sign, ...] = ()
    remark: Remark = NO_REMARK
    bold: bool = False
    italic: bool = False
    size: Size = Size.BODY
    inset: int = 0
    framed: str = ""
    """The role of a frame around it, if it has one."""
    heads: bool = False
    """Whether it is a heading, which stays with what follows it."""
    element: str = ""
    """What it tells of, where a picture shows that: ``service:neuvola``."""
    of: tuple[Path, ...] = ()

    def __hash__(self) -> int:
        """By its text alone, whose hash Python keeps: paragraphs are looked up often while sizes are looked for."""
        return hash(self.text)

    @property
    def shown(self) -> tuple[Path, ...]:
        """The paths of all of which what is laid over the picture is told here."""
        return (*self.of, *self.remark.of)

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
        inset = self.inset + (self.mark is not None)
        first = replace(self, text=texts[0], after=(), remark=NO_REMARK)
        middle = [replace(first, text=text, mark=None, of=(), inset=inset) for text in texts[1:-1]]
        last = replace(self, text=texts[-1], mark=None, of=(), inset=inset) if len(texts) > 1 else self
        return (first, *middle, last) if len(texts) > 1 else (self,)
