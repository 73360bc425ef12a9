"""What a declared interface covers: by its parties, by its scope, and on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from palveluketju.graph import CatalogueGraph, ChainGraph, Node
from palveluketju.model import (
    Area,
    Interface,
    State,
    Status,
    given,
    is_not_applicable,
    is_unsettled,
    listed,
    state_of,
)

_WEAKEST = (State.NONE, State.POSSIBLE, State.THERE)


def covers(graph: ChainGraph, interface: Interface, element: Node, other: Node) -> State:
    """Whether a declared interface is about an element that the chain's organiser has from another organisation.

    THERE where it covers it, NONE where it does not, and POSSIBLE where its scope is open, or where it is not told
    whether the chain is within it. Organisations of one house are one party.
    """
    return _weakest([_parties(graph, interface, other), _element(interface, element), covers_chain(graph, interface)])


def covers_chain(graph: ChainGraph, interface: Interface) -> State:
    """Whether the scope of an interface takes in the chain: its clients, the chain itself, its areas."""
    return _weakest([_segments(graph, interface), _chains(graph, interface), _areas(graph, interface)])


def in_force(graph: ChainGraph | CatalogueGraph, interface: Interface) -> State:
    """Whether an agreement is in force on the graph's day; POSSIBLE while its first day is open or not known."""
    first, last = given(interface.valid_from), given(interface.valid_until)
    over = last is not None and last < graph.today
    if interface.status is Status.RETIRED or over or (first is not None and first > graph.today):
        return State.NONE
    return State.POSSIBLE if is_unsettled(interface.valid_from) else State.THERE


def agreement_of(graph: ChainGraph, interface: Interface, covered: State) -> State:
    """What an interface that covers an element, or may, tells of an agreement about it.

    Not stated where its agreement is not in force on the graph's day, possible while it is a draft.
    """
    told = state_of(interface.agreement)
    if told is not State.THERE:
        return told
    force = in_force(graph, interface)
    if force is State.NONE:
        return State.NOT_STATED
    return _weakest([covered, force, State.POSSIBLE if interface.status is Status.DRAFT else State.THERE])


def contact_of(interface: Interface, covered: State) -> State:
    """What an interface that covers an element, or may, tells of a contact for it."""
    told = state_of(interface.contact)
    return covered if told is State.THERE else told


def _parties(graph: ChainGraph, interface: Interface, other: Node) -> State:
    parties, own = graph.parties(interface.between), graph.parties(graph.own_organisers())
    joined = graph.house_of(other) in parties and parties.keys() & own.keys()
    return State.THERE if joined else State.NONE


def _element(interface: Interface, element: Node) -> State:
    """Services narrow an interface to themselves; where they do not apply, it is about none."""
    if interface.services is None:
        return State.THERE
    if is_unsettled(interface.services):
        return State.POSSIBLE
    named = element.kind == "service" and element.id in listed(interface.services)
    return State.THERE if named else State.NONE


def _segments(graph: ChainGraph, interface: Interface) -> State:
    """Segments that the chain is for; a chain for others as well is within the scope in part."""
    if not _narrows(interface.segments):
        return State.THERE
    group = given(graph.chain.target_group)
    own = set() if group is None else set(listed(group.segments))
    if is_unsettled(interface.segments) or not own:
        return State.POSSIBLE
    named = set(listed(interface.segments))
    return State.THERE if own <= named else State.POSSIBLE if own & named else State.NONE


def _chains(graph: ChainGraph, interface: Interface) -> State:
    """A chain that the scope names; what is agreed for a chain may hold for its variant."""
    if not _narrows(interface.chains):
        return State.THERE
    named = listed(interface.chains)
    if graph.chain.id in named:
        return State.THERE
    return State.POSSIBLE if is_unsettled(interface.chains) or graph.chain.variant_of in named else State.NONE


def _areas(graph: ChainGraph, interface: Interface) -> State:
    """Areas with all their parts; a chain of a wider area than the scope's is within it in part."""
    if not _narrows(interface.areas):
        return State.THERE
    own = listed(graph.chain.area)
    if is_unsettled(interface.areas) or not own:
        return State.POSSIBLE
    scope = {str(area) for area in listed(interface.areas)}
    over = {str(area): _over(graph.chain.areas, str(area)) for area in (*own, *scope)}
    inside = [bool(over[str(area)] & scope) for area in own]
    if all(inside):
        return State.THERE
    return State.POSSIBLE if any(inside) or any(over[area] & set(map(str, own)) for area in scope) else State.NONE


def _narrows(scope: object) -> bool:
    return scope is not None and not is_not_applicable(scope)


def _over(areas: Mapping[str, Area], name: str) -> set[str]:
    """An area and those that it is a part of."""
    found: set[str] = set()
    here: str | None = name
    while here is not None and here not in found:
        found.add(here)
        whole = areas[here].part_of if here in areas else None
        here = None if whole is None else str(whole)
    return found


def _weakest(states: Iterable[State]) -> State:
    return min(states, key=_WEAKEST.index)
