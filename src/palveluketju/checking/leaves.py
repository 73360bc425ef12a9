"""What remains of one file that was checked: what was found in it, at its places, and what others are held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.reports import Located, LocatedRecord, OtherEnd
from palveluketju.checking.running import Crash
from palveluketju.findings import Path, Position
from palveluketju.model import Acceptance, Text


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
