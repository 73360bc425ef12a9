"""The report as Code Quality of GitLab, which shows it in merge requests."""

from __future__ import annotations

import json
from typing import Final

from palveluketju.checking import WorkspaceReport
from palveluketju.findings import Severity
from palveluketju.reporting.formats.records import COUNTS, Telling, told

SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_code_quality(report: WorkspaceReport, telling: Telling) -> str:
    """A list with an object for each finding that counts."""
    found = [
        {
            "description": one.located.finding.message_in(telling.lang),
            "check_name": one.located.finding.code,
            "fingerprint": one.located.fingerprint,
            "severity": SEVERITIES[one.located.finding.severity],
            "location": {
                "path": telling.name_of(one.located.file),
                "lines": {"begin": one.located.position.line},
            },
        }
        for one in told(report)
        if one.state == COUNTS
    ]
    text = json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
