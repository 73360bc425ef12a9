"""The cells of lanes: lists in boxes beside each other, which go on on further pages where a page has no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.typesetting.columns import balanced, filled
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import Block, Stack, height_of, set_items
from palveluketju.frozen import dataclass
from palveluketju.terms import term

EDGE: Final = 5.0
"""From the left and right edges of a cell to its text, in points."""
_RIM: Final = 0.22
"""From its upper and lower edges, as a part of the size of text."""
_COLUMN, _FEW = 170.0, 5
GAP: Final = 2.0
"""Between the strips of a lane, and from them to the edges of its band, in points."""
_AROUND: Final = 3
"""A page that has less left than this part of it begins no lane that goes on."""


@dataclass(frozen=True, slots=True)
class LaneCell:
    """A box with a list in ``columns``; ``head`` stands over each part of it, or in the middle where it is alone.

    ``clear`` is how wide it holds nothing at its left and at its right, in points: lines may pass there. What holds
    nothing is not drawn, unless a line ``ends`` there.
    """

    name: str
    x: float
    width: float
    role: str
    title: str
    sizes: Sizes
    head: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    columns: int = 1
    clear: tuple[float, float] = (0.0, 0.0)
    element: str = ""
    ends: bool = False

    @property
    def is_seen(self) -> bool:
        """Whether it is drawn."""
        return bool(self.head or self.blocks) or self.ends

    @property
    def inside(self) -> float:
        """How wide the part of it is that holds something, in points."""
        return self.width - sum(self.clear)

    @property
    def _rim(self) -> float:
        return _RIM * self.sizes.body

    @property
    def _over(self) -> float:
        """How high its edges and its head are."""
        gap = self.blocks[0].above if self.head and self.blocks else 0.0
        return 2 * self._rim + height_of(self.head) + gap

    @property
    def height(self) -> float:
        """How high it is as a whole, in points."""
        return self._over + balanced(self.blocks, self.columns)[0]

    def cut(self, room: float) -> tuple[LaneCell, LaneCell]:
        """What of it stands in a height, and the rest."""
        kept = sum(map(len, filled(self.blocks, self.columns, room - self._over)))
        return replace(self, blocks=self.blocks[:kept]), replace(self, blocks=self.blocks[kept:])

    def draw(self, canvas: Canvas, y: float, height: float, layer: int = 0) -> str:
        """The box from an upper edge down; gives its id."""
        box = canvas.box(self.name, self.x, y, self.width, height, self.role, self.title, layer, self.element)
        x, top = self.x + self.clear[0] + EDGE, y + self._rim
        lists: list[Stack] = []
        if self.head:
            over = (height - height_of(self.head)) / 2 if not self.blocks else self._rim
            lists.append((self.head, x, y + over))
            top = y + self._over - self._rim
        step = (self.inside - EDGE) / self.columns
        found = balanced(self.blocks, self.columns)[1]
        lists += [(blocks, x + index * step, top) for index, blocks in enumerate(found)]
        canvas.fill(box, lists)
        return box.id


def listed(cell: LaneCell, items: Iterable[Item], column: float = _COLUMN, few: int = _FEW) -> LaneCell:
    """A cell with a list, in columns at least ``column`` points wide where it has more than a ``few`` paragraphs."""
    pieces = [piece for item in items for piece in item.pieces()]
    count = max(1, min(len(pieces), int((cell.inside - EDGE) // column))) if len(pieces) > few else 1
    width = (cell.inside - EDGE) / count - EDGE
    return replace(cell, blocks=set_items(pieces, width, cell.sizes), columns=count)


@dataclass(frozen=True, slots=True)
class Strip:
    """Cells beside each other, at least ``least`` points high; ``is_levels`` where they are those of the levels."""

    cells: tuple[LaneCell, ...]
    least: float = 0.0
    is_levels: bool = False

    @property
    def height(self) -> float:
        """How high it is as a whole, in points."""
        return max((self.least, *(cell.height for cell in self.cells if cell.is_seen)))

    def draw(self, canvas: Canvas, y: float, height: float) -> list[str]:
        """The boxes on a band from an upper edge down; gives their ids, empty ones of those that are not drawn.

        At a level, a box is no higher than it must be where no lines end in it.
        """
        return [
            cell.draw(canvas, y, cell.height if self.is_levels and not cell.ends else height, 1) if cell.is_seen else ""
            for cell in self.cells
        ]

    def cut(self, room: float) -> tuple[Strip | None, Strip | None]:
        """What of it stands in a height, and the rest."""
        if self.height <= room + 0.01:
            return self, None
        kept, rest = zip(*(cell.cut(room) for cell in self.cells), strict=True)
        part = replace(self, cells=kept)
        if part.height > room + 0.01 or not any(cell.blocks for cell in kept):
            return None, self
        return part, replace(self, cells=rest)


@dataclass(frozen=True, slots=True)
class Part:
    """A lane, or what of it stands on one page: its number, its head, that where it goes on, and its strips.

    They stand on a band, which goes on from the head to the right edge of the page.
    """

    lane: int
    head: LaneCell
    again: LaneCell
    strips: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return max(self.head.height, self.held)

    @property
    def has_levels(self) -> bool:
        """Whether the cells of the levels are in it."""
        return any(strip.is_levels for strip in self.strips)

    @property
    def held(self) -> float:
        """How high its band must be for its strips, in points."""
        return sum(strip.height + GAP for strip in self.strips) + GAP

    def cut(self, room: float) -> tuple[Part | None, Part | None]:
        """What of it stands in a height, and the rest."""
        if self.height <= room + 0.01:
            return self, None
        kept: list[Strip] = []
        rest, left = list(self.strips), room - 2 * GAP
        while rest:
            strip, over = rest[0].cut(left)
            if strip is None:
                break
            kept.append(strip)
            rest[:1] = [over] if over else []
            left -= strip.height + GAP
            if over:
                break
        if not kept or self.head.height > room + 0.01:
            return None, self
        more = replace(self, head=self.again, strips=tuple(rest)) if rest else None
        return replace(self, strips=tuple(kept)), more


def headed_part(lane: int, head: LaneCell, items: Sequence[Item], strips: Sequence[Strip], lang: str) -> Part:
    """A lane of strips with the words of its head, which say where it goes on that it does."""
    continued = Item(f"({term('continued', lang)})", size=Size.SMALL)
    first, again = (
        replace(head, head=set_items(words, head.width - 2 * EDGE, head.sizes))
        for words in (items, [*items, continued])
    )
    return Part(lane, first, again, tuple(strips))


def paged(lanes: Sequence[Part], first: float, room: float, gap: float) -> list[list[Part]] | None:
    """Lanes under each other, page by page; None where not even a part of one fits a page.

    ``first`` is the room on the first page, ``room`` that on others, which is no less.
    """
    pages: list[list[Part]] = [[]]
    left = first
    for lane in lanes:
        rest: Part | None = lane
        while rest:
            whole = rest.height
            part, more = rest.cut(left)
            small = whole > left and (whole <= room or left < room / _AROUND)
            if part is None or (small and pages[-1]):
                if not pages[-1]:
                    return None
                pages.append([])
                left = room
                continue
            pages[-1].append(part)
            left -= part.height + gap
            rest = more
    return pages
