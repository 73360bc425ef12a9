"""Several compiled chains, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from palveluketju.graph.chain_graph import ChainGraph
from palveluketju.graph.records import Node
from palveluketju.model import given


@dataclass(frozen=True, slots=True)
class ChainExit:
    """A way out of one chain into another; ``receiver`` is None where no chain here has that id."""

    graph: ChainGraph
    exit: Node
    chain: str
    receiver: ChainGraph | None


class WorkspaceGraph:
    """Compiled chains that share a catalogue, in the order of their files."""

    def __init__(self, graphs: Iterable[ChainGraph]) -> None:
        self.graphs = tuple(graphs)
        self._by_id = {graph.chain.id: graph for graph in reversed(self.graphs)}
        self._users: dict[str, dict[ChainGraph, None]] = {}
        for graph in self.graphs:
            for offer in graph.offers():
                self._users.setdefault(offer.service.id, {})[graph] = None

    def chain(self, chain_id: str) -> ChainGraph | None:
        """The chain with an id, None where there is none."""
        return self._by_id.get(chain_id)

    def chain_ids(self) -> tuple[str, ...]:
        """The ids of the chains."""
        return tuple(graph.chain.id for graph in self.graphs)

    def services_of_several_chains(self) -> tuple[tuple[str, tuple[ChainGraph, ...]], ...]:
        """The ids of the services that several chains offer, with those chains."""
        return tuple((service, tuple(users)) for service, users in self._users.items() if len(users) > 1)

    def exits_to_chains(self) -> tuple[ChainExit, ...]:
        """Every way out that leads to another chain."""
        found = []
        for graph in self.graphs:
            exits = given(graph.chain.exits) or {}
            for node in graph.exits():
                chain = given(exits[node.id].chain)
                if isinstance(chain, str):
                    found.append(ChainExit(graph, node, chain, self.chain(chain)))
        return tuple(found)


def compile_workspace(graphs: Iterable[ChainGraph]) -> WorkspaceGraph:
    """Put compiled chains together, to ask what they share and where they lead to each other."""
    return WorkspaceGraph(graphs)
