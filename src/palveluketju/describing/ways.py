"""How clients come in, move and leave, who holds the whole together, and where organisers meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palveluketju.analyses import PointKind, integration_points, interface_services, not_known, open_decisions
from palveluketju.describing.sentences import labelled, not_stated, numbered, say, to_and_from
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Coordination, Handover, Order, State, given, is_absent, is_unknown, move_ends
from palveluketju.telling import NOTHING, Line, Paragraph, Telling, chained, line, sentence, series, words
from palveluketju.terms import term, title
from palveluketju.wording import borders_text, word_of


def ways(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """How clients come in, the moves that the chain declares, and how they leave."""
    yield from _entries(graph, t)
    yield from _moves(graph, t)
    yield from _exchanges(graph, t)
    yield from _exits(graph, t)


def _entries(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    entries = given(graph.chain.entries)
    if not entries:
        absent = labelled(title("entries", t.lang), t.of(("entries",), graph.chain.entries), graph.chain.entries)
        by_order = say("enter any" if graph.chain.walked is Order.NONE else "enter first", t.lang)
        yield Paragraph(("entries",), (absent or words(by_order if graph.levels() else ""),))
        return
    for node in graph.entries():
        entry, where = entries[node.id], node.where
        to = to_and_from(t, graph, (), t.levels_at(graph, (*where, "to"), entry.to))
        start = line(f"{say('entry', t.lang)} ", to) if to else words(say("entry anywhere", t.lang))
        name, kind = t.door(node, entry)
        kind = line(" (", kind, ")") if kind else NOTHING
        yield Paragraph(
            where,
            (
                sentence(line(start, ": ", name, kind)),
                labelled(
                    title("to", t.lang), t.field(where, entry, "to") if is_absent(entry.to) else NOTHING, entry.to
                ),
                *_terms(t, where, entry),
            ),
        )


def _moves(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    for way in (*graph.moves(), *graph.repeats()):
        if way.is_by_order:
            continue
        is_again = way.start == way.end
        ends = to_and_from(t, graph, (((), way.start),), (((), way.end),))
        again = f"{numbered(graph, way.start, t.lang)}: {term('repeatable', t.lang)}"
        start = words(again) if is_again else line(f"{say('move', t.lang)} ", ends)
        if way.declared is None:
            declared = graph.chain.moves[str(way.where[1])]
            yield Paragraph(way.where, (labelled(start.text, t.of(way.where, declared), declared),))
            continue
        kind = t.field(way.where, way.declared, "kind") or words(word_of(way.kind, t.lang))
        said = start if is_again and not way.declared.kind else line(start, ": ", kind)
        yield Paragraph(way.where, (sentence(said), *_terms(t, way.where, way.declared)))


def _exchanges(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    levels = {level.id: level for level in graph.levels()}
    for key, exchange in graph.chain.exchanges.items():
        where = ("exchanges", key)
        start, end = (([((), levels[name])] if name in levels else []) for name in move_ends(key))
        kinds = t.field(where, exchange, "kind")
        ends = line(f"{say('exchange', t.lang)} ", to_and_from(t, graph, start, end))
        yield Paragraph(
            where,
            (
                sentence(line(ends, ": ", kinds) if kinds else ends),
                *_labelled(t, where, exchange, "information", "document"),
            ),
        )


def _exits(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    exits = given(graph.chain.exits)
    if not exits:
        absent = labelled(title("exits", t.lang), t.of(("exits",), graph.chain.exits), graph.chain.exits)
        yield Paragraph(("exits",), (absent or not_stated("exits", t.lang),))
        return
    for node in graph.exits():
        way_out, where = exits[node.id], node.where
        levels = to_and_from(t, graph, t.levels_at(graph, (*where, "from"), way_out.from_), ())
        start = line(f"{say('exit', t.lang)} ", levels) if levels else words(say("exit anywhere", t.lang))
        name = t.field(where, way_out, "name") or words(graph.name(node, t.lang))
        yield Paragraph(
            where,
            (
                sentence(line(start, ": ", name)),
                labelled(title("next chain", t.lang), t.field(where, way_out, "chain"), way_out.chain),
                *_labelled(t, where, way_out, "at_age"),
                *_terms(t, where, way_out),
            ),
        )


def _labelled(t: Telling, where: Path, element: Any, *names: str) -> Iterator[Line]:
    """Some fields of an element, each after its key."""
    for name in names:
        key = type(element).model_fields[name].alias or name
        yield labelled(title(key, t.lang), t.field(where, element, name), getattr(element, name))


def _terms(t: Telling, where: Path, element: Any) -> Iterator[Line]:
    """On what conditions a client goes a way, and what goes across with the client."""
    if "when" in type(element).model_fields:
        yield labelled(title("for", t.lang), t.field(where, element, "when"))
    yield from _labelled(t, where, element, "criteria")
    if isinstance(element.handover, Handover):
        names = ("responsible", "information", "document", "within", "agreement")
        yield from _labelled(t, (*where, "handover"), element.handover, *names)
    else:
        yield from _labelled(t, where, element, "handover")


def coordination(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """Who holds the whole together for one client."""
    whole, where = graph.chain.coordination, ("coordination",)
    if not isinstance(whole, Coordination):
        yield Paragraph(where, (labelled(title("coordination", t.lang), t.of(where, whole), whole),))
        return
    heading = sentence(term("coordination", t.lang))
    yield Paragraph(where, (heading, *_labelled(t, where, whole, "worker", "plan", "team")))


def others(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """What other organisations organise or take part in, organisation by organisation, and what they may."""
    by_other: dict[Node, list[Node]] = {}
    possible: dict[str, dict[Node, None]] = {}
    for record in interface_services(graph):
        if record.state is State.POSSIBLE or record.other is None:
            asked = "possible others not known" if is_unknown(record.questions[-1]) else "possible others"
            possible.setdefault(asked, {})[record.element] = None
        else:
            by_other.setdefault(record.other, []).append(record.element)
    told = [sentence(line(t.named(other), ": ", series(map(t.named, found)))) for other, found in by_other.items()]
    yield Paragraph((), (words(say("others", t.lang)), *told) if told else ())
    for asked, services in possible.items():
        yield Paragraph((), (words(say(asked, t.lang)), sentence(series(map(t.named, services)))))


def points(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """Where work for one client crosses a border, kind by kind, and what is told of each border."""
    by_kind: dict[PointKind, list[Line]] = {}
    for point in integration_points(graph):
        ends = [words(numbered(graph, one, t.lang)) if one.kind == "level" else t.named(one) for one in point.elements]
        by_kind.setdefault(point.kind, []).append(
            line(chained(ends, " – "), f" ({borders_text(point.borders(), t.lang)})")
        )
    kinds = [sentence(line(f"{term(kind.value, t.lang)}: ", series(found))) for kind, found in by_kind.items()]
    yield Paragraph((), (words(say("points", t.lang)), *kinds) if kinds else ())


def decisions(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """How many decisions are open, and of how much nobody knows."""
    count, missing = len(open_decisions(graph)), len(not_known(graph))
    how = {0: "no decisions", 1: "one decision"}.get(count, "decisions")
    told = [words(say(how, t.lang, count=count))]
    if missing:
        told.append(words(say("one not known" if missing == 1 else "not known", t.lang, count=missing)))
    yield Paragraph((), tuple(told))
