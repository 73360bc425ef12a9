"""Gaps in levels (PK2xx): does each level hold what the chain promises there?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from palveluketju.analyses import is_to_come, level_told
from palveluketju.findings import Related, Severity, Spot, check
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import (
    Band,
    Bar,
    ExchangeKind,
    LevelKind,
    Open,
    Order,
    Role,
    State,
    Tier,
    given,
    listed,
    move_ends,
    state_of,
)


def _says_something(graph: ChainGraph, level: Node) -> bool:
    """Whether the services of a level, or what goes on there, are open or said not to apply."""
    return any(graph.is_explained(level, key) for key in ("critical", "services", "carries"))


@check("PK201", Severity.ERROR)
def level_without_critical_service(graph: ChainGraph) -> Iterator[Spot]:
    """A need level has no critical service although the chain names them at others.

    Why: a client at this level has nothing that the chain promises to hold on to.
    Mend: name the critical services, carry them over from a lighter level, or record the open decision.
    """
    if not graph.marks_critical_services():
        return
    for level in graph.levels():
        is_need = graph.level(level).kind is LevelKind.NEED
        named = listed(graph.level(level).critical)  # also ones that nobody declares
        told = named or graph.critical_services(level) or _says_something(graph, level)
        if is_need and graph.services_at(level) and not told:
            text = (
                "level '{level}' has services but no critical one; write those under 'critical:', or 'critical:"
                " {{open: ...}}' while it is undecided"
            )
            yield Spot(level.where, text, {"level": level.id})


@check("PK202", Severity.WARNING)
def no_critical_services_named(graph: ChainGraph) -> Iterator[Spot]:
    """The chain names no critical services at any need level.

    Why: without them nobody can tell which services must not fail.
    Mend: move the services that the chain cannot do without from 'services:' to 'critical:'.
    """
    need_levels = [level for level in graph.levels() if graph.level(level).kind is LevelKind.NEED]
    undecided = all(_says_something(graph, level) for level in need_levels)
    if need_levels and not undecided and not graph.marks_critical_services():
        yield Spot((), "no level names critical services; move those the chain cannot do without to 'critical:'")


@check("PK203", Severity.ERROR)
def level_without_service(graph: ChainGraph) -> Iterator[Spot]:
    """A level offers nothing: no service of its own, none carried over, none of a bar across it.

    Why: a client who comes to the level meets nobody.
    Mend: list the level's services, or record the open decision with 'services: {open: ...}'.
    """
    unsure = [bar for bar in graph.bars() if _may_serve_any_level(graph.bar(bar))]
    for level in graph.levels():
        if graph.level(level).kind is LevelKind.STEP or graph.steps_of(level):
            continue  # a step can be the doing itself, and a phase is what its steps are
        if any(isinstance(graph.bar(bar).spans, Open) or bar in graph.bars_over(level) for bar in unsure):
            continue
        declared = graph.level(level)
        names_some = listed(declared.critical) or listed(declared.services)  # also ones that nobody declares
        if not names_some and not graph.services_at(level, bars=True) and not _says_something(graph, level):
            text = (
                "level '{level}' has no service; list its services, or write 'services: {{open: ...}}' while it is"
                " undecided"
            )
            yield Spot(level.where, text, {"level": level.id})


def _may_serve_any_level(bar: Bar) -> bool:
    """Whether a bar's services, or the levels that it serves, are not told yet."""
    return (isinstance(bar.spans, Open) and bool(listed(bar.services))) or (
        isinstance(bar.services, Open) and Role.MEASUREMENT not in bar.role
    )


def _bands(graph: ChainGraph) -> Iterator[tuple[Node, int, int]]:
    """The levels whose need band is given, with its ends as places on the scale."""
    scale = {need: place for place, need in enumerate(given(graph.chain.need_scale) or {})}
    for level in graph.levels():
        band = given(graph.level(level).band)
        if isinstance(band, Band) and band.lowest in scale and band.highest in scale:
            yield level, scale[band.lowest], scale[band.highest]


@check("PK204", Severity.WARNING)
def hole_in_need_bands(graph: ChainGraph) -> Iterator[Spot]:
    """No level takes a step of the need scale.

    Why: clients with that much need belong nowhere: too much for one level, too little for the next.
    Mend: widen the band of a neighbouring level, or add a level.
    """
    bands = list(_bands(graph))
    if not bands or any(graph.is_open(level, "band") for level in graph.levels()):
        return
    covered = {place for _, *ends in bands for place in range(min(ends), max(ends) + 1)}
    for place, need in enumerate(given(graph.chain.need_scale) or {}):
        if place not in covered:
            text = "no level takes need '{need}'; widen the band of a level next to it"
            yield Spot(("need-scale", need), text, {"need": need})


