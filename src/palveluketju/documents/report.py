"""The report of some chains: what they are, their pictures and registers, what was found, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from palveluketju.analyses import open_decisions
from palveluketju.checking import FileReport, WorkspaceReport
from palveluketju.documents.chapter import DrawnPage, catalogue_chapter, chapter
from palveluketju.documents.document import Bullets, Definitions, Document, Line, Phrase, Section
from palveluketju.documents.findings import MESSAGES, findings_tables
from palveluketju.documents.glossary import glossary
from palveluketju.documents.making import Making
from palveluketju.findings import Severity
from palveluketju.graph import ChainGraph, WorkspaceGraph, walked
from palveluketju.model import Shared
from palveluketju.reporting.registers import REGISTERS
from palveluketju.reporting.tables import headings, names
from palveluketju.reporting.workspace_registers import WORKSPACE_REGISTERS, register_table
from palveluketju.terms import date_text, term, title
from palveluketju.wording import in_words

_WEIGHTS = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}
Files = tuple[FileReport, ...]


def report_document(
    workspace: WorkspaceGraph,
    report: WorkspaceReport,
    *,
    lang: str = "en",
    pictures: Mapping[str, Iterable[DrawnPage]] | None = None,
) -> Document:
    """The report of a workspace as a document; of a single chain, the report of that chain.

    ``pictures`` has, by the ids of chains, the pages of their pictures, where there are any.
    """
    graphs = workspace.graphs
    places = (place for one in workspace.every() for place in walked(one))
    making = Making(lang, places, together=len(graphs) != 1)
    files = [_files_of(graph, report) for graph in graphs]
    name: Line = title("report", lang)
    sections = [_overview(making, graphs, files, report)]
    elsewhere = {
        id(one)
        for catalogue in workspace.catalogues
        for section in Shared.model_fields
        for one in getattr(catalogue.shared, section).values()
    }
    chapters = [
        chapter(
            making,
            graph,
            found,
            (pictures or {}).get(graph.chain.id, ()),
            workspace.get(graph.chain.variant_of) if graph.chain.variant_of else None,
            elsewhere,
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
        _shared_registers(making, workspace),
        _other_files(making, report, tuple(file for file in report.files if file.name not in claimed)),
    )
    sections += (replace(one, on_new_page=True) for one in rest if one.blocks or one.sections)
    meanings = glossary(Document(name, lang, tuple(sections)).texts(), lang)
    sections.append(making.section(title("glossary", lang), "glossary", Definitions(meanings)))
    return Document(name, lang, tuple(sections))


def _files_of(graph: ChainGraph, report: WorkspaceReport) -> Files:
    """The reports of the files that declare a chain: one, unless two chains have one id."""
    return tuple(
        file
        for file in report.files
        if file.source.data.get("id") == graph.chain.id and "palveluketju-catalogue" not in file.source.data
    )


def _count(files: Iterable[FileReport], severity: Severity) -> int:
    return sum(located.finding.severity is severity for file in files for located in file.findings)


def _overview(making: Making, graphs: Sequence[ChainGraph], files: Sequence[Files], report: WorkspaceReport) -> Section:
    """How many chains there are, with their status, organiser and counts."""
    lang = making.lang
    accepted = sum(len(file.accepted) for file in report.files)
    counts = {
        "chains": len(graphs),
        **{key: report.count(severity) for key, severity in _WEIGHTS.items()},
        "accepted findings": accepted,
        "open decisions": sum(len(file.decisions) for file in report.files),
    }
    rows = [_chain_row(graph, found, lang) for graph, found in zip(graphs, files, strict=True)]
    head = headings(lang, "chain", "status", "dated", "organiser", "levels", "services", "open decisions", *_WEIGHTS)
    return making.section(
        title("overview", lang),
        "overview",
        Definitions(tuple((title(key, lang), str(count)) for key, count in counts.items())),
        *([making.table("chains", head, rows)] if rows else []),
    )


def _chain_row(graph: ChainGraph, files: Files, lang: str) -> list[str]:
    chain = graph.chain
    return [
        chain.name.text(lang),
        term(chain.status.value, lang) if chain.status else "",
        date_text(chain.dated, lang) if chain.dated else "",
        names(graph, graph.own_organisers(), lang) or in_words(chain.organiser, lang),
        str(len(graph.levels())),
        str(len({offer.service for offer in graph.offers()})),
        str(len(open_decisions(graph))),
        *(str(_count(files, severity)) for severity in _WEIGHTS.values()),
    ]


def _shared_registers(making: Making, workspace: WorkspaceGraph) -> Section:
    """The registers of everything together; of a single chain, those that the chain itself does not have."""
    lang = making.lang
    sections = []
    for key in WORKSPACE_REGISTERS:
        head, rows = register_table(key, workspace, lang)
        if rows and not (len(workspace.graphs) == 1 and key in REGISTERS):
            sections.append(making.section(title(key, lang), key, making.table(key, head, rows)))
    return making.section(title("shared registers", lang), "shared-registers", sections=sections)


def _catalogues(making: Making, workspace: WorkspaceGraph) -> Section:
    """What the catalogues say, each described once for all chains."""
    sections = [catalogue_chapter(making, catalogue) for catalogue in workspace.catalogues]
    return making.section(title("catalogues", making.lang), "catalogues", sections=sections)


def _other_files(making: Making, report: WorkspaceReport, files: Files) -> Section:
    """What was found in catalogues and in files that are no chain, and what could not be read."""
    lang = making.lang
    unread = [Bullets(tuple(Phrase(sentence, MESSAGES) for sentence in report.unread))] if report.unread else []
    tables = findings_tables(making, files, about=term("other files", lang))
    return making.section(title("other files", lang), "other-files", *unread, *tables)
