"""What python-docx does not say of a table: its name and headings, how wide its columns are, how its rows break."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Row
from docx.shared import Pt
from docx.table import Table as WordTable

from palveluketju.documents.word_looks import CELL_MARGIN


def describe_table(table: WordTable, caption: str, *, row_headings: bool) -> None:
    """Say what a table is, and which of its cells are headings."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for name, on in (("firstRow", True), ("lastRow", False), ("firstColumn", row_headings), ("lastColumn", False)):
        look.set(qn(f"w:{name}"), "1" if on else "0")
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    properties.append(look)
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), caption)
    properties.append(element)


def set_widths(table: WordTable, widths: tuple[float, ...]) -> None:
    """Columns of these widths, in points."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Pt(width)
    for tr in table._tbl.tr_lst:
        for tc, width in zip(tr.tc_lst, widths, strict=True):
            tc.width = Pt(width)


def keep_together(tr: CT_Row) -> None:
    """A row stays on one page."""
    tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_headings(tr: CT_Row, ground_colour: str) -> None:
    """The headings are repeated on every page, on a ground of their own where there is a colour for it."""
    tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for tc in tr.tc_lst if ground_colour else ():
        ground = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", ground_colour)):
            ground.set(qn(f"w:{key}"), value)
        tc.get_or_add_tcPr().append(ground)
