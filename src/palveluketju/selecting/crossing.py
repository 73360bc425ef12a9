"""Which borders are crossed at an element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from palveluketju.analyses import Border, Borders, Crossed, Crossing
from palveluketju.graph import ChainGraph, once_a_graph
from palveluketju.graph.houses import Houses
from palveluketju.model import State
from palveluketju.selecting.elements import Element, Kind
from palveluketju.selecting.told import Told, weakest


@once_a_graph
def _borders(graph: ChainGraph) -> Borders:
    return Borders(graph)


def crossed_at(graph: ChainGraph, element: Element) -> Told:
    """The borders that are crossed among those who act at a level, or who run a service."""
    if element.kind is Kind.LEVEL:
        return crossed(_borders(graph).at_level(graph.node("level", element.id)))
    return crossed(_borders(graph).of_service(graph.node("service", element.id)))


def crossed(crossings: Iterable[Crossing]) -> Told:
    """The borders that are crossed, and those of which nobody knows, by whether that is to be decided or found out."""
    every = tuple(crossings)
    unsettled = (Crossed.OPEN, Crossed.NOT_KNOWN)
    return _told(
        (one.border.value for one in every if one.state is Crossed.CROSSED),
        {
            one.border.value: State.OPEN if one.state in unsettled else State.NOT_STATED
            for one in every
            if not one.state.is_known
        },
    )


def crossed_between(houses: Houses, parties: Mapping[str, Told]) -> Told:
    """The borders between the parties of an interface: of houses, of sectors, and of the units of one house.

    ``parties`` has the sectors of each; a unit and what it is a part of are not two units.
    """
    by_house = houses.parties(parties)
    lines = {one: (one, *houses.over(one)) for one in parties}
    pairs = [pair for those in by_house.values() for pair in combinations(those, 2)]
    known = [told.values for told in parties.values() if told.rest is State.THERE and told.values]
    found = {Border.HOUSE.value} if len(by_house) > 1 else set[str]()
    if any(one not in lines[other] and other not in lines[one] for one, other in pairs):
        found.add(Border.UNIT.value)
    if any(not one & other for one, other in combinations(known, 2)):
        found.add(Border.SECTOR.value)
    doubtful: dict[str, State] = {}
    if len(known) < len(parties) and Border.SECTOR.value not in found:
        is_open = any(told.rest is State.OPEN for told in parties.values())
        doubtful[Border.SECTOR.value] = State.OPEN if is_open else State.NOT_STATED
    return _told(found, doubtful)


def _told(found: Iterable[str], doubtful: Mapping[str, State]) -> Told:
    return Told(frozenset(found), weakest(doubtful.values()), doubtful)
