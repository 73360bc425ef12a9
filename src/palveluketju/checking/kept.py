"""Records of files that are kept between runs: only what has changed, or has something of what has, is looked at.

The key of a record is made of all that it depends on, so that a record which is found is as good as a new one. The
records of the files of one run are kept as one pack. Whatever is wrong with that, there are no records.
"""

from __future__ import annotations

import json
import os
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import Any, Final

from palveluketju.cache import runs, store
from palveluketju.checking.records import Asking, Place, Record, Recorder, Setting
from palveluketju.findings import Path, Position
from palveluketju.graph import Asked, clock
from palveluketju.loading.streaming import Stream
from palveluketju.timing import is_counted

LEAST: Final = 12
"""For how many files it is worth while to keep records."""
MOST: Final = store.MOST_OF_ONE // 8 * 7
"""How many bytes the records of a run can take together; as many are kept as find room. The rest is for the places."""
_DIGEST: Final = 16
_CHECKSUM: Final = 4
_PARTS: Final = 4


def kept_of(stream: Stream, setting: Setting) -> Kept | None:
    """The records that are kept of the files of a stream; None where none are to be kept.

    A record spares what is counted where the stages of a run are, so there are none then either.
    """
    stamp = runs.stamp_of_run()
    if stamp is None or len(stream) < LEAST or is_counted():
        return None
    return Kept(stream, setting, stamp)


class Kept:
    """Records of files: those that are kept, and others as they are made."""

    def __init__(self, stream: Stream, setting: Setting, stamp: str) -> None:
        self._setting = setting
        self._sharing = stream.sharing
        self._day = clock.today()  # it counts beside a day that is given: duties without a last day hold until today
        given = None if setting.today is None else setting.today.isoformat()
        common = [stamp, setting.rules, given, setting.lacks_a_catalogue]
        self._catalogues = [(name, blake2b(packed).hexdigest()) for name, packed in setting.catalogues]
        self._common = _digest([*common, self._day.isoformat()])
        folders = sorted({os.path.dirname(name) for name in stream.order})
        self._name = f"{_digest([os.getcwd(), given, folders])}.records"
        self._before = unpacked(store.kept(self._name))
        self._now: dict[str, tuple[str, Record]] = {}
        self._together: dict[str, Record] = {}
        self._located: dict[str, bytes] = {}
        self._room = MOST
        self._is_new = False

    def found(self, files: Iterable[Asking]) -> int:
        """Of how many files there is a record."""
        return sum(self._key(one) in self._before for one in files)

    def records(self, files: Iterable[Asking], others: Others | None = None) -> Iterator[Record | None]:
        """The record of each file, in their order: kept, else made by others or here."""
        order: deque[tuple[str, str]] = deque()

        def lacking() -> Iterator[Asking]:
            for one in files:
                key = self._key(one)
                order.append((key, one[0].name))
                if key not in self._before:
                    yield one

        for record in (others or self._made)(lacking()):
            yield from self._until_lacking(order)
            key, name = order.popleft()
            if record is not None:
                self._is_new = True
                self._add(key, name, record)
            yield record
        yield from self._until_lacking(order)

    def keep(self, places: Mapping[tuple[str, Path], tuple[str, Position]]) -> None:
        """Keep the records of this run, where some are new, with what is known of places by files and paths."""
        if not self._is_new or clock.today() != self._day:
            return
        known: defaultdict[str, list[Place]] = defaultdict(list)
        for (name, where), place in places.items():
            known[name].append(Place(where, *place))
        records = {
            key: record._replace(located=self._located[name], places=tuple(known[name]))
            for key, (name, record) in self._now.items()
        }
        store.keep(self._name, packed(records | self._together))

    def key_of_all(self, stamps: Iterable[tuple[str, str, Asked]], wrong: Iterable[str | None]) -> str:
        """The key of what is found when all files are held against each other, by what counts in that."""
        told = [(name, stamp, _plain(asked)) for name, stamp, asked in stamps]
        missing = sorted((one is None, one or "") for one in wrong)
        return _digest([self._common, self._catalogues, told, missing])

    def found_together(self, key: str) -> tuple[bytes, bytes] | None:
        """What is kept under such a key: what tells what there is of each file, and that itself."""
        if key not in self._before:
            return None
        self._together = {key: self._before[key]}
        return self._before[key][:2]

    def keep_together(self, key: str, told: bytes, found: bytes) -> None:
        """Keep something under such a key, with the records."""
        self._is_new = True
        self._together = {key: Record(told, found, b"")}

    def located(self, name: str) -> bytes:
        """What others caused in a file, where it is kept with the record of that."""
        return self._located.get(name, b"")

    def keep_located(self, name: str, located: bytes) -> None:
        """Keep what others caused in a file with the record of that."""
        self._room -= len(located) - len(self.located(name))
        if self._room >= 0:
            self._is_new = True
            self._located[name] = located

    def _made(self, files: Iterable[Asking]) -> Iterator[Record | None]:
        recorder = None
        for one in files:
            if self._room < 0:  # what is not kept need not be written
                yield None
                continue
            recorder = recorder or Recorder(self._setting, self._sharing())
            yield recorder.record(*one)

    def _until_lacking(self, order: deque[tuple[str, str]]) -> Iterator[Record]:
        while order and order[0][0] in self._before:
            key, name = order.popleft()
            record = self._before[key]
            self._add(key, name, record)
            yield record

    def _add(self, key: str, name: str, record: Record) -> None:
        self._room -= sum(map(len, record[:_PARTS]))
        if self._room >= 0:
            self._now[key] = name, record._replace(written=None)
            self._located[name] = record.located

    def _key(self, asking: Asking) -> str:
        share, asked = asking
        return _digest([self._common, share.stamp.hex(), _plain(asked)])


Others = Callable[[Iterable[Asking]], Iterator[Record | None]]
"""Whoever makes records of files, in their order."""


def _plain(asked: Asked) -> list[Any]:
    return [asked.languages, asked.unfinished, asked.options]


def _digest(data: list[Any]) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("ascii"), digest_size=_DIGEST).hexdigest()


def packed(records: Mapping[str, Record]) -> bytes:
    """Records as one text: how many bytes each has, and its places; the bytes; and a checksum of all."""
    head = json.dumps({key: [[*map(len, one[:_PARTS])], one.places] for key, one in records.items()})
    pieces = [head.encode("ascii"), b"\n", *(part for one in records.values() for part in one[:_PARTS])]
    checksum = 0
    for piece in pieces:  # put together once: it can be very much
        checksum = zlib.crc32(piece, checksum)
    return b"".join((checksum.to_bytes(_CHECKSUM, "big"), *pieces))


def unpacked(text: bytes | None) -> dict[str, Record]:
    """The records that a text has; none where it is broken, or of another program."""
    if text is None or zlib.crc32(memoryview(text)[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != text[:_CHECKSUM]:
        return {}
    try:
        place = text.index(b"\n", _CHECKSUM) + 1
        found = {}
        for key, (lengths, known) in json.loads(text[_CHECKSUM:place]).items():
            ends = [*accumulate(lengths, initial=place)]
            aside, rest, chain, located = (text[start:end] for start, end in pairwise(ends))
            places = tuple(Place(tuple(where), file, Position(*position)) for where, file, position in known)
            found[key], place = Record(aside, rest, chain, located, places), ends[-1]
    except (ValueError, TypeError, AttributeError):
        return {}
    return found if place == len(text) else {}
