"""A Word template of an organisation: its looks rule, nothing that it says stays, and a bad one is told in words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt

from palveluketju import CannotRun
from palveluketju.documents import Document, write_report
from palveluketju.documents.document import Paragraph, Phrase, Section, Table
from palveluketju.documents.template_files import MOST_BYTES
from test_word import WHOLE, png


def made() -> docx.document.Document:
    """A template as a Finnish Word writes it: upright, with styles under Finnish ids, and without some of them."""
    word = docx.Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    page.header.paragraphs[0].text = "Hyvinvointialueen ylätunniste"
    heading = word.styles["Heading 1"]
    heading.font.name, heading.font.size = "Georgia", Pt(21)
    heading.element.set(qn("w:styleId"), "Otsikko1")
    for name in ("Caption", "List Bullet", "Table Grid", "Title"):
        word.styles[name].delete()
    word.add_heading("Salainen ohje", 1)
    word.add_paragraph("Pois tämä")
    word.add_section()
    word.add_paragraph("Ja tämä")
    return word


def saved(word: docx.document.Document) -> bytes:
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


@cache
def template() -> bytes:
    return saved(made())


def changed(change: Callable[[str, bytes], bytes], extra: tuple[str, bytes] | None = None) -> bytes:
    """The template with the bytes of its parts changed."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as packed, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in packed.namelist():
            whole.writestr(name, change(name, packed.read(name)))
        if extra:
            whole.writestr(*extra)
    return data.getvalue()


@cache
def report() -> bytes:
    return write_report(WHOLE, ".docx", template())


def test_text_stands_in_the_styles_of_the_template() -> None:
    word = docx.Document(io.BytesIO(report()))
    (heading,) = [one for one in word.paragraphs if one.text == "Ketju" and one.style and "Head" in str(one.style.name)]
    assert heading._p.style == "Otsikko1"
    assert heading.style is not None
    assert (heading.style.font.name, heading.style.font.size) == ("Georgia", Pt(21))
    known = {style.get(qn("w:styleId")) for style in word.styles.element.iter(qn("w:style"))}
    used = {
        element.get(qn("w:val")) for kind in ("pStyle", "tblStyle") for element in word.element.iter(qn(f"w:{kind}"))
    }
    assert used <= known


def test_styles_that_a_template_lacks_are_added_in_its_font() -> None:
    styles = docx.Document(io.BytesIO(report())).styles
    for name in ("Caption", "List Bullet", "Title", "Fact"):
        assert styles[name].font.name is None
        assert styles[name].font.color.rgb is None
    assert styles["Table Grid"].element.xpath(".//w:tblBorders")
    (number,) = styles["List Bullet"].element.xpath(".//w:numId/@w:val")
    numbering = docx.Document(io.BytesIO(report())).part.numbering_part.element
    assert numbering.xpath(f"./w:num[@w:numId='{number}']")


def test_nothing_that_the_template_says_stays_but_its_header() -> None:
    word = docx.Document(io.BytesIO(report()))
    text = "\n".join(one.text for one in word.paragraphs)
    assert "Salainen" not in text
    assert "tämä" not in text
    assert word.sections[0].header.paragraphs[0].text == "Hyvinvointialueen ylätunniste"
    assert word.core_properties.title == "Raportti"


def test_pages_are_those_of_the_template_and_lie_on_their_side_for_a_picture() -> None:
    word = docx.Document(io.BytesIO(report()))
    upright = [pytest.approx(Cm(side), abs=Cm(0.05)) for side in (21, 29.7)]
    on_its_side = upright[::-1]
    sizes = [[page.page_width, page.page_height] for page in word.sections]
    assert sizes == [upright, on_its_side, upright]
    assert [page.left_margin for page in word.sections] == [pytest.approx(Cm(2.5), abs=Cm(0.05))] * 3
    assert all(page.header.is_linked_to_previous for page in list(word.sections)[1:])
    (shape,) = word.inline_shapes
    assert Cm(10) < shape.height < Cm(21 - 5)
    (table,) = word.tables
    assert sum(column.width for column in table.columns) == pytest.approx(Cm(16), abs=Cm(0.1))


def test_a_wide_table_lies_on_its_side_with_its_heading() -> None:
    wide = Table("Table 1. x", tuple("Tuottamisvastuu" for _ in range(7)), (("b",) * 7,))
    sections = (Section(Phrase("w"), "s-w", (wide,)), Section(Phrase("n"), "s-n", (Paragraph("text"),)))
    word = docx.Document(io.BytesIO(write_report(Document("x", "en", sections, contents=False), ".docx", template())))
    turned = [page.page_width > page.page_height for page in word.sections if page.page_width and page.page_height]
    assert turned == [False, True, False]
    title = next(one for one in word.paragraphs if one.text == "x")
    assert title._p.xpath("./w:pPr/w:sectPr")
    assert sum(column.width for column in word.tables[0].columns) == pytest.approx(Cm(24.7), abs=Cm(0.1))


