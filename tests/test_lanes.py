"""The lanes view: every service in its organisers' lanes, hand-overs from lane to lane, and nothing on another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES
from geometry import crossings, faults
from palveluketju import ChainGraph, check_chain, compile_chain, draw_chain, load_chain
from palveluketju.analyses import integration_points
from palveluketju.drawing import chosen
from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.links import links_of
from palveluketju.drawing.content.overlay import findings_of
from palveluketju.drawing.lanes.breadth import Breadth
from palveluketju.drawing.lanes.duty import PRODUCER
from palveluketju.drawing.lanes.moves import Gutter, Hop, past_columns
from palveluketju.drawing.lanes.view import lanes
from palveluketju.drawing.lanes.widths import widths_of
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Box, MarkKind, Picture
from palveluketju.model import Chain
from palveluketju.terms import LANGUAGES, title
from sampling import latin
from strategies import chains as any_chains
from test_stairs import assert_whole, plain
from test_stairs import chains as large_chains
from test_views import LONG, boxes_of, large, said_in, texts

SERVICES = {
    *(MarkKind.CRITICAL, MarkKind.SERVICE, MarkKind.ITEM),
    *(MarkKind.INTERFACE, MarkKind.SHARED, MarkKind.INTEGRATION),
}


def compiled(name: str) -> ChainGraph:
    return compile_chain(load_chain(next(file for file in FILES if file.stem == name)))


def cells(picture: Picture, lane: str, level: str) -> list[Box]:
    """The cell of a lane at a level, on each page that it is on."""
    names = {f"cell-{lane}-{level}"} | {f"cell-{lane}-{level}-{n}" for n in range(2, 30)}
    return [box for page in picture.pages for box in page.boxes if box.id in names]


def services_in(cell: Box) -> int:
    """How many services are marked in a cell: signs with a text right behind them."""
    signs = [mark for mark in cell.marks if mark.kind in SERVICES]
    return sum(
        any(
            0 <= line.x - mark.x - mark.size < line.size / 2 and abs(line.y - mark.y) < line.size for line in cell.lines
        )
        for mark in signs
    )


def lanes_of(graph: ChainGraph, service: str) -> set[str]:
    """Where a service must stand: with its organisers, or with those that are not known."""
    organisers = graph.organisers_of(service)
    declared: Any = graph.service(service).organiser
    key = type(declared).__name__
    unknown = {"Open": "open", "Unknown": "not-known", "NotApplicable": "not-applicable"}.get(key, "not-stated")
    return {organiser.id for organiser in organisers} or {f"organiser-{unknown}"}


def assert_in_lanes(picture: Picture, graph: ChainGraph, lang: str) -> None:
    """Every service that a level offers stands in the lane of each of its organisers at the level, and in no other."""
    every = {lane for service in graph.services() for lane in lanes_of(graph, service.id)}
    for level in graph.levels():
        for lane in every:
            shown = plain(" ".join(said_in(box) for box in cells(picture, lane, level.id)))
            for offer in graph.offers_of(level):
                name = offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang)
                if lane in lanes_of(graph, offer.service.id):
                    assert plain(name) in shown, (name, lane, level)
            here = [one for one in graph.offers_of(level) if lane in lanes_of(graph, one.service.id)]
            assert sum(map(services_in, cells(picture, lane, level.id))) == len(here), (lane, level)


def assert_handed_over(picture: Picture, graph: ChainGraph) -> None:
    """Every arrow of a hand-over goes from the cell of one who leaves to the cell of one who comes."""
    pairs = {frozenset((way.start.id, way.end.id)) for point in integration_points(graph) for way in point.ways}
    for page in picture.pages:
        boxes = {box.id: box for box in page.boxes}
        for one in page.connectors:
            ends = (boxes[one.start], boxes[one.end])
            if not one.id.startswith("move-") or not all(end.id.startswith("cell-") for end in ends):
                continue
            ways = [way for way in graph.moves() if one.id.startswith(f"move-{way.start.id}-{way.end.id}")]
            assert any(
                {way.start.id, way.end.id} in pairs
                and any(
                    ends[0].id.startswith(f"cell-{who.id}-{way.start.id}") for who in _leaves(graph, way.start, way.end)
                )
                and any(
                    ends[1].id.startswith(f"cell-{who.id}-{way.end.id}") for who in _leaves(graph, way.end, way.start)
                )
                for way in ways
            ), one.id


def assert_told(picture: Picture, graph: ChainGraph, lang: str) -> None:
    """Every hand-over is drawn, or told in words."""
    drawn = [one.id for page in picture.pages for one in page.connectors]
    told = plain("".join(line.text for page in picture.pages for line in page.lines))
    crossing = {(way.start, way.end) for point in integration_points(graph) for way in point.ways}
    for way in graph.moves():
        by_order = way.declared is None and not way.unsettled
        goes_on = by_order and graph.steps_of(way.start) and way.end not in graph.steps_of(way.start)
        if (way.start, way.end) not in crossing or goes_on or f"move-{way.start.id}-{way.end.id}" in drawn:
            continue
        here, there = (set(graph.organisers_at(level)) for level in (way.start, way.end))
        who = r"\([^→]+\)" if here and there and here != there else ""  # named where one hands over to another
        names = (re.escape(plain(graph.name(level, lang))) for level in (way.start, way.end))
        assert re.search(rf"{who}→[\d.]*".join(names) + who, told), way


def _leaves(graph: ChainGraph, here: Any, there: Any) -> set[Any]:
    """Those who act at a level and not at another, or else all who act there."""
    both = set(graph.organisers_at(here)), set(graph.organisers_at(there))
    return both[0] - both[1] or both[0]


@pytest.mark.parametrize(("file", "page"), latin(FILES, tuple(PAGES), every=2))
def test_every_chain_stands_on_every_page(file: Any, page: str) -> None:
    graph = compile_chain(load_chain(file))
    for lang in LANGUAGES:
        overlay = findings_of(check_chain(graph), lang) if lang == "fi" else None
        picture = lanes(graph, overlay, page=page, lang=lang)
        assert not faults(picture), lang
        assert_whole(picture, graph, lang)
        assert_in_lanes(picture, graph, lang)
        assert_handed_over(picture, graph)
        assert_told(picture, graph, lang)


ORGANISERS = st.sampled_from((("oma",), ("muu",), ("oma", "muu"), ("kolmas", "muu"), {"open": "Kuka?"}, None))


@st.composite
def organised(draw: st.DrawFn) -> Chain:
    """A chain as large as may be, whose services have any organisers."""
    chain = draw(large_chains())
    organisations = {**chain.organisations, "kolmas": {"name": LONG}}
    services = {name: one.changed(organiser=draw(ORGANISERS)) for name, one in chain.services.items()}
    return chain.changed(services=services, organisations=organisations)


@settings(max_examples=25, deadline=None)
@given(chain=organised(), page=st.sampled_from(sorted(PAGES)), lang=st.sampled_from(LANGUAGES), marked=st.booleans())
def test_any_chain_stands_on_any_page(chain: Chain, page: str, lang: str, marked: bool) -> None:
    graph = compile_chain(chain)
    overlay = findings_of(check_chain(graph), lang) if marked else None
    picture = lanes(graph, overlay, page=page, lang=lang)
    assert not faults(picture)
    assert_whole(picture, graph, lang)
    assert_in_lanes(picture, graph, lang)
    assert_handed_over(picture, graph)
    assert_told(picture, graph, lang)


@given(any_chains())
@settings(max_examples=40, deadline=None)
def test_hostile_names_stand_in_their_lanes(chain: Chain) -> None:
    graph = compile_chain(chain)
    picture = lanes(graph, page="16x9")
    assert not faults(picture)
    assert_handed_over(picture, graph)


@pytest.mark.parametrize("page", PAGES)
def test_a_chain_with_long_names_loses_nothing(page: str) -> None:
    graph = compile_chain(large())
    picture = lanes(graph, page=page)
    assert not faults(picture)
    assert_whole(picture, graph, "en")
    assert_in_lanes(picture, graph, "en")


# --- what must be said --------------------------------------------------------------------------------------------


def youth(**more: Any) -> ChainGraph:
    """A chain of three organisers, with a service of two of them, and whatever else."""
    names = {"oma": "Hyvinvointialue", "kunta": "Kunta", "kela": "Kela"}
    data: dict[str, Any] = {
        "id": "nuoret",
        "name": "Nuorten ketju",
        "order": "path",
        "organiser": "oma",
        "organisations": {key: {"name": name} for key, name in names.items()},
        "services": {
            "koulu": {"name": "Perusopetus", "organiser": "kunta"},
            "hoito": {"name": "Hoito", "organiser": "oma"},
            "yhdessa": {"name": "Etsivä nuorisotyö", "organiser": ["kunta", "oma"]},
            "kuntoutus": {"name": "Kuntoutus", "organiser": "kela"},
            "avoin": {"name": "Vertaistuki", "organiser": {"open": "Kuka?"}},
            "kertomatta": {"name": "Opas"},
            "ei": {"name": "Arviointilomake", "organiser": {"not-applicable": "Väline"}},
        },
        "levels": {
            "a": {"name": "A", "critical": ["koulu", "kertomatta", "avoin", "ei"]},
            "b": {"name": "B", "critical": ["hoito"], "services": ["yhdessa"]},
            "c": {"name": "C", "critical": ["kuntoutus"]},
        },
        **more,
    }
    return compile_chain(Chain.model_validate(data))


STATED = {
    "a": {"name": "A", "critical": ["koulu", "ei"]},
    "b": {"name": "B", "critical": ["hoito"], "services": ["yhdessa"]},
    "c": {"name": "C", "critical": ["kuntoutus"]},
}
"""The levels of the same chain with services whose organisers are all told, so that it is known where they change."""


def heads(picture: Picture) -> list[str]:
    """The heads of the lanes of the first page, from the top down."""
    found = [box for box in picture.pages[0].boxes if box.id.startswith("lane-")]
    return [said_in(box) for box in sorted(found, key=lambda box: box.y)]


def arrows(picture: Picture) -> dict[str, tuple[str, str]]:
    """The arrows of hand-overs, each with the cells that it goes from and to."""
    every = [one for page in picture.pages for one in page.connectors if one.start.startswith("cell-")]
    return {one.id: (one.start.removeprefix("cell-"), one.end.removeprefix("cell-")) for one in every}


def test_own_organisers_come_first_and_unknown_ones_last() -> None:
    picture = lanes(youth(), lang="fi", page="a3")
    known = ["Ketjun järjestäjä Hyvinvointialue", "Kunta", "Kela"]
    assert heads(picture) == [*known, "Järjestäjä ratkaisematta", "Ei järjestettävä palvelu", "Järjestäjä ei kerrottu"]
    assert [box.role for box in picture.pages[0].boxes if box.id in ("lane-oma", "lane-kunta")] == [
        "table-head",
        "table-row",
    ]


def test_a_service_of_several_organisers_stands_in_each_lane_with_its_sign() -> None:
    picture = lanes(youth(), lang="fi")
    for lane in ("oma", "kunta"):
        (cell,) = cells(picture, lane, "b")
        assert "Etsivä nuorisotyö" in said_in(cell)
        assert MarkKind.INTEGRATION in {mark.kind for mark in cell.marks}
    assert not cells(picture, "kela", "b"), "nothing is drawn where a lane has nothing"


def test_a_hand_over_goes_from_who_leaves_to_who_comes() -> None:
    picture = lanes(youth(moves={"c -> a": {"kind": "return"}}, levels=STATED), lang="fi", page="a3")
    assert arrows(picture) == {
        "move-a-b": ("kunta-a", "oma-b"),
        "move-b-c": ("oma-b", "kela-c"),
        "move-b-c-2": ("kunta-b", "kela-c"),
        "move-c-a": ("kela-c", "kunta-a"),
    }
    roles = {one.id: one.role for one in picture.pages[0].connectors}
    assert roles == {**dict.fromkeys(("move-a-b", "move-b-c", "move-b-c-2"), "by-order"), "move-c-a": "back"}
    boxes = {box.id: box for box in picture.pages[0].boxes}
    for one in picture.pages[0].connectors:
        for name, (_, y) in ((one.start, one.points[0]), (one.end, one.points[-1])):
            lane = boxes[f"lane-{name.split('-')[1]}"]
            assert lane.y < y < lane.y + lane.height
    far = next(one for one in picture.pages[0].connectors if one.id == "move-c-a")
    assert min(y for _, y in far.points) < min(box.y for box in boxes.values() if box.id.startswith("cell-"))


def test_hand_overs_there_and_back_do_not_cross() -> None:
    connectors = lanes(compiled("perheen-tuki"), lang="fi").pages[0].connectors
    between_lanes = [one for one in connectors if one.start.startswith("cell-")]
    assert len(between_lanes) == 4
    assert not crossings(between_lanes)


def test_hand_overs_share_a_track_where_they_do_not_meet() -> None:
    link = links_of(ChainWords(youth(), None, "fi"))[0]

    def width(*pairs: tuple[int, int]) -> float:
        return Gutter(0, [Hop(link, (0, 1), lanes, True) for lanes in pairs]).width

    assert width((0, 1), (3, 2)) == width((0, 1)) < width((0, 1), (1, 2))
    assert width((0, 3), (1, 2)) == width((0, 3), (3, 0))


def test_hand_overs_that_go_past_columns_share_a_track_where_they_do_not_meet() -> None:
    link = links_of(ChainWords(youth(), None, "fi"))[0]
    hops = [Hop(link, columns, (0, 1), True) for columns in ((0, 4), (0, 2), (2, 4), (0, 1))]
    assert [past_columns(hops).get(hop) for hop in hops] == [1, 0, 0, None]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["a3"])
def test_a_chain_of_five_levels_stands_on_one_page_with_its_hand_overs(page: str, lang: str) -> None:
    chain = compiled("lastensuojelun-ennaltaehkaisy").chain.changed(entries={}, exits={}, moves={})
    picture = lanes(compile_chain(chain), page=page, lang=lang)
    assert len(picture.pages) == 1
    assert arrows(picture) == {
        "move-hyvinvoiva-kevyt-avopalvelu": ("kunta-hyvinvoiva", "uusimaa-kevyt-avopalvelu"),
        "move-kevyt-avopalvelu-hyvinvoiva": ("uusimaa-kevyt-avopalvelu", "kunta-hyvinvoiva"),
    }
    signs = [mark for mark in picture.pages[0].marks if mark.kind is MarkKind.INTEGRATION]
    # at the arrows between the lanes, at the two moves to another tier along the heads, and in the legend
    assert len(signs) == 4


def test_moves_of_one_organiser_go_along_the_heads() -> None:
    levels = {name: {"name": name.upper(), "critical": ["hoito"]} for name in ("a", "b", "c")}
    picture = lanes(youth(levels=levels, moves={"a -> c": {"criteria": "Kiire"}}), lang="fi")
    ends = {one.id: (one.start, one.end) for one in picture.pages[0].connectors}
    assert ends == {
        "move-a-b": ("level-a", "level-b"),
        "move-b-c": ("level-b", "level-c"),
        "move-a-c": ("level-a", "level-c"),
    }


def test_what_goes_across_stands_at_the_arrow_or_in_a_note() -> None:
    short = {"handover": {"information": "Tuen tarve"}}
    long = {"handover": {"responsible": "kunta", "information": LONG, "within": "viikossa"}}
    picture = lanes(youth(moves={"a -> b": short, "b -> c": long}, levels=STATED), lang="fi", page="a3")
    labels = {one.id: " ".join(line.text for line in one.lines) for one in picture.pages[0].connectors}
    assert labels == {"move-a-b": "siirtyvä tieto: Tuen tarve", "move-b-c": "2)", "move-b-c-2": ""}
    notes = plain("".join(line.text for line in picture.pages[0].lines))
    assert plain(f"2) 2 B → 3 C: vastuutaho: Kunta; siirtyvä tieto: {LONG}; aikaraja: viikossa") in notes


def test_a_bar_stands_with_who_organises_it() -> None:
    bars = {
        "ohjaus": {"name": "Ohjaus", "services": ["hoito", "koulu"]},
        "tuki": {"name": "Tuki", "services": ["kuntoutus"], "spans": ["b", "c"]},
        "verkosto": {"name": "Verkosto", "partners": ["kela"]},
    }
    picture = lanes(youth(bars=bars), lang="fi", page="a3")
    boxes = {box.id: box for box in picture.pages[0].boxes}
    spans = {
        name: [one for one in boxes.values() if one.title == name and one.role == "bar-quiet"]
        for name in ("Ohjaus", "Tuki")
    }

    def lane(box: Box) -> str:
        return next(
            one.id for one in boxes.values() if one.id.startswith("lane-") and one.y <= box.y < one.y + one.height
        )

    assert {lane(box) for box in spans["Ohjaus"]} == {"lane-oma", "lane-kunta"}
    assert {lane(box) for box in spans["Tuki"]} == {"lane-kela"}
    assert sum(lane(box) == "lane-oma" for box in spans["Ohjaus"]) == 1
    assert sum(lane(box) == "lane-kunta" for box in spans["Ohjaus"]) == 1
    assert spans["Tuki"][0].x == boxes["level-b"].x
    assert "kumppanit: Kela" in said_in(boxes["bar-verkosto-services"])


def test_a_level_stands_over_its_steps() -> None:
    levels = {
        "a": {"name": "A", "critical": ["koulu"]},
        "b": {"name": "B"},
        "b1": {"name": "B1", "part-of": "b", "critical": ["hoito"]},
        "b2": {"name": "B2", "part-of": "b", "critical": ["hoito"]},
    }
    boxes = {box.id: box for box in lanes(youth(levels=levels), lang="fi").pages[0].boxes}
    whole, first, last = boxes["level-b"], boxes["level-b1"], boxes["level-b2"]
    assert whole.x < first.x
    assert whole.x + whole.width == pytest.approx(last.x + last.width)
    assert whole.y + whole.height == pytest.approx(first.y)
    assert not [name for name in boxes if name.startswith("cell-") and name.endswith("-b")]


def test_ways_in_and_out_stand_over_their_heads() -> None:
    doors = {"entries": {"e": {"name": "Päivystys", "to": "a"}}, "exits": {"x": {"name": "Loppu", "from": "a"}}}
    picture = lanes(youth(**doors), lang="fi")
    boxes = {box.id: box for box in picture.pages[0].boxes}
    ways = {one.id: (one.start, one.end) for one in picture.pages[0].connectors if one.role == "way-in"}
    assert ways == {"entries-a-way": ("entries-a", "level-a"), "exits-a-way": ("level-a", "exits-a")}
    assert boxes["exits-a"].y < boxes["entries-a"].y < boxes["level-a"].y


def test_ways_in_stand_among_the_notes_only_where_that_saves_a_page() -> None:
    graph = compiled("muistisairas-etela-pohjanmaa")
    small, large = (lanes(graph, page=page, lang="fi") for page in ("a4", "a3"))
    assert len(small.pages) == len(large.pages) == 1
    over = [[box.id for box in one.pages[0].boxes if box.id.startswith("entries-")] for one in (small, large)]
    assert not over[0]
    assert len(over[1]) == 2
    for picture in (small, large):
        assert plain("Huoli omasta tai läheisen muistista") in plain("".join(texts(picture)))


def test_who_takes_part_is_told_beside_the_cells_of_the_lane() -> None:
    bars = {"verkosto": {"name": "Verkosto", "partners": ["kela", "kunta"]}}
    boxes = {box.id: box for box in lanes(youth(bars=bars), lang="fi", page="a3").pages[0].boxes}
    part, cell = boxes["part-kela"], boxes["cell-kela-c"]
    assert said_in(part) == "osallistuu: Verkosto"
    assert part.y == cell.y
    assert part.x + part.width < cell.x


def test_where_lines_pass_who_takes_part_is_told_apart_from_the_cells() -> None:
    """No gutter beside the empty columns is free: the only way is a strip of its own."""
    levels = {**STATED, "a": {"name": "A", "critical": ["koulu"]}, "c": {"name": "C", "critical": ["koulu", "ei"]}}
    bars = {"verkosto": {"name": "Verkosto " * 6, "partners": ["kunta"]}}
    boxes = {box.id: box for box in lanes(youth(levels=levels, bars=bars), lang="fi").pages[0].boxes}
    assert boxes["part-kunta"].y >= boxes["cell-kunta-a"].y + boxes["cell-kunta-a"].height


def test_coordination_of_levels_stands_under_their_names() -> None:
    levels = {**STATED, "b": {**STATED["b"], "coordination": {"worker": {"role": "Omatyöntekijä"}}}}
    boxes = {box.id: box for box in lanes(youth(levels=levels), lang="fi", page="a3").pages[0].boxes}
    said = said_in(boxes["coordination-told"])
    assert said.index("2 B") < said.index("Omatyöntekijä")


def test_a_long_name_of_a_bar_without_levels_is_wider_than_a_short_one() -> None:
    bars = {
        "pitka": {"name": "Tuki " * 30, "spans": {"open": "Missä?"}, "services": ["hoito"]},
        "lyhyt": {"name": "Tuki", "spans": {"open": "Missä?"}, "services": ["hoito"]},
    }
    boxes = {box.id: box for box in lanes(youth(bars=bars), lang="fi", page="a3").pages[0].boxes}
    assert boxes["bar-pitka"].width > boxes["bar-lyhyt"].width


def test_widths_make_all_lanes_low_together() -> None:
    """A lane is as high as its highest cell: what is high in one lane has its room, also if another has more at all."""
    held = [[900.0, 100.0, 100.0], [0.0, 0.0, 100.0]]
    found = widths_of([(10.0, 10.0)] * 3, [False] * 3, 1200.0, whole=True, held=held)
    assert found

    def height(columns: list[float]) -> float:
        return sum(max(one / width for one, width in zip(row, columns, strict=True)) for row in held)

    assert sum(found) == pytest.approx(1200.0, abs=0.1)
    assert found[0] > found[2] > found[1]
    assert height(found) < height([1200 * one / 11 for one in (9, 1, 1)])
    assert height(found) < height([400.0] * 3)


def test_further_pages_repeat_heads() -> None:
    picture = lanes(compile_chain(large()), page="a4", lang="fi")
    assert len(picture.pages) > 2
    for page in picture.pages:
        names = {
            box.id.split("-")[0] for box in page.boxes if box.role.startswith(("level", "table-head", "table-row"))
        }
        drawn = [box for box in page.boxes if not box.id.startswith("legend-")]
        assert not drawn or {"level", "lane"} <= names
    assert [text for text in texts(picture) if text.endswith("(jatkuu)")]


def test_a_hand_over_between_lanes_on_different_pages_is_told() -> None:
    many = [f"k{n}" for n in range(20)]
    services = {"hoito": {"name": "Hoito", "organiser": "oma"}, **{k: {"name": LONG, "organiser": k} for k in many}}
    levels = {"a": {"name": "A", "critical": many}, "b": {"name": "B", "critical": ["hoito"]}}
    organisations = {"oma": {"name": "Alue"}, **{k: {"name": k.upper()} for k in many}}
    picture = lanes(youth(services=services, levels=levels, organisations=organisations), lang="fi", page="a4")
    assert not faults(picture)
    drawn = {start for start, _ in arrows(picture).values()}
    on_first = {box.id.removeprefix("lane-") for box in picture.pages[0].boxes if box.id.startswith("lane-k")}
    assert drawn == {f"{lane}-a" for lane in on_first}
    assert 0 < len(on_first) < len(many)
    every = ", ".join(k.upper() for k in many)
    assert plain(f"1 A ({every}) → 2 B (Alue)") in plain("".join(texts(picture)))


def test_words_laid_over_stand_in_the_cells() -> None:
    graph = compiled("lastensuojelun-ennaltaehkaisy")
    picture = lanes(graph, chosen([graph.node("service", "neuvola"), graph.node("level", "sijoitus")], "fi"), lang="fi")
    (cell,) = cells(picture, "uusimaa", "hyvinvoiva")
    assert [line.text for line in cell.lines if line.role == "finding"] == ["valittu"]
    assert MarkKind.FINDING in dict(picture.legend)
    assert [box.id for box in boxes_of(picture, "level-5") if "valittu" in said_in(box)][:1] == ["level-sijoitus"]


def test_the_legend_has_what_is_used_and_nothing_else() -> None:
    for name in ("lastensuojelun-ennaltaehkaisy", "vaikeasti-tyollistyvat", "nepsy-keski-suomi"):
        picture = lanes(compiled(name), lang="fi")
        marks = {mark.kind for page in picture.pages for box in page.boxes for mark in box.marks}
        marks |= {mark.kind for page in picture.pages for mark in page.marks}
        if not {MarkKind.CRITICAL, MarkKind.SERVICE} <= marks:
            marks -= {MarkKind.CRITICAL, MarkKind.SERVICE}
        marks -= {MarkKind.ITEM}  # it stands under a heading that says what it is
        lines = {line.role for page in picture.pages for line in page.connectors}
        frames = {box.role for page in picture.pages for box in page.boxes} & {"open", "unknown", "table-gap"}
        assert {sign for sign, _ in picture.legend} == marks | lines | frames


@pytest.mark.parametrize(
    "name",
    [
        "avh-kuntoutus-pirkanmaa",
        "lastensuojelun-ennaltaehkaisy",
        "muistipotilas-siun-sote",
        "vaikeasti-tyollistyvat",
    ],
)
def test_published_chains_stand_on_one_page(name: str) -> None:
    assert len(lanes(compiled(name), page="a4", lang="fi").pages) == 1


@pytest.mark.parametrize("name", ["perheen-tuki", "tyokyky", "lastensuojelun-ennaltaehkaisy"])
def test_few_layouts_are_tried(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of text is looked for by halves, and what cannot have as few pages is not laid out."""
    laid_out, bodies = list[Breadth](), Breadth.bodies

    def counted(breadth: Breadth) -> Any:
        laid_out.append(breadth)
        return bodies(breadth)

    monkeypatch.setattr(Breadth, "bodies", counted)
    picture = lanes(compiled(name), lang="fi")
    assert 0 < len(laid_out) <= 12 * len(picture.pages)


