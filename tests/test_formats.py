"""The formats of a report, each read by a strict reader, on the chains and on a workspace of hostile names."""

from __future__ import annotations

import datetime
import json
import os
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from command_line import ROOT, run, run_apart
from machine.github import read_github, read_summary
from machine.gitlab import read_gitlab
from machine.hostile import hostile_workspace
from machine.junit import read_junit
from machine.markdown import read_markdown
from machine.reading import Files
from machine.sarif import read_sarif, validate_sarif
from palveluketju.checking import WorkspaceReport
from palveluketju.checking.baseline import baseline_of, set_apart
from palveluketju.findings import Severity
from palveluketju.projects import Together, checked_together, projects_of
from palveluketju.reporting.formats import FORMATS, WITH_FINGERPRINTS, Telling
from palveluketju.reporting.formats.github import LEVELS
from palveluketju.reporting.formats.markdown import LONGEST
from palveluketju.reporting.formats.sarif import LEVELS as SARIF_LEVELS

SCHEMA = ROOT / "docs" / "schemas" / "report.json"
DAY = datetime.date(2026, 11, 1)


@cache
def checked(which: str) -> tuple[Together, Path]:
    """The chains of the project, or a workspace of hostile names of which a part is in a baseline."""
    if which == "chains":
        return checked_together(projects_of([str(ROOT / "chains")]), today=DAY), ROOT
    folder = Path(os.environ["HOSTILE"])
    together = checked_together(projects_of([str(folder)]), today=DAY)
    whole = together.whole
    known = baseline_of(replace(whole, files=whole.files[:3]), folder, str(folder / "known.json"))
    half = replace(known, entries=dict(list(known.entries.items())[::2]))
    return together.of(set_apart(whole, half, folder)), folder


