"""Checking files one by one, each finding at its line in the file where it is mended, and then all together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import itemgetter
from typing import Final, NamedTuple

from palveluketju.analyses.unserved import segments_named
from palveluketju.checking.acceptances import accept
from palveluketju.checking.collecting import Collected
from palveluketju.checking.reports import WorkspaceReport
from palveluketju.checking.running import Crash, run_checks, run_workspace_checks
from palveluketju.checks import CATALOGUE_CHECKS
from palveluketju.checks.structure import spots_of, unknown_reference
from palveluketju.findings import N_, Finding, Path, Position, Related, Rule, stamp
from palveluketju.graph import (
    Asked,
    CatalogueGraph,
    ChainGraph,
    WorkspaceGraph,
    compile_files,
    unknown_references,
    walked,
)
from palveluketju.graph.remembering import remembered
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.loading.streaming import Stream
from palveluketju.model import Acceptance, Chain
from palveluketju.model.walking import acceptances, walk
from palveluketju.source import Aside, Source
from palveluketju.timing import COMPILING, timed


class RulesRun(NamedTuple):
    """The rules that are run on each chain, on all together, and on each catalogue."""

    chain: tuple[Rule, ...]
    together: tuple[Rule, ...]
    catalogue: tuple[Rule, ...]

    @classmethod
    def of(
        cls, checks: Iterable[Rule], workspace_checks: Iterable[Rule], catalogue_checks: Iterable[Rule] | None = None
    ) -> RulesRun:
        """Rules as they are asked for: of catalogues, unless told, those of chains that look at one."""
        rules = tuple(checks)
        of_catalogues = (rule for rule in rules if rule in CATALOGUE_CHECKS)
        return cls(
            rules, tuple(workspace_checks), tuple(of_catalogues if catalogue_checks is None else catalogue_checks)
        )


class Checking:
    """The files of a workspace, as they are checked: each by itself in any order, and then all together.

    A file is taken before it is checked, and catalogues before the chains that have something from them. What a chain
    needs to be held against others stays: its graph, or once it is left, as much of it as ``WORKSPACE_CHECKS`` ask.
    """

    def __init__(
        self,
        rules: RulesRun,
        again: Callable[[str], LoadedFile],
        lacks_a_catalogue: bool,
        today: datetime.date | None,
        asked: Asked,
        asked_of: Callable[[str], Asked] | None,
    ) -> None:
        self._rules = rules
        self._again = again
        self._lacks_a_catalogue = lacks_a_catalogue
        self._today = today
        self._asked, self._asked_of = asked, asked_of
        self._later = frozenset(rule.code for rule in rules.together)
        self._known = (*rules.chain, *rules.together, *rules.catalogue)
        self._collected = Collected(self._known, again)
        self._graphs: dict[str, ChainGraph | CatalogueGraph] = {}
        self._numbers: dict[str, int] = {}
        self._accepting: dict[str, tuple[tuple[Path, Path, Acceptance], ...]] = {}
        self._crashes: list[tuple[int, str, Crash]] = []

    def take(self, number: int, file: LoadedFile) -> None:
        """Compile a file, the one of a number."""
        self._numbers[file.name] = number
        self._collected.know(file)
        asked = self._asked.joined(self._asked_of(file.name)) if self._asked_of else self._asked
        with timed(COMPILING):
            self._graphs |= compile_files([file], day=self._today, asked_of=lambda _: asked)

    def check(self, number: int, file: LoadedFile) -> None:
        """Check a file by itself."""
        collected, graph = self._collected, self._graphs.get(file.name)
        collected.look_at(number, 0)
        collected.find_while_reading(file)
        if not isinstance(graph, ChainGraph):
            collected.find(_references(file, self._lacks_a_catalogue, graph), file)
        if graph is None:
            return
        rules = self._rules.chain if isinstance(graph, ChainGraph) else self._rules.catalogue
        report, crashed = run_checks(graph, rules, today=self._today, known=self._known, later=self._later)
        self._crashes += ((number, file.name, crash) for crash in crashed)
        self._accepting[file.name] = tuple(acceptances(walked(graph)))
        findings: Iterable[Finding] = report.findings
        if isinstance(graph, ChainGraph):
            findings = (own for one in findings for own in _of_its_own(one, file))
            if self._lacks_a_catalogue:
                findings = (one for one in findings if not _may_be_in_a_catalogue(one))
        collected.report(findings, report.accepted, file, self._today or graph.today)
        collected.records(report.decisions, report.not_known, file)

    def leave(self, file: LoadedFile) -> None:
        """Forget a file that was checked, but for what other chains are held against."""
        graph = self._graphs.get(file.name)
        if isinstance(graph, ChainGraph):
            self._graphs[file.name] = remembered(graph, (segments_named,))

    def chain_of(self, name: str) -> Chain | None:
        """What was made of a file that was taken: its chain, or as much as is remembered of it."""
        graph = self._graphs.get(name)
        return graph.chain if isinstance(graph, ChainGraph) else None

    def report(self, workspace: Workspace | Stream, files: Iterable[Source | Aside]) -> WorkspaceReport:
        """Check all files together, and tell what was found in each."""
        in_order = sorted(self._graphs, key=self._numbers.__getitem__)
        graphs = [self._graphs[name] for name in in_order]
        compiled = WorkspaceGraph(
            (one for one in graphs if isinstance(one, ChainGraph)),
            (one for one in graphs if isinstance(one, CatalogueGraph)),
            workspace.wrong,
        )
        together, ran, crashed = run_workspace_checks(compiled, self._rules.together)
        self._collected.find_places(one for found in together.values() for finding in found for one in finding.related)
        for name, graph in zip(in_order, graphs, strict=True):
            self._report_of_all(name, together.get(graph, ()), ran, self._today or graph.today)
        crashes = [(_TOGETHER, crash) for crash in crashed]
        crashes += [(name, crash) for _, name, crash in sorted(self._crashes, key=itemgetter(0))]
        reports = self._collected.reports(files)
        chains = sum(isinstance(graph, ChainGraph) for graph in graphs)
        return WorkspaceReport(reports, tuple(workspace.unread), tuple(crashes), chains, workspace.foreign)

    def _report_of_all(self, name: str, also: Iterable[Finding], ran: Iterable[Rule], today: datetime.date) -> None:
        """What checks of all chains together find in one, and what is accepted of it."""
        found, accepted = accept(
            self._accepting[name], also, ran, today, self._known, of=lambda code: code in self._later
        )
        if found or accepted:
            self._collected.look_at(self._numbers[name], 1)
            self._collected.report(found, accepted, self._again(name), today)


_TOGETHER: Final = "the chains together"


def _may_be_in_a_catalogue(finding: Finding) -> bool:
    return finding.code == unknown_reference.code and finding.values["kind"] not in ("level", "need")


def _references(file: LoadedFile, lacks_a_catalogue: bool, catalogue: CatalogueGraph | None) -> Iterable[Finding]:
    """Unknown references in a catalogue, or in a chain of which some part is wrong, at their places in the file."""
    declared = {
        kind: file.declared.get(kind, frozenset()) | file.parsed.declared.get(kind, frozenset())
        for kind in {*file.declared, *file.parsed.declared}
    }
    shared = file.partial or file.parsed.declaration
    if shared is None:
        return
    places = walked(catalogue) if catalogue is not None else file.walk or walk(shared)
    unknown = (
        one
        for one in unknown_references(shared, places, declared)
        if one.where[:2] not in file.borrowed  # that is said of the catalogue itself
        and not (lacks_a_catalogue and one.kind not in ("level", "need"))
    )
    for spot in spots_of(unknown):
        written = [_written(where, file) for where in (spot.where, *(other.where for other in spot.related))]
        yield _at(written, stamp(unknown_reference, spot), file)


def _written(where: Path, file: LoadedFile) -> Path:
    """Where a place of what could be made of a file stands in the file as it is written."""
    if not file.parsed.paths:
        return where
    while where and where not in file.parsed.paths:
        where = where[:-1]
    return file.parsed.paths[where]


def _of_its_own(finding: Finding, file: LoadedFile) -> Iterator[Finding]:
    """What is found of a chain; of an unknown id, not where a catalogue names it: that is said of the catalogue."""
    if finding.code != unknown_reference.code:
        yield finding
        return
    places = (finding.where, *(other.where for other in finding.related))
    own = [where for where in places if where[:2] not in file.borrowed]
    if own:
        yield _at(own, finding, file)


def _at(places: Iterable[Path], finding: Finding, file: LoadedFile) -> Finding:
    """What is found at several places, at the first of them as they are written; in a file before its base."""

    def order(where: Path) -> tuple[bool, Position]:
        return file.home(where) != file.name, file.source.position(None, where)

    first, *others = sorted(places, key=order)
    return replace(finding, where=first, related=tuple(Related(N_("and here"), where) for where in others))
