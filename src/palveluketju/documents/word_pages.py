"""The pages of a Word file: how large they are, and how those of pictures and wide tables lie on their side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Emu, Length, Pt
from docx.styles.style import ParagraphStyle, StyleFactory

from palveluketju.drawing.typesetting.measure import text_width

_LEADING: Final = 1.4
"""How high a line is at most in the fonts of offices, by its size."""
WIDER: Final = 1.15
"""How much wider than in the font that is measured a line may be in that of a template."""
_LEAST: Final = Cm(4)
_LINE: Final = Pt(14)
_SIZE: Final = 10.0
"""The size of text of which no style says anything, in points."""


class Pages:
    """The pages while text is put on them: ordinary ones, and those on their side for pictures and wide tables.

    ``is_upright`` tells whether the ordinary ones do not lie on their side as well.
    """

    def __init__(self, word: WordDocument, styles: Mapping[str, str]) -> None:
        self._word, self._styles = word, styles
        self._last = self._ordinary = word.sections[-1]
        """The section that is being filled stays the last; what it was is put before it when another begins."""
        self._sizes: dict[str, tuple[float, float, float]] = {}
        self.is_upright = _width(self._ordinary) < _height(self._ordinary)
        self._turned = False
        self._margins = _band(self._ordinary, "header", "top") + _band(self._ordinary, "footer", "bottom")

    @property
    def text_width(self) -> Length:
        """How wide text is on the page that is being filled."""
        return inner_width(self._page)

    @property
    def upright_width(self) -> Length:
        """How wide text is on an ordinary page."""
        return inner_width(self._ordinary)

    @property
    def _page(self) -> Section:
        return self._last if self._turned else self._ordinary

    def turn(self) -> bool:
        """Lay the pages from here on on their side; tells whether a page has begun with that."""
        if self._turned or not self.is_upright:
            return False
        self._turned = True
        page = self._next_section()
        width, height = _width(page), _height(page)
        page.orientation, page.page_width, page.page_height = WD_ORIENTATION.LANDSCAPE, height, width
        return True

    def turn_back(self) -> bool:
        """Set the pages from here on upright again; tells whether a page has begun with that."""
        if not self._turned:
            return False
        self._turned = False
        page = self._next_section()
        page.orientation, page.page_width, page.page_height = (
            self._ordinary.orientation,
            _width(self._ordinary),
            _height(self._ordinary),
        )
        return True

    def room(self, taken: float) -> tuple[float, float]:
        """How wide and high a picture can be on its page, in points, where this height is taken."""
        return self.text_width.pt, Emu(max(_height(self._page) - self._margins, _LEAST)).pt - taken

    def taken(self, style: str, text: str) -> float:
        """How high a paragraph of a style is at most, in points."""
        if style not in self._sizes:
            self._sizes[style] = _sizes(self._word.styles.element.get_by_id(self._styles[style.lower()]))
        size, before, after = self._sizes[style]
        lines = math.ceil(text_width(text, size, bold=True) * WIDER / self.text_width.pt)
        return float(before + max(lines, 1) * size * _LEADING + after)

    def _next_section(self) -> Section:
        """A section that begins after the last paragraph; headers and footers are those of the section before."""
        last = self._last._sectPr
        paragraph = last.getprevious()
        ended = deepcopy(last)
        paragraph.get_or_add_pPr().append(ended)
        if self._ordinary._sectPr is last:
            self._ordinary = Section(ended, self._word.part)
        for once in ("headerReference", "footerReference", "titlePg", "pgNumType"):
            for element in last.findall(qn(f"w:{once}")):
                last.remove(element)
        return self._last


def inner_width(page: Section) -> Length:
    """How wide text is on the pages of a section; never less than a narrow column."""
    return Emu(max(_width(page) - sum(map(_length, (page.left_margin, page.right_margin, page.gutter))), _LEAST))


def _length(length: Length | None) -> int:
    return 0 if length is None else int(length)


def _width(page: Section) -> Length:
    return Emu(_length(page.page_width))


def _height(page: Section) -> Length:
    return Emu(_length(page.page_height))


def _band(page: Section, name: str, side: str) -> int:
    """How much of the height of a page its margin takes, or a header or footer for which that is too small."""
    margin = _length(getattr(page, f"{side}_margin"))
    if margin < 0:  # text goes through the header, as the template says
        return -margin
    bands = [getattr(page, f"{kind}{name}") for kind in ("", "first_page_", "even_page_")]
    highest = max((_stacked(band._element) for band in bands if not band.is_linked_to_previous), default=0)
    return max(margin, _length(getattr(page, f"{name}_distance")) + highest)


def _stacked(element: BaseOxmlElement) -> int:
    """How high paragraphs and tables are, about: each paragraph as one line, or as high as the picture in it."""
    high = 0
    for child in element:
        if child.tag == qn("w:p"):
            shapes = child.xpath(".//wp:inline/wp:extent/@cy")
            high += max([_LINE, *map(int, shapes)])
        elif child.tag == qn("w:tbl"):
            for row in child.findall(qn("w:tr")):
                high += max((_stacked(cell) for cell in row.findall(qn("w:tc"))), default=0)
    return high


def _sizes(element: BaseOxmlElement) -> tuple[float, float, float]:
    """The size of the text of a style and the room before and after it, as it or what it is based on says."""
    found: list[Length | None] = [None, None, None]
    one: object = StyleFactory(element)
    while isinstance(one, ParagraphStyle):
        layout = one.paragraph_format
        said = (one.font.size, layout.space_before, layout.space_after)
        found = [known if known is not None else new for known, new in zip(found, said, strict=True)]
        one = one.base_style
    size, before, after = (None if length is None else length.pt for length in found)
    return size or _SIZE, before or 0.0, after or _SIZE
