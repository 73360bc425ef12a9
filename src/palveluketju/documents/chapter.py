"""The part of a report that is about one chain."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from palveluketju.checking import FileReport
from palveluketju.describing import date_text, describe, offers_texts
from palveluketju.documents.document import Block, Definitions, Line, Paragraph, Section, Table
from palveluketju.documents.findings import findings_tables
from palveluketju.documents.making import Making
from palveluketju.documents.sources import sources_section
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Chain, NotApplicable, Open, TargetGroup, given, listed
from palveluketju.reporting.registers import REGISTERS, says_nothing
from palveluketju.reporting.tables import headings, level_names, names
from palveluketju.terms import term, title
from palveluketju.wording import actors_text, availability_text, in_words, names_in


class DrawnPage(NamedTuple):
    """One page of a chain's picture, as an SVG document and as PNG; either can be missing."""

    svg: str = ""
    png: bytes = b""


def chapter(
    making: Making,
    graph: ChainGraph,
    files: Iterable[FileReport],
    pages: Iterable[DrawnPage],
    base: ChainGraph | None = None,
) -> Section:
    """Everything that a report says of one chain; ``base`` is the chain that it changes, if it is a variant."""
    lang, chain = making.lang, graph.chain
    name = chain.name.text(lang)
    parts = (
        making.section(title("facts", lang), f"{chain.id}-facts", Definitions(tuple(_facts(making, graph, base)))),
        _description(making, graph, tuple(pages)),
        _services(making, graph),
        _registers(making, graph),
        making.section(title("findings", lang), f"{chain.id}-findings", *findings_tables(making, files, about=name)),
        sources_section(making, graph, f"{chain.id}-sources"),
    )
    return making.section(name, chain.id, sections=(part for part in parts if part.blocks or part.sections))


def _facts(making: Making, graph: ChainGraph, base: ChainGraph | None) -> Iterator[tuple[Line, Line]]:
    lang, chain = making.lang, graph.chain
    organisations = {node.id: graph.name(node, lang) for node in graph.organisations()}
    group = given(chain.target_group)
    told = {
        "called": term(chain.called.value, lang) if chain.called else "",
        "status": term(chain.status.value, lang) if chain.status else "",
        "dated": _day(chain.dated, lang),
        "variant-of": base.chain.name.text(lang) if base else chain.variant_of or "",
        "organiser": _named(chain, "organisations", chain.organiser, lang),
        "funders": _named(chain, "organisations", chain.funders, lang),
        "owner": in_words(chain.owner, lang, organisations),
        "area": _named(chain, "areas", chain.area, lang),
        "life-stage": ", ".join(term(stage.value, lang) for stage in listed(chain.life_stage))
        or in_words(chain.life_stage, lang),
        "target group": "" if isinstance(group, TargetGroup) else in_words(chain.target_group, lang),
        **(_group(chain, group, lang) if isinstance(group, TargetGroup) else {}),
        "audience": ", ".join(term(f"audience-{one.value}", lang) for one in chain.audience),
        "valid-from": _day(chain.valid_from, lang),
        "valid-until": _day(chain.valid_until, lang),
        "review": _day(chain.review, lang),
        "note": in_words(chain.note, lang),
    }
    yield from ((title(key, lang), making.words(words)) for key, words in told.items() if words)


def _day(value: Any, lang: str) -> str:
    return date_text(value, lang) if isinstance(value, datetime.date) else in_words(value, lang)


def _named(chain: Chain, section: str, value: Any, lang: str) -> str:
    return names_in(chain, section, map(str, listed(value)), lang) or in_words(value, lang)


def _group(chain: Chain, group: TargetGroup, lang: str) -> dict[str, str]:
    told = [group.name.text(lang) if group.name else "", in_words(group.age, lang)]
    told += [text.text(lang) for text in group.include]
    return {
        "target group": "; ".join(filter(None, told)),
        "segments": _named(chain, "segments", group.segments, lang),
        "excluded": in_words(group.exclude, lang),
    }


