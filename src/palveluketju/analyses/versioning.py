"""The difference of two versions, days or variants of a chain, of two catalogues, or of two workspaces."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from palveluketju.analyses.agreements import in_force
from palveluketju.analyses.differing import Change, Difference, differences
from palveluketju.analyses.renaming import named_alike
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.model import (
    Actor,
    Alternatives,
    Catalogue,
    Chain,
    Frozen,
    ServiceUse,
    Shared,
    Unsettled,
    given,
    is_unsettled,
    listed,
)

Compared = Chain | ChainGraph | Catalogue | CatalogueGraph | WorkspaceGraph


def difference(old: Compared, new: Compared) -> tuple[Difference, ...]:
    """What is said differently in the second of two versions, days or variants of a chain, or of two workspaces.

    Every change is told once: an element that only one has; each key of an element of both; each service that a level
    or a bar offers, and whether it is critical there; an element that has another id, and the same name and place.
    Chains compiled for two days differ in who has a duty, and which agreements are in force, on each of them. In
    workspaces, what a chain has from a catalogue is told of the catalogue, and what a variant has from its chain of
    that chain; a chain that only one of them has is one difference.

    Raises:
        TypeError: the two are not of one kind.
    """
    if isinstance(old, WorkspaceGraph) and isinstance(new, WorkspaceGraph):
        return tuple(found for one in versions(old, new) for found in one.found)
    if isinstance(old, ChainGraph) and isinstance(new, ChainGraph):
        return _of_graphs(old, new)
    for cls in (Chain, Catalogue):
        before, after = _declared(old), _declared(new)
        if isinstance(before, cls) and isinstance(after, cls):
            return differences(before, after)
    raise TypeError("difference takes two chains, two catalogues or two workspaces: difference(old, new)")


def _declared(one: Compared) -> Shared | None:
    if isinstance(one, (ChainGraph, CatalogueGraph)):
        return one.shared
    return one if isinstance(one, Shared) else None


def _of_graphs(old: ChainGraph, new: ChainGraph, chains: Mapping[str, str] | None = None) -> tuple[Difference, ...]:
    if old.day == new.day:
        return differences(old.chain, new.chain, chains)
    found = differences(_acting(old), _acting(new), chains)
    return (*found, *_in_force(old, new))


def _acting(graph: ChainGraph) -> Chain:
    """A chain with those alone in its duties who have them on the graph's day."""
    services = {
        name: service.model_copy(
            update={
                duty: tuple(actor for actor in listed(getattr(service, duty)) if _acts(actor, graph.day))
                for duty in ("organiser", "producers", "funders")
                if listed(getattr(service, duty))
            }
        )
        for name, service in graph.chain.services.items()
    }
    update: dict[str, Any] = {"services": Frozen(services)}
    for section, lists in (("levels", ("critical", "services")), ("bars", ("services",))):
        if elements := given(getattr(graph.chain, section)):
            update[section] = Frozen(
                {
                    name: one.model_copy(
                        update={
                            key: tuple(_acting_at(use, graph.day) for use in listed(getattr(one, key)))
                            for key in lists
                            if listed(getattr(one, key))
                        }
                    )
                    for name, one in elements.items()
                }
            )
    return graph.chain.model_copy(update=update)


def _acts(actor: Actor | Unsettled, day: datetime.date | None) -> bool:
    """Whether an actor has its duty on a day; one that is to be decided or found out stays as it is."""
    return is_unsettled(actor) or actor.acts(day)


def _acting_at(use: Any, day: datetime.date | None) -> Any:
    """The same of a service where it is offered, or of each of several alternatives."""
    if isinstance(use, Alternatives):
        return use.model_copy(update={"one_of": tuple(_acting_at(one, day) for one in use.one_of)})
    if not isinstance(use, ServiceUse) or not listed(use.producers):
        return use
    return use.model_copy(update={"producers": tuple(one for one in listed(use.producers) if _acts(one, day))})


def _in_force(old: ChainGraph, new: ChainGraph) -> Iterator[Difference]:
    for name, interface in new.chain.interfaces.items():
        if name in old.chain.interfaces:
            before, after = in_force(old, old.chain.interfaces[name]), in_force(new, interface)
            if before is not after:
                where = ("interfaces", name)
                yield Difference("in force", Change.CHANGED, where, where, before, after)


def variants(workspace: WorkspaceGraph) -> tuple[tuple[ChainGraph, ChainGraph, tuple[Difference, ...]], ...]:
    """The register of variants: each with the chain that it changes, and what it says differently."""
    found = []
    for graph in workspace.graphs:
        base = workspace.get(graph.chain.variant_of) if graph.chain.variant_of else None
        if base is not None and base is not graph:
            found.append((base, graph, difference(base, graph)))
    return tuple(found)


