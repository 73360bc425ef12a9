"""A chain without what no other chain asks of it: so little that very many are kept at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from palveluketju.model.base import Frozen
from palveluketju.model.catalogue import Shared
from palveluketju.model.chain import Bar, Chain, Level
from palveluketju.model.moving import Exit
from palveluketju.model.text import LongText, Text
from palveluketju.model.uses import Alternatives, ServiceUse

V = TypeVar("V", bound=BaseModel)
_KEPT: Final[Mapping[type[BaseModel], tuple[str, ...]]] = {
    Chain: (
        *("id", "name", "variant_of", "replaces", "status", "valid_from", "valid_until", "organiser", "partners"),
        *("target_group", "levels", "bars", "exits", *Shared.SECTIONS),
    ),
    Level: ("name", "kind", "critical", "services", "partners"),
    Bar: ("name", "services", "partners", "task"),
    Exit: ("name", "chain", "at_age"),
    Alternatives: ("one_of",),
    ServiceUse: ("service",),
}
_ROOT: Final = {"root"}
_TOLD: Final = {kind: set(kind.model_fields) for kind in _KEPT}


def lean(chain: Chain) -> Chain:
    """A chain with what it offers, where it leads to other chains, and what it has from catalogues.

    Nothing else of it can be asked for, nor can it be gone through: what is not kept is not taken for something that
    the chain does not have.
    """
    made: Chain = _lean(chain)
    return made


def _lean(value: Any) -> Any:
    """A value without what is not remembered of it."""
    if isinstance(value, ServiceUse):
        return _use(value.service)
    if isinstance(value, tuple):
        return tuple(_lean(one) for one in value)
    if type(value) in _KEPT:
        return _with(type(value), {name: _lean_in(value, name) for name in _KEPT[type(value)]})
    if isinstance(value, Frozen):
        return Frozen({key: _lean(one) for key, one in value.items()})
    if isinstance(value, (Text, LongText)):
        return _text(type(value), tuple(value.root.items()))
    return value


def _lean_in(value: BaseModel, name: str) -> Any:
    """A field of a value; of what a catalogue declares, the parts are whole, since chains have them together."""
    return getattr(value, name) if name in Shared.SECTIONS and isinstance(value, Chain) else _lean(getattr(value, name))


@lru_cache(maxsize=100_000)
def _use(service: str) -> ServiceUse:
    """A use of a service of which nothing is remembered but the service, one for all who use it."""
    return _with(ServiceUse, {"service": service})


@lru_cache(maxsize=20_000)
def _text(kind: type[Text | LongText], said: tuple[tuple[str, str], ...]) -> Text | LongText:
    """A text, one for all who say the same: levels of very many chains have the same few names."""
    return made_of(kind, {"root": Frozen(said)}, _ROOT)


def _with(kind: type[V], fields: dict[str, Any]) -> V:
    """A value with some of its fields: another one cannot be asked for, nor can be gone through what is in it."""
    return made_of(kind, fields, _TOLD[kind])


def made_of(kind: type[V], fields: dict[str, Any], told: set[str]) -> V:
    """A value of fields that were checked before; those that are not ``told`` are as they are by default."""
    made = kind.__new__(kind)
    for name, held in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", told),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(made, name, held)
    return made
