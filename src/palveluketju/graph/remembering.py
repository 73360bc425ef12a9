"""What is remembered of a compiled chain when it goes: as much as other chains are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import unwrap
from typing import Any, Final

from palveluketju.graph.chain_graph import ChainGraph
from palveluketju.graph.compiling import offers_of
from palveluketju.graph.houses import Houses
from palveluketju.graph.records import Offer
from palveluketju.model.lean import lean

_ATTRIBUTES: Final = (
    *("asked", "day", "today", "_levels", "_services", "_organisations", "_bars", "_exits", "_by_kind"),
)


def remembered(graph: ChainGraph, answers: Iterable[Callable[[ChainGraph], Any]] = ()) -> ChainGraph:
    """A graph of what other chains are held against: what it offers and to whom, and where it leads.

    A question about anything else raises an error: what is not remembered is not taken for something that the chain
    does not have. ``answers`` are functions whose answers are found out before and kept.
    """
    kept = ChainGraph.__new__(ChainGraph)
    chain = lean(graph.chain)
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
