"""A chain against the definition of a chain: the tiers and the providers that it is to consider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Considered, Open, Sector, State, Tier, state_of

TIERS: Final = {
    "basic": (Tier.BASIC,),
    "extended_basic": (Tier.EXTENDED_BASIC,),
    "specialised": (Tier.SPECIALISED, Tier.DEMANDING),
}
PROVIDERS: Final = {
    "public": (
        Sector.WELLBEING_SERVICES_COUNTY,
        Sector.MUNICIPALITY,
        Sector.EMPLOYMENT_AREA,
        Sector.STATE,
        Sector.KELA,
    ),
    "private": (Sector.PRIVATE,),
    "municipal": (Sector.MUNICIPALITY,),
    "employment": (Sector.EMPLOYMENT_AREA,),
}


@dataclass(frozen=True, slots=True)
class Consideration:
    """A tier or a kind of provider that a chain is to consider: its services, and what the chain says of it.

    ``said`` is the value under ``considers`` where there is one; ``told`` is yes where a service shows it, and open
    where one could: its tier, or its organiser's sector, is not told.
    """

    part: str
    services: tuple[Node, ...]
    said: Any
    told: State


def considerations(graph: ChainGraph) -> tuple[Consideration, ...]:
    """What the definition of a chain asks for, each with the services that show it.

    Source of the rule: Uusimaa2019 (7.11.2018): a chain considers all basic, extended basic and specialised services,
    public and private, the municipalities' services, and employment (then growth) services.
    """
    whole = graph.chain.considers
    services = tuple(dict.fromkeys(offer.service for offer in graph.offers() if graph.is_service(offer.service)))
    found = []
    for part in (*TIERS, *PROVIDERS):
        said = getattr(whole, part) if isinstance(whole, Considered) else whole
        shown = tuple(service for service in services if _shows(graph, service, part))
        answer = State.THERE if shown else state_of(said)
        unsure = any(graph.is_open(level, key) for level in graph.levels() for key in ("critical", "services"))
        if answer is State.NOT_STATED and (unsure or any(_is_undecided(graph, service, part) for service in services)):
            answer = State.OPEN
        found.append(Consideration(part, shown, said, answer))
    return tuple(found)


def _is_undecided(graph: ChainGraph, service: Node, part: str) -> bool:
    """Whether a service could still turn out to show a part: its tier, or who organises it, is not told."""
    declared = graph.service(service)
    if part in TIERS:
        return declared.tier is None or isinstance(declared.tier, Open)
    sectors = tuple(_sectors(graph, service))
    return (
        declared.organiser is None
        or isinstance(declared.organiser, Open)
        or isinstance(declared.producers, Open)
        or None in (sectors or (None,))
    )


def _shows(graph: ChainGraph, service: Node, part: str) -> bool:
    if part in TIERS:
        return graph.tier_of(service) in TIERS[part]
    return any(sector in PROVIDERS[part] for sector in _sectors(graph, service))


def _sectors(graph: ChainGraph, service: Node) -> Iterator[str | None]:
    acting = graph.actors_of(service)
    yield from (graph.sector_of(who) for who in (*acting["organises"], *acting["produces"]))
