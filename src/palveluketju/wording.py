"""Values of a declaration in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import (
    AgeRange,
    Audience,
    Availability,
    Chain,
    Chooser,
    Condition,
    GoalKind,
    Instrument,
    Interface,
    LongText,
    Measure,
    NotApplicable,
    Open,
    Order,
    OrganisationKind,
    Party,
    Role,
    SegmentKind,
    ServiceKind,
    Shared,
    State,
    TaskKind,
    Text,
    given,
    key_ends,
    listed,
)
from palveluketju.terms import ages_text, key_term, term, title

_OWN_WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Audience: {one: f"audience-{one}" for one in Audience},
    Chooser: {one: f"chosen-by-{one}" for one in Chooser},
    GoalKind: {one: f"goal-{one}" for one in GoalKind},
    Instrument: {Instrument.INFORMATION: "information-steering"},
    Order: {one: f"order-{one}" for one in Order},
    OrganisationKind: {OrganisationKind.PARTIES: "several parties"},
    Role: {one: f"role-{one}" for one in Role if one not in (Role.GUIDANCE, Role.SERVICES)},
    SegmentKind: {SegmentKind.CRITICAL: "critical-segment"},
    ServiceKind: {one: f"kind-{one}" for one in (ServiceKind.BENEFIT, ServiceKind.SUPPORT, ServiceKind.ACTIVITY)},
    TaskKind: {one: f"task-{one}" for one in TaskKind},
}
"""Values whose word among the terms is not called as they are, since another thing is."""


def word_of(value: StrEnum, lang: str) -> str:
    """A value of the vocabulary in words."""
    return term(_OWN_WORDS.get(type(value), {}).get(value, value.value), lang)


def party_text(party: Party | None, lang: str, names: Mapping[str, str] | None = None) -> str:
    """Who is meant: a role, an organisation's name (or id, without names), or both; empty for nobody."""
    if party is None:
        return ""
    role = party.role.text(lang) if party.role else ""
    organisation = str(party.organisation) if isinstance(party.organisation, str) else ""
    organisation = names.get(organisation, organisation) if names else organisation
    if isinstance(party.organisation, Open):
        organisation = f"{term('organisation', lang)} {term('open', lang)}: {party.organisation.open.text(lang)}"
    return ", ".join(part for part in (role, organisation) if part)


def told_as(what: str, value: str, lang: str) -> str:
    """A heading: a value in words, or that it is not told, and how: ``Level: open``."""
    return f"{title(what, lang)}: {term(value, lang)}" if isinstance(value, State) else title(value, lang)


def age_text(age: AgeRange, lang: str) -> str:
    """An age range in years."""
    return ages_text(age.lowest, age.highest, lang)


def kind_key(graph: ChainGraph, level: Node | str) -> str:
    """The term of a level's kind; that it is a level where its kind is not told."""
    kind = graph.kind_of(level)
    return "level" if kind is None else kind.value


def in_words(value: Any, lang: str, names: Mapping[str, str] | None = None) -> str:
    """A text, a party, a measure, an age, or that it is open or does not apply and why; empty for what is missing.

    ``names`` has organisations' names by their ids, where there are any.
    """
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return "; ".join(in_words(item, lang, names) for item in value)
    if isinstance(value, Open):
        return f"{term('open', lang)}: {value.open.text(lang)}"
    if isinstance(value, NotApplicable):
        return f"{term('not-applicable', lang)}: {value.not_applicable.text(lang)}"
    if isinstance(value, Party):
        return party_text(value, lang, names)
    if isinstance(value, AgeRange):
        return age_text(value, lang)
    if isinstance(value, Measure):
        return value.value.text(lang)
    return str(value.text(lang)) if hasattr(value, "text") else str(value)


def repeat_text(graph: ChainGraph, level: Node, lang: str) -> str:
    """That a level can be repeated, and on what ground; empty for one of which the chain does not say so."""
    way = next((way for way in graph.repeats() if way.start == level), None)
    if way is None:
        return ""
    if way.declared is None:
        ground = in_words(graph.chain.moves[str(way.where[1])], lang)
    else:
        when, criteria = conditions_text(graph, way.declared.when, lang), in_words(way.declared.criteria, lang)
        ground = "; ".join(filter(None, (when, criteria)))
    return ": ".join(filter(None, (term("repeatable", lang), ground)))


def without_levels_text(graph: ChainGraph, lang: str) -> str:
    """What stands in the place of a chain's levels: that they are missing; or that they are open, or none, and why."""
    levels = graph.chain.levels
    if isinstance(levels, (Open, NotApplicable)):
        return f"{title('levels', lang)}: {in_words(levels, lang)}"
    return title("no levels", lang)


def measure_text(measure: Any, lang: str, unit: Text | None = None, *, dated: bool = True) -> str:
    """A measured value with its unit and, unless it stands elsewhere, its time: 72,9 % (2017)."""
    if not isinstance(measure, Measure):
        return in_words(measure, lang)
    value = " ".join(filter(None, (measure.value.text(lang), unit.text(lang) if unit else "")))
    return f"{value} ({measure.dated})" if dated and measure.dated else value


def conditions_text(graph: ChainGraph, conditions: Iterable[Condition], lang: str) -> str:
    """Conditions of which one must hold: at most 74 years; or in service Kotihoito."""
    return f" {term('or', lang)} ".join(_condition(graph, condition, lang) for condition in conditions)


