"""How clients move between neighbours, drawn: elbows where levels rise, else arrows through the gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from palveluketju.drawing.content.forest import Lineage
from palveluketju.drawing.content.links import Link, Notes
from palveluketju.drawing.levels.canvas import Canvas, LevelSpot
from palveluketju.drawing.levels.moves import SIGN, connect, draw_sign, label
from palveluketju.drawing.picture.picture import Point
from palveluketju.drawing.typesetting.items import Sizes
from palveluketju.drawing.typesetting.measure import ASCENT, text_width
from palveluketju.graph import Node

ELBOW: Final = 72.0
"""How far from a level's right edge its elbows and their numbers reach, in points."""
_UP, _DOWN = 42.0, 14.0
"""How far from a level's right edge an arrow leaves it upwards, and comes back to it."""
_BEND: Final = 2.5
"""How far behind a level an arrow bends that goes from a step to a whole."""
_OVER, _NEAR = 5.0, 0.5
"""From an arrow between neighbours up to its number, or to its sign, and from a number up to a sign over it."""
_HEAD: Final = 2.5
"""From a number up to an arrow over it, so that it is free of the arrow's head."""
_LEG: Final = 13.0
"""How far an arrow comes down at least: its head, and some of its line."""


class _Way(NamedTuple):
    """An arrow between neighbours, of which one stands to the left, or lower; and the gap between the two."""

    link: Link
    low: LevelSpot
    high: LevelSpot
    left: float
    right: float
    is_onward: bool
    rises: bool


def _neighbours(link: Link, lines: Mapping[Node, Lineage], *, rises: bool) -> tuple[Lineage, Lineage, bool]:
    """The two levels of a link that stand beside each other, those that its arrow joins, and whether it climbs."""
    apart = next((one, other) for one, other in zip(lines[link.start], lines[link.end], strict=False) if one != other)
    climbs = rises and apart[0] == lines[link.start][0]
    return apart, apart if climbs else (link.start, link.end), climbs


def _signed(links: Iterable[Link], lines: Mapping[Node, Lineage], *, rises: bool) -> set[Link]:
    """The links whose arrows have a sign: of several between the same two levels the first that crosses a border."""
    found: dict[frozenset[Node], Link] = {}
    for link in links:
        if link.is_crossing:
            found.setdefault(frozenset(_neighbours(link, lines, rises=rises)[1]), link)
    return set(found.values())


def _over(link: Link, signed: Collection[Link], sizes: Sizes) -> float:
    """How high all is that stands over the arrow of a link through a gap, in points."""
    number = sizes.small * ASCENT + _HEAD if link.has_note else 0.0
    return _OVER + number + (_NEAR + SIGN if link in signed else 0.0)


def beside_height(links: Sequence[Link], lines: Mapping[Node, Lineage], sizes: Sizes, *, rises: bool) -> float:
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
    lines: Mapping[Node, Lineage],
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
            place = x - 11 if way.is_onward else way.low.right - SIGN - _NEAR, y - 8
        else:
            gap = sorted((one for one in ways if one.right == way.right), key=lambda one: not one.is_onward)
            points, middle, y = _straight(way, gap.index(way), [_over(one.link, signed, sizes) for one in gap])
            x = middle - width / 2
            place = middle - SIGN / 2, y - (sizes.small * ASCENT if number else 0.0) - _NEAR - SIGN
        if link in signed:
            draw_sign(canvas, *place)
        start, end = (way.low, way.high) if way.is_onward else (way.high, way.low)
        connect(canvas, link, points, start.name, end.name, [label(number, x, y, link.role, sizes)] if number else [])


def _way(link: Link, canvas: Canvas, lines: Mapping[Node, Lineage], *, rises: bool) -> _Way:
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
