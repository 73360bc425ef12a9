"""What GitHub's runner makes of the output of a step, and the limits of what it shows.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands, and the runner's ``ActionCommand``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from machine.reading import Files, Rejected, checked_line, checked_path, decoded, need

KINDS = ("error", "warning", "notice")
SHOWN = 10
"""Annotations of each kind that GitHub shows of one step; it drops the others and says nothing."""
SUMMARY = 1024 * 1024
"""Bytes of a step's summary; of a longer one GitHub shows nothing."""
_PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}
_MESSAGE, _TITLE = 64 * 1024, 255  # bytes, characters: what an annotation of a check run takes
_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))  # in the runner's order
_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


@dataclass(frozen=True)
class Annotation:
    """What stands beside a line of a file."""

    kind: str
    file: str | None
    line: int | None
    column: int | None
    title: str | None
    message: str


@dataclass(frozen=True)
class Log:
    """The output of a step: its annotations, what is only printed, and how many of each kind GitHub drops."""

    annotations: tuple[Annotation, ...]
    printed: tuple[str, ...]
    dropped: dict[str, int]


def read_github(data: str | bytes, files: Files | None = None) -> Log:
    """The output of a step.

    The runner takes a line for a command that begins with ``::`` after any white space, and a line with ``##[`` and a
    command anywhere in it. Whatever looks like one and is no annotation was put there by what was checked.

    Raises:
        Rejected: a command that was not meant, or one of which GitHub would show another thing than was meant.
    """
    annotations, printed = [], []
    for line in re.split(r"\r\n|\r|\n", decoded(data)):
        command = re.fullmatch(r"::(?P<kind>\w+)(?P<properties> .*?)?::(?P<message>.*)", line, re.DOTALL)
        if command and command["kind"] in KINDS:
            annotations.append(_annotation(command["kind"], command["properties"] or "", command["message"], files))
        else:
            need(not _bare(line).startswith("::"), f"an injected command: {line!r}")
            need("##[" not in line, f"an injected command of the old form: {line!r}")
            printed.append(line)
    counts = Counter(annotation.kind for annotation in annotations)
    dropped = {kind: count - SHOWN for kind, count in counts.items() if count > SHOWN}
    return Log(tuple(annotations), tuple(printed), dropped)


def read_summary(data: str | bytes) -> str:
    """The text of a step's summary, which is read as Markdown next."""
    text = decoded(data)
    need(len(text.encode()) <= SUMMARY, "longer than 1 MiB: GitHub shows nothing of it")
    return text


def _bare(line: str) -> str:
    """A line without what the runner trims, or may take for nothing when it compares texts."""
    return "".join(c for c in line if unicodedata.category(c) != "Cf").lstrip()


def _annotation(kind: str, written: str, message: str, files: Files | None) -> Annotation:
    properties: dict[str, str] = {}
    for part in filter(None, written.strip().split(",")):
        name, equals, value = part.partition("=")
        need(name in _PROPERTIES and equals and value, f"no property: {part!r}")
        need(name not in properties, f"{name!r} twice")
        properties[name] = _unescaped(value, _PROPERTY)
    file = properties.get("file")
    if file is not None:
        checked_path(file, files)
    need(file is not None or not set(properties) - {"title"}, "a place in no file")
    numbers = {name: _number(properties, name) for name in ("line", "endLine", "col", "endColumn")}
    line, column = numbers["line"], numbers["col"]
    need(line is not None or not (numbers["endLine"] or column), "a column or an end without a line")
    need(column is not None or numbers["endColumn"] is None, "an end of columns without a column")
    if line is not None and file is not None:
        checked_line(line, file, files)
        need((numbers["endLine"] or line) >= line, "the lines end before they begin")
        need(numbers["endLine"] in (None, line) or column is None, "columns of several lines")
        need((numbers["endColumn"] or column or 1) >= (column or 1), "the columns end before they begin")
    said = _unescaped(message, _DATA)
    need(said.strip(), "no message")
    need(len(said.encode()) <= _MESSAGE, "a message longer than 64 KiB")
    need(len(properties.get("title", "")) <= _TITLE, "a title longer than 255 characters")
    return Annotation(kind, file, line, column, properties.get("title"), said)


def _unescaped(value: str, mappings: tuple[tuple[str, str], ...]) -> str:
    codes = "|".join(code[1:] for code, _ in mappings)
    need(not re.search(f"%(?!{codes})", value), f"a '%' that is left as it is: {value!r}")
    for code, character in mappings:
        value = value.replace(code, character)
    return value


def _number(properties: dict[str, str], name: str) -> int | None:
    value = properties.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]*", value):
        raise Rejected(f"{name!r} is no number from 1 on: {value!r}")
    return int(value)
