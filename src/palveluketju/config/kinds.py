"""The kinds of values that a setting can have: each types one and says what is wrong with it, and has its schema."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, Protocol

from palveluketju.findings import N_, CannotRun, Items, Message, Template, did_you_mean, nearest

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST: Final = 60
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_TEXT: Final = 1000
MOST_TABLES: Final = 200


class Place(NamedTuple):
    """Where a setting stands: the file, and its key with those of the tables around it: ``severity.PK201``."""

    file: Path | str
    key: str = ""

    def __truediv__(self, key: str) -> Place:
        return Place(self.file, f"{self.key}.{key}" if self.key else key)

    def wrong(self, template: Template, /, **values: object) -> NoReturn:
        """Refuse the configuration, for what is wrong here.

        Raises:
            CannotRun: always.
        """
        raise wrong_at(self.file, Message(template, **{"key": self.key, **values}))


def wrong_at(file: Path | str, error: Message) -> CannotRun:
    """The error of a configuration that cannot be used."""
    return CannotRun(N_("{file}: {error}"), file=file, error=error)


def raw(value: Any) -> str:
    """A value as it was written, cut where it is long."""
    told = repr(value)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


class Kind(Protocol):
    """What a setting can be."""

    def read(self, value: Any, place: Place) -> Any:
        """The typed value.

        Raises:
            CannotRun: it is of another kind, or out of its range.
        """

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


class Flag:
    """True or false."""

    def read(self, value: Any, place: Place) -> bool:
        """The typed value."""
        if not isinstance(value, bool):
            place.wrong(N_("'{key}' is true or false, not {value}"), value=raw(value))
        return value

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"type": "boolean"}


class OneOf(NamedTuple):
    """One of some words; ``meaning`` says what each stands for, where that is not the word itself."""

    words: tuple[str, ...]
    meaning: Mapping[str, Any] = MappingProxyType({})

    def read(self, value: Any, place: Place) -> Any:
        """The typed value."""
        word = value.casefold() if isinstance(value, str) else value
        if word not in self.words:
            place.wrong(
                N_("'{key}' is one of {choices}, not {value}"), choices=Items(self.words, "or"), value=raw(value)
            )
        return self.meaning.get(word, word)

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"enum": list(self.words)}


class Number(NamedTuple):
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: Any, place: Place) -> int:
        """The typed value."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            place.wrong(
                N_("'{key}' is a whole number from {least} to {most}, not {value}"),
                least=self.least,
                most=self.most,
                value=raw(value),
            )
        return value

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class OneDay:
    """A day as TOML has it, or as text."""

    def read(self, value: Any, place: Place) -> datetime.date:
        """The typed value."""
        if isinstance(value, str) and _DATE.fullmatch(value):
            try:
                value = datetime.date.fromisoformat(value)
            except ValueError:
                place.wrong(N_("'{key}' is {value}, and there is no such day"), value=raw(value))
        if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
            place.wrong(N_("'{key}' is a day, as {key} = 2026-11-28; not {value}"), value=raw(value))
        return value

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema; TOML has days of its own, which tools show as text."""
        return {"type": "string", "format": "date"}


class OneLine:
    """One line of text."""

    def read(self, value: Any, place: Place) -> str:
        """The typed value."""
        if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > MOST_TEXT:
            place.wrong(
                N_("'{key}' is a text of one line, at most {most} characters, not {value}"),
                most=MOST_TEXT,
                value=raw(value),
            )
        return value.strip()

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"type": "string", "minLength": 1, "maxLength": MOST_TEXT}


class TableOf(NamedTuple):
    """A table of any keys, each value of one kind; without a kind, whatever a later reader makes of it."""

    of: Kind | None = None

    def read(self, value: Any, place: Place) -> dict[str, Any]:
        """The typed value."""
        if not isinstance(value, dict):
            place.wrong(N_("'{key}' is a table, as [{key}], not {value}"), value=raw(value))
        return value if self.of is None else {key: self.of.read(one, place / key) for key, one in value.items()}

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"type": "object"} | ({} if self.of is None else {"additionalProperties": self.of.schema})


class Fixed(NamedTuple):
    """A table of certain keys, each of a kind of its own."""

    keys: Mapping[str, Kind]

    def read(self, value: Any, place: Place) -> dict[str, Any]:
        """The typed value."""
        table = TableOf().read(value, place)
        only_known(table, tuple(self.keys), place.file, Message(N_("key of [{table}]"), table=place.key))
        return {key: self.keys[key].read(one, place / key) for key, one in table.items()}

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        properties = {key: kind.schema for key, kind in self.keys.items()}
        return {"type": "object", "properties": properties, "additionalProperties": False}


class Texts:
    """A text, or texts by language; whoever uses it reads it."""

    def read(self, value: Any, place: Place) -> Any:
        """The value as it is."""
        if not isinstance(value, (str, dict)):
            place.wrong(N_("'{key}' is a text, or texts by language, not {value}"), value=raw(value))
        return value

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        text = {"type": "string", "minLength": 1}
        return {"oneOf": [text, {"type": "object", "additionalProperties": text, "minProperties": 1}]}


def tables(value: Any, place: Place) -> list[dict[str, Any]]:
    """The tables of a list, each written as ``[[key]]``.

    Raises:
        CannotRun: it is no list of tables, or a very long one.
    """
    if not isinstance(value, list) or len(value) > MOST_TABLES:
        place.wrong(N_("'{key}' is a list of tables, each as [[{key}]], not {value}"), value=raw(value))
    return [TableOf().read(one, place) for one in value]


def only_known(keys: Iterable[str], known: tuple[str, ...], file: Path | str, kind: Message) -> None:
    """Refuse a key that is none of those that a table has, with what is meant by it.

    Raises:
        CannotRun: there is such a key.
    """
    for key in keys:
        if key not in known:
            hint = did_you_mean(nearest(key, known), known)
            raise wrong_at(file, Message(N_("unknown {kind} {key}; {hint}"), kind=kind, key=raw(key), hint=hint))
