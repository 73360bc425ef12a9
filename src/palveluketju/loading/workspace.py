"""Files and folders become a Workspace: every file read, every trouble collected, none fatal to the others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Final

from palveluketju.findings import CannotRun, Finding, Path, Related, stamp
from palveluketju.loading import rules
from palveluketju.loading.joining import borrowed_from, completed
from palveluketju.loading.parsing import Parsed, parse
from palveluketju.loading.rules import RULE_OF
from palveluketju.model import Catalogue, Chain, Shared
from palveluketju.source import Source, parse_source, read_source

MAX_FILES: Final = 2000
MAX_TOTAL_BYTES: Final = 50 * 1024 * 1024
ENDINGS: Final = (".yaml", ".yml")
CATALOGUE_NAMES: Final = ("catalogue.yaml", "catalogue.yml")


class InvalidChain(ValueError):
    """A chain file that cannot be used; the message lists every error in it."""


@dataclass(frozen=True)
class LoadedFile:
    """One file of a workspace.

    ``chain`` is the declared chain with what it uses of the catalogue, when the whole file is right.
    ``partial`` is what could be made of a chain that is not: enough to look its references up.
    ``borrowed`` says which file an element taken from a catalogue stands in.
    """

    name: str
    source: Source
    parsed: Parsed
    findings: tuple[Finding, ...]
    chain: Chain | None = None
    partial: Chain | None = None
    borrowed: Mapping[Path, str] = field(default_factory=dict)

    def is_called(self, chain_id: str) -> bool:
        """Whether the file declares the chain with an id, right or wrong."""
        return self.source.data.get("id") == chain_id and not self.is_catalogue

    @property
    def is_catalogue(self) -> bool:
        """Whether the file says that it is a catalogue."""
        return isinstance(self.parsed.declaration, Catalogue)


@dataclass(frozen=True)
class Workspace:
    """Chain files and the catalogues they share, in the order in which they were named or sort.

    ``unread`` says what could not be read at all, a sentence each. ``declared`` has, for each kind, the ids
    written in any catalogue, right or wrong.
    """

    files: tuple[LoadedFile, ...]
    catalogue: Catalogue
    declared: Mapping[str, frozenset[str]]
    unread: tuple[str, ...] = ()

    @property
    def lacks_a_catalogue(self) -> bool:
        """Whether a catalogue is here and cannot be read, so that nobody knows what it declares."""
        return any(
            file.parsed.declaration is None
            and (FilePath(file.name).name in CATALOGUE_NAMES or "palveluketju-catalogue" in file.source.text[:2000])
            for file in self.files
        )

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains whose files are right."""
        return tuple(file.chain for file in self.files if file.chain is not None)

    def chain(self, chain_id: str) -> Chain:
        """The chain with an id.

        Raises:
            KeyError: no file that is right declares it.
        """
        for chain in self.chains:
            if chain.id == chain_id:
                return chain
        raise KeyError(chain_id)


def load_workspace(paths: Iterable[str | os.PathLike[str]]) -> Workspace:
    """Read chain files and catalogues, or every ``*.yaml`` and ``*.yml`` in folders and the folders below them.

    A file named by itself is read with the ``catalogue.yaml`` of its own folder. Nothing is raised for a file
    that is wrong or cannot be read: its findings, or a sentence in ``unread``, say so.

    Raises:
        TypeError: one path is given, and not a list of paths.
    """
    if isinstance(paths, (str, os.PathLike)):
        raise TypeError("load_workspace takes a list of paths: load_workspace([path])")
    names, linked, unread = _file_names([FilePath(path) for path in paths])
    sources: list[Source] = [
        Source(name, "", findings=(stamp(RULE_OF[rules.link_outside], rules.link_outside()),)) for name in linked
    ]
    total = 0
    for name in names:
        try:
            source = read_source(name, name=name)
        except CannotRun as error:
            unread.append(str(error))
            continue
        total += len(source.text.encode("utf-8", "surrogatepass"))
        if total > MAX_TOTAL_BYTES:
            unread.append(
                f"the files hold more than {MAX_TOTAL_BYTES // 1024 // 1024} MiB together; check fewer at a time"
            )
            break
        sources.append(source)
    return join_sources(sources, tuple(unread))


def join_sources(sources: Iterable[Source], unread: tuple[str, ...] = ()) -> Workspace:
    """Make a workspace of sources already read: catalogues together, and each chain with what it uses of them."""
    read = [(source, parse(source)) for source in sources]
    catalogue, homes, twice = _catalogue_of(read)
    files = []
    chain_files: dict[str, Source] = {}
    declared: dict[str, frozenset[str]] = {}
    for source, parsed in read:
        findings = [*source.findings, *parsed.findings, *twice.get(source.name, ())]
        chain = partial = None
        if isinstance(parsed.declaration, Chain):
            findings += _shadowing(parsed.declaration, homes)
            if parsed.declaration.id == source.data.get("id"):  # not a wrong id's stand-in
                first = chain_files.setdefault(parsed.declaration.id, source)
                if first is not source:
                    findings.append(_twice(("id",), "chain", parsed.declaration.id, first))
            whole = completed(parsed.declaration, catalogue)
            chain, partial = (whole, None) if parsed.complete else (None, whole)
        elif isinstance(parsed.declaration, Catalogue):
            for kind, ids in parsed.declared.items():
                declared[kind] = declared.get(kind, frozenset()) | ids
        borrowed = borrowed_from(source.data, chain or partial, homes)
        files.append(LoadedFile(source.name, source, parsed, tuple(findings), chain, partial, borrowed))
    return Workspace(tuple(files), catalogue, declared, unread)


