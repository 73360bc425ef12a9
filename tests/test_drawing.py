"""Pictures: what they show, that nothing in a name breaks them, and the program that makes them."""

from __future__ import annotations

import re
import stat
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import CHAINS, FILES, chain_files
from palveluketju import CannotRun, check_chain, compile_chain, draw_chain, load_chain
from palveluketju.drawing import chosen, dot_text, findings_of
from palveluketju.drawing.content.colophon import at_foot, under_title
from palveluketju.drawing.diagrams.quoting import marked, quoted
from palveluketju.drawing.looks.theme import DEFAULT, LEGIBLE, THEMES, Theme, contrast
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.pages import PAGES, SMALLEST
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain
from palveluketju.output import render, write_file
from palveluketju.terms import LANGUAGES, title
from sampling import latin
from waiting import wait_until

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"
OWN = Theme(
    "own",
    {**DEFAULT.roles, "bar": replace(DEFAULT.style("bar"), fill="#004F71", stroke="#004F71")},
    font="Verdana, sans-serif",
)
DECKS = chain_files(CHAINS / "uusimaa")
HOSTILE = (
    'Koti "hoito"',
    "Neuvola\\",
    "C:\\new\\table",
    "\\N \\G \\L \\l",
    "<b>lihava</b>",
    '<TABLE><TR><TD HREF="javascript:alert(1)">x</TD></TR></TABLE>',
    "<<script>alert(1)</script>>",
    "node",
    "graph",
    "strict digraph { a -> b }",
    "subgraph",
    "edge",
    "a:b:c",
    "a -> b",
    '"]; evil [label="x',
    "/* kommentti */ // #",
    "&lt;b&gt; &amp; &#92;",
    "{ x | y } < z >",
    "1.5e3",
    "%s {nimi} {0}",
    "Äkillinen häätö, Åland",
    "😀 emoji",
    "\u00a0väli\u00a0",
    "pitkä" * 40,
    "]]>",
    "'--",
)


