"""What is remembered of a compiled chain when it goes: as much as other chains are held against."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cached_property
from inspect import unwrap
from typing import Any, Final, NamedTuple

from palveluketju.graph.asked import Asked
from palveluketju.graph.chain_graph import ChainGraph
from palveluketju.graph.compiling import nodes_of, offers_of
from palveluketju.graph.houses import Houses
from palveluketju.graph.records import Offer
from palveluketju.model import Chain, given
from palveluketju.model.lean import lean


class Remembered(NamedTuple):
    """A chain as far as it is remembered, the ids of its entries, and what was found out about it before it went."""

    chain: Chain
    entries: tuple[str, ...]
    answers: tuple[Any, ...]


Questions = tuple[Callable[[ChainGraph], Any], ...]
"""Functions whose answers are found out before a chain goes, and kept."""


def remembered(graph: ChainGraph, questions: Questions = ()) -> Remembered:
    """What is remembered of a chain: what it offers and to whom, and where it leads."""
    entries = tuple(node.id for node in graph.entries())
    return Remembered(lean(graph.chain), entries, tuple(function(graph) for function in questions))


class Recalled(ChainGraph):
    """A graph of what is remembered of a chain.

    A question about anything else raises an error: what is not remembered is not taken for something that the chain
    does not have. ``window`` is that of all graphs which are recalled together: only the last ones that were asked
    something hold what was found out for that, and any other one finds it out again.
    """

    def __init__(  # the indexes of a whole chain are not made: each is, when it is asked for
        self,
        told: Remembered,
        asked: Asked,
        day: datetime.date | None,
        today: datetime.date,
        window: Window,
        questions: Questions = (),
    ) -> None:
        self._told = told, questions, window
        self._chain, self.asked, self.day, self.today = told.chain, asked, day, today

    def __getattr__(self, name: str) -> Any:
        """An index of what is remembered, made when it is asked for."""
        make = _INDEXES.get(name)
        if make is None:
            raise AttributeError(f"{name} is not remembered of a chain")
        self._told[-1].asked(self)
        vars(self).update(make(self._told[0]))
        return vars(self)[name]

    @cached_property
    def answers(self) -> dict[Callable[..., Any], Any]:
        """The answers of functions of the whole, with those that were found out before the chain went."""
        told, questions, window = self._told
        window.asked(self)
        return dict(zip(map(unwrap, questions), told.answers, strict=True))

    def forget(self) -> None:
        """Let go of what can be found out again."""
        held = vars(self)
        kept = {name: held[name] for name in _KEPT}
        held.clear()
        held.update(kept)


_KEPT: Final = ("_told", "_chain", "asked", "day", "today")


class Window:
    """The graphs that were asked something last, so many that what they hold is little; those before them forget it."""

    def __init__(self, most: int = 100) -> None:
        self._most = most
        self._last: dict[int, Recalled] = {}

    def asked(self, graph: Recalled) -> None:
        """A graph finds something out."""
        self._last.setdefault(id(graph), graph)
        if len(self._last) > self._most:
            self._last.pop(next(iter(self._last))).forget()


def _nodes(told: Remembered) -> dict[str, Any]:
    """The nodes of each section of the file."""
    chain = told.chain
    sections: Mapping[str, Mapping[str, Any] | None] = {
        "entries": dict.fromkeys(told.entries),
        "levels": given(chain.levels),
        "exits": given(chain.exits),
        "bars": given(chain.bars),
        "services": chain.services,
        "organisations": chain.organisations,
    }
    by_kind = {kind: nodes_of(sections[name], kind, name) for kind, name in _SECTIONS.items()}
    return {"_by_kind": by_kind, **{f"_{_SECTIONS[kind]}": nodes for kind, nodes in by_kind.items() if kind != "entry"}}


def _offers(told: Remembered) -> dict[str, Any]:
    """What is offered, by who offers it and by what it is."""
    offers: dict[str, list[Offer]] = {}
    of_service: dict[str, list[Offer]] = {}
    services = nodes_of(told.chain.services, "service", "services")
    for offer in offers_of(told.chain, services):
        offers.setdefault(offer.giver.key, []).append(offer)
        of_service.setdefault(offer.service.id, []).append(offer)
    return {"_offers": offers, "_offers_of_service": of_service}


_SECTIONS: Final = {
    "entry": "entries",
    "level": "levels",
    "exit": "exits",
    "bar": "bars",
    "service": "services",
    "organisation": "organisations",
}
_INDEXES: Final[Mapping[str, Callable[[Remembered], dict[str, Any]]]] = {
    **dict.fromkeys(("_by_kind", *(f"_{name}" for name in _SECTIONS.values() if name != "entries")), _nodes),
    **dict.fromkeys(("_offers", "_offers_of_service"), _offers),
    "_houses": lambda told: {"_houses": Houses(told.chain.organisations)},
}
