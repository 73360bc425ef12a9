"""Catalogues and the files they hold for: those of a catalogue's own folder and of the folders below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from palveluketju.findings import N_, Finding, Path, Position, Related, stamp
from palveluketju.loading import rules
from palveluketju.loading.files import folders_over
from palveluketju.loading.joining import Stock
from palveluketju.loading.parsing import Parsed
from palveluketju.loading.rules import RULE_OF
from palveluketju.model import Catalogue, Shared
from palveluketju.source import Source


class Catalogues:
    """Every catalogue of a workspace, by the folder that it holds for."""

    def __init__(self, read: Iterable[tuple[Source, Parsed]]) -> None:
        self._by_folder: dict[str, list[tuple[int, Source, Catalogue, Parsed]]] = {}
        self._scopes: dict[tuple[int, ...], Scope] = {}
        for number, (source, parsed) in enumerate(read):
            if isinstance(parsed.declaration, Catalogue):
                folder = folders_over(source.name)[0]
                self._by_folder.setdefault(folder, []).append((number, source, parsed.declaration, parsed))

    def scope(self, *names: str) -> Scope:
        """What holds for a file, and for the file of the chain that it changes, as one."""
        folders = dict.fromkeys(folder for name in names for folder in folders_over(name))
        over = sorted((one for folder in folders for one in self._by_folder.get(folder, ())), key=lambda one: one[0])
        key = tuple(number for number, *_ in over)
        if key not in self._scopes:
            self._scopes[key] = Scope(over)
        return self._scopes[key]

    def declared_twice(self) -> dict[str, list[Finding]]:
        """What a catalogue declares although another one that holds for the same files has it already."""
        found: dict[str, list[Finding]] = {}
        before: dict[Path, list[tuple[str, Source]]] = {}
        for _, source, catalogue, _ in sorted(
            (one for ones in self._by_folder.values() for one in ones), key=lambda one: one[0]
        ):
            own = folders_over(source.name)
            homes: dict[Path, Source] = {}
            for path in elements_of(catalogue):
                for folder, other in before.setdefault(path, []):
                    if folder in own or own[0] in folders_over(other.name):
                        homes.setdefault(path, other)
                before[path].append((own[0], source))
            found[source.name] = list(shadowing(catalogue, homes))
        return found


class Scope:
    """The catalogues that hold for a file, as one, and the file that each element stands in.

    ``declared`` has the ids written in them, right or wrong, by kind.
    """

    def __init__(self, catalogues: Iterable[tuple[int, Source, Catalogue, Parsed]]) -> None:
        whole = Catalogue()
        self.homes: dict[Path, Source] = {}
        catalogues = tuple(catalogues)
        self.declared = together(parsed.declared for *_, parsed in catalogues)
        for _, source, catalogue, _ in catalogues:
            whole = whole.merged(catalogue)
            for path in elements_of(catalogue):
                self.homes.setdefault(path, source)
        self.stock = Stock(whole)


def elements_of(shared: Shared) -> Iterator[Path]:
    """The paths of what a catalogue, or a chain for itself, declares."""
    return ((section, name) for section in Shared.SECTIONS for name in getattr(shared, section))


def shadowing(shared: Shared, homes: Mapping[Path, Source]) -> Iterator[Finding]:
    """What is declared here although another file's catalogue has it already."""
    for path in elements_of(shared):
        if path in homes:
            section, name = str(path[0]), str(path[1])
            first = homes[path]
            yield twice(path, Shared.SECTIONS[section], name, first.name, first.position(None, path))


def twice(path: Path, what: str, name: str, first: str, place: Position) -> Finding:
    """That an id is declared in two files: in the first of them, at a place."""
    other = Related(N_("declared first here"), path, first, place)
    return stamp(RULE_OF[rules.declared_twice], rules.declared_twice(path, what, name, other))


def together(declared: Iterable[Mapping[str, frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    """The ids that several files declare, for each kind."""
    ids: dict[str, frozenset[str]] = {}
    for one in declared:
        for kind, names in one.items():
            ids[kind] = ids.get(kind, frozenset()) | names
    return ids
