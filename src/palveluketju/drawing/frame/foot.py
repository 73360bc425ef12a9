"""The foot of every page: whose the picture is and from which sources, and the number of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from palveluketju.drawing.picture.pages import MARGIN, SMALLEST, PageSize
from palveluketju.drawing.picture.picture import TextLine
from palveluketju.drawing.typesetting.columns import divided
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.typesetting.setting import Block, height_of, set_items

_HIGHEST: Final = 0.12
"""How much of a page's height its foot may take."""
_LARGEST: Final = 10.0
"""The largest size of the foot: it stays quiet also on large pages."""


def foot_blocks(text: str, page: PageSize, size: float = SMALLEST) -> tuple[Block, ...]:
    """A foot as wide as the page, in a size of text between the smallest of the page and the largest of a foot."""
    size = max(min(size, _LARGEST), page.least)
    return set_items((Item(text, "quiet"),), page.width - 2 * MARGIN, Sizes(size, size, size))


def is_long(text: str, page: PageSize) -> bool:
    """Whether a foot takes more of a page than it may, also in the smallest size."""
    return height_of(foot_blocks(text, page)) > _HIGHEST * page.height


def short_foot(text: str, page: PageSize) -> tuple[Block, ...]:
    """A foot as far as it may go on; the description in words has all of it."""
    blocks = foot_blocks(text, page)
    here, rest = divided(blocks, _HIGHEST * page.height)
    if not rest:
        return here
    *lines, last = here[0].lines
    told = f"{last.text} …"
    return (replace(here[0], lines=(*lines, replace(last, text=told, width=text_width(told, last.size)))),)


def page_number(page: PageSize, number: int, count: int, size: float = SMALLEST) -> tuple[TextLine, ...]:
    """The number of a page of so many, under its right lower corner; none where there is one page."""
    if count == 1:
        return ()
    told, size = f"{number}/{count}", max(size, page.least)
    width = text_width(told, size, bold=True)
    return (TextLine(page.width - MARGIN - width, page.height - MARGIN / 2, told, width, size, "quiet", True),)
