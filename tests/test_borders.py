"""Borders: which of them an integration point crosses, which not, and of which that is not told."""

from __future__ import annotations

from typing import Any

import pytest

from palveluketju import ChainGraph, check_chain, compile_chain, compile_workspace, draw_chain
from palveluketju.analyses import Border, Crossed, IntegrationPoint, PointKind, integration_points
from palveluketju.describing import describe
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import State
from palveluketju.selecting import select
from palveluketju.source import parse_source
from palveluketju.tables import registers

PARTS = """
organisations:
  county: {name: County, sector: wellbeing-services-county}
  centre: {name: Centre, part-of: county}
  hospital: {name: Hospital, part-of: county}
  ward: {name: Ward, part-of: hospital}
  town: {name: Town, sector: municipality}
  stranger: {name: Stranger, sector: {unknown: Which?}}
services:
  light: {name: Light, tier: preventive, organiser: centre}
  basic: {name: Basic, tier: extended-basic, organiser: centre}
  heavy: {name: Heavy, tier: specialised, organiser: hospital}
  ward-care: {name: Ward care, tier: demanding, organiser: ward}
  school: {name: School, tier: preventive, organiser: town}
  advice: {name: Advice, tier: guidance, organiser: centre}
  plain: {name: Plain, organiser: county}
  nobodys: {name: Nobody's, tier: basic, organiser: {open: Who?}}
  unfound: {name: Unfound, tier: basic, organiser: {unknown: Who?}}
  untold: {name: Untold, tier: basic}
  unsure: {name: Unsure, tier: {open: Which?}, organiser: centre}
  held: {name: Held, tier: basic, organiser: centre, responsible: {unknown: Which?}}
  strange: {name: Strange, tier: basic, organiser: stranger}
  own: {name: Bought, tier: {not-applicable: Any}, organiser: {not-applicable: Clients buy it}}
  plan: {name: Plan, kind: document, organiser: town}
  form: {name: Form, kind: document}
  icf: {name: ICF, kind: instrument}
"""
ORDER = (Border.HOUSE, Border.SECTOR, Border.UNIT, Border.TIER)
"""The borders that are asked for everywhere: tasks and fields only where a chain tells any."""
LETTERS = {
    Crossed.CROSSED: "x",
    Crossed.NOT_CROSSED: "=",
    Crossed.POSSIBLE: "p",
    Crossed.OPEN: "o",
    Crossed.NOT_KNOWN: "k",
    Crossed.NOT_STATED: "?",
}


def graph_of(levels: str, more: str = "") -> ChainGraph:
    head = "palveluketju: 1\nid: x\nname: X\norganiser: county\n"
    return compile_chain(load_chain_text(f"{head}levels:\n{levels}\n{more}{PARTS}"))


def hand_overs(graph: ChainGraph) -> list[IntegrationPoint]:
    return [point for point in integration_points(graph) if point.kind is PointKind.HAND_OVER]


def states(point: IntegrationPoint) -> str:
    """The states of a point's borders by a letter each: house, sector, unit, tier."""
    asked = [crossing for crossing in point.crossings if crossing.border is not Border.TASK]
    assert tuple(crossing.border for crossing in asked) == ORDER
    return "".join(LETTERS[crossing.state] for crossing in asked)


def between(here: str, there: str, more: str = "") -> str:
    """The states of the borders between two levels that list some services; empty where none is crossed."""
    graph = graph_of(f"  a: {{name: A, services: {here}}}\n  b: {{name: B, services: {there}}}", more)
    return "".join(map(states, hand_overs(graph)))


