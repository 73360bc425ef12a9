"""Runs of a Word file, of which a long report has some hundred thousand: made with nothing looked up on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from palveluketju.documents.word_looks import LINK
from palveluketju.drawing.writers.office_files import region

_RUN: Final = qn("w:r")
_PROPERTIES: Final = qn("w:rPr")
_BOLD: Final = qn("w:b")
_COLOUR: Final = qn("w:color")
_LINE_UNDER: Final = qn("w:u")
_LANGUAGE: Final = qn("w:lang")
_VALUE: Final = qn("w:val")
_BREAK: Final = qn("w:br")
_TEXT: Final = qn("w:t")
_SPACE: Final = qn("xml:space")


def put_run(
    holder: BaseOxmlElement, lines: Iterable[str], *, bold: bool = False, lang: str = "", linked: bool = False
) -> None:
    """Put a run of some lines at the end of an element; ``lang`` is empty where it is that of the document."""
    run = _put(holder, _RUN)
    if bold or lang or linked:
        properties = _put(run, _PROPERTIES)
        if bold:
            _put(properties, _BOLD)
        if linked:
            _put(properties, _COLOUR).set(_VALUE, str(LINK))
            _put(properties, _LINE_UNDER).set(_VALUE, "single")
        if lang:
            _put(properties, _LANGUAGE).set(_VALUE, region(lang))
    for number, line in enumerate(lines):
        if number:
            _put(run, _BREAK)
        text = _put(run, _TEXT)
        text.text = line
        if line != line.strip():
            text.set(_SPACE, "preserve")


def _put(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child: BaseOxmlElement = parent.makeelement(tag)
    parent.append(child)
    return child
