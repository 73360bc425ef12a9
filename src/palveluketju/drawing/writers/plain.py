"""A picture in words, for terminals and for readers of screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Connector, Mark, MarkKind, Page, Picture, Sign
from palveluketju.drawing.writers.reading import in_reading_order, letters, paragraphs, same_words
from palveluketju.terms import title

_HEADED: Final = {
    MarkKind.CRITICAL: ("critical services",),
    MarkKind.SERVICE: ("other services", "services"),
}
"""What is written over texts with a mark and says what the mark does."""
_HEAD: Final = "table-head"


def plain_text(picture: Picture) -> str:
    """The description of a picture, then its pages: boxes, what leads from where to where, and texts beside them.

    Marks are said in the words of the legend, where no heading says the same; a cell of a table is said with the
    heading of its column. Nothing in the text moves a terminal's cursor or turns its direction.
    """
    return "\n".join([*_lines(picture), ""])


def page_text(picture: Picture, page: Page) -> str:
    """One page of a picture in words, without its description."""
    return "\n".join(_page(page, picture))


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
    heads = [box for box in page.boxes if box.role == _HEAD]
    found = [(depth, box) for depth, box in in_reading_order(page) if box.role != _HEAD]
    holds = {box.id for (depth, box), (below, _) in pairwise(found) if below > depth}
    before = ""
    for depth, box in found:
        if box.lines or (box.role, box.title) not in picture.legend:
            column = "" if box.id in holds else _column(box, heads)
            lines = _cell(box, column, picture) if column else _box(box, picture, before)
            yield from ("  " * (max(depth, 1) if column else depth) + line for line in lines)
            before = clean(box.title) or before
    if page.connectors:
        yield ""
        yield f"{title('connections', picture.lang)}:"
        names = {box.id: _names(box) for box in page.boxes}
        yield from (f"- {_connector(connector, names)}" for connector in page.connectors)
    number = f"{picture.pages.index(page) + 1}/{len(picture.pages)}"
    said = [picture.title, number, *(meaning for _, meaning in picture.legend)]
    beside = [one for one in _whole(page) if not any(same_words(one, other) for other in said)]
    if beside:
        yield ""
        yield from (
            one
            for one in dict.fromkeys(beside)
            if not any(letters(one) in letters(more) for more in beside if more != one)
        )


def _whole(page: Page) -> Iterator[str]:
    """The texts beside the boxes; what a column of notes ends in the midst of, before a value, with what goes on."""
    before = ""
    for part in paragraphs(page.lines):
        text = f"{before} {part.text}".strip()
        before = text if text.endswith(":") else ""
        if not before:
            yield text
    if before:
        yield before


_INTO: Final = 6.0
"""How far a box reaches at least into a column that it stands in, in points."""


def _column(box: Box, heads: Sequence[Box]) -> str:
    """The headings of the columns that a box stands in; empty where it stands in the first one, or in no table."""
    right = box.x + box.width
    over = [head for head in heads if min(right, head.x + head.width) - max(box.x, head.x) > _INTO]
    return "" if not over or heads[0] in over else ", ".join(clean(head.title) for head in over)


def _cell(box: Box, column: str, picture: Picture) -> Iterator[str]:
    words = _words(picture)
    parts = [f"{part.text}{_signs(part.text, part.marks, words)}" for part in paragraphs(box.lines, box.marks)]
    if parts:
        yield f"{column}: {'; '.join(parts)}"


def _box(box: Box, picture: Picture, before: str) -> Iterator[str]:
    """A box's title, unless the title before it says the same, and its paragraphs, unless the title does."""
    heading = clean(box.title)
    words = _words(picture)
    found = paragraphs(box.lines, box.marks)
    whole = same_words(heading, "".join(part.text for part in found))
    if whole and "- " in heading:  # where a word may be broken
        heading = " ".join(part.text for part in found)
    if whole and same_words(heading, before) and found[0].marks:  # one of a list that has the name of the whole
        whole = False
    elif heading and (whole or letters(heading) not in letters(before)):
        signs = [mark for part in found for mark in part.marks] if whole else []
        yield heading + _signs(heading, signs, words)
    headed = heading
    for part in found:
        headed = headed if part.marks else part.text
        if not whole and (part.marks or letters(part.text) not in letters(heading)):
            bullet = "- " if part.marks else ""
            told = {kind for kind, keys in _HEADED.items() if headed in [title(key, picture.lang) for key in keys]}
            signs = [mark for mark in part.marks if mark.kind not in told]
            yield f"{'  ' if heading else ''}{bullet}{part.text}{_signs(part.text, signs, words)}"


def _words(picture: Picture) -> Mapping[Sign, str]:
    """What marks say; that of services says nothing where no other are critical."""
    words = {sign: said for sign, said in picture.legend if isinstance(sign, Sign)}
    return {sign: said for sign, said in words.items() if sign is not MarkKind.SERVICE or MarkKind.CRITICAL in words}


def _signs(text: str, marks: Iterable[Mark], words: Mapping[Sign, str]) -> str:
    """What marks say that the text does not."""
    said = dict.fromkeys(clean(words[mark.sign]) for mark in marks if mark.sign in words)
    new = [word for word in said if letters(word) not in letters(text)]
    return f" ({', '.join(new)})" if new else ""


def _names(box: Box) -> tuple[str, ...]:
    """What a box can be called: its title, what follows a colon in it, and each of its texts."""
    name = clean(box.title) or clean(box.id)
    return name, name.rpartition(": ")[2], *(part.text for part in paragraphs(box.lines))


def _connector(connector: Connector, names: Mapping[str, tuple[str, ...]]) -> str:
    """Where a connector leads, in the words of its title where these name both ends, and its label."""
    ends = [names.get(end, (clean(end),)) for end in (connector.start, connector.end)]
    said = clean(connector.title)
    if not all(any(letters(name) in letters(said) for name in end) for end in ends):
        way = " -> ".join(name for name, *_ in ends)
        is_new = not any(same_words(said, name) for name, *_ in ends)
        said = f"{way}: {said}" if said and is_new else way
    label = " ".join(part.text for part in paragraphs(connector.lines))
    return said if letters(label) in letters(said) else f"{said}: {label}"
