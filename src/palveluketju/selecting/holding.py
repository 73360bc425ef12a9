"""Which elements hold others, and where something is open that others can turn out to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from palveluketju.findings import Path
from palveluketju.graph import CatalogueGraph, ChainGraph, once_a_graph, walked
from palveluketju.model import is_unsettled
from palveluketju.selecting.elements import Element, Graph, Kind
from palveluketju.selecting.facts import is_about
from palveluketju.selecting.language import Atom, Expression, Key, Union
from palveluketju.selecting.matching import matcher

_OFFERED: Final = frozenset((Kind.SERVICE, Kind.INTERFACE_SERVICE, Kind.HANDOVER))
_COULD_BE: Final[Mapping[tuple[str, ...], frozenset[Kind]]] = {
    ("levels",): frozenset((Kind.LEVEL, Kind.CRITICAL, *_OFFERED)),
    ("levels", "*", "critical"): frozenset((Kind.CRITICAL, *_OFFERED)),
    ("levels", "*", "carries"): frozenset((Kind.CRITICAL, Kind.SERVICE)),
    ("levels", "*", "services"): _OFFERED,
    ("bars",): frozenset((Kind.BAR, *_OFFERED)),
    ("bars", "*", "services"): _OFFERED,
    ("bars", "*", "partners"): frozenset((Kind.INTERFACE_SERVICE,)),
    ("services", "*", "organiser"): frozenset((Kind.INTERFACE_SERVICE, Kind.HANDOVER)),
    ("organiser",): frozenset((Kind.INTERFACE_SERVICE, Kind.HANDOVER)),
    ("entries",): frozenset((Kind.ENTRY,)),
    ("exits",): frozenset((Kind.EXIT,)),
    ("goals",): frozenset((Kind.GOAL,)),
    ("moves", "*"): frozenset((Kind.MOVE, Kind.HANDOVER)),
}
"""Where something can be open, and the kinds of elements that it can turn out to be."""


@once_a_graph
def _open_places(graph: ChainGraph | CatalogueGraph) -> tuple[tuple[Path, frozenset[Kind]], ...]:
    """What is open or not known in a declaration, with the kinds of elements that it can turn out to be."""
    found = []
    for where, value in walked(graph):
        if where and is_unsettled(value):
            place = (str(where[0]), *("*" if index == 1 else str(part) for index, part in enumerate(where[1:3], 1)))
            kinds = _COULD_BE.get(place)
            if kinds:
                found.append((where, kinds))
    return tuple(found)


class Members:
    """Some elements, to be asked which others hold one of them."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._whole: set[Graph] = set()
        self._under: set[tuple[Graph, Path]] = set()
        self._services: set[tuple[Graph, str]] = set()
        self._themselves: set[Element] = set()
        for one in elements:
            self._themselves.add(one)
            if not _is_idle(one):
                self._whole.add(one.graph)
            if one.kind is Kind.HANDOVER:
                self._under.update((one.graph, level.where) for level in one.about.levels)
                continue
            self._under.update((one.graph, one.where[:length]) for length in range(2, len(one.where)))
            if one.kind is Kind.SERVICE:
                self._services.add((one.graph, one.id))

    def held_by(self, element: Element) -> bool:
        """Whether one of them is an element, or is held by it.

        A chain or a catalogue holds all that is in it, but for services that it declares and does not offer. A level
        holds what stands in it, what is carried over to it and what bars over it offer; a bar what it offers; levels
        hold their hand-overs. What has parts in the file holds them.
        """
        graph = element.graph
        if element in self._themselves or (element.kind in (Kind.CHAIN, Kind.CATALOGUE) and graph in self._whole):
            return True
        if any((graph, where) in self._under for where in scope_of(element)):
            return True
        if element.kind not in (Kind.LEVEL, Kind.BAR) or not isinstance(graph, ChainGraph):
            return False
        givers = scope_of(element)
        return any(
            (graph, offer.service.id) in self._services for offer in graph.offers() if offer.giver.where in givers
        )


def _is_idle(element: Element) -> bool:
    """Whether a chain declares a service, or has it from a catalogue, and offers it nowhere."""
    graph = element.graph
    return element.kind is Kind.SERVICE and isinstance(graph, ChainGraph) and not graph.offers_of_service(element.id)


def scope_of(element: Element) -> tuple[Path, ...]:
    """The places where what an element holds stands: of a level, also its parts, what goes on in it, bars over it."""
    graph = element.graph
    if element.kind is not Kind.LEVEL or not isinstance(graph, ChainGraph):
        return (element.where,)
    level = graph.node("level", element.id)
    others = (*graph.parts_of(level), *graph.carried_levels(level), *graph.bars_over(level))
    return (element.where, *(one.where for one in others))


def can_turn_out(expression: Expression, within: Element) -> bool:
    """Whether something open in an element can turn out to be one that is selected."""
    places = _open_places(within.graph)
    if within.kind not in (Kind.CHAIN, Kind.CATALOGUE):
        scope = set(scope_of(within))
        places = tuple((where, kinds) for where, kinds in places if where[:2] in scope)
    kinds = frozenset().union(*(kinds for _, kinds in places))
    return any(_can_be(expression, kind)[0] for kind in kinds)


def _can_be(expression: Expression, kind: Kind) -> tuple[bool, bool]:
    """Whether an element of a kind, of which no more is known, can be in a selection; and whether it can be not."""
    if isinstance(expression, Atom):
        if expression.key is Key.KIND:
            is_it = matcher(expression)(kind)
            return is_it, not is_it
        return is_about(expression.key, kind), True
    if isinstance(expression, Union):
        parts = [_can_be(part, kind) for part in expression.parts]
        return any(can for can, _ in parts), all(cannot for _, cannot in parts)
    can, cannot = _can_be(expression.first, kind)
    for operator, part in expression.rest:
        other, other_not = _can_be(part, kind)[:: 1 if operator == "&" else -1]
        can, cannot = can and other, cannot or other_not
    return can, cannot
