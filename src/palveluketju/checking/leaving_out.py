"""What is found very often in one file: as many findings of a rule are listed as are of use, the rest is counted."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any, Final

from palveluketju.checking.reports import Located
from palveluketju.findings import N_, NN_, Finding

MOST_LISTED: Final = 1000
"""How many findings of one rule are listed in one file."""


class Crowds:
    """The findings of each file, of which those that are too many go, the first in the file staying.

    Which of them stay does not depend on the order in which they come. Of those that went a number each is kept, so
    that what several chains cause at one place is counted once.
    """

    def __init__(self) -> None:
        self._looked_at: dict[str, int] = {}
        self._left_out: dict[tuple[str, str], set[int]] = {}

    def has_left_out(self, located: Located) -> bool:
        """Whether a finding is one of those that went."""
        return bool(self._left_out) and _mark(located) in self._left_out.get(_crowd(located), ())

    def grown(self, file: str, found: MutableMapping[Located, Any]) -> None:
        """Let go what is too much in a file, each time that it has twice as many findings."""
        if len(found) >= 2 * self._looked_at.get(file, MOST_LISTED):
            self._leave_out(found)
            self._looked_at[file] = max(len(found), MOST_LISTED)

    def rest(self, found: Mapping[str, MutableMapping[Located, Any]]) -> list[Located]:
        """Let go what is too much in each file, and say how much that is of each rule, where the last is listed."""
        for those in found.values():
            if len(those) > MOST_LISTED:
                self._leave_out(those)
        return [
            _rest(max((one for one in found[crowd[0]] if _crowd(one) == crowd), key=_place), len(marks))
            for crowd, marks in self._left_out.items()
        ]

    def _leave_out(self, found: MutableMapping[Located, Any]) -> None:
        crowds: dict[tuple[str, str], list[Located]] = {}
        for one in found:
            crowds.setdefault(_crowd(one), []).append(one)
        for crowd, those in crowds.items():
            gone = sorted(those, key=_place)[MOST_LISTED:] if len(those) > MOST_LISTED else ()
            for one in gone:
                del found[one]
            if gone:
                self._left_out.setdefault(crowd, set()).update(map(_mark, gone))


def _crowd(located: Located) -> tuple[str, str]:
    return located.file, located.finding.code


def _place(located: Located) -> tuple[Any, str]:
    return located.position, located.finding.message


def _mark(located: Located) -> int:
    return hash(_place(located))


def _rest(last: Located, count: int) -> Located:
    """That there are more findings of a rule than are listed: a finding of this rule, so that it counts as they do.

    It is known by their number: when that changes, a baseline does not know it.
    """
    of_rule = last.finding
    more = Finding(
        of_rule.code,
        of_rule.name,
        of_rule.severity,
        (),
        NN_(
            "There is {count} more finding of this rule in this file, which is not listed.",
            "There are {count} more findings of this rule in this file, which are not listed.",
        ),
        {"count": count},
        mend_template=N_("Mend those that are listed first."),
    )
    return Located(last.file, last.position, more, known_by=(None, f"{count} more"), stands_for=count)