def test_a_lane_is_a_band_from_its_head_to_the_edge_of_the_page() -> None:
    (page,) = lanes(compiled("perheen-tuki"), lang="fi").pages
    boxes = {box.id: box for box in page.boxes}
    bands = {name.removeprefix("band-"): box for name, box in boxes.items() if box.role == "band"}
    assert len(bands) == 4, "three organisers, and who holds the whole together"
    for name, band in bands.items():
        head = boxes[name]
        assert (head.x + head.width, head.y, head.height) == (band.x, band.y, band.height)
        assert band.x + band.width == pytest.approx(page.width - head.x)
    assert all(box.lines for box in boxes.values() if box.id.startswith("cell-"))


def test_a_chain_without_levels_says_so() -> None:
    empty = compile_chain(Chain.model_validate({"id": "x", "name": "X", "levels": {}}))
    assert lanes(empty).pages[0].lines


def test_every_writer_takes_it() -> None:
    drawing = draw_chain(compiled("vaikeasti-tyollistyvat"), view="lanes", lang="fi", page="16x9")
    assert drawing.svg().startswith("<svg")
    assert drawing.image("png").startswith(b"\x89PNG")
    assert "Kuntouttava työtoiminta" in drawing.text()
    again = draw_chain(compiled("vaikeasti-tyollistyvat"), view="lanes", lang="fi", page="16x9")
    assert again.picture == drawing.picture


