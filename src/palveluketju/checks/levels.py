"""Gaps in levels (PK2xx): does each level hold what the chain promises there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from palveluketju.analyses import (
    LevelServices,
    empty_levels,
    level_services,
    level_told,
    levels_without_critical,
    steps_longer_than_wholes,
    to_come,
)
from palveluketju.findings import N_, Names, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph, Node, once_a_graph
from palveluketju.model import ExchangeKind, Order, State, Tier, given, move_ends, state_of
from palveluketju.wording import ValueWord


@check("PK201", Severity.ERROR)
def level_without_critical_service(graph: ChainGraph) -> Iterator[Spot]:
    """A need level has no critical service, although other levels of the chain have.

    Why: a client at this level is promised nothing that must not fail. The services of a bar across levels belong to no
    level and do not count; nor do instruments and documents.
    Mend: list the critical services, carry them over from a lighter level, record the open decision, or state with
    'critical: {not-applicable: why}' that the level promises none.
    """
    for one in levels_without_critical(graph):
        if not one.meets_critical:
            what = N_(
                "Level '{level}' has no critical service of its own and none carried over, but other levels have some."
            )
            with_bars = N_(
                "Level '{level}' has no critical service of its own and none carried over, but other levels have some;"
                " services of a bar across levels ({bars}) do not count."
            )
            mend = N_(
                "List the services that the level cannot do without under 'critical:' of '{id}', or write 'critical:"
                " {{open: ...}}' while they are undecided, or 'critical: {{not-applicable: why}}' if it promises none."
            )
            yield _gap(graph, one, with_bars if one.bars else what, mend)


@check("PK208", Severity.WARNING)
def nothing_critical_of_its_own(graph: ChainGraph) -> Iterator[Spot]:
    """A need level has no critical service beyond those carried over from other levels.

    Why: a client whose need has grown is promised no more than before: the level adds nothing, or what it adds is not
    listed.
    Mend: list the critical services that the level adds, record the open decision, or state with 'critical:
    {not-applicable: why}' that it adds none.
    """
    for one in levels_without_critical(graph):
        if one.meets_critical:
            what, with_bars = _ADDS_NOTHING[len(_carried(graph, one)) > 1]
            mend = N_(
                "List what the level adds under 'critical:' of '{id}', or write 'critical: {{open: ...}}' while it is"
                " undecided, or 'critical: {{not-applicable: why}}' if it adds nothing."
            )
            yield _gap(graph, one, with_bars if one.bars else what, mend)


_ADDS_NOTHING: Final = {
    False: (
        N_("Level '{level}' has no critical service beyond those carried over from level {carried}."),
        N_(
            "Level '{level}' has no critical service beyond those carried over from level {carried}; services of a bar"
            " across levels ({bars}) do not count."
        ),
    ),
    True: (
        N_("Level '{level}' has no critical service beyond those carried over from levels {carried}."),
        N_(
            "Level '{level}' has no critical service beyond those carried over from levels {carried}; services of a bar"
            " across levels ({bars}) do not count."
        ),
    ),
}
"""What to say of what is carried over from one level, and from several; each also of bars."""


@check("PK202", Severity.WARNING)
def no_critical_services_named(graph: ChainGraph) -> Iterator[Spot]:
    """No level of the chain has a critical service.

    Why: the reader cannot tell which services must not fail.
    Mend: move the services that the chain cannot do without from 'services:' to 'critical:'.
    """
    every = level_services(graph)
    asked = [one for one in every if graph.is_need_level(one.level) and not one.said]
    if asked and not any(one.names_critical for one in every):
        what = N_("No level of the chain has a critical service.")
        mend = N_("Move the services that the chain cannot do without from 'services:' to 'critical:'.")
        yield Spot((), what, mend=mend)


@check("PK203", Severity.ERROR)
def level_without_service(graph: ChainGraph) -> Iterator[Spot]:
    """A level has no service: none of its own or of its parts, and none carried over.

    Why: a client who comes to the level gets nothing. The services of a bar across levels belong to no level and do not
    count; nor do instruments and documents. A step can be without services.
    Mend: list the services of the level, record the open decision with 'services: {open: ...}', or state with
    'critical: {not-applicable: why}' that the level needs none.
    """
    for one in empty_levels(graph):
        what = N_("Level '{level}' has no service of its own and none carried over from another level.")
        with_bars = N_(
            "Level '{level}' has no service of its own and none carried over from another level; services of a bar"
            " across levels ({bars}) do not count."
        )
        mend = N_(
            "List the services of '{id}', or write 'services: {{open: ...}}' while they are undecided, or 'critical:"
            " {{not-applicable: why}}' if the level needs none."
        )
        yield _gap(graph, one, with_bars if one.bars else what, mend)


def _carried(graph: ChainGraph, one: LevelServices) -> tuple[Node, ...]:
    """The levels whose services a level, or a part of it, carries over."""
    within = (one.level, *graph.parts_of(one.level))
    return tuple(dict.fromkeys(lower for level in within for lower in graph.carried_directly(level)))


def _gap(graph: ChainGraph, one: LevelServices, what: str, mend: str) -> Spot:
    """A gap at a level, with the bars that one could take for its services."""
    values = {
        "level": graph.named(one.level),
        "id": one.level.id,
        "carried": Names(tuple(map(graph.named, _carried(graph, one)))),
        "bars": Names(tuple(map(graph.named, one.bars))),
    }
    return Spot(one.level.where, what, values, mend=mend)


_LADDER = (Tier.PREVENTIVE, Tier.BASIC, Tier.EXTENDED_BASIC, Tier.SPECIALISED, Tier.DEMANDING)


@check("PK206", Severity.WARNING)
def tiers_not_joined(graph: ChainGraph) -> Iterator[Spot]:
    """Two successive tiers of services are joined at no level, and by no move or consultation.

    Why: clients whose need is too great for one tier and too small for the next fall between the two. Nothing is found
    while the tier of a service, the levels of a bar with services, or what a level or a bar offers is not stated.
    Mend: add a move between levels of the two tiers, offer both at one level, or write a consultation between the
    levels under 'exchanges:'.
    """
    if graph.chain.walked is Order.NONE or _may_be_joined(graph):
        return
    tiers = {level: _tiers_at(graph, level) for level in graph.levels()}
    used = [tier for tier in _LADDER if any(tier in found for found in tiers.values())]
    ways = [(tiers[way.start], tiers[way.end]) for way in graph.moves()]
    ways += [(tiers[start], tiers[end]) for start, end in _consulting(graph)]
    for lower, higher in pairwise(used):
        at_one_level = any({lower, higher} <= found for found in tiers.values())
        joined = any((lower in a and higher in b) or (higher in a and lower in b) for a, b in ways)
        if not at_one_level and not joined:
            level = next(level for level, found in tiers.items() if higher in found)
            what = N_(
                "Services of two successive tiers ({lower}, {higher}) meet at no level, and no move or consultation"
                " joins them."
            )
            mend = N_(
                "Add a move or a consultation (under 'exchanges:') to level '{level}', or offer both at one level."
            )
            values = {"lower": ValueWord(lower), "higher": ValueWord(higher), "level": level.id}
            yield Spot(level.where, what, values, mend=mend)


def _may_be_joined(graph: ChainGraph) -> bool:
    """Whether what is not told yet may join tiers."""
    untold = any(state_of(graph.service(one).tier) in _UNTOLD for one in filter(graph.is_service, graph.offered()))
    if untold or to_come(graph) or empty_levels(graph):
        return True
    loose = any(graph.offers_of(bar) and level_told(graph, bar) is not State.THERE for bar in graph.bars())
    return loose or any(one.said or one.unsettled for one in level_services(graph))


_UNTOLD: Final = (State.OPEN, State.NOT_KNOWN, State.NOT_STATED)


def _consulting(graph: ChainGraph) -> Iterator[tuple[Node, Node]]:
    """The levels between which one consults the other."""
    levels = {level.id: level for level in graph.levels()}
    for key, exchange in graph.chain.exchanges.items():
        start, end = move_ends(key)
        if ExchangeKind.CONSULTATION in exchange.kind and start in levels and end in levels:
            yield levels[start], levels[end]


def _tiers_at(graph: ChainGraph, level: Node) -> set[Tier | None]:
    """The tiers of the services that clients meet at a level and its parts."""
    tiers = _tiers(graph)
    met = [graph.services_at(part, bars=True) for part in (level, *graph.parts_of(level))]
    return {tiers[service.id] for services in met for service in services if service.id in tiers}


@once_a_graph
def _tiers(graph: ChainGraph) -> Mapping[str, Tier | None]:
    """The tier of each service; instruments and documents are none."""
    return {one.id: graph.tier_of(one) for one in graph.offered() if graph.is_service(one)}


@check("PK222", Severity.WARNING)
def step_longer_than_its_whole(graph: ChainGraph) -> Iterator[Spot]:
    """A step takes longer than the level that it is part of.

    Why: one of the two durations is wrong, so neither can be used for planning. Nothing is found where the two may be
    equally long, such as a month and 30 days, where one of them is text, or where one is counted from an event of its
    own.
    Mend: correct 'timing' of the step or of the level.
    """
    for step, whole in steps_longer_than_wholes(graph):
        what = N_("Step '{step}' takes longer ({long}) than level '{level}', which it is part of ({short}).")
        values = {
            "step": graph.named(step),
            "level": graph.named(whole),
            "long": given(graph.level(step).timing),
            "short": given(graph.level(whole).timing),
            "id": step.id,
            "whole": whole.id,
        }
        mend = N_("Correct 'timing:' of '{id}' or of '{whole}'.")
        yield Spot(
            (*step.where, "timing"), what, values, (Related(N_("the level"), (*whole.where, "timing")),), mend=mend
        )


@check("PK207", Severity.WARNING)
def chain_without_level(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no level.

    Why: without levels the chain offers clients nothing.
    Mend: write the levels, from the lightest need to the heaviest, or 'levels: {open: ...}' while it is undecided.
    """
    if given(graph.chain.levels) == {}:
        mend = N_(
            "Write the levels under 'levels:', from the lightest need to the heaviest, or 'levels: {{open: ...}}' while"
            " they are undecided."
        )
        yield Spot((), N_("The chain has no level."), mend=mend)