def chain_named(name: str) -> Chain:
    return Chain.model_validate(
        {
            "id": "x",
            "name": name,
            "organiser": ["o"],
            "organisations": {"o": {"name": name}, "p": {"name": name}},
            "services": {"s": {"name": name, "organiser": ["o"]}, "t": {"name": name, "organiser": ["p"]}},
            "goals": {"g": {"text": name, "target": {"open": name}}},
            "levels": {"a": {"name": name, "critical": ["s", "t"]}, "b": {"name": name, "services": {"open": name}}},
            "bars": {"c": {"name": name, "services": ["s"]}},
            "entries": {"e": {"name": name, "to": ["a"]}},
            "exits": {"f": {"name": name, "from": ["a"]}},
            "moves": {"a -> b": {"criteria": name}},
        }
    )


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_dot_text_is_as_it_was(path: Path, request: pytest.FixtureRequest) -> None:
    graph = compile_chain(load_chain(path))
    text = dot_text(graph, lang="fi")
    golden = ROOT / "tests" / "pictures" / f"{path.stem}.dot"
    if request.config.getoption("--write-outputs"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert draw_chain(graph, view="graph", lang="fi").dot() == text


def boxes_in(text: str) -> list[tuple[str, str, str]]:
    """The name, the label and the looks of each box that is seen."""
    found, looks = [], ""
    for line in map(str.strip, text.splitlines()):
        if told := re.fullmatch(r"\{ node \[(.*)\]", line):
            looks = told[1]
        elif told := re.fullmatch(r'"([^"]*)" \[label="([^"]*)"\]', line):
            found.append((told[1], told[2], looks))
    return found


def heading_of(text: str, cluster: str) -> str:
    """The attributes and the markup with which a cluster begins."""
    return text.split(f'subgraph "cluster {cluster}" {{\n', 1)[1].split("\n    ]\n", 1)[0]


def test_a_picture_tells_what_is_what_without_colour() -> None:
    text = dot_text(compile_chain(load_chain(DECKS[-1])), lang="fi")
    looks = {told.replace("\\n", " "): look for _, told, look in boxes_in(text)}
    assert 'style="filled"' in looks["Neuvola [U]"]
    assert "penwidth=2.4" in looks["Neuvola [U]"]
    assert 'style="filled,dashed"' in looks["Perusopetus [K] ⇄ *"]
    assert 'style="filled,rounded"' in looks["Palvelutarpeen arviointi [U]"]
    assert "penwidth=1 " in looks["Palvelutarpeen arviointi [U]"]
    assert "Lastensuojelun sosiaalityö [U] ◆" in looks
    assert "peripheries=2" in looks["Avopalvelujen kokonaisuuden jatkuminen *"]
    moves = {match[1]: line for line in text.splitlines() if (match := re.search(r'\bid="move-([^"]*)"', line))}
    assert "penwidth=1 arrowhead=normal" in moves["sijoitus-avohuolto"]  # which nobody has written
    assert "penwidth=2 arrowhead=normal" in moves["avohuolto-sijoitus"]
    for handed_over in ("hyvinvoiva-kevyt-avopalvelu", "kevyt-avopalvelu-hyvinvoiva"):
        assert re.search(r'color="(#\w+):invis:\1"', moves[handed_over])
    assert ">◎</TD>" in moves["hyvinvoiva-kevyt-avopalvelu"]
    assert "label=" not in moves["kevyt-avopalvelu-hyvinvoiva"]


def test_the_legend_tells_what_the_picture_uses_and_no_more() -> None:
    def legend(path: Path, lang: str) -> list[str]:
        text = dot_text(compile_chain(load_chain(path)), lang=lang)
        told = heading_of(text, "legend")
        found: list[str] = re.findall(r">([^<>]*\w[^<>]*)</FONT></TD><TD WIDTH", told)
        return found

    assert legend(DECKS[-1], "fi") == [
        *("järjestäjä: Uudenmaan maakunta", "järjestäjä: Kunta", "järjestäjä: ei tiedossa"),
        *("kriittinen palvelu", "muu palvelu", "yhdyspintapalvelu (mahdollisia ei ole merkitty)"),
        "sama palvelu usealla tasolla",
        *("integraatiopiste", "tulkittu lähteestä", "jatkuvat palvelut", "ratkaisematta", "ei tiedossa"),
        *("järjestyksestä päätelty siirtymä", "tarve kasvaa", "vastuun siirto"),
    ]
    ends = next(path for path in FILES if path.stem == "nepsy-keski-suomi")
    by_order = "övergång enligt ordningen, inte beskriven"
    doors = ["ingång till kedjan", "utgång ur kedjan"]
    assert legend(ends, "sv") == ["tolkat ur källan", "inte avgjort", "okänt", by_order, "vidare", *doors]


def test_notes_tell_on_what_a_move_depends_and_who_is_responsible() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\nlevels: {a: {name: A}, b: {name: B}}\n"
        "moves: {a -> b: {criteria: Tarve kasvaa., handover: {responsible: {role: Omalääkäri}}}}\n"
        "exchanges: {a -> b: {kind: consultation}, b -> a: {kind: feedback}}\n"
    )
    text = dot_text(compile_chain(chain), lang="fi")
    said = re.findall(r">([^<>]*\w[^<>]*)</FONT>", heading_of(text, "notes"))
    assert said == [
        "1) 1 A → 2 B: Tarve kasvaa.; vastuutaho: Omalääkäri",
        "2) 1 A → 2 B: konsultaatio",
        "3) 2 B → 1 A: palaute",
    ]
    assert text.count('id="exchange-') == 1
    assert '>2) 3)</TD></TR></TABLE>> id="exchange-a-b"' in text


