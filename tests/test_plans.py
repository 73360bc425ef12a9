"""The views of plans: the goals of a strategy as a table, and the log as boxes with what follows what."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry import faults
from palveluketju import UnknownId, draw_workspace
from palveluketju.drawing import changes_of_chains, chosen_in
from palveluketju.drawing.cards import shelves
from palveluketju.drawing.cards.strategy import strategy_view
from palveluketju.drawing.cards.work import work_view
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Box, MarkKind, Picture
from palveluketju.drawing.writers.reading import letters, paragraphs
from palveluketju.graph import CatalogueGraph, WorkspaceGraph, compile_workspace
from palveluketju.model import Catalogue

LONG = "Monialaisen kuntoutustarveselvityksen palveluketjutyöryhmän asiakasohjausyksikön yhteensovittaminen"
WORD = "työ" * 66


def of(*catalogues: Mapping[str, Any]) -> WorkspaceGraph:
    graphs = [CatalogueGraph(Catalogue.model_validate(one), f"{n}.yaml") for n, one in enumerate(catalogues)]
    return compile_workspace([], graphs)


def said(box: Box) -> list[str]:
    return [part.text for part in paragraphs(box.lines, box.marks)]


def told(picture: Picture) -> list[str]:
    boxes = [box for page in picture.pages for box in page.boxes if not box.id.startswith("legend")]
    beside = [part.text for page in picture.pages for part in paragraphs(page.lines)]
    return [*(text for box in boxes for text in said(box)), *beside]


def box(picture: Picture, name: str) -> Box:
    return next(box for page in picture.pages for box in page.boxes if box.id == name)


def said_of(picture: Picture, name: str) -> str:
    """The letters of an item's box, on whatever pages it stands, without its own name."""
    boxes = [box for page in picture.pages for box in page.boxes if box.id == f"log:{name}"]
    return letters(" ".join(line.text for box in boxes for line in box.lines if not line.bold))


def arrows(picture: Picture) -> set[tuple[str, str]]:
    ends = {(one.start, one.end) for page in picture.pages for one in page.connectors}
    return {(start.partition(":")[2], end.partition(":")[2]) for start, end in ends}


# --- the strategy -----------------------------------------------------------------------------------------------------

GOALS = {
    "visio": {"text": "Paras alue", "kind": "vision", "by": "2030"},
    "missio": {"text": "Yhdessä", "kind": "mission"},
    "kasvu": {"text": "Kestävä kasvu", "kind": "focus-area"},
    "talous": {"text": "Kestävä talous", "kind": "focus-area"},
    "irto": {"text": "Osallisuus lisääntyy", "note": "Kaikille"},
    "tyo": {"text": "Työllisyys nousee", "under": "kasvu", "means": ["Elinvoimaohjelma", "Palvelumalli"]},
    "aste": {
        "text": "Työllisyysaste nousee",
        "under": "tyo",
        "indicator": "Työllisyysaste",
        "unit": "%",
        "baseline": {"value": "72,9", "dated": "2017"},
        "target": "79",
        "by": "2030",
    },
    "muut": {"text": "Muiden aste", "under": "tyo", "indicator": "Aste", "target": {"open": "Mikä?"}},
    "lista": {"text": "Vain nimi", "under": "tyo"},
    "luottamus": {
        "text": "Luottamus kasvaa",
        "under": "kasvu",
        "indicator": "Tutkimus",
        "baseline": {"unknown": "Mikä on lähtötaso?"},
        "direction": "rise",
    },
    "periaate": {"text": "Yli rajojen", "kind": "principle", "means": ["Ketjut"]},
}


def strategy(**more: Any) -> Picture:
    return strategy_view(of({"name": "Alue", "strategy": {**GOALS, **more}}), lang="fi")


def rows(picture: Picture) -> list[list[str]]:
    """The boxes of a table from the top, each with its texts."""
    return [said(box) for page in picture.pages for box in page.boxes if not box.id.startswith(("head", "legend"))]


