"""The readers of the formats for other programs take what is right, and reject what a consumer would misread."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from machine.github import SHOWN, SUMMARY, read_github, read_summary
from machine.gitlab import read_gitlab
from machine.junit import read_junit
from machine.markdown import read_markdown
from machine.reading import Rejected
from machine.sarif import MOST_RESULTS, read_sarif, validate_sarif

pytestmark = pytest.mark.quick

FILES = {"ketjut/ä b.yaml": "eka\n𝒂b: toka\r\nkolmas", "c.yaml": "x", "gone.yaml": None}
Change = Callable[[Any], object]

ISSUE = {
    "description": "Taso 'A|b' ei kata.",
    "check_name": "PK201",
    "fingerprint": "7815696ecbf1c96e",
    "severity": "major",
    "location": {"path": "ketjut/ä b.yaml", "lines": {"begin": 2}},
}


def issues(change: Change = lambda _: None) -> str:
    report = [copy.deepcopy(ISSUE), {**copy.deepcopy(ISSUE), "fingerprint": "x"}]
    change(report)
    return json.dumps(report, ensure_ascii=False)


def test_a_code_quality_report_is_read() -> None:
    read = read_gitlab(issues().encode(), FILES)
    assert [(issue.check_name, issue.path, issue.line, issue.severity) for issue in read] == [
        ("PK201", "ketjut/ä b.yaml", 2, "major")
    ] * 2
    assert read_gitlab("[]") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "\ufeff[]",
        '{"issues": []}',
        "[NaN]",
        "[] []",
        issues().encode("utf-16"),
        issues().replace("Taso", "\\ud835"),
        issues().replace('"severity"', '"severity": "info", "severity"', 1),
        issues(lambda report: report[0].pop("description")),
        issues(lambda report: report[0].pop("check_name")),
        issues(lambda report: report[0].update(description=" ")),
        issues(lambda report: report[0].update(severity="error")),
        issues(lambda report: report[0].update(fingerprint="x")),
        issues(lambda report: report[0].update(fingerprint=7)),
        issues(lambda report: report[0].update(path="c.yaml")),
        issues(lambda report: report[0]["location"].update(path="./c.yaml")),
        issues(lambda report: report[0]["location"].update(path="../c.yaml")),
        issues(lambda report: report[0]["location"].update(path="/builds/c.yaml")),
        issues(lambda report: report[0]["location"].update(path="C:\\c.yaml")),
        issues(lambda report: report[0]["location"].update(path="ketjut//c.yaml")),
        issues(lambda report: report[0]["location"].update(path="ketjut/%C3%A4%20b.yaml")),
        issues(lambda report: report[0]["location"].update(lines={})),
        issues(lambda report: report[0]["location"].update(lines={"begin": 0})),
        issues(lambda report: report[0]["location"].update(lines={"begin": True})),
        issues(lambda report: report[0]["location"].update(lines={"begin": "2"})),
        issues(lambda report: report[0]["location"].update(lines={"begin": 4})),
        issues(lambda report: report[0]["location"].update(lines={"begin": 2, "end": 1})),
    ],
)
def test_a_wrong_code_quality_report_is_rejected(wrong: str | bytes) -> None:
    with pytest.raises(Rejected):
        read_gitlab(wrong, FILES)


JUNIT = """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="palveluketju" tests="4" failures="1" errors="1" skipped="1">
  <testsuite name="ketjut" tests="4" failures="1" errors="1" skipped="1" timestamp="2026-11-01T00:00:00">
    <properties><property name="date" value="2026-11-01"/></properties>
    <testcase classname="c.yaml" name="PK201 A" time="0.5" file="c.yaml" line="1">
      <failure message="M &lt;b&gt;" type="error">a ]]&gt; b&#10;c</failure>
    </testcase>
    <testcase classname="c.yaml" name="PK202"><skipped message="accepted: why"/></testcase>
    <testcase classname="gone.yaml" name="reading"><error message="M" type="error">text</error></testcase>
    <testcase classname="d.yaml" name="checks"><system-out>info: d.yaml:1:1</system-out></testcase>
  </testsuite>
