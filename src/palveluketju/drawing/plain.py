"""A picture in words, for terminals and for readers of screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from palveluketju.drawing.cleaning import clean
from palveluketju.drawing.picture import Box, Connector, Mark, MarkKind, Page, Picture
from palveluketju.drawing.reading import in_reading_order, letters, paragraphs, same_words
from palveluketju.terms import title

_BULLETS: Final = (MarkKind.CRITICAL, MarkKind.SERVICE)
"""Marks that say what a heading says."""


def plain_text(picture: Picture) -> str:
    """The description of a picture, then its pages: boxes, what leads from where to where, and texts beside them.

    Marks are said in the words of the legend; nothing in the text moves a terminal's cursor or turns its direction.
    """
    return "\n".join([*_lines(picture), ""])


def _lines(picture: Picture) -> Iterator[str]:
    yield clean(picture.title)
    for paragraph in picture.description:
        yield ""
        yield clean(paragraph)
    for number, page in enumerate(picture.pages, start=1):
        yield ""
        if len(picture.pages) > 1:
            yield f"{title('page', picture.lang)} {number}/{len(picture.pages)}"
        yield from _page(page, picture)


def _page(page: Page, picture: Picture) -> Iterator[str]:
    words: dict[MarkKind, str] = {
        sign: said for sign, said in picture.legend if isinstance(sign, MarkKind) and sign not in _BULLETS
    }
    before = ""
    for depth, box in in_reading_order(page):
        if box.lines or (box.role, box.title) not in picture.legend:
            yield from ("  " * depth + line for line in _box(box, words, before))
            before = clean(box.title) or before
    if page.connectors:
        yield ""
        yield f"{title('connections', picture.lang)}:"
        names = {box.id: clean(box.title) or clean(box.id) for box in page.boxes}
        yield from (f"- {_connector(connector, names)}" for connector in page.connectors)
    said = [picture.title, *(meaning for _, meaning in picture.legend)]
    beside = [part.text for part in paragraphs(page.lines) if not any(same_words(part.text, one) for one in said)]
    if beside:
        yield ""
        yield from beside


def _box(box: Box, words: dict[MarkKind, str], before: str) -> Iterator[str]:
    """A box's title, unless the title before it says the same, and its paragraphs, unless the title does."""
    heading = clean(box.title)
    found = paragraphs(box.lines, box.marks)
    whole = same_words(heading, "".join(part.text for part in found))
    if heading and (whole or letters(heading) not in letters(before)):
        signs = [mark for part in found for mark in part.marks] if whole else []
        yield heading + _signs(heading, signs, words)
    for part in found:
        if not whole and (part.marks or letters(part.text) not in letters(heading)):
            bullet = "- " if part.marks else ""
            yield f"{'  ' if heading else ''}{bullet}{part.text}{_signs(part.text, part.marks, words)}"


def _signs(text: str, marks: Iterable[Mark], words: dict[MarkKind, str]) -> str:
    """What marks say that the text does not."""
    said = dict.fromkeys(clean(words[mark.kind]) for mark in marks if mark.kind in words)
    new = [word for word in said if letters(word) not in letters(text)]
    return f" ({', '.join(new)})" if new else ""


def _connector(connector: Connector, names: dict[str, str]) -> str:
    """Where a connector leads, in the words of its title where these name both ends, and its label."""
    ends = [names.get(end, clean(end)) for end in (connector.start, connector.end)]
    said = clean(connector.title)
    if not all(said and letters(end.rpartition(": ")[2]) in letters(said) for end in ends):
        said = f"{' -> '.join(ends)}: {said}" if said else " -> ".join(ends)
    label = " ".join(part.text for part in paragraphs(connector.lines))
    return said if letters(label) in letters(said) else f"{said}: {label}"
