"""A level that leads to itself can be repeated: told at the level, and no way between levels."""

from __future__ import annotations

import pytest

from palveluketju import check_chain, compile_chain
from palveluketju.analyses import integration_points, stops
from palveluketju.drawing import CHAIN_VIEWS, PAGES, draw_chain
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.loading import load_chain_text
from palveluketju.reporting.chain import chain_text
from palveluketju.tables import registers
from palveluketju.terms import term

REPEATED = "Kontrolli"
TEXT = """\
palveluketju: 1
id: k
name: Ketju
organiser: alue
order: {order}
levels:
  a: {{name: Alku, kind: phase, critical: [s]}}
  b: {{name: Jakso, kind: phase, timing: Kuukausi, critical: [s, t]}}
  b1: {{name: Eka, kind: step, part-of: b, services: [s]}}
  b2: {{name: Toka, kind: step, part-of: b, services: [t]}}
  c: {{name: Loppu, kind: phase, critical: [t]}}
moves: {{{moves}}}
paths: {{p: {{name: Polku, levels: [{path}]}}}}
services:
  s: {{name: Ensimmäinen, tier: basic, organiser: alue}}
  t: {{name: Toinen, tier: specialised, organiser: muu}}
organisations: {{alue: {{name: Alue, sector: wellbeing-services-county}}, muu: {{name: Muu, sector: private}}}}
"""
ORDERS = pytest.mark.parametrize("order", ["ladder", "path", "none"])


def graph_of(order: str = "path", moves: str = "", path: str = "a") -> ChainGraph:
    return compile_chain(load_chain_text(TEXT.format(order=order, moves=moves, path=path)))


SELF = f"b -> b: {{criteria: {REPEATED}, handover: {{responsible: muu, document: Lomake}}}}"


@ORDERS
def test_it_is_no_way_between_levels(order: str) -> None:
    without, graph = graph_of(order), graph_of(order, SELF)
    assert [(way.start.id, way.end.id) for way in graph.repeats()] == [("b", "b")]
    assert graph.moves() == without.moves()
    assert without.repeats() == ()
    assert integration_points(graph) == integration_points(without)
    told, before = ({finding.code for finding in check_chain(one).findings} for one in (graph, without))
    assert told == before
    assert graph.network.has_edge("level:b", "level:b", "return")
    assert graph.reachable_levels() == without.reachable_levels()
    assert graph.levels_with_a_way_out() == without.levels_with_a_way_out()


def test_a_level_that_leads_to_itself_only_has_no_way_out() -> None:
    graph = graph_of("none", "a -> a: ")
    assert [way.start.id for way in graph.repeats()] == ["a"]
    ladder = compile_chain(
        load_chain_text(
            "palveluketju: 1\nid: x\nname: X\norder: path\nlevels: {a: {name: A}, b: {name: B}}\n"
            "moves: {a -> b: {not-applicable: Ei}, a -> a: {criteria: Uudelleen}}\n"
        )
    )
    assert [level.id for level in ladder.levels_with_a_way_out()] == ["b"]
    assert [level.id for level in ladder.reachable_levels()] == ["a"]


@pytest.mark.parametrize(
    ("moves", "path", "is_possible"),
    [
        ("", "a, b, b", False),
        (SELF, "a, b, b, b", True),
        ("b -> b: {open: Milloin}", "a, b, b", True),
        ("b -> b: {not-applicable: Kerran vain}", "a, b, b", False),
        (SELF, "a, a, b", False),
    ],
)
def test_a_path_goes_through_it_again(moves: str, path: str, is_possible: bool) -> None:
    graph = graph_of("path", moves, path)
    assert (not stops(graph)) is is_possible
    told = [finding.message for finding in check_chain(graph).findings if finding.code == "PK109"]
    assert all("twice in a row" in message and "under 'moves:'" in message for message in told)
    assert bool(told) is not is_possible


@ORDERS
@pytest.mark.parametrize("view", CHAIN_VIEWS)
def test_every_view_tells_it_and_draws_no_connector(order: str, view: str) -> None:
    for moves, said in (
        (SELF, REPEATED),
        ("b -> b: {open: Milloin}", "Milloin"),
        ("b -> b: ", ""),
        ("b1 -> b1: , b -> b: , c -> c: ", ""),
    ):
        graph = graph_of(order, moves)
        every = (*((page, "fi") for page in PAGES), ("a4", "sv"), ("16x9", "en"))
        for page, lang in every if moves == SELF else every[:1]:
            element = "b" if view == "neighbourhood" else ""
            drawing = draw_chain(graph, check_chain(graph), view=view, page=page, lang=lang, element=element)
            words = term("repeatable", lang)
            assert words in drawing.text()
            assert words in drawing.mermaid()
            assert said in drawing.text()
            ends = {(one.start, one.end) for sheet in drawing.picture.pages for one in sheet.connectors}
            assert not [pair for pair in ends if pair[0] == pair[1]]
            if view in ("stairs", "lanes", "neighbourhood"):
                assert words.split()[-1] in drawing.svg().split("</desc>")[-1]


def test_texts_and_registers_tell_it() -> None:
    graph = graph_of("path", SELF)
    lines = list(chain_text(graph, lang="fi"))
    assert any("Jakso -> Jakso (voidaan toistaa)" in line and REPEATED in line for line in lines)
    rows = registers(compile_workspace([graph]), lang="fi")["instruments-and-documents"].texts()
    assert any("Lomake" in cell for row in rows for cell in row)
