"""Ages that services leave out, services missing between levels, and shares of a population, beyond the cases."""

from __future__ import annotations

from typing import Any

import pytest

from counting import lines_executed
from palveluketju import check_chain, compile_chain
from palveluketju.analyses import ages_beyond_the_group, ages_left_out, interrupted_services, shared_out
from palveluketju.analyses.offering import offerings
from palveluketju.graph import ChainGraph
from palveluketju.model import Chain
from palveluketju.tables import registers

Data = dict[str, Any]


def graph_of(levels: Data, **parts: Any) -> ChainGraph:
    services = {name: {"name": name.upper()} for name in "abcdef"}
    return compile_chain(
        Chain.model_validate({"id": "k", "name": "K", "levels": levels, "services": services, **parts})
    )


def ages(graph: ChainGraph) -> list[str]:
    return [f"{one.level} {', '.join(str(age.model_dump()) for age in one.ages)}" for one in ages_left_out(graph)]


def by_age(service: str, *told: str) -> Data:
    return {"service": service, "when": [{"age": age} for age in told]}


def test_the_oldest_left_out_have_no_end() -> None:
    level = {"name": "X", "services": [by_age("a", "20..64")]}
    assert ages(graph_of({"x": level}, **{"target-group": {"age": "18.."}})) == ["x 18..19, 65.."]
    assert ages(graph_of({"x": level}, **{"target-group": {"age": "..70"}})) == ["x 0..19, 65..70"]


def test_ages_that_come_to_a_level_follow_the_moves() -> None:
    levels = {
        "x": {"name": "X", "services": ["a"]},
        "y": {"name": "Y", "services": [by_age("b", "..17")]},
        "z": {"name": "Z", "services": [by_age("c", "..17")]},
    }
    group = {"target-group": {"age": "0..64"}}
    assert ages(graph_of(levels, **group)) == ["y 18..64", "z 18..64"]
    young = {"x -> y": {"when": {"age": "..20"}}}
    assert ages(graph_of(levels, **group, moves=young)) == ["y 18..20", "z 18..20"]
    settled = {"x -> y": {"open": "Ketkä?"}}
    assert ages(graph_of(levels, **group, moves=settled)) == []
    perhaps = {"x -> y": {"when": [{"age": "..17"}, {"age": "18..", "discretionary": True}]}}
    assert ages(graph_of(levels, **group, moves=perhaps)) == []


def test_a_way_back_past_a_level_spares_nobody_its_services() -> None:
    levels = {
        "x": {"name": "X", "services": ["a", "d"]},
        "y": {"name": "Y", "services": [by_age("b", "..17")]},
        "z": {"name": "Z", "services": ["a", "d"]},
    }
    graph = graph_of(levels, **{"target-group": {"age": "0..64"}}, moves={"z -> x": {"kind": "return"}})
    assert ages(graph) == ["y 18..64"]
    assert [(one.service.id, [level.id for level in one.lacking]) for one in interrupted_services(graph)] == [
        ("a", ["y"]),
        ("d", ["y"]),
    ]


def test_places_of_one_service_are_one_record() -> None:
    levels = {
        "x": {"name": "X", "services": [by_age("a", "..5", "10..12")]},
        "y": {"name": "Y", "services": [{"one-of": [by_age("a", "18.."), "b"]}]},
    }
    (found,) = ages_beyond_the_group(graph_of(levels, **{"target-group": {"age": "6..17"}}))
    assert [str(age.model_dump()) for age in found.ages] == ["0..5", "18.."]
    assert found.places == (("levels", "x", "services", 0, "when"), ("levels", "y", "services", 0, "one-of", 0, "when"))


def test_no_more_than_five_levels_are_named() -> None:
    ends = {"name": "Pää", "services": ["a"]}
    levels = {"first": ends} | {f"l{at}": {"name": f"L{at}", "services": ["b"]} for at in range(9)} | {"last": ends}
    (found,) = interrupted_services(graph_of(levels))
    assert [level.id for level in found.lacking] == ["l0", "l1", "l2", "l3", "l4"]


SHARES: Data = {
    "koti": {"text": "Koti", "population": "Väestö", "target": "95 %"},
    "hoiva": {"text": "Hoiva", "population": {"fi": "väestö", "sv": "Befolkning"}, "target": {"fi": "5 %", "sv": "5%"}},
}
LEVELS: Data = {
    "x": {"name": "X", "serves": ["koti"]},
    "y": {"name": "Y"},
    "z": {"name": "Z", "serves": ["hoiva"]},
}


