"""Catalogues and the files they hold for: those of a catalogue's own folder and of the folders below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Final, NamedTuple

from palveluketju.findings import N_, Finding, Path, Position, Related, stamp
from palveluketju.loading import rules
from palveluketju.loading.files import folders_over
from palveluketju.loading.joining import Stock
from palveluketju.loading.parsing import Parsed
from palveluketju.loading.rules import RULE_OF
from palveluketju.model import Catalogue, Shared
from palveluketju.source import Source

_RECENT: Final = 8
"""Of how many scopes it is kept what was looked up: files of one scope come after another."""


class Catalogues:
    """Every catalogue of a workspace, by the folder that it holds for."""

    def __init__(self, read: Iterable[tuple[Source, Parsed]]) -> None:
        self._by_folder: dict[str, list[tuple[int, Source, Catalogue, Parsed]]] = {}
        self._scopes: dict[tuple[int, ...], Scope] = {(): Scope(Catalogue.model_construct(), {}, {})}
        self._recent: dict[tuple[int, ...], Stock] = {}
        for number, (source, parsed) in enumerate(read):
            if isinstance(parsed.declaration, Catalogue):
                folder = folders_over(source.name)[0]
                self._by_folder.setdefault(folder, []).append((number, source, parsed.declaration, parsed))

    def scope(self, *names: str) -> Scope:
        """What holds for a file, and for the file of the chain that it changes, as one."""
        over = self._over(names)
        key = tuple([number for number, *_ in over])
        known = len(key)
        while key[:known] not in self._scopes:
            known -= 1
        for place in range(known, len(key)):
            _, source, catalogue, parsed = over[place]
            self._scopes[key[: place + 1]] = self._scopes[key[:place]].under(source, catalogue, parsed)
        scope = self._scopes[key]
        if key not in self._recent:
            self._recent[key] = scope.stock
            if len(self._recent) > _RECENT:
                self._recent.pop(next(iter(self._recent))).forget()
        return scope

    def over(self, *names: str) -> tuple[str, ...]:
        """The files of the catalogues that hold for these, in their order."""
        return tuple(source.name for _, source, *_ in self._over(names))

    def _over(self, names: Iterable[str]) -> list[tuple[int, Source, Catalogue, Parsed]]:
        folders = {folder for name in names for folder in folders_over(name)} & self._by_folder.keys()
        return sorted([one for folder in folders for one in self._by_folder[folder]], key=itemgetter(0))

    def declared_twice(self) -> dict[str, list[Finding]]:
        """What a catalogue declares although another one that holds for the same files has it already."""
        found: dict[str, list[Finding]] = {}
        before: dict[Path, _Declarers] = {}
        every = sorted((one for ones in self._by_folder.values() for one in ones), key=itemgetter(0))
        for number, source, catalogue, _ in every:
            over = folders_over(source.name)
            homes: dict[Path, Source] = {}
            for path in elements_of(catalogue):
                declarers = before.setdefault(path, _Declarers({}, {}))
                near = declarers.near(over)
                if near:
                    homes[path] = min(near, key=itemgetter(0))[1]
                declarers.note(over, number, source)
            found[source.name] = list(shadowing(catalogue, homes))
        return found


class _Declarers(NamedTuple):
    """The catalogues that declare one element, with their numbers in the order of reading, which no two share.

    ``at`` has the first of each folder but where one of a folder above it came before: that one is near to all that
    this one is near to. ``below`` has the first in a folder or anywhere below it.
    """

    at: dict[str, tuple[int, Source]]
    below: dict[str, tuple[int, Source]]

    def near(self, over: tuple[str, ...]) -> list[tuple[int, Source]]:
        """The first that are in the folder of a file, above it, or below it."""
        found = [self.at[folder] for folder in self.at.keys() & over]
        return [*found, self.below[over[0]]] if over[0] in self.below else found

    def note(self, over: tuple[str, ...], number: int, source: Source) -> None:
        """Another one, read after all that are here, with its folder and those above it."""
        if self.at.keys().isdisjoint(over):
            self.at[over[0]] = number, source
        for folder in over:
            if folder in self.below:
                break  # and so are all above it
            self.below[folder] = number, source


class Scope:
    """The catalogues that hold for a file, as one, and the file that each element stands in.

    ``declared`` has the ids written in them, right or wrong, by kind.
    """

    def __init__(self, whole: Catalogue, homes: dict[Path, Source], declared: Mapping[str, frozenset[str]]) -> None:
        self.homes, self.declared = homes, declared
        self.stock = Stock(whole)

    def under(self, source: Source, catalogue: Catalogue, parsed: Parsed) -> Scope:
        """The same with one more catalogue, of which that counts which this one does not have."""
        homes = {**dict.fromkeys(elements_of(catalogue), source), **self.homes}
        return Scope(self.stock.catalogue.merged(catalogue), homes, together((self.declared, parsed.declared)))


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
