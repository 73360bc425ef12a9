"""A picture, and what it can be written as."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palveluketju.display import short
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.looks.theme import Theme
from palveluketju.drawing.picture.picture import Picture
from palveluketju.findings import N_, CannotRun, counted
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph

if TYPE_CHECKING:
    import graphviz

    from palveluketju.drawing.writers.svg import Links


@dataclass(frozen=True, repr=False)
class Drawing:
    """A picture and what it is written as; a notebook shows it, with its words to be opened.

    The ``picture`` of the graph view has no pages of its own: Graphviz lays it out. ``overlay`` is what is laid over a
    chain, and ``page`` the name of the page that it is drawn for.
    """

    picture: Picture
    theme: Theme
    graph: ChainGraph | None = None
    overlay: Overlay | None = None
    page: str = "a4"

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, len(self.picture.pages))

    def svg(self, page: int = 1, *, links: Links | None = None) -> str:
        """A page as SVG, in which ``data-element`` says what stands for an element: ``service:neuvola``.

        ``links`` gives for such a name where it leads to, or None: ``lambda element: f"/elements/{element}"``, or the
        ``get`` of a dictionary. Relative addresses, https:, http: and # are taken.

        Raises:
            ValueError: a link would lead to anything else, to a script say.
            CannotRun: the picture is a graph view, which Graphviz lays out, and there is no Graphviz.
            IndexError: there is no such page.
        """
        if self.graph is not None and self._is_graph and page == 1:
            from palveluketju.drawing.diagrams.finishing import graph_svg
            from palveluketju.output import render

            return graph_svg(render(self.dot(), "svg"), self.picture, self.graph, theme=self.theme, links=links)
        from palveluketju.drawing.writers.svg import svg_text  # each writer and view is imported when it is asked for

        return svg_text(self.picture, page, theme=self.theme, links=links)

    @property
    def _is_graph(self) -> bool:
        return self.picture.view == "graph"

    def image(self, kind: str, page: int = 1) -> bytes:
        """A page as ``png`` or ``pdf``; :meth:`pdf` has all pages in one file.

        Raises:
            CannotRun: the page is too large for PNG; or what is needed is not installed: Graphviz for the graph view,
                WeasyPrint for PDF of the others.
            IndexError: there is no such page.
            ValueError: it is another kind.
        """
        if kind not in ("png", "pdf"):
            raise ValueError(f"an image is a png or a pdf, not {kind!r}")
        if self._is_graph and page == 1:
            from palveluketju.output import render

            return render(self.dot(), kind)
        if kind == "pdf":
            from palveluketju.drawing.writers.pdf import pdf_bytes

            return pdf_bytes(self.picture, (page,), theme=self.theme)
        from palveluketju.drawing.writers.png import png_bytes

        return png_bytes(self.picture, page, theme=self.theme)

    def pdf(self) -> bytes:
        """All pages as one PDF file: tagged, with text that can be searched.

        Raises:
            CannotRun: WeasyPrint is not installed; or the picture is a graph view, and there is no Graphviz.
        """
        if self._is_graph:
            return self.image("pdf")
        from palveluketju.drawing.writers.pdf import pdf_bytes

        return pdf_bytes(self.picture, theme=self.theme)

    @property
    def without_glyph(self) -> tuple[str, ...]:
        """The characters that PNG cannot show, since its font does not have them: a box stands for each.

        Nothing is known of the graph view, which Graphviz sets in the fonts of the system.
        """
        from palveluketju.drawing.typesetting.font import without_glyph

        return without_glyph(self.picture)

    def dot(self) -> str:
        """The chain as a graph for the Graphviz program ``dot``, whichever its view is, to be read and changed as well.

        A level is a cluster, a service a node ``"LEVEL/SERVICE"``, with what is laid over them: the graph view, in the
        drawing's language, theme and page.

        Raises:
            CannotRun: the picture is of several chains.
        """
        from palveluketju.drawing.diagrams.dot import dot_text

        if self.graph is None:
            raise CannotRun(N_("only a single chain can be written as DOT"))
        return dot_text(self.graph, self.overlay, lang=self.picture.lang, theme=self.theme, page=self.page)

    def source(self) -> graphviz.Source:
        """The chain as a :class:`graphviz.Source`, to be rendered in Python; that needs the Graphviz programs.

        Raises:
            CannotRun: the picture is of several chains.
        """
        import graphviz  # the one door to it

        return graphviz.Source(self.dot(), engine="dot")

    def text(self) -> str:
        """The picture in words, to be read in a terminal or aloud: of one chain with all that it declares."""
        from palveluketju.describing import description
        from palveluketju.drawing.writers.plain import plain_text

        picture = self.picture
        if self.graph is not None:
            told = (paragraph.line.text for paragraph in description(self.graph, picture.lang))
            picture = replace(picture, description=(*told, *(self.overlay.told if self.overlay else ())))
        return plain_text(picture) if picture.pages else "\n\n".join(picture.description) + "\n"

    def mermaid(self, *, lang: str | None = None) -> str:
        """The chain as a Mermaid flowchart.

        Raises:
            CannotRun: the picture is of several chains.
        """
        from palveluketju.drawing.diagrams.mermaid import mermaid_text

        if self.graph is None:
            raise CannotRun(N_("only a single chain can be written as Mermaid"))
        return mermaid_text(self.graph, lang=lang or self.picture.lang)

    def json(self) -> str:
        """The picture as JSON: pages of boxes, lines and marks in points, for tools that draw by themselves.

        ``palveluketju.drawing.picture_from_json`` gives the picture back.

        Raises:
            CannotRun: the picture is a graph view, which has no places of its own.
        """
        from palveluketju.drawing.writers.as_data import picture_json

        if self._is_graph:
            raise CannotRun(N_("the graph view cannot be written as .json; write .dot, or draw another view"))
        return picture_json(self.picture)

    def slides(self) -> bytes:
        """The pages as slides (PPTX) of native shapes.

        Raises:
            CannotRun: the picture is a graph view, or the library for slides is not installed.
        """
        from palveluketju.drawing.writers.slides import slides

        if self._is_graph:
            raise CannotRun(N_("the graph view cannot be written as slides; write .svg, or draw another view"))
        return slides([self.picture], theme=self.theme)

    def save(self, path: str | os.PathLike[str], *, inputs: Iterable[str | Path] = ()) -> tuple[Path, ...]:
        """Write the drawing to a file; its ending decides, which is one of ENDINGS.

        Pages after the first get their number before the ending: ``chain.svg``, ``chain-2.svg``; ``.pdf``, ``.pptx``,
        ``.txt`` and ``.json`` hold all pages, ``.dot`` and ``.mmd`` the chain, whichever its view is. The files that
        were written are given back; :meth:`left_over` tells which are still there from a drawing with more pages.
        ``inputs`` are files that must not be overwritten.

        Raises:
            CannotRun: the ending is none of these, the file cannot be written, or a program or library is missing.
        """
        from palveluketju.drawing.saving import save

        return save(self, path, inputs)

    def files(self, path: str | os.PathLike[str]) -> dict[Path, bytes]:
        """What :meth:`save` would write: the bytes of each file, by its name.

        Raises:
            CannotRun: the ending is none of those that can be written, or a program or library is missing.
        """
        from palveluketju.drawing.saving import files_of

        return files_of(self, path)

    def left_over(self, path: str | os.PathLike[str]) -> tuple[Path, ...]:
        """The files numbered on after the last page of this drawing, where it is saved as ``path``.

        They are of an earlier drawing with more pages, or pictures of their own: look before you remove them.
        """
        from palveluketju.drawing.saving import left_over

        return left_over(self, path)

    def __repr__(self) -> str:
        pages, lang = counted(self.pages, "page"), self.picture.lang
        return short(f"<drawing {self.picture.name}: {self.picture.view}, {pages}, lang {lang}>")

    def _repr_html_(self) -> str:
        from palveluketju.drawing.writers.notebook import notebook_html

        return notebook_html(self._drawn(), self.text(), lang=self.picture.lang)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from palveluketju.drawing.writers.notebook import notebook_markdown

        drawn, text = self._drawn(), self.text()
        picture = {"image/svg+xml": drawn[0]} if drawn else {"text/vnd.graphviz": self.dot()}
        return {
            "text/html": self._repr_html_(),
            **picture,
            "text/markdown": notebook_markdown(text),
            "text/plain": repr(self),
        }

    def _drawn(self) -> tuple[str, ...]:
        try:
            return tuple(self.svg(page) for page in range(1, self.pages + 1))
        except CannotRun:  # a notebook shows what there is, also without Graphviz
            return ()
