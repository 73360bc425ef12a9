"""What ``check`` writes for other programs, of a workspace that is hostile to each of them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, Protocol

import pytest

from machine.github import KINDS, Log, read_github, read_summary
from machine.gitlab import Issue, read_gitlab
from machine.hostile import TEXTS, Hostile, hostile_workspace
from machine.junit import Case, read_junit
from machine.markdown import read_markdown
from machine.reading import Files, strict_json
from machine.sarif import Result, read_sarif, validate_sarif
from palveluketju import load_workspace
from palveluketju.checking import check_workspace
from palveluketju.cli import main

Place = tuple[str, str, int]
"""Of a finding: its code, its file and its line."""
pytestmark = pytest.mark.quick

NO_HOME = ("SARIF2005",)
"""The rule that asks for the address of the tool: this one has none of its own."""


class Output(Protocol):
    """What the check prints in a format."""

    def __call__(self, kind: str, *options: str) -> str: ...


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    made = hostile_workspace(tmp_path_factory.mktemp("hostile"))
    (made.folder / ".git").mkdir()
    return made


@pytest.fixture
def output(hostile: Hostile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Output:
    monkeypatch.chdir(hostile.folder)
    for name in ("PALVELUKETJU_FORMAT", "PALVELUKETJU_LANG", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)

    def of(kind: str, *options: str) -> str:
        capsys.readouterr()
        assert main(["check", ".", "--format", kind, *options]) == 2  # one file cannot be read
        return capsys.readouterr().out

    return of


@pytest.fixture(scope="module")
def places(hostile: Hostile) -> tuple[Counter[Place], Counter[Place]]:
    """Where findings are that count, and where those that are accepted."""
    readable = [hostile.folder / path for path in sorted(hostile.files) if hostile.files[path] is not None]
    counts: Counter[Place] = Counter()
    accepted: Counter[Place] = Counter()
    for file in check_workspace(load_workspace(readable)).files:
        name = Path(file.name).relative_to(hostile.folder).as_posix()
        counts.update((one.finding.code, name, one.position.line) for one in file.findings)
        accepted.update((one.finding.code, name, one.position.line) for one in file.accepted)
    return counts, accepted


def composed(texts: Any) -> str:
    return unicodedata.normalize("NFC", "\n".join(texts))


def said(texts: Any) -> list[str]:
    """The texts of the workspace that are not in what was read, as they are and not as some sign of theirs is read."""
    whole = composed(texts)
    return [text for text in TEXTS if unicodedata.normalize("NFC", text) not in whole]


def files_of(hostile: Hostile) -> Files:
    return hostile.files


def test_sarif(
    hostile: Hostile, output: Output, places: tuple[Counter[Place], Counter[Place]], multitool: str, tmp_path: Path
) -> None:
    text = output("sarif")
    results: list[Result] = read_sarif(text, files_of(hostile))
    validate_sarif(text, multitool, tmp_path, but=NO_HOME)
    counts, accepted = places
    read = [(one.rule, one.places[0].path, one.places[0].region[0], one.justification) for one in results]
    assert Counter(place[:3] for place in read if place[3] is None) == counts
    assert Counter(place[:3] for place in read if place[3] is not None) == accepted
    assert any(related.path != one.places[0].path for one in results for related in one.related)


def test_gitlab(hostile: Hostile, output: Output, places: tuple[Counter[Place], Counter[Place]]) -> None:
    issues: list[Issue] = read_gitlab(output("gitlab"), files_of(hostile))
    found = Counter((one.check_name[:5], one.path, one.line) for one in issues if one.check_name.startswith("PK"))
    assert found == places[0]
    assert said(one.description for one in issues) == []


def test_junit(output: Output, places: tuple[Counter[Place], Counter[Place]]) -> None:
    cases: list[Case] = read_junit(output("junit", "--fail-on", "info"))
    outcomes = Counter(case.outcome for case in cases)
    assert outcomes["failure"] == places[0].total()
    assert outcomes["skipped"] == places[1].total()
    assert outcomes["error"] == 1
    assert said(case.text for case in cases) == []
    never = read_junit(output("junit", "--fail-on", "never"))
    assert {case.outcome for case in never} == {"passed", "skipped", "error"}
    assert said(case.output for case in never) == []


def test_github(
    hostile: Hostile,
    output: Output,
    places: tuple[Counter[Place], Counter[Place]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    log: Log = read_github(output("github"), files_of(hostile))
    found = Counter((str(one.title)[:5], one.file, one.line) for one in log.annotations if one.file)
    assert found == places[0]
    assert [one.kind for one in log.annotations if one.file] == sorted(
        (one.kind for one in log.annotations if one.file), key=KINDS.index
    )
    assert said(one.message for one in log.annotations) == []
    read_markdown(read_summary((tmp_path / "summary.md").read_bytes()))


def test_text_for_github_is_no_command(output: Output) -> None:
    """The text stands in the log of a step as well."""
    assert read_github(output("text")).annotations == ()


def test_markdown(output: Output, places: tuple[Counter[Place], Counter[Place]]) -> None:
    page = read_markdown(output("markdown"))
    cells = [cell for table in page.tables for row in table for cell in row]
    assert sum(len(table) - 1 for table in page.tables) >= places[0].total()
    assert cells


def test_json(output: Output) -> None:
    read = strict_json(output("json"))
    assert isinstance(read, dict)
