"""Organisations that are declared under two ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from palveluketju.model.catalogue import Organisation
from palveluketju.model.houses import house_of, sectors_told
from palveluketju.model.system_vocabulary import Sector
from palveluketju.model.text import LongText, Text


def spellings(name: Text | LongText) -> frozenset[str]:
    """A name in its languages, as it is compared: without a difference of case or of spaces.

    >>> sorted(spellings(Text({"fi": "Siun  Sote", "sv": "Siun sote", "en": "Health Centre"})))
    ['health centre', 'siun sote']
    """
    return _spellings(*name.root.values())


@lru_cache(maxsize=4096)  # chains have most of their names from catalogues
def _spellings(*texts: str) -> frozenset[str]:
    return frozenset([" ".join(text.casefold().split()) for text in texts])


def repeated_organisations(organisations: Mapping[str, Organisation]) -> dict[str, str]:
    """The ids under which an organisation is declared again, each with the id that it is first declared under.

    Two ids name one organisation when they have a name in common, in any language, and nothing tells them apart: a
    sector of which they tell different ones, being units of different houses, or one being a part of the other.

    >>> one, other = Organisation(name="Siun sote"), Organisation(name="Siun sote", sector="wellbeing-services-county")
    >>> repeated_organisations({"siun": one, "siun2": other, "kunta": Organisation(name="Joensuu")})
    {'siun2': 'siun'}
    """
    found: dict[str, str] = {}
    groups: dict[str, dict[str | None, list[_Group]]] = {}
    spelt = {name: spellings(one.name) for name, one in organisations.items()}
    times = Counter(spelling for those in spelt.values() for spelling in those)
    repeated = {spelling for spelling, count in times.items() if count > 1}
    if not repeated:
        return found
    places = _places(organisations)
    for name, declared in organisations.items():
        names = sorted(spelt[name] & repeated)
        if not names:
            continue
        over = None if declared.part_of is None else house_of(organisations, str(declared.part_of))
        sectors = sectors_told(declared)
        candidates = (group for spelling in names for group in _near(groups.get(spelling, {}), over))
        group = next((one for one in candidates if _may_be(one, places[name], sectors)), None)
        if group is None:
            group = _Group(name, places[name], sectors)
        else:
            found[name] = group.first
            group.sectors = group.sectors & sectors if group.sectors and sectors else group.sectors or sectors
        for spelling in names:
            among = groups.setdefault(spelling, {}).setdefault(over, [])
            if group not in among:
                among.append(group)
    return found


class _Place(NamedTuple):
    """An organisation, and what it is a part of with itself, as sets with a bit for each organisation."""

    own: int
    over: int


@dataclass(slots=True, eq=False)
class _Group:
    """Declarations of one organisation: the first, and the sectors that they agree on."""

    first: str
    place: _Place
    sectors: frozenset[Sector]


def _near(groups: Mapping[str | None, list[_Group]], over: str | None) -> Iterator[_Group]:
    """The groups of one name that a declaration may belong to: those under its house, and those under none.

    What is under no house is compared with those of one house only, so that a name of thousands stays quick.
    """
    yield from groups.get(over, ())
    other = next((house for house in groups if house is not None), None) if over is None else None
    if other is not over:
        yield from groups.get(other, ())


def _may_be(group: _Group, place: _Place, sectors: frozenset[Sector]) -> bool:
    if sectors and group.sectors and not sectors & group.sectors:
        return False
    return not (group.place.own & place.over or place.own & group.place.over)


def _places(organisations: Mapping[str, Organisation]) -> dict[str, _Place]:
    """Each organisation with what it is a part of; in a circle each is a part of all."""
    own = {name: 1 << number for number, name in enumerate(organisations)}
    over: dict[str, int] = {}
    for name in organisations:
        way: dict[str, None] = {}
        here: str | None = name
        while here is not None and here in organisations and here not in over:
            if here in way:
                circle = list(way)[list(way).index(here) :]
                over |= dict.fromkeys(circle, sum(own[one] for one in circle))
            else:
                way[here] = None
                here = organisations[here].part_of
        for one in reversed([one for one in way if one not in over]):
            over[one] = own[one] | over.get(organisations[one].part_of or "", 0)
    return {name: _Place(own[name], over[name]) for name in organisations}
