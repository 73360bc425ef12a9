"""What is laid over a picture: findings, a selection, the difference of two versions, on every view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES, ROOT
from geometry import Area, box_area, faults, line_area, mark_area
from palveluketju import ChainGraph, check_chain, compile_chain, draw_chain, load_chain, load_workspace
from palveluketju.checking import RULES, check_workspace
from palveluketju.drawing import (
    CHAIN_VIEWS,
    WORKSPACE_VIEWS,
    Drawing,
    Overlay,
    changes,
    changes_of_chains,
    chosen,
    chosen_in,
    draw_workspace,
    findings_of,
    findings_of_files,
)
from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.links import links_of
from palveluketju.drawing.picture.pages import SMALLEST
from palveluketju.drawing.picture.picture import Box, Mark, MarkKind, Page, Picture
from palveluketju.drawing.writers.reading import letters, paragraphs
from palveluketju.findings import Path, UnknownId
from palveluketju.graph import WorkspaceGraph, compile_workspace
from palveluketju.loading import Workspace, join_sources, load_chain_text
from palveluketju.model import Chain
from palveluketju.source import parse_source
from palveluketju.terms import LANGUAGES, finding_label, term
from sampling import latin
from strategies import TEXTS, chains
from test_views import family

KINDS = ("findings", "changes", "chosen")
NATIVE_VIEWS = tuple(view for view in CHAIN_VIEWS if view != "graph")
PAGES_AND_LANGUAGES = (("a4", "fi"), ("16x9", "sv"), ("a4-portrait", "en"))
CHILD = ROOT / "chains/uusimaa/lastensuojelun-ennaltaehkaisy.yaml"


@pytest.fixture(scope="module")
def child() -> ChainGraph:
    return compile_chain(load_chain(CHILD))


def earlier(graph: ChainGraph) -> Chain:
    """A version of a chain in which a level and a service have other names, and there is a level more."""
    levels, services = dict(graph.levels_declared), dict(graph.chain.services)
    first = next(iter(levels))
    levels["sammuva"] = levels[first].changed(name="Sammuva taso")
    levels[first] = levels[first].changed(name="Entinen nimi")
    offered = graph.offers()[0].service.id
    services[offered] = services[offered].changed(name="Entinen palvelu")
    return graph.chain.changed(levels=levels, services=services, name="Entinen ketju")


def over(graph: ChainGraph, kind: str, lang: str) -> Overlay:
    if kind == "findings":
        return findings_of(check_chain(graph), lang)
    if kind == "changes":
        return changes(earlier(graph), graph, lang)
    return chosen([*graph.levels()[:2], graph.offers()[0].service, *graph.organisations()[:1]], lang)


@cache
def loaded(folder: str) -> tuple[Workspace, WorkspaceGraph]:
    workspace = load_workspace([ROOT / folder])
    return workspace, compile_workspace(workspace)


def over_all(folder: str, kind: str, lang: str) -> Overlay:
    workspace, graph = loaded(folder)
    if kind == "findings":
        return findings_of_files(check_workspace(workspace), lang)
    if kind == "changes":
        first, *others = graph.graphs
        gone = compile_chain(first.chain.changed(id="sammunut", name="Sammunut ketju"))
        return changes_of_chains(
            compile_workspace([compile_chain(earlier(first)), *others[1:], gone], graph.catalogues), graph, lang
        )
    parts = [
        part.id
        for section in ("tasks", "steering", "services", "strategy", "log")
        for part in list(graph.parts(section))[:2]
    ]
    return chosen_in(graph, [graph.graphs[0].chain.id, *parts], lang)


# --- what must be right of any picture with something over it --------------------------------------------------------


def marked(page: Page) -> Iterator[str]:
    """What stands beside each mark of an overlay: in boxes, at connectors, and in notes."""
    for box in page.boxes:
        yield from _beside(paragraphs(box.lines, box.marks))
    lines = [*page.lines, *(line for connector in page.connectors for line in connector.lines)]
    yield from _beside(paragraphs(lines, page.marks))


def _beside(found: Any) -> Iterator[str]:
    yield from (part.text for part in found if any(mark.kind is MarkKind.FINDING for mark in part.marks))


def assert_laid(picture: Picture, overlay: Overlay) -> None:
    """All words of an overlay stand at marks, the legend explains the mark, and nothing lies on another."""
    assert not faults(picture)
    assert_marks(picture)
    said = [letters(text) for page in picture.pages for text in marked(page)]
    for word in {word for words in overlay.words.values() for word in words}:
        assert any(letters(word) in text for text in said), word
    assert ((MarkKind.FINDING, overlay.meaning) in picture.legend) == bool(overlay.words)
    assert picture.description[len(picture.description) - len(overlay.told) :] == overlay.told


def assert_marks(picture: Picture) -> None:
    """Marks beside boxes stand on the page, and on no text and no line."""
    for page in picture.pages:
        lines = [*page.lines, *(line for connector in page.connectors for line in connector.lines)]
        for mark in page.marks:
            place = mark_area(mark)
            assert Area(0, 0, page.width, page.height).holds(place)
            assert not any(place.overlaps(line_area(line)) for line in lines)
        for box in page.boxes:
            for mark in (mark for mark in box.marks if mark.kind is MarkKind.FINDING):
                assert_beside_text(mark, box)


def assert_beside_text(mark: Mark, box: Box) -> None:
    place = mark_area(mark)
    assert box_area(box).holds(place)
    assert not any(place.overlaps(line_area(line)) for line in box.lines)


def drawn(graph: ChainGraph, overlay: Overlay | None, view: str, page: str = "a4", lang: str = "en") -> Drawing:
    element = graph.levels()[0].key if view == "neighbourhood" else ""
    return draw_chain(graph, overlay, view=view, element=element, page=page, lang=lang)


@pytest.mark.parametrize(("view", "kind"), list(product(NATIVE_VIEWS, KINDS)))
def test_anything_can_be_laid_over_any_view(child: ChainGraph, view: str, kind: str) -> None:
    for page, lang in PAGES_AND_LANGUAGES:
        overlay = over(child, kind, lang)
        picture = drawn(child, overlay, view, page=page, lang=lang).picture
        if view == "stairs":
            said = letters(" ".join(text for one in picture.pages for text in marked(one)))
            assert all(letters(word) in said for words in overlay.words.values() for word in words)
            assert (MarkKind.FINDING, overlay.meaning) in picture.legend
        else:
            assert_laid(picture, overlay)
        plain = drawn(child, None, view, page=page, lang=lang).picture
        assert not [text for one in plain.pages for text in marked(one)]
        assert MarkKind.FINDING not in dict(plain.legend)


@pytest.mark.parametrize("kind", KINDS)
def test_anything_can_be_laid_over_the_graph(child: ChainGraph, kind: str) -> None:
    overlay = over(child, kind, "fi")
    text = draw_chain(child, overlay, view="graph", lang="fi").dot()
    assert overlay.meaning in text
    unbroken = letters(re.sub(r"<[^>]*>|\\n", "", text))
    assert all(
        letters(word) in unbroken for path, words in overlay.words.items() if path[:1] == ("levels",) for word in words
    )


@pytest.mark.parametrize(
    ("folder", "view", "kind"),
    latin(["chains/uusimaa", "chains/pohjois-pohjanmaa", "chains"], tuple(WORKSPACE_VIEWS), tuple(KINDS), every=2),
)
def test_anything_can_be_laid_over_views_of_several_chains(folder: str, view: str, kind: str) -> None:
    for page, lang in PAGES_AND_LANGUAGES:
        overlay = over_all(folder, kind, lang)
        picture = draw_workspace(loaded(folder)[1], overlay, view=view, page=page, lang=lang).picture
        assert_laid(picture, overlay)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_findings_are_laid_over_every_chain(path: FilePath) -> None:
    graph = compile_chain(load_chain(path))
    for place, view in enumerate(view for view in NATIVE_VIEWS if view != "stairs"):
        page, lang = PAGES_AND_LANGUAGES[place % len(PAGES_AND_LANGUAGES)]
        overlay = findings_of(check_chain(graph), lang)
        assert_laid(drawn(graph, overlay, view, page=page, lang=lang).picture, overlay)


WORDS = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)


@given(chains(), st.data())
@settings(max_examples=15, deadline=None)
def test_any_words_can_be_laid_over_any_chain(chain: Chain, data: st.DataObject) -> None:
    graph = compile_chain(chain)
    places: list[Path] = [(), *(node.where for node in graph.nodes()), *(offer.where for offer in graph.offers())]
    places += [(section, name) for section in ("moves", "goals") for name in getattr(chain, section) or {}]
    words = data.draw(st.dictionaries(st.sampled_from(places), WORDS, min_size=1))
    overlay = Overlay(words, data.draw(TEXTS), ("Näin.",))
    for view in NATIVE_VIEWS:
        drawing = drawn(graph, overlay, view)
        if view != "stairs":
            assert_laid(drawing.picture, overlay)
        assert drawing.svg().startswith("<svg")
    of_chains = {(chain.id, *path): said for path, said in words.items()}
    everywhere = Overlay(of_chains, overlay.meaning, overlay.told)
    for view in WORKSPACE_VIEWS:
        assert_laid(draw_workspace(compile_workspace([graph]), everywhere, view=view).picture, everywhere)


# --- each where it belongs -------------------------------------------------------------------------------------------


def said_in(picture: Picture, name: str) -> set[str]:
    """What stands beside marks in the boxes of one id."""
    names = (name, f"{name}-open", f"{name}-table-gap")
    boxes = [box for page in picture.pages for box in page.boxes if box.id in names]
    assert boxes
    return {text for box in boxes for text in _beside(paragraphs(box.lines, box.marks))}


def box_of(picture: Picture, name: str) -> Box:
    return next(box for page in picture.pages for box in page.boxes if box.id == name)


def aside(picture: Picture) -> str:
    """What no box of the view has."""
    boxes = [box for page in picture.pages for box in page.boxes if box.id.startswith("aside")]
    return "\n".join(part.text for box in boxes for part in paragraphs(box.lines, box.marks))


def test_the_answer_to_a_question_is_marked(child: ChainGraph) -> None:
    answer = child.levels_offering("lastensuojelun-sosiaalityo")
    drawing = draw_chain(child, chosen(answer, "fi"), lang="fi")
    assert drawing.svg().count(">valittu<") >= len(answer)
    assert "avohuolto" in drawing.text()
    assert ">valittu<" not in draw_chain(child, lang="fi").svg()
    table = draw_chain(child, chosen(answer, "fi"), view="coverage-by-tier", lang="fi").picture
    levels = [level.key for level in child.levels()]
    assert {key for key in levels if said_in(table, key)} == {level.key for level in answer}
    assert not aside(table)


def test_the_difference_of_two_versions_is_marked_and_told(child: ChainGraph) -> None:
    levels = dict(child.levels_declared)
    gone = levels.pop("sijoitus")
    first = next(iter(levels))
    levels[first] = levels[first].changed(name="Uusi nimi")
    after = compile_chain(child.chain.changed(levels=levels))
    overlay = changes(child.chain, after, "fi")
    said = f"muutettu: nimi (ennen {child.levels_declared[first].name.text('fi')})"
    assert overlay.words["levels", first] == (said,)
    drawing = draw_chain(after, overlay, lang="fi")
    assert "muutettu" in drawing.svg()
    assert gone.name.text("fi") in drawing.text()
    assert "jätetty pois" in drawing.text()
    table = draw_chain(after, overlay, view="coverage-by-sector", lang="fi").picture
    assert said_in(table, f"level:{first}") == {said}
    assert f"Koko ketju: jätetty pois ({gone.name.text('fi')})" in aside(table)


def test_a_service_is_marked_beside_its_name(child: ChainGraph) -> None:
    service = child.services()[0]
    for view in ("coverage-by-tier", "coverage-by-sector"):
        picture = draw_chain(child, chosen([service]), view=view, lang="en").picture
        cells = [box for page in picture.pages for box in page.boxes if set(_beside(paragraphs(box.lines, box.marks)))]
        assert cells
        for cell in cells:
            said = [part.text for part in paragraphs(cell.lines, cell.marks)]
            assert said[said.index("chosen") - 1] == child.name(service)
    across = next(offer for bar in child.bars() if child.levels_spanned_by(bar) for offer in child.offers_of(bar))
    assert not aside(draw_chain(child, Overlay({across.where: ("W",)}, "m"), view="coverage-by-tier").picture)
    near = draw_chain(child, chosen([service]), view="neighbourhood", element=service.id).picture
    assert said_in(near, service.key) == {"valittu"}


def test_what_is_said_of_a_hand_over_stands_in_its_row() -> None:
    handover = {"responsible": "o", "information": "Tarve", "within": "3 pv"}
    data = {
        "id": "k",
        "name": "K",
        "organisations": {"o": {"name": "O"}, "p": {"name": "P"}},
        "services": {"s": {"name": "S", "organiser": "o"}, "t": {"name": "T", "organiser": "p"}},
        "levels": {"a": {"name": "A", "critical": ["s"]}, "b": {"name": "B", "critical": ["t"]}},
        "interfaces": {"i": {"between": ["o", "p"], "agreement": "Sopimus"}},
        "moves": {"a -> b": {"handover": handover}},
        "entries": {"e": {"name": "E", "to": ["a"], "handover": {**handover, "agreement": "Toinen"}}},
        "exits": {"x": {"name": "X", "from": ["b"], "chain": {"open": "Mikä?"}, "handover": {"open": "Kuka?"}}},
    }
    graph = compile_chain(Chain.model_validate(data))
    move, entry, way_out = ("moves", "a -> b"), ("entries", "e"), ("exits", "x")
    words: dict[Path, tuple[str, ...]] = {
        move: ("M1",),
        (*move, "handover", "responsible"): ("M2",),
        (*move, "handover", "information"): ("M3",),
        (*move, "handover", "within"): ("M4",),
        ("interfaces", "i", "agreement"): ("M5",),
        entry: ("E1",),
        (*entry, "handover", "agreement"): ("E2",),
        (*way_out, "at-age"): ("X1",),
        (*way_out, "handover"): ("X2",),
    }
    picture = draw_chain(graph, Overlay(words, "m"), view="handovers").picture
    assert_laid(picture, Overlay(words, "m"))
    cells = {number: [said_in(picture, f"row-{number}-{column}") for column in (3, 4, 5, 6)] for number in (1, 2, 3)}
    assert cells == {
        1: [set(), set(), set(), {"E2"}],
        2: [{"M2", "M1"}, {"M3"}, {"M4"}, {"M5"}],
        3: [{"X2"}, set(), set(), set()],
    }
    assert (said_in(picture, "entry:e"), said_in(picture, "exit:x")) == ({"E1"}, {"X1"})
    assert not aside(picture)
    near = draw_chain(graph, Overlay({move: ("M1",)}, "m"), view="neighbourhood", element="a").picture
    assert "M1" in [line.text for one in near.pages[0].connectors if one.end == "level:b" for line in one.lines]


def test_what_no_box_has_goes_on_for_as_many_pages_as_it_takes(child: ChainGraph) -> None:
    words: dict[Path, tuple[str, ...]] = {("segments", f"s{number}"): (f"W{number}",) for number in range(400)}
    for view in ("handovers", "coverage-by-tier", "neighbourhood"):
        picture = drawn(child, Overlay({**words, (): ("all",)}, "m"), view).picture
        assert not faults(picture)
        said = aside(picture).splitlines()
        assert said[:2] == ["M outside the picture", "Whole chain: all"]
        assert {line.split(":")[0] for line in said[2:]} == {f"W{number}" for number in range(400)}
        assert len(picture.pages) > 1


def test_stairs_name_what_they_do_not_show(child: ChainGraph) -> None:
    picture = draw_chain(child, chosen([*child.organisations()[:1], child.levels()[0]], "fi"), lang="fi").picture
    assert "Valittu: Uudenmaan maakunta" in list(marked(picture.pages[0]))
    many = Overlay({("segments", f"s{number}"): (f"W{number}",) for number in range(60)}, "havainnot")
    later = draw_chain(child, many, lang="fi").picture.pages[1:]
    said = [line.text for page in later for box in page.boxes for line in box.lines]
    assert any("Havainnot kuvan ulkopuolella" in text for text in said)
    assert all(any(f"W{number}:" in text for text in said) for number in range(60))


def test_text_gets_smaller_before_the_rest_takes_a_page_of_its_own(child: ChainGraph) -> None:
    bare = draw_chain(child, view="coverage-by-sector", page="a4-portrait", lang="fi").picture
    over = Overlay({("segments", f"s{number}"): (f"W{number}",) for number in range(6)}, "m")
    over_it = draw_chain(child, over, view="coverage-by-sector", page="a4-portrait", lang="fi").picture
    assert len(bare.pages) == len(over_it.pages) == 1
    sizes = [max(line.size for box in one.pages[0].boxes for line in box.lines) for one in (bare, over_it)]
    assert sizes[0] > sizes[1] >= SMALLEST


WHOLE = """palveluketju: 1
id: k
name: K
organiser: o
coordination: {worker: {role: Ohjaaja}}
organisations: {o: {name: O}, p: {name: P}}
goals: {g: {text: Tavoite}}
services: {s: {name: S, organiser: o}, t: {name: T, organiser: p}, u: {name: U, organiser: p}}
levels:
  a: {name: A, critical: [s], coordination: {plan: Suunnitelma}}
  b: {name: B, services: [t]}
