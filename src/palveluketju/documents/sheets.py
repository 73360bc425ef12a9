"""Tables, those of a document or others, as a workbook (XLSX): a sheet a table."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from palveluketju.documents.document import UNTOLD, Document, Properties, lines_of, plain
from palveluketju.documents.document import Table as Placed
from palveluketju.documents.looks import COLOURS
from palveluketju.documents.widths import wished_widths
from palveluketju.drawing.typesetting.measure import broken
from palveluketju.drawing.writers.office_files import FIRST_DAY, MAKER, dated
from palveluketju.tables import Cell, Column, Kind, Table, stacked
from palveluketju.tables.cell import text_of
from palveluketju.tables.forms import Percent, Points
from palveluketju.tables.writing import is_like_a_formula

LONGEST: Final = 32_767
"""How many characters a cell of a workbook holds."""
SHEET_NAME: Final = 31
FIRST_YEAR: Final = 1900
"""The first year of a workbook, in which programs do not agree on the days."""
MOST_EXACT: Final = 10**15
"""From here on a workbook does not keep every digit of a number."""
TEXT_SIZE: Final = 11.0
CHARACTER: Final = 5.6
"""How wide one character is for the width of a column, in points."""
FILTER_BUTTON: Final = 2
LINE: Final = 14
HIGHEST: Final = 409
_PLAIN, _BOLD = Font(name="Arial", size=TEXT_SIZE), Font(name="Arial", size=TEXT_SIZE, bold=True)
_HEAD: Final = PatternFill("solid", fgColor=COLOURS["light"]["head"][1:])
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_NO_LETTERS: Final = re.compile(r"[^A-Za-zÅÄÖåäö]+")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAYS: Final = {"fi": "d.m.yyyy", "sv": "d.m.yyyy", "en": "d mmmm yyyy"}


def sheets_bytes(document: Document) -> bytes:
    """The tables of a document as the bytes of an XLSX file."""
    return workbook_bytes(together(document), plain(document.title), document.lang, document.properties)


def workbook_bytes(tables: Iterable[Table], name: str, lang: str, about: Properties = UNTOLD) -> bytes:
    """Tables as the bytes of an XLSX file with a sheet for each, in a language.

    ``name`` is the title of the whole, ``about`` what else the file says of itself.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for number, table in enumerate(tables, start=1):
        _fill(book.create_sheet(_sheet_name(table.title(lang), names)), table, number, lang)
    if not book.worksheets:
        book.create_sheet(_sheet_name(name, names))
    properties = book.properties
    properties.title, properties.language = _text(name), lang
    properties.creator = _text(about.organisation) or MAKER
    properties.description, properties.version = _text(about.contact) or None, _text(about.version) or None
    properties.created = properties.modified = FIRST_DAY
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return dated(made.getvalue())


def together(document: Document) -> tuple[Table, ...]:
    """The tables of a document by their names: those of chains under each other, with the chain first.

    A column in which nothing stands is left out, as in the document. Tables of one name that have other columns, as
    coverage has, get the columns of all. A register of everything together stands for those of single chains.
    """
    by_name: dict[str, list[tuple[Cell, Table]]] = {}
    for placed in document.tables():
        if placed.data is not None:
            by_name.setdefault(placed.data.name, []).append((placed.about, placed.data))
    found = []
    for name, every in by_name.items():
        tables = [(about, table) for about, table in every if about is None] or every
        is_of_chains = any(about is not None for about, _ in tables)
        found.append(told(stacked(name, tables, Column("chain", Kind.NAME)) if is_of_chains else tables[0][1]))
    return tuple(found)


def told(table: Table) -> Table:
    """A table without the columns in which nothing stands, but for the first."""
    kept = [
        column
        for place, column in enumerate(table.columns)
        if not place or any(text_of(record[column.key], table.lang) for record in table)
    ]
    rows = [tuple(record[column.key] for column in kept) for record in table]
    return replace(Table.of(table.name, kept, rows, title_in=table.title_in), left_out=table.left_out)


