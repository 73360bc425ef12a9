"""A declared chain, compiled; networkx stays behind this door."""

from palveluketju.graph.asked import NOTHING_ASKED, Asked
from palveluketju.graph.catalogue_graph import CatalogueGraph
from palveluketju.graph.chain_graph import ChainGraph, compile_chain
from palveluketju.graph.compiling import led_to, unknown_references
from palveluketju.graph.files import compile_files
from palveluketju.graph.keeping import Keeper, once_a_graph, once_a_node
from palveluketju.graph.records import Node, Offer, ServiceRelation, UnknownReference, Way, each_once
from palveluketju.graph.relations import service_relations
from palveluketju.graph.walked import walked
from palveluketju.graph.workspace_graph import ChainExit, Part, WorkspaceGraph, compile_workspace

__all__ = [
    "NOTHING_ASKED",
    "Asked",
    "CatalogueGraph",
    "ChainExit",
    "ChainGraph",
    "Keeper",
    "Node",
    "Offer",
    "Part",
    "ServiceRelation",
    "UnknownReference",
    "Way",
    "WorkspaceGraph",
    "compile_chain",
    "compile_files",
    "compile_workspace",
    "each_once",
    "led_to",
    "once_a_graph",
    "once_a_node",
    "service_relations",
    "unknown_references",
    "walked",
]
