"""Running checks on one compiled chain."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from palveluketju.analyses import NotKnown, OpenDecision, not_known, open_decisions
from palveluketju.checking.acceptances import Accepted, accept, accepting
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.display import short, table_html
from palveluketju.findings import N_, Check, Finding, Message, Rule, Severity, Spot, counted, joined, stamp
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.terms import title
from palveluketju.timing import timed

Graph = TypeVar("Graph", ChainGraph, ChainGraph | CatalogueGraph)


@dataclass(frozen=True, repr=False)
class Report:
    """What checks found in one chain.

    ``ran`` are the codes of the checks that were run to their end; ``findings`` count, ``accepted`` do not;
    ``decisions`` are the chain's decisions not yet taken, ``not_known`` what is to be found out of it.
    """

    chain: str
    ran: tuple[str, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    decisions: tuple[OpenDecision, ...]
    not_known: tuple[NotKnown, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of one severity count."""
        return sum(finding.severity is severity for finding in self.findings)

    def __str__(self) -> str:
        lines = [f"{f.severity.label} {f.code} {_place(f)}: {f.message}" for f in self.findings]
        return "\n".join([self._counts(), *lines])

    def __repr__(self) -> str:
        return short(f"<report of {self._counts()}>")

    def _repr_html_(self) -> str:
        rows = [(f.severity.label, f.code, _place(f), f.message) for f in self.findings]
        head = [title(word) for word in ("weight", "code", "where", "finding")]
        return table_html(self._counts(), head, rows)

    def _counts(self) -> str:
        numbers = [counted(self.count(severity), severity.label) for severity in reversed(Severity)]
        rest = (f"{len(self.accepted)} accepted", f"{len(self.decisions)} open", f"{len(self.not_known)} not known")
        return f"{self.chain}: {joined([*numbers, *rest])}"


def _place(finding: Finding) -> str:
    return ".".join(map(str, finding.where)) or "chain"


@dataclass(frozen=True)
class Crash:
    """A check that failed: our mistake, not the chain's."""

    check: Rule
    error: Exception

    def message(self, file: str) -> Message:
        """Which check failed on which file, and how."""
        return Message(
            N_("internal error: check {code} {name} failed on {file}: {error}"),
            code=self.check.code,
            name=self.check.name,
            file=file,
            error=repr(self.error),
        )


def run_checks(
    graph: ChainGraph | CatalogueGraph,
    checks: Iterable[Rule] = CHECKS,
    *,
    today: datetime.date | None = None,
    also_found: Iterable[Finding] = (),
    also_ran: Iterable[Rule] = (),
    known: Iterable[Rule] = (),
    later: Collection[str] = (),
) -> tuple[Report, tuple[Crash, ...]]:
    """Run every check, also when one of them crashes, and tell which did.

    ``also_found`` is what checks of several chains together (``also_ran``) found in this one; acceptances apply to
    it as well. ``known`` are checks that are not run here and can be accepted here all the same.
    ``later`` are codes of checks whose findings, and what is accepted of them, come later.
    """
    rules = tuple(checks)
    found, ran, crashes = _run(rules, lambda check: [(graph, spot) for spot in check(graph)])
    findings = [*(finding for _, finding in found), *also_found]
    ran += also_ran
    day, of = today or graph.today, lambda code: code not in later
    counting, accepted = accept(accepting(graph), findings, ran, day, (*rules, *known), of=of)
    codes = tuple(rule.code for rule in ran)
    name = graph.chain.id if isinstance(graph, ChainGraph) else "catalogue"
    report = Report(name, codes, tuple(counting), tuple(accepted), open_decisions(graph), not_known(graph))
    return report, crashes


def run_workspace_checks(
    workspace: WorkspaceGraph, checks: Iterable[Rule] = WORKSPACE_CHECKS
) -> tuple[dict[ChainGraph | CatalogueGraph, list[Finding]], tuple[Rule, ...], tuple[Crash, ...]]:
    """What checks of several chains together find in each chain and catalogue, which of them ran, and which crashed."""
    found, ran, crashes = _run(checks, lambda check: check(workspace))
    by_graph: dict[ChainGraph | CatalogueGraph, list[Finding]] = {}
    for graph, finding in found:
        by_graph.setdefault(graph, []).append(finding)
    return by_graph, tuple(ran), crashes


def _run(
    checks: Iterable[Rule], look: Callable[[Check], Iterable[tuple[Graph, Spot]]]
) -> tuple[list[tuple[Graph, Finding]], list[Rule], tuple[Crash, ...]]:
    found: list[tuple[Graph, Finding]] = []
    ran: list[Rule] = []
    crashes: list[Crash] = []
    for rule in checks:
        if rule.check is None:
            continue
        try:
            with timed(rule.code):
                these = [(graph, stamp(rule, spot)) for graph, spot in look(rule.check)]
                for _, finding in these:
                    finding.try_to_say()  # a sentence that cannot be made is the check's mistake as well
        except Exception as error:  # every other check still has its say
            crashes.append(Crash(rule, error))
        else:
            found += these
            ran.append(rule)
    return found, ran, tuple(crashes)


def check_chain(graph: ChainGraph, checks: Iterable[Rule] = CHECKS, *, today: datetime.date | None = None) -> Report:
    """Check one chain and report what was found, check by check.

    ``today`` decides which acceptances have expired; it is the graph's day, or the current one, unless given. Which
    agreements are in force, and who has a dated duty, is a matter of the graph's day. Checks of your own go
    beside the library's: ``check_chain(graph, (*CHECKS, mine))``.

    Raises:
        TypeError: what is given is not a compiled chain.
        Exception: whatever a check raises; a note on it names the check.
    """
    if not isinstance(graph, ChainGraph):
        raise TypeError("check_chain takes a compiled chain: check_chain(compile_chain(chain))")
    report, crashes = run_checks(graph, checks, today=today)
    for crash in crashes:
        crash.error.add_note(f"while running check {crash.check.code} {crash.check.name}")
        raise crash.error
    return report
