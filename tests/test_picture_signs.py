"""What a picture marks: readings, critical and interface services, who holds the whole, and kinds of levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain as chained
from pathlib import Path
from typing import Any

import pytest

from chain_files import FILES
from palveluketju import compile_chain, draw_chain, load_chain
from palveluketju.analyses import interface_services
from palveluketju.drawing.diagrams.looks import Looks
from palveluketju.drawing.looks.theme import DEFAULT
from palveluketju.drawing.net.neighbourhood import neighbourhood
from palveluketju.drawing.picture.picture import Badge, MarkKind, Picture
from palveluketju.drawing.writers.reading import Paragraph, letters, paragraphs
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Chain, Coordination, ServiceKind, State, given
from palveluketju.telling import tell
from palveluketju.terms import term

EVERYWHERE = ("stairs", "lanes", "coverage-by-tier", "coverage-by-sector", "network")
THINGS = (ServiceKind.INSTRUMENT, ServiceKind.DOCUMENT, ServiceKind.BENEFIT)
SIGN = " *"


@cache
def graph_of(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


@cache
def picture_of(path: Path, view: str) -> Picture:
    return draw_chain(graph_of(path), view=view, lang="fi", page="a3").picture


@cache
def dot_of(path: Path) -> str:
    return draw_chain(graph_of(path), view="graph", lang="fi", page="a3").dot()


def made(**data: Any) -> ChainGraph:
    return compile_chain(Chain.model_validate({"id": "k", "name": "Ketju", **data}))


def texts(picture: Picture) -> Iterator[Paragraph]:
    for page in picture.pages:
        for box in page.boxes:
            yield from paragraphs(box.lines, box.marks)
        yield from paragraphs(page.lines, page.marks)


def marked(picture: Picture, kind: MarkKind) -> set[str]:
    meanings = {meaning for _, meaning in picture.legend}
    return {one.text for one in texts(picture) if kind in {mark.kind for mark in one.marks}} - meanings


every_chain = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)

# --- readings -------------------------------------------------------------------------------------------------

R = {"reading": "Pääteltiin."}


def read_everywhere() -> ChainGraph:
    return made(
        order="path",
        organisations={"o": {"name": "Alue"}},
        organiser="o",
        goals={"g": {"text": "Tavoite", **R}, "h": {"text": "Toinen"}},
        services={"a": {"name": "Eka", "organiser": "o", **R}, "b": {"name": "Toka", "organiser": "o"}},
        levels={
            "l": {"name": "Alku", **R, "services": ["a", {"service": "b", **R}]},
            "m": {"name": "Loppu", "services": ["b"]},
        },
        bars={"p": {"name": "Palkki", "services": ["b"], **R}, "q": {"name": "Pohja", "services": ["b"]}},
        entries={"e": {"name": "Tulo", "to": "l", **R}},
        exits={"u": {"name": "Lähtö", "from": "m", **R}},
        moves={"l -> m": {"criteria": "Kun on aika", **R}, "m -> l": {**R}},
        coordination={"plan": "Suunnitelma", **R},
        **R,
    )


@pytest.mark.parametrize("view", ["stairs", "lanes"])
def test_what_is_read_into_a_source_is_marked_on_the_very_element(view: str) -> None:
    picture = draw_chain(read_everywhere(), view=view, lang="fi", page="a3").picture
    found = marked(picture, MarkKind.READING)
    named = {"Ketju", "Alku", "Eka", "Toka", "Palkki", "Tulo", "Lähtö", "Koordinointi"}
    named |= {"Tavoite"} if view == "stairs" else set()
    assert {one for one in found if "→" not in one} == named
    assert {one for one in found if "→" in one} == {"1) 1 Alku → 2 Loppu: Kun on aika", "2) 2 Loppu → 1 Alku"}
    assert dict(picture.legend)[MarkKind.READING] == term("read into the source", "fi")
    free = [one for one in texts(picture) if one.text in ("Toka", "Loppu", "Pohja", "Toinen")]
    assert any(MarkKind.READING not in {mark.kind for mark in one.marks} for one in free if one.text == "Toka")
    assert not any(one.marks and one.marks[-1].kind is MarkKind.READING for one in free if one.text != "Toka")


def test_the_graph_marks_it_with_a_character() -> None:
    dot = draw_chain(read_everywhere(), view="graph", lang="fi", page="a3").dot()
    labels = [re.sub(r"<[^>]*>", "", line).strip() for line in dot.split("\n")]
    found = {one.removesuffix(SIGN) for one in labels if one.endswith(SIGN)}
    assert {"Ketju", "Alku", "Palkki", "• Tavoite", "Koordinointi"} <= found
    assert {"1) 1 Alku → 2 Loppu: Kun on aika", "2) 2 Loppu → 1 Alku"} <= {one.replace("&gt;", ">") for one in found}
    nodes = set(re.findall(r'"([^"]+)" \[label="([^"]*) \*"', dot))
    assert {"l/a", "l/b", "entry e", "exit u"} == {name for name, _ in nodes}
    assert term("read into the source", "fi") in dot


@pytest.mark.parametrize("view", ["stairs", "lanes", "graph"])
def test_no_sign_of_it_is_in_a_chain_without_readings(view: str) -> None:
    graph = made(services={"a": {"name": "Eka"}}, levels={"l": {"name": "Alku", "services": ["a"]}})
    drawing = draw_chain(graph, view=view, lang="fi")
    said = drawing.dot() if view == "graph" else " ".join(dict(drawing.picture.legend).values())
    assert term("read into the source", "fi") not in said


@every_chain
def test_every_level_and_bar_of_a_chain_that_is_read_is_marked_in_stairs(path: Path) -> None:
    graph, found = graph_of(path), {letters(one) for one in marked(picture_of(path, "stairs"), MarkKind.READING)}
    for node in (*graph.levels(), *graph.bars()):
        declared = graph.level(node) if node.kind == "level" else graph.bar(node)
        is_marked = any(one.startswith(letters(graph.name(node, "fi"))) for one in found)
        assert is_marked or not declared.reading, node
    assert bool(graph.chain.reading) == (letters(graph.chain.name.text("fi")) in found)


# --- critical and interface services --------------------------------------------------------------------------


def critical(graph: ChainGraph) -> dict[Node, list[Offer]]:
    """The critical services, with all that they are offered as; what is no service says so in words."""
    found: dict[Node, list[Offer]] = {}
    for offer in graph.offers():
        if offer.critical and graph.service(offer.service).kind not in THINGS:
            found.setdefault(offer.service, []).append(offer)
    return found


def assert_critical_is_seen(picture: Picture, name: str) -> None:
    found = [one for one in texts(picture) if letters(one.text).startswith(letters(name))]
    dots = [{mark.kind for mark in one.marks} for one in found if one.marks]
    assert any(MarkKind.CRITICAL in one for one in dots), name


@pytest.mark.parametrize("view", EVERYWHERE)
@every_chain
def test_a_critical_service_is_always_drawn_as_one(path: Path, view: str) -> None:
    graph, told = graph_of(path), tell(graph_of(path), "fi")
    for service, offers in critical(graph).items():
        names = {graph.name(service, "fi")}
        if view in ("stairs", "lanes"):
            names = {told.offer(offer).text for offer in offers}
        for name in names:
            assert_critical_is_seen(picture_of(path, view), name)


@every_chain
def test_so_it_is_in_the_neighbourhood_of_each_level(path: Path) -> None:
    graph = graph_of(path)
    every = critical(graph)
    levels = {offer.giver: None for offer in chained(*every.values())}
    for level in [*levels][:1]:
        picture = neighbourhood(graph, level.key, lang="fi", page="a3")
        for service in {offer.service for offer in graph.offers_of(level) if offer.service in every}:
            assert_critical_is_seen(picture, graph.name(service, "fi"))


@every_chain
def test_so_it_is_in_the_graph_also_of_an_interface(path: Path) -> None:
    graph, looks = graph_of(path), Looks(DEFAULT)
    interface = {one.element for one in interface_services(graph) if one.state is State.THERE}
    looks_of, group = {}, ""
    for line in dot_of(path).split("\n"):
        if begins := re.fullmatch(r" *\{ node \[(.*)\]", line):
            group = begins[1]
        elif node := re.match(r' *"([^"]+)" \[label=', line):
            looks_of[node[1]] = group
    for offer in graph.offers():
        if offer.critical:
            style = looks.service(critical=True, interface=offer.service in interface)
            assert looks_of[f"{offer.giver.id}/{offer.service.id}"] == looks.box(style), offer


@pytest.mark.parametrize("view", ["network", "coverage-by-tier", "neighbourhood"])
def test_a_critical_interface_is_shown_as_both_with_a_legend(view: str) -> None:
    graph = made(
        organisations={"o": {"name": "Alue"}, "p": {"name": "Kunta"}},
        organiser="o",
        services={
            "a": {"name": "Oma", "organiser": "o"},
            "b": {"name": "Yhteinen", "organiser": ["o", "p"]},
            "c": {"name": "Muu", "organiser": "o"},
        },
        levels={"l": {"name": "Taso", "critical": ["a", "b"], "services": ["c"]}},
    )
    element = {"element": "l"} if view == "neighbourhood" else {}
    picture = draw_chain(graph, view=view, lang="fi", page="a3", **element).picture  # type: ignore[arg-type]
    assert marked(picture, MarkKind.CRITICAL) == {"Oma", "Yhteinen"}
    assert marked(picture, MarkKind.INTERFACE) == {"Yhteinen"}
    assert marked(picture, MarkKind.SERVICE) == {"Muu"}
    kinds = [sign for sign, _ in picture.legend if not isinstance(sign, Badge)]
    assert kinds[:3] == [MarkKind.CRITICAL, MarkKind.SERVICE, MarkKind.INTERFACE]


def test_what_is_no_service_has_no_dot_in_the_network() -> None:
    services = {
        "a": {"name": "Mittari", "kind": "instrument", "organiser": "o"},
        "b": {"name": "Kysely", "kind": "instrument", "organiser": "o"},
        "c": {"name": "Tuki", "kind": "benefit", "organiser": "o"},
    }
    levels = {"l": {"name": "Taso", "critical": ["a"], "services": ["b", "c"], "partners": ["o"]}}
    graph = made(organisations={"o": {"name": "Alue"}}, organiser="o", services=services, levels=levels)
    picture = draw_chain(graph, view="network", lang="fi").picture
    assert marked(picture, MarkKind.ITEM) == {"Mittari (kriittinen arviointiväline)", "Kysely", "Tuki (etuus)", "Taso"}
    assert not marked(picture, MarkKind.CRITICAL) | marked(picture, MarkKind.SERVICE)


# --- who holds the whole together -----------------------------------------------------------------------------


def held(graph: ChainGraph) -> Iterator[str]:
    """What is told of the worker, the plan and the team, in the chain and at its levels, part by part, in full."""
    told = tell(graph, "fi")
    places: list[tuple[Any, Any]] = [(("coordination",), graph.chain.coordination)]
    places += [((*one.where, "coordination"), graph.level(one).coordination) for one in graph.levels()]
    for where, value in places:
        whole = given(value)
        if not isinstance(whole, Coordination):
            continue
        for key in ("worker", "plan", "team"):
            if fact := told.given(where, whole, key):
                yield fact.whole.text


HOLDING = [path for path in FILES if [*held(graph_of(path))]]


@pytest.mark.parametrize("view", ["stairs", "lanes", "graph"])
@pytest.mark.parametrize("path", HOLDING, ids=lambda path: path.stem)
def test_the_worker_the_plan_and_the_team_of_a_chain_are_drawn_in_full(path: Path, view: str) -> None:
    if view == "graph":
        rows = re.sub(r"<[^>]*>", " ", dot_of(path)).replace("&#45;", "-").replace("\\n", " ")
        said = letters(rows)
    else:
        said = letters(" ".join(one.text for one in texts(picture_of(path, view))))
    for one in held(graph_of(path)):
        assert letters(one) in said, one


# --- kinds of levels ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("kinds", [("phase", "care-tier"), ("phase", "phase")])
def test_a_note_names_the_kinds_of_levels_where_several_are_numbered(kinds: tuple[str, str], lang: str) -> None:
    levels = {f"l{n}": {"name": f"N{n}", "kind": kind} for n, kind in enumerate(kinds)}
    graph = made(order="path", levels=levels, moves={"l0 -> l1": {"criteria": "Ehto"}})
    start, end = f"{term(kinds[0], lang)} 1 N0", f"{term(kinds[1], lang)} 1 N1"
    if len({*kinds}) == 1:
        start, end = "1 N0", "2 N1"
    picture = draw_chain(graph, view="stairs", lang=lang, page="a3").picture
    assert f"1) {start} → {end}: Ehto" in {one.text for one in texts(picture)}
    (line,) = (one for page in picture.pages for one in page.connectors if one.id == "move-l0-l1")
    assert line.title.startswith(f"{start} → {end}")
    dot = draw_chain(graph, view="graph", lang=lang, page="a3").dot()
    assert f"1) {start} → {end}: Ehto" in dot.replace("&gt;", ">")
