"""What a chain says of what goes across its levels, in words: bars, and who holds the whole together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property
from typing import Final

from palveluketju.drawing.content.level_words import LevelWords
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Role, is_unsettled
from palveluketju.terms import title

_GROUND: Final = {Role.HEALTH_PROMOTION, Role.PREVENTION, Role.COOPERATION}
_QUIET: Final = {Role.IDENTIFICATION, Role.MEASUREMENT, Role.SERVICES}


@dataclass(frozen=True, slots=True)
class Across:
    """What goes across levels: the name of its box, its heading, how that is drawn, what it holds, and its signs.

    ``element`` is the bar, where it is one.
    """

    name: str
    title: str
    role: str
    items: tuple[Item, ...]
    after: tuple[MarkKind, ...] = ()
    element: str = ""


class AcrossWords(LevelWords):
    """The words of levels, and of what goes across them."""

    def __init__(self, graph: ChainGraph, overlay: Overlay | None, lang: str) -> None:
        super().__init__(graph, overlay, lang)
        self.bar_items = cache(self._bar_items)
        self.across = cache(self._across)

    @cached_property
    def coordinated(self) -> Across | None:
        """Who holds the whole together for one client in the chain; None where it does not say so."""
        where, told = ("coordination",), self.graph.chain.coordination
        items = [replace(item, framed="") for item in self._coordination(where, told)]
        items += self.laid_at(where)
        role = f"bar-{unsettled_look(told)[0]}" if is_unsettled(told) else "bar"
        name, read = title("coordination", self.lang), self.marks.read(where)
        return Across("coordination", name, role, tuple(items), read) if items else None

    def bars(self, *, placed: bool) -> tuple[Node, ...]:
        """The bars of which it is told which levels they span, or else those that stand apart from all levels."""
        graph = self.graph
        return tuple(bar for bar in graph.bars() if bool(graph.levels_spanned_by(bar) or not graph.levels()) is placed)

    def bar_role(self, bar: Node) -> str:
        """How a bar is drawn: by what it does for the chain; dashed where its span is open or not known."""
        declared = self.graph.bar(bar)
        if is_unsettled(declared.spans):
            return f"bar-{unsettled_look(declared.spans)[0]}"
        roles = set(declared.role)
        return "bar-ground" if roles & _GROUND else ("bar-quiet" if roles <= _QUIET else "bar")

    @cached_property
    def apart_role(self) -> str:
        """How the frame of the bars apart from all levels is drawn: as not known where the levels of each are so."""
        roles = {self.bar_role(bar) for bar in self.bars(placed=False)}
        return "unknown" if roles == {"bar-unknown"} else "open"

    def bar_name(self, bar: Node) -> str:
        """The name of a bar, and the question which levels it spans."""
        spans = self.graph.bar(bar).spans
        return f"{self.name(bar)} ({self.told.of((), spans).text})" if is_unsettled(spans) else self.name(bar)

    def _across(self, bar: Node) -> Across:
        """A bar with all that it holds."""
        name, read = self.bar_name(bar), self.marks.read(bar.where)
        return Across(f"bar-{bar.id}", name, self.bar_role(bar), tuple(self.bar_items(bar)), read, bar.key)

    def held(self, offers: Iterable[Offer]) -> list[Item]:
        """What a bar offers, without a heading over its services."""
        services, things = self.headed(offers, over_services=False)
        return services + things

    def _bar_items(self, bar: Node) -> list[Item]:
        """What a bar holds: its services, its partners, what is open about it, and its findings."""
        declared = self.graph.bar(bar)
        offers = self.graph.offers_of(bar)
        items = self.held(offers)
        items += [replace(item, framed="") for item in self.absences(declared.services)]
        partners = ", ".join(map(self.name, self.graph.partners_of(bar)))
        marks = self.marks.kinds(bar)
        if partners or marks:
            words = f"{self._term('partners')}: {partners}" if partners else self._term("joint-node")
            items.append(Item(words, "text", next(iter(marks), None), marks[1:]))
        return items + self.laid_at(bar.where, but=[offer.where for offer in offers])
