"""A document as a Word file (DOCX): real headings, lists and tables, with language and words for pictures."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table as WordTable
from docx.text.parfmt import ParagraphFormat

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
    without,
)
from palveluketju.documents.widths import fitted_widths, wished_widths
from palveluketju.documents.word_fields import (
    CONTENTS_DEPTH,
    begin_contents,
    count,
    end_field,
    entry,
    mark_heading,
    numbered,
    tell_page,
)
from palveluketju.documents.word_looks import HEAD, TABLE_SIZE, describe, prepare
from palveluketju.documents.word_pages import WIDER, Pages
from palveluketju.documents.word_pictures import Pictures
from palveluketju.documents.word_runs import put_run
from palveluketju.documents.word_styles import style_ids
from palveluketju.documents.word_tables import describe_table, keep_together, repeat_headings, set_widths
from palveluketju.documents.word_template import opened_template
from palveluketju.drawing.writers.office_files import dated
from palveluketju.terms import title


def word_bytes(document: Document, template: Path | bytes | None = None) -> bytes:
    """A document as the bytes of a DOCX file; ``template`` is a Word file whose looks it gets, instead of ours.

    Raises:
        CannotRun: the template cannot be used.
    """
    made = io.BytesIO()
    ours = docx.Document()
    prepare(ours, is_paper=not document.contents)
    word = ours if template is None else opened_template(template, ours)
    _Writer(document, word, is_template=template is not None).word.save(made)
    return dated(made.getvalue())


class _Writer:
    def __init__(self, document: Document, word: WordDocument, *, is_template: bool) -> None:
        self.word = word
        self._document = document
        self._ground = "" if is_template else HEAD
        self._measured = TABLE_SIZE * (WIDER if is_template else 1)
        """The size in which text of tables is measured: the font of a template can be a wider one than ours."""
        self._lang = document.lang
        self._end = word.element.body.sectPr
        self._headings = 0
        self._numbers: dict[str, int] = {}
        self._addresses: dict[str, str] = {}
        self._empty: dict[str, BaseOxmlElement] = {}
        """A paragraph of each style, to be copied: to set the style takes longer than all else that is done to it."""
        self._above: float | None = None
        """How high the headings are that stand alone on the page of a picture; None where text stands."""
        describe(self.word, document)
        self._styles = style_ids(word)
        self._pages, self._pictures = Pages(word, self._styles), Pictures(word.part)
        self._write(self._paragraph("Title"), document.title)
        for line in document.lead:
            self._write(self._paragraph("Body Text"), line)
        if document.contents:
            self._contents()
        for depth, section in document.walk():
            self._section(depth, section)

    def _contents(self) -> None:
        """The list of contents as a field, filled in, so that a reader who does not renew fields has it too."""
        numbered_sections = enumerate(self._document.walk(), start=1)
        entries = [(number, *one) for number, one in numbered_sections if one[0] <= CONTENTS_DEPTH]
        if not entries:
            return
        self._write(self._paragraph("TOC Heading"), title("contents", self._lang))
        paragraphs = [self._paragraph(f"toc {depth}") for _, depth, _ in entries]
        begin_contents(paragraphs[0])
        for paragraph, (number, _, section) in zip(paragraphs, entries, strict=True):
            inner = entry(paragraph, number)
            self._write(inner, section.heading)
            tell_page(inner, number)
        end_field(paragraphs[-1])

    def _paragraph(self, style: str) -> BaseOxmlElement:
        """A new paragraph of a style; python-docx would look for the style, and for the end of the file, each time."""
        if style not in self._empty:
            self._empty[style] = OxmlElement("w:p")
            self._empty[style].style = self._styles[style.lower()]
        paragraph = deepcopy(self._empty[style])
        self._end.addprevious(paragraph)
        return paragraph

    def _section(self, depth: int, section: Section) -> None:
        new_page = self._turn_page(_first_under(section)) or section.on_new_page
        style = f"Heading {min(depth, 9)}"
        paragraph = self._paragraph(style)
        if new_page:
            _layout(paragraph).page_break_before = True
        self._headings += 1
        self._write(paragraph, section.heading)
        mark_heading(paragraph, self._headings)
        if self._above is not None:
            self._above += self._pages.taken(style, plain(section.heading))
        for place, block in enumerate(section.blocks):
            self._block(block, new_page=bool(place) and self._turn_page(block))

    def _turn_page(self, block: Block | None) -> bool:
        """A picture has a page of its own, with the headings that it stands under; a wide table lies on its side.

        Tells whether what comes next is to begin a page: where the pages are turned, one has begun.
        """
        if _is_shown(block):
            if self._above is not None:
                return False
            self._above = 0.0
            return not self._pages.turn()
        self._above = None
        if isinstance(block, Table) and self._pages.is_upright and self._is_wide(block):
            self._pages.turn()
        else:
            self._pages.turn_back()
        return False

    def _is_wide(self, table: Table) -> bool:
        """Whether words of a table would be broken on an upright page."""
        least = sum(one[0] for one in wished_widths(table.told(), self._measured))
        return bool(least > self._pages.upright_width.pt)

    def _block(self, block: Block, *, new_page: bool) -> None:
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
                self._figure(block, new_page=new_page)

    def _table(self, table: Table) -> None:
        caption = self._paragraph("Caption")
        self._write_caption(caption, table.caption)
        _layout(caption).keep_with_next = True
        element = CT_Tbl.new_tbl(1, len(table.headings), self._pages.text_width)
        self._end.addprevious(element)
        made = WordTable(element, self.word._body)
        made._tbl.tblStyle_val = self._styles["table grid"]  # by its name, each table looks through all styles
        describe_table(made, _line(table.caption), row_headings=table.row_headings)
        set_widths(made, fitted_widths(table, self._pages.text_width.pt, self._measured))
        (head,) = made._tbl.tr_lst
        keep_together(head)
        for tc in head.tc_lst:
            tc.p_lst[0].style = self._styles["table text"]
        for _ in table.rows:  # copied as a whole: made cell by cell, they take most of the time of a document
            made._tbl.append(deepcopy(head))
        repeat_headings(head, self._ground)
        rows = ((tuple(table.headings), True), *((row, False) for row in table.rows))
        for tr, (cells, is_head) in zip(made._tbl.tr_lst, rows, strict=True):
            for place, (tc, cell) in enumerate(zip(tr.tc_lst, cells, strict=True)):
                bold = is_head or (place == 0 and table.row_headings)
                self._write(tc[-1], cell, bold=bold)
        self._paragraph("Table Text")

    def _figure(self, figure: Figure, *, new_page: bool) -> None:
        if not _is_shown(figure):
            return
        paragraph, caption = self._paragraph("Table Text"), self._paragraph("Caption")
        above = (self._above or 0.0) + self._pages.taken("Table Text", "")
        room = self._pages.room(above + self._pages.taken("Caption", plain(figure.caption)))
        run = self._pictures.run(figure, room, caption=_line(figure.caption), alt=_line(figure.alt))
        paragraph.append(run)
        layout = _layout(paragraph)
        layout.page_break_before = True if new_page else None
        layout.keep_with_next = True
        self._write_caption(caption, figure.caption)
        self._above = None

    def _write_caption(self, paragraph: BaseOxmlElement, caption: Line) -> None:
        """A caption, whose number is counted anew where somebody adds or takes away a table or a picture."""
        told = plain(caption)
        found = numbered(told)
        if found is None:
            self._write(paragraph, caption)
            return
        kind, number, rest = found
        self._write(paragraph, f"{kind} ")
        count(paragraph, kind, number, follows=number == self._numbers.get(kind, 0) + 1)
        self._numbers[kind] = number
        self._write(paragraph, without(caption, len(told) - len(rest)))

    def _write(self, into: BaseOxmlElement, line: Line, *, bold: bool = False) -> None:
        """Put a line at the end of a paragraph, or of an element of it: a run for each phrase."""
        for phrase in phrases(line):
            target = link(phrase.address)
            holder = into
            if target:
                holder = OxmlElement("w:hyperlink")
                holder.set(qn("r:id"), self._address(target))
                into.append(holder)
            put_run(holder, lines_of(phrase.text), bold=bold, lang=phrase.lang, linked=bool(target))

    def _address(self, target: str) -> str:
        """The name by which the document knows an address; python-docx compares each with all others."""
        if target not in self._addresses:
            relation = self.word.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            self._addresses[target] = relation
        return self._addresses[target]


def _is_shown(block: Block | None) -> bool:
    return isinstance(block, Figure) and bool(block.png)


def _first_under(section: Section) -> Block | None:
    """What stands first under a heading, or under the first heading under it."""
    if section.blocks:
        return section.blocks[0]
    return _first_under(section.sections[0]) if section.sections else None


def _layout(paragraph: BaseOxmlElement) -> ParagraphFormat:
    return ParagraphFormat(paragraph)


def _line(line: Line) -> str:
    return " ".join(lines_of(plain(line)))
