"""Which slides a document becomes, before they are a file: titles, text that fits, tables in parts, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

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
from palveluketju.documents.slides_fit import Entry, Passage, Room, Rows, Text, packed, rows_of, texts_of
from palveluketju.documents.slides_words import Run, Words, run_of, said
from palveluketju.frozen import dataclass
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
    made.plan()
    summary = made.contents(run_of(term("contents", document.lang)), document.sections)
    if len(made.slides) + 1 <= FEW:
        summary = []
    starts = {anchor: place + len(summary) + 2 for anchor, place in made.starts.items()}
    slides = [_numbered(slide, starts) for slide in (*summary, *made.slides)]
    return Plan(tuple(_with_own_titles(slides, plain(document.title))), starts)


class _Waiting(NamedTuple):
    """Text that waits for what follows it: its title where it stands alone, and the sections that it is in."""

    passage: Passage
    called: Run
    anchors: tuple[str, ...]


class _Planning:
    def __init__(self, document: Document, room: Room) -> None:
        self._document = document
        self._room = room
        self._waiting: list[_Waiting] = []
        self._shared = run_of(document.title)
        self.slides: list[Planned] = []
        self.starts: dict[str, int] = {}

    def plan(self) -> None:
        """All slides but the summary; texts that follow each other share slides within a chapter, or outside of all."""
        for section in self._document.sections:
            if section.sections:
                self._write()
                self._shared = run_of(section.heading)
            self._add(section, ())
            if section.sections:
                self._write()
                self._shared = run_of(self._document.title)
        self._write()

    def _add(self, section: Section, around: tuple[Section, ...]) -> None:
        """The slides of a section, and of those in it; ``around`` are the sections that it stands in."""
        chapter, anchors = (*around, section)[0], tuple(one.anchor for one in (*around, section))
        called = heading = run_of(section.heading)
        if around:
            called = (*run_of(chapter.heading), Words(": "), *heading)
        elif section.sections:
            heading = ()
        entries: list[Entry] = []

        def wait() -> None:
            if entries:
                bold = tuple(words._replace(bold=True) for words in heading)
                self._waiting.append(_Waiting(Passage(bold, tuple(entries)), called, anchors))
                entries.clear()

        for block in section.blocks:
            if not isinstance(block, (Table, Figure)):
                entries += _entries(block)
                continue
            wait()
            self._write()
            self._put(anchors, self._of(block, section, chapter, called))
        wait()
        if not around and not any(map(_is_told, section.blocks)):
            self._put(anchors, self.contents(called, section.sections))
        for part in section.sections:
            self._add(part, (*around, section))

    def _write(self) -> None:
        """Write the texts that wait: under the title that they share, in one size, or alone under that of their own."""
        found = []
        for passages in packed([one.passage for one in self._waiting], self._room):
            ones, self._waiting = self._waiting[: len(passages)], self._waiting[len(passages) :]
            called, entries = ones[0].called, passages[0].entries
            if len(passages) > 1:
                called, entries = self._shared, tuple(entry for one in passages for entry in one.under_heading())
            found.append(
                (tuple(anchor for one in ones for anchor in one.anchors), called, texts_of(entries, self._room))
            )
        least = min((text.size for _, called, texts in found if called == self._shared for text in texts), default=0)
        for anchors, called, texts in found:
            sized = (replace(text, size=least) if called == self._shared else text for text in texts)
            self._put(anchors, [Planned(called, text) for text in sized])

    def _put(self, anchors: tuple[str, ...], slides: Iterable[Planned]) -> None:
        begin = len(self.slides)
        self.slides += slides
        if len(self.slides) > begin:
            for anchor in anchors:
                self.starts.setdefault(anchor, begin)

    def contents(self, called: Run, sections: tuple[Section, ...]) -> list[Planned]:
        """Slides of links to sections, with room for their numbers."""
        entries = [
            Entry((*run_of(section.heading), Words(_NUMBER)), is_bullet=True, target=section.anchor)
            for section in sections
            if _has_slides(section)
        ]
        return [Planned(called, text) for text in texts_of(entries, self._room)]

    def _of(self, block: Table | Figure, section: Section, chapter: Section, called: Run) -> Iterator[Planned]:
        """The slides of a table; or that of a picture, which has the name of its chapter and says what view it is."""
        if isinstance(block, Table):
            yield from (Planned(called, rows) for rows in rows_of(block.told(), self._room))
        elif _is_told(block):
            title = run_of(chapter.heading)
            if block.drawn:
                title = (*title, Words(f": {term(block.drawn.picture.view, self._document.lang)}"))
            paragraphs = (plain(one.line) for one in section.blocks if isinstance(one, Paragraph))
            yield Planned(title, block, (plain(block.alt), *paragraphs))


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
