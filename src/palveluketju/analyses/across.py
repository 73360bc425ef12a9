"""Interfaces across a hand-over: between who acts at the one level, and who acts at the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from palveluketju.analyses.agreements import covers_chain, in_force
from palveluketju.analyses.responsibility import responsible_at
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import State


class _Between(NamedTuple):
    """An interface between organisations: its parties, their houses, and the services that it is about if not all."""

    name: str
    parties: set[str]
    houses: set[str]
    services: frozenset[str] | None


class _Acting(NamedTuple):
    """The houses of those who organise what a level offers or answer for it; they, and the units that they are of."""

    houses: set[str]
    units: set[str]


class Across:
    """The interfaces of a chain, and who acts at its levels; each is found out once for all hand-overs."""

    def __init__(self, graph: ChainGraph) -> None:
        self._graph = graph
        self._interfaces = tuple(_interfaces(graph))
        self._acting: dict[str, _Acting] = {}

    def between(self, start: Node, end: Node, services: Iterable[Node]) -> tuple[str, ...]:
        """The interfaces between organisations that act on two sides: their houses, or two units of one house.

        An interface that is about some services only is across where one of them is on a side.
        """
        if not self._interfaces:
            return ()
        offered = {service.id for service in services}
        here, there = self._acting_at(start), self._acting_at(end)
        return tuple(
            one.name
            for one in self._interfaces
            if one.services is None or offered & one.services
            if _meet(one.houses, here.houses, there.houses) or _meet(one.parties, here.units, there.units)
        )

    def _acting_at(self, level: Node) -> _Acting:
        if level.id not in self._acting:
            graph = self._graph
            acting = {*map(str, graph.organisers_at(level)), *responsible_at(graph, level)}
            over = set(chain.from_iterable(map(graph.organisations_over, acting)))
            units = {one for one in over if graph.house_of(one) != one}  # of a house only where it acts itself
            self._acting[level.id] = _Acting(set(map(graph.house_of, acting)), acting | units)
        return self._acting[level.id]


def _interfaces(graph: ChainGraph) -> Iterator[_Between]:
    """The interfaces whose scope takes in the chain, and that are in force: no other is across anything."""
    for name, interface in graph.chain.interfaces.items():
        if State.NONE not in (covers_chain(graph, interface), in_force(graph, interface)):
            ends = set(map(str, interface.between))
            about = frozenset(interface.services) if isinstance(interface.services, tuple) else None
            yield _Between(name, ends, set(graph.parties(ends)), about)


def _meet(ends: set[str], here: set[str], there: set[str]) -> bool:
    """Whether one end is here and another there."""
    return bool(ends & here) and bool(ends & there) and len(ends & (here | there)) > 1
