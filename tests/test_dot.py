"""DOT: a graph for the program ``dot``, which a person can read as well."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from chain_files import CHAINS, FILES, chain_files
from palveluketju import CannotRun, check_chain, compile_chain, draw_chain, load_chain
from palveluketju.drawing import changes, chosen, dot_text, draw_workspace, findings_of
from palveluketju.drawing.diagrams import dot as dot_module
from palveluketju.drawing.diagrams.grid import Grid
from palveluketju.drawing.looks.theme import THEMES
from palveluketju.drawing.typesetting.items import SIZES
from palveluketju.graph import ChainGraph, Node, compile_workspace
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain
from palveluketju.output import STRAIGHT
from palveluketju.telling import tell
from palveluketju.terms import LANGUAGES
from sampling import latin
from strategies import chains

SVG = "{http://www.w3.org/2000/svg}"
DECKS = chain_files(CHAINS / "uusimaa")
WIDEST = 4.0
"""How many times as wide as high a picture can be and still be read on a page."""


@dataclass(frozen=True)
class Drawn:
    """What ``dot`` has drawn: its size, all that is written, and the nodes and clusters by their names."""

    width: float
    height: float
    text: str
    things: dict[str, ET.Element]

    @property
    def is_strip(self) -> bool:
        return max(self.width / self.height, self.height / self.width) >= WIDEST

    def box(self, name: str) -> tuple[float, float, float, float]:
        """The left, upper, right and lower edge of a thing."""
        shape = next(one for one in self.things[name].iter() if one.tag in (f"{SVG}polygon", f"{SVG}path"))
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", shape.get("points") or shape.attrib["d"])]
        return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def drawn_by(program: str, text: str) -> Drawn:
    """What ``dot``, which has nothing to say about it, draws of a text."""
    done = subprocess.run([program, "-Tsvg"], input=text.encode(), capture_output=True, timeout=60)
    if b"triangulation failed" in done.stderr:  # some versions lose their way now and then; not so with straight lines
        command = [program, "-Tsvg", STRAIGHT]
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=60)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    root = ET.fromstring(done.stdout)  # noqa: S314
    width, height = (float(root.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    groups = [one for one in root.iter(f"{SVG}g") if one.get("class") in ("node", "cluster")]
    things = {one.findtext(f"{SVG}title", ""): one for one in groups}
    return Drawn(width, height, written_in(root), things)


def written_in(element: ET.Element) -> str:
    return letters("".join(one.text or "" for one in element.iter(f"{SVG}text")))


def letters(text: str) -> str:
    """A text as it can be looked for in lines that are broken."""
    return re.sub(r"[\s\N{SOFT HYPHEN}-]", "", text)


def levels_of(count: int, services: int = 0, **more: Any) -> ChainGraph:
    """A chain of so many levels, each with so many services."""
    names = [f"s{number}" for number in range(services)]
    return compile_chain(
        Chain.model_validate(
            {
                "id": "x",
                "name": "Ketju",
                "services": {name: {"name": f"Palvelu {name}"} for name in names},
                "levels": {f"l{number}": {"name": f"Taso {number}", "critical": names} for number in range(count)},
                **more,
            }
        )
    )


def assert_levels_in_order(graph: ChainGraph, drawn: Drawn) -> None:
    """The clusters of the levels are in their order: beside each other, or in the next row."""
    for before, after in pairwise(drawn.box(f"cluster level {level.id}") for level in graph.levels()):
        is_beside = after[0] >= before[2] and after[1] < before[3] and after[3] > before[1]
        assert is_beside or after[1] >= before[3], (before, after)


@pytest.mark.parametrize(("path", "lang"), latin(FILES, LANGUAGES, every=3))
def test_dot_makes_a_readable_picture_of_every_chain(path: Path, lang: str, dot: str) -> None:
    graph = compile_chain(load_chain(path))
    drawn = drawn_by(dot, draw_chain(graph, lang=lang).dot())
    assert letters(graph.chain.name.text(lang)) in drawn.text
    wholes = {service.part_of for service in graph.chain.services.values()}  # which can stand in the network alone
    assert {offer.service for offer in graph.offers()} >= {one for one in graph.services() if one.id not in wholes}
    for offer in graph.offers():
        assert letters(tell(graph, lang).offer(offer).text) in drawn.text
    for node in (*graph.levels(), *graph.bars()):
        assert letters(graph.name(node, lang)) in drawn.text
    assert_levels_in_order(graph, drawn)
    assert not drawn.is_strip


@pytest.mark.parametrize("services", [0, 1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 7, 8, 12, 20, 41])
def test_many_levels_stand_in_rows_rather_than_in_a_strip(count: int, services: int, dot: str) -> None:
    graph = levels_of(count, services)
    drawn = drawn_by(dot, dot_text(graph))
    assert_levels_in_order(graph, drawn)
    assert not drawn.is_strip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_few_sizes_and_rows_are_tried(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes are looked for by halves, and the smallest first: most chains have room in none on a page of A4."""
    drawn, make = [], dot_module._Drawing.__init__

    def made(*args: Any) -> None:
        drawn.append(args)
        make(*args)

    monkeypatch.setattr(dot_module._Drawing, "__init__", made)
    graph = compile_chain(load_chain(path))
    dot_text(graph)
    sizes = {args[4] for args in drawn}
    assert sizes == {SIZES[-1]} or len(sizes) <= 4
    assert len(drawn) <= len(sizes) * max(1, len(graph.levels()).bit_length())


