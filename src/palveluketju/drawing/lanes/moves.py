"""Where the lane changes: arrows from lane to lane through the gutters between the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from palveluketju.drawing.content.forest import GAP
from palveluketju.drawing.content.links import Link, Notes
from palveluketju.drawing.lanes.words import Lane, LaneWords
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.levels.moves import SIGN, connect, draw_sign
from palveluketju.drawing.picture.picture import Point, TextLine
from palveluketju.drawing.routing.ports import Ports, around, taken
from palveluketju.drawing.routing.tracks import in_tracks, in_turn
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import Block, set_item, shifted
from palveluketju.frozen import dataclass
from palveluketju.graph import Node

TRACK: Final = 7.0
"""Between two lines beside each other, in points."""
ABOVE: Final = -1
BENEATH: Final = 0
"""The sides of a lane's cells that a bar may stand on: with the lane's number, the number of the lane over that side.

In place of a lane, ABOVE is over all of them, where lines go past columns.
"""
_IN, _HEAD, _APART = 7.0, 13.0, 3.0
_LABEL, _LINES, _LONGEST = 66.0, 5, 60
"""How wide a label in a gutter may be, in points; how many lines, and characters, it may have."""
_NEAR: Final = 3.0
"""Between two ends in a lane, as long as there is room."""
_CLEAR: Final = 0.5
"""Lines that end in one lane, or turn in one gutter, are not clear of each other; those in one and the next are."""


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """A hand-over between two columns, and between the two ``lanes`` that it joins at the left and at the right one.

    One of several of a link has its sign and its label.
    """

    link: Link
    columns: tuple[int, int]
    lanes: tuple[int, int]
    onward: bool
    sign: bool = False
    label: Block | None = None

    @property
    def is_far(self) -> bool:
        """Whether it goes past columns."""
        return self.columns[1] - self.columns[0] > 1

    @property
    def room(self) -> tuple[float, float]:
        """How wide and how high its sign and label are, in points."""
        text = self.label.reach if self.label else 0.0
        sign = SIGN + (_APART if self.label else 0.0) if self.sign else 0.0
        return sign + text, max(self.label.height if self.label else 0.0, SIGN if self.sign else 0.0)

    @property
    def over(self) -> float:
        """How high all is that stands over its end at the right, in points."""
        return TRACK + self.room[1]


def hops_of(
    links: Sequence[Link], levels: Sequence[Node], words: LaneWords, notes: Notes, sizes: Sizes, *, labels: bool
) -> list[Hop]:
    """The hand-overs among some levels; what is told of one and does not fit a gutter becomes a numbered note."""
    place = {level: index for index, level in enumerate(levels)}
    lane_at: dict[Lane, int] = {lane: index for index, lane in enumerate(words.lanes)}
    signed: set[frozenset[Node]] = set()
    hops = []
    for link in links:
        pairs = [(lane_at[one], lane_at[other]) for one, other in words.handed_over(link.way)] if link.way else []
        if not pairs:
            continue
        ends, between = (place[link.start], place[link.end]), frozenset((link.start, link.end))
        onward = ends[0] < ends[1]
        joined = sorted(pairs if onward else [(other, one) for one, other in pairs], key=lambda pair: pair[::-1])
        label = _label(link, notes, sizes, labels=labels)
        sign = link.is_crossing and between not in signed
        columns = min(ends), max(ends)
        hops.append(Hop(link, columns, joined[0], onward, sign, label))
        hops += [Hop(link, columns, lanes, onward) for lanes in joined[1:]]
        signed.add(between)
    return hops


def _label(link: Link, notes: Notes, sizes: Sizes, *, labels: bool) -> Block | None:
    if labels and link.told and not link.remark and not link.read and len(link.told) <= _LONGEST:
        block = set_item(Item(link.told, link.role, size=Size.SMALL), _LABEL * sizes.small / 9, sizes)
        if len(block.lines) <= _LINES and not block.crowded:
            return block
    number = notes.number(link)
    return set_item(Item(number, link.role, bold=True, size=Size.SMALL), 40, sizes) if number else None


@dataclass(frozen=True, slots=True)
class _Passage:
    """A hop in one gutter: its lanes at the left and at the right edge, ABOVE where it comes from over the lanes."""

    hop: Hop
    left: int
    right: int

    @property
    def span(self) -> tuple[int, int]:
        """The highest and the lowest lane that it reaches."""
        return min(self.left, self.right), max(self.left, self.right)

    @property
    def rises(self) -> bool:
        """Whether it goes up from left to right."""
        return self.left > self.right


class Gutter:
    """The room between two columns: the hand-overs that pass it, on tracks beside each other where they meet."""

    def __init__(self, number: int, hops: Sequence[Hop]) -> None:
        self._passages = list(_passages(number, hops))
        tracks = in_turn([(one.left, one.right) for one in self._passages], _CLEAR)
        self._tracks = {one.hop: track for one, track in zip(self._passages, tracks, strict=True)}
        self._across = _IN + TRACK * max(tracks, default=0)

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        if not self._passages:
            return GAP
        labels = max((one.hop.room[0] for one in self._passages if one.right != ABOVE), default=0.0)
        return max(GAP, self._across + _APART + labels + _HEAD)

    def is_crossed(self, lane: int, side: int) -> bool:
        """Whether a line passes over (ABOVE) or under (BENEATH) the cells of a lane's levels on its way to another."""
        edge = lane + side
        # over the highest lane's cells no line passes: those that go past columns turn under the bars there
        return edge > ABOVE and any(low <= edge < high for low, high in (one.span for one in self._passages))

    def is_free(self, lane: int) -> bool:
        """Whether no line passes a lane, or ends in it."""
        return not any(low <= lane <= high for low, high in (one.span for one in self._passages))

    def needed(self, lane: int) -> float:
        """How high a lane must be for all that ends in it, in points."""
        right = sum(one.hop.over for one in self._passages if one.right == lane)
        left = TRACK * sum(one.left == lane for one in self._passages)
        return 2 * TRACK + max(left, right)

    def _in_order(self, ending: Sequence[_Passage], lane: int, *, at_left: bool) -> list[_Passage]:
        """Those that end in a lane at a side from its top down, so that few cross each other."""

        def place(one: _Passage) -> tuple[bool, int]:
            track = self._tracks[one.hop]
            return (one.right if at_left else one.left) > lane, track if one.rises else -track

        return sorted(ending, key=place)

    def ports(self, lane: int, top: float, bottom: float) -> tuple[dict[Hop, float], dict[Hop, float]]:
        """Where hops meet the cells of a lane, at the left and at the right edge of the gutter."""
        right = self._in_order([one for one in self._passages if one.right == lane], lane, at_left=False)
        right_at: dict[Hop, float] = {}
        y = top + (bottom - top - sum(one.hop.over for one in right)) / 2
        for one in right:
            y += one.hop.over
            right_at[one.hop] = y - TRACK + _APART
        edge = Ports(right_at.values())
        left_at: dict[Hop, float] = {}
        left = self._in_order([one for one in self._passages if one.left == lane], lane, at_left=True)
        for index, one in enumerate(left, start=1):
            y = top + (bottom - top) * index / (len(left) + 1)
            left_at[one.hop] = taken(around(y, 1, top + 1, bottom - 1), _NEAR, [edge])
        return left_at, right_at

    def track(self, hop: Hop, left: float) -> float:
        """Where a hop turns, in points from the left edge of the page."""
        return left + _IN + TRACK * self._tracks[hop]

    def label_x(self, left: float) -> float:
        """Where labels begin."""
        return left + self._across + _APART


