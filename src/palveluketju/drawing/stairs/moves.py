"""How clients move between levels, drawn: arrows between neighbours, lanes under the levels for all other moves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from palveluketju.drawing.content.links import Link, Notes
from palveluketju.drawing.paper.measure import ASCENT, LEADING, text_width
from palveluketju.drawing.paper.picture import Connector, Mark, MarkKind, Point, TextLine
from palveluketju.drawing.paper.setting import Sizes
from palveluketju.drawing.stairs.canvas import Canvas, Spot
from palveluketju.graph import Node

ELBOW: Final = 72.0
"""How far from a level's right edge its elbows and their numbers reach, in points."""
_UP, _DOWN = 42.0, 14.0
"""How far from a level's right edge an arrow leaves it upwards, and comes back to it."""
_BEND, _SIGN = 2.5, 8.5
"""How far behind a level an arrow bends that goes from a step to a whole, and the size of the sign of a hand-over."""
_OVER, _NEAR = 5.0, 0.5
"""From an arrow between neighbours up to its number, or to its sign, and from a number up to a sign over it."""
_CLEAR: Final = 9.0
"""Between the ends of two lines on one edge, as long as there is room."""
_LEG: Final = 13.0
"""How far an arrow comes down at least: its head, and some of its line."""
_SHARES: Final = (0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86)
"""Where lines reach an edge, as parts of its width, the best place first."""


Lines = tuple[Node, ...]
"""A level after those that it is a part of, the widest first."""


class Ports:
    """Where lines reach the lower edges of the levels in one row, so that none lies on another."""

    def __init__(self, used: Iterable[float] = ()) -> None:
        self._used = list(used)

    def take(self, x: float, width: float) -> float:
        """A free place on an edge."""
        places = [x + width * share for share in _SHARES] + [x + step for step in range(5, int(width) - 4, 3)]
        found = max(places, key=lambda place: (min(self._free(place), _CLEAR), -places.index(place)))
        self._used.append(found)
        return found

    def _free(self, place: float) -> float:
        return min((abs(place - used) for used in self._used), default=_CLEAR)


@dataclass(frozen=True, slots=True)
class Lane:
    """A link under the levels: from where to where, on which lane, and its label."""

    link: Link
    start: float
    end: float
    index: int
    label: str = ""
    label_x: float = 0.0

    @property
    def left(self) -> float:
        """Its left end."""
        return min(self.start, self.end)

    @property
    def right(self) -> float:
        """Its right end."""
        return max(self.start, self.end)


def lane_height(sizes: Sizes) -> float:
    """From lane to lane, with a label over the line."""
    return sizes.small * LEADING + 6


def lanes_of(
    links: Iterable[Link],
    spans: Mapping[Node, tuple[float, float]],
    ports: Ports,
    doors: Sequence[float],
    notes: Notes,
    sizes: Sizes,
) -> list[Lane]:
    """Lanes for links: the shortest next to the levels; ``spans`` are the left edge and width of each level."""
    ends = [(link, ports.take(*spans[link.start]), ports.take(*spans[link.end])) for link in links]
    lanes: list[Lane] = []
    for link, start, end in sorted(ends, key=lambda one: abs(one[1] - one[2])):
        left, right = min(start, end) - _CLEAR, max(start, end) + _CLEAR
        taken = {lane.index for lane in lanes if lane.left < right and left < lane.right}
        index = next(index for index in range(len(lanes) + 1) if index not in taken)
        lanes.append(Lane(link, start, end, index))
    return [_labelled(lane, lanes, doors, notes, sizes) for lane in lanes]


def _labelled(lane: Lane, lanes: Sequence[Lane], doors: Sequence[float], notes: Notes, sizes: Sizes) -> Lane:
    """A lane with its text where no other line crosses it, else with the number of a note."""
    crossing = [x for other in lanes if other.index > lane.index for x in (other.start, other.end)]
    cuts = sorted([lane.left, lane.right, *(x for x in (*crossing, *doors) if lane.left < x < lane.right)])
    gaps = [(right - left, left) for left, right in pairwise(cuts)]
    room, left = max(gaps, key=lambda gap: gap[0], default=(0.0, lane.left))
    sign = 11.0 if lane.link.is_crossing else 0.0
    told = lane.link.told if not lane.link.codes else ""
    if not told or text_width(told, sizes.small) + sign + 12 > room:
        told = notes.number(lane.link)
    width = text_width(told, sizes.small) + sign
    if not told or width + 4 > room:
        return replace(lane, label_x=left + room / 2 + 6 if room > _SIGN + 6 else 0.0)
    return replace(lane, label=told, label_x=left + (room - width) / 2 + sign)


