"""Values of a declaration in words."""

from __future__ import annotations

from typing import Any

from palveluketju.model import Measure, NotApplicable, Open, Party
from palveluketju.terms import term


def party_text(party: Party | None, lang: str) -> str:
    """Who is meant: a role, an organisation's id, or both; empty for nobody."""
    if party is None:
        return ""
    role = party.role.text(lang) if party.role else ""
    organisation = str(party.organisation) if isinstance(party.organisation, str) else ""
    return ", ".join(part for part in (role, organisation) if part)


def in_words(value: Any, lang: str) -> str:
    """A text, a party, a measure, or that it is open or does not apply and why; empty for what is missing."""
    if value is None or value == ():
        return ""
    if isinstance(value, Open):
        return f"{term('open', lang)}: {value.open.text(lang)}"
    if isinstance(value, NotApplicable):
        return f"{term('not-applicable', lang)}: {value.not_applicable.text(lang)}"
    if isinstance(value, Party):
        return party_text(value, lang)
    if isinstance(value, Measure):
        return value.value.text(lang)
    return str(value.text(lang)) if hasattr(value, "text") else str(value)
