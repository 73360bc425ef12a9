"""By whom lanes are told apart: by who organises what is offered, or by who produces it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from palveluketju.drawing.content.marks import Marks
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, Way
from palveluketju.model import unsettled_in


@dataclass(frozen=True, slots=True)
class Duty:
    """What the organisation of a lane does: the name of its view and its word in ``terms``, and the questions of it.

    ``own`` gives those whose lanes a chain has in any case, ``acting`` who does it for an offer, ``told`` what the
    chain tells of that; ``changes`` whether what a move leaves and comes to is certain to be in different hands.
    With ``has_partners``, those who take part have lanes as well; with ``has_badges``, what is offered has those of its
    organisers, whom no lane tells.
    ``nothing`` is the term that says that nobody is told, where a picture is to say so in place of a single lane.
    """

    view: str
    word: str
    own: Callable[[ChainGraph], tuple[Node, ...]]
    acting: Callable[[ChainGraph, Offer], tuple[Node, ...]]
    told: Callable[[ChainGraph, Offer], Any]
    changes: Callable[[ChainGraph, Marks, Way], bool]
    has_partners: bool = False
    has_badges: bool = False
    nothing: str = ""

    def acting_at(self, graph: ChainGraph, level: Node) -> tuple[Node, ...]:
        """Who acts at a level, with what goes on there."""
        return tuple(dict.fromkeys(who for offer in graph.offers_at(level) for who in self.acting(graph, offer)))


def _of_services(graph: ChainGraph, offer: Offer) -> tuple[Node, ...]:
    return graph.organisers_of(offer.service)


def _producer_changes(graph: ChainGraph, _: Marks, way: Way) -> bool:
    """Whether one who produces at one end is certain not to do so at the other."""
    here, there = (set(PRODUCER.acting_at(graph, level)) for level in (way.start, way.end))
    return bool(here - there and _tells_all(graph, way.end)) or bool(there - here and _tells_all(graph, way.start))


def _tells_all(graph: ChainGraph, level: Node) -> bool:
    """Whether all that is offered at a level is told, and of each service who produces it."""
    for one in (level, *graph.carried_levels(level)):
        declared = graph.level(one)
        if any(map(unsettled_in, (declared.critical, declared.services, declared.carries))):
            return False
    told = (PRODUCER.told(graph, one) for one in graph.offers_at(level) if graph.is_service(one.service))
    return all(value is not None and not unsettled_in(value) for value in told)


ORGANISER: Final = Duty(
    "lanes",
    "organiser",
    own=ChainGraph.own_organisers,
    acting=_of_services,
    told=lambda graph, offer: graph.service(offer.service).organiser,
    changes=lambda _, marks, way: marks.is_crossing(way),
    has_partners=True,
)
PRODUCER: Final = Duty(
    "lanes-by-producer",
    "producer",
    own=lambda _: (),  # what the chain's organiser does not produce has no lane of its own
    acting=ChainGraph.producers_of,
    told=lambda graph, offer: graph.producers_told(offer).value,
    changes=_producer_changes,
    has_badges=True,
    nothing="no producer",
)
