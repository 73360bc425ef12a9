"""Tables for the terminal, and the names in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import Final

from tabulate import tabulate

from palveluketju.analyses import level_told
from palveluketju.display import safe
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Shared, State, Text
from palveluketju.terms import term, title

COLUMN_WIDTH: Final = 34
LAST_COLUMN_WIDTH: Final = 60
"""Registers have what people have written, a question or a reason, in their last column."""
Rows = list[list[str]]
Table = tuple[list[str], Rows]
"""The headings of a register, and its rows."""


def headings(lang: str, *words: str) -> list[str]:
    """Headings in a language."""
    return [title(word, lang) for word in words]


def organisation_names(graph: ChainGraph, lang: str) -> dict[str, str]:
    """The organisations' names by their ids."""
    return {node.id: graph.name(node, lang) for node in graph.organisations()}


def names(graph: ChainGraph, nodes: Iterable[Node], lang: str) -> str:
    """The names of nodes."""
    return ", ".join(graph.name(node, lang) for node in nodes)


def level_names(graph: ChainGraph, levels: tuple[Node, ...], lang: str, of: Node | None = None) -> str:
    """The names of levels, or that they are all the chain's; of none, what is told of those of a service or a bar."""
    if not levels and of is not None:
        return term(level_told(graph, of).value, lang)
    return term("all levels", lang) if levels == graph.levels() else names(graph, levels, lang)


def counted_or_told(found: Sized, state: State, lang: str) -> str:
    """How many there are, or what is told of there being any."""
    return str(len(found)) if found else term(state.value, lang)


def whose(shared: Shared, lang: str) -> str:
    """The name of the chain or the catalogue that something is declared in."""
    name = getattr(shared, "name", None)
    return name.text(lang) if isinstance(name, Text) else ""


def table(headings: list[str], rows: Rows, lang: str) -> Iterator[str]:
    """The lines of a table, its cells wrapped and made safe for a terminal; without rows it says so."""
    if not rows:
        yield term("no entries", lang)
        return
    clean = [[safe(cell) for cell in row] for row in rows]
    widths = [*(COLUMN_WIDTH for _ in headings[1:]), LAST_COLUMN_WIDTH]
    text = tabulate(clean, headings, tablefmt="simple", maxcolwidths=widths, disable_numparse=True)
    yield from text.splitlines()
