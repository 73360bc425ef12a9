"""A document as a deck (PPTX) that can be edited: text in the boxes of layouts, real tables, pictures as shapes."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from palveluketju.documents.document import Document, Figure, plain
from palveluketju.documents.slides_fit import CAPTION, GAP, Rows, Text
from palveluketju.documents.slides_look import SLIDE, Look
from palveluketju.documents.slides_plan import Planned, plan_of
from palveluketju.documents.slides_words import Run, lines_in, run_of, said
from palveluketju.documents.slides_xml import Setting, emu
from palveluketju.drawing.looks.theme import DEFAULT, Theme
from palveluketju.drawing.picture.picture import Page
from palveluketju.drawing.typesetting.measure import LEADING
from palveluketju.drawing.writers.office_files import dated
from palveluketju.drawing.writers.slides_deck import Slides, describe_file, saved
from palveluketju.drawing.writers.slides_fitting import fitted
from palveluketju.drawing.writers.slides_shapes import PageShapes

_STEP: Final = 0.85
"""How much smaller a title is tried that takes more than two lines."""
_LEAST: Final = 14.0
_FIELD: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The id of the field that counts slides; any will do."""


def slides_bytes(document: Document, template: Path | bytes | None = None) -> bytes:
    """A document as the bytes of a PPTX file, with the layouts of a ``template`` where one is given."""
    return dated(saved(_Writer(document, Look(template, _theme(document))).deck))


def _theme(document: Document) -> Theme:
    """The theme of the first picture, which is that of all."""
    blocks = (block for _, section in document.walk() for block in section.blocks)
    return next((block.drawn.theme for block in blocks if isinstance(block, Figure) and block.drawn), DEFAULT)


