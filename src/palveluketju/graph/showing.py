"""Compiled chains as a notebook shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palveluketju.display import table_html
from palveluketju.model import spoken
from palveluketju.terms import title

if TYPE_CHECKING:
    from palveluketju.graph.chain_graph import ChainGraph
    from palveluketju.graph.workspace_graph import WorkspaceGraph


def graph_html(graph: ChainGraph) -> str:
    """A table of the levels with what clients meet at each, with what is carried over to it."""
    rows = []
    for level in graph.levels():
        services = (graph.critical_services(level), graph.services_at(level))
        rows.append((spoken(graph.level(level).name), *(", ".join(map(graph.name, some)) for some in services)))
    head = [title(word) for word in ("level", "critical services", "services")]
    return table_html(spoken(graph.chain.name), head, rows, rest=repr(graph).strip("<>"))


def graphs_html(workspace: WorkspaceGraph) -> str:
    """Several chains, with how many levels and services each has."""
    rows = [
        (
            graph.chain.id,
            spoken(graph.chain.name),
            str(len(graph.levels())),
            str(len([*filter(graph.is_service, graph.services())])),
        )
        for graph in workspace.graphs
    ]
    head = [title(word) for word in ("id", "chain", "levels", "services")]
    return table_html(repr(workspace).strip("<>"), head, rows)