def test_levels_that_make_no_strip_stand_in_one_row(dot: str) -> None:
    for path in DECKS:
        graph = compile_chain(load_chain(path))
        drawn = drawn_by(dot, dot_text(graph, lang="fi"))
        tops = [drawn.box(f"cluster level {level.id}")[1] for level in graph.levels()]
        assert max(tops) - min(tops) < 10


def test_a_bar_under_several_rows_says_which_levels_it_spans() -> None:
    bars = {"a": {"name": "Osa", "spans": ["l1", "l9"]}, "b": {"name": "Kaikki"}}
    assert ">millä tasoilla: 2 Taso 1, 10 Taso 9</FONT>" in dot_text(levels_of(10, bars=bars), lang="fi")
    assert dot_text(levels_of(10, bars=bars), lang="fi").count("millä tasoilla") == 1
    assert "which levels" not in dot_text(levels_of(2, 6, bars={"a": {"name": "Osa", "spans": ["l1"]}}))


def test_the_work_of_finding_rows_hardly_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    class Counted(Grid):
        def __init__(self, levels: Sequence[Node], count: int) -> None:
            tried.append(count)
            super().__init__(levels, count)

    monkeypatch.setattr("palveluketju.drawing.diagrams.dot.Grid", Counted)
    for count in (10, 80):
        tried.clear()
        dot_text(levels_of(count))
        assert len(tried) < 25


# --- read by a person -----------------------------------------------------------------------------------------------


def test_nodes_and_clusters_are_called_by_ids(dot: str) -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    text = draw_chain(graph, lang="fi").dot()
    names = drawn_by(dot, text).things.keys()
    assert {f"cluster level {level.id}" for level in graph.levels()} < names
    assert {f"cluster bar-{bar.id}" for bar in graph.bars()} < names
    for offer in graph.offers():
        giver = offer.giver.id if offer.giver.kind == "level" else f"bar-{offer.giver.id}"
        stands_apart = offer.giver.kind == "bar" and not graph.levels_spanned_by(offer.giver)
        assert (f"{giver}/{offer.service.id}" in names) is not stands_apart
    assert '\n      "hyvinvoiva/neuvola" [label="Neuvola [U]"]\n' in text
    assert text.startswith(f'digraph "{graph.chain.id}" {{\n\n  // ')
    comments = re.findall(r"^  // (\w+)", text, re.MULTILINE)
    assert comments == ["A", "What", "Ways", "Bars", "Levels", "Goals", "Not", "How"]
    order = [text.index(f'subgraph "cluster level {level.id}"') for level in graph.levels()]
    assert order == sorted(order)
    assert all(line == line.rstrip() for line in text.splitlines())


def test_names_that_meet_are_told_apart(dot: str) -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\nservices: {s: {name: S}, bar-a: {name: B}}\n"
        "levels: {bar-a: {name: A, critical: [s, s], services: [bar-a, {one-of: [s, s]}]}, back: {name: B}}\n"
        "bars: {a: {name: A, services: [s, s]}}\nentries: {back: {name: E, to: [back]}}\n"
        "exits: {back: {name: F, from: [back]}}\n"
    )
    graph = compile_chain(chain)
    drawn = drawn_by(dot, dot_text(graph))
    names = {name: written_in(thing) for name, thing in drawn.things.items() if "/" in name}
    assert len(names) == len(graph.offers()) == 7
    assert names["bar-a/bar-a"] == "B"
    assert names["bar-a/s"] == names["bar-a/s 2"] == names["bar-a/s 6"] == "S"


