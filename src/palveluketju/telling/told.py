"""Every value that a chain or a catalogue declares, as an output places it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, once_a_graph, walked
from palveluketju.graph.declared import Declared
from palveluketju.model import Absence, Duration, LongText, Party, State, Text, state_of
from palveluketju.model.base import Value
from palveluketju.model.elements import Element
from palveluketju.model.text import UNDETERMINED
from palveluketju.model.walking import Placed, fields_of, is_leaf, is_short, keys_of

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


class _Kind(NamedTuple):
    """What is to be known of values of one class."""

    is_leaf: bool
    has_keys: bool
    is_element: bool
    can_be_absent: bool


def _kind_of(value: Any) -> _Kind:
    return _Kind(
        is_leaf(value), isinstance(value, Value), isinstance(value, Element), isinstance(value, Absence | Party)
    )


@once_a_graph
def told_of(graph: Tellable) -> Mapping[Path, Told]:
    """Every value of a chain or a catalogue by its place, each once.

    Without acceptances, which are of checks and not of chains, and without what says no more than its absence.
    """
    found: dict[Path, Told] = {}
    whats: dict[Path, str] = {(): ""}
    states: dict[Path, State] = {(): State.THERE}
    by_key: set[Path] = set()
    kinds: dict[type, _Kind] = {}
    passed: Path | None = None
    for where, value in walked(graph):
        if passed is not None and where[: len(passed)] == passed:
            continue
        kind = kinds.get(type(value)) or kinds.setdefault(type(value), _kind_of(value))
        if where not in whats:
            above = where[:-1]
            whats[where] = str(where[-1]) if above in by_key else whats[above]
            states[where] = states[above]
        if kind.can_be_absent and states[where] is State.THERE:
            state = state_of(value)
            states[where] = state if state in (State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE) else State.THERE
        passed = None
        if kind.is_leaf:
            if value is not False:
                found[where] = Told(whats[where], value, states[where], where)
            passed = where
        elif kind.has_keys and not is_short(value):
            by_key.add(where)
            passed = (*where, "accepted") if kind.is_element else None
    return found


def in_order(where: Path, value: Value) -> dict[str, Placed]:
    """What a value was given, as it is told: its name first, and last its notes, readings and sources.

    Without acceptances, which are of checks and not of chains.
    """
    found = fields_of(where, value)
    names = sorted(found, key=lambda name: (name in _LAST, name not in _FIRST))
    return {name: found[name] for name in names if name != "accepted"}


def field_of(where: Path, value: Value, name: str) -> Placed | None:
    """One field of a value at a place; None where the value was not given it."""
    if is_short(value):
        return Placed(where, getattr(value, name)) if name == value.short else None
    key = keys_of(type(value))[name] if name in value.model_fields_set else None
    return None if key is None else Placed((*where, key), getattr(value, name))


_FIRST: Final = ("id", "name", "text")
_LAST: Final = ("note", "reading", "sources")
