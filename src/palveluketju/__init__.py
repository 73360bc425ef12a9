"""Declare, compile, check and draw health and social care service chains (palveluketju).

Four verbs carry the library::

    chain = load_chain("chains/uusimaa/lastensuojelun-ennaltaehkaisy.yaml")
    graph = compile_chain(chain)
    report = check_chain(graph)
    picture = draw_chain(graph, report)
"""

from palveluketju.checking import check_chain
from palveluketju.checks import CHECKS
from palveluketju.drawing import draw_chain
from palveluketju.findings import CannotRun
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import InvalidChain, load_chain, load_workspace

__all__ = [
    "CHECKS",
    "CannotRun",
    "ChainGraph",
    "InvalidChain",
    "check_chain",
    "compile_chain",
    "draw_chain",
    "load_chain",
    "load_workspace",
]
