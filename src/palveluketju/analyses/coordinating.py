"""Whether somebody holds the whole together: the four answers that registers give."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from palveluketju.model import Coordination, NotApplicable, Open, Party, given


class Told(StrEnum):
    """What a chain says of something it should say."""

    YES = "yes"
    OPEN = "open"
    NOT_APPLICABLE = "not-applicable"
    MISSING = "missing"


def told(value: Any) -> Told:
    """Whether a value is given, open, said not to apply, or missing."""
    if value is None or value == ():
        return Told.MISSING
    if isinstance(value, Open):
        return Told.OPEN
    if isinstance(value, NotApplicable):
        return Told.NOT_APPLICABLE
    if isinstance(value, Party) and value.role is None:
        return told(value.organisation)
    return Told.YES


def best(answers: Iterable[Told]) -> Told:
    """The best of several answers: one that is given is enough."""
    found = set(answers)
    return next((answer for answer in (Told.YES, Told.OPEN, Told.NOT_APPLICABLE) if answer in found), Told.MISSING)


def coordination_named(coordination: Any) -> Told:
    """Whether a worker or a team is named; a shared plan alone does not act."""
    declared = given(coordination)
    if isinstance(declared, Coordination):
        return best((told(declared.worker), told(declared.team)))
    return told(coordination)
