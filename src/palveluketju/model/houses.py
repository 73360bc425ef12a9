"""Houses: which organisations are one party, however many units they act through.

The term is this library's own. One rule decides wherever it is asked what is an organiser's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from palveluketju.model.absence import listed
from palveluketju.model.catalogue import Organisation
from palveluketju.model.system_vocabulary import Sector


def sectors_told(organisation: Organisation) -> frozenset[Sector]:
    """The sectors that an organisation tells of itself; none where they are open, not applicable or not told."""
    return frozenset(listed(organisation.sector))


def house_of(organisations: Mapping[str, Organisation], organisation: str) -> str:
    """The id of an organisation's house: the topmost that it is a part of, within its sector.

    The way up ends below an organisation of another sector: both tell theirs, and have none in common. What does not
    tell its sector belongs to what it is a part of. Of a circle that has no topmost, it is the first in the order of
    the declaration. An organisation that nobody declares is a house by itself.

    >>> county = Organisation(name="County", sector="wellbeing-services-county")
    >>> unit, school = Organisation(name="Unit", part_of="county"), Organisation(name="School", part_of="unit")
    >>> house_of({"county": county, "unit": unit, "school": school}, "school")
    'county'
    >>> house_of({"county": county, "unit": unit, "school": school.changed(sector="municipality")}, "school")
    'school'
    """
    here = house = str(organisation)
    told: frozenset[Sector] = frozenset()
    times: Counter[str] = Counter()
    while here in organisations:
        sectors = sectors_told(organisations[here])
        if sectors and told and not sectors & told:
            return house
        if sectors:
            house, told = here, sectors
        times[here] += 1
        if times[here] > 2:  # once round to find the circle, once more to find a border in it
            return next(name for name in organisations if times[name] > 1)
        whole = organisations[here].part_of
        if whole is None:
            return here
        here = str(whole)
    return here


def by_house(organisations: Mapping[str, Organisation], ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Organisations by the house that they belong to, both in the order in which they are given."""
    houses: dict[str, dict[str, None]] = {}
    for name in ids:
        houses.setdefault(house_of(organisations, name), {})[name] = None
    return {house: tuple(names) for house, names in houses.items()}
