"""What is said differently, in sentences: what, how, and from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final

from palveluketju.analyses import Change, Difference
from palveluketju.model import Actor, AgeRange, Duration, LongText, Measure, Party, Shared, Text, is_absent
from palveluketju.model.uses import Alternatives, ServiceUse
from palveluketju.model.values import Reference
from palveluketju.telling import in_words
from palveluketju.terms import key_term, term
from palveluketju.wording import name_in, names_in, part_text, place_text

_SECTIONS: Final = {
    **{kind: section for section, kind in Shared.SECTIONS.items() if section != "strategy"},
    "level": "levels",
    "log item": "log",
}
"""The section in which the name of what is referred to stands, by its kind."""
_MOST_PARTS: Final = 3
"""How many parts of an element are named in its box."""


def difference_text(one: Difference, before: Shared, after: Shared, lang: str) -> str:
    """A difference in a sentence, such as ``Hoito: organiser: changed (Kunta → Alue)``."""
    shared = before if one.change is Change.REMOVED else after
    change = term(one.change.value, lang)
    place = place_text(shared, one.place, lang)
    if one.what in ("offer", "criticality"):
        gives, use = place_text(shared, one.place[:2], lang), one.before if one.change is Change.REMOVED else one.after
        if one.what == "offer":
            return f"{gives}: {use_text(shared, use, lang)}: {change}."
        critical = term("critical service" if one.after else "service", lang)
        uses: Any = getattr(getattr(after, str(one.where[0]))[one.where[1]], str(one.where[2]))
        return f"{gives}: {use_text(after, uses[one.where[3]], lang)}: {change} ({critical})."
    if one.what == "order":
        return f"{place}: {term('order', lang)} {change}."
    if one.change is Change.RENAMED:
        return f"{place}: {change} ({one.before} → {one.after})."
    values = _value(before, one.before, lang), _value(after, one.after, lang)
    return f"{place}: {change} ({' → '.join(values)})." if all(values) else f"{place}: {change}."


def part_of(one: Difference, shared: Shared, lang: str) -> str:
    """What of an element differs, in words: ``organiser``; of a name also what it was."""
    said = part_text(shared, one.place, lang)
    was = one.before.text(lang) if one.what == "name" and isinstance(one.before, (Text, LongText)) else ""
    return f"{said} ({term('formerly', lang)} {was})" if was else said


def offer_parts(one: Difference, lang: str) -> tuple[str, ...]:
    """What of an offer differs, in words: whether it is critical, or keys of it; none where these cannot be told."""
    if one.what == "criticality":
        return (term("critical service" if one.after else "other service", lang),)
    if not isinstance(one.before, ServiceUse) or not isinstance(one.after, ServiceUse):
        return ()
    fields = ((name, field.alias or name) for name, field in ServiceUse.model_fields.items() if name != "service")
    return tuple(key_term(key, lang) for name, key in fields if getattr(one.before, name) != getattr(one.after, name))


def in_weight(parts: Mapping[str, str]) -> list[str]:
    """Parts of an element by their keys, those last that are about the declaration and not about what is declared."""
    return [parts[key] for key in sorted(parts, key=lambda key: key in ("note", "reading", "sources", "accepted"))]


def changed_text(parts: Iterable[str], lang: str) -> str:
    """That something is changed, and what of it: the first few parts by name."""
    named = list(parts)
    said, more = ", ".join(named[:_MOST_PARTS]), len(named) - _MOST_PARTS
    if more > 0:
        said += " " + (term("and-one-more", lang) if more == 1 else term("and-more", lang).format(count=more))
    return f"{term(Change.CHANGED.value, lang)}: {said}"


def use_text(shared: Shared, use: Any, lang: str) -> str:
    """What a level or a bar offers, by the names of the services."""
    if isinstance(use, ServiceUse):
        return use.label.text(lang) if use.label else name_in(shared, "services", str(use.service), lang)
    if isinstance(use, Alternatives):
        return " / ".join(use_text(shared, one, lang) for one in use.one_of)
    return in_words(use, lang)


def _value(shared: Shared, value: Any, lang: str) -> str:
    """A value in words where it is a short one; else nothing."""
    if isinstance(value, tuple):
        if value and all(isinstance(one, Actor) or is_absent(one) for one in value):
            return in_words(value, lang, shared)
        told = [_value(shared, one, lang) for one in value]
        return ", ".join(told) if all(told) else ""
    if isinstance(value, Party):
        return in_words(value, lang, shared)
    if isinstance(value, Reference):
        section = _SECTIONS.get(value.kind, "")
        return names_in(shared, section, [str(value)], lang) if hasattr(shared, section) else str(value)
    if isinstance(value, Enum):
        return in_words(value, lang)
    is_said = is_absent(value) or isinstance(value, (Text, LongText, AgeRange, Duration, Measure))
    return in_words(value, lang, shared) if is_said else ""
