"""Reports as documents: one neutral document, and a thin writer for each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from palveluketju.documents.chapter import DrawnPage
from palveluketju.documents.document import Document
from palveluketju.documents.needing import needed_for
from palveluketju.documents.report import report_document
from palveluketju.findings import N_, CannotRun, Items

__all__ = ["ENDINGS", "Document", "DrawnPage", "check_takes_template", "report_document", "write_report"]

SLIDES: Final = ".pptx"


def _html(document: Document) -> bytes:
    from palveluketju.documents.html import html_text

    return html_text(document).encode()


def _markdown(document: Document) -> bytes:
    from palveluketju.documents.markdown import markdown_text

    return markdown_text(document).encode()


def _word(document: Document, template: Path | bytes | None = None) -> bytes:
    from palveluketju.documents.word import word_bytes

    return word_bytes(document, template)


def _sheets(document: Document) -> bytes:
    from palveluketju.documents.sheets import sheets_bytes

    return sheets_bytes(document)


def _pdf(document: Document) -> bytes:
    from palveluketju.documents.pdf import pdf_bytes

    return pdf_bytes(document)


def _slides(document: Document, template: Path | bytes | None = None) -> bytes:
    from palveluketju.documents.slides import slides_bytes

    return slides_bytes(document, template)


_WRITERS: Final[dict[str, Callable[[Document], bytes]]] = {
    ".html": _html,
    ".md": _markdown,
    ".docx": _word,
    ".xlsx": _sheets,
    ".pdf": _pdf,
    SLIDES: _slides,
}
ENDINGS: Final = tuple(_WRITERS)
"""The endings of files that a document can be written as."""


_WITH_TEMPLATE: Final = {".docx": _word, SLIDES: _slides}


def write_report(document: Document, ending: str, template: Path | bytes | None = None) -> bytes:
    """A document as the bytes of a file: ``.html``, ``.md``, ``.docx``, ``.xlsx``, ``.pdf`` or ``.pptx``.

    The same document gives the same bytes. ``template`` is a file of the same program whose looks it gets, or the bytes
    of one: for ``.docx`` a Word file (``.docx`` or ``.dotx``), whose styles, page, header and footer it has; for
    ``.pptx`` a presentation (``.pptx`` or ``.potx``), whose layouts it has.

    Raises:
        CannotRun: there is no writer for the ending, the library that it needs is not installed, or the template cannot
            be used.
    """
    writer = _WRITERS.get(ending.lower())
    if writer is None:
        raise CannotRun(
            N_("a report cannot be written as '{kind}'; use {endings}"), kind=ending, endings=Items(ENDINGS, "or")
        )
    if template is None:
        with needed_for(ending):
            return writer(document)
    check_takes_template(ending)
    with needed_for(ending):
        return _WITH_TEMPLATE[ending.lower()](document, template)


def check_takes_template(ending: str) -> None:
    """Refuse an ending of files that take no template.

    Raises:
        CannotRun: always, for such an ending.
    """
    if ending.lower() not in _WITH_TEMPLATE:
        raise CannotRun(
            N_("a report as '{kind}' takes no template; those as {endings} do"),
            kind=ending,
            endings=Items(tuple(_WITH_TEMPLATE), "and"),
        )
