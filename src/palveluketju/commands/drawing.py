"""The command that draws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from palveluketju.commands.chains import LANG_HELP, graph_of, say, workspace_of
from palveluketju.config import Config, read_config, theme_of
from palveluketju.findings import CannotRun, UnknownId
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.checking import Report
    from palveluketju.config import Config
    from palveluketju.drawing import Overlay
    from palveluketju.graph import ChainGraph, WorkspaceGraph

ENDINGS: Final = (".svg", ".png", ".pdf", ".dot", ".mmd", ".txt", ".pptx")
VIEWS: Final = (
    *("stairs", "lanes", "graph", "coverage-by-tier", "coverage-by-sector", "handovers", "neighbourhood"),
    *("matrix", "workspace", "steering"),
)
PAGES: Final = ("a4", "a4-portrait", "a3", "a3-portrait", "16x9")
THEMES: Final = ("default", "grey", "high-contrast")


@click.command()
@click.argument("chains", nargs=-1, metavar="CHAIN | [PATH]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help=f"File to write; its ending decides: {' '.join(ENDINGS)}."
)
@click.option("--view", type=click.Choice(VIEWS), help="What is drawn (default: stairs; in a .dot file graph).")
@click.option("--page", type=click.Choice(PAGES), default="a4", show_default=True, help="For which page.")
@click.option("--theme", type=click.Choice(THEMES), help="In which colours (default: those of palveluketju.toml).")
@click.option("--of", "element", default="", metavar="ID", help="The level or service of the neighbourhood.")
@click.option(
    "--steps", default=1, show_default=True, type=click.IntRange(1, 9), help="How far the neighbourhood goes."
)
@click.option("--findings", is_flag=True, help="Mark what the checks find.")
@click.option(
    "--since",
    metavar="OLD",
    help="Mark what has changed since OLD: an earlier version of the chain, or of the files or folder, or for a variant"
    " the chain that it changes.",
)
@click.option("--mark", "marked", metavar="ID", multiple=True, help="Mark the element with an id; can be repeated.")
@click.option("--lang", type=click.Choice(LANGUAGES), help=LANG_HELP)
def draw(
    chains: tuple[str, ...],
    output: Path | None,
    view: str | None,
    page: str,
    theme: str | None,
    element: str,
    steps: int,
    findings: bool,
    since: str | None,
    marked: tuple[str, ...],
    lang: str | None,
) -> int:
    """Draw a chain, or with the views matrix, workspace and steering all chains in the files or folders.

    CHAIN is a file or a chain's id. Without -o the picture goes to the terminal in words. Pages after the first get
    their number before the ending: chain-2.svg.
    """
    from palveluketju.drawing import WORKSPACE_VIEWS, draw_chain, draw_workspace

    if output is not None and output.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"the ending of {output} decides what is drawn; use one of {', '.join(ENDINGS)}")
    view = _view(view, output)
    if sum(map(bool, (findings, since, marked))) > 1:
        raise click.UsageError("a picture shows one of --findings, --since and --mark at a time")
    config = read_config(Path())
    lang = lang or config.lang
    look, hard_to_read = theme_of(config, theme or "")
    for sentence in hard_to_read:
        say(f"warning: {sentence}")
    inputs: list[Path] = []
    code = 0
    if view in WORKSPACE_VIEWS:
        workspace, report, code = workspace_of(chains, config, checked=findings)
        over = report or _over_chains(workspace, since, marked, lang)
        drawing = draw_workspace(workspace, over, view=view, page=page, lang=lang, theme=look)
    else:
        if len(chains) != 1:
            raise click.UsageError("name one chain: its file, or its id")
        graph, file = graph_of(chains[0], config)
        inputs = [Path(file)]
        if view == "neighbourhood" and not element:
            raise click.UsageError("say with --of which level's or service's neighbourhood to draw")
        try:
            drawing = draw_chain(
                graph,
                _over_chain(graph, findings, since, marked, lang, config),
                view=view,
                page=page,
                lang=lang,
                theme=look,
                element=element,
                steps=steps,
            )
        except UnknownId as error:
            raise click.UsageError(str(error)) from None
    if output is None:
        click.echo(drawing.text(), nl=False)
    else:
        written = drawing.save(output, inputs=inputs)
        if len(written) > 1:
            say(f"{len(written)} pages: {output} and the files numbered after it")
    return code


def _view(wished: str | None, output: Path | None) -> str:
    """The view that is drawn: a .dot file is the graph, since ``dot`` lays out what it is given."""
    if output is None or output.suffix.lower() != ".dot":
        return wished or "stairs"
    if wished not in (None, "graph"):
        raise click.UsageError(
            f"a .dot file is a graph for the program 'dot', which the view '{wished}' is not; write another ending, or"
            " for one chain --view graph"
        )
    return "graph"


def _over_chain(
    graph: ChainGraph, findings: bool, since: str | None, marked: tuple[str, ...], lang: str, config: Config
) -> Report | Overlay | None:
    """What is laid over the picture of one chain. Raises UnknownId where the chain has no such element."""
    from palveluketju.checking import check_chain
    from palveluketju.drawing import changes, chosen

    if findings:
        return check_chain(graph)
    if since:
        return changes(graph_of(since, config)[0].chain, graph, lang)
    return chosen([node for name in marked for node in graph.called(name)], lang) if marked else None


def _over_chains(workspace: WorkspaceGraph, since: str | None, marked: tuple[str, ...], lang: str) -> Overlay | None:
    """What is laid over a picture of several chains, but for findings."""
    from palveluketju.drawing import changes_of_chains, chosen_in

    if since:
        before, _, _ = workspace_of([since], Config())
        if not before.declarations():
            raise CannotRun(f"there is no chain or catalogue in {since}")
        return changes_of_chains(before, workspace, lang)
    try:
        return chosen_in(workspace, marked, lang) if marked else None
    except UnknownId as error:
        raise click.UsageError(str(error)) from None
