"""What a graph declares, gone through once for all who look for something in it."""

from __future__ import annotations

from palveluketju.graph.catalogue_graph import CatalogueGraph
from palveluketju.graph.declared import Declared
from palveluketju.graph.keeping import once_a_graph
from palveluketju.model.walking import Walk, walk


@once_a_graph
def walked(graph: Declared | CatalogueGraph) -> Walk:
    """Every value of what a chain or a catalogue declares, with its path, in the order of the declaration."""
    return walk(graph.shared)
