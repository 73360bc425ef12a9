"""Which rules count in which file, and how much: a report with the rest left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Final

from palveluketju.checking.reports import FileReport, Located, WorkspaceReport
from palveluketju.findings import Finding, Rule, Severity
from palveluketju.frozen import dataclass


@dataclass(frozen=True)
class Choice:
    """The rules that do not count, by code, and what others weigh in place of their own severity."""

    ignored: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def counts(self, code: str) -> bool:
        """Whether what a rule finds counts."""
        return code not in self.ignored

    def changed(
        self, selected: Iterable[str], ignored: Iterable[str], severity: Mapping[str, Severity] | None = None
    ) -> Choice:
        """The choice with some rules selected, and then some ignored."""
        return Choice((self.ignored - frozenset(selected)) | frozenset(ignored), {**self.severity, **(severity or {})})

    def weighed(self, finding: Finding) -> Finding:
        """A finding as much as it weighs here."""
        severity = self.severity.get(finding.code, finding.severity)
        return finding if severity is finding.severity else replace(finding, severity=severity)


ALL_COUNT: Final = Choice()
"""Every rule that is run counts, as much as it weighs."""


def chosen(report: WorkspaceReport, choice_of: Callable[[str], Choice]) -> WorkspaceReport:
    """A report of what counts: by the choice that holds for the file in which a finding is mended."""
    return replace(report, files=tuple(_chosen(file, choice_of(file.name)) for file in report.files))


def _chosen(file: FileReport, choice: Choice) -> FileReport:
    def weighed(one: Located) -> Located:
        finding = choice.weighed(one.finding)
        return one if finding is one.finding else replace(one, finding=finding)

    def kept(located: Iterable[Located]) -> tuple[Located, ...]:
        return tuple(weighed(one) for one in located if choice.counts(one.finding.code))

    return replace(file, findings=kept(file.findings), accepted=kept(file.accepted))


def cannot_be_ignored(rule: Rule) -> bool:
    """Whether a rule must count: a file in which it finds something cannot be read as it was meant."""
    return rule.severity is Severity.ERROR and rule.group.name in ("reading", "format")