def draw_lanes(canvas: Canvas, lanes: Iterable[Lane], top: float, sizes: Sizes) -> None:
    """The lanes from the lower edge of the levels down."""
    for lane in lanes:
        y = top + (lane.index + 1) * lane_height(sizes)
        start, end = canvas.spots[lane.link.start], canvas.spots[lane.link.end]
        points = ((lane.start, start.bottom), (lane.start, y), (lane.end, y), (lane.end, end.bottom))
        lines = [label(lane.label, lane.label_x, y - 3.5, lane.link.role, sizes)] if lane.label else []
        if lane.link.is_crossing and lane.label_x:
            draw_sign(canvas, lane.label_x - 10.5, y - 11)
        _connect(canvas, lane.link, points, start.under, end.under, lines)


def label(text: str, x: float, y: float, role: str, sizes: Sizes) -> TextLine:
    """A label or a note's number on a connector."""
    is_number = text[:-1].isdigit()
    return TextLine(x, y, text, text_width(text, sizes.small, bold=is_number), sizes.small, role, is_number)


def draw_sign(canvas: Canvas, x: float, y: float) -> None:
    """The sign of a crossed border, with its upper left corner at a place."""
    canvas.marks.append(Mark(x, y, _SIGN, MarkKind.INTEGRATION))


def _connect(
    canvas: Canvas,
    link: Link,
    points: Sequence[Point],
    start: str,
    end: str,
    lines: Sequence[TextLine] = (),
) -> None:
    name = canvas.unique(link.name)
    canvas.connectors.append(Connector(name, tuple(points), link.role, start, end, link.title, tuple(lines)))


def draw_inner(canvas: Canvas, links: Iterable[Link], notes: Notes, sizes: Sizes) -> None:
    """Arrows from a level down to its own steps."""
    for link in links:
        start, end = canvas.spots[link.start], canvas.spots[link.end]
        x, number = end.x + end.width / 2, notes.number(link)
        lines = [label(number, x + 6, end.top - 6, link.role, sizes)] if number else []
        if link.is_crossing:
            draw_sign(canvas, x - 15, end.top - 14)
        _connect(canvas, link, ((x, end.top - 15), (x, end.top)), start.under, end.name, lines)


class _Way(NamedTuple):
    """An arrow between neighbours, of which one stands to the left, or lower; and the gap between the two."""

    link: Link
    low: Spot
    high: Spot
    left: float
    right: float
    is_onward: bool
    rises: bool


def _neighbours(link: Link, lines: Mapping[Node, Lines], *, rises: bool) -> tuple[Lines, Lines, bool]:
    """The two levels of a link that stand beside each other, those that its arrow joins, and whether it climbs."""
    apart = next((one, other) for one, other in zip(lines[link.start], lines[link.end], strict=False) if one != other)
    climbs = rises and apart[0] == lines[link.start][0]
    return apart, apart if climbs else (link.start, link.end), climbs


def _signed(links: Iterable[Link], lines: Mapping[Node, Lines], *, rises: bool) -> set[Link]:
    """The links whose arrows have a sign: of several between the same two levels the first that crosses a border."""
    found: dict[frozenset[Node], Link] = {}
    for link in links:
        if link.is_crossing:
            found.setdefault(frozenset(_neighbours(link, lines, rises=rises)[1]), link)
    return set(found.values())


def _over(link: Link, signed: Collection[Link], sizes: Sizes) -> float:
    """How high all is that stands over the arrow of a link through a gap, in points."""
    number = sizes.small * ASCENT if link.told or link.codes else 0.0
    return _OVER + number + (_NEAR + _SIGN if link in signed else 0.0)


