"""What an element states under a key of the format: that it is there, open, not applicable, or not stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from palveluketju.analyses import covers_chain
from palveluketju.analyses.agreements import agreement_of
from palveluketju.graph import ChainGraph
from palveluketju.model import (
    Area,
    Bar,
    Catalogue,
    Chain,
    Concept,
    Entry,
    Exchange,
    Exit,
    Field,
    Goal,
    Handover,
    Interface,
    Level,
    LogItem,
    Move,
    Organisation,
    Relation,
    Segment,
    Service,
    ServicePath,
    ServiceUse,
    State,
    Steering,
    Task,
    best_state,
    given,
    state_of,
    walking,
)
from palveluketju.model.base import Value
from palveluketju.selecting.elements import Element, Kind

_MODELS: Final[Mapping[Kind, tuple[type[Value], ...]]] = {
    Kind.CHAIN: (Chain,),
    Kind.CATALOGUE: (Catalogue,),
    Kind.LEVEL: (Level,),
    Kind.CRITICAL: (ServiceUse, Service),
    Kind.SERVICE: (Service,),
    Kind.ORGANISATION: (Organisation,),
    Kind.BAR: (Bar,),
    Kind.ENTRY: (Entry, Handover),
    Kind.EXIT: (Exit, Handover),
    Kind.MOVE: (Move, Handover),
    Kind.HANDOVER: (Handover,),
    Kind.EXCHANGE: (Exchange,),
    Kind.PATH: (ServicePath,),
    Kind.INTERFACE: (Interface,),
    Kind.AREA: (Area,),
    Kind.SEGMENT: (Segment,),
    Kind.TASK: (Task,),
    Kind.FIELD: (Field,),
    Kind.GOAL: (Goal,),
    Kind.STEERING: (Steering,),
    Kind.RELATION: (Relation,),
    Kind.CONCEPT: (Concept,),
    Kind.LOG_ITEM: (LogItem,),
}
"""In what each kind of element is declared; a key that the first does not have is looked for in the second."""
_OF_INTERFACE_SERVICES: Final = ("agreement", "contact")
"""What is told of an interface service, by the interfaces that cover it."""


@cache
def keys_of(kind: Kind) -> tuple[str, ...]:
    """The keys that an element of a kind can state."""
    if kind is Kind.INTERFACE_SERVICE:
        return _OF_INTERFACE_SERVICES
    return tuple(dict.fromkeys(key for model in _MODELS[kind] for key in _names(model)))


@cache
def every_key() -> frozenset[str]:
    """The keys that elements of any kind can state."""
    return frozenset(key for kind in Kind for key in keys_of(kind))


@cache
def _names(model: type[Value]) -> Mapping[str, str]:
    return {key: name for name, key in walking.keys_of(model).items()}


def stated(element: Element, key: str) -> State:
    """What an element states under a key that elements of its kind can have.

    A critical service states what stands where it is offered, else what its service states. A hand-over is stated by
    its moves, in either direction, its responsible party also by the coordination of the chain; its agreement is there
    as well where an interface between the two sides that takes in the chain has one that is in force.
    """
    about = element.about
    if element.kind is Kind.INTERFACE_SERVICE:
        return State(getattr(about, key))
    if element.kind is Kind.HANDOVER:
        return _of_hand_over(element, key)
    if element.kind is Kind.CRITICAL:
        graph = element.graph
        service = graph.shared.services[about.service.id]
        return next(_told(key, (about.use, service)), State.NOT_STATED)
    declared = given(about)
    if declared is None:
        return state_of(about)
    parts = (declared, getattr(declared, "handover", None)) if Handover in _MODELS[element.kind] else (declared,)
    return next(_told(key, parts), State.NOT_STATED)


def _told(key: str, parts: tuple[Any, ...]) -> Iterator[State]:
    """What parts of a declaration state under a key, one after the other; a part that is absent is so in that key."""
    for part in parts:
        declared = given(part)
        if declared is None:
            told = state_of(part)
        else:
            kind: type[Value] = type(declared)
            name = _names(kind).get(key)
            told = State.NOT_STATED if name is None else state_of(getattr(declared, name))
        if told is not State.NOT_STATED:
            yield told


def _of_hand_over(element: Element, key: str) -> State:
    graph, point = element.graph, element.about
    if key == "responsible":
        return State(point.coordination)
    told = [state_of(way.unsettled) for way in point.ways if way.unsettled]
    moves = [way.declared.handover for way in point.ways if way.declared is not None]
    told += [next(_told(key, (handover,)), State.NOT_STATED) for handover in moves]
    if key == "agreement" and isinstance(graph, ChainGraph):
        house = None if element.other is None else graph.house_of(element.other)
        for name in point.interfaces:
            interface = graph.chain.interfaces[name]
            if house is None or house in graph.parties(interface.between):
                told.append(agreement_of(graph, interface, covers_chain(graph, interface)))
    return best_state(told)
