"""The tables of a document as a workbook (XLSX): a sheet a register, the chain in its first column."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from palveluketju.documents.document import Document, Line, Table, lines_of, plain
from palveluketju.documents.looks import COLOURS
from palveluketju.documents.widths import wished_widths
from palveluketju.drawing.paper.measure import broken
from palveluketju.drawing.writers.office_files import FIRST_DAY, MAKER, dated
from palveluketju.model import State
from palveluketju.terms import LANGUAGES, term, title

LONGEST: Final = 32_767
"""How many characters a cell of a workbook holds."""
SHEET_NAME: Final = 31
TEXT_SIZE: Final = 11.0
CHARACTER: Final = 5.6
"""How wide one character is for the width of a column, in points."""
FILTER_BUTTON: Final = 2
LINE: Final = 14
HIGHEST: Final = 409
_PLAIN, _BOLD = Font(name="Arial", size=TEXT_SIZE), Font(name="Arial", size=TEXT_SIZE, bold=True)
_HEAD: Final = PatternFill("solid", fgColor=COLOURS["light"]["head"][1:])
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_NO_LETTERS: Final = re.compile(r"[^A-Za-zÅÄÖåäö]+")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STATES: Final = frozenset(term(state.value, lang) for state in State for lang in LANGUAGES)
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,14}")


def sheets_bytes(document: Document) -> bytes:
    """The tables of a document as the bytes of an XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for number, table in enumerate(together(document), start=1):
        _fill(book.create_sheet(_sheet_name(table.caption, names)), table, number)
    if not book.worksheets:
        book.create_sheet(_sheet_name(plain(document.title), names))
    properties = book.properties
    properties.title, properties.language, properties.creator = _text(plain(document.title)), document.lang, MAKER
    properties.created = properties.modified = FIRST_DAY
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return dated(made.getvalue())


def together(document: Document) -> tuple[Table, ...]:
    """One table for each register of a document: those of several chains under each other, with the chain first.

    Tables of one register that have other columns, as coverage has, get the columns of all. A register of everything
    together stands for those of single chains. The caption is the register's name.
    """
    registers: dict[str, list[Table]] = {}
    for table in document.tables():
        registers.setdefault(table.register, []).append(table)
    found = []
    for register, every in registers.items():
        tables = [table for table in every if not plain(table.about)] or every
        headings = _all_headings(tables)
        about = len({plain(table.about) for table in tables}) > 1
        rows = []
        for table in tables:
            places = [table.headings.index(heading) if heading in table.headings else None for heading in headings]
            first = (table.about,) if about else ()
            rows += [(*first, *("" if place is None else row[place] for place in places)) for row in table.rows]
        head = (*([title("chain", document.lang)] if about else []), *headings)
        name = title(register, document.lang) if register else tables[0].caption
        found.append(Table(name, head, tuple(rows), register=register))
    return tuple(found)


def _all_headings(tables: Iterable[Table]) -> list[str]:
    """The headings of all tables, each before the one that it comes before where it first stands."""
    found: list[str] = []
    for table in tables:
        place = len(found)
        for heading in reversed(table.headings):
            if heading in found:
                place = found.index(heading)
            else:
                found.insert(place, heading)
    return found


def _fill(sheet: Worksheet, table: Table, number: int) -> None:
    headings = _unlike(table.headings)
    numeric = [_is_numeric(row[place] for row in table.rows) for place in range(len(headings))]
    widths = [width for _, width in wished_widths(table, TEXT_SIZE)]
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = _write(sheet, 1, place, heading)
        cell.font, cell.fill = _BOLD, _HEAD
        sheet.column_dimensions[get_column_letter(place)].width = round(width / CHARACTER + FILTER_BUTTON, 1)
    for line, row in enumerate(table.rows, start=2):
        texts = [plain(cell) for cell in row]
        for place, (text, is_number) in enumerate(zip(texts, numeric, strict=True), start=1):
            if is_number and _NUMBER.fullmatch(text):
                cell = sheet.cell(line, place, int(text))
                cell.font, cell.alignment = _PLAIN, _TOP
            elif text:
                _write(sheet, line, place, text)
        sheet.row_dimensions[line].height = _height(texts, widths)
    sheet.freeze_panes = "B2" if len(headings) > 1 else "A2"
    if table.rows:
        last = f"{get_column_letter(len(headings))}{1 + len(table.rows)}"
        made = SheetTable(displayName=_table_name(sheet.title, number), ref=f"A1:{last}")
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(made)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(sheet: Worksheet, line: int, place: int, text: str) -> Cell:
    """Put a text into a cell as text, also where it looks like a formula, an error or a date."""
    cell = sheet.cell(line, place)
    cell.value = _text(text)
    cell.data_type = "s"
    cell.font, cell.alignment = _PLAIN, _WRAPPED
    cell.quotePrefix = text.lstrip()[:1] in _FORMULA_SIGNS
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


def _is_numeric(cells: Iterable[Line]) -> bool:
    """Whether a column counts: numbers, and states in words where there are none."""
    told = [text for text in map(plain, cells) if text and text not in _STATES]
    return bool(told) and all(_NUMBER.fullmatch(text) for text in told)


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
