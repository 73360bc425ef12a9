"""Values of a declaration in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palveluketju.model import AgeRange, Measure, NotApplicable, Open, Party
from palveluketju.terms import term


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


def age_text(age: AgeRange, lang: str) -> str:
    """An age range: 18–29 years, at most 17 years, at least 76 years."""
    if age.lowest is None or age.highest is None:
        bound, value = ("at most", age.highest) if age.lowest is None else ("at least", age.lowest)
        return f"{term(bound, lang)} {value} {term('years', lang)}"
    ages = str(age.lowest) if age.lowest == age.highest else f"{age.lowest}–{age.highest}"
    return f"{ages} {term('years', lang)}"


def in_words(value: Any, lang: str, names: Mapping[str, str] | None = None) -> str:
    """A text, a party, a measure, an age, or that it is open or does not apply and why; empty for what is missing.

    ``names`` has organisations' names by their ids, where there are any.
    """
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(in_words(item, lang, names) for item in value)
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
