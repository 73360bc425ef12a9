"""Where the data of a file stand: the walk notes where everything begins, and lines and columns are made when asked."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

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
        return Standing(None, self.marks[0] if self.marks else 0, self.data if self.marks else None, 1)

    @cached_property
    def _within(self) -> dict[int, dict[str | int, Standing]]:
        """What stands within the values that were asked about, by their first marks."""
        return {}

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
        return standing and self._places.at(standing.begins)

    def known(self, path: Path) -> Path:
        """The longest beginning of a path that is there."""
        return path[: sum(standing is not None for standing in self._down(path)) - 1]

    def _down(self, path: Path) -> list[Standing | None]:
        standing: Standing | None = self._top
        found = [standing]
        for part in path:
            standing = standing and self._below(standing).get(part)
            found.append(standing)
        return found

    def _below(self, standing: Standing) -> dict[str | int, Standing]:
        below = self._within.get(standing.first)
        if below is None:
            below = self._within[standing.first] = within(standing.value, self.marks, standing.first)
        return below


def within(value: Any, marks: Sequence[int], at: int) -> dict[str | int, Standing]:
    """Where the keys or the items of a value stand, by marks from a number on."""
    found: dict[str | int, Standing] = {}
    if isinstance(value, dict):
        for name, item in value.items():
            found[name] = Standing(marks[at], marks[at + 1], item, at + 2)
            at += 2 + _marks_in(item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found[number] = Standing(None, marks[at], item, at + 1)
            at += 1 + _marks_in(item)
    return found


def _marks_in(value: Any) -> int:
    """How many marks there are of what a value holds."""
    items: Iterable[Any]
    if isinstance(value, dict):
        count, items = 2 * len(value), value.values()
    elif isinstance(value, list):
        count, items = len(value), value
    else:
        return 0
    for item in items:
        if not isinstance(item, str):
            count += _marks_in(item)
    return count
