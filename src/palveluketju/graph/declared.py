"""The elements that a chain declares, by kind: the ground on which a compiled chain answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from palveluketju.display import short
from palveluketju.findings import N_, Message, UnknownId, counted, unknown_id
from palveluketju.graph.compiling import nodes_of
from palveluketju.graph.houses import Houses
from palveluketju.graph.keeping import Keeper
from palveluketju.graph.records import Node
from palveluketju.model import (
    Bar,
    Chain,
    Level,
    Service,
    ServiceKind,
    Shared,
    Text,
    Tier,
    given,
    is_not_applicable,
    unsettled_in,
)


class Declared(Keeper):
    """The levels, services, organisations, bars, entries and exits of one chain, as nodes and as declared."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._levels = nodes_of(given(chain.levels), "level", "levels")
        self._services = nodes_of(chain.services, "service", "services")
        self._organisations = nodes_of(chain.organisations, "organisation", "organisations")
        self._bars = nodes_of(given(chain.bars), "bar", "bars")
        self._entries = nodes_of(given(chain.entries), "entry", "entries")
        self._exits = nodes_of(given(chain.exits), "exit", "exits")
        self._by_kind = {
            "entry": self._entries,
            "level": self._levels,
            "exit": self._exits,
            "bar": self._bars,
            "service": self._services,
            "organisation": self._organisations,
        }
        self._houses = Houses(chain.organisations)

    def __repr__(self) -> str:
        services = counted(len([*filter(self.is_service, self._services)]), "service")
        return short(f"<compiled chain {self._chain.id}: {counted(len(self._levels), 'level')}, {services}>")

    @property
    def chain(self) -> Chain:
        """The chain as it was declared."""
        return self._chain

    @property
    def shared(self) -> Shared:
        """What the chain declares, or has from a catalogue: the same as ``chain``, for what is asked of both."""
        return self._chain

    def house_of(self, organisation: Node | str) -> str:
        """The id of an organisation's house: see :func:`palveluketju.model.house_of`."""
        return self._houses.of(self._of("organisation", organisation).id)

    def _known_organisations(self, ids: Iterable[str]) -> tuple[Node, ...]:
        """The organisations that are declared, each once: what a list repeats it does not say twice."""
        known = self._organisations
        return tuple([known[name] for name in dict.fromkeys(ids) if name in known])

    def parties(self, organisations: Iterable[Node | str]) -> dict[str, tuple[str, ...]]:
        """The parties that organisations are: their ids by the id of their house, in the given order.

        An organisation that nobody declares is a house by itself.
        """
        return self._houses.parties(map(str, organisations))

    def organisations_over(self, organisation: Node | str) -> tuple[str, ...]:
        """The ids of the organisations that one is a part of, the nearest first; a circle is followed once."""
        return self._houses.over(self._of("organisation", organisation).id)

    def nodes(self) -> tuple[Node, ...]:
        """Every node, in the order of the file, kind by kind."""
        return tuple(node for nodes in self._by_kind.values() for node in nodes.values())

    def levels(self) -> tuple[Node, ...]:
        """The levels, lightest first."""
        return tuple(self._levels.values())

    def services(self) -> tuple[Node, ...]:
        """The services that the chain declares or uses."""
        return tuple(self._services.values())

    def organisations(self) -> tuple[Node, ...]:
        """The organisations that the chain declares or names."""
        return tuple(self._organisations.values())

    def bars(self) -> tuple[Node, ...]:
        """What spans the levels."""
        return tuple(self._bars.values())

    def entries(self) -> tuple[Node, ...]:
        """The declared ways in."""
        return tuple(self._entries.values())

    def exits(self) -> tuple[Node, ...]:
        """The declared ways out."""
        return tuple(self._exits.values())

    def node(self, kind: str, element: str) -> Node:
        """The node of an element, by its kind (``level``, ``service`` ...) and id."""
        if kind not in self._by_kind:
            raise unknown_id("kind", kind, self._by_kind)
        return self._of(kind, element)

    def nodes_called(self, kind: str, elements: Iterable[str]) -> tuple[Node, ...]:
        """The nodes of many elements of a kind, by their ids, all of which are declared."""
        return tuple(map(self._by_kind[kind].__getitem__, elements))

    def called(self, name: str) -> tuple[Node, ...]:
        """The elements that an id stands for: levels first, then services; or the one of ``service:neuvola``."""
        kinds = dict.fromkeys(("level", "service", *self._by_kind))
        found = tuple(node for kind in kinds for node in self._by_kind[kind].values() if name in (node.id, node.key))
        if not found:
            known = (*(node.id for node in self.nodes()), *(node.key for node in self.nodes()))
            raise unknown_id("element", name, known)
        return found

    @cached_property
    def levels_declared(self) -> Mapping[str, Level]:
        """What the file declares of its levels, by their ids; nothing where it is open which there are."""
        return given(self._chain.levels) or {}

    @cached_property
    def _bars_declared(self) -> Mapping[str, Bar]:
        return given(self._chain.bars) or {}

    def level(self, level: Node | str) -> Level:
        """What the file declares of a level."""
        levels = self.levels_declared
        if type(level) is Node and level.kind == "level" and level.id in levels:
            return levels[level.id]
        return levels[self._of("level", level).id]

    def service(self, service: Node | str) -> Service:
        """What the file or the catalogue declares of a service."""
        services = self._services_declared
        if type(service) is Node and service.kind == "service" and service.id in services:
            return services[service.id]
        if type(service) is str and service in services:
            return services[service]
        return services[self._of("service", service).id]

    @cached_property
    def _services_declared(self) -> Mapping[str, Service]:
        return self._chain.services

    def bar(self, bar: Node | str) -> Bar:
        """What the file declares of a bar."""
        return self._bars_declared[self._of("bar", bar).id]

    def _of(self, kind: str, element: Node | str) -> Node:
        """The node of what a question was asked about.

        Raises:
            UnknownId: the chain has no such element of the kind.
            TypeError: it is neither an id nor a node.
        """
        nodes = self._by_kind[kind]
        if type(element) is Node and element.kind == kind and element.id in nodes:
            return nodes[element.id]
        if not isinstance(element, (Node, str)):
            raise TypeError(f"write the id or the node of {_a(kind)}, not {type(element).__name__}")
        if isinstance(element, Node) and element.kind != kind:
            raise self._unknown(kind, element.id, element.kind)
        name = str(element)
        if name not in nodes:
            raise self._unknown(kind, name, next((other for other, ids in self._by_kind.items() if name in ids), ""))
        return nodes[name]

    def _giver(self, giver: Node | str) -> Node:
        """The level, or the bar, that offers something."""
        is_bar = giver.kind == "bar" if isinstance(giver, Node) else giver in self._bars and giver not in self._levels
        return self._of("bar" if is_bar else "level", giver)

    def _unknown(self, kind: str, name: str, other: str) -> UnknownId:
        """The error about an id that no element of a kind has; ``other`` is the kind of one that has it."""
        because = (
            Message(N_("it is the id of another kind of element ({kind})"), kind=Message(other)) if other else None
        )
        return unknown_id(kind, name, self._by_kind[kind], because=because)

    def tier_of(self, service: Node | str) -> Tier | None:
        """How specialised a service is, None where it is not given."""
        return given(self.service(service).tier)

    def is_service(self, service: Node | str) -> bool:
        """Whether something that is offered is a service and not a document or an instrument."""
        name = service.id if type(service) is Node and service.kind == "service" else service
        is_one = isinstance(name, str) and name in self._true_services
        return is_one or self._of("service", service).id in self._true_services

    @cached_property
    def _true_services(self) -> frozenset[str]:
        """The ids of what is neither a document nor an instrument."""
        others = (ServiceKind.DOCUMENT, ServiceKind.INSTRUMENT)
        return frozenset(name for name, service in self._chain.services.items() if service.kind not in others)

    def named(self, node: Node | str) -> Text | str:
        """The name of a node, or of the element with an id, as messages take it; the id where it has no name."""
        if isinstance(node, str):
            node = self.called(node)[0]
        if node.kind not in self._by_kind or node.id not in self._by_kind[node.kind]:
            node = self._of(node.kind, node)
        if node.kind not in self._parts:
            self._parts[node.kind] = given(getattr(self._chain, str(node.where[0]))) or {}
        name: Text | None = self._parts[node.kind][node.id].name
        return node.id if name is None else name

    @cached_property
    def _parts(self) -> dict[str, Mapping[str, Any]]:
        """What the file declares of the elements of the kinds that were asked about, by their ids."""
        return {}

    def name(self, node: Node | str, lang: str = "en") -> str:
        """The name of a node, or of the element with an id, in a language; the id where it has no name.

        In a language that the chain does not have, it is the name in the first that there is; see :meth:`Text.text`.
        """
        name = self.named(node)
        return name if isinstance(name, str) else name.text(lang)

    def is_unsettled(self, level: Node | str, key: str) -> bool:
        """Whether a part of a level, or an item of it, is still to be decided or found out."""
        return bool(unsettled_in(getattr(self.level(level), key)))

    def is_explained(self, level: Node | str, key: str) -> bool:
        """Whether a part of a level is open, not known, or said not to apply and why."""
        return self.is_unsettled(level, key) or is_not_applicable(getattr(self.level(level), key))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeo' else 'a'} {kind}"
