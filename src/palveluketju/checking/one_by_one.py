"""What was found in files one by one, and what is found when they are held against each other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Final

from palveluketju.checking.acceptances import accept
from palveluketju.checking.collecting import Collected
from palveluketju.checking.leaves import Leaf
from palveluketju.checking.locating import Locating
from palveluketju.checking.one_file import RulesRun
from palveluketju.checking.reports import WorkspaceReport
from palveluketju.checking.running import Crash, run_workspace_checks
from palveluketju.findings import Finding, Path, Rule
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.loading.streaming import Stream
from palveluketju.model import Acceptance
from palveluketju.source import Aside, Source


class Checking:
    """The files of a workspace: each is added in any order when it has been looked at, and then all are checked.

    ``graphs`` has what they declare, by their names; of a chain that is left, as much as ``WORKSPACE_CHECKS`` ask.
    """

    def __init__(
        self,
        rules: RulesRun,
        locating: Locating,
        again: Callable[[str], LoadedFile],
        today: datetime.date | None,
    ) -> None:
        self._rules = rules
        self._locating = locating
        self._again = again
        self._today = today
        self._collected = Collected()
        self.graphs: dict[str, ChainGraph | CatalogueGraph] = {}
        self._numbers: dict[str, int] = {}
        self._accepting: dict[str, tuple[tuple[Path, Path, Acceptance], ...]] = {}
        self._crashes: list[tuple[int, str, Crash]] = []

    def add(self, number: int, leaf: Leaf, graph: ChainGraph | CatalogueGraph | None) -> None:
        """Add what was found in a file, the one of a number, and what it declares where it is right."""
        self._collected.add(leaf, number, 0)
        self._numbers[leaf.name] = number
        self._crashes += ((number, leaf.name, crash) for crash in leaf.crashes)
        if graph is not None:
            self.graphs[leaf.name] = graph
            self._accepting[leaf.name] = leaf.accepting

    def report(self, workspace: Workspace | Stream, files: Iterable[Source | Aside]) -> WorkspaceReport:
        """Check all files together, and tell what was found in each."""
        in_order = sorted(self.graphs, key=self._numbers.__getitem__)
        graphs = [self.graphs[name] for name in in_order]
        compiled = WorkspaceGraph(
            (one for one in graphs if isinstance(one, ChainGraph)),
            (one for one in graphs if isinstance(one, CatalogueGraph)),
            workspace.wrong,
        )
        together, ran, crashed = run_workspace_checks(compiled, self._rules.together)
        named = {one.chain.id: name for name, one in self.graphs.items() if isinstance(one, ChainGraph)}
        ends = (one for found in together.values() for finding in found for one in finding.related)
        self._locating.find_places(ends, named)
        for name, graph in zip(in_order, graphs, strict=True):
            self._report_of_all(name, together.get(graph, ()), ran, self._today or graph.today)
        crashes = [(_TOGETHER, crash) for crash in crashed]
        crashes += [(name, crash) for _, name, crash in sorted(self._crashes, key=itemgetter(0))]
        reports = self._collected.reports(files)
        chains = sum(isinstance(graph, ChainGraph) for graph in graphs)
        return WorkspaceReport(reports, tuple(workspace.unread), tuple(crashes), chains, workspace.foreign)

    def _report_of_all(self, name: str, also: Iterable[Finding], ran: Iterable[Rule], today: datetime.date) -> None:
        """What checks of all chains together find in one, and what is accepted of it."""
        later = frozenset(rule.code for rule in self._rules.together)
        found, accepted = accept(
            self._accepting[name], also, ran, today, self._rules.known, of=lambda code: code in later
        )
        if found or accepted:
            leaf = Leaf(name)
            self._locating.report(leaf, found, accepted, self._again(name), today)
            self._collected.add(leaf, self._numbers[name], 1)


_TOGETHER: Final = "the chains together"
