"""What is found in a file, put at its place in the file where it is mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.acceptances import ACCEPTED_IN_VAIN, Accepted, accept
from palveluketju.checking.leaves import Leaf, OfVariant
from palveluketju.checking.placing import located as placed
from palveluketju.checking.reports import Located, LocatedRecord, OtherEnd, Record
from palveluketju.findings import N_, Finding, Path, Position, Related, Rule
from palveluketju.loading import LoadedFile
from palveluketju.model import Acceptance, Text
from palveluketju.source import Source


class Locating:
    """Puts what is found in a file at its place: in the file itself, in a catalogue, or in the chain that it changes.

    ``again`` gives a file once more, by its name: one in which the other end of a finding is. ``places`` are those of
    such ends, the file and the position, by the file of their chain and the path there.
    """

    def __init__(self, known: Iterable[Rule], again: Callable[[str], LoadedFile]) -> None:
        self._known = tuple(known)
        self._again = again
        self._sources: dict[str, Source] = {}
        self._general: dict[str, tuple[tuple[Path, Path, Acceptance], ...]] = {}
        self._files: dict[str, str] = {}
        self.places: dict[tuple[str, Path], tuple[str, Position]] = {}

    def know(self, catalogue: LoadedFile) -> None:
        """Learn of a catalogue before anything is found in those that have something from it."""
        self._sources[catalogue.name] = catalogue.source
        if catalogue.catalogue is not None and any(one.at for one in catalogue.catalogue.accepted):
            self._general[catalogue.name] = (
                *(((), ("accepted", place), one) for place, one in enumerate(catalogue.catalogue.accepted)),
            )

    def find_places(self, ends: Iterable[tuple[str, Path]], files: dict[str, str]) -> None:
        """Find places by chains and paths, and by the files of these, so that each is read once more only."""
        self._files = files
        wanted: dict[str, dict[Path, None]] = {}
        for chain, where in ends:
            if chain in files and (files[chain], where) not in self.places:
                wanted.setdefault(files[chain], {})[where] = None
        for name, places in wanted.items():
            file = self._again(name)
            self.places |= {(name, where): self._place(where, file) for where in places}

    def stands(self, leaf: Leaf) -> bool:
        """Whether the other ends of what was found are where they are now."""
        places = ((self._files.get(end.chain), end.where, end.file, end.position) for end in leaf.ends())
        return all(
            chain is not None and where is not None and self.places.get((chain, where)) == (file, position)
            for chain, where, file, position in places
        )

    def find_while_reading(self, leaf: Leaf, file: LoadedFile) -> None:
        """What a file's own text is guilty of; a part left out for it may since stand in for a catalogue's."""
        if file.findings:
            own = replace(file, borrowed={})
            leaf.found += (self._locate(finding, own) for finding in file.findings)

    def find(self, leaf: Leaf, findings: Iterable[Finding], file: LoadedFile) -> None:
        """Keep findings of a file, each in the file where it is mended."""
        for finding in findings:
            located = self._locate(finding, file)
            if file.base is not None and located.file == file.base.name:
                leaf.of_variants.append(self._of_variant(file, finding, located))
            else:
                leaf.found.append(located)
            if finding.code in ACCEPTED_IN_VAIN:
                leaf.used.append((located.file, located.position))

    def report(
        self,
        leaf: Leaf,
        found: Iterable[Finding],
        accepted: Iterable[Accepted],
        file: LoadedFile,
        today: datetime.date,
    ) -> None:
        """Keep what was found and accepted in a chain or a catalogue."""
        found = list(found)
        if self._general:
            for name in self._general.keys() & {file.home(one.where) for one in found} - {file.name}:
                found = self._accept_in_general(leaf, found, file, name, today)
        self.find(leaf, found, file)
        for one in accepted:
            leaf.used.append(self._place(one.where, file))
            leaf.accepted.append(self._locate(one.finding, file, one.acceptance))

    def records(
        self, leaf: Leaf, decisions: Iterable[OpenDecision], not_known: Iterable[NotKnown], file: LoadedFile
    ) -> None:
        """Keep what is open and not known in a chain or a catalogue."""
        leaf.decisions += (self._record(one, file) for one in decisions)
        leaf.not_known += (self._record(one, file) for one in not_known)

    def _accept_in_general(
        self, leaf: Leaf, found: list[Finding], file: LoadedFile, catalogue: str, today: datetime.date
    ) -> list[Finding]:
        """What of a chain's findings still counts when a catalogue as a whole accepts some of its own parts."""
        there = [one for one in found if file.home(one.where) == catalogue]
        counting, accepted = accept(self._general[catalogue], there, (), today, self._known)
        source, known = self._sources[catalogue], set(map(id, there))
        for vain in counting:
            if id(vain) not in known:  # an acceptance that does not count
                position = source.position(None, vain.where)
                leaf.used.append((catalogue, position))
                leaf.found.append(placed(source, position, replace(vain, where=source.known(vain.where))))
        for one in accepted:
            leaf.used.append((catalogue, source.position(None, one.where)))
            leaf.accepted.append(self._locate(one.finding, file, one.acceptance))
        taken = {id(one.finding) for one in accepted}
        return [one for one in found if id(one) not in taken]

    def _record(self, record: Record, file: LoadedFile) -> LocatedRecord[Record]:
        return LocatedRecord(*self._place(record.where, file), record)

    def _locate(self, finding: Finding, file: LoadedFile, acceptance: Acceptance | None = None) -> Located:
        source = self._source(file.home(finding.where), file)
        related = tuple(self._other_end(other, file) for other in finding.related)
        where, position = source.standing(finding.position, finding.where)
        is_there = where == finding.where and not finding.related
        standing = finding if is_there else finding.at(where)
        return placed(source, position, standing, related, acceptance)

    def _other_end(self, other: Related, file: LoadedFile) -> OtherEnd:
        if other.position is not None:
            return OtherEnd(other.note, other.file or file.name, other.position)
        chain = self._files.get(other.chain or "", file.name)
        known = self.places.get((chain, other.where))
        home, position = known or self._place(other.where, file if chain == file.name else self._again(chain))
        return OtherEnd(other.note, home, position, other.where, other.chain or "")

    def _place(self, where: Path, file: LoadedFile) -> tuple[str, Position]:
        home = file.home(where)
        return home, self._source(home, file).position(None, where)

    def _source(self, home: str, file: LoadedFile) -> Source:
        """What a file has a part from: itself, the chain that it changes, or a catalogue."""
        own = (one for one in (file.source, file.base) if one is not None and one.name == home)
        return next(own, None) or self._sources[home]

    def _of_variant(self, file: LoadedFile, finding: Finding, there: Located) -> OfVariant:
        other = OtherEnd(N_("in the chain that it changes"), there.file, there.position)
        standing = replace(there.finding, where=file.source.known(finding.where))
        here = file.source.position(None, finding.where)
        said = said_of(finding, None if file.chain is None else file.chain.name)
        return OfVariant(there.position, said, there, placed(file.source, here, standing, (other, *there.related)))


def said_of(finding: Finding, name: Text | None) -> str:
    """What a finding says but for the name of the chain, which a variant can have otherwise."""
    values = {key: None if value == name else value for key, value in finding.values.items()}
    return replace(finding, values=values).message
