"""The formats of a check's report, each of them one module and one row here.

A module is imported when its format is written: most runs write one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from palveluketju.checking import WorkspaceReport
from palveluketju.reporting.formats.records import Telling

Writer = Callable[[WorkspaceReport, Telling], str]


def _in(module: str, name: str) -> Writer:
    """The writer that a module has."""

    def written(report: WorkspaceReport, telling: Telling) -> str:
        writer: Writer = getattr(import_module(f"{__name__}.{module}"), name)
        return writer(report, telling)

    return written


FORMATS: Final[Mapping[str, Writer]] = {
    "text": _in("as_text", "as_plain_text"),
    "json": _in("as_json", "as_json"),
    "sarif": _in("sarif", "as_sarif"),
    "github": _in("github", "as_workflow_commands"),
    "gitlab": _in("gitlab", "as_code_quality"),
    "junit": _in("junit", "as_junit"),
    "markdown": _in("markdown", "as_comment"),
}
"""Every format by its name: functions of a report and of how it is told that give a text."""
WITH_FINGERPRINTS: Final = frozenset(("json", "sarif", "gitlab"))
"""The formats that tell what findings are known by."""

__all__ = ["FORMATS", "WITH_FINGERPRINTS", "Telling", "Writer"]