@pytest.mark.parametrize(
    ("here", "there", "crossed"),
    [
        ("[light]", "[basic]", ""),  # one side of tiers, one unit
        ("[light]", "[heavy]", "==xx"),
        ("[heavy]", "[ward-care]", "==px"),  # a ward may be meant by its hospital
        ("[light]", "[school]", "xx?="),  # of a house that acts as a whole, the unit is not told
        ("[light, school]", "[light]", "xx?="),
        ("[light]", "[nobodys]", ""),
        ("[school, nobodys]", "[light]", "xxo="),  # whoever else there is, the town is not at the other
        ("[light]", "[light, nobodys]", ""),
        ("[heavy]", "[basic, plain]", "==xx"),
        ("[light, heavy]", "[basic, plain]", ""),
        ("[advice]", "[heavy]", "==x="),  # guidance is on no side
        ("[light, own]", "[basic]", ""),  # what nobody organises is on no side
        ("[light, plan]", "[basic]", "x==="),  # a document counts for its house only
        ("[light, form, icf]", "[basic]", ""),
        ("[light]", "[heavy, {open: What else?}]", "ooxx"),
        ("[light]", "[heavy, {unknown: What else?}]", "kkxx"),
        ("[light]", "[heavy, nobodys]", "ooxx"),
        ("[light]", "[heavy, unfound]", "kkxx"),
        ("[light, unfound]", "[heavy, nobodys]", "ooox"),  # what is to be decided stands before what is to be found out
        ("[light]", "[heavy, {open: What else?}, ghost]", "ooxx"),
        ("[light]", "[heavy, untold]", "??xx"),
        ("[basic]", "[strange]", "xk?="),  # of an organiser whose sector is not known
        ("[light, unsure]", "[school]", "xx?o"),
        ("[held]", "[heavy]", "==kx"),  # its unit is not known
        ("{open: What?}", "[heavy]", ""),
        ("{not-applicable: None}", "[heavy]", ""),
    ],
)
def test_what_is_told_of_each_border(here: str, there: str, crossed: str) -> None:
    assert between(here, there) == crossed


def test_what_is_carried_crosses_nothing() -> None:
    graph = graph_of(
        "  a: {name: A, services: heavy}\n  b: {name: B, services: light}\n  c: {name: C, carries: a, services: basic}"
    )
    assert [[str(level) for level in point.elements] for point in hand_overs(graph)] == [["a", "b"]]


def test_units_that_answer_stand_before_those_that_organise() -> None:
    tasks = "tasks: {care: {name: Care, responsible: hospital}}\n"
    parts = PARTS.replace("tier: preventive, organiser: centre", "tier: preventive, organiser: centre, task: care")
    head = "palveluketju: 1\nid: x\nname: X\norganiser: county\n"
    levels = "levels: {a: {name: A, services: light}, b: {name: B, services: basic}}\n"
    graph = compile_chain(load_chain_text(head + levels + tasks + parts))
    (point,) = hand_overs(graph)
    assert states(point) == "==x="
    assert [sorted(side.values) for side in point.crossings[2].sides] == [["hospital"], ["centre"]]
    assert all(side.stated for side in point.crossings[2].sides)


PARTED = """  a: {name: A}
  a1: {name: A1, part-of: a, services: light}
  a2: {name: A2, part-of: a, services: basic}
  b: {name: B}
  b1: {name: B1, part-of: b}
  b11: {name: B11, part-of: b1, services: heavy}
  b2: {name: B2, part-of: b, services: ward-care}"""


@pytest.mark.parametrize(
    ("moves", "back"),
    [
        ("", []),
        ("moves: {a -> b: {}}\n", []),
        ("moves: {a2 -> b: {}, a -> b11: {}}\n", []),
        ("moves: {b -> a: {}}\n", [("b2", "a1")]),
        ("moves: {b11 -> a2: {}}\n", []),  # the same two levels, the other way
    ],
)
def test_a_level_with_parts_is_left_from_its_last_and_come_into_at_its_first(moves: str, back: list[Any]) -> None:
    points = hand_overs(graph_of(PARTED, "order: path\n" + moves))
    pairs = [tuple(str(level) for level in point.elements) for point in points]
    assert sorted(pairs) == sorted([("a2", "b11"), ("b11", "b2"), *back])
    of_moves = [str(point.where[1]) for point in points if point.where[0] == "moves"]
    assert len(of_moves) == bool(moves)
    assert all(move in moves for move in of_moves)


