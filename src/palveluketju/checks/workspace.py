"""Chains together (PK5xx): do they agree where they share, and does each receive what another hands over?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from palveluketju.analyses import (
    SameName,
    both_in_force,
    circles_of_replaced,
    excluded_elsewhere,
    replaced_chains,
    services_with_the_same_name,
)
from palveluketju.findings import N_, Keys, Names, Related, Severity, Spot, check, joined, nearest, shown
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, WorkspaceGraph
from palveluketju.model import AgeRange, TargetGroup, Text, given, listed, spellings

Found = Iterator[tuple[ChainGraph, Spot]]


def _is_one_chain(workspace: WorkspaceGraph) -> bool:
    """Whether there is no more than one chain, with its variants: nobody knows then what others there are."""
    return len({graph.chain.variant_of or graph.chain.id for graph in workspace.graphs}) < 2


@check("PK501", Severity.WARNING)
def exit_to_unknown_chain(workspace: WorkspaceGraph) -> Found:
    """An exit, or an exclusion from the target group, leads to a chain that is not among the files.

    Why: the client is handed over to a chain that is not described, or its id is misspelt.
    Mend: correct the id, describe the other chain, or write 'chain: {open: ...}' until it is described.
    """
    if _is_one_chain(workspace):
        return
    for graph in workspace.graphs:
        for place, excluded in excluded_elsewhere(graph):
            if not workspace.may_have(excluded.chain):
                what = N_("Clients excluded as '{name}' are sent to a chain that is not among the chains here.")
                guess = nearest(excluded.chain, workspace.chain_ids(), cutoff=0.7)
                mend = N_("Correct '{chain}' under 'exclude:', or write 'chain: {{open: ...}}'.")
                mend = N_("Did you mean '{guess}' instead of '{chain}' under 'exclude:'?") if guess else mend
                values = {"name": excluded.name, "chain": excluded.chain, "guess": guess}
                yield graph, Spot((*place, "chain"), what, values, mend=mend)
    for way_out in workspace.exits_to_chains():
        if not workspace.may_have(way_out.chain):
            guess = nearest(way_out.chain, workspace.chain_ids(), cutoff=0.7)
            what = N_("Exit '{exit}' leads to a chain that is not among the chains here.")
            mend = N_("Correct '{chain}' under 'chain:' of exit '{id}', or write 'chain: {{open: ...}}'.")
            mend = N_("Did you mean '{guess}' instead of '{chain}' under 'chain:' of exit '{id}'?") if guess else mend
            name = way_out.graph.named(way_out.exit)
            values = {"exit": name, "id": way_out.exit.id, "chain": way_out.chain, "guess": guess}
            yield way_out.graph, Spot((*way_out.exit.where, "chain"), what, values, mend=mend)


@check("PK508", Severity.WARNING)
def agreement_for_unknown_chain(workspace: WorkspaceGraph) -> Found:
    """The scope of an agreement names a chain that is not among the files.

    Why: the agreement does not count for the chain that is meant.
    Mend: correct the id, or describe the other chain.
    """
    if _is_one_chain(workspace):
        return
    for graph in workspace.graphs:
        for name, interface in graph.chain.interfaces.items():
            for place, chain in enumerate(listed(interface.chains)):
                if not workspace.may_have(chain):
                    what = N_("An agreement between {parties} is for a chain that is not among the chains here.")
                    mend = N_("Correct '{chain}' under 'chains:' of interface '{interface}', or describe that chain.")
                    guess = nearest(chain, workspace.chain_ids(), cutoff=0.7)
                    if guess:
                        mend = N_(
                            "Did you mean '{guess}' instead of '{chain}' under 'chains:' of interface '{interface}'?"
                        )
                    ends = (end for end in graph.organisations() if end.id in interface.between)
                    parties = Names(tuple(map(graph.named, ends)))
                    values = {"parties": parties, "chain": chain, "interface": name, "guess": guess}
                    yield graph, Spot(("interfaces", name, "chains", place), what, values, mend=mend)


@check("PK509", Severity.WARNING)
def replaced_chain_in_force(workspace: WorkspaceGraph) -> Found:
    """A chain is in force at the same time as the chain that replaces it.

    Why: two descriptions are valid at once, and nobody knows which one to follow.
    Mend: write the last day of the older chain, or 'status: retired'; or correct the first day of the new one.
    """
    for one in replaced_chains(workspace):
        older = one.older
        if older is None or not both_in_force(one.graph, older):
            continue
        told = {"valid-until": older.chain.valid_until, "status": older.chain.status, "id": older.chain.id}
        key = next(key for key, value in told.items() if value is not None)
        what = N_("Chain '{old}' is in force at the same time as chain '{new}', which replaces it.")
        mend = N_("Write 'status: retired' or an earlier 'valid-until:' in chain '{older}', or correct 'replaces:'.")
        values = {"new": one.graph.chain.name, "old": older.chain.name, "older": one.chain}
        related = (Related(N_("the chain that is replaced"), (key,), chain=one.chain),)
        yield one.graph, Spot(one.where, what, values, related, mend=mend)


@check("PK510", Severity.ERROR)
def replaced_by_its_successor(workspace: WorkspaceGraph) -> Found:
    """Chains replace each other in a circle.

    Why: each of them is older than itself, so it is not clear which one is valid.
    Mend: remove one 'replaces:' from the circle.
    """
    for one, circle in circles_of_replaced(workspace):
        what = N_("Chain '{chain}' replaces itself through other chains.")
        mend = N_("Remove one 'replaces:' from the circle ({circle}).")
        values = {"chain": one.graph.chain.name, "circle": " -> ".join(circle)}
        yield one.graph, Spot(one.where, what, values, mend=mend)


def _ages(graph: ChainGraph) -> AgeRange | None:
    group = given(graph.chain.target_group)
    return given(group.age) if isinstance(group, TargetGroup) else None


def _meet(left: AgeRange, right: AgeRange) -> bool:
    lowest = max(left.lowest or 0, right.lowest or 0)
    highest = [end for end in (left.highest, right.highest) if end is not None]
    return not highest or lowest <= min(highest)


@check("PK502", Severity.WARNING)
def ages_do_not_meet(workspace: WorkspaceGraph) -> Found:
    """A chain hands over clients at an age that the receiving chain does not take.

    Why: clients of that age belong to neither chain.
    Mend: agree on the age between the two chains, and correct the one that is wrong.
    """
    for way_out in workspace.exits_to_chains():
        exits = given(way_out.graph.chain.exits) or {}
        leaving = given(exits[way_out.exit.id].at_age)
        receiver = way_out.receiver
        taken = None if receiver is None else _ages(receiver)
        if receiver and isinstance(leaving, AgeRange) and taken is not None and not _meet(leaving, taken):
            what = N_(
                "Exit '{exit}' hands over clients of {leaving} to chain '{chain}', which takes clients of {taken}."
            )
            mend = N_(
                "Agree on the age, and correct 'at-age:' of exit '{id}' or 'age:' of the target group of chain"
                " '{chain_id}'."
            )
            values = {
                "exit": way_out.graph.named(way_out.exit),
                "leaving": leaving,
                "chain": receiver.chain.name,
                "taken": taken,
                "id": way_out.exit.id,
                "chain_id": way_out.chain,
            }
            other = Related(N_("the ages that it takes"), ("target-group", "age"), chain=receiver.chain.id)
            yield way_out.graph, Spot((*way_out.exit.where, "at-age"), what, values, (other,), mend=mend)


@check("PK503", Severity.WARNING)
def declared_differently(workspace: WorkspaceGraph) -> Found:
    """Two chain files declare the same service with different organisers or tiers.

    Why: the chains use the same service but describe it differently.
    Mend: declare the service once, in the catalogue.
    """
    is_own = cache(ChainGraph.is_own)  # asked again for each service that two chains have
    for service, users in workspace.services_of_several_chains():
        first, *others = users
        declared = first.service(service)
        organisers = [own.id for own in first.own_organisers()]
        place, name = ("services", service), first.chain.name
        related = (Related(N_("the other is here"), place, chain=first.chain.id),)  # one for very many, as the values
        values = {"service": declared.name, "chain": name, "id": service}
        for graph in others:
            if graph.service(service) is declared:
                continue  # both have it from one catalogue
            if not any(is_own(graph, one) for one in organisers if one in graph.chain.organisations):
                continue  # each county organises its own
            organiser, tier = (read(first, service) != read(graph, service) for read in (_organisers, _tier))
            if organiser or tier:
                what = N_("Service '{service}' has another organiser here than in chain '{chain}'.")
                if organiser and tier:
                    what = N_(
                        "Service '{service}' has another organiser and another tier here than in chain '{chain}'."
                    )
                elif tier:
                    what = N_("Service '{service}' has another tier here than in chain '{chain}'.")
                called = graph.service(service).name
                if called != values["service"]:
                    values = {"service": called, "chain": name, "id": service}
                mend = N_("Declare service '{id}' once, in the catalogue.")
                yield graph, Spot(place, what, values, related, mend=mend)


def _organisers(graph: ChainGraph, service: str) -> Any:
    return set(listed(graph.service(service).organiser))


def _tier(graph: ChainGraph, service: str) -> Any:
    return graph.tier_of(service)


@check("PK504", Severity.INFO)
def one_service_under_two_ids(workspace: WorkspaceGraph) -> Found:
    """Services with different ids have names with the same words.

    Why: if they are one service, no register shows that levels or chains share it.
    Mend: use one id, with 'label:' where a chain calls it something else; or give the two different names.
    """
    for same in services_with_the_same_name(workspace):
        if _are_of_one_chain_and_name(same):
            continue  # that is said of the chain by itself
        (graph, service), *others = same.services
        what = N_("Services {names} have names with the same words.")
        mend = N_("If {ids} are one service, use one id; otherwise change 'name:' of one.")
        named = ((there.named(one), None if there is graph else there.chain.name) for there, one in same.services)
        values = {
            "names": _InChains(tuple(named)),
            "ids": Keys(tuple(dict.fromkeys(service.id for _, service in same.services))),
        }
        related = tuple(Related(N_("and here"), _first_use(there, one), chain=there.chain.id) for there, one in others)
        yield graph, Spot(_first_use(graph, service), what, values, related, mend=mend)


def _are_of_one_chain_and_name(same: SameName) -> bool:
    """Whether one chain offers all of these services, and they have a name in common to the letter."""
    ids = {service.id for _, service in same.services}
    names = [spellings(graph.service(service).name) for graph, service in same.services]
    return bool(frozenset.intersection(*names)) and any(
        ids <= {offer.service.id for offer in graph.offers()} for graph, _ in same.services
    )


@dataclass(frozen=True, slots=True)
class _InChains:
    """Names of services, each with that of its chain where it is another one: ``'Neuvola' and 'Neuvolat' (Lapset)``."""

    names: tuple[tuple[Text | str, Text | None], ...]

    def text(self, lang: str = "en") -> str:
        """The names in a language."""
        return joined([self._named(*one, lang) for one in self.names], lang=lang)

    def _named(self, service: Text | str, chain: Text | None, lang: str) -> str:
        name = Names((service,)).text(lang)
        return name if chain is None else f"{name} ({shown(chain, lang)})"


def _first_use(graph: ChainGraph, service: Node) -> tuple[str | int, ...]:
    return graph.offers_of_service(service)[0].where
