"""A picture in a Word file: as SVG, which stays sharp, and as PNG for programs that do not show that."""

from __future__ import annotations

import hashlib

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart
from docx.shared import Pt

from palveluketju.documents.document import Figure

_SVG: str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_AS_SVG: str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


class Pictures:
    """The pictures of one file: each has a number, and stands in the file once for each of its formats."""

    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        self._count = 0
        self._known: dict[str, str] = {}

    def run(self, figure: Figure, room: tuple[float, float], *, caption: str, alt: str) -> BaseOxmlElement:
        """A picture as a run, as large as it was drawn, or as there is room for: a width and a height in points."""
        self._count += 1
        image = Image.from_blob(figure.png)
        width, height = image.width.pt, image.height.pt
        scale = min(room[0] / width, room[1] / height, 1)
        name = f"picture-{self._count}.png"
        inline = CT_Inline.new_pic_inline(
            self._count, self._file(figure.png, "png", image.content_type), name, Pt(width * scale), Pt(height * scale)
        )
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", alt)
        inline.docPr.set("title", caption)
        if figure.svg:
            (blip,) = inline.xpath(".//a:blip")
            blip.append(_as_svg(self._file(figure.svg.encode(), "svg", "image/svg+xml")))
        run, drawing = OxmlElement("w:r"), OxmlElement("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        return run

    def _file(self, data: bytes, ending: str, kind: str) -> str:
        """The name by which the document knows a file of a picture; python-docx compares each with all others."""
        key = f"{hashlib.sha256(data).hexdigest()}.{ending}"
        if key not in self._known:
            name = PackURI(f"/word/media/report-{len(self._known) + 1}.{ending}")
            self._known[key] = self._part.relate_to(Part(name, kind, data, self._part.package), RELATIONSHIP_TYPE.IMAGE)
        return self._known[key]


def _as_svg(relation: str) -> BaseOxmlElement:
    return parse_xml(
        f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_AS_SVG}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{relation}"/></a:ext></a:extLst>'
    )
