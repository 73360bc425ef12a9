"""Agreements between chains of different parties (PK512): do both sides know them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import one_sided_agreements
from palveluketju.findings import N_, NN_, Keys, Names, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph, WorkspaceGraph

_SHOWN: Final = 5
"""How many chains that do not know an agreement a finding points at."""


@check("PK512", Severity.INFO)
def agreement_known_to_one_side(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph, Spot]]:
    """An agreement is described in a chain of only one of its parties.

    Why: the other party plans as if nothing had been agreed.
    Mend: move the interface to a catalogue that both chains use, or describe it in the other chain too.
    """
    for one in one_sided_agreements(workspace):
        interface = one.graph.chain.interfaces[one.interface]
        ends = [end for end in one.graph.organisations() if end.id in interface.between]
        what = NN_(
            "The agreement between {parties} is missing from chain {chains}.",
            "The agreement between {parties} is missing from chains {chains}.",
        )
        mend = NN_(
            "Move interface '{interface}' to a catalogue that both parties use, or describe it in chain {ids} too.",
            "Move interface '{interface}' to a catalogue that both parties use, or describe it in chains {ids} too.",
        )
        values = {
            "parties": Names(tuple(map(one.graph.named, ends))),
            "chains": Names(tuple(graph.chain.name for graph, _ in one.unknowing), most=_SHOWN),
            "interface": one.interface,
            "count": len(one.unknowing),
            "ids": Keys(tuple(graph.chain.id for graph, _ in one.unknowing), most=_SHOWN),
        }
        related = [
            Related(N_("the other party meets this chain here"), where, chain=graph.chain.id)
            for graph, where in one.unknowing[:_SHOWN]
        ]
        yield one.graph, Spot(("interfaces", one.interface), what, values, tuple(related), mend=mend)
