"""Values of each kind in words. What a kind of value has no words of its own for is told key by key."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import singledispatch
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.model import (
    Absence,
    AgeRange,
    Band,
    Chain,
    Condition,
    LongText,
    NotApplicable,
    Open,
    Recipient,
    Reference,
    Shared,
    State,
    Text,
    Unknown,
    given,
)
from palveluketju.model.base import Value
from palveluketju.model.walking import Placed, fields_of
from palveluketju.telling.lines import NOTHING, Line, after, chained, line, series, together
from palveluketju.telling.telling import Telling
from palveluketju.telling.told import in_order, language_of
from palveluketju.terms import date_text, key_term, language_name, when_text
from palveluketju.wording import word_of

_SECTIONS: Final = {
    **{kind: section for section, kind in Shared.SECTIONS.items()},
    "log item": "log",
    "level": "levels",
    "need": "need-scale",
}
"""The section in which each kind of reference is declared; goals stand in two."""


@singledispatch
def value_line(value: Any, telling: Telling, where: Path) -> Line:
    """A value at a place in words; nothing of nothing."""
    return NOTHING if value is None else telling.leaf(where, str(value))


# --- what is said as one thing ----------------------------------------------------------------------------------------


@value_line.register(Text)
@value_line.register(LongText)
def _text(value: Text | LongText, telling: Telling, where: Path) -> Line:
    return telling.leaf(where, value.text(telling.lang), language_of(value, telling.lang))


@value_line.register
def _word(value: StrEnum, telling: Telling, where: Path) -> Line:
    return telling.leaf(where, word_of(value, telling.lang))


@value_line.register
def _day(value: datetime.date, telling: Telling, where: Path) -> Line:
    return telling.leaf(where, date_text(value, telling.lang))


@value_line.register
def _ages(value: AgeRange, telling: Telling, where: Path) -> Line:
    return telling.leaf(where, value.text(telling.lang))


@value_line.register
def _band(value: Band, telling: Telling, where: Path) -> Line:
    ends = dict.fromkeys((value.lowest, value.highest))
    return telling.leaf(where, "–".join(telling.name("need-scale", end).text for end in ends))


@value_line.register
def _reference(value: Reference, telling: Telling, where: Path) -> Line:
    if value.kind == "goal":
        goals = given(telling.shared.goals) if isinstance(telling.shared, Chain) else None
        return telling.reference(where, "goals" if value in (goals or {}) else "strategy", value)
    return telling.reference(where, _SECTIONS[value.kind], value)


@value_line.register
def _string(value: str, telling: Telling, where: Path) -> Line:
    """A time, the name of a language, an id of something that stands elsewhere, an address."""
    what = telling.key(where)
    if what in ("language", "languages"):
        return telling.leaf(where, language_name(value, telling.lang))
    if what in _TIMES:
        return telling.leaf(where, when_text(value, telling.lang))
    if what in _CHAINS:
        return telling.chain(where, value)
    if what == "without":
        section, _, part = value.partition(".")
        return telling.leaf(where, ": ".join(filter(None, (key_term(section, telling.lang), part))))
    return telling.leaf(where, value)


_TIMES: Final = ("dated", "by", "until")
_CHAINS: Final = ("chain", "chains", "variant-of", "replaces")


@value_line.register
def _flag(value: bool, telling: Telling, where: Path) -> Line:
    """A flag is told by its name where it holds, and not at all where it does not."""
    return telling.leaf(where, telling.term(telling.key(where))) if value else NOTHING


# --- what has parts ---------------------------------------------------------------------------------------------------


@value_line.register
def _list(value: tuple, telling: Telling, where: Path) -> Line:  # type: ignore[type-arg]
    """Items after each other; of conditions and recipients, one holds. Semicolons part criteria: they are sentences."""
    told = (telling.of((*where, place), item) for place, item in enumerate(value))
    if telling.key(where) == "criteria":
        return chained(told, "; ")
    if value and isinstance(value[0], Recipient):
        return together(_once(told), telling.term("or"))
    return together(told, telling.term("or")) if value and isinstance(value[0], Condition) else series(told)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that begin with one word, as *för barn* and *för unga* do, with that word before the first alone."""
    first, *others = tuple(lines)
    before, space, _ = first.text.partition(" ")
    yield first
    if all(one.text.startswith(before + space) for one in others):
        others = [one.each(lambda text: text.removeprefix(before + space)) for one in others]
    yield from others


@value_line.register
def _mapping(value: Mapping, telling: Telling, where: Path) -> Line:  # type: ignore[type-arg]
    """Parts by their ids. Where these are organisations', as in a division of work, their names stand before them."""
    told = []
    for key, item in value.items():
        known = key in telling.shared.organisations and not isinstance(item, (Value, Text))
        told.append(after(telling.name("organisations", key) if known else NOTHING, telling.of((*where, key), item)))
    return chained(told, "; ")


@value_line.register
def _open(value: Open, telling: Telling, where: Path) -> Line:
    return _absence(telling, where, value, "open", State.OPEN)


@value_line.register
def _unknown(value: Unknown, telling: Telling, where: Path) -> Line:
    return _absence(telling, where, value, "unknown", State.NOT_KNOWN)


@value_line.register
def _not_applicable(value: NotApplicable, telling: Telling, where: Path) -> Line:
    return _absence(telling, where, value, "not_applicable", State.NOT_APPLICABLE)


def _absence(telling: Telling, where: Path, value: Absence, name: str, word: str) -> Line:
    """What is absent how, and why; who decides or whom to ask, and by when, in brackets."""
    found = fields_of(where, value)
    told = line(f"{telling.term(word)}: ", telling.of(*found.pop(name)))
    more = chained(facts_in(telling, value, found), "; ")
    return line(told, " (", more, ")") if more else told


def facts_in(telling: Telling, value: Value, found: Mapping[str, Placed], but: Iterable[str] = ()) -> Iterable[Line]:
    """The fields of a value, each with its label, but for those that stand already."""
    return (telling.fact(value, name, place).whole for name, place in found.items() if name not in but)


@value_line.register
def _value(value: Value, telling: Telling, where: Path) -> Line:
    """What has no words of its own: key by key."""
    return chained(facts_in(telling, value, in_order(where, value)), "; ")
