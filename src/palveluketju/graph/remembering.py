"""What is remembered of a compiled chain when it goes: as much as other chains are held against."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Mapping
from functools import cached_property
from inspect import unwrap
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path
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


def remembered(graph: ChainGraph, questions: Questions = (), borrowed: Container[Path] = ()) -> Remembered:
    """What is remembered of a chain: what it offers and to whom, and where it leads.

    ``borrowed`` are the places of what it has from catalogues, which is one and the same in all that have it.
    """
    entries = tuple(node.id for node in graph.entries())
    return Remembered(lean(graph.chain, borrowed), entries, tuple(function(graph) for function in questions))


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
        self.remembered, self._questions, self._window = told, questions, window
        self._chain, self.asked, self.day, self.today = told.chain, asked, day, today

    def __getattr__(self, name: str) -> Any:
        """An index of what is remembered, made when it is asked for."""
        make = _INDEXES.get(name)
        if make is None:
            raise AttributeError(f"{name} is not remembered of a chain")
        self._window.asked(self)
        vars(self).update(make(self))
        return vars(self)[name]

    @cached_property
    def answers(self) -> dict[Callable[..., Any], Any]:
        """The answers of functions of the whole, with those that were found out before the chain went."""
        self._window.asked(self)
        return dict(zip(map(unwrap, self._questions), self.remembered.answers, strict=True))

    def forget(self) -> None:
        """Let go of what can be found out again."""
        held = vars(self)
        kept = {name: held[name] for name in _KEPT}
        held.clear()
        held.update(kept)


_KEPT: Final = ("remembered", "_questions", "_window", "_chain", "asked", "day", "today")


class Window:
    """The graphs that were asked something last, so many that what they hold is little; those before them forget it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._last: dict[int, Recalled] = {}

    def asked(self, graph: Recalled) -> None:
        """A graph finds something out."""
        self._last.setdefault(id(graph), graph)
        if len(self._last) > self._most:
            self._last.pop(next(iter(self._last))).forget()


def _of_kinds(graph: Recalled) -> dict[str, Any]:
    """The nodes by their kinds; of entries only the ids are remembered."""
    entries = nodes_of(dict.fromkeys(graph.remembered.entries), "entry", "entries")
    return {"_by_kind": {"entry": entries, **{kind: getattr(graph, f"_{name}") for kind, name in _SECTIONS.items()}}}


def _nodes(kind: str, section: str) -> Callable[[Recalled], dict[str, Any]]:
    """What makes the nodes of a section of the file."""
    return lambda graph: {f"_{section}": nodes_of(given(getattr(graph.chain, section)), kind, section)}


def _offers(graph: Recalled) -> dict[str, Any]:
    """What is offered, by who offers it and by what it is."""
    offers: dict[str, list[Offer]] = {}
    of_service: dict[str, list[Offer]] = {}
    for offer in offers_of(graph.chain, graph._services):
        offers.setdefault(offer.giver.key, []).append(offer)
        of_service.setdefault(offer.service.id, []).append(offer)
    return {
        "_offers": {giver: tuple(those) for giver, those in offers.items()},
        "_offers_of_service": {service: tuple(those) for service, those in of_service.items()},
    }


_SECTIONS: Final = {
    "level": "levels",
    "exit": "exits",
    "bar": "bars",
    "service": "services",
    "organisation": "organisations",
}
_INDEXES: Final[Mapping[str, Callable[[Recalled], dict[str, Any]]]] = {
    "_by_kind": _of_kinds,
    **{f"_{section}": _nodes(kind, section) for kind, section in _SECTIONS.items()},
    **dict.fromkeys(("_offers", "_offers_of_service"), _offers),
    "_houses": lambda graph: {"_houses": Houses(graph.chain.organisations)},
}
