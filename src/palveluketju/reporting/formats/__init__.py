"""The formats of a check's report, each of them one module and one row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from palveluketju.checking import WorkspaceReport
from palveluketju.reporting.formats.as_json import as_json
from palveluketju.reporting.formats.as_text import as_plain_text
from palveluketju.reporting.formats.github import as_workflow_commands
from palveluketju.reporting.formats.gitlab import as_code_quality
from palveluketju.reporting.formats.junit import as_junit
from palveluketju.reporting.formats.markdown import as_comment
from palveluketju.reporting.formats.records import Telling
from palveluketju.reporting.formats.sarif import as_sarif

Writer = Callable[[WorkspaceReport, Telling], str]

FORMATS: Final[Mapping[str, Writer]] = {
    "text": as_plain_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_workflow_commands,
    "gitlab": as_code_quality,
    "junit": as_junit,
    "markdown": as_comment,
}
"""Every format by its name: functions of a report and of how it is told that give a text."""

__all__ = ["FORMATS", "Telling", "Writer"]
