"""Very many files, read one by one: each is looked at and laid aside, so that what is kept stays small."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path as FilePath
from typing import Final, NamedTuple

from palveluketju.cache.seen import digest_of
from palveluketju.findings import CannotRun, Message
from palveluketju.loading.files import CATALOGUE_NAMES, LIMITS, VERY_MANY, FoundFiles, Limits, files_of
from palveluketju.loading.joined import Joiner, Read, read_over
from palveluketju.loading.parsing import says_what_it_is
from palveluketju.loading.records import LoadedFile
from palveluketju.loading.sharing import Share, Sharing, Told, pack, unpack
from palveluketju.loading.variants import base_of, with_base
from palveluketju.loading.workspace import TOO_MUCH, not_meant
from palveluketju.model import Catalogue, Chain
from palveluketju.model.lean import tell_alike
from palveluketju.source import Aside, Source, laid_aside, likeness_of, read_bytes, source_of
from palveluketju.timing import FINDING, READING, timed

_CATALOGUE: Final = "palveluketju-catalogue"
_EARLY: Final = (_CATALOGUE.encode(), b"variant-of")
"""What the text of a catalogue or of a variant has, unless somebody hides it."""
_DIGEST: Final = 16
_UNPACKED: Final = 32 << 20
"""How many bytes are kept as they are, since of many files nobody asks for the text; more of them would take room."""


class Hidden(Exception):
    """The files have to be read together.

    A catalogue, or a variant, was not told from its text, and is needed before what has been looked at; or what was to
    be had of a file is not there.
    """


class FileSeen(NamedTuple):
    """A file that was looked at and laid aside; ``base`` is the file of the chain that a variant changes."""

    name: str
    is_catalogue: bool
    base: Source | Aside | None


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
        files = files_of(
            [FilePath(path) for path in paths], places, exclude=exclude, limits=limits, keeps_texts=_UNPACKED
        )
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
        self._digests: dict[str, bytes] = {}
        self.unread = list(files.unread)
        self.foreign = tuple(files.foreign)
        self.read = (*files.names, *files.foreign)
        with timed(READING):
            self._packed = self._texts(limits)
        self._numbers = {name: number for number, name in enumerate(self._packed)}
        self._aside: dict[str, Aside] = {}
        self._like = b""
        self._seen: dict[str, FileSeen] = {}
        self._packed_bases: dict[str, tuple[str, bytes]] = {}
        self._right: dict[str, Source] = {}
        self._wrong: set[str | None] = set()
        self._early = {name: self._source(name) for name, (_, is_early) in self._packed.items() if is_early}
        self._bases = {base_of(source) for source in self._early.values()}
        first = {name: read_over(one, {}) for name, one in self._early.items() if base_of(one) is None}
        self._catalogues = {name: one for name, one in first.items() if isinstance(one.parsed.declaration, Catalogue)}
        for catalogue in self.catalogues.values() if len(self._packed) > VERY_MANY else ():
            tell_alike(catalogue)
        self._joiner = Joiner(self._catalogues.values())
        self._variants = {name for name, source in self._early.items() if base_of(source) is not None}
        self.order = sorted(self._packed, key=lambda name: (name not in self._catalogues, name in self._variants))
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
        for name in self.order:
            yield self.number(name), self.file(name)

    def number(self, name: str) -> int:
        """The place of a file among all."""
        return self._numbers[name]

    def file(self, name: str) -> LoadedFile:
        """A file, looked at; those that come before it in the order have been.

        Raises:
            Hidden: a file is to come before what has been looked at.
        """
        file = self._joiner.joined(self._read(name))
        self._seen[name] = FileSeen(name, file.is_catalogue, file.base)
        if file.chain is None and not file.is_catalogue:
            self._wrong.add(file.source.chain_id)
        return file

    def texts_of_catalogues(self) -> tuple[tuple[str, bytes], ...]:
        """The bytes of the catalogues, packed, by their files, before any file has been looked at."""
        return tuple((name, self._packed[name][0]) for name in self._catalogues)

    @property
    def catalogues(self) -> dict[str, Catalogue]:
        """The catalogues, by their files."""
        found = {name: one.parsed.declaration for name, one in self._catalogues.items()}
        return {name: one for name, one in found.items() if isinstance(one, Catalogue)}

    def is_variant(self, name: str) -> bool:
        """Whether a file is of a variant; these come last."""
        return name in self._variants

    def can_be_shared(self, name: str) -> bool:
        """Whether a file can be looked at elsewhere; of a variant once all chains have been looked at."""
        base = base_of(self._early[name]) if name in self._variants else None
        if base is None:
            return not self._packed[name][1]
        return base in self._packed_bases and base != self._early[name].chain_id

    def share(self, name: str) -> Share:
        """A file that can be, as it is looked at elsewhere: see :class:`Sharing`."""
        base = base_of(self._early[name]) if name in self._variants else None
        packed = None if base is None else self._packed_bases[base]
        bases = () if packed is None else (packed[0],)
        together = (name, *bases, *self._joiner.catalogues_over(name, *bases))
        return Share(name, self._packed[name][0], packed, b"".join(self._digests[one] for one in together))

    def sharing(self) -> Sharing:
        """What looks at a file here as it is looked at elsewhere."""
        return Sharing(self._catalogues.values(), self._joiner, self._early)

    def take(self, name: str, told: Told, packed: bytes) -> bool:
        """Take note of a file that was looked at elsewhere; refused where its chain has the id of one before.

        ``packed`` is the file as it is laid aside.
        """
        if told.declared is not None and not self._joiner.is_first(name, told.declared, told.place):
            return False
        base = None if told.base is None else self._aside[self._packed_bases[told.base][0]]
        self._early.pop(name, None)
        self._aside[name] = Aside(name, told.chain_id, False, packed)
        self._seen[name] = FileSeen(name, False, base)
        if told.is_wrong:
            self._wrong.add(told.chain_id)
        if told.right_id is not None:
            data = {"id": told.right_id, **({} if told.base is None else {"variant-of": told.base})}
            is_base = told.right_id in self._bases
            self._note_right(name, told.right_id, self._aside[name].taken_up() if is_base else Source(name, "", data))
        self._packed[name] = b"", True
        return True

    def _note_right(self, name: str, chain_id: str, source: Source) -> None:
        """Note a chain that is right, so that variants can change it."""
        if chain_id not in self._right:
            self._right[chain_id] = source
            if chain_id in self._bases and base_of(source) is None:
                self._packed_bases[chain_id] = name, self._packed[name][0]

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
        texts: dict[str, tuple[bytes, bool]] = {}
        total = 0
        for name in self._files.names:
            try:
                data = self._files.texts.pop(name, None) or read_bytes(name)
            except CannotRun as error:
                self.unread.append(error.message)
                continue
            total += len(data)
            if total > limits.mebibytes << 20:
                self.unread.append(Message(TOO_MUCH, most=limits.mebibytes))
                break
            told = os.fsencode(name) + b"\0" + digest_of(name, data).encode("ascii")
            self._digests[name] = blake2b(told, digest_size=_DIGEST).digest()
            is_early = any(word in data for word in _EARLY) or name in self._files.implied
            is_early = is_early or FilePath(name).name in CATALOGUE_NAMES
            texts[name] = pack(data, is_small=total > _UNPACKED), is_early
        return texts

    def _source(self, name: str) -> Source:
        with timed(READING):
            source = source_of(unpack(self._packed[name][0]), name)
        is_meant = name not in self._files.implied or says_what_it_is(source)
        return source if is_meant else not_meant(name)

    def _read(self, name: str) -> Read:
        source = self._early.pop(name, None) or self._source(name)
        self._aside[name] = laid_aside(source, self._like)
        if not (self._like or source.is_catalogue):
            self._like = likeness_of(source)
        read = self._catalogues.get(name) or read_over(source, self._right)
        is_catalogue = isinstance(read.parsed.declaration, Catalogue)
        is_variant = base_of(source) is not None
        if is_catalogue is not (name in self._catalogues) or is_variant is not (name in self._variants):
            raise Hidden
        if read.right_id is not None:
            self._note_right(name, read.right_id, source if read.right_id in self._bases else _mentioned(source))
        self._packed[name] = b"", True
        return read


def _is_meant_as_catalogue(source: Source) -> bool:
    return FilePath(source.name).name in CATALOGUE_NAMES or _CATALOGUE in source.text[:2000]


def _mentioned(source: Source) -> Source:
    """A source of which nothing is needed but that its chain is there."""
    return Source(source.name, "", {key: source.data[key] for key in ("id", "variant-of") if key in source.data})
