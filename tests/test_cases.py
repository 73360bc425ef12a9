"""Every finding there is has a file that causes it and one that does not, and prints exactly what is expected.

``tests/cases/CODE/fail-*.yaml`` must be reported with the code, ``pass-*.yaml`` must not; beside each stands a
``.out`` with what a check of it says, all checks on: of its own code in full, of others their codes, so that a sentence
that is worded anew changes the files of its own code. ``NAME.catalogue.yaml`` is the catalogue of a case,
``NAME.with-*.yaml`` are other chains that are checked together with it.
To write the outputs anew after a deliberate change: ``python -m pytest tests/test_cases.py --write-outputs``.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
import pytest

from palveluketju.checking import RULES, Located, WorkspaceReport, check_workspace
from palveluketju.checks import CHECKS, CHECKS_ON_REQUEST
from palveluketju.findings import Rule
from palveluketju.loading import join_sources
from palveluketju.reporting import as_text
from palveluketju.source import read_source

pytestmark = pytest.mark.quick

CASES = Path(__file__).parent / "cases"
FILES = sorted(
    path for path in CASES.rglob("*.yaml") if not path.name.endswith(".catalogue.yaml") and ".with-" not in path.name
)
TODAY = datetime.date(2026, 1, 1)


@cache
def report_of(case: Path) -> WorkspaceReport:
    catalogue = case.with_suffix(".catalogue.yaml")
    others = sorted(case.parent.glob(f"{case.stem}.with-*.yaml"))
    sources = [read_source(path, name=path.name) for path in (catalogue, case, *others) if path.exists()]
    return check_workspace(join_sources(sources), (*CHECKS, *CHECKS_ON_REQUEST), today=TODAY)


def whole_output_of(case: Path) -> str:
    """What ``palveluketju check`` prints of a case."""
    return _as_printed(report_of(case))


def output_of(case: Path) -> str:
    """What is printed of the case's own code, the codes of all else by file and line, and the counts."""
    report = report_of(case)
    own = replace(
        report,
        files=tuple(
            replace(file, findings=_of(file.findings, case), accepted=_of(file.accepted, case)) for file in report.files
        ),
    )
    others = [
        f"{'accepted ' if one.acceptance else ''}{one.finding.code} at {one.file}:{one.position.line}"
        for file in report.files
        for one in (*file.findings, *file.accepted)
        if one.finding.code != case.parent.name
    ]
    whole = _as_printed(report)
    counts = whole.removeprefix(_COUNTS.split(whole, maxsplit=1)[0])
    return _COUNTS.split(_as_printed(own), maxsplit=1)[0] + (f"also {', '.join(others)}\n" if others else "") + counts


_COUNTS = re.compile(r"^(?=(?:open|not known): \d|\d+ files?, )", re.MULTILINE)
"""Where the lines begin that count."""


def _as_printed(report: WorkspaceReport) -> str:
    return "".join(f"{click.unstyle(line)}\n" for line in as_text(report))


def _of(found: tuple[Located, ...], case: Path) -> tuple[Located, ...]:
    return tuple(one for one in found if one.finding.code == case.parent.name)


@pytest.mark.parametrize("case", FILES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_case_prints_what_is_expected(case: Path, request: pytest.FixtureRequest) -> None:
    output = output_of(case)
    expected = case.with_suffix(".out")
    if request.config.getoption("--write-outputs"):
        expected.write_text(output, encoding="utf-8")
    code = f"[{case.parent.name} "
    assert (code in output) is case.name.startswith("fail"), output
    assert output == expected.read_text(encoding="utf-8")


# What a link is, only a folder shows: tests/test_cli.py has its case; tests/test_baseline.py those of a baseline.
RULES_OF_FILES = [rule for rule in RULES if rule.name not in ("link-outside", "entry-of-nothing")]


@pytest.mark.parametrize("rule", RULES_OF_FILES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("outcome", ["fail", "pass"])
def test_every_rule_has_its_cases(rule: Rule, outcome: str) -> None:
    assert [case for case in FILES if case.parent.name == rule.code and case.name.startswith(outcome)]


@pytest.mark.parametrize("code", [rule.code for rule in RULES_OF_FILES])
def test_a_finding_says_what_is_and_then_how_to_mend_it(code: str) -> None:
    cases = [case for case in FILES if case.parent.name == code and case.name.startswith("fail")]
    found = [located.finding for case in cases for file in report_of(case).files for located in file.findings]
    found = [part for one in found if one.code == code for part in (one, *one.halves.values())]
    assert found
    for finding in found:
        assert re.fullmatch(r"[A-ZÅÄÖ'0-9].*\.", finding.what), finding.what
        if code >= "PK1":  # what is wrong of a text can be a key
            assert not re.search(r"`|'[a-z-]+:|\{", finding.what), finding.what
        assert re.fullmatch(r"[A-Z].*[.?]", finding.mend), finding.mend
