"""One page while it is drawn: boxes with lists in them, and connectors."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from palveluketju.drawing.picture.picture import Box, Connector, Mark, TextLine
from palveluketju.drawing.typesetting.setting import Block, Stack, frame, place
from palveluketju.frozen import dataclass
from palveluketju.graph import Node


@dataclass(frozen=True, slots=True)
class LevelSpot:
    """Where a level stands, in points; ``heading`` is how high its heading is.

    ``name`` and ``under`` are the ids of the boxes of its heading and of what stands under it.
    """

    x: float
    top: float
    width: float
    heading: float
    bottom: float
    name: str
    under: str

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclasses.dataclass
class Canvas:
    """One page while it is drawn.

    ``names`` are the ids taken on all pages, ``spots`` the levels on this one (of a level in two rows, where it was
    drawn last), ``legend`` is from where on the legend stands, which is drawn when all pages are.
    """

    names: set[str]
    boxes: list[Box] = field(default_factory=list)
    connectors: list[Connector] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    spots: dict[Node, LevelSpot] = field(default_factory=dict)
    legend: float | None = None

    def unique(self, name: str) -> str:
        """A name that no other element of the picture has."""
        count, given = 1, name
        while given in self.names:
            count += 1
            given = f"{name}-{count}"
        self.names.add(given)
        return given

    def box(
        self,
        name: str,
        x: float,
        y: float,
        width: float,
        height: float,
        role: str,
        title: str = "",
        layer: int = 0,
        element: str = "",
    ) -> Box:
        """A new box, without anything in it."""
        box = Box(self.unique(name), x, y, width, height, role, title, layer, element=element)
        self.boxes.append(box)
        return box

    def fill(self, box: Box, columns: Iterable[Stack]) -> None:
        """Lists in a box of this page."""
        lines: list[TextLine] = []
        marks: list[Mark] = []
        frames: list[Box] = []
        for blocks, x, y in columns:
            placed = place(blocks, x, y, box.role)
            lines += placed.lines
            marks += placed.marks
            frames += [
                frame(self.unique(f"{box.id}-{block.framed}"), x, y, block, box.layer + 1)
                for x, y, block in placed.frames
            ]
        at = self.boxes.index(box)
        self.boxes[at] = replace(box, lines=(*box.lines, *lines), marks=(*box.marks, *marks))
        self.boxes += frames

    def write(self, blocks: Sequence[Block], x: float, y: float) -> None:
        """A list on the page itself."""
        placed = place(blocks, x, y)
        self.lines += placed.lines
        self.marks += placed.marks

    def write_columns(self, columns: Iterable[Stack]) -> None:
        """Lists on the page itself, each from its upper left corner."""
        for blocks, x, y in columns:
            self.write(blocks, x, y)