def _condition(graph: ChainGraph, condition: Condition, lang: str) -> str:
    chain = graph.chain
    told = [age_text(condition.age, lang)] if condition.age else []
    told += [term(stage.value, lang) for stage in condition.life_stage]
    told += [name_in(chain, "segments", str(one), lang) for one in condition.segment]
    if condition.in_service:
        told.append(f"{term('in-service', lang)}: {names_in(chain, 'services', map(str, condition.in_service), lang)}")
    told += [name_in(chain, "areas", str(one), lang) for one in condition.area]
    told += [term("discretionary", lang)] if condition.discretionary else []
    return ", ".join(told)


def availability_text(shared: Shared, availability: Any, lang: str) -> str:
    """Where, how near and in which languages a service is given."""
    if not isinstance(availability, Availability):
        return in_words(availability, lang)
    areas = names_in(shared, "areas", map(str, listed(availability.areas)), lang) or in_words(availability.areas, lang)
    lacking = names_in(shared, "areas", map(str, availability.except_), lang)
    told = [areas, f"{term('excluded areas', lang)} {lacking}" if lacking else ""]
    told += [term(place.value, lang) for place in availability.places]
    reach = given(availability.reach)
    told += [
        term(reach.value, lang) if reach else in_words(availability.reach, lang),
        ", ".join(availability.languages),
    ]
    return "; ".join(filter(None, (*told, in_words(given(availability.note), lang))))


def actors_text(shared: Shared, actors: Any, lang: str) -> str:
    """Who has a duty, and from when until when: TE-toimisto (–2024-12-31)."""
    told = []
    for actor in listed(actors):
        name = name_in(shared, "organisations", str(actor.organisation), lang)
        dated = actor.from_ or actor.until
        told.append(f"{name} ({actor.from_ or ''}–{actor.until or ''})" if dated else name)
    return ", ".join(told) or in_words(actors, lang)


def scope_text(shared: Shared, interface: Interface, lang: str, chains: Mapping[str, str] | None = None) -> str:
    """What an interface covers: all between its parties, or what its scope names. ``chains`` has names by id."""
    told = []
    for part in ("services", "segments", "areas", "chains"):
        value = getattr(interface, part)
        if value is None or (isinstance(value, NotApplicable) and part != "services"):
            continue
        if part == "chains":
            found = ", ".join((chains or {}).get(chain, chain) for chain in listed(value))
        else:
            found = names_in(shared, part, map(str, listed(value)), lang)
        told.append(f"{term(part, lang)}: {found or in_words(value, lang)}")
    return "; ".join(told) or term("all between the two", lang)


def name_in(shared: Shared, section: str, element: str, lang: str) -> str:
    """The name of an element of a section, or its id where it is not declared or has no name."""
    declared: Any = (given(getattr(shared, section)) or {}).get(element)
    name = getattr(declared, "name", None) or getattr(declared, "text", None)
    return str(name.text(lang)) if name is not None and hasattr(name, "text") else element


def names_in(shared: Shared, section: str, elements: Iterable[str], lang: str) -> str:
    """The names of several elements of a section."""
    return ", ".join(name_in(shared, section, element, lang) for element in elements)


def borders_text(borders: Mapping[Any, Iterable[str]], lang: str) -> str:
    """Borders by whether they are crossed: ``crossed: house, tier; not stated: responsible unit``."""
    return "; ".join(
        f"{term(state, lang)}: {', '.join(term(f'border-{border}', lang) for border in some)}"
        for state, some in borders.items()
    )


def place_text(shared: Shared, where: Path, lang: str) -> str:
    """A place in the declaration in words: the element's name, and the part of it."""
    if not where:
        return term("whole chain" if isinstance(shared, Chain) else "whole catalogue", lang)
    section, *rest = where
    elements = given(getattr(shared, str(section).replace("-", "_")))
    words = []
    if rest and isinstance(elements, Mapping) and rest[0] in elements:
        words.append(_element_text(shared, str(section), str(rest[0]), elements[str(rest[0])], lang))
        rest = rest[1:]
    else:
        words.append(key_term(str(section), lang))
    said = [_MEANT.get((str(section), part), part) for part in rest if isinstance(part, str)]
    return ": ".join([*words, *(key_term(part, lang) for part in said)])


_MEANT: Final = {
    ("steering", "by"): "by what",
    ("interfaces", "steering"): "by what",
    **{("participation", form): f"participation-{form}" for form in ("information", "action", "planning", "decision")},
}
"""Keys that mean another thing in one section than elsewhere: section and key -> word."""


def _element_text(shared: Shared, section: str, name: str, element: Any, lang: str) -> str:
    """An element's name; for what has none, the names of its ends."""
    named = getattr(element, "name", None) or getattr(element, "text", None)
    if isinstance(named, (Text, LongText)):
        return named.text(lang)
    if isinstance(element, Interface):
        return " – ".join(names_in(shared, "organisations", [str(end)], lang) for end in element.between)
    if section in ("moves", "exchanges", "steering"):
        ends = "organisations" if section == "steering" else "levels"
        return " -> ".join(names_in(shared, ends, [end], lang) for end in key_ends(name))
    return name
