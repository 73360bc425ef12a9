"""What was found, collected file by file: each finding once, at its place in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.acceptances import ACCEPTED_IN_VAIN, ACCEPTED_NOTHING, accept
from palveluketju.checking.reports import FileReport, Located, LocatedRecord, OtherEnd, Record
from palveluketju.checking.running import Report
from palveluketju.findings import N_, Finding, Path, Position, Related, Rule
from palveluketju.graph import CatalogueGraph
from palveluketju.loading import LoadedFile
from palveluketju.model import Acceptance
from palveluketju.model.walking import Placed, Walk
from palveluketju.source import Source

Entry = TypeVar("Entry", "Located", "LocatedRecord[OpenDecision]", "LocatedRecord[NotKnown]")


class Collected:
    """What was found, by the file in which it is to be mended; what several chains cause there is said once."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        bases: Mapping[str, str],
        chains: Mapping[str, LoadedFile],
        catalogues: Mapping[str, CatalogueGraph],
        known: Iterable[Rule],
    ) -> None:
        self._known = tuple(known)
        self._sources = sources
        self._bases = bases
        self._chains = chains
        self._files = {file.name: file for file in chains.values()}
        self._general = {
            name: Placed((), graph.catalogue)
            for name, graph in catalogues.items()
            if any(one.at for one in graph.catalogue.accepted)
        }
        self._found: dict[str, dict[Located, dict[OtherEnd, None]]] = {name: {} for name in sources}
        self._accepted: dict[str, dict[Located, None]] = {name: {} for name in sources}
        self._decisions: dict[str, dict[LocatedRecord[OpenDecision], None]] = {name: {} for name in sources}
        self._not_known: dict[str, dict[LocatedRecord[NotKnown], None]] = {name: {} for name in sources}
        self._used: set[tuple[str, Position]] = set()
        self._of_variants: list[tuple[LoadedFile, Finding, Located]] = []

    def find_while_reading(self, file: LoadedFile) -> None:
        """What a file's own text is guilty of; a part left out for it may since stand in for a catalogue's."""
        for finding in file.findings:
            self._add(self._locate(finding, replace(file, borrowed={})))

    def find(self, findings: Iterable[Finding], file: LoadedFile) -> None:
        """Keep findings of a file, each in the file where it is mended."""
        for finding in findings:
            located = self._locate(finding, file)
            if file.base is not None and located.file == file.base.name:
                self._of_variants.append((file, finding, located))
            else:
                self._add(located)
            if finding.code in ACCEPTED_IN_VAIN:
                self._used.add((located.file, located.position))

    def _add(self, located: Located) -> None:
        """Keep a finding; where another chain causes the same at the same place, only its other ends are new."""
        ends = self._found[located.file].setdefault(replace(located, related=()), {})
        ends.update(dict.fromkeys(located.related))

    def report(self, report: Report, file: LoadedFile, today: datetime.date) -> None:
        """Keep what was found and accepted in a chain or a catalogue, and what is open and not known in it."""
        found = list(report.findings)
        for name in self._general.keys() & {file.home(one.where) for one in found} - {file.name}:
            found = self._accept_in_general(found, file, name, today)
        self.find(found, file)
        for accepted in report.accepted:
            self._used.add(_place(accepted.where, file, self._sources))
            located = self._locate(accepted.finding, file, accepted.acceptance)
            self._accepted[located.file][located] = None
        self._place_records(report.decisions, file, self._decisions)
        self._place_records(report.not_known, file, self._not_known)

    def _accept_in_general(
        self, found: list[Finding], file: LoadedFile, catalogue: str, today: datetime.date
    ) -> list[Finding]:
        """What of a chain's findings still counts when a catalogue as a whole accepts some of its own parts."""
        there = [one for one in found if file.home(one.where) == catalogue]
        counting, accepted = accept(Walk([self._general[catalogue]]), there, (), today, self._known)
        source = self._sources[catalogue]
        for vain in counting:
            if vain not in there:  # an acceptance that does not count
                position = source.position(None, vain.where)
                self._used.add((catalogue, position))
                self._add(Located(catalogue, position, replace(vain, where=source.known(vain.where))))
        for one in accepted:
            self._used.add((catalogue, source.position(None, one.where)))
            located = self._locate(one.finding, file, one.acceptance)
            self._accepted[located.file][located] = None
        taken = [one.finding for one in accepted]
        return [one for one in found if one not in taken]

    def _place_records(
        self, records: Iterable[Record], file: LoadedFile, found: Mapping[str, dict[LocatedRecord[Record], None]]
    ) -> None:
        for record in records:
            home, position = _place(record.where, file, self._sources)
            found[home][LocatedRecord(home, position, record)] = None

    def _locate(self, finding: Finding, file: LoadedFile, acceptance: Acceptance | None = None) -> Located:
        home = file.home(finding.where)
        source = self._sources[home]
        related = tuple(self._other_end(other, file) for other in finding.related)
        standing = replace(finding, where=source.known(finding.where), related=())
        return Located(home, source.position(finding.position, finding.where), standing, related, acceptance)

    def _other_end(self, other: Related, file: LoadedFile) -> OtherEnd:
        if other.position is not None:
            return OtherEnd(other.note, other.file or file.name, other.position)
        home, position = _place(other.where, self._chains.get(other.chain or "", file), self._sources)
        return OtherEnd(other.note, home, position, other.where, other.chain or "")

    def reports(self) -> tuple[FileReport, ...]:
        """What was found, file by file; what only a variant causes in its base stands in the variant."""
        for file, finding, located in self._of_variants:
            base = self._files.get(located.file, file)  # the second of two with one id is none of the chains
            said = (
                (position, one.finding.code, _said(one.finding, base))
                for one, ends in self._found[located.file].items()
                for position in (one.position, *(end.position for end in ends if end.file == located.file))
            )
            if (located.position, finding.code, _said(finding, file)) not in said:
                there = OtherEnd(N_("in the chain that it changes"), located.file, located.position)
                standing = replace(located.finding, where=file.source.known(finding.where))
                place = file.source.position(None, finding.where)
                self._add(Located(file.name, place, standing, (there, *located.related)))
        return tuple(
            FileReport(
                name,
                source,
                _in_order(
                    replace(one, related=tuple(ends))
                    for one, ends in self._found[name].items()
                    if not self._is_said_elsewhere(name, one)
                ),
                _in_order(self._accepted[name]),
                _in_order(self._decisions[name]),
                _in_order(self._not_known[name]),
                is_chain=name in self._files,
            )
            for name, source in self._sources.items()
        )

    def _is_said_elsewhere(self, name: str, located: Located) -> bool:
        """Whether a finding of a variant as a whole is said of the chain that it changes, or an acceptance is used.

        An acceptance in a catalogue serves every chain: it is stale only when no chain has a use for it.
        """
        base = self._bases.get(name)
        if base is not None and not located.finding.where:
            said = {
                (one.finding.code, one.finding.message) for one in self._found.get(base, ()) if not one.finding.where
            }
            if (located.finding.code, located.finding.message) in said:
                return True
        return located.finding.code == ACCEPTED_NOTHING.code and (located.file, located.position) in self._used


def _said(finding: Finding, file: LoadedFile) -> str:
    """What a finding says but for the name of the chain, which a variant can have otherwise."""
    name = file.chain.name if file.chain is not None else None
    values = {key: None if value == name else value for key, value in finding.values.items()}
    return replace(finding, values=values).message


def _in_order(found: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=attrgetter("position")))


def _place(where: Path, file: LoadedFile, sources: Mapping[str, Source]) -> tuple[str, Position]:
    home = file.home(where)
    return home, sources[home].position(None, where)
