"""What a command lays over a picture: findings, what has changed, or elements that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palveluketju.commands.chains import One, graph_before, workspace_before
from palveluketju.commands.speaking import misuse
from palveluketju.findings import N_, CannotRun, UnknownId

if TYPE_CHECKING:
    from palveluketju.checking import Report
    from palveluketju.config import Config
    from palveluketju.drawing import Overlay
    from palveluketju.graph import WorkspaceGraph


def over_chain(
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


def over_chains(
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
