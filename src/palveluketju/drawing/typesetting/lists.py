"""Lists in columns, which are cut where they would be too high."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf

from palveluketju.drawing.typesetting.columns import balanced, limited
from palveluketju.drawing.typesetting.items import PAD, Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import Block, Stack, height_of, set_item, set_items
from palveluketju.frozen import dataclass
from palveluketju.terms import term


@dataclass(frozen=True, slots=True)
class Cut:
    """A list in columns that are a ``step`` apart, as high as the highest; ``rest`` is what was left over."""

    columns: tuple[Sequence[Block], ...]
    step: float
    height: float
    rest: tuple[Item, ...]

    @property
    def width(self) -> float:
        """How wide it must be at least for the same lines, in points."""
        blocks = [block for column in self.columns for block in column]
        return len(self.columns) * (max(block.reach for block in blocks) + PAD) - PAD

    def at(self, x: float, y: float) -> list[Stack]:
        """The columns from an upper left corner."""
        return [(column, x + index * self.step, y) for index, column in enumerate(self.columns)]


def columns_in(width: float, column: float, sizes: Sizes) -> int:
    """How many columns fit a width that are ``column`` points wide, or more as text is larger than 10 points."""
    return max(1, int(width // (column * sizes.body / 10)))


@lru_cache(maxsize=4096)
def set_list(items: tuple[Item, ...], width: float, sizes: Sizes, lang: str, *, columns: int = 1) -> Listed:
    """A list as it is set; made once for all the ways to draw a chain that give it the same width."""
    return Listed(items, width, sizes, lang, columns=columns)


class Listed:
    """A list in a width, in at most so many columns: as few as make it as low as it can be.

    ``height`` is how high it is as a whole, ``least`` where nearly all of it goes on elsewhere.
    """

    def __init__(self, items: Iterable[Item], width: float, sizes: Sizes, lang: str, *, columns: int = 1) -> None:
        self._sizes = sizes
        self._pieces = [piece for item in items for piece in item.pieces()]
        most = min(columns, sum(not piece.heads for piece in self._pieces))
        ways = [self._set(width, count) for count in range(1, max(1, most) + 1)]
        self.height, self._count, whole = min(ways, key=lambda way: way[:2])
        self._step = (width + PAD) / self._count
        self._whole = Cut(tuple(whole), self._step, self.height, ())
        told = Item(f"… {term('continues', lang)}", "quiet", italic=True, size=Size.SMALL)
        self._more = set_item(told, self._step - PAD, sizes)
        self.least = min(self.height, self._more.height)

    def _set(self, width: float, count: int) -> tuple[float, int, list[Sequence[Block]]]:
        height, columns = balanced(set_items(self._pieces, (width + PAD) / count - PAD, self._sizes), count)
        return height, count, columns

    def within(self, most: float = inf) -> Cut:
        """The list no higher than may be."""
        if self.height <= most + 0.01:
            return self._whole
        blocks = [block for column in self._whole.columns for block in column]
        columns, kept = limited(blocks, self._count, most, self._more)
        height = max(height_of(column) for column in columns)
        return Cut(tuple(columns), self._step, height, self._left(kept))

    def _left(self, kept: int) -> tuple[Item, ...]:
        """What is left of the list, under the heading that it stood under."""
        rest = tuple(self._pieces[kept:])
        over = [item for item in self._pieces[:kept] if item.heads and item.bold]
        return rest if not rest or rest[0].heads or not over else (over[-1], *rest)
