"""What a finding is known by from one version of the files to the next: never a line number."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path as FilePath

from palveluketju.checking.reports import Located, WorkspaceReport

_LENGTH = 32


def fingerprinted(report: WorkspaceReport, root: FilePath) -> WorkspaceReport:
    """A report whose findings have fingerprints.

    A fingerprint stands for the code, the chain (for a catalogue its file) and the path of the element; for a finding
    of reading, for the code, the file and the text of the line without its spaces. Of findings that are alike in all of
    these, each has its number as well. Files are called as they are from ``root``.
    """
    import hashlib  # it loads a library of its own, and few formats show fingerprints

    seen: Counter[str] = Counter()

    def named(located: Located, name: str) -> Located:
        chain, place = located.known_by
        parts = [located.finding.code, name if chain is None else chain, place]
        key = "\x1f".join(parts)
        seen[key] += 1
        number = [str(seen[key])] if seen[key] > 1 else []
        digest = hashlib.sha256("\x1f".join([*parts, *number]).encode("utf-8", "surrogatepass")).hexdigest()
        return located.having(fingerprint=digest[:_LENGTH])

    files = tuple(
        replace(
            file,
            findings=tuple(named(one, name) for one in file.findings),
            accepted=tuple(named(one, name) for one in file.accepted),
        )
        for file in report.files
        for name in [relative(file.name, root)]
    )
    return replace(report, files=files)


def relative(name: str, root: FilePath) -> str:
    """The name of a file from the root, with slashes; as it is where it stands elsewhere."""
    return _relative(name, root, os.getcwd())


@lru_cache(maxsize=1 << 12)
def _relative(name: str, root: FilePath, here: str) -> str:
    path = FilePath(os.path.abspath(os.path.join(here, name)))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
