"""Who acts in a chain and how: the star of organisations around the client."""

from __future__ import annotations

from dataclasses import dataclass

from palveluketju.graph import ChainGraph, Node, WorkspaceGraph
from palveluketju.model import Member, listed
from palveluketju.model.walking import references


@dataclass(frozen=True, slots=True)
class ActorInChain:
    """One organisation: the services that it organises, produces and funds, and what else it does in the chain.

    ``bars`` are those it takes part in, ``teams`` those it is a member of; ``named`` tells whether the chain names it
    for something else: a hand-over, a coordination, an interface.
    """

    organisation: Node
    organises: tuple[Node, ...]
    produces: tuple[Node, ...]
    funds: tuple[Node, ...]
    bars: tuple[Node, ...]
    teams: tuple[str, ...]
    named: bool


def actors(graph: ChainGraph) -> tuple[ActorInChain, ...]:
    """The register of who acts in a chain, in the order in which the organisations are declared."""
    services = tuple(dict.fromkeys(offer.service for offer in graph.offers()))
    acting = {service: graph.actors_of(service) for service in services}
    return tuple(
        ActorInChain(
            who,
            tuple(service for service in services if who in acting[service]["organises"]),
            tuple(service for service in services if who in acting[service]["produces"]),
            tuple(service for service in services if who in acting[service]["funds"]),
            tuple(bar for bar in graph.bars() if who in graph.partners_of(bar)),
            teams_of(graph, who),
            _is_named(graph, who),
        )
        for who in graph.organisations()
    )


def organisations_of_several_chains(
    workspace: WorkspaceGraph,
) -> tuple[tuple[str, tuple[tuple[ChainGraph, ActorInChain], ...]], ...]:
    """The ids of the organisations that act in several chains that are kin, with what they do in each.

    A variant is no chain of its own here.
    """
    found: list[tuple[str, tuple[tuple[ChainGraph, ActorInChain], ...]]] = []
    for family in workspace.families():
        acting: dict[str, list[tuple[ChainGraph, ActorInChain]]] = {}
        for graph in (graph for graph in family if graph.chain.variant_of is None):
            for actor in actors(graph):
                if actor.organises or actor.produces or actor.funds or actor.bars:
                    acting.setdefault(actor.organisation.id, []).append((graph, actor))
        found += [(name, tuple(uses)) for name, uses in acting.items() if len(uses) > 1]
    return tuple(found)


def teams_of(graph: ChainGraph, who: Node) -> tuple[str, ...]:
    """The teams that an organisation is a member of."""
    return tuple(
        name
        for name, team in graph.chain.organisations.items()
        if any(isinstance(member, Member) and member.organisation == who.id for member in listed(team.members))
    )


def _is_named(graph: ChainGraph, who: Node) -> bool:
    chain = graph.chain
    parts = (chain.coordination, chain.moves, chain.entries, chain.exits)
    places = (
        place
        for part in (*parts, *(level.coordination for level in chain.levels.values()))
        for place in references(part)
    )
    return any(place.value.kind == "organisation" and place.value == who.id for place in places)
