"""The command that draws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from palveluketju.commands.chains import One, config_of, graph_before, graph_of, workspace_before, workspace_of
from palveluketju.commands.speaking import OF_ENDING, choice, examples, lang_option, misuse, say
from palveluketju.findings import N_, NN_, CannotRun, Items, Message, UnknownId

if TYPE_CHECKING:
    from palveluketju.checking import Report
    from palveluketju.config import Config
    from palveluketju.drawing import Drawing, Overlay
    from palveluketju.graph import WorkspaceGraph

ENDINGS: Final = (".svg", ".png", ".pdf", ".dot", ".mmd", ".txt", ".pptx")
VIEWS: Final = (
    *("stairs", "lanes", "lanes-by-producer", "graph", "coverage-by-tier", "coverage-by-sector", "handovers"),
    *("network", "neighbourhood"),
    *("matrix", "workspace", "steering", "strategy", "work"),
)
PAGES: Final = ("a4", "a4-portrait", "a3", "a3-portrait", "16x9")
ENGINES: Final = ("dot",)
THEMES: Final = ("default", "grey", "high-contrast")
_OF_VIEWS: Final = {
    "element": ("--of", ("neighbourhood", "work")),
    "steps": ("--steps", ("neighbourhood",)),
    "engine": ("--engine", ("graph",)),
}
"""Options that some views alone have a use for."""
_NOT_IN_MERMAID: Final = {"page": "--page", "findings": "--findings", "since": "--since", "marked": "--mark"}
_UNCOLOURED: Final = ("", ".txt", ".mmd")
"""Formats without colours, for which no other program lays anything out."""


@click.command(
    epilog=examples(
        "palveluketju draw lastensuojelun-ennaltaehkaisy --lang fi -o chain.svg",
        "palveluketju draw CHAIN --engine dot -o chain.pdf",
        "palveluketju draw chains/ --view matrix --page a3 -o matrix.pdf",
        "palveluketju draw CHAIN --since HEAD~3 -o changes.svg",
        "palveluketju draw CHAIN --mark 'kind:critical & tier:specialised' -o marked.svg",
    )
)
@click.argument("chains", nargs=-1, metavar="CHAIN | [PATH]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"File to write; the ending sets the format: {' '.join(ENDINGS)}.",
)
@click.option("--view", type=choice(VIEWS), help="View to draw (default: stairs; for a .dot file: graph).")
@click.option("--engine", type=choice(ENGINES), help="Let the Graphviz program dot lay the chain out: the view graph.")
@click.option("--page", type=choice(PAGES), default="a4", show_default=True, help="Page size.")
@click.option("--theme", type=choice(THEMES), help="Colours (default: those in palveluketju.toml).")
@click.option(
    "--of",
    "element",
    default="",
    metavar="ID",
    help="Level or service at the centre of the neighbourhood; for the view work, the log item to draw alone.",
)
@click.option(
    "--steps",
    default=1,
    show_default=True,
    type=click.IntRange(1, 9),
    metavar="N",
    help="Number of steps around the centre of the neighbourhood.",
)
@click.option("--findings", is_flag=True, help="Mark the findings of the checks.")
@click.option(
    "--since",
    metavar="OLD",
    help="Mark what has changed since OLD: an earlier version of the chain, of the files or of the folder, or a git"
    " revision of the same files, such as HEAD~3. For a variant, OLD can be the chain that it changes.",
)
@click.option(
    "--mark",
    "marked",
    metavar="ID|SELECTION",
    multiple=True,
    help="Mark the element with this id, or the elements of a selection, such as 'tier:specialised'. Can be repeated.",
)
@lang_option
def draw(
    chains: tuple[str, ...],
    output: Path | None,
    view: str | None,
    engine: str | None,
    page: str,
    theme: str | None,
    element: str,
    steps: int,
    findings: bool,
    since: str | None,
    marked: tuple[str, ...],
    lang: str | None,
) -> int:
    """Draw a chain, or a whole folder with the views matrix, workspace, steering, strategy and work.

    CHAIN is a file or the id of a chain; the id wins over a folder of the same name. PATH is a file or a folder; write
    ./NAME for a folder without chain files. Without -o the picture is printed in words. Pages after the first are
    numbered: chain-2.svg. Options that the view or the format cannot use are refused.
    """
    from palveluketju.config import theme_of
    from palveluketju.drawing import WORKSPACE_VIEWS, draw_chain, draw_workspace
    from palveluketju.telling import language_for

    if output is not None and output.suffix.lower() not in ENDINGS:
        raise misuse(OF_ENDING, file=output, endings=Items(ENDINGS, "or"))
    view = _view(view, output, engine)
    if sum(map(bool, (findings, since, marked))) > 1:
        raise misuse(N_("choose one of --findings, --since and --mark"))
    _no_option_in_vain(click.get_current_context(), view, output)
    config = config_of(chains)
    look, hard_to_read = theme_of(config, theme or "")
    for sentence in hard_to_read:
        say(Message(N_("warning: {warning}"), warning=sentence))
    code = 0
    if view in WORKSPACE_VIEWS:
        workspace, report, code, read = workspace_of(chains, config, checked=findings)
        lang = language_for(workspace, lang or config.lang)
        over, before = _over_chains(workspace, chains, since, marked, lang, config)
        try:
            drawing = draw_workspace(
                workspace, report or over, view=view, page=page, lang=lang, theme=look, element=element
            )
        except UnknownId as error:
            raise misuse(error.message) from None
    else:
        if len(chains) != 1:
            raise misuse(N_("name one chain, by its file or its id"))
        one = graph_of(chains[0], config)
        graph, read = one.graph, one.read
        lang = language_for(graph, lang or config.lang)
        if view == "neighbourhood" and not element:
            raise misuse(N_("the view neighbourhood needs --of with the id of a level or a service"))
        try:
            laid, before = _over_chain(one, findings, since, marked, lang, config)
            drawing = draw_chain(
                graph,
                laid,
                view=view,
                page=page,
                lang=lang,
                theme=look,
                element=element,
                steps=steps,
            )
        except UnknownId as error:
            raise misuse(error.message) from None
    if output is None:
        click.echo(drawing.text(), nl=False)
    else:
        _tell_what_is_not_shown(drawing, output)
        written = drawing.save(output, inputs=config.read(*read, *before))
        if len(written) > 1:
            say(Message(_PAGES_WRITTEN, count=len(written), file=output))
        if stale := drawing.left_over(output):
            say(Message(_STALE, count=len(stale), files=Items([str(path) for path in stale])))
    return code


def _tell_what_is_not_shown(drawing: Drawing, output: Path) -> None:
    """Warn of characters that the font of PNG and PDF does not have; the other formats are shown in the reader's."""
    from palveluketju.drawing.paper.font import told_without_glyph

    if output.suffix.lower() in (".png", ".pdf") and (lacking := told_without_glyph(drawing.without_glyph)):
        say(Message(N_("warning: {warning}"), warning=lacking))


