"""Word files: pictures, fields, what the file says of itself, and work that grows no faster than the report."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from counting import lines_executed
from palveluketju.documents import Document, write_report
from palveluketju.documents.document import Figure, Paragraph, Phrase, Properties, Section, Table

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 842 595"><title>x</title></svg>'


def png(width: int, height: int) -> bytes:
    """A white picture, at 192 dots an inch."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = zlib.compress(b"".join(b"\0" + b"\xff" * ((width + 7) // 8) for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    dots = struct.pack(">IIB", 7559, 7559, 1)
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"pHYs", dots) + part(b"IDAT", lines) + part(b"IEND", b"")
    )


A4 = png(2246, 1588)
FIGURE = Figure("Kuva 1. Ketju", "Kolme tasoa", SVG, A4)
TABLE = Table("Taulukko 1. Palvelut", ("Palvelu", "Järjestäjä", "Tuottaja"), (("a", "b", ""), ("c", "d", "")))
WHOLE = Document(
    "Raportti",
    "fi",
    (
        Section(
            Phrase("Ketju"),
            "s-a",
            sections=(Section(Phrase("Kuvaus"), "s-b", (FIGURE, Paragraph("Sanoin"), TABLE)),),
            on_new_page=True,
        ),
        Section(Phrase("Sanasto"), "s-c", (Paragraph("Loppu"),)),
    ),
    properties=Properties("Hyvinvointialue & kunta", "Anna Å <a@example.org>", "1.2", datetime.date(2026, 5, 1)),
)


def opened(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(write_report(document, ".docx")))


def instructions(word: docx.document.Document) -> list[str]:
    return [(element.text or "").strip() for element in word.element.iter(qn("w:instrText"))]


def part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write_report(document, ".docx"))) as packed:
        return packed.read(name).decode()


def test_a_picture_is_svg_with_png_for_others() -> None:
    word = opened(WHOLE)
    (shape,) = word.inline_shapes
    (blip,) = shape._inline.xpath(".//a:blip")
    parts = word.part.related_parts
    assert parts[blip.get(qn("r:embed"))].blob == A4
    (ext,) = blip.xpath("./a:extLst/a:ext")
    assert ext.get("uri") == "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
    svg = parts[ext[0].get(qn("r:embed"))]
    assert (svg.content_type, svg.blob.decode()) == ("image/svg+xml", SVG)
    assert (shape._inline.docPr.get("descr"), shape._inline.docPr.get("title")) == ("Kolme tasoa", "Kuva 1. Ketju")


def test_a_picture_stands_whole_within_the_margins() -> None:
    word = opened(WHOLE)
    (shape,), (page,) = word.inline_shapes, word.sections
    assert shape.width / shape.height == pytest.approx(2246 / 1588, abs=0.01)
    assert page.page_height is not None
    assert page.top_margin == page.left_margin == pytest.approx(Cm(1.5), abs=635)
    assert Cm(12) < shape.height < page.page_height - 2 * Cm(1.5) - Cm(1.5)
    assert not shape._inline.xpath(".//a:srcRect")


def test_a_picture_begins_a_page_with_all_headings_over_it() -> None:
    paragraphs = [one for one in opened(WHOLE).paragraphs if one.style and one.style.name.startswith("Heading")]
    breaks = {one.text: bool(one.paragraph_format.page_break_before) for one in paragraphs}
    assert breaks == {"Ketju": True, "Kuvaus": False, "Sanasto": False}


def test_contents_are_a_field_that_is_filled_and_can_be_filled_anew() -> None:
    word = opened(WHOLE)
    said = instructions(word)
    assert said[0] == 'TOC \\o "1-2" \\h \\z \\u'
    pages = [one for one in said if one.startswith("PAGEREF")]
    assert pages == [f"PAGEREF {name} \\h" for name in marks(word)]
    entries = [one.text.rstrip("\t") for one in word.paragraphs if one.style and one.style.name.startswith("toc")]
    assert entries == ["Ketju", "Kuvaus", "Sanasto"]
    kinds = [element.get(qn("w:fldCharType")) for element in word.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(said)
    assert "updateFields" not in part(WHOLE, "word/settings.xml"), "readers are asked nothing"


def marks(word: docx.document.Document) -> list[str]:
    return [str(element.get(qn("w:name"))) for element in word.element.iter(qn("w:bookmarkStart"))]


def test_a_document_without_contents_has_no_list_of_them() -> None:
    word = opened(Document(WHOLE.title, "fi", WHOLE.sections, contents=False))
    assert not [one for one in instructions(word) if one.startswith(("TOC", "PAGEREF"))]
    assert "Sisällys" not in [one.text for one in word.paragraphs]


def test_captions_are_counted_by_fields_in_the_words_of_the_language() -> None:
    assert [one for one in instructions(opened(WHOLE)) if one.startswith("SEQ")] == [
        "SEQ Kuva \\* ARABIC",
        "SEQ Taulukko \\* ARABIC",
    ]
    captions = [one.text for one in opened(WHOLE).paragraphs if one.style and one.style.name == "Caption"]
    assert captions == ["Kuva 1. Ketju", "Taulukko 1. Palvelut"]


def test_a_number_that_does_not_follow_is_told_to_the_field() -> None:
    tables = tuple(Table(f"Table {number}. x", ("a",), (("b",),)) for number in (1, 3, 4))
    word = opened(Document("x", "en", (Section(Phrase("y"), "s-y", tables),)))
    assert [one for one in instructions(word) if one.startswith("SEQ")] == [
        "SEQ Table \\* ARABIC",
        "SEQ Table \\* ARABIC \\r 3",
        "SEQ Table \\* ARABIC",
    ]


def test_tables_say_their_headings_and_have_no_empty_column() -> None:
    (table,) = opened(WHOLE).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Palvelu", "Järjestäjä"]
    xml = table._tbl.xml
    assert xml.count("<w:tblHeader") == 1
    assert xml.count("<w:cantSplit") == len(table.rows)


def test_a_file_says_whose_it_is() -> None:
    said = opened(WHOLE).core_properties
    assert (said.title, said.author, said.version) == ("Raportti", "Hyvinvointialue & kunta", "1.2")
    assert said.subject == "1.2, 1.5.2026"
    about = part(WHOLE, "docProps/app.xml")
    assert "<Company>Hyvinvointialue &amp; kunta</Company>" in about
    assert "<Manager>Anna Å &lt;a@example.org&gt;</Manager>" in about
    nobody = opened(Document("x" * 300, "fi", ()))
    assert (nobody.core_properties.author, len(nobody.core_properties.title)) == ("palveluketju", 255)
    assert not re.search("<Company>[^<]", part(Document("x", "fi", ()), "docProps/app.xml"))


def test_work_grows_as_the_document_does() -> None:
    def long(chapters: int) -> Document:
        every = [replace(WHOLE.sections[0], anchor=f"s-{number}") for number in range(chapters)]
        linked = Paragraph(
            tuple(Phrase(str(number), "", f"https://example.org/{number}") for number in range(chapters))
        )
        return replace(WHOLE, sections=(*every, Section(Phrase("Lähteet"), "s-z", (linked,))))

    none, some, many = (lines_executed(write_report, long(chapters), ".docx") for chapters in (0, 6, 12))
    assert many - some < 1.2 * (some - none)