def test_findings_are_marked_on_request_where_they_are() -> None:
    graph = compile_chain(load_chain(DECKS[-1]).changed(interfaces={}))
    text = dot_text(graph, findings_of(check_chain(graph), "fi"), lang="fi")
    assert '"hyvinvoiva/perusopetus" [label="Perusopetus [K] ⇄ *\\n⚠ Sopimus tai yhteystaho\\npuuttuu"]' in text
    assert "⚠ Siirrettävät tiedot" in text
    assert "PK3" not in text
    assert ">havainnot</FONT>" in text
    assert "⚠" not in dot_text(graph, lang="fi")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_head_and_foot_are_those_of_the_other_views(lang: str) -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    text = dot_text(graph, lang=lang)
    head, foot = text.split("\n  ]\n", 1)[0], heading_of(text, "foot")
    for line, said in (
        (head, graph.chain.name.text(lang)),
        (head, under_title(graph, lang)),
        (foot, "Uusimaa2019, Sote-palvelut"),
    ):
        assert said in line
    assert title("sources", lang) in foot


@pytest.mark.parametrize("view", ["stairs", "lanes", "coverage-by-tier"])
def test_the_docs_show_the_chain_as_it_is_drawn(view: str, request: pytest.FixtureRequest) -> None:
    ending = "" if view == "stairs" else f"-{view}"
    shown = ROOT / "docs" / "pictures" / f"lastensuojelun-ennaltaehkaisy{ending}.svg"
    page = "a3" if view == "coverage-by-tier" else "a4"  # so that all of it is one page
    drawn = draw_chain(compile_chain(load_chain(DECKS[-1])), view=view, page=page, lang="fi").svg()
    if request.config.getoption("--write-outputs"):
        shown.parent.mkdir(exist_ok=True)
        shown.write_text(drawn, encoding="utf-8")
    assert drawn == shown.read_text(encoding="utf-8")
    assert any(shown.name in page.read_text(encoding="utf-8") for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")))


def test_each_language_has_its_words() -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    assert "kritisk tjänst" in dot_text(graph, lang="sv")
    assert "critical service" in dot_text(graph, lang="en")


EVERYTHING = """\
palveluketju: 1
id: x
name: X
organiser: [o]
organisations: {o: {name: O}, p: {name: P, sector: municipality}}
services:
  s: {name: Neuvola, organiser: [o]}
  t: {name: Perusopetus, organiser: [p]}
  u: {name: Perhetyö, organiser: [o]}
goals: {g: {text: Hyvä elämä, target: {open: Paljonko?}}}
levels:
  a: {name: Koti, critical: [s, t], services: [u]}
  b: {name: Tuki, services: [s], carries: {levels: [a], name: Jatkuu}}
  c: {name: Hoito, services: {open: Mitkä?}}
bars:
  d: {name: Ohjaus, services: [u]}
  e: {name: Mittaaminen, role: measurement}
  f: {name: Ehkäisy, role: prevention}
  h: {name: Muu, spans: {open: Millä tasoilla?}}
entries: {in: {name: Sisään, to: [a]}, where: {name: Minne, to: {open: Minne?}}}
exits: {out: {name: Ulos, from: [c]}}
moves: {a -> c: {criteria: Suoraan}, b -> c: {open: Siirtyykö?}}
exchanges: {c -> a: {kind: feedback}}
"""

# --- pages and themes ---------------------------------------------------------------------------------------------


def sizes_in(dot: str) -> set[float]:
    """Every size of text in DOT."""
    return {float(size) for size in re.findall(r'(?:fontsize=|POINT-SIZE=")([\d.]+)', dot)}


@pytest.mark.parametrize(("path", "page"), latin(FILES, tuple(PAGES), every=3))
def test_text_is_large_where_the_picture_fits_its_page_and_never_too_small(path: Path, page: str, dot: str) -> None:
    text = dot_text(compile_chain(load_chain(path)), lang="fi", page=page)
    assert min(sizes_in(text)) >= SMALLEST
    assert not re.search(r"\b(size|ratio|page|scale)=", re.sub(r'"[^"]*"|>[^<>]*<', "", text))
    body = float(re.search(r"  node \[.*? fontsize=([\d.]+)", text)[1])  # type: ignore[index]
    plain = subprocess.run([dot, "-Tplain"], input=text.encode(), capture_output=True, check=True).stdout
    width, height = (float(side) * 72 for side in plain.split()[2:4])
    if body > SMALLEST:
        assert width <= PAGES[page].width
        assert height <= PAGES[page].height


def test_boxes_are_as_wide_as_the_page_has_room() -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    widths = [
        max(float(width) for width in re.findall(r" width=([\d.]+)", dot_text(graph, page=page)))
        for page in ("a4-portrait", "a4", "a3")
    ]
    assert widths == sorted(set(widths))


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize("theme", [*THEMES.values(), OWN], ids=lambda theme: theme.name)
def test_text_can_be_read_on_what_it_stands_on_in_each_theme(theme: Theme) -> None:
    graph = compile_chain(load_chain_text(EVERYTHING))
    drawing = draw_chain(graph, findings_of(check_chain(graph), "fi"), view="graph", lang="fi", theme=theme)
    root = ET.fromstring(drawing.svg())  # noqa: S314
    assert root.attrib["font-family"] == theme.font
    areas = [(theme.background, float("-inf"), float("-inf"), float("inf"), float("inf"))]
    pairs = set()
    for element in root.iter():  # in the order of drawing
        tag = element.tag.removeprefix(SVG)
        fill = element.attrib.get("fill", "none")
        if tag in ("polygon", "path") and fill != "none":
            areas.append((fill, *area_of(element)))
        if tag == "text":
            x, y = float(element.attrib["x"]), float(element.attrib["y"]) - 3
            ground = [area[0] for area in areas if area[1] <= x <= area[3] and area[2] <= y <= area[4]][-1]
            pairs.add((fill, ground))
    assert len({ground for _, ground in pairs}) > 1
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < LEGIBLE} == {}


