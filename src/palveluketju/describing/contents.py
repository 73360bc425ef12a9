"""What a chain is and has: its head, goals, levels with their services, and what spans them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from palveluketju.describing.sentences import (
    counted,
    date_text,
    labelled,
    names,
    not_stated,
    numbered,
    paragraph,
    say,
    sentence,
    series,
    together,
)
from palveluketju.graph import ChainGraph, Offer
from palveluketju.model import LevelKind, NotApplicable, Open, TargetGroup, given, listed
from palveluketju.terms import term, title
from palveluketju.wording import in_words, measure_text, names_in


def head(graph: ChainGraph, lang: str) -> Iterator[str]:
    """What chain it is, whose, for whom, its status and date."""
    chain = graph.chain
    words = [term(word.value, lang) for word in (chain.called, chain.status) if word is not None]
    words += [date_text(chain.dated, lang)] if chain.dated else []
    stages = ", ".join(term(stage.value, lang) for stage in listed(chain.life_stage))
    yield paragraph(
        sentence(chain.name.text(lang)),
        sentence(", ".join(words)),
        labelled(title("variant-of", lang), chain.variant_of, lang),
        labelled(title("organiser", lang), chain.organiser, lang, names(graph, graph.own_organisers(), lang)),
        labelled(title("life-stage", lang), chain.life_stage, lang, stages),
        *_target_group(graph, lang),
    )


def _target_group(graph: ChainGraph, lang: str) -> Iterator[str]:
    group = given(graph.chain.target_group)
    if not isinstance(group, TargetGroup):
        yield labelled(title("target group", lang), graph.chain.target_group, lang)
        return
    told = [group.name.text(lang) if group.name else "", in_words(given(group.age), lang)]
    told += [text.text(lang) for text in group.include]
    segments = names_in(graph.chain, "segments", map(str, listed(group.segments)), lang)
    yield labelled(title("target group", lang), None, lang, "; ".join(filter(None, told)))
    yield labelled(title("segments", lang), group.segments, lang, segments)
    yield labelled(title("excluded", lang), group.exclude, lang)


def goals(graph: ChainGraph, lang: str) -> Iterator[str]:
    """What is aimed at, with targets."""
    told = []
    for goal in (given(graph.chain.goals) or {}).values():
        text, target = goal.text.text(lang), measure_text(goal.target, lang, goal.unit)
        told.append(f"{text} ({target})" if target and target not in text else text)
    yield labelled(title("goals", lang), graph.chain.goals or None, lang, "; ".join(told))


def order(graph: ChainGraph, lang: str) -> Iterator[str]:
    """How many levels there are, and in which order."""
    counts: dict[LevelKind | None, int] = {}
    for level in graph.levels():
        kind = graph.kind_of(level)
        counts[kind] = counts.get(kind, 0) + 1
    if not counts:
        yield sentence(term("no levels", lang))
        return
    levels = together((counted(kind, count, lang) for kind, count in counts.items()), lang)
    declared = graph.chain.order
    how = say(graph.chain.walked.value, lang) if len(graph.levels()) > 1 else ""
    undecided = isinstance(declared, (Open, NotApplicable))
    yield paragraph(
        say("levels", lang, levels=levels), labelled(title("order", lang), declared, lang) if undecided else how
    )


def levels(graph: ChainGraph, lang: str) -> Iterator[str]:
    """Each level with its services."""
    other = "other services" if graph.marks_critical_services() else "services"
    for level in graph.levels():
        declared = graph.level(level)
        services = []
        for key, heading in (("critical", "critical services"), ("services", other)):
            offers = [offer for offer in graph.offers_of(level) if offer.critical is (key == "critical")]
            services += _services(graph, title(heading, lang), getattr(declared, key), offers, lang)
        carried = names(graph, graph.carried_levels(level), lang)
        nothing = "" if services or carried or declared.carries else not_stated("services", lang)
        yield paragraph(
            sentence(f"{numbered(graph, level, lang)}: {graph.name(level, lang)}"),
            labelled(title("timing", lang), declared.timing, lang),
            sentence(in_words(given(declared.note), lang)),
            *services,
            nothing,
            labelled(title("carried over", lang), declared.carries, lang, carried),
        )


def _services(graph: ChainGraph, heading: str, declared: Any, offers: list[Offer], lang: str) -> list[str]:
    """What a level or a bar offers under one heading, and what of it is open."""
    if not isinstance(declared, tuple):
        return list(filter(None, [labelled(heading, declared, lang)]))
    told = offers_texts(graph, offers, lang)
    questions = [labelled(heading, item, lang) for item in declared if isinstance(item, Open)]
    return [*([sentence(f"{heading}: {series(told)}")] if told else []), *questions]


def offers_texts(graph: ChainGraph, offers: Iterable[Offer], lang: str) -> tuple[str, ...]:
    """Services as they are called where they are offered; alternatives are one text: one of (Ryhmä, Yksilö)."""
    groups: dict[object, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(id(offer.alternatives) if offer.alternatives else offer.where, []).append(offer)
    told = []
    for group in groups.values():
        said = series(offer_text(graph, offer, lang) for offer in group)
        told.append(f"{term('one of', lang)} ({said})" if group[0].alternatives else said)
    return tuple(told)


def offer_text(graph: ChainGraph, offer: Offer, lang: str) -> str:
    """A service as it is called where it is offered, and for whom: Perhetyö (lapselle, vanhemmalle)."""
    name = offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang)
    told = [term(one.value, lang) for one in offer.use.for_] + ([term("optional", lang)] if offer.use.optional else [])
    return f"{name} ({', '.join(told)})" if told else name


def bars(graph: ChainGraph, lang: str) -> Iterator[str]:
    """What spans the levels, which ones, with its services."""
    yield labelled(title("across levels", lang), graph.chain.bars or None, lang, names(graph, graph.bars(), lang))
    for bar in graph.bars():
        declared = graph.bar(bar)
        spanned = graph.levels_spanned_by(bar)
        numbers = ", ".join(numbered(graph, level, lang) for level in spanned)
        yield paragraph(
            sentence(graph.name(bar, lang)),
            sentence(term("all levels", lang))
            if spanned == graph.levels()
            else labelled(title("levels", lang), declared.spans, lang, numbers),
            sentence(in_words(given(declared.note), lang)),
            *_services(graph, title("services", lang), declared.services, list(graph.offers_of(bar)), lang),
            labelled(title("partners", lang), declared.partners, lang, names(graph, graph.partners_of(bar), lang)),
        )
