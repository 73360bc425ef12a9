"""What holds for every chain."""

from __future__ import annotations

import random
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from palveluketju import check_chain, compile_chain
from palveluketju.checking import check_workspace
from palveluketju.drawing import dot_text, findings_of
from palveluketju.findings import Path
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import Chain
from palveluketju.source import parse_source
from palveluketju.source.writing import write_yaml
from strategies import chains, declarations


def found_in(data: dict[str, Any]) -> set[tuple[str, Path, str]]:
    report = check_chain(compile_chain(Chain.model_validate(data)))
    return {(finding.code, finding.where, finding.message) for finding in report.findings}


def codes_of(data: dict[str, Any]) -> set[str]:
    return {code for code, _, _ in found_in(data)}


@given(chains())
def test_a_chain_survives_yaml_and_back(chain: Chain) -> None:
    assert load_chain_text(chain.to_yaml()) == chain


@given(declarations(), st.randoms())
def test_findings_do_not_depend_on_the_order_of_keys(data: dict[str, Any], rng: random.Random) -> None:
    def shuffled(value: dict[str, Any]) -> dict[str, Any]:
        keys = list(value)
        rng.shuffle(keys)
        return {key: value[key] for key in keys}

    # The order of elements within a section is the order of display; that of keys within an element means nothing.
    other = {
        key: {name: shuffled(element) if isinstance(element, dict) else element for name, element in section.items()}
        if isinstance(section, dict)
        else section
        for key, section in shuffled(data).items()
    }
    assert found_in(data) == found_in(other)


@given(declarations())
def test_every_finding_stands_in_the_file(data: dict[str, Any]) -> None:
    source = parse_source(write_yaml({"palveluketju": "1", **data}), name="x")
    report = check_workspace(join_sources([source]))
    for located in report.files[0].findings:
        where = located.finding.where
        assert source.known(where) == where
        assert source.position(None, where) == located.position or located.finding.position


@given(declarations(), st.data())
def test_a_critical_service_more_never_adds_a_gap(data: dict[str, Any], choose: st.DataObject) -> None:
    level = choose.draw(st.sampled_from(sorted(data["levels"])))
    before = data["levels"][level].get("critical", [])
    named = [other.get("critical") for other in data["levels"].values()]
    if not isinstance(before, list) or not any(isinstance(uses, list) and uses for uses in named):
        return
    service = choose.draw(st.sampled_from(sorted(data["services"])))
    more = {**data, "levels": {**data["levels"], level: {**data["levels"][level], "critical": [*before, service]}}}
    assert gaps_of(more) <= gaps_of(data)


def gaps_of(data: dict[str, Any]) -> set[Path]:
    """Where a gap is; one that is less of a gap than before stays one."""
    return {where for code, where, _ in found_in(data) if code in ("PK201", "PK202", "PK203", "PK208")}


@given(declarations())
def test_a_new_id_changes_its_name_in_findings_and_nothing_else(data: dict[str, Any]) -> None:
    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                rename(key): renamed(item) if key not in ("name", "label", "text", "open") else item
                for key, item in value.items()
            }
        return [renamed(item) for item in value] if isinstance(value, list) else rename(value)

    def rename(text: str) -> str:
        return " ".join("zz" if part == "s0" else part for part in text.split(" "))

    sections = {key: renamed(section) for key, section in data.items() if key not in ("id", "name", "order")}
    other = {**{key: data[key] for key in ("id", "name", "order")}, **sections}
    expected = {(code, tuple(rename(str(p)) for p in where)) for code, where, _ in found_in(data)}
    assert {(code, tuple(map(str, where))) for code, where, _ in found_in(other)} == expected


@given(chains())
def test_no_check_and_no_picture_raises_on_a_right_chain(chain: Chain) -> None:
    graph = compile_chain(chain)
    report = check_chain(graph)
    assert report == check_chain(compile_chain(chain))
    found = findings_of(report, "en")
    assert dot_text(graph, found) == dot_text(compile_chain(chain), found)


@given(chains())
def test_every_service_is_drawn_once_for_each_level_it_serves(chain: Chain) -> None:
    graph = compile_chain(chain)
    box = re.compile(r'(?<!\\)"[\w-]+/[\w-]+(?: \d+)?" \[label=')  # a box is called by its giver and its service
    assert len(box.findall(dot_text(graph))) == len(graph.offers())


@settings(max_examples=30)
@given(declarations(), st.sampled_from(["levels", "services", "organisations"]))
def test_unknown_references_are_found_beside_other_errors(data: dict[str, Any], section: str) -> None:
    first = next(iter(data[section]))
    wrong = {**data, section: {**data[section], first: {**data[section][first], "nmae": "x"}}}
    level = next(iter(data["levels"]))
    wrong["levels"] = {**wrong["levels"], level: {**wrong["levels"][level], "critical": ["nobody-declares-this"]}}
    source = parse_source(write_yaml({"palveluketju": "1", **wrong}), name="x")
    found = [(f.finding.code, f.finding.where) for f in check_workspace(join_sources([source])).files[0].findings]
    assert ("PK022", (section, first, "nmae")) in found
    assert ("PK101", ("levels", level, "critical", 0)) in found