bars: {c: {name: C, services: [u]}}
moves: {a -> b: {criteria: Tarve kasvaa}}
exchanges: {b -> a: {kind: consultation}}
entries: {e: {name: E, to: [a]}, f: {name: F}}
exits: {x: {name: X, from: [b]}}
"""
PLACES: tuple[Path, ...] = (
    (),
    ("coordination",),
    ("coordination", "worker"),
    ("organisations", "p"),
    ("goals", "g"),
    ("services", "u"),
    ("levels", "a"),
    ("levels", "a", "critical", 0),
    ("levels", "a", "coordination"),
    ("bars", "c"),
    ("moves", "a -> b"),
    ("moves", "b -> c"),
    ("exchanges", "b -> a"),
    ("entries", "e"),
    ("entries", "f"),
    ("exits", "x"),
    ("segments", "n"),
)


@cache
def whole() -> ChainGraph:
    return compile_chain(load_chain_text(WHOLE))


EVERYWHERE = Overlay({place: (f"w{number:02}w",) for number, place in enumerate(PLACES)}, "m")


def test_to_ask_what_is_laid_over_changes_nothing() -> None:
    words = ChainWords(whole(), EVERYWHERE, "en")
    assert [item.of for item in words.laid.at(("levels", "a"), but=[("levels", "a", "coordination")])] == [
        (("levels", "a"), ("levels", "a", "critical", 0))
    ]
    all_of_it = words.laid.rest(())
    words.legend(())
    links_of(words)
    assert words.laid.rest(()) == all_of_it
    assert len(words.laid.rest(PLACES[1:])) == 2  # the heading, and what is said of the whole


@pytest.mark.parametrize("view", [view for view in CHAIN_VIEWS if view != "neighbourhood"])
def test_no_view_loses_or_doubles_what_is_laid_over_it(view: str) -> None:
    drawing = draw_chain(whole(), EVERYWHERE, view=view)
    if view == "graph":
        said = drawing.dot()
    else:
        said = " ".join(text for page in drawing.picture.pages for text in marked(page))
        assert not any('"of"' in line for line in drawing.json().splitlines())
    often = {place: said.lower().count(word) for place, (word,) in EVERYWHERE.words.items()}
    assert often.pop(("services", "u")) >= 1  # wherever the service stands
    assert {place: count for place, count in often.items() if count != 1} == {}


# --- several chains --------------------------------------------------------------------------------------------------

CATALOGUE = """palveluketju-catalogue: 1
name: Alueen luettelo
organisations:
  a: {name: Alue}
  b: {name: Liikelaitos}
  c: {name: Yritys}
