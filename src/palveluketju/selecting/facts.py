"""What the data says of an element under each key of a selection: values, and whether those are all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from palveluketju.analyses import Crossed
from palveluketju.analyses.availability import areas_over
from palveluketju.graph import ChainGraph, Offer, WorkspaceGraph
from palveluketju.graph.houses import Houses
from palveluketju.model import Condition, LongText, Shared, State, Text, given, listed, settled, spellings, unsettled_in
from palveluketju.selecting.crossing import crossed, crossed_at, crossed_between
from palveluketju.selecting.elements import Element, Graph, Kind
from palveluketju.selecting.language import Key
from palveluketju.selecting.told import NOTHING, UNTOLD, Told, of_values, together


class Facts:
    """What is told of the elements of one chain or catalogue. ``shared`` is in which what it names is looked up."""

    def __init__(self, graph: Graph, shared: Shared) -> None:
        self.graph, self.shared = graph, shared
        self._day = graph.day if isinstance(graph, ChainGraph) else None
        self._houses = Houses(shared.organisations)

    @classmethod
    def of(cls, workspace: WorkspaceGraph, graph: Graph) -> Facts:
        """The facts of a chain or a catalogue of a workspace."""
        return cls(graph, workspace.with_others(graph.shared))

    def told(self, key: Key, element: Element) -> Told:
        """What is told of an element under a key."""
        if key is Key.ID:
            return Told(frozenset((element.id,)))
        if key is Key.KIND:
            return Told(frozenset((element.kind.value,)))
        if key is Key.CHAIN:
            return Told(frozenset((self.graph.chain.id,))) if isinstance(self.graph, ChainGraph) else NOTHING
        if key is Key.NAME:
            name = element.name
            if isinstance(name, (Text, LongText)):
                return Told(spellings(name))
            words = name if isinstance(name, str) else name.text()
            return Told(frozenset((" ".join(words.casefold().split()),)))
        tell, _ = _TOLD[key]
        return tell(self, element) if is_about(key, element.kind) else NOTHING

    # --- what is offered --------------------------------------------------------------------------------------

    def _service(self, element: Element) -> Any:
        """What is declared of the service that an element is, or has; None of a bar that others take part in."""
        if element.kind is Kind.SERVICE:
            return element.about
        node = element.about.service if element.kind is Kind.CRITICAL else element.about.element
        return self.shared.services[node.id] if node.kind == "service" else None

    def _offers(self, element: Element) -> tuple[Offer, ...]:
        """Where the chain offers the service that an element is."""
        if element.kind is Kind.CRITICAL:
            return (element.about,)
        if element.kind is Kind.INTERFACE_SERVICE and element.about.element.kind != "service":
            return ()
        return self.graph.offers_of_service(element.id) if isinstance(self.graph, ChainGraph) else ()

    def tier(self, element: Element) -> Told:
        """How specialised a service, or a whole of services, is."""
        declared = element.about if element.kind is Kind.TASK else self._service(element)
        return NOTHING if declared is None else of_values(declared.tier)

    def task(self, element: Element) -> Told:
        """The wholes of services that a service or a bar belongs to."""
        declared = element.about if element.kind is Kind.BAR else self._service(element)
        return NOTHING if declared is None else of_values(declared.task)

    def field(self, element: Element) -> Told:
        """The fields of a task, or of a service: its own, else those of its tasks."""
        declared = element.about if element.kind is Kind.TASK else self._service(element)
        if declared is None or declared.field is not None or element.kind is Kind.TASK:
            return NOTHING if declared is None else of_values(declared.field)
        tasks = [self.shared.tasks[task] for task in listed(declared.task) if task in self.shared.tasks]
        return together(of_values(task.field) for task in tasks) if tasks else of_values(declared.task)

    def role(self, element: Element) -> Told:
        """What a level or a bar does for the chain as a whole."""
        return of_values(element.about.role)

    # --- who acts ---------------------------------------------------------------------------------------------

    def _acting(self, actors: Any) -> Told:
        """Those who have a duty on the graph's day."""
        told = of_values(actors)
        names = (str(one.organisation) for one in settled(actors) if one.acts(self._day))
        return Told(frozenset(names), told.rest)

    def _producers(self, element: Element) -> Told:
        offers = self._offers(element)
        if not offers or not isinstance(self.graph, ChainGraph):
            return self._acting(self._service(element).producers)
        return together(self._acting(self.graph.producers_told(offer).value) for offer in offers)

    def _other(self, element: Element) -> Told:
        """The other side of a hand-over or an interface service; of a hand-over within one house there is none."""
        if element.other is not None:
            return Told(frozenset((element.other,)))
        if not isinstance(self.graph, ChainGraph):
            return NOTHING
        if not self.graph.own_organisers():
            return Told(rest=of_values(self.graph.chain.organiser).rest)
        if element.about.house is Crossed.NOT_CROSSED:
            return NOTHING
        levels = (self.graph.level(level) for level in element.about.levels)
        lists: list[object] = [uses for level in levels for uses in (level.critical, level.services)]
        lists += [self.graph.service(service).organiser for service in element.about.services]
        return Told(rest=State.OPEN if any(map(unsettled_in, lists)) else State.NOT_STATED)

    def organiser(self, element: Element) -> Told:
        """Who organises a service or a chain, or is on the other side, with what each is a part of."""
        if element.kind is Kind.CHAIN:
            told = of_values(element.about.organiser)
        elif element.kind in (Kind.HANDOVER, Kind.INTERFACE_SERVICE):
            told = self._other(element)
        else:
            told = self._acting(self._service(element).organiser)
        return Told(frozenset().union(*map(self._line, told.values)), told.rest)

    def _line(self, organisation: str) -> frozenset[str]:
        """An organisation, and what of its house it is a part of; the house can have two ids."""
        house = self._houses.of(organisation)
        over = (one for one in self._houses.over(organisation) if self._houses.of(one) == house)
        return frozenset((organisation, *over, house))

    def _sectors(self, told: Told) -> Told:
        """The sectors of organisations; they are all told where all organisations are, and the sectors of each."""
        return together((*map(self._sector, sorted(told.values)), Told(rest=told.rest)))

    def _sector(self, organisation: str) -> Told:
        """An organisation's sectors, or those of what it is a part of."""
        for name in (organisation, *self._houses.over(organisation)):
            declared = self.shared.organisations.get(name)
            if declared is not None and (declared.sector is not None or declared.part_of is None):
                return of_values(declared.sector)
        return UNTOLD

    def sector(self, element: Element) -> Told:
        """The sectors of an organisation, of who organises or produces a service, or of the other side."""
        if element.kind is Kind.ORGANISATION:
            return self._sector(element.id)
        if element.kind is Kind.TASK:
            return of_values(element.about.sector)
        if element.kind is Kind.BAR:
            return self._sectors(of_values(element.about.partners))
        if element.kind is Kind.INTERFACE:
            own = [str(one) for one in listed(getattr(self.shared, "organiser", None))]
            houses = {self._houses.of(one) for one in own}
            others = [str(one) for one in element.about.between if self._houses.of(str(one)) not in houses]
            return self._sectors(Told(frozenset(others)))
        if element.kind in (Kind.HANDOVER, Kind.INTERFACE_SERVICE):
            return self._sectors(self._other(element))
        organisers, producers = self._acting(self._service(element).organiser), self._producers(element)
        return together((self._sectors(organisers), self._sectors(producers)))

    # --- for whom, and where ----------------------------------------------------------------------------------

    @cached_property
    def _of_chain(self) -> Told:
        """The segments that the chain is for."""
        group = getattr(self.shared, "target_group", None)
        declared = given(group)
        return of_values(group) if declared is None else of_values(declared.segments)

    def _meant(self, when: tuple[Condition, ...]) -> Told:
        """The segments that conditions name, of which one must hold; those of the chain where one names none."""
        if not when:
            return self._of_chain
        return together(of_values(one.segment) if one.segment else self._of_chain for one in when)

    def segment(self, element: Element) -> Told:
        """The segments that something is meant for."""
        if element.kind is Kind.SEGMENT:
            return Told(frozenset((element.id,)))
        if element.kind in (Kind.SERVICE, Kind.CRITICAL):
            offers = self._offers(element)
            return together(self._meant(offer.use.when) for offer in offers) if offers else NOTHING
        if element.kind in (Kind.TASK, Kind.INTERFACE, Kind.LOG_ITEM):
            told = of_values(element.about.segments)
            return NOTHING if told is UNTOLD and element.kind is Kind.LOG_ITEM else told
        if element.kind in (Kind.ENTRY, Kind.EXIT, Kind.MOVE):
            return self._meant(getattr(given(element.about), "when", ()))
        return self._of_chain

    def area(self, element: Element) -> Told:
        """Where something is given or holds: in an area with its parts, and so in what that is a part of."""
        if element.kind is Kind.AREA:
            return Told(frozenset((element.id, *areas_over(self.shared, element.id))))
        if element.kind is Kind.CHAIN:
            return self._areas(element.about.area)
        if element.kind is Kind.INTERFACE:
            return self._areas(element.about.areas)
        if element.kind is Kind.ORGANISATION:
            return self._available(element.about.availability)
        declared = self._service(element)
        if declared is None:
            return NOTHING
        own = declared.availability
        here = [one.use.availability for one in self._offers(element)]
        return together(self._available(own if one is None else one) for one in here or [None])

    def _available(self, availability: Any) -> Told:
        declared = given(availability)
        if declared is None:
            return of_values(availability)
        return self._areas(declared.areas, frozenset(map(str, declared.except_)))

    def _areas(self, areas: Any, without: frozenset[str] = frozenset()) -> Told:
        """Areas with their parts but for those taken out, and what the areas are parts of."""
        told = of_values(areas)
        over = {name: {name, *areas_over(self.shared, name)} for name in (*self.shared.areas, *told.values)}
        parts = {name for name, about in over.items() if about & told.values and not about & without}
        return Told(frozenset().union(parts, *(over[name] for name in parts)), told.rest)

    # --- what is crossed --------------------------------------------------------------------------------------

    def border(self, element: Element) -> Told:
        """The borders that are crossed at a hand-over, a level, a service or between the parties of an interface."""
        if element.kind is Kind.HANDOVER:
            return crossed(element.about.crossings)
        if element.kind is Kind.INTERFACE:
            parties = {str(one): self._sector(str(one)) for one in element.about.between}
            return crossed_between(self._houses, parties)
        return crossed_at(self.graph, element) if isinstance(self.graph, ChainGraph) else NOTHING


