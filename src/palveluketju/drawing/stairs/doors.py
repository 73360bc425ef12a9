"""Ways into the levels of a row and out of them: boxes over and under the levels, and their arrows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from palveluketju.drawing.content.forest import GAP, Branch
from palveluketju.drawing.content.links import Link
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.picture import Connector
from palveluketju.drawing.routing.ports import Ports
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.tally import Section, Tally
from palveluketju.drawing.typesetting.items import Item, Size
from palveluketju.drawing.typesetting.lists import Cut, columns_in, set_list
from palveluketju.frozen import dataclass
from palveluketju.graph import Node
from palveluketju.terms import term, title

ARROW: Final = 14.0
"""From a way in or out to its level, in points."""
_EDGE, _COLUMN = 4.0, 210.0
"""From the edge of a box to its text, and how wide columns are at least, in points."""
_HIGHEST: Final = 0.2
"""How much of a page's height a box may take at best."""
_PASSING: Final = 9.0
"""Between arrows that pass beside a box on their way to the next one."""
_WIDEST: Final = 30.0
"""How wide a box is at most that is wider than its column: so many times the size of text."""
ELSEWHERE: Final = "link"
"""The role of a line to a box that tells only of moves to other rows and pages."""
_Owned = Sequence[tuple[Node, list[Item]]]
"""Levels, and what leads into each or out of it."""


@dataclass(frozen=True, slots=True)
class Door:
    """A box of ways into the levels of one column, or out of them; ``ports`` are where each level is met.

    ``ways`` say what leads from or to each level, with the roles of these lines; the title does where there is one.
    """

    name: str
    role: str
    title: str
    ways: tuple[tuple[str, str], ...]
    x: float
    width: float
    owners: tuple[Node, ...]
    ports: tuple[float, ...]
    cut: Cut

    @property
    def height(self) -> float:
        """Of the box, in points."""
        return self.cut.height + 2 * _EDGE

    def count(self, tally: Tally) -> None:
        """What the box comes to."""
        tally.cut(self.cut, Section(self.name, self.title, self.role))

    def draw(self, canvas: Canvas, y: float, *, above: bool = False) -> None:
        """The box with its upper edge at ``y``, and its arrows."""
        box = canvas.box(self.name, self.x, y, self.width, self.height, self.role, self.title)
        canvas.fill(box, self.cut.at(self.x + _EDGE, y + _EDGE))
        for owner, x, (told, role) in zip(self.owners, self.ports, self.ways, strict=True):
            spot = canvas.spots[owner]
            level = ((x, spot.top), spot.name) if above else ((x, spot.bottom), spot.under)
            edge = ((x, y + self.height if above else y), box.id)
            start, end = (edge, level) if self.role == "entry" else (level, edge)
            name = canvas.unique(f"{self.name}-{owner.id}")
            canvas.connectors.append(Connector(name, (start[0], end[0]), role, start[1], end[1], told))


