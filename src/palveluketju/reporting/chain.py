"""A chain as text: its head, its goals, its levels with their services, how clients move, and its registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from palveluketju.display import safe
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Alternatives, Band, Chain, Chooser, Handover, Open, Order, TargetGroup, given, listed
from palveluketju.reporting.registers import ON_REQUEST, REGISTERS, says_nothing
from palveluketju.reporting.tables import organisation_names, table
from palveluketju.terms import term, title
from palveluketju.wording import actors_text, availability_text, conditions_text, in_words, kind_key, names_in


def chain_text(graph: ChainGraph, *, lang: str = "en") -> Iterator[str]:
    """The lines that show a chain, and every register of it that has entries."""
    parts = (_head, _goals, _levels, _bars, _doors, _moves, _coordination)
    for part in parts:
        yield from (safe(line) for line in part(graph, lang))
    for name, register in REGISTERS.items():
        headings, rows = register(graph, lang)
        if rows and name not in ON_REQUEST and not says_nothing(name, headings, lang):
            yield from ("", title(name, lang))
            yield from table(headings, rows, lang)


def _head(graph: ChainGraph, lang: str) -> Iterator[str]:
    chain = graph.chain
    words = [term(word.value, lang) for word in (chain.called, chain.status) if word is not None]
    dated = [chain.dated.isoformat()] if chain.dated else []
    yield chain.name.text(lang)
    yield " · ".join([chain.id, *words, *dated])
    organisers = _names(graph, graph.own_organisers(), lang) or in_words(chain.organiser, lang)
    if organisers:
        yield f"{title('organiser', lang)}: {organisers}"
    funders = names_in(chain, "organisations", map(str, listed(chain.funders)), lang) or in_words(chain.funders, lang)
    if funders:
        yield f"{title('funders', lang)}: {funders}"
    if chain.audience:
        yield f"{title('audience', lang)}: {', '.join(term(f'audience-{one.value}', lang) for one in chain.audience)}"
    yield from _target_group(chain, given(chain.target_group), lang)
    yield from _note(chain, "", lang)


def _target_group(chain: Chain, group: TargetGroup | None, lang: str) -> Iterator[str]:
    if group is None:
        return
    ages = [in_words(given(group.age), lang)] if given(group.age) else []
    told = [group.name.text(lang)] if group.name else []
    told += [*ages, *(text.text(lang) for text in group.include)]
    if told:
        yield f"{title('target group', lang)}: {'; '.join(told)}"
    segments = names_in(chain, "segments", map(str, listed(group.segments)), lang) or in_words(group.segments, lang)
    if segments:
        yield f"   {term('segments', lang)}: {segments}"
    if group.exclude:
        yield f"   {term('excluded', lang)}: {'; '.join(text.text(lang) for text in group.exclude)}"


def _goals(graph: ChainGraph, lang: str) -> Iterator[str]:
    goals = given(graph.chain.goals) or {}
    if goals:
        yield from ("", title("goals", lang))
    elif graph.chain.goals is not None:
        yield from ("", f"{title('goals', lang)}: {in_words(graph.chain.goals, lang)}")
    for goal in goals.values():
        target = in_words(goal.target, lang)
        yield f"  - {goal.text.text(lang)}{f' ({target})' if target else ''}"


def _levels(graph: ChainGraph, lang: str) -> Iterator[str]:
    if not graph.levels():
        yield from ("", title("no levels", lang))
    for level in graph.levels():
        declared = graph.level(level)
        sign = "-" if graph.chain.walked is Order.NONE else f"{graph.number_of(level)}."
        yield ""
        yield f"{sign} {graph.name(level, lang)} [{term(kind_key(graph, level), lang)}]"
        band = given(declared.band)
        if isinstance(band, Band):
            scale = given(graph.chain.need_scale) or {}
            ends = dict.fromkeys((band.lowest, band.highest))
            yield f"   {term('need', lang)}: {'–'.join(in_words(scale[end], lang) for end in ends if end in scale)}"
        timing = in_words(declared.timing, lang)
        if timing:
            yield f"   {term('timing', lang)}: {timing}"
        yield from _note(declared, "   ", lang)
        other = "other services" if graph.marks_critical_services() else "services"
        for key, heading in (("critical", "critical services"), ("services", other)):
            offers = [offer for offer in graph.offers_of(level) if offer.critical is (key == "critical")]
            value = getattr(declared, key)
            absent = "" if isinstance(value, tuple) else in_words(value, lang)
            if value:
                yield f"   {title(heading, lang)}{f': {absent}' if absent else ''}"
            yield from (f"   - {_offer(graph, offer, lang)}" for offer in offers)
            yield from (f"   - {in_words(item, lang)}" for item in listed(value) if isinstance(item, Open))
        for lower in graph.carried_levels(level):
            yield f"   + {term('carried over', lang)}: {graph.name(lower, lang)}"


def _offer(graph: ChainGraph, offer: Offer, lang: str) -> str:
    """A service as it is offered: its label here, for whom, on what terms, and who organises it."""
    name = offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang)
    told = [term(recipient.value, lang) for recipient in offer.use.for_]
    told += [term("optional", lang)] if offer.use.optional else []
    if offer.alternatives:
        told += [": ".join((term("one of", lang), *_choice(offer.alternatives, lang)))]
    told += [term("optional", lang)] if offer.alternatives and offer.alternatives.optional else []
    terms = [conditions_text(graph, offer.use.when, lang), in_words(offer.use.criteria, lang)]
    availability = (
        graph.service(offer.service).availability if offer.use.availability is None else offer.use.availability
    )
    terms += [availability_text(graph.chain, availability, lang), in_words(given(offer.use.note), lang)]
    words, note = ", ".join(told), "; ".join(filter(None, terms))
    declared = graph.service(offer.service).organiser
    organisers = actors_text(graph.chain, declared, lang) if isinstance(declared, tuple) else ""
    extra = f"{f' [{organisers}]' if organisers else ''}{f' ({words})' if words else ''}{f' – {note}' if note else ''}"
    return name + extra


def _choice(alternatives: Alternatives, lang: str) -> Iterator[str]:
    chooser = alternatives.chosen_by
    if isinstance(chooser, Chooser):
        yield term(f"chosen-by-{chooser.value}", lang)
    elif chooser is not None:
        yield in_words(chooser, lang)
    if alternatives.criteria is not None:
        yield in_words(alternatives.criteria, lang)


def _bars(graph: ChainGraph, lang: str) -> Iterator[str]:
    if graph.bars():
        yield from ("", title("across levels", lang))
    for bar in graph.bars():
        declared = graph.bar(bar)
        notes = [f"{term('spans', lang)}: {term('open', lang)}"] if isinstance(declared.spans, Open) else []
        if declared.spans is not None and not notes:
            notes = [_names(graph, graph.levels_spanned_by(bar), lang)]
        notes += [in_words(declared.services, lang)] if isinstance(declared.services, Open) else []
        said = "; ".join(notes)
        yield f"  = {graph.name(bar, lang)}{f' [{said}]' if said else ''}"
        yield from _note(declared, "    ", lang)
        yield from (f"    - {_offer(graph, offer, lang)}" for offer in graph.offers_of(bar))


def _doors(graph: ChainGraph, lang: str) -> Iterator[str]:
    entries, exits = given(graph.chain.entries) or {}, given(graph.chain.exits) or {}
    if entries:
        yield from ("", title("entries", lang))
    for node in graph.entries():
        entry = entries[node.id]
        kind = f" ({term(entry.kind.value, lang)})" if entry.kind else ""
        to = _names(graph, graph.levels_entered_by(node), lang) or in_words(entry.to, lang)
        arrow = f" -> {to}" if to else ""
        yield f"  > {graph.name(node, lang)}{kind}{arrow}{_terms_of(graph, entry, lang)}"
    if exits:
        yield from ("", title("exits", lang))
    for node in graph.exits():
        way_out = exits[node.id]
        start = _names(graph, graph.levels_left_by(node), lang)
        ages = in_words(way_out.at_age, lang)
        chain = ", ".join(part for part in (in_words(way_out.chain, lang), ages) if part)
        name = f"{graph.name(node, lang)}{f' [{chain}]' if chain else ''}"
        yield f"  < {start} -> {name}{_terms_of(graph, way_out, lang)}"


def _moves(graph: ChainGraph, lang: str) -> Iterator[str]:
    """Only the moves that the file declares; those by order go without saying."""
    declared = [way for way in graph.moves() if way.declared is not None or way.undecided]
    if declared:
        yield from ("", title("moves", lang))
    for way in declared:
        ends = f"{graph.name(way.start, lang)} -> {graph.name(way.end, lang)}"
        told = in_words(graph.chain.moves[str(way.where[1])], lang) if way.undecided else term(way.kind.value, lang)
        yield f"  {ends} ({told}){_terms_of(graph, way.declared, lang) if way.declared else ''}"


def _terms_of(graph: ChainGraph, element: Any, lang: str) -> str:
    """The criteria of a way and what its hand-over tells, after a dash."""
    told = [conditions_text(graph, getattr(element, "when", ()), lang)]
    told.append(in_words(getattr(element, "criteria", None), lang))
    handover = given(element.handover)
    names = organisation_names(graph, lang)
    if isinstance(handover, Handover):
        for key in ("responsible", "information", "document", "within", "agreement"):
            words = in_words(getattr(handover, key), lang, names)
            told += [f"{term(key, lang)}: {words}"] if words else []
    else:
        told.append(in_words(element.handover, lang))
    said = "; ".join(part for part in told if part)
    return f" – {said}" if said else ""


def _coordination(graph: ChainGraph, lang: str) -> Iterator[str]:
    whole = graph.chain.coordination
    if whole is None:
        return
    yield from ("", f"{title('coordination', lang)}")
    coordination = given(whole)
    if coordination is None:
        yield f"  {in_words(whole, lang)}"
        return
    yield from _note(coordination, "  ", lang)
    for key in ("worker", "plan", "team"):
        words = in_words(getattr(coordination, key), lang, organisation_names(graph, lang))
        if words:
            yield f"  {term(key, lang)}: {words}"


def _note(element: Any, indent: str, lang: str) -> Iterator[str]:
    note = in_words(given(element.note), lang)
    if note:
        yield f"{indent}{note}"


def _names(graph: ChainGraph, nodes: Iterable[Node], lang: str) -> str:
    return ", ".join(graph.name(node, lang) for node in nodes)
