"""The pages that a picture is drawn for, in points."""

from __future__ import annotations

import math
from typing import Final, NamedTuple, TypeAlias

SMALLEST: Final = 9.0
"""The smallest size of text, in points at the size of the page."""
MARGIN: Final = 24.0


class PageSize(NamedTuple):
    """Width and height in points (1/72 inch), and the smallest size of text there: a slide is read from afar.

    ``most`` is the greatest size of running text: pictures of a series have text of one size.
    """

    width: float
    height: float
    least: float = SMALLEST
    most: float = math.inf


PAGES: Final = {
    "a4": PageSize(841.89, 595.28),
    "a4-portrait": PageSize(595.28, 841.89),
    "a3": PageSize(1190.55, 841.89),
    "a3-portrait": PageSize(841.89, 1190.55),
    "16x9": PageSize(960.0, 540.0, 12.0),
}
"""Page sizes by their names on the command line; landscape unless told."""
Paper: TypeAlias = str | PageSize
"""A page size, or its name."""


def page_size(paper: Paper) -> PageSize:
    """A page size that can be told by its name.

    Raises:
        KeyError: there is no page of this name.
    """
    return PAGES[paper] if isinstance(paper, str) else paper
