"""What a measurable goal is measured with, and what of it is not told."""

from __future__ import annotations

from palveluketju.model import Absence, Direction, Goal, Measure, is_absent


def untold_of_goal(goal: Goal) -> tuple[str, ...]:
    """The keys of what a measurable goal should tell and does not; none of a goal that is not measurable.

    A goal is measured with an indicator, from a baseline to a target, by a date. A measured value is a baseline too, a
    lasting limit needs no date, and nothing is asked of the baseline while the indicator is absent, nor of the date
    while the target is.
    """
    if not goal.is_measurable:
        return ()
    told = {
        "indicator": goal.indicator is not None,
        "baseline": goal.baseline is not None or bool(goal.measured) or is_absent(goal.indicator),
        "target": goal.target is not None,
        "by": goal.by is not None or goal.direction is Direction.HOLD or _is_dated(goal.target),
    }
    return tuple(key for key, is_told in told.items() if not is_told)


def _is_dated(target: Measure | Absence | None) -> bool:
    """Whether a target has a date of its own; one that is absent may be given with its date, or needs none."""
    return is_absent(target) or (isinstance(target, Measure) and target.dated is not None)
