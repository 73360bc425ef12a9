"""Checking a workspace: every finding of every file, each at its line in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from palveluketju.checking.collecting import Collected
from palveluketju.checking.reports import WorkspaceReport
from palveluketju.checking.running import run_checks, run_workspace_checks
from palveluketju.checks import CATALOGUE_CHECKS, CHECKS, WORKSPACE_CHECKS
from palveluketju.checks.structure import spots_of, unknown_reference
from palveluketju.findings import N_, Finding, Path, Position, Related, Rule, stamp
from palveluketju.garbage import collector_paused
from palveluketju.graph import (
    Asked,
    CatalogueGraph,
    ChainGraph,
    WorkspaceGraph,
    compile_files,
    unknown_references,
    walked,
)
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.model.walking import walk


@collector_paused()
def check_workspace(
    workspace: Workspace,
    checks: Iterable[Rule] = CHECKS,
    *,
    workspace_checks: Iterable[Rule] = WORKSPACE_CHECKS,
    catalogue_checks: Iterable[Rule] | None = None,
    today: datetime.date | None = None,
    languages: Iterable[str] = (),
    asked_of: Callable[[str], Asked] | None = None,
) -> WorkspaceReport:
    """Check every chain of a workspace, each by itself and all together.

    A file with errors of reading still has its references looked up. ``checks`` are functions of a compiled chain,
    ``workspace_checks`` of all together, ``catalogue_checks`` of a catalogue by itself: unless given, those of
    ``checks`` that look at one. Checks of your own go beside the library's: ``check_workspace(workspace, (*CHECKS,
    mine))``. ``languages`` are required of every chain, beside those of its areas; ``asked_of`` gives what else is
    asked of a file, by its name.

    Raises:
        TypeError: what is given is not a workspace as it was loaded.
    """
    if not isinstance(workspace, Workspace):
        raise TypeError("check_workspace takes a workspace: check_workspace(load_workspace([path]))")
    rules, shared_rules = tuple(checks), tuple(workspace_checks)
    bases = {file.name: file.base.name for file in workspace.files if file.base is not None}
    compiled_files = compile_files(workspace.files, day=today, languages=languages, asked_of=asked_of)
    graphs = {name: graph for name, graph in compiled_files.items() if isinstance(graph, ChainGraph)}
    catalogues = {name: graph for name, graph in compiled_files.items() if isinstance(graph, CatalogueGraph)}
    chains = {graphs[file.name].chain.id: file for file in workspace.files if file.name in graphs}
    of_catalogues = tuple(rule for rule in rules if rule in CATALOGUE_CHECKS)
    of_catalogues = of_catalogues if catalogue_checks is None else tuple(catalogue_checks)
    known = (*rules, *shared_rules, *of_catalogues)
    collected = Collected({file.name: file.source for file in workspace.files}, bases, chains, catalogues, known)
    compiled = WorkspaceGraph(graphs.values(), catalogues.values(), workspace.wrong)
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
        findings = tuple(own for one in report.findings for own in _of_its_own(one, file))
        if workspace.lacks_a_catalogue:
            findings = tuple(one for one in findings if not _may_be_in_a_catalogue(one))
        report = replace(report, findings=findings)
        collected.report(report, file, today or graph.today)
    return WorkspaceReport(
        collected.reports(), workspace.unread, tuple(crashes), len(workspace.chains), workspace.foreign
    )


def _may_be_in_a_catalogue(finding: Finding) -> bool:
    return finding.code == unknown_reference.code and finding.values["kind"] not in ("level", "need")


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
