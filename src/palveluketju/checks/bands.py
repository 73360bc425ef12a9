"""Need bands of levels (PK204, PK205, PK224): has each need its level, and is it clear which?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from palveluketju.analyses import may_meet
from palveluketju.findings import N_, Keys, Names, Related, Severity, Spot, check, shown
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Alternatives, Band, Entry, Move, Order, Text, given


def _bands(graph: ChainGraph) -> Iterator[tuple[Node, int, int]]:
    """The levels whose need band is given, with its ends as places on the scale."""
    scale = {need: place for place, need in enumerate(given(graph.chain.need_scale) or {})}
    for level in graph.levels():
        band = given(graph.level(level).band)
        if isinstance(band, Band) and band.lowest in scale and band.highest in scale:
            yield level, scale[band.lowest], scale[band.highest]


@check("PK204", Severity.WARNING)
def hole_in_need_bands(graph: ChainGraph) -> Iterator[Spot]:
    """No level covers some of the steps of the need scale.

    Why: clients with that need belong to no level: it is too great for one and too small for the next.
    Mend: widen the band of a neighbouring level, or add a level.
    """
    bands = list(_bands(graph))
    if not bands or any(graph.is_unsettled(level, "band") for level in graph.levels()):
        return
    covered = {place for _, *ends in bands for place in range(min(ends), max(ends) + 1)}
    scale = given(graph.chain.need_scale) or {}
    left = [need for place, need in enumerate(scale) if place not in covered]
    if left:
        what = N_("No level covers the need {needs}.")
        mend = N_("Widen 'band:' of a level next to {ids}, or add a level.")
        values = {"needs": Names(tuple(scale[need] for need in left), "or"), "ids": Keys(tuple(left), "or")}
        related = tuple(Related(N_("and here"), ("need-scale", need)) for need in left[1:])
        yield Spot(("need-scale", left[0]), what, values, related, mend=mend)


@check("PK205", Severity.WARNING)
def need_bands_out_of_order(graph: ChainGraph) -> Iterator[Spot]:
    """A level comes after another but is for lighter need, or its band is written in reverse.

    Why: levels are in order of need; where the bands disagree with the order, one of the two is wrong.
    Mend: change the order of the levels, or correct the bands.
    """
    if graph.chain.walked is not Order.LADDER:
        return  # phases and groups need not grow heavier
    before: tuple[Node, int, int] | None = None
    for level, low, high in _bands(graph):
        where = (*level.where, "band")
        if low > high:
            what = N_("The need band of level '{level}' runs from heavier to lighter need.")
            yield Spot(
                where,
                what,
                {"level": graph.named(level), "id": level.id},
                mend=N_("Swap the ends of 'band:' of '{id}'."),
            )
            continue
        if before is not None and (low < before[1] or high < before[2]):
            what = N_("Level '{level}' comes after level '{before}', but its need band begins or ends lower.")
            mend = N_("Correct 'band:' of '{id}' or of '{before_id}', or change the order of the levels.")
            values = {
                "level": graph.named(level),
                "before": graph.named(before[0]),
                "id": level.id,
                "before_id": before[0].id,
            }
            yield Spot(where, what, values, (Related(N_("the level before"), (*before[0].where, "band")),), mend=mend)
        before = (level, low, high)


@dataclass(frozen=True, slots=True)
class _Banded:
    """A need level with its band: the places of its ends on the scale."""

    level: Node
    low: int
    high: int


@check("PK224", Severity.INFO)
def bands_overlap_without_criteria(graph: ChainGraph) -> Iterator[Spot]:
    """The need bands of levels overlap, and no criteria say which level a client goes to.

    Why: clients with the same need are placed at the level of whoever meets them first, and their services depend on
    it. Successive levels can share one step of need, where clients move from one to the other. All levels of a chain
    are one finding.
    Mend: write 'criteria:' or 'when:' on a move between the levels, on an entry to one, or on its services; or
    'criteria: {open: ...}' while they are undecided; or narrow a band. Only chains that are ladders are checked.
    """
    hubs = dict(_hubs(_overlapping(graph)))
    if not hubs:
        return
    scale = tuple((given(graph.chain.need_scale) or {}).values())
    place = {level: number for number, level in enumerate(graph.levels())}
    levels = sorted({one.level for hub, others in hubs.items() for one in (hub, *others)}, key=place.__getitem__)
    first, *rest = (Related(N_("a band that overlaps"), (*level.where, "band")) for level in levels)
    what = N_("The need bands of levels overlap, and no criteria say which level a client goes to ({overlaps}).")
    mend = N_(
        "Write 'criteria:' on the moves between them or on their services, or 'criteria: {{open: ...}}' while they are"
        " undecided, or narrow 'band:' of {ids}."
    )
    overlaps = tuple(
        (graph.named(hub.level), graph.named(one.level), _common(hub, one))
        for hub, others in hubs.items()
        for one in others
    )
    values = {"overlaps": _Overlaps(overlaps, scale), "ids": Names(tuple(hub.level.id for hub in hubs))}
    yield Spot(first.where, what, values, tuple(rest), mend=mend)


def _hubs(waiting: dict[_Banded, dict[_Banded, None]]) -> Iterator[tuple[_Banded, tuple[_Banded, ...]]]:
    """The levels that overlap with the most others, each with those that are not said with one before."""
    while waiting:
        hub = max(waiting, key=lambda one: (len(waiting[one]), one.high - one.low))
        others = tuple(waiting.pop(hub))
        for one in others:
            del waiting[one][hub]
        waiting = {one: rest for one, rest in waiting.items() if rest}
        yield hub, others


@dataclass(frozen=True, slots=True)
class _Overlaps:
    """Pairs of levels in words, each with the steps of need in common: ``'Home care' and 'Housing': great need``."""

    pairs: tuple[tuple[Text | str, Text | str, range], ...]
    scale: tuple[Text, ...]

    def text(self, lang: str = "en") -> str:
        """The words in a language."""
        return "; ".join(
            f"{Names((one, other)).text(lang)}: {self._steps(common, lang)}" for one, other, common in self.pairs
        )

    def _steps(self, common: range, lang: str) -> str:
        return " – ".join(shown(self.scale[place], lang) for place in dict.fromkeys((common[0], common[-1])))


def _overlapping(graph: ChainGraph) -> dict[_Banded, dict[_Banded, None]]:
    """Levels with those beside them that nothing tells apart from them for some clients, in the order of the file."""
    found: dict[_Banded, dict[_Banded, None]] = {}
    if graph.chain.walked is not Order.LADDER:
        return found
    moved = {frozenset((way.start, way.end)) for way in graph.moves()}
    beside: dict[tuple[Node, ...], list[_Banded]] = {}
    for banded in (_Banded(*one) for one in _bands(graph) if graph.is_need_level(one[0])):
        beside.setdefault(graph.wholes_of(banded.level)[:1], []).append(banded)
    telling = _Telling(graph)
    for lower, upper in (pair for levels in beside.values() for pair in combinations(levels, 2)):
        if not _common(lower, upper) or upper.low < lower.low or upper.high < lower.high:
            continue  # apart, or out of order: that is said by itself
        meet = _touch(lower, upper) and frozenset((lower.level, upper.level)) in moved
        if not meet and not telling.between(lower.level, upper.level):
            found.setdefault(lower, {})[upper] = None
            found.setdefault(upper, {})[lower] = None
    return found


def _common(one: _Banded, other: _Banded) -> range:
    """The steps of the scale that both bands have; none of a band that is written the wrong way round."""
    return range(max(one.low, other.low), min(one.high, other.high) + 1)


def _touch(lower: _Banded, upper: _Banded) -> bool:
    """Whether one band begins where the other ends."""
    return lower.high == upper.low and lower.low < upper.high


class _Telling:
    """What tells who goes to one level and not to another, looked up once."""

    def __init__(self, graph: ChainGraph) -> None:
        self._place = {level: place for place, level in enumerate(graph.levels())}
        self._last = {
            level: max(self._place[one] for one in (level, *graph.parts_of(level))) for level in graph.levels()
        }
        # From each place on, the nearest one by which both ends of a way with conditions are passed.
        self._reach = [len(self._place)] * (len(self._place) + 1)
        for way in graph.moves():
            if way.unsettled or _asks(way.declared):
                first, last = sorted((self._place[way.start], self._place[way.end]))
                self._reach[first] = min(self._reach[first], last)
        for place in reversed(range(len(self._place))):
            self._reach[place] = min(self._reach[place], self._reach[place + 1])
        entries = given(graph.chain.entries) or {}
        self._entries: dict[Node, frozenset[Node]] = {}
        for entry in (node for node in graph.entries() if _asks(entries[node.id])):
            for level in graph.levels_entered_by(entry):
                self._entries[level] = self._entries.get(level, frozenset()) | {entry}
        self._offers = {
            level: [offer for one in (level, *graph.parts_of(level)) for offer in graph.offers_of(one)]
            for level in graph.levels()
        }
        self._for_some = {level for level, offers in self._offers.items() if any(map(_is_for_some, offers))}

    def between(self, lower: Node, upper: Node) -> bool:
        """Whether something tells two levels apart, or is to: a way between, an entry to one, their services."""
        on_the_way = self._reach[self._place[lower]] <= self._last[upper]
        come_in = self._entries.get(lower) != self._entries.get(upper)
        served = not self._for_some.isdisjoint((lower, upper)) or self._are_for_others(lower, upper)
        return on_the_way or come_in or served

    def _are_for_others(self, lower: Node, upper: Node) -> bool:
        """Whether nobody who gets a service of one level can get one of the other."""
        mine, theirs = ({offer.use.for_: offer for offer in self._offers[one]}.values() for one in (lower, upper))
        return bool(mine and theirs) and not any(may_meet(one, other) for one in mine for other in theirs)


def _asks(way: Move | Entry | None) -> bool:
    """Whether not everybody goes a way, or it is open who does."""
    return way is not None and (bool(way.when) or way.criteria is not None)


def _is_for_some(offer: Offer) -> bool:
    """Whether not everybody at a level gets a service, or it is open who does."""
    group: Alternatives | None = offer.alternatives
    told = offer.use.criteria is not None or (group is not None and group.criteria is not None)
    return told or bool(offer.use.when)
