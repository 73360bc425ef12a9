"""Sources, one by one, become files with what they declare and have from others: a catalogue, or another chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from palveluketju.findings import Finding, Position, Severity
from palveluketju.loading.joining import borrowed_from, completed
from palveluketju.loading.parsing import Parsed, parse
from palveluketju.loading.records import LoadedFile
from palveluketju.loading.scopes import Catalogues, shadowing, twice
from palveluketju.loading.variants import base_of, with_base
from palveluketju.model import Chain
from palveluketju.source import Source
from palveluketju.timing import JOINING, TYPING, timed

NOTHING: Final = Parsed(None, False, {}, (), {})
"""What is declared where nothing can be read."""


class Read(NamedTuple):
    """A source with all that it has from the chain that it changes, what it declares, and what is wrong with both."""

    source: Source
    parsed: Parsed
    base: Source | None
    troubles: list[Finding]

    @property
    def right_id(self) -> str | None:
        """The id of the chain that it declares, where all of it is right."""
        declared = self.parsed.declaration
        return str(declared.id) if isinstance(declared, Chain) and self.parsed.complete else None


def read_over(source: Source, right: Mapping[str, Source]) -> Read:
    """Read what a source declares; ``right`` are the sources that it can change, by the ids of their chains."""
    whole, base, troubles = with_base(source, right)
    with timed(TYPING):
        parsed = NOTHING if base is None and base_of(source) is not None else parse(whole)
    return Read(whole, parsed, base, troubles)


class Joiner:
    """Joins what was read to the catalogues that hold for it; of two chains of one id, the first stands."""

    def __init__(self, read: Iterable[Read]) -> None:
        self._catalogues = Catalogues((one.source, one.parsed) for one in read)
        self._shadows = self._catalogues.declared_twice()
        self._first: dict[str, tuple[str, Position]] = {}

    def is_first(self, name: str, chain_id: str, place: Position) -> bool:
        """Whether a file, which has the id of a chain at a place, is the first one of this id."""
        return self._first.setdefault(chain_id, (name, place))[0] == name

    def catalogues_over(self, *names: str) -> tuple[str, ...]:
        """The files of the catalogues that hold for a file, and for the file of the chain that it changes."""
        return self._catalogues.over(*names)

    def placed(self, source: Source, base: Source | None, chain: Chain | None) -> LoadedFile:
        """A file of a chain that was joined before, of which only places are asked."""
        homes = self._catalogues.scope(source.name, *([base.name] if base else ())).homes
        borrowed = borrowed_from(source.data, chain, homes)
        return LoadedFile(source.name, source, NOTHING, (), chain, None, borrowed, {}, base)

    def joined(self, read: Read, *, is_alone: bool = False) -> LoadedFile:
        """A file with what it has from its catalogues; one that is alone is not held against others of its id."""
        source, parsed, base, troubles = read
        findings = [*source.findings, *troubles, *parsed.findings, *self._shadows.get(source.name, ())]
        scope = self._catalogues.scope(source.name, *([base.name] if base else ()))
        chain = partial = walk = None
        is_twice = False
        if isinstance(parsed.declaration, Chain):
            findings += shadowing(parsed.declaration, scope.homes)
            if parsed.declaration.id == source.data.get("id"):  # not a wrong id's stand-in
                where = ("id",)
                is_twice = not is_alone and not self.is_first(
                    source.name, parsed.declaration.id, source.position(None, where)
                )  # which of the two is meant, nobody knows: the first stands
                if is_twice:
                    findings.append(twice(where, "chain", parsed.declaration.id, *self._first[parsed.declaration.id]))
            with timed(JOINING):
                joined, walk = completed(parsed.declaration, scope.stock)
            is_wrong = is_twice or not parsed.complete or any(one.severity is Severity.ERROR for one in troubles)
            chain, partial = (None, joined) if is_wrong else (joined, None)
        return LoadedFile(
            source.name,
            source,
            parsed,
            source.worth_saying(findings),
            chain,
            partial,
            borrowed_from(source.data, chain or partial, scope.homes),
            scope.declared,
            base,
            walk,
        )
