"""Registers of the service system: steering, agreements, strategy, responsibilities, areas, and what is worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from palveluketju.analyses import steering_relations
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import Interface, LogItem, Shared, State, TaskKind, given, listed
from palveluketju.reporting.scope_registers import GOAL_HEADINGS, figure_row, goal_row
from palveluketju.reporting.tables import Table, headings, whose
from palveluketju.terms import key_term, term
from palveluketju.wording import in_words, name_in, names_in, scope_text


def _steering(workspace: WorkspaceGraph, lang: str) -> Table:
    rows = [
        [
            whose(one.shared, lang),
            name_in(one.shared, "organisations", one.steers, lang),
            name_in(one.shared, "organisations", one.steered, lang),
            ", ".join(_instrument(item.value, lang) for item in listed(one.steering.by))
            or in_words(one.steering.by, lang),
            in_words(one.steering.documents, lang),
        ]
        for one in steering_relations(workspace)
    ]
    return headings(lang, "declared in", "steers", "steered", "by what", "documents"), rows


def _instrument(instrument: str, lang: str) -> str:
    return term("information-steering" if instrument == "information" else instrument, lang)


def _agreements(workspace: WorkspaceGraph, lang: str) -> Table:
    """Each interface part by part: its scope, what is told or open, and whether agreement and contact are told."""
    rows = []
    chains = {graph.chain.id: graph.chain.name.text(lang) for graph in workspace.graphs}
    for shared, _, interface in workspace.parts("interfaces"):
        parties = " – ".join(name_in(shared, "organisations", str(end), lang) for end in interface.between)
        rows += [
            [parties, key_term(part, lang), words]
            for part, words in _terms_of(shared, interface, chains, lang)
            if words
        ]
    return headings(lang, "parties", "what", "content"), rows


def _terms_of(shared: Shared, interface: Interface, chains: Mapping[str, str], lang: str) -> Iterator[tuple[str, str]]:
    yield "scope", scope_text(shared, interface, lang, chains)
    yield "processes", in_words(interface.processes, lang)
    yield "goals", in_words(interface.goals, lang)
    steering = interface.steering
    instruments = ", ".join(_instrument(item.value, lang) for item in listed(steering))
    yield "by what", instruments or in_words(steering, lang)
    division = interface.division
    work = [
        f"{name_in(shared, 'organisations', party, lang)}: {in_words(tasks, lang)}"
        for party, tasks in (given(division) or {}).items()
    ]
    yield "division", "; ".join(work) or in_words(division, lang)
    yield "agreement", in_words(interface.agreement, lang) or term(State.NOT_STATED.value, lang)
    yield "status", term(interface.status.value, lang) if interface.status else ""
    valid = [in_words(value, lang) for value in (interface.valid_from, interface.valid_until)]
    yield "validity", "–".join(valid) if any(valid) else ""
    organisations = {key: one.name.text(lang) for key, one in shared.organisations.items()}
    yield "contact", in_words(interface.contact, lang, organisations) or term(State.NOT_STATED.value, lang)


def _strategy(workspace: WorkspaceGraph, lang: str) -> Table:
    rows = []
    for shared, _, goal in workspace.parts("strategy"):
        under = names_in(shared, "strategy", map(str, goal.under), lang)
        rows.append([whose(shared, lang), *goal_row(goal, under, lang)])
    return headings(lang, "declared in", *GOAL_HEADINGS), rows


def _areas_of_responsibility(workspace: WorkspaceGraph, lang: str) -> Table:
    """Units against what they answer for: tasks, and duties to coordinate; last what nobody holds."""
    held: dict[tuple[str, str], dict[TaskKind, list[str]]] = {}
    for shared, _, task in workspace.parts("tasks"):
        unit = task.responsible
        if unit is None:
            holder = term("not-stated", lang)
        else:
            holder = name_in(shared, "organisations", unit, lang) if isinstance(unit, str) else in_words(unit, lang)
        held.setdefault((whose(shared, lang), holder), {}).setdefault(task.kind, []).append(task.name.text(lang))
    telling = {home for home, holder in held if holder != term("not-stated", lang)}
    rows = [
        [home, holder, "; ".join(tasks.get(TaskKind.COORDINATION, ())), "; ".join(tasks.get(TaskKind.SERVICES, ()))]
        for (home, holder), tasks in held.items()
        if home in telling
    ]
    return headings(lang, "declared in", "unit", "coordination duties", "tasks"), rows


def _areas(workspace: WorkspaceGraph, lang: str) -> Table:
    rows = []
    for shared, _, area in workspace.parts("areas"):
        whole = name_in(shared, "areas", str(area.part_of), lang) if area.part_of else ""
        first = [area.name.text(lang), whole, ", ".join(area.languages)]
        rows += [[*first, *figure_row(figure, lang)] for figure in area.figures.values()] or [[*first, "", "", "", ""]]
    return headings(lang, "area", "part of", "languages", "figure", "value", "dated", "note"), rows


def _log(workspace: WorkspaceGraph, lang: str) -> Table:
    chains = {graph.chain.id: graph for graph in workspace.graphs}
    rows = [
        [whose(part.shared, lang), *_item(part.shared, part.element, chains, lang)] for part in workspace.parts("log")
    ]
    return headings(lang, "declared in", "when", "kind", "status", "theme", "decided by", "outcome", "what"), rows


def _item(shared: Shared, item: LogItem, chains: Mapping[str, ChainGraph], lang: str) -> list[str]:
    until = in_words(item.until, lang)
    when = [in_words(item.dated, lang), f"–{until}" if until and item.until != item.dated else ""]
    kinds = ", ".join(term(kind.value, lang) for kind in item.integration)
    status = given(item.status)
    organisations = {key: one.name.text(lang) for key, one in shared.organisations.items()}
    about = [names_in(shared, "segments", map(str, item.segments), lang)]
    about += [chains[name].chain.name.text(lang) if name in chains else name for name in map(str, item.chains)]
    told = "; ".join(filter(None, about))
    return [
        "".join(when),
        term(item.kind.value, lang) if item.kind else "",
        term(status.value, lang) if status else in_words(item.status, lang),
        ", ".join(filter(None, (in_words(item.theme, lang), kinds))),
        in_words(item.decides, lang, organisations),
        in_words(item.outcome, lang),
        f"{item.text.text(lang)}{f' [{told}]' if told else ''}",
    ]


SYSTEM_REGISTERS: Final[dict[str, Callable[[WorkspaceGraph, str], Table]]] = {
    "strategy": _strategy,
    "steering": _steering,
    "interface agreements": _agreements,
    "responsibility areas": _areas_of_responsibility,
    "areas and figures": _areas,
    "work and decisions": _log,
}
