"""The formats that a check is asked for: the one that is printed, and those that are written to files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from palveluketju.commands.speaking import misuse
from palveluketju.findings import N_, CannotRun, Items, Message, unknown_id

VARIABLE: Final = "PALVELUKETJU_FORMAT"
"""The environment variable that asks for a format where no option does."""


def formats_asked(asked: Iterable[str]) -> tuple[str, dict[Path, str]]:
    """The format that is printed, and those that are written to files."""
    from palveluketju.reporting.formats import FORMATS

    printed: list[str] = []
    beside: dict[Path, str] = {}
    for one in asked:
        name, mark, file = one.partition("=")
        kind = name.strip().casefold()
        if kind not in FORMATS:
            raise misuse(unknown_id("format", name, FORMATS).message)
        if mark and not file:
            raise misuse(N_("--format {format}= names no file"), format=kind)
        if not mark:
            printed.append(kind)
        elif Path(file) in beside:
            raise misuse(N_("two formats are written to {file}; name two files"), file=file)
        else:
            beside[Path(file)] = kind
    if len(printed) > 1:
        raise misuse(
            N_("one format can be printed, not {formats}; write others to files, as --format {last}=FILE"),
            formats=Items(printed),
            last=printed[-1],
        )
    wished = os.environ.get(VARIABLE, "").strip().casefold()
    if not printed and wished and wished not in FORMATS:
        raise CannotRun(N_("{variable} is '{format}'; {hint}"), variable=VARIABLE, format=wished, hint=_known(wished))
    return printed[0] if printed else wished or "text", beside


def _known(wished: str) -> Message:
    from palveluketju.reporting.formats import FORMATS

    return unknown_id("format", wished, FORMATS).message