def past_columns(hops: Iterable[Hop]) -> dict[Hop, int]:
    """The tracks over the highest lane of the hops that go past columns, from 0: the shortest next to the lane."""
    far = sorted((hop for hop in hops if hop.is_far), key=lambda hop: hop.columns[1] - hop.columns[0])
    spans = [(hop.columns[0], hop.columns[1] - 1) for hop in far]  # the gutters in which they turn
    return dict(zip(far, in_tracks(spans, _CLEAR), strict=True))


def _passages(number: int, hops: Sequence[Hop]) -> Iterator[_Passage]:
    for hop in hops:
        first, last = hop.columns[0], hop.columns[1] - 1
        left, right = hop.lanes
        if number in (first, last):
            yield _Passage(hop, left if number == first else ABOVE, right if number == last else ABOVE)


@dataclass(frozen=True, slots=True)
class LaneRow:
    """The cells of the levels in one lane on a page: their edges, and by their columns their ids, if they are drawn."""

    top: float
    bottom: float
    names: Mapping[int, str]


def draw_hops(
    canvas: Canvas,
    hops: Sequence[Hop],
    gutters: Sequence[Gutter],
    edges: Sequence[tuple[float, float]],
    rows: Mapping[int, LaneRow],
    drawn: set[Hop],
) -> None:
    """The arrows between lanes that stand on a page, but for those that are ``drawn``, to which they are added.

    ``edges`` are those of the columns; over the highest of the ``rows`` there is room for those that pass columns.
    """
    past = past_columns(hops)
    ports = {
        (number, lane): gutter.ports(lane, row.top, row.bottom)
        for number, gutter in enumerate(gutters)
        for lane, row in rows.items()
    }
    for hop in hops:
        if hop in drawn or not rows.keys() >= {*hop.lanes}:
            continue
        drawn.add(hop)
        one, other = hop.lanes
        first, last = hop.columns[0], hop.columns[1] - 1
        start, end = ports[first, one][0][hop], ports[last, other][1][hop]
        left, right, before = edges[hop.columns[0]][1], edges[hop.columns[1]][0], edges[last][1]
        out, into = gutters[first].track(hop, left), gutters[last].track(hop, before)
        points: list[Point] = [(left, start), (out, start)]
        if hop.is_far:
            y = min(row.top for row in rows.values()) - TRACK * (past[hop] + 1)
            points += [(out, y), (into, y)]
        points += [(into, end), (right, end)]
        names = rows[one].names[hop.columns[0]], rows[other].names[hop.columns[1]]
        if not hop.onward:
            points, names = points[::-1], names[::-1]
        texts = _draw_label(canvas, hop, gutters[last].label_x(before), end)
        connect(canvas, hop.link, points, *names, texts)


def _draw_label(canvas: Canvas, hop: Hop, x: float, y: float) -> tuple[TextLine, ...]:
    """A hop's sign and label over the line that it ends, or begins, at the right with."""
    top = y - _APART - hop.room[1]
    if hop.sign:
        draw_sign(canvas, x, top)
        x += SIGN + _APART
    return shifted(hop.label, x, top, hop.link.role)[0] if hop.label else ()
