"""Agreements between chains of different parties (PK512): do both sides know them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from palveluketju.analyses import one_sided_agreements
from palveluketju.findings import N_, NN_, Keys, Names, Path, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph, WorkspaceGraph

_Unknowing: TypeAlias = tuple[tuple[ChainGraph, Path], ...]
_SHOWN: Final = 5
"""How many chains that do not know an agreement a finding points at."""


@check("PK512", Severity.INFO)
def agreement_known_to_one_side(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph, Spot]]:
    """An agreement is described in a chain of only one of its parties.

    Why: the other party plans as if nothing had been agreed.
    Mend: move the interface to a catalogue that both chains use, or describe it in the other chain too.
    """
    told: dict[int, tuple[_Unknowing, dict[str, object], tuple[Related, ...]]] = {}
    for one in one_sided_agreements(workspace):
        interface = one.graph.chain.interfaces[one.interface]
        ends = [end for end in one.graph.organisations() if end.id in interface.between]
        if id(one.unknowing) not in told:  # one tuple for many agreements: told once of all
            told[id(one.unknowing)] = one.unknowing, _said_of(one.unknowing), _places_of(one.unknowing)
        _, said, related = told[id(one.unknowing)]
        what = NN_(
            "The agreement between {parties} is missing from chain {chains}.",
            "The agreement between {parties} is missing from chains {chains}.",
        )
        mend = NN_(
            "Move interface '{interface}' to a catalogue that both parties use, or describe it in chain {ids} too.",
            "Move interface '{interface}' to a catalogue that both parties use, or describe it in chains {ids} too.",
        )
        values = {"parties": Names(tuple(map(one.graph.named, ends))), "interface": one.interface, **said}
        yield one.graph, Spot(("interfaces", one.interface), what, values, related, mend=mend)


def _said_of(unknowing: _Unknowing) -> dict[str, object]:
    return {
        "chains": Names(tuple(graph.chain.name for graph, _ in unknowing), most=_SHOWN),
        "count": len(unknowing),
        "ids": Keys(tuple(graph.chain.id for graph, _ in unknowing), most=_SHOWN),
    }


def _places_of(unknowing: _Unknowing) -> tuple[Related, ...]:
    note = N_("the other party meets this chain here")
    return tuple(Related(note, where, chain=graph.chain.id) for graph, where in unknowing[:_SHOWN])
