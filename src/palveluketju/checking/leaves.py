"""What remains of a file that was checked: what was found in it, at its places; and that of very many files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.reports import Located, LocatedRecord, OtherEnd
from palveluketju.checking.running import Crash
from palveluketju.findings import Path, Position
from palveluketju.loading.files import VERY_MANY
from palveluketju.model import Acceptance, Text

if TYPE_CHECKING:
    from palveluketju.checking.packing import Packing


class OfVariant(NamedTuple):
    """What a variant causes in its base: where and what, how it stands there, and how in the variant."""

    position: Position
    said: str
    there: Located
    here: Located


@dataclass(slots=True)
class Leaf:
    """What one file adds to a report, in the order in which it was found.

    ``used`` are the places of acceptances that serve, ``accepting`` all acceptances of the file. ``base`` is the name
    of the file of the chain that a variant changes, ``called`` the name of the chain, where the file is right.
    ``packed`` is what it was read from, or is kept as, where that is so.
    """

    name: str
    base: str | None = None
    called: Text | None = None
    found: list[Located] = field(default_factory=list)
    accepted: list[Located] = field(default_factory=list)
    decisions: list[LocatedRecord[OpenDecision]] = field(default_factory=list)
    not_known: list[LocatedRecord[NotKnown]] = field(default_factory=list)
    used: list[tuple[str, Position]] = field(default_factory=list)
    of_variants: list[OfVariant] = field(default_factory=list)
    accepting: tuple[tuple[Path, Path, Acceptance], ...] = ()
    crashes: list[Crash] = field(default_factory=list)
    packed: bytes = field(default=b"", init=False, compare=False, repr=False)

    def parts(self) -> tuple[Any, ...]:
        """What it is made of, in the order in which it is made."""
        return tuple(getattr(self, one.name) for one in fields(self) if one.init)

    def ends(self) -> Iterator[OtherEnd]:
        """The other ends of what was found that are in some chain by a path."""
        for located in (*self.found, *self.accepted, *(one.there for one in self.of_variants)):
            yield from (end for end in located.related if end.chain and end.where is not None)


class SetAside:
    """The leaves of so many files, each with its number and for which time the file was looked at.

    Those of very many files are packed, where they can be; ``packing`` makes what packs them.
    """

    def __init__(self, files: int = 0, packing: Callable[[], Packing] | None = None) -> None:
        self._packing = packing() if packing is not None and files > VERY_MANY else None
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
