"""The graph view as DOT: a cluster a level, a node a service at each level it serves, bars across."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from palveluketju.drawing.content.chain_words import ChainWords, box_role, levels_role, words_of
from palveluketju.drawing.content.colophon import at_foot
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.diagrams.foot import Foot, legend
from palveluketju.drawing.diagrams.grid import Grid, counts_of
from palveluketju.drawing.diagrams.labels import Labels, height_of
from palveluketju.drawing.diagrams.looks import LabelRow, Looks, stacked
from palveluketju.drawing.diagrams.moves import lines_of
from palveluketju.drawing.diagrams.quoting import quoted
from palveluketju.drawing.diagrams.style import ANCHOR, BETWEEN, GAP, GRAPH, LANE, NARROWEST, PAD, UNSEEN, WIDEST
from palveluketju.drawing.diagrams.ways import DotWays, around
from palveluketju.drawing.diagrams.writing import DotNode, Names, attributes, cluster, label_of, section
from palveluketju.drawing.looks.theme import DEFAULT, Theme
from palveluketju.drawing.picture.pages import MARGIN, PAGES
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import SIZES, Sizes
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.graph import ChainGraph, Node, Offer

_INCH: Final = 72.0
_LABEL: Final = 15.0
"""How wide a label is that a usual gap has room for, in points."""
_STRIP: Final = 3.0
"""How many times as wide as high a picture is at most, about, whose levels stand in one row."""


def dot_text(
    graph: ChainGraph,
    overlay: Overlay | None = None,
    *,
    lang: str = "en",
    theme: Theme = DEFAULT,
    page: str = "a4",
) -> str:
    """The DOT text of a chain as a graph, to be laid out by the Graphviz program ``dot``.

    It is made to be read as well: it has a cluster a level, in their order, and nodes are called by ids, a service
    ``"LEVEL/SERVICE"``; what is not seen, and only keeps levels and columns in line, stands on lines of its own.

    The text is as large, and the boxes as wide, as lets the levels stand beside each other on the page; where that
    would be a strip, they stand in rows. No text is smaller than 9 points, and nothing is shrunk: a chain that needs
    more room gives a picture larger than its page, since a graph cannot go on on the next.

    Raises:
        KeyError: there is no such page; they are those of PAGES.
    """
    words, looks = words_of(graph, overlay, lang), Looks(theme)
    drawn: dict[int, _Drawing] = {}

    def fits(place: int) -> bool:
        drawn[place] = _in_rows(words, looks, page, SIZES[place])
        return drawn[place].fits

    last = len(SIZES) - 1
    # The smallest first, since most chains need more room than the page has in any size.
    return drawn[bisect_left(range(last), True, key=fits) if fits(last) else last].text


def _in_rows(words: ChainWords, looks: Looks, page: str, sizes: Sizes) -> _Drawing:
    """The chain in as few rows as make no strip.

    Drawing takes time, so few counts of columns are tried: the fewer columns, the less it is a strip.
    """
    counts = counts_of(words.graph.levels())
    drawn: dict[int, _Drawing] = {}

    def is_readable(place: int) -> bool:
        drawn[place] = _Drawing(words, looks, page, sizes, counts[place])
        return not drawn[place].is_strip

    last = len(counts) - 1
    place = 0 if is_readable(0) or not last else bisect_left(range(last), True, lo=1, key=is_readable)
    if place not in drawn:
        is_readable(place)
    return drawn[place]


_DOUBLED = 4.0
"""How much wider the double line makes what goes on at a level, in points."""


class _Drawing:
    """One pass over a chain that gives its DOT ``text``.

    Nodes and clusters are called by the ids of what they stand for; text from the chain stands in quoted strings and
    markup only. The picture has ``count`` columns, in each of which a level of each row stands.
    """

    def __init__(self, words: ChainWords, looks: Looks, page: str, sizes: Sizes, count: int) -> None:
        self._words, self._looks, self._sizes = words, looks, sizes
        self._graph = words.graph
        doubled = _DOUBLED if any(map(self._graph.carried_levels, self._graph.levels())) else 0.0
        self._inside = PAGES[page].width - 2 * MARGIN - doubled, PAGES[page].height - 2 * MARGIN
        self._names = Names()
        self._moves, self._notes = lines_of(words)
        self._grid = Grid(self._graph.levels(), count)
        self._lanes = tuple(dict.fromkeys(("forward", *(line.lane for line in self._moves))))
        self._ways = DotWays(words, looks, self._grid, self._names, sizes.small)
        beside = self._ways.beside * (NARROWEST * sizes.body + GAP)
        gaps = (count - 1) * GAP + self._widened(count)
        room = (self._inside[0] - beside - gaps) / count - 2 * PAD
        self._box = min(max(room, NARROWEST * sizes.body), WIDEST * sizes.body)
        across = count * (self._box + 2 * PAD) + gaps
        self._width = across + beside
        width = max(across, 2 * self._box)
        self._labels = Labels(words, looks, sizes, self._box - 2 * PAD - 2, across - 4 * PAD, width)
        samples = legend(words, self._moves, self._notes, looks)
        self._foot = Foot(samples, self._notes, at_foot(self._graph, words.lang), width, sizes.small, looks)
        headings = {level: self._labels.level(level) for level in self._graph.levels()}
        # Headings of as many lines each, so that the levels begin at one height.
        most = max(map(len, headings.values()), default=0)
        self._headings = {
            level: [*lines, *[LabelRow("", sizes.body)] * (most - len(lines))] for level, lines in headings.items()
        }
        self.text = "\n".join([*self._lines(), ""])

    @property
    def fits(self) -> bool:
        """Whether the picture is, about, no larger than the inside of its page."""
        return self._width <= self._inside[0] and self._height <= self._inside[1]

    def _widened(self, count: int) -> float:
        """How much wider than usual the gaps between columns are, for the labels of moves from one to the next."""
        place = {level: place for place, level in enumerate(self._graph.levels())}
        most: dict[int, float] = {}
        for line in self._moves:
            start, end = place[line.start], place[line.end]
            if end - start == 1 and end % count:
                width = text_width(line.label, self._sizes.small) - _LABEL
                most[end % count] = max(most.get(end % count, 0.0), width)
        return sum(most.values())

    @property
    def is_strip(self) -> bool:
        """Whether the picture is, about, so much wider than high that it would be read better in more rows."""
        return self._width > _STRIP * self._height

    @property
    def _height(self) -> float:
        return height_of(self._labels.head()) + self._grid.height + self._foot.height

    def _lines(self) -> Iterator[str]:
        """The lines of the DOT text."""
        sizes, looks = self._sizes, self._looks
        room = f"nodesep={BETWEEN / _INCH:.3f} ranksep={(GAP - PAD) / _INCH:.3f}"
        box = f'margin="0.07,0.04" width={self._box / _INCH:.3f} height=0'
        yield f"digraph {quoted(self._graph.chain.id)} {{"
        yield from section(
            "A service chain as a graph for Graphviz: dot -Tpdf FILE.dot -o FILE.pdf",
            attributes(f"{GRAPH} {room} {looks.page}", stacked(self._labels.head())),
            [f"node [shape=box {looks.font} fontsize={sizes.body:g} {box}]"],
            [f"edge [{looks.font} fontsize={sizes.small:g} arrowsize=0.7]"],
        )
        clusters, doors = self._boxes()
        yield from clusters
        yield from section(
            "Not seen: what keeps columns in line, and levels in order", self._ways.in_columns(self._lanes)
        )
        yield from doors
        yield from section("How clients move", map(self._ways.move, self._moves))
        yield "}"

    def _boxes(self) -> tuple[list[str], list[str]]:
        """The clusters from the lowest, and the ways in and out.

        Texts are asked for, and columns filled, from the top of the picture; but from left to right, dot puts a cluster
        above those that stand before it in the text.
        """
        levels = self._graph.levels()
        goals = self._across("goals", self._labels.goals(), "goals", levels)
        role = levels_role(self._graph)
        missing = [] if levels else [self._across("levels", self._labels.no_levels(), role, levels)]
        parts = [section("Goals", goals), section("Levels", *map(self._level, levels), *missing)]
        whole = self._words.coordinated
        held = self._across("coordination", self._labels.coordination(), whole.role if whole else "", levels)
        bars = [*map(self._bar, self._words.bars(placed=True)), held, *map(self._apart, self._words.bars(placed=False))]
        parts.append(section("Bars across the levels, the lowest first", *reversed(bars)))
        questions = self._across("doors", self._labels.questions(), box_role(self._words.loose_doors()), levels)
        parts.append(section("Ways in and out of which it is open where they lead", questions))
        doors = section("Ways in and out", self._ways.doors(self._labels))
        aside = self._across("aside", self._labels.aside(self._notes), "finding", levels)
        parts.append(section("Laid over what has no box here", aside))
        foot = [self._under(*label) for label in self._foot.labels()]
        parts.append(section("What stands under the picture, the lowest first", *reversed(foot)))
        return [line for part in reversed(parts) for line in part], doors

    def _node(self, column: Node | int, name: str, rows: Sequence[LabelRow], looks: str) -> DotNode:
        """A box as wide as its column."""
        box = DotNode(self._names.of(name), looks, label_of(rows))
        self._grid.put(box.name, column)
        self._grid.grow(column, height_of(rows) + 2 * PAD + BETWEEN)
        return box

    def _filler(self, column: Node | int, name: str, pad: float = 0.0) -> DotNode:
        """Something unseen that makes a cluster as wide as a column, less what it keeps clear at each side."""
        width = (self._box + 2 * (PAD - pad)) / _INCH
        box = DotNode(self._names.of(name), f"{UNSEEN} width={width:.3f} height=0.02 fixedsize=true")
        self._grid.put(box.name, column)
        self._grid.grow(column, BETWEEN)
        return box

    def _service(self, column: Node | int, giver: str, offer: Offer) -> DotNode:
        interface = MarkKind.INTERFACE in self._words.marks.kinds(offer.service)
        style = self._looks.service(critical=offer.critical, interface=interface)
        return self._node(column, f"{giver}/{offer.service.id}", self._labels.service(offer), self._looks.box(style))

    # --- what stands in columns -------------------------------------------------------------------------------

    def _level(self, level: Node) -> list[str]:
        heading, theme = self._headings[level], self._looks.theme
        declared, words = self._graph.level(level), self._words
        self._grid.grow(level, height_of(heading) + 2 * PAD + (LANE + BETWEEN) * len(self._lanes))
        boxes = []
        for lane in self._lanes:
            anchor = self._names.of(level.id if lane == "forward" else f"{level.id} {lane}")
            self._ways.anchors[level, lane] = anchor
            self._grid.put(anchor, level)
            boxes.append(DotNode(anchor, ANCHOR))
        boxes += [self._service(level, level.id, offer) for offer in self._graph.offers_of(level)]
        carried = f"{self._looks.box(theme.style('service'))} peripheries=2"
        for item in words.carried(level):
            boxes.append(self._node(level, f"{level.id} carries", self._labels.item(item), carried))
        for item in words.absences(declared.critical, declared.services, declared.carries):
            looks = self._looks.box(theme.style(item.role))
            boxes.append(self._node(level, f"{level.id} {item.role}", self._labels.item(item), looks))
        if told := self._labels.coordination_at(level):
            looks = self._looks.box(theme.style("bar-quiet"))
            boxes.append(self._node(level, f"{level.id} coordination", told, looks))
        if len(boxes) == len(self._lanes):
            boxes.append(self._filler(level, f"{level.id} empty", PAD))
        looks = f"{self._looks.box(theme.style('services'))} margin={PAD:g}"
        return cluster(around(level), f"level-{level.id}", looks, stacked(heading), boxes)

    def _bar(self, bar: Node) -> list[str]:
        spanned = self._graph.levels_spanned_by(bar)
        offers, role = self._graph.offers_of(bar), self._words.bar_role(bar)
        told = spanned if len(self._grid.rows) > 1 and spanned != self._graph.levels() else ()
        return self._across(f"bar-{bar.id}", self._labels.bar(bar, told), role, spanned, offers)

    def _apart(self, bar: Node) -> list[str]:
        return self._across(f"bar-{bar.id}", self._labels.apart(bar), self._words.bar_role(bar), self._graph.levels())

    def _across(
        self, name: str, label: Sequence[LabelRow], role: str, levels: Sequence[Node], offers: Sequence[Offer] = ()
    ) -> list[str]:
        """A cluster with something in the column of each level it lies across, so that it is as wide as they are."""
        if not label:
            return []
        pad = PAD if offers else 0.0
        places = self._grid.places_of(levels) or [0]
        for place in places:
            self._grid.grow(place, height_of(label) + 3 * PAD)
        boxes = [self._service(places[index % len(places)], name, offer) for index, offer in enumerate(offers)]
        boxes += [self._filler(place, name, pad) for place in places[len(offers) :]]
        looks = f"{self._looks.box(self._looks.theme.style(role))} margin={pad:g}"
        return cluster(f"cluster {name}", name, looks, stacked(label), boxes)

    def _under(self, name: str, label: str) -> list[str]:
        """Something of the foot, in an unseen cluster."""
        fillers = [self._filler(column, name) for column in range(len(self._grid.columns))]
        return cluster(f"cluster {name}", name, "penwidth=0 margin=0", label, fillers)
