"""Accepted findings, and the findings that acceptances themselves can cause (PK9xx)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Set
from fnmatch import fnmatchcase
from typing import Final

from palveluketju.checking.by_element import ByElement
from palveluketju.checks import CHECKS, FORMER_NAMES, RETIRED_CHECKS, WORKSPACE_CHECKS
from palveluketju.findings import N_, Finding, Items, Path, RetiredRule, Rule, Severity, Spot, nearest, rules_of, stamp
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, once_a_graph, walked
from palveluketju.model import Acceptance, Shared
from palveluketju.model.walking import acceptances
from palveluketju.wording import Day


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the chain accepts, and where it says so."""

    finding: Finding
    acceptance: Acceptance
    where: Path


@dataclass(frozen=True, slots=True)
class _Reach:
    """What an acceptance is about: the element that it stands on, or the places in it that patterns name."""

    element: Path
    at: tuple[str, ...]

    def covered(self, findings: ByElement, code: str) -> tuple[Finding, ...]:
        """The findings of a code that the acceptance is of."""
        return tuple(one for one in findings.within(code, self.element) if self.covers(one.where))

    def covers(self, where: Path) -> bool:
        """Whether the acceptance is of what was found at a place."""
        if where[: len(self.element)] != self.element:
            return False
        within = where[len(self.element) :]
        if self.at:
            return any(_leads_to(pattern.split("."), within) for pattern in self.at)
        return bool(self.element) or not where or where[0] not in _ELEMENTS


def _leads_to(pattern: list[str], where: Path) -> bool:
    """Whether a place is one of those that a pattern names, or within one."""
    return len(pattern) <= len(where) and all(
        fnmatchcase(str(name), part) for part, name in zip(pattern, where, strict=False)
    )


def acceptance_of_nothing(where: Path, code: str) -> Spot:
    """An acceptance matches no finding.

    Why: the finding has been fixed or has moved; an acceptance that is left in place would hide the next finding.
    Mend: remove the acceptance.
    """
    what = N_("This acceptance matches no finding.")
    return Spot(where, what, {"code": code}, mend=N_("Remove the acceptance of {code}."))


def acceptance_expired(where: Path, code: str, until: datetime.date) -> Spot:
    """An acceptance has expired.

    Why: the finding was accepted until a date that has passed, so it counts again.
    Mend: fix the finding, or agree on a new date.
    """
    what = N_("This acceptance expired on {until}, so the findings count again.")
    mend = N_("Fix what {code} finds, or agree on a new date and write it as 'until:'.")
    return Spot(where, what, {"code": code, "until": Day(until)}, mend=mend)


def acceptance_without_reason(where: Path, code: str) -> Spot:
    """An acceptance gives no reason.

    Why: without a reason nobody can later judge whether the acceptance is still justified, so the finding counts.
    Mend: write 'reason:' on the acceptance.
    """
    what = N_("This acceptance has no reason, so the findings count.")
    return Spot(where, what, {"code": code}, mend=N_("Write 'reason:' on the acceptance of {code}."))


def acceptance_of_unknown_check(where: Path, check: str, names: list[str]) -> Spot:
    """An acceptance names a check that does not exist or cannot be accepted.

    Why: it accepts nothing.
    Mend: write the code or the name of the check as the finding shows it; errors of reading must be fixed.
    """
    if _CODE.fullmatch(check):
        what = N_("This acceptance names a check that cannot be accepted or does not exist.")
        return Spot(where, what, {"check": check}, mend=N_("Fix what '{check}' found, or correct the code."))
    guess = nearest(check.lower(), names)
    mend = (
        N_("Did you mean '{guess}' instead of '{check}'?")
        if guess
        else N_("Write a code such as PK201 in place of '{check}'.")
    )
    return Spot(
        where, N_("This acceptance names a check that does not exist."), {"check": check, "guess": guess}, mend=mend
    )


def acceptance_of_retired_check(where: Path, code: str, now: list[str], *, needed: bool) -> Spot:
    """An acceptance names a retired check.

    Why: it still accepts what the check found, which other checks find now, but the reader cannot look the check up.
    Mend: write the code of the check that finds it now.
    """
    what = N_("This acceptance names a retired check; it still accepts what that check found.")
    mend = N_("Write {now} in place of {code}; it accepts everything that is found.")
    if not needed:
        mend = N_("Remove the acceptance of {code}: the acceptance of {now} includes it.")
    return Spot(where, what, {"code": code, "now": Items(now, "or")}, mend=mend)


_FUNCTIONS = (
    ("PK901", Severity.WARNING, acceptance_of_nothing),
    ("PK902", Severity.WARNING, acceptance_expired),
    ("PK903", Severity.WARNING, acceptance_without_reason),
    ("PK904", Severity.ERROR, acceptance_of_unknown_check),
    ("PK905", Severity.INFO, acceptance_of_retired_check),
)
ACCEPTANCE_RULES: Final[tuple[Rule, ...]] = tuple(rules_of(_FUNCTIONS).values())
_CODE: Final = re.compile(r"PK[0-9]{3}", re.IGNORECASE)
# The sections whose parts carry acceptances of their own; what stands elsewhere belongs to the chain.
_ELEMENTS: Final = frozenset(
    {
        *("levels", "bars", "goals", "entries", "exits", "moves", "exchanges", "paths"),
        *("coordination", "target-group", "participation", "considers"),
        *Shared.UNREFERRED,
        *Shared.SECTIONS,
    }
)
ACCEPTED_NOTHING, _EXPIRED, _WITHOUT_REASON, _UNKNOWN, _RETIRED = ACCEPTANCE_RULES

