"""Registers of what a chain takes into account: its goals, clients, teams, actors, and where it is given."""

from __future__ import annotations

from functools import partial
from typing import Final

from palveluketju.analyses import actors, services_without_actor, serving, stops
from palveluketju.analyses.acting import is_team
from palveluketju.analyses.availability import availability_of
from palveluketju.analyses.coverage import sectors_or_state
from palveluketju.graph import ChainGraph, Node, service_relations
from palveluketju.model import (
    Figure,
    Goal,
    Member,
    Organisation,
    Relation,
    Shared,
    State,
    given,
    listed,
)
from palveluketju.tables.cell import Cell
from palveluketju.tables.cells import (
    all_named,
    element,
    elements,
    levels_named,
    listed_elements,
    named,
    offer_named,
    takes_part_in,
    told,
    word,
    word_or_said,
    words,
)
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.coverage_registers import CHAIN_DEFINITION
from palveluketju.tables.forms import LanguageName, when
from palveluketju.tables.participation_register import participation
from palveluketju.tables.producer_register import producers_table
from palveluketju.tables.table import Table
from palveluketju.tables.values import HeadingWord, Joined, Labelled, Measured, Name, Noted, Word, Worded, joined, said
from palveluketju.telling import in_words

GOAL_COLUMNS: Final = (
    Column("goal", Kind.NAME),
    Column("kind", Kind.WORD),
    Column("under", Kind.LIST),
    Column("indicator"),
    Column("baseline"),
    Column("target"),
    Column("direction of travel", Kind.WORD),
    Column("served by", Kind.LIST),
    Column("means"),
)


def goal_row(shared: Shared, name: str, goal: Goal, under: tuple[Name, ...], served_by: Cell) -> tuple[Cell, ...]:
    """A goal as a row, in the order of the columns; ``under`` are the goals that it serves."""
    indicator = said(goal.indicator, shared)
    counts = joined((said(goal.definition, shared), said(goal.population, shared)), "; ")
    return (
        Name("goal", name, goal.text),
        word(goal.kind, "goal-"),
        under,
        Noted(indicator, counts) if indicator and counts else indicator or counts,
        _measured(shared, goal.baseline, goal),
        joined((_measured(shared, goal.target, goal), when(goal.by, shared)), ", "),
        word(goal.direction),
        served_by,
        said(goal.means, shared),
    )


def _measured(shared: Shared, value: object, goal: Goal) -> Cell:
    return None if value is None else Measured(value, goal.unit, shared=shared)


def _goals(graph: ChainGraph) -> Table:
    goals = given(graph.chain.goals) or {}
    rows = []
    for name, goal in goals.items():
        under = [
            Name("goal", str(one), goals[one].text) if one in goals else element(graph.chain, "strategy", one)
            for one in goal.under
        ]
        rows.append(
            goal_row(graph.chain, name, goal, tuple(under), all_named(graph, serving(graph).get(("goals", name), ())))
        )
    return Table.of("goals", GOAL_COLUMNS, rows)


FIGURE_COLUMNS: Final = (Column("figure", Kind.NAME), Column("value"), Column("dated"), Column("note"))


def figure_row(name: str, figure: Figure) -> tuple[Cell, ...]:
    """A figure as a row: name, value with its unit, time, note."""
    return (
        Name("figure", name, figure.name),
        Measured(figure, figure.unit, dated=False),
        when(figure.dated),
        said(figure.note),
    )


def _figures(graph: ChainGraph) -> Table:
    rows = [figure_row(name, figure) for name, figure in graph.chain.figures.items()]
    return Table.of("figures", FIGURE_COLUMNS, rows)


RELATION_COLUMNS: Final = (
    Column("service", Kind.NAME),
    Column("relation", Kind.WORD),
    Column("related service", Kind.NAME),
    Column("note"),
)


def relation_row(shared: Shared, ends: tuple[Name, ...], relation: Relation) -> tuple[Cell, ...]:
    """What one service is to another as a row: the service, its relation, the other service, note."""
    first, other = ends
    return first, word_or_said(relation.kind, shared) or State.NOT_STATED, other, said(relation.note)


def _relations(graph: ChainGraph) -> Table:
    """What services of the chain are to each other."""
    found = service_relations(graph)
    rows = [relation_row(graph.chain, all_named(graph, (one.start, one.end)), one.declared) for one in found]
    return Table.of("relations", RELATION_COLUMNS, rows)


