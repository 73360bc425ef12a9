"""What was found in very many files, until all have been looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from palveluketju.checking.leaves import Leaf

if TYPE_CHECKING:
    from palveluketju.checking.packing import Packing

MOST: Final = 1000
"""Of how many files it is kept as it is; more would take room."""


class SetAside:
    """The leaves of files, each with a number: the first stay as they are, and of others what can be packed is."""

    def __init__(self, packing: Callable[[], Packing] | None) -> None:
        self._packing = packing
        self._leaves: list[tuple[int, Leaf | bytes]] = []
        self._packer: Packing | None = None

    def add(self, number: int, leaf: Leaf) -> None:
        """Set a leaf aside."""
        packed = None
        if self._packing is not None and len(self._leaves) >= MOST:
            self._packer = self._packer or self._packing()
            packed = self._packer.packed_if_plain(leaf.parts())
        self._leaves.append((number, packed or leaf))

    def taken(self) -> Iterator[tuple[int, Leaf]]:
        """The leaves, each of which goes when it is taken."""
        self._leaves.reverse()
        while self._leaves:
            number, kept = self._leaves.pop()
            if isinstance(kept, Leaf):
                yield number, kept
            elif self._packer is not None:
                yield number, Leaf(*self._packer.value(kept))