class _Writer:
    def __init__(self, document: Document, look: Look) -> None:
        self._document = document
        self._look = look
        self._setting = Setting(document.lang)
        self.deck: Any = look.deck
        self._made = Slides(self.deck)
        plan = plan_of(document, look.room)
        front = self._made.add(look.front)
        self._title(front, run_of(document.title))
        self._lead(front)
        self._slides = [front, *(self._made.add(self._layout(one)) for one in plan.slides)]
        self._starts = plan.starts
        for number, (slide, one) in enumerate(zip(self._slides[1:], plan.slides, strict=True), start=2):
            self._fill(slide, number, one)
        told = document.properties
        describe_file(
            self.deck,
            plain(document.title),
            document.lang,
            organisation=told.organisation,
            contact=told.contact,
            version=told.version,
            day=told.day,
        )

    def _layout(self, planned: Planned) -> Any:
        return self._look.text if isinstance(planned.content, Text) else self._look.only

    def _lead(self, slide: Any) -> None:
        """The paragraphs under the title, in the box that the layout has for them."""
        box = next((one for one in slide.placeholders if one.placeholder_format.idx), None)
        if box is None:
            return
        if not self._document.lead:
            box._element.getparent().remove(box._element)
            return
        body = box._element.txBody
        for paragraph in body.p_lst:
            body.remove(paragraph)
        for line in self._document.lead:
            runs = self._setting.runs(run_of(line), None, web=self._web(slide))
            body.append(parse_xml(f"<a:p {nsdecls('a', 'r')}>{runs}</a:p>"))
        _shrink(body)

    def _fill(self, slide: Any, number: int, planned: Planned) -> None:
        match planned.content:
            case Text() as text:
                self._title(slide, planned.title)
                self._text(slide, text)
            case Rows() as rows:
                self._title(slide, planned.title)
                self._table(slide, rows)
            case Figure() as figure:
                self._figure(slide, figure, planned.title)
        self._number(slide, number)
        if planned.notes:
            self._made.note(slide, number, planned.notes, self._document.lang)

    def _title(self, slide: Any, title: Run) -> None:
        """The title in the layout's size, or smaller where it takes more than two lines."""
        body = slide.shapes.title._element.get_or_add_txBody()
        size, width = usual, _ = self._look.title_room(slide.slide_layout)
        bold = tuple(words._replace(bold=True) for words in title)  # as wide as it can be
        while size > _LEAST and len(lines_in(bold, width, size)) > 2:
            size = max(size * _STEP, _LEAST)
        own = None if size == usual else size
        (paragraph,) = body.p_lst
        body.replace(paragraph, parse_xml(f"<a:p {nsdecls('a', 'r')}>{self._setting.runs(title, own)}</a:p>"))
        _shrink(body)

    def _text(self, slide: Any, text: Text) -> None:
        room = self._look.room
        box = next(one for one in slide.placeholders if one.placeholder_format.idx == self._look.text_index)
        body = box._element.get_or_add_txBody()
        for paragraph in body.p_lst:
            body.remove(paragraph)
        for entry in text.entries:
            link = self._to_section(slide, entry.target) if entry.target else ""
            body.append(self._setting.paragraph(entry, text.size, room.width, link, self._web(slide)))
        _shrink(body)

    def _table(self, slide: Any, rows: Rows) -> None:
        room = self._look.room
        _bare(slide)
        caption = slide.shapes.add_textbox(emu(room.x), emu(room.y), emu(room.width), emu(CAPTION * LEADING))
        frame = caption.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        (paragraph,) = frame._txBody.p_lst
        runs = self._setting.runs(run_of(rows.caption), CAPTION)
        frame._txBody.replace(paragraph, parse_xml(f"<a:p {nsdecls('a', 'r')}>{runs}</a:p>"))
        top = room.y + CAPTION * (LEADING + GAP)
        shape = self._setting.table(rows, room, top, len(slide.shapes) + 2, self._web(slide))
        slide.shapes._spTree.append(shape)

    def _figure(self, slide: Any, figure: Figure, title: Run) -> None:
        _bare(slide)
        if figure.drawn:
            picture, number, theme = figure.drawn
            page, shapes = picture.pages[number - 1], PageShapes(slide, picture, theme)
            if self._look.is_own and (page.width, page.height) == SLIDE:
                shapes.draw(_without_number(page, number, len(picture.pages)), said(title))
                return
            self._title(slide, title)
            room = self._look.room
            shapes.draw(fitted(picture, page, room.x, room.y, room.width, room.height), is_titled=True)
            return
        self._title(slide, title)
        room = self._look.room
        shape = slide.shapes.add_picture(io.BytesIO(figure.png), emu(room.x), emu(room.y))
        scale = min(emu(room.width) / shape.width, emu(room.height) / shape.height)
        shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
        properties = shape._element.nvPicPr.cNvPr
        properties.set("name", said(run_of(figure.caption)))
        properties.set("descr", said(run_of(figure.alt)))

    def _number(self, slide: Any, number: int) -> None:
        """The number of the slide, where its layout has it."""
        index = self._look.number_index(slide.slide_layout)
        if index is None:
            return
        run = self._setting.runs(run_of(str(number)), None)
        field = run.replace("<a:r>", f'<a:fld id="{_FIELD}" type="slidenum">').replace("</a:r>", "</a:fld>")
        slide.shapes._spTree.append(
            parse_xml(
                f'<p:sp {nsdecls("a", "p", "r")}><p:nvSpPr><p:cNvPr id="{_next_id(slide)}" name="{number}"/>'
                '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
                f'<p:ph type="sldNum" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{field}</a:p></p:txBody></p:sp>"
            )
        )

    def _to_section(self, slide: Any, anchor: str) -> str:
        target = self._slides[self._starts[anchor] - 1]
        return str(slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))

    def _web(self, slide: Any) -> Any:
        return lambda address: slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _without_number(page: Page, number: int, pages: int) -> Page:
    """A page without its number among those of its picture, which the title has: the number of the slide is there."""
    return replace(page, lines=tuple(line for line in page.lines if line.text != f"{number}/{pages}"))


def _bare(slide: Any) -> None:
    """Take from a slide the empty boxes of its layout, but for its title."""
    for box in list(slide.placeholders):
        if box.placeholder_format.idx:
            box._element.getparent().remove(box._element)


def _next_id(slide: Any) -> int:
    return max(map(int, slide._element.xpath("//p:cNvPr/@id"))) + 1


def _shrink(body: Any) -> None:
    """Let a program make text smaller that does not fit after it is edited."""
    properties = body.find(qn("a:bodyPr"))
    for child in list(properties):
        properties.remove(child)
    properties.append(parse_xml(f"<a:normAutofit {nsdecls('a')}/>"))
