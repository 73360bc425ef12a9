"""The registers of several chains and catalogues together, and every register by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from palveluketju.analyses import (
    Change,
    organisations_of_several_chains,
    row_of,
    service_wholes,
    shared_services,
    variants,
)
from palveluketju.display import safe
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import LifeStage, State, given, listed
from palveluketju.model.walking import open_parts, readings
from palveluketju.reporting.registers import REGISTERS, tables_of
from palveluketju.reporting.system_registers import SYSTEM_REGISTERS
from palveluketju.reporting.tables import Table, headings, level_names, names, table, whose
from palveluketju.terms import key_term, term, title
from palveluketju.wording import in_words, names_in, party_text, place_text


def _shared(workspace: WorkspaceGraph, lang: str) -> Table:
    rows = []
    for shared in shared_services(workspace):
        for graph, levels in shared.uses:
            name = graph.name(graph.node("service", shared.service), lang)
            rows.append([name, graph.chain.name.text(lang), level_names(graph, levels, lang)])
    return headings(lang, "service", "chain", "level"), rows


def _shared_organisations(workspace: WorkspaceGraph, lang: str) -> Table:
    """Organisations that act in several chains, and what they do in each."""
    rows = []
    for organisation, uses in organisations_of_several_chains(workspace):
        for graph, actor in uses:
            duties = {
                "organises": actor.organises,
                "produces": actor.produces,
                "funds": actor.funds,
                "takes part": actor.bars,
            }
            told = [f"{term(duty, lang)}: {names(graph, nodes, lang)}" for duty, nodes in duties.items() if nodes]
            name = graph.chain.organisations[organisation].name.text(lang)
            rows.append([name, graph.chain.name.text(lang), "; ".join(told)])
    return headings(lang, "organisation", "chain", "what"), rows


def _links(workspace: WorkspaceGraph, lang: str) -> Table:
    """The exits that lead to another chain, also where it is open which."""
    receivers = {(link.graph, link.exit): link.receiver for link in workspace.exits_to_chains()}
    rows = []
    for graph in workspace.graphs:
        exits = given(graph.chain.exits) or {}
        for node in graph.exits():
            receiver, chain = receivers.get((graph, node)), exits[node.id].chain
            if chain is not None and chain != graph.chain.id:
                missing = f"{chain} ({term('not read', lang)})" if isinstance(chain, str) else in_words(chain, lang)
                name = receiver.chain.name.text(lang) if receiver else missing
                rows.append(
                    [graph.chain.name.text(lang), graph.name(node, lang), in_words(exits[node.id].at_age, lang), name]
                )
    return headings(lang, "chain", "exit", "at-age", "next chain"), rows


def _decisions(workspace: WorkspaceGraph, lang: str) -> Table:
    """Every decision not yet taken, of chains and catalogues, each once."""
    rows = []
    for shared, (where, value) in workspace.own(open_parts):
        organisations = {key: one.name.text(lang) for key, one in shared.organisations.items()}
        decides = party_text(value.decides, lang, organisations) or term("not-stated", lang)
        place = place_text(shared, where, lang)
        rows.append([whose(shared, lang), place, value.open.text(lang), decides, value.by or ""])
    return headings(lang, "declared in", "where", "question", "decides", "by"), rows


def _wholes(workspace: WorkspaceGraph, lang: str) -> Table:
    """Tier by life stage: in each cell the chains that cover the task, or what is told of there being any."""
    rows = []
    for whole in service_wholes(workspace):
        row = row_of(whole.task)
        first = term("interface row" if row == "interface" else row or "not-stated", lang)
        cells = []
        for stage in LifeStage:
            told = whole.told[stage]
            covering = whole.covered.get(stage) or (whole.covered.get(None, ()) if told is State.POSSIBLE else ())
            chains = ", ".join(graph.chain.name.text(lang) for graph in covering)
            state = "" if told is State.THERE else term(told.value, lang)
            cells.append(": ".join(filter(None, (state, chains))))
        segments = names_in(whole.shared, "segments", map(str, listed(whole.task.segments)), lang)
        rows.append([whose(whole.shared, lang), first, whole.task.name.text(lang), *cells, segments])
    return [
        *headings(lang, "declared in", "row", "task"),
        *(title(stage.value, lang) for stage in LifeStage),
        title("segments", lang),
    ], rows


def _segments(workspace: WorkspaceGraph, lang: str) -> Table:
    rows = []
    for shared, name, segment in workspace.parts("segments"):
        chains = [graph.chain.name.text(lang) for graph in workspace.graphs if _is_for(graph, name, segment)]
        agreed = [
            names_in(part.shared, "organisations", map(str, part.element.between), lang)
            for part in workspace.parts("interfaces")
            if name in listed(part.element.segments) and part.shared.segments.get(name) is segment
        ]
        kinds = ", ".join(term("critical-segment" if k.value == "critical" else k.value, lang) for k in segment.kind)
        shared_by = names_in(shared, "organisations", map(str, listed(segment.shared_by)), lang)
        rows.append(
            [whose(shared, lang), segment.name.text(lang), kinds, shared_by, "; ".join(agreed), ", ".join(chains)]
        )
    return headings(lang, "declared in", "segment", "kind", "shared by", "interface agreements", "chains"), rows


def _is_for(graph: ChainGraph, name: str, segment: object) -> bool:
    group = given(graph.chain.target_group)
    return group is not None and name in listed(group.segments) and graph.chain.segments.get(name) is segment


def _variants(workspace: WorkspaceGraph, lang: str) -> Table:
    rows = []
    for base, variant, found in variants(workspace):
        parts: dict[str, list[str]] = {}
        for difference in found:
            section, *element = map(str, difference.element)
            one = base.chain if difference.is_gone_element else variant.chain
            change = Change.CHANGED if difference.is_of_part else difference.change
            said = f"{place_text(one, difference.element, lang)} ({term(change.value, lang)})" if element else ""
            part = parts.setdefault(key_term(section, lang), [])
            part += [said] if said and said not in part else []
        differs = "; ".join(": ".join(filter(None, (part, ", ".join(said)))) for part, said in parts.items())
        rows.append([base.chain.name.text(lang), variant.chain.name.text(lang), differs])
    return headings(lang, "chain", "variant", "differences"), rows


def _readings(workspace: WorkspaceGraph, lang: str) -> Table:
    """Every marked reading of chains and catalogues, each once."""
    rows = [
        [whose(shared, lang), place_text(shared, where, lang), element.reading.text(lang)]
        for shared, (where, element) in workspace.own(readings)
    ]
    return headings(lang, "declared in", "where", "reason"), rows


WORKSPACE_REGISTERS: Final[dict[str, Callable[[WorkspaceGraph, str], Table]]] = {
    "shared services": _shared,
    "shared organisations": _shared_organisations,
    "chain links": _links,
    "open decisions": _decisions,
    "readings": _readings,
    "variants": _variants,
    "service wholes": _wholes,
    "segments": _segments,
    **SYSTEM_REGISTERS,
}
"""Every register of several chains together, by its name among the terms."""


def register_names() -> tuple[str, ...]:
    """The names of all registers as the command line takes them."""
    return tuple(name.replace(" ", "-") for name in dict.fromkeys((*REGISTERS, *WORKSPACE_REGISTERS)))


def register_table(name: str, workspace: WorkspaceGraph, lang: str) -> Table:
    """A register of all chains as headings and rows; that of single chains has the chain in its first column."""
    key = name.replace("-", " ")
    if key in WORKSPACE_REGISTERS:
        return WORKSPACE_REGISTERS[key](workspace, lang)
    tables = tables_of(key, workspace.graphs, lang)
    head = [title("chain", lang), *(tables[0][1][0] if tables else ())]
    return head, [[graph.chain.name.text(lang), *row] for graph, (_, rows) in tables for row in rows]


def register_text(name: str, workspace: WorkspaceGraph, *, lang: str = "en") -> Iterator[str]:
    """One register of all chains as a table. Coverage has other columns in each chain, so it is a table a chain."""
    key = name.replace("-", " ")
    if key.startswith("coverage"):
        for graph in workspace.graphs:
            yield from (safe(graph.chain.name.text(lang)), *table(*REGISTERS[key](graph, lang), lang), "")
        return
    yield from table(*register_table(name, workspace, lang), lang)
