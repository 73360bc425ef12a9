"""Which track lines take that run beside each other in a channel: as near to its beginning as those before let them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Span = tuple[float, float]
"""From where to where something reaches along a channel."""


def in_tracks(spans: Sequence[Span], clear: float) -> list[int]:
    """The track of each span, from 0: beyond the tracks of all spans before it that are not ``clear`` of it.

    So the order of the spans is the order of their lines across the channel wherever two of them meet.
    """
    places = sorted({low for low, _ in spans})
    # one that meets another either begins within it, or the other begins within it
    beginning, reaching = _Highest(len(places)), _Highest(len(places))
    tracks = []
    for low, high in spans:
        first, behind = bisect_left(places, low), bisect_left(places, high + clear)
        track = 1 + max(beginning.within(first, behind), reaching.at(first))
        beginning.enter(track, first)
        reaching.spread(track, first, behind)
        tracks.append(track)
    return tracks


def in_turn(ways: Sequence[Sequence[float]], clear: float) -> list[int]:
    """The track of each line that turns in a channel: from where along it it comes in, to where it goes out of it.

    A line that goes out in several places is told with all of them. Of lines that go one way, the first to turn is the
    one that would be crossed by the others if it turned later.
    """
    order = sorted(range(len(ways)), key=lambda number: _turn(ways[number]))
    tracks = in_tracks([(min(ways[number]), max(ways[number])) for number in order], clear)
    return [track for _, track in sorted(zip(order, tracks, strict=True))]


def _turn(way: Sequence[float]) -> tuple[bool, float, float]:
    """By which lines turn in their order: those onwards from the last to the first, then the others."""
    start, end = way[0], max(way[1:], key=lambda out: abs(out - way[0]))
    onwards = start < end
    return not onwards, -start if onwards else start, -end if onwards else end


class _Highest:
    """The highest track at places in a row: a tree of pairs, so that each call takes logarithmic time."""

    def __init__(self, places: int) -> None:
        self._size = max(1, places)
        self._most = [-1] * (2 * self._size)

    def _parts(self, first: int, behind: int) -> Iterator[int]:
        """The knots of the tree that together are the places from the first to before the last."""
        low, high = first + self._size, behind + self._size
        while low < high:
            if low & 1:
                yield low
                low += 1
            if high & 1:
                high -= 1
                yield high
            low, high = low >> 1, high >> 1

    def _above(self, place: int) -> Iterator[int]:
        knot = place + self._size
        while knot:
            yield knot
            knot >>= 1

    def enter(self, track: int, place: int) -> None:
        """A track at one place, for ``within``."""
        for knot in self._above(place):
            self._most[knot] = max(track, self._most[knot])

    def within(self, first: int, behind: int) -> int:
        """The highest entered at some places, or -1."""
        return max((self._most[knot] for knot in self._parts(first, behind)), default=-1)

    def spread(self, track: int, first: int, behind: int) -> None:
        """A track at many places, for ``at``."""
        for knot in self._parts(first, behind):
            self._most[knot] = max(track, self._most[knot])

    def at(self, place: int) -> int:
        """The highest spread over a place, or -1."""
        return max(self._most[knot] for knot in self._above(place))
