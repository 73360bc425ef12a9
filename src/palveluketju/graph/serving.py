"""What the levels and bars of one chain offer, and which levels go on at others."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from itertools import chain as chained

from palveluketju.graph.acting import Acting
from palveluketju.graph.compiling import led_to
from palveluketju.graph.keeping import once_a_graph, once_a_node
from palveluketju.graph.records import Node, Offer, each_once
from palveluketju.model import Chain, given, is_unsettled, listed


class Serving(Acting):
    """What clients meet at the levels of one chain."""

    def __init__(self, chain: Chain, day: datetime.date | None) -> None:
        super().__init__(chain, day)
        self._levels_offering: dict[str, dict[Node, None]] = {}
        for offer in self.offers():
            if offer.giver.kind == "level":
                self._levels_offering.setdefault(offer.service.id, {})[offer.giver] = None

    def offers_of(self, giver: Node | str) -> tuple[Offer, ...]:
        """The services that one level or bar itself offers; an id that both have is the level's."""
        return self._offers.get(self._giver(giver).key, ())

    def levels_served_by(self, service: Node | str) -> tuple[Node, ...]:
        """The levels at which clients meet a service, offered there or by a bar across."""
        met = {level for offer in self.offers_of_service(service) for level in self._reach_of(offer.giver)}
        return tuple(sorted(met, key=self._place_in_file.__getitem__))

    def _reach_of(self, giver: Node) -> tuple[Node, ...]:
        return (giver,) if giver.kind == "level" else self.levels_spanned_by(giver)

    def carried_directly(self, level: Node | str) -> tuple[Node, ...]:
        """The levels that a level names as going on in it."""
        carried = given(self.level(level).carries)
        return () if carried is None else tuple(self._levels[name] for name in carried.levels if name in self._levels)

    def carried_levels(self, level: Node | str) -> tuple[Node, ...]:
        """The levels whose services go on at a level, also through other levels, in the order of the file."""
        own = self._of("level", level).id
        return self._carried().get(own, ())

    @once_a_graph
    def _carried(self) -> Mapping[str, tuple[Node, ...]]:
        """The levels that go on at each level at which any do."""
        onward = {level.id: [lower.id for lower in self.carried_directly(level)] for level in self.levels()}
        place = {name: number for number, name in enumerate(onward)}
        reached = led_to({name: lower for name, lower in onward.items() if lower})
        ordered = {name: sorted(found - {name}, key=place.__getitem__) for name, found in reached.items()}
        return {name: self.nodes_called("level", found) for name, found in ordered.items()}

    def offers_at(self, level: Node | str, *, carried: bool = True, bars: bool = False) -> tuple[Offer, ...]:
        """What a client meets at a level: its own offers, those carried over, and on request those of bars over it."""
        own = self._of("level", level)
        levels = [own.id, *[lower.id for lower in self.carried_levels(own)]] if carried else [own.id]
        over = self.bars_over(own) if bars else ()
        return tuple(
            chained.from_iterable((*map(self._offers_of_levels.__getitem__, levels), *map(self.offers_of, over)))
        )

    @cached_property
    def _offers_of_levels(self) -> Mapping[str, tuple[Offer, ...]]:
        """What each level itself offers."""
        return {name: self.offers_of(level) for name, level in self._levels.items()}

    def services_at(self, level: Node | str, *, carried: bool = True, bars: bool = False) -> tuple[Node, ...]:
        """The services of a level, each once; see :meth:`offers_at`."""
        asked = self._of("level", level).id, carried, bars
        if asked not in self._services_at:
            offers = self.offers_at(level, carried=carried, bars=bars)
            names = dict.fromkeys([offer.service.id for offer in offers])
            self._services_at[asked] = self.nodes_called("service", names)
        return self._services_at[asked]

    @cached_property
    def _services_at(self) -> dict[tuple[str, bool, bool], tuple[Node, ...]]:
        """The services of the levels that were asked about."""
        return {}

    def critical_services(self, level: Node | str, *, carried: bool = True) -> tuple[Node, ...]:
        """The services that the chain promises at a level, with those carried over from other levels."""
        offers = self.offers_at(level, carried=carried)
        return each_once([offer.service for offer in offers if offer.critical])

    def marks_critical_services(self) -> bool:
        """Whether the chain tells critical services from others anywhere."""
        named = (item for level in self.levels_declared.values() for item in listed(level.critical))
        return any(not is_unsettled(item) for item in named)

    @once_a_node
    def bars_over(self, level: Node | str) -> tuple[Node, ...]:
        """The bars that span a level; a bar whose span is open spans none for certain."""
        spanned = self._of("level", level)
        return tuple(bar for bar in self.bars() if spanned in self.levels_spanned_by(bar))

    @once_a_node
    def levels_spanned_by(self, bar: Node | str) -> tuple[Node, ...]:
        """The levels that a bar spans: all of them unless it says otherwise."""
        spans = self.bar(bar).spans
        if spans is None:
            return self.levels()
        return tuple(self._levels[name] for name in listed(spans) if name in self._levels)

    def levels_offering(self, service: Node | str) -> tuple[Node, ...]:
        """The levels that themselves offer a service, critical or not."""
        return tuple(self._levels_offering.get(self._of("service", service).id, ()))

    def services_at_several_levels(self) -> tuple[Node, ...]:
        """The services that more than one level itself offers; instruments and documents are none."""
        found = (service for service in self.services() if len(self.levels_offering(service)) > 1)
        return tuple(filter(self.is_service, found))
