"""Where lines begin and end on an edge, so that none lies on another."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable


class Ports:
    """The places that are taken on an edge, or on both sides of a channel, each by an owner."""

    def __init__(self, used: Iterable[float] = ()) -> None:
        self._taken = sorted((place, "") for place in used)

    def free(self, place: float, least: float, owner: str = "") -> float:
        """How far a place is from those that others have taken; more than ``least`` is not told apart."""
        at = bisect_left(self._taken, (place, ""))
        free = least
        for side, step in ((at, 1), (at - 1, -1)):
            while 0 <= side < len(self._taken) and owner and self._taken[side][1] == owner:
                side += step
            if 0 <= side < len(self._taken):
                free = min(free, abs(place - self._taken[side][0]))
        return free

    def add(self, place: float, owner: str = "") -> None:
        """A place that is taken whatever is beside it."""
        insort(self._taken, (place, owner))


def taken(places: Iterable[float], least: float, edges: Iterable[Ports], owner: str = "") -> float:
    """The first place that is at least so far from all others; where none is, the freest of them. It is taken then."""
    edges = tuple(edges)
    best, most = 0.0, -1.0
    for place in places:
        free = min((edge.free(place, least, owner) for edge in edges), default=least)
        if free > most:
            best, most = place, free
        if free >= least:
            break
    for edge in edges:
        edge.add(best, owner)
    return best
