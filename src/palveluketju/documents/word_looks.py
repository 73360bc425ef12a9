"""How Word files look: the page, the styles, the languages, and what the file says of itself."""

from __future__ import annotations

from typing import Final, cast

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from palveluketju.documents.looks import COLOURS
from palveluketju.documents.packing import FIRST_DAY, MAKER

FONT: Final = "Arial"
MARGIN: Final = Cm(1.5)
PAGE: Final = (Cm(29.7), Cm(21))
"""A4 on its side: pictures and wide tables keep their size."""
TEXT_WIDTH: Final = Length(PAGE[0] - 2 * MARGIN)
TEXT_HEIGHT: Final = Length(PAGE[1] - 2 * MARGIN - Cm(2.4))
"""How high a picture is at most: its heading and its caption stand on the same page."""
BESIDE_TEXT: Final = Cm(8)
"""Paragraphs are narrower than the page, so that their lines can be followed."""
TABLE_SIZE: Final = 9.0
CELL_MARGIN: Final = Pt(2)
HEAD: Final = COLOURS["light"]["head"][1:]
INK: Final = RGBColor.from_string(COLOURS["light"]["ink"][1:])
QUIET: Final = RGBColor.from_string(COLOURS["light"]["quiet"][1:])
LINK: Final = RGBColor.from_string(COLOURS["light"]["link"][1:])
_SIZES: Final = {"Normal": 10.5, "Title": 24, "TOC Heading": 16, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
_REGIONS: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def region(lang: str) -> str:
    """A language as Word names it, with its country."""
    return _REGIONS.get(lang, lang)


def prepare(word: WordDocument, title: str, lang: str) -> None:
    """Set up an empty Word document: page, styles, page numbers, language, and what it says of itself."""
    page = word.sections[0]
    page.orientation = WD_ORIENTATION.LANDSCAPE
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Cm(0.7)
    for name, size in _SIZES.items():
        _set_style(word, name, size)
    for name, size in (("Table Text", TABLE_SIZE), ("Fact", 10.5), ("toc 1", 10.5), ("toc 2", 10.5)):
        style = cast(ParagraphStyle, word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = word.styles["Normal"]
        _set_style(word, name, size)
        style.paragraph_format.space_after = Pt(2)
    _indent(word, "toc 2", left=Cm(0.6))
    for name in ("Body Text", "Fact", "List Bullet"):
        _indent(word, name, right=BESIDE_TEXT)
    _set_style(word, "Caption", 9, QUIET)
    _number_pages(word)
    _set_language(word, lang)
    _say_what_it_is(word, title, lang)


def _set_style(word: WordDocument, name: str, size: float, colour: RGBColor = INK) -> None:
    style = cast(ParagraphStyle, word.styles[name])
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    if name == "Title":
        borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)


def _indent(word: WordDocument, name: str, left: Length | None = None, right: Length | None = None) -> None:
    layout = cast(ParagraphStyle, word.styles[name]).paragraph_format
    layout.left_indent = layout.left_indent if left is None else left
    layout.right_indent = layout.right_indent if right is None else right


def _number_pages(word: WordDocument) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _set_language(word: WordDocument, lang: str) -> None:
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), region(lang))


def _say_what_it_is(word: WordDocument, title: str, lang: str) -> None:
    said = word.core_properties
    said.title, said.language, said.author, said.last_modified_by = title, region(lang), MAKER, MAKER
    said.comments, said.revision = "", 1
    said.created = said.modified = FIRST_DAY
    relations = word.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]
