"""What was found, collected file by file: each finding once, at its place in the file where it is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Final, TypeVar

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.acceptances import ACCEPTED_NOTHING
from palveluketju.checking.leaves import Leaf, OfVariant
from palveluketju.checking.leaving_out import Crowds
from palveluketju.checking.locating import said_of
from palveluketju.checking.reports import FileReport, Located, LocatedRecord, OtherEnd, Record
from palveluketju.findings import Position
from palveluketju.model import Text
from palveluketju.source import Aside, Source

Entry = TypeVar("Entry", "LocatedRecord[OpenDecision]", "LocatedRecord[NotKnown]", "Located")
Order = TypeVar("Order")
_LAST: Final = 1 << 80
_PHASES: Final = 2


class _Told:
    """Where a finding comes among those of one position, and its other ends, each with where it comes."""

    __slots__ = ("_ends", "order")

    def __init__(self, order: int) -> None:
        self.order = order
        self._ends: dict[OtherEnd, int] | None = None  # as most have

    def end(self, end: OtherEnd, order: int) -> None:
        """Add another end, which is where it comes first."""
        if self._ends is None:
            self._ends = {}
        self._ends[end] = min(self._ends.get(end, _LAST), order)

    def ends(self) -> tuple[OtherEnd, ...]:
        """The other ends in their order."""
        return () if self._ends is None else tuple(sorted(self._ends, key=self._ends.__getitem__))


class Collected:
    """What was found, by the file in which it is to be mended; what several chains cause there is said once.

    What remains of files can be added in any order: what is found is told in the order of the files that it is found
    in.
    """

    def __init__(self) -> None:
        self._bases: dict[str, str] = {}
        self._names: dict[str, Text] = {}
        self._found: defaultdict[str, dict[Located, _Told]] = defaultdict(dict)
        self._accepted: defaultdict[str, dict[Located, int]] = defaultdict(dict)
        self._decisions: defaultdict[str, dict[LocatedRecord[OpenDecision], int]] = defaultdict(dict)
        self._not_known: defaultdict[str, dict[LocatedRecord[NotKnown], int]] = defaultdict(dict)
        self._of_all: dict[str, frozenset[tuple[str, str]]] = {}
        self._used: set[tuple[str, Position]] = set()
        self._of_variants: list[tuple[int, OfVariant]] = []
        self._crowds = Crowds()
        self._order = 0

    def add(self, leaf: Leaf, number: int, phase: int) -> None:
        """Add what was found in a file, by its place among all, and for which time it was looked at."""
        self._order = (number * _PHASES + phase) << 32
        if leaf.base is not None:
            self._bases[leaf.name] = leaf.base
        if leaf.called is not None:
            self._names[leaf.name] = leaf.called
        for located in leaf.found:
            self._add(located)
        for located in leaf.accepted:
            self._accept(located)
        self._records(leaf.decisions, self._decisions)
        self._records(leaf.not_known, self._not_known)
        self._of_variants += ((self._next(), one) for one in leaf.of_variants)
        self._used.update(leaf.used)

    def _next(self) -> int:
        self._order += 1
        return self._order

    def _add(self, located: Located) -> None:
        """Keep a finding; where another chain causes the same at the same place, only its other ends are new."""
        order = self._next()
        bare, found = _with_ends(located, ()), self._found[located.file]
        told = found.get(bare)  # each look-up takes the hash of all that a finding says
        if told is None:
            if self._crowds.has_left_out(bare):
                return
            told = found[bare] = _Told(order)
        told.order = min(told.order, order)
        for end in located.related:
            told.end(end, self._next())
        self._crowds.grown(located.file, found)

    def _accept(self, located: Located) -> None:
        order = self._next()
        accepted = self._accepted[located.file]
        accepted[located] = min(accepted.get(located, _LAST), order)

    def _records(
        self, records: Iterable[LocatedRecord[Record]], found: Mapping[str, dict[LocatedRecord[Record], int]]
    ) -> None:
        for one in records:
            found[one.file][one] = min(found[one.file].get(one, _LAST), self._next())

    def reports(self, files: Iterable[Source | Aside]) -> tuple[FileReport, ...]:
        """What was found, file by file; what only a variant causes in its base stands in the variant."""
        self._order = _LAST
        said = {name: self._said_in(name) for name in {one.there.file for _, one in self._of_variants}}
        for _, one in sorted(self._of_variants, key=itemgetter(0)):
            if (one.position, one.here.finding.code, one.said) not in said[one.there.file]:
                self._add(one.here)
        for rest in self._crowds.rest(self._found):
            self._found[rest.file][rest] = _Told(_LAST)
        for base in set(self._bases.values()):
            self._said_of_all(base)  # before what was found in it goes, file by file
        return tuple(
            FileReport(
                file.name,
                file,
                tuple(
                    _with_ends(one, told.ends())
                    for one, told in _in_order(self._found.pop(file.name, {}), lambda told: told.order)
                    if not self._is_said_elsewhere(file.name, one)
                ),
                tuple(one for one, _ in _in_order(self._accepted[file.name], int)),
                tuple(one for one, _ in _in_order(self._decisions[file.name], int)),
                tuple(one for one, _ in _in_order(self._not_known[file.name], int)),
                is_chain=file.name in self._names,
            )
            for file in files
        )

    def _said_in(self, file: str) -> set[tuple[Position, str, str]]:
        """What is said of a file, and where."""
        return {
            (place, one.finding.code, said)
            for one, told in self._found[file].items()
            for said in [said_of(one.finding, self._names.get(file))]
            for place in (one.position, *(end.position for end in told.ends() if end.file == file))
        }

    def _said_of_all(self, file: str) -> frozenset[tuple[str, str]]:
        """What is said of a chain as a whole."""
        if file not in self._of_all:
            found = (one.finding for one in self._found.get(file, ()) if not one.finding.where)
            self._of_all[file] = frozenset((one.code, one.message) for one in found)
        return self._of_all[file]

    def _is_said_elsewhere(self, name: str, located: Located) -> bool:
        """Whether a finding of a variant as a whole is said of the chain that it changes, or an acceptance is used.

        An acceptance in a catalogue serves every chain: it is stale only when no chain has a use for it.
        """
        base = self._bases.get(name)
        if base is not None and not located.finding.where:
            said = (located.finding.code, located.finding.message) in self._said_of_all(base)
        else:
            said = False
        return said or (
            located.finding.code == ACCEPTED_NOTHING.code and (located.file, located.position) in self._used
        )


def _with_ends(located: Located, ends: tuple[OtherEnd, ...]) -> Located:
    """A finding with other ends; most have none."""
    return located if located.related == ends else located.having(related=ends)


def _in_order(found: Mapping[Entry, Order], order: Callable[[Order], int]) -> list[tuple[Entry, Order]]:
    """What was found from top to bottom; at one place, in the order of the files that it was found in."""
    return sorted(found.items(), key=lambda one: (one[0].position, order(one[1])))