def beside_height(links: Sequence[Link], lines: Mapping[Node, Lines], sizes: Sizes, *, rises: bool) -> float:
    """How high headings must be so that what stands over the arrows between them stands in the gaps, in points."""
    signed = _signed(links, lines, rises=rises)
    gaps: dict[frozenset[Node], float] = {}
    for link in links:
        apart, _, climbs = _neighbours(link, lines, rises=rises)
        if not climbs:
            gap = frozenset(apart)
            gaps[gap] = gaps.get(gap, _OVER) + _over(link, signed, sizes)
    return max(gaps.values(), default=0.0)


def draw_beside(
    canvas: Canvas,
    links: Sequence[Link],
    lines: Mapping[Node, Lines],
    notes: Notes,
    sizes: Sizes,
    *,
    rises: bool,
) -> None:
    """Arrows between neighbours: elbows where levels rise, else straight through the gap.

    ``lines`` has each level after those that it is a part of; headings are as high as ``beside_height`` at least.
    """
    signed = _signed(links, lines, rises=rises)
    ways = [_way(link, canvas, lines, rises=rises) for link in links]
    for way in ways:
        link, number = way.link, notes.number(way.link)
        width = text_width(number, sizes.small, bold=True)
        if way.rises:
            points, x, y = _elbow(way, width)
            place = x - 11 if way.is_onward else way.low.right - _SIGN - _NEAR, y - 8
        else:
            gap = sorted((one for one in ways if one.right == way.right), key=lambda one: not one.is_onward)
            points, middle, y = _straight(way, gap.index(way), [_over(one.link, signed, sizes) for one in gap])
            x = middle - width / 2
            place = middle - _SIGN / 2, y - (sizes.small * ASCENT if number else 0.0) - _NEAR - _SIGN
        if link in signed:
            draw_sign(canvas, *place)
        start, end = (way.low, way.high) if way.is_onward else (way.high, way.low)
        _connect(canvas, link, points, start.name, end.name, [label(number, x, y, link.role, sizes)] if number else [])


def _way(link: Link, canvas: Canvas, lines: Mapping[Node, Lines], *, rises: bool) -> _Way:
    apart, joined, climbs = _neighbours(link, lines, rises=rises)
    outer, inner = [canvas.spots[node] for node in apart], [canvas.spots[node] for node in joined]
    low, high = sorted(inner, key=lambda spot: spot.x)
    left, right = sorted(outer, key=lambda spot: spot.x)
    return _Way(link, low, high, left.right, right.x, low is inner[0], climbs)


def _elbow(way: _Way, width: float) -> tuple[tuple[Point, ...], float, float]:
    """Up and over to the heading of the higher level, or back and down; and where its number, so wide, stands."""
    low, high = way.low, way.high
    rise = low.top - high.top
    down = min(38.0, rise - _LEG, high.heading - 6)
    up, down = high.top + min(15.0, down * 0.45), high.top + down
    if way.is_onward:
        x = low.right - _UP
        return ((x, low.top), (x, up), (high.x, up)), x - 4 - width, (low.top + up) / 2 + 3
    x = low.right - _DOWN
    return ((high.x, down), (x, down), (x, low.top)), x - 22, low.top - 3


def _straight(way: _Way, place: int, overs: Sequence[float]) -> tuple[tuple[Point, ...], float, float]:
    """Through the gap, with a bend at its edge where a step and a whole are joined; and where its number stands.

    ``overs`` are the heights of what stands over the arrows in the gap, of which this is the one at a ``place``.
    """
    left, right = (spot.top + _down(spot.heading, overs)[place] for spot in (way.low, way.high))
    bend, middle = way.left + _BEND, (way.left + way.right) / 2
    ends = ((way.low.right, left), (way.high.x, right))
    points = ends if abs(left - right) < 1 else (ends[0], (bend, left), (bend, right), ends[1])
    return (points if way.is_onward else points[::-1]), middle, max(left, right) - _OVER


def _down(heading: float, overs: Sequence[float]) -> list[float]:
    """How far under the upper edge of a heading the arrows beside it are: one, or that onward and that back."""
    if len(overs) == 1:
        return [max(heading * 0.55, overs[0])]
    onward = max(min(heading * 0.38, heading - _OVER - overs[1]), overs[0])
    return [onward, max(heading * 0.78, onward + overs[1])]
