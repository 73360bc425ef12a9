"""A document as Markdown (GitHub's), for wikis and repositories. Pictures stay out; what they show stands in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

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
)
from palveluketju.terms import title

CONTENTS_DEPTH: Final = 2
_ACTIVE: Final = re.compile(r"[\\`*_\[\]~|$@!#]|(?<=:)//|(?<=[wW])\.|^[-+=]")
_NUMBER: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")


def markdown_text(document: Document) -> str:
    """A document as Markdown."""
    parts = [f"# {_text(document.title)}", *map(_text, document.lead)]
    contents = list(_contents(document.sections, 1))
    if contents:
        parts += [f"## {_escaped(title('contents', document.lang))}", "\n".join(contents)]
    for depth, section in document.walk():
        heading = "#" * min(depth + 1, 6)
        parts.append(f'<a id="{_anchor(section.anchor)}"></a>\n\n{heading} {_text(section.heading)}')
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(filter(None, parts)) + "\n"


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
            rows = [_row(map(_escaped, table.headings)), _row("---" for _ in table.headings)]
            rows += [_row(map(_text, row)) for row in table.rows]
            return "\n".join((f"**{_escaped(table.caption)}**", "", *rows))
        case Figure():
            return ""


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(line: Line) -> str:
    return "".join(_phrase(phrase.text, phrase.address) for phrase in phrases(line)).strip()


def _phrase(text: str, address: str) -> str:
    words = "<br>".join(map(_one, lines_of(text)))
    target = link(address).replace("&", "&amp;")
    return f"[{words}](<{target}>)" if target else words


def _escaped(text: str) -> str:
    return _one(" ".join(lines_of(text)))


def _one(line: str) -> str:
    """A line of text in which nothing is markup, a link or the beginning of a list."""
    plain = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    active = _ACTIVE.sub(lambda match: "".join(f"\\{sign}" for sign in match.group()), plain)
    return _NUMBER.sub(r"\1\\\2", active)


def _anchor(anchor: str) -> str:
    return re.sub(r"[^\w-]", "-", anchor)
