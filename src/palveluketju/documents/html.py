"""A document as one HTML page that needs nothing else: no network; without scripts it reads whole as well."""

from __future__ import annotations

import base64
from collections.abc import Iterator
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
from palveluketju.documents.html_script import SCRIPT, SCRIPT_HASH
from palveluketju.documents.html_text import attribute, escaped, language_of, spoken, text_html, words_html
from palveluketju.documents.inline import inline_svg, width_of
from palveluketju.documents.looks import STYLE
from palveluketju.terms import title

CONTENTS_DEPTH: Final = 2
"""How deep the list of contents goes."""
_FEW_ROWS: Final = 10
"""A document whose tables are no longer is not filtered: it is read."""
_POLICY: Final = (
    f"default-src 'none'; script-src 'sha256-{SCRIPT_HASH}'; style-src 'unsafe-inline'; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)


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
            f"<html lang={attribute(document.lang)}>",
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content={attribute(_POLICY)}>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title{spoken(language_of(document.title))}>{escaped(document.title)}</title>",
            *_told_of(document),
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>" if document.contents else '<body class="paper">',
            f'<a class="skip" href="#content">{escaped(title("skip to content", document.lang))}</a>',
            "<header>",
            f"<h1>{text_html(document.title)}</h1>",
            *(f"<p>{text_html(line)}</p>" for line in document.lead),
            "</header>",
        )
        if document.contents:
            yield from (
                '<nav aria-labelledby="contents">',
                f'<h2 id="contents">{escaped(title("contents", document.lang))}</h2>',
                *_contents(document.sections, CONTENTS_DEPTH),
                "</nav>",
            )
        if any(len(table.rows) > _FEW_ROWS for table in document.tables()):
            yield _search(document.lang)
        yield '<main id="content" tabindex="-1">'
        for section in document.sections:
            yield from self._section(section, 2)
        yield from ("</main>", f"<script>{SCRIPT}</script>", "</body>", "</html>")

    def _section(self, section: Section, level: int) -> Iterator[str]:
        anchor = attribute(section.anchor)
        place = ' class="new-page"' if section.on_new_page else ""
        yield f"<section{place} aria-labelledby={anchor}>" if level == 2 else '<div class="part">'
        heading = min(level, 6)
        yield f"<h{heading} id={anchor}>{text_html(section.heading)}</h{heading}>"
        for block in section.blocks:
            yield from self._block(block)
        for part in section.sections:
            yield from self._section(part, level + 1)
        yield "</section>" if level == 2 else "</div>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(line):
                yield f"<p>{text_html(line)}</p>"
            case Bullets(items):
                yield from ("<ul>", *(f"<li>{text_html(item)}</li>" for item in items), "</ul>")
            case Definitions(items):
                pairs = (f"<div><dt>{text_html(word)}</dt><dd>{text_html(said)}</dd></div>" for word, said in items)
                yield from ("<dl>", *pairs, "</dl>")
            case Table():
                yield from self._table(block.told())
            case Figure():
                yield from self._figure(block)

    def _table(self, table: Table) -> Iterator[str]:
        self._tables += 1
        name = f"table-{self._tables}"
        wide = ' class="wide"' if len(table.headings) > 5 else ""
        yield f'<div class="table scroller" data-name="{name}">'
        yield f'<table{wide}><caption id="{name}">{text_html(table.caption)}</caption>'
        head = "".join(f'<th scope="col">{text_html(heading)}</th>' for heading in table.headings)
        yield f"<thead><tr>{head}</tr></thead>"
        yield "<tbody>"
        for first, *rest in table.rows:
            is_heading = table.row_headings and plain(first).strip()
            opening = f'<th scope="row">{text_html(first)}</th>' if is_heading else f"<td>{text_html(first)}</td>"
            yield f"<tr>{opening}{''.join(f'<td>{text_html(cell)}</td>' for cell in rest)}</tr>"
        yield "</tbody></table></div>"

    def _figure(self, figure: Figure) -> Iterator[str]:
        """A picture as wide as the page; as large as it was drawn where its own address is gone to."""
        lang, spoken_in = self._document.lang, language_of(figure.alt)
        name = f"figure-{self._figures + 1}"
        if figure.svg:
            drawn = inline_svg(
                figure.svg, prefix=f"{name}-", name=plain(figure.alt), lang=spoken_in, languages=figure.languages
            )
            full = f' style="--full:{width_of(figure.svg):g}pt"'
        elif figure.png:
            source = f"data:image/png;base64,{base64.b64encode(figure.png).decode('ascii')}"
            drawn, full = f'<img alt={attribute(figure.alt)}{spoken(spoken_in)} src="{source}">', ""
        else:
            return
        self._figures += 1
        yield f'<figure id="{name}"{full}>'
        yield f'<a class="full" id="{name}-place" href="#{name}">{escaped(title("full size", lang))}</a>'
        yield f'<a class="back" href="#{name}-place">{escaped(title("back to text", lang))}</a>'
        yield f'<div class="picture scroller" data-name="{name}-caption">{drawn}</div>'
        yield f'<figcaption id="{name}-caption">{text_html(figure.caption)}</figcaption></figure>'


def _told_of(document: Document) -> Iterator[str]:
    """What the page says of itself to programs."""
    told = document.properties
    says = {
        "author": told.organisation,
        "description": " ".join(map(plain, document.lead)),
        "dcterms.date": told.day.isoformat() if told.day else "",
        "version": told.version,
    }
    yield from (f'<meta name="{name}" content={attribute(text)}>' for name, text in says.items() if text)


def _search(lang: str) -> str:
    """A field that keeps what has some words; hidden until the script runs that makes it work."""
    says = attribute(title("rows shown", lang))
    return (
        f'<div role="search" hidden><label>{escaped(title("filter contents", lang))}'
        f' <input type="search" autocomplete="off"></label> <output data-says={says}></output></div>'
    )


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
    if not sections or not depth:
        return
    yield "<ul>"
    for section in sections:
        target, heading = attribute(f"#{section.anchor}"), section.heading
        inner = "".join(_contents(section.sections, depth - 1))
        yield f"<li><a href={target}{spoken(heading.lang)}>{words_html(heading.text)}</a>{inner}</li>"
    yield "</ul>"