def test_goals_stand_under_their_focus_areas_with_vision_and_mission_on_top() -> None:
    first = [" ".join(texts) for texts in rows(strategy()) if texts]
    heads = [
        "Visio · Määräaika: 2030 Paras alue",
        "Missio Yhdessä",
        "Painopiste Kestävä kasvu",
        "Työllisyys nousee Vain nimi",
        "Luottamus kasvaa",
        "Painopiste · Tavoitteet: ei kerrottu Kestävä talous",
        "Painopiste: ei kerrottu",
        "Osallisuus lisääntyy Kaikille",
        "Periaatteet",
        "Periaate Yli rajojen",
    ]
    assert [text for text in first if text in heads] == heads


def test_what_is_measured_of_a_goal_stands_line_by_line_beside_its_target() -> None:
    picture = strategy()
    goal, aste, target, means = (
        next(box for page in picture.pages for box in page.boxes if text in " ".join(said(box)))
        for text in ("Vain nimi", "72,9 %", "79 %", "Elinvoimaohjelma")
    )
    other = next(box for box in picture.pages[0].boxes if "Muiden aste" in said(box))
    question = next(box for box in picture.pages[0].boxes if any("Mikä?" in text for text in said(box)))
    assert said(aste) == ["Työllisyysaste nousee", "Lähtötaso: 72,9 % (2017)"]
    assert said(target) == ["79 %", "Määräaika: 2030"]
    assert said(means) == ["Elinvoimaohjelma", "Palvelumalli"]
    assert (aste.y, aste.height) == (target.y, target.height)
    assert (other.y, other.height) == (question.y, question.height)
    assert (goal.y, goal.height) == (means.y, means.height) == (aste.y, aste.height + other.height)
    assert [mark.kind for mark in question.marks] == [MarkKind.OPEN]


def test_what_is_open_not_known_and_not_told_is_said() -> None:
    texts = told(strategy())
    assert "ratkaisematta: Mikä?" in texts
    assert "Lähtötaso: ei tiedossa: Mikä on lähtötaso?" in texts
    assert "Ei kerrottu Suunta: nousee" in texts  # the target of the goal whose direction alone is told
    assert "Lähtötaso: ei kerrottu" in texts
    assert {sign for sign, _ in strategy().legend} == {MarkKind.OPEN, MarkKind.UNKNOWN}


def test_a_strategy_loses_no_goal() -> None:
    circle: dict[str, Any] = {
        "a": {"text": "Aaa", "under": "b"},
        "b": {"text": "Bbb", "under": "a"},
        "c": {"text": "Ccc", "under": "x"},
    }
    texts = told(strategy(**circle))
    assert all(goal["text"] in texts for goal in (*GOALS.values(), *circle.values()))


def test_each_strategy_has_a_section_and_none_is_told() -> None:
    one = {"name": "Toinen", "strategy": {"t": {"text": "Muu tavoite"}}}
    texts = told(strategy_view(of({"name": "Alue", "strategy": GOALS}, one), lang="fi"))
    assert texts.index("Alue") < texts.index("Paras alue") < texts.index("Toinen") < texts.index("Muu tavoite")
    nothing = strategy_view(of({"name": "Alue"}), lang="fi")
    assert not nothing.pages[0].boxes
    assert "Strategian tavoitteet: ei kerrottu" in told(nothing)


def test_a_heading_stands_over_its_rows_again_on_the_next_page() -> None:
    many: dict[str, Any] = {f"m{n}": {"text": f"{LONG} {n}", "under": "kasvu", "note": LONG} for n in range(40)}
    picture = strategy(**many)
    assert len(picture.pages) > 2
    for page in picture.pages[:-1]:
        assert any("Kestävä kasvu" in said(one) for one in page.boxes)


# --- work and decisions -----------------------------------------------------------------------------------------------


def work(log: Mapping[str, Any], element: str = "", page: str = "a4", lang: str = "fi") -> Picture:
    return work_view(of({"name": "Alue", "log": log}), element, page=page, lang=lang)


