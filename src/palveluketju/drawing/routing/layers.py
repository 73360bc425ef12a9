"""A layered layout: spots in layers, each near to what it is joined to; lines pass through the layers between.

Places are told along (from layer to layer) and across, so that layers can be drawn as columns or as rows. The same
spots and lines in the same order give the same layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from typing import Final, NamedTuple

PORT, HUB = 9.0, 6.0
"""Between lines that end one by one at one side of a spot, and between lines that leave a hub, in points."""
BESIDE, BEFORE = 9.0, 5.0
"""The room that a label needs across, besides its own, behind its line or before it."""
_APART, _PASSING = 12.0, 6.0
_SWEEPS: Final = 4


class Spot(NamedTuple):
    """What is placed: in which layer, and how large it is along and across."""

    name: str
    layer: int
    along: float
    across: float


class Line(NamedTuple):
    """What joins two spots of different layers; its kind, and its label's size along and across, or zeros."""

    name: str
    start: str
    end: str
    kind: str
    label: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True, eq=False)
class Slot:
    """A spot's place in its layer, or where a line passes through a layer; ``at`` is where it begins across."""

    name: str
    layer: int
    size: float
    spot: Spot | None = None
    at: float = 0.0

    @property
    def middle(self) -> float:
        """Half way across."""
        return self.at + self.size / 2


@dataclass(slots=True, eq=False)
class Passage:
    """A line's way through one gutter, from the slot before it to the slot behind it."""

    line: Line
    low: Slot
    high: Slot
    forwards: bool
    labelled: bool
    low_at: float = nan
    high_at: float = nan

    def other(self, slot: Slot) -> Slot:
        """The slot at its other end."""
        return self.low if slot is self.high else self.high

    def at(self, slot: Slot) -> float:
        """Where across it ends at one of its slots."""
        return self.low_at if slot is self.low else self.high_at

    def end_at(self, slot: Slot, at: float) -> None:
        """Ends it at one of its slots."""
        if slot is self.low:
            self.low_at = at
        else:
            self.high_at = at


class Layers:
    """Spots and lines, ordered and placed across.

    Attributes:
        layers: the slots of each layer, in their order.
        gutters: the hops between each layer and the next.
        hub_is_low: of each gutter, whether hops leave together the layer before it, or the layer behind it.
        across: how much room the longest layer takes across.
    """

    def __init__(self, spots: Sequence[Spot], lines: Sequence[Line], *, beside: bool) -> None:
        self.beside = beside
        number = {layer: place for place, layer in enumerate(sorted({spot.layer for spot in spots}))}
        self.layers: list[list[Slot]] = [[] for _ in number]
        slots = {spot.name: Slot(spot.name, number[spot.layer], spot.across, spot) for spot in spots}
        for slot in slots.values():
            self.layers[slot.layer].append(slot)
        self.gutters: list[list[Passage]] = [[] for _ in self.layers[1:]]
        for line in lines:
            self._join(line, slots[line.start], slots[line.end])
        self.hub_is_low = [
            len({hop.low.name for hop in hops if hop.low.spot}) <= len({hop.high.name for hop in hops if hop.high.spot})
            for hops in self.gutters
        ]
        self._order()
        self._at: list[dict[Slot, list[Passage]]] = [{} for _ in self.gutters]
        for gutter, hops in enumerate(self.gutters):
            for hop in hops:
                self._at[gutter].setdefault(hop.low, []).append(hop)
                self._at[gutter].setdefault(hop.high, []).append(hop)
        for slots_of_layer in self.layers:
            for slot in slots_of_layer:
                slot.size = max(slot.size, self._demand(slot))
        self.across = max(map(_extent, self.layers))
        self._place()

    def _join(self, line: Line, start: Slot, end: Slot) -> None:
        """A line as hops from layer to layer; the hop at its end has the label."""
        forwards = start.layer < end.layer
        low, last = (start, end) if forwards else (end, start)
        for layer in range(low.layer + 1, last.layer + 1):
            high = last if layer == last.layer else Slot(f"{line.name} {layer}", layer, PORT)
            if high is not last:
                self.layers[layer].append(high)
            labelled = line.label[1] > 0 and (high if forwards else low) is end
            self.gutters[layer - 1].append(Passage(line, low, high, forwards, labelled))
            low = high

    def hops_at(self, slot: Slot, gutter: int) -> list[Passage]:
        """The hops that end at a slot in a gutter beside it."""
        return self._at[gutter].get(slot, [])

    def is_hub(self, slot: Slot, gutter: int) -> bool:
        """Whether hops leave a slot together in a gutter beside it, or end at it one by one."""
        return self.hub_is_low[gutter] == (slot.layer == gutter)

    def hops_of(self, gutter: int, *, hubs: bool) -> Iterator[tuple[Slot, list[Passage]]]:
        """The spots on the side of a gutter where lines leave together, or on the other, with the hops there."""
        for slot in self.layers[gutter if self.hub_is_low[gutter] == hubs else gutter + 1]:
            if slot.spot and (hops := self.hops_at(slot, gutter)):
                yield slot, list(hops)

    # --- which order ------------------------------------------------------------------------------------------

    def _order(self) -> None:
        """Slots near those that they are joined to: the first order found with the fewest crossings."""
        best, fewest = [list(slots) for slots in self.layers], self._crossings()
        for sweep in range(_SWEEPS):
            forwards = sweep % 2 == 0
            for gutter in range(len(self.gutters)) if forwards else reversed(range(len(self.gutters))):
                self._sort(gutter, forwards=forwards)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(slots) for slots in self.layers], crossings
        self.layers = best

    def _sort(self, gutter: int, *, forwards: bool) -> None:
        moved = gutter + 1 if forwards else gutter
        place = {slot: float(index) for index, slot in enumerate(self.layers[gutter if forwards else gutter + 1])}
        near = self._near(gutter, place, forwards=forwards)
        own = {slot: float(index) for index, slot in enumerate(self.layers[moved])}
        self.layers[moved].sort(key=lambda slot: _mean(near.get(slot, [own[slot]])))

    def _near(self, gutter: int, values: dict[Slot, float], *, forwards: bool) -> dict[Slot, list[float]]:
        """Of each slot on one side of a gutter, the values of those on the other side that it is joined to."""
        near: dict[Slot, list[float]] = {}
        for hop in self.gutters[gutter]:
            one, other = (hop.low, hop.high) if forwards else (hop.high, hop.low)
            near.setdefault(other, []).append(values[one])
        return near

    def _crossings(self) -> int:
        count = 0
        for gutter, hops in enumerate(self.gutters):
            low, high = ({slot: i for i, slot in enumerate(self.layers[gutter + side])} for side in (0, 1))
            # lines that leave one slot do not cross: where they begin together, they end in their order
            count += inversions([end for _, end in sorted((low[hop.low], high[hop.high]) for hop in hops)])
        return count

    # --- where across -----------------------------------------------------------------------------------------

    def _demand(self, slot: Slot) -> float:
        """How much room across the lines at a slot need."""
        demands = []
        for gutter in (slot.layer - 1, slot.layer):
            if 0 <= gutter < len(self.gutters):
                hops = self.hops_at(slot, gutter)
                demands.append(HUB * len(hops) if self.is_hub(slot, gutter) else sum(map(self.room, hops)))
        most = max(demands, default=0.0)
        return most if slot.spot or most <= PORT else 2 * most  # a line passes through in the middle, label or not

    def room(self, hop: Passage) -> float:
        """How much room across a hop needs where it ends by itself."""
        return hop.line.label[1] + (BESIDE if self.beside else BEFORE) if hop.labelled else PORT

    def _place(self) -> None:
        """The longest layer from end to end, the others as near to what they are joined to as they can be."""
        longest = max(range(len(self.layers)), key=lambda layer: _extent(self.layers[layer]))
        _stack(self.layers[longest], [0.0] * len(self.layers[longest]), self.across)
        for layer in (*range(longest + 1, len(self.layers)), *reversed(range(longest))):
            forwards = layer > longest
            middles = {slot: slot.middle for slots in self.layers for slot in slots}
            near = self._near(layer - 1 if forwards else layer, middles, forwards=forwards)
            slots = self.layers[layer]
            wished = [_mean(near.get(slot, [self.across / 2])) - slot.size / 2 for slot in slots]
            _stack(slots, wished, self.across)


