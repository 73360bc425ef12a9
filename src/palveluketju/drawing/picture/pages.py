"""The pages that a picture is drawn for, in points."""

from __future__ import annotations

from typing import Final, NamedTuple

SMALLEST: Final = 9.0
"""The smallest size of text, in points at the size of the page."""
MARGIN: Final = 24.0
_ON_SLIDES: Final = 12.0
"""The same on a slide, which is read from afar."""


class PageSize(NamedTuple):
    """Width and height in points (1/72 inch)."""

    width: float
    height: float


PAGES: Final = {
    "a4": PageSize(841.89, 595.28),
    "a4-portrait": PageSize(595.28, 841.89),
    "a3": PageSize(1190.55, 841.89),
    "a3-portrait": PageSize(841.89, 1190.55),
    "16x9": PageSize(960.0, 540.0),
}
"""Page sizes by their names on the command line; landscape unless told."""


def least_size(page: str) -> float:
    """The smallest size of text on a page, by its name, in points."""
    return _ON_SLIDES if page == "16x9" else SMALLEST