def test_a_part_that_lists_nothing_stands_with_what_its_whole_lists() -> None:
    levels = "  a: {name: A, services: light}\n  s: {name: S, part-of: a}\n  t: {name: T, part-of: a}\n"
    levels += "  b: {name: B, services: heavy}"
    points = hand_overs(graph_of(levels, "order: path\n"))
    assert [tuple(str(level) for level in point.elements) for point in points] == [("t", "b")]


def test_circles_of_parts_have_an_end() -> None:
    levels = "  a: {name: A, part-of: b, services: light}\n  b: {name: B, part-of: a, services: heavy}\n"
    levels += "  c: {name: C, services: school}"
    points = hand_overs(graph_of(levels, "moves: {a -> b: {}, b -> c: {}}\n"))
    assert {str(level) for point in points for level in point.elements} >= {"c"}


def test_several_tiers_at_one_level_of_one_house_are_in_the_register_only() -> None:
    graph = graph_of("  a: {name: A, services: [light, heavy]}")
    (point,) = integration_points(graph)
    assert (point.kind, states(point)) == (PointKind.CO_WORK, "==xx")
    assert not {finding.code for finding in check_chain(graph).findings} & {"PK301", "PK302", "PK303", "PK306"}


def test_alternatives_cross_no_border_by_being_alternatives() -> None:
    assert not integration_points(graph_of("  a: {name: A, services: [{one-of: [light, heavy]}]}"))
    (point,) = integration_points(graph_of("  a: {name: A, services: [light, {one-of: [basic, heavy]}]}"))
    assert states(point) == "==xx"


@pytest.mark.parametrize(
    ("coordination", "responsible"),
    [
        ("{worker: {role: W}}", State.THERE),
        ("{team: hospital}", State.THERE),
        ("{plan: P}", State.NOT_STATED),
        ("{worker: {role: W, organisation: {open: Whose?}}}", State.OPEN),
        ("{open: Who?}", State.OPEN),
        ("{not-applicable: Nobody}", State.NOT_STATED),
    ],
)
def test_the_chains_worker_or_team_answers_for_a_hand_over(coordination: str, responsible: State) -> None:
    levels = "  a: {name: A, services: light}\n  b: {name: B, services: school}"
    (point,) = hand_overs(graph_of(levels, f"coordination: {coordination}\n"))
    assert (point.coordination, point.information) == (responsible, State.NOT_STATED)


def test_a_hand_over_says_for_itself_who_is_responsible() -> None:
    levels = "  a: {name: A, services: light}\n  b: {name: B, services: school}"
    handover = "moves: {a -> b: {handover: {responsible: {open: Who?}}}}\ncoordination: {worker: {role: W}}\n"
    (point,) = hand_overs(graph_of(levels, handover))
    assert point.coordination is State.OPEN


def test_a_unit_and_its_organiser_are_one_party() -> None:
    """As a chain of one county, of which one level's service is organised by a unit of it."""
    levels = "  a: {name: A, services: [light]}\n  b: {name: B, services: [plain]}"
    codes = {finding.code for finding in check_chain(graph_of(levels)).findings}
    assert not {code for code in codes if code.startswith(("PK3", "PK4"))}


TASKS = """
palveluketju: 1
id: x
name: X
organiser: county
levels:
  a: {name: A, critical: [HERE]}
  b: {name: B, critical: [there]}
bars: {bar: {name: Bar, partners: town, BAR}}
services:
  one: {name: One, tier: basic, organiser: county, task: family}
  two: {name: Two, tier: basic, organiser: county, task: adults}
  both: {name: Both, tier: basic, organiser: county, task: [family, adults]}
  held: {name: Held, tier: basic, organiser: county, task: duty}
  none: {name: None, tier: basic, organiser: county, task: {not-applicable: Of no task}}
  asked: {name: Asked, tier: basic, organiser: county, task: {unknown: "Which?"}}
  untold: {name: Untold, tier: basic, organiser: county}
  school: {name: School, tier: basic, organiser: town}
  plan: {name: Plan, kind: document, organiser: county, task: adults}
  there: {name: There, tier: TIER, organiser: county, task: adults}
tasks:
  family: {name: "Families, children"}
  adults: {name: Adults}
  duty: {name: Duty, kind: coordination}
organisations:
  county: {name: County, sector: wellbeing-services-county}
  town: {name: Town, sector: municipality}
"""


