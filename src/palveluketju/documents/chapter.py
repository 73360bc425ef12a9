"""The part of a report that is about one chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from palveluketju.checking import FileReport
from palveluketju.describing import description
from palveluketju.documents.chain_tables import bars_table, levels_table, services_table
from palveluketju.documents.document import Block, Definitions, Figure, Line, Paragraph, Section, Shapes
from palveluketju.documents.findings import Graphs, findings_tables
from palveluketju.documents.making import Making
from palveluketju.documents.sources import sources_section
from palveluketju.graph import CatalogueGraph, ChainGraph
from palveluketju.tables import REGISTERS, ChainRegister, registers, says_nothing
from palveluketju.tables.cells import chain_named
from palveluketju.telling import SECTIONS, Fact, capital, tell
from palveluketju.terms import title


class DrawnPage(NamedTuple):
    """One page of a chain's picture: as SVG, as PNG, as the name of a file, as shapes; any can be missing."""

    svg: str = ""
    png: bytes = b""
    file: str = ""
    shapes: Shapes | None = None


def chapter(
    making: Making,
    graph: ChainGraph,
    files: Iterable[FileReport],
    declared: Graphs,
    pages: Iterable[DrawnPage],
    base: ChainGraph | None = None,
    elsewhere: Collection[int] = (),
    chosen: Mapping[str, ChainRegister] = REGISTERS,
    *,
    as_tables: bool = False,
) -> Section:
    """Everything that a report says of one chain.

    ``declared`` gives what the files of findings declare.

    ``base`` is the chain that it changes, if it is a variant; ``elsewhere`` are elements that the report describes in
    another place, by their identity. ``chosen`` are the registers that stand in it, by their names. ``as_tables`` tells
    whether what the sentences say of levels, and of what spans them, is to stand in tables as well.
    """
    lang, chain = making.lang, graph.chain
    name = chain.name.text(lang)
    parts = (
        making.section(title("facts", lang), f"{chain.id}-facts", Definitions(tuple(_facts(making, graph, base)))),
        _description(making, graph, pages, elsewhere, as_tables=as_tables),
        _services(making, graph),
        _registers(making, graph, chosen),
        making.section(
            title("findings", lang),
            f"{chain.id}-findings",
            *(making.table(table, about=chain_named(graph)) for table in findings_tables(files, declared, graph)),
        ),
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
    making: Making, graph: ChainGraph, pages: Iterable[DrawnPage], elsewhere: Collection[int], *, as_tables: bool
) -> Section:
    """The picture where there is one, the chain in sentences, and the same as tables where they are asked for.

    What the facts say, which stand above, is not said again.
    """
    lang = making.lang
    blocks: list[Block] = [*picture_of(making, graph, pages)]
    facts = {told.where for fact in _facts_of(graph, lang) for told in fact.line.tells}
    for paragraph in description(graph, lang, but=elsewhere):
        tells = {told.where for told in paragraph.line.tells}
        if not tells or not tells <= facts:
            blocks.append(Paragraph(making.told(paragraph.line)))
    tables = (levels_table(graph), *([bars_table(graph)] if graph.bars() else [])) if as_tables else ()
    blocks += [making.table(table, about=chain_named(graph)) for table in tables]
    return making.section(title("description", lang), f"{graph.chain.id}-description", *blocks)


def picture_of(
    making: Making, graph: ChainGraph, pages: Iterable[DrawnPage], told: tuple[str, ...] = ()
) -> Iterator[Figure]:
    """The pages of a chain's picture under its name; ``told`` stands for what they show where no text does."""
    lang, every = making.lang, tuple(pages)
    for number, one in enumerate(every, start=1):
        page = f" ({number}/{len(every)})" if len(every) > 1 else ""
        name = f"{graph.chain.name.text(lang)}{page}"
        alt = " ".join((f"{name}.", *told)) if told and number == 1 else name
        yield making.figure(name, alt, *one)


def catalogue_chapter(making: Making, graph: CatalogueGraph) -> Section:
    """All that a catalogue says, in sentences."""
    catalogue, lang = graph.catalogue, making.lang
    name = catalogue.name.text(lang) if catalogue.name else graph.file or title("catalogue", lang)
    told = description(graph, lang)
    return making.section(name, "catalogue", *(Paragraph(making.told(one.line)) for one in told))


def _services(making: Making, graph: ChainGraph) -> Section:
    table = services_table(graph)
    blocks = [making.table(table, about=chain_named(graph))] if len(table) else []
    return making.section(title("services", making.lang), f"{graph.chain.id}-services", *blocks)


def _registers(making: Making, graph: ChainGraph, chosen: Mapping[str, ChainRegister]) -> Section:
    lang, chain = making.lang, graph.chain
    sections = []
    for name, table in registers(graph, lang=lang, registers=chosen).items():
        if len(table) and not says_nothing(table):
            block = making.table(table, about=chain_named(graph))
            sections.append(making.section(table.title(), f"{chain.id}-{name}", block))
    return making.section(title("registers", lang), f"{chain.id}-registers", sections=sections)
