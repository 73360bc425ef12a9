"""The registers of a chain as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from tabulate import tabulate

from palveluketju.analyses import (
    coverage,
    integration_points,
    interface_services,
    marked_readings,
    open_decisions,
    shared_services,
)
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, WorkspaceGraph
from palveluketju.model import Text, given
from palveluketju.reporting.terminal import safe
from palveluketju.reporting.words import party_text
from palveluketju.terms import key_term, term, title

COLUMN_WIDTH: Final = 34
LAST_COLUMN_WIDTH: Final = 60
"""Registers have what people have written, a question or a reason, in their last column."""
Rows = list[list[str]]


def organisation_names(graph: ChainGraph, lang: str) -> dict[str, str]:
    """The organisations' names by their ids."""
    return {node.id: graph.name(node, lang) for node in graph.organisations()}


def _names(graph: ChainGraph, nodes: Iterable[Node], lang: str) -> str:
    return ", ".join(graph.name(node, lang) for node in nodes)


def _integration(graph: ChainGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("kind", "where", "organisers", "coordination", "information")]
    rows = [
        [
            term(point.kind.value, lang),
            " – ".join(graph.name(element, lang) for element in point.elements),
            _names(graph, point.organisers, lang),
            term(point.coordination.value, lang),
            term(point.information.value, lang) if point.information else "",
        ]
        for point in integration_points(graph)
    ]
    return headings, rows


def _levels(graph: ChainGraph, levels: tuple[Node, ...], lang: str) -> str:
    return term("all levels", lang) if levels == graph.levels() else _names(graph, levels, lang)


def _interfaces(graph: ChainGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("service", "who", "level", "agreement", "contact")]
    rows = [
        [
            graph.name(record.element, lang),
            graph.name(record.other, lang),
            _levels(graph, record.levels, lang),
            term(record.agreement.value, lang),
            term(record.contact.value, lang),
        ]
        for record in interface_services(graph)
    ]
    return headings, rows


def _coverage(by: str) -> Callable[[ChainGraph, str], tuple[list[str], Rows]]:
    def register(graph: ChainGraph, lang: str) -> tuple[list[str], Rows]:
        table = coverage(graph, "tier" if by == "tier" else "sector")
        told = [column for column in table.columns if column is not None]
        headings = [title("level", lang), *(term(column or "not told", lang) for column in table.columns)]
        rows = [
            [graph.name(level, lang), *(str(len(cell)) if cell else "-" for cell in cells)]
            for level, cells in table.rows
        ]
        return headings, rows if told else []

    return register


def _decisions(graph: ChainGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("where", "question", "decides", "by")]
    rows = [
        [
            place_text(graph, d.where, lang),
            d.question.text(lang),
            party_text(d.decides, lang, organisation_names(graph, lang)),
            d.by or "",
        ]
        for d in open_decisions(graph)
    ]
    return headings, rows


def _readings(graph: ChainGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("where", "reason")]
    return headings, [[place_text(graph, r.where, lang), r.reason.text(lang)] for r in marked_readings(graph)]


def place_text(graph: ChainGraph, where: Path, lang: str) -> str:
    """A place in the declaration in words: the element's name, and the part of it."""
    if not where:
        return term("whole chain", lang)
    section, *rest = where
    elements = given(getattr(graph.chain, str(section).replace("-", "_")))
    words = []
    if rest and isinstance(elements, Mapping) and rest[0] in elements:
        element = elements[str(rest[0])]
        name = getattr(element, "name", None) or getattr(element, "text", None)
        words.append(name.text(lang) if isinstance(name, Text) else str(rest[0]))
        rest = rest[1:]
    else:
        words.append(key_term(str(section), lang))
    return ": ".join([*words, *(key_term(part, lang) for part in rest if isinstance(part, str))])


REGISTERS: Final[dict[str, Callable[[ChainGraph, str], tuple[list[str], Rows]]]] = {
    "integration points": _integration,
    "interface services": _interfaces,
    "coverage by tier": _coverage("tier"),
    "coverage by sector": _coverage("sector"),
    "open decisions": _decisions,
    "readings": _readings,
}
"""Every register by its name among the terms: a chain and a language give headings and rows."""


def table(headings: list[str], rows: Rows, lang: str) -> Iterator[str]:
    """The lines of a table, its cells wrapped and made safe for a terminal; without rows it says so."""
    if not rows:
        yield term("nothing", lang)
        return
    clean = [[safe(cell) for cell in row] for row in rows]
    widths = [*(COLUMN_WIDTH for _ in headings[1:]), LAST_COLUMN_WIDTH]
    text = tabulate(clean, headings, tablefmt="simple", maxcolwidths=widths, disable_numparse=True)
    yield from text.splitlines()


def _shared(workspace: WorkspaceGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("service", "chain", "level")]
    rows = []
    for shared in shared_services(workspace):
        for graph, levels in shared.uses:
            name = graph.name(graph.node("service", shared.service), lang)
            rows.append([name, graph.chain.name.text(lang), _levels(graph, levels, lang)])
    return headings, rows


def _links(workspace: WorkspaceGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("chain", "exit", "next chain")]
    rows = [
        [
            link.graph.chain.name.text(lang),
            link.graph.name(link.exit, lang),
            link.receiver.chain.name.text(lang) if link.receiver else f"{link.chain} ({term('not told', lang)})",
        ]
        for link in workspace.exits_to_chains()
    ]
    return headings, rows


WORKSPACE_REGISTERS: Final[dict[str, Callable[[WorkspaceGraph, str], tuple[list[str], Rows]]]] = {
    "shared services": _shared,
    "chain links": _links,
}
"""Every register of several chains together, by its name among the terms."""


def register_names() -> tuple[str, ...]:
    """The names of all registers as the command line takes them."""
    return tuple(name.replace(" ", "-") for name in (*REGISTERS, *WORKSPACE_REGISTERS))


def register_text(name: str, workspace: WorkspaceGraph, *, lang: str = "en") -> Iterator[str]:
    """One register of all chains as a table; that of single chains has the chain in its first column.

    Coverage has other columns in each chain, so it is a table a chain.
    """
    key = name.replace("-", " ")
    if key in WORKSPACE_REGISTERS:
        yield from table(*WORKSPACE_REGISTERS[key](workspace, lang), lang)
        return
    tables = [(graph, *REGISTERS[key](graph, lang)) for graph in workspace.graphs]
    if key.startswith("coverage"):
        for graph, headings, rows in tables:
            yield from (safe(graph.chain.name.text(lang)), *table(headings, rows, lang), "")
        return
    headings = [title("chain", lang), *(tables[0][1] if tables else ())]
    yield from table(headings, [[graph.chain.name.text(lang), *row] for graph, _, rows in tables for row in rows], lang)