_OFFERED: Final = (Kind.SERVICE, Kind.CRITICAL, Kind.INTERFACE_SERVICE)
_IN_A_CHAIN: Final = (Kind.CHAIN, Kind.LEVEL, Kind.BAR, Kind.ENTRY, Kind.EXIT, Kind.MOVE)
_TOLD: Final[Mapping[Key, tuple[Callable[[Facts, Element], Told], tuple[Kind, ...]]]] = {
    Key.TIER: (Facts.tier, (*_OFFERED, Kind.TASK)),
    Key.TASK: (Facts.task, (*_OFFERED, Kind.BAR)),
    Key.FIELD: (Facts.field, (*_OFFERED, Kind.TASK)),
    Key.ROLE: (Facts.role, (Kind.LEVEL, Kind.BAR)),
    Key.ORGANISER: (Facts.organiser, (*_OFFERED, Kind.CHAIN, Kind.HANDOVER)),
    Key.SECTOR: (
        Facts.sector,
        (*_OFFERED, Kind.ORGANISATION, Kind.TASK, Kind.BAR, Kind.INTERFACE, Kind.HANDOVER),
    ),
    Key.SEGMENT: (
        Facts.segment,
        (*_OFFERED, *_IN_A_CHAIN, Kind.HANDOVER, Kind.SEGMENT, Kind.TASK, Kind.INTERFACE, Kind.LOG_ITEM),
    ),
    Key.AREA: (Facts.area, (*_OFFERED, Kind.CHAIN, Kind.AREA, Kind.ORGANISATION, Kind.INTERFACE)),
    Key.BORDER: (Facts.border, (Kind.LEVEL, Kind.SERVICE, Kind.HANDOVER, Kind.INTERFACE)),
}
"""The keys that are about some kinds of elements only: what is told of them, and the kinds."""


def is_about(key: Key, kind: Kind) -> bool:
    """Whether a key says something of elements of a kind; of others it says nothing, so that they have no value."""
    return key not in _TOLD or kind in _TOLD[key][1]