def test_a_high_header_leaves_less_room_for_a_picture() -> None:
    word = made()
    (before,) = docx.Document(io.BytesIO(report())).inline_shapes
    word.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(100, 100)), height=Cm(4))
    (after,) = docx.Document(io.BytesIO(write_report(WHOLE, ".docx", saved(word)))).inline_shapes
    assert after.height < before.height - Cm(2)


def test_a_dotx_is_a_template_too(tmp_path: Path) -> None:
    def as_dotx(name: str, content: bytes) -> bytes:
        return content.replace(b"document.main+xml", b"template.main+xml") if name == "[Content_Types].xml" else content

    file = tmp_path / "pohja.dotx"
    file.write_bytes(changed(as_dotx))
    assert write_report(WHOLE, ".docx", file) == report()


def test_the_template_that_it_was_made_from_is_forgotten() -> None:
    word = made()
    kind = RELATIONSHIP_TYPE.STYLES.replace("styles", "attachedTemplate")
    settings = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    relation = settings.relate_to("file:///C:/x.dotm", kind, is_external=True)
    attached = word.settings.element.makeelement(qn("w:attachedTemplate"), {qn("r:id"): relation})
    word.settings.element.insert(0, attached)
    data = write_report(WHOLE, ".docx", saved(word))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert not [name for name in packed.namelist() if b"x.dotm" in packed.read(name)]
        assert b"attachedTemplate" not in packed.read("word/settings.xml")


def in_header(xml: str) -> bytes:
    word = made()
    word.sections[0].header.paragraphs[0]._p.append(parse_xml(xml))
    return saved(word)


def with_picture_from_elsewhere() -> bytes:
    word = made()
    word.sections[0].header.part.relate_to("https://example.org/x.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    return saved(word)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"%PDF-1.7", "not a Word file"),
    "nothing": (lambda: b"", "not a Word file"),
    "cut": (lambda: template()[:5000], "not a Word file"),
    "another zip": (lambda: write_report(WHOLE, ".xlsx"), "not a Word file"),
    "too large": (lambda: bytes(MOST_BYTES + 1), "larger than 32 MiB"),
    "bomb": (lambda: changed(lambda _, content: content, ("x.bin", bytes(65 << 20))), "unpacked"),
    "entities": (lambda: changed(lambda name, content: ENTITY if "styles" in name else content), "styles.*damaged"),
    "utf-16": (
        lambda: changed(lambda name, content: ENTITY.decode().encode("utf-16") if "styles" in name else content),
        "styles.*damaged",
    ),
    "macros": (
        lambda: changed(
            lambda _, content: content.replace(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"vnd.ms-word.document.macroEnabled.main+xml",
            )
        ),
        "macros",
    ),
    "no styles": (
        lambda: changed(lambda name, content: b"<x/>" if name == "word/document.xml" else content),
        "not a Word file",
    ),
    "picture from elsewhere": (with_picture_from_elsewhere, r"header.*https://example\.org/x\.png"),
    "picture of old": (
        lambda: in_header(f'<w:r {W}><w:pict><v:imagedata xmlns:v="urn:x" src="file:///x.png"/></w:pict></w:r>'),
        r"header.*file:///x\.png",
    ),
    "sizes that are none": (
        lambda: changed(lambda _, content: re.sub(rb'(<w:pgMar [^>]*w:header=")[^"]*', rb"\1wide", content)),
        "not a Word file",
    ),
    "field": (
        lambda: in_header(f'<w:fldSimple {W} w:instr="INCLUDEPICTURE http://x/y.png"/>'),
        "header.*INCLUDEPICTURE",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_template_is_told(name: str) -> None:
    bad, told = BAD[name]
    with pytest.raises(CannotRun, match=told):
        write_report(WHOLE, ".docx", bad())


def test_a_template_that_is_not_there_or_not_for_the_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"x\.docx"):
        write_report(WHOLE, ".docx", tmp_path / "x.docx")
    with pytest.raises(CannotRun, match=r"'\.md' takes no template"):
        write_report(WHOLE, ".md", template())


def test_a_header_that_is_not_there_is_passed_over() -> None:
    word = made()
    reference = word.sections[0]._sectPr.xpath("./w:headerReference")[0]
    reference.set(qn("r:id"), "rId999")
    assert docx.Document(io.BytesIO(write_report(WHOLE, ".docx", saved(word)))).tables
