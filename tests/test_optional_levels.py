"""A level that clients can pass by without a reason: pairs of levels go over it, and it says so itself."""

from __future__ import annotations

import pytest

from palveluketju import check_chain, compile_chain
from palveluketju.analyses import PointKind, integration_points, stops
from palveluketju.drawing import CHAIN_VIEWS, draw_chain
from palveluketju.graph import ChainGraph
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain
from palveluketju.model.chain import MOST_OPTIONAL
from palveluketju.terms import LANGUAGES, term

TEXT = """\
palveluketju: 1
id: k
name: Ketju
organiser: alue
order: {order}
levels: {{{levels}}}
moves: {{{moves}}}
paths: {{p: {{name: Polku, levels: [{path}]}}}}
services:
  s: {{name: Ensimmäinen, organiser: alue}}
  t: {{name: Toinen, organiser: muu}}
organisations: {{alue: {{name: Alue, sector: wellbeing-services-county}}, muu: {{name: Muu, sector: private}}}}
"""


def level(name: str, *, optional: bool = False, part_of: str = "", service: str = "s") -> str:
    more = ", optional: true" if optional else ""
    more += f", part-of: {part_of}" if part_of else ""
    return f"{name}: {{name: Taso {name}, critical: [{service}]{more}}}"


def graph_of(*levels: str, order: str = "path", moves: str = "", path: str = "") -> ChainGraph:
    return compile_chain(load_chain_text(TEXT.format(order=order, levels=", ".join(levels), moves=moves, path=path)))


def pairs(graph: ChainGraph) -> set[tuple[str, str]]:
    return {(way.start.id, way.end.id) for way in graph.moves()}


THREE = (level("a"), level("b", optional=True), level("c", service="t"))


def test_the_next_level_is_also_the_one_after_an_optional_level() -> None:
    assert pairs(graph_of(*THREE)) == {("a", "b"), ("b", "c"), ("a", "c")}
    both_ways = {("a", "b"), ("b", "c"), ("a", "c"), ("b", "a"), ("c", "b"), ("c", "a")}
    assert pairs(graph_of(*THREE, order="ladder")) == both_ways
    assert pairs(graph_of(*THREE, order="none")) == set()
    assert pairs(graph_of(level("a"), level("b"), level("c"))) == {("a", "b"), ("b", "c")}


