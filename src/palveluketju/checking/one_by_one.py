"""What was found in files one by one, and what is found when they are held against each other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from palveluketju.checking.acceptances import accept
from palveluketju.checking.collecting import Collected
from palveluketju.checking.leaves import Leaf
from palveluketju.checking.locating import Locating
from palveluketju.checking.one_file import RulesRun
from palveluketju.checking.reports import WorkspaceReport
from palveluketju.checking.running import Crash, run_workspace_checks
from palveluketju.checking.together import Declared, Found, Later, Together
from palveluketju.findings import Finding, Path, Rule
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.model import Acceptance, Chain
from palveluketju.source import Aside, Source

if TYPE_CHECKING:
    from palveluketju.checking.leaves import SetAside
    from palveluketju.loading.streaming import Stream


class Checking:
    """The files of a workspace: each is added in any order when it has been looked at, and then all are checked.

    What they declare is held against each other; of a chain that is left, as much as ``WORKSPACE_CHECKS`` ask.
    """

    def __init__(
        self,
        rules: RulesRun,
        locating: Locating,
        again: Callable[[str], LoadedFile],
        today: datetime.date | None,
        leaves: SetAside,
    ) -> None:
        self._rules = rules
        self._locating = locating
        self._again = again
        self._today = today
        self._leaves = leaves
        self._declared: dict[str, Declared] = {}
        self._numbers: dict[str, int] = {}
        self._accepting: dict[str, tuple[tuple[Path, Path, Acceptance], ...]] = {}
        self._crashes: list[tuple[int, str, Crash]] = []

    def add(self, number: int, leaf: Leaf, declared: Declared | None) -> None:
        """Add what was found in a file, the one of a number, and what it declares where it is right."""
        self._leaves.add(leaf, number, 0)
        self._numbers[leaf.name] = number
        self._crashes += ((number, leaf.name, crash) for crash in leaf.crashes)
        if declared is not None:
            self._declared[leaf.name] = declared
            self._accepting[leaf.name] = leaf.accepting

    def chain(self, name: str) -> Chain | None:
        """The chain of a file, where it has one that is right."""
        graph = self._graph(name) if name in self._declared else None
        return graph.chain if isinstance(graph, ChainGraph) else None

    def report(
        self, workspace: Workspace | Stream, files: Iterable[Source | Aside], kept: Together | None = None
    ) -> WorkspaceReport:
        """Check all files together, and tell what was found in each; ``kept`` is what was found so before."""
        declared = {name: self._declared[name] for name in sorted(self._declared, key=self._numbers.__getitem__)}
        named = {_chain_id(one): name for name, one in declared.items() if not isinstance(one, CatalogueGraph)}
        ran: tuple[Rule, ...] = tuple(rule for rule in self._rules.together if rule.check is not None)
        crashed: tuple[Crash, ...] = ()
        found: Found | None = None
        before: dict[str, Leaf] = {}
        if kept is not None and kept.knows(declared, workspace.wrong):
            before = self._located_before(kept, named)
            found = kept.found(before)
        if found is None:
            found, ran, crashed = self._together(declared, workspace.wrong)
            is_kept = kept is not None and not crashed and kept.keep(found)
            before = self._located_before(kept, named) if kept is not None and is_kept else {}
        anew = (finding for name, those in found.items() if name not in before for finding in those)
        ends = (one for finding in anew for one in finding.related if one.position is None)
        self._locating.find_places(((one.chain or "", one.where) for one in ends), named)
        left = dict(found)
        del found  # of very many findings each goes when it has its place
        for name, one in declared.items():
            leaf, also = before.get(name), left.pop(name, ())
            if leaf is None:
                leaf = self._leaf_of_all(name, also, ran, self._today or one.today)
                if leaf is not None and kept is not None and not crashed:  # else it is not all that there is
                    kept.keep_leaf(leaf)
            if leaf is not None:
                self._leaves.add(leaf, self._numbers[name], 1)
        crashes = [(_TOGETHER, crash) for crash in crashed]
        crashes += [(name, crash) for _, name, crash in sorted(self._crashes, key=itemgetter(0))]
        chains = sum(not isinstance(one, CatalogueGraph) for one in declared.values())
        declared.clear()
        self._declared.clear()  # there is room again for what was found
        collected = Collected()
        for leaf, number, phase in self._leaves.taken():
            collected.add(leaf, number, phase)
        reports = collected.reports(files)
        return WorkspaceReport(reports, tuple(workspace.unread), tuple(crashes), chains, workspace.foreign)

    def _graph(self, name: str) -> ChainGraph | CatalogueGraph:
        one = self._declared[name]
        if isinstance(one, Later):
            one = self._declared[name] = one.graph()
        return one

    def _together(
        self, names: Iterable[str], wrong: Iterable[str | None]
    ) -> tuple[Found, tuple[Rule, ...], tuple[Crash, ...]]:
        """What is found when files are held against each other, which rules ran, and which crashed."""
        graphs = {self._graph(name): name for name in names}
        compiled = WorkspaceGraph(
            (one for one in graphs if isinstance(one, ChainGraph)),
            (one for one in graphs if isinstance(one, CatalogueGraph)),
            wrong,
        )
        found, ran, crashed = run_workspace_checks(compiled, self._rules.together)
        return {graphs[graph]: these for graph, these in found.items()}, ran, crashed

    def _located_before(self, kept: Together, files: dict[str, str]) -> dict[str, Leaf]:
        """What was located when the same was found before, by file, where all of it is still where it was."""
        leaves = kept.leaves()
        ends = ((end.chain, end.where) for leaf in leaves.values() for end in leaf.ends() if end.where is not None)
        self._locating.find_places(ends, files)
        return {name: leaf for name, leaf in leaves.items() if self._locating.stands(leaf)}

    def _leaf_of_all(
        self, name: str, also: Iterable[Finding], ran: Iterable[Rule], today: datetime.date
    ) -> Leaf | None:
        """What checks of all chains together find in one, and what is accepted of it; None where that is nothing."""
        later = frozenset(rule.code for rule in self._rules.together)
        found, accepted = accept(
            self._accepting[name], also, ran, today, self._rules.known, of=lambda code: code in later
        )
        if not (found or accepted):
            return None
        leaf = Leaf(name)
        self._locating.report(leaf, found, accepted, self._again(name), today)
        return leaf


def _chain_id(chain: ChainGraph | Later) -> str:
    return chain.chain_id if isinstance(chain, Later) else chain.chain.id


_TOGETHER: Final = "the chains together"
