"""A chain without what no other chain asks of it: so little that very many are kept at a time."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from palveluketju.findings import Path
from palveluketju.model.base import Frozen
from palveluketju.model.catalogue import Shared
from palveluketju.model.chain import Bar, Chain, Level
from palveluketju.model.group import TargetGroup
from palveluketju.model.moving import Exit
from palveluketju.model.text import Text
from palveluketju.model.uses import Alternatives, ServiceUse

V = TypeVar("V", bound=BaseModel)
_KEPT: Final[Mapping[type[BaseModel], tuple[str, ...]]] = {
    Chain: (
        *("id", "name", "variant_of", "replaces", "status", "valid_from", "valid_until", "organiser", "partners"),
        *("target_group", "levels", "bars", "exits"),
    ),
    Level: ("name", "kind", "critical", "services", "partners"),
    Bar: ("name", "services", "partners", "task"),
    Exit: ("name", "chain", "at_age"),
    TargetGroup: ("age", "segments", "exclude"),
    Alternatives: ("one_of",),
    ServiceUse: ("service",),
}


def lean(chain: Chain, borrowed: Container[Path] = ()) -> Chain:
    """A chain with what it offers, where it leads to other chains, and what it has from catalogues.

    Nothing else of it can be asked for, nor can it be gone through: what is not kept is not taken for something that
    the chain does not have. ``borrowed`` are the places of what it has from catalogues: that stays the very same.
    """
    sections = {name: _section(_Parts(_lean_parts(getattr(chain, name), name, borrowed))) for name in Shared.SECTIONS}
    kept = {name: _lean(getattr(chain, name)) for name in _KEPT[Chain]}
    return made_of(Chain, kept | sections, _told(frozenset((*kept, *sections))))


def _lean_parts(parts: Frozen[str, Any], section: str, borrowed: Container[Path]) -> Frozen[str, Any]:
    """The parts of a section; of those that are the chain's own, what very many have is one for all."""
    if all((section, name) in borrowed for name in parts):
        return parts
    return Frozen({name: one if (section, name) in borrowed else _lean(one) for name, one in parts.items()})


def _lean(value: Any) -> Any:
    """A value without what is not remembered of it; what very many have, such as names, is one for all of them."""
    if isinstance(value, tuple):
        return tuple(_lean(one) for one in value)
    if isinstance(value, Frozen):
        return Frozen({key: _lean(one) for key, one in value.items()})
    if isinstance(value, Text):
        return _text(tuple(value.root.items()))
    if isinstance(value, ServiceUse):
        return _use(value.service)
    if not isinstance(value, BaseModel):
        return value
    kind, held = type(value), vars(value)
    kept = _KEPT.get(kind, tuple(held))
    told = kept if kind in _KEPT else value.model_fields_set
    return made_of(kind, {name: _lean(held[name]) for name in kept}, _told(frozenset(told)))


def tell_alike(value: Any) -> None:
    """Let values within a value that tell the same fields have one set of them: it is a third of what they take."""
    if isinstance(value, (tuple, Frozen)):
        for one in value.values() if isinstance(value, Frozen) else value:
            tell_alike(one)
    elif isinstance(value, BaseModel):
        object.__setattr__(value, "__pydantic_fields_set__", _told(frozenset(value.model_fields_set)))
        for held in vars(value).values():
            tell_alike(held)


class _Parts:
    """The parts of a section: the same as others where they are the very same ones under the same names."""

    __slots__ = ("_same", "parts")

    def __init__(self, parts: Frozen[str, Any]) -> None:
        self.parts = parts
        self._same = (*parts, *map(id, parts.values()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Parts) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)


@lru_cache(maxsize=2_000)
def _section(parts: _Parts) -> Frozen[str, Any]:
    """A section, one for all chains that have the same of it from a catalogue."""
    return parts.parts


@lru_cache(maxsize=20_000)
def _use(service: str) -> ServiceUse:
    """A use of a service of which nothing is remembered but the service, one for all who use it."""
    return made_of(ServiceUse, {"service": service}, _told(frozenset(("service",))))


@lru_cache(maxsize=5_000)
def _text(said: tuple[tuple[str, str], ...]) -> Text:
    """A text, one for all who say the same: levels of very many chains have the same few names."""
    return made_of(Text, {"root": Frozen(said)}, _told(frozenset(("root",))))


@cache
def _told(names: frozenset[str]) -> set[str]:
    """The names of the fields that are told, one set for all values that tell the same: nobody changes it."""
    return set(names)


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
