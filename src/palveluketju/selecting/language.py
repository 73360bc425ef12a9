"""A selection as a tree: atoms, and how they are joined. ``docs/selectors.md`` has the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from typing import Final, NoReturn

from palveluketju.findings import N_, CannotRun, Message, Template
from palveluketju.frozen import dataclass


class Key(StrEnum):
    """What can be asked of an element; ``docs/selectors.md`` says what each means for which kind of element."""

    ID = "id"
    NAME = "name"
    KIND = "kind"
    TIER = "tier"
    SECTOR = "sector"
    ORGANISER = "organiser"
    SEGMENT = "segment"
    CHAIN = "chain"
    AREA = "area"
    BORDER = "border"
    TASK = "task"
    FIELD = "field"
    ROLE = "role"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Atom:
    """A key and a value; in a value that is not ``literal``, ``*`` and ``?`` stand for other characters.

    ``column`` is where the value begins in the text, from 1.
    """

    key: Key
    value: str
    literal: bool = False
    column: int = field(default=1, compare=False)

    @property
    def is_pattern(self) -> bool:
        """Whether the value stands for several."""
        return not self.literal and any(one in self.value for one in _WILD)

    def __str__(self) -> str:
        plain = _WORD.fullmatch(self.value) and not (self.literal and any(one in self.value for one in _WILD))
        value = self.value if plain else '"' + re.sub(r'(["\\])', r"\\\1", self.value) + '"'
        return f"{self.key}:{value}"


@dataclass(frozen=True, slots=True)
class Union:
    """What is in one of several."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        return " | ".join(_bracketed(part, Union) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is in the first, and in each that is joined by ``&``, and in none that is joined by ``-``."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]

    def __str__(self) -> str:
        rest = (f" {operator} {_bracketed(part, Union, Narrowed)}" for operator, part in self.rest)
        return _bracketed(self.first, Union, Narrowed) + "".join(rest)


Expression = Atom | Union | Narrowed


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection as it was read: its tree, and the text that columns are counted in."""

    expression: Expression
    source: str = field(compare=False)

    def __str__(self) -> str:
        return str(self.expression)

    def atoms(self) -> Iterator[Atom]:
        """Its atoms, from left to right."""
        yield from atoms_of(self.expression)

    def refuse(self, column: int, error: Template | Message, /, **values: object) -> NoReturn:
        """Raise the error about what stands in a column."""
        wrong(self.source, column, error, **values)


def atoms_of(expression: Expression) -> Iterator[Atom]:
    """The atoms of a part of a selection, from left to right."""
    if isinstance(expression, Atom):
        yield expression
    elif isinstance(expression, Union):
        for part in expression.parts:
            yield from atoms_of(part)
    else:
        yield from atoms_of(expression.first)
        for _, part in expression.rest:
            yield from atoms_of(part)


def wrong(source: str, column: int, error: Template | Message, /, **values: object) -> NoReturn:
    """Refuse a selection for what stands in a column of it.

    Raises:
        CannotRun: always.
    """
    said = error if isinstance(error, Message) else Message(error, **values)
    raise CannotRun(
        N_("selection '{selection}', column {column}: {error}"), selection=source, column=column, error=said
    )


def _bracketed(part: Expression, *kinds: type) -> str:
    return f"({part})" if isinstance(part, kinds) else str(part)


_WILD: Final = "*?"
NO_WORD: Final = r'\s()|&"'
"""The characters that end a word, as in a class of a regular expression."""
_WORD: Final = re.compile(rf"[^{NO_WORD}]+")
