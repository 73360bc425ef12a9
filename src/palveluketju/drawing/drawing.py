"""The one door to graphviz: a chain's DOT text as something that a notebook shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palveluketju.checking import Report
from palveluketju.drawing.dot import dot_text
from palveluketju.graph import ChainGraph

if TYPE_CHECKING:
    import graphviz


def draw_chain(graph: ChainGraph, report: Report | None = None, *, lang: str = "en") -> graphviz.Source:
    """Draw a chain as a graph; with a report, each element's findings are marked on it.

    A notebook shows the result; ``.source`` is its DOT text and ``.render(...)`` makes a file of it, which needs
    the Graphviz program ``dot``. The same chain gives the same text.
    """
    if not isinstance(graph, ChainGraph):
        raise TypeError("draw_chain takes a compiled chain: draw_chain(compile_chain(chain))")
    import graphviz  # the one door to it; imported when something is drawn

    return graphviz.Source(dot_text(graph, report, lang=lang))
