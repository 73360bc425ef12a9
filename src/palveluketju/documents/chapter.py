"""The part of a report that is about one chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from palveluketju.checking import FileReport
from palveluketju.describing import description, offered
from palveluketju.documents.document import Block, Definitions, Line, Paragraph, Section, Table
from palveluketju.documents.findings import findings_tables
from palveluketju.documents.making import Making
from palveluketju.documents.sources import sources_section
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, Offer
from palveluketju.model import NotApplicable, Open, listed
from palveluketju.reporting.registers import REGISTERS, says_nothing
from palveluketju.reporting.tables import headings, level_names, names
from palveluketju.telling import SECTIONS, Fact, capital, tell
from palveluketju.terms import term, title
from palveluketju.wording import actors_text, availability_text, in_words


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
    elsewhere: Collection[int] = (),
) -> Section:
    """Everything that a report says of one chain.

    ``base`` is the chain that it changes, if it is a variant; ``elsewhere`` are elements that the report describes in
    another place, by their identity.
    """
    lang, chain = making.lang, graph.chain
    name = chain.name.text(lang)
    parts = (
        making.section(title("facts", lang), f"{chain.id}-facts", Definitions(tuple(_facts(making, graph, base)))),
        _description(making, graph, tuple(pages), elsewhere),
        _services(making, graph),
        _registers(making, graph),
        making.section(title("findings", lang), f"{chain.id}-findings", *findings_tables(making, files, about=name)),
        sources_section(making, graph, f"{chain.id}-sources"),
    )
    return making.section(name, chain.id, sections=(part for part in parts if part.blocks or part.sections))


def _facts(making: Making, graph: ChainGraph, base: ChainGraph | None) -> Iterator[tuple[Line, Line]]:
    """What the chain says of itself, key by key; of a variant, the name of the chain that it changes."""
    t = tell(graph, making.lang)
    for fact in _facts_of(graph, making.lang):
        told = fact.line
        if base is not None and fact.what == "variant-of":
            told = t.leaf(("variant-of",), base.chain.name.text(making.lang))
        yield making.told(capital(fact.label)), making.told(told)


def _facts_of(graph: ChainGraph, lang: str) -> Iterator[Fact]:
    """What is said of the chain itself; not its sections, nor what has a paragraph of its own."""
    return tell(graph, lang).facts((), graph.chain, but=(*SECTIONS, "order", "coordination"))


def _description(
    making: Making, graph: ChainGraph, pages: tuple[DrawnPage, ...], elsewhere: Collection[int]
) -> Section:
    """The picture where there is one, the chain in sentences, and the same as tables.

    What the facts say, which stand above, is not said again.
    """
    lang, chain = making.lang, graph.chain
    blocks: list[Block] = []
    for number, one in enumerate(pages, start=1):
        page = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
        blocks.append(making.figure(f"{chain.name.text(lang)}{page}", *one))
    facts = {told.where for fact in _facts_of(graph, lang) for told in fact.line.tells}
    for paragraph in description(graph, lang, but=elsewhere):
        tells = {told.where for told in paragraph.line.tells}
        if not tells or not tells <= facts:
            blocks.append(Paragraph(making.told(paragraph.line)))
    blocks.append(_levels(making, graph))
    if graph.bars():
        blocks.append(_bars(making, graph))
    return making.section(title("description", lang), f"{chain.id}-description", *blocks)


def catalogue_chapter(making: Making, graph: CatalogueGraph) -> Section:
    """All that a catalogue says, in sentences."""
    catalogue, lang = graph.catalogue, making.lang
    name = catalogue.name.text(lang) if catalogue.name else graph.file or title("catalogue", lang)
    told = description(graph, lang)
    return making.section(name, "catalogue", *(Paragraph(making.told(one.line)) for one in told))


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
    t = tell(graph, lang)
    told = [one.text for one in offered(t, offers)]
    told += [t.of((), item).text for item in listed(declared) if isinstance(item, Open)]
    return "\n".join(told) or ("" if isinstance(declared, tuple) else t.of((), declared).text)


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
