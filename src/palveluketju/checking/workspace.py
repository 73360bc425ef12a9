"""Checking a workspace: every finding of every file, each at its line in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from palveluketju.checking.leaves import SetAside
from palveluketju.checking.locating import Locating
from palveluketju.checking.one_by_one import Checking
from palveluketju.checking.one_file import Looking, RulesRun
from palveluketju.checking.reports import WorkspaceReport
from palveluketju.checking.together import Together
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.findings import Rule
from palveluketju.garbage import collector_paused
from palveluketju.graph import Asked
from palveluketju.graph.asked import NOTHING_ASKED
from palveluketju.loading import LoadedFile, Workspace
from palveluketju.timing import PLACING, timed

if TYPE_CHECKING:
    from palveluketju.checking.elsewhere import Going
    from palveluketju.checking.kept import Kept
    from palveluketju.checking.packing import Packing
    from palveluketju.checking.records import Elsewhere
    from palveluketju.loading.streaming import Stream


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
    of_all = Asked(tuple(languages))

    def asked(name: str) -> Asked:
        return of_all if asked_of is None else of_all.joined(asked_of(name))

    rules = RulesRun.of(checks, workspace_checks, catalogue_checks)
    files = {file.name: file for file in workspace.files}
    locating = Locating(rules.known, files.__getitem__)
    looking = Looking(rules, locating, asked, today, lacks_a_catalogue=workspace.lacks_a_catalogue)
    checking = Checking(rules, locating, files.__getitem__, today, SetAside())
    graphs = [looking.compiled(file) for file in workspace.files]
    for number, (file, graph) in enumerate(zip(workspace.files, graphs, strict=True)):
        checking.add(number, looking.leaf(file, graph), graph)
    return checking.report(workspace, [file.source for file in workspace.files])


def check_stream(
    stream: Stream,
    checks: Iterable[Rule] = CHECKS,
    *,
    today: datetime.date | None = None,
    asked_of: Callable[[str], Asked] | None = None,
    going: Going = iter,
    jobs: int = 1,
    keeps: bool = False,
) -> WorkspaceReport:
    """Check the files of a stream, as :func:`check_workspace` does those of a workspace.

    Of a chain that was checked as much stays as ``WORKSPACE_CHECKS`` ask of it, so no others can be run. ``going`` goes
    through the files, and can tell how far it is. Checks of the library can be run in several processes, ``jobs``; 0
    is for as many as can work at a time. What remains of each file is kept for the next run of the command line where
    ``keeps`` says so, and that run keeps anything.

    Raises:
        Hidden: the files have to be read together.
    """
    from palveluketju.checking.elsewhere import OneByOne  # a workspace does without

    rules = RulesRun.of(checks, WORKSPACE_CHECKS)

    def again(name: str) -> LoadedFile:
        return stream.again(name, checking.chain(name))

    locating = Locating(rules.known, again)
    looking = Looking(rules, locating, asked_of or _nothing, today, lacks_a_catalogue=stream.lacks_a_catalogue)
    checking = Checking(rules, locating, again, today, SetAside(len(stream), lambda: _packing(stream)))
    with _elsewhere(stream, looking, rules, today, jobs, keeps=keeps) as (elsewhere, kept):
        for number, leaf, declared in going(OneByOne(stream, looking, today, elsewhere, locating.places)):
            with timed(PLACING):
                checking.add(number, leaf, declared)
    together = Together(kept, elsewhere.packing, looking.asked_of) if kept and elsewhere else None
    with timed(PLACING):
        report = checking.report(stream, stream.aside, together)
    if kept is not None:
        kept.keep(locating.places)
    return report


@contextmanager
def _elsewhere(
    stream: Stream, looking: Looking, rules: RulesRun, today: datetime.date | None, jobs: int, *, keeps: bool
) -> Iterator[tuple[Elsewhere | None, Kept | None]]:
    """Where records of files come from, and those that are kept; None where each is looked at here."""
    if not (keeps or jobs != 1):
        yield None, None
        return
    from palveluketju.checking.records import Elsewhere, Setting, can_be_named  # most checks do without these

    with ExitStack() as stack:
        records = kept = None
        if can_be_named(rules.chain):
            setting = Setting(stream.texts_of_catalogues(), rules.codes, today, stream.lacks_a_catalogue)
            if keeps:
                from palveluketju.checking.kept import kept_of

                kept = kept_of(stream, setting)
            if jobs != 1:
                from palveluketju.checking.elsewhere import asking
                from palveluketju.checking.processes import Processes, worth_starting

                names = (name for name in stream.order if not stream.is_variant(name) and stream.can_be_shared(name))
                found = kept.found(asking(stream, looking, name) for name in names) if kept else 0
                if count := worth_starting(jobs, len(stream) - found):
                    records = stack.enter_context(Processes(count, setting)).records
            if kept is not None:
                records = partial(kept.records, others=records)
        yield Elsewhere(records, stream.catalogues) if records else None, kept


def _packing(stream: Stream) -> Packing:
    from palveluketju.checking.packing import Packing  # few folders have so many files

    return Packing(stream.catalogues)


def _nothing(_: str) -> Asked:
    return NOTHING_ASKED
