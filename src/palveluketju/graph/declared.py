"""The elements that a chain declares, by kind: the ground on which a compiled chain answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palveluketju.graph.compiling import nodes_of, wholes_of
from palveluketju.graph.records import Node
from palveluketju.model import Bar, Chain, Level, NotApplicable, Open, Service, ServiceKind, Shared, Text, Tier, given


class Declared:
    """The levels, services, organisations, bars, entries and exits of one chain, as nodes and as declared."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._levels = nodes_of(chain.levels, "level", "levels")
        self._services = nodes_of(chain.services, "service", "services")
        self._organisations = nodes_of(chain.organisations, "organisation", "organisations")
        self._bars = nodes_of(given(chain.bars), "bar", "bars")
        self._entries = nodes_of(given(chain.entries), "entry", "entries")
        self._exits = nodes_of(given(chain.exits), "exit", "exits")

        self._steps: dict[str | None, list[str]] = {}
        self._place: dict[str, int] = {}
        for name, level in chain.levels.items():
            whole = level.part_of if level.part_of in chain.levels and wholes_of(chain, name) else None
            among = self._steps.setdefault(whole, [])
            among.append(name)
            self._place[name] = len(among)

    def __repr__(self) -> str:
        return f"<chain {self._chain.id}: {len(self._levels)} levels, {len(self._services)} services>"

    @property
    def chain(self) -> Chain:
        """The chain as it was declared."""
        return self._chain

    @property
    def shared(self) -> Shared:
        """What the chain declares, or has from a catalogue: the same as ``chain``, for what is asked of both."""
        return self._chain

    def organisations_over(self, organisation: Node | str) -> tuple[str, ...]:
        """The ids of the organisations that one is a part of, the nearest first."""
        found: list[str] = []
        name = str(organisation)
        while name in self._organisations:
            whole = self.chain.organisations[name].part_of
            if whole is None or whole in (str(organisation), *found):
                break
            name = str(whole)
            found.append(name)
        return tuple(found)

    def nodes(self) -> tuple[Node, ...]:
        """Every node, in the order of the file, kind by kind."""
        kinds = (self._entries, self._levels, self._exits, self._bars, self._services, self._organisations)
        return tuple(node for kind in kinds for node in kind.values())

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
        """The node of an element, by its kind (``level`` ...) and id. Raises KeyError for an unknown one."""
        for node in self.nodes():
            if (node.kind, node.id) == (kind, element):
                return node
        raise KeyError(f"{kind}:{element}")

    def level(self, level: Node | str) -> Level:
        """What the file declares of a level. Raises KeyError for an unknown one."""
        return self.chain.levels[str(level)]

    def service(self, service: Node | str) -> Service:
        """What the file or the catalogue declares of a service. Raises KeyError for an unknown one."""
        return self.chain.services[str(service)]

    def bar(self, bar: Node | str) -> Bar:
        """What the file declares of a bar. Raises KeyError for an unknown one."""
        return (given(self.chain.bars) or {})[str(bar)]

    def steps_of(self, level: Node | str) -> tuple[Node, ...]:
        """The levels that are parts of a level, in their order."""
        return tuple(self._levels[name] for name in self._steps.get(str(level), ()))

    def wholes_of(self, level: Node | str) -> tuple[Node, ...]:
        """The levels that a level is a part of, the nearest first."""
        return tuple(self._levels[name] for name in wholes_of(self.chain, str(level)))

    def number_of(self, level: Node | str) -> str:
        """A level's place in the order, with that of its whole before it: ``2``, ``2.1``."""
        way = (*reversed(wholes_of(self.chain, str(level))), str(level))
        return ".".join(str(self._place[name]) for name in way)

    def sector_of(self, organisation: Node | str) -> str | None:
        """An organisation's sector, or that of what it is a part of; None where neither is given."""
        name, seen = str(organisation), set[str]()
        while name in self.chain.organisations and name not in seen:
            seen.add(name)
            declared = self.chain.organisations[name]
            if declared.sector is not None or declared.part_of is None:
                sector = given(declared.sector)
                return None if sector is None else sector.value
            name = str(declared.part_of)
        return None

    def tier_of(self, service: Node | str) -> Tier | None:
        """How specialised a service is, None where it is not given."""
        return given(self.service(service).tier)

    def is_service(self, service: Node | str) -> bool:
        """Whether something that is offered is a service and not a document or an instrument."""
        return self.service(service).kind not in (ServiceKind.DOCUMENT, ServiceKind.INSTRUMENT)

    def named(self, node: Node) -> Text | str:
        """A node's name in its languages, as messages take it, or its id where it has no name."""
        section: Mapping[str, Any] = given(getattr(self.chain, str(node.where[0]))) or {}
        name: Text | None = section[node.id].name
        return node.id if name is None else name

    def name(self, node: Node, lang: str = "en") -> str:
        """A node's name in a language, or its id where it has no name."""
        name = self.named(node)
        return name if isinstance(name, str) else name.text(lang)

    def is_open(self, level: Node | str, key: str) -> bool:
        """Whether a part of a level, or an item of it, is a decision not yet taken."""
        value = getattr(self.level(level), key)
        return any(isinstance(item, Open) for item in (value if isinstance(value, tuple) else (value,)))

    def is_explained(self, level: Node | str, key: str) -> bool:
        """Whether a part of a level is open, or said not to apply and why."""
        return self.is_open(level, key) or isinstance(getattr(self.level(level), key), NotApplicable)
