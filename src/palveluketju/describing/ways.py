"""How clients come in, move and leave, who holds the whole together, and where organisers meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palveluketju.analyses import PointKind, integration_points, interface_services, open_decisions
from palveluketju.describing.sentences import (
    labelled,
    names,
    not_stated,
    numbered,
    paragraph,
    say,
    sentence,
    series,
    to_and_from,
)
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Coordination, Handover, NotApplicable, Open, Order, State, given, move_ends
from palveluketju.terms import term, title
from palveluketju.wording import borders_text, conditions_text, in_words


def ways(graph: ChainGraph, lang: str) -> Iterator[str]:
    """How clients come in, the moves that the chain declares, and how they leave."""
    yield paragraph(*_entries(graph, lang))
    yield paragraph(*_moves(graph, lang))
    yield paragraph(*_exchanges(graph, lang))
    yield paragraph(*_exits(graph, lang))


def _entries(graph: ChainGraph, lang: str) -> Iterator[str]:
    entries = given(graph.chain.entries)
    if not entries:
        by_order = say("enter any" if graph.chain.walked is Order.NONE else "enter first", lang)
        told = labelled(title("entries", lang), graph.chain.entries or None, lang)
        yield told or (by_order if graph.levels() else "")
        return
    for node in graph.entries():
        entry = entries[node.id]
        to = to_and_from(graph, (), graph.levels_entered_by(node), lang)
        start = f"{say('entry', lang)} {to}" if to else say("entry anywhere", lang)
        name, kind = graph.name(node, lang), term(entry.kind.value, lang) if entry.kind else ""
        yield sentence(f"{start}: {name}{f' ({kind})' if kind and kind != name.lower() else ''}")
        yield labelled(title("to", lang), entry.to, lang) if isinstance(entry.to, (Open, NotApplicable)) else ""
        yield from _terms(graph, entry, lang)


def _moves(graph: ChainGraph, lang: str) -> Iterator[str]:
    for way in graph.moves():
        if way.declared is None and not way.undecided:
            continue
        start = f"{say('move', lang)} {to_and_from(graph, (way.start,), (way.end,), lang)}"
        if way.undecided:
            yield labelled(start, graph.chain.moves[str(way.where[1])], lang)
            continue
        yield sentence(f"{start}: {term(way.kind.value, lang)}")
        yield from _terms(graph, way.declared, lang)


def _exchanges(graph: ChainGraph, lang: str) -> Iterator[str]:
    levels = {level.id: level for level in graph.levels()}
    for key, exchange in graph.chain.exchanges.items():
        start, end = (([levels[name]] if name in levels else []) for name in move_ends(key))
        kinds = ", ".join(term(kind.value, lang) for kind in exchange.kind)
        ends = f"{say('exchange', lang)} {to_and_from(graph, start, end, lang)}"
        yield sentence(f"{ends}: {kinds}" if kinds else ends)
        yield labelled(title("information", lang), exchange.information, lang)
        yield labelled(title("document", lang), exchange.document, lang)


def _exits(graph: ChainGraph, lang: str) -> Iterator[str]:
    exits = given(graph.chain.exits)
    if not exits:
        yield labelled(title("exits", lang), graph.chain.exits or None, lang) or not_stated("exits", lang)
        return
    for node in graph.exits():
        way_out = exits[node.id]
        levels = to_and_from(graph, graph.levels_left_by(node), (), lang)
        start = f"{say('exit', lang)} {levels}" if levels else say("exit anywhere", lang)
        yield sentence(f"{start}: {graph.name(node, lang)}")
        yield labelled(title("next chain", lang), way_out.chain, lang)
        yield labelled(title("at-age", lang), way_out.at_age, lang)
        yield from _terms(graph, way_out, lang)


def _terms(graph: ChainGraph, element: Any, lang: str) -> Iterator[str]:
    """On what conditions a client goes a way, and what goes across with the client."""
    organisations = {node.id: graph.name(node, lang) for node in graph.organisations()}
    yield labelled(title("for", lang), None, lang, conditions_text(graph, getattr(element, "when", ()), lang))
    yield labelled(title("criteria", lang), getattr(element, "criteria", None), lang)
    handover = given(element.handover)
    if not isinstance(handover, Handover):
        yield labelled(title("handover", lang), element.handover, lang)
        return
    for key in ("responsible", "information", "document", "within", "agreement"):
        value = getattr(handover, key)
        yield labelled(title(key, lang), value, lang, _words(value, lang, organisations))


def _words(value: Any, lang: str, organisations: dict[str, str]) -> str:
    return "" if isinstance(value, (Open, NotApplicable)) else in_words(value, lang, organisations)


def coordination(graph: ChainGraph, lang: str) -> Iterator[str]:
    """Who holds the whole together for one client."""
    whole = given(graph.chain.coordination)
    if not isinstance(whole, Coordination):
        yield labelled(title("coordination", lang), graph.chain.coordination, lang)
        return
    organisations = {node.id: graph.name(node, lang) for node in graph.organisations()}
    yield paragraph(
        sentence(term("coordination", lang)),
        sentence(in_words(given(whole.note), lang)),
        *(
            labelled(title(key, lang), getattr(whole, key), lang, _words(getattr(whole, key), lang, organisations))
            for key in ("worker", "plan", "team")
        ),
    )


def others(graph: ChainGraph, lang: str) -> Iterator[str]:
    """What other organisations organise or take part in, organisation by organisation, and what they may."""
    by_other: dict[Node, list[Node]] = {}
    possible: list[Node] = []
    for record in interface_services(graph):
        if record.state is State.POSSIBLE or record.other is None:
            possible.append(record.element)
        else:
            by_other.setdefault(record.other, []).append(record.element)
    told = [sentence(f"{graph.name(other, lang)}: {names(graph, found, lang)}") for other, found in by_other.items()]
    yield paragraph(say("others", lang), *told) if told else ""
    found = list(dict.fromkeys(possible))
    yield paragraph(say("possible others", lang), sentence(names(graph, found, lang))) if found else ""


def points(graph: ChainGraph, lang: str) -> Iterator[str]:
    """Where work for one client crosses a border, kind by kind, and what is told of each border."""
    by_kind: dict[PointKind, list[str]] = {}
    for point in integration_points(graph):
        ends = (numbered(graph, one, lang) if one.kind == "level" else graph.name(one, lang) for one in point.elements)
        by_kind.setdefault(point.kind, []).append(f"{' – '.join(ends)} ({borders_text(point.borders(), lang)})")
    told = [sentence(f"{term(kind.value, lang)}: {series(found)}") for kind, found in by_kind.items()]
    yield paragraph(say("points", lang), *told) if told else ""


def decisions(graph: ChainGraph, lang: str) -> Iterator[str]:
    """How many decisions are open."""
    count = len(open_decisions(graph))
    yield say({0: "no decisions", 1: "one decision"}.get(count, "decisions"), lang, count=count)
