"""Values of a declaration in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from palveluketju.findings import N_, Message, Path
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, Offer
from palveluketju.model import (
    Audience,
    Chain,
    Chooser,
    GoalKind,
    Instrument,
    Interface,
    LongText,
    Order,
    OrganisationKind,
    Production,
    Role,
    SegmentKind,
    ServiceKind,
    Shared,
    State,
    TaskKind,
    Text,
    given,
    key_ends,
)
from palveluketju.model.walking import holders
from palveluketju.terms import key_term, term, title
from palveluketju.terms.forms import date_text, language_name

_OWN_WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Audience: {one: f"audience-{one}" for one in Audience},
    Chooser: {one: f"chosen-by-{one}" for one in Chooser},
    GoalKind: {one: f"goal-{one}" for one in GoalKind},
    Instrument: {Instrument.INFORMATION: "information-steering"},
    Order: {one: f"order-{one}" for one in Order},
    OrganisationKind: {OrganisationKind.PARTIES: "several parties"},
    Production: {one: f"production-{one}" for one in Production},
    Role: {one: f"role-{one}" for one in Role if one not in (Role.GUIDANCE, Role.SERVICES)},
    SegmentKind: {SegmentKind.CRITICAL: "critical-segment"},
    ServiceKind: {one: f"kind-{one}" for one in (ServiceKind.BENEFIT, ServiceKind.SUPPORT, ServiceKind.ACTIVITY)},
    TaskKind: {one: f"task-{one}" for one in TaskKind},
}
"""Values whose word among the terms is not called as they are, since another thing is."""


def word_of(value: StrEnum, lang: str) -> str:
    """A value of the vocabulary in words."""
    return term(_OWN_WORDS.get(type(value), {}).get(value, value.value), lang)


@dataclass(frozen=True, slots=True)
class ValueWord:
    """A value of the vocabulary in a sentence: ``basic``."""

    value: StrEnum

    def text(self, lang: str = "en") -> str:
        """The value in a language."""
        return word_of(self.value, lang)


@dataclass(frozen=True, slots=True)
class LanguageWord:
    """A language by its code, in words."""

    code: str

    def text(self, lang: str = "en") -> str:
        """The name of the language."""
        return language_name(self.code, lang)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a sentence: ``2026-12-31``, ``31.12.2026``."""

    day: date

    def text(self, lang: str = "en") -> str:
        """The day as it is written in a language."""
        return date_text(self.day, lang)


def told_as(what: str, value: str, lang: str) -> str:
    """A heading: a value in words, or that it is not told, and how: ``Level: open``."""
    if (what, value) in _TOLD_AS:
        return title(_TOLD_AS[what, value], lang)
    return f"{title(what, lang)}: {term(value, lang)}" if isinstance(value, State) else title(value, lang)


_TOLD_AS: Final[Mapping[tuple[str, str], str]] = {
    ("organiser", State.NOT_APPLICABLE): "no organiser needed",
    ("organiser", State.OPEN): "organiser open",
    ("producer", State.NOT_APPLICABLE): "no producer needed",
}
"""What is absent in a way that its own words say better than its label and its state."""
_NO_SERVICES: Final = {ServiceKind.INSTRUMENT: "instruments", ServiceKind.DOCUMENT: "documents"}
_HEADINGS: Final = tuple(
    f"{critical}{what}" for what in ("services", *_NO_SERVICES.values()) for critical in ("critical ", "")
)


