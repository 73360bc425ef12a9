"""A document as one HTML page that needs nothing else: no network, no script."""

from __future__ import annotations

import base64
import html
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
    plain,
)
from palveluketju.documents.inline import inline_svg
from palveluketju.documents.looks import STYLE
from palveluketju.terms import title

CONTENTS_DEPTH: Final = 2
"""How deep the list of contents goes."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html_text(document: Document) -> str:
    """A document as a page of HTML."""
    return "\n".join((*_Page(document).lines(), ""))


class _Page:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._tables = 0
        self._figures = 0

    def lines(self) -> Iterator[str]:
        document = self._document
        yield from (
            "<!DOCTYPE html>",
            f"<html lang={_attribute(document.lang)}>",
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content={_attribute(_POLICY)}>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{_escaped(plain(document.title))}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            f'<a class="skip" href="#content">{_escaped(title("skip to content", document.lang))}</a>',
            "<header>",
            f"<h1>{_text(document.title)}</h1>",
            *(f"<p>{_text(line)}</p>" for line in document.lead),
            "</header>",
            '<nav aria-labelledby="contents">',
            f'<h2 id="contents">{_escaped(title("contents", document.lang))}</h2>',
            *_contents(document.sections, CONTENTS_DEPTH),
            "</nav>",
            '<main id="content" tabindex="-1">',
        )
        for section in document.sections:
            yield from self._section(section, 2)
        yield from ("</main>", "</body>", "</html>")

    def _section(self, section: Section, level: int) -> Iterator[str]:
        anchor = _attribute(section.anchor)
        place = ' class="new-page"' if section.on_new_page else ""
        yield f"<section{place} aria-labelledby={anchor}>" if level == 2 else "<div>"
        heading = min(level, 6)
        yield f"<h{heading} id={anchor}>{_text(section.heading)}</h{heading}>"
        for block in section.blocks:
            yield from self._block(block)
        for part in section.sections:
            yield from self._section(part, level + 1)
        yield "</section>" if level == 2 else "</div>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(line):
                yield f"<p>{_text(line)}</p>"
            case Bullets(items):
                yield from ("<ul>", *(f"<li>{_text(item)}</li>" for item in items), "</ul>")
            case Definitions(items):
                pairs = (f"<div><dt>{_text(word)}</dt><dd>{_text(said)}</dd></div>" for word, said in items)
                yield from ("<dl>", *pairs, "</dl>")
            case Table():
                yield from self._table(block.told())
            case Figure():
                yield from self._figure(block)

    def _table(self, table: Table) -> Iterator[str]:
        self._tables += 1
        name = f"table-{self._tables}"
        wide = ' class="wide"' if len(table.headings) > 5 else ""
        yield f'<div class="table" role="group" aria-labelledby="{name}" tabindex="0">'
        yield f'<table{wide}><caption id="{name}">{_escaped(table.caption)}</caption>'
        head = "".join(f'<th scope="col">{_escaped(heading)}</th>' for heading in table.headings)
        yield f"<thead><tr>{head}</tr></thead>"
        yield "<tbody>"
        for first, *rest in table.rows:
            is_heading = table.row_headings and plain(first).strip()
            opening = f'<th scope="row">{_text(first)}</th>' if is_heading else f"<td>{_text(first)}</td>"
            yield f"<tr>{opening}{''.join(f'<td>{_text(cell)}</td>' for cell in rest)}</tr>"
        yield "</tbody></table></div>"

    def _figure(self, figure: Figure) -> Iterator[str]:
        self._figures += 1
        if figure.svg:
            drawn = inline_svg(figure.svg, prefix=f"figure-{self._figures}-", name=figure.alt)
        elif figure.png:
            drawn = f'<img alt={_attribute(figure.alt)} src="data:image/png;base64,{_base64(figure.png)}">'
        else:
            return
        yield f'<figure tabindex="0">{drawn}<figcaption>{_escaped(figure.caption)}</figcaption></figure>'


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
    if not sections or not depth:
        return
    yield "<ul>"
    for section in sections:
        target, heading = _attribute(f"#{section.anchor}"), section.heading
        inner = "".join(_contents(section.sections, depth - 1))
        yield f"<li><a href={target}{_spoken(heading.lang)}>{_words(heading.text)}</a>{inner}</li>"
    yield "</ul>"


def _text(line: Line) -> str:
    return "".join(_phrase(phrase.text, phrase.lang, phrase.address) for phrase in phrases(line))


def _phrase(text: str, lang: str, address: str) -> str:
    if link(address):
        return f'<a href={_attribute(address)} rel="noreferrer"{_spoken(lang)}>{_words(text)}</a>'
    return f"<span{_spoken(lang)}>{_words(text)}</span>" if lang else _words(text)


def _words(text: str) -> str:
    return "<br>".join(html.escape(one) for one in lines_of(text))


def _spoken(lang: str) -> str:
    return f" lang={_attribute(lang)}" if lang else ""


def _escaped(text: str) -> str:
    return html.escape(" ".join(lines_of(text)))


def _attribute(text: str) -> str:
    return f'"{_escaped(text)}"'


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
