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
from docx.section import Section
from docx.shape import InlineShape
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from palveluketju.documents.looks import COLOURS
from palveluketju.drawing.writers.office_files import FIRST_DAY, MAKER, region

FONT: Final = "Arial"
MARGIN: Final = Cm(1.5)
PAGE: Final = (Cm(29.7), Cm(21))
"""A4 on its side: pictures and wide tables keep their size."""
TEXT_WIDTH: Final = Length(PAGE[0] - 2 * MARGIN)
BESIDE_TEXT: Final = Cm(8)
"""Paragraphs are narrower than the page, so that their lines can be followed."""
PICTURE_MARGIN: Final = Pt(23)
"""What of a picture is empty on each side, and not shown: a little less than its margin, for lines have a width."""
TABLE_SIZE: Final = 9.0
CELL_MARGIN: Final = Pt(2)
HEAD: Final = COLOURS["light"]["head"][1:]
INK: Final = RGBColor.from_string(COLOURS["light"]["ink"][1:])
QUIET: Final = RGBColor.from_string(COLOURS["light"]["quiet"][1:])
LINK: Final = RGBColor.from_string(COLOURS["light"]["link"][1:])
_SIZES: Final = {"Normal": 10.5, "Title": 24, "TOC Heading": 16, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}


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
    caption = cast(ParagraphStyle, word.styles["Caption"])
    caption.paragraph_format.space_before, caption.font.bold = Pt(8), False
    _number_pages(word)
    _set_language(word, lang)
    _say_what_it_is(word, title, lang)


def begin_picture(word: WordDocument) -> None:
    """Begin a page for one picture: as large as it was drawn it fills the page, between its heading and its caption."""
    page = _begin_page(word)
    page.left_margin = page.right_margin = PICTURE_MARGIN
    page.top_margin, page.bottom_margin = Pt(11), Pt(9)
    page.different_first_page_header_footer = True  # it has no number, for which there is no room


def end_picture(word: WordDocument) -> None:
    """Begin a page for text after that of a picture."""
    page = _begin_page(word)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.different_first_page_header_footer = False


def fill_page(picture: InlineShape) -> None:
    """Show a picture as large as its page, without its empty margins."""
    scale = min(PAGE[0] / picture.width, PAGE[1] / picture.height)
    across, down = picture.width * scale, picture.height * scale
    picture.width = Length(round(across - 2 * PICTURE_MARGIN))
    picture.height = Length(round(down - 2 * PICTURE_MARGIN))
    (fill,) = picture._inline.xpath(".//pic:blipFill")
    cut = OxmlElement("a:srcRect")
    for side, length in (("l", across), ("t", down), ("r", across), ("b", down)):
        cut.set(side, str(round(100_000 * PICTURE_MARGIN / length)))
    fill.insert(1, cut)
    for side in "TBLR":
        picture._inline.set(f"dist{side}", "0")


def set_close(paragraph: Paragraph) -> None:
    """Set a paragraph of a picture's page, small and with no room about it."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(0), 1.0
    layout.keep_with_next = None
    for run in paragraph.runs:
        run.font.size = Pt(TABLE_SIZE)


def _begin_page(word: WordDocument) -> Section:
    """A section that begins after the last paragraph; its footer is that of the section before."""
    last = word.element.body.sectPr
    word.paragraphs[-1]._p.set_sectPr(last.clone())
    for footer in last.findall(qn("w:footerReference")):
        last.remove(footer)
    return word.sections[-1]


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