def flow(count: int, **more: Any) -> dict[str, Any]:
    """Items that follow each other, the second one thing, and so on."""
    return {
        f"i{n}": {"text": f"Vaihe {n}.", "theme": "Virta", **({"follows": [f"i{n - 1}"]} if n else {}), **more}
        for n in range(count)
    }


def test_items_that_follow_each_other_stand_side_by_side_with_arrows() -> None:
    picture = work(flow(4))
    places = [box(picture, f"log:i{n}") for n in range(4)]
    assert [one.x for one in places] == sorted({one.x for one in places})
    assert len({one.y for one in places}) == 1
    assert arrows(picture) == {(f"i{n}", f"i{n + 1}") for n in range(3)}
    assert "→" in picture.pages[0].connectors[0].title


def test_what_follows_each_other_is_kept_in_one_row() -> None:
    loose = {f"x{n}": {"text": f"Muu {n}", "theme": "Virta", "contents": [LONG] * 3} for n in range(3)}
    picture = work({**flow(4), **loose})
    assert len({box(picture, f"log:i{n}").y for n in range(4)}) == 1
    assert arrows(picture) == {(f"i{n}", f"i{n + 1}") for n in range(3)}


def test_the_order_is_that_of_what_follows_what_and_else_of_the_file() -> None:
    log = flow(3)
    backwards = dict(reversed(log.items()))
    picture = work({**backwards, "muu": {"text": "Muu", "theme": "Virta"}})
    xs = [box(picture, f"log:{name}").x for name in ("i0", "i1", "i2", "muu")]
    assert xs == sorted(xs)


def test_headings_stand_over_their_parts() -> None:
    log = {
        "a": {"text": "Ylä", "theme": "T"},
        "b": {"text": "Osa", "part-of": "a", "contents": ["Eka", {"open": "Mitä muuta?"}]},
        "c": {"text": "Osan osa", "part-of": "b"},
    }
    picture = work(log)
    over, part, below = (box(picture, f"log:{name}") for name in "abc")
    assert (over.role, part.role, below.role) == ("level", "level", "service")
    assert over.y + over.height <= part.y < part.y + part.height <= below.y
    assert below.x > part.x == over.x
    assert said(part) == ["Osa", "Eka", "ratkaisematta: Mitä muuta?"]


def test_parts_that_follow_each_other_stand_side_by_side_under_a_heading_across_the_page() -> None:
    log = {"a": {"text": "Ylä", "theme": "T"}, "b": {"text": "B", "part-of": "a"}}
    picture = work({**log, "c": {"text": "C", "part-of": "a", "follows": "b"}})
    over, first, second = (box(picture, f"log:{name}") for name in "abc")
    assert over.width > second.x + second.width - first.x
    assert first.y == second.y >= over.y + over.height
    assert arrows(picture) == {("b", "c")}


def test_wholes_of_a_whole_stand_side_by_side_under_it() -> None:
    log: dict[str, Any] = {"a": {"text": "Ylä", "theme": "T"}}
    for n in range(3):
        log |= {f"b{n}": {"text": f"Sarake {n}", "part-of": "a"}, f"c{n}": {"text": f"Osa {n}", "part-of": f"b{n}"}}
    picture = work(log)
    over, columns = box(picture, "log:a"), [box(picture, f"log:b{n}") for n in range(3)]
    assert [one.x for one in columns] == sorted({one.x for one in columns})
    assert {one.y for one in columns} == {over.y + over.height + 6}
    assert all(box(picture, f"log:c{n}").x == columns[n].x for n in range(3))


def test_a_column_has_its_name_again_where_it_goes_on() -> None:
    log: dict[str, Any] = {"a": {"text": "Sarake", "theme": "T", "kind": "work"}}
    log |= {f"b{n}": {"text": f"Osa {n}", "part-of": "a", "contents": [LONG] * 4} for n in range(30)}
    picture = work({**log, "c": {"text": "Korkea", "theme": "T", "contents": [LONG] * 80}})
    assert not faults(picture)
    assert len(picture.pages) > 2
    for page in picture.pages[1:]:
        again = [one for one in page.boxes if one.id == "log:a again"]
        assert [said(one) for one in again] == [["Sarake"]] * any(one.id.startswith("log:b") for one in page.boxes)
        assert all(said(one)[0] == "Korkea" for one in page.boxes if one.id == "log:c")