def test_a_countys_own_theme_is_the_graphs_too() -> None:
    text = draw_chain(compile_chain(load_chain(DECKS[-1])), view="graph", theme=OWN).dot()
    assert 'fillcolor="#004F71"' in text
    assert 'fontname="Verdana,sans-serif"' in text
    assert 'fillcolor="#5B3A74"' not in text


# --- SVG ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("dot")
def test_svg_is_one_image_that_tells_what_it_shows() -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    drawing = draw_chain(graph, view="graph", lang="fi")
    svg = drawing.svg()
    root = ET.fromstring(svg)  # noqa: S314
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "fi"
    assert not {"width", "height"} & set(root.attrib)
    title_, description = root[0], root[1]
    assert (title_.tag, title_.text) == (f"{SVG}title", graph.chain.name.text("fi"))
    assert (description.tag, description.text) == (f"{SVG}desc", "\n".join(drawing.picture.description))
    assert root.attrib["aria-labelledby"].split() == [title_.attrib["id"], description.attrib["id"]]
    titles = [element.text or "" for element in root.iter(f"{SVG}title")][1:]
    there = "1 Kotona asuva hyvinvoiva lapsi tai nuori → 2 Kevyttä avopalvelujen tarvetta"
    assert any(
        title.startswith(f"{there}: järjestyksestä päätelty siirtymä; ylittyy: organisaatioraja") for title in titles
    )
    assert len(titles) == sum('id="move-' in line for line in drawing.dot().splitlines())
    assert not re.search("<!DOCTYPE|<\\?xml|xlink|hyvinvoiva/|cluster", svg)
    with pytest.raises(IndexError, match="no page 2"):
        drawing.svg(2)


@pytest.mark.usefixtures("dot")
def test_ids_are_unique_also_with_another_view_in_one_document() -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    svgs = [draw_chain(graph, view=view, lang="fi").svg() for view in ("graph", "stairs")]
    ids = [name for svg in svgs for element in ET.fromstring(svg).iter() if (name := element.get("id"))]  # noqa: S314
    assert len(ids) == len(set(ids)) > 50
    assert all(name.startswith(f"{graph.chain.id}-") for name in ids)


