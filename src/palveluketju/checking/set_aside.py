"""What was found in very many files, until all have been looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from palveluketju.checking.leaves import Leaf

if TYPE_CHECKING:
    from palveluketju.checking.packing import Packing

MOST: Final = 2000
"""Of how many files it is kept as it is; of more, it would take room."""


class SetAside:
    """The leaves of so many files, each with its number and for which time the file was looked at.

    Those of very many files are packed, where they can be; ``packing`` makes what packs them.
    """

    def __init__(self, files: int = 0, packing: Callable[[], Packing] | None = None) -> None:
        self._packing = packing() if packing is not None and files > MOST else None
        self._leaves: list[tuple[int, int, Leaf | bytes]] = []

    def add(self, leaf: Leaf, number: int, phase: int) -> None:
        """Set a leaf aside."""
        packed = self._packing and (leaf.packed or self._packing.packed_if_plain((None, leaf.parts())))
        self._leaves.append((number, phase, packed or leaf))

    def taken(self) -> Iterator[tuple[Leaf, int, int]]:
        """The leaves as they were added, each of which goes when it is taken."""
        self._leaves.reverse()
        while self._leaves:
            number, phase, kept = self._leaves.pop()
            if self._packing is not None and isinstance(kept, bytes):
                _, parts = self._packing.value(kept)
                kept = Leaf(*parts)
            if isinstance(kept, Leaf):
                yield kept, number, phase
