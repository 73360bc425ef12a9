"""Which levels and bars of a chain are there for a goal."""

from __future__ import annotations

from collections.abc import Mapping

from palveluketju.graph import ChainGraph, Node, once_a_graph
from palveluketju.model import given


@once_a_graph
def serving(graph: ChainGraph) -> Mapping[tuple[str, str], tuple[Node, ...]]:
    """The levels, then the bars, that serve each goal: by its section, ``goals`` or ``strategy``, and its id.

    An id that the chain and the strategy both have is the chain's.
    """
    own = given(graph.chain.goals) or {}
    found: dict[tuple[str, str], dict[Node, None]] = {}
    givers = [(level, graph.level(level).serves) for level in graph.levels()]
    givers += [(bar, graph.bar(bar).serves) for bar in graph.bars()]
    for giver, goals in givers:
        for goal in map(str, goals):
            found.setdefault(("goals" if goal in own else "strategy", goal), {})[giver] = None
    return {goal: tuple(nodes) for goal, nodes in found.items()}
