"""What was loaded: files with what they declare and what is wrong with them, and all of them as a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path as FilePath
from typing import Any

from palveluketju.display import short
from palveluketju.findings import N_, Finding, Message, Path, counted, joined, unknown_id
from palveluketju.frozen import dataclass
from palveluketju.loading.files import CATALOGUE_NAMES
from palveluketju.loading.parsing import Parsed, parse
from palveluketju.model import Catalogue, Chain
from palveluketju.model.walking import Walk
from palveluketju.source import Source, parse_source


@dataclass(frozen=True, repr=False)
class LoadedFile:
    """One file of a workspace.

    ``chain`` is the declared chain with what it uses of the catalogue, when the whole file is right.
    ``partial`` is what could be made of a chain that is not: enough to look its references up.
    ``borrowed`` says which file an element taken from a catalogue stands in; ``declared`` has, for each kind, the ids
    written in the catalogues that hold for the file, right or wrong. ``base`` is the file of the chain that a variant
    changes. ``walk`` is that of the chain or of what could be made of it, where it was joined to catalogues.
    """

    name: str
    source: Source
    parsed: Parsed
    findings: tuple[Finding, ...]
    chain: Chain | None = None
    partial: Chain | None = None
    borrowed: Mapping[Path, str] = field(default_factory=dict)
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    base: Source | None = None
    walk: Walk | None = field(default=None, compare=False)

    def home(self, where: Path) -> str:
        """The file in which a path of the declaration stands: this one, a catalogue, or that of the changed chain."""
        if where[:2] in self.borrowed:
            return self.borrowed[where[:2]]
        if self.base is None:
            return self.name
        written = self.source.known(where)
        value: Any = self.source.data
        for part in written:
            value = value[part]
        if isinstance(value, Mapping) and len(self.base.known(where)) > len(written):
            return self.base.name
        return self.name

    def is_called(self, chain_id: str) -> bool:
        """Whether the file declares the chain with an id, right or wrong."""
        return self.source.data.get("id") == chain_id and not self.is_catalogue

    @property
    def catalogue(self) -> Catalogue | None:
        """The declared catalogue, when the whole file is right."""
        declared = self.parsed.declaration
        return declared if isinstance(declared, Catalogue) and self.parsed.complete else None

    def __repr__(self) -> str:
        return short(f"<file {self.name}>")

    @property
    def is_catalogue(self) -> bool:
        """Whether the file says that it is a catalogue."""
        return isinstance(self.parsed.declaration, Catalogue)


@dataclass(frozen=True, repr=False)
class Workspace:
    """Chain files and the catalogues they share, in the order in which they were named or sort.

    Its length, and what it goes through, are the chains whose files are right; ``workspace["id"]`` is one of them.
    ``unread`` says what could not be read at all, a sentence each. ``read`` are the names of all files that were read
    or found, also of those that are wrong: nothing is to be written over them. ``foreign`` are the names of YAML files
    of other formats that were passed over.
    """

    files: tuple[LoadedFile, ...]
    unread: tuple[Message, ...] = ()
    read: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def lacks_a_catalogue(self) -> bool:
        """Whether a catalogue is here and cannot be read, so that nobody knows what it declares."""
        return any(
            file.parsed.declaration is None
            and (FilePath(file.name).name in CATALOGUE_NAMES or "palveluketju-catalogue" in file.source.text[:2000])
            for file in self.files
        )

    @property
    def wrong(self) -> frozenset[str | None]:
        """The ids of the chains whose files have errors; None for what cannot be read, or does not tell its id."""
        ids = (file.source.data.get("id") for file in self.files if file.chain is None and not file.is_catalogue)
        known: set[str | None] = {one if isinstance(one, str) else None for one in ids}
        return frozenset(known | {None} if self.unread else known)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains whose files are right."""
        return tuple(file.chain for file in self.files if file.chain is not None)

    def chain(self, chain_id: str) -> Chain:
        """The chain with an id.

        Raises:
            UnknownId: no file that is right declares it; the message names ids that are near.
        """
        for chain in self.chains:
            if chain.id == chain_id:
                return chain
        wrong = [file.name for file in self.files if file.is_called(chain_id)]
        because = (
            Message(N_("its file {file} has errors, which check_workspace lists"), file=wrong[0]) if wrong else None
        )
        raise unknown_id("chain", str(chain_id), (chain.id for chain in self.chains), because=because)

    def __len__(self) -> int:
        return len(self.chains)

    def __bool__(self) -> bool:
        return True  # a workspace without a chain that is right still has something to say

    def __iter__(self) -> Iterator[Chain]:
        return iter(self.chains)

    def __contains__(self, chain: object) -> bool:
        return any(chain == (one.id if isinstance(chain, str) else one) for one in self.chains)

    def __getitem__(self, chain_id: str) -> Chain:
        return self.chain(chain_id)

    def __repr__(self) -> str:
        catalogues = sum(file.is_catalogue for file in self.files)
        wrong = sum(file.chain is None and file.catalogue is None for file in self.files) + len(self.unread)
        counts = [counted(len(self), "chain"), counted(catalogues, "catalogue")]
        counts += [f"{counted(wrong, 'file')} with errors"] if wrong else []
        return f"<workspace: {joined(counts)}>"

    def _repr_html_(self) -> str:
        from palveluketju.loading.showing import workspace_html

        return workspace_html(self)


def made_in_python(chains: Iterable[Chain]) -> Workspace:
    """A workspace of chains that have no files: each stands in the text that it would have in one."""
    files = []
    for chain in chains:
        name = f"<{chain.id}>"
        source = parse_source(chain.to_yaml(), name=name)
        files.append(LoadedFile(name, source, parse(source), (), chain))
    return Workspace(tuple(files))
