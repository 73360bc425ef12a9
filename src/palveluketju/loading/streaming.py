"""Very many files, read one by one: each is looked at and laid aside, so that what is kept stays small."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Final, NamedTuple, TypeAlias

from palveluketju.findings import CannotRun, Message
from palveluketju.loading.files import CATALOGUE_NAMES, LIMITS, FoundFiles, Limits, files_of
from palveluketju.loading.joined import Joiner, Read, read_over
from palveluketju.loading.parsing import says_what_it_is
from palveluketju.loading.records import LoadedFile
from palveluketju.loading.variants import base_of, with_base
from palveluketju.loading.workspace import TOO_MUCH, not_meant
from palveluketju.model import Catalogue, Chain
from palveluketju.source import Aside, Source, laid_aside, read_bytes, source_of
from palveluketju.timing import FINDING, READING, timed

_CATALOGUE: Final = "palveluketju-catalogue"
_EARLY: Final = re.compile(f"{_CATALOGUE}|variant-of".encode())
"""What the text of a catalogue or of a variant has, unless somebody hides it."""


class Hidden(Exception):
    """A catalogue, or a variant, was not told from its text, and is needed before what has been looked at."""


class FileSeen(NamedTuple):
    """A file that was looked at and laid aside; ``base`` is the file of the chain that a variant changes."""

    name: str
    is_catalogue: bool
    base: Source | None


def stream_of(
    paths: Iterable[str | os.PathLike[str]],
    *,
    within: str | os.PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    limits: Limits = LIMITS,
) -> Stream | None:
    """The files of folders, to be looked at one by one; what is asked for is as in ``load_workspace``.

    None where the files have to be read together: where one is named by itself, or where one is refused.
    """
    places = None if within is None else FilePath(within)
    with timed(FINDING):
        files = files_of([FilePath(path) for path in paths], places, exclude=exclude, limits=limits)
    if files.alone or files.refused:
        return None
    stream = Stream(files, limits)
    return None if stream.is_unclear else stream


class Stream:
    """The files of a workspace, each looked at once: the catalogues first, and variants last.

    Meanwhile the texts are kept, packed. What is told of all files is whole once each of them has been looked at.
    """

    def __init__(self, files: FoundFiles, limits: Limits) -> None:
        self._files = files
        self.unread = list(files.unread)
        self.foreign = tuple(files.foreign)
        self.read = (*files.names, *files.foreign)
        with timed(READING):
            self._packed = self._texts(limits)
        self._numbers = {name: number for number, name in enumerate(self._packed)}
        self._aside: dict[str, Aside] = {}
        self._seen: dict[str, FileSeen] = {}
        self._right: dict[str, Source] = {}
        self._wrong: set[str | None] = set()
        self._early = {name: self._source(name) for name, (_, is_early) in self._packed.items() if is_early}
        self._bases = {base_of(source) for source in self._early.values()}
        first = {name: read_over(one, {}) for name, one in self._early.items() if base_of(one) is None}
        self._catalogues = {name: one for name, one in first.items() if isinstance(one.parsed.declaration, Catalogue)}
        self._joiner = Joiner(self._catalogues.values())
        self.lacks_a_catalogue = any(
            one.parsed.declaration is None and _is_meant_as_catalogue(one.source) for one in first.values()
        )
        self.is_unclear = any(base_of(one) is not None and _is_meant_as_catalogue(one) for one in self._early.values())

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[tuple[int, LoadedFile]]:
        """Each file, with its place among all.

        Raises:
            Hidden: a file is to come before what has been looked at.
        """
        variants = {name for name, source in self._early.items() if base_of(source) is not None}
        for name in sorted(self._packed, key=lambda name: (name not in self._catalogues, name in variants)):
            file = self._joiner.joined(self._read(name, is_variant=name in variants))
            self._seen[name] = FileSeen(name, file.is_catalogue, file.base)
            if file.chain is None and not file.is_catalogue:
                self._wrong.add(file.source.chain_id)
            yield self._numbers[name], file

    def again(self, name: str, chain: Chain | None) -> LoadedFile:
        """A file that was looked at, once more, to ask for places in it; ``chain`` is what was made of it."""
        if name in self._catalogues:
            return self._joiner.joined(self._catalogues[name])
        source, base, _ = with_base(self._aside[name].taken_up(), self._right)
        return self._joiner.placed(source, base, chain)

    @property
    def files(self) -> tuple[FileSeen, ...]:
        """What was looked at, in the order of the files."""
        return tuple(self._seen[name] for name in self._packed)

    @property
    def aside(self) -> tuple[Aside, ...]:
        """What was laid aside, in the order of the files."""
        return tuple(self._aside[name] for name in self._packed)

    @property
    def wrong(self) -> frozenset[str | None]:
        """The ids of the chains whose files have errors; None for what cannot be read, or does not tell its id."""
        return frozenset(self._wrong | {None} if self.unread else self._wrong)

    def _texts(self, limits: Limits) -> dict[str, tuple[bytes, bool]]:
        """What the files hold, packed, and whether it is needed before the rest."""
        packed: dict[str, tuple[bytes, bool]] = {}
        total = 0
        for name in self._files.names:
            try:
                data = read_bytes(name)
            except CannotRun as error:
                self.unread.append(error.message)
                continue
            total += len(data)
            if total > limits.mebibytes << 20:
                self.unread.append(Message(TOO_MUCH, most=limits.mebibytes))
                break
            is_early = bool(_EARLY.search(data)) or name in self._files.implied
            is_early = is_early or FilePath(name).name in CATALOGUE_NAMES
            packed[name] = zlib.compress(data, 1), is_early
        return packed

    def _source(self, name: str) -> Source:
        with timed(READING):
            source = source_of(zlib.decompress(self._packed[name][0]), name)
        is_meant = name not in self._files.implied or says_what_it_is(source)
        return source if is_meant else not_meant(name)

    def _read(self, name: str, *, is_variant: bool) -> Read:
        source = self._early.pop(name, None) or self._source(name)
        self._packed[name] = b"", True
        self._aside[name] = laid_aside(source)
        read = self._catalogues.get(name) or read_over(source, self._right)
        is_catalogue = isinstance(read.parsed.declaration, Catalogue)
        if is_catalogue is not (name in self._catalogues) or is_variant is not (base_of(source) is not None):
            raise Hidden
        if read.right_id is not None:
            self._right.setdefault(read.right_id, source if read.right_id in self._bases else _mentioned(source))
        return read


Going: TypeAlias = Callable[[Stream], Iterator[tuple[int, LoadedFile]]]
"""What goes through the files of a stream, as ``iter`` does."""


def _is_meant_as_catalogue(source: Source) -> bool:
    return FilePath(source.name).name in CATALOGUE_NAMES or _CATALOGUE in source.text[:2000]


def _mentioned(source: Source) -> Source:
    """A source of which nothing is needed but that its chain is there."""
    return Source(source.name, "", {key: source.data[key] for key in ("id", "variant-of") if key in source.data})
