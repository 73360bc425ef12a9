"""A chain against the definition of a chain: the tiers and the providers that it is to consider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from palveluketju.analyses.coverage import columns_of, sectors_or_state
from palveluketju.analyses.offering import to_come, unsure
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, once_a_graph
from palveluketju.model import NOT_TOLD, Considered, Sector, State, Tier, state_of, unsettled_in

TIERS: Final = {
    "basic": (Tier.BASIC,),
    "extended_basic": (Tier.EXTENDED_BASIC,),
    "specialised": (Tier.SPECIALISED, Tier.DEMANDING),
}
PROVIDERS: Final = {
    "public": (
        Sector.WELLBEING_SERVICES_COUNTY,
        Sector.JOINT_COUNTY_AUTHORITY,
        Sector.MUNICIPALITY,
        Sector.JOINT_MUNICIPAL_AUTHORITY,
        Sector.EMPLOYMENT_AREA,
        Sector.STATE,
        Sector.KELA,
    ),
    "private": (Sector.PRIVATE,),
    "municipal": (Sector.MUNICIPALITY, Sector.JOINT_MUNICIPAL_AUTHORITY),
    "employment": (Sector.EMPLOYMENT_AREA,),
}

OTHERS: Final = "other-providers"
"""The column of providers that the definition does not name."""
COLUMNS: Final[tuple[str, ...]] = (*PROVIDERS, OTHERS, *NOT_TOLD)
"""All columns that a table can have, in their order."""
_NOT_TOLD: Final = frozenset(NOT_TOLD)
_NAMED: Final = frozenset(sector.value for sectors in PROVIDERS.values() for sector in sectors)


@dataclass(frozen=True, slots=True)
class Consideration:
    """A tier or a kind of provider that a chain is to consider: its services, and what the chain says of it.

    ``said`` is the value under ``considers`` where there is one. ``told`` is THERE where a service shows it, else what
    is said; where nothing is said POSSIBLE, OPEN, NOT_KNOWN or NOT_STATED while a service, or what is still to come,
    could show it, and NONE where all is stated.
    """

    part: str
    services: tuple[Node, ...]
    said: Any
    told: State


@dataclass(frozen=True, slots=True)
class Held:
    """The services of one tier by one kind of provider, and what is told of there being any."""

    services: tuple[Node, ...]
    state: State


@dataclass(frozen=True, slots=True)
class DefinitionTable:
    """A chain's tiers against its providers. Every service that the chain offers is in it.

    ``rows`` are the parts of TIERS, other tiers and states that the chain has services of, and None for all together;
    ``columns`` the parts of PROVIDERS, OTHERS, and states, where there are services of these.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, tuple[Held, ...]], ...]


def considerations(graph: ChainGraph) -> tuple[Consideration, ...]:
    """What the definition of a chain asks for, each with the services that show it.

    Source of the rule: Uusimaa2019 (7.11.2018): a chain considers all basic, extended basic and specialised services,
    public and private, the municipalities' services, and employment (then growth) services.
    """
    found, there = [], State.THERE
    services, tiers, providers = services_offered(graph), _tiers(graph), _providers(graph)
    for part in (*TIERS, *PROVIDERS):
        said = _said(graph, part)
        shows, has = (_of_tier, tiers) if part in TIERS else (_of_provider, providers)
        answers = [shows(has[service.id], part) for service in services]
        shown = tuple([service for service, state in zip(services, answers, strict=True) if state is there])
        if shown:
            told = State.THERE
        elif said is None:
            told = unsure((*answers, *to_come(graph)))
        else:
            told = state_of(said)
        found.append(Consideration(part, shown, said, told))
    return tuple(found)


@once_a_graph
def services_offered(graph: ChainGraph) -> tuple[Node, ...]:
    """The services of a chain, each once; instruments and documents are none."""
    return tuple(filter(graph.is_service, graph.offered()))


