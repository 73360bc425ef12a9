"""The report of some chains: what they are, their pictures and registers, what was found, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from palveluketju.analyses import not_known, open_decisions
from palveluketju.checking import FileReport, WorkspaceReport
from palveluketju.checking.reports import number_of
from palveluketju.documents.chapter import DrawnPage, catalogue_chapter, chapter
from palveluketju.documents.document import UNTOLD, Bullets, Definitions, Document, Line, Properties, Section
from palveluketju.documents.filed import Files, declared_in, files_of
from palveluketju.documents.findings import Graphs, findings_tables
from palveluketju.documents.glossary import glossary
from palveluketju.documents.making import Making
from palveluketju.findings import Severity
from palveluketju.graph import ChainGraph, WorkspaceGraph, walked
from palveluketju.model import Shared
from palveluketju.tables import (
    REGISTERS,
    WORKSPACE_REGISTERS,
    Cell,
    ChainRegister,
    Column,
    Kind,
    Table,
    Word,
    WorkspaceRegister,
)
from palveluketju.tables import registers as registers_of
from palveluketju.tables.cells import all_named, chain_named, word
from palveluketju.tables.values import said
from palveluketju.terms import title

_WEIGHTS = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}


def report_document(
    workspace: WorkspaceGraph,
    report: WorkspaceReport,
    *,
    lang: str = "en",
    pictures: Mapping[str, Iterable[DrawnPage]] | None = None,
    properties: Properties = UNTOLD,
    registers: Mapping[str, ChainRegister] = REGISTERS,
    workspace_registers: Mapping[str, WorkspaceRegister] = WORKSPACE_REGISTERS,
    as_tables: bool = False,
) -> Document:
    """The report of a workspace as a document; of a single chain, the report of that chain.

    ``pictures`` has, by the ids of chains, the pages of their pictures, where there are any. ``registers`` of each
    chain, and ``workspace_registers`` of all together, stand in it in their order. ``as_tables`` is for a file that has
    no sentences: what these say of levels stands in tables as well.
    """
    graphs = workspace.graphs
    places = (place for one in workspace.every() for place in walked(one))
    making = Making(lang, places, together=len(graphs) != 1)
    files = [files_of(graph, report) for graph in graphs]
    name: Line = title("report", lang)
    sections = [_overview(making, graphs, files, report)]
    elsewhere = {
        id(one)
        for catalogue in workspace.catalogues
        for section in Shared.model_fields
        for one in getattr(catalogue.shared, section).values()
    }
    declared = declared_in(workspace, report)
    chapters = [
        chapter(
            making,
            graph,
            found,
            declared,
            (pictures or {}).get(graph.chain.id, ()),
            workspace.get(graph.chain.variant_of) if graph.chain.variant_of else None,
            elsewhere,
            registers,
            as_tables=as_tables,
        )
        for graph, found in zip(graphs, files, strict=True)
    ]
    if len(chapters) == 1:
        name = chapters[0].heading
        sections += chapters[0].sections
    else:
        sections += (replace(one, on_new_page=True) for one in chapters)
    claimed = {file.name for found in files for file in found}
    rest = (
        _catalogues(making, workspace),
        _shared_registers(making, workspace, registers, workspace_registers),
        _other_files(making, report, declared, tuple(file for file in report.files if file.name not in claimed)),
    )
    sections += (replace(one, on_new_page=True) for one in rest if one.blocks or one.sections)
    meanings = glossary(Document(name, lang, tuple(sections)).texts(), lang)
    sections.append(making.section(title("glossary", lang), "glossary", Definitions(meanings)))
    return Document(name, lang, tuple(sections), properties=properties)


def _count(files: Iterable[FileReport], severity: Severity) -> int:
    return number_of(one for file in files for one in file.findings if one.finding.severity is severity)


def _overview(making: Making, graphs: Sequence[ChainGraph], files: Sequence[Files], report: WorkspaceReport) -> Section:
    """How many chains there are, with their status, organiser and counts."""
    lang = making.lang
    accepted = sum(len(file.accepted) for file in report.files)
    counts = {
        "chains": len(graphs),
        **{key: report.count(severity) for key, severity in _WEIGHTS.items()},
        "accepted findings": accepted,
        "open decisions": report.count_open(),
        "not known": report.count_not_known(),
    }
    columns = (
        Column("chain", Kind.NAME),
        Column("status", Kind.WORD),
        Column("dated", Kind.DATE),
        Column("organiser", Kind.LIST),
        *(Column(key, Kind.NUMBER) for key in ("levels", "services", "open decisions", "not known", *_WEIGHTS)),
    )
    table = Table.of("chains", columns, map(_chain_row, graphs, files))
    return making.section(
        title("overview", lang),
        "overview",
        Definitions(tuple((title(key, lang), str(count)) for key, count in counts.items())),
        *([making.table(table)] if len(table) else []),
    )


def _chain_row(graph: ChainGraph, files: Files) -> tuple[Cell, ...]:
    chain = graph.chain
    return (
        chain_named(graph),
        word(chain.status),
        chain.dated,
        all_named(graph, graph.own_organisers()) or said(chain.organiser),
        len(graph.levels()),
        len({offer.service for offer in graph.offers()}),
        len(open_decisions(graph)),
        len(not_known(graph)),
        *(_count(files, severity) for severity in _WEIGHTS.values()),
    )


def _shared_registers(
    making: Making,
    workspace: WorkspaceGraph,
    of_chains: Mapping[str, ChainRegister],
    of_all: Mapping[str, WorkspaceRegister],
) -> Section:
    """The registers of everything together; of a single chain, those that the chain itself does not have."""
    lang = making.lang
    found = registers_of(workspace, lang=lang, registers={}, workspace_registers=of_all)
    sections = [
        making.section(table.title(), name, making.table(table))
        for name, table in found.items()
        if len(table) and not (len(workspace.graphs) == 1 and name in of_chains)
    ]
    return making.section(title("shared registers", lang), "shared-registers", sections=sections)


def _catalogues(making: Making, workspace: WorkspaceGraph) -> Section:
    """What the catalogues say, each described once for all chains."""
    sections = [catalogue_chapter(making, catalogue) for catalogue in workspace.catalogues]
    return making.section(title("catalogues", making.lang), "catalogues", sections=sections)


def _other_files(making: Making, report: WorkspaceReport, graphs: Graphs, files: Files) -> Section:
    """What was found in catalogues and in files that are no chain, and what could not be read."""
    lang = making.lang
    unread = [Bullets(tuple(making.words(one.text(lang)) for one in report.unread))] if report.unread else []
    tables = [making.table(table, about=Word("other files")) for table in findings_tables(files, graphs)]
    return making.section(title("other files", lang), "other-files", *unread, *tables)
