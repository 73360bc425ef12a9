"""A workspace as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palveluketju.display import Cell, table_html
from palveluketju.findings import Severity
from palveluketju.model import given, spoken
from palveluketju.terms import title

if TYPE_CHECKING:
    from palveluketju.loading.records import LoadedFile, Workspace


def workspace_html(workspace: Workspace) -> str:
    """A table of the files with the chains in them, and with what reading them has found."""
    rows = [tuple(_cells(file)) for file in workspace.files]
    head = [title(word) for word in ("id", "name", "levels", "services", "errors", "where")]
    return table_html(repr(workspace).strip("<>"), head, rows, rest="; ".join(map(str, workspace.unread)))


def _cells(file: LoadedFile) -> Iterator[Cell]:
    chain, catalogue = file.chain, file.catalogue
    if chain is not None:
        yield from (chain.id, spoken(chain.name), str(len(given(chain.levels) or ())))
    else:
        name = catalogue.name if catalogue is not None else None
        yield from ("", "" if name is None else spoken(name), "")
    declared = chain or catalogue
    yield str(len(declared.services)) if declared is not None else ""
    errors = sum(finding.severity is Severity.ERROR for finding in file.findings)
    yield str(errors) if errors else ""
    yield file.name
