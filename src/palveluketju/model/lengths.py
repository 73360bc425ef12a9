"""Lengths of time that are compared and added by bounds which hold whenever they begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from palveluketju.frozen import dataclass

HOURS: Final = 24
"""The hours of a day."""


@dataclass(frozen=True, slots=True)
class Length:
    """An exact length of time, in units that cannot be turned into each other: the sum of the three.

    A day has 24 hours, a week 7 days and a year 12 months. How many days a month or a working day is depends on when it
    begins. Stated bounds hold always: 1 month is 28 to 31 days and 12 months are 365 or 366; *n* working days are at
    least *n* days and at most 2 *n* + 7, which holds over the public holidays of Finland and their eves.
    """

    hours: int = 0
    working_days: int = 0
    months: int = 0

    def __add__(self, other: Length) -> Length:
        return Length(self.hours + other.hours, self.working_days + other.working_days, self.months + other.months)

    def __neg__(self) -> Length:
        return Length(-self.hours, -self.working_days, -self.months)

    @property
    def least(self) -> int:
        """The number of hours that it has at least, whenever it begins."""
        days = _bound(self.working_days, _fewest_days, _most_days) + _bound(self.months, _shortest, _longest)
        return self.hours + HOURS * days

    @property
    def most(self) -> int:
        """The number of hours that it has at most."""
        return -(-self).least


def _bound(count: int, fewest: Callable[[int], int], most: Callable[[int], int]) -> int:
    """The days of so many units at least; where units are taken away, they are taken away at their longest."""
    return fewest(count) if count > 0 else -most(-count) if count else 0


def _fewest_days(working_days: int) -> int:
    return working_days


def _most_days(working_days: int) -> int:
    return 2 * working_days + 7


def _shortest(months: int) -> int:
    return 365 * (months // 12) + 28 * (months % 12)


def _longest(months: int) -> int:
    return 366 * (months // 12) + 31 * (months % 12)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long something takes at least and at most; ``longest`` is None where nothing bounds it."""

    shortest: Length
    longest: Length | None

    def __add__(self, other: Bounds) -> Bounds:
        longest = None if self.longest is None or other.longest is None else self.longest + other.longest
        return Bounds(self.shortest + other.shortest, longest)

    @property
    def days(self) -> tuple[int, int | None]:
        """The shortest and the longest in whole days, rounded down and up; the second None where nothing bounds it."""
        longest = None if self.longest is None else -(-self.longest.most // HOURS)
        return self.shortest.least // HOURS, longest

    def is_longer_than(self, other: Bounds) -> bool | None:
        """Whether it takes longer than another for certain, or for certain not; None where that cannot be told."""
        if other.longest is not None and (self.shortest + -other.longest).least > 0:
            return True
        if self.longest is not None and (self.longest + -other.shortest).most <= 0:
            return False
        return None
