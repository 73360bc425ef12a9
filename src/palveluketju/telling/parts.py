"""Values with parts that are told together: parties, conditions, offers, measured values, sources."""

from __future__ import annotations

from typing import Final

from palveluketju.findings import Path
from palveluketju.model import (
    Actor,
    Alternatives,
    Availability,
    Citation,
    Condition,
    Duration,
    Excluded,
    Figure,
    Measure,
    Member,
    Party,
    ServiceUse,
    given,
    is_absent,
)
from palveluketju.model.base import Value
from palveluketju.model.walking import fields_of
from palveluketju.telling.lines import NOTHING, Line, after, chained, line, together, words
from palveluketju.telling.offered import choice
from palveluketju.telling.telling import TERMS, Telling
from palveluketju.telling.told import in_order, language_of
from palveluketju.telling.values import facts_in, value_line

_HOW: Final = ("production", "chosen_by")
_CITED: Final = ("title", "dated", "role", "audience", "address")


def _headed(telling: Telling, where: Path, value: Value, head: Line, *placed: str) -> Line:
    """What a value is first told by, and then the rest of it key by key."""
    return chained((head, *facts_in(telling, value, in_order(where, value), placed)), "; ")


def _one_of_many(telling: Telling, where: Path, value: Value, head: Line, between: Line, *placed: str) -> Line:
    """The same of what stands in lists: ``between`` and the rest are in brackets, or they could be the next one's."""
    more = chained((between, *facts_in(telling, value, in_order(where, value), placed)), "; ")
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
def _excluded(value: Excluded, telling: Telling, where: Path) -> Line:
    """Who does not belong to the target group, and in brackets where they go instead."""
    return _one_of_many(telling, where, value, telling.field(where, value, "name"), NOTHING, "name")


@value_line.register
def _actor(value: Actor, telling: Telling, where: Path) -> Line:
    """Who has a duty, and from when until when, in which way: TE-toimisto (–31.12.2024), Hoiva Oy (service voucher)."""
    found = fields_of(where, value)
    first, last = (telling.field(where, value, name) for name in ("from_", "until"))
    period = line(first, "–", last) if first or last else NOTHING
    told = chained((period, *(telling.plain(where, value, name) for name in _HOW if name in found)), "; ")
    name = telling.of(*found["organisation"])
    return _one_of_many(telling, where, value, name, told, "organisation", "from_", "until", *_HOW)


@value_line.register
def _condition(value: Condition, telling: Telling, where: Path) -> Line:
    """What must hold together of a client: 18–29 years, (working age or older people), at discretion."""
    return condition(telling, where, value)


def condition(telling: Telling, where: Path, value: Condition, *, whose: str = "") -> Line:
    """What must hold of a client; ``whose`` is the word for an age, where it is not plain whose it is."""
    told, found = [], fields_of(where, value)
    for name, (here, items) in found.items():
        if isinstance(items, tuple):
            each = (telling.of((*here, place), item) for place, item in enumerate(items))
            said = together(each, telling.term("or")) if items else NOTHING
            said = line("(", said, ")") if len(items) > 1 and len(found) > 1 else said
        else:
            said = telling.of(here, items)
        label = telling.fact(value, name, found[name]).label if name in ("in_service", "language") else NOTHING
        label = words(telling.term(whose)) if name == "age" and whose else label
        told.append(after(label, said))
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
def _duration(value: Duration, telling: Telling, where: Path) -> Line:
    """How long, in the words of the output; from which event and by what, in brackets."""
    place = fields_of(where, value)["value"].where
    told = telling.leaf(place, value.text(telling.lang), language_of(value, telling.lang))
    return _one_of_many(telling, where, value, told, NOTHING, "value")


@value_line.register
def _citation(value: Citation, telling: Telling, where: Path) -> Line:
    """A source: its title, its time, what it is and for whom, and where it stands."""
    told = (telling.field(where, value, name) for name in _CITED)
    return _one_of_many(telling, where, value, chained(told), NOTHING, *_CITED)


@value_line.register
def _use(value: ServiceUse, telling: Telling, where: Path) -> Line:
    stands = (*TERMS, "note", "producers", "availability", "label" if "label" in fields_of(where, value) else "service")
    return _headed(telling, where, value, telling.use(where, value), *stands)


@value_line.register
def _alternatives(value: Alternatives, telling: Telling, where: Path) -> Line:
    """What a client gets one of, and how it is chosen."""
    told = line(choice(telling, where, value), " (", telling.field(where, value, "one_of"), ")")
    known = [name for name in ("chosen_by", "criteria") if given(getattr(value, name)) is not None]
    return _headed(telling, where, value, told, "one_of", "optional", *known)
