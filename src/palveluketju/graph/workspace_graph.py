"""Several compiled chains and catalogues, and what they have in common."""

from __future__ import annotations

import datetime
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from palveluketju.findings import counted, unknown_id
from palveluketju.frozen import dataclass
from palveluketju.graph.asked import Asked
from palveluketju.graph.catalogue_graph import CatalogueGraph
from palveluketju.graph.chain_graph import ChainGraph, compile_chain
from palveluketju.graph.files import DeclaredFiles, compile_files
from palveluketju.graph.keeping import Keeper
from palveluketju.graph.records import Node
from palveluketju.graph.walked import walked
from palveluketju.model import Catalogue, Chain, Shared, given
from palveluketju.model.walking import Placed, Walk


@dataclass(frozen=True, slots=True)
class ChainExit:
    """A way out of one chain into another; ``receiver`` is None where no chain here has that id."""

    graph: ChainGraph
    exit: Node
    chain: str
    receiver: ChainGraph | None


class Part(NamedTuple):
    """An element of a section, and the declaration that it stands in, in which what it names can be looked up.

    What a catalogue names can stand in another one that holds with it.
    """

    shared: Shared
    id: str
    element: Any


class WorkspaceGraph(Keeper):
    """Compiled chains and catalogues, in the order of their files.

    Ids mean the same in chains that are kin: chains of one organiser, and chains that have something from the same
    catalogue. What chains of different counties call by the same id is not the same.

    ``wrong`` are the ids of chains that are here too and have errors, so that they are not compiled; None where not
    even the id is known.
    """

    def __init__(
        self, graphs: Iterable[ChainGraph], catalogues: Iterable[CatalogueGraph] = (), wrong: Iterable[str | None] = ()
    ) -> None:
        self.graphs = tuple(graphs)
        self.wrong = frozenset(wrong)
        self.catalogues = tuple(catalogues)
        self._by_id = {graph.chain.id: graph for graph in reversed(self.graphs)}
        self._families = _families(self.graphs)

    def __repr__(self) -> str:
        chains, catalogues = counted(len(self.graphs), "chain"), counted(len(self.catalogues), "catalogue")
        return f"<compiled workspace: {chains}, {catalogues}>"

    def _repr_html_(self) -> str:
        from palveluketju.graph.showing import graphs_html

        return graphs_html(self)

    def __len__(self) -> int:
        return len(self.graphs)

    def __bool__(self) -> bool:
        return True  # also without chains there are catalogues, and something to ask

    def __iter__(self) -> Iterator[ChainGraph]:
        return iter(self.graphs)

    def __contains__(self, chain: object) -> bool:
        return chain in self._by_id if isinstance(chain, str) else chain in self.graphs

    def __getitem__(self, chain_id: str) -> ChainGraph:
        return self.chain(chain_id)

    def chain(self, chain_id: str) -> ChainGraph:
        """The chain with an id.

        Raises:
            UnknownId: there is none; the message names ids that are near.
        """
        if chain_id not in self._by_id:
            raise unknown_id("chain", str(chain_id), self._by_id)
        return self._by_id[chain_id]

    def get(self, chain_id: str) -> ChainGraph | None:
        """The chain with an id, None where there is none."""
        return self._by_id.get(chain_id)

    def may_have(self, chain_id: str) -> bool:
        """Whether a chain is here, or may be: as one that has errors."""
        return chain_id in self._by_id or not self.wrong.isdisjoint((chain_id, None))

    def chain_ids(self) -> tuple[str, ...]:
        """The ids of the chains."""
        return tuple(graph.chain.id for graph in self.graphs)

    def families(self) -> tuple[tuple[ChainGraph, ...], ...]:
        """The chains, those that are kin together."""
        return self._families

    def services_of_several_chains(self) -> tuple[tuple[str, tuple[ChainGraph, ...]], ...]:
        """The ids of the services that several chains offer, with those chains; a variant's are not another chain's."""
        found = []
        for family in self._families:
            users: dict[str, list[ChainGraph]] = {}
            for graph in family:
                if graph.chain.variant_of is None:
                    for service in filter(graph.is_service, graph.offered()):
                        users.setdefault(service.id, []).append(graph)
            found += [(service, tuple(graphs)) for service, graphs in users.items() if len(graphs) > 1]
        return tuple(found)

    def exits_to_chains(self) -> tuple[ChainExit, ...]:
        """Every way out that leads to another chain; an exit into its own chain leads to none."""
        found = []
        for graph in self.graphs:
            exits = given(graph.chain.exits) or {}
            for node in graph.exits():
                chain = given(exits[node.id].chain)
                if isinstance(chain, str) and chain != graph.chain.id:
                    found.append(ChainExit(graph, node, chain, self.get(chain)))
        return tuple(found)

    def every(self) -> tuple[CatalogueGraph | ChainGraph, ...]:
        """The catalogues, then the chains with what they have from them."""
        return (*self.catalogues, *self.graphs)

    def declarations(self) -> tuple[Shared, ...]:
        """What is declared by each, in the order of :meth:`every`."""
        return tuple(one.shared for one in self.every())

    def parts(self, section: str) -> Iterator[Part]:
        """Every element of a section that a catalogue or a chain declares, once however many chains have it."""
        seen: set[int] = set()
        for one in self.declarations():
            shared = self.with_others(one)
            base = self._base_of(one)
            for name, element in getattr(one, section).items():
                if base is not None and getattr(base.chain, section).get(name) == element:
                    continue
                sign = id(getattr(element, "between", element))  # a chain's interface can be narrowed to its services
                if sign not in seen:
                    seen.add(sign)
                    yield Part(shared, name, element)

    def _base_of(self, shared: Shared) -> ChainGraph | None:
        """The chain that a variant changes, None for what is no variant or whose base is not here."""
        base = shared.variant_of if isinstance(shared, Chain) else None
        return None if base is None else self.get(base)

    def own(self, found: Callable[[Walk], Iterable[Placed]]) -> Iterator[tuple[Shared, Placed]]:
        """What a walk finds in every declaration, each part once: not again in chains and variants that have it too."""
        seen: set[int] = set()
        for graph in self.every():
            base = self._base_of(graph.shared)
            inherited = [] if base is None else list(found(walked(base)))
            for place in found(walked(graph)):
                if id(place.value) not in seen and place not in inherited:
                    seen.add(id(place.value))
                    yield graph.shared, place

    def with_others(self, shared: Shared) -> Shared:
        """A catalogue with what the other catalogues have and it has not; a chain is whole by itself."""
        if not isinstance(shared, Catalogue):
            return shared
        if id(shared) not in self._with_others:
            # laid over what all have, and not written out: as many times as there are catalogues, that is much
            sections = {name: ChainMap(getattr(shared, name), parts) for name, parts in self._of_all.items()}
            self._with_others[id(shared)] = shared, shared.model_copy(update=sections)
        return self._with_others[id(shared)][1]

    @cached_property
    def _with_others(self) -> dict[int, tuple[Shared, Shared]]:
        """Catalogues with what the others have, by their ids in memory, which stay theirs while they are kept."""
        return {}

    @cached_property
    def _of_all(self) -> dict[str, dict[str, Any]]:
        """The sections of all catalogues; where an id is in several, that of the first stands."""
        sections: dict[str, dict[str, Any]] = {name: {} for name in (*Shared.SECTIONS, *Shared.UNREFERRED)}
        for graph in reversed(self.catalogues):
            for name, parts in sections.items():
                parts.update(getattr(graph.catalogue, name))
        return sections


