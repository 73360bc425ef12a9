"""A chain with what it uses of the catalogue, as if it were written in the chain's own file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.model import (
    Area,
    Catalogue,
    Chain,
    Frozen,
    Interface,
    Organisation,
    Shared,
    given,
    houses_of,
    listed,
    relation_ends,
    steering_ends,
)
from palveluketju.model.values import Reference
from palveluketju.model.walking import Placed, Walk, references, walk, walk_joined
from palveluketju.source import Source


class Stock:
    """A catalogue as chains take parts from it: what a part refers to is looked up once, for whoever uses it first."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._walks: dict[Path, Walk] = {}
        self._named: dict[Path, Mapping[str, set[str]]] = {}
        self._next: dict[Path, tuple[tuple[str, str], ...]] = {}

    def forget(self) -> None:
        """Let go of what was looked up, which takes more room than the catalogue; it can be looked up again."""
        for known in (self._walks, self._named, self._next):
            known.clear()

    @cached_property
    def sections(self) -> Mapping[str, Mapping[str, Any]]:
        """The parts that a chain can have from here, by their sections."""
        return {section: getattr(self.catalogue, section) for section in Shared.SECTIONS}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, int]]:
        """The places of the parts in their sections."""
        return {section: {name: place for place, name in enumerate(parts)} for section, parts in self.sections.items()}

    @cached_property
    def steered(self) -> Mapping[str, str]:
        """Who is steered, by the key of each steering relation."""
        return {key: str(steering_ends(key)[1]) for key in self.catalogue.steering}

    @cached_property
    def related(self) -> Mapping[str, frozenset[str]]:
        """The two services of each relation, by its key."""
        return {key: frozenset(map(str, relation_ends(key))) for key in self.catalogue.relations}

    @cached_property
    def _houses(self) -> Mapping[str, str]:
        return houses_of(self.catalogue.organisations)

    def houses_with(self, own: Mapping[str, Organisation]) -> Mapping[str, str]:
        """The houses of the organisations here and in a chain, by the ids of all."""
        return houses_of({**self.catalogue.organisations, **own}) if own else self._houses

    def walk_of(self, section: str, name: str, part: Any) -> Walk:
        """The walk of a part that a chain has from here, once for all who have it whole."""
        if part is not self.sections[section][name]:
            return walk(part, (section, name))
        if (section, name) not in self._walks:
            self._walks[section, name] = walk(part, (section, name))
        return self._walks[section, name]

    def named_by(self, section: str, name: str) -> Mapping[str, set[str]]:
        """The ids of what a part refers to, by kind; what an interface is about is named for chains that use it."""
        if (section, name) not in self._named:
            self._named[section, name] = _by_kind(
                place
                for place in references(self.walk_of(section, name, self.sections[section][name]))
                if (section, *place.where[2:3], place.value.kind) != ("interfaces", "services", "service")
            )
        return self._named[section, name]

    def next_to(self, section: str, name: str) -> tuple[tuple[str, str], ...]:
        """The parts here that a part refers to, by their sections and names."""
        if (section, name) not in self._next:
            named = ((_SECTION_OF[kind], ids) for kind, ids in self.named_by(section, name).items())
            self._next[section, name] = tuple(
                (there, one) for there, ids in named for one in ids & self.sections[there].keys()
            )
        return self._next[section, name]


def completed(chain: Chain, stock: Stock) -> tuple[Chain, Walk]:
    """The chain with what it uses of the catalogue, and with what that uses, and no more; and the walk of all that.

    Of what nothing refers to, a chain has the parts of its own areas, who steers its organisations, the interfaces
    between its organiser's house and one that it has to do with, and what its services are to each other.
    """
    own: dict[str, Mapping[str, Any]] = {section: getattr(chain, section) for section in Shared.SECTIONS}
    used = {section: dict(parts) for section, parts in own.items()}
    written = walk(chain)
    named = {kind: set(map(str, map(_value, written.of(*of_kind)))) for kind, of_kind in _REFERENCES.items()}
    organisations, services = named["organisation"], named["service"]
    organisations.update(end for key in chain.steering for end in steering_ends(key))
    services.update(end for key in chain.relations for end in relation_ends(key))
    own_areas = {str(area) for area in listed(chain.area)}
    named["area"].update(_within(own_areas, {**stock.catalogue.areas, **chain.areas}) if own_areas else ())
    houses = stock.houses_with(chain.organisations)
    own_houses = {houses.get(name, name) for name in map(str, listed(chain.organiser))}

    def concerning(section: str) -> Iterator[str]:
        """The parts of a section that concern the chain by what has been taken so far, in their order."""
        if section == "steering":
            yield from (key for key, steered in stock.steered.items() if steered in organisations)
        elif section == "interfaces":
            for name, interface in stock.catalogue.interfaces.items():
                if name not in used[section] and _concerns(interface, organisations, own_houses, houses):
                    yield name
        elif section == "relations":
            yield from (key for key, ends in stock.related.items() if ends <= used["services"].keys())
        yield from (named[Shared.SECTIONS[section]] & stock.sections[section].keys()) - used[section].keys()

    size = -1
    while size != (size := sum(map(len, used.values()))):
        for section in Shared.SECTIONS:
            for name in concerning(section):
                for where, one in _with_what_it_names(section, name, stock, used):
                    part = stock.sections[where][one]
                    part = _about(part, services) if isinstance(part, Interface) else part
                    used[where][one] = part
                    for kind, ids in stock.named_by(where, one).items():
                        named[kind].update(ids)
                    if isinstance(part, Interface):
                        organisations.update(given(part.division) or ())
                    if where == "steering":
                        organisations.update(steering_ends(one))
    sections = {}
    for section, parts in used.items():
        taken = sorted(parts.keys() - own[section].keys(), key=stock.places[section].__getitem__)
        sections[section] = Frozen({**own[section], **{name: parts[name] for name in taken}})
    whole = chain.model_copy(update=sections)
    return whole, walk_joined(whole, written, stock.walk_of)


def _with_what_it_names(
    section: str, name: str, stock: Stock, used: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """A part of the catalogue and whatever it names, by itself or through others, unless the chain uses that already.

    Whoever asks counts each as used before the next, so that none is followed twice.
    """
    waiting = [(section, name)]
    while waiting:
        where, one = waiting.pop()
        if one not in used[where]:
            yield where, one
            waiting += stock.next_to(where, one)


_SECTION_OF: Final = {kind: section for section, kind in Shared.SECTIONS.items()}
_REFERENCES: Final = {kind: [one for one in Reference.__subclasses__() if one.kind == kind] for kind in _SECTION_OF}
_value: Final = itemgetter(1)


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


def _by_kind(found: Iterable[Placed]) -> dict[str, set[str]]:
    """The ids that references are to, by kind, of what a catalogue can have."""
    named: dict[str, set[str]] = {}
    for _, one in found:
        if one.kind in _SECTION_OF:
            named.setdefault(one.kind, set()).add(str(one))
    return named


def _concerns(interface: Interface, named: set[str], own: set[str], houses: Mapping[str, str]) -> bool:
    """Whether one end is in a house of the organiser's, and another is a party that the chain names.

    Between two units of one house, the chain has to name both.
    """
    ends = dict.fromkeys(map(str, interface.between))
    if sum(end in named for end in ends if houses.get(end, end) in own) > 1:
        return True
    parties = {houses.get(end, end) for end in ends}
    others = parties - own
    return len(others) < len(parties) and any(houses.get(name, name) in others for name in named)


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
