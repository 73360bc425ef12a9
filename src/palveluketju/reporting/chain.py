"""A chain as text: its head, its goals, its levels with their services, how clients move, and its registers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain as after_each_other
from typing import Any, Final

from palveluketju.display import flowing
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph
from palveluketju.model import (
    Handover,
    Order,
    TargetGroup,
    given,
    is_absent,
)
from palveluketju.model.base import Value
from palveluketju.reporting.offers import offers_lines
from palveluketju.reporting.tables import table_text
from palveluketju.tables import registers, says_nothing
from palveluketju.telling import (
    NOTHING,
    Line,
    Paragraph,
    Run,
    Telling,
    after,
    capital,
    carried,
    chained,
    completed,
    language_for,
    line,
    tell,
    words,
)
from palveluketju.terms import term, title
from palveluketju.wording import kind_key, word_of

ON_REQUEST: Final = frozenset(
    ("critical-services", "chain-definition", "levels", "ways", "actors", "availability", "responsibilities")
)
"""Registers that always have something to say, and are shown only when they are asked for."""
_BLANK: Final = Line((Run(""),))
_HANDOVER: Final = ("responsible", "information", "document", "within", "agreement")


def chain_text(graph: ChainGraph, *, lang: str | None = None, full: bool = False) -> Iterator[str]:
    """The lines that show a chain, and every register of it that has entries; ``full`` with all that it declares.

    Without ``lang`` they are in the chain's own language.
    """
    lang = language_for(graph, lang)
    yield from (flowing(one.text) for block in chain_lines(graph, lang, full=full) for one in block.lines)
    for name, table in registers(graph, lang=lang).items():
        if len(table) and name not in ON_REQUEST and not says_nothing(table):
            yield from ("", table.title())
            yield from table_text(table)


def chain_lines(graph: ChainGraph, lang: str, *, full: bool) -> Iterator[Paragraph]:
    """The lines that show a chain, without its registers; each paragraph is about one element."""
    t = tell(graph, lang)
    parts = (_head, _goals, _levels, _bars, _doors, _moves, _coordination)
    told = after_each_other.from_iterable(part(graph, t) for part in parts)
    if not full:
        yield from told
        return
    shown = tuple(told)
    among = {about[:1] for about, _ in shown}
    for about, lines, rest in completed(t, shown):
        heading = () if about[:1] in among else (_BLANK,)  # a section that is shown only in full
        among.add(about[:1])
        head = next((one.text for one in lines if one.text), "")
        indent = " " * max(3, len(head) - len(head.lstrip()) + 2)
        yield Paragraph(about, (*heading, *lines, *(line(indent, one) for one in rest)))


def _headed(t: Telling, where: Path, element: Value, *names: str, indent: str = "") -> Iterator[Line]:
    """Some fields of an element, each on a line after its key."""
    for fact in (t.given(where, element, name) for name in names):
        if fact is not None:
            yield line(indent, fact.whole) if indent else capital(fact.whole)


def _head(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    chain = graph.chain
    about = chained((t.field((), chain, name) for name in ("id", "called", "status", "dated")), " · ")
    told = _headed(t, (), chain, "organiser", "funders", "audience")
    yield Paragraph((), (t.field((), chain, "name"), about, *told, *_target_group(t, chain.target_group)))
    if given(chain.note):
        yield Paragraph((), tuple(_headed(t, (), chain, "note")))


def _target_group(t: Telling, group: Any) -> Iterator[Line]:
    where = ("target-group",)
    if isinstance(group, TargetGroup):
        told = chained((t.plain(where, group, name) for name in ("name", "age", "include")), "; ")
        if told:
            yield after(title("target group", t.lang), told)
        yield from _headed(t, where, group, "segments", "exclude", indent="   ")
    elif group is not None:
        yield after(title("target group", t.lang), t.of(where, group))


def _goals(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    declared, heading = graph.chain.goals, words(title("goals", t.lang))
    goals = given(declared) or {}
    if goals:
        yield Paragraph(("goals",), (_BLANK, heading))
    elif declared is not None:
        yield Paragraph(("goals",), (_BLANK, after(heading, t.of(("goals",), declared))))
    for name, goal in goals.items():
        where = ("goals", name)
        text, target = t.field(where, goal, "text"), t.target(where, goal)
        yield Paragraph(where, (line("  - ", text, " (", target, ")") if target else line("  - ", text),))


def _levels(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    if not graph.levels():
        absent = t.of(("levels",), graph.chain.levels) if not isinstance(graph.chain.levels, dict) else NOTHING
        none = line(f"{title('levels', t.lang)}: ", absent) if absent else words(title("no levels", t.lang))
        yield Paragraph(("levels",), (_BLANK, none))
    for level in graph.levels():
        declared, where = graph.level(level), level.where
        sign = "-" if graph.chain.walked is Order.NONE else f"{graph.number_of(level)}."
        kind = t.field(where, declared, "kind") or words(term(kind_key(graph, level), t.lang))
        told = [_BLANK, line(f"{sign} ", t.field(where, declared, "name"), " [", kind, "]")]
        told += _headed(t, where, declared, "band", "timing", "optional", *_note(declared), indent="   ")
        other = "other services" if graph.marks_critical_services() else "services"
        for key, heading in (("critical", "critical services"), ("services", other)):
            told += offers_lines(graph, t, level, (key, getattr(declared, key)), title(heading, t.lang), "   ")
        told += [line("   + ", capital(going))] if (going := carried(t, graph, level)) else []
        yield Paragraph(where, tuple(told))


def _note(element: Any) -> tuple[str, ...]:
    return ("note",) if given(element.note) else ()


def _bars(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    if graph.bars():
        yield Paragraph(("bars",), (_BLANK, words(title("across levels", t.lang))))
    for bar in graph.bars():
        declared, where = graph.bar(bar), bar.where
        notes = []
        if declared.spans is not None:
            spans = t.field(where, declared, "spans")
            notes.append(after(term("spans", t.lang), spans) if is_absent(declared.spans) else spans)
        if is_absent(declared.services):
            notes.append(t.field(where, declared, "services"))
        said = chained(notes, "; ")
        name = t.field(where, declared, "name")
        told = [line("  = ", name, " [", said, "]") if said else line("  = ", name)]
        told += _headed(t, where, declared, *_note(declared), indent="    ")
        offers = declared.services if isinstance(declared.services, tuple) else None
        told += offers_lines(graph, t, bar, ("services", offers), "", "    ")
        yield Paragraph(where, tuple(told))


def _doors(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    entries, exits = given(graph.chain.entries) or {}, given(graph.chain.exits) or {}
    if entries:
        yield Paragraph(("entries",), (_BLANK, words(title("entries", t.lang))))
    for node in graph.entries():
        entry, where = entries[node.id], node.where
        (name, kind), to = t.door(node, entry), t.field(where, entry, "to")
        told = line("  > ", name, " (", kind, ")") if kind else line("  > ", name)
        told = line(told, " -> ", to) if to else told
        yield Paragraph(where, (line(told, _terms_of(t, where, entry)),))
    if exits:
        yield Paragraph(("exits",), (_BLANK, words(title("exits", t.lang))))
    for node in graph.exits():
        way_out, where = exits[node.id], node.where
        start = t.field(where, way_out, "from_") if isinstance(way_out.from_, tuple) else NOTHING
        extra = chained(t.field(where, way_out, name) for name in ("chain", "at_age"))
        told = line("  < ", start, " -> ", t.field(where, way_out, "name") or t.named(node))
        told = line(told, " [", extra, "]") if extra else told
        yield Paragraph(where, (line(told, _terms_of(t, where, way_out)),))


def _moves(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """Only the moves that the file declares; those by order go without saying."""
    ways = (*graph.moves(), *graph.repeats())
    declared = [way for way in ways if way.declared is not None or way.unsettled]
    if declared:
        yield Paragraph(("moves",), (_BLANK, words(title("moves", t.lang))))
    for way in declared:
        ends = line("  ", t.named(way.start), " -> ", t.named(way.end))
        if way.declared is None:
            told = line(ends, " (", t.of(way.where, graph.chain.moves[str(way.where[1])]), ")")
        else:
            by_itself = term("repeatable", t.lang) if way.start == way.end else word_of(way.kind, t.lang)
            kind = t.field(way.where, way.declared, "kind") or words(by_itself)
            told = line(ends, " (", kind, ")", _terms_of(t, way.where, way.declared))
        yield Paragraph(way.where, (told,))


def _terms_of(t: Telling, where: Path, element: Any) -> Line:
    """The criteria of a way and what its hand-over tells, after a dash."""
    fields = type(element).model_fields
    told = [t.field(where, element, name) for name in ("when", "criteria") if name in fields]
    if isinstance(element.handover, Handover):
        place = (*where, "handover")
        facts = (t.given(place, element.handover, name) for name in _HANDOVER)
        told += [fact.whole for fact in facts if fact is not None]
    else:
        told.append(t.field(where, element, "handover"))
    said = chained(told, "; ")
    return line(" – ", said) if said else said


def _coordination(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    whole, where = graph.chain.coordination, ("coordination",)
    if whole is None:
        return
    heading = (_BLANK, words(title("coordination", t.lang)))
    coordination = given(whole)
    if coordination is None:
        yield Paragraph(where, (*heading, line("  ", t.of(where, whole))))
        return
    names = (*_note(coordination), "worker", "plan", "team")
    yield Paragraph(where, (*heading, *_headed(t, where, coordination, *names, indent="  ")))
