"""A picture as neutral geometry: boxes, lines of text, marks and paths with roles, in points; no colour, no program."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from palveluketju.findings import Path
from palveluketju.frozen import dataclass

Point = tuple[float, float]
"""From the left and from the top of a page, in points."""

LINE = 1.0
"""How high the sample of a line in a legend is, a box, in points: writers draw it as a line with its head."""


class MarkKind(StrEnum):
    """A sign beside a text; writers draw it as a shape, so that no font is needed for it."""

    CRITICAL = "critical"
    SERVICE = "service"
    ITEM = "item"
    """What stands under a heading that says what it is."""
    INTERFACE = "interface"
    SHARED = "shared"
    INTEGRATION = "integration"
    CARRIED = "carried"
    OPEN = "open"
    UNKNOWN = "unknown"
    READING = "reading"
    """On what the source does not state as it is written: it was read into it."""
    FINDING = "finding"
    BADGE_OWN = "badge-own"
    """Of the chain's own organiser: with its letter, like the next two."""
    BADGE_PUBLIC = "badge-public"
    """Of another public organiser."""
    BADGE_OTHER = "badge-other"
    """Of any other organiser."""
    BADGE_OPEN = "badge-open"
    """On what has no organiser yet; the next two on what has none that is known, or told."""
    BADGE_UNKNOWN = "badge-unknown"
    BADGE_UNTOLD = "badge-untold"

    @property
    def is_badge(self) -> bool:
        """Whether it says whose something is; such a sign is as high as a line of text."""
        return self.startswith("badge-")


class Badge(NamedTuple):
    """A sign with a letter or two in it: whose something is."""

    kind: MarkKind
    letter: str


Sign = MarkKind | Badge
"""What a mark is a sign of: its kind, and where it has a letter this as well."""
Legend = tuple[tuple[Sign | str, str], ...]
"""Marks, or roles of lines and of boxes, and what they mean."""
_TWO = 1.75
"""How wide a sign with two letters is, as a part of its height."""


def width_of(sign: Sign, size: float) -> float:
    """How wide a sign is that is so high, in points."""
    return size * _TWO if isinstance(sign, Badge) and len(sign.letter) > 1 else size


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: where its baseline begins, its measured width, its size, its role and how it is set.

    ``element`` is what it tells of, as of a box, where its box stands for something else.
    """

    x: float
    y: float
    text: str
    width: float
    size: float
    role: str
    bold: bool = False
    italic: bool = False
    element: str = ""

    def moved(self, x: float, y: float, role: str = "") -> TextLine:
        """The same line so many points further to the right and down; without a role of its own, it gets ``role``."""
        # not with ``replace``, which takes ten times as long, and every line of a picture is moved
        x, y, known = self.x + x, self.y + y, self.role or role
        return TextLine(x, y, self.text, self.width, self.size, known, self.bold, self.italic, self.element)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign within a square whose upper left corner is at x, y; with two letters it is wider than high.

    ``of`` are the paths of which the words beside it tell, where these are laid over the picture: by them a view knows
    what it shows. They are no part of the picture's data.
    """

    x: float
    y: float
    size: float
    kind: MarkKind
    letter: str = ""
    of: tuple[Path, ...] = field(default=(), compare=False)

    @property
    def sign(self) -> Sign:
        """What it is a sign of."""
        return Badge(self.kind, self.letter) if self.letter else self.kind

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return width_of(self.sign, self.size)

    def moved(self, x: float, y: float) -> Mark:
        """The same sign so many points further to the right and down."""
        return Mark(self.x + x, self.y + y, self.size, self.kind, self.letter, self.of)


def mark_of(sign: Sign, x: float, y: float, size: float) -> Mark:
    """The mark of a sign, from its upper left corner."""
    return Mark(x, y, size, *sign) if isinstance(sign, Badge) else Mark(x, y, size, sign)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle and what is written in it.

    ``id`` is its own in the picture, ``title`` says in words what it is. ``element`` is what of the chain it stands
    for, as kind and id (``level:kevyt``), the same of each of its boxes; empty where it stands for none, or for
    several together. Boxes of one ``layer`` do not overlap; a box stands wholly within the boxes of lower layers that
    it lies on.
    """

    id: str
    x: float
    y: float
    width: float
    height: float
    role: str
    title: str = ""
    layer: int = 0
    lines: tuple[TextLine, ...] = ()
    marks: tuple[Mark, ...] = ()
    element: str = ""

    def as_line(self) -> Connector | None:
        """The line of which the box is a sample in a legend; None for any other box."""
        if self.height != LINE:
            return None
        y = self.y + LINE / 2
        points = ((self.x, y), (self.x + self.width, y))
        return Connector(self.id, points, self.role, self.id, self.id, self.title)


@dataclass(frozen=True, slots=True)
class Connector:
    """A line from box to box over points; ``lines`` are its label, ``element`` is the move or exchange that it shows.

    The latter is empty where it shows none that the chain tells of, or several together.
    """

    id: str
    points: tuple[Point, ...]
    role: str
    start: str
    end: str
    title: str = ""
    lines: tuple[TextLine, ...] = ()
    element: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a picture, in points from its upper left corner; boxes of lower layers come first."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    connectors: tuple[Connector, ...] = ()
    lines: tuple[TextLine, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A chain, or several, drawn: one or more pages, and the same in words.

    ``name`` is a name for files and ids, ``title`` the heading, ``description`` the text equivalent in paragraphs.
    ``text_size`` is that of its running text, in points; 0 where that is not known.
    """

    name: str
    view: str
    lang: str
    title: str
    description: tuple[str, ...]
    pages: tuple[Page, ...]
    legend: Legend = field(default=())
    text_size: float = field(default=0.0, compare=False)