# --- lanes of producers -------------------------------------------------------------------------------------------

PRODUCED = st.sampled_from((("oma",), ("muu", "kolmas"), ("oma", {"open": "Kuka muu?"}), {"unknown": "Kuka?"}, None))


def producer_lanes(graph: ChainGraph, offer: Any) -> set[str]:
    """Where an offer must stand: with those who produce it, and with what is asked of them."""
    told: Any = graph.producers_told(offer).value
    words = {"Open": "open", "Unknown": "not-known", "NotApplicable": "not-applicable"}
    asked = {words.get(type(one).__name__) for one in (told if isinstance(told, tuple) else (told,))} - {None}
    found = {who.id for who in graph.producers_of(offer)} | {f"producer-{one}" for one in asked}
    return found or {"producer-not-stated"}


def assert_with_producers(picture: Picture, graph: ChainGraph) -> None:
    """Every offer of a level stands in the lane of each who produces it, and in no other."""
    every = {lane for offer in graph.offers() for lane in producer_lanes(graph, offer)}
    for level in graph.levels():
        for lane in every:
            here = [offer for offer in graph.offers_of(level) if lane in producer_lanes(graph, offer)]
            assert sum(map(services_in, cells(picture, lane, level.id))) == len(here), (lane, level)


@st.composite
def produced(draw: st.DrawFn) -> Chain:
    """A chain as large as may be, whose services have any producers."""
    chain = draw(organised())
    services = {name: one.changed(producers=draw(PRODUCED)) for name, one in chain.services.items()}
    return chain.changed(services=services)


