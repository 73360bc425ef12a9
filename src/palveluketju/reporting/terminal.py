"""The one place where text from files becomes text on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from palveluketju.display import safe
from palveluketju.findings import Position, Severity

EXCERPT: int = 100
"""How many characters of a line an excerpt shows."""


def excerpt(lines: Sequence[str], position: Position) -> list[str]:
    """The line of a place, clipped around its column, and a caret beneath it; nothing where there is no such line."""
    if position.line > len(lines):
        return []
    line = lines[position.line - 1]
    start = max(0, position.column - 1 - EXCERPT // 2) if len(line) > EXCERPT else 0
    clipped = line[start : start + EXCERPT]
    if not clipped.strip():
        return []
    number = f"{position.line:>5}"
    before = safe(clipped[: position.column - 1 - start])
    return [f"{number} | {safe(clipped)}", f"{' ' * len(number)} | {' ' * len(before)}^"]


COLOURS: dict[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
