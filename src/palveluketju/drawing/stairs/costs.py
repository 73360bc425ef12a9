"""What speaks against a way to draw a chain, so that one can be held against another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.stairs.pages import LevelPage
from palveluketju.drawing.stairs.rows import Row
from palveluketju.drawing.typesetting.items import SIZES, Sizes

_PAGE: Final = 100.0
"""A page more."""
_ROW: Final = 9.0
"""A row of levels more on a page."""
UNEVEN: Final = 10.0
"""Levels of unlike widths."""
_CUT: Final = 12.0
"""A list that goes on elsewhere."""
_LEAVING: Final = 6.0
"""A move to another row."""
_SQUEEZED: Final = 4.0
"""A line more of the title, to leave room for the goals beside it."""
_BREAK, _MOST_BREAKS = 8.0, 80.0
"""A word broken between the parts of a compound, a third of one broken within a part; and all such words at most."""
_READABLE: Final = 11.0
"""A size of text that is readable on paper: larger is only a little better."""
_SMALLER, _LESS_LARGE = 7.0, 3.5
"""A point of size less: under that size, and over it."""
_BOLD, _FLAT = 48.0, 0.25
"""How far each level rises in stairs that are seen as such, and each point less."""


def of_division(pages: Sequence[Sequence[Row]]) -> float:
    """What speaks against levels in rows on pages: further pages, rows under each other, moves that leave a row."""
    leaving = sum(len(row.links.leaving) for page in pages for row in page)
    return _PAGE * (len(pages) - 1) + _ROW * (max(map(len, pages)) - 1) + _LEAVING * leaving


def of_size(sizes: Sizes) -> float:
    """What speaks against text that is not of the largest size."""
    small = max(0.0, _READABLE - sizes.body)
    return _SMALLER * small + _LESS_LARGE * (SIZES[0].body - sizes.body - small)


def of_pages(pages: Sequence[LevelPage]) -> float:
    """What speaks against pages as they are set: a squeezed title, flat stairs."""
    flat = max(max(0.0, _BOLD - page.step) if page.step else 0.0 for page in pages)
    return _SQUEEZED * sum(page.squeezed for page in pages) + _FLAT * flat


def of_rest(pages: int, sections: int, crowded: int) -> float:
    """What speaks against further pages than those with levels, lists that go on there, and broken words."""
    return _PAGE * pages + _CUT * sections + min(_MOST_BREAKS, _BREAK * crowded)
