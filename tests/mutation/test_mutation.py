"""The checker checked: every defect that is planted is found by the right check, and nothing else is."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from mutation.kinds import KINDS
from mutation.page import PAGE, written
from mutation.planting import Outcome
from mutation.running import MADE, made_bases, sample, whole
from palveluketju.checking import RULES
from palveluketju.checking.baseline import BASELINE_RULES

SAMPLE = 300
PARTS = 4
ALLOWED = {
    "palveluketju": {"__version__"},
    "palveluketju.checking": {"RULES", "check_workspace"},
    "palveluketju.checking.baseline": {"BASELINE_RULES"},
    "palveluketju.checks": {"CHECKS", "CHECKS_ON_REQUEST"},
    "palveluketju.findings": {"Path"},
    "palveluketju.loading": {"Workspace", "join_sources", "load_workspace"},
    "palveluketju.source": {"Source", "parse_source"},
    "palveluketju.source.writing": {"write_yaml"},
}


def seed_of(config: pytest.Config) -> int:
    seed: int = config.getoption("--seed")
    return seed


@cache
def sampled(seed: int) -> tuple[Outcome, ...]:
    return tuple(sample(seed, SAMPLE))


def told(outcome: Outcome) -> str:
    """What went wrong with a planted defect, for whoever reads the failure."""
    missed = "" if outcome.caught else f" was not found by {outcome.kind.code}"
    beyond = "".join(f"\n    beyond: {found}" for found in outcome.beyond)
    planted = (outcome.planted.file, *outcome.planted.places[:3], *outcome.planted.lines[:2])
    return f"{outcome.kind.name!r} in {outcome.world} at {planted}{missed}{beyond}"


def test_nothing_is_found_in_made_up_chains() -> None:
    found = {base.world.name: sorted(base.found) for base in made_bases(MADE) if base.found}
    assert found == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_a_sample_of_planted_defects_is_found_and_nothing_else(part: int, request: pytest.FixtureRequest) -> None:
    outcomes = sampled(seed_of(request.config))
    assert len(outcomes) == SAMPLE
    wrong = [told(one) for one in outcomes[part::PARTS] if not one.caught or one.beyond]
    assert not wrong, "\n".join(wrong)


@pytest.mark.whole
def test_the_whole_is_found_and_nothing_else(request: pytest.FixtureRequest) -> None:
    tallies = whole(seed_of(request.config))
    PAGE.write_text(written(tallies, seed_of(request.config)), encoding="utf-8")
    wrong = [told(one) for tally in tallies for one in tally.outcomes if not one.caught or one.beyond]
    assert not wrong, "\n".join(wrong)
    assert sum(len(tally.outcomes) for tally in tallies) >= 1500
    assert [(tally.kind.name, len(tally.outcomes), tally.chains) for tally in tallies if not tally.is_enough] == []


@pytest.mark.quick
def test_every_rule_has_a_kind() -> None:
    assert {rule.code for rule in RULES if rule not in BASELINE_RULES} == {kind.code for kind in KINDS}


@pytest.mark.quick
def test_kinds_have_names_of_their_own_and_say_why_they_bring_more() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 60
    assert all(why for kind in KINDS for why in kind.also.values())
    assert not [kind.name for kind in KINDS if set(kind.also) - {rule.code for rule in RULES}]


@pytest.mark.quick
def test_the_page_has_every_kind() -> None:
    rows = {line for line in PAGE.read_text(encoding="utf-8").split("\n") if line.startswith("| PK")}
    told_of = {tuple(row.strip("| ").split(" | ")[:2]) for row in rows}
    assert {(kind.code, kind.name) for kind in KINDS} <= told_of


@pytest.mark.quick
def test_planting_knows_no_check_and_no_analysis() -> None:
    modules = list(Path(__file__).parent.rglob("*.py"))
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("palveluketju"):
                assert {one.name for one in node.names} <= ALLOWED.get(node.module or "", set()), module
            if isinstance(node, ast.Import):
                named = [one.name for one in node.names if one.name.startswith("palveluketju")]
                assert named in ([], ["palveluketju"]), module