@settings(max_examples=30)
@given(chains())
def test_dot_draws_any_chain(dot: str, chain: Chain) -> None:
    graph = compile_chain(chain)
    drawn = drawn_by(dot, dot_text(graph, findings_of(check_chain(graph), "fi"), lang="fi"))
    apart = [bar for bar in graph.bars() if graph.levels() and not graph.levels_spanned_by(bar)]  # told in words
    assert sum("/" in name for name in drawn.things) == sum(offer.giver not in apart for offer in graph.offers())
    assert_levels_in_order(graph, drawn)


@pytest.mark.parametrize("more", ["", "bars: {b: {name: B}}\n", "entries: {e: {name: E, to: []}}\n"])
def test_a_chain_without_levels_is_a_graph_too(more: str, dot: str) -> None:
    chain = load_chain_text(f"palveluketju: 1\nid: x\nname: Tyhjä\nlevels: {{}}\n{more}")
    assert "Tyhjä" in drawn_by(dot, draw_chain(compile_chain(chain)).dot()).text


# --- in Python ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["stairs", "graph", "lanes", "coverage-by-tier"])
def test_dot_is_the_graph_whichever_the_view_is(view: str) -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    found, look = findings_of(check_chain(graph), "fi"), THEMES["grey"]
    drawing = draw_chain(graph, found, view=view, lang="fi", page="16x9", theme=look)
    assert drawing.dot() == dot_text(graph, found, lang="fi", page="16x9", theme=look)
    source = drawing.source()
    assert (source.engine, source.source) == ("dot", drawing.dot())


def test_what_is_laid_over_a_chain_is_in_its_dot() -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    before = graph.chain.changed(bars={})
    for overlay, word in (
        (findings_of(check_chain(graph), "fi"), "⚠ Sopimus tai yhteystaho"),
        (chosen(graph.levels()[:1], "fi"), "⚠ valittu"),
        (changes(before, graph, "fi"), "⚠ lisätty"),
    ):
        assert word in draw_chain(graph, overlay, lang="fi").dot(), word
    assert "⚠" not in draw_chain(graph, lang="fi").dot()


def test_several_chains_are_no_graph_for_dot() -> None:
    graphs = [compile_chain(load_chain(path)) for path in DECKS]
    drawing = draw_workspace(compile_workspace(graphs, ()), view="workspace")
    for write in (drawing.dot, drawing.source):
        with pytest.raises(CannotRun, match="only a single chain can be written as DOT"):
            write()


def test_a_move_by_the_order_alone_is_quiet_and_explained() -> None:
    quiet = f'color="{THEMES["default"].style("by-order").stroke}" penwidth=1 '
    text = dot_text(levels_of(3, moves={"l0 -> l1": {"kind": "onward"}}, order="path"))
    edges = {one.split(" [")[0].strip(): one for one in text.splitlines() if 'id="move-' in one}
    assert quiet not in edges['"l0" -> "l1"']
    assert quiet in edges['"l1" -> "l2"']
    assert text.count("follows from the order, not described") == 1
    moves = {"l0 -> l1": {"kind": "onward"}, "l1 -> l2": {"open": "Whether?"}}
    assert "not described" not in dot_text(levels_of(3, moves=moves, order="path"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_of_notes_stand_clear_of_the_lines_between_two_levels(lang: str, dot: str) -> None:
    path = CHAINS / "pohjois-pohjanmaa" / "kuntoutuksen-peruspolku.yaml"
    text = dot_text(compile_chain(load_chain(path)), lang=lang)
    done = subprocess.run([dot, "-Tsvg"], input=text.encode(), capture_output=True, timeout=60, check=True)
    edges = [one for one in ET.fromstring(done.stdout).iter(f"{SVG}g") if one.get("class") == "edge"]  # noqa: S314
    heights, labels = [], []
    for edge in edges:
        for path_ in edge.iter(f"{SVG}path"):
            numbers = [float(one) for one in re.findall(r"-?[\d.]+", path_.attrib["d"])]
            if max(numbers[1::2]) - min(numbers[1::2]) < 2:  # straight across
                heights.append((min(numbers[::2]), max(numbers[::2]), numbers[1]))
        for one in edge.iter(f"{SVG}text"):
            labels.append((float(one.attrib["x"]), float(one.attrib["y"]), float(one.attrib["font-size"])))
    assert len(labels) >= 7
    for x, baseline, size in labels:
        for left, right, height in heights:
            if left - size <= x <= right + size:
                assert not baseline - size * 0.8 <= height <= baseline + size * 0.25, (x, baseline, height)