steering:
  a -> b: {by: [norm]}
  a -> c: {by: [norm]}
  b -> c: {by: [economic]}
tasks:
  t: {name: Ennaltaehkäisy, tier: preventive, life-stage: [working-age]}
services:
  neuvola: {name: Neuvola, organiser: a, tier: preventive, task: t}
"""


def chain_text(name: str, level: str = "Taso", more: str = "") -> str:
    return (
        f"palveluketju: 1\nid: {name}\nname: Ketju {name}\norganiser: a\nlife-stage: working-age\n"
        f"levels:\n  l: {{name: {level}, critical: [neuvola]}}\n{more}"
    )


def together(catalogue: str, *texts: str) -> tuple[Workspace, WorkspaceGraph]:
    sources = [parse_source(catalogue, name="alue/catalogue.yaml")]
    sources += [parse_source(text, name=f"alue/{number}.yaml") for number, text in enumerate(texts)]
    workspace = join_sources(sources)
    assert not [finding for file in workspace.files for finding in file.findings]
    return workspace, compile_workspace(workspace)


def test_findings_of_files_stand_at_their_chains_and_at_what_catalogues_declare() -> None:
    wrong = CATALOGUE.replace("organiser: a, tier", 'organiser: {open: "Kuka?"}, tier').replace(
        "task: t", "task: [t, u]"
    )
    workspace, graph = together(wrong, chain_text("yksi"), chain_text("kaksi"))
    report = check_workspace(workspace)
    overlay = findings_of_files(report, "fi")
    found = {file.name: {one.finding.what_in("fi") for one in file.findings} for file in report.files}
    assert found["alue/catalogue.yaml"]
    assert found["alue/0.yaml"]
    labels = {word for words in overlay.words.values() for word in words}
    assert "Määrittelemätön tunnus" in labels
    assert not [word for word in labels if re.search(r"PK\d", word)]
    for view in WORKSPACE_VIEWS:
        picture = draw_workspace(graph, report, view=view, lang="fi").picture
        assert_laid(picture, overlay)
        assert all(any(said in one for one in picture.description) for said in found["alue/catalogue.yaml"])
        assert not [one for one in picture.description if re.search(r"PK\d", one)]
    joined = draw_workspace(graph, report, view="workspace", lang="fi").picture
    assert said_in(joined, "chain:yksi") == {"; ".join(overlay.words["yksi",])}
    assert {label for text in said_in(joined, "service-1:neuvola") for label in text.split("; ")} == {
        label for path, words in overlay.words.items() if path[1:3] == ("services", "neuvola") for label in words
    }


def test_chains_tasks_and_steering_that_ids_stand_for_are_marked() -> None:
    _, graph = together(CATALOGUE, chain_text("yksi"), chain_text("kaksi"))
    overlay = chosen_in(graph, ["yksi", "t", "a -> b", "neuvola", "b", "l"], "fi")
    joined, matrix, steering = (
        draw_workspace(graph, overlay, view=view, lang="fi").picture for view in ("workspace", "matrix", "steering")
    )
    assert said_in(joined, "chain:yksi") == said_in(joined, "service-1:neuvola") == {"valittu"}
    assert said_in(joined, "chain:kaksi") == set()
    assert said_in(matrix, "task-1") == {"valittu"}
    assert [part.text for part in paragraphs(box_of(matrix, "task-1-working-age").lines)] == ["1, 2"]
    listed = [[part.text for part in paragraphs(box_of(matrix, f"chain-{place}").lines)] for place in (1, 2)]
    assert listed == [["1. Ketju yksi", "valittu"], ["2. Ketju kaksi"]]
    assert said_in(steering, "organisation:b") == {"valittu"}
    assert said_in(steering, "organisation:c") == set()
    ties = {(one.start[-1], one.end[-1]): [line.text for line in one.lines] for one in steering.pages[0].connectors}
    assert "valittu" in ties["a", "b"]
    told = draw_workspace(graph, overlay, view="steering", lang="fi").text().splitlines()
    assert "- Alue – Liikelaitos: normiohjaus; valittu" in told
    assert aside(steering).splitlines()[1] == (
        "Valittu: Ketju yksi; Ennaltaehkäisy, Neuvola (Alueen luettelo); Taso (Ketju kaksi)"
    )  # the level of the other chain is chosen with its chain
    with pytest.raises(UnknownId, match="did you mean 'neuvola'"):
        chosen_in(graph, ["neuvla"])


def test_what_is_laid_over_a_relation_stands_in_its_note() -> None:
    _, graph = together(CATALOGUE, chain_text("yksi"))
    picture = draw_workspace(graph, chosen_in(graph, ["b -> c"], "fi"), view="steering", lang="fi").picture
    notes = [part.text for part in paragraphs(picture.pages[0].lines, picture.pages[0].marks)]
    assert notes[next(place for place, text in enumerate(notes) if "Liikelaitos – Yritys" in text) + 1] == "valittu"


def test_what_has_changed_in_chains_and_catalogues_is_marked() -> None:
    own = "services:\n  oma: {name: Oma palvelu}\n"
    _, before = together(
        CATALOGUE, chain_text("yksi"), chain_text("kaksi", more=own), chain_text("vanha", more=own.replace("oma", "v"))
    )
    later = CATALOGUE.replace("Ennaltaehkäisy", "Ehkäisevä työ").replace("  a -> c: {by: [norm]}\n", "")
    later += "  kotihoito: {name: Kotihoito, organiser: a}\n"
    renamed = own.replace("Oma palvelu", "Muu palvelu")
    _, after = together(
        later, chain_text("yksi", "Toinen taso"), chain_text("kaksi", more=renamed), chain_text("uusi", more=own)
    )
    overlay = changes_of_chains(before, after, "fi")
    assert overlay.words == {
        ("yksi",): ("muutettu: ketjun tasot",),
        ("kaksi",): ("muutettu: palvelut",),
        ("uusi",): ("lisätty",),
        ("alue/catalogue.yaml", "tasks", "t"): ("muutettu: nimi (ennen Ennaltaehkäisy)",),
        ("alue/catalogue.yaml", "services", "kotihoito"): ("lisätty",),
        ("kaksi", "services", "oma"): ("muutettu: nimi (ennen Oma palvelu)",),
        ("uusi", "services", "oma"): ("lisätty",),
        (): ("jätetty pois (Ketju vanha, Alue -> Yritys)",),
    }
    assert sorted(overlay.told) == [
        "Alue -> Yritys: jätetty pois.",
        "Ehkäisevä työ: nimi: muutettu (Ennaltaehkäisy → Ehkäisevä työ).",
        "Ketju kaksi: muutettu. Muu palvelu: nimi: muutettu (Oma palvelu → Muu palvelu).",
        "Ketju uusi: lisätty.",
        "Ketju vanha: jätetty pois.",
        "Ketju yksi: muutettu. Toinen taso: nimi: muutettu (Taso → Toinen taso).",
        "Kotihoito: lisätty.",
    ]
    joined = draw_workspace(after, overlay, view="workspace", lang="fi").picture
    assert (said_in(joined, "chain:uusi"), said_in(joined, "chain:kaksi")) == ({"lisätty"}, {"muutettu: palvelut"})
    assert aside(joined).splitlines()[1:] == [
        "Ketjut: jätetty pois (Ketju vanha, Alue -> Yritys)",
        "Muutettu: nimi (ennen Oma palvelu) – Muu palvelu (Ketju kaksi)",
        "Lisätty: Kotihoito (Alueen luettelo)",
        "Muutettu: nimi (ennen Ennaltaehkäisy) – Ehkäisevä työ (Alueen luettelo)",
    ]
    assert not changes_of_chains(after, after).words


def test_of_many_chains_each_group_has_the_words_of_its_chains() -> None:
    graph = compile_workspace([*family(25, "x"), *family(3, "y"), *family(1, "z")])
    overlay = Overlay({("x-3",): ("W1",), ("z-0",): ("W2",), ("x-0", "exits", "x"): ("W3",)}, "m")
    picture = draw_workspace(graph, overlay, view="workspace").picture
    assert_laid(picture, overlay)
    assert [said_in(picture, f"group-{number}") for number in range(3)] == [{"W1"}, set(), {"W2"}]
    assert said_in(picture, "chain:x-3") == {"W1"}
    assert not aside(picture)


def test_elements_are_called_by_id_or_by_kind_and_id(child: ChainGraph) -> None:
    assert [node.key for node in child.called("neuvola")] == ["service:neuvola"]
    path = compile_chain(load_chain(ROOT / "chains/pohjois-pohjanmaa/kuntoutuksen-peruspolku.yaml"))
    both = ["level:palvelutarpeen-arviointi", "service:palvelutarpeen-arviointi"]
    assert [node.key for node in path.called("palvelutarpeen-arviointi")] == both
    assert [node.key for node in path.called(both[1])] == both[1:]
    with pytest.raises(UnknownId, match="did you mean 'neuvola'"):
        child.called("nevvola")


def test_the_words_are_told_in_each_language() -> None:
    for key in ("chosen", "findings", "differences", "outside the picture"):
        assert len({term(key, lang) for lang in LANGUAGES}) == len(LANGUAGES)


# --- in words ---------------------------------------------------------------------------------------------------------

SINCE = """palveluketju: 1
id: nuorten-tuki
name: {fi: Nuorten tuen ketju}
organiser: alue
participation: {information: Esite}
entries: {itse: {kind: self, to: kevyt}}
levels:
  kevyt: {name: Kevyt tuki, critical: [neuvonta]}
  raskas: {name: Raskas tuki, critical: [hoito]}
