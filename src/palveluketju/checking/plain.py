"""What remains of a file that was checked, as plain data that JSON can hold, and back.

Only values without a behaviour of their own are written: numbers, texts and containers; values of the model, frozen
records, words of the vocabulary and messages of this library. A part that a catalogue declares is not written but
named, so that all who have it have one and the same again. Whatever else there is makes the whole be refused.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from itertools import chain
from sys import intern
from typing import Any, Final, NamedTuple

from palveluketju.checking.shapes import (
    Maker,
    NotPlain,
    defaults_of,
    fields_of,
    maker_of,
    name_of,
    pairs,
    parts_of,
    shape_of,
)
from palveluketju.model import Catalogue, Interface, Shared
from palveluketju.model.base import Frozen, Made

_TUPLE, _LIST, _DICT, _FROZEN, _SET, _RANGE, _DAY, _PART, _CHANGED, _FIRST = range(10)

_MOST_COMMON: Final = 20_000
"""Of how many values it is known that they are there; then it begins anew."""


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
        self._common: dict[tuple[Any, ...], Any] = {}
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
        (whole,) = writing.numbers((value,))
        return [list(writing.shapes), writing.scalars[::-1], writing.made, whole]

    def read(self, data: Any) -> Any:
        """The value that was written so.

        Raises:
            NotPlain: nobody has written it so.
        """
        try:
            shapes, scalars, made, whole = data
            makers: list[Maker] = [*_MAKERS, self._part, self._changed, *map(maker_of, shapes)]
            values: list[Any] = [None] * len(made)
            values += [intern(one) if type(one) is str else one for one in scalars]
            value, common = values.__getitem__, self._common
            if len(common) > _MOST_COMMON:
                common.clear()
            for place, (kind, *parts) in enumerate(made):
                if kind >= 0:
                    values[place] = makers[kind](*map(value, parts))
                    continue
                key = (makers[~kind], *map(value, parts))
                known = common.get(key)
                if known is None:  # what is in many files is made once
                    known = common[key] = key[0](*key[1:])
                values[place] = known
            return value(whole)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise NotPlain from error

    def _part(self, file: str, section: str, name: str) -> Any:
        if section not in Shared.SECTIONS:
            raise NotPlain(section)
        return getattr(self._catalogues[file], section)[name]

    def _changed(self, file: str, section: str, name: str, services: Any) -> Any:
        return self._part(file, section, name).model_copy(update={"services": services})


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
        self._by_id: dict[int, int] = {}
        self._held: list[Any] = []
        self._common: set[int] = set()

    def numbers(self, values: Iterable[Any]) -> list[int]:
        """The numbers of values; in one loop, since most of what is written are scalars, or have been written."""
        numbers = []
        for value in values:
            kind = type(value)
            if kind is str:
                known = self._numbers.get(value)
                if known is None:
                    known = self._scalar(value, value)
            elif value is None or kind is int or kind is bool:
                known = self._numbers.get((kind, value))
                if known is None:
                    known = self._scalar((kind, value), value)
            else:
                known = self._by_id.get(id(value))
                if known is None:
                    known = self._by_id[id(value)] = self._written(value, kind)
                    self._held.append(value)  # no other one gets its id
            numbers.append(known)
        return numbers

    def _scalar(self, key: Any, value: Any) -> int:
        self.scalars.append(value)
        number = self._numbers[key] = -len(self.scalars)
        if type(value) in (str, int):
            self._common.add(number)
        return number

    def _written(self, value: Any, kind: Any) -> int:
        if kind is tuple:
            return self._made(_TUPLE, value)
        parts = parts_of(kind)
        if parts is not None:
            return self._made(self._shape(name_of(kind)), parts(value))
        if kind is dict or kind is Frozen:
            return self._made(_DICT if kind is dict else _FROZEN, chain.from_iterable(value.items()))
        if kind is list:
            return self._made(_LIST, value)
        if kind is frozenset:
            return self._made(_SET, sorted(value, key=repr))  # the same is written in the same way, in any process
        if kind is range:
            return self._made(_RANGE, (value.start, value.stop, value.step))
        if kind is datetime.date:
            return self._made(_DAY, (value.isoformat(),))
        if isinstance(value, Made):
            return self._model(value)
        raise NotPlain(kind)

    def _made(self, kind: int, values: Iterable[Any]) -> int:
        numbers = self.numbers(values)
        is_common = kind not in _NEVER_COMMON and self._common.issuperset(numbers)
        made = (~kind if is_common else kind, *numbers)
        known = None if kind in _CHANGING else self._numbers.get(made)
        if known is None:
            known = self._numbers[made] = len(self.made)
            self.made.append(made)
            if is_common and kind == _FROZEN:  # texts in languages
                self._common.add(known)
        return known

    def _model(self, value: Made) -> int:
        part = self._parts.get(id(value))
        if part is not None:
            return self._made(_PART, part)
        if isinstance(value, Interface) and (part := self._parts.get(id(value.between))) is not None:
            return self._made(_CHANGED, (*part, value.services))
        kind = type(value)
        held = vars(value)
        if isinstance(value, Catalogue) or value.__pydantic_extra__ or value.__pydantic_private__:
            raise NotPlain(kind)
        if len(held) < len(fields_of(kind)):
            shape, there = shape_of(kind, tuple(held), None)
        else:
            defaults = defaults_of(kind)
            others = tuple(name for name, default in defaults.items() if held[name] is not default)
            shape, there = shape_of(kind, others, frozenset(value.model_fields_set))
        return self._made(self._shape(shape), [held[name] for name in there])

    def _shape(self, shape: str) -> int:
        known = self.shapes.get(shape)
        if known is None:
            maker_of(shape)  # what cannot be read is not written
            known = self.shapes[shape] = _FIRST + len(self.shapes)
        return known


_CHANGING: Final = (_LIST, _DICT)
_NEVER_COMMON: Final = frozenset((*_CHANGING, _PART, _CHANGED))
_MAKERS: Final[tuple[Maker, ...]] = (
    lambda *items: items,
    lambda *items: [*items],
    lambda *items: dict(pairs(items)),
    lambda *items: Frozen(pairs(items)),
    lambda *items: frozenset(items),
    range,
    datetime.date.fromisoformat,
)