@pytest.fixture(scope="module", autouse=True)
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("hostile")
    hostile_workspace(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOSTILE", str(folder))
        yield folder


def written(which: str, kind: str, lang: str = "en") -> str:
    together, root = checked(which)
    return FORMATS[kind](together.report, Telling(lang, root))


@pytest.mark.parametrize("kind", FORMATS)
def test_only_some_formats_ask_what_findings_are_known_by(kind: str) -> None:
    """Where none of these is asked for, nothing is made for it."""
    together, root = checked("chains")
    files = [
        replace(one, findings=tuple(found.having(fingerprint="") for found in one.findings))
        for one in together.report.files
    ]
    told = FORMATS[kind](replace(together.report, files=tuple(files)), Telling("en", root))
    assert (told != written("chains", kind)) is (kind in WITH_FINGERPRINTS)


def files_of(which: str) -> Files:
    together, root = checked(which)
    return {Path(file.name).relative_to(root).as_posix(): file.source.text for file in together.report.files}


def counting(report: WorkspaceReport) -> list[tuple[str, str]]:
    return [(one.finding.code, one.finding.message) for file in report.files for one in file.findings]


BOTH = pytest.mark.parametrize("which", ["chains", "hostile"])
EACH = pytest.mark.parametrize(("which", "lang"), [("chains", "en"), ("chains", "fi"), ("hostile", "sv")])
NO_HOME = ("SARIF2005",)
"""The rule that asks for the address of the tool: this one has none of its own yet."""


@EACH
def test_json_is_as_its_schema_says(which: str, lang: str) -> None:
    data = json.loads(written(which, "json", lang))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    report = checked(which)[0].report
    found = [one for one in data["findings"] if one["state"] == "counts"]
    assert [one["code"] for one in found] == [code for code, _ in counting(report)]
    assert data["summary"]["errors"] == report.count(Severity.ERROR)
    prints = Counter(one["fingerprint"] for one in data["findings"])
    assert max(prints.values()) == 1
    if lang == "en":
        assert [" ".join(filter(None, (one["what"], one["mend"]))) for one in found] == [
            message for _, message in counting(report)
        ]


@EACH
def test_sarif_is_what_code_scanning_takes(which: str, lang: str) -> None:
    together, _ = checked(which)
    results = read_sarif(written(which, "sarif", lang), files_of(which))
    every = [one for file in together.report.files for one in (*file.findings, *file.accepted, *file.known)]
    assert Counter(one.rule for one in results) == Counter(one.finding.code for one in every)
    assert sum(one.justification is not None for one in results) == len(every) - len(counting(together.report))
    levels = {(one.rule, one.level) for one in results}
    assert levels == {(one.finding.code, SARIF_LEVELS[one.finding.severity]) for one in every}


@BOTH
def test_sarif_passes_the_multitool(which: str, multitool: str, tmp_path: Path) -> None:
    validate_sarif(written(which, "sarif"), multitool, tmp_path, but=NO_HOME)


@EACH
def test_code_quality_is_what_gitlab_takes(which: str, lang: str) -> None:
    issues = read_gitlab(written(which, "gitlab", lang), files_of(which))
    report = checked(which)[0].report
    assert len(issues) == len(counting(report))
    if lang == "en":
        assert sorted(one.description for one in issues) == sorted(message for _, message in counting(report))


@EACH
def test_junit_is_what_reports_of_tests_take(which: str, lang: str) -> None:
    together, root = checked(which)
    telling = Telling(lang, root, Severity.WARNING)
    cases = read_junit(FORMATS["junit"](together.report, telling), files_of(which))
    outcomes = Counter(case.outcome for case in cases)
    found = [one.finding.severity for file in together.report.files for one in file.findings]
    assert outcomes["failure"] == sum(severity >= Severity.WARNING for severity in found)
    assert outcomes["skipped"] == sum(len(file.accepted) + len(file.known) for file in together.report.files)
    assert outcomes["error"] == len(together.report.unread)


@EACH
def test_workflow_commands_are_read_as_they_were_meant(which: str, lang: str) -> None:
    log = read_github(written(which, "github", lang), files_of(which))
    report = checked(which)[0].report
    meant = Counter(LEVELS[one.finding.severity] for file in report.files for one in file.findings)
    meant["error"] += len(report.unread)
    assert Counter(one.kind for one in log.annotations) == +meant


@EACH
def test_a_comment_shows_what_was_found_and_nothing_else(which: str, lang: str) -> None:
    text = written(which, "markdown", lang)
    page = read_markdown(text)
    assert len(text) <= LONGEST + 2000
    (table,) = page.tables
    assert len(table) > 10
    assert {len(row) for row in table} == {4}


@BOTH
def test_severities_and_codes_are_the_same_in_every_language(which: str) -> None:
    def told(kind: str, lang: str) -> list[Any]:
        data = json.loads(written(which, kind, lang))
        if kind == "json":
            return [(one["code"], one["severity"], one["name"], one["fingerprint"]) for one in data["findings"]]
        if kind == "gitlab":
            return [(one["check_name"], one["severity"], one["fingerprint"]) for one in data]
        return [(one["ruleId"], one["level"], one["partialFingerprints"]) for one in data["runs"][0]["results"]]

    for kind in ("json", "gitlab", "sarif"):
        assert told(kind, "fi") == told(kind, "sv") == told(kind, "en")


def test_formats_are_the_same_in_two_runs(tmp_path: Path) -> None:
    """They do not depend on the order in which Python goes through sets."""
    for seed in ("0", "1"):
        (tmp_path / seed).mkdir()
        beside = [one for kind in FORMATS for one in ("--format", f"{kind}={tmp_path / seed / kind}")]
        done = run_apart("check", "chains/uusimaa", "--date", "2026-11-01", *beside, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    for kind in FORMATS:
        assert (tmp_path / "0" / kind).read_bytes() == (tmp_path / "1" / kind).read_bytes()


def test_text_in_a_file_has_no_colours(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = run("--color", "always", "check", "chains", "--format", f"text={out}", FORCE_COLOR="1")
    assert "\x1b[" in done.stdout
    assert out.read_text(encoding="utf-8") == run("--color", "never", "check", "chains").stdout


# --- how formats are asked for ------------------------------------------------------------------------------------


def test_one_format_is_printed_and_others_are_written(tmp_path: Path) -> None:
    files = {kind: tmp_path / f"out.{kind}" for kind in ("sarif", "junit", "gitlab")}
    beside = [argument for kind, file in files.items() for argument in ("--format", f"{kind}={file}")]
    done = run("check", "chains", "--format", "JSON", *beside)
    assert json.loads(done.stdout)["version"] == 1
    for kind, file in files.items():
        assert file.read_text(encoding="utf-8") == run("check", "chains", "--format", kind).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "json", "--format", "sarif"), "one format can be printed"),
        (("--format", "jsn"), "did you mean 'json'"),
        (("--format", "json="), "names no file"),
        (("--format", "json=a", "--format", "sarif=a"), "two formats are written to a"),
        (("--quiet", "--verbose"), "choose one of"),
    ],
)
def test_a_format_that_cannot_be_told_is_refused(arguments: tuple[str, ...], said: str) -> None:
    done = run("check", "chains", *arguments)
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")


