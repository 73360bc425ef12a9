"""The styles of a Word file by the names that they have in every language, and ours where a template has none."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

NAMES: Final = (
    *("Normal", "Title", "Body Text", "TOC Heading", "toc 1", "toc 2", *(f"Heading {depth}" for depth in range(1, 10))),
    *("List Bullet", "Caption", "Table Grid", "Table Text", "Fact"),
)
"""The styles that a report is written in."""


def style_ids(word: WordDocument) -> dict[str, str]:
    """The ids of styles by their names in small letters: ``heading 1`` is ``Otsikko1`` in a Finnish Word."""
    found: dict[str, str] = {}
    for style in word.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and style.get(qn("w:type")) != "character":
            found.setdefault(str(name.get(qn("w:val"))).lower(), str(style.get(qn("w:styleId"))))
    return found


def add_missing(word: WordDocument, ours: WordDocument, text_width: Length) -> None:
    """Give a template the styles that it lacks, in its own fonts and colours and within its page."""
    known, mine = style_ids(word), style_ids(ours)
    names = {identity: name for name, identity in mine.items()}
    for name in NAMES:
        if name.lower() in known:
            continue
        style = deepcopy(ours.styles.element.get_by_id(mine[name.lower()]))
        known[name.lower()] = identity = _free(mine[name.lower()], set(known.values()))
        style.set(qn("w:styleId"), identity)
        for key in ("basedOn", "next"):
            for other in style.findall(qn(f"w:{key}")):
                there = known.get(names.get(other.get(qn("w:val")), ""))
                if there is None:
                    style.remove(other)
                else:
                    other.set(qn("w:val"), there)
        for place in ("w:link", "w:rPr/w:rFonts", "w:rPr/w:color"):
            for one in style.findall("/".join(map(qn, place.split("/")))):
                one.getparent().remove(one)
        for indent in style.iter(qn("w:ind")):
            indent.attrib.pop(qn("w:right"), None)
        for tab in style.iter(qn("w:tab")):
            tab.set(qn("w:pos"), str(text_width.twips))
        for number in style.iter(qn("w:numId")):
            number.set(qn("w:val"), _numbering(word, ours, str(number.get(qn("w:val"))), identity))
        word.styles.element.append(style)


def _free(wished: str, taken: set[str]) -> str:
    found, count = wished, 1
    while found in taken:
        count += 1
        found = f"{wished}{count}"
    return found


def _numbering(word: WordDocument, ours: WordDocument, number: str, style: str) -> str:
    """How items of our list begin, put among those of a template; gives its number there."""
    mine = ours.part.numbering_part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in word.part.rels.values()):
        word.part.relate_to(mine, RELATIONSHIP_TYPE.NUMBERING)
        return number
    theirs: BaseOxmlElement = word.part.numbering_part.element
    (num,) = mine.element.xpath(f"./w:num[@w:numId='{number}']")
    (kind,) = num.xpath("./w:abstractNumId/@w:val")
    (abstract,) = mine.element.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']")
    num, abstract = deepcopy(num), deepcopy(abstract)
    new_kind, new_number = _next(theirs, "abstractNum", "abstractNumId"), _next(theirs, "num", "numId")
    abstract.set(qn("w:abstractNumId"), new_kind)
    for shown in abstract.iter(qn("w:pStyle")):
        shown.set(qn("w:val"), style)
    num.set(qn("w:numId"), new_number)
    num.find(qn("w:abstractNumId")).set(qn("w:val"), new_kind)
    first = theirs.find(qn("w:num"))
    theirs.append(abstract) if first is None else first.addprevious(abstract)
    theirs.append(num)
    return new_number


def _next(element: BaseOxmlElement, name: str, key: str) -> str:
    taken = [int(one.get(qn(f"w:{key}"))) for one in element.findall(qn(f"w:{name}"))]
    return str(max(taken, default=0) + 1)
