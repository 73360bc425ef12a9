"""Pictures as PNG and PDF: in our own font, without Graphviz, and with nothing that is not shown left untold."""

from __future__ import annotations

import io
import json
import struct
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from palveluketju import CannotRun, compile_chain, draw_chain, report
from palveluketju.drawing import Drawing
from palveluketju.drawing.looks.theme import DEFAULT
from palveluketju.drawing.picture.picture import Box, Connector, Page, Picture, TextLine
from palveluketju.drawing.typesetting import font, measure
from palveluketju.drawing.typesetting.font import FACES, FAMILY, told_without_glyph, without_glyph
from palveluketju.drawing.writers.pdf import pdf_bytes
from palveluketju.drawing.writers.png import png_bytes
from palveluketju.drawing.writers.svg import svg_text
from palveluketju.model import Chain

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def of(
    *texts: str, width: float = 90, height: float = 60, pages: int = 1, bold: bool = False, italic: bool = False
) -> Picture:
    """A small picture with lines of text on each page."""
    lines = tuple(TextLine(10, 20 + 15 * row, text, 0, 10, "text", bold, italic) for row, text in enumerate(texts))
    page = Page(width, height, lines=lines)
    return Picture("x", "stairs", "fi", "Pieni ketju", ("Ketjussa on 2 tasoa.",), (page,) * pages)


def size_of(data: bytes) -> tuple[int, int]:
    assert data.startswith(SIGNATURE)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


@pytest.fixture
def chain() -> Chain:
    return Chain.model_validate({"id": "x", "name": "漢", "levels": {"a": {"name": "Koti", "critical": ["s"]}}})


# --- the font -----------------------------------------------------------------------------------------------------


def face(path: Path) -> Any:
    return TTFont(io.BytesIO(path.read_bytes()), lazy=True)


@pytest.mark.parametrize(("name", "number"), [("regular", 0), ("bold", 1)])
def test_text_is_as_wide_in_the_font_as_it_was_measured(name: str, number: int) -> None:
    widths = Path(measure.__file__).with_name("widths.json")
    table = json.loads(widths.read_text(encoding="utf-8"))[name]
    read_font = face(FACES[number].file)
    named, advances, units = read_font.getBestCmap(), read_font["hmtx"], read_font["head"].unitsPerEm
    wide = {one: int(width) for width, characters in table.items() for one in characters}
    assert len(wide) > 300
    # a width of the table is cut off, or rounded, to a thousandth
    differing = {one for one in wide if abs(advances[named[ord(one)]][0] * 1000 / units - wide[one]) >= 1}
    assert differing == set()


def test_slanted_letters_are_as_wide_as_upright_ones() -> None:
    upright, slanted = (face(FACES[number].file) for number in (0, 2))
    for character in map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))):
        names = (one.getBestCmap()[ord(character)] for one in (upright, slanted))
        wide = [one["hmtx"][name][0] for one, name in zip((upright, slanted), names, strict=True)]
        assert wide[0] == wide[1], character


def test_the_characters_of_the_font_are_those_that_each_of_its_files_has() -> None:
    has = [frozenset(face(one.file).getBestCmap()) for one in FACES]
    assert frozenset.intersection(*has) == font._glyphs()


def test_the_files_of_the_font_are_those_that_its_licence_is_of() -> None:
    folder = FACES[0].file.parent
    assert {path.name for path in folder.iterdir()} == {*(one.file.name for one in FACES), "OFL.txt"}
    for one in FACES:
        names = face(one.file)["name"]
        assert (names.getDebugName(1), names.getDebugName(5)) == (FAMILY, "Version 2.1.5")
    licence = (folder / "OFL.txt").read_text(encoding="utf-8")
    assert "Reserved Font Name Liberation" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Äiti ja lapsi – 5 €, ≤ 3 kk", ""),
        ("a\u0308iti", ""),  # as one letter
        ("Ελλάδα Київ", ""),
        ("a\u00a0b\u2009c\u200dd\ufeffe\ufe0f", ""),  # never seen
        ("Neu\u00advola", ""),
        ("漢字 ja 😀", "字漢😀"),
        ("\x1b[31m", "\ufffd"),
    ],
    ids=ascii,
)
def test_a_character_without_a_glyph_is_found(text: str, lacking: str) -> None:
    assert without_glyph(of(text)) == tuple(lacking)


def test_characters_are_found_wherever_text_stands() -> None:
    lines = [(TextLine(0, 10, one, 0, 10, "text"),) for one in "漢字語"]
    box = Box("a", 0, 0, 9, 9, "service", "A", 0, lines[0])
    connector = Connector("b", ((0, 0), (9, 9)), "forward", "a", "a", lines=lines[1])
    page = Page(90, 60, (box,), (connector,), lines[2])
    picture = Picture("x", "stairs", "fi", "X", (), (Page(90, 60), page))
    assert without_glyph(picture) == Drawing(picture, DEFAULT).without_glyph == ("字", "漢", "語")


def test_one_sentence_names_the_characters_that_are_not_shown() -> None:
    assert told_without_glyph(()) is None
    told = told_without_glyph(["漢"])
    assert told is not None
    assert "the character 漢 (U+6F22); a box can stand in its place" in told.text()
    assert "merkkiä 漢 (U+6F22)" in told.text("fi")
    many = told_without_glyph(map(chr, range(0x4E00, 0x4E0C)))
    assert many is not None
    assert many.text().count("U+") == 10
    assert "… (12); boxes" in many.text()


# --- PNG ----------------------------------------------------------------------------------------------------------


