"""What a chain says of ways in, moves and ways out, in words; with :class:`AcrossWords` all that the view tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, Final

from palveluketju.drawing.content.across_words import AcrossWords
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.picture.picture import Legend, MarkKind, Sign
from palveluketju.drawing.typesetting.items import NO_REMARK, Item, Remark, Size
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Way, once_a_graph
from palveluketju.model import (
    Entry,
    Exchange,
    Exit,
    Handover,
    MoveKind,
    State,
    given,
    is_absent,
    is_not_applicable,
    is_unsettled,
)
from palveluketju.model.base import Value
from palveluketju.telling import in_words
from palveluketju.terms import title

_HANDED: Final = ("responsible", "information", "document", "within", "agreement")
DOWN: Final = (MoveKind.STEP_DOWN, MoveKind.RETURN)
"""Moves that are drawn dashed."""


class ChainWords(AcrossWords):
    """The words of one chain in one language, with what is laid over them."""

    def __init__(self, graph: ChainGraph, overlay: Overlay | None, lang: str) -> None:
        super().__init__(graph, overlay, lang)
        self.entry = cache(self._entry)
        self.exit = cache(self._exit)
        self.entries_of, self.exits_of = cache(self._entries_of), cache(self._exits_of)
        self.loose_doors = cache(self._loose_doors)

    def _entry(self, entry: Node) -> Item:
        """A way in: its name, its kind, and for whom it is."""
        declared = (given(self.graph.chain.entries) or {})[entry.id]
        name, kind = self.told.door(entry, declared)
        told = [kind.text, self._said(entry.where, declared, "when")]
        return self._door(name.text, told, self._criteria(entry, declared), entry)

    def _entries_of(self, level: Node) -> tuple[Item, ...]:
        """The ways into a level."""
        return tuple(self.entry(one) for one in self.graph.entries() if level in self.graph.levels_entered_by(one))

    def _exits_of(self, level: Node) -> tuple[Item, ...]:
        """The ways out of a level."""
        return tuple(self.exit(one) for one in self.graph.exits() if level in self.graph.levels_left_by(one))

    def _criteria(self, door: Node, declared: Entry | Exit) -> str:
        return self._said(door.where, declared, "criteria") if given(declared.criteria) else ""

    def _said(self, where: Path, element: Value, name: str) -> str:
        return self.told.field(where, element, name).text

    def _exit(self, way_out: Node) -> Item:
        """A way out: its name, the age at which it is taken, and on what ground."""
        declared = (given(self.graph.chain.exits) or {})[way_out.id]
        name = declared.name.text(self.lang) if declared.name else title("exit", self.lang)
        return self._door(
            name, [self.told.of((), given(declared.at_age)).text], self._criteria(way_out, declared), way_out
        )

    def _door(self, name: str, told: list[str], criteria: str, node: Node) -> Item:
        words = f"{name} ({', '.join(filter(None, told))})" if any(told) else name
        words = f"{words}: {criteria}" if criteria else words
        read, remark = self.marks.read(node.where), self.laid.remark(node.where)
        return Item(words, "text", MarkKind.ITEM, read, remark, size=Size.SMALL, element=node.key)

    def _loose_doors(self) -> tuple[Item, ...]:
        """Ways in and out of which it is not told where they lead, and how they are absent."""
        items = []
        for key, nodes, reached, told in (
            ("entries", self.graph.entries(), self.graph.levels_entered_by, self.entry),
            ("exits", self.graph.exits(), self.graph.levels_left_by, self.exit),
        ):
            section: Any = getattr(self.graph.chain, key)
            if is_absent(section):
                role, mark = _look(section)
                items.append(
                    Item(f"{title(key, self.lang)} – {self.told.of((), section).text}", role, mark, size=Size.SMALL)
                )
            for node in nodes:
                if not reached(node):
                    end = section[node.id].to if key == "entries" else section[node.id].from_
                    words = f"{title(key, self.lang)}: {told(node).text}"
                    question = self.told.of((), end).text if is_absent(end) else self._term("not-stated")
                    role, mark = _look(end)
                    items.append(replace(told(node), text=f"{words} – {question}", role=role, mark=mark))
        return tuple(items)

    def way_text(self, way: Way) -> str:
        """On what a move depends and what goes across with the client, or what is still asked of the move.

        It is empty where the file says nothing.
        """
        if way.declared is None:
            return self.told.of((), self.graph.chain.moves[str(way.where[1])]).text if way.unsettled else ""
        criteria = way.declared.criteria
        told = "" if is_not_applicable(criteria) else self._said(way.where, way.declared, "criteria")
        handed = self._handed(way.declared.handover)
        return "; ".join(filter(None, (self._said(way.where, way.declared, "when"), told, *handed)))

    def _handed(self, handover: Any) -> Iterator[str]:
        """What goes across with the client, or how that is absent."""
        declared = given(handover)
        if not isinstance(declared, Handover):
            told = in_words(handover, self.lang, self.graph.chain)
            yield f"{self._term('handover')}: {told}" if told else ""
            return
        for key in _HANDED:
            if told := in_words(getattr(declared, key), self.lang, self.graph.chain):
                yield f"{self._term(key)}: {told}"

    def way_remark(self, way: Way) -> Remark:
        """What is laid over a declared move."""
        return self.laid.remark(way.where) if way.where[0] == "moves" else NO_REMARK

    def way_read(self, way: Way) -> tuple[MarkKind, ...]:
        """The sign of what is read into a source: a declared move, or what goes across with the client on it."""
        return self.marks.read(way.where, (*way.where, "handover")) if way.declared else ()

    def onward(self, level: Node, told: str, remark: Remark, after: tuple[MarkKind, ...], *, arrow: bool) -> Item:
        """A move to a level that stands in another row, with an arrow unless its heading says where it leads."""
        words = ": ".join(filter(None, (f"{'→ ' * arrow}{self.numbered(level)}", told)))
        return Item(words, "text", after=after, remark=remark, size=Size.SMALL)

    def exchange_text(self, exchange: Exchange) -> str:
        """What goes between two levels while the client stays."""
        return self._said((), exchange, "kind") or self._term("exchange")

    def note(
        self, number: str, start: Node, end: Node, told: str, remark: Remark, after: tuple[MarkKind, ...] = ()
    ) -> Item:
        """A numbered note on a connector."""
        words = f"{number} {self.numbered(start)} → {self.numbered(end)}"
        return Item(f"{words}: {told}" if told else words, "text", after=after, remark=remark, size=Size.SMALL)

    def _items(self) -> Iterator[Item]:
        """What stands at levels and across them, and the doors that lead nowhere yet."""
        for level in self.graph.levels():
            yield from self.services(level)
        for bar in self.graph.bars():
            yield from self.bar_items(bar)
        yield from self.loose_doors()
        yield from self.coordinated.items if self.coordinated else ()

    def _others(self) -> Iterator[Item]:
        """Goals and doors, whose dots are no bullets of services."""
        yield from self.goals()
        yield from map(self.entry, self.graph.entries())
        yield from map(self.exit, self.graph.exits())

    def elsewhere(self, ways: Iterable[Path]) -> tuple[Item, ...]:
        """What is laid over the chain and none of its words tell; ``ways`` are of what the moves tell."""
        return self.laid.rest(self._shown.union(ways))

    @cached_property
    def _shown(self) -> frozenset[Path]:
        return frozenset(path for item in (*self._items(), *self._others()) for path in item.shown)

    @cached_property
    def _used(self) -> frozenset[Sign]:
        graph = self.graph
        used = {kind for item in self._items() for kind in (item.mark, *item.after) if kind}
        headings = [self.heading(level).after for level in graph.levels()]
        bars = (bar.where for bar in graph.bars())
        return frozenset(used).union(
            *(item.after for item in self._others()), *headings, self.marks.read((), ("coordination",), *bars)
        )

    def legend(self, ways: Iterable[Sign]) -> Legend:
        """What the marks in the picture mean; one kind of bullet explains itself.

        ``ways`` has the signs of the moves.
        """
        used = self._used.union(ways)
        both = {MarkKind.CRITICAL, MarkKind.SERVICE} <= used
        meanings = (
            (MarkKind.CRITICAL, "critical service" if both else ""),
            (MarkKind.SERVICE, "other service" if both else ""),
            (MarkKind.INTERFACE, "interface service, no possible" if self.marks.possible else "interface service"),
            (MarkKind.SHARED, "shared-service"),
            (MarkKind.INTEGRATION, "integration point"),
            (MarkKind.READING, "read into the source"),
            (MarkKind.CARRIED, "carries"),
            (MarkKind.OPEN, "open"),
            (MarkKind.UNKNOWN, State.NOT_KNOWN.value),
        )
        told = ((kind, self._term(word)) for kind, word in meanings if kind in used and word)
        badges = (row for row in self.badges.legend if row[0] in used)
        return *badges, *told, *self.laid.legend


def words_of(graph: ChainGraph, overlay: Overlay | None, lang: str) -> ChainWords:
    """The words of a chain in a language; those over which nothing is laid are kept for its other pictures."""
    return ChainWords(graph, overlay, lang) if overlay else _alone(graph)(lang)


@once_a_graph
def _alone(graph: ChainGraph) -> Callable[[str], ChainWords]:
    return cache(lambda lang: ChainWords(graph, None, lang))


def _look(value: object) -> tuple[str, MarkKind]:
    """How something is drawn that leads nowhere yet."""
    return unsettled_look(value) if is_unsettled(value) else ("open", MarkKind.OPEN)


def box_role(items: Iterable[Item]) -> str:
    """The role of a box around what leads nowhere yet: what is not known only where nothing else is in it."""
    return "unknown" if {item.role for item in items} == {"unknown"} else "open"


def levels_role(graph: ChainGraph) -> str:
    """The role of what stands in place of levels where there are none."""
    levels = graph.chain.levels
    return unsettled_look(levels)[0] if is_unsettled(levels) else "table-gap" if levels == {} else "open"
