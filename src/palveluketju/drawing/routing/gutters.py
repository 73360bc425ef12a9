"""The lines of a layered layout: each leaves its spot, turns on its track in the gutter between layers, and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from palveluketju.drawing.picture.picture import Point
from palveluketju.drawing.routing.ends import set_ends
from palveluketju.drawing.routing.layers import Layers, Line, Passage, Spot
from palveluketju.drawing.routing.tracks import in_turn
from palveluketju.frozen import dataclass

_TRACK, _EDGE, _HEAD = 5.0, 14.0, 12.0
"""Between two tracks of a gutter, from its hubs to the first, and from a label to where its line ends, in points."""
_LEAST: Final = 34.0
"""How wide a gutter is at least."""
_CLEAR: Final = 4.0
"""Between the ends of two lines on one track."""


@dataclass(frozen=True)
class Layout:
    """Where everything is: corners and sizes of spots, the points of lines, the corners of labels, along and across."""

    along: float
    across: float
    spots: Mapping[str, tuple[float, float, float, float]]
    lines: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Point]


def laid_out(spots: Sequence[Spot], lines: Sequence[Line], *, beside: bool = False) -> Layout:
    """Spots and lines laid out; a label stands before its line across, or ``beside`` (behind) it."""
    layers = Layers(spots, lines, beside=beside)
    set_ends(layers)
    gutters = [_Gutter(layers, number) for number in range(len(layers.gutters))]
    x = 0.0
    places: dict[str, tuple[float, float, float, float]] = {}
    bounds = []
    for number, slots in enumerate(layers.layers):
        along = max((slot.spot.along for slot in slots if slot.spot), default=0.0)
        for slot in slots:
            if slot.spot:
                places[slot.name] = (x, slot.at, slot.spot.along, slot.size)
        bounds.append((x, x + along))
        x += along + (gutters[number].width if number < len(gutters) else 0.0)
    ways: dict[str, list[Point]] = {}
    labels: dict[str, Point] = {}
    for number, gutter in enumerate(gutters):
        for hop, points in gutter.ways(bounds[number][1], bounds[number + 1][0]):
            ways.setdefault(hop.line.name, []).extend(points)
            if hop.labelled:
                labels[hop.line.name] = gutter.label(hop, bounds[number][1], bounds[number + 1][0])
    forwards = {hop.line.name: hop.forwards for hops in layers.gutters for hop in hops}
    turned = {line.name: _simple(ways[line.name], backwards=not forwards[line.name]) for line in lines}
    return Layout(x, layers.across, places, turned, labels)


def _simple(points: Sequence[Point], *, backwards: bool) -> tuple[Point, ...]:
    """A line without points that lie on the way between their neighbours, from its start to its end."""
    kept: list[Point] = []
    for point in points:
        if kept and _same(kept[-1], point):
            continue
        while len(kept) > 1 and any(
            abs(kept[-2][k] - kept[-1][k]) < 0.01 > abs(kept[-1][k] - point[k]) for k in (0, 1)
        ):
            kept.pop()
        kept.append(point)
    return tuple(reversed(kept) if backwards else kept)


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < 0.01 and abs(one[1] - other[1]) < 0.01


class _Gutter:
    """The room between two layers: its lines on their tracks beside the hubs, and the labels at the other side."""

    def __init__(self, layers: Layers, number: int) -> None:
        self._hops, self._beside, self._hub_is_low = layers.gutters[number], layers.beside, layers.hub_is_low[number]
        turning = [hop for hop in self._hops if abs(hop.low_at - hop.high_at) >= 0.01]
        tracks = in_turn([(hop.low_at, hop.high_at) for hop in turning], _CLEAR)
        self._tracks = dict(zip(turning, tracks, strict=True))
        self._last = max(self._tracks.values(), default=-1)

    @property
    def width(self) -> float:
        """Of the gutter, along, in points."""
        label = max((hop.line.label[0] for hop in self._hops if hop.labelled), default=0.0)
        tracks = _EDGE + _TRACK * self._last + 5 if self._tracks else 6.0
        return max(_LEAST, tracks + label + _HEAD + (3.0 if label else 0.0))

    def ways(self, low: float, high: float) -> Iterator[tuple[Passage, tuple[Point, ...]]]:
        """Each hop over points, from the layer before the gutter to the layer behind it."""
        first = low + _EDGE if self._hub_is_low else high - _EDGE - _TRACK * self._last
        for hop in self._hops:
            at = first + _TRACK * self._tracks.get(hop, 0)
            yield hop, ((low, hop.low_at), (at, hop.low_at), (at, hop.high_at), (high, hop.high_at))

    def label(self, hop: Passage, low: float, high: float) -> Point:
        """The corner of a hop's label: at the slot where it ends by itself, clear of the arrow's head."""
        along, across = hop.line.label
        x = high - _HEAD - along if self._hub_is_low else low + _HEAD
        port = hop.high_at if self._hub_is_low else hop.low_at
        return x, port + 4 if self._beside else port - 2.5 - across
