"""Records of files that are kept between runs: only what has changed, or has something of what has, is looked at.

The key of a record is made of all that it depends on, so that a record which is found is as good as a new one. The
records of the files of one run are kept as one pack. Whatever is wrong with that, there are no records.
"""

from __future__ import annotations

import json
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final

from palveluketju.cache import runs, store
from palveluketju.checking.records import Asking, Record, Recorder, Setting
from palveluketju.graph import clock
from palveluketju.timing import is_counted

LEAST: Final = 12
"""For how many files it is worth while to keep records."""
MOST: Final = store.MOST_OF_ONE - (1 << 20)
"""How many bytes the records of a run can take together; as many are kept as find room."""
_DIGEST: Final = 16
_CHECKSUM: Final = 4


def kept_of(names: Sequence[str], setting: Setting) -> Kept | None:
    """The records that are kept of some files; None where none are to be kept.

    A record spares what is counted where the stages of a run are, so there are none then either.
    """
    stamp = runs.stamp_of_run()
    if stamp is None or len(names) < LEAST or is_counted():
        return None
    return Kept(names, setting, stamp)


class Kept:
    """Records of files: those that are kept, and others as they are made."""

    def __init__(self, names: Iterable[str], setting: Setting, stamp: str) -> None:
        self._setting = setting
        self._day = clock.today()  # it counts beside a day that is given: duties without a last day hold until today
        given = None if setting.today is None else setting.today.isoformat()
        common = [stamp, setting.rules, given, setting.lacks_a_catalogue]
        self._common = _digest([*common, self._day.isoformat()])
        folders = sorted({os.path.dirname(name) for name in names})
        self._name = f"{_digest([os.getcwd(), given, folders])}.records"
        self._before = _unpacked(store.kept(self._name))
        self._now: dict[str, Record] = {}
        self._room = MOST
        self._is_new = False

    def found(self, files: Iterable[Asking]) -> int:
        """Of how many files there is a record."""
        return sum(self._key(one) in self._before for one in files)

    def records(self, files: Iterable[Asking], others: Others | None = None) -> Iterator[Record | None]:
        """The record of each file, in their order: kept, else made by others or here."""
        order: deque[tuple[str, bool]] = deque()

        def lacking() -> Iterator[Asking]:
            for one in files:
                key = self._key(one)
                order.append((key, key in self._before))
                if key not in self._before:
                    yield one

        for record in (others or self._made)(lacking()):
            yield from self._until_lacking(order)
            key, _ = order.popleft()
            if record is not None:
                self._is_new = True
                self._add(key, record._replace(rest=zlib.compress(record.rest, 1)))
            yield record
        yield from self._until_lacking(order)

    def keep(self) -> None:
        """Keep the records of this run, where some are new."""
        if self._is_new and clock.today() == self._day:
            store.keep(self._name, _packed(self._now))

    def _made(self, files: Iterable[Asking]) -> Iterator[Record | None]:
        recorder = None
        for one in files:
            recorder = recorder or Recorder(self._setting)  # it reads the catalogues, which may not be needed
            yield recorder.record(*one)

    def _until_lacking(self, order: deque[tuple[str, bool]]) -> Iterator[Record]:
        while order and order[0][1]:
            key, _ = order.popleft()
            record = self._before[key]
            self._add(key, record)
            yield record._replace(rest=zlib.decompress(record.rest))

    def _add(self, key: str, record: Record) -> None:
        size = len(key) + sum(map(len, record))
        if size <= self._room:
            self._room -= size
            self._now[key] = record

    def _key(self, asking: Asking) -> str:
        share, asked = asking
        return _digest([self._common, share.stamp.hex(), asked.languages, asked.unfinished, asked.options])


Others = Callable[[Iterable[Asking]], Iterator[Record | None]]
"""Whoever makes records of files, in their order."""


def _digest(data: list[Any]) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("ascii"), digest_size=_DIGEST).hexdigest()


def _packed(records: dict[str, Record]) -> bytes:
    """Records as one text: how many bytes each has, the bytes, and a checksum of all."""
    lengths = {key: [*map(len, record)] for key, record in records.items()}
    head = json.dumps(lengths, separators=(",", ":")).encode("ascii")
    whole = b"".join((head, b"\n", *(part for record in records.values() for part in record)))
    return zlib.crc32(whole).to_bytes(_CHECKSUM, "big") + whole


def _unpacked(text: bytes | None) -> dict[str, Record]:
    """The records that a text has; none where it is broken, or of another program."""
    if text is None or zlib.crc32(memoryview(text)[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != text[:_CHECKSUM]:
        return {}
    try:
        place = text.index(b"\n", _CHECKSUM) + 1
        found = {}
        for key, (aside, rest) in json.loads(text[_CHECKSUM:place]).items():
            found[key] = Record(text[place : place + aside], text[place + aside : place + aside + rest])
            place += aside + rest
    except (ValueError, TypeError, AttributeError):
        return {}
    return found if place == len(text) else {}