# --- all chains and catalogues together -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Versions:
    """A chain or a catalogue of two workspaces, and what is said differently in it.

    ``owner`` is its later id, or the name of its file; ``before`` is None where a chain is added, ``after`` where it is
    gone. ``differs`` tells whether it differs in anything, also in what is told elsewhere: of a catalogue, or of the
    chain that a variant changes.
    """

    owner: str
    before: Shared | None
    after: Shared | None
    found: tuple[Difference, ...]
    differs: bool = True

    @property
    def is_renamed(self) -> bool:
        """Whether it is a chain with another id."""
        return len(self.inside) < len(self.found)

    @property
    def inside(self) -> tuple[Difference, ...]:
        """What differs in it, without what is said of it as a whole."""
        return tuple(one for one in self.found if one.what != "chain")


def versions(old: WorkspaceGraph, new: WorkspaceGraph) -> tuple[Versions, ...]:
    """The catalogues and chains of two workspaces in which anything differs, each change told once."""
    chains = renamed_chains(old, new)
    found = (*_versions_of_chains(old, new, chains), *_versions_of_catalogues(old, new, chains))
    return tuple(one for one in found if one.differs)


def _versions_of_catalogues(old: WorkspaceGraph, new: WorkspaceGraph, chains: Mapping[str, str]) -> Iterator[Versions]:
    for before, after in _catalogues(old, new):
        found = differences(before.catalogue, after.catalogue, chains)
        owned = tuple(replace(one, owner=after.file) for one in found)
        yield Versions(after.file, before.catalogue, after.catalogue, owned, bool(owned))


def _versions_of_chains(old: WorkspaceGraph, new: WorkspaceGraph, chains: Mapping[str, str]) -> Iterator[Versions]:
    earlier = {chains.get(graph.chain.id, graph.chain.id): graph for graph in reversed(old.graphs)}
    taken = _parts_of_catalogues(old), _parts_of_catalogues(new)
    of_bases: dict[str, set[tuple[object, ...]]] = {}
    for graph in sorted(new.graphs, key=lambda one: one.chain.variant_of is not None):
        name, before = graph.chain.id, earlier.get(graph.chain.id)
        if before is None:
            added = Difference("chain", Change.ADDED, (), (), None, graph.chain, name)
            yield Versions(name, None, graph.chain, (added,))
            continue
        found = _of_graphs(before, graph, chains)
        of_base = of_bases.get(graph.chain.variant_of or "", set())
        own = [one for one in found if not _is_taken(one, before, graph, taken) and _sign(one) not in of_base]
        of_bases[name] = {_sign(one) for one in found}
        if before.chain.id != name:
            own.insert(0, Difference("chain", Change.RENAMED, (), (), before.chain.id, name))
        yield Versions(
            name, before.chain, graph.chain, tuple(replace(one, owner=name) for one in own), bool(found or own)
        )
    for graph in old.graphs:
        name = graph.chain.id
        if chains.get(name, name) not in new:
            gone = Difference("chain", Change.REMOVED, (), (), graph.chain, None, name)
            yield Versions(name, graph.chain, None, (gone,))


def renamed_chains(old: WorkspaceGraph, new: WorkspaceGraph) -> dict[str, str]:
    """Chains under another id: of one name, and with the same organisers."""
    added = {graph.chain.id: graph for graph in new.graphs if graph.chain.id not in old}
    found = {}
    for graph in old.graphs:
        if graph.chain.id in new:
            continue
        for name, other in added.items():
            if named_alike(graph.chain.name, other.chain.name) and graph.own_organisers() == other.own_organisers():
                found[graph.chain.id] = name
                del added[name]
                break
    return found


def _catalogues(old: WorkspaceGraph, new: WorkspaceGraph) -> Iterator[tuple[CatalogueGraph, CatalogueGraph]]:
    """The catalogues of both, those of one file or of one name together; else beside one that is empty."""
    left = list(old.catalogues)
    pairs: dict[int, CatalogueGraph] = {}
    for called in (attrgetter("file"), attrgetter("catalogue.name")):
        for number, catalogue in enumerate(new.catalogues):
            before = next((one for one in left if called(one) == called(catalogue)), None)
            if number not in pairs and before is not None:
                pairs[number] = before
                left.remove(before)
    for number, catalogue in enumerate(new.catalogues):
        yield pairs.get(number) or CatalogueGraph(Catalogue(), catalogue.file), catalogue
    for one in left:
        yield one, CatalogueGraph(Catalogue(), one.file)


def _parts_of_catalogues(workspace: WorkspaceGraph) -> set[int]:
    """The parts that chains have from catalogues: each is one object, in whatever chain."""
    return {
        _part(element)
        for one in workspace.catalogues
        for section in Shared.SECTIONS
        for element in getattr(one.shared, section).values()
    }


def _part(element: Any) -> int:
    return id(getattr(element, "between", element))  # a chain's interface can be narrowed to its services


def _is_taken(one: Difference, old: ChainGraph, new: ChainGraph, taken: tuple[set[int], set[int]]) -> bool:
    """Whether a difference is in a part that the chain has from a catalogue."""
    chain, parts = (old.chain, taken[0]) if one.is_gone_element else (new.chain, taken[1])
    if len(one.element) < 2 or one.element[0] not in Shared.SECTIONS:
        return False
    return _part(getattr(chain, str(one.element[0]))[one.element[1]]) in parts


def _sign(one: Difference) -> tuple[object, ...]:
    return one.what, one.change, one.where, one.was, repr(one.before), repr(one.after)
