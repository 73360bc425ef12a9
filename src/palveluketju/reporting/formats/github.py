"""The report as workflow commands of GitHub Actions, which shows them in the changed files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.checking import WorkspaceReport
from palveluketju.display import safe
from palveluketju.findings import Severity
from palveluketju.reporting.formats.records import Telling, Told, failures, heaviest

LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST: Final = 1000
"""How many commands are written; GitHub shows ten of a kind, the summary has the rest."""


def as_workflow_commands(report: WorkspaceReport, telling: Telling) -> str:
    """A command for each finding, the heaviest first, and the line that counts."""
    shown, _ = heaviest(report, MOST)
    shown.sort(key=lambda one: -one.located.finding.severity)
    lines = [_command(one, telling) for one in shown]
    lines += [f"::error title=palveluketju::{_data(sentence)}" for sentence in failures(report, telling.lang)]
    return "".join(f"{line}\n" for line in (*lines, *_counts(report, telling.lang)))


def _command(one: Told, telling: Telling) -> str:
    located = one.located
    finding = located.finding
    properties = {
        "file": telling.name_of(located.file),
        "line": str(located.position.line),
        "col": str(located.position.column),
        "title": f"{finding.code} {finding.name}",
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{LEVELS[finding.severity]} {told}::{_data(finding.message_in(telling.lang))}"


def _counts(report: WorkspaceReport, lang: str) -> Iterator[str]:
    yield safe(report.summary(lang))
    if report.whole is not None:
        yield safe(report.whole.summary_of_all(lang))


def _data(text: str) -> str:
    """A text as the runner reads it back: it would act on a line that begins with two colons."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
