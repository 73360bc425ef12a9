"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from machine.reading import Files, checked_line, checked_path, keys_within, need, number_of, strict_json, text_of

SEVERITIES = ("info", "minor", "major", "critical", "blocker")
# What Code Climate's specification has besides; GitLab passes over it.
_ALSO = {"type", "content", "categories", "remediation_points"}


@dataclass(frozen=True)
class Issue:
    """One finding as the widget of a merge request shows it."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    path: str
    line: int


def read_gitlab(data: str | bytes, files: Files | None = None) -> list[Issue]:
    """The issues of a report. GitLab leaves out what lacks a key, and all but one of those with one fingerprint.

    Raises:
        Rejected: GitLab would not show one of them, or show it elsewhere.
    """
    report = strict_json(data)
    need(isinstance(report, list), "the report is no array")
    issues = [_issue(entry, files) for entry in report]
    prints = [issue.fingerprint for issue in issues]
    need(len(set(prints)) == len(prints), "a fingerprint twice")
    return issues


def _issue(entry: Any, files: Files | None) -> Issue:
    keys_within(entry, {"description", "check_name", "fingerprint", "severity", "location", *_ALSO}, "an issue")
    need(entry.get("type", "issue") == "issue", "the type is not 'issue'")
    severity = text_of(entry, "severity")
    need(severity in SEVERITIES, f"no severity: {severity!r}")
    location = entry.get("location")
    keys_within(location, {"path", "lines"}, "a location")
    keys_within(location.get("lines"), {"begin", "end"}, "the lines")
    path = checked_path(text_of(location, "path"), files)
    line = checked_line(number_of(location["lines"], "begin"), path, files)
    if "end" in location["lines"]:
        need(checked_line(number_of(location["lines"], "end"), path, files) >= line, "the lines end before they begin")
    return Issue(
        text_of(entry, "description"), text_of(entry, "check_name"), text_of(entry, "fingerprint"), severity, path, line
    )
