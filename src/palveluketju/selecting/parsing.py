"""Text becomes a selection, or an error that names the column.

What is read here is form alone; which values there are is asked when a selection is held against chains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple, NoReturn

from palveluketju.findings import N_, Items, Keys, Message, nearest
from palveluketju.selecting.language import NO_WORD, Atom, Expression, Key, Narrowed, Selection, Union, wrong

LONGEST: Final = 2000
"""How many characters a selection can have."""
DEEPEST: Final = 20
"""How many brackets can stand in each other."""


class _Token(NamedTuple):
    """A word, a quoted value, a bracket, an operator or the end; ``key`` is what stands before a value."""

    what: str
    column: int
    value: str = ""
    key: str | None = None
    literal: bool = False


_TOKEN: Final = re.compile(
    rf"""(?P<space>\s+) | (?P<sign>[()|&]) | (?P<minus>-(?=\s|$))
    | (?:(?P<key>[^{NO_WORD}:]*):)?"(?P<quoted>(?:[^"\\]|\\["\\])*)"
    | (?P<of>[^{NO_WORD}:]*):(?P<value>[^{NO_WORD}]+) | (?P<alone>[^{NO_WORD}:]*):(?!") | (?P<word>[^{NO_WORD}:]+)""",
    re.VERBOSE,
)


def parse(text: str) -> Selection:
    """Read a selection.

    >>> print(parse("neuvola | (kind:service & tier:basic)"))
    id:neuvola | (kind:service & tier:basic)

    Raises:
        CannotRun: the text is no selection; the message names the column, and what is expected there.
    """
    source = unicodedata.normalize("NFC", text)
    if len(source) > LONGEST:
        wrong(source, LONGEST + 1, N_("a selection has at most {most} characters"), most=LONGEST)
    reading = _Reading(source)
    return Selection(reading.whole(), source)


class _Reading:
    """A text being read, token by token."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tokens = list(self._cut())
        self._place = 0

    def _cut(self) -> Iterator[_Token]:
        place, source, spaced = 0, self._source, True
        while place < len(source):
            found = _TOKEN.match(source, place)
            column = place + 1
            if found is None:
                quoted = N_("the quotation mark is not closed; a quotation mark within a value is written '\\\"'")
                wrong(source, source.index('"', place) + 1, quoted)
            if found["minus"] or (found["word"] or "").startswith("-"):
                if not spaced or not found["minus"]:
                    wrong(source, column, N_("an exclusion '-' has a space on each side"))
                yield _Token("-", column)
            elif found["sign"]:
                yield _Token(found["sign"], column)
            elif found["alone"] is not None:
                wrong(source, found.end() + 1, N_("a value is expected after '{key}:'"), key=found["alone"])
            elif found["quoted"] is not None:
                if not found["quoted"]:
                    wrong(source, found.end() - 1, N_("a value is expected in the quotation marks"))
                value = re.sub(r"\\(.)", r"\1", found["quoted"])
                yield _Token("value", found.start("quoted"), value, found["key"], True)
            elif found["value"]:
                yield _Token("value", found.start("value") + 1, found["value"], found["of"])
            elif found["word"]:
                yield _Token("value", column, found["word"])
            spaced = bool(found["space"])
            place = found.end()
        yield _Token("end", len(source) + 1)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self, *whats: str) -> _Token | None:
        token = self._next
        if token.what not in whats:
            return None
        self._place += 1
        return token

    def whole(self) -> Expression:
        found = self._union(0)
        if self._next.what != "end":
            choice = Items((*_OPERATORS, Message(N_("the end"))), "or")
            wrong(self._source, self._next.column, N_("{operators} is expected here"), operators=choice)
        return found

    def _union(self, depth: int) -> Expression:
        parts = [self._narrowed(depth)]
        while self._take("|"):
            parts.append(self._narrowed(depth))
        return parts[0] if len(parts) == 1 else Union(tuple(parts))

    def _narrowed(self, depth: int) -> Expression:
        first = self._part(depth)
        rest = []
        while operator := self._take("&", "-"):
            rest.append((operator.what, self._part(depth)))
        return Narrowed(first, tuple(rest)) if rest else first

    def _part(self, depth: int) -> Expression:
        if opened := self._take("("):
            if depth == DEEPEST:
                wrong(self._source, opened.column, N_("at most {most} brackets stand in each other"), most=DEEPEST)
            found = self._union(depth + 1)
            if not self._take(")"):
                closing = Items(("')'", *_OPERATORS), "or")
                at = N_("{operators} is expected here: the bracket in column {opened} is not closed")
                wrong(self._source, self._next.column, at, operators=closing, opened=opened.column)
            return found
        token = self._take("value")
        if token is None:
            expected = N_("a value is expected here, such as {examples}, or '('")
            wrong(self._source, self._next.column, expected, examples=Keys(("kind:service", "neuvola"), "or"))
        if token.key is None:
            return Atom(Key.ID, token.value, token.literal, token.column)
        if token.key not in tuple(Key):
            self._no_key(token)
        return Atom(Key(token.key), token.value, token.literal, token.column)

    def _no_key(self, token: _Token) -> NoReturn:
        key, keys = str(token.key), tuple(one.value for one in Key)
        column = token.column - len(key) - 1
        near = nearest(key, keys)
        if near:
            wrong(self._source, column, N_("there is no key '{key}'; did you mean '{near}'?"), key=key, near=near)
        told = Keys(keys)
        wrong(self._source, column, N_("there is no key '{key}'; the keys are {keys}"), key=key, keys=told)


_OPERATORS: Final = ("'|'", "'&'", "' - '")
