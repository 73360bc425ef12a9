"""A level and its steps set into their widths: how high they are, and their boxes on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from palveluketju.drawing.picture import Box, Connector, Mark, TextLine
from palveluketju.drawing.stairs_forest import GAP, INSET, Branch
from palveluketju.drawing.stairs_parts import Parts
from palveluketju.drawing.stairs_text import (
    PAD,
    Block,
    Item,
    Sizes,
    balanced,
    frame,
    height_of,
    limited,
    place,
    set_item,
    set_items,
)
from palveluketju.graph import Node
from palveluketju.terms import term

_INTO: Final = 18.0
"""Over the steps of a level: room for the arrows to them."""
_LEAST: Final = 26.0
_WIDE: Final = 230.0


@dataclass(frozen=True, slots=True)
class Section:
    """What does not fit where it belongs and goes on, on a later page."""

    name: str
    title: str
    role: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a level stands: its heading and all of it."""

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


@dataclass
class Canvas:
    """One page while it is drawn; ``spots`` are the levels on it, ``rest`` what goes on elsewhere."""

    names: set[str]
    boxes: list[Box] = field(default_factory=list)
    connectors: list[Connector] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    spots: dict[Node, Spot] = field(default_factory=dict)
    rest: list[Section] = field(default_factory=list)
    crowded: int = 0

    def unique(self, name: str) -> str:
        """A name that no other element of the picture has."""
        count, given = 1, name
        while given in self.names:
            count += 1
            given = f"{name}-{count}"
        self.names.add(given)
        return given

    def box(
        self, name: str, x: float, y: float, width: float, height: float, role: str, title: str = "", layer: int = 0
    ) -> Box:
        """A new box, without anything in it."""
        box = Box(self.unique(name), x, y, width, height, role, title, layer)
        self.boxes.append(box)
        return box

    def fill(self, box: Box, lists: Iterable[tuple[Sequence[Block], float, float]], sizes: Sizes) -> None:
        """Lists in the box that was made last, each from an upper left corner."""
        lines: list[TextLine] = []
        marks: list[Mark] = []
        frames: list[Box] = []
        for blocks, x, y in lists:
            placed = place(blocks, x, y, sizes)
            lines += placed.lines
            marks += placed.marks
            frames += [frame(self.unique(f"{box.id}-open"), *where, box.layer + 1) for where in placed.frames]
            self.crowded += sum(block.crowded for block in blocks)
        at = self.boxes.index(box)
        self.boxes[at] = replace(box, lines=(*box.lines, *lines), marks=(*box.marks, *marks))
        self.boxes += frames


