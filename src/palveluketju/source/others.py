"""What libyaml reads and some YAML readers refuse: PyYAML without libyaml, ruamel.yaml, js-yaml, yaml of npm.

They are nearer to one or another version of YAML than libyaml, which takes a text for what it most likely means.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import Any, Final

from palveluketju.findings import N_, Finding, Message, Position
from palveluketju.source import rules
from palveluketju.source.library import yaml
from palveluketju.source.rules import found

_HASH_AFTER_SIGN: Final = re.compile(r"[|>][-+0-9]*#")
_HASH_BEHIND: Final = re.compile(r"(?:[ \t]*,)?#")
_STUCK_HASH: Final = re.compile(r"#(?<=[\"'\[\]{},]#)")  # a '#' behind a sign that it may follow only after a space
# A whole number or a range of them, a month, or a day that there is in every year: the most frequent values that begin
# as a number does, and that no reader refuses.
_SURELY_RIGHT: Final = re.compile(
    r"[1-9][0-9]{0,9}(?:\.\.[0-9]*)?|[1-9][0-9]{3}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?"
)
# What a value can be made of that is no text to some readers: a number, a day, a time, the signs "=" and "<<".
_NO_TEXT: Final = re.compile(r"[-+.:_=<0-9a-fA-FxotTzZiInN \t\n]*")
_STUCK_COLON: Final = re.compile(r":[^ \t\r\n]")
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#.*", re.MULTILINE)
_NO_DIGITS: Final = re.compile(r"(?:[-+]|[-+]?(?:\.|0[box]))_+(?:[eE][-+]?[0-9]+)?")  # a number to ruamel.yaml
_SHOWN: Final = 60  # characters of a text that a message repeats
_TYPED: Final = frozenset("0123456789+-.=<")  # what a value begins with that some readers take for no text
_WITHOUT_QUOTES: Final = N_("Some YAML readers refuse '{text}' without quotation marks.")
_QUOTE: Final = N_("Put it in quotation marks.")
_WRITE_SPACE: Final = N_("Write a space.")


class Listener:
    """Hears of scalars and brackets as the walk meets them, and notes in ``findings`` what other readers would refuse.

    It is asked for as little as can be: most of what a file holds is the same to all readers. Unless it
    ``hears_brackets`` it need not hear of those within others, and of those that end on their line, deeper than what
    they belong to.
    """

    def __init__(self, text: str) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self.with_hashes: Final = _STUCK_HASH.search(text) is not None
        self._with_tabs = "\t" in text
        self.hears_brackets: Final = self.with_hashes or self._with_tabs
        self._verbatim: list[tuple[int, int]] = []  # parts of the text where a tab is a character like others

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def is_doubtful(self, text: str) -> bool:
        """Whether some readers could refuse a text without quotation marks somewhere: else there is no need to ask."""
        return self.with_hashes or is_doubtful(text)

    def plain(self, event: Any, *, in_brackets: bool) -> None:
        """A text without quotation marks that is doubtful."""
        written = self._text[event.start_mark.index : event.end_mark.index]
        if (in_brackets and _is_cut_in_brackets(written)) or is_refused(event.value):
            self._find(event.start_mark, Message(_WITHOUT_QUOTES, text=written[:_SHOWN]), _QUOTE)
        if in_brackets and written:
            self._hash_behind(event.end_mark)

    def quoted(self, event: Any, bracket: int | None, column: int | None) -> None:
        """A text in quotation marks, or of lines that a sign begins.

        ``bracket`` is where the nearest brackets around it begin, and ``column`` that of the block collection that it
        is to be indented more than; None for a key and in brackets.
        """
        start, end = event.start_mark, event.end_mark
        if bracket == start.index and _STUCK_COLON.match(self._text, end.index):
            self._find(
                end, Message(N_("Some YAML readers refuse a ':' in a list without a space after it.")), _WRITE_SPACE
            )
        in_block = event.style in "|>"
        if in_block and (match := _HASH_AFTER_SIGN.match(self._text, start.index)):
            self._find_hash(start.line, start.column + match.end() - start.index - 1)
        elif not in_block:
            self._hash_behind(end)
        if self._with_tabs:
            body = start.index + (self._text[start.index : end.index].find("\n") if in_block else 0)
            self._verbatim.append((body, end.index))
        if column is not None:
            self._margin(start, start if in_block else end, column)

    def opened(self, event: Any) -> None:
        """Brackets, or the pair of a key and a value that stands within them, begin."""
        start = event.start_mark
        if isinstance(event, yaml.MappingStartEvent) and self._text.startswith("?", start.index):
            self._find(start, Message(_WITHOUT_QUOTES, text="?"), _QUOTE)
        elif self.with_hashes and self._text[start.index : start.index + 1] in ("[", "{"):
            self._hash_behind(event.end_mark)

    def closed(self, start: Any, end: Any, column: int | None) -> None:
        """What began at one mark ends at another."""
        if self.with_hashes and self._text[end.index - 1 : end.index] in ("]", "}"):
            self._hash_behind(end)
        if column is not None:
            self._margin(start, end, column)

    def _hash_behind(self, mark: Any) -> None:
        if self.with_hashes and (match := _HASH_BEHIND.match(self._text, mark.index)):
            self._find_hash(mark.line, mark.column + len(match.group()) - 1)

    def _margin(self, start: Any, end: Any, indent: int) -> None:
        """The first line of a text or a pair of brackets that stands no deeper than what it belongs to."""
        may_stand_out = start.column <= indent or self._with_tabs
        if not (may_stand_out or _shallow(indent).search(self._text, start.index, end.index)):
            return
        lines = self._lines
        is_first = not lines[start.line][: start.column].strip()
        for number in range(start.line + (not is_first), end.line + 1):
            line = lines[number]
            column = len(line) - len(line.lstrip(" "))
            if column <= indent and line.strip(" \t\r") and not line.startswith("#", column):
                what = Message(N_("Some YAML readers refuse a line that is not indented more than what it belongs to."))
                self._find_at(number, column, what, N_("Indent the line."))
                return

    def ended(self) -> None:
        """The document has ended: the first tab of each line that is neither in a text nor in a comment."""
        if not self._with_tabs:
            return
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


@lru_cache
def _shallow(indent: int) -> re.Pattern[str]:
    """The beginning of a line that stands no deeper than some column, and is not empty."""
    return re.compile(rf"\n {{0,{indent}}}[^ \r\n]" if indent >= 0 else "(?!)")


def _is_cut_in_brackets(written: str) -> bool:
    """Whether a text within brackets has a '?', or is a single '-': signs of a key and of a list item to others."""
    return "?" in written or re.match(r"-(?:[ \t\r\n]|$)", written) is not None


def is_doubtful(text: str) -> bool:
    """Whether some readers could refuse a text without quotation marks in a file where no '#' follows a sign."""
    return "?" in text or (text[:1] in _TYPED and (text[:1] == "-" or is_refused(text)))


def is_refused(text: str) -> bool:
    """Whether other readers refuse a text that stands without quotation marks anywhere: '=', or a day there is not."""
    if text[:1] not in _TYPED or _SURELY_RIGHT.fullmatch(text) or not _NO_TEXT.fullmatch(text):
        return False
    if _NO_DIGITS.fullmatch(text):
        return True
    loader = _loader()
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    construct = loader.yaml_constructors.get(tag)
    if construct is None:
        return True
    try:
        construct(loader, yaml.ScalarNode(tag, text))
    except (ValueError, ArithmeticError, yaml.YAMLError):
        return True
    return False


class _Loader(yaml.resolver.Resolver, yaml.constructor.SafeConstructor):
    """What PyYAML's safe loader has, but for what reads: it is asked what a single text would be."""

    def __init__(self) -> None:
        yaml.resolver.Resolver.__init__(self)
        yaml.constructor.SafeConstructor.__init__(self)


@cache
def _loader() -> Any:
    return _Loader()
