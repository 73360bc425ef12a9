"""A document before it has a format: headings, paragraphs, lists, tables and pictures, in words and nothing else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from palveluketju import tables
from palveluketju.display import safe
from palveluketju.documents.languages import NO_LANGUAGES, Languages
from palveluketju.frozen import dataclass

if TYPE_CHECKING:
    from palveluketju.drawing.looks.theme import Theme
    from palveluketju.drawing.picture.picture import Picture


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of one language: ``lang`` is empty where it is that of the document.

    ``address`` is where the words lead; see :func:`link`.
    """

    text: str
    lang: str = ""
    address: str = ""


Line = str | Phrase | tuple[str | Phrase, ...]
"""What a paragraph, a list item or a cell says."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms, each with what is said of it."""

    items: tuple[tuple[Line, Line], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a document: one heading a column, and as many cells in every row.

    ``caption`` names it within the document. ``row_headings`` says whether the first cell of a row is its heading.
    ``data`` is the table that stands here, and ``about`` whom it is about: a workbook puts the tables of one name, such
    as a register of each chain, into one sheet.
    """

    caption: Line
    headings: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    row_headings: bool = True
    data: tables.Table | None = None
    about: tables.Cell = None

    def told(self) -> Table:
        """The table as it is read: without columns in which nothing stands, but for the first."""
        columns = [
            place for place in range(len(self.headings)) if not place or any(plain(row[place]) for row in self.rows)
        ]
        return replace(
            self,
            headings=tuple(self.headings[place] for place in columns),
            rows=tuple(tuple(row[place] for place in columns) for row in self.rows),
        )


class Shapes(NamedTuple):
    """A page of a picture, from 1, as slides draw it: in shapes of a theme."""

    picture: Picture
    page: int
    theme: Theme


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words that stand for it: as SVG, as PNG, as the name of a file beside it, and as shapes.

    What it is not made as is empty. ``languages`` knows the texts in it that are of another language than the document.
    """

    caption: Line
    alt: Line
    svg: str = ""
    png: bytes = b""
    file: str = ""
    drawn: Shapes | None = None
    languages: Languages = field(default=NO_LANGUAGES, compare=False, repr=False)


Block = Paragraph | Bullets | Definitions | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, of one language, with what stands under it; ``anchor`` is unique in its document."""

    heading: Phrase
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file of a document says of itself, beside its title and language; what is not told is empty.

    ``day`` is the day as of which the document holds.
    """

    organisation: str = ""
    contact: str = ""
    version: str = ""
    day: datetime.date | None = None


UNTOLD: Final = Properties()


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language; ``lead`` are paragraphs between its title and its list of contents.

    ``contents`` tells whether it has such a list: a paper of some pages needs none.
    """

    title: Line
    lang: str
    sections: tuple[Section, ...]
    lead: tuple[Line, ...] = ()
    contents: bool = True
    properties: Properties = UNTOLD

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Every section in reading order with its depth, from 1."""
        for section in self.sections:
            yield from _walk(section, 1)

    def texts(self) -> Iterator[str]:
        """Everything that the document says, piece by piece."""
        yield from map(plain, (self.title, *self.lead))
        for _, section in self.walk():
            yield plain(section.heading)
            for block in section.blocks:
                yield from map(plain, _lines_in(block))

    def tables(self) -> Iterator[Table]:
        """Every table in reading order."""
        for _, section in self.walk():
            yield from (block for block in section.blocks if isinstance(block, Table))


def _walk(section: Section, depth: int) -> Iterator[tuple[int, Section]]:
    yield depth, section
    for part in section.sections:
        yield from _walk(part, depth + 1)


def _lines_in(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(line):
            yield line
        case Bullets(items):
            yield from items
        case Definitions(items):
            yield from (line for item in items for line in item)
        case Table():
            yield from (block.caption, *block.headings)
            yield from (cell for row in block.rows for cell in row)
        case Figure():
            yield from (block.caption, block.alt)


def phrases(line: Line) -> tuple[Phrase, ...]:
    """What a line says, phrase by phrase."""
    parts = line if isinstance(line, tuple) else (line,)
    return tuple([part if isinstance(part, Phrase) else Phrase(part) for part in parts])


def without(line: Line, count: int) -> Line:
    """A line without its first characters.

    >>> without(("Table 1. ", Phrase("Ketju", "fi")), 9)
    (Phrase(text='Ketju', lang='fi', address=''),)
    """
    left: list[Phrase] = []
    for phrase in phrases(line):
        if count < len(phrase.text):
            left.append(replace(phrase, text=phrase.text[count:]))
        count = max(0, count - len(phrase.text))
    return tuple(left)


def plain(line: Line) -> str:
    """What a line says without languages and links."""
    return line if isinstance(line, str) else "".join([phrase.text for phrase in phrases(line)])


def lines_of(text: str) -> list[str]:
    r"""The lines of a text, with nothing in them that a reader's program could act on instead of showing it.

    >>> lines_of("a\x1b[31m\nb")
    ['a\\x1b[31m', 'b']
    """
    return [safe(line) for line in text.replace("\r\n", "\n").replace("\N{SOFT HYPHEN}", "").split("\n")]


_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x1f\x7f]+", re.IGNORECASE)


def link(address: str) -> str:
    """An address that may become a link: that of a web page; empty for any other.

    >>> link("https://thl.fi/a"), link("javascript:alert(1)")
    ('https://thl.fi/a', '')
    """
    if not _ADDRESS.fullmatch(address) or safe(address) != address:
        return ""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return ""
    return address if host else ""
