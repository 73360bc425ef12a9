"""Writers of pictures: what each makes, that readers can read it, and that nothing in a name breaks it."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chain_files import CHAINS, FILES
from palveluketju import CannotRun, compile_chain, load_chain
from palveluketju.drawing.diagrams.mermaid import escaped, mermaid_text
from palveluketju.drawing.looks.mark_shapes import Plate, Stroke, shapes_of
from palveluketju.drawing.looks.theme import LEGIBLE, THEMES, Style, Theme, contrast
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import LINE, Box, Connector, Mark, MarkKind, Page, Picture, TextLine
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.writers.office_files import dated
from palveluketju.drawing.writers.plain import plain_text
from palveluketju.drawing.writers.reading import in_reading_order, paragraphs
from palveluketju.drawing.writers.slides import slides
from palveluketju.drawing.writers.svg import svg_text
from palveluketju.model import Chain

PICTURES = Path(__file__).parent / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = {
    "quotes": "Koti \"hoito\" 'x'",
    "markup": "<b>lihava</b>",
    "script": "<<script>alert(1)</script>>",
    "table": '<TABLE><TR><TD HREF="javascript:alert(1)">x</TD></TR></TABLE>',
    "link": "javascript:alert(1)",
    "entity": "&lt;b&gt; &amp; &#92; #quot; #35;",
    "cdata": "]]> <![CDATA[x]]>",
    "comment": "<!-- x --> /* x */ // # %% x",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1",
    "minus": "-1",
    "at": "@x",
    "pipe": "a | b || c",
    "backslash": "Neuvola\\",
    "escapes": "\\N \\G \\L \\l C:\\new\\table _x0041_",
    "ansi": "a\x1b[31mpunainen\x1b[0m",
    "bidi": "abc\u202efdp.exe\u2066x\u2069",
    "nul": "a\x00b\x07c\x7fd\x85e\x9b31m",
    "lines": "a\nb\r\nc\td\u2028e",
    "surrogate": "a\ud800b\uffffc\ufffe",
    "emoji": "😀 👩‍👩‍👧‍👦 🏳️‍🌈",
    "combining": "e\u0301 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L͠",
    "rtl": "שלום עולם مرحبا",
    "long": "pitkäsana" * 14,
    "soft": "palvelu\xadketju",
    "spaces": "  a   b\u00a0 ",
    "dot": '"]; evil [label="x',
    "mermaid": "%%{init: {'theme':'dark'}}%%",
    "list": "1. eka",
    "number": "- viiva",
    "end": "end",
    "style": "style a:#b; c",
    "format": "%s {nimi} {0}",
}
EVERY = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)


def line(x: float, y: float, text: str, *, size: float = 10, role: str = "text", bold: bool = False) -> TextLine:
    return TextLine(x, y, text, text_width(text, size, bold=bold), size, role, bold)


def tiny() -> Picture:
    """A picture with a little of everything."""
    boxes = (
        Box(
            "level-a",
            24,
            60,
            130,
            40,
            "level-1",
            "Tarvetaso 1: Koti",
            0,
            (line(32, 75, "TARVETASO 1", size=9, role="level-1"), line(32, 90, "Koti", role="level-1", bold=True)),
            (Mark(140, 64, 9, MarkKind.INTEGRATION),),
        ),
        Box("level-b", 250, 60, 130, 40, "level-5", "Tarvetaso 2: Tuki", 0, (line(258, 90, "Tuki", role="level-5"),)),
        Box(
            "services-a",
            24,
            100,
            130,
            110,
            "services",
            "Palvelut",
            0,
            (
                line(32, 115, "Kriittiset palvelut", role="heading", bold=True),
                line(46, 132, "Perus-"),
                line(46, 144, "opetus"),
                line(46, 159, "Perhe- ja"),
                line(46, 171, "kasvatusneuvonta"),
            ),
            (Mark(32, 124, 8, MarkKind.INTERFACE), Mark(32, 151, 8, MarkKind.SERVICE)),
        ),
        Box("bar", 24, 220, 356, 30, "bar-open", "Ohjaus", 0, (line(32, 238, "Ohjaus"), line(200, 238, "Neuvonta"))),
        Box("open-a", 32, 180, 114, 22, "open", "avoin: kuka?", 1, (line(36, 194, "avoin: kuka?", role="open"),)),
        Box("legend-open", 24, 262, 16, 9, "open", "avoin"),
    )
    connectors = (
        Connector("up", ((120, 60), (120, 40), (315, 40), (315, 60)), "forward", "level-a", "level-b", "eteenpäin"),
        Connector(
            "back",
            ((250, 80), (154, 80)),
            "back",
            "level-b",
            "level-a",
            "Tarvetaso 2: Tuki -> Tarvetaso 1: Koti",
            (line(180, 76, "tarve vähenee", size=9, role="back"),),
        ),
        Connector("told", ((380, 90), (390, 160), (380, 230)), "exchange", "level-b", "bar"),
    )
    lines = (
        line(24, 34, "Pieni ketju", size=18, bold=True),
        line(46, 270, "avoin"),
        line(96, 270, "yhdyspintapalvelu"),
        line(24, 285, "Lähde: ei ole"),
    )
    page = Page(404.25, 290, boxes, connectors, lines, (Mark(84, 262, 9, MarkKind.INTERFACE),))
    legend = (("open", "avoin"), (MarkKind.INTERFACE, "yhdyspintapalvelu"), (MarkKind.INTEGRATION, "integraatiopiste"))
    return Picture("pieni", "stairs", "fi", "Pieni ketju", ("Ketjussa on 2 tasoa.", "Toinen."), (page,), legend)


def hostile(name: str) -> Picture:
    """A picture in which every text is the same name."""
    texts = (line(20, 40, name), line(20, 60, name, bold=True))
    boxes = (
        Box(name, 10, 20, 900, 60, name, name, 0, texts, (Mark(10, 30, 9, MarkKind.SHARED),)),
        Box(name, 10, 120, 900, 60, "service", name, 0, (line(20, 140, name),)),
    )
    connector = Connector(name, ((100, 80), (100, 100), (120, 120)), "link", name, name, name, (line(130, 100, name),))
    page = Page(960, 540, boxes, (connector,), (line(10, 15, name),), (Mark(10, 200, 9, MarkKind.OPEN),))
    legend = ((MarkKind.SHARED, name), (MarkKind.OPEN, name), (name, name))
    return Picture(name, "stairs", "fi", name, (name, name), (page, page), legend)


def chain_named(name: str) -> Chain:
    return Chain.model_validate(
        {
            "id": "x",
            "name": name,
            "organiser": ["o"],
            "organisations": {"o": {"name": name}, "p": {"name": name}},
            "services": {"s": {"name": name, "organiser": ["o"]}, "t": {"name": name, "organiser": ["p"]}},
            "levels": {"a": {"name": name, "critical": ["s", "t"]}, "b": {"name": name, "services": {"open": name}}},
            "bars": {"c": {"name": name, "services": ["s"]}},
            "entries": {"e": {"name": name, "to": ["a"]}},
            "exits": {"f": {"name": name, "from": ["a"]}},
            "moves": {"a -> b": {"criteria": name}},
        }
    )


def shown(text: str) -> str:
    """What of a text is seen, without the spaces that readers fold."""
    return "".join(clean(text).split())


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own


# --- SVG ----------------------------------------------------------------------------------------------------------


def test_svg_is_as_it_was(request: pytest.FixtureRequest) -> None:
    for ending, text in (("svg", svg_text(tiny())), ("txt", plain_text(tiny()))):
        golden = PICTURES / f"tiny.{ending}"
        if request.config.getoption("--write-outputs"):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8")


def test_svg_is_one_image_that_tells_what_it_shows() -> None:
    root = parsed(svg_text(tiny()))
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "fi"
    assert root.attrib["viewBox"] == "0 0 404.25 290"
    assert not {"width", "height"} & set(root.attrib)
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "Pieni ketju")
    assert (description.tag, description.text) == (f"{SVG}desc", "Ketjussa on 2 tasoa.\nToinen.")
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]


def test_ids_are_unique_also_with_another_page_in_one_document() -> None:
    picture = hostile("a b")
    ids = [
        element.attrib["id"]
        for page in (1, 2)
        for element in parsed(svg_text(picture, page)).iter("*")
        if "id" in element.attrib
    ]
    assert len(ids) == len(set(ids)) > 8
    assert all(name.startswith("a-b-") and not re.search(r"\s", name) for name in ids)


def test_a_box_is_a_group_with_a_title_and_text_as_wide_as_measured() -> None:
    root = parsed(svg_text(tiny()))
    groups = {group.attrib["id"]: group for group in root.iter(f"{SVG}g") if "id" in group.attrib}
    level = groups["pieni-1-level-a"]
    assert level.attrib["class"] == "level-1"
    assert level[0].text == "Tarvetaso 1: Koti"
    written = [text for text in level if text.tag == f"{SVG}text"]
    assert [text.text for text in written] == ["TARVETASO 1", "Koti"]
    assert written[1].attrib["font-weight"] == "bold"
    assert float(written[1].attrib["textLength"]) == pytest.approx(text_width("Koti", 10, bold=True), abs=0.01)
    assert {text.attrib["lengthAdjust"] for text in root.iter(f"{SVG}text")} == {"spacingAndGlyphs"}


def test_what_stands_in_a_box_is_drawn_after_it() -> None:
    page = tiny().pages[0]
    assert [(depth, box.id) for depth, box in in_reading_order(page)][2:4] == [(0, "services-a"), (1, "open-a")]
    svg = svg_text(tiny())
    assert svg.index("pieni-1-services-a") < svg.index("pieni-1-open-a") < svg.index("pieni-1-bar")


def test_dashes_and_heads_tell_ways_apart_without_colour() -> None:
    root = parsed(svg_text(tiny(), theme=THEMES["grey"]))
    groups = {group.attrib["class"]: group for group in root.iter(f"{SVG}g")}
    forward, back = groups["forward"].findall(f"{SVG}path"), groups["back"].findall(f"{SVG}path")
    assert "stroke-dasharray" not in forward[0].attrib
    assert "stroke-dasharray" in back[0].attrib
    assert forward[1].attrib["d"].endswith("Z")
    assert not back[1].attrib["d"].endswith("Z")
    assert len(groups["exchange"].findall(f"{SVG}circle")) == 2


def test_the_sample_of_a_line_is_drawn_as_the_line_with_its_head() -> None:
    sample = Box("legend-back", 10, 20, 26, LINE, "back", "moves back")
    picture = Picture("x", "stairs", "en", "X", (), (Page(200, 100, (sample,)),), (("back", "moves back"),))
    (group,) = (one for one in parsed(svg_text(picture)).iter(f"{SVG}g") if one.attrib.get("class") == "back")
    shaft, head = group.findall(f"{SVG}path")
    assert "stroke-dasharray" in shaft.attrib
    assert not group.findall(f"{SVG}rect")
    assert head.attrib["d"]
    shapes = parts_of(read(slides([picture])).slides[0].shapes)
    assert [shape.name for shape in shapes if shape._element.tag.endswith("}cxnSp")] == ["moves back"]
    points, name = ((10, 20.5), (36, 20.5)), "legend-back"
    assert sample.as_line() == Connector(name, points, "back", name, name, "moves back")
    assert replace(sample, height=9).as_line() is None


@EVERY
@pytest.mark.parametrize("page", [1, 2])
def test_no_name_breaks_svg(name: str, page: int) -> None:
    text = svg_text(hostile(name), page)
    root = parsed(text)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "title", "desc", "g", "rect", "text", "path"}
    attributes = {attribute for element in root.iter() for attribute in element.attrib}
    assert not {a for a in attributes if a.startswith("on") or "href" in a or a == "style"}
    written = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert [shown(one) for one in written] == [shown(name)] * 5
    assert root[0].text == f"{clean(name)} ({page}/2)"
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


@given(st.text(min_size=1, max_size=60))
def test_any_text_is_written_as_xml(text: str) -> None:
    page = Page(100, 100, lines=(TextLine(0, 10, text, 50, 10, "text"),))
    root = parsed(svg_text(Picture("x", "stairs", text, text, (text,), (page,))))
    assert [element.text for element in root.iter(f"{SVG}text")] == ([clean(text)] if clean(text).strip() else [])


def test_a_page_that_is_not_there_is_told() -> None:
    for page in (0, 2):
        with pytest.raises(IndexError, match=f"no page {page}"):
            svg_text(tiny(), page)


# --- Mermaid ------------------------------------------------------------------------------------------------------

_LABEL = r'"(?:[^\W_]|[ ,.()/?:;–-]|#\d+;)*"'
_NODE = rf"[BSEX]\d+(?:\[{_LABEL}\](?::::critical)?|\({_LABEL}\)|\(\[{_LABEL}\]\))"
_STATEMENT = re.compile(
    rf"flowchart LR|accTitle: .+|accDescr {{|}}|subgraph (?:[LB]\d+|C)\[{_LABEL}\]|end|{_NODE}"
    rf"|[LEX]\d+ (?:-->|-\.->|o-\.-o|~~~) ?(?:\|{_LABEL}\| )?[LEX]\d+|classDef critical stroke-width:3px"
    rf'|K1\(" "\) -->\|{_LABEL}\| K2\(" "\)|linkStyle \d+(?:,\d+)* stroke:#808080,stroke-width:1px'
)


def _statements(text: str) -> Iterator[str]:
    about = False
    for one in text.splitlines():
        if about and one != "  }":
            assert not re.search(r'["{}<>%|`\\]', one)
            continue
        about = one == "  accDescr {"
        yield one.strip()


@EVERY
def test_no_name_breaks_mermaid(name: str) -> None:
    chain = chain_named(re.sub("[\r\n]+", " ", name))
    name = chain.name.text("fi")
    text = mermaid_text(compile_chain(chain), lang="fi")
    assert all(_STATEMENT.fullmatch(one) for one in _statements(text))
    label = escaped(name)
    assert f'S1["{label}"]:::critical' in text
    assert re.sub(r"#(\d+);", lambda match: chr(int(match[1])), label) == clean(name).strip()
    assert not re.match(r"(\d+[.)]|[-+*]) ", label)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_chain_is_a_flowchart(path: Path, lang: str) -> None:
    assert all(
        _STATEMENT.fullmatch(one) for one in _statements(mermaid_text(compile_chain(load_chain(path)), lang=lang))
    )


def flowchart(moves: dict[str, object], order: str = "path", **more: object) -> list[str]:
    """The edges of three levels, and how some of them look."""
    levels = {name: {"name": name.upper()} for name in "abc"}
    data = {"id": "x", "name": "X", "levels": levels, "order": order, "moves": moves, **more}
    found = [*_statements(mermaid_text(compile_chain(Chain.model_validate(data)), lang="en"))]
    return [one for one in found if re.match(r"[LEX]\d+ (-|o-|~)|K1|linkStyle", one)]


def test_levels_stand_in_their_order_also_where_no_move_joins_them() -> None:
    assert flowchart({}, "none") == ["L1 ~~~ L2", "L2 ~~~ L3"]
    moves: dict[str, object] = {"b -> a": {"kind": "return"}, "a -> b": {"kind": "onward"}}
    assert flowchart(moves, "none") == ["L2 ~~~ L3", "L1 --> L2", "L2 -.-> L1"]


def test_an_undecided_move_is_no_sure_arrow() -> None:
    moves: dict[str, object] = {"a -> b": {"open": "Whether?"}, "b -> c": {"unknown": "Really?"}}
    edges = flowchart(moves)
    assert edges == ['L1 -.->|"open: Whether?"| L2', 'L2 -.->|"not known: Really?"| L3']


def test_a_move_by_the_order_alone_is_quiet_and_explained() -> None:
    moves: dict[str, object] = {"a -> b": {"kind": "onward"}}
    assert flowchart(moves, entries={"e": {"name": "E", "to": "a"}}) == [
        "E1 --> L1",
        "L1 --> L2",
        "L2 --> L3",
        'K1(" ") -->|"follows from the order, not described"| K2(" ")',
        "linkStyle 2,3 stroke:#808080,stroke-width:1px",
    ]
    assert not [one for one in flowchart({**moves, "b -> c": {"kind": "onward"}}) if one.startswith(("K", "link"))]


# --- words --------------------------------------------------------------------------------------------------------


def test_lines_of_one_text_are_said_as_one() -> None:
    box = tiny().pages[0].boxes[2]
    assert [(part.text, [mark.kind.value for mark in part.marks]) for part in paragraphs(box.lines, box.marks)] == [
        ("Kriittiset palvelut", []),
        ("Perusopetus", ["interface"]),
        ("Perhe- ja kasvatusneuvonta", ["service"]),
    ]


@EVERY
def test_no_name_moves_a_terminal(name: str) -> None:
    text = plain_text(hostile(name))
    assert not [c for c in text.replace("\n", "") if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert text.splitlines()[0] == clean(name)


# --- slides -------------------------------------------------------------------------------------------------------


def read(data: bytes) -> Any:
    from pptx import Presentation

    return Presentation(io.BytesIO(data))


def parts_of(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from parts_of(shape.shapes)


def test_a_page_is_a_slide_of_its_size_with_title_notes_and_language() -> None:
    deck = read(slides([tiny(), hostile("x")]))
    assert (deck.slide_width.pt, deck.slide_height.pt) == (960, 540)
    assert len(deck.slides) == 3
    slide = deck.slides[0]
    assert slide.shapes.title.text_frame.text == "Pieni ketju"
    assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
    assert slide.notes_slide.notes_text_frame.text == "Ketjussa on 2 tasoa.\nToinen."
    runs = slide._element.xpath("//a:r/a:rPr") + slide.notes_slide._element.xpath(".//a:r/a:rPr")
    assert {run.get("lang") for run in runs} == {"fi-FI"}
    assert not read(slides([tiny()], notes=False)).slides[0].has_notes_slide
    assert (deck.core_properties.title, deck.core_properties.language) == ("Pieni ketju", "fi-FI")


def test_a_box_on_a_slide_is_a_shape_with_its_text_and_what_it_is_in_words() -> None:
    shapes = list(parts_of(read(slides([tiny()])).slides[0].shapes))
    by_name = {shape.name: shape for shape in shapes}
    box = next(shape for shape in shapes if shape.name == "Palvelut" and shape.has_text_frame)
    assert (box.left.pt, box.top.pt, box.width.pt, box.height.pt) == (24, 100, 130, 110)
    assert [paragraph.text for paragraph in box.text_frame.paragraphs] == [
        "Kriittiset palvelut",
        "Perus-\vopetus",
        "Perhe- ja kasvatusneuvonta",
    ], "a program breaks again what it would break there, but no word"
    body = box._element.txBody
    assert body.bodyPr.get("wrap") == "square"
    assert body.xpath("./a:p/a:pPr/a:buChar/@char") == ["\u25e6"]
    (bullet,) = body.xpath("./a:p/a:pPr[a:buChar]")
    begins = body.bodyPr.lIns + int(bullet.get("marL")) + int(bullet.get("indent"))
    assert (box.left + begins) / 12700 + 10 * 1.3 * 0.354 / 2 == pytest.approx(32 + 8 / 2, abs=0.1), "where its mark is"
    group = by_name["Tarvetaso 1: Koti"]._element.getparent()
    assert group.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") == ["Tarvetaso 1: Koti"]
    assert by_name["yhdyspintapalvelu"]._element.xpath("./p:nvSpPr/p:cNvPr/@descr") == ["yhdyspintapalvelu"]
    # Two texts at one height stand in frames of their own.
    assert [
        shape.text_frame.text for shape in shapes if shape.has_text_frame and "Neuvonta" in shape.text_frame.text
    ] == ["Neuvonta"]


def test_no_mark_is_lost_where_some_are_bullets() -> None:
    """One text under another, one beside another, a mark on either side, and marks of a legend, which stay shapes."""
    lines = (line(46, 20, "Yksi"), line(46, 40, "Kaksi"), line(146, 20, "Kolme"))
    kinds = (MarkKind.CRITICAL, MarkKind.SERVICE, MarkKind.ITEM)
    marks = [Mark(one.x - 12, one.y - 8, 8, kind) for one, kind in zip(lines, kinds, strict=True)]
    box = Box("a", 24, 0, 300, 60, "services", "A", lines=lines, marks=(*marks, Mark(80, 12, 8, MarkKind.SHARED)))
    legend = [Mark(34, 92 + 20 * place, 8, kind) for place, kind in enumerate(kinds)]
    told = tuple(line(46, mark.y + 8, mark.kind) for mark in legend)
    page = Page(400, 300, (box,), lines=told, marks=tuple(legend))
    slide = read(slides([Picture("x", "stairs", "fi", "X", (), (page,))])).slides[0]
    assert slide._element.xpath(".//a:buChar/@char") == ["\u2022", "\u25e6", "\u2013"]
    names = [shape.name for shape in parts_of(slide.shapes)]
    assert [names.count(kind) for kind in (*kinds, MarkKind.SHARED)] == [1, 1, 1, 1]
    for shape in parts_of(slide.shapes):
        if shape.has_text_frame and shape.name.startswith("TextBox"):
            assert shape.text_frame.margin_left >= 0


def test_numbers_of_shapes_are_their_own() -> None:
    numbers = [shape.shape_id for shape in parts_of(read(slides([tiny()])).slides[0].shapes)]
    assert len(numbers) == len(set(numbers))


def test_a_heading_with_other_words_fits_and_takes_its_mark_along() -> None:
    heading = line(24, 34, "Pieni ketju", size=18, bold=True)
    for name in ("Pieni ketju", "Pieni ketju, joka kulkee pitkälle asti"):
        told = replace(heading, text=name, width=text_width(name, 18, bold=True))
        of = Page(400, 300, lines=(told,), marks=(Mark(24 + told.width + 6, 22, 9, MarkKind.READING),))
        first = read(slides([Picture("x", "stairs", "fi", name, (), (of, of))])).slides[0]
        shown = next(shape for shape in first.shapes if shape.name == "reading")
        size = first.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt
        end = heading.x + text_width(f"{name} (1/2)", size, bold=True)
        assert first.shapes.title.text_frame.text == f"{name} (1/2)"
        assert end < shown.left.pt
        assert shown.left.pt + shown.width.pt <= 400 - heading.x
    assert size < 18


def test_connectors_hold_on_to_what_they_join() -> None:
    shapes = list(parts_of(read(slides([tiny()])).slides[0].shapes))
    places = {shape.shape_id: shape for shape in shapes}
    lines = [shape for shape in shapes if shape._element.tag.endswith("}cxnSp")]
    assert len(lines) == 3 + 1 + 2
    for one in lines:
        for end, (x, y) in (("stCxn", (one.begin_x, one.begin_y)), ("endCxn", (one.end_x, one.end_y))):
            (held,) = one._element.xpath(f"./p:nvCxnSpPr/p:cNvCxnSpPr/a:{end}")
            shape = places[int(held.get("id"))]
            assert shape.left - 6350 <= x <= shape.left + shape.width + 6350
            assert shape.top - 6350 <= y <= shape.top + shape.height + 6350


@EVERY
def test_no_name_breaks_slides(name: str) -> None:
    data = slides([hostile(name)])
    deck = read(data)
    texts = [
        run.text
        for shape in parts_of(deck.slides[0].shapes)
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert [shown(text) for text in texts] == [shown(f"{name} (1/2)"), *[shown(name)] * 4]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        whole = "".join(packed.read(one).decode() for one in packed.namelist() if "slides/" in one)
    assert "hlinkClick" not in whole
    assert 'TargetMode="External"' not in whole


def test_the_same_pictures_give_the_same_bytes() -> None:
    data = slides([tiny()])
    assert data == slides([tiny()])
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(read(slides([])).slides) == 0


def test_an_office_file_has_one_date_and_is_packed_as_it_was() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, kind in (("ä.xml", zipfile.ZIP_DEFLATED), ("b/c.png", zipfile.ZIP_STORED)):
            info = zipfile.ZipInfo(name, (2026, 11, 29, 20, 30, 2))
            info.external_attr, info.create_system, info.comment = 0o100644 << 16, 3, b"words"
            packed.writestr(info, b"x" * 1000, kind)
    data = dated(made.getvalue())
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made) as before:
        assert packed.testzip() is None
        for info, old in zip(packed.infolist(), before.infolist(), strict=True):
            assert (info.date_time, info.create_system, info.external_attr) == ((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)
            assert (info.filename, info.compress_type, info.compress_size) == (
                old.filename,
                old.compress_type,
                old.compress_size,
            )
    assert data == dated(data)


def test_layouts_are_as_large_as_slides_are_and_a_title_that_is_not_shown_is_above_them() -> None:
    page = Page(400, 300, (Box("a", 10, 10, 50, 50, "service", "A"),))
    deck = read(slides([Picture("x", "stairs", "de", "Nimi", (), (page,))]))
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            assert 0 <= shape.left < shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top < shape.top + shape.height <= deck.slide_height
    heading = deck.slides[0].shapes.title
    assert heading.text_frame.text == "Nimi"
    assert heading.top + heading.height <= 0


def test_a_connector_between_what_is_not_on_the_page_is_drawn_and_one_without_length_is_not() -> None:
    nowhere = Connector("a", ((10, 10), (90, 10), (90, 90)), "forward", "x", "y")
    point = Connector("b", ((50, 50),), "exchange", "x", "y", lines=(line(10, 40, "nimi"),))
    picture = Picture("x", "stairs", "fi", "X", (), (Page(100, 100, connectors=(nowhere, point)),))
    assert [len(group.findall(f"{SVG}path")) for group in parsed(svg_text(picture)).iter(f"{SVG}g")] == [2, 0]
    assert plain_text(picture).splitlines()[-2:] == ["- x -> y", "- x -> y: nimi"]
    shapes = list(parts_of(read(slides([picture])).slides[0].shapes))
    assert len([shape for shape in shapes if shape._element.tag.endswith("}cxnSp")]) == 2


def test_without_python_pptx_one_sentence_tells_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "pptx" or "writers.slides_" in name]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(CannotRun, match=r"palveluketju\[office\]"):
        slides([tiny()])


# --- themes and marks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_text_can_be_read_on_whatever_it_stands_on(theme: Theme) -> None:
    for role, style in theme.roles.items():
        assert contrast(style.text, style.fill) >= LEGIBLE, role
        if style.fill == theme.background:  # texts of these stand on the page too
            assert contrast(theme.text_colour(role), theme.background) >= LEGIBLE, role
        for other in theme.roles:
            assert contrast(theme.text_colour(other, role), style.fill) >= LEGIBLE, (other, role)
        for kind in MarkKind:
            assert contrast(theme.mark_colour(kind, role), style.fill) >= LEGIBLE, (kind, role)
    for kind in MarkKind:
        assert contrast(theme.mark_colour(kind), theme.background) >= LEGIBLE
    for role, style in theme.roles.items():
        if role != "band":  # it is a ground that things stand on, and has no line
            assert contrast(style.stroke, theme.background) >= 3


def test_a_theme_takes_colours_and_dashes_only() -> None:
    for wrong in ("red", '#FFFFFF" onload="x', "#FFF", "#ÄÄÄÄÄÄ"):
        with pytest.raises(ValueError, match="#RRGGBB"):
            Style(fill=wrong)
    with pytest.raises(ValueError, match="numbers of points"):
        Style(dash='1"')


@pytest.mark.parametrize("kind", MarkKind)
def test_a_mark_stays_in_its_square(kind: MarkKind) -> None:
    for shape in shapes_of(Mark(10, 20, 8, kind)):
        if isinstance(shape, Stroke):
            points = list(shape.points)
        else:
            ends = (0, shape.height) if isinstance(shape, Plate) else (-shape.radius, shape.radius)
            points = [(shape.x + by, shape.y + by) for by in ends]
        assert all(10 <= x <= 18 and 20 <= y <= 28 for x, y in points)


def test_no_two_marks_look_alike() -> None:
    assert len({shapes_of(Mark(0, 0, 1, kind)) for kind in MarkKind}) == len(MarkKind)


# --- a real chain -------------------------------------------------------------------------------------------------


def test_a_real_chain_goes_through_every_writer() -> None:
    from palveluketju.drawing.stairs.view import stairs

    graph = compile_chain(load_chain(CHAINS / "uusimaa" / "lastensuojelun-ennaltaehkaisy.yaml"))
    picture = stairs(graph, lang="fi", description=("Kuvaus.",))
    written = {element.text for element in parsed(svg_text(picture)).iter(f"{SVG}text")}
    assert {"Neuvola", "Perhehoito"} <= written
    assert "  - Neuvola (järjestäjä: Uudenmaan maakunta)\n" in plain_text(picture)
    deck = read(slides([picture]))
    count = len(picture.pages)
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [
        f"{picture.title} ({number}/{count})" if count > 1 else picture.title for number in range(1, count + 1)
    ]
