"""A Word file that somebody gives as a template: read within limits, and emptied of all but how it looks.

A template is a stranger's file. What it could run, fetch or reveal is not taken along: of its parts only those stay
that tell how pages and text look.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length

from palveluketju.documents.document import link
from palveluketju.documents.template_files import Office, checked, refused
from palveluketju.documents.word_pages import Pages, inner_width
from palveluketju.documents.word_styles import NAMES, add_missing, style_ids
from palveluketju.findings import N_, CannotRun, Message

_WORD: Final = Office(
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    N_("it is not a Word file; save it as .docx or .dotx"),
)
_FETCHING: Final = re.compile(
    r"\b(DDE|DDEAUTO|LINK|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)
_KEPT: Final = frozenset({"styles", "numbering", "settings", "fontTable", "theme", "header", "footer"})
"""What the document stays in relation with, by the last words of the kinds of relations."""
_WITHIN: Final = frozenset({"image", "hyperlink", "font"})
"""What its parts stay in relation with."""
_DROPPED_SETTINGS: Final = (
    "attachedTemplate",
    "mailMerge",
    "footnotePr",
    "endnotePr",
    "docVars",
    "updateFields",
    "saveThroughXslt",
)
_DROPPED_OF_PAGE: Final = ("printerSettings", "footnotePr", "endnotePr", "cols", "type", "sectPrChange")
_DAMAGED: Final = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)
"""What python-docx and lxml raise for a file that is none of Word."""


def opened_template(template: Path | bytes, ours: WordDocument) -> WordDocument:
    """A template as an empty document: with its styles, its page, and the headers and footers of its last section.

    Styles that it lacks are those of ``ours``.

    Raises:
        CannotRun: it cannot be read, is too large, is not a Word file, holds programs, or fetches something.
    """
    data = checked(template, _WORD)
    try:
        word = docx.Document(io.BytesIO(data))
        _empty(word)
        add_missing(word, ours, _page_of(word))
        pages = Pages(word, style_ids(word))
        for name in NAMES:  # what cannot be understood of it is found here, and not while it is written
            pages.taken(name, "")
    except _DAMAGED as error:
        raise refused(Message(_WORD.not_this)) from error
    for part in _parts(word.part):
        _check_relations(part)
    return word


def _page_of(word: WordDocument) -> Length:
    """How wide its text is; where it does not say how large its page is, that is A4."""
    page = word.sections[-1]
    page.page_width, page.page_height = page.page_width or Cm(21), page.page_height or Cm(29.7)
    for side in ("left", "right", "top", "bottom"):
        if getattr(page, f"{side}_margin") is None:
            setattr(page, f"{side}_margin", Cm(2))
    return inner_width(page)


def _empty(word: WordDocument) -> None:
    """Take out all that it says, and every part that is not needed for how it looks."""
    body = word.element.body
    page = body.get_or_add_sectPr()
    _inherit([one for one in body.iter(qn("w:sectPr")) if one.getparent().tag != qn("w:sectPrChange")])
    word._body.clear_content()
    for name in _DROPPED_OF_PAGE:
        _drop(page, name)
    for ground in word.element.findall(qn("w:background")):
        for child in list(ground):
            ground.remove(child)
    for reference in page.xpath("./w:headerReference | ./w:footerReference"):
        if reference.get(qn("r:id")) not in word.part.rels:
            page.remove(reference)
    used = {element.get(qn("r:id")) for element in page}
    for name, relation in list(word.part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external or kind not in _KEPT or (kind in ("header", "footer") and name not in used):
            del word.part.rels[name]
    package = word.part.package
    for name, relation in list(package.rels.items()):
        if not relation.reltype.endswith("/officeDocument"):
            del package.rels[name]
    for part in _parts(word.part):
        if part.content_type == CONTENT_TYPE.WML_SETTINGS:
            part.rels.clear()
    for name in _DROPPED_SETTINGS:
        _drop(word.settings.element, name)


def _inherit(pages: list[BaseOxmlElement]) -> None:
    """Give the last section the headers and footers that it has from those before it."""
    for name in ("w:footerReference", "w:headerReference"):
        last: dict[str | None, BaseOxmlElement] = {}
        for page in pages:
            last |= {one.get(qn("w:type")): one for one in page.findall(qn(name))}
        for one in last.values():
            pages[-1].insert(0, one)


def _drop(element: BaseOxmlElement, name: str) -> None:
    for child in element.findall(qn(f"w:{name}")):
        element.remove(child)


def _parts(document: Part) -> Iterator[Part]:
    """The parts that stay, apart from the document."""
    for relation in document.rels.values():
        if not relation.is_external:
            yield relation.target_part


def _check_relations(part: Part) -> None:
    for relation in part.rels.values():
        address = relation.target_ref if relation.is_external else ""
        kind = relation.reltype.rpartition("/")[2]
        is_link = kind == "hyperlink" and (link(address) or address.startswith("mailto:"))
        if kind not in _WITHIN or (address and not is_link):
            raise _fetches(part, address or kind)
        if not relation.is_external:
            for deeper in relation.target_part.rels.values():
                raise _fetches(part, deeper.reltype.rpartition("/")[2])
    if isinstance(part, XmlPart):
        said = "".join(element.text or "" for element in part.element.iter(qn("w:instrText")))
        said += " ".join(element.get(qn("w:instr"), "") for element in part.element.iter(qn("w:fldSimple")))
        found = _FETCHING.search(said)
        if found:
            raise _fetches(part, found[0])
        for element in part.element.iter():
            for name in ("src", "href"):  # of pictures of old, which name addresses themselves
                if element.get(name):
                    raise _fetches(part, element.get(name))


def _fetches(part: Part, what: str) -> CannotRun:
    told = N_("its part {part} takes something from elsewhere: {what}; take it out")
    return refused(Message(told, part=str(part.partname), what=what))
