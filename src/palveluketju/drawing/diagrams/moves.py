"""The lines between the levels of the graph view, each with its label, and the notes on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from palveluketju.drawing.content.chain_words import DOWN, ChainWords
from palveluketju.drawing.content.links import BY_ORDER, Notes, links_of
from palveluketju.drawing.content.marks import SIGNS
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item
from palveluketju.frozen import dataclass
from palveluketju.graph import Node
from palveluketju.model import state_of
from palveluketju.terms import term


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move, or what is exchanged both ways, between two levels.

    ``label`` has the sign of a hand-over and the numbers of notes, ``words`` say what kind of line it is.
    """

    name: str
    title: str
    start: Node
    end: Node
    role: str
    label: str
    words: str
    is_crossing: bool
    is_back: bool
    element: str

    @property
    def lane(self) -> str:
        """Lines of one lane reach the levels at one height, so that there and back lie apart."""
        return "back" if self.is_back else "exchange" if self.role == "exchange" else "forward"


def lines_of(words: ChainWords) -> tuple[tuple[MoveLine, ...], tuple[Item, ...]]:
    """The lines between the levels of a chain, and the notes whose numbers stand at them."""
    notes = Notes(words)
    lines: dict[object, MoveLine] = {}
    signed: set[frozenset[Node]] = set()
    for link in links_of(words):
        number, ends = notes.number(link), frozenset((link.start, link.end))
        key = ends if link.role == "exchange" else (link.start, link.end)
        before = lines.get(key)
        if before:  # rings at both ends: what is exchanged there and back is one line
            label = _joined((before.label, number))
            lines[key] = replace(before, title=f"{before.title}; {link.title}", label=label, element="")
            continue
        sign = SIGNS[MarkKind.INTEGRATION] if link.is_crossing and ends not in signed else ""
        if sign:
            signed.add(ends)
        kind = link.way.kind.value if link.way else "exchange"
        if link.way and link.way.unsettled:
            kind = state_of(link.way.unsettled).value
        if link.role == BY_ORDER:
            kind = BY_ORDER
        lines[key] = MoveLine(
            link.name,
            link.title,
            link.start,
            link.end,
            link.role,
            _joined((sign, number)),
            term(kind, words.lang),
            link.is_crossing,
            bool(link.way and not link.way.unsettled and link.way.kind in DOWN),
            link.element,
        )
    return tuple(lines.values()), tuple(notes.items)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))
