"""What each level has of its own: taken away, it is missed, in the chains there are and in made-up ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chain_files import CHAINS, EXAMPLES, ROOT
from palveluketju import ChainGraph, check_chain, compile_chain, load_chain, load_workspace
from palveluketju.analyses import level_services, promises
from palveluketju.findings import Severity
from palveluketju.graph import Node
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain, State
from palveluketju.model.walking import as_data
from palveluketju.tables import REGISTERS

GAPS = ("PK201", "PK203", "PK208")
KINDS = ("need", "phase", "care-tier", "group", "step")
Data = dict[str, Any]


# --- chains to take something away from -------------------------------------------------------------------------------


def made_up(seed: int) -> Chain:
    """A chain with critical services at most levels, with parts, carrying, bars, open parts and instruments."""
    rng = random.Random(seed)  # noqa: S311  # the same chains each time
    order = rng.choice(["ladder", "ladder", "path", "none"])
    names = [f"l{number}" for number in range(rng.randint(2, 6))]
    levels: Data = {}
    for name in names:
        level: Data = {"name": name.upper()}
        if rng.random() < 0.5:
            level["kind"] = rng.choice(KINDS if rng.random() < 0.5 else ["need"])
        if levels and rng.random() < 0.25:
            level["part-of"] = rng.choice(list(levels))
        if levels and rng.random() < 0.35:
            level["carries"] = {"open": "Mitä?"} if rng.random() < 0.2 else [rng.choice(list(levels))]
        if rng.random() < 0.85:
            level["critical"] = [f"s{rng.randint(0, 5)}", *([{"one-of": ["s6", "s7"]}] if rng.random() < 0.3 else [])]
            if rng.random() < 0.1:
                level["critical"].append({"open": "Muut?"})
        if rng.random() < 0.5:
            level["services"] = rng.choice([["s8"], ["icf"], [{"open": "Muut?"}], {"open": "Mitkä?"}, ["s9", "icf"]])
        levels[name] = level
    spans: Data = rng.choice([{}, {"spans": names[:1]}, {"spans": {"open": "Mille?"}}])
    return Chain.model_validate(
        {
            "id": f"k{seed}",
            "name": "Keksitty",
            "order": order,
            "levels": levels,
            "bars": {"b": {"name": "Yhteinen", "services": ["s0", "s8"], **spans}},
            "services": {
                **{f"s{number}": {"name": f"Palvelu {number}"} for number in range(10)},
                "icf": {"name": "ICF", "kind": "instrument"},
            },
        }
    )


def real() -> list[Chain]:
    return list(load_workspace([CHAINS, EXAMPLES]).chains)


# --- the rules again, said of the plain data of a file ----------------------------------------------------------------


def listed(data: Data, level: Data, key: str) -> list[str]:
    """The services that a level itself lists under a key; instruments and documents are none."""
    uses = level.get(key) or []
    items = [uses] if isinstance(uses, (str, dict)) else uses
    found: list[str] = []
    for item in items:
        one_of = item.get("one-of") if isinstance(item, dict) else None
        for one in ([one_of] if isinstance(one_of, (str, dict)) else one_of) or [item]:
            if isinstance(one, str) or "service" in one:
                found.append(one if isinstance(one, str) else one["service"])
    return [name for name in found if data["services"][name].get("kind") not in ("instrument", "document")]


def without(level: Data, *keys: str) -> Data:
    """A level without the services under some keys; what is open or does not apply is kept."""
    changed = dict(level)
    for key in keys:
        uses = level.get(key)
        if isinstance(uses, dict) and ("open" in uses or "not-applicable" in uses):
            continue
        items = uses if isinstance(uses, list) else []
        changed[key] = [item for item in items if key == "critical" and isinstance(item, dict) and "open" in item]
        if not changed[key]:
            del changed[key]
    return changed


def carried(level: Data) -> list[str]:
    carries = level.get("carries") or []
    if isinstance(carries, dict):
        carries = carries.get("levels", [])
    return [carries] if isinstance(carries, str) else carries


def is_said(data: Data, name: str, seen: tuple[str, ...] = ()) -> bool:
    """Whether a level says why it has nothing, or carries from one that does; parts of either count."""
    level = data["levels"][name]
    whole = [level.get(key) for key in ("critical", "services")]
    items = level.get("critical") if isinstance(level.get("critical"), list) else []
    if any(isinstance(one, dict) and ("open" in one or "not-applicable" in one) for one in [*whole, *items]):
        return True
    if isinstance(level.get("carries"), dict) and "open" in level["carries"]:
        return True
    below = [*carried(level), *(part for part in data["levels"] if data["levels"][part].get("part-of") == name)]
    return any(is_said(data, one, (*seen, name)) for one in below if one not in (*seen, name))


def parts(data: Data, name: str) -> list[str]:
    direct = [part for part, level in data["levels"].items() if level.get("part-of") == name]
    return [*direct, *(below for part in direct for below in parts(data, part))]


def is_need(data: Data, name: str) -> bool:
    kind = data["levels"][name].get("kind")
    return kind == "need" or (kind is None and data.get("order", "ladder") == "ladder")


def gaps_at(data: Data, name: str) -> set[str]:
    report = check_chain(compile_chain(Chain.model_validate(data)))
    return {finding.code for finding in report.findings if finding.where == ("levels", name)} & set(GAPS)


# --- what is taken away ----------------------------------------------------------------------------------------------


def critical_taken_away(data: Data) -> Iterator[tuple[str, Data]]:
    """Each need level without parts whose critical services can be missed, and the chain without them."""
    naming = [name for name, level in data["levels"].items() if listed(data, level, "critical")]
    for name in naming if len(naming) > 1 else ():
        changed = {**data, "levels": {**data["levels"], name: without(data["levels"][name], "critical")}}
        if is_need(data, name) and not parts(data, name) and not is_said(changed, name):
            yield name, changed


def all_taken_away(data: Data) -> Iterator[tuple[str, Data]]:
    """Each level that is no step, carries nothing and whose parts name nothing, and the chain without its services."""
    for name, level in data["levels"].items():
        below = [data["levels"][part] for part in parts(data, name)]
        if level.get("kind") == "step" or is_said(data, name) or any(map(carried, [level, *below])):
            continue
        if any(part.get(key) for part in below for key in ("critical", "services")):
            continue
        if level.get("critical") or level.get("services"):
            yield name, {**data, "levels": {**data["levels"], name: without(level, "critical", "services")}}


@pytest.mark.parametrize(
    ("taken_away", "expected", "of_real", "of_made_up"),
    [(critical_taken_away, set(GAPS), 12, 70), (all_taken_away, {"PK203"}, 35, 100)],
    ids=["critical services", "all services"],
)
def test_what_is_taken_from_a_level_is_missed_there(
    taken_away: Callable[[Data], Iterator[tuple[str, Data]]], expected: set[str], of_real: int, of_made_up: int
) -> None:
    counts = []
    for chains in (real(), [made_up(seed) for seed in range(60)]):
        count = 0
        for chain in chains:
            for name, changed in taken_away(as_data(chain)):
                assert len(gaps_at(changed, name) & expected) == 1, (chain.id, name)
                count += 1
        counts.append(count)
    assert counts[0] >= of_real
    assert counts[1] >= of_made_up
    assert sum(counts) >= 40


def test_every_made_up_chain_follows_the_rules_as_it_is() -> None:
    """The other way round: where the checks tell of a gap, the plain data have one."""
    found = 0
    for seed in range(200):
        data = as_data(made_up(seed))
        names_any = any(listed(data, level, "critical") for level in data["levels"].values())
        for name in data["levels"]:
            gaps = gaps_at(data, name)
            within = [data["levels"][one] for one in (name, *parts(data, name))]
            assert not gaps or not is_said(data, name)
            assert not any(listed(data, level, "critical") for level in within) or not gaps
            assert not gaps & {"PK201", "PK208"} or (names_any and is_need(data, name))
            assert "PK203" not in gaps or not any(listed(data, level, "services") for level in within)
            found += len(gaps)
    assert found > 20


# --- the examples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["perheen-tuki", "lonkkamurtuman-kuntoutus", "diabeteksen-hoito"])
def test_an_example_has_critical_services_at_every_level_and_no_finding(name: str) -> None:
    file = ROOT / "examples" / "levels" / f"{name}.yaml"
    graph = compile_chain(load_chain(file))
    assert all(one.names_critical for one in level_services(graph))
    assert not check_chain(graph).findings
    assert "keksitty esimerkki" in graph.chain.name.text("fi")


# --- the register ---------------------------------------------------------------------------------------------------

CHAIN = """
palveluketju: 1
id: x
name: X
levels:
  own: {name: Own, critical: [a, {open: Muut?}]}
  carrying: {name: Carrying, carries: own, services: [b]}
  undecided: {name: Open, critical: {open: Mitkä?}, services: [b]}
  services-open: {name: Services open, services: {open: Palvelut?}}
  carries-open: {name: Carries open, carries: {open: Jatkuuko?}}
  not: {name: Not, critical: {not-applicable: Vapaaehtoista}}
  none: {name: None, services: [b, i]}
  possible: {name: Possible, services: [b, {open: Lisää?}]}
  empty: {name: Empty}
  phase: {name: Phase, kind: phase, services: [b]}
  whole: {name: Whole}
  step: {name: Step, kind: step, part-of: whole, critical: [a, i]}
