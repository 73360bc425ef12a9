"""How decks look: the layouts of our own, or those of a template, found by what they are and not by their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from palveluketju.documents.slides_fit import Room
from palveluketju.documents.slides_template import opened
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
_USUAL: Final = 44.0
"""How large titles are where a template does not say it, as PowerPoint has it, in points."""
_FOREIGN: Final = 0.88
"""The part of a width that is reckoned with where the font is not known."""
_CONTENT: Final = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


class Look:
    """A deck without slides, with its layouts: ``front`` of the title slide, ``text``, and ``only`` with a title."""

    def __init__(self, template: Path | bytes | None) -> None:
        self.is_own = template is None
        self.deck: Any = _own() if template is None else opened(template)
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
        inset_x, inset_y = 7.2, 3.6
        self.room = Room(
            left + inset_x,
            top + inset_y,
            max(width - 2 * inset_x, 72.0),
            max(height - 2 * inset_y, 72.0),
            *(() if self.is_own else (_FOREIGN,)),
        )
        titles = [box for box in self.only.placeholders if box.placeholder_format.type in _TITLES]
        self.title_width = max(titles[0].width / emu(1) - 2 * inset_x, 72.0) * self.room.care
        self.title_size = _title_size(self.only)

    def number_index(self, layout: Any) -> int | None:
        """The index of the box that a layout has for the number of a slide."""
        boxes = (box.placeholder_format for box in layout.placeholders)
        return next((box.idx for box in boxes if box.type == PP_PLACEHOLDER.SLIDE_NUMBER), None)


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


def _own() -> Any:
    """The deck of python-pptx as wide as screens are, in the font that text is measured with."""
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
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', b'typeface="Arial"')
    return deck
