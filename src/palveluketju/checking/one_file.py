"""Checking one file by itself: each finding at its line in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from palveluketju.analyses.unserved import segments_named
from palveluketju.checking.acceptances import accepting
from palveluketju.checking.leaves import Leaf
from palveluketju.checking.locating import Locating
from palveluketju.checking.running import run_checks
from palveluketju.checks import CATALOGUE_CHECKS
from palveluketju.checks.structure import spots_of, unknown_reference
from palveluketju.findings import N_, Finding, Path, Position, Related, Rule, stamp
from palveluketju.graph import Asked, CatalogueGraph, ChainGraph, compile_files, unknown_references, walked
from palveluketju.graph.remembering import Questions
from palveluketju.loading import LoadedFile
from palveluketju.model.walking import walk
from palveluketju.timing import COMPILING, timed

REMEMBERED: Final[Questions] = (segments_named,)
"""What is found out about a chain before it goes."""


class RulesRun(NamedTuple):
    """The rules that are run on each chain, on all together, and on each catalogue."""

    chain: tuple[Rule, ...]
    together: tuple[Rule, ...]
    catalogue: tuple[Rule, ...]

    @property
    def known(self) -> tuple[Rule, ...]:
        """All of them: what can be accepted."""
        return (*self.chain, *self.together, *self.catalogue)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rules that are run on each chain."""
        return tuple(rule.code for rule in self.chain)

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


class Looking:
    """Looks at files, each by itself; ``asked_of`` gives what is asked of a file, by its name."""

    def __init__(
        self,
        rules: RulesRun,
        locating: Locating,
        asked_of: Callable[[str], Asked],
        today: datetime.date | None,
        *,
        lacks_a_catalogue: bool,
    ) -> None:
        self._rules = rules
        self._locating = locating
        self.asked_of = asked_of
        self._today = today
        self._lacks_a_catalogue = lacks_a_catalogue
        self._later = frozenset(rule.code for rule in rules.together)

    def compiled(self, file: LoadedFile) -> ChainGraph | CatalogueGraph | None:
        """What a file declares, compiled; None where it is wrong. Catalogues come before what has something of them."""
        if file.is_catalogue:
            self._locating.know(file)
        with timed(COMPILING):
            return compile_files([file], day=self._today, asked_of=self.asked_of).get(file.name)

    def leaf(self, file: LoadedFile, graph: ChainGraph | CatalogueGraph | None) -> Leaf:
        """What is found in a file, of which ``graph`` was made."""
        locating = self._locating
        base, chain = file.base, file.chain
        leaf = Leaf(file.name, None if base is None else base.name, None if chain is None else chain.name)
        locating.find_while_reading(leaf, file)
        if not isinstance(graph, ChainGraph):
            locating.find(leaf, _references(file, self._lacks_a_catalogue, graph), file)
        if graph is None:
            return leaf
        rules = self._rules.chain if isinstance(graph, ChainGraph) else self._rules.catalogue
        report, crashed = run_checks(graph, rules, today=self._today, known=self._rules.known, later=self._later)
        leaf.crashes += crashed
        leaf.accepting = accepting(graph)
        findings: Iterable[Finding] = report.findings
        if isinstance(graph, ChainGraph):
            findings = (own for one in findings for own in _of_its_own(one, file))
            if self._lacks_a_catalogue:
                findings = (one for one in findings if not _may_be_in_a_catalogue(one))
        locating.report(leaf, findings, report.accepted, file, self._today or graph.today)
        locating.records(leaf, report.decisions, report.not_known, file)
        return leaf


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
