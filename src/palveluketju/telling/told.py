"""Every value that a chain or a catalogue declares, as an output places it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, once_a_graph, walked
from palveluketju.graph.declared import Declared
from palveluketju.model import Duration, LongText, State, Text, state_of
from palveluketju.model.base import Value
from palveluketju.model.elements import Element
from palveluketju.model.text import UNDETERMINED
from palveluketju.model.walking import Placed, fields_of, is_leaf

Tellable = Declared | CatalogueGraph
"""What can be told: a compiled chain, or a catalogue."""


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a declaration.

    ``what`` is its key in the file (``criteria``, ``organiser``), ``state`` what its value tells: it is there, or it
    belongs to a question that is open, to what is to be found out, or to a reason why something does not apply.
    """

    what: str
    value: Any
    state: State
    where: Path

    def language(self, lang: str) -> str:
        """The language of the value's own text where an output is in ``lang``; empty where it is the output's own."""
        return language_of(self.value, lang)


def language_of(value: Any, lang: str) -> str:
    """The language in which a text answers to another; empty for the same, for none named, and for what is no text."""
    spoken = value.language(lang) if isinstance(value, (Duration, LongText, Text)) else lang
    return "" if spoken in (lang, UNDETERMINED) else spoken


@once_a_graph
def told_of(graph: Tellable) -> Mapping[Path, Told]:
    """Every value of a chain or a catalogue by its place, each once.

    Without acceptances, which are of checks and not of chains, and without what says no more than its absence.
    """
    found: dict[Path, Told] = {}
    whats: dict[Path, str] = {}
    states: dict[Path, State] = {(): State.THERE}
    passed: Path | None = None
    for where, value in walked(graph):
        if passed is not None and where[: len(passed)] == passed:
            continue
        whats.setdefault(where, whats.get(where[:-1], ""))
        above = states.get(where[:-1], State.THERE) if where not in states else states[where]
        state = state_of(value) if above is State.THERE and isinstance(value, Value) else above
        states[where] = state if state in (State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE) else State.THERE
        if is_leaf(value):
            if value is not False:
                found[where] = Told(whats[where], value, states[where], where)
            passed = where
        elif isinstance(value, Value):
            for place in fields_of(where, value).values():
                if place.where != where:
                    whats[place.where] = str(place.where[-1])
            passed = (*where, "accepted") if isinstance(value, Element) else None
        else:
            passed = None
    return found


def in_order(where: Path, value: Value) -> dict[str, Placed]:
    """What a value was given, as it is told: its name first, and last its notes, readings and sources.

    Without acceptances, which are of checks and not of chains.
    """
    found = fields_of(where, value)
    names = sorted(found, key=lambda name: (name in _LAST, name not in _FIRST))
    return {name: found[name] for name in names if name != "accepted"}


_FIRST: Final = ("id", "name", "text")
_LAST: Final = ("note", "reading", "sources")
