"""The two pages of a chain in the paper for a steering group: its picture, and what is told of it in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from palveluketju.describing import outline, picture_in_words
from palveluketju.documents.board.fitting import Listed, sections_on, together
from palveluketju.documents.board.front import MORE_FOUND, decisions_of, not_known_of
from palveluketju.documents.board.matters import matters
from palveluketju.documents.chapter import DrawnPage, picture_of
from palveluketju.documents.document import Line, Paragraph, Section
from palveluketju.documents.filed import Files
from palveluketju.documents.findings import Graphs
from palveluketju.documents.making import Making
from palveluketju.findings import NN_, Message, Path
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import State
from palveluketju.model.walking import open_parts, unknown_parts
from palveluketju.tables import REGISTERS, Record, registers
from palveluketju.tables.cell import text_of
from palveluketju.terms import term, title

ROOM: Final = 44
"""How many lines the page of a chain has for its sections."""
_BY_REGISTER: Final = frozenset(("PK301", "PK302", "PK303", "PK304", "PK305", "PK401"))
"""Findings whose whole is told by the registers of integration points and interface services."""
_MORE_GOALS: Final = NN_("{count} other goal is in the full edition.", "{count} other goals are in the full edition.")
_MORE_PLACES: Final = NN_(
    "{count} other place is in the full edition.", "{count} other places are in the full edition."
)
_MORE_SERVICES: Final = NN_(
    "{count} other line is in the full edition.", "{count} other lines are in the full edition."
)
_ORDER: Final = (State.NOT_STATED, State.OPEN, State.NOT_KNOWN, State.POSSIBLE, State.NONE)


def chain_pages(
    making: Making,
    graph: ChainGraph,
    workspace: WorkspaceGraph,
    files: Files,
    declared: Graphs,
    pages: Iterable[DrawnPage],
) -> Section:
    """A chain in two pages: its picture; what it is, its goals, gaps, borders, interfaces and decisions."""
    lang, chain = making.lang, graph.chain
    tables = registers(graph, lang=lang, registers={name: REGISTERS[name] for name in _TOLD})
    found = [one for file in files for one in file.findings if one.finding.code not in _BY_REGISTER]
    every = matters(found, declared)
    told = [(one.kind, making.words(one.finding.finding.what_in(lang))) for one in every]
    own = [(graph.chain, place) for shared, place in workspace.own(open_parts) if shared is graph.chain]
    unknown = [(graph.chain, place) for shared, place in workspace.own(unknown_parts) if shared is graph.chain]
    lists = (
        Listed("goals and measures", _goals(making, tables["goals"]), lambda left: Message(_MORE_GOALS, count=left)),
        Listed(
            "gaps",
            tuple(line for kind, line in told if kind not in ("borders", "agreements")),
            lambda left: Message(MORE_FOUND, count=left),
        ),
        Listed(
            "borders and coordination",
            (*_points(making, tables["integration-points"]), *(line for kind, line in told if kind == "borders")),
            lambda left: Message(_MORE_PLACES, count=left),
        ),
        Listed(
            "interface services",
            (
                *_interfaces(making, tables["interface-services"]),
                *(line for kind, line in told if kind == "agreements"),
            ),
            lambda left: Message(_MORE_SERVICES, count=left),
        ),
        decisions_of(making, [(shared, *place) for shared, place in own], named=False),
        not_known_of(making, [(shared, *place) for shared, place in unknown]),
    )
    return making.section(
        chain.name.text(lang),
        chain.id,
        *picture_of(making, graph, pages, picture_in_words(graph, lang)),
        Paragraph(_head(making, graph, workspace)),
        sections=sections_on(making, lists, ROOM, chain.id),
    )


def _head(making: Making, graph: ChainGraph, workspace: WorkspaceGraph) -> Line:
    """What chain it is; the chain that it changes is called by its name."""
    told = [line for line in outline(graph, making.lang)[0].lines if not {one.where for one in line.tells} & _BASE]
    parts: list[Line] = [part for line in told for part in (making.told(line), " ")]
    base = workspace.get(graph.chain.variant_of) if graph.chain.variant_of else None
    if base is not None:
        name = making.words(base.chain.name.text(making.lang))
        parts += [f"{title('variant-of', making.lang)}: ", name, "."]
    return together(*parts)


_BASE: Final[frozenset[Path]] = frozenset((("variant-of",),))
_TOLD: Final = ("goals", "integration-points", "interface-services")


def _goals(making: Making, records: Iterable[Record]) -> tuple[Line, ...]:
    """Each goal with how it is measured, as far as that is told."""
    found = []
    for record in records:
        told = [
            together(f"{term(key, making.lang)}: ", making.words(text))
            for key in ("indicator", "baseline", "target")
            if (text := text_of(record[key], making.lang))
        ]
        parts = [part for one in told for part in ("; ", one)][1:]
        name = making.words(text_of(record["goal"], making.lang))
        found.append(together(name, " – ", *parts) if parts else name)
    return tuple(found)


def _points(making: Making, records: Iterable[Record]) -> tuple[Line, ...]:
    """Where organisers or units meet, and whether somebody coordinates it: first where nobody is stated to."""
    ranked = sorted(records, key=lambda record: _rank(record["coordination"]))
    return tuple(_point(making, record) for record in ranked)


def _point(making: Making, record: Record) -> Line:
    lang = making.lang
    who = text_of(record["organisers"], lang)
    parts: list[Line] = [making.words(text_of(record["where"], lang)), f" – {text_of(record['kind'], lang)}"]
    if who:
        parts += [" (", making.words(who), ")"]
    parts.append(f". {title('coordination', lang)}: {text_of(record['coordination'], lang)}")
    if information := text_of(record["information"], lang):
        parts.append(f"; {term('information', lang)}: {information}")
    return together(*parts, ".")


def _interfaces(making: Making, records: Iterable[Record]) -> tuple[Line, ...]:
    """The services of others that the chain leans on, by whose they are: first those without an agreement."""
    lang = making.lang

    def kind(record: Record) -> tuple[int, int, str, str, str]:
        is_there = record["interface_service"] is not State.THERE
        agreed, contact = text_of(record["agreement"], lang), text_of(record["contact"], lang)
        return int(is_there), _rank(record["agreement"]), text_of(record["who"], lang), agreed, contact

    found = []
    for (possible, _, who, agreed, contact), some in groupby(sorted(records, key=kind), key=kind):
        services = list(dict.fromkeys(text_of(record["service"], lang) for record in some))
        told = [part for name in services for part in (", ", making.words(name))][1:]
        whose = f"{title('possible interface', lang)} ({term('organiser', lang)}: " if possible else ""
        parts: list[Line] = [whose, making.words(who), ")" if possible else "", ": ", *told]
        if not possible:
            parts.append(f". {title('agreement', lang)}: {agreed}; {term('contact', lang)}: {contact}")
        found.append(together(*parts, "."))
    return tuple(found)


def _rank(state: object) -> int:
    return _ORDER.index(state) if isinstance(state, State) and state in _ORDER else len(_ORDER)
