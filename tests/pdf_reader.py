"""What a PDF file says of itself: its structure, and which of its content belongs to what."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import ContentStream, NullObject

PAINTING = frozenset(
    (b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"', b"BI")
)


@dataclass(eq=False)
class Element:
    """One element of the structure: its kind, without the slash, what the file says of it, and what it is made of."""

    kind: str
    told: dict[str, Any]
    above: Element | None
    elements: list[Element] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    """Numbers of pages, with the numbers of marked content on them."""

    def walk(self) -> Iterator[Element]:
        yield self
        for element in self.elements:
            yield from element.walk()

    def all(self, *kinds: str) -> list[Element]:
        return [element for element in self.walk() if element.kind in kinds]


class PdfFile:
    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.root = cast(Any, self.reader.trailer["/Root"])
        self._numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(self.reader.pages)
            if page.indirect_reference
        }
        self.tree = Element("", {}, None)
        for kid in self.root["/StructTreeRoot"]["/K"]:
            self._add(kid.get_object(), self.tree)

    def _add(self, told: Any, above: Element) -> None:
        element = Element(told["/S"].removeprefix("/"), told, above)
        above.elements.append(element)
        for kid in told["/K"]:
            value = kid.get_object()
            if isinstance(value, int):
                element.content.append((self._numbers[told.raw_get("/Pg").idnum], value))
            elif value.get("/Type") == "/StructElem":
                self._add(value, element)

    def marked(self) -> dict[tuple[int, int], bytes]:
        """Marked content by the numbers of its page and of itself; fails when anything is painted that is not marked.

        What is marked as no content (a page number, a border) is not among it.
        """
        found: dict[tuple[int, int], bytes] = {}
        for number, page in enumerate(self.reader.pages):
            open_marks: list[str] = []
            for operands, operator in ContentStream(page["/Contents"].get_object(), self.reader).operations:
                if operator in (b"BDC", b"BMC"):
                    open_marks.append(operands[0])
                    if operator == b"BDC":
                        found[number, operands[1]["/MCID"]] = operands[0]
                elif operator == b"EMC":
                    open_marks.pop()
                elif operator in PAINTING:
                    assert open_marks, f"page {number + 1} paints what is not marked"
        return found

    def mapped(self) -> set[tuple[int, int]]:
        """The numbers of the marked content that the file leads from the page to the structure."""
        numbers = self.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        return {
            (page, number)
            for page in range(len(self.reader.pages))
            for number, element in enumerate(numbers[2 * page + 1])
            if not isinstance(element.get_object(), NullObject)
        }

    def annotations(self) -> list[Any]:
        return [one.get_object() for page in self.reader.pages for one in page.get("/Annots", ())]

    def metadata(self) -> ET.Element:
        return ET.fromstring(self.root["/Metadata"].get_data())  # noqa: S314  # of a file that a test has just made

    def bookmarks(self) -> list[tuple[int, str]]:
        """The titles of the bookmarks, each with its depth, from 0."""
        found: list[tuple[int, str]] = []

        def read(outline: Any, depth: int) -> None:
            for one in outline:
                if isinstance(one, list):
                    read(one, depth + 1)
                else:
                    found.append((depth, one.title))

        read(self.reader.outline, 0)
        return found
