"""Gaps in what the chain says of itself (PK2xx): organisers, goals, guidance, prevention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from palveluketju.analyses import untold_of_goal
from palveluketju.findings import N_, Items, Keys, Message, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.model import Bar, Level, Role, Tier, given, is_absent, is_not_applicable


@check("PK211", Severity.WARNING)
def service_without_organiser(graph: ChainGraph) -> Iterator[Spot]:
    """A service has no organiser.

    Why: the organiser is responsible for the service; without one, nobody is.
    Mend: write 'organiser:' on the service, or 'organiser: {open: ...}' while it is undecided, or 'organiser:
    {unknown: ...}' while it is not known.
    """
    if is_not_applicable(graph.chain.organiser):
        return  # a structure that nobody organises as a whole, such as a national one
    for service in graph.offered():
        if graph.service(service).organiser in (None, ()) and graph.is_service(service):
            what = N_("Service '{service}' has no organiser.")
            mend = N_("Write 'organiser:' on service '{id}', or 'organiser: {{open: ...}}' while it is undecided.")
            yield Spot(service.where, what, {"service": graph.named(service), "id": service.id}, mend=mend)


@check("PK212", Severity.WARNING)
def chain_without_organiser(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no organiser.

    Why: interface services can be identified only when it is known who organises the chain.
    Mend: write 'organiser:' on the chain.
    """
    if graph.chain.organiser in (None, ()):
        what = N_("The chain has no organiser, so its interface services cannot be identified.")
        mend = N_("Write 'organiser:' on the chain, or 'organiser: {{open: ...}}' while it is undecided.")
        yield Spot((), what, mend=mend)


@check("PK213", Severity.WARNING)
def chain_without_goal(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no goal.

    Why: without a goal it cannot be assessed whether the chain works.
    Mend: write at least one goal; a direction is enough.
    """
    if graph.chain.goals is None or given(graph.chain.goals) == {}:
        yield Spot((), N_("The chain has no goal."), mend=N_("Write a goal under 'goals:'; a direction is enough."))


@check("PK214", Severity.INFO)
def measurable_goal_incomplete(graph: ChainGraph) -> Iterator[Spot]:
    """A measurable goal has no indicator, baseline, target or date.

    Why: a goal is measured with an indicator, from a baseline to a target, by a date; without one of them it cannot be
    assessed whether the goal was reached. A lasting limit needs no date. Nothing is found of what is open, not known or
    not applicable, nor of the baseline while the indicator is, nor of the date while the target is.
    Mend: write what is missing, or '{open: ...}' with who decides and by when.
    """
    for name, goal in (given(graph.chain.goals) or {}).items():
        lacking = untold_of_goal(goal)
        if lacking:
            what = N_("The measurable goal '{goal}' lacks: {parts}.")
            mend = N_("Write {keys} of goal '{id}', or '{{open: ...}}' for what is undecided.")
            values = {
                "goal": goal.text,
                "parts": Items([Message(_PARTS[key]) for key in lacking]),
                "keys": Keys(tuple(f"{key}:" for key in lacking)),
                "id": name,
            }
            yield Spot(("goals", name), what, values, mend=mend)


_PARTS: Final = {"indicator": N_("indicator"), "baseline": N_("baseline"), "target": N_("target"), "by": N_("date")}
"""What a measurable goal is made of, by key."""


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
    """The chain has no guidance.

    Why: clients and professionals do not know where to begin, and a client may stay where they first ask.
    Mend: add a bar or a level with 'role: guidance', or a service of the guidance tier.
    """
    if _has_need_levels(graph) and not _does(graph, Tier.GUIDANCE, Role.GUIDANCE):
        what = N_("The chain has no guidance for clients.")
        mend = N_("Add a bar or a level with 'role: guidance', or a service of 'tier: guidance'.")
        yield Spot((), what, mend=mend)


@check("PK216", Severity.WARNING)
def no_prevention(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has no preventive services.

    Why: a chain that begins only when need has grown cannot prevent it from growing.
    Mend: add preventive services to the lightest level, or a bar or level with 'role: prevention'.
    """
    lightest = graph.levels()[:1]
    if any(graph.is_explained(level, key) for level in lightest for key in ("critical", "services")):
        return  # what the lightest level offers is not told yet
    if _has_need_levels(graph) and not _does(graph, Tier.PREVENTIVE, Role.PREVENTION, Role.HEALTH_PROMOTION):
        what = N_("The chain has no preventive services.")
        mend = N_(
            "Add services of 'tier: preventive', or a bar or a level with 'role: prevention' or 'role:"
            " health-promotion'."
        )
        yield Spot((), what, mend=mend)
