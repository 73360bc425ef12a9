"""The report as plain text, as the terminal has it but for colours."""

from __future__ import annotations

from palveluketju.checking import WorkspaceReport
from palveluketju.reporting.formats.records import Telling
from palveluketju.reporting.text import as_text, plain


def as_plain_text(report: WorkspaceReport, telling: Telling) -> str:
    """The lines of the report, each with its end."""
    lines = as_text(
        report,
        lang=telling.lang,
        with_excerpts=telling.with_excerpts,
        verbose=telling.verbose,
        quiet=telling.quiet,
    )
    return "".join(f"{plain(line)}\n" for line in lines)
