"""A chain with what it uses of the catalogue, as if it were written in the chain's own file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from palveluketju.findings import Path
from palveluketju.model import (
    Area,
    Catalogue,
    Chain,
    Frozen,
    Interface,
    Shared,
    given,
    house_of,
    listed,
    relation_ends,
    steering_ends,
)
from palveluketju.model.values import Reference
from palveluketju.model.walking import Walk, references, walk, walk_joined
from palveluketju.source import Source


class Stock:
    """A catalogue as chains take parts from it: what a part refers to is looked up once, for whoever uses it first."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._walks: dict[Path, Walk] = {}
        self._references: dict[Path, tuple[Reference, ...]] = {}

    def walk_of(self, section: str, name: str, part: Any) -> Walk:
        """The walk of a part that a chain has from here, once for all who have it whole."""
        if part is not getattr(self.catalogue, section)[name]:
            return walk(part, (section, name))
        if (section, name) not in self._walks:
            self._walks[section, name] = walk(part, (section, name))
        return self._walks[section, name]

    def references_of(self, section: str, name: str) -> tuple[Reference, ...]:
        """What a part refers to; the services of an interface's scope are named for chains that use them anyway."""
        if (section, name) not in self._references:
            self._references[section, name] = tuple(
                value
                for where, value in references(self.walk_of(section, name, getattr(self.catalogue, section)[name]))
                if (section, *where[2:3], value.kind) != ("interfaces", "services", "service")
            )
        return self._references[section, name]


def completed(chain: Chain, stock: Stock) -> tuple[Chain, Walk]:
    """The chain with what it uses of the catalogue, and with what that uses, and no more; and the walk of all that.

    Of what nothing refers to, a chain has the parts of its own areas, who steers its organisations, the interfaces
    between its organiser's house and one that it has to do with, and what its services are to each other.
    """
    own = {section: dict(getattr(chain, section)) for section in Shared.SECTIONS}
    known = {section: {**getattr(stock.catalogue, section), **own[section]} for section in Shared.SECTIONS}
    used = {section: dict(parts) for section, parts in own.items()}
    named: dict[str, set[str]] = {}
    written = walk(chain)
    _note((place.value for place in references(written)), named)
    organisations = named.setdefault("organisation", set())
    organisations.update(end for key in chain.steering for end in steering_ends(key))
    named.setdefault("service", set()).update(end for key in chain.relations for end in relation_ends(key))
    named.setdefault("area", set()).update(_within({str(area) for area in listed(chain.area)}, known["areas"]))
    houses = {name: house_of(known["organisations"], name) for name in known["organisations"]}
    own_houses = {houses.get(name, name) for name in map(str, listed(chain.organiser))}
    size = -1
    while size != (size := sum(map(len, used.values()))):
        for section, kind in Shared.SECTIONS.items():
            wanted = named.setdefault(kind, set())
            for name, part in known[section].items():
                if name in used[section]:
                    continue
                concerns = name in wanted
                if section == "interfaces":
                    concerns = concerns or _concerns(part, organisations, own_houses, houses)
                elif section == "relations":
                    concerns = concerns or used["services"].keys() >= set(relation_ends(name))
                elif section == "steering":
                    concerns = concerns or str(steering_ends(name)[1]) in organisations
                if concerns:
                    for where, one in _with_what_it_names(section, name, stock, known, used):
                        part = known[where][one]
                        part = _about(part, named["service"]) if isinstance(part, Interface) else part
                        used[where][one] = part
                        _note(stock.references_of(where, one), named)
                        if isinstance(part, Interface):
                            organisations.update(given(part.division) or ())
                        if where == "steering":
                            organisations.update(steering_ends(one))
    order = {
        section: [*own[section], *(name for name in known[section] if name not in own[section])] for section in used
    }
    whole = chain.model_copy(
        update={
            section: Frozen({name: parts[name] for name in order[section] if name in parts})
            for section, parts in used.items()
        }
    )
    return whole, walk_joined(whole, written, stock.walk_of)


def _with_what_it_names(
    section: str, name: str, stock: Stock, known: Mapping[str, Mapping[str, Any]], used: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """A part of the catalogue and whatever it names, by itself or through others, unless the chain uses that already.

    Whoever asks counts each as used before the next, so that none is followed twice.
    """
    sections = {kind: section for section, kind in Shared.SECTIONS.items()}
    waiting = [(section, name)]
    while waiting:
        where, one = waiting.pop()
        if one in used[where]:
            continue
        yield where, one
        named = ((sections.get(reference.kind), str(reference)) for reference in stock.references_of(where, one))
        waiting += [(there, other) for there, other in named if there is not None and other in known[there]]


def _within(areas: set[str], known: Mapping[str, Area]) -> set[str]:
    """Areas with all their parts."""
    parts: dict[str, list[str]] = {}
    for name, area in known.items():
        parts.setdefault(str(area.part_of), []).append(name)
    found, waiting = set(areas), list(areas)
    while waiting:
        new = set(parts.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _note(found: Iterable[Reference], named: dict[str, set[str]]) -> None:
    for reference in found:
        named.setdefault(reference.kind, set()).add(str(reference))


def _concerns(interface: Interface, named: set[str], own: set[str], houses: Mapping[str, str]) -> bool:
    """Whether one end is in a house of the organiser's, and another is a party that the chain names.

    Between two units of one house, the chain has to name both.
    """
    ends = dict.fromkeys(map(str, interface.between))
    if sum(end in named for end in ends if houses.get(end, end) in own) > 1:
        return True
    parties = {houses.get(end, end) for end in ends}
    return bool(parties & own) and any(houses.get(name, name) in parties - own for name in named)


def _about(interface: Interface, services: set[str]) -> Interface:
    """An interface of the catalogue as it concerns a chain: of the services it names, those that the chain uses."""
    if not isinstance(interface.services, tuple):
        return interface
    return interface.model_copy(update={"services": tuple(name for name in interface.services if name in services)})


def borrowed_from(written: Mapping[str, Any], whole: Chain | None, homes: Mapping[Path, Source]) -> dict[Path, str]:
    """Where the elements stand that a chain has from a catalogue, and not in its own file: path -> file."""
    if whole is None:
        return {}
    sections = {name: written.get(name) for name in Shared.SECTIONS}
    own = {(section, name) for section, parts in sections.items() if isinstance(parts, Mapping) for name in parts}
    return {
        path: homes[path].name
        for section in Shared.SECTIONS
        for name in getattr(whole, section)
        if (path := (section, name)) in homes and path not in own
    }
