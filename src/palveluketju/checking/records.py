"""Files that are checked elsewhere: each becomes a record, from which the same remains as if it were checked here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from palveluketju.checking.leaves import Leaf
from palveluketju.checking.locating import Locating
from palveluketju.checking.one_file import REMEMBERED, Looking, RulesRun
from palveluketju.checking.packing import Packing
from palveluketju.checking.shapes import NotPlain
from palveluketju.checks import CHECKS, CHECKS_ON_REQUEST, WORKSPACE_CHECKS
from palveluketju.findings import Path, Position, Rule
from palveluketju.graph import Asked, ChainGraph
from palveluketju.graph.asked import NOTHING_ASKED
from palveluketju.graph.remembering import Remembered, remembered
from palveluketju.loading import LoadedFile
from palveluketju.loading.sharing import Share, Sharing, Told
from palveluketju.model import Catalogue
from palveluketju.source import laid_aside


class Place(NamedTuple):
    """Where a path of a chain stands: the file, the line and the column."""

    where: Path
    file: str
    position: Position


class Record(NamedTuple):
    """What remains of a file, packed: the file as it is laid aside, the rest, and what is remembered of its chain.

    Where the file has no chain that is right, the last is empty. ``located`` is what others caused in it, once that is
    known, and ``places`` are some that are known of it. Where it was made among the very catalogues that it is read
    among, ``written`` is what it is read as.
    """

    aside: bytes
    rest: bytes
    chain: bytes
    located: bytes = b""
    places: tuple[Place, ...] = ()
    written: tuple[Told, Leaf, Remembered | None] | None = None


class Setting(NamedTuple):
    """What all files that are checked elsewhere have in common.

    ``catalogues`` are those of the workspace, each with its name and packed, ``rules`` the codes of those of one chain.
    """

    catalogues: tuple[tuple[str, bytes], ...]
    rules: tuple[str, ...]
    today: datetime.date | None
    lacks_a_catalogue: bool


class Recorder:
    """Checks files as they are checked elsewhere than where the report is made.

    ``sharing`` is that of a stream, where it is the one that the report is made of.
    """

    def __init__(self, setting: Setting, sharing: Sharing | None = None) -> None:
        rules = RulesRun.of((_BY_CODE[code] for code in setting.rules), WORKSPACE_CHECKS)
        locating = Locating(rules.known, _again)
        self._asked = NOTHING_ASKED
        self._looking = Looking(
            rules, locating, lambda _: self._asked, setting.today, lacks_a_catalogue=setting.lacks_a_catalogue
        )
        self._is_here = sharing is not None
        self._sharing = sharing or Sharing.of(setting.catalogues)
        for file in self._sharing.files:
            locating.know(file)
        declared = ((file.name, file.parsed.declaration) for file in self._sharing.files)
        self._packing = Packing({name: one for name, one in declared if isinstance(one, Catalogue)})

    def record(self, share: Share, asked: Asked) -> Record | None:
        """The record of a file; None where it has to be looked at where the report is made."""
        self._asked = asked
        try:
            file, own, told = self._sharing.file(share)
            graph = self._looking.compiled(file)
            leaf = self._looking.leaf(file, graph)
            chain = remembered(graph, REMEMBERED, file.borrowed) if isinstance(graph, ChainGraph) else None
            rest = self._packing.packed((told, leaf.parts()))
            packed_chain = b"" if chain is None else self._packing.packed(chain)
        except Exception:  # whatever it is, it comes again where somebody hears of it
            return None
        written = (told, leaf, chain) if self._is_here else None
        return Record(laid_aside(own).packed, rest, packed_chain, written=written)


Asking: TypeAlias = tuple[Share, Asked]
"""A file, and what is asked of it."""


class Elsewhere:
    """Whoever makes records of files, in their order, and what is read from these.

    ``catalogues`` are the same as those that the records were written among.
    """

    def __init__(
        self, records: Callable[[Iterable[Asking]], Iterator[Record | None]], catalogues: Mapping[str, Catalogue]
    ) -> None:
        self.records = records
        self.packing = Packing(catalogues)

    def read(self, record: Record) -> tuple[Told, Leaf] | None:
        """What a record holds beside the chain; None where it is none."""
        if record.written is not None:
            told, leaf, _ = record.written
            leaf.packed = record.rest
            return told, leaf
        try:
            told, parts = self.packing.value(record.rest)
            leaf = Leaf(*parts)
            leaf.packed = record.rest
            return told, leaf
        except (NotPlain, ValueError, TypeError):
            return None


def _again(name: str) -> LoadedFile:
    raise NotPlain(name)  # no check of one chain finds anything in another one


_BY_CODE: Final = {rule.code: rule for rule in (*CHECKS, *CHECKS_ON_REQUEST)}


def can_be_named(rules: Iterable[Rule]) -> bool:
    """Whether rules are of the library, so that their codes are enough."""
    return all(_BY_CODE.get(rule.code) is rule for rule in rules)
