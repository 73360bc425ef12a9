"""The lines of a layered layout: they leave a spot together, turn in the gutter between layers, and end one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from palveluketju.drawing.picture.picture import Point
from palveluketju.drawing.routing.layers import PORT, Hop, Layers, Line, Slot, Spot

_TRACK, _EDGE, _HEAD = 7.0, 14.0, 12.0
"""Between two tracks of a gutter, from its hubs to the first, and from a label to where its line ends, in points."""
_LEAST: Final = 34.0
"""How wide a gutter is at least."""
_NEAR: Final = 3.0
"""Lines nearer to each other than this would be taken for one."""


@dataclass(frozen=True)
class Layout:
    """Where everything is: corners and sizes of spots, the points of lines, the corners of labels, along and across."""

    along: float
    across: float
    spots: Mapping[str, tuple[float, float, float, float]]
    lines: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Point]


@dataclass(slots=True, eq=False)
class _Trunk:
    """The hops that leave one slot together."""

    hub: Slot
    hops: list[Hop] = field(default_factory=list)
    port: float = 0.0

    @property
    def is_straight(self) -> bool:
        return all(abs(hop.port - self.port) < 0.01 for hop in self.hops)

    def reaches(self, port: float) -> bool:
        """Whether the trunk passes a place across."""
        ports = [self.port, *(hop.port for hop in self.hops)]
        return min(ports) < port < max(ports)


def laid_out(spots: Sequence[Spot], lines: Sequence[Line], *, beside: bool = False) -> Layout:
    """Spots and lines laid out; a label stands before its line across, or ``beside`` (behind) it."""
    layers = Layers(spots, lines, beside=beside)
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
    turned = {line.name: _simple(ways[line.name], backwards=not _is_forwards(layers, line)) for line in lines}
    return Layout(x, layers.across, places, turned, labels)


def _is_forwards(layers: Layers, line: Line) -> bool:
    return next(hop.forwards for hops in layers.gutters for hop in hops if hop.line is line)


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
    """The room between two layers: its trunks on their tracks, and the labels."""

    def __init__(self, layers: Layers, number: int) -> None:
        self._layers, self._number = layers, number
        self._hub_is_low = layers.hub_is_low[number]
        trunks: dict[tuple[Slot, tuple[str, bool]], _Trunk] = {}
        for hop in layers.gutters[number]:
            hub = layers.hub_of(number, hop)
            trunks.setdefault((hub, hop.kind(hub)), _Trunk(hub)).hops.append(hop)
        self._trunks = list(trunks.values())
        self._set_single_ports()
        self._set_hub_ports()
        self._tracks = self._in_tracks([trunk for trunk in self._trunks if not trunk.is_straight])

    @property
    def width(self) -> float:
        """Of the gutter, along, in points."""
        label = max((hop.line.label[0] for hop in self._layers.gutters[self._number] if hop.labelled), default=0.0)
        tracks = _EDGE + _TRACK * max(0, len(self._tracks) - 1) + 5 if self._tracks else 6.0
        return max(_LEAST, tracks + label + _HEAD + (3.0 if label else 0.0))

    def _set_single_ports(self) -> None:
        """Where hops end one by one: side by side, in the order of the hubs that they come from."""
        ending: dict[Slot, list[Hop]] = {}
        for hop in self._layers.gutters[self._number]:
            ending.setdefault(self._layers.single_of(self._number, hop), []).append(hop)
        for slot, hops in ending.items():
            hops.sort(key=lambda hop: self._layers.hub_of(self._number, hop).middle)
            at = slot.middle - sum(map(self._layers.room, hops)) / 2
            for hop in hops:
                room = self._layers.room(hop)
                if not hop.labelled:
                    hop.port = at + room / 2
                elif self._layers.beside:
                    hop.port = at + 2
                else:
                    hop.port = at + room - 2
                at += room
            if slot.spot is None:
                hops[0].port = slot.middle
            elif len(hops) == 1 and hops[0].labelled and not self._layers.beside:
                hops[0].port = max(slot.middle, slot.at + self._layers.room(hops[0]) - 2)

    def _set_hub_ports(self) -> None:
        """Where trunks leave: side by side, in the order of where they go; straight on where that can be."""
        leaving: dict[Slot, list[_Trunk]] = {}
        for trunk in self._trunks:
            leaving.setdefault(trunk.hub, []).append(trunk)
        for slot, trunks in leaving.items():
            trunks.sort(key=lambda trunk: sum(hop.port for hop in trunk.hops) / len(trunk.hops))
            at = slot.middle - PORT * (len(trunks) - 1) / 2
            for place, trunk in enumerate(trunks):
                trunk.port = at + PORT * place
            single = trunks[0].hops[0].port if len(trunks) == 1 == len(trunks[0].hops) else None
            if single is not None and slot.spot and slot.at + 4 <= single <= slot.at + slot.size - 4:
                trunks[0].port = single
        for trunk in self._trunks:
            self._step_aside(trunk)

    def _step_aside(self, trunk: _Trunk) -> None:
        """Off the height at which hops of other trunks end, so that no line lies on another."""
        others = [hop.port for other in self._trunks if other is not trunk for hop in other.hops]
        others += [other.port for other in self._trunks if other is not trunk]
        low, high = trunk.hub.at + 2, trunk.hub.at + trunk.hub.size - 2
        for by in (0.0, 3.0, -3.0, 6.0, -6.0, 9.0, -9.0, 12.0, -12.0):
            port = trunk.port + by
            if low <= port <= high and all(abs(port - other) >= _NEAR for other in others):
                trunk.port = port
                return

    def _in_tracks(self, trunks: list[_Trunk]) -> list[_Trunk]:
        """Trunks from the hubs' side on, neighbours exchanged while that leaves fewer crossings."""
        ordered = sorted(trunks, key=lambda trunk: trunk.port)
        for _ in ordered:
            for place in range(len(ordered) - 1):
                one, other = ordered[place : place + 2]
                if _crossings(other, one) < _crossings(one, other):
                    ordered[place : place + 2] = [other, one]
        return ordered

    def ways(self, low: float, high: float) -> Iterator[tuple[Hop, tuple[Point, ...]]]:
        """Each hop over points, from the layer before the gutter to the layer behind it."""
        hub, single = (low, high) if self._hub_is_low else (high, low)
        for trunk in self._trunks:
            at = hub
            if trunk in self._tracks:
                offset = _EDGE + _TRACK * self._tracks.index(trunk)
                at = low + offset if self._hub_is_low else high - offset
            for hop in trunk.hops:
                points = ((hub, trunk.port), (at, trunk.port), (at, hop.port), (single, hop.port))
                yield hop, points if self._hub_is_low else points[::-1]

    def label(self, hop: Hop, low: float, high: float) -> Point:
        """The corner of a hop's label: at the slot where it ends by itself, clear of the arrow's head."""
        along, across = hop.line.label
        x = high - _HEAD - along if self._hub_is_low else low + _HEAD
        return x, hop.port + 4 if self._layers.beside else hop.port - 2.5 - across


def _crossings(first: _Trunk, second: _Trunk) -> int:
    """How often two trunks cross when the first is nearer to the hubs."""
    return first.reaches(second.port) + sum(second.reaches(hop.port) for hop in first.hops)
