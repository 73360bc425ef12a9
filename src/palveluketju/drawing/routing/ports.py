"""Where lines begin and end on an edge, so that none lies on another."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


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


def around(place: float, by: float, low: float, high: float) -> Iterator[float]:
    """Places from a low one to a high one: that which is wished, then by turns behind and before it."""
    if low <= place <= high:
        yield place
    step = by
    while place + step <= high or place - step >= low:
        yield from (at for at in (place + step, place - step) if low <= at <= high)
        step += by


def free_place(places: Iterable[float], least: float, edges: Iterable[Ports], owner: str = "") -> float | None:
    """The first place that is at least so far from all others, which is taken then; None where none is."""
    edges = tuple(edges)
    for place in places:
        if _free(place, least, edges, owner) >= least:
            for edge in edges:
                edge.add(place, owner)
            return place
    return None


def taken(places: Iterable[float], least: float, edges: Iterable[Ports], owner: str = "") -> float:
    """The first place that is at least so far from all others; where none is, the freest of them. It is taken then."""
    edges = tuple(edges)
    best, most = 0.0, -1.0
    for place in places:
        free = _free(place, least, edges, owner)
        if free > most:
            best, most = place, free
        if free >= least:
            break
    for edge in edges:
        edge.add(best, owner)
    return best


def _free(place: float, least: float, edges: Iterable[Ports], owner: str) -> float:
    return min((edge.free(place, least, owner) for edge in edges), default=least)
