"""The ways in which something can be absent, the states that are told of it, and who decides about it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, Tag, ValidationInfo, model_validator
from typing_extensions import TypeIs

from palveluketju.findings import N_
from palveluketju.model.base import Forms, OneOf, Value, kebab, refuse
from palveluketju.model.text import LongText, Text
from palveluketju.model.values import OrganisationRef, When, refuse_reserved

T = TypeVar("T")


def _no_element(value: Any, info: ValidationInfo) -> Any:
    """Where an element stands under a word that says how something is absent, that word was meant as its id.

    What belongs beside the word is no language of its text either, though its length is that of a language code.
    """
    word = kebab(info.field_name or "")
    beside = next((key for key in _BESIDE.get(word, ()) if isinstance(value, Mapping) and key in value), None)
    if beside is not None:
        refuse(
            "beside",
            N_("'{key}' belongs beside '{word}', not within it."),
            N_("Write {{{word}: ..., {key}: ...}}."),
            key=beside,
            word=word,
        )
    if isinstance(value, Mapping) and any(len(str(key).split("-")[0]) > _LANGUAGE for key in value):
        refuse_reserved(word)
    return value


_LANGUAGE: Final = 3
"""Letters of a language code at most."""
_BESIDE: Final = {"open": ("decides", "by"), "unknown": ("ask",)}
"""The keys that stand with a word that says how something is absent."""
_Why = Annotated[LongText, BeforeValidator(_no_element)]


class Open(Value):
    """A decision not yet taken: the question, who decides, by when. Never an error."""

    open: _Why
    decides: "Party | None" = None
    by: When | None = None


class Unknown(Value):
    """What whoever wrote the declaration has not found out, and whom to ask. Never an error.

    Nobody has to decide it: the answer is there, and somebody knows it.
    """

    unknown: _Why
    ask: "Party | None" = None


class NotApplicable(Value):
    """Something that this chain rightly does not have, and why."""

    not_applicable: _Why


Unsettled = Open | Unknown
"""What may yet turn out to be anything: somebody has to decide it, or to find it out."""
Absence = Open | Unknown | NotApplicable
"""What stands in the stead of a value and tells how it is absent."""
_UNSETTLED: Final = frozenset((Open, Unknown))
_ABSENT: Final = frozenset((Open, Unknown, NotApplicable))
"""The classes of the two; none has another below it, and a class itself is told faster than what it is below."""


def _how_present(value: Any) -> str:
    how = _HOW.get(type(value))
    if how is not None:
        return how
    if type(value) is dict or isinstance(value, Mapping):
        if "open" in value:
            return "?open"
        if "unknown" in value:
            return "?unknown"
        if "not-applicable" in value or "not_applicable" in value:
            return "?not-applicable"
    return "?value"


_HOW: Final[Mapping[type, str]] = {
    type(None): "?missing",
    Open: "?open",
    Unknown: "?unknown",
    NotApplicable: "?not-applicable",
    str: "?value",
    list: "?value",
}


if TYPE_CHECKING:
    Maybe = Annotated[T | Open | Unknown | NotApplicable | None, Forms(_how_present)]
else:
    Maybe = OneOf(
        Annotated[Open, Tag("?open")],
        Annotated[Unknown, Tag("?unknown")],
        Annotated[NotApplicable, Tag("?not-applicable")],
        Annotated[None, Tag("?missing")],
        told=Forms(_how_present),
    )
"""A value that may be there, be open, be not known, not apply, or be missing."""


def _how_listed(value: Any) -> str:
    how = _how_present(value)
    return how if how in ("?open", "?unknown") else "?value"


if TYPE_CHECKING:
    Item = Annotated[T | Open | Unknown, Forms(_how_listed)]
else:
    Item = OneOf(Annotated[Open, Tag("?open")], Annotated[Unknown, Tag("?unknown")], told=Forms(_how_listed))
"""An item of a list of which a part can be open or not known: there are others."""


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
            what = N_("'{value}' is not the id of an organisation.")
            refuse("party", what, N_("For a role, write {{role: {value}}}."), value=value[:60])
        return value

    @model_validator(mode="after")
    def _somebody(self) -> "Party":
        if self.organisation is None and self.role is None:
            refuse("party", N_("Neither an organisation nor a role is named."), N_("Name one of them, or both."))
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


NOT_TOLD: Final = (State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE, State.NOT_STATED)
"""The states in which nothing is told of what it is."""
_TOLD: Final[dict[type, State]] = {Open: State.OPEN, Unknown: State.NOT_KNOWN, NotApplicable: State.NOT_APPLICABLE}
_THERE: Final = State.THERE  # a member of an enum is looked for each time, and this is asked all the time
_NOT_STATED: Final = State.NOT_STATED
_BEST: Final = (State.THERE, State.POSSIBLE, State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE, State.NONE)


def state_of(value: Any) -> State:
    """Whether a value of a declaration is there, open, not known, not applicable or not stated.

    A party whose organisation is absent is absent like it where it has no role; where it has one, only an organisation
    that somebody has to decide or to find out keeps the party from being there.
    """
    kind = type(value)
    if value is None or (kind is tuple and not value):
        return _NOT_STATED
    if kind in _ABSENT:
        return _TOLD[kind]
    if isinstance(value, Party) and (value.role is None or is_unsettled(value.organisation)):
        return state_of(value.organisation)
    return _THERE


def best_state(states: Iterable[State]) -> State:
    """The best of several states: one that is there is enough; not stated where there is none."""
    found = set(states)
    return next((state for state in _BEST if state in found), State.NOT_STATED)


def is_open(value: object) -> TypeIs[Open]:
    """Whether a value is a decision not yet taken."""
    return type(value) is Open


def is_unknown(value: object) -> TypeIs[Unknown]:
    """Whether it is said of a value that it has not been found out."""
    return type(value) is Unknown


def is_unsettled(value: object) -> TypeIs[Open | Unknown]:
    """Whether a value is still to be decided or found out, so that it may turn out to be anything."""
    return type(value) in _UNSETTLED


def is_not_applicable(value: object) -> TypeIs[NotApplicable]:
    """Whether it is said of a value that it rightly is not there."""
    return type(value) is NotApplicable


def is_absent(value: object) -> TypeIs[Open | Unknown | NotApplicable]:
    """Whether it is said in the stead of a value how it is absent."""
    return type(value) in _ABSENT


def unsettled_in(value: object) -> tuple[Unsettled, ...]:
    """What of a value is still to be decided or found out: the value itself, or items of a list."""
    if isinstance(value, tuple):
        return tuple([item for item in value if type(item) in _UNSETTLED])
    return (value,) if is_unsettled(value) else ()


def given(value: T | Absence | None) -> T | None:
    """The value itself, or None where it is absent or missing."""
    return None if type(value) in _ABSENT else value  # type: ignore[return-value]


def listed(value: tuple[T, ...] | Absence | None) -> tuple[T, ...]:
    """The items of a list, none where it is absent or missing."""
    return () if value is None or type(value) in _ABSENT else value  # type: ignore[return-value]


def settled(value: tuple[T | Unsettled, ...] | Absence | None) -> tuple[T, ...]:
    """The items of a list, without what of it is still to be decided or found out."""
    return tuple([item for item in listed(value) if not is_unsettled(item)])


def absence_text(value: Absence) -> LongText:
    """What is said of an absence: the question, what is to be found out, or why something does not apply."""
    if is_open(value):
        return value.open
    return value.unknown if is_unknown(value) else value.not_applicable
