"""The command that writes a report."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from palveluketju.commands.chains import LANG_HELP, say, workspace_of
from palveluketju.config import read_config, theme_of
from palveluketju.findings import CannotRun
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.documents import DrawnPage
    from palveluketju.drawing import Theme
    from palveluketju.graph import ChainGraph, WorkspaceGraph

ENDINGS: Final = (".html", ".md", ".docx", ".xlsx", ".pptx", ".pdf")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"File to write; its ending decides: {' '.join(ENDINGS)}.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=LANG_HELP)
def report(paths: tuple[str, ...], output: Path, lang: str | None) -> int:
    """Write a report of all chains in the files or folders: pictures, tables, registers, findings, sources."""
    from palveluketju.output import write_file

    kind = output.suffix.lower()
    if kind not in ENDINGS:
        raise click.UsageError(f"the ending of {output} decides what is written; use one of {', '.join(ENDINGS)}")
    config = read_config(Path())
    language = lang or config.lang
    workspace, found, code = workspace_of(paths or config.paths, checked=True)
    if not workspace.graphs or found is None:
        raise CannotRun("there is no chain to report on")
    look, hard_to_read = theme_of(config)
    for sentence in hard_to_read:
        say(f"warning: {sentence}")
    if kind == ".pptx":
        from palveluketju.documents.deck import chain_slides, shared_slides
        from palveluketju.drawing.writers.slides import slides

        with _progress(workspace.graphs) as graphs:
            pictures = [picture for graph in graphs for picture in chain_slides(graph, language)]
        data = slides((*pictures, *shared_slides(workspace, language)), theme=look)
    else:
        from palveluketju.documents import report_document, write_report

        drawn = _drawn(workspace, language, look, kind) if kind in (".html", ".docx", ".pdf") else {}
        data = write_report(report_document(workspace, found, lang=language, pictures=drawn), kind)
    write_file(output, data, inputs=[Path(file.name) for file in found.files])
    return code


def _drawn(workspace: WorkspaceGraph, lang: str, look: Theme, kind: str) -> dict[str, list[DrawnPage]]:
    """The pages of each chain's picture; for Word as PNG as well, which needs Graphviz and is left out without it."""
    from palveluketju.documents import DrawnPage
    from palveluketju.drawing import draw_chain

    drawn, without = {}, 0
    with _progress(workspace.graphs) as graphs:
        for graph in graphs:
            drawing = draw_chain(graph, lang=lang, theme=look)
            pages = range(1, drawing.pages + 1)
            png = [_png(drawing.dot(page)) if kind == ".docx" else b"" for page in pages]
            without += png.count(b"") if kind == ".docx" else 0
            drawn[graph.chain.id] = [DrawnPage(drawing.svg(page), data) for page, data in zip(pages, png, strict=True)]
    if without:
        say("pictures are left out: Word takes them as PNG, which the Graphviz program 'dot' makes; install it")
    return drawn


def _progress(graphs: tuple[ChainGraph, ...]) -> AbstractContextManager[Iterable[ChainGraph]]:
    """Chains one by one; a terminal shows how many of them are drawn."""
    return click.progressbar(graphs, label="drawing", file=sys.stderr, hidden=not sys.stderr.isatty())


def _png(dot: str) -> bytes:
    from palveluketju.output import render

    try:
        return render(dot, "png", engine="neato")
    except CannotRun:
        return b""
