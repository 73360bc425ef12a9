"""What a check writes, now or as it was kept: the report, files beside it, the summary of a step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click

from palveluketju.findings.translations import N_

if TYPE_CHECKING:
    from pathlib import Path

    from palveluketju.cache.runs import Written

SUMMARY: Final = "GITHUB_STEP_SUMMARY"
MOST_SUMMARY: Final = 1_000_000


def write(written: Written) -> int:
    """Print the report, and write what stands beside it; the exit code."""
    from pathlib import Path

    click.echo(written.printed, nl=False, color=written.colour)
    if written.summary is not None:
        _summarise(Path(os.environ[SUMMARY]), written.summary)
    if written.files:
        from palveluketju.output import write_files

        texts = {Path(name): text.encode("utf-8", "surrogateescape") for name, text in written.files.items()}
        write_files(texts, inputs=written.read)
    return written.code


def _summarise(file: Path, text: str) -> None:
    """Add the report to the summary of the step; GitHub shows ten findings of a kind in the files, and no more."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        with open(file, "ab") as opened:
            if opened.tell() + len(data) <= MOST_SUMMARY:
                opened.write(data)
    except OSError as error:
        from palveluketju.findings import CannotRun, reason_of

        raise CannotRun(N_("cannot write {file}: {reason}"), file=file, reason=reason_of(error)) from error