def of_tasks(here: str, tier: str = "basic", bar: str = "services: []") -> ChainGraph:
    return compile_chain(load_chain_text(TASKS.replace("HERE", here).replace("TIER", tier).replace("BAR", bar)))


def task_state(point: IntegrationPoint) -> Crossed:
    return next(crossing.state for crossing in point.crossings if crossing.border is Border.TASK)


def point_of(graph: ChainGraph, kind: PointKind, element: str) -> IntegrationPoint:
    (point,) = (p for p in integration_points(graph) if p.kind is kind and str(p.elements[0]) == element)
    return point


@pytest.mark.parametrize(
    ("here", "state"),
    [
        ("one, two, school", Crossed.CROSSED),
        ("one, two, untold, school", Crossed.CROSSED),
        ("one, school", Crossed.NOT_CROSSED),  # a service of another organiser is in none of the tasks
        ("one, held, none, plan, school", Crossed.NOT_CROSSED),
        ("one, asked, school", Crossed.NOT_KNOWN),
        ("one, untold, school", Crossed.NOT_STATED),
        ("one, both, school", Crossed.POSSIBLE),  # some in common, others not
        ("{one-of: [one, two]}, school", Crossed.NOT_CROSSED),  # alternatives do not meet
    ],
)
def test_tasks_that_meet_at_one_level_are_a_border(here: str, state: Crossed) -> None:
    assert task_state(point_of(of_tasks(here), PointKind.CO_WORK, "a")) is state


def test_a_border_between_tasks_is_told_by_their_names_and_is_no_finding() -> None:
    graph = of_tasks("one, two")
    point = point_of(graph, PointKind.CO_WORK, "a")
    assert point.borders()[Crossed.CROSSED] == (Border.TASK,)
    told = registers(graph, lang="en")["integration-points"].texts()[0][3]
    assert told.startswith("crossed: task (Adults – Families, children); not crossed: house, sector, tier")
    assert not {finding.code for finding in check_chain(graph).findings} & {"PK301", "PK306"}


def test_another_task_at_the_next_level_is_told_where_another_border_is_crossed_and_makes_no_point() -> None:
    assert not hand_overs(of_tasks("one"))
    (point,) = hand_overs(of_tasks("one", tier="specialised"))
    assert point.borders()[Crossed.CROSSED] == (Border.TASK, Border.TIER)
    found = next(one for one in check_chain(of_tasks("one", tier="specialised")).findings if one.code == "PK306")
    assert "(task: Families, children – Adults; tier: basic – specialised)" in str(found.message)
    assert task_state(hand_overs(of_tasks("asked", tier="specialised"))[0]) is Crossed.NOT_KNOWN


@pytest.mark.parametrize(
    ("bar", "state"),
    [
        ("task: [family, adults]", Crossed.CROSSED),
        ("task: family, services: [two]", Crossed.CROSSED),
        ("task: family", Crossed.NOT_CROSSED),
        ("task: family, services: [both]", Crossed.POSSIBLE),
        ("task: family, services: [{open: What?}]", Crossed.OPEN),
        ("task: {open: Which?}, services: [two]", Crossed.OPEN),
        ("services: [one]", Crossed.NOT_CROSSED),
        ("services: []", Crossed.NOT_STATED),
    ],
)
def test_a_bar_holds_together_the_tasks_that_it_names(bar: str, state: Crossed) -> None:
    assert task_state(point_of(of_tasks("one", bar=bar), PointKind.JOINT_NODE, "bar")) is state