def _description(making: Making, graph: ChainGraph, pages: tuple[DrawnPage, ...]) -> Section:
    """The picture where there is one, what it shows in sentences, and the same as tables.

    The first of the sentences' paragraphs says what the facts say, which stand above.
    """
    lang, chain = making.lang, graph.chain
    blocks: list[Block] = []
    for number, one in enumerate(pages, start=1):
        page = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
        blocks.append(making.figure(f"{chain.name.text(lang)}{page}", *one))
    blocks += [Paragraph(making.words(paragraph)) for paragraph in describe(graph, lang)[1:]]
    blocks.append(_levels(making, graph))
    if graph.bars():
        blocks.append(_bars(making, graph))
    return making.section(title("description", lang), f"{chain.id}-description", *blocks)


def _levels(making: Making, graph: ChainGraph) -> Table:
    """The picture's twin: a row a level, its services in the cells."""
    lang, critical = making.lang, graph.marks_critical_services()
    rows = []
    for level in graph.levels():
        declared, offers = graph.level(level), graph.offers_of(level)
        promised = _offered(graph, declared.critical, [offer for offer in offers if offer.critical], lang)
        others = _offered(graph, declared.services, [offer for offer in offers if not offer.critical], lang)
        carried = names(graph, graph.carried_levels(level), lang) or in_words(declared.carries, lang)
        services = [promised, others] if critical else ["\n".join(filter(None, (promised, others)))]
        told = [words or term("not-stated", lang) for words in services]
        rows.append([f"{graph.number_of(level)}. {graph.name(level, lang)}", *told, carried])
    keys = ("critical services", "other services") if critical else ("services",)
    head = headings(lang, "level", *keys, "carried over")
    return making.table("levels and services", head, rows, about=graph.chain.name.text(lang))


def _offered(graph: ChainGraph, declared: Any, offers: Iterable[Offer], lang: str) -> str:
    """What is offered under one heading, and what of it is open, a line each."""
    told = [*offers_texts(graph, offers, lang)]
    told += [in_words(item, lang) for item in listed(declared) if isinstance(item, Open)]
    return "\n".join(told) or ("" if isinstance(declared, tuple) else in_words(declared, lang))


def _bars(making: Making, graph: ChainGraph) -> Table:
    lang = making.lang
    rows = []
    for bar in graph.bars():
        declared = graph.bar(bar)
        spans = level_names(graph, graph.levels_spanned_by(bar), lang, bar)
        rows.append(
            [
                graph.name(bar, lang),
                in_words(declared.spans, lang) if isinstance(declared.spans, (Open, NotApplicable)) else spans,
                _offered(graph, declared.services, graph.offers_of(bar), lang) or term("not-stated", lang),
                names(graph, graph.partners_of(bar), lang) or in_words(declared.partners, lang),
            ]
        )
    head = headings(lang, "across levels", "levels", "services", "partners")
    return making.table("across levels", head, rows, about=graph.chain.name.text(lang))


def _services(making: Making, graph: ChainGraph) -> Section:
    """Every service that the chain declares or uses: who organises and produces it, how specialised, and where."""
    lang, chain = making.lang, graph.chain
    services = dict.fromkeys((*(offer.service for offer in graph.offers()), *graph.services()))
    rows = [_service(graph, service, lang) for service in services]
    head = headings(lang, "service", "organiser", "producers", "tier", "availability", "levels")
    tables = [making.table("services", head, rows, about=chain.name.text(lang))] if rows else []
    return making.section(title("services", lang), f"{chain.id}-services", *tables)


def _service(graph: ChainGraph, service: Node, lang: str) -> list[str]:
    declared = graph.service(service)
    tier = graph.tier_of(service)
    told = [
        actors_text(graph.chain, declared.organiser, lang),
        actors_text(graph.chain, declared.producers, lang),
        term(tier.value, lang) if tier else in_words(declared.tier, lang),
        availability_text(graph.chain, declared.availability, lang),
    ]
    levels = level_names(graph, graph.levels_served_by(service), lang, service)
    return [graph.name(service, lang), *(words or term("not-stated", lang) for words in told), levels]


def _registers(making: Making, graph: ChainGraph) -> Section:
    lang, chain = making.lang, graph.chain
    sections = []
    for key, register in REGISTERS.items():
        head, rows = register(graph, lang)
        if rows and not says_nothing(key, head, lang):
            table = making.table(key, head, rows, about=chain.name.text(lang))
            sections.append(making.section(title(key, lang), f"{chain.id}-{key.replace(' ', '-')}", table))
    return making.section(title("registers", lang), f"{chain.id}-registers", sections=sections)
