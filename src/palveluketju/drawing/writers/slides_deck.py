"""Decks: slides as large as pages, with notes, and what the file says of itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.slide import NotesSlidePart, SlidePart

from palveluketju.drawing.looks.theme import Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.writers import slides_parts as parts
from palveluketju.drawing.writers.office_files import FIRST_DAY, MAKER, region
from palveluketju.drawing.writers.plain import page_text
from palveluketju.drawing.writers.slides_shapes import PageShapes

_TITLE_ONLY: Final = 5
_FIRST_ID: Final = 256
"""The least id that a slide may have."""


class Deck:
    """A presentation of pictures, a slide a page."""

    def __init__(self, pictures: Sequence[Picture], theme: Theme, *, notes: bool) -> None:
        self._deck: Any = Presentation()
        slides = Slides(self._deck)
        pages = [page for picture in pictures for page in picture.pages]
        if pages:
            resize(self._deck, max(page.width for page in pages), max(page.height for page in pages))
        for picture in pictures:
            name, count = picture.title or picture.name, len(picture.pages)
            for number, page in enumerate(picture.pages, start=1):
                slide = slides.add(self._deck.slide_layouts[_TITLE_ONLY])
                title = f"{name} ({number}/{count})" if count > 1 else ""
                PageShapes(slide, picture, theme).draw(page, title)
                if notes:
                    words = picture.description or page_text(picture, page).splitlines()
                    slides.note(slide, len(slides), words, picture.lang)
        first = pictures[0] if pictures else None
        describe_file(self._deck, first.title if first else "", first.lang if first else "")

    def file(self) -> bytes:
        """The file, as bytes."""
        return saved(self._deck)


def saved(deck: Any) -> bytes:
    """A deck as the bytes of its file."""
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def resize(deck: Any, width: float, height: float) -> None:
    """Make slides as large as told, in points, and what the layouts hold with them."""
    across, down = parts.emu(width) / deck.slide_width, parts.emu(height) / deck.slide_height
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    deck.slide_width, deck.slide_height = parts.emu(width), parts.emu(height)


class Slides:
    """The slides that a deck without any gets, one after another, with their notes.

    They have numbers, so that nothing is searched: python-pptx would look through all slides for the name, the id and
    the relationship of each new one. Of the boxes of a layout it would ask anew what they are; so the first slide with
    it has them from there, and others copies.
    """

    def __init__(self, deck: Any) -> None:
        self._part = deck.part
        self._ids = deck.slides._sldIdLst
        self._count = 0
        self._notes: Any = None
        self._boxes: dict[Any, list[Any]] = {}

    def __len__(self) -> int:
        return self._count

    def add(self, layout: Any) -> Any:
        """A new slide with the boxes of a layout."""
        self._count += 1
        name = PackURI(f"/ppt/slides/slide{self._count}.xml")
        made = SlidePart.new(name, self._part.package, layout.part)
        relation = self._part.rels._add_relationship(RELATIONSHIP_TYPE.SLIDE, made)
        shapes = made.slide.shapes
        self._copy(layout.part, shapes._spTree, lambda: shapes.clone_layout_placeholders(layout))
        self._ids._add_sldId(id=_FIRST_ID + self._count - 1, rId=relation)
        return made.slide

    def _copy(self, holder: Any, tree: Any, clone: Callable[[], None]) -> None:
        """Give a new slide the boxes of the layout, or of the master, that holds them."""
        if holder in self._boxes:
            tree.extend(map(deepcopy, self._boxes[holder]))
            return
        known = len(tree)
        clone()
        self._boxes[holder] = [deepcopy(box) for box in tree[known:]]

    def note(self, slide: Any, number: int, paragraphs: Iterable[str], lang: str) -> None:
        """Give the slide of a number its notes."""
        if self._notes is None:
            self._notes = self._part.notes_master_part
        name = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
        made = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, self._part.package, CT_NotesSlide.new())
        made.relate_to(self._notes, RELATIONSHIP_TYPE.NOTES_MASTER)
        made.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        slide.part.relate_to(made, RELATIONSHIP_TYPE.NOTES_SLIDE)
        notes, master = made.notes_slide, self._notes.notes_master
        self._copy(self._notes, notes.shapes._spTree, lambda: notes.clone_master_placeholders(master))
        frame = notes.notes_text_frame
        if frame is None:  # a template whose notes have no text
            return
        frame.text = "\n".join(map(clean, paragraphs))
        for run in frame._txBody.xpath(".//a:r"):
            run.get_or_add_rPr().set("lang", region(lang))


def describe_file(
    deck: Any,
    title: str,
    lang: str,
    *,
    organisation: str = "",
    contact: str = "",
    version: str = "",
    day: date | None = None,
) -> None:
    """What a file says of itself: its title, its language, whose it is, and no day but that as of which it holds."""
    told = deck.core_properties
    told.title, told.language = clean(title)[:255], region(lang) if lang else ""
    told.author, told.last_modified_by = clean(organisation)[:255] or MAKER, MAKER
    told.comments, told.version = clean(contact)[:255], clean(version)[:255]
    told.created = told.modified = datetime(day.year, day.month, day.day) if day else FIRST_DAY
