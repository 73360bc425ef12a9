"""The sheets of views of one chain, and of several."""

from __future__ import annotations

from dataclasses import replace

from palveluketju.drawing.content.colophon import at_foot, under_heading
from palveluketju.drawing.content.overlay import Laid
from palveluketju.drawing.frame.sheet import Sheet
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import Legend, MarkKind
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.telling import without_levels_text
from palveluketju.terms import term, title


def chain_sheet(
    graph: ChainGraph,
    view: str,
    name: str,
    page: Paper,
    lang: str,
    description: tuple[str, ...],
    legend: Legend = (),
    nothing: str = "no entries",
    laid: Laid | None = None,
) -> Sheet:
    """The sheet of a view of one chain: under the chain's name that of the view, and whose the chain is, of which day.

    What no box of the view has of what is laid over it stands aside. Of a chain without levels the picture says so.
    """
    told = title(nothing, lang) if graph.levels() else without_levels_text(graph, lang)
    title_, foot = graph.chain.name.text(lang), at_foot(graph, lang)
    read = {} if MarkKind.READING in dict(legend) else {MarkKind.READING: term("read into the source", lang)}
    legend = (*legend, *read.items(), *(laid.legend if laid else ()))
    signs = (MarkKind.READING,) if graph.chain.reading else ()
    under = under_heading(name, graph, lang)
    return Sheet(
        f"{graph.chain.id}-{view}", view, page, lang, title_, under, foot, description, legend, told, laid, signs
    )


def saying_what_lacks(sheet: Sheet, graph: ChainGraph, lacking: str = "") -> Sheet:
    """The sheet of a view that always shows something: under its heading it says that there are no levels.

    Where there are some, it says what else is ``lacking``.
    """
    told = lacking if graph.levels() else without_levels_text(graph, sheet.lang)
    return replace(sheet, under=" · ".join(filter(None, (sheet.under, told)))) if told else sheet


def workspace_sheet(
    workspace: WorkspaceGraph,
    view: str,
    name: str,
    page: Paper,
    lang: str,
    description: tuple[str, ...],
    legend: Legend = (),
    nothing: str = "no entries",
    laid: Laid | None = None,
) -> Sheet:
    """The sheet of a view of several chains, with the names of their catalogues at the foot; else as of one chain."""
    names = [one.catalogue.name.text(lang) for one in workspace.catalogues if one.catalogue.name]
    told = title(nothing, lang)
    under = f"{title('chains', lang)}: {len(workspace.graphs)}"
    read = {} if MarkKind.READING in dict(legend) else {MarkKind.READING: term("read into the source", lang)}
    legend = (*legend, *read.items(), *(laid.legend if laid else ()))
    return Sheet(view, view, page, lang, name, under, "; ".join(names), description, legend, told, laid)
