"""What services of one chain are to each other."""

from __future__ import annotations

from palveluketju.graph.declared import Declared
from palveluketju.graph.records import ServiceRelation
from palveluketju.model import relation_ends


def service_relations(graph: Declared) -> tuple[ServiceRelation, ...]:
    """The relations between services of a chain, in the order of the file; not those to what nothing declares."""
    nodes = {node.id: node for node in graph.services()}
    found = []
    for key, declared in graph.chain.relations.items():
        start, end = relation_ends(key)
        if start in nodes and end in nodes:
            found.append(ServiceRelation(nodes[start], nodes[end], ("relations", key), declared))
    return tuple(found)
