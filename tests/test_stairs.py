"""The stairs view: everything of a chain is on some page, nothing lies on another, nothing leaves its box."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES
from geometry import faults
from palveluketju.checking import check_chain
from palveluketju.drawing.content.colophon import at_foot
from palveluketju.drawing.content.overlay import findings_of
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.looks.arrows import head_length
from palveluketju.drawing.looks.theme import LEVELS, THEMES
from palveluketju.drawing.picture.pages import MARGIN, PAGES, PageSize
from palveluketju.drawing.picture.picture import Box, MarkKind, Page, Picture
from palveluketju.drawing.stairs.flow import Flow
from palveluketju.drawing.stairs.pages import LevelPage
from palveluketju.drawing.stairs.view import stairs
from palveluketju.drawing.typesetting.measure import broken, text_width
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import load_chain
from palveluketju.model import Chain
from palveluketju.terms import LANGUAGES
from sampling import latin


def plain(text: str) -> str:
    """A text without what breaking it into lines takes away or puts in."""
    return re.sub(r"[\s\u00ad-]", "", text)


def assert_whole(picture: Picture, graph: ChainGraph, lang: str) -> None:
    """Every level and every service that is offered stands on some page."""
    shown = "|".join(plain("".join(line.text for line in box.lines)) for page in picture.pages for box in page.boxes)
    for level in graph.levels():
        assert plain(graph.name(level, lang)) in shown, level
    for offer in graph.offers():
        name = offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang)
        assert plain(name) in shown, name
    for bar in graph.bars():
        assert plain(graph.name(bar, lang)) in shown, bar


def assert_geometry(picture: Picture, graph: ChainGraph, lang: str) -> None:
    assert not faults(picture)
    assert_whole(picture, graph, lang)


@cache
def compiled(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


@pytest.mark.parametrize(("path", "page", "lang"), latin(FILES, tuple(PAGES), LANGUAGES, every=3))
def test_every_chain_stands_on_every_page(path: Path, page: str, lang: str) -> None:
    graph = compiled(path)
    overlay = findings_of(check_chain(graph), lang) if lang == "sv" else None
    picture = drawn(path.stem, page) if lang == "fi" else stairs(graph, overlay, page=page, lang=lang)
    assert_geometry(picture, graph, lang)
    assert_rows_of_the_legend_are_about_as_long_as_each_other(picture)
    assert_every_source_is_told_to_its_end(picture, graph, lang)
    assert_levels_rise_so_far_that_arrows_are_seen_as_such(picture)


@cache
def drawn(name: str, page: str = "a4", lang: str = "fi") -> Picture:
    """A chain of the project, drawn once for all that look at it."""
    return stairs(compiled(next(path for path in FILES if path.stem == name)), page=page, lang=lang)


def loose_text(page: Page) -> str:
    """What stands on a page beside its boxes, as one text."""
    return " ".join(line.text for line in page.lines)


def box_of(page: Page, name: str) -> Box:
    return next(box for box in page.boxes if box.id == name)


def assert_rows_of_the_legend_are_about_as_long_as_each_other(picture: Picture) -> None:
    meanings = [meaning for _, meaning in picture.legend]
    for one in picture.pages:
        rows: dict[float, float] = {}
        for line in one.lines:
            if line.text in meanings:
                rows[line.y] = rows.get(line.y, 0.0) + line.width
        assert not rows or min(rows.values()) > max(rows.values()) / 2, rows


def assert_every_source_is_told_to_its_end(picture: Picture, graph: ChainGraph, lang: str) -> None:
    told = plain("".join(line.text for one in picture.pages for line in one.lines))
    told += plain("".join(line.text for one in picture.pages for box in one.boxes for line in box.lines))
    assert plain(at_foot(graph, lang)) in told


def assert_levels_rise_so_far_that_arrows_are_seen_as_such(picture: Picture) -> None:
    for one in picture.pages:
        for connector in one.connectors:
            if connector.role == "back" and len(connector.points) == 3:
                (_, turn), (_, end) = connector.points[1:]
                assert end - turn > head_length(THEMES["default"].style("back")) + 4, connector


@pytest.mark.parametrize("name", THEMES)
def test_the_heading_of_a_level_is_edged_as_what_stands_under_it(name: str) -> None:
    style = THEMES[name].style
    assert {style(f"level-{shade}").line for shade in range(1, LEVELS + 1)} == {style("level").line}
    assert style("level").line == style("services").line


@pytest.mark.parametrize(
    ("lang", "none", "question"),
    [
        ("fi", "Järjestäjä, ei koske: ", "Järjestäjä, ei tiedossa: "),
        ("sv", "Anordnare, inte tillämpligt: ", "Anordnare, okänt: "),
        ("en", "Organiser, not applicable: ", "Organiser, not known: "),
    ],
)
def test_a_chain_without_an_organiser_says_so_at_the_foot_only(lang: str, none: str, question: str) -> None:
    (page,) = drawn("tekonivel", lang=lang).pages
    assert loose_text(page).count(none) == 1
    assert next(line.y for line in page.lines if none in line.text) > page.height / 2
    (page,) = drawn("tyokyky", lang=lang).pages
    assert loose_text(page).count(question) == 2


def test_a_way_in_is_wider_than_a_narrow_level() -> None:
    (page,) = drawn("tyokyky").pages
    entry, level = (next(box for box in page.boxes if box.id.startswith(name)) for name in ("entries-", "level-"))
    assert entry.x == level.x
    assert entry.width > 1.5 * level.width


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("order", ["ladder", "path"])
def test_boxes_of_ways_in_and_out_leave_room_for_each_others_arrows(page: str, order: str) -> None:
    name = "Yhteydenotto kasvatus-/perheneuvolaan tai perusterveydenhuollon mielenterveyspalveluihin"
    levels = {"a": {"name": "A"}, **{one: {"name": one, "part-of": "a"} for one in "bcde"}}
    doors = {"one": ["b"], "other": ["c", "e"], "third": ["d"]}
    for ins, outs in (("bcde", "bcde"), ("bd", "ce"), ("b", "cde"), ("ce", "e")):
        chain = {
            "id": "ketju",
            "name": "Ketju",
            "order": order,
            "levels": levels,
            "entries": {key: {"name": name, "to": to} for key, to in doors.items() if set(to) <= set(ins)},
            "exits": {key: {"name": name, "from": to} for key, to in doors.items() if set(to) <= set(outs)},
        }
        graph = compile_chain(Chain.model_validate(chain))
        assert_geometry(stairs(graph, page=page, lang="fi"), graph, "fi")


def test_one_arrow_goes_on_to_the_next_row() -> None:
    names = "abcdefgh"
    whole = {"h": {"name": "H"}, **{name: {"name": name * 30} for name in names[:-1]}}
    levels = {**whole, "step": {"name": "Askel", "part-of": "d"}}
    moves = {f"{start} -> {end}": {"criteria": "Tarve kasvaa"} for start in ("d", "step") for end in "abcefgh"}
    chain = {"id": "ketju", "name": "Ketju", "order": "path", "levels": levels, "moves": moves}
    graph = compile_chain(Chain.model_validate(chain))
    for page in PAGES:
        assert_geometry(stairs(graph, page=page, lang="fi"), graph, "fi")


def signs_of(picture: Picture) -> int:
    """How many signs of integration points stand beside the boxes of a picture, but for those of legends."""
    meaning = dict(picture.legend)[MarkKind.INTEGRATION]
    legends = sum(line.text == meaning for page in picture.pages for line in page.lines)
    return sum(mark.kind is MarkKind.INTEGRATION for page in picture.pages for mark in page.marks) - legends


def tiered(order: str, moves: dict[str, Any], count: int = 2) -> ChainGraph:
    """A chain whose levels are of one organiser and by turns of two tiers."""
    services = {
        "perus": {"name": "Perus", "organiser": "oma", "tier": "basic"},
        "erikois": {"name": "Erikois", "organiser": "oma", "tier": "specialised"},
    }
    levels = {"abcdefghijkl"[n]: {"name": "Taso " * 6, "critical": [sorted(services)[n % 2]]} for n in range(count)}
    found = {"id": "k", "name": "K", "order": order, "organiser": "oma", "organisations": {"oma": {"name": "O"}}}
    return compile_chain(Chain.model_validate({**found, "services": services, "levels": levels, "moves": moves}))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("order", ["ladder", "path"])
def test_the_sign_of_a_border_has_its_room_beside_numbers(order: str, page: str) -> None:
    told = {"criteria": "Tarve muuttuu " * 3}
    for moves in (
        {"a -> b": told, "b -> a": told},
        {"b -> a": told, "a -> b": told},
        {"b -> a": told},
        {"a -> b": told},
    ):
        graph = tiered(order, moves)
        picture = stairs(graph, page=page, lang="fi")
        assert_geometry(picture, graph, "fi")
        assert signs_of(picture) == 1


def test_the_sign_of_a_border_stands_at_the_arrow_to_the_next_row() -> None:
    graph = tiered("path", {}, count=12)
    picture = stairs(graph, page="a4-portrait", lang="fi")
    assert_geometry(picture, graph, "fi")
    assert any(len(one.points) == 6 for page in picture.pages for one in page.connectors)
    ends = {(one.start, one.end) for page in picture.pages for one in page.connectors if one.title.count("→") == 1}
    assert signs_of(picture) == len(ends)


def test_goals_beside_the_title_end_where_the_levels_end() -> None:
    (page,) = drawn("muistisairas-etela-pohjanmaa").pages
    goals = box_of(page, "goals")
    assert goals.y == MARGIN
    assert goals.x + goals.width == pytest.approx(page.width - MARGIN)


@pytest.mark.parametrize(
    ("name", "page"), [("lastensuojelun-ennaltaehkaisy", "a3"), ("neet-kanta-hame", "a4"), ("tekonivel", "16x9")]
)
def test_text_is_larger_where_there_is_room(name: str, page: str) -> None:
    (one,) = drawn(name, page).pages
    assert box_of(one, "goals").lines[0].size >= 13


def test_stairs_rise_boldly() -> None:
    graph = compiled(next(path for path in FILES if path.stem == "lastensuojelun-ennaltaehkaisy"))
    without = compile_chain(graph.chain.changed(coordination=None, entries={}, exits={}, moves={}))
    for chain, least in ((without, 36), (graph, 17)):
        page, *more = stairs(chain, lang="fi").pages
        assert not more or chain is graph
        tops = [box.y for box in page.boxes if box.role.startswith("level-")]
        assert tops[-1] <= 2 * MARGIN + 1 or chain is graph
        assert all(lower - higher > least for lower, higher in pairwise(tops))


def test_ranges_are_not_broken() -> None:
    assert broken("Nepsy-tiimi (5–18 vuotta)", text_width("Nepsy-tiimi (5–", 9), 9) == ("Nepsy-tiimi", "(5–18 vuotta)")
    assert broken("lasten- ja 2018-10-11", text_width("lasten- ja 2018-", 9), 9) == ("lasten- ja", "2018-10-11")


COMPOUNDS = (
    "perusterveydenhuolto",
    "mielenterveyspalvelut",
    "erikoissairaanhoidonyhteistyöneuvottelukunnansihteeristö",
    "päihde-",
    "ja",
    "kasvatus-/perheneuvola",
    "Äkillinen",
    "👩‍⚕️",
    "😀😀",
    "x" * 60,
    "(ml.",
    "kuntoutus)",
    "–",
    "1.2",
)
NAMES = st.lists(st.sampled_from(COMPOUNDS), min_size=1, max_size=9).map(lambda words: " ".join(words)[:120].strip())
FEW = st.sampled_from((0, 1, 1, 2, 3, 4, 6, 9, 25))


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """A chain with up to 9 levels of up to 25 services, and everything else that the view shows."""
    count = draw(st.integers(1, 9))
    levels = [f"l{number}" for number in range(count)]
    names = draw(st.lists(NAMES, min_size=5, max_size=12))
    services = {f"s{number}": {"name": name} for number, name in enumerate(names)}
    services["s0"]["organiser"] = "muu"
    services["s1"]["organiser"] = draw(st.sampled_from(("oma", "muu")))

    def use() -> Any:
        service = draw(st.sampled_from(sorted(services)))
        return draw(
            st.sampled_from(
                (
                    service,
                    service,
                    {"service": service, "for": ["child", "parent"], "when": {"age": "..17"}},
                    {"service": service, "label": names[-1], "optional": True},
                    {"one-of": [service, "s2"], "chosen-by": {"open": names[0]}},
                    {"open": names[1]},
                )
            )
        )

    def level(number: int) -> dict[str, Any]:
        many = draw(FEW)
        found: dict[str, Any] = {
            "name": draw(NAMES),
            draw(st.sampled_from(("critical", "services"))): [use() for _ in range(many)],
        }
        if number and draw(st.integers(0, 4)) == 0:
            found["part-of"] = draw(st.sampled_from(levels[:number]))
        if draw(st.integers(0, 3)) == 0:
            found |= {"timing": names[2], "note": names[3], "carries": draw(st.sampled_from(levels))}
        return found

    ends = st.lists(st.sampled_from(levels), min_size=1, max_size=3, unique=True)
    doors = st.dictionaries(
        st.sampled_from(("a", "b", "c")), st.builds(lambda to, name: (to, name), ends, NAMES), max_size=3
    )
    pairs = [f"{a} -> {b}" for a in levels for b in levels if a != b]
    told = st.sampled_from(({}, {"criteria": names[0]}, {"when": {"age": "18.."}}, {"open": names[1]}))
    moves = draw(st.dictionaries(st.sampled_from(pairs), told, max_size=8)) if pairs else {}
    exchanges = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    spans = draw(st.lists(st.just({"open": names[2]}) | ends | st.none(), max_size=4))
    bars = {
        f"b{number}": {"name": draw(NAMES), "services": [use() for _ in range(draw(FEW))]}
        | ({"spans": span} if span else {})
        for number, span in enumerate(spans)
    }
    return Chain.model_validate(
        {
            "id": "ketju",
            "name": draw(NAMES),
            "status": "draft",
            "organiser": "oma",
            "order": draw(st.sampled_from(("ladder", "ladder", "path", "none"))),
            "organisations": {"oma": {"name": names[0]}, "muu": {"name": names[1]}},
            "services": services,
            "goals": {f"g{number}": {"text": draw(NAMES)} for number in range(draw(st.integers(0, 6)))},
            "levels": {name: level(number) for number, name in enumerate(levels)},
            "bars": bars,
            "entries": {key: {"name": name, "to": to} for key, (to, name) in draw(doors).items()},
            "exits": {key: {"name": name, "from": to} for key, (to, name) in draw(doors).items()},
            "moves": moves,
            "exchanges": {key: {"kind": "consultation"} for key in exchanges},
            "sources": [{"title": name} for name in names[:2]],
        }
    )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(chain=chains(), page=st.sampled_from(sorted(PAGES)), lang=st.sampled_from(LANGUAGES), marked=st.booleans())
def test_any_chain_stands_on_any_page(chain: Chain, page: str, lang: str, marked: bool) -> None:
    graph = compile_chain(chain)
    overlay = findings_of(check_chain(graph), lang) if marked else None
    assert_geometry(stairs(graph, overlay, page=page, lang=lang), graph, lang)


def test_the_same_chain_gives_the_same_picture() -> None:
    graph = compiled(FILES[0])
    overlay = findings_of(check_chain(graph), "fi")
    assert stairs(graph, overlay, lang="fi") == stairs(graph, overlay, lang="fi")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_few_layouts_are_tried(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes are looked for by halves and by heights: only the best way is drawn, each of its pages once."""
    set_, drawn_ = list[LevelPage](), list[LevelPage]()
    make, draw = LevelPage.__init__, LevelPage.draw

    def made(page: LevelPage, *args: Any) -> None:
        set_.append(page)
        make(page, *args)

    def counted(page: LevelPage, names: set[str]) -> Canvas:
        drawn_.append(page)
        return draw(page, names)

    monkeypatch.setattr(LevelPage, "__init__", made)
    monkeypatch.setattr(LevelPage, "draw", counted)
    picture = stairs(compiled(path))
    assert 0 < len(drawn_) <= len(picture.pages)
    assert len(drawn_) == len({id(page) for page in drawn_})
    assert len(set_) <= 14 * len(picture.pages)

    set_.clear()
    picture = stairs(compiled(path), page=PageSize(842, 595, most=9))
    assert len(set_) <= 6 * len(picture.pages)  # of one size, what costs too much is given up, also page by page


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_goes_on_is_set_for_few_layouts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pages of levels alone are worse than the best way so far, what goes on is not set."""
    flows, make = [], Flow.__init__

    def made(*args: Any) -> None:
        flows.append(args)
        make(*args)

    monkeypatch.setattr(Flow, "__init__", made)
    picture = stairs(compiled(path))
    assert len(flows) <= 2 * len(picture.pages)


def test_goals_are_no_narrower_than_their_heading() -> None:
    levels = {f"t{n}": {"name": f"Taso {n}", "critical": ["neuvonta"]} for n in range(1, 8)}
    chain = {
        "id": "x",
        "name": "Ketju",
        "goals": {"t": {"text": "T"}},
        "services": {"neuvonta": {"name": "Neuvonta"}},
        "levels": levels,
    }
    for lang, heading in (("fi", "Tavoitteet"), ("sv", "Mål"), ("en", "Goals")):
        box = next(
            box
            for box in stairs(compile_chain(Chain.model_validate(chain)), lang=lang).pages[0].boxes
            if box.id == "goals"
        )
        assert heading in [line.text for line in box.lines]
