"""The cells that registers are made of: elements by their names, and what is told where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sized
from functools import partial
from typing import Any

from palveluketju.analyses import ActorInChain, level_told
from palveluketju.graph import ChainGraph, Node, Offer, once_a_graph
from palveluketju.model import Chain, LongText, Shared, State, Text, given, listed
from palveluketju.tables.cell import Cell
from palveluketju.tables.values import AllOf, Name, Noted, Word, Worded, joined, said
from palveluketju.telling import in_words


def named(graph: ChainGraph, node: Node) -> Name:
    """A node by its name."""
    names, key = _names(graph), (node.kind, node.id)
    if key not in names:
        called = graph.named(node)
        names[key] = Name(node.kind, node.id, None if isinstance(called, str) else called)
    return names[key]


@once_a_graph
def _names(_: ChainGraph) -> dict[tuple[str, str], Name]:
    """The names of the nodes that were asked about, by kind and id."""
    return {}


def offer_named(graph: ChainGraph, offer: Offer) -> Cell:
    """A service as it is called where it is offered, with for whom where it is offered there more than once."""
    name = named(graph, offer.service)
    name = Name(name.kind, name.id, offer.use.label) if offer.use.label else name
    several = _times_offered(graph)[offer.giver, offer.service] > 1
    clients = [
        Worded(value, partial(in_words, value, shared=graph.chain))
        for value in (offer.use.for_, offer.use.when)
        if value
    ]
    return Noted(name, joined(clients, ", ")) if several and clients else name


@once_a_graph
def _times_offered(graph: ChainGraph) -> Mapping[tuple[Node, Node], int]:
    """How often each level or bar offers each service."""
    return Counter((offer.giver, offer.service) for offer in graph.offers())


def all_named(graph: ChainGraph, nodes: Iterable[Node]) -> tuple[Name, ...]:
    """Nodes by their names."""
    names = _names(graph)
    return tuple([names[key] if (key := (node.kind, node.id)) in names else named(graph, node) for node in nodes])


def levels_named(graph: ChainGraph, levels: tuple[Node, ...], of: Node | None = None) -> Cell:
    """Levels by their names, or as all of the chain's; of none, what is told of those of a service or a bar."""
    if not levels:
        return None if of is None else level_told(graph, of)
    names = all_named(graph, levels)
    return AllOf(names, "all levels") if levels == graph.levels() else names


def element(shared: Shared, section: str, name: str) -> Name:
    """An element of a section by its name; by its id where it is not declared."""
    declared: Any = (given(getattr(shared, section)) or {}).get(name)
    called = getattr(declared, "name", None) or getattr(declared, "text", None)
    return Name(section, str(name), called if isinstance(called, (Text, LongText)) else None)


def elements(shared: Shared, section: str, names: Iterable[str]) -> tuple[Name, ...]:
    """Elements of a section by their names."""
    return tuple(element(shared, section, str(name)) for name in names)


def listed_elements(shared: Shared, section: str, value: Any) -> Cell:
    """The elements that a declaration lists, or that they are open or do not apply."""
    return elements(shared, section, map(str, listed(value))) or (
        None if isinstance(value, tuple) else said(value, shared)
    )


def chain_named(graph: ChainGraph) -> Name:
    """A chain by its name."""
    return Name("chain", graph.chain.id, graph.chain.name)


def takes_part_in(graph: ChainGraph, actor: ActorInChain) -> tuple[Cell, ...]:
    """What an organisation takes part in: the chain as a whole, levels, bars."""
    whole = (Word("whole chain"),) if actor.in_chain else ()
    return (*whole, *all_named(graph, actor.levels), *all_named(graph, actor.bars))


def whose(shared: Shared) -> Name | None:
    """The chain or the catalogue that something is declared in, by its name; nothing where it has none."""
    name = getattr(shared, "name", None)
    if not isinstance(name, Text):
        return None
    return Name("chain" if isinstance(shared, Chain) else "catalogue", getattr(shared, "id", None) or "", name)


def words(values: Iterable[Any], prefix: str = "") -> tuple[Word, ...]:
    """Values of fixed sets in words, which can stand among the terms behind a prefix."""
    return tuple(Word(str(value.value), f"{prefix}{value.value}") for value in values)


def word(value: Any, prefix: str = "") -> Word | None:
    """A value of a fixed set in words; nothing where there is none."""
    return None if value is None else Word(str(value.value), f"{prefix}{value.value}")


def word_or_said(value: Any, shared: Shared) -> Cell:
    """A value of a fixed set in words, or that it is open or does not apply."""
    return word(value) if hasattr(value, "value") and isinstance(value, str) else said(value, shared)


def told(value: str) -> Cell:
    """A word of a fixed set, or the state that is told in its place."""
    return value if isinstance(value, State) else Word(value)


def counted(found: Sized, state: State) -> int | State:
    """How many there are, or what is told of there being any."""
    return len(found) or state
