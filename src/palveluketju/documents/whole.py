"""The report of a chain or a workspace, whole: with its pictures, in any of its formats."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Final

from palveluketju.checking import WorkspaceReport, check_workspace
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.display import short, table_html
from palveluketju.documents import SLIDES, DrawnPage, report_document, write_report
from palveluketju.documents.board import PARTS, Chosen, Held, board_document
from palveluketju.documents.document import UNTOLD, Document, Properties, Shapes
from palveluketju.drawing import Drawing, Theme, draw_chain, known_theme
from palveluketju.drawing.series import in_series
from palveluketju.drawing.typesetting.font import told_without_glyph
from palveluketju.findings import N_, CannotRun, Message, Rule, counted, unknown_id
from palveluketju.frozen import dataclass
from palveluketju.garbage import collector_paused
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.graph.clock import today
from palveluketju.loading import Workspace, made_in_python
from palveluketju.model import spoken
from palveluketju.output import write_files
from palveluketju.tables import REGISTERS, WORKSPACE_REGISTERS, ChainRegister, WorkspaceRegister
from palveluketju.telling import language_for
from palveluketju.terms import title

SHEETS: Final = ".xlsx"
BOARD, FULL = "board", "full"
EDITIONS: Final = (BOARD, FULL)
MARKDOWN: Final = ".md"
_WITH_PICTURES: Final = (".html", ".docx", ".pdf", SLIDES)


def _warn(message: Message) -> None:
    warnings.warn(str(message), stacklevel=4)


@dataclass(frozen=True, repr=False)
class WrittenReport:
    """The report of one chain or several, to be written as .html, .md, .docx, .xlsx, .pdf or .pptx.

    The same report gives the same bytes.
    """

    workspace: WorkspaceGraph
    found: WorkspaceReport
    lang: str
    theme: Theme
    registers: Mapping[str, ChainRegister] = field(repr=False)
    workspace_registers: Mapping[str, WorkspaceRegister] = field(repr=False)
    edition: str = BOARD
    also: tuple[str, ...] = ()
    before: WorkspaceGraph | None = field(default=None, repr=False)
    properties: Properties = UNTOLD
    template: Path | bytes | None = field(default=None, repr=False)

    def document(self) -> Document:
        """The report as a neutral document, without pictures."""
        return self._document({}, self.edition)

    @collector_paused()
    def _document(self, drawn: Mapping[str, Iterable[DrawnPage]], edition: str, *, as_tables: bool = False) -> Document:
        if edition == BOARD:
            held = Held(self.workspace, self.found, self.properties, self.before)
            return board_document(held, self.lang, drawn, self._chosen())
        return report_document(
            self.workspace,
            self.found,
            lang=self.lang,
            pictures=drawn,
            properties=self.properties,
            registers=self.registers,
            workspace_registers=self.workspace_registers,
            as_tables=as_tables,
        )

    def _chosen(self) -> Chosen:
        """What is asked for by name beside the paper for a steering group."""
        return Chosen(
            {name: self.registers[name] for name in self.also if name in self.registers},
            {name: self.workspace_registers[name] for name in self.also if name in self.workspace_registers},
            tuple(name for name in self.also if name in PARTS),
        )

    def as_bytes(
        self,
        ending: str,
        *,
        drawing: Callable[[tuple[ChainGraph, ...]], Iterable[ChainGraph]] = iter,
        tell: Callable[[Message], object] = _warn,
    ) -> bytes:
        """The report as the bytes of a file with an ending.

        ``drawing`` hands on the chains as they are drawn, for those who show how far it is; ``tell`` is told what
        cannot be shown, by default as a warning.

        Raises:
            CannotRun: there is no such ending, or the library that it needs is not installed.
        """
        kind = ending.lower()
        drawn, lacking = self._drawn(drawing(self.workspace.graphs), kind) if kind in _WITH_PICTURES else ({}, None)
        if lacking:
            tell(lacking)
        edition = FULL if kind == SHEETS else self.edition  # a workbook is the registers
        return write_report(self._document(drawn, edition, as_tables=kind == SHEETS), kind, self.template)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the report to a file, whose ending decides how; the file is given back.

        Raises:
            CannotRun: see :meth:`as_bytes`; or the file cannot be written, or is one that the report is made of.
        """
        output = Path(path)
        write_files(self.files(output), inputs=[Path(file.name) for file in self.found.files])
        return output

    def files(
        self,
        output: Path,
        *,
        drawing: Callable[[tuple[ChainGraph, ...]], Iterable[ChainGraph]] = iter,
        tell: Callable[[Message], object] = _warn,
    ) -> dict[Path, bytes]:
        """What is written where the report goes to a file: that file; beside one of Markdown also its pictures.

        Raises:
            CannotRun: see :meth:`as_bytes`.
        """
        if output.suffix.lower() != MARKDOWN:
            return {output: self.as_bytes(output.suffix, drawing=drawing, tell=tell)}
        beside: dict[Path, bytes] = {}
        drawn, _ = self._drawn(drawing(self.workspace.graphs), MARKDOWN)
        for pages in drawn.values():
            for place, page in enumerate(pages):
                file = output.with_name(f"{output.stem}-{len(beside) + 1}.svg")
                beside[file] = page.svg.encode()
                pages[place] = page._replace(file=file.name)
        return {output: write_report(self._document(drawn, self.edition), MARKDOWN), **beside}

    @collector_paused()  # of what is drawn, next to nothing refers to what it is referred to by
    def _drawn(self, graphs: Iterable[ChainGraph], kind: str) -> tuple[dict[str, list[DrawnPage]], Message | None]:
        """The pages of each chain's picture: for slides as shapes, else as SVG, for Word as PNG as well.

        And what PNG cannot show.
        """
        paper = "16x9" if kind == SLIDES else "a4"
        lacking: set[str] = set()
        dots = None
        if kind == ".docx":
            from palveluketju.documents.word_dots import Dots  # which takes its time to import

            dots = Dots()

        def drawn(graph: ChainGraph, text_size: float) -> Drawing:
            return draw_chain(graph, page=paper, lang=self.lang, theme=self.theme, text_size=text_size)

        def made(graph: ChainGraph, drawing: Drawing) -> tuple[str, list[DrawnPage]]:
            pages = range(1, drawing.pages + 1)
            if kind == SLIDES:
                return graph.chain.id, [DrawnPage(shapes=Shapes(drawing.picture, page, self.theme)) for page in pages]
            told = [drawing.svg(page) for page in pages]
            if dots is not None:
                lacking.update(drawing.without_glyph)
                dots.keep(graph.chain.id, drawing, told)
            return graph.chain.id, [*map(DrawnPage, told)]

        shown = dict(in_series(graphs, drawn, made))
        if dots is not None:
            dots.put(shown)
        return shown, told_without_glyph(lacking)

    def __repr__(self) -> str:
        return short(f"<written report of {counted(len(self.workspace), 'chain')}, lang {self.lang}: {self.found!r}>")

    def _repr_html_(self) -> str:
        rows = [(graph.chain.id, spoken(graph.chain.name)) for graph in self.workspace]
        head = [title(word) for word in ("id", "chain")]
        return table_html(title("report"), head, rows, rest=self.found.summary())


