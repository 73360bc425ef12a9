"""A picture as neutral geometry: boxes, lines of text, marks and paths with roles, in points; no colour, no program."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

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


Legend = tuple[tuple[MarkKind | str, str], ...]
"""Marks, or roles of lines and of boxes, and what they mean."""


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
    """A sign within a square whose upper left corner is at x, y."""

    x: float
    y: float
    size: float
    kind: MarkKind

    def moved(self, x: float, y: float) -> Mark:
        """The same sign so many points further to the right and down."""
        return Mark(self.x + x, self.y + y, self.size, self.kind)


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
    """

    name: str
    view: str
    lang: str
    title: str
    description: tuple[str, ...]
    pages: tuple[Page, ...]
    legend: Legend = field(default=())
