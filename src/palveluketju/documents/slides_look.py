"""How decks look: the layouts of our own, or those of a template, found by what they are and not by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from palveluketju.documents.slides_fit import Room
from palveluketju.documents.slides_template import opened
from palveluketju.drawing.looks.theme import LEGIBLE, Style, Theme, contrast
from palveluketju.drawing.writers.slides_deck import resize
from palveluketju.drawing.writers.slides_parts import emu, put
from palveluketju.findings import N_, CannotRun

SLIDE: Final = (960.0, 540.0)
"""How large slides of our own are, in points: as the pages of pictures that are made for them."""
_SIDE: Final = 36.0
_TITLE: Final = (_SIDE, 16.0, SLIDE[0] - 2 * _SIDE, 66.0)
_BODY: Final = (_SIDE, 90.0, SLIDE[0] - 2 * _SIDE, 420.0)
_NUMBER: Final = (SLIDE[0] - 96.0, 518.0, 72.0, 18.0)
_TITLE_SIZE: Final = 26
_FRONT_TITLE: Final = (72.0, 120.0, SLIDE[0] - 2 * 72.0, 96.0)
_RULE: Final = (79.2, 226.0, SLIDE[0] - 2 * 79.2, 3.0)
"""The line under the title of the title slide."""
_FRONT_BODY: Final = (72.0, 240.0, SLIDE[0] - 2 * 72.0, 230.0)
_FRONT_SIZES: Final = {True: 36, False: 18}
"""How large the text of the title slide is: its title, and what is under it."""
_USUAL: Final = 44.0
"""How large titles are where a template does not say it, as PowerPoint has it, in points."""
_FOREIGN: Final = 0.88
"""The part of a width that is reckoned with where the font is not known."""
_INSET: Final = (7.2, 3.6)
"""What is free in a box of text beside and above its text, where it is not told."""
_CONTENT: Final = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


class Look:
    """A deck without slides, with its layouts: ``front`` of the title slide, ``text``, and ``only`` with a title.

    One of our own has the colours of a theme; a template has its own.
    """

    def __init__(self, template: Path | bytes | None, theme: Theme) -> None:
        self.is_own = template is None
        self._titles: dict[Any, tuple[float, float]] = {}
        self._numbers: dict[Any, int | None] = {}
        self.deck: Any = _own(theme) if template is None else opened(template)
        layouts = [layout for master in self.deck.slide_masters for layout in master.slide_layouts]
        text = _first(layouts, "obj", "tx", holds=(1, 1))
        if text is None:
            raise CannotRun(N_("the template has no layout with a title and one box of text"))
        self.text = text
        self.only = _first(layouts, "titleOnly", holds=(0, 0)) or self.text
        self.front = _first(layouts, "title") or self.only
        body = next(box for box in text.placeholders if box.placeholder_format.type in _CONTENT)
        self.text_index = body.placeholder_format.idx
        left, top, width, height = (length / emu(1) for length in (body.left, body.top, body.width, body.height))
        self.room = Room(
            left + _INSET[0],
            top + _INSET[1],
            max(width - 2 * _INSET[0], 72.0),
            max(height - 2 * _INSET[1], 72.0),
            *(() if self.is_own else (_FOREIGN,)),
        )

    def title_room(self, layout: Any) -> tuple[float, float]:
        """How large the title of a layout is, and how wide it can be; looked for once, as many slides ask for it."""
        if layout.part not in self._titles:
            box = next(box for box in layout.placeholders if box.placeholder_format.type in _TITLES)
            width = max(box.width / emu(1) - 2 * _INSET[0], 72.0) * self.room.care
            self._titles[layout.part] = _title_size(layout), width
        return self._titles[layout.part]

    def number_index(self, layout: Any) -> int | None:
        """The index of the box that a layout has for the number of a slide."""
        if layout.part not in self._numbers:
            boxes = (box.placeholder_format for box in layout.placeholders)
            found = next((box.idx for box in boxes if box.type == PP_PLACEHOLDER.SLIDE_NUMBER), None)
            self._numbers[layout.part] = found
        return self._numbers[layout.part]


def _first(layouts: Iterable[Any], *types: str, holds: tuple[int, int] | None = None) -> Any:
    """The first layout of a type, with a title and as many boxes of content; else any that has as many."""
    found = []
    for layout in layouts:
        kinds = [box.placeholder_format.type for box in layout.placeholders]
        content = sum(kind in _CONTENT for kind in kinds)
        if any(kind in _TITLES for kind in kinds) and (holds is None or holds[0] <= content <= holds[1]):
            found.append(layout)
    of_type = [layout for layout in found if layout._element.get("type") in types]
    return next(iter(of_type or (found if holds else [])), None)


def _title_size(layout: Any) -> float:
    sizes = [
        *layout._element.xpath(".//p:sp[.//p:ph[@type='title' or @type='ctrTitle']]//a:lvl1pPr/a:defRPr/@sz"),
        *layout.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"),
    ]
    return int(sizes[0]) / 100 if sizes else _USUAL


def _own(theme: Theme) -> Any:
    """The deck of python-pptx as wide as screens are, in the font that text is measured with and a theme's colours."""
    deck = Presentation()
    resize(deck, *SLIDE)
    master = deck.slide_master
    for box in master.placeholders:
        kind = box.placeholder_format.type
        for known, place in ((PP_PLACEHOLDER.TITLE, _TITLE), (PP_PLACEHOLDER.BODY, _BODY)):
            if kind == known:
                put(box, *place)
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            put(box, *_NUMBER)
    for style in master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr"):
        style.set("algn", "l")
        for run in style.findall(qn("a:defRPr")):
            run.set("sz", str(_TITLE_SIZE * 100))
            run.set("b", "1")
    _own_front(deck.slide_layouts[0])
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text, colour = map(_on_white, (theme.style("text").text, theme.style("table-head").fill))
    for name, given in (("dk1", text), ("dk2", colour)):
        made = f'<a:{name}><a:srgbClr val="{given[1:]}"/></a:{name}>'.encode()
        part._blob = re.sub(rb"<a:%s>.*?</a:%s>" % ((name.encode(),) * 2), made, part.blob, count=1, flags=re.DOTALL)
    part._blob = part.blob.replace(b'typeface="Calibri"', b'typeface="Arial"')
    return deck


def _on_white(colour: str) -> str:
    """A colour that can be read on slides, which are white, and white on it; else that of plain text."""
    return colour if contrast(colour, "#FFFFFF") >= LEGIBLE else Style().text


def _own_front(layout: Any) -> None:
    """The title slide: a large title over a line of colour, and under it the text."""
    for box in layout.placeholders:
        kind = box.placeholder_format.type
        if kind not in (*_TITLES, PP_PLACEHOLDER.SUBTITLE):
            continue
        is_title = kind in _TITLES
        put(box, *(_FRONT_TITLE if is_title else _FRONT_BODY))
        body = box._element.txBody
        body.replace(
            body.find(qn("a:bodyPr")),
            parse_xml(f'<a:bodyPr {nsdecls("a")} anchor="{"b" if is_title else "t"}"><a:normAutofit/></a:bodyPr>'),
        )
        body.replace(
            body.find(qn("a:lstStyle")),
            parse_xml(
                f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>'
                f'<a:defRPr sz="{_FRONT_SIZES[is_title] * 100}"/></a:lvl1pPr></a:lstStyle>'
            ),
        )
    x, y, width, height = map(emu, _RULE)
    layout.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="99" name="-"/><p:cNvSpPr/><p:nvPr/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
    )
