"""A document as a Word file (DOCX): real headings, lists and tables, with language and words for pictures."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from palveluketju.documents.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Figure,
    Line,
    Paragraph,
    Section,
    Table,
    lines_of,
    link,
    phrases,
    plain,
)
from palveluketju.documents.widths import fitted_widths
from palveluketju.documents.word_looks import (
    LINK,
    TABLE_SIZE,
    TEXT_WIDTH,
    begin_picture,
    end_picture,
    fill_page,
    prepare,
    set_close,
)
from palveluketju.documents.word_tables import describe_table, keep_together, repeat_headings, set_widths
from palveluketju.drawing.writers.office_files import dated, region
from palveluketju.terms import title

CONTENTS_DEPTH: Final = 2


def word_bytes(document: Document) -> bytes:
    """A document as the bytes of a DOCX file."""
    made = io.BytesIO()
    _Writer(document).word.save(made)
    return dated(made.getvalue())


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._bookmarks = 0
        self._pictured = False
        self.word: WordDocument = docx.Document()
        prepare(self.word, _line(plain(document.title)), document.lang)
        self._styles = {style.name: style.style_id for style in self.word.styles}
        self._write(self._paragraph("Title"), document.title)
        for line in document.lead:
            self._write(self._paragraph("Body Text"), line)
        self._contents()
        for depth, section in document.walk():
            self._section(depth, section)

    def _contents(self) -> None:
        """The list of contents as a field, filled in, so that a reader who does not renew fields has it too."""
        entries = [(depth, section) for depth, section in self._document.walk() if depth <= CONTENTS_DEPTH]
        if not entries:
            return
        self._write(self._paragraph("TOC Heading"), title("contents", self._document.lang))
        paragraphs = [self._paragraph(f"toc {depth}") for depth, _ in entries]
        for name, text in (("begin", ""), ("", f' TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u '), ("separate", "")):
            _field_part(paragraphs[0], name, text)
        places = {id(section): number for number, (_, section) in enumerate(self._document.walk(), start=1)}
        for paragraph, (_, section) in zip(paragraphs, entries, strict=True):
            inner = OxmlElement("w:hyperlink")
            inner.set(qn("w:anchor"), _bookmark(places[id(section)]))
            paragraph._p.append(inner)
            self._write(paragraph, section.heading, into=inner)
        _field_part(paragraphs[-1], "end", "")

    def _paragraph(self, style: str) -> WordParagraph:
        """A new paragraph of a style; python-docx would look the style up among all of them each time."""
        paragraph = self.word.add_paragraph()
        paragraph._p.style = self._styles[style]
        return paragraph

    def _section(self, depth: int, section: Section) -> None:
        self._turn_page(section.blocks[0] if section.blocks else None)
        paragraph = self._paragraph(f"Heading {min(depth, 9)}")
        paragraph.paragraph_format.page_break_before = True if section.on_new_page else None
        self._bookmarks += 1
        for kind in ("Start", "End"):
            mark = OxmlElement(f"w:bookmark{kind}")
            mark.set(qn("w:id"), str(self._bookmarks))
            if kind == "Start":
                mark.set(qn("w:name"), _bookmark(self._bookmarks))
                paragraph._p.append(mark)
                self._write(paragraph, section.heading)
            else:
                paragraph._p.append(mark)
        if self._pictured:
            set_close(paragraph)
        for place, block in enumerate(section.blocks):
            if place:
                self._turn_page(block)
            self._block(block)

    def _turn_page(self, block: Block | None) -> None:
        """A picture has a page of its own, with the heading that it stands under; so has text after it."""
        is_picture = isinstance(block, Figure) and bool(block.png)
        if is_picture:
            begin_picture(self.word)
        elif self._pictured:
            end_picture(self.word)
        self._pictured = is_picture

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(line):
                self._write(self._paragraph("Body Text"), line)
            case Bullets(items):
                for item in items:
                    self._write(self._paragraph("List Bullet"), item)
            case Definitions(items):
                for word, said in items:
                    paragraph = self._paragraph("Fact")
                    self._write(paragraph, (f"{plain(word)}: ",), bold=True)
                    self._write(paragraph, said)
            case Table():
                self._table(block.told())
            case Figure():
                self._figure(block)

    def _table(self, table: Table) -> None:
        caption = self._paragraph("Caption")
        self._write(caption, table.caption)
        caption.paragraph_format.keep_with_next = True
        made = self.word.add_table(rows=1, cols=len(table.headings))
        made._tbl.tblStyle_val = self._styles["Table Grid"]  # by its name, each table looks through all styles
        describe_table(made, _line(table.caption), row_headings=table.row_headings)
        set_widths(made, fitted_widths(table, TEXT_WIDTH.pt, TABLE_SIZE))
        (head,) = made._tbl.tr_lst
        keep_together(head)
        for tc in head.tc_lst:
            tc.p_lst[0].style = self._styles["Table Text"]
        for _ in table.rows:  # copied as a whole: made cell by cell, they take most of the time of a document
            made._tbl.append(deepcopy(head))
        repeat_headings(head)
        rows = ((tuple(table.headings), True), *((row, False) for row in table.rows))
        for tr, (cells, is_head) in zip(made._tbl.tr_lst, rows, strict=True):
            for place, (tc, cell) in enumerate(zip(tr.tc_lst, cells, strict=True)):
                bold = is_head or (place == 0 and table.row_headings)
                self._write(_Cell(tc, made).paragraphs[0], cell, bold=bold)
        self._paragraph("Table Text")

    def _figure(self, figure: Figure) -> None:
        if not figure.png:
            return
        paragraph, caption = self._paragraph("Caption"), self._paragraph("Caption")
        shape = paragraph.add_run().add_picture(io.BytesIO(figure.png))
        fill_page(shape)
        properties = shape._inline.docPr
        properties.set("descr", _line(figure.alt))
        properties.set("title", _line(figure.caption))
        self._write(caption, figure.caption)
        set_close(paragraph)
        set_close(caption)

    def _write(self, paragraph: WordParagraph, line: Line, *, bold: bool = False, into: object = None) -> None:
        """Put a line at the end of a paragraph, or into an element of it: a run for each phrase."""
        for phrase in phrases(line):
            run = paragraph.add_run()
            if bold:
                run.bold = True
            for number, text in enumerate(lines_of(phrase.text)):
                if number:
                    run.add_break()
                run.add_text(text)
            if phrase.lang:
                _speak(run, phrase.lang)
            target = link(phrase.address)
            if target:
                run.underline, run.font.color.rgb = True, LINK
                run_in = OxmlElement("w:hyperlink")
                run_in.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                paragraph._p.append(run_in)
                run_in.append(run._r)
            elif into is not None:
                into.append(run._r)  # type: ignore[attr-defined]


def _line(line: Line) -> str:
    return " ".join(lines_of(plain(line)))


def _bookmark(number: int) -> str:
    return f"_Toc{number:06}"


def _field_part(paragraph: WordParagraph, kind: str, text: str) -> None:
    run = paragraph.add_run()
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = text
    run._r.append(part)


def _speak(run: Run, lang: str) -> None:
    """Say in which language a run is."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), region(lang))
    run._r.get_or_add_rPr().append(element)
