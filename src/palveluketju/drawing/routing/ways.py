"""The arrows between cards: right-angled, in gutters between columns and lanes under rows, never through a card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Final, NamedTuple

from palveluketju.drawing.picture.picture import Connector, Point
from palveluketju.drawing.routing.ports import Ports, around, free_place
from palveluketju.drawing.routing.tracks import in_turn

LANE: Final = 22.0
"""Under a row of columns that arrows lead between, in points."""
MARGIN_GUTTER: Final = 24.0
"""Left of the first column of such a row, and right of its last."""
_TRACKS: Final = (5.0, 9.0, 13.0)
"""Where lines stand in a gutter or a lane, from its beginning."""
_PORT, _EDGE = 9.0, 5.0
"""Between two ends at a card, and from its corner to the first, in points."""
_CLEAR: Final = 6.0
"""Between the ends of two lines on one track, in points."""
Leads = Mapping[tuple[str, str], tuple[str, str]]
"""The titles of two cards of which the first leads to the second, by their names."""
_Gutter = tuple[int, int]
"""The row of a gutter, and the column before which it is."""
_Pair = tuple[str, str]
"""The card that an arrow comes from, and that which it leads to."""
_Bend = tuple[Hashable, str, float, float]
"""A channel that an arrow turns in, the card that it comes from, and from where to where along the channel it goes."""


class Place(NamedTuple):
    """Where a card stands: its shelf, row, column, place in the order of drawing and area.

    ``starts`` is where the columns of its shelf begin, ``each`` how wide they are.
    """

    shelf: int
    row: int
    column: int
    order: int
    area: tuple[float, float, float, float]
    starts: tuple[float, ...]
    each: float

    @property
    def low(self) -> float:
        """The lower edge of the card."""
        return self.area[1] + self.area[3]

    @property
    def edge(self) -> tuple[float, float]:
        """From where to where lines end at its sides."""
        return self.area[1] + _EDGE, self.low - _EDGE

    @property
    def beside(self) -> tuple[_Gutter, _Gutter]:
        """The gutters before its column and behind it."""
        return (self.row, self.column), (self.row, self.column + 1)

    @property
    def before(self) -> float:
        """Where the gutter before its column begins."""
        return self.starts[self.column - 1] + self.each if self.column else self.starts[0] - MARGIN_GUTTER

    @property
    def behind(self) -> float:
        """Where the gutter behind its column begins."""
        return self.starts[self.column] + self.each


class _Round(NamedTuple):
    """An arrow out on the right of a card and in on the left of one: both cards, and at which heights."""

    here: Place
    there: Place
    out: float
    into: float

    @property
    def gutters(self) -> tuple[_Gutter, _Gutter]:
        """That behind the first card and that before the other, with a lane between them if they are not one."""
        return self.here.beside[1], self.there.beside[0]


def card_ways(places: Mapping[str, Place], leads: Leads, lowest: float) -> list[Connector]:
    """The arrows of one page from card to card, each clear of the others; those that have no way are left out."""
    ends = _Ends(places)
    for start, end in leads:
        ends.add(start, end)
    ways = {**ends.straight, **_turned(ends.round, ends.bottoms, lowest)}
    return [
        Connector(f"{start} {end}", ways[start, end], "forward", start, end, f"{first} → {last}")
        for (start, end), (first, last) in leads.items()
        if (start, end) in ways
    ]


class _Ends:
    """Where the arrows of a page leave cards and reach them.

    Attributes:
        straight: the points of those that need no turn.
        round: those that go by gutters.
        bottoms: where each row ends.
    """

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._ports: defaultdict[_Gutter, Ports] = defaultdict(Ports)
        self.straight: dict[_Pair, tuple[Point, ...]] = {}
        self.round: dict[_Pair, _Round] = {}
        self.bottoms: dict[int, float] = {}
        for place in places.values():
            self.bottoms[place.row] = max(place.low, self.bottoms.get(place.row, place.low))

    def add(self, start: str, end: str) -> None:
        """An arrow from one card to another, if both are on the page and there is room for its ends."""
        here, there = self._places.get(start), self._places.get(end)
        if here is None or there is None or start == end or here.shelf != there.shelf:
            return
        rows, columns = there.row - here.row, there.column - here.column
        if rows not in (0, 1):
            return
        if not rows and not columns and there.order == here.order + 1:
            self.straight[start, end] = _down(here, there)
        elif not rows and columns == 1 and (points := self._beside(here, there, f"{start} {end}")):
            self.straight[start, end] = points
        elif way := self._round(start, end, here, there):
            self.round[start, end] = way

    def _beside(self, here: Place, there: Place, owner: str) -> tuple[Point, ...] | None:
        """To a card in the next column: straight where both are at one height."""
        low, high = max(here.area[1], there.area[1]) + _EDGE, min(here.low, there.low) - _EDGE
        y = self._port(there.beside[0], (low, high), (low + high) / 2, owner)
        return None if y is None else ((here.behind, y), (there.area[0], y))

    def _round(self, start: str, end: str, here: Place, there: Place) -> _Round | None:
        """Out on the right, in on the left."""
        out = self._port(here.beside[1], here.edge, here.area[1] + here.area[3] * 0.7, f"{start} out")
        into = self._port(there.beside[0], there.edge, there.area[1] + there.area[3] * 0.3, f"{end} in")
        return None if out is None or into is None else _Round(here, there, out, into)

    def _port(self, gutter: _Gutter, within: tuple[float, float], wished: float, owner: str) -> float | None:
        """A height in a gutter at which no other line leaves or ends, as near to the wished one as there is."""
        return free_place(around(wished, _PORT / 3, *within), _PORT, [self._ports[gutter]], owner)


def _down(here: Place, there: Place) -> tuple[Point, ...]:
    """From a card to the one right under it."""
    x = max(here.area[0], there.area[0]) + min(here.area[2], there.area[2]) / 2
    return (x, here.low), (x, there.area[1])


def _turned(
    round_: Mapping[_Pair, _Round], bottoms: Mapping[int, float], lowest: float
) -> dict[_Pair, tuple[Point, ...]]:
    """The points of arrows through gutters, and where two gutters are not one, by the lane under the first card's row.

    The lines that leave one card run together, each as far as it goes.
    """
    bends: list[_Bend] = []
    for (start, _), way in round_.items():
        first, last = way.gutters
        if first == last:
            bends.append((first, start, way.out, way.into))
        else:
            bottom = bottoms[way.here.row]
            bends += [(first, start, way.out, bottom + LANE), (last, start, bottom, way.into)]
    tracks = _tracks(bends)
    turns: dict[_Pair, tuple[float, float]] = {}
    for (start, end), way in round_.items():
        out, into = (tracks.get((gutter, start)) for gutter in way.gutters)
        if out is not None and into is not None:
            turns[start, end] = way.here.behind + out, way.there.before + into
    by_lane = {ends: round_[ends].here.row for ends in turns if len({*round_[ends].gutters}) > 1}
    lanes = _tracks((row, ends[0], *turns[ends]) for ends, row in by_lane.items())
    found: dict[_Pair, tuple[Point, ...]] = {}
    for ends, (out_x, in_x) in turns.items():
        way = round_[ends]
        corners: tuple[Point, ...] = ((out_x, way.out), (in_x, way.into))
        if ends in by_lane:
            lane = lanes.get((by_lane[ends], ends[0]))
            if lane is None or (y := bottoms[by_lane[ends]] + lane) > lowest:
                continue
            corners = corners[0], (out_x, y), (in_x, y), corners[1]
        found[ends] = ((way.here.behind, way.out), *corners, (way.there.area[0], way.into))
    return found


def _tracks(bends: Iterable[_Bend]) -> dict[tuple[Hashable, str], float]:
    """Where the lines of each card run in each channel; lines of a card that it has no track for are left out."""
    channels: dict[Hashable, dict[str, list[float]]] = {}
    for channel, card, into, out in bends:
        channels.setdefault(channel, {}).setdefault(card, [into]).append(out)
    found = {}
    for channel, ways in channels.items():
        while True:
            tracks = dict(zip(ways, in_turn(list(ways.values()), _CLEAR), strict=True))
            over = next((card for card, track in tracks.items() if track >= len(_TRACKS)), None)
            if over is None:
                break
            del ways[over]
        found.update({(channel, card): _TRACKS[track] for card, track in tracks.items()})
    return found