def report(
    of: Workspace | ChainGraph | WorkspaceGraph,
    found: WorkspaceReport | None = None,
    *,
    lang: str | None = None,
    theme: str | Theme = "default",
    checks: Iterable[Rule] = CHECKS,
    workspace_checks: Iterable[Rule] = WORKSPACE_CHECKS,
    registers: Mapping[str, ChainRegister] = REGISTERS,
    workspace_registers: Mapping[str, WorkspaceRegister] = WORKSPACE_REGISTERS,
    edition: str = BOARD,
    also: Iterable[str] = (),
    before: WorkspaceGraph | None = None,
    properties: Properties | None = None,
    template: Path | bytes | None = None,
) -> WrittenReport:
    """The report of a workspace, or of a compiled chain.

    The edition ``"board"`` is a summary for a steering group: a page of all chains, and two pages a chain. ``also``
    names registers that stand in it too, ``"sources"`` or ``"glossary"``; ``before`` is the workspace of an earlier
    version, whose changes it then tells. ``"full"`` has pictures, tables, registers, findings, sources and a glossary.
    ``properties`` is what the file says of itself; without it, the day is today. ``template`` is the file of an
    organisation, or its bytes, whose looks a Word file or a presentation gets.

    ``report(workspace, lang="fi").save("report.html")``; without ``lang`` the report is in the language of the chains,
    where they differ in that of the first. ``found`` is what :func:`check_workspace` has found; without
    it, the checks are run that are given, as :func:`check_workspace` takes them. A compiled workspace does not have its
    files, and needs it. ``registers`` of each chain and ``workspace_registers`` of all together stand in the report;
    those of your own go beside the library's: ``report(graph, registers={**REGISTERS, "notes": notes})``.

    Raises:
        CannotRun: there is no chain to report on.
        TypeError: what is given is neither a workspace nor a compiled chain.
        ValueError: there is no such language, theme or edition.
        UnknownId: there is no such register.
    """
    loaded, day = of, None
    languages: tuple[str, ...] = ()
    if isinstance(of, ChainGraph):
        loaded, day, languages = made_in_python([of.chain]), of.day, of.asked.languages
    if isinstance(loaded, Workspace):
        graph = WorkspaceGraph([of]) if isinstance(of, ChainGraph) else compile_workspace(loaded)
        found = found or check_workspace(
            loaded, checks, workspace_checks=workspace_checks, today=day, languages=languages
        )
    elif isinstance(loaded, WorkspaceGraph) and found is not None:
        graph = loaded
    else:
        raise TypeError(
            "report takes a workspace or a compiled chain: report(load_workspace([path])),"
            " report(compile_chain(chain)), report(compile_workspace(workspace), check_workspace(workspace))"
        )
    language = language_for(graph, lang)
    if not graph.graphs:
        raise CannotRun(N_("there is no chain to report on"))
    if edition not in EDITIONS:
        raise ValueError(f"there is no edition {edition[:40]!r}; the editions are {', '.join(EDITIONS)}")
    named = tuple(dict.fromkeys(also))
    every = (*registers, *workspace_registers, *PARTS)
    for name in named:
        if name not in every:
            raise unknown_id("register", name, every)
    return WrittenReport(
        *(graph, found, language, known_theme(theme), registers, workspace_registers, edition, named, before),
        properties=properties or Properties(day=day or today()),
        template=template,
    )