@pytest.mark.usefixtures("dot")
def test_text_is_as_long_as_it_was_measured() -> None:
    root = ET.fromstring(draw_chain(compile_chain(load_chain(DECKS[-1])), view="graph").svg())  # noqa: S314
    lines = list(root.iter(f"{SVG}text"))
    assert len(lines) > 30
    for line in lines:
        wide = text_width(line.text or "", float(line.attrib["font-size"]), bold="font-weight" in line.attrib)
        assert float(line.attrib["textLength"]) == pytest.approx(wide, abs=0.01)
        assert "font-family" not in line.attrib


Area = tuple[float, float, float, float]


def area_of(element: ET.Element) -> Area:
    """The left, upper, right and lower edge of a shape or a line of text."""
    if element.tag == f"{SVG}text":
        x, y, size, wide = (float(element.attrib[key]) for key in ("x", "y", "font-size", "textLength"))
        left = x if element.attrib["text-anchor"] == "start" else x - wide / 2
        return left, y - 0.75 * size, left + wide, y + 0.2 * size
    course = element.attrib.get("points") or element.attrib["d"]
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", course)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_text_stays_in_its_box_and_off_other_text(path: Path) -> None:
    root = ET.fromstring(draw_chain(compile_chain(load_chain(path)), view="graph", lang="fi").svg())  # noqa: S314
    placed: list[tuple[Area, str]] = []
    for group in root.iter(f"{SVG}g"):
        texts = [(area_of(one), one.text or "") for one in group.findall(f"{SVG}text") if (one.text or "").strip()]
        shapes = [area_of(one) for one in group if one.tag in (f"{SVG}polygon", f"{SVG}path")]
        if not re.search("-(move|exchange)-|-(legend|notes|foot|graph0)$", group.attrib["id"]):
            for (left, top, right, bottom), text in texts:
                box = shapes[0]
                assert box[0] - 0.5 <= left < right <= box[2] + 0.5, text
                assert box[1] - 0.5 <= top < bottom <= box[3] + 0.5, text
        placed += texts
    for index, (one, text) in enumerate(placed):
        for other, another in placed[index + 1 :]:
            apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            assert apart, (text, another)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.usefixtures("dot")
def test_no_name_breaks_a_picture(name: str) -> None:
    svg = draw_chain(compile_chain(chain_named(name)), view="graph", lang="fi").svg()
    root = ET.fromstring(svg)  # noqa: S314
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text"}
    attributes = {attribute.lower() for element in root.iter() for attribute in element.attrib}
    assert not {a for a in attributes if a.startswith("on") or "href" in a or a == "style"}
    shown = "".join(element.text or "" for element in root.iter(f"{SVG}text"))
    # Signs of breaking are ours; long words have them.
    assert re.sub(r"[\s-]", "", name) in re.sub(r"[\s-]", "", shown)
    assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")


@pytest.mark.usefixtures("dot")
@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=40, max_size=40))
def test_quoted_text_is_shown_as_it_is(texts: list[str]) -> None:
    nodes = "\n".join(f"n{index} [label={quoted(text)}]" for index, text in enumerate(texts))
    svg = render(f"digraph {{\nnode [shape=box]\n{nodes}\n}}", "svg")
    root = ET.fromstring(svg)  # noqa: S314
    shown: dict[str, str] = {}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if group.get("class") == "node":
            title = group.find("{http://www.w3.org/2000/svg}title")
            lines = [line.text or "" for line in group.iter("{http://www.w3.org/2000/svg}text")]
            shown[str(title.text if title is not None else "")] = "".join(lines)

    def seen(text: str) -> str:
        kept = re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", "\ufffd", text)
        return re.sub(r"\s", "", kept)

    for index, text in enumerate(texts):
        assert re.sub(r"\s", "", shown[f"n{index}"]) == seen(text), ascii(text)


