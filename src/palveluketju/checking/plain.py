"""What remains of a file that was checked, as plain data that JSON can hold, and back.

Only values without a behaviour of their own are written: numbers, texts and containers; values of the model, frozen
records, words of the vocabulary and messages of this library. A part that a catalogue declares is not written but
named, so that all who have it have one and the same again. Whatever else there is makes the whole be refused.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

from palveluketju.findings import Message
from palveluketju.model import Catalogue, Interface, Shared
from palveluketju.model.base import Frozen, Made
from palveluketju.model.lean import made_of

_PACKAGE: Final = __name__.partition(".")[0]
_TUPLE, _LIST, _DICT, _FROZEN, _SET, _RANGE, _DAY, _PART, _CHANGED, _FIRST = range(10)
_LEAN: Final = -1
"""In place of the fields that were told: only some fields are there, as ``lean`` leaves them."""


class NotPlain(Exception):
    """There is something in a value that cannot be written, or data that nobody has written so."""


class Part(NamedTuple):
    """A part of a catalogue, by the file, the section and the id."""

    file: str
    section: str
    name: str


class Plain:
    """Writes values of one workspace as plain data, and makes values of such data.

    ``catalogues`` are those of the workspace, by their files: what they declare is named and not written.
    """

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = catalogues
        self._parts: dict[int, Part] = {}
        self._same: dict[Any, Any] = {}
        for file, catalogue in catalogues.items():
            for section in Shared.SECTIONS:
                for name, one in getattr(catalogue, section).items():
                    part = Part(file, section, name)
                    self._parts[id(one)] = part
                    if isinstance(one, Interface):
                        self._parts[id(one.between)] = part

    def written(self, value: Any) -> Any:
        """A value as plain data.

        Raises:
            NotPlain: something in it cannot be written.
        """
        writing = _Writing(self._parts)
        data = writing.plain(value)
        return [list(writing.classes), data]

    def read(self, data: Any) -> Any:
        """The value that was written so.

        Raises:
            NotPlain: nobody has written it so.
        """
        try:
            names, plain = data
            return _Reading([_maker(name) for name in names], self._catalogues, self._same).value(plain)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
            raise NotPlain from error


class _Writing:
    """One value that is written; ``classes`` are those that it is made of, by their names."""

    def __init__(self, parts: Mapping[int, Part]) -> None:
        self.classes: dict[str, int] = {}
        self._parts = parts
        self._numbers: dict[type, int] = {}

    def plain(self, value: Any) -> Any:
        kind: Any = type(value)
        if value is None or kind in (str, int, bool):
            return value
        if kind is tuple:
            return [_TUPLE, *map(self.plain, value)]
        if kind is dict or kind is Frozen:
            return [_DICT if kind is dict else _FROZEN, *(self.plain(one) for pair in value.items() for one in pair)]
        if kind in _CONTAINERS:
            return [_CONTAINERS[kind], *map(self.plain, value)]
        if kind is range:
            return [_RANGE, value.start, value.stop, value.step]
        if kind is datetime.date:
            return [_DAY, value.isoformat()]
        if isinstance(value, Made):
            return self._model(value)
        number = self._number(kind)
        if isinstance(value, Enum):
            return [number, value.value]
        if isinstance(value, str):
            return [number, str(value)]
        if kind is Message:
            return [
                number,
                self.plain(value.template),
                *(self.plain(one) for pair in value.values.items() for one in pair),
            ]
        if isinstance(value, tuple):
            return [number, *map(self.plain, value)]
        return [number, *(self.plain(getattr(value, name)) for name in _fields_of(kind))]

    def _model(self, value: Made) -> Any:
        part = self._parts.get(id(value))
        if part is not None:
            return [_PART, *part]
        if isinstance(value, Interface) and (part := self._parts.get(id(value.between))) is not None:
            return [_CHANGED, *part, self.plain(value.services)]
        kind = type(value)
        names, held = _fields_of(kind), vars(value)
        if isinstance(value, Catalogue) or value.__pydantic_extra__ or value.__pydantic_private__:
            raise NotPlain(kind)
        if len(held) < len(names):
            told, there = _LEAN, [(place, held[name]) for place, name in enumerate(names) if name in held]
        else:
            defaults = kind.model_fields
            told = sum(1 << place for place, name in enumerate(names) if name in value.model_fields_set)
            there = [
                (place, held[name]) for place, name in enumerate(names) if held[name] is not defaults[name].default
            ]
        return [self._number(kind), told, *(one for place, item in there for one in (place, self.plain(item)))]

    def _number(self, kind: type) -> int:
        if kind not in self._numbers:
            name = f"{kind.__module__}:{kind.__qualname__}"
            _maker(name)  # what cannot be read is not written
            self._numbers[kind] = self.classes.setdefault(name, _FIRST + len(self.classes))
        return self._numbers[kind]


class _Reading:
    """Plain data from which values are made, by functions for the classes that they are of."""

    def __init__(
        self, makers: Iterable[Callable[[list[Any]], Any]], catalogues: Mapping[str, Catalogue], same: dict[Any, Any]
    ) -> None:
        self._makers = list(makers)
        self._catalogues = catalogues
        self._same = same

    def value(self, data: Any) -> Any:
        if type(data) is not list:
            return sys.intern(data) if type(data) is str else data  # the same texts are in very many files
        kind, *rest = data
        if kind == _PART:
            return self._part(*rest)
        items = [self.value(one) for one in rest]
        if kind >= _FIRST:
            maker = self._makers[kind - _FIRST]
            if not all(map(_is_small, items)):
                return maker(items)
            key = maker, *items, *map(type, items)
            if key not in self._same:
                self._same[key] = maker(items)
            return self._same[key]
        if kind == _TUPLE and all(type(one) in (str, int) for one in items):
            made = tuple(items)
            return self._same.setdefault(made, made)
        if kind == _CHANGED:
            *part, services = items
            return self._part(*part).model_copy(update={"services": services})
        return _MADE[kind](items)

    def _part(self, file: str, section: str, name: str) -> Any:
        if section not in Shared.SECTIONS:
            raise NotPlain(section)
        return getattr(self._catalogues[file], section)[name]


def _is_small(value: Any) -> bool:
    """Whether a value is a number, a text, or a text in languages: what is made of such is the same in many files."""
    return isinstance(value, (str, int)) or (
        type(value) is Frozen and all(type(one) is str for pair in value.items() for one in pair)
    )


def _pairs(items: list[Any]) -> Any:
    return zip(items[::2], items[1::2], strict=True)


_CONTAINERS: Final[Mapping[type, int]] = {list: _LIST, frozenset: _SET}
_MADE: Final[Mapping[int, Callable[[list[Any]], Any]]] = {
    _TUPLE: tuple,
    _LIST: list,
    _DICT: lambda items: dict(_pairs(items)),
    _FROZEN: lambda items: Frozen(_pairs(items)),
    _SET: frozenset,
    _RANGE: lambda items: range(*items),
    _DAY: lambda items: datetime.date.fromisoformat(*items),
}


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(kind.model_fields if issubclass(kind, Made) else (one.name for one in fields(kind)))


@cache
def _maker(name: str) -> Callable[[list[Any]], Any]:
    """What makes a value of a class, by its name: of those of this library only, and only where it does nothing else.

    Raises:
        NotPlain: there is no such class, or it is of another kind.
    """
    module, _, of_class = name.partition(":")
    kind: Any = getattr(sys.modules.get(module), of_class, None)
    if not isinstance(kind, type) or module.partition(".")[0] != _PACKAGE or kind.__module__ != module:
        raise NotPlain(name)
    if issubclass(kind, Made):
        return _model_maker(kind)
    if kind is Message:
        return lambda items: Message(items[0], **dict(_pairs(items[1:])))
    if issubclass(kind, (Enum, str, tuple)) or _is_frozen(kind):
        return lambda items: kind(*items)
    raise NotPlain(name)


def _is_frozen(kind: Any) -> bool:
    return is_dataclass(kind) and kind.__dataclass_params__.frozen is True  # type: ignore[union-attr]


def _model_maker(kind: type[Made]) -> Callable[[list[Any]], Any]:
    names = _fields_of(kind)
    defaults = {name: one.default for name, one in kind.model_fields.items()}
    told_of: dict[int, set[str]] = {_LEAN: set(names)}

    def made(items: list[Any]) -> Any:
        told, *there = items
        held = {} if told == _LEAN else defaults.copy()
        for place, one in _pairs(there):
            held[names[place]] = one
        if told not in told_of:
            told_of[told] = {name for place, name in enumerate(names) if told >> place & 1}
        return made_of(kind, held, told_of[told])

    return made