def test_what_stands_on_a_side_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from palveluketju.analyses.sides import Sides

    asked: list[Any] = []
    of_service = Sides.of_service

    def asking(sides: Sides, service: Any) -> Any:
        asked.append(service)
        return of_service(sides, service)

    monkeypatch.setattr(Sides, "of_service", asking)
    levels = "\n".join(f"  l{n}: {{name: L, services: [light, heavy, school]}}" for n in range(30))
    moves = ", ".join(f"l{a} -> l{b}: {{}}" for a in range(30) for b in range(30) if a != b)
    integration_points(graph_of(levels, f"order: none\nmoves: {{{moves}}}\n"))
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("bar", "letters"),
    [
        ("partners: town", "xx??"),
        ("partners: town, services: [unsure]", "xx?o"),
        ("partners: stranger", "xk??"),
    ],
)
def test_a_bar_says_what_is_open_of_its_services_and_of_those_who_run_it(bar: str, letters: str) -> None:
    graph = graph_of("  a: {name: A, services: light}", f"bars: {{bar: {{name: Bar, {bar}}}}}\n")
    assert states(point_of(graph, PointKind.JOINT_NODE, "bar")) == letters


@pytest.mark.parametrize(
    ("carries", "letters"),
    [("", "==xx"), ("carries: {open: What?}, ", "ooxx"), ("carries: {unknown: What?}, ", "kkxx")],
)
def test_who_acts_at_a_level_is_as_open_as_what_goes_on_there(carries: str, letters: str) -> None:
    graph = graph_of(f"  a: {{name: A, services: plan}}\n  b: {{name: B, {carries}services: [light, heavy]}}")
    assert states(point_of(graph, PointKind.CO_WORK, "b")) == letters


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "crossed: tier; not crossed: house, sector; open: responsible unit"),
        ("fi", "ylittyy: palvelun tason raja; ei ylity: organisaatioraja, sektoriraja; ratkaisematta: yksikköraja"),
        (
            "sv",
            "överskrids: gräns mellan tjänstenivåer; överskrids inte: organisationsgräns, sektorsgräns;"
            " inte avgjort: enhetsgräns",
        ),
    ],
)
def test_registers_descriptions_and_pictures_say_the_state_of_a_border(lang: str, told: str) -> None:
    levels = "  a: {name: A, services: [asked]}\n  b: {name: B, services: [heavy]}"
    head = "palveluketju: 1\nid: x\nname: X\norganiser: county\n"
    asked = "  asked: {name: Asked, tier: basic, organiser: centre, responsible: {open: Which?}}\n"
    graph = compile_chain(load_chain_text(f"{head}levels:\n{levels}\n{PARTS}{asked}"))
    assert registers(graph, lang=lang)["integration-points"].texts()[0][3] == told
    assert any(told in paragraph for paragraph in describe(graph, lang=lang))
    assert draw_chain(graph, view="handovers", lang=lang).text().count(told) > 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [("tier", ("", "", "s")), ("unit", ("", "s", "")), ("house", ("", "", "")), ("*", ("", "s", ""))],
)
def test_a_border_that_is_open_leaves_a_service_undecided(asked: str, found: tuple[str, str, str]) -> None:
    """One whose unit is open and whose tier is not stated."""
    head = "palveluketju: 1\nid: x\nname: X\norganiser: county\nlevels: {a: {name: A, services: s}}\n"
    service = "services: {s: {name: S, organiser: county, responsible: {open: Which?}}}\n"
    county = "organisations: {county: {name: County, sector: wellbeing-services-county}}\n"
    workspace = compile_workspace(join_sources([parse_source(head + service + county, name="x.yaml")]))
    selected = select(workspace, f"kind:service & border:{asked}")
    states = (selected.elements, selected.undecided, selected.unstated)
    assert tuple(",".join(one.id for one in some) for some in states) == found
