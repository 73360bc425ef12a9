"""A compiled chain behind questions in the words of the field."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from palveluketju.graph import clock
from palveluketju.graph.acting import Acting
from palveluketju.graph.asked import NOTHING_ASKED, Asked
from palveluketju.graph.compiling import unknown_references, ways_of
from palveluketju.graph.keeping import once_a_node
from palveluketju.graph.records import Node, Offer, UnknownReference, Way, each_once
from palveluketju.graph.walked import walked
from palveluketju.model import Absence, Chain, Coordination, Order, given, is_unsettled, listed

if TYPE_CHECKING:
    from palveluketju.graph.network import Network


class ChainGraph(Acting):
    """One chain, compiled. Made by :func:`compile_chain`; it never changes.

    Answers are :class:`Node`; where a question takes ``Node | str``, the element's id does as well. A question about
    an id that the chain does not declare, or of another kind, raises :class:`UnknownId`, which names the ids near it.
    ``network`` is the same chain as a frozen networkx graph, for whatever is not asked here.
    """

    def __init__(
        self,
        chain: Chain,
        also_declared: Mapping[str, frozenset[str]] | None = None,
        day: datetime.date | None = None,
        asked: Asked = NOTHING_ASKED,
    ) -> None:
        super().__init__(chain, day)
        self.asked = asked
        self.today = day or clock.today()  # on it something is in force or not
        self._also_declared = also_declared or {}
        self._levels_offering: dict[str, dict[Node, None]] = {}
        for offer in self.offers():
            if offer.giver.kind == "level":
                self._levels_offering.setdefault(offer.service.id, {})[offer.giver] = None
        ways = ways_of(chain, self._levels)
        self._ways = tuple(way for way in ways if way.start != way.end)
        self._repeats = tuple(way for way in ways if way.start == way.end)

    @cached_property
    def network(self) -> Network:
        """The chain as a frozen networkx MultiDiGraph; nodes and edge kinds: see ``network_of``."""
        from palveluketju.graph.network import network_of  # imported when asked for: it takes time

        return network_of(self)

    # --- what is offered --------------------------------------------------------------------------------------

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
        return () if carried is None else tuple([self._levels[name] for name in carried.levels if name in self._levels])

    @once_a_node
    def carried_levels(self, level: Node | str) -> tuple[Node, ...]:
        """The levels whose services go on at a level, also through other levels, in the order of the file."""
        found: set[str] = set()
        own = self._of("level", level).id
        waiting = [own]
        while waiting:
            new = {lower.id for lower in self.carried_directly(waiting.pop())} - found
            found |= new
            waiting += new
        found.discard(own)
        return tuple(sorted([self._levels[name] for name in found], key=self._place_in_file.__getitem__))

    def offers_at(self, level: Node | str, *, carried: bool = True, bars: bool = False) -> tuple[Offer, ...]:
        """What a client meets at a level: its own offers, those carried over, and on request those of bars over it."""
        givers = [self._of("level", level)]
        if carried:
            givers += self.carried_levels(level)
        if bars:
            givers += self.bars_over(level)
        return tuple([offer for giver in givers for offer in self._offers.get(giver.key, ())])

    def services_at(self, level: Node | str, *, carried: bool = True, bars: bool = False) -> tuple[Node, ...]:
        """The services of a level, each once; see :meth:`offers_at`."""
        asked = self._of("level", level).id, carried, bars
        if asked not in self._services_at:
            offers = self.offers_at(level, carried=carried, bars=bars)
            self._services_at[asked] = each_once([offer.service for offer in offers])
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

    # --- who acts ---------------------------------------------------------------------------------------------

    @once_a_node
    def organisers_at(self, level: Node | str) -> tuple[Node, ...]:
        """The organisers of what a level offers, with what is carried over to it."""
        services = self.services_at(level)
        return each_once([who for service in services for who in self.organisers_of(service)])

    def partners_of(self, giver: Node | str | None = None) -> tuple[Node, ...]:
        """The organisations that take part in a level or a bar itself; without one, in the chain as a whole.

        What they do is told of those of a bar only. An id that a level and a bar have is the level's.
        """
        if giver is None:
            return self._known_organisations(listed(self.chain.partners))
        node = self._giver(giver)
        declared = self.bar(node) if node.kind == "bar" else self.level(node)
        return self._known_organisations(listed(declared.partners))

    def coordination_at(self, level: Node | str) -> Coordination | Absence | None:
        """Who holds the whole together at a level: its own coordination, else the chain's."""
        own = self.level(level).coordination
        return self.chain.coordination if own is None else own

    # --- how a client moves -----------------------------------------------------------------------------------

    def moves(self) -> tuple[Way, ...]:
        """Every way between two levels, by the chain's order or declared."""
        return self._ways

    def repeats(self) -> tuple[Way, ...]:
        """The declared ways from a level to itself: the levels that a client can go through again."""
        return self._repeats

    def levels_entered_by(self, entry: Node | str) -> tuple[Node, ...]:
        """The levels that a way in leads to."""
        declared = (given(self.chain.entries) or {})[self._of("entry", entry).id]
        return tuple(self._levels[name] for name in listed(declared.to) if name in self._levels)

    def levels_left_by(self, way_out: Node | str) -> tuple[Node, ...]:
        """The levels that a way out leads from."""
        declared = (given(self.chain.exits) or {})[self._of("exit", way_out).id]
        return tuple(self._levels[name] for name in listed(declared.from_) if name in self._levels)

    def entry_levels(self) -> tuple[Node, ...]:
        """Where clients come in: as declared, else the first level, or one after optional ones; without order, any."""
        if self._entries:
            return tuple(dict.fromkeys(level for entry in self._entries for level in self.levels_entered_by(entry)))
        return self.levels() if self.chain.walked is Order.NONE else self._first_levels()

    def exit_levels(self) -> tuple[Node, ...]:
        """Where clients can leave: as declared; the lightest level of a ladder, a path's last, any without order."""
        declared = tuple(level for way_out in self._exits for level in self.levels_left_by(way_out))
        by_order = {
            Order.LADDER: self._first_levels(),
            Order.PATH: self._last_levels(),
            Order.NONE: self.levels(),
        }
        return tuple(dict.fromkeys((*declared, *by_order[self.chain.walked])))

    def reachable_levels(self, start: Node | str | None = None) -> tuple[Node, ...]:
        """The levels a client can get to, from one level or from all entries; the start is among them."""
        starts = self.entry_levels() if start is None else (self._of("level", start),)
        return self._among_levels(starts, backwards=False)

    def levels_with_a_way_out(self) -> tuple[Node, ...]:
        """The levels from which a client can get to where the chain is left."""
        return self._among_levels(self.exit_levels(), backwards=True)

    def _among_levels(self, starts: Iterable[Node], *, backwards: bool) -> tuple[Node, ...]:
        """The levels that ways lead to from some, those included; or lead from, backwards."""
        reached = set(starts)
        waiting = list(reached)
        while waiting:
            new = self._neighbours[backwards].get(waiting.pop(), set()) - reached
            reached |= new
            waiting += new
        return tuple(level for level in self.levels() if level in reached)

    @cached_property
    def _neighbours(self) -> tuple[dict[Node, set[Node]], dict[Node, set[Node]]]:
        """The levels that a way leads to from each level, and those that one leads from to each."""
        onward: dict[Node, set[Node]] = {}
        back: dict[Node, set[Node]] = {}
        for way in self._ways:
            onward.setdefault(way.start, set()).add(way.end)
            back.setdefault(way.end, set()).add(way.start)
        return onward, back

    def unknown_references(self) -> tuple[UnknownReference, ...]:
        """Every id that is used and not declared."""
        return tuple(unknown_references(self.chain, walked(self), self._also_declared))

    def _repr_html_(self) -> str:
        from palveluketju.graph.showing import graph_html

        return graph_html(self)


def compile_chain(
    chain: Chain,
    *,
    also_declared: Mapping[str, frozenset[str]] | None = None,
    day: datetime.date | None = None,
    languages: Iterable[str] = (),
    asked: Asked = NOTHING_ASKED,
) -> ChainGraph:
    """Compile a chain into a graph that answers questions.

    A chain that refers to ids nobody declares is compiled without them; ``unknown_references`` lists them.
    ``also_declared`` names ids, by kind, that are declared somewhere although the chain does not hold them. Duties
    that change hands on a date are those of ``day``; without one, those that have no end. ``languages`` are codes of
    those that are required of every chain, beside those of its areas; ``asked`` is whatever else is asked of it.

    Raises:
        TypeError: what is given is not a chain, or the languages are one text and no list.
    """
    if not isinstance(chain, Chain):
        raise TypeError("compile_chain takes a chain: compile_chain(load_chain(path))")
    if isinstance(languages, str):
        raise TypeError(f"languages are a list of codes: languages=[{languages!r}]")
    return ChainGraph(chain, also_declared, day, asked.joined(Asked(tuple(languages))))