class Doors:
    """The ways in and out of the levels of one row.

    Ways in stand ``above`` levels that do not rise, but for those into steps; ``ins`` and ``outs`` stand under the
    levels, the arrows of the latter passing beside the former. ``spans`` are the left edge and the width of each level,
    ``leaving`` the links to other rows.
    """

    def __init__(
        self,
        row: Sequence[Branch],
        spans: Mapping[Node, tuple[float, float]],
        leaving: Sequence[Link],
        job: Job,
    ) -> None:
        self._job, self._spans = job, spans
        self._left: set[Node] = set()
        entries, exits = self._entries(), self._exits(leaving)
        roots = () if job.rises else tuple(branch.level for branch in row if branch.level in entries)
        above = {root: [(root, entries[root])] for root in roots}
        ins: dict[Node, _Owned] = {}
        outs: dict[Node, _Owned] = {}
        for leaf, owners in _owners(row):
            if into := [(node, entries[node]) for node in owners if node in entries and node not in roots]:
                ins[leaf] = into
            if out := [(node, exits[node]) for node in owners if node in exits]:
                outs[leaf] = out
        passing = {leaf: _PASSING * len(outs[leaf]) + 7 for leaf in ins if leaf in outs}
        columns = [branch.level for branch in row]
        leaves = [leaf for leaf, _ in _owners(row)]
        self.above = self._doors(above, "entry", columns)
        self.ins = self._doors(ins, "entry", leaves, taken=outs, passing=passing)
        self.outs = self._doors(outs, "exit", leaves, passing=passing)
        self.ports = Ports(self.crossing)

    def _doors(
        self,
        owned: Mapping[Node, _Owned],
        role: str,
        columns: Sequence[Node],
        *,
        taken: Collection[Node] = (),
        passing: Mapping[Node, float] | None = None,
    ) -> list[Door]:
        """A line of boxes, each as wide as its column, or wider where that makes it lower and nothing is in the way.

        ``taken`` are columns that have no box but an arrow; arrows that are ``passing`` take room beside a way in.
        """
        found: list[Door] = []
        left, end = self._spans[columns[0]][0], sum(self._spans[columns[-1]])
        for index, column in enumerate(columns):
            following = (self._spans[one][0] - GAP for one in columns[index + 1 :] if one in owned or one in taken)
            if column in owned:
                beside = (passing or {}).get(column, 0.0)
                reach = (left, next(following, end))
                if beside and role == "entry":
                    x, width = self._spans[column]
                    reach = (x, x + width - beside)
                found.append(self._door(owned[column], role, self._spans[column], reach, beside))
                left = found[-1].x + found[-1].width + GAP
            elif column in taken:
                left = sum(self._spans[column]) + GAP
        return found

    def _entries(self) -> dict[Node, list[Item]]:
        words = self._job.words
        told = ((level, words.entries_of(level)) for level in words.graph.levels())
        return {level: [self._headed("entries"), *ways] for level, ways in told if ways}

    def _exits(self, leaving: Sequence[Link]) -> dict[Node, list[Item]]:
        """The ways out of each level, and its moves to levels of other rows."""
        words, found = self._job.words, dict[Node, list[Item]]()
        for level in words.graph.levels():
            if ways := words.exits_of(level):
                found[level] = [self._headed("exits"), *ways]
                self._left.add(level)
        for level in dict.fromkeys(link.start for link in leaving):
            onward = [link for link in leaving if link.start == level]
            pages = self._job.pages
            for page in dict.fromkeys(pages[link.end] for link in onward):
                there = [link for link in onward if pages[link.end] == page]
                way = "" if page == pages[level] else "goes on" if page > pages[level] else "goes back"
                found.setdefault(level, []).append(self._headed(f"{way} on page" if way else "moves", page))
                found[level] += [
                    words.onward(link.end, link.told, link.remark, link.signs, arrow=not way) for link in there
                ]
        return found

    def _headed(self, key: str, page: int = 0) -> Item:
        return Item(term(key, self._job.lang).format(page=page).upper(), "quiet", size=Size.SMALL, heads=True)

    def _door(
        self, owned: _Owned, role: str, span: tuple[float, float], reach: tuple[float, float], passing: float
    ) -> Door:
        """The box of one column, which may reach beyond it to the left and to the right."""
        job, is_out = self._job, role == "exit"
        x, whole = span
        width = whole if is_out else whole - passing
        items: list[Item] = []
        for node, found in owned:
            if len(owned) > 1 or self._spans[node] != span:
                items.append(Item(job.words.numbered(node), "text", bold=True, size=Size.SMALL, heads=True))
            items += found
        cut = self._cut(items, width)
        wider = self._cut(items, min(_WIDEST * job.sizes.body, reach[1] - reach[0]))
        left, wide = x, width
        if wider.height < cut.height and wider.width + 2 * _EDGE > width:
            wide = wider.width + 2 * _EDGE + 5
            cut = self._cut(items, wide)
            left = min(x, reach[1] - wide)
        if is_out and passing:
            ports = tuple(x + whole - passing + 7 + _PASSING * index for index in range(len(owned)))
        else:
            ports = tuple(x + width * (index + 1) / (len(owned) + 1) for index in range(len(owned)))
        key = "exits" if is_out else "entries"
        owners, told = tuple(node for node, _ in owned), title(key, job.lang)
        ways = tuple(
            (f"{told}: {job.words.numbered(owner)}", ELSEWHERE if is_out and owner not in self._left else "way-in")
            for owner in owners
        )
        named = ways[0][0] if len(ways) == 1 else told
        return Door(f"{key}-{owners[0].id}", role, named, ways, left, wide, owners, ports, cut)

    def _cut(self, items: Sequence[Item], width: float) -> Cut:
        job, room = self._job, width - 2 * _EDGE
        listed = set_list(tuple(items), room, job.sizes, job.lang, columns=columns_in(room, _COLUMN, job.sizes))
        return listed.within(job.share_of(_HIGHEST))

    @property
    def crossing(self) -> list[float]:
        """Where arrows cross the lanes under the levels."""
        return [port for door in (*self.ins, *self.outs) for port in door.ports]

    @staticmethod
    def height(doors: Sequence[Door]) -> float:
        """How high a line of doors is, with its arrows."""
        return max((door.height for door in doors), default=-ARROW) + ARROW


def _owners(row: Sequence[Branch]) -> Iterator[tuple[Node, list[Node]]]:
    """The levels without steps, each with the levels whose first column it is."""

    def walk(branch: Branch, over: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
        here = [*over, branch.level]
        if not branch.steps:
            yield branch.level, here
        for index, step in enumerate(branch.steps):
            yield from walk(step, [] if index else here)

    for branch in row:
        yield from walk(branch, [])