def test_the_environment_asks_for_a_format_and_nothing_else_does() -> None:
    assert run("check", "chains", PALVELUKETJU_FORMAT="github").stdout.startswith("::")
    assert json.loads(run("check", "chains", "--format", "json", PALVELUKETJU_FORMAT="github").stdout)
    told = run("check", "chains", GITHUB_ACTIONS="true", GITLAB_CI="true", CI="true", JENKINS_URL="x")
    assert told.stdout == run("check", "chains").stdout
    wrong = run("check", "chains", PALVELUKETJU_FORMAT="xml")
    assert (wrong.returncode, "PALVELUKETJU_FORMAT is 'xml'" in wrong.stderr) == (2, True)


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("palveluketju: 1\n", encoding="utf-8")
    done = run("check", str(file), "--format", f"json={file}")
    assert (done.returncode, file.read_text(encoding="utf-8")) == (2, "palveluketju: 1\n")


def test_the_summary_of_a_step_is_added_to(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n\n", encoding="utf-8")
    run("check", "chains", "--format", "github", GITHUB_STEP_SUMMARY=str(file))
    text = read_summary(file.read_bytes())
    assert text.startswith("before\n\n**palveluketju**")
    read_markdown(text)
    run("check", "chains", GITHUB_STEP_SUMMARY=str(file))
    assert file.read_text(encoding="utf-8") == text  # another format was asked for


def test_what_cannot_be_read_is_told_on_the_standard_error_and_in_the_report(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "none.yaml"), "--format", "json")
    assert done.returncode == 2
    assert "cannot read" in done.stderr
    assert "cannot read" in json.loads(done.stdout)["failures"][0]
    assert run("check", str(tmp_path / "none.yaml")).stdout.startswith("0 files")


# --- fingerprints -------------------------------------------------------------------------------------------------

CHAIN = """palveluketju: 1
id: yksi
name: Yksi
levels:
  a: {name: A, critical: [x, y, x]}
  b: {name: B}
"""


def prints(folder: Path, text: str, name: str = "x.yaml") -> dict[str, list[str]]:
    (folder / name).write_text(text, encoding="utf-8")
    data = json.loads(run("check", name, "--format", "json", cwd=folder).stdout)
    (folder / name).unlink()
    found: dict[str, list[str]] = {}
    for one in data["findings"]:
        found.setdefault(one["code"], []).append(one["fingerprint"])
    return found


def test_a_fingerprint_stays_while_lines_move_and_lists_grow(tmp_path: Path) -> None:
    before = prints(tmp_path, CHAIN)
    assert prints(tmp_path, "# one\n# two\n" + CHAIN) == before
    assert prints(tmp_path, CHAIN, "y.yaml") == before  # a chain is known by its id, in whatever file it is
    grown = prints(tmp_path, CHAIN.replace("[x, y, x]", "[z, y, x, x]"))
    assert set(before["PK101"]) < set(grown["PK101"])
    other = prints(tmp_path, CHAIN.replace("id: yksi", "id: kaksi"))
    assert not {one for codes in other.values() for one in codes} & {one for codes in before.values() for one in codes}


def test_a_fingerprint_of_reading_is_of_the_line_without_its_spaces(tmp_path: Path) -> None:
    text = CHAIN + "kummallinen: x\n"
    before = prints(tmp_path, text)["PK022"]
    assert prints(tmp_path, "# one\n" + text.replace("kummallinen: x", "kummallinen:    x"))["PK022"] == before
    assert prints(tmp_path, text, "y.yaml")["PK022"] != before
