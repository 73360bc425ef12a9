"""The heads of the columns of lanes, a level over its steps, with the ways in and out above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from palveluketju.drawing.content.forest import Lineage
from palveluketju.drawing.lanes.cells import EDGE, LaneCell, listed
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.drawing.levels.canvas import Canvas, LevelSpot
from palveluketju.drawing.levels.shades import STEP
from palveluketju.drawing.picture.picture import Connector
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import set_items, widths
from palveluketju.frozen import dataclass
from palveluketju.graph import Node
from palveluketju.terms import term, title

_LEAST: Final = 38.0
_ARROW: Final = 13.0
"""From a way in or out to the head that it is over, in points."""
_DOOR: Final = 190.0
"""How wide a box of ways in or out may be that reaches over columns beside its own, in points."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a level over the columns from ``first`` to ``last``; a stem goes on down over its own column."""

    line: Lineage
    first: int
    last: int
    is_foot: bool
    has_stem: bool
    cell: LaneCell


@dataclass(frozen=True, slots=True)
class _Door:
    """A box of ways into a level or out of it: how far above the head it ends, and where its arrow is."""

    cell: LaneCell
    inset: float
    port: float
    head: str
    level: str
    items: list[Item]


class LaneColumns:
    """Columns at given edges, with their heads, of ``least`` such a height; ``height`` is how high all heads are."""

    def __init__(
        self,
        lines: Sequence[Lineage],
        edges: Sequence[tuple[float, float]],
        words: LaneWords,
        sizes: Sizes,
        roles: Mapping[Node, str],
        least: float = 0.0,
    ) -> None:
        self.lines, self.edges = lines, edges
        self._words, self._sizes, self._roles = words, sizes, roles
        self._depth = max(map(len, lines))
        self._heads = [head for depth in range(self._depth) for head in self._at(depth)]
        self._rows = [0.0] * self._depth
        for head in self._heads:
            if not head.is_foot:
                depth = len(head.line) - 1
                self._rows[depth] = max(self._rows[depth], head.cell.height)
        feet = [head.cell.height - sum(self._rows[len(head.line) - 1 :]) for head in self._heads if head.is_foot]
        self._rows[-1] = max(_LEAST * sizes.body / 9, least, *feet)
        self.height = sum(self._rows)
        self._doors = list(self._all_doors())
        self.above = max((door.inset + door.cell.height for door in self._doors), default=0.0)

    def _at(self, depth: int) -> Iterator[_Head]:
        """The heads of one depth, from left to right."""
        deep = [(index, line) for index, line in enumerate(self.lines)]
        for wholes, group in groupby(deep, key=lambda one: one[1][: depth + 1]):
            if len(wholes) <= depth:
                continue
            over = list(group)
            first, last = over[0][0], over[-1][0]
            own = len(over[0][1]) == depth + 1
            level = wholes[-1]
            x, width = self.edges[first][0], self.edges[last][1] - self.edges[first][0]
            role = STEP if depth else self._roles[wholes[0]]
            again = "" if own else term("continued", self._words.lang)
            blocks = set_items(self._words.level_head(level, again=again), width - 2 * EDGE, self._sizes)
            said = self._words.heading(level).words
            cell = LaneCell(f"level-{level.id}", x, width, role, said, self._sizes, blocks=blocks, element=level.key)
            yield _Head(wholes, first, last, own and first == last, own and first < last, cell)

    def _all_doors(self) -> Iterator[_Door]:
        told = [(head, doors) for head in self._heads if len(head.line) == 1 and (doors := self._doors_of(head))]
        highs = [*(head.cell.x - 2 * EDGE for head, _ in told[1:]), self.edges[-1][1]]
        low = self.edges[0][0]
        for (head, doors), high in zip(told, highs, strict=False):
            for door in self._doors_over(head, doors, low, high):
                yield door
                low = door.cell.x + door.cell.width + 2 * EDGE

    @property
    def door_items(self) -> list[Item]:
        """The ways in and out as a list, for where there is no room for them over the heads."""
        found = []
        for door in self._doors:
            heading, *items = door.items
            found += [replace(heading, text=f"{door.level}: {heading.text}", heads=True), *items]
        return found

    def _doors_of(self, head: _Head) -> dict[str, list[Item]]:
        """The ways into a level and its steps, and those out, each under a heading; steps are named."""
        words = self._words
        found: dict[str, list[Item]] = {}
        for line in self.lines[head.first : head.last + 1]:
            level = line[-1]
            for key, doors in (("entries", words.entries_of(level)), ("exits", words.exits_of(level))):
                if doors:
                    heading = Item(term(key, words.lang).upper(), "quiet", size=Size.SMALL)
                    items = found.setdefault(key, [heading])
                    if level != head.line[0]:
                        items.append(Item(words.numbered(level), "text", bold=True, size=Size.SMALL, heads=True))
                    items += doors
        return found

    def _doors_over(self, head: _Head, doors: Mapping[str, list[Item]], low: float, high: float) -> Iterator[_Door]:
        """A box of ways in, and over it one of ways out; one that is alone may be wider, between two edges."""
        inset, sizes = _ARROW, self._sizes
        level, x, width = head.line[0], head.cell.x, head.cell.width
        for key, items in doors.items():
            port, wide = x + width / 2, width
            if len(doors) == 1:
                natural = widths(items, sizes).natural + 2 * EDGE + 2 * sizes.body
                wide = max(width, min(natural, _DOOR * sizes.body / 9, high - min(x, max(low, high - natural))))
            elif inset > _ARROW:
                port = x + width - _ARROW / 2
            else:
                wide -= _ARROW
            role = "entry" if key == "entries" else "exit"
            name, said = f"{key}-{level.id}", f"{title(key, self._words.lang)}: {self._words.numbered(level)}"
            cell = LaneCell(name, min(x, high - wide) if len(doors) == 1 else x, wide, role, said, sizes)
            cell = listed(replace(cell, head=set_items(items[:1], wide - 2 * EDGE, sizes)), items[1:], few=1)
            yield _Door(cell, inset, port, head.cell.name, self._words.numbered(level), items)
            inset += cell.height + EDGE

    def draw(self, canvas: Canvas, top: float, *, doors: bool) -> None:
        """The heads with their upper edge at ``top``, and over them the ways in and out."""
        tops = [top + sum(self._rows[:depth]) for depth in range(self._depth + 1)]
        low = tops[-1]
        names: dict[str, str] = {}
        for head in self._heads:
            depth, cell = len(head.line) - 1, head.cell
            bottom = low if head.is_foot else tops[depth + 1]
            foot = names[cell.name] = cell.draw(canvas, tops[depth], bottom - tops[depth])
            if head.has_stem:
                left, right = self.edges[head.first]
                foot = canvas.box(
                    f"{cell.name}-own",
                    left,
                    bottom,
                    right - left,
                    low - bottom,
                    cell.role,
                    cell.title,
                    element=cell.element,
                ).id
            if head.is_foot or head.has_stem:
                left, right = self.edges[head.first]
                last = self._rows[-1]
                canvas.spots[head.line[-1]] = LevelSpot(left, low - last, right - left, last, low, foot, foot)
        for door in self._doors if doors else ():
            y = top - door.inset
            box = door.cell.draw(canvas, y - door.cell.height, door.cell.height)
            ends, points = (box, names[door.head]), ((door.port, y), (door.port, top))
            if door.cell.role == "exit":
                ends, points = ends[::-1], points[::-1]
            name = canvas.unique(f"{door.cell.name}-way")
            canvas.connectors.append(Connector(name, points, "way-in", *ends, door.cell.title))