def test_a_box_tells_what_is_known_of_its_item() -> None:
    catalogue = {
        "organisations": {"alue": {"name": "Hyvinvointialue"}},
        "log": {
            "a": {
                "text": "Sopimus",
                "kind": "decision",
                "status": "planned",
                "dated": "2018-04",
                "until": "2018-11-30",
                "decides": "alue",
                "parties": [{"role": "Kumaja"}],
                "outcome": {"unknown": "Mitä päätettiin?"},
                "chains": ["ketju"],
                "follows": "b",
                "note": "Huom",
            },
            "b": {"text": "Esiselvitys", "theme": "Muu", "outcome": {"open": "Kenelle?"}},
        },
    }
    picture = work_view(of(catalogue), lang="fi")
    assert said(box(picture, "log:a")) == [
        "Sopimus",
        "Päätös · suunniteltu · 4/2018–30.11.2018",
        "Päättäjä: Hyvinvointialue Osallistujat: Kumaja",
        "Tulos: ei tiedossa: Mitä päätettiin?",
        "Ketjut: ketju",
        "Edeltävä: Esiselvitys Huom",
    ]
    assert (box(picture, "log:a").role, box(picture, "log:b").role) == ("unknown", "open")
    headings = [text for page in picture.pages for one in page.boxes if one.role == "focus" for text in said(one)]
    assert headings == ["Muu", "Teema: ei kerrottu"]


def test_what_no_arrow_can_say_is_said_in_words() -> None:
    log = flow(60, contents=["Pitkähkö sisältö"])
    log["i59"]["follows"] = ["i58", "i0"]
    picture = work(log)
    assert not faults(picture)
    drawn = arrows(picture)
    for name, item in log.items():
        for one in [item["follows"]] if isinstance(item.get("follows"), str) else item.get("follows", []):
            words = " ".join(
                text for page in picture.pages for b in page.boxes if b.id == f"log:{name}" for text in said(b)
            )
            assert ((one, name) in drawn) != (f"Edeltävä: {log[one]['text']}" in words), name


def test_one_theme_can_be_drawn_alone() -> None:
    log = {**flow(3), "muu": {"text": "Muu", "theme": "Toinen"}}
    assert "Muu" not in told(work(log, "i1"))
    workspace = of({"name": "Alue", "log": log})
    assert "Vaihe 0." not in draw_workspace(workspace, view="work", element="muu", lang="fi").text()
    with pytest.raises(UnknownId, match="did you mean 'muu'"):
        draw_workspace(workspace, view="work", element="mu")
    with pytest.raises(ValueError, match="'work'"):
        draw_workspace(workspace, view="matrix", element="muu")


def test_items_after_themselves_and_parts_of_themselves_are_drawn() -> None:
    log = {
        "a": {"text": "Aaa", "follows": "c", "part-of": "b"},
        "b": {"text": "Bbb", "follows": "a", "part-of": "a"},
        "c": {"text": "Ccc", "follows": "b"},
        "d": {"text": "Ddd", "follows": "d", "part-of": "d"},
    }
    picture = work(log)
    assert {"Aaa", "Bbb", "Ccc", "Ddd"} <= set(told(picture))
    assert not faults(picture)


def test_without_a_log_the_picture_says_so() -> None:
    assert "Työ ja päätökset: ei kerrottu" in told(work({}))
    assert not work({}).pages[0].boxes


def large() -> dict[str, Any]:
    log: dict[str, Any] = {}
    for n in range(300):
        item: dict[str, Any] = {"text": f"{LONG} {n}", "note": LONG, "contents": [LONG] * (n % 9)}
        if n % 5:
            item["part-of"] = f"i{n - n % 5}" if n % 10 < 5 else f"i{n - 1}"
        else:
            item["theme"] = f"Teema {n // 50}"
        if n % 3:
            item["follows"] = [f"i{n - 1}", f"i{n // 2}"]
        log[f"i{n}"] = item
    return {**log, "pitka": {"text": WORD, "theme": WORD, "contents": [WORD, LONG * 60], "outcome": {"open": WORD}}}


