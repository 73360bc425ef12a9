"""Registers as files of their own: CSV, JSON, Markdown and XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.documents.needing import needed_for
from palveluketju.findings import N_, CannotRun
from palveluketju.tables import Table
from palveluketju.tables.writing import json_text
from palveluketju.terms import title

FORMATS: Final = ("csv", "json", "md", "xlsx")


def register_bytes(tables: Sequence[Table], kind: str, lang: str) -> bytes:
    """One register, or several together, as the bytes of a file of one of FORMATS, in a language.

    Several are the sheets of one workbook, the sections of one text, or ``registers`` of one JSON object. The same
    tables give the same bytes.

    Raises:
        CannotRun: CSV is to hold several, or a workbook needs a library that is not installed.
    """
    name = tables[0].title(lang) if len(tables) == 1 else title("registers", lang)
    if kind == "csv":
        if len(tables) != 1:
            raise CannotRun(N_("CSV holds one register; name a folder, or use .xlsx, .json or .md"))
        return tables[0].to_csv(lang).encode()
    if kind == "json":
        whole = {"lang": lang, "registers": [table.data(lang) for table in tables]}
        return json_text(tables[0].data(lang) if len(tables) == 1 else whole).encode()
    if kind == "md":
        from palveluketju.documents.markdown import tables_text

        return tables_text(tables, name, lang).encode()
    with needed_for(".xlsx"):
        from palveluketju.documents.sheets import workbook_bytes

        return workbook_bytes(tables, name, lang)
