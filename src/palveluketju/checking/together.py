"""Chains that are held against each other: what was found is kept, for as long as all of them are as they were in that.

What is remembered of a chain for the others is little of it, so most changes of one leave that as it was. Where they do
not, what became of the same findings in the other files is still known.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from palveluketju.checking.leaves import Leaf
from palveluketju.checking.shapes import NotPlain
from palveluketju.findings import Finding
from palveluketju.graph import Asked, CatalogueGraph, ChainGraph

if TYPE_CHECKING:
    import datetime

    from palveluketju.checking.kept import Kept
    from palveluketju.checking.packing import Packing

Found: TypeAlias = Mapping[str, Sequence[Finding]]
"""What is found in files, by their names."""


class Later(NamedTuple):
    """A chain of which a graph is made when somebody asks for it; ``stamp`` is made of all that it is made of."""

    chain_id: str
    stamp: str
    today: datetime.date
    graph: Callable[[], ChainGraph]


Declared: TypeAlias = ChainGraph | CatalogueGraph | Later
"""What of a file is held against others."""


class Together:
    """What is kept of chains that were held against each other; ``asked_of`` gives what is asked of a file.

    What was found in each file is known by a digest of it, so that what became of that need not be made again either.
    """

    def __init__(self, kept: Kept, packing: Packing, asked_of: Callable[[str], Asked]) -> None:
        self._kept = kept
        self._packing = packing
        self._asked_of = asked_of
        self._key: str | None = None
        self._names: tuple[str, ...] = ()
        self._digests: dict[str, bytes] = {}
        self._found: dict[str, bytes] = {}

    def knows(self, declared: Mapping[str, Declared], wrong: Iterable[str | None]) -> bool:
        """Whether it is known what was found in files, in their order; ``wrong`` are ids of chains."""
        if any(isinstance(one, ChainGraph) for one in declared.values()):
            return False  # nothing tells what it is made of
        self._names = tuple(name for name, one in declared.items() if isinstance(one, Later))
        stamps = ((name, one.stamp if isinstance(one, Later) else "") for name, one in declared.items())
        self._key = self._kept.key_of_all([(*one, self._asked_of(one[0])) for one in stamps], wrong)
        kept = self._kept.found_together(self._key)
        if kept is None:
            return False
        told, found = kept
        place = 0
        try:
            for name, digest, length in self._packing.value(told):
                self._digests[name] = bytes.fromhex(digest)
                self._found[name], place = found[place : place + length], place + length
        except (NotPlain, ValueError, TypeError):
            return False
        return True

    def found(self, but: Container[str]) -> Found | None:
        """What was found in files that is known, but in some; None where it cannot be read."""
        try:
            return {name: self._packing.value(one) for name, one in self._found.items() if name not in but}
        except NotPlain:
            return None

    def keep(self, found: Found) -> bool:
        """Keep what is found, where it can be known again; whether that is so."""
        if self._key is None:
            return False
        try:
            self._found = {name: self._packing.packed(list(one)) for name, one in found.items()}
            self._digests = {name: _digest(one) for name, one in self._found.items()}
            told = [(name, self._digests[name].hex(), len(one)) for name, one in self._found.items()]
            self._kept.keep_together(self._key, self._packing.packed(told), b"".join(self._found.values()))
        except NotPlain:
            self._key = None
        return self._key is not None

    def leaves(self) -> dict[str, Leaf]:
        """What was located where the same was found in a file that is as it was, by files."""
        leaves = {}
        for name in self._names:
            located = self._kept.located(name)
            if located and located[:_DIGEST] == self._digests.get(name, _NOTHING):
                with suppress(NotPlain, TypeError):
                    leaves[name] = Leaf(*self._packing.value(located[_DIGEST:]))
        return leaves

    def keep_leaf(self, leaf: Leaf) -> None:
        """Keep what is located in a file, with the file, where it can be known again."""
        if self._key is not None and leaf.name in self._names:
            with suppress(NotPlain):
                located = self._packing.packed(leaf.parts())
                self._kept.keep_located(leaf.name, self._digests.get(leaf.name, _NOTHING) + located)


_DIGEST: Final = 16
_NOTHING: Final = bytes(_DIGEST)


def _digest(text: bytes) -> bytes:
    from hashlib import blake2b  # it loads a library of its own, which a check of one file does without

    return blake2b(text, digest_size=_DIGEST).digest()
