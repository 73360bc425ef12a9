"""What remains of a file that was checked, as plain data that JSON can hold, and back.

Only values without a behaviour of their own are written: numbers, texts and containers; values of the model, frozen
records, words of the vocabulary and messages of this library. A part that a catalogue declares is not written but
named, so that all who have it have one and the same again. Whatever else there is makes the whole be refused.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from sys import intern
from typing import Any, Final, NamedTuple, TypeAlias

from palveluketju.findings import Message
from palveluketju.model import Catalogue, Interface, Shared
from palveluketju.model.base import Frozen, Made
from palveluketju.model.lean import made_of

_PACKAGE: Final = __name__.partition(".")[0]
_TUPLE, _LIST, _DICT, _FROZEN, _SET, _RANGE, _DAY, _PART, _CHANGED, _FIRST = range(10)
_LEAN: Final = -1
"""In place of the fields that were told: only some fields are there, as ``lean`` leaves them."""
Maker: TypeAlias = Callable[[Sequence[Any]], Any]
"""What makes a value of others."""


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
        self._common: dict[tuple[Maker, Sequence[Any]], Any] = {}
        for file, catalogue in catalogues.items():
            for section in Shared.SECTIONS:
                for name, one in getattr(catalogue, section).items():
                    part = Part(file, section, name)
                    self._parts[id(one)] = part
                    if isinstance(one, Interface):
                        self._parts[id(one.between)] = part

    def written(self, value: Any) -> Any:
        """A value as plain data: the shapes of what is in it, the scalars, and of which of these each part is made.

        Raises:
            NotPlain: something in it cannot be written.
        """
        writing = _Writing(self._parts)
        whole = writing.number(value)
        return [list(writing.shapes), writing.scalars[::-1], writing.made, whole]

    def read(self, data: Any) -> Any:
        """The value that was written so.

        Raises:
            NotPlain: nobody has written it so.
        """
        try:
            shapes, scalars, made, whole = data
            makers: list[Maker] = [*_MAKERS, self._part, self._changed, *map(_maker, shapes)]
            values: list[Any] = [None] * len(made)
            values += [intern(one) if type(one) is str else one for one in scalars]
            value = values.__getitem__
            for place, (kind, *parts) in enumerate(made):
                items = map(value, parts)
                values[place] = makers[kind](list(items)) if kind >= 0 else self._once(makers[~kind], tuple(items))
            return value(whole)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise NotPlain from error

    def _once(self, maker: Maker, items: tuple[Any, ...]) -> Any:
        """A value that is in many files, made once."""
        key = maker, items
        if key not in self._common:
            self._common[key] = maker(items)
        return self._common[key]

    def _part(self, items: Sequence[Any]) -> Any:
        file, section, name = items
        if section not in Shared.SECTIONS:
            raise NotPlain(section)
        return getattr(self._catalogues[file], section)[name]

    def _changed(self, items: Sequence[Any]) -> Any:
        *part, services = items
        return self._part(part).model_copy(update={"services": services})


class _Writing:
    """A value that is written: each part of it has a number, and is written once.

    What is ``made`` is told by its kind and the numbers of what it is made of. Those of scalars are negative, from the
    end. A kind below zero is that of what is made of scalars alone, so that it may be the same in many files.
    """

    def __init__(self, parts: Mapping[int, Part]) -> None:
        self.shapes: dict[str, int] = {}
        self.scalars: list[Any] = []
        self.made: list[tuple[int, ...]] = []
        self._parts = parts
        self._numbers: dict[Any, int] = {}
        self._by_id: dict[int, tuple[int, Any]] = {}
        self._common: set[int] = set()

    def number(self, value: Any) -> int:
        """The number of a value."""
        kind = type(value)
        if value is None or kind in (str, int, bool):
            return self._scalar(value, kind)
        if id(value) not in self._by_id:  # with the value, so that no other one gets its id
            self._by_id[id(value)] = self._written(value, kind), value
        return self._by_id[id(value)][0]

    def _scalar(self, value: Any, kind: type) -> int:
        key = value if kind is str else (kind, value)
        if key not in self._numbers:
            self.scalars.append(value)
            self._numbers[key] = -len(self.scalars)
            if kind in (str, int):
                self._common.add(-len(self.scalars))
        return self._numbers[key]

    def _written(self, value: Any, kind: Any) -> int:
        if kind is tuple:
            return self._made(_TUPLE, value)
        if kind is dict or kind is Frozen:
            return self._made(_DICT if kind is dict else _FROZEN, (one for pair in value.items() for one in pair))
        if kind in _CONTAINERS:
            return self._made(_CONTAINERS[kind], value)
        if kind is range:
            return self._made(_RANGE, (value.start, value.stop, value.step))
        if kind is datetime.date:
            return self._made(_DAY, (value.isoformat(),))
        if isinstance(value, Made):
            return self._model(value)
        shape = self._shape(_name_of(kind))
        if isinstance(value, Enum):
            return self._made(shape, (value.value,))
        if isinstance(value, str):
            return self._made(shape, (str(value),))
        if kind is Message:
            return self._made(shape, (value.template, *(one for pair in value.values.items() for one in pair)))
        if isinstance(value, tuple):
            return self._made(shape, value)
        return self._made(shape, (getattr(value, name) for name in _fields_of(kind)))

    def _made(self, kind: int, values: Iterable[Any]) -> int:
        made = tuple(map(self.number, values))
        if kind in _CHANGING:
            self.made.append((kind, *made))
            return len(self.made) - 1
        is_common = kind not in _OF_CATALOGUES and self._common.issuperset(made)
        key = (~kind if is_common else kind, *made)
        if key not in self._numbers:
            self._numbers[key] = len(self.made)
            self.made.append(key)
            if is_common and kind == _FROZEN:  # texts in languages
                self._common.add(self._numbers[key])
        return self._numbers[key]

    def _model(self, value: Made) -> int:
        part = self._parts.get(id(value))
        if part is not None:
            return self._made(_PART, part)
        if isinstance(value, Interface) and (part := self._parts.get(id(value.between))) is not None:
            return self._made(_CHANGED, (*part, value.services))
        kind = type(value)
        names, held = _fields_of(kind), vars(value)
        if isinstance(value, Catalogue) or value.__pydantic_extra__ or value.__pydantic_private__:
            raise NotPlain(kind)
        if len(held) < len(names):
            told, there = _LEAN, [place for place, name in enumerate(names) if name in held]
        else:
            defaults, fields_set = kind.model_fields, value.model_fields_set
            told = sum(1 << place for place, name in enumerate(names) if name in fields_set)
            there = [place for place, name in enumerate(names) if held[name] is not defaults[name].default]
        shape = self._shape(" ".join(map(str, (_name_of(kind), told, *there))))
        return self._made(shape, (held[names[place]] for place in there))

    def _shape(self, shape: str) -> int:
        if shape not in self.shapes:
            _maker(shape)  # what cannot be read is not written
            self.shapes[shape] = _FIRST + len(self.shapes)
        return self.shapes[shape]


def _pairs(items: Sequence[Any]) -> Any:
    return zip(items[::2], items[1::2], strict=True)


_CONTAINERS: Final[Mapping[type, int]] = {list: _LIST, frozenset: _SET}
_CHANGING: Final = (_LIST, _DICT)
_OF_CATALOGUES: Final = (_PART, _CHANGED)
_MAKERS: Final[tuple[Maker, ...]] = (
    tuple,
    list,
    lambda items: dict(_pairs(items)),
    lambda items: Frozen(_pairs(items)),
    frozenset,
    lambda items: range(*items),
    lambda items: datetime.date.fromisoformat(*items),
)


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(kind.model_fields if issubclass(kind, Made) else (one.name for one in fields(kind)))


@cache
def _name_of(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _maker(shape: str) -> Maker:
    """What makes a value of a shape: of classes of this library only, and only where it does nothing else.

    Raises:
        NotPlain: there is no such class, or it is of another kind.
    """
    name, *numbers = shape.split(" ")
    module, _, of_class = name.partition(":")
    kind: Any = getattr(sys.modules.get(module), of_class, None)
    if not isinstance(kind, type) or module.partition(".")[0] != _PACKAGE or kind.__module__ != module:
        raise NotPlain(name)
    if issubclass(kind, Made):
        return _model_maker(kind, *map(int, numbers))
    if kind is Message:
        return lambda items: Message(items[0], **dict(_pairs(items[1:])))
    if issubclass(kind, (Enum, str, tuple)) or _is_frozen(kind):
        return lambda items: kind(*items)
    raise NotPlain(name)


def _is_frozen(kind: Any) -> bool:
    return is_dataclass(kind) and kind.__dataclass_params__.frozen is True  # type: ignore[union-attr]


def _model_maker(kind: type[Made], told: int, *there: int) -> Maker:
    """What makes a value of the model, of the fields that are there; the numbers of those ``told`` are bits."""
    every = _fields_of(kind)
    names = [every[place] for place in there]
    defaults = {} if told == _LEAN else {name: one.default for name, one in kind.model_fields.items()}
    fields_set = {name for place, name in enumerate(every) if told >> place & 1}  # all of them where it is lean

    def made(items: Sequence[Any]) -> Any:
        return made_of(kind, defaults | dict(zip(names, items, strict=True)), fields_set)

    return made
