"""Registers of what a chain takes into account: its definition, goals, clients, actors, and where it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from palveluketju.analyses import actors, considerations, definition_table, services_without_actor, stops
from palveluketju.analyses.availability import availability_of
from palveluketju.analyses.coverage import sector_told
from palveluketju.analyses.definition import PROVIDERS
from palveluketju.graph import ChainGraph
from palveluketju.model import Figure, Goal, Member, Participation, State, given, listed
from palveluketju.reporting.tables import Rows, Table, counted_or_told, headings, level_names, names
from palveluketju.terms import term, title
from palveluketju.wording import (
    age_text,
    availability_text,
    in_words,
    measure_text,
    name_in,
    names_in,
    party_text,
    told_as,
)


def _definition(graph: ChainGraph, lang: str, columns: Sequence[str] = ()) -> Table:
    """Tiers against providers: how many services there are of each, and what the chain says where there are none."""
    found = {one.part: one for one in considerations(graph)}
    table = definition_table(graph, columns)
    rows: Rows = []
    for part, cells in table.rows:
        said = [found[part]] if part in found else [found[provider] for provider in PROVIDERS if part is None]
        told = "; ".join(
            f"{_part(one.part, lang)}: {in_words(one.said, lang) or term(one.told.value, lang)}"
            for one in said
            if not one.services
        )
        first = title("all tiers", lang) if part is None else _heading("tier", part, lang)
        rows.append([first, *(counted_or_told(cell.services, cell.state, lang) for cell in cells), told])
    head = [_heading("sector", column, lang) for column in table.columns]
    return [title("tier", lang), *head, title("considers", lang)], rows


def _heading(what: str, part: str, lang: str) -> str:
    return told_as(what, part if isinstance(part, State) else part.replace("_", "-"), lang)


def _part(part: str, lang: str) -> str:
    return term(part.replace("_", "-"), lang)


def _participation(graph: ChainGraph, lang: str) -> Table:
    said = graph.chain.participation
    declared = given(said)
    if not isinstance(declared, Participation):
        return headings(lang, "form", "how"), [[title("participation", lang), in_words(said, lang)]] if said else []
    rows = [
        [term(f"participation-{form}", lang), in_words(getattr(declared, form), lang) or term("not-stated", lang)]
        for form in ("information", "action", "planning", "decision")
    ]
    return headings(lang, "form", "how"), rows


def goal_row(goal: Goal, under: str, lang: str) -> list[str]:
    """A goal as a row: text, kind, the goal it serves, indicator, baseline, target, direction, means."""
    indicator = in_words(goal.indicator, lang)
    definition = in_words(goal.definition, lang)
    target = measure_text(goal.target, lang, goal.unit)
    return [
        goal.text.text(lang),
        term(f"goal-{goal.kind.value}", lang) if goal.kind else "",
        under,
        f"{indicator} ({definition})" if indicator and definition else indicator or definition,
        measure_text(goal.baseline, lang, goal.unit),
        ", ".join(filter(None, (target, in_words(goal.by, lang)))),
        term(goal.direction.value, lang) if goal.direction else "",
        in_words(goal.means, lang),
    ]


GOAL_HEADINGS: Final = ("goal", "kind", "under", "indicator", "baseline", "target", "direction of travel", "means")


def _goals(graph: ChainGraph, lang: str) -> Table:
    goals = given(graph.chain.goals) or {}
    rows = []
    for goal in goals.values():
        under = [goals[name].text.text(lang) if name in goals else _strategic(graph, name, lang) for name in goal.under]
        rows.append(goal_row(goal, ", ".join(under), lang))
    return headings(lang, *GOAL_HEADINGS), rows


def _strategic(graph: ChainGraph, name: str, lang: str) -> str:
    return name_in(graph.chain, "strategy", name, lang)


def figure_row(figure: Figure, lang: str) -> list[str]:
    """A figure as a row: name, value with its unit, time, note."""
    value = measure_text(figure, lang, figure.unit, dated=False)
    return [figure.name.text(lang), value, figure.dated or "", in_words(figure.note, lang)]


def _figures(graph: ChainGraph, lang: str) -> Table:
    rows = [figure_row(figure, lang) for figure in graph.chain.figures.values()]
    return headings(lang, "figure", "value", "dated", "note"), rows


def _paths(graph: ChainGraph, lang: str) -> Table:
    """Each client's way, and whether the chain allows it."""
    rows = []
    troubles = stops(graph)
    for name, path in graph.chain.paths.items():
        levels = [
            graph.levels_declared[one].name.text(lang) for one in listed(path.levels) if one in graph.levels_declared
        ]
        way = " -> ".join(levels) or in_words(path.levels, lang)
        services = names_in(graph.chain, "services", listed(path.services), lang) or in_words(path.services, lang)
        found = [stop for stop in troubles if stop.path == name]
        fits = "; ".join(dict.fromkeys(term(stop.obstacle.value, lang) for stop in found))
        age = f", {age_text(path.age, lang)}" if path.age else ""
        allowed = fits or (term("allowed", lang) if levels else term("not-stated", lang))
        rows.append([f"{path.name.text(lang)}{age}", way, services, allowed])
    return headings(lang, "client path", "levels", "services", "fits"), rows


