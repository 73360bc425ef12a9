"""The registers of coverage: they hold what their pictures hold, also what is no service and what no level names."""

from __future__ import annotations

import pytest

from palveluketju import ChainGraph, compile_chain, compile_workspace, draw_chain, registers
from palveluketju.drawing.writers.reading import paragraphs
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.source import parse_source
from palveluketju.tables import Table, says_nothing
from palveluketju.terms import LANGUAGES, title

CHAIN = """
palveluketju: 1
id: x
name: X
organiser: county
levels:
  one: {name: One, services: [light, form, scale, survey]}
  two: {name: Two, services: [light, {open: What else?}]}
  three: {name: Three, services: [money]}
BARS
organisations: {county: {name: County, sector: wellbeing-services-county}}
services:
  light: {name: Light, tier: basic, organiser: county}
  money: {name: Money, kind: benefit, tier: basic, organiser: county}
  form: {name: Form, kind: document}
  scale: {name: Scale, kind: instrument}
  survey: {name: Survey, kind: instrument}
  alone: {name: Alone, tier: specialised, organiser: county}
UNNAMED
"""
PLAIN = CHAIN.replace("BARS\n", "").replace("UNNAMED\n", "")


def graph_of(bars: str = "", unnamed: str = "") -> ChainGraph:
    return compile_chain(load_chain_text(CHAIN.replace("BARS", bars).replace("UNNAMED", unnamed)))


def by_tier(graph: ChainGraph, lang: str = "en") -> Table:
    return registers(graph, lang=lang)["coverage-by-tier"]


def rows(graph: ChainGraph) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in by_tier(graph).texts()}


def test_instruments_and_documents_have_columns_and_what_no_level_names_a_row() -> None:
    table = by_tier(graph_of())
    assert table.headings() == ("Level", "Basic", "Specialised", "Instruments", "Documents")
    assert [column.key for column in table.columns] == ["level", "basic", "specialised", "instruments", "documents"]
    assert rows(graph_of()) == {
        "One": ("1", "none", "2", "1"),
        "Two": ("1", "open", "open", "open"),
        "Three": ("1", "none", "not stated", "not stated"),  # nothing tells that there are no documents
        "Named at no level": ("none", "1", "none", "none"),
    }


@pytest.mark.parametrize(
    ("tier", "told"), [("{open: Which?}", "possible"), ("{unknown: Which?}", "possible"), ("guidance", "none")]
)
def test_what_no_level_names_is_of_no_tier_only_where_each_tells_its_own(tier: str, told: str) -> None:
    graph = graph_of(unnamed=f"  more: {{name: More, tier: {tier}, organiser: county}}")
    place = by_tier(graph).columns.index(next(one for one in by_tier(graph).columns if one.key == "basic"))
    assert rows(graph)["Named at no level"][place - 1] == told
    assert "1" in rows(graph)["Named at no level"]


def test_what_no_level_names_can_be_documents_alone() -> None:
    text = PLAIN.replace("services: [light, form, scale, survey]", "services: [light, alone, scale, survey]")
    told = rows(compile_chain(load_chain_text(text)))
    assert told["Named at no level"] == ("none", "none", "none", "1")


def test_instruments_of_a_bar_of_untold_levels_have_a_row() -> None:
    told = rows(graph_of("bars: {bar: {name: Bar, spans: {open: Which?}, services: [scale]}}"))
    assert told["Level: open"][2:] == ("1", "not stated")
    assert not any(one.isdigit() for one in told["Level: open"][:2])


def test_a_chain_without_instruments_and_documents_has_no_column_of_them() -> None:
    text = PLAIN.replace(", form, scale, survey", "")
    text = "\n".join(line for line in text.splitlines() if "kind: document" not in line and "instrument" not in line)
    assert by_tier(compile_chain(load_chain_text(text))).headings()[-1] == "Specialised"


def test_chains_side_by_side_have_the_same_columns() -> None:
    other = (
        "palveluketju: 1\nid: y\nname: Y\nlevels: {z: {name: Z, services: s}}\nservices: {s: {name: S, tier: basic}}"
    )
    sources = [parse_source(PLAIN, name="x.yaml"), parse_source(other, name="y.yaml")]
    found = {row[1]: row[2:] for row in registers(compile_workspace(join_sources(sources)))["coverage-by-tier"].texts()}
    assert found["One"] == ("1", "none", "2", "1")
    assert found["Z"] == ("1", "none", "not stated", "not stated")


def test_columns_of_instruments_do_not_make_a_register_say_something_of_tiers() -> None:
    text = PLAIN.replace(", tier: basic", "").replace(", tier: specialised", "")
    assert says_nothing(by_tier(compile_chain(load_chain_text(text))))
    assert not says_nothing(by_tier(graph_of()))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", ["tier", "sector"])
def test_a_register_has_the_rows_of_its_picture(by: str, lang: str) -> None:
    graph = graph_of("bars: {bar: {name: Bar, spans: {open: Which?}, services: [scale]}}")
    picture = draw_chain(graph, view=f"coverage-by-{by}", lang=lang).picture
    heads = [box for page in picture.pages for box in page.boxes if box.role == "table-row"]
    table = registers(graph, lang=lang)[f"coverage-by-{by}"]
    drawn = [[part.text for part in paragraphs(box.lines)][-1] for box in heads]
    assert [row[0] for row in table.texts()] == drawn
    assert drawn[-1] == title("named at no level", lang)
