"""Values of two declarations as they are compared: with one id for what has another in each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel, RootModel

from palveluketju.model.absence import listed
from palveluketju.model.catalogue import Interface
from palveluketju.model.durations import Duration
from palveluketju.model.group import Excluded
from palveluketju.model.moving import Exit
from palveluketju.model.ranges import AgeRange, Band
from palveluketju.model.text import UNDETERMINED
from palveluketju.model.values import Reference

Called = Callable[[str, str], str]
"""A kind of element and an id, to the id that it is compared under."""
_CHAINS: Final = ((Excluded, "chain"), (Exit, "chain"), (Interface, "chains"))
"""Where ids of chains stand, which are no references within a file."""


def compared(value: Any, called: Called) -> Hashable:
    """A value to be held against another one: equal where both declare the same, whatever ids they call it by."""
    if isinstance(value, Reference):
        return called(value.kind, str(value))
    if isinstance(value, (RootModel, AgeRange, Band)):
        return type(value).__name__, repr(value.model_dump())
    if isinstance(value, Duration) and value.span is not None and value.value.languages == (UNDETERMINED,):
        return "Duration", value.span, compared(value.from_, called), compared(value.basis, called)
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return (type(value).__name__, *((name, _field(value, name, called)) for name in fields))
    if isinstance(value, Mapping):
        return tuple((str(key), compared(item, called)) for key, item in value.items())
    if isinstance(value, tuple):
        return tuple(compared(item, called) for item in value)
    return value if value is None or isinstance(value, (bool, Enum)) else str(value)


def _field(value: BaseModel, name: str, called: Called) -> Hashable:
    found = getattr(value, name)
    if any(isinstance(value, cls) and name == field for cls, field in _CHAINS):
        if isinstance(found, str):
            return called("chain", found)
        return tuple(called("chain", str(one)) for one in listed(found)) or compared(found, called)
    if isinstance(value, Interface) and name == "division" and isinstance(found, Mapping):
        return tuple((called("organisation", str(key)), compared(item, called)) for key, item in found.items())
    return compared(found, called)
