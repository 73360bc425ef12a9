"""The command that draws."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from palveluketju.commands.chains import One, config_of, each_of, graph_of, is_folder, workspace_of
from palveluketju.commands.laid_over import over_chain, over_chains
from palveluketju.commands.putting import Made, made, naming, put, put_in_folder
from palveluketju.commands.speaking import (
    OF_ENDING_OR_FOLDER,
    OutputName,
    choice,
    examples,
    lang_option,
    misuse,
    progress,
    say,
)
from palveluketju.drawing.looks.theme import THEMES
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.saving import ENDINGS
from palveluketju.drawing.views import VIEWS
from palveluketju.findings import N_, CannotRun, Items, Message, UnknownId

if TYPE_CHECKING:
    from palveluketju.config import Config
    from palveluketju.drawing import Drawing

ENGINES: Final = ("dot",)
_OF_VIEWS: Final = {
    "element": ("--of", tuple(view.name for view in VIEWS.values() if "element" in view.options)),
    "steps": ("--steps", tuple(view.name for view in VIEWS.values() if "steps" in view.options)),
    "engine": ("--engine", ("graph",)),
}
"""Options that some views alone have a use for."""
_NOT_IN_MERMAID: Final = {"page": "--page", "findings": "--findings", "since": "--since", "marked": "--mark"}
_UNCOLOURED: Final = ("", ".txt", ".mmd", ".json")
"""Formats without colours, for which no other program lays anything out."""


@click.command(
    epilog=examples(
        "palveluketju draw lastensuojelun-ennaltaehkaisy --lang fi -o chain.svg",
        "palveluketju draw CHAIN --engine dot -o chain.pdf",
        "palveluketju draw chains/ --view matrix --page a3 -o matrix.pdf",
        "palveluketju draw chains/ -o pictures/ --format png",
        "palveluketju draw CHAIN --since HEAD~3 -o changes.svg",
        "palveluketju draw CHAIN --mark 'kind:critical & tier:specialised' -o marked.svg",
    )
)
@click.argument("chains", nargs=-1, metavar="CHAIN | [PATH]...")
@click.option(
    "-o",
    "--output",
    "named",
    type=OutputName(),
    metavar="FILE|FOLDER",
    help=f"File to write; the ending sets the format: {' '.join(ENDINGS)}. A folder gets a picture of each chain.",
)
@click.option(
    "--format",
    "kind",
    type=choice([ending.removeprefix(".") for ending in ENDINGS]),
    help="Format of the pictures in a folder (default: svg).",
)
@click.option("--view", type=choice(tuple(VIEWS)), help="View to draw (default: stairs; for a .dot file: graph).")
@click.option("--engine", type=choice(ENGINES), help="Let the Graphviz program dot lay the chain out: the view graph.")
@click.option("--page", type=choice(tuple(PAGES)), default="a4", show_default=True, help="Page size.")
@click.option("--theme", type=choice(tuple(THEMES)), help="Colours (default: those in palveluketju.toml).")
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
    named: str | None,
    kind: str | None,
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
    numbered: chain-2.svg. Where -o names a folder, every chain is drawn into it, in files named by the ids of the
    chains. Options that the view or the format cannot use are refused.
    """
    from palveluketju.config import theme_of
    from palveluketju.drawing import draw_chain, draw_workspace
    from palveluketju.drawing.series import in_series
    from palveluketju.output import names_folder
    from palveluketju.telling import language_for

    output = None if named is None else Path(named)
    in_folder = named is not None and names_folder(named)
    ending = _ending(output, kind, in_folder=in_folder)
    view = _view(view, ending, engine)
    if sum(map(bool, (findings, since, marked))) > 1:
        raise misuse(N_("choose one of --findings, --since and --mark"))
    _no_option_in_vain(click.get_current_context(), view, ending)
    config = config_of(chains)
    look, hard_to_read = theme_of(config, theme or "")
    for sentence in hard_to_read:
        say(Message(N_("warning: {warning}"), warning=sentence))
    if VIEWS[view].of_several:
        if in_folder:
            raise misuse(N_("the view {view} is one picture of all chains; name a file with --output"), view=view)
        workspace, report, code, read = workspace_of(chains, config, checked=findings)
        lang = language_for(workspace, lang or config.lang)
        over, before = over_chains(workspace, chains, since, marked, lang, config)
        try:
            drawing = draw_workspace(
                workspace, report or over, view=view, page=page, lang=lang, theme=look, element=element
            )
        except UnknownId as error:
            raise misuse(error.message) from None
        put(drawing, output, config.read(*read, *before))
        return code
    if view == "neighbourhood" and not element:
        raise misuse(N_("the view neighbourhood needs --of with the id of a level or a service"))

    def drawn(one: One, text_size: float = math.inf) -> tuple[Drawing, tuple[str, ...]]:
        spoken = language_for(one.graph, lang or config.lang)
        laid, before = over_chain(one, findings, since, marked, spoken, config)
        picture = draw_chain(
            one.graph,
            laid,
            view=view,
            page=page,
            lang=spoken,
            theme=look,
            element=element,
            steps=steps,
            text_size=text_size,
        )
        return picture, before

    if output is None or not in_folder:
        one = graph_of(_only(chains, output, config), config)
        try:
            drawing, before = drawn(one)
        except UnknownId as error:
            raise misuse(error.message) from None
        put(drawing, output, config.read(*one.read, *before))
        return 0
    each, code, read = each_of(chains, config)
    if not each:
        raise CannotRun(N_("there is no chain to draw"))
    suffix = ending if view == "stairs" else f"-{view}{ending}"
    compared: set[str] = set()

    def in_folder_drawn(one: One, text_size: float) -> Drawing:
        with naming(one.file):
            drawing, before = drawn(one, text_size)
        compared.update(before)
        return drawing

    def in_folder_made(one: One, drawing: Drawing) -> Made:
        with naming(one.file):
            return made(drawing, output / f"{one.graph.chain.id}{suffix}")

    pictures = in_series(progress(each), in_folder_drawn, in_folder_made)
    put_in_folder(pictures, output, config.read(*read, *compared))
    return code