@settings(max_examples=12, deadline=None)
@given(chain=produced(), page=st.sampled_from(sorted(PAGES)), lang=st.sampled_from(LANGUAGES))
def test_any_chain_stands_on_any_page_by_producer(chain: Chain, page: str, lang: str) -> None:
    graph = compile_chain(chain)
    picture = lanes(graph, findings_of(check_chain(graph), lang), PRODUCER, page=page, lang=lang)
    assert not faults(picture)
    if any(one.producers for one in graph.chain.services.values()) and graph.offers():
        assert_with_producers(picture, graph)


def rehabilitation(*producers: Any) -> ChainGraph:
    """The path that one county organises as a whole: three steps, whose services these produce."""
    services = {
        name: {"name": name.upper(), "organiser": "oma", **({"producers": one} if one else {})}
        for name, one in zip("abc", producers, strict=True)
    }
    levels = {name: {"name": f"Taso {name}", "services": [name]} for name in "abc"}
    more = {"keskus": {"name": "Sote-keskus", "part-of": "oma"}, "laitos": {"name": "Liikelaitos", "part-of": "oma"}}
    organisations = {"oma": {"name": "Hyvinvointialue"}, **more}
    return youth(services=services, levels=levels, organisations=organisations)


def test_lanes_by_producer_stand_where_one_organiser_has_it_all() -> None:
    graph = rehabilitation("keskus", ["keskus", "laitos"], "laitos")
    assert heads(lanes(graph, lang="fi")) == ["Ketjun järjestäjä Hyvinvointialue"]
    picture = draw_chain(graph, view="lanes-by-producer", lang="fi").picture
    assert picture.title == graph.chain.name.text("fi")
    assert any("Palvelut tuottajittain" in line.text for line in picture.pages[0].lines)
    assert heads(picture) == ["Sote-keskus", "Liikelaitos"]
    assert not faults(picture)
    assert arrows(picture) == {"move-a-b": ("keskus-a", "laitos-b"), "move-b-c": ("keskus-b", "laitos-c")}
    assert not picture.pages[0].marks, "a change of producer is no integration point"
    assert "rjestäj" not in " ".join(texts(picture))


