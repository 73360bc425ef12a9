"""Checking a workspace: every finding of every file, each at its line in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from palveluketju.analyses import OpenDecision
from palveluketju.checking.acceptances import ACCEPTED_NOTHING
from palveluketju.checking.running import Crash, run_checks
from palveluketju.checks import CHECKS
from palveluketju.checks.structure import spot_of, unknown_reference
from palveluketju.findings import Finding, Path, Position, Related, Rule, Severity, stamp
from palveluketju.graph import compile_chain, unknown_references
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.source import Source


@dataclass(frozen=True)
class Located:
    """A finding in the file where it is to be mended.

    ``where`` of the finding is a path that stands in that file; ``related`` are the other ends, each with its
    file and position.
    """

    file: str
    position: Position
    finding: Finding
    related: tuple[tuple[str, str, Position], ...] = ()


@dataclass(frozen=True)
class LocatedDecision:
    """A decision not yet taken, in its file."""

    file: str
    position: Position
    decision: OpenDecision


@dataclass(frozen=True)
class FileReport:
    """All that was found in one file, in the order of its lines."""

    name: str
    source: Source
    findings: tuple[Located, ...]
    accepted: tuple[Located, ...]
    decisions: tuple[LocatedDecision, ...]


@dataclass(frozen=True)
class WorkspaceReport:
    """What was found in all files, in their order; ``crashes`` are checks that failed."""

    files: tuple[FileReport, ...]
    unread: tuple[str, ...]
    crashes: tuple[tuple[str, Crash], ...]
    chains: int

    def count(self, severity: Severity) -> int:
        """How many findings of one severity count."""
        return sum(located.finding.severity is severity for file in self.files for located in file.findings)

    def worst(self) -> Severity | None:
        """The heaviest severity found, None when nothing was."""
        return max((located.finding.severity for file in self.files for located in file.findings), default=None)


def check_workspace(
    workspace: Workspace, checks: Iterable[Rule] = CHECKS, *, today: datetime.date | None = None
) -> WorkspaceReport:
    """Check every chain of a workspace. A file with errors of reading still has its references looked up."""
    rules = tuple(checks)
    sources = {file.name: file.source for file in workspace.files}
    found: dict[str, dict[Located, None]] = {file.name: {} for file in workspace.files}
    accepted: dict[str, dict[Located, None]] = {file.name: {} for file in workspace.files}
    decisions: dict[str, dict[LocatedDecision, None]] = {file.name: {} for file in workspace.files}
    used: set[tuple[str, Position]] = set()
    crashes: list[tuple[str, Crash]] = []
    for file in workspace.files:
        for finding in file.findings:
            located = _locate(finding, file, sources)
            found[located.file][located] = None
        if file.chain is not None:
            graph = compile_chain(file.chain, also_declared=workspace.declared)
            report, crashed = run_checks(graph, rules, today=today)
            crashes += ((file.name, crash) for crash in crashed)
            for finding in report.findings:
                located = _locate(finding, file, sources)
                found[located.file][located] = None
            for acceptance in report.accepted:
                used.add(_place(acceptance.where, file, sources))
                located = _locate(acceptance.finding, file, sources)
                accepted[located.file][located] = None
            for decision in report.decisions:
                home, position = _place(decision.where, file, sources)
                decisions[home][LocatedDecision(home, position, decision)] = None
        else:
            for finding in _references(file, workspace):
                located = _locate(finding, file, sources)
                found[located.file][located] = None
    _drop_acceptances_used_elsewhere(found, used)
    by_position = attrgetter("position")
    reports = tuple(
        FileReport(
            file.name,
            file.source,
            tuple(sorted(found[file.name], key=by_position)),
            tuple(sorted(accepted[file.name], key=by_position)),
            tuple(sorted(decisions[file.name], key=by_position)),
        )
        for file in workspace.files
    )
    return WorkspaceReport(reports, workspace.unread, tuple(crashes), len(workspace.chains))


def _drop_acceptances_used_elsewhere(found: dict[str, dict[Located, None]], used: set[tuple[str, Position]]) -> None:
    """An acceptance in a catalogue serves every chain: it is stale only when no chain has a use for it."""
    for file, located in found.items():
        stale = [one for one in located if one.finding.code == ACCEPTED_NOTHING.code and (file, one.position) in used]
        for one in stale:
            del located[one]


def _references(file: LoadedFile, workspace: Workspace) -> Iterable[Finding]:
    """Unknown references in a catalogue, or in a chain of which some part is wrong, at their places in the file."""
    declared = {
        kind: workspace.declared.get(kind, frozenset()) | file.parsed.declared.get(kind, frozenset())
        for kind in {*workspace.declared, *file.parsed.declared}
    }
    shared = file.partial or file.parsed.declaration
    if shared is None:
        return
    for unknown in unknown_references(shared, declared):
        finding = stamp(unknown_reference, spot_of(unknown))
        where = finding.where
        while where and where not in file.parsed.paths:
            where = where[:-1]
        yield replace(finding, where=file.parsed.paths[where] if file.parsed.paths else finding.where)


def _place(where: Path, file: LoadedFile, sources: dict[str, Source]) -> tuple[str, Position]:
    home = file.borrowed.get(where[:2], file.name)
    return home, sources[home].position(None, where)


def _locate(finding: Finding, file: LoadedFile, sources: dict[str, Source]) -> Located:
    home = file.borrowed.get(finding.where[:2], file.name)
    source = sources[home]
    related = tuple(_other_end(other, file, sources) for other in finding.related)
    standing = replace(finding, where=source.known(finding.where), related=())
    return Located(home, source.position(finding.position, finding.where), standing, related)


def _other_end(other: Related, file: LoadedFile, sources: dict[str, Source]) -> tuple[str, str, Position]:
    if other.position is not None:
        return other.note, other.file or file.name, other.position
    home, position = _place(other.where, file, sources)
    return other.note, home, position
