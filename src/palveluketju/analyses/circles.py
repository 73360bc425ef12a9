"""Elements that are parts of themselves: the circles that their wholes make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from palveluketju.frozen import dataclass

Part = tuple[str, str]
"""An element by its section and its id."""
_MOST_NAMED: Final = 20
"""How many elements of a circle are named: each of a long one tells of it."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle as it is seen from one of its elements: that at ``start``."""

    parts: Sequence[Part]
    start: int

    def others(self) -> tuple[Part, ...]:
        """The other elements of the circle, from the whole of this one on; none where there are too many to name."""
        size = len(self.parts)
        way = range(self.start + 1, self.start + size)
        return tuple(self.parts[place % size] for place in way) if size < _MOST_NAMED else ()

    def names(self) -> tuple[str, ...]:
        """The ids from the element over its wholes back to itself; of a long way how it begins and ends."""
        size = len(self.parts)
        way = range(self.start, self.start + size + 1)
        if len(way) <= _MOST_NAMED:
            return self._at(way)
        return (*self._at(way[: _MOST_NAMED // 2]), "...", *self._at(way[-_MOST_NAMED // 2 :]))

    def _at(self, places: range) -> tuple[str, ...]:
        return tuple(self.parts[place % len(self.parts)][1] for place in places)


def circles(wholes: Mapping[Part, Sequence[Part]]) -> dict[Part, Circle]:
    """A circle for each element that is a part of itself; ``wholes`` are those of every element, at once."""
    left = _circling(wholes)
    found: dict[Part, Circle] = {}
    for start in wholes:
        if start in left and start not in found:
            parts = _circle(wholes, left, start)
            found.update((part, Circle(parts, place)) for place, part in enumerate(parts) if part not in found)
    return {part: found[part] for part in wholes if part in found}


def _circling(wholes: Mapping[Part, Sequence[Part]]) -> set[Part]:
    """What is left when whatever has no whole, and then whatever has no part, is taken away again and again."""
    ends = {part: list(those) for part, those in wholes.items()}
    for _ in range(2):
        starts: dict[Part, list[Part]] = {part: [] for part in ends}
        for part, those in ends.items():
            for whole in those:
                starts[whole].append(part)
        waits = {part: len(those) for part, those in ends.items()}
        done = [part for part, count in waits.items() if not count]
        for part in done:
            for start in starts[part]:
                waits[start] -= 1
                if not waits[start]:
                    done.append(start)
        gone = set(done)
        ends = {part: [one for one in those if one not in gone] for part, those in starts.items() if part not in gone}
    return set(ends)


def _circle(wholes: Mapping[Part, Sequence[Part]], left: set[Part], start: Part) -> tuple[Part, ...]:
    """The way from an element over its wholes up to the one before itself; empty where there is none."""
    before: dict[Part, Part] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for end in wholes[here]:
            if end == start:
                way = [here]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if end in left and end not in before:
                before[end] = here
                waiting.append(end)
    return ()
