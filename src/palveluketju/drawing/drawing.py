"""A chain, or several, drawn: which view, on which page, in which theme, and what it can be written as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from palveluketju.checking import Report, WorkspaceReport
from palveluketju.drawing.content.overlay import Overlay, findings_of
from palveluketju.drawing.content.workspace_overlay import findings_of_files
from palveluketju.drawing.paper.pages import PAGES
from palveluketju.drawing.paper.picture import Picture
from palveluketju.drawing.paper.theme import THEMES, Theme
from palveluketju.findings import CannotRun, joined, nearest
from palveluketju.graph import ChainGraph, WorkspaceGraph

if TYPE_CHECKING:
    import graphviz

CHAIN_VIEWS: Final = (
    "stairs",
    "lanes",
    "graph",
    "coverage-by-tier",
    "coverage-by-sector",
    "handovers",
    "neighbourhood",
)
"""The views of one chain; ``graph`` is laid out by Graphviz, the others need no program."""
WORKSPACE_VIEWS: Final = ("matrix", "workspace", "steering")
"""The views of several chains and catalogues together."""


@dataclass(frozen=True)
class Drawing:
    """A picture and what it is written as; a notebook shows it, with its words to be opened.

    ``graph_dot`` is the DOT text of the graph view, whose ``picture`` has no pages of its own.
    """

    picture: Picture
    theme: Theme
    graph: ChainGraph | None = None
    graph_dot: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, len(self.picture.pages))

    def svg(self, page: int = 1) -> str:
        """A page as SVG.

        Raises:
            CannotRun: the picture is a graph view, which Graphviz lays out, and there is no Graphviz.
            IndexError: there is no such page.
        """
        if self.graph is not None and self.graph_dot and page == 1:
            from palveluketju.drawing.graph.finishing import graph_svg
            from palveluketju.output import render

            return graph_svg(render(self.graph_dot, "svg"), self.picture, self.graph, theme=self.theme)
        from palveluketju.drawing.writers.svg import svg_text  # each writer and view is imported when it is asked for

        return svg_text(self.picture, page, theme=self.theme)

    def dot(self, page: int = 1) -> str:
        """A page as DOT text: the graph view for ``dot``, any other with fixed places for ``neato -n2``."""
        from palveluketju.drawing.writers.positioned import positioned_dot

        return self.graph_dot or positioned_dot(self.picture, page, theme=self.theme)

    def source(self, page: int = 1) -> graphviz.Source:
        """A page as a :class:`graphviz.Source`, to be rendered in Python; that needs the Graphviz programs."""
        import graphviz  # the one door to it

        return graphviz.Source(self.dot(page), engine="dot" if self.graph_dot else "neato")

    def text(self) -> str:
        """The picture in words, for terminals and for those who hear it read."""
        from palveluketju.drawing.writers.plain import plain_text

        return plain_text(self.picture) if self.picture.pages else "\n\n".join(self.picture.description) + "\n"

    def mermaid(self, *, lang: str | None = None) -> str:
        """The chain as a Mermaid flowchart.

        Raises:
            CannotRun: the picture is of several chains.
        """
        from palveluketju.drawing.writers.mermaid import mermaid_text

        if self.graph is None:
            raise CannotRun("only a single chain can be written as Mermaid")
        return mermaid_text(self.graph, lang=lang or self.picture.lang)

    def _repr_html_(self) -> str:
        from palveluketju.drawing.writers.notebook import notebook_html

        return notebook_html(self._drawn(), self.text(), lang=self.picture.lang)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from palveluketju.drawing.writers.notebook import notebook_markdown

        drawn, text = self._drawn(), self.text()
        picture = {"image/svg+xml": drawn[0]} if drawn else {"text/vnd.graphviz": self.graph_dot}
        return {
            "text/html": self._repr_html_(),
            **picture,
            "text/markdown": notebook_markdown(text),
            "text/plain": text,
        }

    def _drawn(self) -> tuple[str, ...]:
        try:
            return tuple(self.svg(page) for page in range(1, self.pages + 1))
        except CannotRun:  # a notebook shows what there is, also without Graphviz
            return ()


def draw_chain(
    graph: ChainGraph,
    report: Report | Overlay | None = None,
    *,
    view: str = "stairs",
    page: str = "a4",
    lang: str = "en",
    theme: str | Theme = "default",
    element: str = "",
    steps: int = 1,
) -> Drawing:
    """Draw a chain; with a report, what was found is marked on it.

    In place of a report any :class:`Overlay` can be laid over the picture: ``chosen(nodes)`` marks the answer to a
    question, ``changes(before, graph)`` what is different from an earlier version. Its words stand at the elements
    that the view shows, those of others beside the view, and all of them in the description.

    ``view`` is one of CHAIN_VIEWS: ``stairs`` (levels with their services), ``lanes`` (levels against
    organisers, with who hands over to whom), ``graph`` (nodes and edges),
    ``coverage-by-tier`` and ``coverage-by-sector`` (levels against tiers or sectors, with the gaps), ``handovers``
    (where the organiser changes), ``neighbourhood`` (what is within ``steps`` of an ``element``, a level's or a
    service's id). ``page`` is one of PAGES, ``theme`` one of THEMES or your own.
    The same chain gives the same picture.

    Raises:
        TypeError: what is given is not a compiled chain.
        ValueError: there is no such view, page or theme.
        KeyError: the chain has no such element.
    """
    if not isinstance(graph, ChainGraph):
        raise TypeError("draw_chain takes a compiled chain: draw_chain(compile_chain(chain))")
    _known(view, CHAIN_VIEWS, "view")
    _known(page, tuple(PAGES), "page")
    from palveluketju.describing import describe

    overlay = findings_of(report, lang) if isinstance(report, Report) else report
    told = (*describe(graph, lang), *(overlay.told if overlay else ()))
    look = _theme(theme)
    if view == "graph":
        from palveluketju.drawing.graph.dot import dot_text

        picture = Picture(f"{graph.chain.id}-graph", view, lang, graph.chain.name.text(lang), told, ())
        return Drawing(picture, look, graph, dot_text(graph, overlay, lang=lang, theme=look, page=page))
    return Drawing(_picture(graph, overlay, view, page, lang, told, element, steps), look, graph)


def _picture(
    graph: ChainGraph,
    overlay: Overlay | None,
    view: str,
    page: str,
    lang: str,
    told: tuple[str, ...],
    element: str,
    steps: int,
) -> Picture:
    if view == "stairs":
        from palveluketju.drawing.stairs.view import stairs

        return stairs(graph, overlay, page=page, lang=lang, description=told)
    if view == "lanes":
        from palveluketju.drawing.lanes.view import lanes

        return lanes(graph, overlay, page=page, lang=lang, description=told)
    if view == "neighbourhood":
        from palveluketju.drawing.sheets.neighbourhood import neighbourhood

        return neighbourhood(graph, element, steps, overlay, page=page, lang=lang, description=told)
    if view in ("coverage-by-tier", "coverage-by-sector"):
        from palveluketju.drawing.sheets.coverage_view import coverage_matrix

        by: Literal["tier", "sector"] = "tier" if view == "coverage-by-tier" else "sector"
        return coverage_matrix(graph, by, overlay, page=page, lang=lang, description=told)
    from palveluketju.drawing.sheets.handovers import handovers

    return handovers(graph, overlay, page=page, lang=lang, description=told)


def draw_workspace(
    workspace: WorkspaceGraph,
    report: WorkspaceReport | Overlay | None = None,
    *,
    view: str,
    page: str = "a4",
    lang: str = "en",
    theme: str | Theme = "default",
) -> Drawing:
    """Draw several chains and catalogues together; with the report of their files, what was found is marked.

    In place of a report any :class:`Overlay` whose paths begin with a chain's id can be laid over the picture:
    ``chosen_in(workspace, ids)``, ``changes_of_chains(before, workspace)``.

    ``view`` is one of WORKSPACE_VIEWS: ``matrix`` (service wholes by life stage and tier), ``workspace`` (chains and
    what they share), ``steering`` (who steers whom).

    Raises:
        ValueError: there is no such view, page or theme.
    """
    _known(view, WORKSPACE_VIEWS, "view")
    _known(page, tuple(PAGES), "page")
    look = _theme(theme)
    overlay = findings_of_files(report, lang) if isinstance(report, WorkspaceReport) else report
    told = overlay.told if overlay else ()
    if view == "matrix":
        from palveluketju.drawing.sheets.matrix import matrix

        return Drawing(matrix(workspace, overlay, page=page, lang=lang, description=told), look)
    if view == "workspace":
        from palveluketju.drawing.sheets.workspace_view import workspace_view

        return Drawing(workspace_view(workspace, overlay, page=page, lang=lang, description=told), look)
    from palveluketju.drawing.sheets.steering_view import steering_view

    return Drawing(steering_view(workspace, overlay, page=page, lang=lang, description=told), look)


def _theme(theme: str | Theme) -> Theme:
    if isinstance(theme, Theme):
        return theme
    _known(theme, tuple(THEMES), "theme")
    return THEMES[theme]


def _known(word: str, known: tuple[str, ...], what: str) -> None:
    if word not in known:
        guess = nearest(word, known)
        hint = f"did you mean '{guess}'?" if guess else f"write {joined(known, 'or')}"
        raise ValueError(f"there is no {what} '{word}'; {hint}")
