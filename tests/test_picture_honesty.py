"""Pictures say nothing more than the data: no place, number, shade, sign or arrow that the file does not give."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES
from geometry import faults
from palveluketju import ChainGraph, compile_chain, draw_chain, load_chain
from palveluketju.drawing.lanes.duty import ORGANISER, PRODUCER
from palveluketju.drawing.lanes.view import lanes
from palveluketju.drawing.net.neighbourhood import neighbourhood
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Box, MarkKind, Page, Picture
from palveluketju.drawing.stairs.view import stairs
from palveluketju.graph import Node
from palveluketju.model import Chain, Order
from palveluketju.terms import LANGUAGES, term, title
from palveluketju.wording import kind_key
from sampling import latin
from strategies import chains as any_chains

PLACED = ("stairs", "lanes", "lanes-by-producer")
"""The views in which a place under or over a level says something."""
GRAPHS = {file.stem: compile_chain(load_chain(file)) for file in FILES}


def drawn(graph: ChainGraph, view: str, lang: str = "fi", page: str = "a3") -> Picture:
    if view == "stairs":
        return stairs(graph, page=page, lang=lang)
    return lanes(graph, duty=ORGANISER if view == "lanes" else PRODUCER, page=page, lang=lang)


def boxes_of(picture: Picture) -> list[Box]:
    return [box for page in picture.pages for box in page.boxes]


def called(picture: Picture, name: str) -> list[Box]:
    """The boxes of an element, also those that go on on another page."""
    return [box for box in boxes_of(picture) if box.id == name or box.id.rpartition("-")[0] == name]


def said_in(picture: Picture) -> str:
    boxes = (line.text for box in boxes_of(picture) for line in box.lines)
    return " ".join([*boxes, *(line.text for page in picture.pages for line in page.lines)])


def unplaced(graph: ChainGraph) -> list[str]:
    """The bars of which no levels are told."""
    return [bar.id for bar in graph.bars() if graph.levels() and not graph.levels_spanned_by(bar)]


WITHOUT_LEVELS_TOLD = [name for name, graph in GRAPHS.items() if unplaced(graph)]


def assert_apart(picture: Picture, graph: ChainGraph) -> None:
    """Bars without told levels stand under all that is at a level, with words that say that no levels are told."""
    if not unplaced(graph) or not any(box.id.startswith(("level-", "cell-")) for box in boxes_of(picture)):
        return
    told = [box.title for box in boxes_of(picture) if box.id.startswith("bars-apart")]
    assert title("no levels stated", picture.lang) in told or len(picture.pages) > 1
    for page in picture.pages:
        frame = [box for box in page.boxes if box.id.startswith("bars-apart")]
        loose = [box for box in page.boxes if any(box.id == f"bar-{name}" for name in unplaced(graph))]
        at_levels = [box.y + box.height for box in page.boxes if box.id.startswith(("level-", "cell-"))]
        for box in loose:
            if at_levels:
                assert box.y >= max(at_levels) - 0.01, box.id
                assert any(one.y <= box.y and one.y + one.height >= box.y + box.height - 0.01 for one in frame), box.id


@pytest.mark.parametrize("view", PLACED)
@pytest.mark.parametrize("name", WITHOUT_LEVELS_TOLD)
def test_a_bar_whose_levels_are_open_stands_in_line_with_no_level(name: str, view: str) -> None:
    picture = drawn(GRAPHS[name], view)
    assert_apart(picture, GRAPHS[name])


@settings(max_examples=10)
@given(any_chains(), st.sampled_from(PLACED), st.sampled_from(LANGUAGES))
def test_so_it_is_in_any_chain(chain: Any, view: str, lang: str) -> None:
    graph = compile_chain(chain)
    assert_apart(drawn(graph, view, lang), graph)


@pytest.mark.parametrize("name", WITHOUT_LEVELS_TOLD)
def test_no_service_of_a_bar_whose_levels_are_open_is_a_node_in_a_column_of_the_graph(name: str) -> None:
    graph, text = GRAPHS[name], draw_chain(GRAPHS[name], view="graph", lang="fi").dot()
    assert title("no levels stated", "fi") in text
    assert not [bar for bar in unplaced(graph) if f'"bar-{bar}/' in text]
    assert all(graph.name(bar, "fi").split()[0] in text for bar in unplaced(graph))


# --- numbers and shades ---------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(any_chains())
def test_no_two_levels_of_one_kind_have_one_number_and_the_first_of_a_kind_is_the_first(chain: Any) -> None:
    graph = compile_chain(chain)
    numbers = Counter((kind_key(graph, level), graph.number_of(level)) for level in graph.levels())
    assert set(numbers.values()) <= {1}
    top = [level for level in graph.levels() if not graph.wholes_of(level)]
    for kind in {kind_key(graph, level) for level in top}:
        found = [graph.number_of(level) for level in top if kind_key(graph, level) == kind]
        assert found == [str(number) for number in range(1, len(found) + 1)]


def of_kinds(order: str, *kinds: str, **parts: Any) -> ChainGraph:
    levels = {f"l{n}": {"name": f"Taso {n}", "kind": kind} for n, kind in enumerate(kinds)}
    data = {"id": "k", "name": "Ketju", "order": order, "organisations": {"o": {"name": "Alue"}}, "levels": levels}
    return compile_chain(Chain.model_validate({**data, **parts}))


@pytest.mark.parametrize("view", PLACED[:2])
def test_a_level_is_numbered_among_those_of_its_kind(view: str) -> None:
    titles = {box.id: box.title for box in boxes_of(drawn(of_kinds("path", "phase", "care-tier", "phase"), view))}
    assert titles["level-l1"].startswith(f"{title('care-tier', 'fi').upper()} 1")
    assert titles["level-l2"].startswith(f"{title('phase', 'fi').upper()} 2")


def is_shade(role: str) -> bool:
    return role.startswith("level-")


@pytest.mark.parametrize("view", PLACED[:2])
def test_only_degrees_of_need_are_shaded_as_such(view: str) -> None:
    def shades(graph: ChainGraph) -> dict[str, str]:
        boxes = boxes_of(drawn(graph, view))
        return {box.id: box.role for box in boxes if box.id in {f"level-{level.id}" for level in graph.levels()}}

    assert set(shades(of_kinds("path", "phase", "phase")).values()) == {"level"}
    assert set(shades(of_kinds("none", "group", "group")).values()) == {"level"}
    assert shades(of_kinds("ladder", "need", "phase", "need")) == {
        "level-l0": "level-1", "level-l1": "level", "level-l2": "level-5",
    }  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS)
def test_so_it_is_in_the_chains_of_the_project(name: str) -> None:
    graph = GRAPHS[name]
    shaded = {f"level-{level.id}" for level in graph.levels() if graph.is_need_level(level)}
    shaded = shaded if graph.chain.walked is Order.LADDER else set()
    assert {box.id for box in boxes_of(drawn(graph, "stairs")) if is_shade(box.role)} <= shaded | {
        f"{one}-{n}" for one in shaded for n in range(2, 9)
    }


# --- signs ----------------------------------------------------------------------------------------------------


def signs(picture: Picture, kind: MarkKind) -> int:
    return sum(mark.kind is kind for box in boxes_of(picture) for mark in box.marks)


@pytest.mark.parametrize("view", PLACED[:2])
def test_a_critical_service_that_is_an_interface_is_shown_as_both(view: str) -> None:
    services = {
        "a": {"name": "Oma", "organiser": "o"},
        "b": {"name": "Yhteinen", "organiser": ["o", "p"]},
    }
    levels = {"l": {"name": "Taso", "critical": ["a", "b"]}}
    organisations = {"o": {"name": "Alue"}, "p": {"name": "Kunta"}}
    data = {"id": "k", "name": "Ketju", "organisations": organisations, "organiser": "o"}
    graph = compile_chain(Chain.model_validate({**data, "services": services, "levels": levels}))
    picture = drawn(graph, view)
    assert signs(picture, MarkKind.INTERFACE), "nothing is tested"
    assert signs(picture, MarkKind.CRITICAL) == (2 if view == "stairs" else 3)


# --- arrows ---------------------------------------------------------------------------------------------------


def assert_quiet(graph: ChainGraph, picture: Picture) -> None:
    """A line between levels that no move of the file is drawn as says so, as the legend does."""
    by_order = {f"move-{way.start.id}-{way.end.id}" for way in graph.moves() if way.is_by_order}
    told = {f"move-{way.start.id}-{way.end.id}" for way in graph.moves() if not way.is_by_order}
    lines = [line for page in picture.pages for line in page.connectors]
    for line in lines:
        if line.id in by_order - told:
            assert line.role == "by-order"
        if line.id in told - by_order:
            assert line.role != "by-order"
    assert ("by-order" in dict(picture.legend)) >= any(line.role == "by-order" for line in lines)


@pytest.mark.parametrize("view", PLACED[:2])
@pytest.mark.parametrize("name", GRAPHS)
def test_an_arrow_that_nobody_wrote_is_quiet_and_the_legend_says_what_it_is(name: str, view: str) -> None:
    assert_quiet(GRAPHS[name], drawn(GRAPHS[name], view))


@settings(max_examples=10)
@given(any_chains(), st.sampled_from(PLACED))
def test_so_are_the_arrows_of_any_chain(chain: Any, view: str) -> None:
    graph = compile_chain(chain)
    assert_quiet(graph, drawn(graph, view))


def test_a_way_by_the_order_is_quiet_beside_a_level_too() -> None:
    graph = of_kinds("path", "phase", "phase", "phase", moves={"l1 -> l2": {}})
    picture = neighbourhood(graph, "l1", lang="fi")
    roles = {(line.start, line.end): line.role for page in picture.pages for line in page.connectors}
    assert roles["level:l0", "level:l1"] == "by-order"
    assert roles["level:l1", "level:l2"] == "forward"
    assert dict(picture.legend)["by-order"] == term("by-order", "fi")


# --- lanes ----------------------------------------------------------------------------------------------------


def of_organisers(**parts: Any) -> ChainGraph:
    names = {name: {"name": name.upper()} for name in "abcdp"}
    services = {f"s{name}": {"name": f"Palvelu {name}", "organiser": name} for name in "abcd"}
    levels = {
        "l0": {"name": "Alku", "services": ["sa", "sb"]},
        "l1": {"name": "Loppu", "services": ["sc", "sd"], "partners": ["p"]},
    }
    data = {"id": "k", "name": "Ketju", "order": "path", "organisations": names, "organiser": "a"}
    return compile_chain(Chain.model_validate({**data, "services": services, "levels": levels, **parts}))


def test_every_organiser_that_has_the_client_hands_over_and_to_each_that_comes() -> None:
    picture = drawn(of_organisers(moves={"l0 -> l1": {}}), "lanes")
    ends = {(line.start, line.end) for page in picture.pages for line in page.connectors if "move-" in line.id}
    assert ends == {(f"cell-{one}-l0", f"cell-{other}-l1") for one in "ab" for other in "cd"}


def test_those_who_take_part_have_a_lane_of_their_own() -> None:
    bars = {"x": {"name": "Yhteistyö", "services": ["sa"], "partners": ["p"]}}
    picture = drawn(of_organisers(bars=bars), "lanes")
    cell = {box.id: " ".join(line.text for line in box.lines) for box in boxes_of(picture)}
    assert "lane-p" in cell
    assert "cell-p-l0" not in cell
    assert cell["cell-p-l1"] == term("takes part", "fi")
    assert sum(box.title == "Yhteistyö" and box.role != "services" for box in boxes_of(picture)) == 1
    assert cell["part-p"] == f"{term('takes part', 'fi')}: Yhteistyö", "who takes part has it said in its lane"
    assert f"{term('partners', 'fi')}: P" in cell["bar-x-services"]


# --- bars in lanes --------------------------------------------------------------------------------------------


def bar_boxes(page: Page, bar: str) -> list[Box]:
    """The boxes of a bar on a page: its names, and what it holds beside them, row by row."""
    own = re.compile(rf"bar-{re.escape(bar)}(-services)?(-\d+)?")
    return sorted((box for box in page.boxes if own.fullmatch(box.id)), key=lambda box: (box.y, box.x))


def unspanned(page: Page, graph: ChainGraph, bar: Node, left: float, right: float) -> list[str]:
    """The levels that a bar does not span and that have a column of a page between two edges."""
    between = {box.id for box in page.boxes if left <= box.x and box.x + box.width <= right}
    spanned = set(graph.levels_spanned_by(bar))
    return [
        level.id
        for level in graph.levels()
        if spanned.isdisjoint({level, *graph.wholes_of(level)})
        and any(re.fullmatch(rf"level-{re.escape(level.id)}(-own)?(-\d+)?", name) for name in between)
    ]


def assert_bars_whole(picture: Picture, graph: ChainGraph) -> None:
    """A bar in a lane ends only before a level that it does not span, and no line passes through its words."""
    assert not faults(picture)
    for page, bar in product(picture.pages, graph.bars()):
        for one, other in pairwise(bar_boxes(page, bar.id)):
            end = one.x + one.width
            if one.y == other.y and abs(end - other.x) < 0.01:
                assert one.role != "services" == other.role, one.id
            elif one.y == other.y:
                assert unspanned(page, graph, bar, end, other.x), one.id


@pytest.mark.parametrize(("name", "view", "page"), latin([*GRAPHS], PLACED[1:], [*PAGES], every=5))
def test_a_bar_is_whole_over_levels_beside_each_other(name: str, view: str, page: str) -> None:
    assert_bars_whole(drawn(GRAPHS[name], view, page=page), GRAPHS[name])


@settings(max_examples=5)
@given(any_chains(), st.sampled_from(PLACED[1:]), st.sampled_from(sorted(PAGES)))
def test_so_are_the_bars_of_any_chain(chain: Any, view: str, page: str) -> None:
    graph = compile_chain(chain)
    assert_bars_whole(drawn(graph, view, page=page), graph)


def passed(organisers: str, page: str) -> tuple[Page, list[Box], list[float]]:
    """A page with a bar of the second organiser, its boxes, and where lines pass through these.

    It spans a level of each of some organisers.
    """
    levels = {f"l{n}": {"name": f"Taso {n}", "services": [f"s{one}"]} for n, one in enumerate(organisers)}
    services = {f"s{name}": {"name": f"Palvelu {name}", "organiser": name} for name in "abcd"}
    services["tuki"] = {"name": "Tuki kaikille", "organiser": "b"}
    bars = {"x": {"name": "Yhteinen työ", "services": ["tuki"]}}
    moves: dict[str, Any] = {f"l{n} -> l{n + 1}": {} for n in range(len(levels) - 1)}
    graph = of_organisers(levels=levels, services=services, bars=bars, moves=moves)
    picture = drawn(graph, "lanes", page=page)
    assert_bars_whole(picture, graph)
    (here,) = picture.pages
    boxes = bar_boxes(here, "x")
    low, high = boxes[0].y, boxes[0].y + boxes[0].height
    legs = [leg for line in here.connectors if line.id.startswith("move-") for leg in pairwise(line.points)]
    return here, boxes, [x for (x, y), (_, end) in legs if min(y, end) < low and high < max(y, end)]


@pytest.mark.parametrize("page", ["a4-portrait", "16x9"])
@pytest.mark.parametrize(("organisers", "is_above"), [("ba", False), ("bb", False), ("bc", True), ("bbd", True)])
def test_a_bar_stands_where_lines_need_not_pass_it(organisers: str, is_above: bool, page: str) -> None:
    here, boxes, lines = passed(organisers, page)
    cell = next(box for box in here.boxes if box.id == "cell-b-l0")
    assert not lines
    assert (boxes[0].y < cell.y) is is_above


@pytest.mark.parametrize("page", ["a4-portrait", "16x9"])
@pytest.mark.parametrize("organisers", ["abc", "bac", "abac"])
def test_a_line_that_must_pass_a_bar_passes_beside_its_words(organisers: str, page: str) -> None:
    here, boxes, lines = passed(organisers, page)
    levels = [box for box in here.boxes if box.id.startswith("level-")]
    assert (boxes[0].x, boxes[-1].x + boxes[-1].width) == pytest.approx((levels[0].x, levels[-1].x + levels[-1].width))
    texts = [line for box in boxes for line in box.lines]
    assert " ".join(line.text for line in texts) == "Yhteinen työ Tuki kaikille"
    assert lines, "nothing is tested"
    assert all(sum(line.x < x for line in texts) in (0, len(texts)) for x in lines)


# --- who holds the whole together, and what is no service ------------------------------------------------------


@pytest.mark.parametrize("view", ["stairs", "lanes", "network", "graph"])
def test_the_worker_the_plan_and_the_team_are_drawn(view: str) -> None:
    told = {"worker": {"role": "Omatyöntekijä"}, "plan": "Yhteinen suunnitelma", "team": {"open": "Ketkä"}}
    graph = of_organisers(coordination=told)
    drawing = draw_chain(graph, view=view, lang="fi")
    text = drawing.dot() if view == "graph" else said_in(drawing.picture)
    assert all(one in text for one in ("Omatyöntekijä", "Yhteinen suunnitelma", "Ketkä"))


@pytest.mark.parametrize("view", ["stairs", "lanes", "network"])
def test_instruments_and_documents_stand_under_their_own_headings(view: str) -> None:
    services = {
        "sa": {"name": "Palvelu", "organiser": "a"},
        "sb": {"name": "Mittari", "kind": "instrument", "organiser": "a"},
        "sc": {"name": "Lomake", "kind": "document", "organiser": "a"},
        "sd": {"name": "Tuki", "organiser": "d"},
    }
    levels = {"l0": {"name": "Alku", "services": ["sa", "sb", "sc"]}, "l1": {"name": "Loppu", "services": ["sd"]}}
    picture = draw_chain(of_organisers(services=services, levels=levels), view=view, lang="fi").picture
    lines = [line.text for box in boxes_of(picture) for line in box.lines]
    for name, heading in (("Mittari", "instruments"), ("Lomake", "documents")):
        place = lines.index(name)
        over = next(n for n in range(place, -1, -1) if term(heading, "fi") in lines[n].casefold())
        assert not {"Palvelu", title("services", "fi")} & set(lines[over:place])