def _view(wished: str | None, output: Path | None, engine: str | None) -> str:
    """The view that is drawn: a .dot file is the graph, since ``dot`` lays out what it is given."""
    if output is None or output.suffix.lower() != ".dot":
        return wished or ("graph" if engine else "stairs")
    if wished not in (None, "graph"):
        raise misuse(N_("the view {view} cannot be written as .dot; use another ending, or --view graph"), view=wished)
    return "graph"


def _no_option_in_vain(context: click.Context, view: str, output: Path | None) -> None:
    """Refuse an option that the view or the format has no use for: what is asked for must not be passed over."""
    kind = output.suffix.lower() if output is not None else ""
    given = [one for one in context.params if context.get_parameter_source(one) is ParameterSource.COMMANDLINE]
    for name, (option, views) in _OF_VIEWS.items():
        if name in given and view not in views:
            added = Items([f"--view {one}" for one in views], "or")
            raise misuse(N_("{option} works only with {views}"), option=option, views=added)
    where = Message(N_("a {kind} file"), kind=kind) if kind else Message(N_("a picture in words"))
    if kind in _UNCOLOURED and "theme" in given:
        raise misuse(N_("--theme has no effect on {where}, which has no colours; leave it out"), where=where)
    in_vain = {"engine": "--engine"} if kind in _UNCOLOURED else {}
    in_vain |= _NOT_IN_MERMAID if kind == ".mmd" else {}
    for name, option in in_vain.items():
        if name in given:
            raise misuse(
                N_("{option} has no effect on {where}; leave it out, or use another ending"), option=option, where=where
            )
    if kind == ".mmd" and "view" in given and view != "graph":
        say(Message(N_("a .mmd file shows the chain as a flowchart; --view {view} has no effect"), view=view))


_PAGES_WRITTEN: Final = NN_("{count} page: {file}", "{count} pages: {file} and the files numbered after it")
_STALE: Final = NN_(
    "{files} does not belong to this picture; remove it if it is a page of an earlier one",
    "{files} do not belong to this picture; remove them if they are pages of an earlier one",
)


def _over_chain(
    one: One, findings: bool, since: str | None, marked: tuple[str, ...], lang: str, config: Config
) -> tuple[Report | Overlay | None, tuple[str, ...]]:
    """What is laid over the picture of one chain, and what was read for it.

    Raises:
        UnknownId: the chain has no such element.
        CannotRun: what is marked is a selection that cannot be read.
    """
    from palveluketju.commands.selections import is_selection, selected_in
    from palveluketju.drawing import changes, chosen
    from palveluketju.projects import checked_chain

    graph = one.graph
    if findings:
        return checked_chain(graph, one.file, config), ()
    if since:
        before = graph_before(since, one, config)
        return changes(before.graph.chain, graph, lang), before.read
    elements = [
        element
        for text in marked
        for element in (selected_in(graph, text).elements if is_selection(text) else graph.called(text))
    ]
    return chosen(elements, lang) if marked else None, ()


def _over_chains(
    workspace: WorkspaceGraph,
    paths: tuple[str, ...],
    since: str | None,
    marked: tuple[str, ...],
    lang: str,
    config: Config,
) -> tuple[Overlay | None, tuple[str, ...]]:
    """What is laid over a picture of several chains, but for findings, and what was read for it."""
    from palveluketju.commands.selections import is_selection, selected_in
    from palveluketju.drawing import changes_of_chains, chosen_in

    if since:
        before = workspace_before(since, paths, config)
        if not before.graph.declarations():
            raise CannotRun(N_("there is no chain or catalogue in {path}"), path=since)
        return changes_of_chains(before.graph, workspace, lang), before.read
    try:
        names = [text for text in marked if not is_selection(text)]
        selected = [selected_in(workspace, text) for text in marked if is_selection(text)]
        elements = [element for one in selected for element in one.elements]
        return chosen_in(workspace, names, lang, elements=elements) if marked else None, ()
    except UnknownId as error:
        raise misuse(error.message) from None
