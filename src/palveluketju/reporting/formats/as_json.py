"""The whole report as JSON, by a schema of its own: ``docs/schemas/report.json``."""

from __future__ import annotations

import json
from typing import Any, Final

from palveluketju.checking import LocatedRecord, WorkspaceReport
from palveluketju.checking.reports import number_of
from palveluketju.findings import Severity
from palveluketju.findings.groups import group_of
from palveluketju.reporting.formats.records import Telling, Told, failures, told

VERSION: Final = 1
"""Of the schema: a higher one where a key is gone or means something else; a new key does not change it."""


def as_json(report: WorkspaceReport, telling: Telling) -> str:
    """The report as one JSON object, in the order of files and lines."""
    data = {
        "version": VERSION,
        "tool": {"name": "palveluketju", "version": _version()},
        "language": telling.lang,
        "summary": _summary(report),
        "whole": None if report.whole is None else _summary(report.whole),
        "findings": [_finding(one, telling) for one in told(report)],
        "open": [
            {**_place(one, telling), "question": one.record.question.text(telling.lang)}
            for file in report.files
            for one in file.decisions
        ],
        "not-known": [
            {**_place(one, telling), "what": one.record.what.text(telling.lang)}
            for file in report.files
            for one in file.not_known
        ],
        "failures": list(failures(report, telling.lang)),
        "passed-over": [telling.name_of(name) for name in report.foreign],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _version() -> str:
    from importlib.metadata import version

    return version("palveluketju")


def _summary(report: WorkspaceReport) -> dict[str, int]:
    return {
        "files": len(report.files),
        "chains": report.chains,
        **{f"{severity.label}s": report.count(severity) for severity in (Severity.ERROR, Severity.WARNING)},
        "info": report.count(Severity.INFO),
        "accepted": sum(len(file.accepted) for file in report.files),
        "baseline": sum(number_of(file.known) for file in report.files),
        "open": report.count_open(),
        "not-known": report.count_not_known(),
    }


def _finding(one: Told, telling: Telling) -> dict[str, Any]:
    located, lang = one.located, telling.lang
    finding, acceptance = located.finding, located.acceptance
    return {
        "fingerprint": located.fingerprint,
        "code": finding.code,
        "name": finding.name,
        "group": group_of(finding.code).name,
        "severity": finding.severity.label,
        "state": one.state,
        "file": telling.name_of(located.file),
        "line": located.position.line,
        "column": located.position.column,
        "chain": one.file.source.chain_id,
        "where": list(finding.where),
        "what": finding.what_in(lang),
        "mend": finding.mend_in(lang),
        "related": [
            {
                "file": telling.name_of(end.file),
                "line": end.position.line,
                "column": end.position.column,
                "what": end.text(lang),
            }
            for end in located.related
        ],
        "acceptance": acceptance
        and {
            "reason": one.reason(lang),
            "until": None if acceptance.until is None else str(acceptance.until),
        },
    }


def _place(located: LocatedRecord[Any], telling: Telling) -> dict[str, Any]:
    position = located.position
    return {
        "file": telling.name_of(located.file),
        "line": position.line,
        "column": position.column,
        "where": list(located.record.where),
    }
