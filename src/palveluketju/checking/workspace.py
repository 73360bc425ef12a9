"""Checking a workspace: every finding of every file, each at its line in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.acceptances import ACCEPTED_IN_VAIN, ACCEPTED_NOTHING, accept
from palveluketju.checking.reports import FileReport, Located, LocatedRecord, OtherEnd, Record, WorkspaceReport
from palveluketju.checking.running import Report, run_checks, run_workspace_checks
from palveluketju.checks import CATALOGUE_CHECKS, CHECKS, WORKSPACE_CHECKS
from palveluketju.checks.structure import spots_of, unknown_reference
from palveluketju.findings import Finding, Path, Position, Related, Rule, stamp
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph, compile_files, unknown_references, walked
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.model import Acceptance
from palveluketju.model.walking import Placed, walk
from palveluketju.source import Source

Entry = TypeVar("Entry", "Located", "LocatedRecord[OpenDecision]", "LocatedRecord[NotKnown]")


def check_workspace(
    workspace: Workspace,
    checks: Iterable[Rule] = CHECKS,
    *,
    workspace_checks: Iterable[Rule] = WORKSPACE_CHECKS,
    catalogue_checks: Iterable[Rule] | None = None,
    today: datetime.date | None = None,
) -> WorkspaceReport:
    """Check every chain of a workspace, each by itself and all together.

    A file with errors of reading still has its references looked up. ``checks`` are functions of a compiled chain,
    ``workspace_checks`` of all together, ``catalogue_checks`` of a catalogue by itself: unless given, those of
    ``checks`` that look at one. Checks of your own go beside the library's: ``check_workspace(workspace, (*CHECKS,
    mine))``.

    Raises:
        TypeError: what is given is not a workspace as it was loaded.
    """
    if not isinstance(workspace, Workspace):
        raise TypeError("check_workspace takes a workspace: check_workspace(load_workspace([path]))")
    rules, shared_rules = tuple(checks), tuple(workspace_checks)
    bases = {file.name: file.base.name for file in workspace.files if file.base is not None}
    compiled_files = compile_files(workspace.files, day=today)
    graphs = {name: graph for name, graph in compiled_files.items() if isinstance(graph, ChainGraph)}
    catalogues = {name: graph for name, graph in compiled_files.items() if isinstance(graph, CatalogueGraph)}
    chains = {graphs[file.name].chain.id: file for file in workspace.files if file.name in graphs}
    of_catalogues = tuple(rule for rule in rules if rule in CATALOGUE_CHECKS)
    of_catalogues = of_catalogues if catalogue_checks is None else tuple(catalogue_checks)
    known = (*rules, *shared_rules, *of_catalogues)
    collected = _Collected({file.name: file.source for file in workspace.files}, bases, chains, catalogues, known)
    compiled = WorkspaceGraph(graphs.values(), catalogues.values())
    together, ran, crashed = run_workspace_checks(compiled, shared_rules)
    crashes = [("the chains together", crash) for crash in crashed]
    for file in workspace.files:
        collected.find_while_reading(file)
        if file.name not in graphs:
            collected.find(_references(file, workspace, catalogues.get(file.name)), file)
            if file.name in catalogues:
                catalogue = catalogues[file.name]
                also = together.get(catalogue, ())
                report, crashed = run_checks(
                    catalogue, of_catalogues, today=today, also_found=also, also_ran=ran, known=known
                )
                crashes += ((file.name, crash) for crash in crashed)
                collected.report(report, file, today or catalogue.today)
            continue
        graph = graphs[file.name]
        also = together.get(graph, ())
        report, crashed = run_checks(graph, rules, today=today, also_found=also, also_ran=ran, known=known)
        crashes += ((file.name, crash) for crash in crashed)
        if workspace.lacks_a_catalogue:
            report = replace(report, findings=tuple(f for f in report.findings if not _may_be_in_a_catalogue(f)))
        collected.report(report, file, today or graph.today)
    return WorkspaceReport(collected.reports(), workspace.unread, tuple(crashes), len(workspace.chains))


def _may_be_in_a_catalogue(finding: Finding) -> bool:
    return finding.code == unknown_reference.code and finding.values["kind"] not in ("level", "need")


class _Collected:
    """What was found, by the file in which it is to be mended; what several chains cause there is said once."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        bases: Mapping[str, str],
        chains: Mapping[str, LoadedFile],
        catalogues: Mapping[str, CatalogueGraph],
        known: Iterable[Rule],
    ) -> None:
        self._known = tuple(known)
        self._sources = sources
        self._bases = bases
        self._chains = chains
        self._general = {
            name: Placed((), graph.catalogue)
            for name, graph in catalogues.items()
            if any(one.at for one in graph.catalogue.accepted)
        }
        self._found: dict[str, dict[Located, dict[OtherEnd, None]]] = {name: {} for name in sources}
        self._accepted: dict[str, dict[Located, None]] = {name: {} for name in sources}
        self._decisions: dict[str, dict[LocatedRecord[OpenDecision], None]] = {name: {} for name in sources}
        self._not_known: dict[str, dict[LocatedRecord[NotKnown], None]] = {name: {} for name in sources}
        self._used: set[tuple[str, Position]] = set()
        self._of_variants: list[tuple[LoadedFile, Finding, Located]] = []

    def find_while_reading(self, file: LoadedFile) -> None:
        """What a file's own text is guilty of; a part left out for it may since stand in for a catalogue's."""
        for finding in file.findings:
            self._add(self._locate(finding, replace(file, borrowed={})))

    def find(self, findings: Iterable[Finding], file: LoadedFile) -> None:
        for finding in findings:
            located = self._locate(finding, file)
            if file.base is not None and located.file == file.base.name:
                self._of_variants.append((file, finding, located))
            else:
                self._add(located)
            if finding.code in ACCEPTED_IN_VAIN:
                self._used.add((located.file, located.position))

    def _add(self, located: Located) -> None:
        """Keep a finding; where another chain causes the same at the same place, only its other ends are new."""
        ends = self._found[located.file].setdefault(replace(located, related=()), {})
        ends.update(dict.fromkeys(located.related))

    def report(self, report: Report, file: LoadedFile, today: datetime.date) -> None:
        found = list(report.findings)
        for name in self._general.keys() & {file.home(one.where) for one in found} - {file.name}:
            found = self._accept_in_general(found, file, name, today)
        self.find(found, file)
        for accepted in report.accepted:
            self._used.add(_place(accepted.where, file, self._sources))
            located = self._locate(accepted.finding, file, accepted.acceptance)
            self._accepted[located.file][located] = None
        self._place_records(report.decisions, file, self._decisions)
        self._place_records(report.not_known, file, self._not_known)

    def _accept_in_general(
        self, found: list[Finding], file: LoadedFile, catalogue: str, today: datetime.date
    ) -> list[Finding]:
        """What of a chain's findings still counts when a catalogue as a whole accepts some of its own parts."""
        there = [one for one in found if file.home(one.where) == catalogue]
        counting, accepted = accept([self._general[catalogue]], there, (), today, self._known)
        source = self._sources[catalogue]
        for vain in counting:
            if vain not in there:  # an acceptance that does not count
                position = source.position(None, vain.where)
                self._used.add((catalogue, position))
                self._add(Located(catalogue, position, replace(vain, where=source.known(vain.where))))
        for one in accepted:
            self._used.add((catalogue, source.position(None, one.where)))
            located = self._locate(one.finding, file, one.acceptance)
            self._accepted[located.file][located] = None
        taken = [one.finding for one in accepted]
        return [one for one in found if one not in taken]

    def _place_records(
        self, records: Iterable[Record], file: LoadedFile, found: Mapping[str, dict[LocatedRecord[Record], None]]
    ) -> None:
        for record in records:
            home, position = _place(record.where, file, self._sources)
            found[home][LocatedRecord(home, position, record)] = None

    def _locate(self, finding: Finding, file: LoadedFile, acceptance: Acceptance | None = None) -> Located:
        home = file.home(finding.where)
        source = self._sources[home]
        related = tuple(self._other_end(other, file) for other in finding.related)
        standing = replace(finding, where=source.known(finding.where), related=())
        return Located(home, source.position(finding.position, finding.where), standing, related, acceptance)

    def _other_end(self, other: Related, file: LoadedFile) -> OtherEnd:
        if other.position is not None:
            return other.note, other.file or file.name, other.position
        home, position = _place(other.where, self._chains.get(other.chain or "", file), self._sources)
        return other.note, home, position

    def reports(self) -> tuple[FileReport, ...]:
        """What was found, file by file; what only a variant causes in its base stands in the variant."""
        for file, finding, located in self._of_variants:
            sign = (located.position, finding.code, finding.message)
            said = ((one.position, one.finding.code, one.finding.message) for one in self._found[located.file])
            if sign not in said:
                there = ("in the chain that it changes", located.file, located.position)
                standing = replace(located.finding, where=file.source.known(finding.where))
                place = file.source.position(None, finding.where)
                self._add(Located(file.name, place, standing, (there, *located.related)))
        return tuple(
            FileReport(
                name,
                source,
                _in_order(
                    replace(one, related=tuple(ends))
                    for one, ends in self._found[name].items()
                    if not self._is_said_elsewhere(name, one)
                ),
                _in_order(self._accepted[name]),
                _in_order(self._decisions[name]),
                _in_order(self._not_known[name]),
            )
            for name, source in self._sources.items()
        )

    def _is_said_elsewhere(self, name: str, located: Located) -> bool:
        """Whether a finding of a variant as a whole is said of the chain that it changes, or an acceptance is used.

        An acceptance in a catalogue serves every chain: it is stale only when no chain has a use for it.
        """
        base = self._bases.get(name)
        if base is not None and not located.finding.where:
            said = {
                (one.finding.code, one.finding.message) for one in self._found.get(base, ()) if not one.finding.where
            }
            if (located.finding.code, located.finding.message) in said:
                return True
        return located.finding.code == ACCEPTED_NOTHING.code and (located.file, located.position) in self._used


def _in_order(found: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=attrgetter("position")))


def _references(file: LoadedFile, workspace: Workspace, catalogue: CatalogueGraph | None) -> Iterable[Finding]:
    """Unknown references in a catalogue, or in a chain of which some part is wrong, at their places in the file."""
    declared = {
        kind: file.declared.get(kind, frozenset()) | file.parsed.declared.get(kind, frozenset())
        for kind in {*file.declared, *file.parsed.declared}
    }
    shared = file.partial or file.parsed.declaration
    if shared is None:
        return
    places = walk(shared) if catalogue is None else walked(catalogue)
    unknown = (
        one
        for one in unknown_references(shared, places, declared)
        if one.where[:2] not in file.borrowed  # that is said of the catalogue itself
        and not (workspace.lacks_a_catalogue and one.kind not in ("level", "need"))
    )
    for spot in spots_of(unknown):
        where = spot.where
        while where and where not in file.parsed.paths:
            where = where[:-1]
        original = file.parsed.paths[where] if file.parsed.paths else spot.where
        yield replace(stamp(unknown_reference, spot), where=original)


def _place(where: Path, file: LoadedFile, sources: Mapping[str, Source]) -> tuple[str, Position]:
    home = file.home(where)
    return home, sources[home].position(None, where)
