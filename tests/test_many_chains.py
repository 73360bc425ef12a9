"""Very many chains in one picture: nothing is lost, the pages stay few, and the work grows as the chains do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from counting import lines_executed
from geometry import faults
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.frame.sheet import Sheet
from palveluketju.drawing.net.layered import NodeDrawing, Shown, Tie
from palveluketju.drawing.net.pages import _most, node_bodies
from palveluketju.drawing.net.sections import NetSection, section_bodies
from palveluketju.drawing.net.workspace import workspace_view
from palveluketju.drawing.picture.picture import Page, Picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_chain, compile_workspace
from palveluketju.graph.workspace_graph import _families
from palveluketju.loading import join_sources
from palveluketju.model import Chain
from palveluketju.source import parse_source

SHEET = Sheet("t", "workspace", "a4", "en", "Chains")


def chain(name: str, *organisers: str, to: Iterable[str] = (), services: Iterable[str] = ()) -> ChainGraph:
    data = {
        "id": name,
        "name": f"Chain {name}",
        "organiser": list(organisers),
        "organisations": {who: {"name": f"County {who}"} for who in organisers},
        "levels": {"a": {"name": "A", "services": list(services)}},
        "services": {one: {"name": f"Service {one}"} for one in services},
        "exits": {f"x{place}": {"name": "Goes on", "from": "a", "chain": end} for place, end in enumerate(to)},
    }
    return compile_chain(Chain.model_validate(data))


@cache
def linked() -> WorkspaceGraph:
    """20 families of two chains, 12 of them linked in a row."""
    ways = {number: [f"k{number + 1}-a"] for number in range(11)}
    return compile_workspace(
        graph
        for number in range(20)
        for graph in (
            chain(f"k{number}-a", f"o{number}", to=ways.get(number, ())),
            chain(f"k{number}-b", f"o{number}"),
        )
    )


def organised(count: int, organisers: int) -> WorkspaceGraph:
    """Chains of several organisers: of each, three share a service, some lead on, and the rest have no ties."""
    graphs = []
    for number in range(count):
        who, place = number % organisers, number // organisers
        services = [f"s{number}", *([f"shared-{who}"] if place < 3 else [])]
        leads = place == 0 and number % 3 == 0
        to = [f"c{(number + 1) % count}"] if leads else [f"c{number - organisers}"] if place == 4 else []
        graphs.append(chain(f"c{number}", f"o{who}", to=to, services=services))
    return compile_workspace(graphs)


def own_boxes(page: Page) -> list[str]:
    return [box.id for box in page.boxes if not box.id.startswith("legend-")]


def told(picture: Picture) -> set[str]:
    """The chains that have a box, or a line of a list."""
    boxes = [box for page in picture.pages for box in page.boxes]
    lines = [line.element for box in boxes for line in box.lines]
    return {name for name in (*(box.element for box in boxes), *lines) if name.startswith("chain:")}


# --- groups and their sections ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["a4", "a4-portrait", "16x9"])
def test_every_group_has_a_box_before_the_sections(page: str) -> None:
    picture = workspace_view(linked(), page=page)
    assert not faults(picture)
    before = [name for one in picture.pages for name in own_boxes(one) if name.startswith("group-")]
    assert [name for name in before if "list" not in name] == [f"group-{number}" for number in range(20)]
    assert page != "a4" or len(own_boxes(picture.pages[0])) == 20
    assert told(picture) == {f"chain:{name}" for name in linked().chain_ids()}


@pytest.mark.parametrize(("count", "pages"), [(60, 5), (200, 12)])
def test_two_hundred_chains_take_few_pages_and_little_work(
    count: int, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    init = NodeDrawing.__init__

    def counting(self: NodeDrawing, *args: Any, **options: Any) -> None:
        made.append(self)
        init(self, *args, **options)

    monkeypatch.setattr(NodeDrawing, "__init__", counting)
    many = organised(count, count // 10)
    picture = workspace_view(many)
    assert len(made) < 2 * count, "as many drawings as chains, not as pairs of them"
    assert len(picture.pages) <= pages
    assert len(own_boxes(picture.pages[0])) == count // 10
    assert told(picture) == {f"chain:{name}" for name in many.chain_ids()}
    assert not faults(picture)


def test_a_chain_that_others_lead_to_is_not_said_to_share_nothing() -> None:
    many = [chain(f"b{number}", "o1") for number in range(30)]
    picture = workspace_view(compile_workspace([chain("a", "o0", to=["b0"]), *many]))
    lists = [box for page in picture.pages for box in page.boxes if "-list-" in box.id]
    assert lists
    assert not [line for box in lists for line in box.lines if line.element == "chain:b0"]


def test_a_chain_in_a_list_has_what_is_laid_over_it_under_its_name() -> None:
    many = compile_workspace([chain(f"c{number}", "o") for number in range(30)])
    overlay = Overlay({("c7",): ("County o",)}, "m")
    picture = workspace_view(many, overlay)
    (box,) = [box for page in picture.pages for box in page.boxes if "-list-" in box.id]
    said = [line.text for line in box.lines]
    assert said[said.index("Chain c7") + 1] == "County o", "no words are left out because the heading is alike"
    assert len(said) == 31


def test_what_leads_to_very_many_is_told_up_to_a_number() -> None:
    ends = [chain(f"e{number}", f"o{number}") for number in range(30)]
    hub = chain("hub", "centre", to=[f"e{number}" for number in range(30)])
    picture = workspace_view(compile_workspace([hub, *ends]))
    assert not faults(picture)
    (box,) = [box for page in picture.pages for box in page.boxes if box.id == "group-0"]
    assert "… and 23 more" in box.title
    assert len({one.end for page in picture.pages for one in page.connectors if one.start == "chain:hub"}) == 30


def test_chains_that_are_alone_in_their_groups_have_one_section_and_each_tie_once() -> None:
    many = [chain(f"c{number}", f"o{number}", to=[f"c{number + 1}"] if number % 3 == 0 else ()) for number in range(30)]
    picture = workspace_view(compile_workspace(many))
    assert not faults(picture)
    said = [line.text for page in picture.pages for line in page.lines if line.text == "Groups of one chain"]
    later = [page for page in picture.pages if any(name.startswith("chain:") for name in own_boxes(page))]
    assert len(said) == len(later)
    ties = [(one.start, one.end) for page in later for one in page.connectors]
    assert sorted(ties) == sorted((f"chain:c{number}", f"chain:c{number + 1}") for number in range(0, 30, 3))


def test_organisers_of_one_catalogue_have_a_group_each() -> None:
    catalogue = "palveluketju-catalogue: 1\norganisations:\n  a: {name: A}\n  b: {name: B}\nservices: {s: {name: S}}\n"
    texts = [
        f"palveluketju: 1\nid: {who}{number}\nname: N{number}\norganiser: {who}\n"
        "levels: {l: {name: L, critical: [s]}}\n"
        for who in "ab"
        for number in range(13)
    ]
    sources = [parse_source(text, name=f"{place}.yaml") for place, text in enumerate([catalogue, *texts])]
    picture = workspace_view(compile_workspace(join_sources(sources)))
    assert not faults(picture)
    first = {box.id: box.title for box in picture.pages[0].boxes if box.id in ("group-0", "group-1")}
    assert first == {"group-0": "A Chains: 13 Shared services: 1", "group-1": "B Chains: 13 Shared services: 1"}
    services = [box.title for page in picture.pages for box in page.boxes if box.role == "service"]
    assert services
    assert all(said == "Service S Chains: 26" for said in services)
    assert "share nothing" not in " ".join(line.text for line in picture.pages[0].lines)


# --- pages ------------------------------------------------------------------------------------------------------------


def boxes(count: int) -> list[Shown]:
    return [Shown(f"b{number}", (Item(f"Box {number}"),), "chain", number % 2) for number in range(count)]


def test_rows_of_boxes_go_on_without_losing_any() -> None:
    bodies = node_bodies(SHEET, boxes(300), ())
    assert len(bodies) > 1
    assert [box.id for body in bodies for box in body.boxes] == [f"b{number}" for number in range(300)]


def test_a_list_goes_on_where_there_is_room_under_its_heading() -> None:
    ties = [Tie("t", "b0", "b1", "forward")]
    lines = [Item(f"Line {number}", element=f"chain:{number}") for number in range(900)]
    bodies = section_bodies(SHEET, [NetSection("g", "Heading", boxes(2), ties, lines, "Apart")])
    assert len(bodies) > 1
    assert [line.text for body in bodies for line in body.lines] == ["Heading"] * len(bodies)
    drawn = [line.text for body in bodies for box in body.boxes if "-list-" in box.id for line in box.lines]
    assert [text for text in drawn if text.startswith("Line")] == [f"Line {number}" for number in range(900)]
    assert all(box.y + box.height <= SHEET.bottom + 0.01 for body in bodies for box in body.boxes)


def section(number: int, lines: int, ties: int = 1) -> NetSection:
    """A section of so many pairs of boxes under each other, and a list."""
    name = f"g{number}"
    shown = [replace(one, name=f"{name}{one.name}") for one in boxes(2 * ties)]
    pairs = [Tie(f"{name}t{n}", shown[2 * n].name, shown[2 * n + 1].name, "forward") for n in range(ties)]
    return NetSection(name, f"Heading {number}", shown, pairs, [Item("Line")] * lines, "Apart")


def headings(*sections: NetSection) -> list[list[str]]:
    return [[line.text for line in body.lines] for body in section_bodies(SHEET, sections)]


def test_sections_stand_under_each_other_as_many_as_there_is_room_for() -> None:
    assert headings(*(section(number, 1) for number in range(3))) == [["Heading 0", "Heading 1", "Heading 2"]]


def test_a_section_that_fits_a_page_is_not_divided_between_two_but_for_its_list() -> None:
    assert headings(section(0, 1, 8), section(1, 1, 8)) == [["Heading 0"], ["Heading 1"]]
    assert headings(section(0, 1, 1), section(1, 200)) == [["Heading 0", "Heading 1"], ["Heading 1"]]


def test_a_section_of_several_pages_begins_on_the_rest_of_one() -> None:
    found = headings(section(0, 1), section(1, 1, 30))
    assert found[0] == ["Heading 0", "Heading 1"]
    assert all(page == ["Heading 1"] for page in found[1:])


class _Fake:
    def __init__(self, *, fits: bool) -> None:
        self.fits = fits


@pytest.mark.parametrize("end", [1, 2, 7, 30])
def test_the_most_that_fit_are_found_from_any_guess(end: int) -> None:
    for fitting in range(end + 1):
        for guess in (1, 3, 8, 40):
            tried: list[int] = []

            def drawing_of(count: int, fitting: int = fitting, tried: list[int] = tried) -> _Fake:
                tried.append(count)
                return _Fake(fits=count <= fitting)

            assert _most(drawing_of, guess, end) == max(1, fitting)  # type: ignore[arg-type]
            assert all(1 <= count <= end for count in tried)
            assert len(tried) <= 2 * end.bit_length() + 1


def test_a_guess_that_is_right_is_tried_with_one_more_only() -> None:
    tried: list[int] = []

    def drawing_of(count: int) -> _Fake:
        tried.append(count)
        return _Fake(fits=count <= 8)

    assert _most(drawing_of, 8, 1000) == 8  # type: ignore[arg-type]
    assert tried == [8, 9]


# --- families ---------------------------------------------------------------------------------------------------------


def test_families_are_found_with_work_that_grows_as_chains_do() -> None:
    def work(count: int) -> int:
        alone = [chain(f"a{number}", f"o{number}") for number in range(count)]
        joining = [chain(f"j{number}", f"o{number}", f"o{number - 1}") for number in range(count - 1, 0, -1)]
        last = [chain(f"l{number}", f"o{count - 1}") for number in range(count)]
        graphs = (*alone, *joining, *last)
        assert len(_families(graphs)) == 1
        return lines_executed(_families, graphs)

    assert work(80) < 2.4 * work(40)
