"""Sources that a variant loses by writing a list anew, although it keeps what they are the sources of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path

RULES: Final = (
    *("age", "agreement", "at-age", "band", "criteria", "exclude", "include", "priority", "responsible", "timing"),
    *("when", "within"),
)
"""The keys under which a part says what must hold: for whom, on which condition, by when, who answers for it."""
_ABOUT: Final = frozenset(("accepted", "id", "name", "note", "reading", "sources", "variant-of", "without"))
_NAMING: Final = ("service", "organisation", "one-of", "role", "title", "text")


class Lost(NamedTuple):
    """A source of the changed chain that the variant's list at ``where`` leaves out.

    ``replaced`` is the path of the other chain's list. ``kept`` is the key that rests on the source; empty where a law
    binds the part as a whole.
    """

    where: Path
    replaced: Path
    source: str
    kept: str


def lost_sources(base: Mapping[str, Any], changes: Mapping[str, Any], where: Path = ()) -> Iterator[Lost]:
    """The sources of rules that are kept, in the lists that a variant's mapping writes in place of the other's."""
    yield from _of_part(base, {**base, **changes}, changes, (*where, "sources"), (*where, "sources"))
    for key, new in changes.items():
        old = base.get(key)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from lost_sources(old, new, (*where, key))
        elif key != "sources" and old is not None and new is not None:
            yield from _of_items(old, new, (*where, key))


def _of_items(old: Any, new: Any, where: Path) -> Iterator[Lost]:
    """What the items of a list had, those taken as the same that name the same."""
    before: dict[str, tuple[Mapping[str, Any], Path]] = {}
    for item, path in _items(old, where):
        if isinstance(item, Mapping) and "sources" in item and (name := _name_of(item)):
            before.setdefault(name, (item, path))
    for item, path in _items(new, where) if before else ():
        same, replaced = before.pop(_name_of(item), (None, path))
        if same is not None:
            written = item if isinstance(item, Mapping) else {}
            whole = {**written, **_short(same, item)}
            place = (*path, "sources") if "sources" in written else path
            yield from _of_part(same, whole, {"sources": None, **written}, place, (*replaced, "sources"))


def _of_part(
    old: Mapping[str, Any], whole: Mapping[str, Any], changes: Mapping[str, Any], where: Path, replaced: Path
) -> Iterator[Lost]:
    """What one part had, that is now a whole of what it had and of changes."""
    if "sources" not in changes or (where[-1:] == ("sources",) and changes["sources"] is None):
        return  # one who takes all sources away says so
    kept = [key for key, value in old.items() if key not in _ABOUT and value is not None and whole.get(key) == value]
    rules = [key for key in RULES if key in kept]
    still = set().union(*map(_marks, _listed(changes["sources"])))
    for citation in _listed(old.get("sources")):
        binds = isinstance(citation, Mapping) and citation.get("role") == "law"
        if kept and (rules or binds) and (marks := _marks(citation)) and not marks & still:
            yield Lost(where, replaced, min(marks), "" if binds else rules[0])


def _short(old: Mapping[str, Any], item: Any) -> Mapping[str, Any]:
    """What a short form says of the part that it names: that it is the same."""
    return {} if isinstance(item, Mapping) else {key: old[key] for key in _NAMING if old.get(key) == item}


def _items(value: Any, where: Path) -> list[tuple[Any, Path]]:
    if isinstance(value, list):
        return [(item, (*where, index)) for index, item in enumerate(value)]
    return [(value, where)]


def _name_of(item: Any) -> str:
    """What an item of a list is about: the service that is used, the one who has a duty."""
    if isinstance(item, Mapping):
        item = next((item[key] for key in _NAMING if item.get(key) is not None), "")
    return item if isinstance(item, str) else repr(item)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _marks(citation: Any) -> set[str]:
    """By what a source is known: its address, else its title, in each language."""
    if isinstance(citation, str):
        return {citation}
    if not isinstance(citation, Mapping):
        return set()
    title = citation.get("title")
    titles = title.values() if isinstance(title, Mapping) else [title]
    return {one for one in (citation.get("address"), *titles) if isinstance(one, str)}
