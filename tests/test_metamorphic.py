"""What must not change what is found: order, ids, other chains; and what must: acceptances, critical services."""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutation.made import made
from mutation.planting import TODAY, Found, findings
from mutation.real import real_worlds
from palveluketju.checking import RULES, check_workspace
from palveluketju.loading import join_sources
from palveluketju.source import parse_source
from palveluketju.source.writing import write_yaml
from strategies import folders

Files = Mapping[str, Mapping[str, Any]]
ACCEPTABLE = {rule.code for rule in RULES if rule.check is not None}
GAPS = ("PK201", "PK202", "PK203", "PK208")
TEXTS = ("name", "label", "text", "open", "unknown", "not-applicable", "role", "information", "reason", "criteria")


def found_in(files: Files) -> frozenset[Found]:
    return findings(join_sources([parse_source(write_yaml(data), name=name) for name, data in files.items()]))


def places(found: frozenset[Found]) -> Counter[tuple[object, ...]]:
    """Findings without their lines, which change with the order of keys."""
    return Counter((one.file, one.code, one.where, one.message) for one in found)


@given(folders(), st.randoms())
def test_the_order_of_keys_and_files_changes_no_finding(files: Files, rng: random.Random) -> None:
    def shuffled(value: Any) -> dict[str, Any]:
        return {key: value[key] for key in rng.sample(list(value), len(value))}

    # The order of elements within a section is the order of display; that of keys within an element means nothing.
    other = {
        name: {
            key: {one: shuffled(part) if isinstance(part, dict) else part for one, part in section.items()}
            if isinstance(section, dict)
            else section
            for key, section in shuffled(files[name]).items()
        }
        for name in rng.sample(list(files), len(files))
    }
    assert places(found_in(files)) == places(found_in(other))


@given(folders(), st.sampled_from(["s0", "l0", "o0", "a1", "t0", "g0", "i0"]))
def test_a_new_id_changes_its_name_in_findings_and_nothing_else(files: Files, old: str) -> None:
    def rename(text: str) -> str:
        return re.sub(rf"\b{old}\b", "zz", text)

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {rename(key): item if key in TEXTS else renamed(item) for key, item in value.items()}
        return [renamed(item) for item in value] if isinstance(value, list) else rename(value)

    def told(one: Found, new: Any = str) -> tuple[object, ...]:
        """A finding by its words: the order of names in a sentence can be that of the ids."""
        return one.file, one.code, tuple(new(str(part)) for part in one.where), Counter(new(one.message).split())

    before, after = found_in(files), found_in({name: renamed(data) for name, data in files.items()})
    assert _by_text(told(one, rename) for one in before) == _by_text(told(one) for one in after)


def _by_text(found: Any) -> list[str]:
    return sorted(str((file, code, where, sorted(words.items()))) for file, code, where, words in found)


@given(folders(variants=False), st.data())
def test_a_critical_service_more_never_adds_a_gap(files: Files, choose: st.DataObject) -> None:
    chain = files["ketju.yaml"]
    level = choose.draw(st.sampled_from(sorted(chain["levels"])))
    lists = [one.get("critical") for one in chain["levels"].values()]
    if not isinstance(chain["levels"][level].get("critical", []), list):
        return
    if not any(isinstance(one, list) and one for one in lists):
        return  # the first critical service of a chain shows where others lack them
    service = choose.draw(st.sampled_from(sorted({**chain["services"], **files["catalogue.yaml"]["services"]})))
    more: Any = copy.deepcopy(files)
    more["ketju.yaml"]["levels"][level].setdefault("critical", []).append(service)
    gaps = [{one.where for one in found_in(each) if one.code in GAPS} for each in (files, more)]
    assert gaps[1] <= gaps[0]


@given(folders(), st.sampled_from([1, 2, 3]))
def test_a_chain_without_findings_changes_nothing_in_others(files: Files, seed: int) -> None:
    own = {f"oma/{name}": data for name, data in files.items()}
    assert _of_chains(found_in({**own, **made(seed).files}), own) == _of_chains(found_in(own), own)


@pytest.mark.parametrize("world", list(real_worlds()), ids=lambda world: world.name)
def test_a_made_up_chain_changes_nothing_in_those_of_the_project(world: Any) -> None:
    together = found_in({**world.files, **made(1).files})
    assert _of_chains(together, world.files) == _of_chains(found_in(world.files), world.files)


def _of_chains(found: frozenset[Found], files: Files) -> Counter[tuple[object, ...]]:
    """What is found in some files, but for what is found of several chains together."""
    return places(frozenset(one for one in found if one.file in files and not one.code.startswith("PK5")))


@given(folders(variants=False, acceptances=False))
def test_accepting_every_finding_leaves_none(files: Files) -> None:
    accepted: Any = copy.deepcopy(files)
    found = {(one.file, one.code, one.where) for one in found_in(files)}
    assert {code for _, code, _ in found} <= ACCEPTABLE
    for file, code, where in sorted(found, key=str):
        element = _element(accepted[file], where)
        element.setdefault("accepted", []).append({"check": code, "reason": "Sovittu"})
    for _, element in _all_with_acceptances(accepted):
        element["accepted"] = list({one["check"]: one for one in element["accepted"]}.values())
    assert found_in(accepted) == frozenset()


SECTIONS = (
    *("levels", "bars", "goals", "entries", "exits", "moves", "exchanges", "paths"),
    *("services", "organisations", "areas", "tasks", "segments", "interfaces", "steering"),
)


def _element(data: Any, where: Any) -> Any:
    """The part of a file that an acceptance of a finding stands on."""
    part = data[where[0]][where[1]] if len(where) > 1 and where[0] in SECTIONS else data
    group = data.get("target-group") if where[:1] == ("target-group",) else None
    return group if isinstance(group, dict) and "name" in group else part


def _all_with_acceptances(files: Any) -> list[tuple[str, Any]]:
    found = []
    for file, data in files.items():
        parts = [data, *(one for key in data if isinstance(data[key], dict) for one in data[key].values())]
        parts += [data[key] for key in data if isinstance(data[key], dict)]
        found += [(file, part) for part in parts if isinstance(part, dict) and "accepted" in part]
    return found


@given(folders(), st.randoms())
def test_no_check_raises_on_anything_that_loads(files: Files, rng: random.Random) -> None:
    def hurt(value: Any, depth: int = 0) -> Any:
        if isinstance(value, dict):
            kept = {key: one for key, one in value.items() if depth < 2 or rng.random() > 0.1}
            return {key: hurt(one, depth + 1) for key, one in kept.items()}
        if isinstance(value, list):
            return [hurt(one, depth + 1) for one in value if rng.random() > 0.1]
        return "nothing-declares-this" if re.fullmatch(r"[slotagi]\d", value) and rng.random() < 0.2 else value

    other = {name: hurt(data) for name, data in files.items()}
    sources = [parse_source(write_yaml(data), name=name) for name, data in other.items()]
    assert check_workspace(join_sources(sources), today=TODAY).crashes == ()
