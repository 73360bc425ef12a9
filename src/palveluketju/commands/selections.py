"""Selections of a command line: what is one, and what it selects."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from palveluketju.commands.speaking import say
from palveluketju.findings import N_, Message

if TYPE_CHECKING:
    from palveluketju.graph import ChainGraph, WorkspaceGraph
    from palveluketju.selecting import Found, Selected


def is_selection(text: str) -> bool:
    """Whether a text is a selection, and not the id of an element, as ``neuvola``, ``level:kevyt`` or ``a -> b``.

    A key may be misspelt: who reads the selection tells which is near.
    """
    from palveluketju.selecting import Key

    key, colon, _ = text.partition(":")
    has_key = bool(colon and get_close_matches(key, tuple(Key), cutoff=_NEAR))
    return any(sign in text for sign in '|&()"*?') or " - " in text or has_key


_NEAR: Final = 0.75
"""How alike a misspelt key is: ``organisation``, a kind of element, is less like ``organiser``."""


def selected_in(of: WorkspaceGraph | ChainGraph, text: str) -> Selected:
    """What a selection selects; that it is nothing is told. Checks are run where findings are asked for.

    Raises:
        CannotRun: the text is no selection, or it asks for a value that there is not.
    """
    from palveluketju.graph import ChainGraph, WorkspaceGraph
    from palveluketju.selecting import Key, parse, select

    workspace = WorkspaceGraph([of]) if isinstance(of, ChainGraph) else of
    read = parse(text)
    asks_for_findings = any(atom.key is Key.FINDING for atom in read.atoms())
    selected = select(workspace, read, found=_found_in(workspace) if asks_for_findings else None)
    if not selected:
        say(Message(N_("selection '{selection}' selects nothing"), selection=text))
    return selected


def _found_in(workspace: WorkspaceGraph) -> Found:
    """What the checks find in each chain and catalogue, without what is accepted there."""
    from palveluketju.checking.running import run_checks, run_workspace_checks
    from palveluketju.checks import CATALOGUE_CHECKS, CHECKS, WORKSPACE_CHECKS
    from palveluketju.graph import ChainGraph
    from palveluketju.selecting import Found

    together, ran, crashes = run_workspace_checks(workspace)
    by_graph = {}
    known = (*CHECKS, *WORKSPACE_CHECKS)
    for graph in workspace.every():
        rules = CHECKS if isinstance(graph, ChainGraph) else CATALOGUE_CHECKS
        also = together.get(graph, ())
        report, crashed = run_checks(graph, rules, also_found=also, also_ran=ran, known=known)
        by_graph[graph] = report.findings
        crashes += crashed
    for crash in crashes:
        raise crash.error
    return Found(by_graph, known)
