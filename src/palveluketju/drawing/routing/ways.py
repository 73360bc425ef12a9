"""The arrows of a board: right-angled, in gutters between columns and lanes under rows, never through a card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from palveluketju.drawing.picture.picture import Connector, Point

LANE: Final = 22.0
"""Under a row of columns that arrows lead between, in points."""
MARGIN_GUTTER: Final = 24.0
"""Left of the first column of such a row, and right of its last."""
_TRACKS: Final = (5.0, 9.0, 13.0)
"""Where lines stand in a gutter or a lane, from its beginning."""
_PORT, _EDGE = 9.0, 5.0
"""Between two ends at a card, and from its corner to the first, in points."""
Leads = Mapping[tuple[str, str], tuple[str, str]]
"""The titles of two cards of which the first leads to the second, by their names."""


class Place(NamedTuple):
    """Where a card stands: its block, row, column, place in the order of drawing and area.

    ``starts`` is where the columns of its block begin, ``each`` how wide they are.
    """

    block: int
    row: int
    column: int
    order: int
    area: tuple[float, float, float, float]
    starts: tuple[float, ...]
    each: float


class Ways:
    """The arrows of one page, each clear of those before it."""

    def __init__(self, places: Mapping[str, Place], lowest: float) -> None:
        self._places, self._lowest = places, lowest
        self._tracks: dict[tuple[str, int, int], list[tuple[float, float, float, str]]] = {}
        self._ports: dict[tuple[int, int], list[tuple[float, str]]] = {}
        self._bottoms: dict[int, float] = {}
        for place in places.values():
            end = place.area[1] + place.area[3]
            self._bottoms[place.row] = max(end, self._bottoms.get(place.row, end))

    def way(self, start: str, end: str, first: str, second: str) -> Connector | None:
        """The arrow from one card to another; None where it has no way of its own."""
        here, there = self._places.get(start), self._places.get(end)
        points = self._points(start, end, here, there) if here and there and start != end else None
        if points is None:
            return None
        return Connector(f"{start} {end}", points, "forward", start, end, f"{first} → {second}")

    def _points(self, start: str, end: str, here: Place, there: Place) -> tuple[Point, ...] | None:
        if here.block != there.block or there.row not in (here.row, here.row + 1):
            return None
        if (here.row, here.column) == (there.row, there.column):
            return _down(here, there) if there.order == here.order + 1 else self._round(start, end, here, there)
        if here.row == there.row and there.column == here.column + 1:
            return self._beside(start, end, here, there)
        return self._round(start, end, here, there)

    def _beside(self, start: str, end: str, here: Place, there: Place) -> tuple[Point, ...] | None:
        """From a card to one in the next column: straight where both are at one height, else with two turns."""
        x, y, width, height = here.area
        _, other, _, high = there.area
        low, deep = max(y, other) + _EDGE, min(y + height, other + high) - _EDGE
        gutter = (here.row, there.column)
        straight = self._port(gutter, (low, deep), (low + deep) / 2, f"{start} {end}") if low <= deep else None
        if straight is not None:
            return (x + width, straight), (there.area[0], straight)
        return self._round(start, end, here, there)

    def _round(self, start: str, end: str, here: Place, there: Place) -> tuple[Point, ...] | None:
        """Out on the right, in on the left: through the gutters, and the lane under the row of the first card."""
        x, y, width, height = here.area
        left, other, _, high = there.area
        out_at, in_at = (here.row, here.column + 1), (there.row, there.column)
        from_y = self._port(out_at, (y + _EDGE, y + height - _EDGE), y + height * 0.7, f"{start} out")
        to_y = self._port(in_at, (other + _EDGE, other + high - _EDGE), other + high * 0.3, f"{end} in")
        if from_y is None or to_y is None:
            return None
        turns: tuple[Point, ...] | None
        if out_at == in_at:
            at = self._track(("gutter", *out_at), (from_y, to_y), start)
            turns = None if at is None else ((x + width + at, from_y), (x + width + at, to_y))
        else:
            turns = self._by_lane(start, here, there, (from_y, to_y))
        return None if turns is None else ((x + width, from_y), *turns, (left, to_y))

    def _by_lane(self, name: str, here: Place, there: Place, ends: tuple[float, float]) -> tuple[Point, ...] | None:
        bottom = self._bottoms[here.row]
        out = self._track(("gutter", here.row, here.column + 1), (ends[0], bottom + LANE), name)
        back = self._track(("gutter", there.row, there.column), (bottom, ends[1]), name)
        if out is None or back is None:
            return None
        first, last = here.area[0] + here.area[2] + out, _gutter_before(there) + back
        lane = self._track(("lane", here.row, 0), (first, last), name)
        if lane is None or bottom + lane > self._lowest:
            return None
        y = bottom + lane
        return (first, ends[0]), (first, y), (last, y), (last, ends[1])

    def _track(self, where: tuple[str, int, int], ends: tuple[float, float], owner: str) -> float | None:
        """The first track that no line of another card has there; None where all are taken."""
        low, high = min(ends) - 3, max(ends) + 3
        taken = self._tracks.setdefault(where, [])
        for at in _TRACKS:
            others = (one for one in taken if one[0] == at and one[3] != owner)
            if not any(first < high and low < last for _, first, last, _ in others):
                taken.append((at, low, high, owner))
                return at
        return None

    def _port(self, gutter: tuple[int, int], within: tuple[float, float], wished: float, owner: str) -> float | None:
        """A height in a gutter at which no other line leaves or ends, as near to the wished one as there is."""
        taken = self._ports.setdefault(gutter, [])
        steps = sorted((sign * _PORT / 3 * step for step in range(60) for sign in (1, -1)), key=abs)
        for by in steps:
            y = wished + by
            others = (at for at, other in taken if other != owner)
            if within[0] <= y <= within[1] and all(abs(y - at) >= _PORT - 0.01 for at in others):
                taken.append((y, owner))
                return y
        return None


def _down(here: Place, there: Place) -> tuple[Point, ...]:
    """From a card to the one right under it."""
    x = max(here.area[0], there.area[0]) + min(here.area[2], there.area[2]) / 2
    return (x, here.area[1] + here.area[3]), (x, there.area[1])


def _gutter_before(place: Place) -> float:
    """Where the gutter before a card's column begins."""
    first = place.starts[0] - MARGIN_GUTTER
    return place.starts[place.column - 1] + place.each if place.column else first
