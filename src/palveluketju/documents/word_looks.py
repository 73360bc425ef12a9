"""How Word files look: the page, the styles, the languages, and what the file says of itself."""

from __future__ import annotations

from typing import Final, cast
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from palveluketju.documents.document import Document, lines_of, plain
from palveluketju.documents.looks import COLOURS
from palveluketju.documents.word_styles import style_ids
from palveluketju.drawing.writers.office_files import FIRST_DAY, MAKER, region
from palveluketju.terms import date_text

FONT: Final = "Arial"
MARGIN: Final = Cm(1.5)
PAPER_MARGIN: Final = Cm(2)
PAGE: Final = (Cm(29.7), Cm(21))
"""A4 on its side: pictures and wide tables keep their size."""
TEXT_WIDTH: Final = Length(PAGE[0] - 2 * MARGIN)
BESIDE_TEXT: Final = Cm(8)
"""Paragraphs are narrower than the page, so that their lines can be followed."""
TABLE_SIZE: Final = 9.0
CELL_MARGIN: Final = Pt(2)
HEAD: Final = COLOURS["light"]["head"][1:]
INK: Final = RGBColor.from_string(COLOURS["light"]["ink"][1:])
QUIET: Final = RGBColor.from_string(COLOURS["light"]["quiet"][1:])
LINK: Final = RGBColor.from_string(COLOURS["light"]["link"][1:])
_LONGEST: Final = 255
"""How many characters a property of a file has at most."""
_ABOUT: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{maker}</Application><Manager>{manager}</Manager><Company>{company}</Company></Properties>"
)
_PAPER_SIZES: Final = {"Normal": 10, "Title": 18, "TOC Heading": 13, "Heading 1": 13, "Heading 2": 11, "Heading 3": 10}
_SIZES: Final = {"Normal": 10.5, "Title": 24, "TOC Heading": 16, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}


def prepare(word: WordDocument, *, is_paper: bool = False) -> None:
    """Set up an empty Word document: page, styles and page numbers.

    A paper of some pages is read as a letter is: upright, with small headings and close lists.
    """
    page = word.sections[0]
    if is_paper:
        page.page_width, page.page_height = PAGE[1], PAGE[0]
    else:
        page.orientation = WD_ORIENTATION.LANDSCAPE
        page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = PAPER_MARGIN if is_paper else MARGIN
    page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Cm(0.7)
    for name, size in (_PAPER_SIZES if is_paper else _SIZES).items():
        _set_style(word, name, size)
    for name, size in (("Table Text", TABLE_SIZE), ("Fact", 10.5), ("toc 1", 10.5), ("toc 2", 10.5)):
        style = cast(ParagraphStyle, word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = word.styles["Normal"]
        _set_style(word, name, size)
        style.paragraph_format.space_after = Pt(2)
        if name.startswith("toc"):
            style.paragraph_format.tab_stops.add_tab_stop(Length(TEXT_WIDTH - BESIDE_TEXT), WD_TAB_ALIGNMENT.RIGHT)
    _indent(word, "toc 2", left=Cm(0.6))
    for name in ("Body Text", "Fact", "List Bullet"):
        if is_paper:
            layout = cast(ParagraphStyle, word.styles[name]).paragraph_format
            layout.space_after, layout.line_spacing = Pt(2), 1.1
        else:
            _indent(word, name, right=BESIDE_TEXT)
    for name in ("Heading 1", "Heading 2") if is_paper else ():
        layout = cast(ParagraphStyle, word.styles[name]).paragraph_format
        layout.space_before, layout.space_after = Pt(9), Pt(2)
    _set_style(word, "Caption", 9, QUIET)
    caption = cast(ParagraphStyle, word.styles["Caption"])
    caption.paragraph_format.space_before, caption.font.bold = Pt(8), False
    _number_pages(word)


def describe(word: WordDocument, document: Document) -> None:
    """Say in which language a file is, and of what, by whom and as of when.

    Who is asked about it is its manager, which Word shows beside its author and company.
    """
    told, lang = document.properties, document.lang
    spoken = list(word.styles.element.iter(qn("w:lang")))
    if not spoken:
        spoken = [OxmlElement("w:lang")]
        word.styles.element.get_by_id(style_ids(word)["normal"]).get_or_add_rPr().append(spoken[0])
    for element in spoken:
        element.set(qn("w:val"), region(lang))
    said = word.core_properties
    said.title, said.language = _property(plain(document.title)), region(lang)
    said.author, said.last_modified_by = _property(told.organisation) or MAKER, MAKER
    said.version = _property(told.version)
    said.subject = _property(", ".join(filter(None, (told.version, date_text(told.day, lang) if told.day else ""))))
    said.comments, said.keywords, said.category, said.revision = "", "", "", 1
    said.created = said.modified = FIRST_DAY
    package = word.part.package
    for name, one in list(package.rels.items()):
        if one.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
            del package.rels[name]
    company, manager = escape(_property(told.organisation)), escape(_property(told.contact))
    about = _ABOUT.format(maker=MAKER, company=company, manager=manager)
    part = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, about.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _property(text: str) -> str:
    return " ".join(lines_of(text))[:_LONGEST]


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
