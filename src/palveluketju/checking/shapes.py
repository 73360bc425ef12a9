"""Shapes of plain data: of which class a value is, and of a class of the model which of its fields are there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, Final, TypeAlias

from palveluketju.findings import Message
from palveluketju.model.base import Made
from palveluketju.model.lean import made_of

_PACKAGE: Final = __name__.partition(".")[0]
LEAN: Final = -1
"""In place of the fields that were told: only some fields are there, as ``lean`` leaves them."""
Maker: TypeAlias = Callable[..., Any]
"""What makes a value of others."""


class NotPlain(Exception):
    """There is something in a value that cannot be written, or data that nobody has written so."""


def pairs(items: Sequence[Any]) -> Any:
    """Keys, each with its value, that stand one after the other."""
    return zip(items[::2], items[1::2], strict=True)


@cache
def fields_of(kind: Any) -> tuple[str, ...]:
    """The fields of a class, in their order."""
    return tuple(kind.model_fields if issubclass(kind, Made) else (one.name for one in fields(kind)))


@cache
def defaults_of(kind: type[Made]) -> dict[str, Any]:
    """What the fields of a class of the model are by default."""
    return {name: one.default for name, one in kind.model_fields.items()}


@cache
def parts_of(kind: Any) -> Callable[[Any], Iterable[Any]] | None:
    """What takes a value of a class apart, in the order in which its maker takes the parts; None for other classes."""
    if issubclass(kind, Enum):
        return lambda value: (value.value,)
    if issubclass(kind, str):
        return lambda value: (str(value),)
    if kind is Message:
        return lambda value: (value.template, *chain.from_iterable(value.values.items()))
    if issubclass(kind, tuple):
        return iter
    if not _is_frozen(kind):
        return None
    names = fields_of(kind)
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)


@cache
def name_of(kind: type) -> str:
    """The name of a class, as it begins a shape."""
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def shape_of(kind: type[Made], there: tuple[str, ...], told: frozenset[str] | None) -> tuple[str, tuple[str, ...]]:
    """The shape of a value of the model and the fields in their order, by those that are there and those told.

    ``told`` is None where it is lean.
    """
    every = fields_of(kind)
    places = [place for place, name in enumerate(every) if name in there]
    bits = LEAN if told is None else sum(1 << place for place, name in enumerate(every) if name in told)
    return " ".join(map(str, (name_of(kind), bits, *places))), tuple(every[place] for place in places)


@cache
def maker_of(shape: str) -> Maker:
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
        return lambda template, *items: Message(template, **dict(pairs(items)))
    if issubclass(kind, (Enum, str, tuple)) or _is_frozen(kind):
        made_of_parts: Maker = kind
        return made_of_parts
    raise NotPlain(name)


def _is_frozen(kind: Any) -> bool:
    return is_dataclass(kind) and kind.__dataclass_params__.frozen is True  # type: ignore[union-attr]


def _model_maker(kind: type[Made], told: int, *there: int) -> Maker:
    """What makes a value of the model, of the fields that are there; the numbers of those ``told`` are bits."""
    every = fields_of(kind)
    names = [every[place] for place in there]
    defaults = {} if told == LEAN else defaults_of(kind)
    fields_set = {name for place, name in enumerate(every) if told >> place & 1}  # all of them where it is lean

    def made(*items: Any) -> Any:
        return made_of(kind, defaults | dict(zip(names, items, strict=True)), fields_set)

    return made