@pytest.mark.usefixtures("dot")
@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=40, max_size=40))
def test_marked_text_is_shown_as_it_is(texts: list[str]) -> None:
    rows = "".join(f"<TR><TD>{marked(text) or '-'}</TD></TR>" for text in texts)
    root = ET.fromstring(render(f"digraph {{ n [shape=none label=<<TABLE>{rows}</TABLE>>] }}", "svg"))  # noqa: S314
    shown = "".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    expected = "".join(clean(text) or "-" for text in texts)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", expected)


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize(("path", "kind"), latin(FILES, ("svg", "png", "pdf"), every=3))
def test_every_chain_is_drawn(path: Path, kind: str) -> None:
    assert len(render(dot_text(compile_chain(load_chain(path))), kind)) > 1000


def test_a_notebook_shows_a_picture_and_its_words() -> None:
    graph = compile_chain(load_chain(DECKS[0]))
    drawing = draw_chain(graph, page="a4-portrait", lang="sv")
    shown = drawing._repr_mimebundle_()
    assert list(shown) == ["text/html", "image/svg+xml", "text/markdown", "text/plain"]
    assert shown["text/html"] == drawing._repr_html_()
    assert shown["text/html"].count("<svg") == drawing.pages
    assert all(page in shown["text/html"] for page in map(drawing.svg, range(1, drawing.pages + 1)))
    assert "<summary>Beskrivning</summary>" in shown["text/html"]
    assert shown["image/svg+xml"] == drawing.svg()
    assert shown["text/markdown"] == f"```text\n{drawing.text().strip()}\n```\n"


def test_names_are_harmless_in_a_notebook() -> None:
    name = "```<script>alert(1)</script>"
    drawing = draw_chain(compile_chain(load_chain(DECKS[0]).changed(name=name)))
    shown = drawing._repr_mimebundle_()
    assert "<script" not in shown["text/html"]
    assert shown["text/markdown"].startswith("````text\n")
    assert shown["text/markdown"].endswith("\n````\n")
    ET.fromstring(shown["text/html"].replace("<br>", "<br/>"))  # noqa: S314


@pytest.mark.parametrize(
    ("sources", "foot"),
    [
        ([{"title": "Hyvinvointialueen palvelukuvaus"}], "Hyvinvointialueen palvelukuvaus"),
        (["https://www.thl.fi/fi/aiheet/a?b=c#d", "https://thl.fi/fi/toinen"], "thl.fi"),
        ([{"title": "https://thl.fi/x"}, {"title": "Laki 1301/2014"}], "thl.fi; Laki 1301/2014"),
        ([{"title": "Kuvaus", "address": "https://thl.fi/x"}], "Kuvaus"),
        ([{"title": f"Palvelukuvaus, {'osa ' * 20}"}], f"Palvelukuvaus, {'osa ' * 11}".strip() + "…"),
        ([{"title": "x" * 80, "dated": "2018-11-07"}], "x" * 59 + "… (7.11.2018)"),
    ],
    ids=["title", "hosts", "address-as-title", "both", "long", "one-word"],
)
def test_a_source_has_a_short_name_at_the_foot(sources: list[object], foot: str) -> None:
    chain = Chain.model_validate({"id": "x", "name": "X", "levels": {"a": {"name": "A"}}, "sources": sources})
    assert at_foot(compile_chain(chain), "fi") == f"Lähteet: {foot}"


@pytest.mark.usefixtures("dot")
def test_a_notebook_shows_the_graph_where_there_is_graphviz() -> None:
    drawing = draw_chain(compile_chain(load_chain(DECKS[0])), view="graph")
    assert drawing._repr_mimebundle_()["image/svg+xml"] == drawing.svg()


