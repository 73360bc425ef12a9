"""Where the data of a file stand: the walk notes where everything begins, and lines and columns are made when asked."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path, Position
from palveluketju.frozen import dataclass
from palveluketju.source.characters import Places


class Standing(NamedTuple):
    """Where a key, if there is one, and its value begin, as characters; the value; and the first mark of what it holds.

    That is the number of a mark, which the value has only where it holds something.
    """

    key: int | None
    begins: int
    value: Any
    first: int


@dataclass(frozen=True)
class Placement:
    """The places of a file's own data.

    ``marks`` are the characters at which keys and values begin, in the order of the data: of each pair of a mapping its
    key and its value, of each item of a list its value, and then those of what the value holds. ``held`` tells of
    mappings and lists how many marks there are in each, where the walk has counted them.
    """

    text: str = ""
    data: Any = None
    marks: array[int] = field(default_factory=lambda: array("I"))
    held: array[int] = field(default_factory=lambda: array("I"), compare=False, repr=False)

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)

    @cached_property
    def _top(self) -> Standing:
        return Standing(None, self.marks[0] if self.marks else 0, self.data if self.marks else None, 1)

    @cached_property
    def _within(self) -> dict[int, dict[str | int, Standing]]:
        """What stands within the values that were asked about, by their first marks."""
        return {}

    @cached_property
    def _counts(self) -> dict[int, int]:
        """How many marks there are of what each mapping and list holds, by the first of them."""
        # where a part was dropped, what begins there later counts
        return dict(zip(self.held[::2], self.held[1::2], strict=True)) if self.held else counted(self.data, 1)

    def key_of(self, path: Path) -> int | None:
        """The character at which the key of a path begins; None for an item of a list, and for what is not there."""
        known, standing = self.reached(path)
        return standing.key if known == len(path) else None

    def key_at(self, path: Path) -> Position | None:
        """Where the key of a path stands; None for an item of a list, and for what is not there."""
        key = self.key_of(path)
        return None if key is None else self._places.at(key)

    def position_of(self, standing: Standing) -> Position:
        """Where to send a reader: to a text or an item of a list itself, else to its key."""
        is_text = isinstance(standing.value, str)
        return self._places.at(standing.begins if is_text or standing.key is None else standing.key)

    def known(self, path: Path) -> Path:
        """The longest beginning of a path that is there."""
        return path[: self.reached(path)[0]]

    def reached(self, path: Path) -> tuple[int, Standing]:
        """How many parts of a path are there, and what stands at the last of these."""
        standing = self._top
        for known, part in enumerate(path):
            below = self._below(standing).get(part)
            if below is None:
                return known, standing
            standing = below
        return len(path), standing

    def _below(self, standing: Standing) -> dict[str | int, Standing]:
        below = self._within.get(standing.first)
        if below is None:
            below = self._within[standing.first] = within(standing.value, self.marks, standing.first, self._counts)
        return below


def within(value: Any, marks: Sequence[int], at: int, counts: Mapping[int, int]) -> dict[str | int, Standing]:
    """Where the keys or the items of a value stand, by marks from a number on; ``counts`` tell what holds how many."""
    found: dict[str | int, Standing] = {}
    if isinstance(value, dict):
        for name, item in value.items():
            found[name] = Standing(marks[at], marks[at + 1], item, at + 2)
            at += 2 + counts[at + 2] if isinstance(item, (dict, list)) else 2
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found[number] = Standing(None, marks[at], item, at + 1)
            at += 1 + counts[at + 1] if isinstance(item, (dict, list)) else 1
    return found


def counted(value: Any, first: int) -> dict[int, int]:
    """How many marks there are of what a value holds, and of what each value in it holds, by the first of them."""
    counts: dict[int, int] = {}
    _count(value, first, counts)
    return counts


def _count(value: Any, first: int, counts: dict[int, int]) -> int:
    """The mark after those of a value, which are noted with those of each value in it."""
    step, items = (2, value.values()) if isinstance(value, dict) else (1, value)
    at = first + step * len(value)
    if not _LEAVES.issuperset(map(type, items)):
        at = first
        for item in items:
            at += step
            if type(item) not in _LEAVES:
                at = _count(item, at, counts)
    counts[first] = at - first
    return at


_LEAVES: Final = frozenset((str, type(None)))
"""What values of a file are that hold nothing; most hold these only."""