ACCEPTED_IN_VAIN: Final = frozenset((_EXPIRED.code, _WITHOUT_REASON.code))
"""Findings about acceptances of what is there, but that do not count."""


@once_a_graph
def accepting(graph: ChainGraph | CatalogueGraph) -> tuple[tuple[Path, Path, Acceptance], ...]:
    """Every accepted finding of a chain or a catalogue: the path of its element, its own path, and the acceptance."""
    return tuple(acceptances(walked(graph)))


def accept(
    accepting: Iterable[tuple[Path, Path, Acceptance]],
    findings: Iterable[Finding],
    ran: Iterable[Rule],
    today: datetime.date,
    known: Iterable[Rule] = (),
    *,
    of: Callable[[str | None], bool] = lambda _: True,
) -> tuple[list[Finding], list[Accepted]]:
    """Divide findings into those that count, those that acceptances cause, and those accepted.

    Each acceptance comes with the path of its element and its own. Only those of checks ``of`` some codes are looked
    at; of None are those of a check that is retired or not known.

    An acceptance covers the element it stands on and what is within it, or what its patterns name of that; on the chain
    itself, without patterns, the findings about the chain as a whole. Whether an acceptance is stale can be told only
    of checks that ``ran``; ``known`` are those of somebody's own, also where they did not run, or not to their end.
    """
    counting, taken = ByElement(findings), ByElement()
    each = [
        (_Reach(element, acceptance.at), where, acceptance, check)
        for element, whole, acceptance in accepting
        for check, where in _checks_of(acceptance, whole)
    ]
    if not each:  # so it is in most chains: what rules are called need not be known
        return [*counting], []
    accepted: list[Accepted] = []
    caused: list[Finding] = []
    checks = (*CHECKS, *WORKSPACE_CHECKS, *ran, *known)
    by_name = {**FORMER_NAMES} | {name: check.code for check in checks for name in (check.code, check.name)}
    codes = {check.code for check in ran}
    for reach, where, acceptance, check in each:
        retired = _RETIRED_BY_NAME.get(check, _RETIRED_BY_NAME.get(check.upper()))
        code = by_name.get(check, by_name.get(check.upper()))
        if not of(code if retired is None else None):
            continue
        if retired is not None:
            before = len(accepted)
            caused += _accept_retired(retired, (reach, where), acceptance, (counting, accepted), (codes, today))
            for half in accepted[before:]:
                taken.add(half.finding)
            continue
        covered = reach.covered(counting, code or "")
        if code is None:
            names = [*dict.fromkeys(check.name for check in checks)]
            caused.append(stamp(_UNKNOWN, acceptance_of_unknown_check(where, check, names)))
        elif trouble := _in_vain(acceptance, where, code, today) if covered else None:
            caused.append(trouble)
        elif covered:
            accepted += (Accepted(finding, acceptance, where) for finding in covered)
            counting.remove(covered)
            for finding in covered:
                taken.add(finding)
        elif code in codes and not reach.covered(taken, code):
            caused.append(stamp(ACCEPTED_NOTHING, acceptance_of_nothing(where, code)))
    return [*counting, *caused], accepted


def _checks_of(acceptance: Acceptance, where: Path) -> Iterator[tuple[str, Path]]:
    """Each check that an acceptance names, and where: in a list, its own place."""
    several = len(acceptance.check) > 1
    yield from ((check, (*where, "check", place) if several else where) for place, check in enumerate(acceptance.check))


_RETIRED_BY_NAME: Final = {name: rule for rule in RETIRED_CHECKS for name in (rule.code, rule.name)}


def _accept_retired(
    retired: RetiredRule,
    place: tuple[_Reach, Path],
    acceptance: Acceptance,
    found: tuple[ByElement, list[Accepted]],
    run: tuple[Set[str], datetime.date],
) -> Iterator[Finding]:
    """Accept the half of each finding that a retired check found by itself; what an acceptance of one causes."""
    (reach, where), (counting, accepted), (codes, today) = place, found, run
    now = [code for code in retired.found_by if any(_half_of(one, retired, reach) for one in counting.of(code))]
    if now and (trouble := _in_vain(acceptance, where, retired.code, today)):
        yield trouble
        return
    for code in now:
        rest: list[Finding] = []
        for finding in counting.of(code):
            half = _half_of(finding, retired, reach)
            if half is None:
                rest.append(finding)
            else:
                accepted.append(Accepted(half, acceptance, where))
                rest += [other for name, other in finding.halves.items() if name != retired.code]
        counting.put(code, rest)
    said = now or list(dict.fromkeys(a.finding.code for a in accepted if _half_of(a.finding, retired, reach)))
    if said:
        yield stamp(_RETIRED, acceptance_of_retired_check(where, retired.code, said, needed=bool(now)))
    elif codes & set(retired.found_by):
        yield stamp(ACCEPTED_NOTHING, acceptance_of_nothing(where, retired.code))


def _half_of(finding: Finding, retired: RetiredRule, reach: _Reach) -> Finding | None:
    """The half of a finding that a retired check found by itself, where an acceptance covers it."""
    half = finding.halves.get(retired.code)
    return half if half is not None and reach.covers(half.where) else None


def _in_vain(acceptance: Acceptance, where: Path, code: str, today: datetime.date) -> Finding | None:
    """Why an acceptance of what is there does not count; None when it does."""
    if acceptance.reason is None:
        return stamp(_WITHOUT_REASON, acceptance_without_reason(where, code))
    if acceptance.until is not None and acceptance.until < today:
        return stamp(_EXPIRED, acceptance_expired(where, code, acceptance.until))
    return None
