"""Which declared services, organisations and areas a chain uses."""

from __future__ import annotations

from collections.abc import Set

from palveluketju.graph import ChainGraph, once_a_graph, walked
from palveluketju.model import given, relation_ends, steering_ends
from palveluketju.model.walking import references


@once_a_graph
def used_ids(graph: ChainGraph) -> Set[tuple[str, str]]:
    """The kind and the id of everything that the chain refers to, also by keys that are made of ids.

    What the scope of an interface names is no use of a service.
    """
    used = {
        (value.kind, str(value))
        for where, value in references(walked(graph))
        if where[0] != "interfaces" or value.kind != "service"
    }
    named: list[str] = [end for key in graph.chain.steering for end in steering_ends(key)]
    named += [party for interface in graph.chain.interfaces.values() for party in given(interface.division) or ()]
    used |= {("organisation", str(name)) for name in named}
    used |= {("service", str(end)) for key in graph.chain.relations for end in relation_ends(key)}
    used |= {("area", name) for name, area in graph.chain.areas.items() if ("area", str(area.part_of)) in used}
    return frozenset(used)
