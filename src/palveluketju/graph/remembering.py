"""What is remembered of a compiled chain when it goes: as much as other chains are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from inspect import unwrap
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from palveluketju.graph.chain_graph import ChainGraph
from palveluketju.graph.compiling import offers_of
from palveluketju.graph.houses import Houses
from palveluketju.graph.records import Offer
from palveluketju.model import Alternatives, Bar, Chain, Exit, Level, ServiceUse, Shared
from palveluketju.model.base import Frozen

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
_TOLD: Final = {kind: set(kind.model_fields) for kind in _KEPT}
_ATTRIBUTES: Final = (
    *("asked", "day", "today", "_levels", "_services", "_organisations", "_bars", "_exits", "_by_kind"),
)


def remembered(graph: ChainGraph, answers: Iterable[Callable[[ChainGraph], Any]] = ()) -> ChainGraph:
    """A graph of what other chains are held against: what it offers and to whom, and where it leads.

    A question about anything else raises an error: what is not remembered is not taken for something that the chain
    does not have. ``answers`` are functions whose answers are found out before and kept.
    """
    kept = ChainGraph.__new__(ChainGraph)
    chain = _lean(graph.chain)
    told = {name: getattr(graph, name) for name in _ATTRIBUTES}
    offers: dict[str, list[Offer]] = {}
    of_service: dict[str, list[Offer]] = {}
    for offer in offers_of(chain, told["_services"]):
        offers.setdefault(offer.giver.key, []).append(offer)
        of_service.setdefault(offer.service.id, []).append(offer)
    told |= {
        "_chain": chain,
        "_houses": Houses(chain.organisations),
        "_offers": offers,
        "_offers_of_service": of_service,
    }
    told["_answers"] = {unwrap(function): function(graph) for function in answers}
    vars(kept).update(told)
    return kept


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
    return value


def _lean_in(value: BaseModel, name: str) -> Any:
    """A field of a value; of what a catalogue declares, the parts are whole, since chains have them together."""
    return getattr(value, name) if name in Shared.SECTIONS and isinstance(value, Chain) else _lean(getattr(value, name))


@lru_cache(maxsize=100_000)
def _use(service: str) -> ServiceUse:
    """A use of a service of which nothing is remembered but the service, one for all who use it."""
    return _with(ServiceUse, {"service": service})


def _with(kind: type[V], fields: dict[str, Any]) -> V:
    """A value with some of its fields: another one cannot be asked for, nor can be gone through what is in it."""
    made = kind.__new__(kind)
    for name, held in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", _TOLD[kind]),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(made, name, held)
    return made