def left_nothing(goals: Data, levels: Data = LEVELS, **parts: Any) -> list[str]:
    return [level.id for one in shared_out(graph_of(levels, goals=goals, **parts)) for level in one.levels]


@pytest.mark.parametrize(
    ("target", "unit", "found"),
    [
        ("95 %", None, True),
        ("95%", None, True),
        ("95,0 %", None, True),
        ("95.0 %", None, True),
        ("95", "%", True),
        ("95", "asiakasta", False),
        ("95", None, False),
        ("yli 95 %", None, False),
        ("95 % tai 96 %", None, False),
        ({"fi": "95 %", "sv": "94 %"}, None, False),
        ({"not-applicable": "Ei tavoitella"}, None, False),
    ],
)
def test_a_share_is_a_percentage_that_is_certain(target: Any, unit: str | None, found: bool) -> None:
    goals = {**SHARES, "koti": {**SHARES["koti"], "target": target, **({"unit": unit} if unit else {})}}
    assert left_nothing(goals) == (["y"] if found else [])


def test_shares_are_of_one_time() -> None:
    for key, other in (("by", "2030"), ("by", {"unknown": "Milloin?"})):
        assert left_nothing({**SHARES, "koti": {**SHARES["koti"], key: other}}) == []
    both = {name: {**goal, "by": "2030"} for name, goal in SHARES.items()}
    assert left_nothing(both) == ["y"]


def test_a_part_serves_for_its_whole_and_goals_of_the_strategy_count() -> None:
    assert left_nothing(SHARES, {**LEVELS, "y1": {"name": "Y1", "part-of": "y", "serves": ["koti"]}}) == []
    assert left_nothing({}, strategy=SHARES) == ["y"]
    around = {**SHARES, "a": {"text": "A", "under": ["koti"]}}
    assert left_nothing(around, {**LEVELS, "y": {"name": "Y", "serves": ["a"]}}) == []


def test_the_population_stands_with_the_indicator_in_the_register() -> None:
    goals = {"koti": {**SHARES["koti"], "indicator": "Osuus", "definition": "Vuoden lopussa"}}
    table = registers(graph_of(LEVELS, goals=goals))["goals"]
    assert "Osuus (Vuoden lopussa; Väestö)" in table.to_csv()


def test_what_is_not_told_to_its_end_is_no_error() -> None:
    levels = {"x": {"name": "X", "services": [by_age("nobody", "..5")], "serves": ["nothing"], "part-of": "gone"}}
    parts = {
        "target-group": {"age": "6..17"},
        "exits": {"u": {"from": ["gone"], "at-age": "18"}},
        "entries": {"s": {"to": ["gone"]}},
        "moves": {"x -> gone": {"handover": {}}},
        "goals": {"g": {"text": "G", "population": "P", "under": ["h"]}, "h": {"text": "H", "under": ["gone"]}},
    }
    codes = {finding.code for finding in check_chain(graph_of(levels, **parts)).findings}
    assert "PK217" in codes
    assert not codes & {"PK115", "PK116", "PK117", "PK225", "PK307"}


def test_the_work_grows_with_the_chain_and_not_faster() -> None:
    work: dict[str, list[int]] = {}
    for count in (60, 120):
        services = {f"s{at}": {"name": f"S{at}"} for at in range(count)}
        levels = {f"l{at}": {"name": f"L{at}", "services": [by_age(f"s{at}", "..17")]} for at in range(1, count - 1)}
        every = {"name": "Kaikki", "services": [*services]}
        levels = {"l0": {**every, "serves": ["koti"]}, **levels, "last": {**every, "serves": ["hoiva"]}}
        data = {"id": "k", "name": "K", "levels": levels, "services": services, "goals": SHARES}
        graph = compile_chain(Chain.model_validate({**data, "target-group": {"age": "0..64"}}))
        offerings(graph), graph.moves()
        for analysis in (ages_left_out, ages_beyond_the_group, interrupted_services, shared_out):
            work.setdefault(analysis.__name__, []).append(lines_executed(analysis, graph))
        assert len(ages_left_out(graph)) == count - 2
        assert len(interrupted_services(graph)) == count
    assert all(large < 2.4 * small for small, large in work.values()), work
