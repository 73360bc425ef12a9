"""Which slides a document becomes, before they are a file: titles, text that fits, tables in parts, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from palveluketju.documents.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
    plain,
)
from palveluketju.documents.slides_fit import Entry, Room, Rows, Text, rows_of, texts_of
from palveluketju.documents.slides_words import Run, Words, run_of, said
from palveluketju.terms import title as term

_NUMBER: Final = "\t0000"
"""What stands for the number of a slide until it is known."""
FEW: Final = 6
"""With more slides than these, the title is followed by a summary."""
Content = Text | Rows | Figure


@dataclass(frozen=True, slots=True)
class Planned:
    """A slide: its title, which no other slide has, what is on it, and its notes."""

    title: Run
    content: Content
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The slides after the title slide, and the numbers of those that sections begin with, by their anchors.

    The title slide is number 1.
    """

    slides: tuple[Planned, ...]
    starts: dict[str, int]


def plan_of(document: Document, room: Room) -> Plan:
    """The slides of a document, whose text and tables have a room."""
    made = _Planning(document, room)
    for section in document.sections:
        made.add(section, None)
    summary = made.contents(run_of(term("contents", document.lang)), document.sections)
    if len(made.slides) + 1 <= FEW:
        summary = []
    starts = {anchor: place + len(summary) + 2 for anchor, place in made.starts.items()}
    slides = [_numbered(slide, starts) for slide in (*summary, *made.slides)]
    return Plan(tuple(_with_own_titles(slides, plain(document.title))), starts)


class _Planning:
    def __init__(self, document: Document, room: Room) -> None:
        self._document = document
        self._room = room
        self.slides: list[Planned] = []
        self.starts: dict[str, int] = {}

    def add(self, section: Section, chapter: Section | None) -> None:
        """The slides of a section, and of those in it; ``chapter`` is the section of the first depth around it."""
        begin = len(self.slides)
        called = run_of(section.heading)
        if chapter is not None:
            called = (*run_of(chapter.heading), Words(": "), *called)
        self.slides += self._of(section, called)
        if chapter is None and not any(map(_is_told, section.blocks)):
            self.slides += self.contents(called, section.sections)
        for part in section.sections:
            self.add(part, chapter or section)
        if len(self.slides) > begin:
            self.starts[section.anchor] = begin

    def contents(self, called: Run, sections: tuple[Section, ...]) -> list[Planned]:
        """Slides of links to sections, with room for their numbers."""
        entries = [
            Entry((*run_of(section.heading), Words(_NUMBER)), is_bullet=True, target=section.anchor)
            for section in sections
            if _has_slides(section)
        ]
        return [Planned(called, text) for text in texts_of(entries, self._room)]

    def _of(self, section: Section, called: Run) -> Iterator[Planned]:
        entries: list[Entry] = []
        paragraphs = tuple(plain(block.line) for block in section.blocks if isinstance(block, Paragraph))
        for block in section.blocks:
            if isinstance(block, (Table, Figure)):
                yield from self._texts(called, entries)
                entries = []
            match block:
                case Table():
                    yield from (Planned(called, rows) for rows in rows_of(block.told(), self._room))
                case Figure():
                    if _is_told(block):
                        yield Planned(run_of(block.caption), block, (plain(block.alt), *paragraphs))
                case _:
                    entries += _entries(block)
        yield from self._texts(called, entries)

    def _texts(self, called: Run, entries: list[Entry]) -> Iterator[Planned]:
        yield from (Planned(called, text) for text in texts_of(entries, self._room))


def _has_slides(section: Section) -> bool:
    return any(map(_is_told, section.blocks)) or any(map(_has_slides, section.sections))


def _is_told(block: Block) -> bool:
    """Whether there is anything of it that a slide can show."""
    if isinstance(block, Figure):
        return block.drawn is not None or bool(block.png)
    return isinstance(block, Table) or any(entry.run for entry in _entries(block))


def _entries(block: Block) -> Iterator[Entry]:
    match block:
        case Paragraph(line):
            yield Entry(run_of(line))
        case Bullets(items):
            yield from (Entry(run_of(item), is_bullet=True) for item in items)
        case Definitions(items):
            for word, told in items:
                yield Entry((*run_of(word, bold=True), Words(": ", bold=True), *run_of(told)), is_bullet=True)


def _numbered(slide: Planned, starts: dict[str, int]) -> Planned:
    """A slide whose links to sections end with the numbers of their slides."""
    if not isinstance(slide.content, Text):
        return slide
    entries = (
        replace(entry, run=(*entry.run[:-1], Words(f"\t{starts[entry.target]}"))) if entry.target else entry
        for entry in slide.content.entries
    )
    return replace(slide, content=replace(slide.content, entries=tuple(entries)))


def _with_own_titles(slides: list[Planned], name: str) -> Iterator[Planned]:
    """Slides whose titles are their own: those of one title are told apart by their place among them."""
    counts = Counter(said(slide.title).casefold() for slide in slides)
    given = {name.casefold(), *(title for title, count in counts.items() if count == 1)}
    places: Counter[str] = Counter()
    for slide in slides:
        called = said(slide.title).casefold()
        title = slide.title
        if counts[called] > 1 or called == name.casefold():
            mark = ""
            while not mark or f"{called}{mark}" in given:
                places[called] += 1
                mark = f" ({places[called]}/{counts[called]})"
            given.add(f"{called}{mark}")
            title = (*slide.title, Words(mark))
        yield replace(slide, title=title)
