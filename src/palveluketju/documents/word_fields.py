"""Fields of a Word file: what Word and LibreOffice fill in anew, and what stands there until they do."""

from __future__ import annotations

import re
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

CONTENTS_DEPTH: Final = 2
_NUMBERED: Final = re.compile(r"([^\W\d]+) (\d+)(\. .*)", re.DOTALL)


def bookmark(number: int) -> str:
    """The name of the bookmark on a heading, as Word names those of a list of contents."""
    return f"_Toc{number:06}"


def mark_heading(paragraph: BaseOxmlElement, number: int) -> None:
    """Put the bookmark of its number on what a paragraph says."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), bookmark(number))
    first = next((one for one in paragraph if one.tag != qn("w:pPr")), None)
    paragraph.append(start) if first is None else first.addprevious(start)
    paragraph.append(end)


def begin_contents(paragraph: BaseOxmlElement) -> None:
    """Begin the list of contents, which :func:`end_field` ends."""
    paragraph.append(_character("begin"))
    paragraph.append(_instruction(f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u'))
    paragraph.append(_character("separate"))


def end_field(paragraph: BaseOxmlElement) -> None:
    """End a field that was begun in this paragraph or before."""
    paragraph.append(_character("end"))


def entry(paragraph: BaseOxmlElement, number: int) -> BaseOxmlElement:
    """The link to a heading, into which its words go; :func:`tell_page` comes after them."""
    inner = OxmlElement("w:hyperlink")
    inner.set(qn("w:anchor"), bookmark(number))
    inner.set(qn("w:history"), "1")
    paragraph.append(inner)
    return inner


def tell_page(inner: BaseOxmlElement, number: int) -> None:
    """The page of a heading, which is not known before the program that shows the file has laid it out.

    A number that is not known is not written: the program fills it in when fields are updated. To ask for that on
    opening would put a question to every reader.
    """
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:tab"))
    parts = (_character("begin"), _instruction(f"PAGEREF {bookmark(number)} \\h"), _character("separate"))
    for part in (run, *parts, _character("end")):
        inner.append(part)


def numbered(caption: str) -> tuple[str, int, str] | None:
    """The kind, the number and the rest of a caption.

    >>> numbered("Taulukko 3. Palvelut")
    ('Taulukko', 3, '. Palvelut')
    """
    found = _NUMBERED.fullmatch(caption)
    return (found[1], int(found[2]), found[3]) if found else None


def count(paragraph: BaseOxmlElement, kind: str, number: int, *, follows: bool) -> None:
    """The number of a caption among those of its kind; ``follows`` tells whether it is one more than the last."""
    again = "" if follows else f" \\r {number}"
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = str(number)
    run.append(text)
    for part in (_character("begin"), _instruction(f"SEQ {kind} \\* ARABIC{again}"), _character("separate"), run):
        paragraph.append(part)
    end_field(paragraph)


def _character(kind: str) -> BaseOxmlElement:
    run, part = OxmlElement("w:r"), OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    run.append(part)
    return run


def _instruction(text: str) -> BaseOxmlElement:
    run, part = OxmlElement("w:r"), OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = f" {text} "
    run.append(part)
    return run