</testsuites>
"""


def test_a_junit_report_is_read() -> None:
    read = read_junit(JUNIT, FILES)
    assert [case.outcome for case in read] == ["failure", "skipped", "error", "passed"]
    assert (read[0].message, read[0].text, read[0].file, read[0].line) == ("M <b>", "a ]]> b\nc", "c.yaml", 1)
    assert (read[1].message, read[3].output) == ("accepted: why", "info: d.yaml:1:1")
    assert read_junit('<testsuites tests="0" failures="0" errors="0" skipped="0"/>') == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("</testsuites>", ""),
        ("testsuites", "suites"),
        ("<testsuites ", '<!DOCTYPE x [<!ENTITY e "e">]><testsuites '),
        ('tests="4"', 'tests="5"'),
        ('failures="1" errors="1" skipped="1" timestamp', 'failures="2" errors="1" skipped="1" timestamp'),
        ('skipped="1" timestamp', "timestamp"),
        ('classname="c.yaml" name="PK201 A"', 'name="PK201 A"'),
        ('name="PK201 A"', 'name="PK202"'),
        ('name="PK201 A"', 'name="PK201 A" severity="error"'),
        ('time="0.5"', 'time="0,5"'),
        ('time="0.5"', 'time="NaN"'),
        ('time="0.5"', 'time="-1"'),
        ('line="1"', 'line="2"'),
        ('file="c.yaml"', 'file="./c.yaml"'),
        ("M &lt;b&gt;", "M <b>"),
        ("M &lt;b&gt;", "M &#1;"),
        ("M &lt;b&gt;", "M \x1b[31m"),
        ("M &lt;b&gt;", "M \ufffe"),
        ("a ]]&gt; b&#10;c", "<![CDATA[a ]]> b]]>"),
        ("a ]]&gt; b&#10;c", " "),
        ("a ]]&gt; b&#10;c", "a <b/>"),
        ('type="error">a', ">a"),
        ('message="accepted: why"', ""),
        ("</failure>", '</failure><error message="M" type="e">x</error>'),
        ("</failure>", "</failure> stray"),
        ("<system-out>", "<stdout/><system-out>"),
        ("<system-out>", "<system-out></system-out><system-out>"),
        ("2026-11-01T00:00:00", "1.11.2026"),
    ],
)
def test_a_wrong_junit_report_is_rejected(right: str, wrong: str) -> None:
    assert right in JUNIT
    with pytest.raises(Rejected):
        read_junit(JUNIT.replace(right, wrong), FILES)


def test_workflow_commands_are_read_as_the_runner_reads_them() -> None:
    log = read_github(
        "2 errors\n"
        "::error file=ketjut/ä b.yaml,line=2,col=1,endLine=2,endColumn=3,title=PK201%3A a%2C b%25::x%0Ay %253A, ::z\n"
        "::warning ::no place\r\n",
        FILES,
    )
    first, second = log.annotations
    assert (first.kind, first.file, first.line, first.column) == ("error", "ketjut/ä b.yaml", 2, 1)
    assert (first.title, first.message) == ("PK201: a, b%", "x\ny %3A, ::z")
    assert (second.kind, second.file, second.message) == ("warning", None, "no place")
    assert log.printed == ("2 errors", "")
    assert read_github("::notice::x\n" * (SHOWN + 2)).dropped == {"notice": 2}


@pytest.mark.parametrize(
    "wrong",
    [
        "::set-output name=x::y",
        "::error file=c.yaml,line=1",
        "  ::error::x",
        "\u2028::error::x",
        "\u200b::stop-commands::x",
        "Taso '\r::add-mask::x'",
        "Taso ##[error]x",
        "::error file=a,b.yaml,line=1::x",
        "::error file=a:b.yaml,line=1,line=2::x",
        "::error file=./c.yaml,line=1::x",
        "::error file=c.yaml,line=0::x",
        "::error file=c.yaml,line=2::x",
        "::error file=c.yaml,line=1,endLine=1,endColumn=2::x",
        "::error file=c.yaml,line=1,endLine=2,col=1::x",
        "::error file=c.yaml,line=1,col=3,endColumn=2::x",
        "::error file=c.yaml,column=1::x",
        "::error line=1::x",
        "::error title=a:b::x::y%",
        "::error title=100%::x",
        "::error ::x%3Ay",
        "::error:: ",
        f"::error ::{'x' * 65537}",
        f"::error title={'x' * 256}::x",
    ],
)
def test_a_wrong_output_of_a_step_is_rejected(wrong: str) -> None:
    with pytest.raises(Rejected):
        read_github(wrong, FILES)


def test_a_summary_has_a_limit() -> None:
    assert read_summary("ä" * (SUMMARY // 2))
    with pytest.raises(Rejected):
        read_summary("ä" * (SUMMARY // 2) + "x")


def test_markdown_is_read() -> None:
    page = read_markdown(
        "# Löydöt\n\n| file | what |\n|---|---|\n| `@user` | a\\|b \\!1 &#42;c&#42; |\n| [x](c.yaml#L1) | `#1` |\n\n"
        "<details>\n\nLoput\n\n```\n<b>@x</b>\n```\n\n</details>\n",
        may_link=lambda href: href.startswith("c.yaml"),
        tags=frozenset({"<details>", "</details>"}),
    )
    assert page.headings == ["Löydöt"]
    assert page.tables == [[["file", "what"], ["@user", "a|b !1 *c*"], ["x", "#1"]]]
    assert page.texts == ["Loput", "<b>@x</b>\n"]
    assert page.links == ["c.yaml#L1"]


@pytest.mark.parametrize(
    "wrong",
    [
        "Taso <script>x</script>",
        "<b>x</b>",
        "<!-- x",
        "Taso @user",
        "Taso &#64;user",
        "('@org/team')",
        "Taso #12",
        "org/repo#12",
        "GH-12",
        "Taso !12",
        "[x](javascript:alert)",
        "[x](https://example.org)",
        "![x](x.png)",
        "https://example.org",
        "www.example.org",
        "user@example.org",
        "[x]\n\n[x]: https://example.org",
        "|a|b|\n|-|-|\n|c|d|e|",
        "|a|b|\n|-|-|\n|c|",
        "|a|b|\n|-|-|\n|c|`d|e`|",
        "|a|b|\n|-|-|\n|c|d\\\\|e|",
        "\ufeff# x",
    ],
)
def test_wrong_markdown_is_rejected(wrong: str) -> None:
    with pytest.raises(Rejected):
        read_markdown(wrong)


LOG: dict[str, Any] = {
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
    "version": "2.1.0",
    "runs": [
        {
            "tool": {
                "driver": {
                    "name": "palveluketju",
                    "semanticVersion": "0.1.0",
                    "informationUri": "https://example.org/palveluketju",
                    "rules": [
                        {
                            "id": "PK201",
                            "name": "LevelWithoutCritical",
                            "shortDescription": {"text": "A level has no critical service."},
                            "fullDescription": {"text": "A level has no critical service."},
                            "help": {"text": "List one."},
                            "helpUri": "https://example.org/PK201",
                        }
                    ],
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": [
                {
                    "ruleId": "PK201",
                    "ruleIndex": 0,
                    "level": "error",
                    "message": {"text": "Taso '\\[x\\](y) {{0}}' ei kata, katso [muualla](1)."},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "ketjut/%C3%A4%20b.yaml"},
                                "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 9},
                            }
                        }
                    ],
                    "relatedLocations": [
                        {
                            "id": 1,
                            "message": {"text": "Täällä myös."},
                            "physicalLocation": {
                                "artifactLocation": {"uri": "c.yaml"},
                                "region": {"startLine": 1, "startColumn": 1},
                            },
                        }
                    ],
                    "partialFingerprints": {"palveluketju/v1": "a"},
                    "suppressions": [{"kind": "inSource", "justification": "Sovittu."}],
                },
                {
                    "ruleId": "PK201",
                    "ruleIndex": 0,
                    "level": "note",
                    "message": {"text": "Tiedostoa ei voi lukea."},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "gone.yaml"},
                                "region": {"startLine": 1, "startColumn": 1},
                            }
                        }
                    ],
                    "partialFingerprints": {"palveluketju/v1": "b"},
                },
            ],
        }
    ],
}


def log(change: Change = lambda _: None) -> str:
    """The log, with a change to its run; ``of(run)`` is the first result and ``at(run)`` its place."""
    whole = copy.deepcopy(LOG)
    change(whole["runs"][0])
    return json.dumps(whole)


def of(run: Any) -> Any:
    return run["results"][0]


def at(run: Any) -> Any:
    return of(run)["locations"][0]["physicalLocation"]


def test_a_sarif_log_is_read() -> None:
    first, second = read_sarif(log(), FILES)
    assert (first.rule, first.level, first.justification) == ("PK201", "error", "Sovittu.")
    assert first.places[0].path == "ketjut/ä b.yaml"
    assert first.places[0].region == (2, 1, 2, 9)
    assert (first.related[0].path, first.related[0].region) == ("c.yaml", (1, 1, 1, 2))
    assert (second.places[0].path, second.places[0].region, second.justification) == ("gone.yaml", (1, 1, 1, 1), None)


@pytest.mark.parametrize(
    "change",
    [
        lambda run: run.pop("tool"),
        lambda run: of(run).update(level="grave"),
        lambda run: of(run).update(level="none"),
        lambda run: run.update(columnKind="utf16CodeUnits"),
        lambda run: run.pop("columnKind"),
        lambda run: of(run).update(message={"id": "x"}),
        lambda run: of(run).update(message={"text": "[x](javascript:alert)"}),
        lambda run: of(run).update(message={"text": "[x](2)"}),
        lambda run: of(run).update(message={"text": "\\\\[x](https://example.org)"}),
        lambda run: of(run).update(message={"text": "x {0}"}),
        lambda run: of(run).update(ruleId="PK999"),
        lambda run: of(run).pop("partialFingerprints"),
        lambda run: of(run).update(partialFingerprints={"palveluketju/v1": "b"}),
        lambda run: of(run).update(locations=[]),
        lambda run: of(run).update(suppressions=[{"kind": "inSource"}]),
        lambda run: of(run).update(suppressions=[{"kind": "inSource", "status": "rejected", "justification": "x"}]),
        lambda run: at(run)["artifactLocation"].update(uri="ketjut/ä b.yaml"),
        lambda run: at(run)["artifactLocation"].update(uri="ketjut/ä%20b.yaml"),
        lambda run: at(run)["artifactLocation"].update(uri="ketjut%5C%C3%A4%20b.yaml"),
        lambda run: at(run)["artifactLocation"].update(uri="ketjut%2F%C3%A4%20b.yaml"),
        lambda run: at(run)["artifactLocation"].update(uri="ketjut/%E4%20b.yaml"),
        lambda run: at(run)["artifactLocation"].update(uri="file:///ketjut/c.yaml"),
        lambda run: at(run)["artifactLocation"].update(uri="c.yaml#1"),
        lambda run: at(run)["artifactLocation"].update(uri="../c.yaml"),
        lambda run: at(run)["region"].update(endColumn=10),  # as UTF-16 counts it
        lambda run: at(run)["region"].update(startLine=4, endLine=4),
        lambda run: at(run)["region"].update(startLine=0),
        lambda run: at(run).pop("region"),
        lambda run: at(run)["region"].update(startColumn=5, endColumn=4),
        lambda run: of(run)["relatedLocations"][0].pop("message"),
        lambda run: of(run)["relatedLocations"].append(of(run)["relatedLocations"][0]),
        lambda run: of(run)["relatedLocations"][0]["physicalLocation"]["artifactLocation"].update(uri="d.yaml"),
        lambda run: run["tool"]["driver"]["rules"][0].update(helpUri="PK201.html"),
        lambda run: run["tool"]["driver"]["rules"][0].pop("shortDescription"),
        lambda run: run["tool"]["driver"]["rules"].append(run["tool"]["driver"]["rules"][0]),
    ],
)
def test_a_wrong_sarif_log_is_rejected(change: Change) -> None:
    with pytest.raises(Rejected):
        read_sarif(log(change), FILES)


def test_a_sarif_log_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_RESULTS == 25_000
    monkeypatch.setattr("machine.sarif.MOST_RESULTS", 1)
    with pytest.raises(Rejected, match="more results"):
        read_sarif(log(), FILES)


def test_the_multitool_finds_nothing_in_a_right_log(multitool: str, tmp_path: Path) -> None:
    validate_sarif(log(), multitool, tmp_path)


def test_the_multitool_rejects_a_wrong_log(multitool: str, tmp_path: Path) -> None:
    def change(run: Any) -> None:
        of(run).update(message={}, ruleIndex=4)
        at(run)["artifactLocation"].update(uri="ä b.yaml")

    with pytest.raises(Rejected) as rejected:
        validate_sarif(log(change), multitool, tmp_path)
    assert all(rule in str(rejected.value) for rule in ("GH10", "SARIF1009", "SARIF1002"))


def test_what_the_multitool_passes_over_the_schema_does_not(multitool: str, tmp_path: Path) -> None:
    wrong = log(lambda run: of(run).update(level="grave"))
    validate_sarif(wrong, multitool, tmp_path)
    with pytest.raises(Rejected, match="'grave' is not one of"):
        read_sarif(wrong, FILES)
