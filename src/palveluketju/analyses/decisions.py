"""Decisions not yet taken, what is not known, what is said not to apply, and what is read into a source."""

from __future__ import annotations

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, once_a_graph, walked
from palveluketju.model import LongText, Party
from palveluketju.model.walking import open_parts, readings, unknown_parts


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """One part of a chain that is open: which, the question, who decides, and by when (as written in the file)."""

    where: Path
    question: LongText
    decides: Party | None
    by: str | None


@dataclass(frozen=True, slots=True)
class NotKnown:
    """One part of a chain that is not known: which, what is to be found out, and from whom."""

    where: Path
    what: LongText
    ask: Party | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One element that its source does not state as it is written, and what the reading rests on."""

    where: Path
    reason: LongText


@once_a_graph
def open_decisions(graph: ChainGraph | CatalogueGraph) -> tuple[OpenDecision, ...]:
    """The register of decisions not yet taken, in the order of the declaration."""
    return tuple(OpenDecision(where, value.open, value.decides, value.by) for where, value in open_parts(walked(graph)))


@once_a_graph
def not_known(graph: ChainGraph | CatalogueGraph) -> tuple[NotKnown, ...]:
    """The register of what is to be found out, in the order of the declaration."""
    return tuple(NotKnown(where, value.unknown, value.ask) for where, value in unknown_parts(walked(graph)))


def marked_readings(graph: ChainGraph) -> tuple[Reading, ...]:
    """The register of marked readings, in the order of the declaration."""
    return tuple(Reading(where, value.reading) for where, value in readings(walked(graph)))
