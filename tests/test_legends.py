"""What legends say of lines and of dashed frames: one word for each that is used, with a sample that looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from chain_files import FILES
from geometry import Kind, audit
from palveluketju import compile_chain, draw_chain, load_chain
from palveluketju.drawing.content.legend import LINES, joined, legend_of, used_of
from palveluketju.drawing.lanes.view import lanes
from palveluketju.drawing.looks.theme import DEFAULT, THEMES
from palveluketju.drawing.net.workspace import workspace_view
from palveluketju.drawing.picture.picture import LINE, Box, MarkKind, Picture
from palveluketju.drawing.stairs.view import stairs
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.model import Chain
from palveluketju.terms import LANGUAGES, term


def made(**data: Any) -> ChainGraph:
    levels = {name: {"name": name.upper()} for name in "abcd"}
    return compile_chain(Chain.model_validate({"id": "k", "name": "K", "order": "path", "levels": levels, **data}))


def samples(picture: Picture) -> list[Box]:
    return [box for box in picture.pages[0].boxes if box.id.startswith("legend-")]


def unclear(picture: Picture) -> list[str]:
    return [fault.what for fault in audit(picture) if fault.kind in (Kind.UNEXPLAINED, Kind.UNUSED)]


def test_the_words_of_lines_have_one_order_and_a_view_its_own() -> None:
    told = legend_of(["service", "back", "forward", "unknown"], "fi")
    assert told == (("forward", "siirtyy eteenpäin"), ("back", "siirtyy takaisin"), ("unknown", "ei tiedossa"))
    assert legend_of(["far"], "en", {"far": "variant"}) == (("far", "variant"),)
    for lang in LANGUAGES:
        words = [term(word, lang) for word in LINES.values()]
        assert len(set(words)) == len(words)
    assert LINES.keys() <= DEFAULT.roles.keys()


def test_what_a_mark_says_is_not_said_again_for_a_frame() -> None:
    legend = joined(((MarkKind.OPEN, "open"),), legend_of(["open", "back"], "en"))
    assert legend == ((MarkKind.OPEN, "open"), ("back", "moves back"))
    assert used_of(legend, {MarkKind.OPEN}, {"open"}) == ((MarkKind.OPEN, "open"),)
    ((sign, _),) = used_of(legend, set(), {"open"})
    assert not isinstance(sign, MarkKind), "a frame is explained by a frame"
    assert used_of(legend, set(), set()) == ()


@pytest.mark.parametrize("view", ["stairs", "lanes", "handovers"])
def test_each_kind_of_line_has_a_sample_that_is_a_line(view: str) -> None:
    handover = {"handover": {"document": "Lähete"}}
    moves = {"a -> b": handover, "b -> a": {"kind": "return", **handover}, "b -> d": handover}
    graph = made(moves=moves, entries={"e": {"name": "Tulo", "to": "a", **handover}})
    picture = draw_chain(graph, view=view, lang="fi").picture
    roles = {line.role for page in picture.pages for line in page.connectors}
    assert {"forward", "back", "far", "way-in"} <= roles
    assert not unclear(picture)
    found = [box for box in samples(picture) if box.height == LINE]
    assert {box.role for box in found} == roles
    for box in found:
        assert box.width > 20, "dashes and a head are seen"


def test_a_line_to_moves_on_another_row_is_not_called_a_way_out() -> None:
    levels = {name: {"name": name * 30} for name in "abcdefgh"}
    moves = {f"d -> {end}": {"criteria": "Tarve kasvaa"} for end in "abcefgh"}
    graph = made(levels=levels, moves=moves)
    picture = stairs(graph, page="a4-portrait", lang="fi")
    roles = {line.id: line.role for page in picture.pages for line in page.connectors}
    assert {role for name, role in roles.items() if name.startswith("exits-")} == {"link"}
    assert dict(picture.legend)["link"] == "siirtymä toiselle riville tai sivulle"
    assert not unclear(picture)
    left = stairs(made(levels=levels, exits={"x": {"name": "Ulos", "from": "a"}}), lang="fi")
    assert {"way-in"} == {line.role for page in left.pages for line in page.connectors if line.id.startswith("exits-a")}
    assert not unclear(left)


@pytest.mark.parametrize("theme", THEMES)
def test_a_connection_looks_unlike_a_way_by_the_order_alone(theme: str) -> None:
    looks = THEMES[theme].style
    assert looks("link").dash not in {looks(role).dash for role in ("by-order", "back", "exchange", "open", "unknown")}


def test_an_organiser_that_is_not_told_is_not_called_open() -> None:
    graph = made(levels={"a": {"name": "A", "critical": ["s"]}}, services={"s": {"name": "S"}})
    picture = lanes(graph, lang="fi")
    (head,) = (box for page in picture.pages for box in page.boxes if box.id == "lane-organiser-not-stated")
    assert head.role == "table-gap"
    assert picture.legend == (("table-gap", "ei kerrottu"),)


def test_a_chain_that_is_not_read_is_not_called_open() -> None:
    graph = made(exits={"x": {"name": "Ulos", "from": "d", "chain": "muu"}})
    picture = workspace_view(compile_workspace([graph]), lang="fi")
    (box,) = (box for box in picture.pages[0].boxes if box.id.endswith("exit:x"))
    assert box.role == "table-cell"
    assert picture.legend == (("forward", "johtaa toiseen ketjuun"),)
    assert not unclear(picture)


def test_pages_of_what_goes_on_tell_the_legend_too() -> None:
    (path,) = (path for path in FILES if path.stem == "kuntoutuksen-peruspolku")
    picture = stairs(compile_chain(load_chain(path)), page="16x9", lang="fi")
    assert len(picture.pages) > 1
    assert not unclear(picture)
