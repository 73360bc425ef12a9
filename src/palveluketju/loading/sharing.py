"""Files of a stream that are looked at elsewhere, each by itself: what that takes, and what the stream is told."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple

from palveluketju.findings import Position
from palveluketju.loading.joined import Joiner, read_over
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

    ``catalogues`` are all of the stream, each with its name and packed; ``files`` are the same, read.
    """

    def __init__(self, catalogues: Iterable[tuple[str, bytes]]) -> None:
        read = [read_over(_source(name, packed), {}) for name, packed in catalogues]
        self._joiner = Joiner(read)
        self.files = tuple(self._joiner.joined(one) for one in read)

    def file(self, share: Share) -> tuple[LoadedFile, Source, Told]:
        """A file, its own source, and what the stream is told of it.

        Raises:
            Unexpected: it is a catalogue, or a variant that was not taken for one.
        """
        own = _source(share.name, share.packed)
        bases = [] if share.base is None else [_source(*share.base)]
        read = read_over(own, {one.chain_id: one for one in bases if one.chain_id is not None})
        declared = read.parsed.declaration
        if isinstance(declared, Catalogue) or (base_of(own) is None) is not (share.base is None):
            raise Unexpected
        file = self._joiner.joined(read, is_alone=True)
        chain_id = declared.id if isinstance(declared, Chain) and declared.id == read.source.data.get("id") else None
        place = file.source.position(None, ("id",))
        return file, own, Told(own.chain_id, chain_id, place, read.right_id, base_of(own), file.chain is None)


def _source(name: str, packed: bytes) -> Source:
    return source_of(zlib.decompress(packed), name)
