"""The elements that can be selected: what chains and catalogues declare, and what analyses find between it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, Final

from palveluketju.analyses import Border, Crossed, IntegrationPoint, PointKind, integration_points, interface_services
from palveluketju.analyses.interfaces import is_beside
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, once_a_graph
from palveluketju.model import LongText, Shared, State, Text, given, is_not_applicable
from palveluketju.wording import place_text

Graph = ChainGraph | CatalogueGraph


class Kind(StrEnum):
    """What an element is."""

    CHAIN = "chain"
    CATALOGUE = "catalogue"
    LEVEL = "level"
    CRITICAL = "critical"
    SERVICE = "service"
    ORGANISATION = "organisation"
    BAR = "bar"
    ENTRY = "entry"
    EXIT = "exit"
    MOVE = "move"
    HANDOVER = "handover"
    EXCHANGE = "exchange"
    PATH = "path"
    INTERFACE = "interface"
    INTERFACE_SERVICE = "interface-service"
    AREA = "area"
    SEGMENT = "segment"
    TASK = "task"
    FIELD = "field"
    GOAL = "goal"
    STEERING = "steering"
    RELATION = "relation"
    CONCEPT = "concept"
    LOG_ITEM = "log-item"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a chain or a catalogue: what it is, its place, its id, and its name as messages take it.

    ``other`` is the organisation on the other side of a hand-over or an interface service, by its id. ``about`` is what
    the file declares of it, or the record of the analysis that found it.
    """

    graph: Graph = field(repr=False)
    where: Path
    kind: Kind
    id: str
    name: Text | LongText | str | _PlaceName | _Ends = field(compare=False, repr=False)
    about: Any = field(compare=False, repr=False)
    other: str | None = None


@dataclass(frozen=True, slots=True)
class _PlaceName:
    """The name of what has none: the names of its ends, or of its parties."""

    shared: Shared = field(compare=False, repr=False)
    where: Path

    def text(self, lang: str = "en") -> str:
        """The name in a language."""
        return place_text(self.shared, self.where, lang)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The names of the two levels of a hand-over, as of a move."""

    graph: ChainGraph = field(compare=False, repr=False)
    levels: tuple[Node, ...]

    def text(self, lang: str = "en") -> str:
        """The names in a language."""
        return " -> ".join(self.graph.name(level, lang) for level in self.levels)


_SECTIONS: Final[Mapping[str, Kind]] = {
    "levels": Kind.LEVEL,
    "services": Kind.SERVICE,
    "organisations": Kind.ORGANISATION,
    "bars": Kind.BAR,
    "entries": Kind.ENTRY,
    "exits": Kind.EXIT,
    "moves": Kind.MOVE,
    "exchanges": Kind.EXCHANGE,
    "paths": Kind.PATH,
    "goals": Kind.GOAL,
    "areas": Kind.AREA,
    "fields": Kind.FIELD,
    "tasks": Kind.TASK,
    "segments": Kind.SEGMENT,
    "strategy": Kind.GOAL,
    "steering": Kind.STEERING,
    "interfaces": Kind.INTERFACE,
    "relations": Kind.RELATION,
    "concepts": Kind.CONCEPT,
    "log": Kind.LOG_ITEM,
}
"""The sections of a chain and of a catalogue whose parts are elements."""


def is_within_an_element(where: Path) -> bool:
    """Whether a place is an element of a section, or in one; else it is of the chain or the catalogue itself."""
    return len(where) > 1 and where[0] in _SECTIONS


def kind_called(word: str) -> Kind | None:
    """The kind of element that a section, or a name in a table, is of; None where such are no elements."""
    called = word.replace("-", "_")
    return _SECTIONS.get(called) or (Kind(word) if word in tuple(Kind) else None)


@once_a_graph
def elements_of(graph: Graph) -> tuple[Element, ...]:
    """Every element of a chain, with what it has from catalogues, or of a catalogue, in the order of the format."""
    return tuple(_chain_elements(graph) if isinstance(graph, ChainGraph) else _catalogue_elements(graph))


def _catalogue_elements(graph: CatalogueGraph) -> Iterator[Element]:
    yield Element(graph, (), Kind.CATALOGUE, graph.file, graph.catalogue.name or graph.file, graph.catalogue)
    yield from _declared(graph)


def _chain_elements(graph: ChainGraph) -> Iterator[Element]:
    yield Element(graph, (), Kind.CHAIN, graph.chain.id, graph.chain.name, graph.chain)
    yield from _declared(graph)
    for offer in graph.offers():
        if offer.critical:
            name = offer.use.label or graph.named(offer.service)
            yield Element(graph, offer.where, Kind.CRITICAL, offer.service.id, name, offer)
    for point in integration_points(graph):
        if point.kind is PointKind.HAND_OVER:
            start, end = point.elements
            for other in _other_sides(graph, point) or (None,):
                ends = f"{start} -> {end}"
                called = _Ends(graph, point.elements)
                yield Element(graph, point.where, Kind.HANDOVER, ends, called, point, other)
    for record in interface_services(graph):
        if record.other is not None and record.state is State.THERE:  # what only may be another's is none yet
            name, element = graph.named(record.element), record.element
            yield Element(graph, record.where, Kind.INTERFACE_SERVICE, element.id, name, record, record.other.id)


def _declared(graph: Graph) -> Iterator[Element]:
    """What stands in sections. What a file says does not apply is not there."""
    for section, kind in _SECTIONS.items():
        for name, declared in (given(getattr(graph.shared, section, None)) or {}).items():
            if not is_not_applicable(declared):
                where = (section, name)
                called = getattr(declared, "name", None) or getattr(declared, "text", None)
                shown = called if isinstance(called, (Text, LongText)) else _PlaceName(graph.shared, where)
                yield Element(graph, where, kind, name, shown, declared)


def _other_sides(graph: ChainGraph, point: IntegrationPoint) -> tuple[str, ...]:
    """The organisations on the other side of a hand-over, one of each house: not the chain's own, and on one side only.

    Where the chain's own act on one side only, whoever acts on the other is the other side, also if it acts on both.
    Where nobody knows who organises the chain, nobody knows which side is the other one.
    """
    crossing = next(one for one in point.crossings if one.border is Border.HOUSE)
    if not graph.own_organisers() or crossing.state is not Crossed.CROSSED:
        return ()
    own = {graph.house_of(one) for one in point.organisers if is_beside(graph, one)}
    sides = [set(side.values) for side in crossing.sides]
    others = (sides[0] ^ sides[1]) - own
    if own & (sides[0] ^ sides[1]):
        others = others.union(*(side for side in sides if not side & own))
    parties = graph.parties(point.organisers)
    return tuple(those[0] for house, those in parties.items() if house in others)
