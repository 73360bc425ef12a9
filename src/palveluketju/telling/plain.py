"""Values in plain words, where no part of a declaration is placed: cells of tables, words beside a picture."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from palveluketju.graph import ChainGraph
from palveluketju.model import (
    Catalogue,
    Interface,
    Measure,
    Shared,
    Text,
    is_absent,
    is_not_applicable,
    listed,
)
from palveluketju.telling.telling import Telling
from palveluketju.terms import known_language, term, title, when_text


@cache
def _nobody() -> Shared:
    """A declaration that declares nothing: what is referred to is called by its id."""
    return Catalogue()


def in_words(value: Any, lang: str, shared: Shared | None = None) -> str:
    """A value of any kind in words, empty for what is missing; ``shared`` is where what it refers to is declared."""
    return Telling(shared or _nobody(), known_language(lang), {}).of((), value).text


def measure_text(
    measure: Any, lang: str, unit: Text | None = None, *, dated: bool = True, shared: Shared | None = None
) -> str:
    """A measured value with its unit and, unless it stands elsewhere, its time: 72,9 % (2017)."""
    if not isinstance(measure, Measure):
        return in_words(measure, lang, shared)
    value = " ".join(filter(None, (measure.value.text(lang), unit.text(lang) if unit else "")))
    return f"{value} ({when_text(measure.dated, lang)})" if dated and measure.dated else value


def without_levels_text(graph: ChainGraph, lang: str) -> str:
    """What stands in the place of a chain's levels: that they are missing; or that they are open, or none, and why."""
    levels = graph.chain.levels
    if is_absent(levels):
        return f"{title('levels', lang)}: {in_words(levels, lang, graph.chain)}"
    return title("no levels", lang)


def scope_text(shared: Shared, interface: Interface, lang: str, chains: Mapping[str, str] | None = None) -> str:
    """What an interface covers: all between its parties, or what its scope names. ``chains`` has names by id."""
    told = []
    for part in ("services", "segments", "areas", "chains"):
        value = getattr(interface, part)
        if value is None or (is_not_applicable(value) and part != "services"):
            continue
        named = ", ".join((chains or {}).get(chain, chain) for chain in listed(value)) if part == "chains" else ""
        told.append(f"{term(part, lang)}: {named or in_words(value, lang, shared)}")
    return "; ".join(told) or term("all between the two", lang)
