"""In which layer each thing stands: behind all that lead to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def depths(over: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The layer of each name, one behind the last of those over it, but for what a circle comes back to."""
    found: dict[str, int] = {}
    for first in over:
        # a way from name to name, not calls in calls: it may be as long as there are names
        way = {first: iter(over[first])} if first not in found else {}
        while way:
            name = next(reversed(way))
            before = next((one for one in way[name] if one not in found and one not in way), None)
            if before is None:
                found[name] = max((found[one] + 1 for one in over[name] if one in found), default=0)
                del way[name]
            else:
                way[before] = iter(over[before])
    return found
