"""Tables for the terminal, and the names in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from tabulate import tabulate

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Interface, LongText, Shared, Text, given, key_ends
from palveluketju.reporting.terminal import safe
from palveluketju.terms import key_term, term, title
from palveluketju.wording import names_in

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


def level_names(graph: ChainGraph, levels: tuple[Node, ...], lang: str) -> str:
    """The names of levels, or that they are all the chain's."""
    return term("all levels", lang) if levels == graph.levels() else names(graph, levels, lang)


def whose(shared: Shared, lang: str) -> str:
    """The name of the chain or the catalogue that something is declared in."""
    name = getattr(shared, "name", None)
    return name.text(lang) if isinstance(name, Text) else ""


def place_text(shared: Shared, where: Path, lang: str) -> str:
    """A place in the declaration in words: the element's name, and the part of it."""
    if not where:
        return term("whole chain", lang)
    section, *rest = where
    elements = given(getattr(shared, str(section).replace("-", "_")))
    words = []
    if rest and isinstance(elements, Mapping) and rest[0] in elements:
        words.append(_element_text(shared, str(section), str(rest[0]), elements[str(rest[0])], lang))
        rest = rest[1:]
    else:
        words.append(key_term(str(section), lang))
    said = [_MEANT.get((str(section), part), part) for part in rest if isinstance(part, str)]
    return ": ".join([*words, *(key_term(part, lang) for part in said)])


_MEANT: Final = {
    ("steering", "by"): "by what",
    ("interfaces", "steering"): "by what",
    **{("participation", form): f"participation-{form}" for form in ("information", "action", "planning", "decision")},
}
"""Keys that mean another thing in one section than elsewhere: section and key -> word."""


def _element_text(shared: Shared, section: str, name: str, element: Any, lang: str) -> str:
    """An element's name; for what has none, the names of its ends."""
    named = getattr(element, "name", None) or getattr(element, "text", None)
    if isinstance(named, (Text, LongText)):
        return named.text(lang)
    if isinstance(element, Interface):
        return " – ".join(names_in(shared, "organisations", [str(end)], lang) for end in element.between)
    if section in ("moves", "exchanges", "steering"):
        ends = "organisations" if section == "steering" else "levels"
        return " -> ".join(names_in(shared, ends, [end], lang) for end in key_ends(name))
    return name


def table(headings: list[str], rows: Rows, lang: str) -> Iterator[str]:
    """The lines of a table, its cells wrapped and made safe for a terminal; without rows it says so."""
    if not rows:
        yield term("nothing", lang)
        return
    clean = [[safe(cell) for cell in row] for row in rows]
    widths = [*(COLUMN_WIDTH for _ in headings[1:]), LAST_COLUMN_WIDTH]
    text = tabulate(clean, headings, tablefmt="simple", maxcolwidths=widths, disable_numparse=True)
    yield from text.splitlines()
