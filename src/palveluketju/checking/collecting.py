"""What was found, collected file by file: each finding once, at its place in the file where it is mended."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Final, TypeVar

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.acceptances import ACCEPTED_IN_VAIN, ACCEPTED_NOTHING, Accepted, accept
from palveluketju.checking.placing import located as placed
from palveluketju.checking.reports import FileReport, Located, LocatedRecord, OtherEnd, Record
from palveluketju.findings import N_, Finding, Path, Position, Related, Rule
from palveluketju.loading import LoadedFile
from palveluketju.model import Acceptance, Text
from palveluketju.model.walking import Placed, Walk, acceptances
from palveluketju.source import Aside, Source

Entry = TypeVar("Entry", "LocatedRecord[OpenDecision]", "LocatedRecord[NotKnown]", "Located")
Order = TypeVar("Order")
_LAST: Final = 1 << 80
_PHASES: Final = 2


@dataclass(slots=True)
class _Told:
    """Where a finding comes among those of one position, and its other ends, each with where it comes."""

    order: int
    ends: dict[OtherEnd, int] = field(default_factory=dict)


class Collected:
    """What was found, by the file in which it is to be mended; what several chains cause there is said once.

    Files can be looked at in any order: what is found is told in the order of the files that it is found in. ``again``
    gives a file once more, by its name.
    """

    def __init__(self, known: Iterable[Rule], again: Callable[[str], LoadedFile]) -> None:
        self._known = tuple(known)
        self._again = again
        self._sources: dict[str, Source] = {}
        self._bases: dict[str, str] = {}
        self._chains: dict[str, str] = {}
        self._names: dict[str, Text] = {}
        self._general: dict[str, Placed] = {}
        self._found: defaultdict[str, dict[Located, _Told]] = defaultdict(dict)
        self._accepted: defaultdict[str, dict[Located, int]] = defaultdict(dict)
        self._decisions: defaultdict[str, dict[LocatedRecord[OpenDecision], int]] = defaultdict(dict)
        self._not_known: defaultdict[str, dict[LocatedRecord[NotKnown], int]] = defaultdict(dict)
        self._of_all: dict[str, frozenset[tuple[str, str]]] = {}
        self._places: dict[tuple[str, Path], tuple[str, Position]] = {}
        self._used: set[tuple[str, Position]] = set()
        self._of_variants: list[tuple[int, Position, str, Located, Located]] = []
        self._order = 0

    def know(self, file: LoadedFile) -> None:
        """Learn of a file before anything is found in those that have something from it."""
        if file.base is not None:
            self._bases[file.name] = file.base.name
        if file.chain is not None:
            self._chains[file.chain.id] = file.name
            self._names[file.name] = file.chain.name
        if file.is_catalogue:
            self._sources[file.name] = file.source
        if file.catalogue is not None and any(one.at for one in file.catalogue.accepted):
            self._general[file.name] = Placed((), file.catalogue)

    def find_places(self, ends: Iterable[Related]) -> None:
        """Find the places of other ends in other chains, so that each file is read once more only."""
        wanted: dict[str, dict[Path, None]] = {}
        for one in ends:
            if one.position is None and one.chain in self._chains:
                wanted.setdefault(self._chains[one.chain], {})[one.where] = None
        for name, places in wanted.items():
            file = self._again(name)
            self._places |= {(name, where): self._place(where, file) for where in places}

    def look_at(self, number: int, phase: int) -> None:
        """Say which file is looked at from now on, by its place among all, and for which time."""
        self._order = (number * _PHASES + phase) << 32

    def _next(self) -> int:
        self._order += 1
        return self._order

    def find_while_reading(self, file: LoadedFile) -> None:
        """What a file's own text is guilty of; a part left out for it may since stand in for a catalogue's."""
        for finding in file.findings:
            self._add(self._locate(finding, replace(file, borrowed={})))

    def find(self, findings: Iterable[Finding], file: LoadedFile) -> None:
        """Keep findings of a file, each in the file where it is mended."""
        for finding in findings:
            located = self._locate(finding, file)
            if file.base is not None and located.file == file.base.name:
                self._of_variants.append(self._of_variant(file, finding, located))
            else:
                self._add(located)
            if finding.code in ACCEPTED_IN_VAIN:
                self._used.add((located.file, located.position))

    def _add(self, located: Located) -> None:
        """Keep a finding; where another chain causes the same at the same place, only its other ends are new."""
        order = self._next()
        told = self._found[located.file].setdefault(replace(located, related=()), _Told(order))
        told.order = min(told.order, order)
        for end in located.related:
            told.ends[end] = min(told.ends.get(end, _LAST), self._next())

    def report(
        self, found: Iterable[Finding], accepted: Iterable[Accepted], file: LoadedFile, today: datetime.date
    ) -> None:
        """Keep what was found and accepted in a chain or a catalogue."""
        found = list(found)
        for name in self._general.keys() & {file.home(one.where) for one in found} - {file.name}:
            found = self._accept_in_general(found, file, name, today)
        self.find(found, file)
        for one in accepted:
            self._used.add(self._place(one.where, file))
            self._accept(self._locate(one.finding, file, one.acceptance))

    def records(self, decisions: Iterable[OpenDecision], not_known: Iterable[NotKnown], file: LoadedFile) -> None:
        """Keep what is open and not known in a chain or a catalogue."""
        self._place_records(decisions, file, self._decisions)
        self._place_records(not_known, file, self._not_known)

    def _accept(self, located: Located) -> None:
        order = self._next()
        accepted = self._accepted[located.file]
        accepted[located] = min(accepted.get(located, _LAST), order)

    def _accept_in_general(
        self, found: list[Finding], file: LoadedFile, catalogue: str, today: datetime.date
    ) -> list[Finding]:
        """What of a chain's findings still counts when a catalogue as a whole accepts some of its own parts."""
        there = [one for one in found if file.home(one.where) == catalogue]
        accepting = acceptances(Walk([self._general[catalogue]]))
        counting, accepted = accept(accepting, there, (), today, self._known)
        source = self._sources[catalogue]
        for vain in counting:
            if vain not in there:  # an acceptance that does not count
                position = source.position(None, vain.where)
                self._used.add((catalogue, position))
                self._add(placed(source, position, replace(vain, where=source.known(vain.where))))
        for one in accepted:
            self._used.add((catalogue, source.position(None, one.where)))
            self._accept(self._locate(one.finding, file, one.acceptance))
        taken = [one.finding for one in accepted]
        return [one for one in found if one not in taken]

    def _place_records(
        self, records: Iterable[Record], file: LoadedFile, found: Mapping[str, dict[LocatedRecord[Record], int]]
    ) -> None:
        for record in records:
            home, position = self._place(record.where, file)
            located = LocatedRecord(home, position, record)
            found[home][located] = min(found[home].get(located, _LAST), self._next())

    def _locate(self, finding: Finding, file: LoadedFile, acceptance: Acceptance | None = None) -> Located:
        source = self._source(file.home(finding.where), file)
        related = tuple(self._other_end(other, file) for other in finding.related)
        standing = replace(finding, where=source.known(finding.where), related=())
        return placed(source, source.position(finding.position, finding.where), standing, related, acceptance)

    def _other_end(self, other: Related, file: LoadedFile) -> OtherEnd:
        if other.position is not None:
            return OtherEnd(other.note, other.file or file.name, other.position)
        chain = self._chains.get(other.chain or "", file.name)
        known = self._places.get((chain, other.where))
        home, position = known or self._place(other.where, file if chain == file.name else self._again(chain))
        return OtherEnd(other.note, home, position, other.where, other.chain or "")

    def _place(self, where: Path, file: LoadedFile) -> tuple[str, Position]:
        home = file.home(where)
        return home, self._source(home, file).position(None, where)

    def _source(self, home: str, file: LoadedFile) -> Source:
        """What a file has a part from: itself, the chain that it changes, or a catalogue."""
        own = (one for one in (file.source, file.base) if one is not None and one.name == home)
        return next(own, None) or self._sources[home]

    def _of_variant(
        self, file: LoadedFile, finding: Finding, located: Located
    ) -> tuple[int, Position, str, Located, Located]:
        """What a variant causes in its base: in which order, where and what, there, and as it stands in the variant."""
        there = OtherEnd(N_("in the chain that it changes"), located.file, located.position)
        standing = replace(located.finding, where=file.source.known(finding.where))
        here = file.source.position(None, finding.where)
        said = _said(finding, self._names.get(file.name))
        return (
            self._next(),
            located.position,
            said,
            located,
            placed(file.source, here, standing, (there, *located.related)),
        )

    def reports(self, files: Iterable[Source | Aside]) -> tuple[FileReport, ...]:
        """What was found, file by file; what only a variant causes in its base stands in the variant."""
        self._order = _LAST
        said = {name: self._said_in(name) for name in {there.file for *_, there, _ in self._of_variants}}
        for _, position, what, there, here in sorted(self._of_variants, key=itemgetter(0)):
            if (position, here.finding.code, what) not in said[there.file]:
                self._add(here)
        return tuple(
            FileReport(
                file.name,
                file,
                tuple(
                    replace(one, related=tuple(sorted(told.ends, key=told.ends.__getitem__)))
                    for one, told in _in_order(self._found[file.name], lambda told: told.order)
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
            for said in [_said(one.finding, self._names.get(file))]
            for place in (one.position, *(end.position for end in told.ends if end.file == file))
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


def _said(finding: Finding, name: Text | None) -> str:
    """What a finding says but for the name of the chain, which a variant can have otherwise."""
    values = {key: None if value == name else value for key, value in finding.values.items()}
    return replace(finding, values=values).message


def _in_order(found: Mapping[Entry, Order], order: Callable[[Order], int]) -> list[tuple[Entry, Order]]:
    """What was found from top to bottom; at one place, in the order of the files that it was found in."""
    return sorted(found.items(), key=lambda one: (one[0].position, order(one[1])))
