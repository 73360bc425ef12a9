"""A finding at its place in a file, with what it is known by there from one version of the file to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palveluketju.checking.reports import Located, OtherEnd
from palveluketju.findings import Finding, Path, Position
from palveluketju.findings.groups import group_of
from palveluketju.model import Acceptance
from palveluketju.source import Source


def located(
    source: Source,
    position: Position,
    finding: Finding,
    related: tuple[OtherEnd, ...] = (),
    acceptance: Acceptance | None = None,
) -> Located:
    """A finding at a position of a file."""
    return Located(source.name, position, finding, related, acceptance, known_by=_known_by(finding, position, source))


def _known_by(finding: Finding, position: Position, source: Source) -> tuple[str | None, str]:
    """The chain and the path of the element, or of what was found while reading no chain and the text of the line."""
    if finding.position is not None or group_of(finding.code).name in ("reading", "format"):
        lines, line = source.lines, position.line
        return None, "".join(lines[line - 1].split()) if line <= len(lines) else ""
    return source.chain_id, ".".join(steps(finding.where, source.data))


def steps(where: Path, data: Mapping[str, Any]) -> list[str]:
    """A path with what stands at a place of a list in place of its number, which changes when the list grows."""
    told: list[str] = []
    value: Any = data
    for part in where:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
        told.append(_named(value, part) if isinstance(part, int) else part)
    return told


def _named(value: Any, place: int) -> str:
    """What an item of a list is known by: its text, or the first text in it."""
    if isinstance(value, Mapping):
        value = next((one for one in value.values() if isinstance(one, str)), None)
    return value if isinstance(value, str) else str(place)
