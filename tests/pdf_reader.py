"""What a PDF file says of itself, right or wrong: its structure, and which of its content belongs to what."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import ByteStringObject, ContentStream, NullObject, TextStringObject

PAINTING = frozenset(
    (b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"', b"BI")
)
SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))


def each(value: Any) -> list[Any]:
    """The members of a value that may be none, one, or an array of them."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def codes_of(operands: Any) -> bytes:
    """The bytes of the text that an operator shows."""
    pieces = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
    return b"".join(
        piece.original_bytes if isinstance(piece, TextStringObject) else piece
        for piece in pieces
        if isinstance(piece, (TextStringObject, ByteStringObject))
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
    objects: list[Any] = field(default_factory=list)
    """Annotations."""

    def walk(self) -> Iterator[Element]:
        yield self
        for element in self.elements:
            yield from element.walk()

    def all(self, *kinds: str) -> list[Element]:
        return [element for element in self.walk() if element.kind in kinds]

    def holders(self) -> Iterator[Element]:
        """What the element stands in, the nearest first."""
        if self.above is not None:
            yield self.above
            yield from self.above.holders()


@dataclass
class Shown:
    """What one operator paints, and the marks that it stands in, outermost first, each with what the page says of it.

    ``font`` and ``codes`` are of text: the name of its font and the bytes that it shows.
    """

    page: int
    marks: tuple[tuple[str, dict[str, Any]], ...]
    font: str = ""
    codes: bytes = b""

    @property
    def number(self) -> int | None:
        """The number of the marked content; None of what is marked as no content, or not at all."""
        return next((told["/MCID"] for _, told in reversed(self.marks) if "/MCID" in told), None)


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
        for kid in each(self.root.get("/StructTreeRoot", {}).get("/K")):
            self._add(kid.get_object(), self.tree)

    def _add(self, told: Any, above: Element) -> None:
        element = Element(str(told.get("/S", "")).removeprefix("/"), told, above)
        above.elements.append(element)
        for kid in each(told.get("/K")):
            value = kid.get_object()
            if isinstance(value, int):
                element.content.append((self._numbers[told.raw_get("/Pg").idnum], value))
            elif value.get("/Type") == "/OBJR":
                element.objects.append(value["/Obj"])
            else:
                self._add(value, element)

    @cached_property
    def shown(self) -> list[Shown]:
        """All that the pages show, in the order of painting."""
        return [one for number in range(len(self.reader.pages)) for one in self._shown(number)]

    def _shown(self, number: int) -> Iterator[Shown]:
        marks: list[tuple[str, dict[str, Any]]] = []
        font, outer = "", []
        content = ContentStream(self.reader.pages[number]["/Contents"].get_object(), self.reader)
        for operands, operator in content.operations:
            if operator in (b"BDC", b"BMC"):
                marks.append((operands[0], operands[1] if operator == b"BDC" else {}))
            elif operator == b"EMC":
                marks.pop()
            elif operator == b"q":
                outer.append(font)
            elif operator == b"Q":
                font = outer.pop()
            elif operator == b"Tf":
                font = operands[0]
            elif operator in PAINTING:
                yield Shown(number, tuple(marks), font, codes_of(operands) if operator in SHOWING else b"")

    def marked(self) -> dict[tuple[int, int], str]:
        """The kind of marked content, by the numbers of its page and of itself."""
        return {(one.page, one.number): one.marks[-1][0] for one in self.shown if one.number is not None}

    def mapped(self) -> set[tuple[int, int]]:
        """The numbers of the marked content that the file leads from the page to the structure."""
        numbers = self.root.get("/StructTreeRoot", {}).get("/ParentTree", {}).get("/Nums", ())
        leading = dict(zip(numbers[::2], numbers[1::2], strict=True))
        return {
            (number, content)
            for number, page in enumerate(self.reader.pages)
            for content, element in enumerate(leading.get(page["/StructParents"], ()))
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
