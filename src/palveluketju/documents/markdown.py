"""A document as Markdown (GitHub's), for wikis and repositories. Pictures stand beside it as files, if at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from palveluketju.display import inert
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
from palveluketju.tables import Table as Data
from palveluketju.terms import title

CONTENTS_DEPTH: Final = 2


def markdown_text(document: Document) -> str:
    """A document as Markdown."""
    parts = [f"# {_text(document.title)}", *map(_text, document.lead)]
    contents = list(_contents(document.sections, 1)) if document.contents else []
    if contents:
        parts += [f"## {_escaped(title('contents', document.lang))}", "\n".join(contents)]
    for depth, section in document.walk():
        heading = "#" * min(depth + 1, 6)
        parts.append(f'<a id="{_anchor(section.anchor)}"></a>\n\n{heading} {_text(section.heading)}')
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(filter(None, parts)) + "\n"


def tables_text(tables: Sequence[Data], name: str, lang: str) -> str:
    """Tables as Markdown under one heading, each under its own where there are several; an empty one is a sentence."""
    parts = [f"# {_escaped(name)}"]
    for table in tables:
        parts += [f"## {_escaped(table.title(lang))}"] if len(tables) > 1 else []
        parts.append(_rows(table.headings(lang), table.texts(lang)) if len(table) else _text(table.sentence(lang)))
    return "\n\n".join(parts) + "\n"


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
    for section in sections:
        yield f"{'  ' * (depth - 1)}- [{_text(section.heading)}](#{_anchor(section.anchor)})"
        if depth < CONTENTS_DEPTH:
            yield from _contents(section.sections, depth + 1)


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return _text(line)
        case Bullets(items):
            return "\n".join(f"- {_text(item)}" for item in items)
        case Definitions(items):
            return "\n".join(f"- **{_text(word)}**: {_text(said)}" for word, said in items)
        case Table():
            table = block.told()
            return f"**{_text(table.caption)}**\n\n{_rows(table.headings, table.rows)}"
        case Figure(caption, alt, file=file):
            return f"![{_escaped(plain(alt))}]({quote(file)})\n\n{_text(caption)}" if file else ""


def _rows(headings: Sequence[Line], rows: Iterable[Sequence[Line]]) -> str:
    lines = [_row(map(_text, headings)), _row("---" for _ in headings)]
    return "\n".join((*lines, *(_row(map(_text, row)) for row in rows)))


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(line: Line) -> str:
    return "".join(_phrase(phrase.text, phrase.address) for phrase in phrases(line)).strip()


def _phrase(text: str, address: str) -> str:
    words = "<br>".join(map(inert, lines_of(text)))
    target = link(address).replace("&", "&amp;")
    return f"[{words}](<{target}>)" if target else words


def _escaped(text: str) -> str:
    return inert(" ".join(lines_of(text)))


def _anchor(anchor: str) -> str:
    return re.sub(r"[^\w-]", "-", anchor)
