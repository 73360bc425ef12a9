"""One YAML file becomes a Source: plain strings, with the place of every one of them.

libyaml's events are walked with a stack and limits of our own. Its loaders are never used: they give values
types nobody wrote (00100 becomes 64, ``on`` becomes true), keep one of two equal keys, and die on deep nesting.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, Final

import yaml

from palveluketju.findings import N_, CannotRun, Finding, Message, Path, Position, reason_of
from palveluketju.source import rules
from palveluketju.source.characters import decode
from palveluketju.source.identity import masked
from palveluketju.source.rules import OTHERS, found
from palveluketju.source.troubles import yaml_trouble
from palveluketju.source.walking import Walk


@dataclass(frozen=True)
class Source:
    """One file as it was read: its text, its data as plain strings, and where everything stands.

    ``data`` is the top mapping (empty when the file could not be read), made of dicts, lists, strings, and
    None for a key written without a value; ``valueless`` are those keys of them that stand within { }, where a comma
    in an unquoted text makes them. ``findings`` are the troubles of reading, in file order.
    """

    name: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[Path, Position] = field(default_factory=dict)
    values: Mapping[Path, Position] = field(default_factory=dict)
    valueless: frozenset[Path] = frozenset()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, as editors count them."""
        return tuple(line.removesuffix("\r") for line in self.text.split("\n"))

    def worth_saying(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Without those of other readers where something else is wrong at the very place: that is to be mended."""
        placed = [(self.position(finding.position, finding.where), finding) for finding in findings]
        wrong = {place for place, finding in placed if finding.code != OTHERS.code}
        return tuple(finding for place, finding in placed if finding.code != OTHERS.code or place not in wrong)

    def known(self, path: Path) -> Path:
        """The longest beginning of a path that stands in the file."""
        while path and path not in self.values:
            path = path[:-1]
        return path

    def position(self, finding_position: Position | None, path: Path) -> Position:
        """Where to send the reader: the given position, else a scalar's value or a collection's key."""
        if finding_position is not None:
            return finding_position
        path = self.known(path)
        if not path:
            return Position(1, 1)
        value: Any = self.data
        for part in path:
            value = value[part]
        if isinstance(value, str) or path not in self.keys:
            return self.values[path]
        return self.keys[path]


def read_source(path: str | os.PathLike[str], *, name: str | None = None) -> Source:
    """Read one file, once, within its limits.

    Raises:
        CannotRun: there is no such file, it is not a regular file, or it may not be read.
    """
    return _limited(read_bytes(path), name if name is not None else os.fspath(path))


def parse_source(text: str, *, name: str = "<text>") -> Source:
    """Read a text as if it were a file, with the same limits and findings."""
    return _limited(text.encode("utf-8", errors="surrogatepass"), name)


def _limited(data: bytes, name: str) -> Source:
    if len(data) > rules.MAX_FILE_BYTES:
        what = Message(N_("The file is larger than {most} MiB."), most=rules.MAX_FILE_BYTES >> 20)
        finding = found(rules.too_large, rules.too_large(Position(1, 1), what, Message(N_("Divide the file."))))
        return Source(name, "", findings=(finding,))
    return _parse(data, name)


_CANNOT_READ: Final = N_("cannot read {file}: {reason}")


def read_bytes(path: str | os.PathLike[str], most: int = rules.MAX_FILE_BYTES) -> bytes:
    """A file's bytes, at most one over a limit, by default that of a chain file.

    Pipes and devices are refused without waiting.

    Raises:
        CannotRun: there is no such file, it is not a regular file, or it may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise CannotRun(_CANNOT_READ, file=FilePath(path), reason=reason) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CannotRun(N_("cannot read {file}: it is not a regular file"), file=FilePath(path))
    with open(descriptor, "rb") as file:
        try:
            return file.read(most + 1)
        except OSError as error:
            raise CannotRun(_CANNOT_READ, file=FilePath(path), reason=reason_of(error)) from error


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
        walk.findings.append(yaml_trouble(error, text))
    findings += walk.findings
    order = sorted(findings, key=lambda finding: finding.position or Position(1, 1))
    data_of_file = top if isinstance(top, dict) else {}
    source = Source(name, text, data_of_file, walk.keys, walk.values, frozenset(walk.valueless))
    return replace(source, findings=source.worth_saying(order))