@check("PK205", Severity.WARNING)
def need_bands_out_of_order(graph: ChainGraph) -> Iterator[Spot]:
    """A level comes after another one but is for lighter need, or its band is written the wrong way round.

    Why: the levels are in order of need; where the bands say otherwise, one of the two is wrong.
    Mend: change the order of the levels, or correct the bands.
    """
    if graph.chain.walked is not Order.LADDER:
        return  # phases and groups need not grow heavier
    before: tuple[Node, int, int] | None = None
    for level, low, high in _bands(graph):
        where = (*level.where, "band")
        if low > high:
            text = "the need band of level '{level}' runs from heavier to lighter; turn it round"
            yield Spot(where, text, {"level": level.id})
            continue
        if before is not None and (low < before[1] or high < before[2]):
            text = "level '{level}' comes after '{before}' but its need band begins or ends lower; correct one of them"
            other = Related("the level before", (*before[0].where, "band"))
            yield Spot(where, text, {"level": level.id, "before": before[0].id}, (other,))
        before = (level, low, high)


_LADDER = (Tier.PREVENTIVE, Tier.BASIC, Tier.EXTENDED_BASIC, Tier.SPECIALISED, Tier.DEMANDING)


@check("PK206", Severity.WARNING)
def tiers_not_joined(graph: ChainGraph) -> Iterator[Spot]:
    """Two tiers of services that follow each other are not joined at any level, by any move or by a consultation.

    Why: clients too ill for one tier and not ill enough for the next fall between the two. Nothing is found while the
    tier of a service, the levels of a bar with services, or what a level or a bar offers is not told.
    Mend: add a move between levels of the two tiers, offer both at one level, or write a consultation between the
    levels under 'exchanges:'.
    """
    if graph.chain.walked is Order.NONE or _may_be_joined(graph):
        return
    tiers = {
        level: {graph.tier_of(service) for service in graph.services_at(level, bars=True) if graph.is_service(service)}
        for level in graph.levels()
    }
    used = [tier for tier in _LADDER if any(tier in found for found in tiers.values())]
    ways = [(tiers[way.start], tiers[way.end]) for way in graph.moves()]
    ways += [(tiers[start], tiers[end]) for start, end in _consulting(graph)]
    for lower, higher in pairwise(used):
        at_one_level = any({lower, higher} <= found for found in tiers.values())
        joined = any((lower in a and higher in b) or (higher in a and lower in b) for a, b in ways)
        if not at_one_level and not joined:
            level = next(level for level, found in tiers.items() if higher in found)
            what = (
                "Services of the {lower} tier and of the {higher} tier meet at no level, and no move or consultation"
                " joins them."
            )
            mend = "Add a move or a consultation (under 'exchanges:') to level '{level}', or offer both at one level."
            values = {"lower": lower.value, "higher": higher.value, "level": level.id}
            yield Spot(level.where, what, values, mend=mend)


def _may_be_joined(graph: ChainGraph) -> bool:
    """Whether what is not told yet may join tiers."""
    services = [offer.service for offer in graph.offers() if graph.is_service(offer.service)]
    untold = any(state_of(graph.service(one).tier) in (State.OPEN, State.NOT_STATED) for one in services)
    loose = any(graph.offers_of(bar) and level_told(graph, bar) is not State.THERE for bar in graph.bars())
    return untold or loose or is_to_come(graph) or any(_says_something(graph, level) for level in graph.levels())


def _consulting(graph: ChainGraph) -> Iterator[tuple[Node, Node]]:
    """The levels between which one consults the other."""
    levels = {level.id: level for level in graph.levels()}
    for key, exchange in graph.chain.exchanges.items():
        start, end = move_ends(key)
        if ExchangeKind.CONSULTATION in exchange.kind and start in levels and end in levels:
            yield levels[start], levels[end]


@check("PK207", Severity.WARNING)
def chain_without_level(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no level.

    Why: without levels there is nothing that a client could meet.
    Mend: write the levels, from the lightest need to the heaviest.
    """
    if not graph.levels():
        yield Spot(
            (), "the chain has no level; write its levels under 'levels:', from the lightest need to the heaviest"
        )
