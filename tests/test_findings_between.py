"""Findings that are new and gone between two reports."""

from __future__ import annotations

import pytest

from palveluketju import CHECKS, check_chain, check_workspace, compile_chain, load_workspace
from palveluketju.checking import Report, findings_between
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.source import parse_source

TEXT = """
palveluketju: 1
id: k
name: K
levels:
  a: {name: A, critical: [s]}
  b: {name: B}
services: {s: {name: S}}
"""
ACCEPTED = "b: {name: B, accepted: [{check: PK203, reason: Koe}]}"


def report(text: str) -> Report:
    return check_chain(compile_chain(load_chain_text(text)))


def codes(findings: tuple[object, ...]) -> list[str]:
    return [str(getattr(finding, "code", "")) for finding in findings]


def test_findings_are_new_and_gone() -> None:
    old, new = report(TEXT), report(TEXT.replace("  b: {name: B}", "  b: {name: B, critical: [s]}"))
    assert "PK203" in codes(old.findings)
    assert "PK203" in codes(findings_between(old, new).gone)
    assert "PK203" in codes(findings_between(new, old).new)
    assert "PK203" not in codes(findings_between(old, new).new)
    same = findings_between(old, report(TEXT))
    assert (same.new, same.gone, same.accepted, same.no_longer_accepted) == ((), (), (), ())


def test_what_is_accepted_is_not_gone() -> None:
    old, new = report(TEXT), report(TEXT.replace("b: {name: B}", ACCEPTED))
    found, back = findings_between(old, new), findings_between(new, old)
    assert (codes(found.accepted), codes(found.gone)) == (["PK203"], [])
    assert (codes(back.no_longer_accepted), codes(back.new)) == (["PK203"], [])


def test_nothing_is_said_of_a_check_that_only_one_report_has_run() -> None:
    graph = compile_chain(load_chain_text(TEXT))
    few = check_chain(graph, [rule for rule in CHECKS if rule.code != "PK203"])
    assert "PK203" not in codes(findings_between(few, check_chain(graph)).new)


def test_lines_can_move_in_files() -> None:
    old, new = (
        check_workspace(join_sources([parse_source(text, name="k.yaml")])) for text in (TEXT, f"# uusi rivi\n{TEXT}")
    )
    found = findings_between(old, new)
    assert (found.new, found.gone) == ((), ())
    with pytest.raises(TypeError, match="two reports"):
        findings_between(old, report(TEXT))
    assert findings_between(*[check_workspace(load_workspace(["examples"]))] * 2).new == ()
