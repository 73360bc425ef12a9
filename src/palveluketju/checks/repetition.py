"""What is listed twice, or leads back to itself (PK113, PK505-PK507). Nothing else is concluded from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from palveluketju.findings import N_, Path, Related, Severity, Spot, check
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph, walked
from palveluketju.model import (
    Actor,
    Chain,
    Organisation,
    Producer,
    ServiceUse,
    given,
    is_unsettled,
    listed,
    repeated_organisations,
    spellings,
)

Found = Iterator[tuple[ChainGraph, Spot]]


@check("PK113", Severity.WARNING)
def organisation_twice_in_a_list(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """An organisation is listed twice among the organisers, producers, funders or partners of the same element.

    Why: the reader cannot tell whether another organisation was meant. The repetition has no effect. An organisation
    can be listed twice among producers if it produces in different ways.
    Mend: remove one of the two, or correct it; if the duty has two periods, their dates must not overlap.
    """
    organisations = graph.shared.organisations
    for where, (kind, of), key, items in _lists(graph):
        for first, again in _repeated(items):
            name = str(_who(items[again]))
            mend = N_("Remove one '{id}' under '{key}:', or correct it.")
            if items[first] != items[again]:
                mend = N_(
                    "Remove one '{id}' under '{key}:', or correct 'from:' and 'until:' so that the two do not overlap."
                )
            declared = organisations.get(name)
            values = {"organisation": declared.name if declared else name, "id": name, "of": of, "key": key}
            place, other = (*where, again), (*where, first)
            yield Spot(place, _TWICE[kind, key], values, (Related(N_("the first is here"), other),), mend=mend)


_TWICE: Final = {
    ("service", "organiser"): N_(
        "Organisation '{organisation}' is listed twice among the organisers of service '{of}'."
    ),
    ("service", "producers"): N_(
        "Organisation '{organisation}' is listed twice among the producers of service '{of}'."
    ),
    ("service", "funders"): N_("Organisation '{organisation}' is listed twice among the funders of service '{of}'."),
    ("chain", "organiser"): N_("Organisation '{organisation}' is listed twice among the organisers of chain '{of}'."),
    ("chain", "funders"): N_("Organisation '{organisation}' is listed twice among the funders of chain '{of}'."),
    ("chain", "partners"): N_("Organisation '{organisation}' is listed twice among the partners of chain '{of}'."),
    ("level", "partners"): N_("Organisation '{organisation}' is listed twice among the partners of level '{of}'."),
    ("bar", "partners"): N_("Organisation '{organisation}' is listed twice among the partners of bar '{of}'."),
}
"""What to say of a list, by whose it is and by its key."""


def _lists(graph: ChainGraph | CatalogueGraph) -> Iterator[tuple[Path, tuple[str, object], str, tuple[Any, ...]]]:
    """The lists of several who have one duty: path, whose it is and the name of that, key, and items."""
    shared = graph.shared
    for name, service in shared.services.items():
        for key in ("organiser", "producers", "funders"):
            if len(items := listed(getattr(service, key))) > 1:  # as few have
                yield ("services", name, key), ("service", service.name), key, items
    for where, use in walked(graph).of(ServiceUse):
        if isinstance(use.producers, tuple):
            used = shared.services.get(use.service)
            of = used.name if used else use.service
            yield (*where, "producers"), ("service", of), "producers", use.producers
    if isinstance(shared, Chain):
        for key in ("organiser", "funders"):
            yield (key,), ("chain", shared.name), key, listed(getattr(shared, key))
        yield ("partners",), ("chain", shared.name), "partners", listed(shared.partners)
        for kind, elements in (("level", given(shared.levels)), ("bar", given(shared.bars))):
            for name, element in (elements or {}).items():
                yield (f"{kind}s", name, "partners"), (kind, element.name), "partners", listed(element.partners)


def _who(item: Any) -> Any:
    return item.organisation if isinstance(item, Actor) else item


def _repeated(items: tuple[Any, ...]) -> Iterator[tuple[int, int]]:
    """Each item that repeats one before it, with the first that it repeats; one duty held twice repeats nothing."""
    earlier: dict[str, list[int]] = {}
    for again, item in enumerate(items):
        if is_unsettled(item):
            continue
        before = earlier.setdefault(str(_who(item)), [])
        first = next((place for place in before if _overlap(items[place], item)), None)
        if first is None:
            before.append(again)
        else:
            yield first, again


def _overlap(one: Any, other: Any) -> bool:
    if not isinstance(one, Actor):
        return True
    if isinstance(one, Producer) and isinstance(other, Producer):
        ways = [set(listed(producer.production)) for producer in (one, other)]
        if all(ways) and not ways[0] & ways[1]:
            return False  # one organisation that produces in two ways
    begins = max(actor.from_ or date.min for actor in (one, other))
    return begins <= min(actor.until or date.max for actor in (one, other))


@check("PK505", Severity.WARNING)
def one_organisation_under_two_ids(workspace: WorkspaceGraph) -> Found:
    """An organisation is declared under two ids.

    Why: one organisation appears as two, with a border between them that does not exist. They count as one here.
    Mend: use one id everywhere; if they are two, give them different names, or state the sector or whole of each.
    """
    for family in workspace.families():
        homes: dict[str, ChainGraph] = {}
        for graph in sorted(family, key=lambda graph: graph.chain.variant_of is not None):
            for name in graph.chain.organisations:
                homes.setdefault(name, graph)
        declared: Mapping[str, Organisation] = {name: home.chain.organisations[name] for name, home in homes.items()}
        for again, first in repeated_organisations(declared).items():
            here, there = homes[again], homes[first]
            chain = None if here is there else there.chain.id
            related = (Related(N_("the other is here"), ("organisations", first), chain=chain),)
            what = N_("Organisation '{name}' is declared twice, under different ids.")
            mend = N_("Write '{first}' in place of '{again}', or give the two different names, sectors or wholes.")
            values = {"name": declared[first].name, "first": first, "again": again}
            yield here, Spot(("organisations", again), what, values, related, mend=mend)


@check("PK506", Severity.WARNING)
def two_chains_of_one_name(workspace: WorkspaceGraph) -> Found:
    """Two chains of one organiser have the same name.

    Why: registers and reports cannot tell them apart.
    Mend: give the two different names, or make one a variant of the other.
    """
    kin = {graph.chain.id: number for number, family in enumerate(workspace.families()) for graph in family}
    named: dict[str, list[ChainGraph]] = {}
    for graph in workspace.graphs:
        same = {
            one.chain.id: one for spelling in sorted(spellings(graph.chain.name)) for one in named.get(spelling, ())
        }
        first = next((one for one in same.values() if _of_one_organiser(one, graph, kin)), None)
        if first is not None:
            related = (Related(N_("the other is here"), ("name",), chain=first.chain.id),)
            what = N_("Another chain has the same name, '{name}'.")
            mend = N_("Change 'name:' of chain '{first}' or of chain '{again}'.")
            values = {"name": graph.chain.name, "first": first.chain.id, "again": graph.chain.id}
            yield graph, Spot(("name",), what, values, related, mend=mend)
            continue
        for spelling in spellings(graph.chain.name):
            named.setdefault(spelling, []).append(graph)


def _of_one_organiser(one: ChainGraph, other: ChainGraph, kin: Mapping[str, int]) -> bool:
    """Whether two chains are kin or can be; not a chain and its variant, nor two variants of one chain."""
    bases = [graph.chain.variant_of or graph.chain.id for graph in (one, other)]
    if bases[0] == bases[1]:
        return False
    told = all(graph.own_organisers() for graph in (one, other))
    return not told or kin[one.chain.id] == kin[other.chain.id]


@check("PK507", Severity.WARNING)
def exit_into_its_own_chain(graph: ChainGraph) -> Iterator[Spot]:
    """An exit leads back to the same chain.

    Why: the client would leave the chain and come back to it; another chain was meant, or a move between levels.
    Mend: correct the id of the chain, or write a move in place of the exit.
    """
    for node in graph.exits():
        declared = (given(graph.chain.exits) or {})[node.id]
        if declared.chain == graph.chain.id:
            what = N_("Exit '{exit}' leads back to the same chain.")
            mend = N_("Correct '{chain}' under 'chain:' of exit '{id}', or write a move in place of the exit.")
            values = {"exit": graph.named(node), "chain": graph.chain.id, "id": node.id}
            where = (*node.where, "chain")
            yield Spot(where, what, values, (Related(N_("the chain that it leads to"), ("id",)),), mend=mend)
