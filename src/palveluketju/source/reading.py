"""One YAML file becomes a Source: plain strings, with the place of every one of them.

libyaml's events are walked with a stack and limits of our own. Its loaders are never used: they give values
types nobody wrote (00100 becomes 64, ``on`` becomes true), keep one of two equal keys, and die on deep nesting.
"""

from __future__ import annotations

import json
import os
import zlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import sub
from typing import Any, Final

from palveluketju.findings import N_, Finding, Message, Path, Position
from palveluketju.frozen import dataclass
from palveluketju.source import rules
from palveluketju.source.bounded import MAX_FILE_BYTES, read_bytes
from palveluketju.source.characters import decode
from palveluketju.source.identity import masked
from palveluketju.source.library import yaml
from palveluketju.source.placing import Placement
from palveluketju.source.rules import OTHERS, found
from palveluketju.source.walking import Walk

_MARKS: Final = "I"
"""How a mark is kept: as a number of four bytes, which no file that is read is too long for."""
_STEPS: Final = "i"
_END: Final = b"\n"
"""Where the text of a file that is laid aside ends, and what is told of it; JSON has no line break unless asked."""
_MOST_TEXT: Final = 1 << 14
"""How many bytes are unpacked where the text alone is asked for, unless it is longer: of most files, no more is."""
_MOST_ALIKE: Final = 1 << 15
"""As much of another file as can be looked back at when one is packed."""
_EFFORT: Final = 3
"""How hard a file is packed: one step more takes more time than room is won."""


@dataclass(frozen=True)
class Source:
    """One file as it was read: its text, its data as plain strings, and where everything stands.

    ``data`` is the top mapping (empty when the file could not be read), made of dicts, lists, strings, and
    None for a key written without a value. ``placement`` says where everything stands, and ``valueless`` at
    which characters the keys begin that have no value and stand within { }, where a comma in an unquoted text makes
    them. ``findings`` are the troubles of reading, in file order.
    """

    name: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    placement: Placement = field(default_factory=Placement)
    valueless: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()

    @property
    def chain_id(self) -> str | None:
        """The id of the chain in the file, right or wrong; None where it says none."""
        told = self.data.get("id")
        return told if isinstance(told, str) else None

    @property
    def is_catalogue(self) -> bool:
        """Whether the file says that it is a catalogue."""
        return "palveluketju-catalogue" in self.data

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, as editors count them."""
        return lines_of(self.text)

    def worth_saying(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Without those of other readers where something else is wrong at the very place: that is to be mended."""
        placed = [(self.position(finding.position, finding.where), finding) for finding in findings]
        wrong = {place for place, finding in placed if finding.code != OTHERS.code}
        return tuple(finding for place, finding in placed if finding.code != OTHERS.code or place not in wrong)

    def is_valueless(self, path: Path) -> bool:
        """Whether a path is that of a key without a value within { }."""
        return self.placement.key_of(path) in self.valueless

    def known(self, path: Path) -> Path:
        """The longest beginning of a path that stands in the file."""
        return self.placement.known(path)

    def standing(self, finding_position: Position | None, path: Path) -> tuple[Path, Position]:
        """The longest beginning of a path that stands in the file, and where to send the reader."""
        known, standing = self.placement.reached(path)
        there = self.placement.position_of(standing) if known else Position(1, 1)
        return path[:known], finding_position or there

    def position(self, finding_position: Position | None, path: Path) -> Position:
        """Where to send the reader: the given position, else a scalar's value or a collection's key."""
        return self.standing(None, path)[1] if finding_position is None else finding_position


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that has been read and laid aside: it takes little room, and can be taken up without reading it anew."""

    name: str
    chain_id: str | None
    is_catalogue: bool
    packed: bytes = field(repr=False)
    like: bytes = field(default=b"", repr=False)
    """What it has much in common with, which is kept there alone."""

    @property
    def text(self) -> str:
        """The text as it was read."""
        packing = self._packing()
        told = packing.decompress(self.packed, _MOST_TEXT)
        if _END not in told:
            told += packing.decompress(packing.unconsumed_tail) + packing.flush()
        return str(json.loads(told.partition(_END)[0]))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, as editors count them."""
        return _lines(self)

    def taken_up(self) -> Source:
        """The file as it was read, but for what was found while reading it."""
        packing = self._packing()
        text, told, steps = (packing.decompress(self.packed) + packing.flush()).split(_END, 2)
        top, valueless = json.loads(told)
        return _made(self.name, json.loads(text), top, accumulate(array(_STEPS, steps)), valueless)

    def _packing(self) -> Any:
        return zlib.decompressobj(zdict=self.like) if self.like else zlib.decompressobj()


