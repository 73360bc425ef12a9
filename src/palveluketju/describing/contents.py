"""What a chain is and has: its head, goals, levels with their services, and what spans them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from palveluketju.describing.sentences import counted, labelled, not_stated, numbered, say
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import CarryOver, LevelKind, TargetGroup, given, is_absent, is_unsettled
from palveluketju.model.walking import fields_of
from palveluketju.telling import (
    NOTHING,
    Line,
    Paragraph,
    Telling,
    carried,
    chained,
    choice_of,
    line,
    sentence,
    series,
    together,
    words,
)
from palveluketju.terms import term, title
from palveluketju.wording import by_heading


def head(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """What chain it is, whose, for whom, its status and date."""
    chain, lang = graph.chain, t.lang
    about = chained(t.field((), chain, key) for key in ("called", "status", "dated"))
    keys = {"variant_of": "variant-of", "organiser": "organiser", "life_stage": "life-stage"}
    told = (labelled(title(word, lang), t.field((), chain, key), getattr(chain, key)) for key, word in keys.items())
    yield Paragraph((), (sentence(t.field((), chain, "name")), sentence(about), *told, *_target_group(graph, t)))


def _target_group(graph: ChainGraph, t: Telling) -> Iterator[Line]:
    group, where = graph.chain.target_group, ("target-group",)
    heading = title("target group", t.lang)
    if not isinstance(group, TargetGroup):
        yield labelled(heading, t.of(where, group), group)
        return
    yield labelled(heading, chained((t.plain(where, group, key) for key in ("name", "age", "include")), "; "))
    for key, word in (("segments", "segments"), ("exclude", "excluded")):
        yield labelled(title(word, t.lang), t.field(where, group, key), getattr(group, key))


def goals(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """What is aimed at, with targets."""
    declared, heading = graph.chain.goals, title("goals", t.lang)
    told = []
    for name, goal in (given(declared) or {}).items():
        where = ("goals", name)
        text, target = t.field(where, goal, "text"), t.target(where, goal)
        is_said = not target or target.text in text.text
        told.append(text if is_said else line(text, " (", target, ")"))
    absent = t.of(("goals",), declared) if is_absent(declared) else NOTHING
    yield Paragraph(("goals",), (labelled(heading, absent or chained(told, "; "), declared),))


def order(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """How many levels there are, and in which order."""
    counts: dict[LevelKind | None, int] = {}
    for level in graph.levels():
        kind = graph.kind_of(level)
        counts[kind] = counts.get(kind, 0) + 1
    if not counts:
        absent = graph.chain.levels
        if is_absent(absent):
            yield Paragraph(("levels",), (labelled(title("levels", t.lang), t.of(("levels",), absent), absent),))
        else:
            yield Paragraph(("order",), (sentence(term("no levels", t.lang)),))
        return
    levels = together((words(counted(kind, count, t.lang)) for kind, count in counts.items()), term("and", t.lang))
    declared = graph.chain.order
    how = words(say(graph.chain.walked.value, t.lang)) if len(graph.levels()) > 1 else NOTHING
    if is_absent(declared):
        how = labelled(title("order", t.lang), t.of(("order",), declared), declared)
    elif declared is not None and how:
        how = t.leaf(("order",), how.text)
    yield Paragraph(("order",), (words(say("levels", t.lang, levels=levels.text)), how))


def levels(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """Each level with its services."""
    other = "other services" if graph.marks_critical_services() else "services"
    for level in graph.levels():
        declared, where = graph.level(level), level.where
        kind = t.leaf((*where, "kind"), numbered(graph, level, t.lang))
        services: list[Line] = []
        for key, heading in (("critical", "critical services"), ("services", other)):
            services += _services(graph, t, title(heading, t.lang), level, key)
        told = isinstance(declared.carries, CarryOver)
        going = carried(t, graph, level) if told else t.field(where, declared, "carries")
        nothing = NOTHING if services or going or declared.carries else not_stated("services", t.lang)
        yield Paragraph(
            where,
            (
                sentence(line(kind, ": ", t.field(where, declared, "name"))),
                labelled(title("timing", t.lang), t.field(where, declared, "timing"), declared.timing),
                _flag(t, where, declared, "optional"),
                _note(t, where, declared),
                *services,
                nothing,
                sentence(going) if told else labelled(title("carries", t.lang), going, declared.carries),
            ),
        )


def _note(t: Telling, where: Path, element: Any) -> Line:
    """A note where there is one; that it is open says nothing here."""
    return (
        sentence(t.fact(element, "note", fields_of(where, element)["note"]).whole) if given(element.note) else NOTHING
    )


def _flag(t: Telling, where: Path, element: Any, name: str) -> Line:
    """A flag where it holds."""
    fact = t.given(where, element, name)
    return sentence(fact.whole) if fact else NOTHING


def _services(graph: ChainGraph, t: Telling, heading: str, giver: Node, key: str) -> list[Line]:
    """What a level or a bar offers under one heading, and what of it is open."""
    where = (*giver.where, key)
    declared = getattr(graph.level(giver) if giver.kind == "level" else graph.bar(giver), key)
    if not isinstance(declared, tuple):
        return [told] if (told := labelled(heading, t.of(where, declared), declared)) else []
    offers = [offer for offer in graph.offers_of(giver) if offer.where[: len(where)] == where]
    questions = [
        labelled(heading, t.of((*where, place), item), item)
        for place, item in enumerate(declared)
        if is_unsettled(item)
    ]
    kinds = by_heading(graph, offers)
    services = [offer for kind in kinds if kind.endswith("services") for offer in kinds[kind]]
    told = labelled(heading, series(offered(t, services)))
    things = [
        labelled(title(kind, t.lang), series(offered(t, some)))
        for kind, some in kinds.items()
        if not kind.endswith("services")
    ]
    return [*([told] if told else []), *questions, *things]


def offered(t: Telling, offers: Iterable[Offer]) -> tuple[Line, ...]:
    """Services as they are called where they are offered; alternatives are one line: one of (Ryhmä, Yksilö)."""
    groups: dict[Path, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(offer.where[:-2] if offer.alternatives else offer.where, []).append(offer)
    return tuple(_group(t, found) for found in groups.values())


def _group(t: Telling, offers: list[Offer]) -> Line:
    said, choice = series(map(t.offer, offers)), choice_of(t, offers[0])
    return line(choice, " (", said, ")") if choice else said


def bars(graph: ChainGraph, t: Telling) -> Iterator[Paragraph]:
    """What spans the levels, which ones, with its services."""
    declared_bars, heading = graph.chain.bars, title("across levels", t.lang)
    absent = t.of(("bars",), declared_bars) if is_absent(declared_bars) else NOTHING
    names = series(t.name("bars", bar.id) for bar in graph.bars())
    yield Paragraph(("bars",), (labelled(heading, absent or names, declared_bars),))
    for bar in graph.bars():
        declared, where = graph.bar(bar), bar.where
        spanned = graph.levels_spanned_by(bar)
        if declared.spans is None or (spanned and spanned == graph.levels()):
            reach = sentence(term("all levels", t.lang))
        elif is_absent(declared.spans):
            reach = labelled(title("levels", t.lang), t.field(where, declared, "spans"), declared.spans)
        else:
            named = t.levels_at(graph, (*where, "spans"), declared.spans)
            told = chained(t.leaf(place, numbered(graph, level, t.lang)) for place, level in named)
            reach = labelled(title("levels", t.lang), told)
        yield Paragraph(
            where,
            (
                sentence(t.field(where, declared, "name")),
                reach,
                _note(t, where, declared),
                *_services(graph, t, title("services", t.lang), bar, "services"),
                labelled(title("partners", t.lang), t.field(where, declared, "partners"), declared.partners),
            ),
        )
