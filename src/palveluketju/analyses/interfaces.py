"""Interface services (yhdyspintapalvelut): what the chain leans on and does not itself organise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from palveluketju.analyses.agreements import agreement_of, contact_of, covers, in_force
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, once_a_graph
from palveluketju.model import (
    Interface,
    OrganisationKind,
    Sector,
    State,
    Unsettled,
    best_state,
    is_not_applicable,
    is_unsettled,
    listed,
    state_of,
)


@dataclass(frozen=True, slots=True)
class InterfaceService:
    """A service of another organiser, or one that the chain's organiser and others run together.

    ``element`` is the service, or a bar that others take part in, ``other`` an organiser of it that is not the
    chain's own: an element that several others organise has a record for each. ``levels`` are where the chain meets
    it, ``interfaces`` the declared interfaces that cover it or may, ``agreement`` and ``contact`` what they tell on
    the graph's day; neither applies to a word for several parties. ``without`` are interfaces between the two that do
    not help here: their scope does not take it in, or their agreement is not in force.

    ``state`` is POSSIBLE where it is open or not known who organises the service, or the chain, and ``questions`` are
    then what is to be decided or found out; ``other`` is None while nobody is known, and nothing is told of agreement
    and contact.
    """

    element: Node
    where: Path = field(compare=False)
    other: Node | None
    levels: tuple[Node, ...]
    interfaces: tuple[str, ...] = ()
    agreement: State | None = None
    contact: State | None = None
    without: tuple[str, ...] = ()
    state: State = State.THERE
    questions: tuple[Unsettled, ...] = ()


@once_a_graph
def interface_services(graph: ChainGraph) -> tuple[InterfaceService, ...]:
    """The register of interface services, in the order of the file.

    Empty where the chain has no organiser of its own, or does not tell who it is. What a joint county authority
    organises is no interface service of its counties: see :func:`is_beside`.
    """
    asked = graph.chain.organiser
    if is_unsettled(asked):
        return (*_possible_services(graph, asked), *_possible_bars(graph, asked))
    if not graph.own_organisers():
        return ()
    return (*_of_services(graph), *_of_bars(graph))


def _of_services(graph: ChainGraph) -> Iterator[InterfaceService]:
    for service, where in _services(graph):
        organiser = graph.service(service).organiser
        if is_unsettled(organiser):
            yield _possible(service, where, None, graph.levels_served_by(service), organiser)
        for other in graph.organisers_of(service):
            if not is_beside(graph, other):
                yield _record(graph, service, where, other, graph.levels_served_by(service))


def _of_bars(graph: ChainGraph) -> Iterator[InterfaceService]:
    for bar in graph.bars():
        for other in graph.partners_of(bar):
            if not is_beside(graph, other):
                yield _record(graph, bar, bar.where, other, graph.levels_spanned_by(bar))


def is_beside(graph: ChainGraph, other: Node) -> bool:
    """Whether an organisation is on the side of the chain's organisers: of one house, or county and joint authority.

    A joint county authority acts for its members. Where it names them, it is on the side of these; where it does not,
    on that of every wellbeing services county.
    """
    return graph.is_own(other) or any(
        _acts_for(graph, one, another)
        for own in graph.own_organisers()
        for one, another in ((other, own), (own, other))
    )


def _acts_for(graph: ChainGraph, authority: Node, member: Node) -> bool:
    if graph.sectors_of(authority) != (Sector.JOINT_COUNTY_AUTHORITY,):
        return False
    line = (authority.id, *graph.organisations_over(authority))
    named = [one for name in line if name in graph.chain.organisations for one in _members(graph, name)]
    if named:
        return graph.house_of(member) in graph.parties(named)
    return graph.sectors_of(member) == (Sector.WELLBEING_SERVICES_COUNTY,)


def _members(graph: ChainGraph, organisation: str) -> list[str]:
    told = listed(graph.chain.organisations[organisation].members)
    return [str(one.organisation) for one in told if isinstance(one.organisation, str)]


def _possible_services(graph: ChainGraph, asked: Unsettled) -> Iterator[InterfaceService]:
    """Every service that somebody organises: while the chain's organiser is unsettled, each may be another's."""
    for service, where in _services(graph):
        organiser = graph.service(service).organiser
        questions = (asked, organiser) if is_unsettled(organiser) else (asked,)
        if not is_not_applicable(organiser):
            for other in graph.organisers_of(service) or (None,):
                yield _possible(service, where, other, graph.levels_served_by(service), *questions)


def _possible_bars(graph: ChainGraph, asked: Unsettled) -> Iterator[InterfaceService]:
    for bar in graph.bars():
        for other in graph.partners_of(bar):
            yield _possible(bar, bar.where, other, graph.levels_spanned_by(bar), asked)


def _services(graph: ChainGraph) -> Iterator[tuple[Node, Path]]:
    """The services that the chain offers, each with the first place where it does."""
    for service in graph.offered():
        if graph.is_service(service):
            yield service, graph.offers_of_service(service)[0].where


def _possible(
    element: Node, where: Path, other: Node | None, levels: tuple[Node, ...], *questions: Unsettled
) -> InterfaceService:
    return InterfaceService(element, where, other, levels, state=State.POSSIBLE, questions=questions)


@once_a_graph
def _joining(graph: ChainGraph) -> Mapping[str, Mapping[str, Interface]]:
    """The interfaces that have the chain's organiser as a party, by the houses of all of their parties."""
    own = graph.parties(graph.own_organisers()).keys()
    found: dict[str, dict[str, Interface]] = {}
    for name, interface in graph.chain.interfaces.items():
        parties = graph.parties(interface.between).keys()
        for house in parties if parties & own else ():
            found.setdefault(house, {})[name] = interface
    return found


def _record(graph: ChainGraph, element: Node, where: Path, other: Node, levels: tuple[Node, ...]) -> InterfaceService:
    declared = _joining(graph).get(graph.house_of(other), {})
    covered = {name: covers(graph, one, element, other) for name, one in declared.items()}
    covering = {name: declared[name] for name, state in covered.items() if state is not State.NONE}
    several = graph.chain.organisations[other.id].kind is OrganisationKind.PARTIES
    told = [
        best_state(agreement_of(graph, one, covered[name]) for name, one in covering.items()),
        best_state(contact_of(one, covered[name]) for name, one in covering.items()),
    ]
    agreement, contact = (State.NOT_APPLICABLE if several and one is State.NOT_STATED else one for one in told)
    useless = [
        name
        for name, one in declared.items()
        if name not in covering or (state_of(one.agreement) is State.THERE and in_force(graph, one) is State.NONE)
    ]
    return InterfaceService(element, where, other, levels, tuple(covering), agreement, contact, tuple(useless))
