"""What libyaml reads and some YAML readers refuse: PyYAML without libyaml, ruamel.yaml, js-yaml, yaml of npm.

They are nearer to one or another version of YAML than libyaml, which takes a text for what it most likely means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import yaml

from palveluketju.findings import N_, Finding, Message, Position
from palveluketju.source import rules
from palveluketju.source.rules import found

_HASH_AFTER_SIGN: Final = re.compile(r"[|>][-+0-9]*#")
_HASH_BEHIND: Final = re.compile(r"(?:[ \t]*,)?#")
_STUCK_HASH: Final = re.compile(r"\S#")
_STUCK_COLON: Final = re.compile(r":[^ \t\r\n]")
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#.*", re.MULTILINE)
_NO_DIGITS: Final = re.compile(r"(?:[-+]|[-+]?(?:\.|0[box]))_+(?:[eE][-+]?[0-9]+)?")  # a number to ruamel.yaml
_SHOWN: Final = 60  # characters of a text that a message repeats
_SCALAR: Final = yaml.ScalarEvent
_DOUBTFUL: Final = re.compile(r"[-+.=<0-9]|[^?]*\?")
_ANY: Final = re.compile("")
_TYPED: Final = frozenset("0123456789+-.=<")
_WITHOUT_QUOTES: Final = N_("Some YAML readers refuse '{text}' without quotation marks.")
_QUOTE: Final = N_("Put it in quotation marks.")
_WRITE_SPACE: Final = N_("Write a space.")
_LOADER: Final[Any] = yaml.SafeLoader("")  # loads nothing: it is asked what a single text would be


@dataclass
class _Block:
    """A block collection that is open: the column of its keys or dashes, and whether the last node is a key of it."""

    column: int
    is_mapping: bool
    is_key: bool = False

    def next_node(self) -> None:
        """A key and a value follow each other."""
        self.is_key = self.is_mapping and not self.is_key


class Listener:
    """Hands libyaml's events on, and notes in ``findings`` what other readers would refuse."""

    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._next_event = next_event
        self._lines = text.split("\n")
        self._blocks: list[_Block] = []  # the block collections that are open
        self._brackets: list[Any] = []  # of the flow collections that are open: where they begin
        self._is_doubtful = (_ANY if _STUCK_HASH.search(text) else _DOUBTFUL).match
        self._with_tabs = "\t" in text
        self._verbatim: list[tuple[int, int]] = []  # parts of the text where a tab is a character like others

    def __call__(self) -> Any:
        """The next event."""
        event = self._next_event()
        if self._blocks and not self._brackets and isinstance(event, yaml.NodeEvent):
            self._blocks[-1].next_node()
        if event.__class__ is _SCALAR and not (event.style or self._is_doubtful(event.value)):
            return event  # most of what a file holds: as little work as can be
        if isinstance(event, _SCALAR):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            if event.flow_style:
                self._open(event)
            else:
                start: Any = event.start_mark
                self._blocks.append(_Block(start.column, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event.end_mark)
        elif isinstance(event, yaml.DocumentEndEvent) and self._with_tabs:
            self._tabs()
        return event

    def _scalar(self, event: Any) -> None:
        if event.style:
            self._quoted(event)
        else:
            self._plain(event)

    def _plain(self, event: Any) -> None:
        written = self._text[event.start_mark.index : event.end_mark.index]
        if (self._brackets and _is_cut_in_brackets(written)) or is_refused(event.value):
            self._find(event.start_mark, Message(_WITHOUT_QUOTES, text=written[:_SHOWN]), _QUOTE)
        if self._brackets and written:
            self._hash_behind(event.end_mark)

    def _quoted(self, event: Any) -> None:
        """A text in quotation marks, or of lines that a sign begins."""
        start, end = event.start_mark, event.end_mark
        written = self._text[start.index : end.index]
        if self._brackets and self._brackets[-1].index == start.index and _STUCK_COLON.match(self._text, end.index):
            self._find(
                end, Message(N_("Some YAML readers refuse a ':' in a list without a space after it.")), _WRITE_SPACE
            )
        in_block = event.style in "|>"
        if in_block and (match := _HASH_AFTER_SIGN.match(written)):
            self._find_hash(start.line, start.column + match.end() - 1)
        elif not in_block:
            self._hash_behind(end)
        if self._with_tabs:
            body = start.index + (written.find("\n") if in_block else 0)
            self._verbatim.append((body, end.index))
        if not self._brackets:
            self._margin(start, start.line if in_block else end.line)

    def _open(self, event: Any) -> None:
        start = event.start_mark
        if isinstance(event, yaml.MappingStartEvent) and self._text.startswith("?", start.index):
            self._find(start, Message(_WITHOUT_QUOTES, text="?"), _QUOTE)
        elif self._text[start.index : start.index + 1] in ("[", "{"):
            self._hash_behind(event.end_mark)
        self._brackets.append(start)

    def _end(self, mark: Any) -> None:
        if not self._brackets:
            self._blocks.pop()
            return
        start = self._brackets.pop()
        if self._text[mark.index - 1 : mark.index] in ("]", "}"):
            self._hash_behind(mark)
        if not self._brackets:
            self._margin(start, mark.line)

    def _hash_behind(self, mark: Any) -> None:
        if match := _HASH_BEHIND.match(self._text, mark.index):
            self._find_hash(mark.line, mark.column + len(match.group()) - 1)

    def _margin(self, start: Any, last: int) -> None:
        """The first line of a text or a pair of brackets that stands no deeper than what it belongs to."""
        if self._blocks and self._blocks[-1].is_key:
            return
        indent = self._blocks[-1].column if self._blocks else -1
        is_first = not self._lines[start.line][: start.column].strip()
        for number in range(start.line + (not is_first), last + 1):
            line = self._lines[number]
            column = len(line) - len(line.lstrip(" "))
            if column <= indent and line.strip(" \t\r") and not line.startswith("#", column):
                what = Message(N_("Some YAML readers refuse a line that is not indented more than what it belongs to."))
                self._find_at(number, column, what, N_("Indent the line."))
                return

    def _tabs(self) -> None:
        """The first tab of each line that is neither in quotation marks, in a text of lines, nor in a comment."""
        pieces, reached = [], 0
        for start, end in self._verbatim:
            pieces += [self._text[reached:start], re.sub(r"[^\n]", "x", self._text[start:end])]
            reached = end
        text = _COMMENT.sub("", "".join([*pieces, self._text[reached:]]))
        for number, line in enumerate(text.split("\n")):
            if "\t" in line:
                what = Message(N_("Some YAML readers refuse a tab outside quotation marks."))
                self._find_at(number, line.index("\t"), what, N_("Write spaces."))

    def _find_hash(self, line: int, column: int) -> None:
        self._find_at(
            line, column, Message(N_("Some YAML readers refuse a '#' without a space before it.")), _WRITE_SPACE
        )

    def _find(self, mark: Any, what: Message, mend: str) -> None:
        self._find_at(mark.line, mark.column, what, mend)

    def _find_at(self, line: int, column: int, what: Message, mend: str) -> None:
        spot = rules.refused_elsewhere(Position(line + 1, column + 1), what, Message(mend))
        self.findings.append(found(rules.refused_elsewhere, spot))


def _is_cut_in_brackets(written: str) -> bool:
    """Whether a text within brackets has a '?', or is a single '-': signs of a key and of a list item to others."""
    return "?" in written or re.match(r"-(?:[ \t\r\n]|$)", written) is not None


def is_refused(text: str) -> bool:
    """Whether other readers refuse a text that stands without quotation marks anywhere: '=', or a day there is not."""
    if text[:1] not in _TYPED:
        return False
    if _NO_DIGITS.fullmatch(text):
        return True
    tag = _LOADER.resolve(yaml.ScalarNode, text, (True, False))
    construct = _LOADER.yaml_constructors.get(tag)
    if construct is None:
        return True
    try:
        construct(_LOADER, yaml.ScalarNode(tag, text))
    except (ValueError, ArithmeticError, yaml.YAMLError):
        return True
    return False