def _families(graphs: tuple[ChainGraph, ...]) -> tuple[tuple[ChainGraph, ...], ...]:
    """Chains joined by an organiser, or by a declaration that they both have from one catalogue."""
    leader: dict[int, int] = {}
    first: dict[object, int] = {}

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]  # ways that are walked get shorter
        return number

    for number, graph in enumerate(graphs):
        leader[number] = number
        own = [("organiser", str(organiser)) for organiser in graph.own_organisers()]
        parts = [id(part) for section in Shared.SECTIONS for part in getattr(graph.chain, section).values()]
        for sign in (*own, *parts):
            leader[find(number)] = find(first.setdefault(sign, number))
    families: dict[int, list[ChainGraph]] = {}
    for number, graph in enumerate(graphs):
        families.setdefault(find(number), []).append(graph)
    return tuple(tuple(family) for family in families.values())


def compile_workspace(
    workspace: DeclaredFiles | Iterable[ChainGraph | Chain],
    catalogues: Iterable[CatalogueGraph] = (),
    *,
    day: datetime.date | None = None,
    languages: Iterable[str] = (),
    asked_of: Callable[[str], Asked] | None = None,
) -> WorkspaceGraph:
    """Compile the chains and catalogues of a workspace, to ask what they share and where they lead to each other.

    In place of a workspace, chains will do, compiled or not, and ``catalogues`` beside them. Files with errors are left
    out; ``check_workspace`` says what is wrong with them. Duties that change hands on a date are those of ``day``;
    without one, those that have no end. ``languages`` are required of every chain, as :func:`compile_chain` takes them;
    ``asked_of`` gives what is asked of a file of the workspace, by its name.

    Raises:
        TypeError: what is given is neither a workspace nor chains.
    """
    wrong: frozenset[str | None] = frozenset()
    if isinstance(workspace, DeclaredFiles):
        wrong = workspace.wrong
        parts: list[object] = [
            *compile_files(workspace.files, day=day, languages=languages, asked_of=asked_of).values(),
            *catalogues,
        ]
    elif isinstance(workspace, Iterable) and not isinstance(workspace, (str, bytes, Chain)):
        chains = (
            compile_chain(part, day=day, languages=languages) if isinstance(part, Chain) else part for part in workspace
        )
        parts = [*chains, *catalogues]
    else:
        parts = [None]
    graphs = [part for part in parts if isinstance(part, ChainGraph)]
    others = [part for part in parts if isinstance(part, CatalogueGraph)]
    if len(graphs) + len(others) < len(parts):
        raise TypeError("compile_workspace takes a workspace, or chains: compile_workspace(load_workspace([path]))")
    return WorkspaceGraph(graphs, others, wrong)
