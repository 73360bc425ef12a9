"""Text and tables of slides as XML: made cell by cell with python-pptx, they take most of the time of a deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from palveluketju.documents.document import plain
from palveluketju.documents.slides_fit import ABOVE, BESIDE, GAP, INDENT, Entry, Room, Rows
from palveluketju.documents.slides_words import Words
from palveluketju.drawing.writers.office_files import region

_EMU: Final = 12700
_LINE: Final = (
    '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr></a:solidFill>'
)
_HEAD_FILL: Final = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
_HEAD_INK: Final = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
_GRID: Final = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The table style of a grid without colours, which every PowerPoint has."""
_TABLE: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
Link = Callable[[str], str]
"""What gives an address, of a page or of a section, the id of its relationship."""


def emu(points: float) -> int:
    """Points in the unit of office files."""
    return round(points * _EMU)


class Setting:
    """Sets runs of text in the language of a document."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def runs(
        self, run: Sequence[Words], size: float | None, link: str = "", *, web: Link | None = None, ink: str = ""
    ) -> str:
        """Runs of text as XML; ``link`` is that to the slide which all lead to but the last, its number."""
        made = []
        for words in run:
            look = f" lang={quoteattr(region(words.lang or self._lang))}"
            look += f' sz="{round(size * 100)}"' if size else ""
            look += ' b="1"' if words.bold else ""
            inner = ink
            if link and words is not run[-1]:
                inner += f'<a:hlinkClick r:id="{link}" action="ppaction://hlinksldjump"/>'
            elif words.address and web:
                inner += f'<a:hlinkClick r:id="{web(words.address)}"/>'
            for number, text in enumerate(words.text.split("\n")):
                if number:
                    made.append(f"<a:br><a:rPr{look}/></a:br>")
                if text:
                    made.append(f"<a:r><a:rPr{look}>{inner}</a:rPr><a:t>{escape(text)}</a:t></a:r>")
        return "".join(made)

    def paragraph(self, entry: Entry, size: float, width: float, link: str, web: Link) -> Any:
        """A paragraph or a bullet of a text box that is so wide; a number of a slide stands at its right."""
        indent = emu(INDENT) if entry.is_bullet else 0
        mark = '<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>' if entry.is_bullet else "<a:buNone/>"
        tabs = f'<a:tabLst><a:tab pos="{emu(width)}" algn="r"/></a:tabLst>' if entry.target else ""
        return parse_xml(
            f'<a:p {nsdecls("a", "r")}><a:pPr marL="{indent}" indent="{-indent}" algn="l">'
            '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="{round(size * GAP * 100)}"/></a:spcAft>{mark}{tabs}</a:pPr>'
            f"{self.runs(entry.run, size, link, web=web)}</a:p>"
        )

    def table(self, rows: Rows, room: Room, top: float, number: int, web: Link) -> Any:
        """A table as a shape of a number on its slide; its heading row, and its heading column, are told as such."""
        columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in rows.widths)
        head = self._row(rows.headings, rows, 0, web)
        body = "".join(self._row(cells, rows, place, web) for place, cells in enumerate(rows.rows, start=1))
        first = ' firstCol="1"' if rows.row_headings else ""
        name = quoteattr(" ".join(plain(rows.caption).split()))
        return parse_xml(
            f"<p:graphicFrame {nsdecls('a', 'p', 'r')}><p:nvGraphicFramePr>"
            f'<p:cNvPr id="{number}" name={name} descr={name}/>'
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f'<p:xfrm><a:off x="{emu(room.x)}" y="{emu(top)}"/>'
            f'<a:ext cx="{emu(sum(rows.widths))}" cy="{emu(sum(rows.heights))}"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1"{first}>'
            f"<a:tableStyleId>{_GRID}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{head}{body}</a:tbl>"
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _row(self, cells: Sequence[Sequence[Words]], rows: Rows, place: int, web: Link) -> str:
        ink, fill = ("", "<a:noFill/>") if place else (_HEAD_INK, _HEAD_FILL)
        lines = "".join(f'<a:ln{side} w="6350">{_LINE}</a:ln{side}>' for side in "LRTB")
        margins = f'marL="{emu(BESIDE)}" marR="{emu(BESIDE)}" marT="{emu(ABOVE)}" marB="{emu(ABOVE)}"'
        end = f'<a:endParaRPr lang={quoteattr(region(self._lang))} sz="{round(rows.size * 100)}"/>'
        texts = (self.runs(cell, rows.size, web=web, ink=ink) or end for cell in cells)
        return (
            f'<a:tr h="{emu(rows.heights[place])}">'
            + "".join(
                f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{text}</a:p></a:txBody>"
                f"<a:tcPr {margins}>{lines}{fill}</a:tcPr></a:tc>"
                for text in texts
            )
            + "</a:tr>"
        )
