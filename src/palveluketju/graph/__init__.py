"""A declared chain, compiled; networkx stays behind this door."""

from palveluketju.graph.chain_graph import ChainGraph, compile_chain
from palveluketju.graph.compiling import unknown_references
from palveluketju.graph.records import Node, Offer, UnknownReference, Way

__all__ = ["ChainGraph", "Node", "Offer", "UnknownReference", "Way", "compile_chain", "unknown_references"]
