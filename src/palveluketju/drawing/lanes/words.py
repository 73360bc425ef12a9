"""Who has what at each level, in words: lanes of organisers or of producers, what they hold, where the lane changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property
from typing import Final

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.lanes.duty import Duty
from palveluketju.drawing.picture.picture import MarkKind, Sign
from palveluketju.drawing.typesetting.items import Item, Size
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer, Way
from palveluketju.model import (
    NOT_TOLD,
    Absence,
    CarryOver,
    State,
    given,
    is_absent,
    state_of,
    unsettled_in,
)
from palveluketju.terms import title
from palveluketju.wording import told_as

_HEADS: Final = {State.OPEN: "open", State.NOT_KNOWN: "unknown", State.NOT_STATED: "table-gap"}


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: of one who acts, or of all services of which it is open, not known, not applicable or not told who."""

    who: Node | None = None
    state: State = State.THERE

    @property
    def role(self) -> str:
        """How the head of the lane of another than the chain's own organiser is drawn."""
        if self.who:
            return "table-row"
        return _HEADS.get(self.state, "table-cell")


class LaneWords(ChainWords):
    """The words of one chain in one language, sorted by who has a duty: by who organises, say."""

    def __init__(self, graph: ChainGraph, overlay: Overlay | None, lang: str, duty: Duty) -> None:
        super().__init__(graph, overlay, lang)
        self.duty = duty
        self.own = tuple(map(Lane, duty.own(graph))) or (Lane(state=State.NOT_STATED),)
        # asked again for each size of text that is tried
        self._offered_in: dict[Path, tuple[Lane, ...]] = {}
        self.cell = cache(self._cell)
        self._lanes_carried = cache(self._carried_in)

    # --- lanes ------------------------------------------------------------------------------------------------

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The chain's own organisers, others in the order in which they are met, then those that are not known."""
        met = dict.fromkeys(lane for lane in self.own if lane.who)
        for level in self.graph.levels():
            met.update(dict.fromkeys(self.lanes_at(level)))
        for bar in self.bars(placed=True):
            met.update(dict.fromkeys(self.lanes_of_bar(bar)))
        unknown = (lane for state in NOT_TOLD if (lane := Lane(state=state)) in met)
        return (*(lane for lane in met if lane.who), *unknown) or self.own

    @property
    def is_told(self) -> bool:
        """Whether the chain tells of anything that it offers who has the duty, or how that is absent."""
        return any(self.duty.told(self.graph, offer) not in (None, ()) for offer in self.graph.offers())

    def lane_id(self, lane: Lane) -> str:
        """The lane's part of the ids of boxes."""
        return lane.who.id if lane.who else f"{self.duty.word}-{lane.state}"

    def lanes_of(self, offer: Offer) -> tuple[Lane, ...]:
        """The lanes that something offered stands in: one for each who acts, and one for whom it is still asked."""
        if offer.where not in self._offered_in:
            told = self.duty.told(self.graph, offer)
            lanes = [*map(Lane, self.duty.acting(self.graph, offer))]
            lanes += (Lane(state=state_of(one)) for one in unsettled_in(told))
            state = state_of(told)
            unknown = Lane(state=state if state in NOT_TOLD else State.NOT_STATED)
            self._offered_in[offer.where] = tuple(dict.fromkeys(lanes)) or (unknown,)
        return self._offered_in[offer.where]

    def _lanes_of_offers(self, offers: Iterable[Offer]) -> dict[Lane, None]:
        return dict.fromkeys(lane for offer in offers for lane in self.lanes_of(offer))

    def _carried_in(self, *lower: Node) -> tuple[Lane, ...]:
        """The lanes in which what levels offer goes on at another."""
        return tuple(self._lanes_of_offers(offer for one in lower for offer in self.graph.offers_at(one))) or self.own

    def lanes_at(self, level: Node) -> tuple[Lane, ...]:
        """The lanes that have something at a level, in the order in which it is told."""
        found = self._lanes_of_offers(self.graph.offers_of(level))
        for lower in self.graph.carried_directly(level):
            found.update(dict.fromkeys(self._lanes_carried(lower)))
        found.update(dict.fromkeys(Lane(state=state_of(absent)) for absent in self._absent_at(level)))
        found.update(dict.fromkeys(self._partners_of(level)))
        return tuple(found)

    def _absent_at(self, level: Node) -> list[Absence]:
        declared = self.graph.level(level)
        parts = (declared.critical, declared.services, declared.carries)
        each = (one for part in parts for one in (part if isinstance(part, tuple) else (part,)))
        return [one for one in each if is_absent(one)]

    def lanes_holding(self, bar: Node) -> tuple[Lane, ...]:
        """The lanes of what a bar holds, else the chain's own."""
        return tuple(self._lanes_of_offers(self.graph.offers_of(bar))) or self.own

    def lanes_of_bar(self, bar: Node) -> tuple[Lane, ...]:
        """The lanes of what a bar holds, and those of its partners."""
        return tuple(dict.fromkeys((*self.lanes_holding(bar), *self._partners_of(bar))))

    def part_in(self, lane: Lane, bars: Iterable[Node]) -> list[Item]:
        """In which bars of other lanes the organisation of a lane takes part."""
        told = [bar for bar in bars if lane in self._partners_of(bar) and lane not in self.lanes_holding(bar)]
        names = ", ".join(map(self.name, told))
        return [Item(f"{self._term('takes part')}: {names}", "quiet", italic=True)] if told else []

    def _partners_of(self, element: Node) -> tuple[Lane, ...]:
        """The lanes of those who take part in a level or a bar, where lanes are of who answers for it."""
        return tuple(map(Lane, self.graph.partners_of(element))) if self.duty.has_partners else ()

    def _part_taken(self, lane: Lane, element: Node) -> list[Item]:
        """That the organisation of a lane takes part."""
        return [Item(self._term("takes part"), "quiet", italic=True)] if lane in self._partners_of(element) else []

    def lane_head(self, lane: Lane) -> list[Item]:
        """Whose a lane is."""
        if lane.who is None:
            label, _, word = told_as(self.duty.word, lane.state, self.lang).rpartition(": ")
            return [*([Item(label, size=Size.SMALL)] if label else []), Item(word, bold=True)]
        kind = [Item(title("organiser of the chain", self.lang), size=Size.SMALL)] if lane in self.own else []
        return [*kind, Item(self.name(lane.who), bold=True), *self.laid_at(lane.who.where)]

    # --- levels and bars --------------------------------------------------------------------------------------

    def level_head(self, level: Node, *, again: str = "") -> list[Item]:
        """What stands in the head of a column; what is laid over its services stands at these."""
        heading = self.heading(level)
        heading = replace(heading, after=(*self.marks.kinds(level), *heading.after))
        found = self.laid_at(level.where, but=[offer.where for offer in self.graph.offers_of(level)])
        return [*heading.items(again=again), *found]

    def _cell(self, lane: Lane, level: Node) -> list[Item]:
        """What a lane has at a level: critical services, others, what goes on there, and what is open."""
        offers = self.graph.offers_of(level)
        here = [offer for offer in offers if lane in self.lanes_of(offer)]
        services, things = self.headed(here, are_other=self.has_critical(offers), over_services=False)
        absent = self.absences(*(one for one in self._absent_at(level) if lane.state is state_of(one)))
        return [*services, *self._going_on(lane, level), *absent, *things, *self._part_taken(lane, level)]

    def _going_on(self, lane: Lane, level: Node) -> list[Item]:
        """What goes on at a level in a lane; a name for all of it stands in each lane that has a part of it."""
        lower = self.graph.carried_directly(level)
        carries = given(self.graph.level(level).carries)
        if isinstance(carries, CarryOver) and carries.name is not None:
            return list(self.carried(level)) if lower and lane in self._lanes_carried(*lower) else []
        read = self.marks.read((*level.where, "carries"))
        going_on = self.going_on(one for one in lower if lane in self._lanes_carried(one))
        return [replace(item, after=read) for item in going_on]

    def badges_of(self, offer: Offer) -> tuple[Sign, ...]:
        """Whose something is, where no lane tells it."""
        return super().badges_of(offer) if self.duty.has_badges else ()

    def bar_cell(self, lane: Lane, bar: Node) -> list[Item]:
        """What a lane has of a bar; the first of its lanes has also what is not told of a service."""
        offers = self.graph.offers_of(bar)
        items = self.held(one for one in offers if lane in self.lanes_of(one)) + self._part_taken(lane, bar)
        every = len(self.held(offers))
        return items + (self.bar_items(bar)[every:] if lane == self.lanes_of_bar(bar)[0] else [])

    def bar_signs(self, bar: Node, *, is_alone: bool) -> tuple[MarkKind, ...]:
        """The signs at a bar's name; what it holds has others, unless the name is ``alone``."""
        return self.marks.signs(bar) if is_alone else self.marks.read(bar.where)

    def apart_cell(self, bar: Node) -> list[Item]:
        """What a bar holds that stands apart from all lanes: in the words of its lanes, where these are several."""
        lanes, items = self.lanes_of_bar(bar), list[Item]()
        for lane in lanes:
            whose = " ".join(item.text for item in self.lane_head(lane) if not item.remark)
            held = self.bar_cell(lane, bar)
            items += [Item(whose, "heading", bold=True, size=Size.SMALL, heads=True), *held] if held else []
        return items

    # --- moves ------------------------------------------------------------------------------------------------

    def handed_over(self, way: Way) -> tuple[tuple[Lane, Lane], ...]:
        """From which lane to which a move hands over; nothing where nothing changes, or nobody can say so.

        Those leave who act before and not after, or else all who act before; those come who act after and not before.
        """
        here, there = self._acting(way.start), self._acting(way.end)
        changes = here and there and set(here) != set(there) and self.duty.changes(self.graph, self.marks, way)
        if not changes:
            return ()
        leave = [one for one in here if one not in there] or here
        come = [one for one in there if one not in here] or there
        return tuple((one, other) for one in leave for other in come)

    def _acting(self, level: Node) -> tuple[Lane, ...]:
        """The lanes of those who act at a level."""
        return tuple(map(Lane, self.duty.acting_at(self.graph, level)))
