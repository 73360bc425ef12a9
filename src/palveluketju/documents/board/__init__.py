"""The paper for a steering group: one page of all chains, and two pages a chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Final

from palveluketju.documents.board.fitting import lines_of_item, sections_on
from palveluketju.documents.board.front import Held, closing, lead, lists
from palveluketju.documents.board.pages import chain_pages
from palveluketju.documents.chapter import DrawnPage
from palveluketju.documents.document import Definitions, Document, Line, Paragraph, Section, plain
from palveluketju.documents.filed import declared_in, files_of
from palveluketju.documents.glossary import glossary
from palveluketju.documents.making import Making
from palveluketju.documents.sources import sources_section
from palveluketju.frozen import dataclass
from palveluketju.graph import walked
from palveluketju.tables import ChainRegister, WorkspaceRegister, registers
from palveluketju.tables.cells import chain_named
from palveluketju.terms import term, title

__all__ = ["Held", "board_document"]
PARTS: Final = ("sources", "glossary")
"""What else of the full edition can be asked for by name, beside registers."""
ROOM: Final = 48
"""How many lines the first page has under its title."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in a paper because it is asked for by name: registers, and parts of the full edition (PARTS)."""

    registers: Mapping[str, ChainRegister] = field(default_factory=dict)
    workspace_registers: Mapping[str, WorkspaceRegister] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def board_document(
    held: Held, lang: str, pictures: Mapping[str, Iterable[DrawnPage]], chosen: Chosen | None = None
) -> Document:
    """The paper for a steering group; ``pictures`` has the pages of the chains' pictures by their ids."""
    workspace = held.workspace
    graphs = workspace.graphs
    making = Making(lang, (place for one in workspace.every() for place in walked(one)), together=len(graphs) != 1)
    declared = declared_in(workspace, held.report)
    last = tuple(map(Paragraph, closing(making, held)))
    first = tuple(lead(making, held))
    taken = sum(lines_of_item(plain(line)) for line in first) + (2 + len(last) if last else 0)
    front = list(sections_on(making, lists(making, held), ROOM - taken, "front"))
    if last:
        front.append(making.section(title("about this paper", lang), "about", *last))
    chains = (
        chain_pages(making, graph, workspace, files_of(graph, held.report), declared, pictures.get(graph.chain.id, ()))
        for graph in graphs
    )
    name: Line = title("service chains", lang) if making.together else making.words(graphs[0].chain.name.text(lang))
    sections = (*front, *(replace(one, on_new_page=True) for one in chains))
    document = Document(name, lang, sections, first, contents=False, properties=held.properties)
    return replace(document, sections=(*sections, *_asked(making, held, chosen or Chosen(), document)))


def _asked(making: Making, held: Held, chosen: Chosen, document: Document) -> Iterator[Section]:
    """What is asked for by name, after the chains: each register with the chains under it."""
    lang, workspace = making.lang, held.workspace
    found = []
    for name, register in chosen.registers.items():
        tables = [
            (graph, registers(graph, lang=lang, registers={name: register})[name])
            for graph in workspace.graphs
            if name not in chosen.workspace_registers
        ]
        blocks = [making.table(table, about=chain_named(graph)) for graph, table in tables if len(table)]
        found += [(name, tables[0][1].title(), blocks)] if tables else []
    of_all = registers(workspace, lang=lang, registers={}, workspace_registers=chosen.workspace_registers)
    found += [(name, table.title(), [making.table(table)] if len(table) else []) for name, table in of_all.items()]
    for name, heading, blocks in found:
        nothing = [] if blocks else [Paragraph(term("no entries", lang))]
        yield replace(making.section(heading, name, *blocks, *nothing), on_new_page=True)
    if "sources" in chosen.parts:
        for graph in workspace.graphs:
            section = sources_section(making, graph, f"{graph.chain.id}-sources")
            if section.blocks:
                whose = [Paragraph(making.words(graph.chain.name.text(lang)))] if making.together else []
                yield replace(section, blocks=(*whose, *section.blocks))
    if "glossary" in chosen.parts:
        yield making.section(title("glossary", lang), "glossary", Definitions(glossary(document.texts(), lang)))
