"""What a picture marks on elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from palveluketju.analyses import Crossed, PointKind, integration_points, interface_services, marked_readings
from palveluketju.drawing.picture.picture import Badge, MarkKind, Sign
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Offer, Way
from palveluketju.model import ServiceKind, State, Unsettled, is_open
from palveluketju.terms import term
from palveluketju.wording import borders_text, things_word, word_of

SIGNS: Final = {
    MarkKind.INTERFACE: "⇄",
    MarkKind.SHARED: "◆",
    MarkKind.INTEGRATION: "◎",
    MarkKind.READING: "*",
    MarkKind.FINDING: "⚠",
    MarkKind.BADGE_OPEN: "[?]",
    MarkKind.BADGE_UNKNOWN: "[…]",
    MarkKind.BADGE_UNTOLD: "[–]",
}
"""Marks as characters, for labels that Graphviz sets: no shape can stand within them."""


def character_of(sign: Sign | None) -> str:
    """A mark as characters, empty where it has none; of a badge only the letter is left."""
    return f"[{sign.letter}]" if isinstance(sign, Badge) else SIGNS.get(sign, "") if sign else ""


_THINGS: Final = (ServiceKind.INSTRUMENT, ServiceKind.DOCUMENT, ServiceKind.BENEFIT)


def is_critical(offers: Iterable[Offer]) -> bool:
    """Whether something is critical at any of the places where it is offered."""
    return any(offer.critical for offer in offers)


def unsettled_look(value: Unsettled) -> tuple[str, MarkKind]:
    """The role and the mark of what is still to be decided, or to be found out."""
    return ("open", MarkKind.OPEN) if is_open(value) else ("unknown", MarkKind.UNKNOWN)


class Marks:
    """What is marked on each element of one chain."""

    def __init__(self, graph: ChainGraph) -> None:
        self._graph = graph
        points = integration_points(graph)
        records = interface_services(graph)
        self._interface = {record.element for record in records if record.state is State.THERE}
        self.possible = tuple(record.element for record in records if record.state is State.POSSIBLE)
        """What is open or not known whether it is an interface service: it has no mark, and the legend says so."""
        self._read = {reading.where for reading in marked_readings(graph)}
        self._shared = set(graph.services_at_several_levels())
        acting = (PointKind.CO_WORK, PointKind.JOINT_NODE)
        self._meeting = {p.elements[0] for p in points if p.kind in acting and p.house is Crossed.CROSSED}
        self._crossing = {(way.start, way.end): p for p in points for way in p.ways}

    def read(self, *places: Path) -> tuple[MarkKind, ...]:
        """The sign of what is read into a source, where any of some places is: an element, or an offer of one."""
        return (MarkKind.READING,) if self._read.intersection(places) else ()

    def kinds(self, element: Node) -> tuple[MarkKind, ...]:
        """What a level, service or bar is marked with, as shapes."""
        found = (
            (MarkKind.INTERFACE, self._interface),
            (MarkKind.SHARED, self._shared),
            (MarkKind.INTEGRATION, self._meeting),
        )
        return tuple(kind for kind, marked in found if element in marked)

    def signs(self, element: Node) -> tuple[MarkKind, ...]:
        """The same, and that it is read into its source."""
        return (*self.kinds(element), *self.read(element.where))

    def offered(self, offer: Offer) -> tuple[MarkKind, ...]:
        """The signs of a service where it is offered: of itself, and of its being offered there."""
        return (*self.kinds(offer.service), *self.read(offer.where, offer.service.where))

    def words(
        self,
        service: Node,
        offers: Iterable[Offer],
        lang: str,
        *,
        headed: bool = False,
        badges: tuple[Sign, ...] = (),
    ) -> Item:
        """A service by where it is offered, with its dot and its signs; what is none has a dash and says what it is.

        It is critical where it is at any of these places; whether it is an interface is said beside that. What is
        ``headed`` stands under the name of its kind; ``badges`` say whose it is.
        """
        graph, some = self._graph, tuple(offers)
        what = self.thing(service, some, lang)
        is_told = headed and bool(things_word(graph, service)) and not is_critical(some)
        told = f" ({what})" if what and not is_told else ""
        dot = MarkKind.CRITICAL if is_critical(some) else MarkKind.SERVICE
        interface = (MarkKind.INTERFACE,) if service in self._interface else ()
        after = (*badges, *interface, *self.read(service.where, *(offer.where for offer in some)))
        name = graph.name(service, lang) + told
        return Item(name, mark=MarkKind.ITEM if what else dot, after=after, element=service.key)

    def thing(self, service: Node, offers: Iterable[Offer], lang: str) -> str:
        """What something offered is that is no service of people: a critical benefit; else nothing."""
        kind = self._graph.service(service).kind
        if kind not in _THINGS:
            return ""
        return term(f"critical {kind.value}", lang) if is_critical(offers) else word_of(kind, lang)

    def legend(self, lang: str) -> tuple[tuple[MarkKind, str], ...]:
        """What the dots of services mean, and the sign of an interface."""
        other = "other service" if self._graph.marks_critical_services() else "service"
        interface = "interface service, no possible" if self.possible else "interface service"
        named = ((MarkKind.CRITICAL, "critical service"), (MarkKind.SERVICE, other), (MarkKind.INTERFACE, interface))
        return tuple((kind, term(word, lang)) for kind, word in named)

    def is_crossing(self, way: Way) -> bool:
        """Whether a border is crossed on a move."""
        return (way.start, way.end) in self._crossing

    def borders(self, way: Way, lang: str) -> str:
        """The borders that a move crosses, and what is told of the others; empty where it crosses none."""
        point = self._crossing.get((way.start, way.end))
        return borders_text(point.borders(), lang) if point else ""