@pytest.mark.usefixtures("without_dot")
def test_a_notebook_shows_the_graph_in_words_where_there_is_none() -> None:
    drawing = draw_chain(compile_chain(load_chain(DECKS[0])), view="graph")
    shown = drawing._repr_mimebundle_()
    assert "image/svg+xml" not in shown
    assert shown["text/vnd.graphviz"] == drawing.dot()
    assert "<details open>" in shown["text/html"]


@pytest.fixture
def fake_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program of ours in the place of dot."""

    def make(script: str) -> None:
        program = tmp_path / "bin" / "dot"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    return make


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("kill -SEGV $$", "SIGSEGV"),
        ("echo bad line 3 >&2; exit 1", "bad line 3"),
        ("printf '<svg>half'", "no complete picture"),
        ("exit 0", "no complete picture"),
        ("head -c 3000000 /dev/zero >&2; exit 2", "failed"),
    ],
    ids=["crash", "error", "half", "nothing", "much-to-say"],
)
def test_a_dot_that_fails_is_told(script: str, said: str, fake_dot: Callable[[str], None]) -> None:
    fake_dot(script)
    with pytest.raises(CannotRun, match=said):
        render("digraph {}", "svg")


@pytest.mark.parametrize(
    "inside",
    [
        "<a>",
        r"<text font-size='9'>\344</text>",
        "<g/>",
        "<text>no size</text>",
        "<text font-size='wide'>x</text>",
        "$(printf '<g>%.0s' $(seq 9999))<text font-size='9'>x</text>$(printf '</g>%.0s' $(seq 9999))",
    ],
    ids=["no-xml", "latin", "empty", "no-size", "no-number", "deep"],
)
def test_what_is_no_picture_is_told_and_not_drawn(inside: str, fake_dot: Callable[[str], None]) -> None:
    fake_dot(f"""cat > /dev/null; printf "<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>" """)
    with pytest.raises(CannotRun, match="no complete picture"):
        draw_chain(compile_chain(load_chain(DECKS[0])), view="graph").svg()


def test_entities_of_what_graphviz_draws_are_not_followed(fake_dot: Callable[[str], None]) -> None:
    declared = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    text = "<text font-size='9'>&a;</text>"
    fake_dot(f"""cat > /dev/null; echo "<?xml version='1.0'?>{declared}<svg xmlns='{SVG[1:-1]}'>{text}</svg>" """)
    with pytest.raises(CannotRun, match="no complete picture"):
        draw_chain(compile_chain(load_chain(DECKS[0])), view="graph").svg()


def test_nothing_that_runs_or_is_fetched_is_taken_from_graphviz(fake_dot: Callable[[str], None]) -> None:
    evil = (
        "<script>alert(1)</script><image href='http://x/'/><g onload='alert(1)'><path d='M0 0' fill='url(http://x/)'/>"
    )
    text = "<a href='javascript:alert(1)'><text font-size='9'>seen</text></a></g>"
    fake_dot(f"""cat > /dev/null; echo "<svg xmlns='{SVG[1:-1]}'>{evil}{text}</svg>" """)
    drawn = draw_chain(compile_chain(load_chain(DECKS[0])), view="graph").svg()
    assert ">seen</text>" in drawn
    assert not re.search(r"alert|<script|javascript|<image|url\(|//x/", drawn)


def test_a_dot_that_writes_too_much_is_ended(fake_dot: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palveluketju.output.DOT_BYTES", 1 << 12)
    fake_dot("exec head -c 9999 /dev/zero")
    with pytest.raises(CannotRun, match="SIGXFSZ"):
        render("digraph {}", "svg")


@pytest.mark.parametrize("path", [".", "", "bin", "{here}", "{here}/bin", "{here}/../{name}/bin", "{apart}"])
def test_no_dot_below_the_current_folder_is_run(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, apart = tmp_path / "here", tmp_path / "apart"
    for folder in (here / "bin", apart):
        folder.mkdir(parents=True)
    for program in (here / "dot", here / "bin" / "dot"):
        program.write_text(f"#!/bin/sh\ntouch {tmp_path}/was-run\n")
        program.chmod(0o755)
    (apart / "dot").symlink_to(here / "dot")
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", path.format(here=here, name=here.name, apart=apart))
    with pytest.raises(CannotRun, match="is not run, because"):
        render("digraph {}", "svg")
    other = tmp_path / "other" / "dot"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\necho '<svg>other</svg>'\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.format(here=here, name=here.name, apart=apart)}:{other.parent}")
    assert render("digraph {}", "svg") == b"<svg>other</svg>\n"
    assert not (tmp_path / "was-run").exists()


def test_where_no_way_is_found_for_a_line_all_are_straight(fake_dot: Callable[[str], None]) -> None:
    straight = "<svg>straight</svg>"
    lost = "echo 'Error: in routesplines, Pshortestpath failed' >&2; exit 1"
    fake_dot(f'case "$*" in *splines=line*) echo "{straight}" ;; *) {lost} ;; esac')
    assert render("digraph {}", "svg").decode().strip() == straight


def test_a_dot_that_hangs_is_ended_with_its_children(
    fake_dot: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("palveluketju.output.DOT_SECONDS", 1)
    fake_dot(f"sleep 300 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(CannotRun, match="not ready in 1 second;"):
        render("digraph {}", "svg")
    status = Path("/proc", (tmp_path / "child").read_text().strip(), "stat")  # while it sleeps, it is there

    def is_ended() -> bool:
        try:
            return status.read_text().rsplit(")", 1)[-1].split()[0] == "Z"
        except OSError:
            return True

    wait_until(is_ended, "the child of a program that was ended still runs")


def test_a_dot_that_works_too_long_is_ended(fake_dot: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palveluketju.output.DOT_WORK", 1)
    fake_dot("while :; do :; done")
    with pytest.raises(CannotRun, match="not ready in 1 second;"):
        render("digraph {}", "svg")


@pytest.fixture
def without_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which there is no program."""
    monkeypatch.setenv("PATH", "/nonexistent")