def load_chain(path: str | os.PathLike[str]) -> Chain:
    """Read one chain file, with what it uses of the ``catalogue.yaml`` beside it.

    Raises:
        CannotRun: there is no such file, or it may not be read.
        InvalidChain: the file, or the catalogue, is wrong; the message says where and how.
    """
    workspace = load_workspace([path])
    return _only_chain(workspace)


def load_chain_text(text: str, *, catalogue: str | None = None) -> Chain:
    """Make a chain of YAML text, as a notebook has it, and the text of a catalogue if there is one.

    Raises:
        InvalidChain: one of the texts is wrong; the message says where and how.
    """
    sources = [] if catalogue is None else [parse_source(catalogue, name="<catalogue>")]
    return _only_chain(join_sources([*sources, parse_source(text, name="<chain>")]))


def _only_chain(workspace: Workspace) -> Chain:
    if workspace.unread:
        raise CannotRun("; ".join(workspace.unread))
    errors = [
        f"{file.name}:{':'.join(map(str, file.source.position(finding.position, finding.where)))}: {finding.message}"
        for file in workspace.files
        for finding in file.findings
        if finding.severity.name == "ERROR"
    ]
    if errors:
        raise InvalidChain("\n".join(errors))
    if not workspace.chains:
        raise InvalidChain(f"{workspace.files[-1].name} is a catalogue, not a chain")
    if len(workspace.chains) > 1:
        raise InvalidChain("there are several chains; read them with load_workspace")
    return workspace.chains[0]


def _file_names(paths: list[FilePath]) -> tuple[list[str], list[str], list[str]]:
    """Names of files to read, of links that lead outside their folder, and what is wrong with the paths."""
    names: dict[str, None] = {}
    linked: list[str] = []
    unread: list[str] = []
    for path in paths:
        if not path.is_dir():
            if path.name not in CATALOGUE_NAMES:
                names.update((str(beside), None) for beside in _catalogues_beside(path))
            names[str(path)] = None
            continue
        found = 0
        root = FilePath(os.path.realpath(path))
        for file in _yaml_files(path):
            found += 1
            if file.is_symlink() and not FilePath(os.path.realpath(file)).is_relative_to(root):
                linked.append(str(file))
            else:
                names[str(file)] = None
            if len(names) > MAX_FILES:
                unread.append(f"{path} holds more than {MAX_FILES} chain files; check its folders one by one")
                return [], [], unread
        if not found:
            unread.append(f"{path} holds no chain files (*.yaml or *.yml)")
    same: dict[str, str] = {}
    for name in names:
        same.setdefault(os.path.realpath(name), name)
    return list(same.values()), linked, unread


def _catalogues_beside(path: FilePath) -> Iterator[FilePath]:
    return (beside for name in CATALOGUE_NAMES if (beside := path.parent / name).is_file())


def _yaml_files(folder: FilePath) -> Iterator[FilePath]:
    """In a stable order; links to folders are not followed, hidden folders are passed over."""
    for current, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield FilePath(current, name)


def _catalogue_of(
    read: list[tuple[Source, Parsed]],
) -> tuple[Catalogue, dict[Path, Source], dict[str, list[Finding]]]:
    """All catalogues as one; the file that each element stands in; and what is declared in two of them."""
    merged = Catalogue()
    homes: dict[Path, Source] = {}
    twice: dict[str, list[Finding]] = {}
    for source, parsed in read:
        if not isinstance(parsed.declaration, Catalogue):
            continue
        found = twice.setdefault(source.name, [])
        found += _shadowing(parsed.declaration, homes)
        for path in _elements(parsed.declaration):
            homes.setdefault(path, source)
        merged = merged.merged(parsed.declaration)
    return merged, homes, twice


def _elements(shared: Shared) -> Iterator[Path]:
    return ((section, name) for section in Shared.SECTIONS for name in getattr(shared, section))


def _shadowing(shared: Shared, homes: Mapping[Path, Source]) -> Iterator[Finding]:
    """What is declared here although another file's catalogue has it already."""
    for path in _elements(shared):
        if path in homes:
            section, name = str(path[0]), str(path[1])
            yield _twice(path, section.removesuffix("s"), name, homes[path])


def _twice(path: Path, what: str, name: str, first: Source) -> Finding:
    other = Related("declared first here", path, first.name, first.position(None, path))
    return stamp(RULE_OF[rules.declared_twice], rules.declared_twice(path, what, name, other))
