"""Sets of rules, and the options that rules have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from palveluketju.findings import Rule, Severity

ONLY_IN_ALL: Final = frozenset({"PK247"})
"""Rules that count only where they are selected: what they find is no trouble yet."""
_WRONG_AS_WRITTEN: Final = frozenset(
    {
        *("PK009", "PK011", "PK031", "PK104", "PK106", "PK113", "PK205", "PK220", "PK222", "PK223", "PK225"),
        *("PK403", "PK404", "PK501", "PK502", "PK503", "PK505", "PK506", "PK507", "PK508", "PK509"),
        *("PK901", "PK902", "PK903"),
    }
)
"""Rules lighter than errors whose findings are a contradiction in the files, whatever anybody plans."""


class Option(NamedTuple):
    """A limit of a rule: its default, its bounds, and what it is."""

    default: int
    least: int
    most: int
    meaning: str


OPTIONS: Final[Mapping[str, Mapping[str, Option]]] = {
    "PK247": {"days": Option(90, 1, 3650, "How many days before its last day an agreement is found.")},
}
"""The options of rules, by code and name."""


def rules_of_set(name: str, rules: Iterable[Rule]) -> frozenset[str]:
    """The codes of a set: ``correctness`` has what is wrong as it is written, ``recommended`` also what is missing.

    ``all`` has the rest too: what is no trouble yet.

    >>> from palveluketju.checks import CHECKS
    >>> "PK213" in rules_of_set("correctness", CHECKS), "PK213" in rules_of_set("recommended", CHECKS)
    (False, True)
    """
    if name == "correctness":
        return frozenset(
            rule.code for rule in rules if rule.severity is Severity.ERROR or rule.code in _WRONG_AS_WRITTEN
        )
    return frozenset(rule.code for rule in rules if name == "all" or rule.code not in ONLY_IN_ALL)
