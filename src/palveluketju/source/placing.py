"""Where the data of a file stand: the walk notes where everything begins, and lines and columns are made when asked."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from palveluketju.findings import Path, Position
from palveluketju.frozen import dataclass
from palveluketju.source.characters import Places


class Standing(NamedTuple):
    """The characters at which a key, if there is one, and its value begin, and where what the value holds stands."""

    key: int | None
    value: int
    within: Mapping[str | int, Standing]


@dataclass(frozen=True)
class Placement:
    """The places of a file's own data.

    ``marks`` are the characters at which keys and values begin, in the order of the data: of each pair of a mapping its
    key and its value, of each item of a list its value, and then those of what the value holds.
    """

    text: str = ""
    data: Any = None
    marks: array[int] = field(default_factory=lambda: array("I"))

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)

    @cached_property
    def _top(self) -> Standing:
        if not self.marks:
            return Standing(None, 0, {})
        return Standing(None, self.marks[0], within(self.data, self.marks, 1)[0])

    def key_of(self, path: Path) -> int | None:
        """The character at which the key of a path begins; None for an item of a list, and for what is not there."""
        *_, standing = self._down(path)
        return standing and standing.key

    def key_at(self, path: Path) -> Position | None:
        """Where the key of a path stands; None for an item of a list, and for what is not there."""
        key = self.key_of(path)
        return None if key is None else self._places.at(key)

    def value_at(self, path: Path) -> Position | None:
        """Where the value of a path begins; None for what is not there."""
        *_, standing = self._down(path)
        return standing and self._places.at(standing.value)

    def known(self, path: Path) -> Path:
        """The longest beginning of a path that is there."""
        return path[: sum(standing is not None for standing in self._down(path)) - 1]

    def _down(self, path: Path) -> list[Standing | None]:
        standing: Standing | None = self._top
        found = [standing]
        for part in path:
            standing = standing and standing.within.get(part)
            found.append(standing)
        return found


def within(value: Any, marks: Sequence[int], at: int) -> tuple[dict[str | int, Standing], int]:
    """Where what a value holds stands, by marks from a number on; and the number of the mark after its last."""
    found: dict[str | int, Standing] = {}
    if isinstance(value, dict):
        for name, item in value.items():
            below, after = within(item, marks, at + 2)
            found[name] = Standing(marks[at], marks[at + 1], below)
            at = after
    elif isinstance(value, list):
        for number, item in enumerate(value):
            below, after = within(item, marks, at + 1)
            found[number] = Standing(None, marks[at], below)
            at = after
    return found, at
