"""The frozen records that a compiled chain answers with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.model import Alternatives, Move, MoveKind, Order, Relation, ServiceUse, Unsettled


@dataclass(frozen=True, slots=True)
class Node:
    """A level, service, organisation, bar, entry or exit of a compiled chain.

    ``where`` is the path of its declaration. As text, a node is its id.
    """

    kind: str
    id: str
    where: Path = field(compare=False)

    @property
    def key(self) -> str:
        """The node's name in the network: ``level:kevyt``."""
        return f"{self.kind}:{self.id}"

    def __hash__(self) -> int:
        return hash(self.id)  # nodes are looked up all the time, and few have the id of one of another kind

    def __str__(self) -> str:
        return self.id


def each_once(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Nodes of one kind, each once, where it comes first: their ids are told apart faster than they are."""
    return tuple({node.id: node for node in nodes}.values())


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as a level or a bar offers it.

    ``alternatives`` is the group it belongs to when a client gets one of several.
    """

    giver: Node
    service: Node
    critical: bool
    use: ServiceUse
    where: Path = field(compare=False)
    alternatives: Alternatives | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A client's way between two levels, or once more through one.

    ``declared`` is what the file says of it; None for a way by order.
    """

    start: Node
    end: Node
    kind: MoveKind
    where: Path = field(compare=False)
    declared: Move | None = None
    passes: tuple[Node, ...] = ()
    """The levels between the two, where the chain's order has any."""
    unsettled: Unsettled | None = None
    """What the file says in the stead of a move, where it is open or not known if, or how, clients go this way."""

    @property
    def is_by_order(self) -> bool:
        """Whether it follows from the order of the levels alone: nobody has written it."""
        return self.declared is None and self.unsettled is None


@dataclass(frozen=True, slots=True)
class ServiceRelation:
    """What one service of a chain is to another, as it is declared."""

    start: Node
    end: Node
    where: Path
    declared: Relation


@dataclass(frozen=True, slots=True)
class UnknownReference:
    """An id that nothing declares, and the ids of its kind that there are."""

    kind: str
    id: str
    where: Path
    known: tuple[str, ...]


def kind_by_order(order: Order, distance: int) -> MoveKind:
    """What a move is called when the file does not say, by how many levels up (or down, negative) it goes.

    Whoever repeats a level comes back to it.
    """
    if distance == 0:
        return MoveKind.RETURN
    if order is Order.NONE:
        return MoveKind.LATERAL
    if order is Order.PATH:
        return MoveKind.RETURN if distance < 0 else (MoveKind.ONWARD if distance == 1 else MoveKind.SKIP)
    if abs(distance) > 1:
        return MoveKind.SKIP
    return MoveKind.STEP_UP if distance > 0 else MoveKind.STEP_DOWN
