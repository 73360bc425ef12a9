"""The registers of a chain as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from tabulate import tabulate

from palveluketju.analyses import (
    coverage,
    integration_points,
    interface_services,
    marked_readings,
    open_decisions,
)
from palveluketju.graph import ChainGraph, Node
from palveluketju.reporting.terminal import safe
from palveluketju.reporting.words import party_text
from palveluketju.terms import term, title

COLUMN_WIDTH: Final = 34
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
            term(point.information.value, lang) if point.kind.value == "hand-over" else "",
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
            _path(d.where),
            d.question.text(lang),
            party_text(d.decides, lang, organisation_names(graph, lang)),
            d.by or "",
        ]
        for d in open_decisions(graph)
    ]
    return headings, rows


def _readings(graph: ChainGraph, lang: str) -> tuple[list[str], Rows]:
    headings = [title(word, lang) for word in ("where", "reason")]
    return headings, [[_path(r.where) or term("chain", lang), r.reason.text(lang)] for r in marked_readings(graph)]


def _path(where: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in where)


REGISTERS: Final[dict[str, Callable[[ChainGraph, str], tuple[list[str], Rows]]]] = {
    "integration points": _integration,
    "interface services": _interfaces,
    "coverage by tier": _coverage("tier"),
    "coverage by sector": _coverage("sector"),
    "open decisions": _decisions,
    "readings": _readings,
}
"""Every register by its name among the terms: a chain and a language give headings and rows."""


def table(headings: list[str], rows: Rows) -> Iterator[str]:
    """The lines of a table, its cells wrapped and made safe for a terminal."""
    clean = [[safe(cell) for cell in row] for row in rows]
    text = tabulate(clean, headings, tablefmt="simple", maxcolwidths=COLUMN_WIDTH, disable_numparse=True)
    yield from text.splitlines()
