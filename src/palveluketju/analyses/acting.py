"""Who acts in a chain and how: the star of organisations around the client."""

from __future__ import annotations

from typing import Final

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, WorkspaceGraph, once_a_graph, walked
from palveluketju.model import Member, Organisation, Sector, State, listed, sectors_told, state_of
from palveluketju.model.walking import references

_JOINT_AUTHORITIES: Final = {Sector.JOINT_COUNTY_AUTHORITY, Sector.JOINT_MUNICIPAL_AUTHORITY}
_NAMING: Final = ("coordination", "moves", "entries", "exits")


@dataclass(frozen=True, slots=True)
class ActorInChain:
    """One organisation: the services that it organises, produces and funds, and what else it does in the chain.

    ``bars`` and ``levels`` are those it takes part in, ``in_chain`` tells whether it does in the chain as a whole;
    ``teams`` are those it is a member of; ``named`` tells whether the chain names it for something else: a hand-over or
    a coordination.
    """

    organisation: Node
    organises: tuple[Node, ...]
    produces: tuple[Node, ...]
    funds: tuple[Node, ...]
    bars: tuple[Node, ...]
    teams: tuple[str, ...]
    named: bool
    levels: tuple[Node, ...] = ()
    in_chain: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether it takes part in the chain, a level or a bar."""
        return bool(self.in_chain or self.levels or self.bars)


@once_a_graph
def actors(graph: ChainGraph) -> tuple[ActorInChain, ...]:
    """The register of who acts in a chain, in the order in which the organisations are declared."""
    duties: dict[str, dict[Node, list[Node]]] = {"organises": {}, "produces": {}, "funds": {}}
    for service in graph.offered():
        for duty, acting in graph.actors_of(service).items():
            for who in acting:
                duties[duty].setdefault(who, []).append(service)
    bars: dict[Node, list[Node]] = {}
    for bar in graph.bars():
        for who in graph.partners_of(bar):
            bars.setdefault(who, []).append(bar)
    levels: dict[Node, list[Node]] = {}
    for level in graph.levels():
        for who in graph.partners_of(level):
            levels.setdefault(who, []).append(level)
    teams = _teams(graph)
    named, in_chain = named_at(graph), {who.id for who in graph.partners_of()}
    return tuple(
        ActorInChain(
            who,
            organises=tuple(duties["organises"].get(who, ())),
            produces=tuple(duties["produces"].get(who, ())),
            funds=tuple(duties["funds"].get(who, ())),
            bars=tuple(bars.get(who, ())),
            teams=tuple(teams.get(who.id, ())),
            named=who.id in named,
            levels=tuple(levels.get(who, ())),
            in_chain=who.id in in_chain,
        )
        for who in graph.organisations()
    )


def services_without_actor(graph: ChainGraph) -> dict[State, tuple[Node, ...]]:
    """The services of which nobody is told who organises them, by what is told of that: open, say, or not stated."""
    found: dict[State, list[Node]] = {}
    for service in graph.offered():
        if graph.is_service(service) and not graph.organisers_of(service):
            state = state_of(graph.service(service).organiser)
            found.setdefault(State.NOT_STATED if state is State.THERE else state, []).append(service)
    return {state: tuple(found[state]) for state in State if state in found}


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
                if actor.organises or actor.produces or actor.funds or actor.takes_part:
                    acting.setdefault(actor.organisation.id, []).append((graph, actor))
        found += [(name, tuple(uses)) for name, uses in acting.items() if len(uses) > 1]
    return tuple(found)


def is_team(organisation: Organisation) -> bool:
    """Whether the members that an organisation names, or is to name, are of a team and not of a joint authority."""
    return organisation.members is not None and not sectors_told(organisation) & _JOINT_AUTHORITIES


def _teams(graph: ChainGraph) -> dict[str, list[str]]:
    """The teams that each organisation is a member of."""
    teams: dict[str, list[str]] = {}
    for name, team in graph.chain.organisations.items():
        if not is_team(team):
            continue
        members = (member.organisation for member in listed(team.members) if isinstance(member, Member))
        for who in dict.fromkeys(str(one) for one in members if isinstance(one, str)):
            teams.setdefault(who, []).append(name)
    return teams


@once_a_graph
def named_at(graph: ChainGraph) -> dict[str, tuple[Path, ...]]:
    """Where the chain names organisations for a hand-over, a coordination or the like, by their ids."""
    found: dict[str, list[Path]] = {}
    for where, value in references(walked(graph)):
        if value.kind == "organisation" and (where[0] in _NAMING or where[:3:2] == ("levels", "coordination")):
            found.setdefault(str(value), []).append(where)
    return {name: tuple(places) for name, places in found.items()}
