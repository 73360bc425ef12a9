"""What a chain says differently from another: a version, a day or a variant of it, element by element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from palveluketju.analyses.renaming import Renames, as_it_is, elements_of, renames, services_of
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.model import Chain, Shared, is_absent, kebab, listed
from palveluketju.model.base import Value
from palveluketju.model.uses import ServiceUse

_OF_A_FILE: Final = frozenset(("id", "variant_of", "without", "reading", "sources", "accepted"))
"""What a variant says of itself, and does not change in its chain."""
_IN_ORDER: Final = ("levels", "need_scale")
"""The sections whose order has a meaning."""
_KINDS: Final = {
    "levels": "level",
    "bars": "bar",
    "entries": "entry",
    "exits": "exit",
    "moves": "move",
    "exchanges": "exchange",
    "paths": "client path",
    "goals": "goal",
    "figures": "figure",
    "need_scale": "need",
    **Shared.UNREFERRED,
    **Shared.SECTIONS,
}


class Change(StrEnum):
    """How something differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said differently.

    ``what`` is an element (``level``, ``service``, ``move``, ``interface``, ``goal`` ...), an ``offer`` of a level or a
    bar, its ``criticality``, the ``order`` of a section, or else the key of the format that differs
    (``organiser``, ``handover`` ...). ``where`` is its path in the later declaration, ``was`` in the earlier one; of
    what is not there, the path of what it was, or is now, a part of: empty for a declaration as a whole.

    ``before`` and ``after`` are the values: elements, parts of them, tuples in the case of an order, truth values for
    ``criticality``; of what is RENAMED, the two ids. None for what is not there. ``owner`` is in workspaces the id of
    the chain, or the name of the file of the catalogue, in which it is.
    """

    what: str
    change: Change
    where: Path
    was: Path
    before: Any = None
    after: Any = None
    owner: str = ""

    @property
    def place(self) -> Path:
        """The path of the very thing: where it stands, or if it is gone, stood."""
        return self.was if self.change is Change.REMOVED else self.where

    @property
    def is_of_part(self) -> bool:
        """Whether it is about a part of an element that both versions have, and not about an element itself."""
        return len(self.place) > 2

    @property
    def is_gone_element(self) -> bool:
        """Whether an element is not there any more."""
        return self.change is Change.REMOVED and len(self.was) == 2

    @property
    def element(self) -> Path:
        """The path of the element: where it stands, or if it is gone, stood; of a key of the whole, the key."""
        return self.where[:2] if self.is_of_part else self.place


def differences(before: Shared, after: Shared, chains: Mapping[str, str] | None = None) -> tuple[Difference, ...]:
    """What the second of two chains or catalogues says differently, in the order of the format's keys.

    An element that only one of them has is one difference; of an element of both, each key that differs is one, and
    each service offered. An element with another id, the same name and the same place is renamed: what refers to it
    is not different by that. ``chains`` are the later ids of chains that have another one.
    """
    ids = renames(before, after, chains)
    found: list[Difference] = []
    for name in type(after).model_fields:
        if name in _OF_A_FILE and _is_variant(before, after):
            continue
        old, new = getattr(before, name, None), getattr(after, name)
        if name == "id" and ids.called("chain", str(old)) == new:
            continue
        elements = elements_of(before, name), elements_of(after, name)
        if any(elements) and not is_absent(old) and not is_absent(new):
            found += _in_section(name, *elements, ids)
            continue
        found += _of_key(kebab(name), (kebab(name),), (kebab(name),), old, new, ids)
    return tuple(found)


def _is_variant(before: Shared, after: Shared) -> bool:
    """Whether one of two chains changes the other, or both the same one."""
    if not isinstance(before, Chain) or not isinstance(after, Chain):
        return False
    whole = before.variant_of or before.id, after.variant_of or after.id
    return before.id != after.id and whole[0] == whole[1]


def _in_section(name: str, old: Mapping[str, Any], new: Mapping[str, Any], ids: Renames) -> Iterator[Difference]:
    section, kind = kebab(name), _KINDS[name]
    earlier = {ids.later(name, one): one for one in old}
    for one, element in new.items():
        where, was = (section, one), (section, earlier.get(one, one))
        if one not in earlier:
            yield Difference(kind, Change.ADDED, where, (), None, element)
            continue
        if ids.called(kind, was[1]) != was[1] or (kind == "interface" and was[1] != one):
            yield Difference(kind, Change.RENAMED, where, was, was[1], one)
        yield from _of_element(kind, where, was, old[was[1]], element, ids)
    for one, element in old.items():
        if ids.later(name, one) not in new:
            yield Difference(kind, Change.REMOVED, (), (section, one), element)
    if name in _IN_ORDER:
        kept = [one for one in earlier if one in new]
        order = [one for one in new if one in earlier]
        if kept != order:
            ordered = tuple(earlier[one] for one in kept), tuple(order)
            yield Difference("order", Change.CHANGED, (section,), (section,), *ordered)


def _of_element(kind: str, where: Path, was: Path, old: Any, new: Any, ids: Renames) -> Iterator[Difference]:
    """What is different in one element of both versions: key by key, and its services one by one."""
    if ids.compared(old) == as_it_is(new):
        return
    if type(old) is not type(new) or not isinstance(new, Value) or is_absent(new):
        yield Difference(kind, Change.CHANGED, where, was, old, new)
        return
    uses = ("critical", "services") if kind in ("level", "bar") else ()
    for name, field in type(new).model_fields.items():
        if name not in uses:
            key = field.alias or name
            yield from _of_key(key, (*where, key), (*was, key), getattr(old, name), getattr(new, name), ids)
    if uses:
        yield from _of_offers(where, was, old, new, ids)


def _of_key(key: str, where: Path, was: Path, old: Any, new: Any, ids: Renames) -> Iterator[Difference]:
    if ids.compared(old) != as_it_is(new):
        change = Change.ADDED if _is_empty(old) else Change.REMOVED if _is_empty(new) else Change.CHANGED
        here, there = where[:-1] if change is Change.REMOVED else where, was[:-1] if change is Change.ADDED else was
        yield Difference(key, change, here, there, old, new)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (tuple, Mapping)) and not value)


# --- what is offered -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Listed:
    """A use as a level or a bar lists it."""

    key: str
    index: int
    use: Any

    @property
    def is_critical(self) -> bool:
        return self.key == "critical"


def _of_offers(where: Path, was: Path, old: Any, new: Any, ids: Renames) -> Iterator[Difference]:
    """What is offered differently: an offer is added, gone or changed, or critical in one version only."""
    keys = [key for key in ("critical", "services") if hasattr(new, key)]
    whole = [key for key in keys if _is_not_listed(getattr(old, key), getattr(new, key))]
    for key in whole:
        yield from _of_key(key, (*where, key), (*was, key), getattr(old, key), getattr(new, key), ids)
    keys = [key for key in keys if key not in whole]
    waiting: dict[object, list[_Listed]] = {}
    for one in _listed(old, keys):
        waiting.setdefault(_sign(one.use, ids), []).append(one)
    pairs: list[tuple[_Listed, _Listed]] = []
    for one in _listed(new, keys):
        known = waiting.get(_sign(one.use, None), [])
        if not known:
            yield Difference("offer", Change.ADDED, (*where, one.key, one.index), was, None, one.use)
            continue
        value = as_it_is(one.use)
        other = min(
            known,
            key=lambda each: (
                each.key != one.key,
                ids.compared(each.use) != value,
                ids.compared(_clients(each.use)) != as_it_is(_clients(one.use)),
            ),
        )
        known.remove(other)
        pairs.append((other, one))
        paths = (*where, one.key, one.index), (*was, other.key, other.index)
        if other.key != one.key:
            yield Difference("criticality", Change.CHANGED, *paths, other.is_critical, one.is_critical)
        if ids.compared(other.use) != value:
            yield Difference("offer", Change.CHANGED, *paths, other.use, one.use)
    for one in (one for known in waiting.values() for one in known):
        yield Difference("offer", Change.REMOVED, where, (*was, one.key, one.index), one.use)
    for key in keys:
        kept = [(other, one) for other, one in pairs if other.key == one.key == key]
        if [other.index for other, _ in kept] != sorted(other.index for other, _ in kept):
            yield Difference(
                "order",
                Change.CHANGED,
                (*where, key),
                (*was, key),
                tuple(other.use for other, _ in sorted(kept, key=lambda pair: pair[0].index)),
                tuple(one.use for _, one in kept),
            )


def _is_not_listed(old: Any, new: Any) -> bool:
    """Whether there is nothing to hold one by one: it is open, does not apply, or neither version lists any."""
    return is_absent(old) or is_absent(new) or (not old and not new)


def _listed(giver: Any, keys: list[str]) -> Iterator[_Listed]:
    for key in keys:
        for index, use in enumerate(listed(getattr(giver, key))):
            yield _Listed(key, index, use)


def _clients(use: Any) -> Any:
    """For whom a service is: what tells two offers of one service from each other."""
    return (use.for_, use.when) if isinstance(use, ServiceUse) else ()


def _sign(use: Any, ids: Renames | None) -> object:
    """What tells that two uses are of the same services: these, or what is still open."""
    services = services_of(use)
    if not services:
        return as_it_is(use)
    later = tuple(sorted(ids.called("service", one) if ids else one for one in services))
    return isinstance(use, ServiceUse), later
