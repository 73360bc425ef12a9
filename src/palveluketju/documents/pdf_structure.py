"""What WeasyPrint leaves out of the structure of a PDF file, put in before the file is written.

It uses what WeasyPrint does not promise to keep, which is why pyproject.toml names one main version of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure.boxes import InlineBox

_WORDS: Final = ("/Span", "/Link")


def complete(rendered: Any, pdf: Any, headings: Mapping[str, str]) -> None:
    """Complete the structure of a PDF file that is about to be written.

    ``headings`` has the headings of the document by their anchors: what links within it are called.
    """
    structure = _Structure(pdf)
    structure.say_languages(rendered)
    structure.tell_scopes()
    structure.pair_definitions()
    structure.leave_out_margins()
    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Link" and "Dest" in one:
            one["Contents"] = pydyf.String(headings[one["Dest"].string])


class _Structure:
    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._elements = [
            one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"
        ]

    def _at(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def say_languages(self, rendered: Any) -> None:
        """Words of another language than the document's say of which; elements stand in the order of their boxes."""
        boxes = [
            box
            for page in rendered.pages
            for box in page._page_box.descendants(placeholders=True)
            if isinstance(box, InlineBox) and (box.element_tag == "span" or box.element_tag.split(":")[0] == "a")
        ]
        elements = [one for one in self._elements if one["S"] in _WORDS and not (one["S"] == "/Span" and _is_text(one))]
        for box, element in zip(boxes, elements, strict=True):
            if lang := box.element.get("lang"):
                element["Lang"] = pydyf.String(lang)

    def tell_scopes(self) -> None:
        """A heading in a table says whether it is that of a column or of a row."""
        for heading in self._elements:
            if heading["S"] == "/TH":
                rows = self._at(self._at(heading["P"])["P"])
                heading["A"]["Scope"] = "/Column" if rows["S"] == "/THead" else "/Row"

    def pair_definitions(self) -> None:
        """A term and what is said of it are one item of a list: its label and its body."""
        for pair in self._elements:
            if pair["S"] != "/Div" or self._at(pair["P"])["S"] != "/L":
                continue
            items = [self._at(kid) for kid in pair["K"]]
            bodies = [self._at(kid) for item in items for kid in item["K"]]
            for item in items:
                item.free = "f"
            for body in bodies:
                body["P"] = pair.reference
            pair["S"], pair["K"] = "/LI", pydyf.Array([body.reference for body in bodies])
            if len(bodies) > 1:
                bodies[0]["S"] = "/Lbl"

    def leave_out_margins(self) -> None:
        """Page numbers are no part of the content: what does not hang on the tree is marked so."""
        root = self._at(self._pdf.catalog["StructTreeRoot"])
        belongs = self._at(root["ParentTree"])["Nums"]
        reached, waiting = set(), list(root["K"])
        while waiting:
            element = self._at(waiting.pop())
            reached.add(element.number)
            waiting += [kid for kid in element.get("K", ()) if isinstance(kid, bytes)]
        for element in self._elements:
            if element.number in reached or element.free == "f":
                continue
            element.free = "f"
            if _is_text(element):
                page, number = self._at(element["Pg"]), element["K"][0]
                belongs[2 * page["StructParents"] + 1][number] = "null"
                _unmark(self._at(page["Contents"]).stream, number)


def _is_text(element: Any) -> bool:
    """Whether an element holds a part of a page's content, and no other elements."""
    return bool(element["K"]) and isinstance(element["K"][0], int)


def _unmark(content: list[Any], number: int) -> None:
    for place, part in enumerate(content):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") == number:
            content[place - 1 : place + 2] = ["/Artifact", b"BMC"]
            return
