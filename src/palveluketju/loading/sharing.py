"""Files of a stream that are looked at elsewhere, each by itself: what that takes, and what the stream is told."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from palveluketju.findings import Position
from palveluketju.loading.joined import Joiner, Read, read_over
from palveluketju.loading.records import LoadedFile
from palveluketju.loading.variants import base_of
from palveluketju.model import Catalogue, Chain
from palveluketju.source import Source, source_of


class Share(NamedTuple):
    """A file to be looked at elsewhere: its bytes, packed, and the name and bytes of the chain that it changes.

    ``stamp`` is made of the names and bytes of both, and of the catalogues that hold for them.
    """

    name: str
    packed: bytes
    base: tuple[str, bytes] | None
    stamp: bytes


class Told(NamedTuple):
    """What a stream has to know of a file that was looked at elsewhere.

    ``declared`` is the id of the chain that it declares and ``place`` where, ``right_id`` the same where the file
    itself is right; ``base`` is the id of the chain that a variant changes.
    """

    chain_id: str | None
    declared: str | None
    place: Position
    right_id: str | None
    base: str | None
    is_wrong: bool


class Unexpected(Exception):
    """A file is not what it was taken for, so that only the stream itself can look at it."""


class Sharing:
    """Looks at files of a stream, in any order.

    ``catalogues`` are all of the stream, each as it was read; ``joiner`` joins files to these, ``files`` are the same,
    joined. ``early`` are sources that the stream has read already, by their names.
    """

    def __init__(self, catalogues: Iterable[Read], joiner: Joiner, early: Mapping[str, Source]) -> None:
        self._joiner = joiner
        self._early = early
        self.files = tuple(joiner.joined(one) for one in catalogues)

    @classmethod
    def of(cls, catalogues: Iterable[tuple[str, bytes]]) -> Sharing:
        """The same by the names and the bytes of the catalogues, packed."""
        read = [read_over(_source(name, packed), {}) for name, packed in catalogues]
        return cls(read, Joiner(read), {})

    def file(self, share: Share) -> tuple[LoadedFile, Source, Told]:
        """A file, its own source, and what the stream is told of it.

        Raises:
            Unexpected: it is a catalogue, or a variant that was not taken for one.
        """
        own = self._early.get(share.name) or _source(share.name, share.packed)
        bases = [] if share.base is None else [_base(*share.base)]
        read = read_over(own, {one.chain_id: one for one in bases if one.chain_id is not None})
        declared = read.parsed.declaration
        if isinstance(declared, Catalogue) or (base_of(own) is None) is not (share.base is None):
            raise Unexpected
        file = self._joiner.joined(read, is_alone=True)
        chain_id = declared.id if isinstance(declared, Chain) and declared.id == read.source.data.get("id") else None
        place = file.source.position(None, ("id",))
        return file, own, Told(own.chain_id, chain_id, place, read.right_id, base_of(own), file.chain is None)


def pack(data: bytes, *, is_small: bool) -> bytes:
    """The bytes of a file as they are kept and shared: as they are, or made small, which takes time."""
    return zlib.compress(data, 1) if is_small else _AS_IT_IS + data


def unpack(text: bytes) -> bytes:
    """The bytes that were packed."""
    return text[1:] if text.startswith(_AS_IT_IS) else zlib.decompress(text)


_AS_IT_IS: Final = b"\0"
"""What stands before a text that is not made small; zlib begins none so."""


def _source(name: str, text: bytes) -> Source:
    return source_of(unpack(text), name)


@lru_cache(maxsize=4)
def _base(name: str, packed: bytes) -> Source:
    """The source of a chain, which several variants may change."""
    return _source(name, packed)