bars:
  all: {name: All, services: [c, i]}
  some: {name: Some, spans: [own, undecided], services: [b]}
  unsure: {name: Unsure, spans: {open: Mille?}, services: [c]}
services: {a: {name: A}, b: {name: B}, c: {name: C}, i: {name: I, kind: instrument}}
"""


def test_the_register_of_critical_services_tells_each_state() -> None:
    graph = compile_chain(load_chain_text(CHAIN))
    lines = [(line.level.id, line.service, line.state) for line in promises(graph)]
    assert lines == [
        ("own", "a", State.THERE),
        ("own", None, State.OPEN),
        ("carrying", "a", State.THERE),
        ("carrying", None, State.OPEN),
        ("undecided", None, State.OPEN),
        ("services-open", None, State.OPEN),
        ("carries-open", None, State.OPEN),
        ("not", None, State.NOT_APPLICABLE),
        ("none", None, State.NONE),
        ("possible", None, State.POSSIBLE),
        ("empty", None, State.NOT_STATED),
        ("phase", None, State.NOT_STATED),
        ("whole", None, State.THERE),
        ("step", "a", State.THERE),
    ]
    rows = REGISTERS["critical-services"](graph).texts("fi")
    assert rows[:3] == (
        ("Own", "A", "on", ""),
        ("Own", "", "ratkaisematta", "Muut?"),
        ("Carrying", "A", "on", "palvelut jatkuvat tasolta: Own"),
    )
    assert ("Not", "", "ei koske", "Vapaaehtoista") in rows
    assert ("Whole", "", "on", "sen osissa: Step") in rows
    assert rows[-3:] == (
        ("kaikki ketjun tasot", "C", "ei lueta tason palveluksi", "usealle tasolle yhteistä: All"),
        ("Own, Open", "B", "ei lueta tason palveluksi", "usealle tasolle yhteistä: Some"),
        ("ratkaisematta: Mille?", "C", "ei lueta tason palveluksi", "usealle tasolle yhteistä: Unsure"),
    )


def test_where_no_level_names_critical_services_none_is_said_to_have_none() -> None:
    text = CHAIN.replace("critical: [a, {open: Muut?}]", "services: [a]").replace("critical: [a, i]", "services: [a]")
    states = {line.state for line in promises(compile_chain(load_chain_text(text)))}
    assert State.NONE not in states
    assert State.NOT_STATED in states


def test_every_level_of_every_chain_has_a_line() -> None:
    for chain in real():
        graph = compile_chain(chain)
        assert {line.level for line in promises(graph)} == set(graph.levels())
        gaps = {f.where[1] for f in check_chain(graph).findings if f.code in ("PK201", "PK203")}
        there = {line.level.id for line in promises(graph) if line.state is State.THERE}
        assert not gaps & there


def test_a_gap_names_the_bars_and_the_way_out() -> None:
    report = check_chain(compile_chain(load_chain_text(CHAIN)))
    found = {finding.where: finding for finding in report.findings if finding.code in GAPS}
    assert {where[1]: finding.code for where, finding in found.items()} == {
        "none": "PK201",
        "possible": "PK201",
        "empty": "PK203",
    }
    gap = found["levels", "none"]
    assert "services of a bar across levels ('All' and 'Unsure') do not count" in gap.what
    assert "'critical: {not-applicable: why}'" in gap.mend
    assert gap.severity is Severity.ERROR


def test_the_work_grows_with_the_chain_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level carries the one before: what goes on at the last is looked up through all of them, once."""
    asked: list[str] = []
    once = ChainGraph.carried_directly

    def counted(graph: ChainGraph, level: Node) -> tuple[Node, ...]:
        asked.append(level.id)
        return once(graph, level)

    monkeypatch.setattr(ChainGraph, "carried_directly", counted)
    for count in (50, 100):
        levels: Data = {"l0": {"name": "L0", "critical": ["s"]}}
        levels |= {f"l{at}": {"name": f"L{at}", "carries": [f"l{at - 1}"]} for at in range(1, count)}
        graph = compile_chain(
            Chain.model_validate({"id": "x", "name": "X", "levels": levels, "services": {"s": {"name": "S"}}})
        )
        asked.clear()
        assert len([one for one in level_services(graph) if one.meets_critical]) == count
        assert len(promises(graph)) == count
        assert len(asked) == 2 * count  # once for the checks, whose answer the register takes, and once of its own