def laid_aside(source: Source, like: bytes = b"") -> Aside:
    """A file as it is laid aside: of its marks the steps from one to the next, which take a third less room.

    ``like`` is what is told of another file, which is kept for many: chains of one county have the same words, so that
    each takes half the room.
    """
    packing = zlib.compressobj(_EFFORT, zdict=like) if like else zlib.compressobj(_EFFORT)
    packed = packing.compress(_told_of(source)) + packing.flush()
    return Aside(source.name, source.chain_id, source.is_catalogue, packed, like)


def likeness_of(source: Source) -> bytes:
    """What others are like that are laid aside after this one."""
    return _told_of(source)[:_MOST_ALIKE]


def _told_of(source: Source) -> bytes:
    placement = source.placement
    steps = array(_STEPS, map(sub, placement.marks, (0, *placement.marks)))
    text = json.dumps(source.text).encode("ascii")
    told = json.dumps((placement.data, sorted(source.valueless)), separators=(",", ":")).encode("ascii")
    return _END.join((text, told, steps.tobytes()))


@lru_cache(maxsize=4)  # lines are shown file by file
def _lines(file: Aside) -> tuple[str, ...]:
    return lines_of(file.text)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, as editors count them."""
    lines = text.split("\n")
    return tuple(line.removesuffix("\r") for line in lines) if "\r" in text else tuple(lines)


def read_source(path: str | os.PathLike[str], *, name: str | None = None) -> Source:
    """Read one file, once, within its limits.

    Raises:
        CannotRun: there is no such file, it is not a regular file, or it may not be read.
    """
    return source_of(read_bytes(path), name if name is not None else os.fspath(path))


def parse_source(text: str, *, name: str = "<text>") -> Source:
    """Read a text as if it were a file, with the same limits and findings."""
    return source_of(text.encode("utf-8", errors="surrogatepass"), name)


def source_of(data: bytes, name: str) -> Source:
    """Read the bytes of a file, within its limits."""
    if len(data) > MAX_FILE_BYTES:
        what = Message(N_("The file is larger than {most} MiB."), most=MAX_FILE_BYTES >> 20)
        finding = found(rules.too_large, rules.too_large(Position(1, 1), what, Message(N_("Divide the file."))))
        return Source(name, "", findings=(finding,))
    return _parse(data, name)


def _parse(data: bytes, name: str) -> Source:
    text, findings = decode(data)
    if not text and findings:
        readable = data.count(0) == 0  # an excerpt of UTF-16 would show nothing anybody wrote
        shown = masked(data.decode("utf-8-sig", errors="replace")) if readable else ""
        return Source(name, shown, findings=tuple(findings))
    walk = Walk(text)
    top: Any = None
    try:
        top = walk.document()
    except yaml.YAMLError as error:
        from palveluketju.source.troubles import yaml_trouble  # few texts are not YAML

        walk.findings.append(yaml_trouble(error, text))
    findings += walk.findings
    order = sorted(findings, key=lambda finding: finding.position or Position(1, 1))
    source = _made(name, text, top, walk.marks, walk.valueless, walk.held)
    return replace(source, findings=source.worth_saying(order))


def _made(
    name: str, text: str, top: Any, marks: Iterable[int], valueless: Iterable[int], held: Iterable[int] = ()
) -> Source:
    data = top if isinstance(top, dict) else {}
    placement = Placement() if top is None else Placement(text, top, array(_MARKS, marks), array(_MARKS, held))
    return Source(name, text, data, placement, frozenset(valueless))