def _teams(graph: ChainGraph, lang: str) -> Table:
    rows = []
    for team in graph.chain.organisations.values():
        assembled = given(team.assembled)
        told = [term(assembled.value, lang)] if assembled else []
        how = "; ".join(filter(None, (*told, availability_text(graph.chain, team.availability, lang))))
        organisations = {key: one.name.text(lang) for key, one in graph.chain.organisations.items()}
        if team.members is not None and not isinstance(team.members, tuple):
            rows.append([team.name.text(lang), in_words(team.members, lang), "", how])
        for member in (one for one in listed(team.members) if isinstance(one, Member)):
            optional = term("optional", lang) if member.optional else ""
            rows.append([team.name.text(lang), party_text(member, lang, organisations), optional, how])
    return headings(lang, "team", "member", "optional", "assembled"), rows


def _actors(graph: ChainGraph, lang: str) -> Table:
    rows = []
    for actor in actors(graph):
        if not (actor.organises or actor.produces or actor.funds or actor.bars or actor.teams or actor.named):
            continue  # a party to an agreement that the chain does not meet
        part = [*(graph.name(bar, lang) for bar in actor.bars)]
        part += [name_in(graph.chain, "organisations", team, lang) for team in actor.teams]
        duties = [names(graph, services, lang) for services in (actor.organises, actor.produces, actor.funds)]
        rows.append(
            [
                graph.name(actor.organisation, lang),
                term(sector_told(graph, actor.organisation), lang),
                *duties,
                ", ".join(part),
            ]
        )
    for state, services in services_without_actor(graph).items():
        rows.append([told_as("organiser", state, lang), "", names(graph, services, lang), "", "", ""])
    return headings(lang, "organisation", "sector", "organises", "produces", "funds", "takes part"), rows


def _availability(graph: ChainGraph, lang: str) -> Table:
    """Where, how near and in which languages each service is given, where that is told."""
    rows = []
    for offer in graph.offers():
        told = availability_of(graph, offer)
        if told is not None:
            where = level_names(graph, (offer.giver,), lang) if offer.giver.kind == "level" else ""
            areas = names_in(graph.chain, "areas", map(str, listed(told.areas)), lang) or in_words(told.areas, lang)
            lacking = names_in(graph.chain, "areas", map(str, told.except_), lang)
            reach = given(told.reach)
            tier = graph.tier_of(offer.service)
            rows.append(
                [
                    offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang),
                    where,
                    term(tier.value, lang) if tier else "",
                    ", ".join(term(place.value, lang) for place in told.places),
                    term(reach.value, lang) if reach else in_words(told.reach, lang),
                    f"{areas} ({term('excluded areas', lang)}: {lacking})" if lacking else areas,
                    ", ".join(told.languages),
                    in_words(given(told.note), lang),
                ]
            )
    return headings(lang, "service", "level", "tier", "places", "reach", "areas", "languages", "note"), rows


SCOPE_REGISTERS: Final[dict[str, Callable[[ChainGraph, str], Table]]] = {
    "chain definition": _definition,
    "participation": _participation,
    "goals": _goals,
    "figures": _figures,
    "service paths": _paths,
    "teams": _teams,
    "actors": _actors,
    "availability": _availability,
}
