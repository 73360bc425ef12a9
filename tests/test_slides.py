"""Reports as decks: real titles, text boxes and tables, links that lead where they say, templates from elsewhere."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import NotesSlide

from counting import lines_executed
from palveluketju import CannotRun
from palveluketju.documents import template_files, write_report
from palveluketju.documents.document import (
    Bullets,
    Definitions,
    Document,
    Figure,
    Paragraph,
    Phrase,
    Properties,
    Section,
    Shapes,
    Table,
)
from palveluketju.documents.slides_fit import CAPTION, GAP, TABLE_SIZES, TEXT_SIZES, Room, Rows, Text, rows_of
from palveluketju.documents.slides_look import Look
from palveluketju.documents.slides_plan import Plan, plan_of
from palveluketju.documents.slides_words import lines_in, run_of, said, together
from palveluketju.drawing.looks.theme import DEFAULT, LEGIBLE, THEMES, Theme, contrast
from palveluketju.drawing.typesetting.measure import LEADING, text_width
from palveluketju.drawing.writers.slides_deck import Slides
from test_report import hostile_report
from test_writers import tiny

pytestmark = pytest.mark.quick

ROOM = Room(40, 90, 880, 420)
LONG = "Palvelutarpeen arviointi tehdään yhdessä asiakkaan kanssa. " * 40


def section(name: str, *blocks: Any, parts: tuple[Section, ...] = ()) -> Section:
    return Section(Phrase(name), f"s-{name}", blocks, parts)


def table(rows: int) -> Table:
    body = tuple((f"Palvelu {number}", "Kunta", "") for number in range(rows))
    return Table("Taulukko 1. Palvelut", ("Palvelu", "Järjestäjä", "Tuottaja"), body)


DOCUMENT = Document(
    ("Raportti ", Phrase("Report", "en")),
    "fi",
    (
        section("Yhteenveto", Paragraph(LONG), Paragraph("Loppu.")),
        section("Ketju", parts=(section("Palvelut", table(60)), section("Lähteet", Bullets(("yksi", "kaksi"))))),
        section("Ketju", parts=(section("Palvelut", Definitions((("sana", Phrase("ord", "sv")),))),)),
        section("Osoite", Paragraph(Phrase("sivu", "", "https://example.org/?a=1&b=2"))),
        section("Tyhjä"),
    ),
    lead=("Luonnos",),
    properties=Properties("Maakunta", "info@example.org", "2", datetime.date(2026, 5, 4)),
)


@cache
def made(document: Document = DOCUMENT) -> bytes:
    return write_report(document, ".pptx")


def read(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def texts(deck: Any) -> str:
    found = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if getattr(shape, "has_table", False) and shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(" ".join(found).split())


def test_every_slide_has_a_title_of_its_own() -> None:
    found = titles(read(made()))
    assert len(found) == len(set(found))
    assert found[:2] == ["Raportti Report", "Sisällys"]
    assert "Ketju: Palvelut (1/4)" in found


def test_titles_that_look_numbered_are_told_apart_too() -> None:
    parts = tuple(section(name, Paragraph(LONG)) for name in ("A", "A", "A (1/2)"))
    slides = plan_of(Document("A", "fi", parts), ROOM).slides
    assert len({said(slide.title) for slide in slides} | {"A"}) == 4


def test_a_deck_says_all_that_its_document_says() -> None:
    shown = texts(read(made()))
    for words in ("Luonnos", "Loppu.", "Palvelu 59", "sana: ord", "kaksi", "sivu"):
        assert words in shown
    assert shown.count("Palvelutarpeen") == 40
    assert "Tyhjä" not in shown
    assert "Tuottaja" not in shown, "no column that is empty throughout"


def test_what_is_planned_fits_in_sizes_that_can_be_read() -> None:
    long = Table("T", ("A", "B"), (("x", LONG), ("y", "z")))
    parts = (*DOCUMENT.sections, section("Pitkä", long, Bullets((LONG,) * 3)))
    for slide in plan_of(Document("D", "fi", parts), ROOM).slides:
        match slide.content:
            case Text(entries, size):
                lines = [len(lines_in(entry.run, ROOM.width - 18, size)) for entry in entries]
                assert sum(count * LEADING * size + GAP * size for count in lines) <= ROOM.height
                assert size in TEXT_SIZES
            case Rows() as rows:
                assert sum(rows.heights) + CAPTION * (LEADING + GAP) <= ROOM.height + 0.01
                assert sum(rows.widths) <= ROOM.width + 0.01
                assert rows.size in TABLE_SIZES
    assert min(TEXT_SIZES) >= 14
    assert min(TABLE_SIZES) >= 11


def test_a_row_that_no_slide_holds_goes_on_under_its_heading() -> None:
    parts = rows_of(Table("T", ("A", "B"), (("x", LONG * 8),)), ROOM)
    assert len(parts) > 1
    assert {said(row[0]) for part in parts for row in part.rows} == {"x"}
    assert " ".join(said(row[1]) for part in parts for row in part.rows).count("Palvelutarpeen") == 320


def test_lines_put_together_are_the_text() -> None:
    run = run_of(("Yksi  kaksi-kolme\nneljä ", Phrase("viisi" * 20, "sv")))
    lines = lines_in(run, 60, 12)
    assert together(lines) == run
    assert all(text_width(said(line), 12) <= 61 for line in lines)


def test_tables_are_real_with_their_headings_told() -> None:
    (first, *_), *_ = [[s for s in slide.shapes if s.has_table] for slide in read(made()).slides if has_table(slide)]
    assert first.table.first_row
    assert first.table.first_col
    assert [cell.text for cell in first.table.rows[0].cells] == ["Palvelu", "Järjestäjä"]
    (name,) = first._element.xpath("./p:nvGraphicFramePr/p:cNvPr/@name")
    assert name == "Taulukko 1. Palvelut"


def has_table(slide: Any) -> bool:
    return any(shape.has_table for shape in slide.shapes)


def test_bullets_are_bullets_in_the_box_of_the_layout() -> None:
    slide = next(slide for slide in read(made()).slides if slide.shapes.title.text_frame.text == "Ketju: Lähteet")
    (box,) = [one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.OBJECT]
    assert [one.text for one in box.text_frame.paragraphs] == ["yksi", "kaksi"]
    assert len(box._element.xpath(".//a:pPr/a:buChar")) == 2


def test_links_of_the_summary_lead_to_the_slides_they_name() -> None:
    deck = read(made())
    summary, slides = deck.slides[1], list(deck.slides)
    runs = summary._element.xpath(".//a:r[a:rPr/a:hlinkClick]")
    numbers = [int(text.text) for text in summary._element.xpath(".//a:r/a:t") if text.text.strip().isdigit()]
    assert len(runs) == len(numbers) == 4
    for run, number in zip(runs, numbers, strict=True):
        (name,) = run.xpath("./a:rPr/a:hlinkClick/@r:id")
        assert summary.part.related_part(name) is slides[number - 1].part
        assert titles(deck)[number - 1].startswith(run.text)


def test_short_sections_of_a_chapter_share_slides_under_their_headings() -> None:
    first, second, third, last, *short = (
        section(name, Bullets((f"{name}, sanat",))) for name in ("A", "B", "Kolme", "Loppu", "Yksi", "Kaksi")
    )
    chapter = section("Ketju", Paragraph("Luonnos."), parts=(*short, section("Pitkä", Paragraph(LONG * 2)), third))
    plan = plan_of(Document("D", "fi", (first, second, chapter, last)), ROOM)
    shown = [[said(entry.run) for entry in text.entries] for text in texts_of_plan(plan)]
    assert [said(slide.title) for slide in plan.slides[1:]] == [
        *("D (1/1)", "Ketju", "Ketju: Pitkä (1/2)", "Ketju: Pitkä (2/2)", "Ketju: Kolme", "Loppu")
    ]
    assert shown[1:3] == [
        ["A", "A, sanat", "B", "B, sanat"],
        ["Luonnos.", "Yksi", "Yksi, sanat", "Kaksi", "Kaksi, sanat"],
    ]
    assert shown[5:] == [["Kolme, sanat"], ["Loppu, sanat"]]
    headings = [entry for entry in texts_of_plan(plan)[2].entries if entry.is_heading]
    assert [entry.run[0].bold for entry in headings] == [True, True]
    starts = {"A": 3, "B": 3, "Ketju": 4, "Yksi": 4, "Kaksi": 4, "Pitkä": 5, "Kolme": 7, "Loppu": 8}
    assert plan.starts == {f"s-{name}": number for name, number in starts.items()}


def texts_of_plan(plan: Plan, title: str = "") -> list[Text]:
    slides = [slide for slide in plan.slides if said(slide.title).startswith(title)]
    return [slide.content for slide in slides if isinstance(slide.content, Text)]


def test_slides_that_share_a_title_have_one_size_and_hold_what_they_are_planned_to() -> None:
    parts = tuple(section(f"{number}", Bullets((LONG[:400],) * 2)) for number in range(7))
    plan = plan_of(Document("D", "fi", (section("Ketju", parts=parts),)), ROOM)
    shown = texts_of_plan(plan, "Ketju (")[1:]
    assert len(shown) > 1
    assert len({text.size for text in shown}) == 1
    for text in shown:
        lines = [len(lines_in(entry.run, (ROOM.width - 18) * ROOM.care, text.size)) for entry in text.entries]
        assert sum(count * LEADING * text.size + GAP * text.size for count in lines) <= ROOM.height


def test_a_short_deck_has_no_summary() -> None:
    short = Document("D", "fi", (section("A", Paragraph("x")),))
    assert titles(read(made(short))) == ["D", "A"]


def test_a_deck_says_its_language_and_those_of_its_words_and_whose_it_is() -> None:
    deck = read(made())
    langs = {run.get("lang") for slide in deck.slides for run in slide._element.xpath(".//a:r/a:rPr")}
    assert langs == {"fi-FI", "sv-FI", "en-GB"}
    told = deck.core_properties
    assert (told.author, told.comments, told.version) == ("Maakunta", "info@example.org", "2")
    assert (told.title, told.language, told.created.date()) == ("Raportti Report", "fi-FI", datetime.date(2026, 5, 4))


def test_only_pages_of_the_web_are_linked_and_numbers_are_fields() -> None:
    deck = read(made())
    outer = [one.target_ref for slide in deck.slides for one in slide.part.rels.values() if one.is_external]
    assert outer == ["https://example.org/?a=1&b=2"]
    for number, slide in enumerate(list(deck.slides)[1:], start=2):
        assert [one.text for one in slide._element.xpath(".//a:fld[@type='slidenum']/a:t")] == [str(number)]


@cache
def drawn() -> Document:
    picture = replace(tiny(), pages=tiny().pages * 2)
    figures = [Figure(f"Kuva {page}", f"Ketju ({page})", drawn=Shapes(picture, page, DEFAULT)) for page in (1, 2)]
    return Document("D", "fi", (section("Kuvaus", Paragraph("Ketjussa on tasoja."), *figures),))


def test_pictures_are_groups_with_titles_and_notes() -> None:
    deck = read(write_report(drawn(), ".pptx"))
    assert titles(deck)[1:] == ["Kuvaus", "Kuvaus: Palvelut tasoittain (1/2)", "Kuvaus: Palvelut tasoittain (2/2)"]
    slide = deck.slides[2]
    assert slide.notes_slide.notes_text_frame.text == "Ketju (1)\nKetjussa on tasoja."
    assert "Pieni ketju" not in texts(deck), "the heading of a picture is not said twice"
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    assert groups
    assert all(group.name and group.width for group in groups)
    assert not [shape for shape in slide.shapes if shape.shape_type == 13]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_colours_of_a_deck_of_our_own_are_those_of_the_pictures_and_can_be_read(theme: Theme) -> None:
    deck = Look(None, theme).deck
    data = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    for name in ("dk1", "dk2"):
        (colour,) = re.findall(rf'<a:{name}><a:srgbClr val="(\w+)"/></a:{name}>', data)
        assert contrast(f"#{colour}", "#FFFFFF") >= LEGIBLE
        assert f"#{colour}" in {theme.style("text").text, theme.style("table-head").fill, theme.plain.text}


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made() == write_report(DOCUMENT, ".PPTX")


def test_hostile_words_stay_words() -> None:
    name = "<script>x</script> & \x0b \x1b[31m ](x) '\" \u202e"
    deck = read(made(hostile_report(name)))
    assert "<script>x</script> &" in texts(deck)
    outer = [one.target_ref for slide in deck.slides for one in slide.part.rels.values() if one.is_external]
    assert all(one.startswith("https://example.org") for one in outer)


# --- templates ----------------------------------------------------------------------------------------------------


@cache
def template() -> bytes:
    deck = pptx.Presentation()
    for layout in deck.slide_layouts:
        layout.name = "Asettelu"
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text_frame.text = "Ohje"
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def changed(change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in packed.namelist():
            if (data := change(name, packed.read(name))) is not None:
                whole.writestr(name, data)
        for name, data in more.items():
            whole.writestr(name, data)
    return stream.getvalue()


def potx() -> bytes:
    return changed(lambda _, data: data.replace(b"presentation.main+xml", b"template.main+xml"))


@pytest.mark.parametrize("given", [template, potx], ids=["pptx", "potx"])
def test_a_template_gives_its_layouts_and_none_of_its_slides(given: Callable[[], bytes]) -> None:
    for document in (DOCUMENT, drawn()) if given is potx else (DOCUMENT,):
        deck = read(write_report(document, ".pptx", template=given()))
        assert "Ohje" not in titles(deck)
        assert {slide.slide_layout.name for slide in deck.slides} == {"Asettelu"}
        assert (deck.slide_width.pt, deck.slide_height.pt) == (720, 540)
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= deck.slide_width + 12700
                assert shape.top + shape.height <= deck.slide_height + 12700


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "b">]>'
OUTSIDE = b'<Relationship Id="rId99" Type="http://x/i" Target="https://x/y" TargetMode="External"/></Relationships>'
BAD: dict[str, Callable[[], bytes]] = {
    "not a zip": lambda: b"x",
    "no presentation": lambda: changed(lambda name, data: None if "Types" in name else data),
    "cut": lambda: template()[:-200],
    "part missing": lambda: changed(lambda name, data: None if name == "ppt/presentation.xml" else data),
    "not xml": lambda: changed(lambda name, data: b"<a" if name == "ppt/presentation.xml" else data),
    "entities": lambda: changed(lambda name, data: DOCTYPE + data[55:] if "slideMaster1.xml" in name else data),
    "macros": lambda: changed(
        lambda _, data: data.replace(
            b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        )
    ),
    "bomb": lambda: changed(lambda _, data: data, bomb=bytes(3 << 20)),
    "external": lambda: changed(
        lambda name, data: (
            data.replace(
                b"</Relationships>",
                OUTSIDE,
            )
            if name == "ppt/slideMasters/_rels/slideMaster1.xml.rels"
            else data
        )
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_template_that_cannot_be_used_is_refused(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_files, "MOST_BYTES", 1 << 20)
    with pytest.raises(CannotRun, match="template"):
        write_report(DOCUMENT, ".pptx", template=BAD[case]())


def test_other_files_take_no_template() -> None:
    with pytest.raises(CannotRun, match="template"):
        write_report(DOCUMENT, ".md", template=template())


def test_the_words_of_a_plan_grow_with_the_document() -> None:
    def slides(count: int) -> int:
        parts = tuple(section(f"{number}", Paragraph(LONG), table(20)) for number in range(count))
        return len(plan_of(Document("D", "fi", parts), ROOM).slides)

    assert slides(20) <= 2 * slides(10) + 1


def test_a_slide_with_notes_takes_as_much_work_after_many_as_after_few() -> None:
    def work(count: int) -> int:
        def add() -> None:
            slide = slides.add(deck.slide_layouts[5])
            slides.note(slide, len(slides), ["Sanat"], "fi")

        deck = pptx.Presentation()
        slides = Slides(deck)
        for _ in range(count):
            add()
        return min(lines_executed(add) for _ in range(3))  # the collector of garbage can run between

    assert work(30) == work(10)


def test_the_boxes_of_a_layout_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for kind, name in ((SlideShapes, "clone_layout_placeholders"), (NotesSlide, "clone_master_placeholders")):
        looked: Callable[..., None] = getattr(kind, name)

        def look(shapes: object, holder: object, name: str = name, looked: Callable[..., None] = looked) -> None:
            asked.append(name)
            looked(shapes, holder)

        monkeypatch.setattr(kind, name, look)
    deck = pptx.Presentation()
    slides = Slides(deck)
    for _ in range(3):
        for layout in (deck.slide_layouts[1], deck.slide_layouts[5]):
            slides.note(slides.add(layout), len(slides), ["Sanat"], "fi")
    assert sorted(asked) == ["clone_layout_placeholders"] * 2 + ["clone_master_placeholders"]
    boxes = [[(box.shape_id, box.name, box.placeholder_format.type) for box in slide.shapes] for slide in deck.slides]
    assert boxes == boxes[:2] * 3
    assert {slide.notes_slide.notes_text_frame.text for slide in deck.slides} == {"Sanat"}