@pytest.mark.parametrize("page", ["a4", "a3-portrait"])
def test_a_large_log_is_in_order_and_loses_nothing(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    passes = []
    pages = shelves._Shelves.pages

    def counted(self: shelves._Shelves) -> Any:
        passes.append(1)
        return pages(self)

    monkeypatch.setattr(shelves._Shelves, "pages", counted)
    picture = work(large(), page=page)
    assert not faults(picture)
    names = {box.id for page in picture.pages for box in page.boxes}
    assert names >= {f"log:{name}" for name in large()}
    assert len(passes) <= 4 * (shelves._PASSES + 1)  # the work is counted, however much follows what


@pytest.mark.parametrize("page", PAGES)
def test_a_large_strategy_is_in_order(page: str) -> None:
    goals: dict[str, Any] = {"f": {"text": LONG * 2, "kind": "focus-area", "note": LONG * 30}, "w": {"text": WORD}}
    for n in range(120):
        goals[f"g{n}"] = {"text": f"{LONG} {n}", "under": "f" if n % 8 == 0 else f"g{n - n % 8}"}
        if n % 2:
            goals[f"g{n}"] |= {"indicator": LONG, "baseline": LONG, "target": {"open": LONG}, "means": [LONG] * (n % 4)}
    picture = strategy_view(of({"name": "Alue", "strategy": goals}), page=page)
    assert not faults(picture)
    assert all(any(f" {n}" in text for text in told(picture)) for n in range(120))


def test_goals_and_items_that_are_chosen_or_have_changed_are_marked() -> None:
    before = of({"name": "Alue", "strategy": GOALS, "log": flow(2)})
    after = of({"name": "Alue", "strategy": {**GOALS, "irto": {"text": "Muutettu"}}, "log": flow(3)})
    for overlay, words in (
        (chosen_in(after, ["irto", "i2"], "fi"), ("valittu", "valittu")),
        (changes_of_chains(before, after, "fi"), ("muutettu: teksti, lisätieto", "lisätty")),
    ):
        goals, log = (draw_workspace(after, overlay, view=view, lang="fi").picture for view in ("strategy", "work"))
        goal = next(one for page in goals.pages for one in page.boxes if "Muutettu" in said(one))
        assert (said(goal)[-1], said(box(log, "log:i2"))[-1]) == words
        assert said(box(log, "log:i1")) == ["Vaihe 1."]


IDS = st.sampled_from([f"i{n}" for n in range(8)])
ITEMS = st.fixed_dictionaries(
    {"text": st.sampled_from([LONG, WORD, "Työ"])},
    optional={
        "part-of": IDS,
        "follows": st.lists(IDS, min_size=1, max_size=3, unique=True),
        "theme": st.sampled_from(["A", "B"]),
        "contents": st.lists(st.sampled_from([LONG, "Sisältö"]), min_size=1, max_size=30),
    },
)


@given(st.dictionaries(IDS, ITEMS, min_size=1), st.sampled_from(sorted(PAGES)))
@settings(max_examples=25, deadline=None)
def test_any_log_is_drawn_in_order(log: dict[str, Any], page: str) -> None:
    for item in log.values():
        item["follows"] = [one for one in item.get("follows", ()) if one in log]
        if item.get("part-of") not in log:
            item.pop("part-of", None)
    picture = work(log, page=page)
    assert not faults(picture)
    assert {f"log:{name}" for name in log} <= {box.id for page in picture.pages for box in page.boxes}
    for (name, item), one in product(log.items(), log):
        if one in item["follows"] and one != name and (one, name) not in arrows(picture):
            assert f"edeltävä{letters(log[one]['text'])}" in said_of(picture, name) or len(item["follows"]) > 1
