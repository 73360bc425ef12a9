"""What a run checks: the files of several projects, what is found in them, and what of it the run is about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from palveluketju.checking import (
    WorkspaceReport,
)
from palveluketju.checking.fingerprints import fingerprinted
from palveluketju.checking.narrowing import narrowed
from palveluketju.findings import Severity
from palveluketju.frozen import dataclass
from palveluketju.garbage import collector_paused
from palveluketju.loading import Workspace
from palveluketju.projects.checked import Outcomes, outcomes_of
from palveluketju.projects.project import Project

if TYPE_CHECKING:
    from palveluketju.checking.elsewhere import Going
    from palveluketju.loading.streaming import Stream
    from palveluketju.selecting import Contract, Outcome


@dataclass(frozen=True)
class Together:
    """What a run checks: the report that it is about, of whose ``whole`` it may be a part, and the names it read.

    ``limits`` has the lowest severity that fails, by the name of each file of a project; ``root`` is the folder from
    which files are called, ``asked`` the files that the run is about. ``outcomes`` is what contracts find, ``lang`` the
    language that a configuration asks for.
    """

    report: WorkspaceReport
    root: Path
    read: tuple[str, ...]
    limits: Mapping[str, Severity | None]
    asked: frozenset[str]
    unknown_fails: bool = False
    outcomes: Outcomes = ()
    lang: str | None = None

    def fails(self, limit: Severity | None, *, is_given: bool, on_unknown: bool) -> bool:
        """Whether something weighs as much as a limit that is given, else as that of its file, or is not known."""
        found = (
            (one.finding.severity, limit if is_given else self.limits.get(file.name, Severity.ERROR))
            for file in self.report.files
            for one in file.findings
        )
        if any(least is not None and severity >= least for severity, least in found):
            return True
        return (on_unknown or self.unknown_fails) and self.report.count_not_known() > 0

    def of(self, whole: WorkspaceReport) -> Together:
        """The same run with another report of the whole; what is found in a file of no project stays in it."""
        beside = {file.name for file in whole.files} - self.limits.keys()
        return replace(self, report=narrowed(whole, self.asked | beside))

    @property
    def whole(self) -> WorkspaceReport:
        """The report of all files that were read."""
        return self.report.whole or self.report


@collector_paused()
def checked_together(
    projects: Iterable[Project],
    *,
    today: datetime.date | None = None,
    since: str | None = None,
    skip_foreign: bool = False,
    texts: Mapping[str, str] | None = None,
    going: Going = iter,
    jobs: int = 1,
    with_fingerprints: bool = True,
) -> Together:
    """Read and check the files of projects, and narrow what is found to what the run is about.

    ``going`` goes through the files of a folder, and can tell how far it is; ``jobs`` processes check them. Findings
    have no fingerprints unless they are ``with_fingerprints``.

    Raises:
        CannotRun: a revision cannot be read.
    """
    every = list(projects)
    reports: list[WorkspaceReport] = []
    outcomes: list[tuple[Contract, Outcome]] = []
    read: list[str] = []
    asked: set[str] = set()
    limits: dict[str, Severity | None] = {}
    for project in every:
        workspace, report, found = _checked(project, today, skip_foreign, texts, going, jobs)
        reports.append(fingerprinted(report, project.root) if with_fingerprints else report)
        outcomes += found
        read += project.config.read(*workspace.read)
        asked |= project.asked_for(workspace, since)
        limits |= dict.fromkeys((file.name for file in workspace.files), project.config.fail_on)
    whole = joined(reports)
    unknown_fails = any(project.config.fail_on_unknown for project in every)
    of_run = (tuple(read), limits, frozenset(asked), unknown_fails, tuple(outcomes), every[0].config.lang)
    return Together(whole, every[0].root, *of_run).of(whole)


def _checked(
    project: Project,
    today: datetime.date | None,
    skip_foreign: bool,
    texts: Mapping[str, str] | None,
    going: Going,
    jobs: int,
) -> tuple[Workspace | Stream, WorkspaceReport, Outcomes]:
    """The files of a project with what is found in them: one by one where they can be, else all at once."""
    stream = None if texts else project.streamed()
    if stream is not None:
        from palveluketju.loading.streaming import Hidden

        try:
            return stream, project.checked_stream(stream, today=today, going=going, jobs=jobs), ()
        except Hidden:
            pass
    workspace = project.loaded(texts=texts, skip_foreign=skip_foreign)
    found = outcomes_of(workspace, project.config, today)
    return workspace, project.checked(workspace, today=today, outcomes=found), found


def joined(reports: Iterable[WorkspaceReport]) -> WorkspaceReport:
    """The reports of several projects as one."""
    every = list(reports)
    if len(every) == 1:
        return every[0]
    return WorkspaceReport(
        tuple(file for one in every for file in one.files),
        tuple(sentence for one in every for sentence in one.unread),
        tuple(crash for one in every for crash in one.crashes),
        sum(one.chains for one in every),
        tuple(name for one in every for name in one.foreign),
    )
