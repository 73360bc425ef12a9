"""The files of a stream in its order, each looked at here, or elsewhere where that can be."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from palveluketju.checking.leaves import Leaf
from palveluketju.checking.one_file import REMEMBERED, Looking
from palveluketju.checking.shapes import NotPlain
from palveluketju.checking.together import Declared, Later
from palveluketju.findings import Path, Position
from palveluketju.graph import ChainGraph, clock
from palveluketju.graph.remembering import Recalled, Remembered, Window, remembered
from palveluketju.loading.files import VERY_MANY
from palveluketju.loading.streaming import Hidden, Stream
from palveluketju.timing import PLACING, timed

if TYPE_CHECKING:
    from palveluketju.checking.records import Asking, Elsewhere, Record

_DIGEST: Final = 16
FEW: Final = 100
"""How many chains of very many hold what they were asked for last."""
Looked: TypeAlias = tuple[int, Leaf, Declared | None]
"""A file that was looked at: its place among all, what was found in it, and what of what it declares is kept."""


class Files(Protocol):
    """Files that are looked at while they are gone through."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Looked]: ...


Going: TypeAlias = Callable[[Files], Iterable[Looked]]
"""What goes through the files, as ``iter`` does."""


def asking(stream: Stream, looking: Looking, name: str) -> Asking:
    """A file that can be looked at elsewhere, with what is asked of it."""
    return stream.share(name), looking.asked_of(name)


class OneByOne:
    """The files of a stream, looked at one by one; those of which there are records elsewhere are made of these.

    ``places`` are of paths of chains, and become more by those in the records.
    """

    def __init__(
        self,
        stream: Stream,
        looking: Looking,
        today: datetime.date | None,
        elsewhere: Elsewhere | None,
        places: dict[tuple[str, Path], tuple[str, Position]],
    ) -> None:
        self._stream = stream
        self._places = places
        self._looking = looking
        self._day, self._today = today, today or clock.today()
        self._elsewhere = elsewhere
        self._window = Window(FEW if len(stream) > VERY_MANY else VERY_MANY)

    def __len__(self) -> int:
        return len(self._stream)

    def __iter__(self) -> Iterator[Looked]:
        stream = self._stream
        for _, names in groupby(stream.order, stream.is_variant):  # what variants change has been looked at before
            together = list(names)
            shared = [name for name in together if self._elsewhere and stream.can_be_shared(name)]
            given = (asking(stream, self._looking, name) for name in shared)
            records = self._elsewhere.records(given) if self._elsewhere else iter(())
            elsewhere = set(shared)
            for name in together:
                record = next(records) if name in elsewhere else None
                yield (self._from_record(name, record) if record else None) or self._here(name)

    def _from_record(self, name: str, record: Record) -> Looked | None:
        """A file that was looked at elsewhere; None where that does not count."""
        found = self._elsewhere.read(record) if self._elsewhere else None
        if found is None:
            return None
        told, leaf = found
        if not self._stream.take(name, told, record.aside):
            return None
        self._places |= {(name, one.where): (one.file, one.position) for one in record.places}
        number, chain_id = self._stream.number(name), told.right_id
        if not record.chain or chain_id is None:
            return number, leaf, None
        stamp = blake2b(record.chain, digest_size=_DIGEST).hexdigest()
        known = record.written[2] if record.written else None
        return number, leaf, Later(chain_id, stamp, self._today, partial(self._recalled, name, known, record.chain))

    def _recalled(self, name: str, known: Remembered | None, packed: bytes) -> ChainGraph:
        """The graph of what is remembered of a chain that was looked at elsewhere.

        Raises:
            Hidden: it is not there after all.
        """
        if self._elsewhere is None:
            raise Hidden
        try:
            chain: Remembered = known or self._elsewhere.packing.value(packed)
        except NotPlain as error:
            raise Hidden from error
        return Recalled(chain, self._looking.asked_of(name), self._day, self._today, self._window, REMEMBERED)

    def _here(self, name: str) -> Looked:
        file = self._stream.file(name)
        graph = self._looking.compiled(file)
        with timed(PLACING):
            leaf = self._looking.leaf(file, graph)
            if isinstance(graph, ChainGraph):
                told = remembered(graph, REMEMBERED, file.borrowed)
                graph = Recalled(told, graph.asked, graph.day, graph.today, self._window, REMEMBERED)
            elif graph is not None:
                graph.forget()  # what was found out about a catalogue takes more room than the catalogue
        return self._stream.number(name), leaf, graph
