"""What was found in a workspace, file by file, each finding at its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.running import Crash
from palveluketju.display import short, table_html
from palveluketju.findings import Finding, Position, Severity, counted, joined
from palveluketju.model import Acceptance
from palveluketju.source import Source
from palveluketju.terms import title

Record = TypeVar("Record", OpenDecision, NotKnown)


OtherEnd = tuple[str, str, Position]
"""What is at the other end of a finding, its file, and its place there."""


@dataclass(frozen=True)
class Located:
    """A finding in the file where it is to be mended.

    ``where`` of the finding is a path that stands in that file; ``related`` are the other ends, each with its
    file and position.
    """

    file: str
    position: Position
    finding: Finding
    related: tuple[OtherEnd, ...] = ()
    acceptance: Acceptance | None = None
    """Why it does not count, where it is accepted."""


@dataclass(frozen=True)
class LocatedRecord(Generic[Record]):
    """A decision not yet taken, or something that is not known, in its file."""

    file: str
    position: Position
    record: Record


@dataclass(frozen=True, repr=False)
class FileReport:
    """All that was found in one file, in the order of its lines."""

    name: str
    source: Source
    findings: tuple[Located, ...]
    accepted: tuple[Located, ...]
    decisions: tuple[LocatedRecord[OpenDecision], ...]
    not_known: tuple[LocatedRecord[NotKnown], ...]

    def __repr__(self) -> str:
        return short(f"<report of {self.name}: {counted(len(self.findings), 'finding')}>")


@dataclass(frozen=True, repr=False)
class WorkspaceReport:
    """What was found in all files, in their order; ``crashes`` are checks that failed."""

    files: tuple[FileReport, ...]
    unread: tuple[str, ...]
    crashes: tuple[tuple[str, Crash], ...]
    chains: int

    def count(self, severity: Severity) -> int:
        """How many findings of one severity count."""
        return sum(located.finding.severity is severity for file in self.files for located in file.findings)

    def count_open(self) -> int:
        """How many decisions are not yet taken."""
        return sum(len(file.decisions) for file in self.files)

    def count_not_known(self) -> int:
        """How many things are said not to be known."""
        return sum(len(file.not_known) for file in self.files)

    def worst(self) -> Severity | None:
        """The heaviest severity found, None when nothing was."""
        return max((located.finding.severity for file in self.files for located in file.findings), default=None)

    def summary(self) -> str:
        """One line that counts what was found."""
        accepted = sum(len(file.accepted) for file in self.files)
        counts = [
            counted(self.count(Severity.ERROR), "error"),
            counted(self.count(Severity.WARNING), "warning"),
            counted(self.count(Severity.INFO), "info"),
            f"{accepted} accepted",
            counted(self.count_open(), "open decision"),
            f"{self.count_not_known()} not known",
        ]
        return f"{counted(len(self.files), 'file')}, {counted(self.chains, 'chain')}: {joined(counts)}"

    def __str__(self) -> str:
        return "\n".join([self.summary(), *(" ".join(row) for row in self._rows()), *self.unread])

    def __repr__(self) -> str:
        return f"<report of {self.summary()}>"

    def _repr_html_(self) -> str:
        head = [title(word) for word in ("weight", "code", "where", "finding")]
        return table_html(self.summary(), head, self._rows(), rest="; ".join(self.unread))

    def _rows(self) -> Iterator[tuple[str, str, str, str]]:
        for located in (located for file in self.files for located in file.findings):
            place = f"{located.file}:{located.position.line}:{located.position.column}"
            yield located.finding.severity.label, located.finding.code, f"{place}:", located.finding.message