def test_an_arrow_is_drawn_only_where_it_is_certain_that_the_producer_changes() -> None:
    open_too = ["keskus", {"open": "Kuka muu?"}]
    sure = lanes(rehabilitation("keskus", "laitos", open_too), None, PRODUCER, lang="fi")
    # at c the enterprise may still act, so that it is not known to leave; but the centre did not act at b, and comes
    assert arrows(sure) == {"move-a-b": ("keskus-a", "laitos-b"), "move-b-c": ("laitos-b", "keskus-c")}
    unsure = lanes(rehabilitation(open_too, ["laitos", {"unknown": "Kuka?"}], None), None, PRODUCER, lang="fi")
    assert not arrows(unsure)
    assert heads(unsure) == ["Sote-keskus", "Liikelaitos", *(f"Tuottaja {one}" for one in STATES)]
    assert_with_producers(unsure, rehabilitation(open_too, ["laitos", {"unknown": "Kuka?"}], None))


STATES = ("ratkaisematta", "ei tiedossa", "ei kerrottu")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nobody_tells_a_producer_the_picture_says_so(lang: str) -> None:
    graph = youth()
    picture = draw_chain(graph, check_chain(graph), view="lanes-by-producer", lang=lang).picture
    assert not any(box.id.startswith(("lane-", "cell-")) for page in picture.pages for box in page.boxes)
    assert title("no producer", lang) in texts(picture)
    asked = rehabilitation({"open": "Kuka?"}, None, None)
    assert heads(draw_chain(asked, view="lanes-by-producer", lang="fi").picture) == [
        "Tuottaja ratkaisematta",
        "Tuottaja ei kerrottu",
    ]