def _fill(sheet: Worksheet, table: Table, number: int, lang: str) -> None:
    headings, rows = _unlike(table.headings(lang)), table.texts(lang)
    widths = [width for _, width in wished_widths(Placed("", tuple(headings), rows), TEXT_SIZE)]
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = _write(sheet, 1, place, heading)
        cell.font, cell.fill = _BOLD, _HEAD
        sheet.column_dimensions[get_column_letter(place)].width = round(width / CHARACTER + FILTER_BUTTON, 1)
    for line, (record, texts) in enumerate(zip(table, rows, strict=True), start=2):
        for place, (value, text) in enumerate(zip(record.cells, texts, strict=True), start=1):
            typed, looks = _typed(value, lang)
            if typed is not None:
                cell = sheet.cell(line, place, typed)
                cell.font, cell.alignment = _PLAIN, _TOP
                cell.number_format = looks
            elif text:
                _write(sheet, line, place, text)
        sheet.row_dimensions[line].height = _height(texts, widths)
    sheet.freeze_panes = "B2" if len(headings) > 1 else "A2"
    if rows:
        last = f"{get_column_letter(len(headings))}{1 + len(rows)}"
        made = SheetTable(displayName=_table_name(sheet.title, number), ref=f"A1:{last}")
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(made)
    else:
        _write(sheet, 2, 1, table.sentence(lang)).alignment = _TOP
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _typed(value: Cell, lang: str) -> tuple[float | datetime.date | None, str]:
    """A number, or a day since its first year, as a workbook has it, and how it looks there; None for what is a text.

    A percentage is the number that a workbook shows as one.
    """
    if isinstance(value, Percent):
        return value.value / 100, "0%" if lang == "en" else '0"\N{NO-BREAK SPACE}"%'
    if isinstance(value, Points):
        return value.value, "0"
    if isinstance(value, datetime.date):
        return (value if value.year > FIRST_YEAR else None), _DAYS[lang]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < MOST_EXACT:
        return value, "0"
    return None, ""


def _write(sheet: Worksheet, line: int, place: int, text: str) -> SheetCell:
    """Put a text into a cell as text, also where it looks like a formula, an error or a date."""
    cell = sheet.cell(line, place)
    cell.value = _text(text)
    cell.data_type = "s"
    cell.font, cell.alignment = _PLAIN, _WRAPPED
    cell.quotePrefix = is_like_a_formula(text)
    return cell


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row is, in points, so that nothing in it is hidden; a workbook has a limit."""
    lines = (
        sum(len(broken(line, width, TEXT_SIZE)) for line in lines_of(text))
        for text, width in zip(texts, widths, strict=True)
    )
    return float(min(HIGHEST, max(lines, default=1) * LINE + 3))


def _text(text: str) -> str:
    r"""A text as a workbook stores it: ``_x001b_`` in it is not taken for a character's number."""
    clean = _ESCAPE.sub("_x005F_", "\n".join(lines_of(text)))
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _unlike(headings: Sequence[str]) -> list[str]:
    """Headings as a table of a workbook needs them: none empty, no two alike."""
    found: list[str] = []
    for heading in headings:
        wished = name = " ".join(lines_of(heading)).strip() or "-"
        count = 1
        while name.casefold() in {one.casefold() for one in found}:
            count += 1
            name = f"{wished} ({count})"
        found.append(name)
    return found


def _table_name(sheet: str, number: int) -> str:
    """What formulas call a table: its sheet's name in letters, with a number, so that it is no cell and no other's."""
    return f"{_NO_LETTERS.sub('_', sheet).strip('_') or 'Table'}_{number}"


def _cut(name: str) -> str:
    """The whole words of a name that a sheet's has room for."""
    words = name[:SHEET_NAME].rpartition(" ")[0].rstrip(" '") or name[: SHEET_NAME - 1]
    return f"{words}…"


def _sheet_name(wished: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has."""
    clean = _NOT_IN_SHEET_NAMES.sub(" ", " ".join(lines_of(wished))).strip(" '") or "-"
    name, count = clean if len(clean) <= SHEET_NAME else _cut(clean), 1
    while name.casefold() in taken:
        count += 1
        end = f" ({count})"
        name = clean[: SHEET_NAME - len(end)] + end
    taken.add(name.casefold())
    return name
