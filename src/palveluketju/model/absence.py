"""The ways in which something can be absent, the states that are told of it, and who decides about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import Discriminator, Tag, model_validator
from typing_extensions import TypeIs

from palveluketju.model.base import Value, refuse
from palveluketju.model.text import LongText, Text
from palveluketju.model.values import OrganisationRef, When

T = TypeVar("T")


class Open(Value):
    """A decision not yet taken: the question, who decides, by when. Never an error."""

    open: LongText
    decides: Party | None = None
    by: When | None = None


class NotApplicable(Value):
    """Something that this chain rightly does not have, and why."""

    not_applicable: LongText


Absence = Open | NotApplicable


def _how_present(value: Any) -> str:
    if value is None:
        return "?missing"
    if isinstance(value, Open) or (isinstance(value, Mapping) and "open" in value):
        return "?open"
    if isinstance(value, NotApplicable) or (
        isinstance(value, Mapping) and ("not-applicable" in value or "not_applicable" in value)
    ):
        return "?not-applicable"
    return "?value"


Maybe = Annotated[
    Annotated[T, Tag("?value")]
    | Annotated[Open, Tag("?open")]
    | Annotated[NotApplicable, Tag("?not-applicable")]
    | Annotated[None, Tag("?missing")],
    Discriminator(_how_present),
]
"""A value that may be there, be open, not apply, or be missing."""


class Party(Value):
    """Who does or decides something: an organisation, a role, or a role in an organisation.

    The short form is an organisation's id. A role is a duty or an office, never a person's name.
    """

    short = "organisation"

    organisation: Maybe[OrganisationRef] = None
    role: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _words_are_a_role(cls, value: Any) -> Any:
        if isinstance(value, str) and (" " in value.strip() or value != value.lower()):
            refuse(
                "party", "'{value}' is not an organisation's id; for a role, write {role: {value}}", value=value[:60]
            )
        return value

    @model_validator(mode="after")
    def _somebody(self) -> Party:
        if self.organisation is None and self.role is None:
            refuse("party", "name an organisation, a role, or both")
        return self


class State(StrEnum):
    """What is told of something that could be there: seven states, the same in every register, picture and text.

    Each has its words under its value in ``terms``.
    """

    THERE = "there"
    """It is there, of its own or carried over."""
    POSSIBLE = "possible"
    """Something that is there or is to come may be it."""
    OPEN = "open"
    """Somebody has to decide."""
    NOT_KNOWN = "not-known"
    """Whoever wrote the declaration has not found it out."""
    NOT_APPLICABLE = "not-applicable"
    """It rightly is not there, and the declaration says why."""
    NOT_STATED = "not-stated"
    """The declaration does not say."""
    NONE = "none"
    """It is not there: everything that could be there is stated, and it is none of that."""


_BEST = (State.THERE, State.POSSIBLE, State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE, State.NONE)


def state_of(value: Any) -> State:
    """Whether a value of a declaration is there, open, not applicable or not stated.

    A party whose organisation is open is open, whatever its role.
    """
    if value is None or value == ():
        return State.NOT_STATED
    if is_open(value):
        return State.OPEN
    if is_not_applicable(value):
        return State.NOT_APPLICABLE
    if isinstance(value, Party) and (value.role is None or is_open(value.organisation)):
        return state_of(value.organisation)
    return State.THERE


def best_state(states: Iterable[State]) -> State:
    """The best of several states: one that is there is enough; not stated where there is none."""
    found = set(states)
    return next((state for state in _BEST if state in found), State.NOT_STATED)


def is_open(value: object) -> TypeIs[Open]:
    """Whether a value is a decision not yet taken."""
    return isinstance(value, Open)


def is_not_applicable(value: object) -> TypeIs[NotApplicable]:
    """Whether it is said of a value that it rightly is not there."""
    return isinstance(value, NotApplicable)


def is_absent(value: object) -> TypeIs[Open | NotApplicable]:
    """Whether it is said in the stead of a value how it is absent."""
    return isinstance(value, (Open, NotApplicable))


def given(value: T | Open | NotApplicable | None) -> T | None:
    """The value itself, or None where it is open, not applicable or missing."""
    return None if is_absent(value) else value


def listed(value: tuple[T, ...] | Open | NotApplicable | None) -> tuple[T, ...]:
    """The items of a list, none where it is open, not applicable or missing."""
    return () if value is None or is_absent(value) else value
