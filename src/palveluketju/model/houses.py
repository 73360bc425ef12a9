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


def houses_of(organisations: Mapping[str, Organisation]) -> dict[str, str]:
    """The houses of all organisations, as :func:`house_of` tells each: one follows from that of its whole.

    >>> county = Organisation(name="County", sector="wellbeing-services-county")
    >>> houses_of({"county": county, "unit": Organisation(name="Unit", part_of="county")})
    {'county': 'county', 'unit': 'county'}
    """
    found: dict[str, str] = {}
    near: dict[str, frozenset[Sector]] = {}  # the sectors that are told nearest above an organisation, or by itself
    place = {name: number for number, name in enumerate(organisations)}
    told = {name: sectors_told(one) for name, one in organisations.items()}
    for name in organisations:
        way: dict[str, None] = {}
        here: str | None = name
        while here is not None and here in organisations and here not in found and here not in way:
            way[here] = None
            here = organisations[here].part_of
        names = list(way)
        if here is not None and here in way:
            circle = names[names.index(here) :]
            names = names[: -len(circle)] + _of_circle(circle, told, place, found, near)
        for one in reversed(names):
            whole = organisations[one].part_of
            over = near.get(whole, frozenset()) if whole else frozenset()
            is_apart = told[one] and over and not told[one] & over
            found[one] = one if whole is None or is_apart else found.get(whole, str(whole))
            near[one] = told[one] or over
    return {name: found[name] for name in organisations}


def _of_circle(
    circle: list[str],
    told: Mapping[str, frozenset[Sector]],
    place: Mapping[str, int],
    found: dict[str, str],
    near: dict[str, frozenset[Sector]],
) -> list[str]:
    """Note the house of one organisation of a circle that a border is over; the others then, from the farthest below.

    Where there is no border, all of them are of one house.
    """
    telling = [one for one in circle if told[one]]
    borders = (
        one for one, other in zip(telling, [*telling[1:], *telling[:1]], strict=True) if not told[one] & told[other]
    )
    top = next(borders, None)
    if top is not None:
        found[top], near[top] = top, told[top]
        at = circle.index(top)
        return [*circle[at + 1 :], *circle[:at]]
    first = min(circle, key=place.__getitem__)
    over = told[telling[0]] if telling else frozenset()
    for one in reversed(circle):
        over = told[one] or over
        found[one], near[one] = first, over
    return []


def by_house(organisations: Mapping[str, Organisation], ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Organisations by the house that they belong to, both in the order in which they are given."""
    houses: dict[str, dict[str, None]] = {}
    for name in ids:
        houses.setdefault(house_of(organisations, name), {})[name] = None
    return {house: tuple(names) for house, names in houses.items()}