def _paths(graph: ChainGraph) -> Table:
    """Each client's way, and whether the chain allows it."""
    rows = []
    troubles = stops(graph)
    for name, path in graph.chain.paths.items():
        known = (one for one in listed(path.levels) if one in graph.levels_declared)
        levels = elements(graph.chain, "levels", known)
        obstacles = dict.fromkeys(stop.obstacle for stop in troubles if stop.path == name)
        fits = joined(words(obstacles), "; ") or (Word("allowed") if levels else State.NOT_STATED)
        rows.append(
            (
                joined((Name("path", name, path.name), said(path.age)), ", "),
                Joined(levels, " -> ") if levels else said(path.levels),
                listed_elements(graph.chain, "services", path.services),
                fits,
            )
        )
    columns = (Column("client path", Kind.NAME), Column("levels"), Column("services", Kind.LIST), Column("fits"))
    return Table.of("service-paths", columns, rows)


def _teams(graph: ChainGraph) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for key, team in graph.chain.organisations.items():
        if not is_team(team):
            continue
        name = Name("organisation", key, team.name)
        how = joined((word(given(team.assembled)), _available(graph, team)), "; ")
        if not isinstance(team.members, tuple):
            rows.append((name, said(team.members, graph.chain), None, how))
        for member in (one for one in listed(team.members) if isinstance(one, Member)):
            rows.append((name, said(member, graph.chain), member.optional or None, how))
    columns = (
        Column("team", Kind.NAME),
        Column("member", Kind.NAME),
        Column("optional", Kind.YES_NO),
        Column("assembled"),
    )
    return Table.of("teams", columns, rows)


def _available(graph: ChainGraph, team: Organisation) -> Cell:
    if team.availability is None:
        return None
    return Worded(team.availability, partial(in_words, team.availability, shared=graph.chain))


def _actors(graph: ChainGraph) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for actor in actors(graph):
        if not (actor.organises or actor.produces or actor.funds or actor.takes_part or actor.teams or actor.named):
            continue  # a party to an agreement that the chain does not meet
        rows.append(
            (
                named(graph, actor.organisation),
                _sectors(graph, actor.organisation),
                *(all_named(graph, services) for services in (actor.organises, actor.produces, actor.funds)),
                (*takes_part_in(graph, actor), *elements(graph.chain, "organisations", actor.teams)),
            )
        )
    for state, services in services_without_actor(graph).items():
        rows.append((HeadingWord("organiser", state), None, all_named(graph, services), (), (), ()))
    columns = (
        Column("organisation", Kind.NAME),
        Column("sector", Kind.LIST),
        Column("organises", Kind.LIST),
        Column("produces", Kind.LIST),
        Column("funds", Kind.LIST),
        Column("takes part", Kind.LIST),
    )
    return Table.of("actors", columns, rows)


def _sectors(graph: ChainGraph, organisation: Node) -> Cell:
    """An organisation's sectors, or the state that is told in their place."""
    found = tuple(map(told, sectors_or_state(graph, organisation)))
    return found if len(found) > 1 else found[0]


def _availability(graph: ChainGraph) -> Table:
    """Where, how near and in which languages each service is given, where that is told."""
    rows: list[tuple[Cell, ...]] = []
    for offer in graph.offers():
        available = availability_of(graph, offer)
        if available is None:
            continue
        areas = listed_elements(graph.chain, "areas", available.areas)
        lacking = elements(graph.chain, "areas", map(str, available.except_))
        rows.append(
            (
                offer_named(graph, offer),
                levels_named(graph, (offer.giver,)) if offer.giver.kind == "level" else None,
                word(graph.tier_of(offer.service)),
                words(available.places),
                word_or_said(available.reach, graph.chain),
                Noted(areas, Labelled(Word("excluded areas"), lacking)) if lacking else areas,
                tuple(map(LanguageName, available.languages)),
                said(given(available.note)),
            )
        )
    columns = (
        Column("service", Kind.NAME),
        Column("level", Kind.LIST),
        Column("tier", Kind.WORD),
        Column("places", Kind.LIST),
        Column("reach", Kind.WORD),
        Column("areas", Kind.LIST),
        Column("languages", Kind.LIST),
        Column("note"),
    )
    return Table.of("availability", columns, rows)


SCOPE_REGISTERS: Final = (
    ("chain-definition", CHAIN_DEFINITION),
    ("participation", participation),
    ("goals", _goals),
    ("figures", _figures),
    ("service-paths", _paths),
    ("teams", _teams),
    ("actors", _actors),
    ("producers", producers_table),
    ("availability", _availability),
    ("relations", _relations),
)
