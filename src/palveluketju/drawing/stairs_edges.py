"""Lists in boxes of their own, and ways into the levels and out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from palveluketju.drawing.picture import Connector
from palveluketju.drawing.stairs_columns import Canvas, Section
from palveluketju.drawing.stairs_forest import Branch
from palveluketju.drawing.stairs_links import Link
from palveluketju.drawing.stairs_moves import Ports
from palveluketju.drawing.stairs_parts import Parts
from palveluketju.drawing.stairs_text import PAD, Block, Item, Sizes, height_of, limited, set_item, set_items
from palveluketju.graph import Node
from palveluketju.terms import term, title

ARROW: Final = 14.0
"""From a way in or out to its level, in points."""
_EDGE: Final = 4.0


class Listed:
    """A list in columns within a width, no higher than it may be; what is left over is ``rest``."""

    def __init__(
        self, items: Iterable[Item], width: float, sizes: Sizes, most: float, parts: Parts, column: float = 210
    ) -> None:
        self._sizes = sizes
        self.pieces = [piece for item in items for piece in item.pieces()]
        count = max(1, min(int(width // column), len(self.pieces)))
        self._step = (width + PAD) / count
        blocks = set_items(self.pieces, self._step - PAD, sizes)
        told = Item(f"… {term('continues', parts.lang)}", "quiet", italic=True, small=True)
        more = set_item(told, self._step - PAD, sizes)
        self.columns, kept = limited(blocks, count, most, more, sizes) if blocks else ([], 0)
        self.rest = tuple(self.pieces[kept:])
        self.height = max((height_of(column, sizes) for column in self.columns), default=0.0)
        self.crowded = sum(block.crowded for block in blocks)

    def lists(self, x: float, y: float) -> list[tuple[Sequence[Block], float, float]]:
        """The columns, each with its upper left corner."""
        return [(column, x + index * self._step, y) for index, column in enumerate(self.columns)]


@dataclass(frozen=True, slots=True)
class Door:
    """A box of ways into the levels of one column, or out of them; ``ports`` are where each level is met."""

    name: str
    role: str
    title: str
    x: float
    width: float
    owners: tuple[Node, ...]
    ports: tuple[float, ...]
    listed: Listed

    @property
    def height(self) -> float:
        """Of the box, in points."""
        return self.listed.height + 2 * _EDGE

    def draw(self, canvas: Canvas, y: float, sizes: Sizes, *, above: bool = False) -> None:
        """The box with its upper edge at ``y``, and its arrows."""
        box = canvas.box(self.name, self.x, y, self.width, self.height, self.role, self.title)
        canvas.fill(box, self.listed.lists(self.x + _EDGE, y + _EDGE), sizes)
        if self.listed.rest:
            canvas.rest.append(Section(self.name, self.title, self.role, self.listed.rest))
        for owner, x in zip(self.owners, self.ports, strict=True):
            spot = canvas.spots[owner]
            level = ((x, spot.top), spot.name) if above else ((x, spot.bottom), spot.under)
            edge = ((x, y + self.height if above else y), box.id)
            start, end = (edge, level) if self.role == "entry" else (level, edge)
            name = canvas.unique(f"{self.name}-{owner.id}")
            canvas.connectors.append(Connector(name, (start[0], end[0]), "way-in", start[1], end[1], self.title))


class Doors:
    """The ways in and out of the levels of one row."""

    def __init__(
        self,
        row: Sequence[Branch],
        spans: dict[Node, tuple[float, float]],
        leaving: Sequence[Link],
        parts: Parts,
        sizes: Sizes,
        *,
        above: bool,
        most: float,
    ) -> None:
        self._parts, self._sizes, self._most = parts, sizes, most
        self._spans = spans
        self.ports = Ports()
        graph = parts.graph
        entries: dict[Node, list[Item]] = {}
        for entry in graph.entries():
            for level in graph.levels_entered_by(entry):
                entries.setdefault(level, [self._headed("entries")]).append(parts.entry(entry))
        exits: dict[Node, list[Item]] = {}
        for way_out in graph.exits():
            for level in graph.levels_left_by(way_out):
                exits.setdefault(level, [self._headed("exits")]).append(parts.exit(way_out))
        for level in dict.fromkeys(link.start for link in leaving):
            exits.setdefault(level, []).append(self._headed("moves"))
            onward = (link for link in leaving if link.start == level)
            exits[level] += [parts.onward(link.end, link.told, link.codes, link.is_crossing) for link in onward]
        roots = {branch.level for branch in row} if above else set()
        self.above = [self._door([(root, entries[root])], "entry", spans[root], 0) for root in roots if root in entries]
        self.above.sort(key=lambda door: door.x)
        self.ins: list[Door] = []
        self.outs: list[Door] = []
        for leaf, owners in _owners(row):
            into = [(node, entries[node]) for node in owners if node in entries and node not in roots]
            out = [(node, exits[node]) for node in owners if node in exits]
            channel = 9.0 * len(out) + 7 if into and out else 0.0
            if into:
                self.ins.append(self._door(into, "entry", spans[leaf], channel))
            if out:
                self.outs.append(self._door(out, "exit", spans[leaf], channel, is_out=True))

    def _door(
        self,
        owned: list[tuple[Node, list[Item]]],
        role: str,
        span: tuple[float, float],
        channel: float,
        is_out: bool = False,
    ) -> Door:
        x, whole = span
        width = whole if is_out else whole - channel
        items: list[Item] = []
        for node, found in owned:
            if len(owned) > 1 or self._spans[node] != span:
                items.append(Item(self._parts.numbered(node), "text", bold=True, small=True, heads=True))
            items += found
        listed = Listed(items, width - 2 * _EDGE, self._sizes, self._most, self._parts)
        if is_out and channel:
            ports = tuple(x + whole - channel + 7 + 9 * index for index in range(len(owned)))
        else:
            ports = tuple(x + width * (index + 1) / (len(owned) + 1) for index in range(len(owned)))
        self.ports.used.extend(ports)
        said = title("exits" if is_out else "entries", self._parts.lang)
        name = f"{'exits' if is_out else 'entries'}-{owned[0][0].id}"
        return Door(name, role, said, x, width, tuple(node for node, _ in owned), ports, listed)

    def _headed(self, key: str) -> Item:
        return Item(term(key, self._parts.lang).upper(), "quiet", small=True, heads=True)

    @property
    def crossing(self) -> list[float]:
        """Where arrows cross the lanes under the levels."""
        return [port for door in (*self.ins, *self.outs) for port in door.ports]

    def height(self, doors: Sequence[Door]) -> float:
        """How high a line of doors is, with its arrows."""
        return max((door.height for door in doors), default=-ARROW) + ARROW


def _owners(row: Sequence[Branch]) -> list[tuple[Node, list[Node]]]:
    """The levels without steps, each with the levels whose first column it is."""
    found: list[tuple[Node, list[Node]]] = []

    def walk(branch: Branch, over: list[Node]) -> None:
        here = [*over, branch.level]
        if not branch.steps:
            found.append((branch.level, here))
        for index, step in enumerate(branch.steps):
            walk(step, here if not index else [])

    for branch in row:
        walk(branch, [])
    return found
