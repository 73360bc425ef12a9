"""The pages of a Word file: how large they are, and how those of pictures lie on their side."""

from __future__ import annotations

import math
from copy import deepcopy
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Length
from docx.styles.style import ParagraphStyle

from palveluketju.drawing.typesetting.measure import text_width

_LEADING: Final = 1.4
"""How high a line is at most in the fonts of offices, by its size."""
_WIDER: Final = 1.15
"""How much wider than in the font that is measured a line may be in that of a template."""
_SIZE: Final = 10.0
"""The size of text of which no style says anything, in points."""


class Pages:
    """The pages while text is put on them: ordinary ones, and those of pictures, which lie on their side."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._ordinary = word.sections[-1]
        self._sizes: dict[str, tuple[float, float, float]] = {}
        self._wide = _width(self._ordinary) >= _height(self._ordinary)
        self._turned = False

    @property
    def text_width(self) -> Length:
        """How wide text is on an ordinary page."""
        return _inner_width(self._ordinary)

    def turn(self) -> bool:
        """Lay the pages from here on on their side; tells whether a page has begun with that."""
        if self._wide or self._turned:
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
        page = self._word.sections[-1] if self._turned else self._ordinary
        margins = max(_length(page.top_margin), 0) + max(_length(page.bottom_margin), 0)
        return _inner_width(page).pt, Emu(_height(page) - margins).pt - taken

    def taken(self, style: str, text: str) -> float:
        """How high a paragraph of a style is at most, in points."""
        if style not in self._sizes:
            self._sizes[style] = _sizes(cast(ParagraphStyle, self._word.styles[style]))
        size, before, after = self._sizes[style]
        page = self._word.sections[-1] if self._turned else self._ordinary
        lines = math.ceil(text_width(text, size, bold=True) * _WIDER / _inner_width(page).pt)
        return float(before + max(lines, 1) * size * _LEADING + after)

    def _next_section(self) -> Section:
        """A section that begins after the last paragraph; headers and footers are those of the section before."""
        body = self._word.element.body
        last = body.sectPr
        paragraph = last.getprevious()
        ended = deepcopy(last)
        paragraph.get_or_add_pPr().append(ended)
        if self._ordinary._sectPr is last:
            self._ordinary = Section(ended, self._word.part)
        for once in ("headerReference", "footerReference", "titlePg", "pgNumType"):
            for element in last.findall(qn(f"w:{once}")):
                last.remove(element)
        return self._word.sections[-1]


def _length(length: Length | None) -> int:
    return 0 if length is None else int(length)


def _width(page: Section) -> Length:
    return Emu(_length(page.page_width))


def _height(page: Section) -> Length:
    return Emu(_length(page.page_height))


def _inner_width(page: Section) -> Length:
    return Emu(_width(page) - _length(page.left_margin) - _length(page.right_margin) - _length(page.gutter))


def _sizes(style: ParagraphStyle) -> tuple[float, float, float]:
    """The size of the text of a style and the room before and after it, as it or what it is based on says."""
    found: list[Length | None] = [None, None, None]
    one: object = style
    while isinstance(one, ParagraphStyle):
        layout = one.paragraph_format
        said = (one.font.size, layout.space_before, layout.space_after)
        found = [known if known is not None else new for known, new in zip(found, said, strict=True)]
        one = one.base_style
    size, before, after = (None if length is None else length.pt for length in found)
    return size or _SIZE, before or 0.0, after or _SIZE
