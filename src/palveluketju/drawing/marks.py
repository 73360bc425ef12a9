"""The signs that a picture puts on elements, and the findings it marks on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from palveluketju.analyses import PointKind, integration_points, interface_services
from palveluketju.drawing.overlay import Overlay
from palveluketju.drawing.picture import MarkKind
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Way
from palveluketju.terms import term

INTERFACE: Final = "⇄"
SHARED: Final = "◆"
INTEGRATION: Final = "◎"
FINDING: Final = "⚠"
DRAWN: Final = ("goals", "levels", "bars", "entries", "exits", "moves", "services")
"""The sections of a chain whose elements a picture shows."""


class Marks:
    """What is marked on each element of one chain; it remembers which signs were used, for the legend."""

    def __init__(self, graph: ChainGraph, overlay: Overlay | None) -> None:
        points = integration_points(graph)
        self._interface = {record.element for record in interface_services(graph)}
        self._shared = set(graph.services_at_several_levels())
        self._meeting = {p.elements[0] for p in points if p.kind in (PointKind.CO_WORK, PointKind.JOINT_NODE)}
        self._crossing = {frozenset(p.elements) for p in points if p.kind is PointKind.HAND_OVER}
        self._findings: Mapping[Path, tuple[str, ...]] = overlay.words if overlay else {}
        self.meaning = overlay.meaning if overlay else ""
        self._used: set[str] = set()

    def is_interface(self, element: Node) -> bool:
        """Whether an element is an interface service of the chain."""
        return element in self._interface

    def signs(self, element: Node) -> str:
        """The signs of a level, service or bar, each after a space."""
        found = ((INTERFACE, self._interface), (SHARED, self._shared), (INTEGRATION, self._meeting))
        return self._use(sign for sign, marked in found if element in marked)

    def sign_of_move(self, way: Way) -> str:
        """The sign of a move on which the organiser changes."""
        return self._use([INTEGRATION] if frozenset((way.start, way.end)) in self._crossing else ()).strip()

    def kinds(self, element: Node) -> tuple[MarkKind, ...]:
        """What a level, service or bar is marked with, as shapes."""
        found = (
            (MarkKind.INTERFACE, self._interface),
            (MarkKind.SHARED, self._shared),
            (MarkKind.INTEGRATION, self._meeting),
        )
        return tuple(kind for kind, marked in found if element in marked)

    def is_crossing(self, way: Way) -> bool:
        """Whether the organiser changes on a move."""
        return frozenset((way.start, way.end)) in self._crossing

    def codes(self, where: Path, *, except_at: Iterable[Path] = ()) -> tuple[str, ...]:
        """The codes found on an element and within it, but for parts that are marked themselves; each once."""
        parts = tuple(except_at)
        found = (
            codes
            for path, codes in self._findings.items()
            if path[: len(where)] == where and not any(path[: len(part)] == part for part in parts)
        )
        return tuple(dict.fromkeys(code for codes in found for code in codes))

    def codes_elsewhere(self) -> tuple[str, ...]:
        """The codes found on the chain as a whole, and on parts of it that no picture shows; each once."""
        found = (codes for path, codes in self._findings.items() if not path or path[0] not in DRAWN)
        return tuple(dict.fromkeys(code for codes in found for code in codes))

    def findings(self, where: Path, *, except_at: Iterable[Path] = ()) -> str:
        """A line with the codes found on an element and within it, but for parts that are marked themselves."""
        return self._line(self.codes(where, except_at=except_at))

    def findings_elsewhere(self) -> str:
        """A line with the codes found on the chain as a whole, and on parts of it that no picture shows."""
        return self._line(self.codes_elsewhere())

    def legend(self, lang: str) -> str:
        """A line for each sign that the picture uses."""
        meanings = (
            (INTERFACE, "interface service"),
            (SHARED, "shared-service"),
            (INTEGRATION, "integration point"),
        )
        lines = [f"{sign} {term(word, lang)}" for sign, word in meanings if sign in self._used]
        return "\n".join([*lines, f"{FINDING} {self.meaning}"] if FINDING in self._used else lines)

    def _use(self, signs: Iterable[str]) -> str:
        used = list(signs)
        self._used.update(used)
        return "".join(f" {sign}" for sign in used)

    def _line(self, codes: tuple[str, ...]) -> str:
        if not codes:
            return ""
        self._used.add(FINDING)
        return f"\n{FINDING} {', '.join(codes)}"
