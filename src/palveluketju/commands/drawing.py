"""The command that draws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from palveluketju.commands.chains import LANG_HELP, graph_of, say, workspace_of
from palveluketju.config import read_config, theme_of
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.drawing import Drawing

ENDINGS: Final = (".svg", ".png", ".pdf", ".dot", ".mmd", ".txt", ".pptx")
VIEWS: Final = (
    *("stairs", "graph", "coverage-by-tier", "coverage-by-sector", "handovers", "neighbourhood"),
    *("matrix", "workspace", "steering"),
)
PAGES: Final = ("a4", "a4-portrait", "a3", "a3-portrait", "16x9")
THEMES: Final = ("default", "grey", "high-contrast")


@click.command()
@click.argument("chains", nargs=-1, metavar="CHAIN | [PATH]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help=f"File to write; its ending decides: {' '.join(ENDINGS)}."
)
@click.option("--view", type=click.Choice(VIEWS), default="stairs", show_default=True, help="What is drawn.")
@click.option("--page", type=click.Choice(PAGES), default="a4", show_default=True, help="For which page.")
@click.option("--theme", type=click.Choice(THEMES), help="In which colours (default: those of palveluketju.toml).")
@click.option("--of", "element", default="", metavar="ID", help="The level or service of the neighbourhood.")
@click.option(
    "--steps", default=1, show_default=True, type=click.IntRange(1, 9), help="How far the neighbourhood goes."
)
@click.option("--findings", is_flag=True, help="Mark the findings of the checks on the picture.")
@click.option("--lang", type=click.Choice(LANGUAGES), help=LANG_HELP)
def draw(
    chains: tuple[str, ...],
    output: Path | None,
    view: str,
    page: str,
    theme: str | None,
    element: str,
    steps: int,
    findings: bool,
    lang: str | None,
) -> int:
    """Draw a chain, or with the views matrix, workspace and steering all chains in the files or folders.

    CHAIN is a file or a chain's id. Without -o the picture goes to the terminal in words. Pages after the first get
    their number before the ending: chain-2.svg.
    """
    from palveluketju.checking import check_chain
    from palveluketju.drawing import WORKSPACE_VIEWS, draw_chain, draw_workspace

    if output is not None and output.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"the ending of {output} decides what is drawn; use one of {', '.join(ENDINGS)}")
    config = read_config(Path())
    look, hard_to_read = theme_of(config, theme or "")
    for sentence in hard_to_read:
        say(f"warning: {sentence}")
    inputs: list[Path] = []
    code = 0
    if view in WORKSPACE_VIEWS:
        workspace, _, code = workspace_of(chains or config.paths)
        drawing = draw_workspace(workspace, view=view, page=page, lang=lang or config.lang, theme=look)
    else:
        if len(chains) != 1:
            raise click.UsageError("name one chain: its file, or its id")
        graph, file = graph_of(chains[0], config)
        inputs = [Path(file)]
        found = check_chain(graph) if findings else None
        if view == "neighbourhood" and not element:
            raise click.UsageError("say with --of which level's or service's neighbourhood to draw")
        try:
            drawing = draw_chain(
                graph,
                found,
                view=view,
                page=page,
                lang=lang or config.lang,
                theme=look,
                element=element,
                steps=steps,
            )
        except KeyError as error:
            raise click.UsageError(str(error.args[0])) from None
    if output is None:
        click.echo(drawing.text(), nl=False)
    else:
        _write(drawing, output, inputs)
    return code


def _write(drawing: Drawing, output: Path, inputs: list[Path]) -> None:
    """Write a picture: one file for formats that hold all pages, else one a page."""
    from palveluketju.output import write_file

    kind = output.suffix.lower().removeprefix(".")
    if kind in ("mmd", "txt", "pptx"):
        write_file(output, _whole(drawing, kind), inputs=inputs)
        return
    pages = [_page(drawing, number, kind) for number in range(1, drawing.pages + 1)]  # all, before any is written
    for number, data in enumerate(pages, start=1):
        path = output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
        write_file(path, data, inputs=inputs)
    if len(pages) > 1:
        say(f"{len(pages)} pages: {output} and the files numbered after it")


def _whole(drawing: Drawing, kind: str) -> bytes:
    if kind == "pptx":
        from palveluketju.drawing.slides import slides

        return slides([drawing.picture], theme=drawing.theme)
    return (drawing.mermaid() if kind == "mmd" else drawing.text()).encode()


def _page(drawing: Drawing, number: int, kind: str) -> bytes:
    from palveluketju.output import render

    if kind == "dot":
        return drawing.dot(number).encode()
    if kind == "svg" and not drawing.graph_dot:
        return drawing.svg(number).encode()
    return render(drawing.dot(number), kind, engine="dot" if drawing.graph_dot else "neato")