def definition_table(graph: ChainGraph, columns: Sequence[str] = ()) -> DefinitionTable:
    """The services of a chain of each tier by each kind of provider, and what is told where it has none.

    ``columns`` are those to give, where several chains are to have the same.
    """
    services = services_offered(graph)
    tiers_of, providers_of = _tiers(graph), _providers(graph)
    tiers = {column for service in services for column in tiers_of[service.id]}
    known = {tier.value for tiers_of_part in TIERS.values() for tier in tiers_of_part}
    rows = (*TIERS, *(one for one in (*(tier.value for tier in Tier), *NOT_TOLD) if one in tiers - known), None)
    providers = {column for service in services for column in providers_of[service.id]}
    others = {OTHERS} if providers - _NAMED - set(NOT_TOLD) else set()
    columns = columns or tuple(one for one in COLUMNS if one in {*PROVIDERS, *others, *providers})

    of_row = {row: [_of_tier(tiers_of[one.id], row) for one in services] for row in rows}
    of_column = {column: [_of_provider(providers_of[one.id], column) for one in services] for column in columns}

    def held(row: str | None, column: str) -> Held:
        answers = [*map(_both, of_row[row], of_column[column])]
        found = tuple([service for service, state in zip(services, answers, strict=True) if state is State.THERE])
        said = [state_of(_said(graph, part)) for part in (row, column) if part in TIERS or part in PROVIDERS]
        told = [State.POSSIBLE if one is State.THERE else one for one in said if one is not State.NOT_STATED]
        return Held(found, State.THERE if found else unsure((*answers, *to_come(graph), *told)))

    return DefinitionTable(tuple(columns), tuple((row, tuple(held(row, column) for column in columns)) for row in rows))


@cache
def _both(one: State, other: State) -> State:
    """What is told of something being two things at once."""
    return next((state for state in (State.NONE, State.NOT_STATED, State.POSSIBLE) if state in (one, other)), one)


def _said(graph: ChainGraph, part: str | None) -> Any:
    whole = graph.chain.considers
    return getattr(whole, str(part)) if isinstance(whole, Considered) else whole


@lru_cache(maxsize=4096)  # services of very many chains are of few tiers, and of few kinds of providers
def _of_tier(tiers: frozenset[str], row: str | None) -> State:
    """Whether a service is of a row: it may be while its tier is not told."""
    return State.THERE if row is None else _among(tiers, TIERS.get(row, (row,)))


@lru_cache(maxsize=4096)
def _of_provider(sectors: frozenset[str], column: str) -> State:
    """Whether a service is of a column: it may be while who organises or produces it is not told."""
    if column == OTHERS:
        return State.THERE if sectors - _NAMED - set(NOT_TOLD) else State.NONE
    told = _among(sectors, PROVIDERS.get(column, (column,)))
    unproduced = (
        column in PROVIDERS and State.NOT_APPLICABLE in sectors
    )  # nobody organises it; who gives it is not told
    return State.NOT_STATED if told is State.NONE and unproduced else told


def _among(own: frozenset[str], wanted: tuple[str, ...]) -> State:
    if not own.isdisjoint(wanted):
        return State.THERE
    if not _NOT_TOLD.isdisjoint(wanted):
        return State.NONE
    if not own.isdisjoint((State.OPEN, State.NOT_KNOWN)):
        return State.POSSIBLE
    return State.NOT_STATED if State.NOT_STATED in own else State.NONE


@once_a_graph
def _tiers(graph: ChainGraph) -> Mapping[str, frozenset[str]]:
    """Of each service that is offered, by its id, which tier it is of."""
    return {service.id: frozenset(columns_of(graph, service, "tier")) for service in services_offered(graph)}


@once_a_graph
def _providers(graph: ChainGraph) -> Mapping[str, frozenset[str]]:
    """Of each service that is offered, by its id, who provides it."""
    return {service.id: frozenset(_providing(graph, service)) for service in services_offered(graph)}


def _providing(graph: ChainGraph, service: Node) -> set[str]:
    """The sectors of those who organise and produce a service, with states for what is not told of them."""
    found: set[str] = set(columns_of(graph, service, "sector"))
    for who in graph.producing(service):
        found.update(sectors_or_state(graph, who))
    told = [offer.use.producers for offer in graph.offers_of_service(service)]
    if None in told:
        told = [graph.service(service).producers, *(value for value in told if value is not None)]
    for value in told:
        if value is not None:
            found.update(map(state_of, unsettled_in(value)))
    return found