def inversions(values: Sequence[int]) -> int:
    """How many pairs of values stand in the wrong order, by merging sorted halves."""
    count, width, row = 0, 1, list(values)
    while width < len(row):
        for start in range(0, len(row), 2 * width):
            left, right = row[start : start + width], row[start + width : start + 2 * width]
            merged, place = [], 0
            for value in right:
                while place < len(left) and left[place] <= value:
                    merged.append(left[place])
                    place += 1
                count += len(left) - place
                merged.append(value)
            row[start : start + 2 * width] = merged + left[place:]
        width *= 2
    return count


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _gap(one: Slot, other: Slot) -> float:
    return _APART if one.spot and other.spot else _PASSING


def _extent(slots: Sequence[Slot]) -> float:
    return sum(slot.size for slot in slots) + sum(_gap(one, other) for one, other in pairwise(slots))


def _stack(slots: Sequence[Slot], wished: Sequence[float], across: float) -> None:
    """Each slot as near to where it is wished as the others of its layer let it be, all within ``across``."""
    later = _pushed(slots, wished)
    sooner = [across - end for end in reversed(_pushed(slots[::-1], _mirrored(slots, wished, across)))]
    starts = [(one + other - slot.size) / 2 for slot, one, other in zip(slots, later, sooner, strict=True)]
    starts = _pushed(slots, [max(0.0, start) for start in starts])
    ends = _pushed(slots[::-1], [max(0.0, end) for end in _mirrored(slots, starts, across)])
    for slot, end in zip(slots, reversed(ends), strict=True):
        slot.at = across - end - slot.size


def _mirrored(slots: Sequence[Slot], starts: Sequence[float], across: float) -> list[float]:
    """Where slots begin when they are counted from the other end."""
    pairs = zip(reversed(slots), reversed(starts), strict=True)
    return [across - start - slot.size for slot, start in pairs]


def _pushed(slots: Iterable[Slot], wished: Sequence[float]) -> list[float]:
    """Where slots begin when each is pushed behind the one before it."""
    starts: list[float] = []
    before: Slot | None = None
    for slot, wish in zip(slots, wished, strict=True):
        least = starts[-1] + before.size + _gap(before, slot) if before else wish
        starts.append(max(wish, least))
        before = slot
    return starts
