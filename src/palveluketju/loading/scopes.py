"""Catalogues and the files they hold for: those of a catalogue's own folder and of the folders below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from palveluketju.findings import Finding, Path, Related, stamp
from palveluketju.loading import rules
from palveluketju.loading.files import is_over
from palveluketju.loading.parsing import Parsed
from palveluketju.loading.rules import RULE_OF
from palveluketju.model import Catalogue, Shared
from palveluketju.source import Source


def twice_in_catalogues(read: list[tuple[Source, Parsed]]) -> dict[str, list[Finding]]:
    """What a catalogue declares although another one that holds for the same files has it already."""
    found: dict[str, list[Finding]] = {}
    before: list[tuple[Source, Catalogue]] = []
    for source, parsed in read:
        if isinstance(parsed.declaration, Catalogue):
            near = [one for one in before if is_over(one[0].name, source.name) or is_over(source.name, one[0].name)]
            found[source.name] = list(shadowing(parsed.declaration, Scope(near).homes))
            before.append((source, parsed.declaration))
    return found


class Scope:
    """The catalogues that hold for a file, as one, and the file that each element stands in."""

    def __init__(self, catalogues: Iterable[tuple[Source, Catalogue]]) -> None:
        self.catalogue = Catalogue()
        self.homes: dict[Path, Source] = {}
        for source, catalogue in catalogues:
            self.catalogue = self.catalogue.merged(catalogue)
            for path in elements_of(catalogue):
                self.homes.setdefault(path, source)


def elements_of(shared: Shared) -> Iterator[Path]:
    """The paths of what a catalogue, or a chain for itself, declares."""
    return ((section, name) for section in Shared.SECTIONS for name in getattr(shared, section))


def shadowing(shared: Shared, homes: Mapping[Path, Source]) -> Iterator[Finding]:
    """What is declared here although another file's catalogue has it already."""
    for path in elements_of(shared):
        if path in homes:
            section, name = str(path[0]), str(path[1])
            yield twice(path, Shared.SECTIONS[section], name, homes[path])


def twice(path: Path, what: str, name: str, first: Source) -> Finding:
    """That an id is declared in two files."""
    other = Related("declared first here", path, first.name, first.position(None, path))
    return stamp(RULE_OF[rules.declared_twice], rules.declared_twice(path, what, name, other))


def together(declared: Iterable[Mapping[str, frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    """The ids that several files declare, for each kind."""
    ids: dict[str, frozenset[str]] = {}
    for one in declared:
        for kind, names in one.items():
            ids[kind] = ids.get(kind, frozenset()) | names
    return ids
