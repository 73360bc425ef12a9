"""The shapes of slides: made, placed, named and coloured, with nothing from the deck's own theme."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from palveluketju.drawing.looks.theme import Head, Style
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Point

_NEARLY: Final = 0.1
_HEADS: Final = {Head.FULL: ("none", "triangle"), Head.OPEN: ("none", "arrow"), Head.RINGS: ("oval", "oval")}


def emu(points: float) -> Emu:
    """Points in the unit of office files."""
    return Emu(round(points * 12700))


def rgb(colour: str) -> RGBColor:
    """A colour written as #RRGGBB."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))


def put(shape: Any, x: float, y: float, width: float, height: float) -> None:
    """Give a shape its place on the slide, in points."""
    shape.left, shape.top, shape.width, shape.height = emu(x), emu(y), emu(width), emu(height)


def name(shape: Any, called: str, said: str = "") -> None:
    """Name a shape, and say what it is to those who do not see it."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", clean(called))
    properties.set("descr", clean(said))


def add_shape(within: Any, form: MSO_SHAPE, x: float, y: float, width: float, height: float) -> Any:
    """A shape that is not filled and has no line."""
    shape = within.add_shape(form, emu(x), emu(y), emu(width), emu(height))
    _bare(shape)
    shape.fill.background()
    shape.line.fill.background()
    return shape


def add_group(within: Any, called: str, said: str) -> Any:
    """A group to put shapes into; it is as large as they are when it is closed, and not measured anew for each."""
    group = within.add_group_shape()
    name(group, called, said)
    group.shapes._recalculate_extents = lambda: None
    return group


def close(group: Any) -> None:
    """Make a group as large as what is in it."""
    del group.shapes._recalculate_extents
    group._element.recalculate_extents()


def add_about(within: Any, form: MSO_SHAPE, middle: Point, radius: float) -> Any:
    """A shape about a point that is not filled and has no line."""
    return add_shape(within, form, middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius)


def add_strokes(within: Any, lines: Sequence[Sequence[Point]]) -> Any:
    """Lines over points as one shape, which is not filled."""
    builder = within.build_freeform(emu(lines[0][0][0]), emu(lines[0][0][1]), scale=1.0)
    for place, points in enumerate(lines):
        if place:
            builder.move_to(emu(points[0][0]), emu(points[0][1]))
        builder.add_line_segments([(emu(x), emu(y)) for x, y in points[1:]], close=False)
    shape = builder.convert_to_shape()
    _bare(shape)
    shape.fill.background()
    return shape


def add_line(within: Any, start: Point, end: Point, style: Style, *, first: bool, last: bool) -> Any:
    """A connector from point to point; the ``first`` of a course has the head at its start, the ``last`` the other."""
    shape = within.add_connector(MSO_CONNECTOR.STRAIGHT, *map(emu, (*start, *end)))
    _bare(shape)
    draw_line(shape.line, style)
    line = shape.line._get_or_add_ln()
    at_start, at_end = _HEADS[style.head]
    for which, form in (("a:headEnd", at_start if first else "none"), ("a:tailEnd", at_end if last else "none")):
        line.append(parse_xml(f'<{which} {nsdecls("a")} type="{form}"/>'))
    if not style.dash:
        line.set("cap", "rnd")
    return shape


def draw_line(line: Any, style: Style) -> None:
    """Give a line the colour, width and dashes of a style."""
    line.color.rgb = rgb(style.stroke)
    line.width = emu(style.line)
    if style.dash:
        line.dash_style = MSO_LINE.ROUND_DOT if style.is_dotted else MSO_LINE.DASH


def fill(shape: Any, colour: str) -> None:
    """Fill a shape with a colour."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)


def site(box: Box, point: Point) -> int | None:
    """The number of a box's site at a point, the middle of its top, left, bottom or right side; None beside them."""
    middle, centre = box.x + box.width / 2, box.y + box.height / 2
    sites = ((middle, box.y), (box.x, centre), (middle, box.y + box.height), (box.x + box.width, centre))
    return next((number for number, place in enumerate(sites) if math.dist(place, point) < _NEARLY), None)


def _bare(shape: Any) -> None:
    """Take from a shape what the deck's theme would give it: shadow, line and colours."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