organisations:
  alue: {name: Alue, sector: wellbeing-services-county}
services:
  neuvonta: {name: Neuvonta, tier: preventive, organiser: alue}
  hoito: {name: Hoito, tier: basic, organiser: alue}
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_says_what_it_finds_in_few_words(lang: str) -> None:
    own = {rule.name: rule.name.replace("-", " ").capitalize() for rule in RULES}
    labels = {name: finding_label(name, lang) for name in own}
    assert [name for name, label in labels.items() if len(label) > 34 or label[0] != label[0].upper()] == []
    if lang != "en":
        assert [name for name, label in labels.items() if label == own[name]] == []


def since(*replaced: tuple[str, str], lang: str = "en") -> Overlay:
    text = SINCE
    for one, other in replaced:
        assert one in text
        text = text.replace(one, other)
    return changes(load_chain_text(SINCE), compile_chain(load_chain_text(text)), lang)


def test_what_has_another_id_is_renamed_and_says_what_it_was() -> None:
    overlay = since(("raskas:", "vaativa:"), ("[hoito]", "[hoiva]"), ("  hoito:", "  hoiva:"))
    assert overlay.words == {
        ("levels", "vaativa"): ("renamed (was raskas)",),
        ("services", "hoiva"): ("renamed (was hoito)",),
    }


def test_a_box_names_what_of_an_element_has_changed() -> None:
    changed = (
        "{name: Hoito, tier: basic, organiser: alue}",
        "{name: Hoiva, note: x, tier: specialised, organiser: alue, kind: support}",
    )
    assert since(changed).words == {("services", "hoito"): ("changed: name (was Hoito), kind, tier and 1 more",)}
    more = (changed[0], changed[1].replace("note: x", "note: x, producers: [alue]"))
    assert since(more, lang="fi").words["services", "hoito"][0].endswith(" ja 2 muuta")
    one = since(("tier: basic", "tier: specialised"), lang="sv")
    assert one.words == {("services", "hoito"): ("ändrat: tjänstens nivå",)}
    other = since(("critical: [hoito]", "services: [hoito]"))
    assert other.words == {("levels", "raskas", "services", 0): ("changed: other service",)}
    use = since(("critical: [hoito]", "critical: [{service: hoito, note: Vain kerran}]"))
    assert use.words == {("levels", "raskas", "critical", 0): ("changed: note",)}
