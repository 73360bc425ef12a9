"""Bars: what goes on across levels, drawn under those that it spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.stairs_columns import Canvas, Section
from palveluketju.drawing.stairs_edges import Listed
from palveluketju.drawing.stairs_forest import Branch
from palveluketju.drawing.stairs_parts import Parts
from palveluketju.drawing.stairs_text import PAD, Block, Item, Sizes, set_item
from palveluketju.graph import Node
from palveluketju.model import Open

_BESIDE: Final = 380.0
"""From which width on, in points, what a bar holds stands beside its name."""
_COLUMN: Final = 140.0
_EDGE: Final = 4.0


def centred(block: Block, width: float) -> Block:
    """A paragraph with its lines in the middle of a width."""
    return replace(block, lines=tuple(replace(line, x=(width - line.width) / 2) for line in block.lines))


class Bar:
    """A bar from a left edge in a width: its name, and beside or under it what it holds.

    ``aside`` is how much room names have where the list stands beside, ``most`` how high the list may be; a bar that
    is not ``full`` is named only.
    """

    def __init__(
        self, bar: Node, x: float, width: float, parts: Parts, sizes: Sizes, *, aside: float, full: bool, most: float
    ) -> None:
        self._x, self._width, self._sizes = x, width, sizes
        self.right = x + width
        self._id, self._title, self._role = f"bar-{bar.id}", parts.bar_name(bar), parts.bar_role(bar)
        items = parts.bar_items(bar) if full else []
        self._aside = aside if items and width >= _BESIDE else 0.0
        name = Item(self._title, self._role, bold=True)
        room = (self._aside or width) - 2 * PAD
        block = set_item(name, room, sizes)
        self._name = block if self._aside else centred(block, room)
        inner = width - self._aside - 2 * PAD
        self._list = Listed(items, inner, sizes, most, parts, _COLUMN) if items else None
        self._named = block.height + 2 * _EDGE
        held = self._list.height + 2 * _EDGE if self._list else 0.0
        self._held = max(held, self._named) if self._aside else held
        self.height = max(self._named, self._held) if self._aside else self._named + held

    def draw(self, canvas: Canvas, y: float) -> None:
        """The bar from its upper edge down."""
        high = self.height if self._aside else self._named
        box = canvas.box(self._id, self._x, y, self._aside or self._width, high, self._role, self._title)
        middle = y + (high - self._name.height) / 2 if high < 3 * self._named else y + 2 * _EDGE
        canvas.fill(box, [((self._name,), self._x + PAD, middle)], self._sizes)
        if self._list is None:
            return
        x = self._x + self._aside
        top = y if self._aside else y + self._named
        under = canvas.box(
            f"{self._id}-services", x, top, self._width - self._aside, self._held, "services", self._title
        )
        canvas.fill(under, self._list.lists(x + PAD, top + (self._held - self._list.height) / 2), self._sizes)
        if self._list.rest:
            canvas.rest.append(Section(self._id, self._title, self._role, self._list.rest))


def name_width(bars: Iterable[Node], width: float, parts: Parts, sizes: Sizes) -> float:
    """How much room the names of bars get beside what they hold."""
    held = [bar for bar in bars if parts.bar_items(bar)]
    natural = [set_item(Item(parts.bar_name(bar), bold=True), 10_000, sizes).lines[0].width for bar in held]
    return min(max(natural, default=0.0) + 2 * PAD + 1, width * 0.42)


def covered(bar: Node, parts: Parts, branches: Sequence[Branch]) -> list[bool]:
    """Which of the levels without steps a bar spans, from left to right."""
    spanned = set(parts.graph.levels_spanned_by(bar))
    found: list[bool] = []

    def walk(branch: Branch, over: bool) -> None:
        here = over or branch.level in spanned
        if not branch.steps:
            found.append(here)
        for step in branch.steps:
            walk(step, here)

    for branch in branches:
        walk(branch, False)
    return found


def is_whole(bar: Node, parts: Parts, branches: Sequence[Branch]) -> bool:
    """Whether a bar goes across all levels, or it is open or unknown how far it goes."""
    over = covered(bar, parts, branches)
    return isinstance(parts.graph.bar(bar).spans, Open) or all(over) or not any(over)
