"""Values of each kind in words. What a kind of value has no words of its own for is told key by key."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import singledispatch
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.model import (
    Actor,
    AgeRange,
    Alternatives,
    Availability,
    Band,
    Chain,
    Citation,
    Condition,
    Figure,
    LongText,
    Measure,
    Member,
    NotApplicable,
    Open,
    Party,
    Reference,
    ServiceUse,
    Text,
    given,
    is_absent,
)
from palveluketju.model.base import Value
from palveluketju.model.walking import Placed, fields_of
from palveluketju.telling.lines import NOTHING, Line, after, chained, either, line, series
from palveluketju.telling.telling import TERMS, Telling, in_order
from palveluketju.telling.told import language_of
from palveluketju.terms import ages_text, date_text, key_term, language_name, when_text
from palveluketju.wording import word_of

_SECTIONS: Final = {
    "level": "levels",
    "service": "services",
    "organisation": "organisations",
    "area": "areas",
    "task": "tasks",
    "segment": "segments",
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
    return telling.leaf(where, ages_text(value.lowest, value.highest, telling.lang))


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
    if what == "languages":
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
_CITED: Final = ("title", "dated", "role", "audience", "address")
_CHAINS: Final = ("chain", "chains", "variant-of")


@value_line.register
def _flag(value: bool, telling: Telling, where: Path) -> Line:
    """A flag is told by its name where it holds, and not at all where it does not."""
    return telling.leaf(where, telling.term(telling.key(where))) if value else NOTHING


# --- what has parts ---------------------------------------------------------------------------------------------------


@value_line.register
def _list(value: tuple, telling: Telling, where: Path) -> Line:  # type: ignore[type-arg]
    """Items after each other; of conditions, one must hold."""
    told = (telling.of((*where, place), item) for place, item in enumerate(value))
    return either(told, telling.term("or")) if value and isinstance(value[0], Condition) else series(told)


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
    return _absence(telling, where, value, "open")


@value_line.register
def _not_applicable(value: NotApplicable, telling: Telling, where: Path) -> Line:
    return _absence(telling, where, value, "not_applicable")


def _absence(telling: Telling, where: Path, value: Open | NotApplicable, name: str) -> Line:
    """What is absent how, and why; who decides and by when, in brackets."""
    found = fields_of(where, value)
    told = line(f"{telling.term(name.replace('_', '-'))}: ", telling.of(*found.pop(name)))
    more = chained(_facts(telling, value, found), "; ")
    return line(told, " (", more, ")") if more else told


def _facts(telling: Telling, value: Value, found: Mapping[str, Placed], but: Iterable[str] = ()) -> Iterable[Line]:
    """The fields of a value, each with its label, but for those that stand already."""
    return (telling.fact(value, name, place).whole for name, place in found.items() if name not in but)


@value_line.register
def _value(value: Value, telling: Telling, where: Path) -> Line:
    """What has no words of its own: key by key."""
    return chained(_facts(telling, value, in_order(where, value)), "; ")


def _headed(telling: Telling, where: Path, value: Value, head: Line, *placed: str) -> Line:
    """What a value is first told by, and then the rest of it key by key."""
    return chained((head, *_facts(telling, value, in_order(where, value), placed)), "; ")


def _one_of_many(telling: Telling, where: Path, value: Value, head: Line, between: Line, *placed: str) -> Line:
    """The same of what stands in lists: ``between`` and the rest are in brackets, or they could be the next one's."""
    more = chained((between, *_facts(telling, value, in_order(where, value), placed)), "; ")
    return line(head, " (", more, ")") if head and more else line(head, more)


@value_line.register
def _party(value: Party, telling: Telling, where: Path) -> Line:
    """Who is meant: a role, an organisation, or both; an organisation that is open is called what it is."""
    found = fields_of(where, value)
    told = [telling.of(*found["role"])] if "role" in found else []
    if "organisation" in found:
        organisation = telling.of(*found["organisation"])
        called = f"{telling.term('organisation')} " if is_absent(value.organisation) else ""
        told.append(line(called, organisation))
    if isinstance(value, Member) and "optional" in found:
        told.append(telling.of(*found["optional"]))
    return _one_of_many(telling, where, value, chained(told), NOTHING, "role", "organisation", "optional")


@value_line.register
def _actor(value: Actor, telling: Telling, where: Path) -> Line:
    """Who has a duty, and from when until when: TE-toimisto (–31.12.2024)."""
    found = fields_of(where, value)
    first, last = (telling.field(where, value, name) for name in ("from_", "until"))
    period = line(first, "–", last) if first or last else NOTHING
    name = telling.of(*found["organisation"])
    return _one_of_many(telling, where, value, name, period, "organisation", "from_", "until")


@value_line.register
def _condition(value: Condition, telling: Telling, where: Path) -> Line:
    """What must hold together of a client: 18–29 years, (working age or older people), at discretion."""
    told, found = [], fields_of(where, value)
    for name, (here, items) in found.items():
        if isinstance(items, tuple):
            said = either((telling.of((*here, place), item) for place, item in enumerate(items)), telling.term("or"))
            said = line("(", said, ")") if len(items) > 1 and len(found) > 1 else said
        else:
            said = telling.of(here, items)
        told.append(after(telling.fact(value, name, found[name]).label, said) if name == "in_service" else said)
    return chained(told)


@value_line.register
def _availability(value: Availability, telling: Telling, where: Path) -> Line:
    """Where, how near and in which languages a service is given."""
    found = fields_of(where, value)
    areas = telling.plain(where, value, "areas")
    if "except_" in found:
        areas = chained((areas, line(f"{telling.term('excluded areas')} ", telling.of(*found["except_"]))), " ")
    told = (areas, *(telling.plain(where, value, name) for name in ("places", "reach", "languages")))
    return _headed(telling, where, value, chained(told, "; "), "areas", "except_", "places", "reach", "languages")


@value_line.register
def _measure(value: Measure, telling: Telling, where: Path) -> Line:
    """A measured value with its unit and its time: 72,9 % (2017)."""
    return measured(telling, where, value)


@value_line.register
def _figure(value: Figure, telling: Telling, where: Path) -> Line:
    return measured(telling, where, value, telling.field(where, value, "name"), telling.field(where, value, "unit"))


def measured(telling: Telling, where: Path, value: Measure, name: Line = NOTHING, unit: Line = NOTHING) -> Line:
    """A measured value after its name, with its unit, its time, and the rest of it key by key."""
    told = chained((telling.field(where, value, "value"), unit), " ")
    dated = telling.field(where, value, "dated")
    return _one_of_many(telling, where, value, after(name, told), dated, "name", "value", "unit", "dated")


@value_line.register
def _citation(value: Citation, telling: Telling, where: Path) -> Line:
    """A source: its title, its time, what it is and for whom, and where it stands."""
    told = (telling.field(where, value, name) for name in _CITED)
    return _one_of_many(telling, where, value, chained(told), NOTHING, *_CITED)


@value_line.register
def _use(value: ServiceUse, telling: Telling, where: Path) -> Line:
    stands = (*TERMS, "note", "availability", "label" if "label" in fields_of(where, value) else "service")
    return _headed(telling, where, value, telling.use(where, value), *stands)


@value_line.register
def _alternatives(value: Alternatives, telling: Telling, where: Path) -> Line:
    """What a client gets one of, and how it is chosen."""
    told = line(telling.choice(where, value), " (", telling.field(where, value, "one_of"), ")")
    known = [name for name in ("chosen_by", "criteria") if given(getattr(value, name)) is not None]
    return _headed(telling, where, value, told, "one_of", "optional", *known)
