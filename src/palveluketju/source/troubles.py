"""What libyaml says of a text that is not YAML, in the words of the person who wrote it, at the place it began."""

from __future__ import annotations

from typing import Any, Final

import yaml

from palveluketju.findings import N_, Finding, Position
from palveluketju.source import rules
from palveluketju.source.rules import found

# What libyaml says, whether it is at the place where the trouble began or where it was noticed, and what it means.
_NOTICED: Final = "problem_mark"
_BEGAN: Final = "context_mark"
_IN_PLAIN_WORDS: Final = (
    (
        "could not find expected ':'",
        _BEGAN,
        "a ':' is missing after the key, or a line of text lacks its indentation; write 'key: value'",
    ),
    (
        "did not find expected ',' or ']'",
        _BEGAN,
        "the '[' is not closed, or a text in the list with ':' or ',' lacks quotation marks",
    ),
    (
        "did not find expected ',' or '}'",
        _BEGAN,
        "the '{' is not closed, or a text in it with ':' or ',' lacks quotation marks",
    ),
    ("did not find expected '-' indicator", _NOTICED, "the indentation does not match the list above; line the '-' up"),
    (
        "did not find expected <document start>",
        _NOTICED,
        "the text goes on after the top level has ended; check the indentation",
    ),
    (
        "block sequence entries are not allowed",
        _NOTICED,
        "a list item '-' cannot stand here; begin it on a line of its own",
    ),
    ("did not find expected node content", _BEGAN, "the '[' or '{' is not closed, or a value is missing in it"),
    ("found a tab character", _NOTICED, "a tab stands here; indent with spaces"),
    (
        "did not find expected alphabetic or numeric character",
        _BEGAN,
        "a value cannot begin with '*' or '&'; put it in quotation marks",
    ),
    (
        "found unknown escape character",
        _NOTICED,
        "a backslash has a meaning of its own in double quotes; use single quotation marks",
    ),
    ("invalid Unicode character escape", _NOTICED, "the escape in the quotes names no character; leave it out"),
)


def yaml_trouble(error: yaml.YAMLError, text: str) -> Finding:
    """The one finding that a text which is not YAML causes."""
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    noticed = getattr(error, "problem_mark", None)
    lines = text.split("\n")
    line = lines[noticed.line] if noticed is not None and noticed.line < len(lines) else ""
    column = noticed.column if noticed is not None else 0
    what, mark = _from_the_line(problem, line, column), noticed
    if "quoted scalar" in context and "end of stream" in problem:
        what, mark = "a quotation mark is opened here and never closed", getattr(error, "context_mark", None)
    if what is None:
        for words, place, plain in _IN_PLAIN_WORDS:
            if words in problem:
                what, mark = plain, getattr(error, place, None) or noticed
                break
        else:
            what = f"this is not YAML: {' '.join(f'{context} {problem}'.split())}"
    if mark is not None and mark.line < len(lines) and lines[mark.line].startswith(("<<<<<<<", "=======", ">>>>>>>")):
        what = N_(
            "two versions of the file were merged and not joined here ('<<<<<<<'); choose one and remove the marks"
        )
    return found(rules.not_yaml, rules.not_yaml(_position(mark, text), what))


def _from_the_line(problem: str, line: str, column: int) -> str | None:
    """What the line itself shows."""
    before, character = line[:column].rstrip(), line[column : column + 1]
    if "mapping values are not allowed" in problem:
        if line[: column + 1].count(": ") + line[: column + 1].endswith(":") > 1 or ": " in line[:column]:
            return "a second ': ' stands on this line; put the text in quotation marks"
        return "this line is indented too far, or the line above lacks its ': '; line the keys up"
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab stands here; indent with spaces"
        return f"a value cannot begin with '{character}'; put it in quotation marks"
    if "did not find expected key" in problem:
        if before.endswith(('"', "'", "]", "}")):
            return "text goes on after the closing quotation mark or bracket; put all of it within, or take it out"
        return "the indentation does not match the lines above; line the keys up"
    return None


def _position(mark: Any, text: str) -> Position:
    """The mark's place; what is noticed at the end of the file is shown at the end of its last line."""
    if mark is None:
        return Position(1, 1)
    lines = text.rstrip("\r\n").split("\n")
    if mark.line < len(lines):
        return Position(mark.line + 1, mark.column + 1)
    return Position(len(lines), len(lines[-1].rstrip("\r")) + 1)
