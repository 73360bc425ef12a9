"""The one door to networkx: a compiled chain as a directed graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from palveluketju.graph.records import Node
from palveluketju.graph.relations import service_relations
from palveluketju.model import given, move_ends

if TYPE_CHECKING:
    from palveluketju.graph.chain_graph import ChainGraph

    Network = nx.MultiDiGraph[str]


def network_of(graph: ChainGraph) -> Network:
    """The chain as a frozen MultiDiGraph.

    Nodes are named ``kind:id`` and have ``kind``, ``element`` (the id) and ``name``; services also ``tier`` and
    organisations ``sector``, where it is told, levels ``order`` from 0. Every attribute is a text, a whole number or a
    truth value, and none is called ``id``, so that networkx writes the graph in any of its formats. Edges have
    ``kind``, which is their key as well:

    - ``step-up``, ``step-down``, ``onward``, ``skip``, ``return``, ``lateral``: a move between levels, or from a
      level to itself
    - ``enters``: entry -> level, ``leaves``: level -> exit
    - ``offers``: level or bar -> service, with ``critical``; ``carries``: level -> the level whose services go on
    - ``part-of``: level -> the level that it is a step of, service -> the service that it is given within
    - ``consultation``, ``feedback``, ``information``, ``exchange``: level -> level, while the client stays
    - ``spans``: bar -> level
    - ``organises``, ``produces``, ``funds``: organisation -> service, ``partner``: organisation -> bar or level
    - ``supports``, ``complements``, ``replaces``: service -> service, ``relation`` where it is not told which
    """
    network: Network = nx.MultiDiGraph(chain=str(graph.chain.id), name=graph.chain.name.text())
    order = {level: index for index, level in enumerate(graph.levels())}
    for node in graph.nodes():
        network.add_node(node.key, **_attributes(graph, node, order))
    for start, end, kind, attributes in _edges(graph):
        network.add_edge(start, end, key=kind, kind=kind, **attributes)
    nx.freeze(network)
    return network


def _attributes(graph: ChainGraph, node: Node, order: Mapping[Node, int]) -> dict[str, Any]:
    attributes: dict[str, Any] = {"kind": node.kind, "element": str(node.id), "name": str(graph.name(node))}
    if node.kind == "level":
        attributes["order"] = order[node]
    elif node.kind == "service":
        tier = graph.tier_of(node)
        attributes |= {} if tier is None else {"tier": tier.value}
    elif node.kind == "organisation":
        sectors = graph.sectors_of(node)
        attributes |= {"sector": ", ".join(sectors)} if sectors else {}
    return attributes


def _edges(graph: ChainGraph) -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    for way in (*graph.moves(), *graph.repeats()):
        yield way.start.key, way.end.key, way.kind.value, {}
    for entry in graph.entries():
        yield from ((entry.key, level.key, "enters", {}) for level in graph.levels_entered_by(entry))
    for way_out in graph.exits():
        yield from ((level.key, way_out.key, "leaves", {}) for level in graph.levels_left_by(way_out))
    critical = {(offer.giver, offer.service) for offer in graph.offers() if offer.critical}
    for giver, service in dict.fromkeys((offer.giver, offer.service) for offer in graph.offers()):
        yield giver.key, service.key, "offers", {"critical": (giver, service) in critical}
    for level in graph.levels():
        yield from ((level.key, lower.key, "carries", {}) for lower in graph.carried_directly(level))
        yield from ((partner.key, level.key, "partner", {}) for partner in graph.partners_of(level))
        whole = graph.level(level).part_of
        if whole is not None and whole in graph.levels_declared:
            yield level.key, f"level:{whole}", "part-of", {}
    for key, exchange in graph.chain.exchanges.items():
        start, end = (f"level:{name}" for name in move_ends(key))
        if {start, end} <= {level.key for level in graph.levels()}:
            kinds = [kind.value for kind in exchange.kind] or ["exchange"]
            yield from ((start, end, kind, {}) for kind in kinds)
    for bar in graph.bars():
        yield from ((bar.key, level.key, "spans", {}) for level in graph.levels_spanned_by(bar))
        yield from ((partner.key, bar.key, "partner", {}) for partner in graph.partners_of(bar))
    for service in graph.services():
        for kind, actors in graph.actors_of(service).items():
            yield from ((actor.key, service.key, kind, {}) for actor in actors)
        whole_service = graph.service(service).part_of
        if whole_service is not None and whole_service in graph.chain.services:
            yield service.key, f"service:{whole_service}", "part-of", {}
    for relation in service_relations(graph):
        relation_kind = given(relation.declared.kind)
        yield relation.start.key, relation.end.key, relation_kind.value if relation_kind else "relation", {}