class Column:
    """A level set into a width, with its steps."""

    def __init__(self, branch: Branch, widths: Mapping[Node, float], parts: Parts, sizes: Sizes) -> None:
        self.level = branch.level
        self.steps: tuple[Column, ...] = tuple(Column(step, widths, parts, sizes) for step in branch.steps)
        inner = sum(step.width for step in self.steps) + GAP * (len(self.steps) - 1) + 2 * INSET
        self.width: float = inner if self.steps else widths[self.level]
        self.words = parts.heading(self.level)
        self._parts = parts
        self._sizes = sizes
        self._begins = branch.begins
        self._heading = self._heading_blocks()
        self.heading = height_of(self._heading, sizes) + 1.6 * PAD
        items = parts.services(self.level) if branch.begins else []
        self._pieces = [piece for item in items for piece in item.pieces()]
        count = max(1, int((self.width - 2 * PAD) // _WIDE)) if len(self._pieces) > 5 else 1
        self._columns = count
        self._blocks = set_items(self._pieces, (self.width - 2 * PAD - (count - 1) * PAD) / count, sizes)
        told = Item(f"… {term('continues', parts.lang)}", "quiet", italic=True, small=True)
        self._more = set_item(told, (self.width - 2 * PAD - (count - 1) * PAD) / count, sizes)
        self._own = balanced(self._blocks, count, sizes)[0] if self._blocks else 0.0
        self.below = max((step.heading for step in self.steps), default=0.0)

    def _heading_blocks(self) -> tuple[Block, ...]:
        sizes, width = self._sizes, self.width - 2 * PAD
        name = set_item(Item(self.words.name, "", bold=True), width, sizes._replace(body=sizes.heading))
        going_on = "" if self._begins else f" ({term('continued', self._parts.lang)})"
        first = set_item(Item(self.words.kind + going_on, "", small=True), width, sizes)
        timing = Item(self.words.timing, "", italic=True, small=True)
        return (first, name, *(set_items([timing], width, sizes) if self.words.timing else ()))

    @property
    def content(self) -> float:
        """How high all is that stands under the heading, in points."""
        own = 2 * PAD + self._own if self._blocks else 0.0
        return (
            max(own - PAD, 0.0) + self._steps(step.content for step in self.steps) if self.steps else max(own, _LEAST)
        )

    @property
    def least(self) -> float:
        """How high it must be where most of its services go on elsewhere."""
        own = 2 * PAD + min(self._own, self._more.height) if self._blocks else 0.0
        return max(own - PAD, 0.0) + self._steps(step.least for step in self.steps) if self.steps else max(own, _LEAST)

    def _steps(self, heights: Iterable[float]) -> float:
        """How much room steps of such heights take, with all that is around them."""
        return _INTO + self.below + max(heights) + INSET

    def _room(self, whole: float) -> float:
        """How much of a height the level's own list gets."""
        if not self.steps:
            return whole - 2 * PAD
        if self.content <= whole + 0.01:
            return self._own
        return min(max(whole * 0.4, self._more.height), whole - PAD - self._steps(step.least for step in self.steps))

    def draw(
        self, canvas: Canvas, x: float, top: float, bottom: float, heading: float, role: str, depth: int = 0
    ) -> None:
        """The level's boxes, with a heading of a given height."""
        sizes, level = self._sizes, self.level
        head = canvas.box(f"level-{level.id}", x, top, self.width, heading, role, self.words.words, 2 * depth)
        lines = [
            replace(block, lines=tuple(replace(line, role=role) for line in block.lines)) for block in self._heading
        ]
        canvas.fill(head, [(lines, x + PAD, top + 0.8 * PAD)], sizes)
        y = top + heading
        under = canvas.box(
            f"level-{level.id}-services", x, y, self.width, bottom - y, "services", self.words.name, 2 * depth
        )
        canvas.spots.setdefault(level, Spot(x, top, self.width, heading, bottom, head.id, under.id))
        lists, low = self._lists(canvas, x, y + PAD, self._room(bottom - y), role)
        canvas.fill(under, lists, sizes)
        x += INSET
        for step in self.steps:
            into = (low if self._blocks else y) + _INTO
            step.draw(canvas, x, into, bottom - INSET, self.below, _step_role(role), depth + 1)
            x += step.width + GAP

    def _lists(
        self, canvas: Canvas, x: float, y: float, room: float, role: str
    ) -> tuple[list[tuple[Sequence[Block], float, float]], float]:
        """The level's list in its columns, and how low it reaches; what does not fit goes on elsewhere."""
        if not self._blocks:
            return [], y
        columns, kept = limited(self._blocks, self._columns, room, self._more, self._sizes)
        if kept < len(self._blocks):
            canvas.rest.append(Section(f"level-{self.level.id}", self.words.words, role, self._going_on(kept)))
        step = (self.width - PAD) / self._columns
        placed = [(column, x + PAD + index * step, y) for index, column in enumerate(columns)]
        return placed, y + max(height_of(column, self._sizes) for column in columns)

    def _going_on(self, at: int) -> tuple[Item, ...]:
        """What is left of the list, under the heading that it stood under."""
        rest = self._pieces[at:]
        over = [item for item in self._pieces[:at] if item.heads and item.bold]
        return tuple(rest) if rest[0].heads or not over else (over[-1], *rest)


def _step_role(role: str) -> str:
    """The shade of a step: lighter than its whole."""
    return "level-2" if role in ("level-3", "level-4", "level-5", "level") else "level-1"
