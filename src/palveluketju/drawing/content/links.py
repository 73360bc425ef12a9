"""How clients move between levels, sorted by how it can be drawn, and the notes on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from palveluketju.drawing.content.chain_words import DOWN, ChainWords
from palveluketju.drawing.content.forest import Branch
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import NO_REMARK, Item, Remark
from palveluketju.frozen import dataclass
from palveluketju.graph import Node, Way, once_a_graph
from palveluketju.model import move_ends
from palveluketju.terms import term

BY_ORDER: Final = "by-order"
"""The role, and the word, of a way that follows from the order of the levels alone."""


@dataclass(frozen=True, slots=True)
class Link:
    """A move or an exchange between two levels, and what is told of it."""

    name: str
    start: Node
    end: Node
    role: str
    title: str
    told: str = ""
    remark: Remark = NO_REMARK
    is_crossing: bool = False
    way: Way | None = None
    read: tuple[MarkKind, ...] = ()
    """The sign of what is read into a source."""
    number: int = 0
    """Of its note, the same in every view of the chain; 0 where no view has a note on it."""
    element: str = ""
    """The move or exchange of the file, ``move:kevyt -> keski``; empty of a way by the order alone."""

    def __hash__(self) -> int:
        """By its name alone, whose hash Python keeps: links are looked up often while sizes are looked for."""
        return hash(self.name)

    @property
    def has_note(self) -> bool:
        """Whether a note can say anything of it."""
        return bool(self.told or self.remark or self.read)

    @property
    def signs(self) -> tuple[MarkKind, ...]:
        """Its signs where it is told in a list: that of a crossed border, and of what is read into a source."""
        return (*((MarkKind.INTEGRATION,) if self.is_crossing else ()), *self.read)


@once_a_graph
def links_of(words: ChainWords) -> tuple[Link, ...]:
    """Moves and exchanges of a chain; on from a level by its order, clients go from the last of its steps.

    A way by the order past optional levels is no line of its own: the levels say that they can be passed. Their notes
    are numbered here, once for all views, although a view has no note on what it tells otherwise.
    """
    graph = words.graph
    found = []
    for way in graph.moves():
        if way.is_by_order:
            steps = graph.steps_of(way.start)
            if way.passes or (steps and way.end not in steps):
                continue
        role = "back" if way.kind in DOWN else "far" if graph.needed_levels(way.passes) else "forward"
        role = unsettled_look(way.unsettled)[0] if way.unsettled else BY_ORDER if way.is_by_order else role
        told, ends = words.way_text(way), f"{words.numbered(way.start)} → {words.numbered(way.end)}"
        told_of_it = term(BY_ORDER, words.lang) if way.is_by_order else told
        said = ": ".join(
            filter(None, (ends, "; ".join(filter(None, (told_of_it, words.marks.borders(way, words.lang))))))
        )
        name = f"move-{way.start.id}-{way.end.id}"
        crossing = words.marks.is_crossing(way)
        remark, read = words.way_remark(way), words.way_read(way)
        element = f"move:{way.where[1]}" if way.where[0] == "moves" else ""
        found.append(Link(name, way.start, way.end, role, said, told, remark, crossing, way, read, element=element))
    levels = {level.id: level for level in graph.levels()}
    for key, exchange in graph.chain.exchanges.items():
        start, end = (levels.get(name) for name in move_ends(key))
        if start and end:
            told = words.exchange_text(exchange)
            said = f"{words.numbered(start)} → {words.numbered(end)}: {told}"
            name, read = f"exchange-{start.id}-{end.id}", words.marks.read(("exchanges", key))
            found.append(Link(name, start, end, "exchange", said, told, read=read, element=f"exchange:{key}"))
    numbers = {place: number for number, place in enumerate(_in_order_of_notes(found), start=1)}
    return tuple(replace(link, number=numbers.get(place, 0)) for place, link in enumerate(found))


def _in_order_of_notes(links: Sequence[Link]) -> list[int]:
    """The places of the links that a view can have a note on.

    Those of which only what is laid over them tells are the last: without it, the numbers of the others are the same.
    """
    told = [place for place, link in enumerate(links) if _is_told(link)]
    return told + [place for place, link in enumerate(links) if link.remark and not _is_told(link)]


def _is_told(link: Link) -> bool:
    """Whether the chain tells anything of a link, to be noted in this view or in another: some tell of a hand-over."""
    declared = link.way.declared if link.way else None
    return bool(link.told or link.read or (declared and declared.handover is not None))


@dataclass(frozen=True, slots=True)
class Sorted:
    """The links of one row, by how they are drawn; ``leaving`` go to other rows, ``wrapping`` (one) on to the next."""

    inner: tuple[Link, ...]
    beside: tuple[Link, ...]
    lanes: tuple[Link, ...]
    wrapping: tuple[Link, ...]
    leaving: tuple[Link, ...]


def sort_links(links: Iterable[Link], row: Sequence[Branch], following: Sequence[Branch]) -> Sorted:
    """The links that begin in a row; ``following`` is the next row of the same page, if there is one."""
    nodes = {branch.level: branch for top in row for branch in top.branches()}
    order = {leaf: index for index, leaf in enumerate(leaf for branch in row for leaf in branch.leaves())}
    after = {node for branch in following[:1] for node in _firsts(branch)}
    gaps: set[tuple[int, int]] = set()
    sorted_: dict[str, list[Link]] = {"inner": [], "beside": [], "lanes": [], "wrapping": [], "leaving": []}
    for link in links:
        if link.start not in nodes:
            continue
        start, end = nodes[link.start], nodes.get(link.end)
        kind = "lanes"
        if end is None:
            is_last = order[start.leaves()[-1]] == len(order) - 1
            wraps = is_last and link.end in after and link.role != "exchange" and not sorted_["wrapping"]
            kind = "wrapping" if wraps else "leaving"
            if kind == "leaving" and not start.begins:
                continue  # it is told where the level begins
        elif link.role == "exchange":
            kind = "lanes"
        elif end in start.steps:
            kind = "inner"
        elif (gap := _gap(start, end, order)) and gap not in gaps:
            gaps.add(gap)
            kind = "beside"
        sorted_[kind].append(link)
    return Sorted(*(tuple(found) for found in sorted_.values()))


def _gap(start: Branch, end: Branch, order: Mapping[Node, int]) -> tuple[int, int] | None:
    """The two columns beside each other between which a link goes, in its direction; None where others lie between."""
    onward = order[start.leaves()[-1]], order[end.leaves()[0]]
    back = order[start.leaves()[0]], order[end.leaves()[-1]]
    return onward if onward[0] + 1 == onward[1] else (back if back[0] - 1 == back[1] else None)


def _firsts(branch: Branch) -> Iterable[Node]:
    yield branch.level
    for step in branch.steps[:1]:
        yield from _firsts(step)


@dataclasses.dataclass
class Notes:
    """The notes of one page."""

    words: ChainWords
    told: dict[Link, Item] = field(default_factory=dict)

    def number(self, link: Link) -> str:
        """The number of a link's note, which the page then has; empty where nothing is told of it."""
        if not link.has_note:
            return ""
        number = f"{link.number})"
        if link not in self.told:
            self.told[link] = self.words.note(number, link.start, link.end, link.told, link.remark, link.read)
        return number

    @property
    def items(self) -> list[Item]:
        """The notes by their numbers."""
        return [self.told[link] for link in sorted(self.told, key=lambda link: link.number)]
