"""What is remembered of a compiled chain when it goes: as much as other chains are held against."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from inspect import unwrap
from typing import Any, NamedTuple

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


def recalled(
    told: Remembered, asked: Asked, day: datetime.date | None, today: datetime.date, questions: Questions = ()
) -> ChainGraph:
    """A graph of what is remembered of a chain.

    A question about anything else raises an error: what is not remembered is not taken for something that the chain
    does not have.
    """
    kept, chain = ChainGraph.__new__(ChainGraph), told.chain
    nodes: Mapping[str, Mapping[str, Any] | None] = {
        "entry": dict.fromkeys(told.entries),
        "level": given(chain.levels),
        "exit": given(chain.exits),
        "bar": given(chain.bars),
        "service": chain.services,
        "organisation": chain.organisations,
    }
    by_kind = {kind: nodes_of(section, kind, _SECTIONS[kind]) for kind, section in nodes.items()}
    offers: dict[str, list[Offer]] = {}
    of_service: dict[str, list[Offer]] = {}
    for offer in offers_of(chain, by_kind["service"]):
        offers.setdefault(offer.giver.key, []).append(offer)
        of_service.setdefault(offer.service.id, []).append(offer)
    vars(kept).update(
        {
            "asked": asked,
            "day": day,
            "today": today,
            "_chain": chain,
            "_by_kind": by_kind,
            **{f"_{section}": by_kind[kind] for kind, section in _SECTIONS.items() if kind != "entry"},
            "_houses": Houses(chain.organisations),
            "_offers": {giver: tuple(those) for giver, those in offers.items()},
            "_offers_of_service": {service: tuple(those) for service, those in of_service.items()},
            "answers": dict(zip(map(unwrap, questions), told.answers, strict=True)),
        }
    )
    return kept


_SECTIONS = {
    "entry": "entries",
    "level": "levels",
    "exit": "exits",
    "bar": "bars",
    "service": "services",
    "organisation": "organisations",
}