def test_several_optional_levels_in_a_row_are_passed_together() -> None:
    graph = graph_of(level("a"), level("b", optional=True), level("c", optional=True), level("d"), level("e"))
    assert pairs(graph) == {("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("a", "c"), ("a", "d"), ("b", "d")}
    way = next(way for way in graph.moves() if (way.start.id, way.end.id) == ("a", "d"))
    assert [one.id for one in way.passes] == ["b", "c"]
    assert way.kind.value == "onward"


def test_steps_can_be_optional_too() -> None:
    graph = graph_of(
        level("a"),
        level("a1", optional=True, part_of="a"),
        level("a2", part_of="a"),
        level("a3", optional=True, part_of="a"),
        level("b"),
    )
    into, between, on = {("a", "a1"), ("a", "a2")}, {("a1", "a2"), ("a2", "a3")}, {("a3", "b"), ("a2", "b")}
    assert pairs(graph) == into | between | on | {("a", "b")}
    assert [one.id for one in graph.ends_of(graph.node("level", "a"), last=True)] == ["a3", "a2"]
    assert [one.id for one in graph.ends_of(graph.node("level", "a"), last=False)] == ["a1", "a2"]
    assert [one.id for one in graph.ends_of(graph.node("level", "b"), last=True)] == ["b"]


def test_a_hand_over_is_looked_for_past_an_optional_level() -> None:
    points = [point for point in integration_points(graph_of(*THREE)) if point.kind is PointKind.HAND_OVER]
    assert {tuple(one.id for one in point.elements) for point in points} == {("b", "c"), ("a", "c")}
    stepwise = graph_of(
        level("a"),
        level("a1", part_of="a"),
        level("a2", optional=True, part_of="a", service="t"),
        level("b", service="t"),
    )
    points = [point for point in integration_points(stepwise) if point.kind is PointKind.HAND_OVER]
    assert ("a1", "b") in [tuple(one.id for one in point.elements) for point in points]


def test_clients_come_in_and_leave_past_optional_ends() -> None:
    graph = graph_of(level("a", optional=True), level("b"), level("c", optional=True))
    assert [one.id for one in graph.entry_levels()] == ["a", "b"]
    assert [one.id for one in graph.exit_levels()] == ["c", "b"]
    assert [one.id for one in graph.reachable_levels("a")] == ["a", "b", "c"]
    cut = graph_of(*THREE, moves="a -> b: {not-applicable: Ei}")
    assert [one.id for one in cut.reachable_levels("a")] == ["a", "c"]
    told = next(found for found in check_chain(graph).findings if found.code == "PK105")
    assert "'Taso a' and 'Taso b'" in told.message


def test_a_path_may_pass_an_optional_level() -> None:
    assert stops(graph_of(*THREE, path="a, c")) == ()
    assert len(stops(graph_of(level("a"), level("b"), level("c"), path="a, c"))) == 1


@pytest.mark.parametrize("order", ["ladder", "path"])
def test_passing_it_needs_no_reason(order: str) -> None:
    def asked(*levels: str, moves: str) -> list[str]:
        found = check_chain(graph_of(*levels, order=order, moves=moves)).findings
        return [one.message for one in found if one.code == "PK104"]

    plain = level("a"), level("b"), level("c")
    assert not asked(*THREE, moves="a -> c: {criteria: Kiire}")
    assert asked(*plain, moves="a -> c: {criteria: Kiire}")
    four = level("a"), level("b", optional=True), level("c"), level("d")
    asks = asked(*four, moves="a -> d: {criteria: Kiire}")
    assert len(asks) == 1
    assert "skips level 'Taso c'," in asks[0]  # the optional one is not asked for
    within = level("a"), level("b", optional=True), level("b1", part_of="b"), level("b2", part_of="b"), level("c")
    assert not asked(*within, moves="a -> c: {criteria: Kiire}")
    assert asked(*within, level("b3", part_of="b"), moves="b1 -> b3: {criteria: Kiire}")


WITHOUT_LEVELS = ("neighbourhood", "network", "lanes-by-producer")  # the last of them, where no producer is told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [view for view in CHAIN_VIEWS if view not in WITHOUT_LEVELS])
def test_each_view_says_it_at_the_level(view: str, lang: str) -> None:
    drawing = draw_chain(graph_of(*THREE, order="ladder"), view=view, lang=lang)
    word = term("passable", lang)
    if view == "graph":
        assert word in drawing.dot()
        return
    boxes = [" ".join(line.text for line in box.lines) for page in drawing.picture.pages for box in page.boxes]
    said = [box for box in boxes if word in box]
    assert said
    assert all("Taso b" in box for box in said)


def test_mermaid_and_the_neighbourhood_say_it() -> None:
    graph = graph_of(*THREE)
    mermaid = draw_chain(graph, lang="fi").mermaid().casefold()
    assert mermaid.count("voidaan ohittaa") == 2  # at the level, and in the description
    picture = draw_chain(graph, view="neighbourhood", element="b", lang="sv").picture
    assert any("hoppas" in line.text for page in picture.pages for box in page.boxes for line in box.lines)


def test_no_arrow_stands_for_passing_by_the_order() -> None:
    picture = draw_chain(graph_of(*THREE), lang="fi").picture
    names = {connector.id for page in picture.pages for connector in page.connectors}
    assert {"move-a-b", "move-b-c"} <= names
    assert "move-a-c" not in names
    declared = draw_chain(graph_of(*THREE, moves="a -> c: {criteria: Kiire}"), lang="fi").picture
    assert "move-a-c" in {connector.id for page in declared.pages for connector in page.connectors}


def test_there_are_so_many_optional_levels_at_most() -> None:
    def chain(count: int) -> dict[str, object]:
        levels = {f"t{one}": {"name": "Taso", "optional": "true"} for one in range(count)}
        return {"id": "k", "name": "K", "levels": levels}

    graph = compile_chain(Chain.model_validate(chain(MOST_OPTIONAL)))
    assert len(graph.moves()) == MOST_OPTIONAL * (MOST_OPTIONAL - 1)
    with pytest.raises(ValueError, match="at most 50 optional levels; this one has 51"):
        Chain.model_validate(chain(MOST_OPTIONAL + 1))
