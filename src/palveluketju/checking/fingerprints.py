"""What a finding is known by from one version of the files to the next: never a line number."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from palveluketju.checking.reports import FileReport, Located, WorkspaceReport
from palveluketju.findings import Path
from palveluketju.findings.groups import group_of

_LENGTH = 32


def fingerprinted(report: WorkspaceReport, root: FilePath) -> WorkspaceReport:
    """A report whose findings have fingerprints.

    A fingerprint stands for the code, the chain (for a catalogue its file) and the path of the element; for a finding
    of reading, for the code, the file and the text of the line without its spaces. Of findings that are alike in all of
    these, each has its number as well. Files are called as they are from ``root``.
    """
    seen: Counter[str] = Counter()

    def named(located: Located, file: FileReport) -> Located:
        parts = _parts(located, file, relative(file.name, root))
        key = "\x1f".join(parts)
        seen[key] += 1
        number = [str(seen[key])] if seen[key] > 1 else []
        digest = hashlib.sha256("\x1f".join([*parts, *number]).encode("utf-8", "surrogatepass")).hexdigest()
        return replace(located, fingerprint=digest[:_LENGTH])

    files = tuple(
        replace(
            file,
            findings=tuple(named(one, file) for one in file.findings),
            accepted=tuple(named(one, file) for one in file.accepted),
        )
        for file in report.files
    )
    return replace(report, files=files)


def relative(name: str, root: FilePath) -> str:
    """The name of a file from the root, with slashes; as it is where it stands elsewhere."""
    path = FilePath(os.path.abspath(name))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _parts(located: Located, file: FileReport, name: str) -> list[str]:
    finding = located.finding
    if finding.position is not None or group_of(finding.code).name in ("reading", "format"):
        lines, line = file.source.lines, located.position.line
        return [finding.code, name, "".join(lines[line - 1].split()) if line <= len(lines) else ""]
    chain = file.source.data.get("id")
    return [finding.code, chain if isinstance(chain, str) else name, ".".join(steps(finding.where, file.source.data))]


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