def test_png_is_as_large_as_the_page_at_192_dots_an_inch() -> None:
    data = png_bytes(of("Koti", width=90.2, height=61))
    assert size_of(data) == (round(90.2 * 192 / 72), round(61 * 192 / 72))
    dots, other, unit = struct.unpack(">IIB", data[data.index(b"pHYs") + 4 :][:9])
    assert (dots, other, unit) == (7559, 7559, 1)
    assert data == png_bytes(of("Koti", width=90.2, height=61))


def test_png_needs_no_graphviz(monkeypatch: pytest.MonkeyPatch, chain: Chain) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    data = draw_chain(compile_chain(chain), lang="fi").image("png")
    assert size_of(data) == (2245, 1587)


def test_text_is_drawn_in_every_face_and_whatever_font_the_theme_names() -> None:
    empty = png_bytes(of())
    drawn = [png_bytes(of("Koti", **looks)) for looks in ({}, {"bold": True}, {"italic": True})]
    assert len({empty, *drawn}) == 4
    assert png_bytes(of("Koti"), theme=replace(DEFAULT, font="No Such Font")) == drawn[0]


def test_what_has_no_glyph_is_a_box_and_not_nothing() -> None:
    assert png_bytes(of("漢")) != png_bytes(of())


def test_a_page_that_is_not_there_is_told() -> None:
    for page in (0, 2):
        with pytest.raises(IndexError, match=f"no page {page}"):
            png_bytes(of("Koti"), page)
        with pytest.raises(IndexError, match=f"no page {page}"):
            pdf_bytes(of("Koti"), (page,))
    with pytest.raises(ValueError, match="not 'gif'"):
        Drawing(of("Koti"), DEFAULT).image("gif")


@pytest.mark.parametrize(("width", "height"), [(1e6, 1e6), (1e9, 1), (1, 1e9), (3100, 3100)])
def test_a_page_that_takes_all_memory_is_refused(width: float, height: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palveluketju.drawing.writers.png.resvg_py.svg_to_bytes", None)  # nobody asks it
    with pytest.raises(CannotRun, match="too large for PNG"):
        png_bytes(of("Koti", width=width, height=height))


def test_no_name_makes_a_picture_read_a_file(tmp_path: Path) -> None:
    red = tmp_path / "red.svg"
    red.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    name = f'"/><image href="{red}" width="90" height="60"/><text x="'
    written = svg_text(replace(of(name), name=name, lang=name, title=name, description=(name,)))
    assert "<image" not in written
    elements = list(ET.fromstring(written).iter())  # noqa: S314  # our own
    assert not [attribute for element in elements for attribute in element.attrib if "href" in attribute]
    assert "&lt;image" in written


@pytest.mark.parametrize(("ending", "told"), [(".docx", 1), (".html", 0)])
def test_a_report_tells_what_its_pictures_do_not_show(
    ending: str, told: int, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    said: list[str] = []
    data = report(compile_chain(chain)).as_bytes(ending, tell=lambda message: said.append(message.text()))
    assert [sentence for sentence in said if "漢 (U+6F22)" in sentence] == said
    assert len(said) == told
    if ending == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert [name for name in packed.namelist() if name.endswith(".png")]


# --- PDF ----------------------------------------------------------------------------------------------------------


def test_pdf_has_all_pages_with_text_title_and_language() -> None:
    picture = of("Koti & äiti", bold=True, pages=3)
    data = pdf_bytes(picture)
    found = read(data)
    assert len(found.pages) == 3
    assert [page.extract_text().strip() for page in found.pages] == ["Koti & äiti"] * 3
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in found.pages} == {(90, 60)}
    assert found.metadata is not None
    assert found.metadata.title == "Pieni ketju"
    root: Any = found.trailer["/Root"]
    assert root["/Lang"] == "fi"
    assert root["/MarkInfo"]["/Marked"]
    assert data == pdf_bytes(picture)


def test_each_page_of_a_pdf_is_a_figure_that_tells_what_it_shows() -> None:
    found = read(pdf_bytes(of("Koti", pages=2)))
    root: Any = found.trailer["/Root"]
    sections = [one.get_object() for one in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    figures = [kid.get_object() for section in sections for kid in section["/K"]]
    assert [one["/S"] for one in figures] == ["/Figure"] * 2
    assert [one["/Alt"] for one in figures] == [f"Pieni ketju ({page}/2)\nKetjussa on 2 tasoa." for page in (1, 2)]
    for one in figures:
        assert [round(float(value)) for value in one["/A"]["/BBox"]] == [0, 0, 90, 60]


def test_a_pdf_is_set_in_the_font_of_the_library() -> None:
    looks = replace(DEFAULT, font="No Such Font")
    resources: Any = read(pdf_bytes(of("Koti"), theme=looks)).pages[0]["/Resources"]
    assert {str(one.get_object()["/BaseFont"])[8:] for one in resources["/Font"].values()} == {"palveluketju"}


def test_a_drawing_is_one_pdf_file_and_one_page_of_it_an_image(tmp_path: Path) -> None:
    drawing = Drawing(of("Koti", pages=2), DEFAULT)
    assert drawing.save(tmp_path / "x.pdf") == (tmp_path / "x.pdf",)
    assert (tmp_path / "x.pdf").read_bytes() == drawing.pdf()
    assert [len(read(data).pages) for data in (drawing.pdf(), drawing.image("pdf", 2))] == [2, 1]
    assert drawing.save(tmp_path / "x.png") == (tmp_path / "x.png", tmp_path / "x-2.png")
