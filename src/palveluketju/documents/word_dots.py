"""The pages of pictures as PNG, for programs that do not show the SVG that a Word file has of them."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from palveluketju.documents.chapter import DrawnPage
from palveluketju.drawing import Drawing
from palveluketju.drawing.writers.png import PageOfDots, dots_of, page_of

_DOTS: Final = 96
"""How fine they are: as a screen, since they take most of the time that a Word file takes."""


class Dots:
    """What is to be drawn as PNG, by a name for each picture: one that is named anew takes the place of the first."""

    def __init__(self) -> None:
        self._pages: dict[str, list[PageOfDots]] = {}

    def keep(self, name: str, drawing: Drawing, drawn: Iterable[str]) -> None:
        """Keep the pages of a picture, drawn as SVG; the picture is not needed any more then."""
        pages = zip(drawn, drawing.picture.pages, strict=True)
        self._pages[name] = [page_of(svg, page, theme=drawing.theme) for svg, page in pages]

    def put(self, drawn: dict[str, list[DrawnPage]]) -> None:
        """Give each page its PNG: several are drawn at once, since that does not hold up Python."""
        with ThreadPoolExecutor() as threads:
            for name, pages in self._pages.items():
                each = zip(drawn[name], threads.map(_png, pages), strict=True)
                drawn[name] = [page._replace(png=png) for page, png in each]


def _png(page: PageOfDots) -> bytes:
    return dots_of(page, _DOTS)
