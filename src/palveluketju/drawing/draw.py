"""A chain, or several, drawn: which view, on which page, in which theme."""

from __future__ import annotations

import math

from palveluketju.checking import Report, WorkspaceReport
from palveluketju.drawing.content.overlay import Overlay, findings_of
from palveluketju.drawing.content.workspace_overlay import findings_of_files
from palveluketju.drawing.drawing import Drawing
from palveluketju.drawing.looks.theme import THEMES, Theme
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.views import CHAIN_VIEWS, VIEWS, WORKSPACE_VIEWS
from palveluketju.findings import joined, nearest
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.loading import Workspace
from palveluketju.telling import language_for


def draw_chain(
    graph: ChainGraph,
    report: Report | Overlay | None = None,
    *,
    view: str = "stairs",
    page: str = "a4",
    lang: str | None = None,
    theme: str | Theme = "default",
    element: str = "",
    steps: int = 1,
    text_size: float = math.inf,
) -> Drawing:
    """Draw a chain; with a report, what was found is marked on it.

    In place of a report any :class:`Overlay` can be laid over the picture: ``chosen(nodes)`` marks the answer to a
    question, ``changes(before, graph)`` what is different from an earlier version. Its words stand at the elements
    that the view shows, those of others beside the view, and all of them in the description.

    ``view`` is one of CHAIN_VIEWS: ``stairs`` (levels with their services), ``lanes`` and
    ``lanes-by-producer`` (levels against organisers or producers, with who hands over to whom), ``graph`` (nodes and
    edges), ``coverage-by-tier`` and ``coverage-by-sector`` (levels against tiers or sectors, with the gaps),
    ``handovers`` (where a border is crossed), ``network`` (who acts around the client), ``neighbourhood`` (what is
    within ``steps`` of an ``element``, a level's or a service's id).
    ``page`` is one of PAGES, ``theme`` one of THEMES or your own. ``text_size`` is the greatest size of its running
    text, in points, but for the graph view: pictures that stand together are drawn with the least that one of them has
    (``picture.text_size``). No text is smaller than the least size of the page.
    Without ``lang`` the picture is in the chain's own language. The same chain gives the same picture.

    Raises:
        TypeError: what is given is not a compiled chain.
        ValueError: there is no such view, page, language or theme, or the view has no use for ``element`` or ``steps``.
        UnknownId: the chain has no such element; the message names ids that are near.
    """
    if not isinstance(graph, ChainGraph):
        raise TypeError("draw_chain takes a compiled chain: draw_chain(compile_chain(chain))")
    lang = language_for(graph, lang)
    _known(view, CHAIN_VIEWS, "view")
    _known(page, tuple(PAGES), "page")
    if not VIEWS[view].options and (element or steps != 1):
        raise ValueError(f"'element' and 'steps' are of the view 'neighbourhood', not of '{view}'")
    from palveluketju.describing import describe

    overlay = findings_of(report, lang) if isinstance(report, Report) else report and report.in_language(lang)
    told = (*describe(graph, lang), *(overlay.told if overlay else ()))
    look = known_theme(theme)
    if view == "graph":
        picture = Picture(f"{graph.chain.id}-graph", view, lang, graph.chain.name.text(lang), told, ())
    else:
        options = {"element": element, "steps": steps} if "element" in VIEWS[view].options else {}
        paper = PAGES[page]._replace(most=text_size)
        picture = VIEWS[view].draw(graph, overlay=overlay, page=paper, lang=lang, description=told, **options)
    return Drawing(picture, look, graph, overlay, page)


def draw_workspace(
    workspace: Workspace | WorkspaceGraph,
    report: WorkspaceReport | Overlay | None = None,
    *,
    view: str = "workspace",
    page: str = "a4",
    lang: str | None = None,
    theme: str | Theme = "default",
    element: str = "",
) -> Drawing:
    """Draw several chains and catalogues together; with the report of their files, what was found is marked.

    In place of a report any :class:`Overlay` whose paths begin with a chain's id can be laid over the picture:
    ``chosen_in(workspace, ids)``, ``changes_of_chains(before, workspace)``.

    ``view`` is one of WORKSPACE_VIEWS: ``matrix`` (service wholes by life stage and tier), ``workspace`` (chains and
    what they share), ``steering`` (who steers whom), ``strategy`` (goals with their indicators, targets and means),
    ``work`` (the log by themes, with what follows what; of the theme of one ``element``, an item's id, alone).
    Without ``lang`` the picture is in the language of all chains, or else of the first.

    Raises:
        TypeError: what is given is not a workspace.
        ValueError: there is no such view, page, language or theme, or the view has no use for ``element``.
        UnknownId: the log has no such item; the message names ids that are near.
    """
    if isinstance(workspace, Workspace):
        workspace = compile_workspace(workspace)
    if not isinstance(workspace, WorkspaceGraph):
        raise TypeError("draw_workspace takes a workspace: draw_workspace(load_workspace([path]))")
    lang = language_for(workspace, lang)
    _known(view, WORKSPACE_VIEWS, "view")
    _known(page, tuple(PAGES), "page")
    if element and not VIEWS[view].options:
        raise ValueError(f"'element' is of the views 'neighbourhood' and 'work', not of '{view}'")
    look = known_theme(theme)
    overlay = findings_of_files(report, lang) if isinstance(report, WorkspaceReport) else report
    told = overlay.told if overlay else ()
    options = {"element": element} if "element" in VIEWS[view].options else {}
    picture = VIEWS[view].draw(workspace, overlay=overlay, page=page, lang=lang, description=told, **options)
    return Drawing(picture, look)


def known_theme(theme: str | Theme) -> Theme:
    """A theme by its name, or one of your own. Raises ValueError where there is none of that name."""
    if isinstance(theme, Theme):
        return theme
    _known(theme, tuple(THEMES), "theme")
    return THEMES[theme]


def _known(word: str, known: tuple[str, ...], what: str) -> None:
    if word not in known:
        guess = nearest(word, known)
        hint = f"did you mean '{guess}'?" if guess else f"write {joined(known, 'or')}"
        raise ValueError(f"there is no {what} '{word}'; {hint}")
