"""Going through a declaration: every value with its path, and the declaration as plain data again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from pydantic import BaseModel, RootModel

from palveluketju.findings import Path
from palveluketju.model.absence import Open
from palveluketju.model.base import Value
from palveluketju.model.elements import Acceptance, Element
from palveluketju.model.values import AgeRange, Band, Reference


class Placed(NamedTuple):
    """A value and its path in the declaration."""

    where: Path
    value: Any


def walk(declaration: Any, where: Path = ()) -> Iterator[Placed]:
    """Every value in a declaration, depth first, in its own order; short forms end where they are written."""
    yield Placed(where, declaration)
    if isinstance(declaration, RootModel):
        return
    if isinstance(declaration, BaseModel):
        given_fields = [
            (name, field)
            for name, field in type(declaration).model_fields.items()
            if name in declaration.model_fields_set
        ]
        short = getattr(declaration, "short", None)
        only_short = len(given_fields) == 1 and given_fields[0][0] == short
        for name, field in given_fields:
            below = where if only_short else (*where, field.alias or name)
            yield from walk(getattr(declaration, name), below)
    elif isinstance(declaration, Mapping):
        for key, value in declaration.items():
            yield from walk(value, (*where, key))
    elif isinstance(declaration, tuple):
        for index, value in enumerate(declaration):
            yield from walk(value, (*where, index))


def references(declaration: Any) -> Iterator[Placed]:
    """Every id that must be declared somewhere, except the ends that a move's key names."""
    return (place for place in walk(declaration) if isinstance(place.value, Reference))


def open_parts(declaration: Any) -> Iterator[Placed]:
    """Every decision not yet taken."""
    return (place for place in walk(declaration) if isinstance(place.value, Open))


def readings(declaration: Any) -> Iterator[Placed]:
    """Every element that its source does not state as it is written."""
    return (place for place in walk(declaration) if isinstance(place.value, Element) and place.value.reading)


def acceptances(declaration: Any) -> Iterator[tuple[Path, Path, Acceptance]]:
    """Every accepted finding: the path of its element, its own path, and the acceptance."""
    for where, value in walk(declaration):
        if isinstance(value, Element):
            for index, acceptance in enumerate(value.accepted):
                yield where, (*where, "accepted", index), acceptance


def as_data(value: Any) -> Any:
    """A declaration as the plain mappings, lists and strings of a file; what was not given is left out."""
    if isinstance(value, (RootModel, AgeRange, Band)):
        return value.model_dump()
    if isinstance(value, Value):
        return _mapping_of(value)
    if isinstance(value, Mapping):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _mapping_of(value: Value) -> Any:
    """Id and name first, then the fields of the value's own class, then those it has in common with others."""
    cls = type(value)
    fields = sorted(cls.model_fields, key=lambda name: (name not in ("id", "name"), name not in cls.__annotations__))
    data: dict[str, Any] = {}
    for name in fields:
        item, field = getattr(value, name), cls.model_fields[name]
        if name not in value.model_fields_set or item is None or (not item and item == field.default):
            continue
        data[field.alias or name] = as_data(item)
    if cls.short is not None and list(data) == [cls.short] and not isinstance(data[cls.short], dict):
        return data[cls.short]
    return data
