"""Which elements of two versions of a declaration are one, under another id."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

from palveluketju.model import Chain, LongText, Shared, Text, given, key_ends, listed
from palveluketju.model.comparing import compared
from palveluketju.model.sameness import spellings
from palveluketju.model.uses import Alternatives, ServiceUse

_KEYED_BY: Final = {"moves": "level", "exchanges": "level", "steering": "organisation", "relations": "service"}
"""The sections whose keys name two elements, and what these are."""
_BY_NAME: Final = {
    "areas": "area",
    "fields": "field",
    "tasks": "task",
    "segments": "segment",
    "strategy": "goal",
    "goals": "goal",
    "log": "log item",
    "concepts": "concept",
    "bars": "bar",
    "entries": "entry",
    "exits": "exit",
    "paths": "client path",
    "figures": "figure",
    "need_scale": "need",
}
"""The sections in which the name alone tells that two elements are one, and what is in them."""
_NAMED: Final = "name", "text"


class Renames:
    """The later ids of elements that have another one by now."""

    def __init__(self, chains: Mapping[str, str] | None = None) -> None:
        self._by_kind: dict[str, dict[str, str]] = {"chain": dict(chains or {})}
        self._by_section: dict[str, dict[str, str]] = {}

    def find(
        self, kind: str, section: str, old: Shared, new: Shared, is_one: Callable[[str, Any, str, Any], bool]
    ) -> None:
        """Take two elements for one, each of which only one version has, where something tells that they are."""
        before, after = elements_of(old, section), elements_of(new, section)
        added = {name: one for name, one in after.items() if name not in before}
        found = self._by_section[section] = {}
        for name, one in before.items():
            if name in after:
                continue
            again = next((other for other, candidate in added.items() if is_one(name, one, other, candidate)), None)
            if again is not None:
                found[name] = again
                del added[again]
        self._by_kind.setdefault(kind, {}).update(found)

    def later(self, section: str, name: str) -> str:
        """The id, or the key, under which the later version has an element of a section."""
        ends = _KEYED_BY.get(section)
        if ends is not None:
            return " -> ".join(self.called(ends, end) for end in key_ends(name))
        return self._by_section.get(section, {}).get(name, name)

    def called(self, kind: str, name: str) -> str:
        """The later id of an element of a kind."""
        return self._by_kind.get(kind, {}).get(name, name)

    def compared(self, value: Any) -> Hashable:
        """An earlier value as it is held against a later one."""
        return compared(value, self.called)


def as_it_is(value: Any) -> Hashable:
    """A later value as an earlier one is held against it."""
    return compared(value, lambda _, name: name)


def renames(old: Shared, new: Shared, chains: Mapping[str, str] | None = None) -> Renames:
    """What has another id in the later of two versions, and the same name and place.

    The place of a level is between the levels that both versions have; of a service, a level or a bar that offers it;
    of an organisation, its sector. Interfaces have no name: they are one where their parties are. ``chains`` are the
    later ids of chains.
    """
    found = Renames(chains)
    before, after = _places(old, new), _places(new, old)
    found.find("level", "levels", old, new, lambda a, one, b, other: before[a] == after[b] and _alike(one, other))
    found.find(
        "organisation",
        "organisations",
        old,
        new,
        lambda _, one, __, other: _alike(one, other) and as_it_is(one.sector) == as_it_is(other.sector),
    )
    for section, kind in _BY_NAME.items():
        found.find(kind, section, old, new, lambda _, one, __, other: _alike(one, other))
    offered, now = _givers(old, found), _givers(new, Renames())
    nowhere = frozenset((("", ""),))
    found.find(
        "service",
        "services",
        old,
        new,
        lambda a, one, b, other: bool(offered.get(a, nowhere) & now.get(b, nowhere)) and _alike(one, other),
    )
    found.find(
        "interface",
        "interfaces",
        old,
        new,
        lambda _, one, __, other: {*map(found.compared, one.between)} == {*map(as_it_is, other.between)},
    )
    return found


def elements_of(shared: Shared, section: str) -> Mapping[str, Any]:
    """The elements of a section; none where it is open, does not apply, or the declaration has none of the kind."""
    value = given(getattr(shared, section, None))
    return value if isinstance(value, Mapping) else {}


def services_of(use: Any) -> tuple[str, ...]:
    """The ids of the services that one use names: one, several to choose from, or none yet."""
    if isinstance(use, Alternatives):
        return tuple(str(one.service) for one in use.one_of)
    return (str(use.service),) if isinstance(use, ServiceUse) else ()


def named_alike(one: Text, other: Text) -> bool:
    """Whether two names are the same in a language that both have."""
    return bool(spellings(one) & spellings(other))


def _alike(one: Any, other: Any) -> bool:
    first, second = _name(one), _name(other)
    if isinstance(first, Text) and isinstance(second, Text):
        return named_alike(first, second)
    return first is not None and as_it_is(first) == as_it_is(second)


def _name(element: Any) -> Any:
    if isinstance(element, (Text, LongText)):
        return element
    return next((name for key in _NAMED if (name := getattr(element, key, None)) is not None), None)


def _places(shared: Shared, other: Shared) -> Mapping[str, int]:
    """How many of the levels that both versions have stand before each level."""
    both, places, passed = elements_of(other, "levels"), {}, 0
    for name in elements_of(shared, "levels"):
        places[name] = passed
        passed += name in both
    return places


def _givers(shared: Shared, found: Renames) -> Mapping[str, frozenset[tuple[str, str]]]:
    """The levels and bars that offer each service, under their later ids."""
    givers: dict[str, frozenset[tuple[str, str]]] = {}
    if isinstance(shared, Chain):
        for section in ("levels", "bars"):
            for name, giver in elements_of(shared, section).items():
                for use in (*listed(getattr(giver, "critical", None)), *listed(giver.services)):
                    for service in services_of(use):
                        givers[service] = givers.get(service, frozenset()) | {(section, found.later(section, name))}
    return givers