def _only(chains: tuple[str, ...], output: Path | None, config: Config) -> str:
    """The one chain that is printed or drawn into a file; of several the way to draw them is told."""
    if len(chains) == 1 and (output is None or not is_folder(chains[0], config)):
        return chains[0]
    if output is None or not chains:
        raise misuse(N_("name one chain, by its file or its id, or a folder with --output"))
    raise misuse(
        N_(
            "{file} has room for one chain, named by its file or its id; to draw each of several chains, name a folder"
            " and a format: {options}"
        ),
        file=output,
        options=f"-o pictures/ --format {output.suffix.lower().removeprefix('.')}",
    )


def _ending(output: Path | None, kind: str | None, *, in_folder: bool) -> str:
    """The ending of what is written: the file's, or in a folder that of the format; empty for what is printed."""
    if in_folder:
        return f".{kind or 'svg'}"
    if kind and (output is None or output.suffix.lower() != f".{kind}"):
        raise misuse(N_("--format works only where --output names a folder; the ending of a file sets its format"))
    if output is not None and output.suffix.lower() not in ENDINGS:
        raise misuse(OF_ENDING_OR_FOLDER, file=output, endings=Items(ENDINGS, "or"))
    return output.suffix.lower() if output is not None else ""


def _view(wished: str | None, ending: str, engine: str | None) -> str:
    """The view that is drawn: a .dot file is the graph, since ``dot`` lays out what it is given."""
    if ending != ".dot":
        return wished or ("graph" if engine else "stairs")
    if wished not in (None, "graph"):
        raise misuse(N_("the view {view} cannot be written as .dot; use another ending, or --view graph"), view=wished)
    return "graph"


def _no_option_in_vain(context: click.Context, view: str, kind: str) -> None:
    """Refuse an option that the view or the format has no use for: what is asked for must not be passed over."""
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