@pytest.mark.usefixtures("without_dot")
def test_without_graphviz_one_sentence_tells_the_way() -> None:
    with pytest.raises(CannotRun, match=r"apt install graphviz.*\.dot"):
        render("digraph {}", "svg")


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.svg"
    write_file(file, b"old")
    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(f"palveluketju.output.os.{name}", _fail)
            with pytest.raises(CannotRun, match="cannot write"):
                write_file(file, b"new")
        assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.svg"]
    write_file(file, b"new")
    assert file.read_bytes() == b"new"


def _fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_chain_file_itself_is_never_written_over(tmp_path: Path) -> None:
    chain = tmp_path / "x.yaml"
    chain.write_text("palveluketju: 1\n")
    link = tmp_path / "x.svg"
    link.symlink_to(chain)
    for place in (chain, link):
        with pytest.raises(CannotRun, match="is one of the files that were read"):
            write_file(place, b"", inputs=[chain])
    with pytest.raises(CannotRun, match="is a folder"):
        write_file(tmp_path, b"")
    assert chain.read_text() == "palveluketju: 1\n"


@pytest.mark.usefixtures("dot")
def test_an_empty_chain_is_drawn_too() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\nlevels: {}\nbars: {b: {name: B}}\ngoals: {g: {text: T}}\n"
    )
    assert render(dot_text(compile_chain(chain)), "svg")


def test_what_no_box_stands_for_is_marked_in_a_box_of_its_own() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\norganiser: o\nlevels: {a: {name: A}}\n"
        "organisations: {o: {name: O}}\ninterfaces: {i: {between: [o, o]}}\n"
    )
    graph = compile_chain(chain)
    found = findings_of(check_chain(graph), "en")
    assert "Interface does not join" in heading_of(dot_text(graph, found), "aside")
    assert "Interface does not join" not in dot_text(graph)
    assert ">⚠ Chosen: O</FONT>" in dot_text(graph, chosen(graph.organisations()))