def by_heading(graph: ChainGraph, offers: Iterable[Offer]) -> dict[str, list[Offer]]:
    """What is offered, under the headings that say what it is: services first, and of each kind the critical ones.

    Alternatives stand together; they are services unless all of them are instruments, or all are documents.
    """
    groups: dict[Path, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(offer.where[:-2] if offer.alternatives else offer.where, []).append(offer)
    found: dict[str, list[Offer]] = {}
    for group in groups.values():
        kinds = {_NO_SERVICES.get(graph.service(offer.service).kind, "services") for offer in group}
        what = kinds.pop() if len(kinds) == 1 else "services"
        found.setdefault(f"critical {what}" if group[0].critical else what, []).extend(group)
    return {heading: found[heading] for heading in _HEADINGS if heading in found}


def things_word(graph: ChainGraph, service: Node) -> str:
    """The heading of what is no service, but an instrument or a document; else nothing."""
    return _NO_SERVICES.get(graph.service(service).kind, "")


def thing_word(graph: ChainGraph, offer: Offer) -> str:
    """The word for what is offered, where it is no service: of an instrument, or a document; else nothing."""
    what = things_word(graph, offer.service).removesuffix("s")
    return f"critical {what}" if what and offer.critical else what


def kind_key(graph: ChainGraph, level: Node | str) -> str:
    """The term of a level's kind; that it is a level where its kind is not told."""
    kind = graph.kind_of(level)
    return "level" if kind is None else kind.value


def named_in(shared: Shared, section: str, element: str) -> Text | LongText | str:
    """The name of an element of a section, as messages take it; its id where it is not declared or has no name."""
    declared: Any = (given(getattr(shared, section)) or {}).get(element)
    name = getattr(declared, "name", None) or getattr(declared, "text", None)
    return name if isinstance(name, (Text, LongText)) else element


def name_in(shared: Shared, section: str, element: str, lang: str) -> str:
    """The name of an element of a section, or its id where it is not declared or has no name."""
    name = named_in(shared, section, element)
    return name if isinstance(name, str) else name.text(lang)


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
    element, parts = _place_words(shared, where, lang)
    return ": ".join((*element, *parts))


def part_text(shared: Shared, where: Path, lang: str) -> str:
    """The part of an element that a place is, in words; empty where it is the element itself."""
    return ": ".join(_place_words(shared, where, lang)[1])


def place_in_words(graph: ChainGraph | CatalogueGraph, where: Path, lang: str) -> str:
    """A place for a reader who has no file: ``level 3, Wider open care: critical services``."""
    element, parts = _place_words(graph.shared, where, lang)
    if len(where) > 1 and len(element) == 1 and where[0] in _CALLED:
        name = str(where[1])
        number = graph.number_of(name) if where[0] == "levels" and isinstance(graph, ChainGraph) else ""
        element = (Message(_CALLED[str(where[0])], name=element[0], number=number).text(lang),)
    return ": ".join((*element, *parts))


_CALLED: Final = {
    "levels": N_("level {number}, {name}"),
    "services": N_("service {name}"),
    "organisations": N_("organisation {name}"),
    "bars": N_("bar {name}"),
    "goals": N_("goal {name}"),
    "entries": N_("entry {name}"),
    "exits": N_("exit {name}"),
    "moves": N_("move {name}"),
    "exchanges": N_("exchange {name}"),
    "interfaces": N_("interface {name}"),
}
"""What an element is, before its name, by its section."""


def _place_words(shared: Shared, where: Path, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An element in words, and the part of it."""
    if not where:
        return (term("whole chain" if isinstance(shared, Chain) else "whole catalogue", lang),), ()
    section, name = str(where[0]), str(where[1]) if len(where) > 1 else ""
    told = given(getattr(shared, section.replace("-", "_")))
    elements: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    is_named, has_ends = name in elements, bool(name) and section in _ENDS
    words = [] if is_named else [key_term(section, lang)]
    if is_named or has_ends:
        words.append(_element_text(shared, section, name, elements.get(name), lang))
    held = list(zip(holders(shared, where), where, strict=True))[2 if is_named or has_ends else 1 :]
    parts = (key_term(word_of_key(one, part), lang) for one, part in held if isinstance(part, str))
    return tuple(words), tuple(parts)


def word_of_key(holder: Any, key: str) -> str:
    """The word in ``terms`` of a key of an element, which can mean another thing there than elsewhere."""
    return _MEANT.get((type(holder).__name__, key), key)


_MEANT: Final = {
    ("Steering", "by"): "by what",
    ("Interface", "steering"): "by what",
    **{("Participation", form): f"participation-{form}" for form in ("information", "action", "planning", "decision")},
    ("Participation", "parties"): "participants",
    ("Concept", "definition"): "defined as",
    ("LogItem", "contents"): "what it holds",
    ("Organisation", "valid-from"): "operates from",
    ("Organisation", "valid-until"): "operates until",
    ("Area", "part-of"): "part of",
    ("Level", "optional"): "passable",
    ("Goal", "unit"): "unit of measure",
    ("Figure", "unit"): "unit of measure",
    ("LogItem", "decides"): "decided by",
    ("Duration", "from"): "counted from",
    ("LogItem", "parties"): "participants",
    ("Excluded", "chain"): "goes to chain",
    ("Excluded", "level"): "goes to level",
    ("Producer", "production"): "way of producing",
}
"""Keys that mean another thing in one element than elsewhere: its class and the key -> word."""


_ENDS: Final = {
    "moves": "levels",
    "exchanges": "levels",
    "steering": "organisations",
    "relations": "services",
}
"""The sections whose keys name two elements, and the section that these stand in."""


def _element_text(shared: Shared, section: str, name: str, element: Any, lang: str) -> str:
    """An element's name; for what has none, the names of its ends."""
    named = getattr(element, "name", None) or getattr(element, "text", None)
    if isinstance(named, (Text, LongText)):
        return named.text(lang)
    if isinstance(element, Interface):
        return " – ".join(names_in(shared, "organisations", [str(end)], lang) for end in element.between)
    if section in _ENDS:
        ends = _ENDS[section]
        return " -> ".join(names_in(shared, ends, [end], lang) for end in key_ends(name))
    return name
