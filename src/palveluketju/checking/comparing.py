"""Which findings of two reports are new, and which are gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from palveluketju.checking.reports import WorkspaceReport
from palveluketju.checking.running import Report
from palveluketju.findings import Finding
from palveluketju.frozen import dataclass


@dataclass(frozen=True, slots=True)
class FindingsBetween:
    """What was found in only one of two reports; a finding that is accepted by now, or was, is neither new nor gone."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    """Those that counted before and are accepted by now."""
    no_longer_accepted: tuple[Finding, ...]
    """Those that were accepted before and count by now."""


def findings_between(old: Report | WorkspaceReport, new: Report | WorkspaceReport) -> FindingsBetween:
    """The findings that are new and gone in the second of two reports.

    A finding is the same where its check, the file or chain, its element and its sentence are; its line can be another.
    Nothing is said of a check that was run for only one of two reports of a chain, or failed in one of two reports of
    a workspace.

    Raises:
        TypeError: one is the report of a chain and the other of a workspace.
    """
    if type(old) is not type(new) or not isinstance(new, (Report, WorkspaceReport)):
        raise TypeError("findings_between takes two reports of chains, or two of workspaces")
    before, after = _counting(old), _counting(new)
    excused_before, excused = _accepted(old), _accepted(new)
    left_out = _not_comparable(old, new)
    gone = _beyond(before, after, left_out)
    added = _beyond(after, before, left_out)
    accepted, really_gone = _parted(gone, _beyond(excused, excused_before, left_out))
    reopened, really_new = _parted(added, _beyond(excused_before, excused, left_out))
    return FindingsBetween(really_new, really_gone, accepted, reopened)


_Signed = list[tuple[tuple[object, ...], Finding]]


def _sign(owner: str, finding: Finding) -> tuple[object, ...]:
    where = tuple(part for part in finding.where if isinstance(part, str))  # places in a list move
    return owner, finding.code, where, re.sub(r"\bline \d+", "line", str(finding.message))


def _counting(report: Report | WorkspaceReport) -> _Signed:
    if isinstance(report, Report):
        return [(_sign("", one), one) for one in report.findings]
    return [(_sign(file.name, one.finding), one.finding) for file in report.files for one in file.findings]


def _accepted(report: Report | WorkspaceReport) -> _Signed:
    if isinstance(report, Report):
        return [(_sign("", one.finding), one.finding) for one in report.accepted]
    return [(_sign(file.name, one.finding), one.finding) for file in report.files for one in file.accepted]


def _not_comparable(old: Report | WorkspaceReport, new: Report | WorkspaceReport) -> frozenset[str]:
    """The codes of the checks that only one report can tell of."""
    if isinstance(old, Report) and isinstance(new, Report):
        return frozenset(old.ran) ^ frozenset(new.ran)
    return frozenset(_crashed(old)) | frozenset(_crashed(new))


def _crashed(report: Report | WorkspaceReport) -> Iterator[str]:
    if isinstance(report, WorkspaceReport):
        yield from (crash.check.code for _, crash in report.crashes)


def _beyond(some: _Signed, others: _Signed, left_out: frozenset[str]) -> _Signed:
    """Those of one report that the other does not have, as often as it does not."""
    there = Counter(sign for sign, _ in others)
    found = []
    for sign, finding in some:
        if there[sign]:
            there[sign] -= 1
        elif finding.code not in left_out:
            found.append((sign, finding))
    return found


def _parted(some: _Signed, excused: _Signed) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Those that moved into, or out of, what is accepted; and the others."""
    moved = _beyond(some, excused, frozenset())
    signs = {id(finding) for _, finding in moved}
    return tuple(one for _, one in some if id(one) not in signs), tuple(one for _, one in moved)
