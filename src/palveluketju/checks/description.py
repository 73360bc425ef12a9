"""Gaps in what the chain says of itself (PK2xx): organisers, goals, guidance, prevention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from palveluketju.findings import Severity, Spot, check, joined
from palveluketju.graph import ChainGraph
from palveluketju.model import (
    Absence,
    Bar,
    Direction,
    Goal,
    Level,
    Measure,
    Role,
    Tier,
    given,
    is_absent,
    is_not_applicable,
)


@check("PK211", Severity.WARNING)
def service_without_organiser(graph: ChainGraph) -> Iterator[Spot]:
    """Nobody is named who organises a service.

    Why: the organiser carries the duty that the service exists; without one, nobody answers for it.
    Mend: write 'organiser:' on the service, or 'organiser: {open: ...}' while it is undecided,
    'organiser: {unknown: ...}' while it has not been found out.
    """
    if is_not_applicable(graph.chain.organiser):
        return  # a structure that nobody organises as a whole, such as a national one
    for service in dict.fromkeys(offer.service for offer in graph.offers()):
        if graph.service(service).organiser in (None, ()) and graph.is_service(service):
            what = "'{service}' has no organiser."
            mend = "Write 'organiser:' on service '{id}', or 'organiser: {{open: ...}}' while it is undecided."
            yield Spot(service.where, what, {"service": graph.named(service), "id": service.id}, mend=mend)


@check("PK212", Severity.WARNING)
def chain_without_organiser(graph: ChainGraph) -> Iterator[Spot]:
    """The chain does not say who organises it.

    Why: which services are interface services cannot be told before it is known whose chain it is.
    Mend: write 'organiser:' on the chain.
    """
    if graph.chain.organiser in (None, ()):
        what = "The chain has no organiser, so its interface services cannot be identified."
        mend = "Write 'organiser:' on the chain, or 'organiser: {{open: ...}}' while it is undecided."
        yield Spot((), what, mend=mend)


@check("PK213", Severity.WARNING)
def chain_without_goal(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no goal.

    Why: without a goal nobody can say whether the chain works, and its parts look scattered.
    Mend: write at least one goal, if only a direction.
    """
    if graph.chain.goals is None or given(graph.chain.goals) == {}:
        yield Spot((), "The chain has no goal.", mend="Write one under 'goals:', if only a direction.")


@check("PK214", Severity.INFO)
def measurable_goal_incomplete(graph: ChainGraph) -> Iterator[Spot]:
    """A measurable goal lacks its indicator, its baseline, its target, or the date by which it is to be reached.

    Why: a goal is measured by an indicator, from where one is to where one wants to be, by a day; without one of them
    nobody can say later whether it was reached. A lasting limit needs no date.
    Mend: write what is lacking, or '{open: ...}' with who decides and by when. Nothing is found of what is open, not
    known or not applicable, nor of the baseline while the indicator is, nor of the date while the target is.
    """
    for name, goal in (given(graph.chain.goals) or {}).items():
        lacking = _lacking(goal) if goal.is_measurable else []
        if lacking:
            what = "The measurable goal '{goal}' has no {parts}."
            mend = "Write {keys} of goal '{id}', or '{{open: ...}}' in the place of what is undecided."
            values = {
                "goal": goal.text,
                "parts": joined([_PARTS[key] for key in lacking], "or"),
                "keys": joined([f"'{key}:'" for key in lacking]),
                "id": name,
            }
            yield Spot(("goals", name), what, values, mend=mend)


_PARTS: Final = {"indicator": "indicator", "baseline": "baseline", "target": "target", "by": "date"}
"""What a measurable goal is made of, by key."""


def _lacking(goal: Goal) -> list[str]:
    """The keys of what a measurable goal should tell and does not; a measured value is a baseline too."""
    told = {
        "indicator": goal.indicator is not None,
        "baseline": goal.baseline is not None or bool(goal.measured) or is_absent(goal.indicator),
        "target": goal.target is not None,
        "by": goal.by is not None or goal.direction is Direction.HOLD or _is_dated(goal.target),
    }
    return [key for key, is_told in told.items() if not is_told]


def _is_dated(target: Measure | Absence | None) -> bool:
    """Whether a target has a date of its own; one that is absent may be given with its date, or needs none."""
    return is_absent(target) or (isinstance(target, Measure) and target.dated is not None)


def _does(graph: ChainGraph, tier: Tier, *roles: Role) -> bool:
    """Whether a service, a bar or a level does something for the chain; also where that cannot be told yet."""
    bars: Mapping[str, Bar] = given(graph.chain.bars) or {}
    parts: tuple[Bar | Level, ...] = (*bars.values(), *graph.levels_declared.values())
    return (
        any(graph.tier_of(offer.service) is tier for offer in graph.offers())
        or any(set(part.role) & set(roles) for part in parts)
        or is_absent(graph.chain.bars)
    )


def _has_need_levels(graph: ChainGraph) -> bool:
    """Phases, steps and groups are often a part of a larger whole, whose guidance and prevention are elsewhere."""
    return any(graph.is_need_level(level) for level in graph.levels())


@check("PK215", Severity.WARNING)
def no_guidance(graph: ChainGraph) -> Iterator[Spot]:
    """Nothing in the chain guides clients to the right service.

    Why: clients and professionals do not know where to begin, and whoever is asked first keeps the client.
    Mend: add a bar or a level with 'role: guidance', or a service of the guidance tier.
    """
    if _has_need_levels(graph) and not _does(graph, Tier.GUIDANCE, Role.GUIDANCE):
        what = "Nothing in the chain guides clients."
        mend = "Add a bar or a level with 'role: guidance', or a service of 'tier: guidance'."
        yield Spot((), what, mend=mend)


@check("PK216", Severity.WARNING)
def no_prevention(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no preventive level or bar.

    Why: a chain that begins only when need has grown cannot keep it from growing.
    Mend: add preventive services to the lightest level, or a bar or level with 'role: prevention'.
    """
    lightest = graph.levels()[:1]
    if any(graph.is_explained(level, key) for level in lightest for key in ("critical", "services")):
        return  # what the lightest level offers is not told yet
    if _has_need_levels(graph) and not _does(graph, Tier.PREVENTIVE, Role.PREVENTION, Role.HEALTH_PROMOTION):
        what = "Nothing in the chain prevents need."
        mend = (
            "Add services of 'tier: preventive', or a bar or a level with 'role: prevention' or 'role:"
            " health-promotion'."
        )
        yield Spot((), what, mend=mend)
