"""Which file declares what a report tells of."""

from __future__ import annotations

from palveluketju.checking import FileReport, WorkspaceReport
from palveluketju.documents.findings import Declared, Graphs
from palveluketju.graph import ChainGraph, WorkspaceGraph

Files = tuple[FileReport, ...]


def files_of(graph: ChainGraph, report: WorkspaceReport) -> Files:
    """The reports of the files that declare a chain: one, unless two chains have one id."""
    return tuple(
        file for file in report.files if file.source.chain_id == graph.chain.id and not file.source.is_catalogue
    )


def declared_in(workspace: WorkspaceGraph, report: WorkspaceReport) -> Graphs:
    """What files declare, by their names, and chains by their ids."""
    chains = {graph.chain.id: graph for graph in workspace.graphs}
    by_file: dict[str, Declared] = {catalogue.file: catalogue for catalogue in workspace.catalogues}
    by_file |= {
        file.name: chains[file.source.chain_id]
        for file in report.files
        if file.name not in by_file and file.source.chain_id in chains
    }
    return lambda file, chain: chains.get(chain) if chain else by_file.get(file)
