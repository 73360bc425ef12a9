"""What libyaml says of a text that is not YAML, in the words of the person who wrote it, at the place it began."""

from __future__ import annotations

from typing import Any, Final

from palveluketju.findings import N_, Finding, Message, Position
from palveluketju.source import rules
from palveluketju.source.library import yaml
from palveluketju.source.rules import found

# What libyaml says, whether it is at the place where the trouble began or where it was noticed, what it means, and the
# way out.
_NOTICED: Final = "problem_mark"
_BEGAN: Final = "context_mark"
_INDENT: Final = N_("Indent with spaces.")
_QUOTE: Final = N_("Put the text in quotation marks.")
_LINE_UP: Final = N_("Line the keys up.")
_TAB: Final = N_("There is a tab here.")
_IN_PLAIN_WORDS: Final = (
    (
        "could not find expected ':'",
        _BEGAN,
        N_("A ':' is missing after the key, or a line of text is not indented."),
        N_("Write 'key: value'."),
    ),
    (
        "did not find expected ',' or ']'",
        _BEGAN,
        N_("The '[' is not closed, or a text in the list with ':' or ',' has no quotation marks."),
        N_("Write the ']' or the quotation marks."),
    ),
    (
        "did not find expected ',' or '}'",
        _BEGAN,
        N_("The '{{' is not closed, or a text in it with ':' or ',' has no quotation marks."),
        N_("Write the '}}' or the quotation marks."),
    ),
    (
        "did not find expected '-' indicator",
        _NOTICED,
        N_("The indentation does not match the list above."),
        N_("Line the '-' up."),
    ),
    (
        "did not find expected <document start>",
        _NOTICED,
        N_("The text goes on after the top level has ended."),
        N_("Correct the indentation."),
    ),
    (
        "block sequence entries are not allowed",
        _NOTICED,
        N_("A list item '-' cannot be here."),
        N_("Begin it on a line of its own."),
    ),
    (
        "did not find expected node content",
        _BEGAN,
        N_("The '[' or '{{' is not closed, or a value is missing in it."),
        N_("Close the bracket, or write the value."),
    ),
    ("mapping keys are not allowed", _NOTICED, N_("A text cannot begin with '?' and a space here."), _QUOTE),
    ("found a tab character", _NOTICED, _TAB, _INDENT),
    (
        "did not find expected alphabetic or numeric character",
        _BEGAN,
        N_("A value cannot begin with '*' or '&'."),
        _QUOTE,
    ),
    (
        "found unknown escape character",
        _NOTICED,
        N_("A backslash has a meaning of its own in double quotation marks."),
        N_("Use single quotation marks."),
    ),
    (
        "invalid Unicode character escape",
        _NOTICED,
        N_("The escape in the quotation marks names no character."),
        N_("Remove the escape."),
    ),
)
_MERGED: Final = N_("Two versions of the file were merged but not joined here ('<<<<<<<').")
_Said = tuple[Message, Message]


def yaml_trouble(error: yaml.YAMLError, text: str) -> Finding:
    """The one finding that a text which is not YAML causes."""
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    noticed = getattr(error, "problem_mark", None)
    lines = text.split("\n")
    line = lines[noticed.line] if noticed is not None and noticed.line < len(lines) else ""
    column = noticed.column if noticed is not None else 0
    said, mark = _from_the_line(problem, line, column), noticed
    if "quoted scalar" in context and "end of stream" in problem:
        said = Message(N_("A quotation mark is opened here and never closed.")), Message(N_("Close it."))
        mark = getattr(error, "context_mark", None)
    if said is None:
        for words, place, what, mend in _IN_PLAIN_WORDS:
            if words in problem:
                said, mark = (Message(what), Message(mend)), getattr(error, place, None) or noticed
                break
        else:
            reason = " ".join(f"{context} {problem}".split())
            said = Message(N_("This is not YAML: {reason}."), reason=reason), Message(N_("Correct the line."))
    if mark is not None and mark.line < len(lines) and lines[mark.line].startswith(("<<<<<<<", "=======", ">>>>>>>")):
        said = Message(_MERGED), Message(N_("Choose one version and remove the marks."))
    return found(rules.not_yaml, rules.not_yaml(_position(mark, text), *said))


def _from_the_line(problem: str, line: str, column: int) -> _Said | None:
    """What the line itself shows, and the way out."""
    before, character = line[:column].rstrip(), line[column : column + 1]
    if "mapping values are not allowed" in problem:
        if line[: column + 1].count(": ") + line[: column + 1].endswith(":") > 1 or ": " in line[:column]:
            return Message(N_("There is a second ': ' on this line.")), Message(_QUOTE)
        what = N_("This line is indented too far, or the line above has no ': '.")
        return Message(what), Message(_LINE_UP)
    if "cannot start any token" in problem:
        if character == "\t":
            return Message(_TAB), Message(_INDENT)
        return Message(N_("A value cannot begin with '{character}'."), character=character), Message(_QUOTE)
    if "did not find expected key" in problem:
        if before.endswith(('"', "'", "]", "}")):
            what = N_("The text goes on after the closing quotation mark or bracket.")
            return Message(what), Message(N_("Put all of the text within it, or remove the rest."))
        return Message(N_("The indentation does not match the lines above.")), Message(_LINE_UP)
    return None


def _position(mark: Any, text: str) -> Position:
    """The mark's place; what is noticed at the end of the file is shown at the end of its last line."""
    if mark is None:
        return Position(1, 1)
    lines = text.rstrip("\r\n").split("\n")
    if mark.line < len(lines):
        return Position(mark.line + 1, mark.column + 1)
    return Position(len(lines), len(lines[-1].rstrip("\r")) + 1)
