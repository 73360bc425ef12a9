"""The shapes of slides as XML, with nothing from the deck's theme: python-pptx takes ten times as long to make them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import quoteattr

from pptx.util import Emu

from palveluketju.drawing.looks.theme import Head, Style
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Point

_NEARLY: Final = 0.1
_HEADS: Final = {Head.FULL: ("none", "triangle"), Head.OPEN: ("none", "arrow"), Head.RINGS: ("oval", "oval")}
_NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
RECTANGLE, ROUNDED, DIAMOND, OVAL = "rect", "roundRect", "diamond", "ellipse"


class Area(NamedTuple):
    """A rectangle in the unit of office files."""

    left: int
    top: int
    width: int
    height: int


class SlideShape(NamedTuple):
    """A shape: its number on its slide, where it is, and its XML."""

    number: int
    area: Area
    xml: str


def emu(points: float) -> Emu:
    """Points in the unit of office files."""
    return Emu(round(points * 12700))


def area(x: float, y: float, width: float, height: float) -> Area:
    """A rectangle told in points."""
    return Area(emu(x), emu(y), emu(width), emu(height))


def put(shape: Any, x: float, y: float, width: float, height: float) -> None:
    """Give a shape of python-pptx its place on the slide, in points."""
    shape.left, shape.top, shape.width, shape.height = area(x, y, width, height)


def filled(colour: str) -> str:
    """A fill of a colour written as #RRGGBB."""
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'


def line(style: Style) -> str:
    """A line of the colour, width and dashes of a style."""
    return _line(style, "")


def plain_line(colour: str, width: float) -> str:
    """A line of a colour, so wide in points."""
    return f'<a:ln w="{emu(width)}">{filled(colour)}</a:ln>'


def _line(style: Style, heads: str) -> str:
    dash = f'<a:prstDash val="{"sysDot" if style.is_dotted else "dash"}"/>' if style.dash else ""
    cap = ' cap="rnd"' if heads and not style.dash else ""
    return f'<a:ln w="{emu(style.line)}"{cap}>{filled(style.stroke)}{dash}{heads}</a:ln>'


def named(number: int, called: str, said: str = "") -> str:
    """How a shape is called, and what it is in words for those who do not see it."""
    told = f" descr={quoteattr(clean(said))}" if said else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(clean(called))}{told}/>'


def _placed(area: Area, turned: str = "") -> str:
    left, top, width, height = area
    return f'<a:xfrm{turned}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def shape(
    name: tuple[int, str, str],
    area: Area,
    form: str,
    *,
    fill: str = "<a:noFill/>",
    outline: str = _NO_LINE,
    body: str = "",
    corner: float | None = None,
) -> SlideShape:
    """A shape of a form; a ``corner`` is rounded by so much of its shorter side."""
    guide = "" if corner is None else f'<a:gd name="adj" fmla="val {round(corner * 100000)}"/>'
    geometry = f'<a:prstGeom prst="{form}"><a:avLst>{guide}</a:avLst></a:prstGeom>'
    return _sp(name, area, f"{geometry}{fill}{outline}", body)


def text_box(number: int, area: Area, body: str) -> SlideShape:
    """A box of text alone."""
    look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    return _sp((number, f"TextBox {number}", ""), area, look, body, ' txBox="1"')


def _sp(name: tuple[int, str, str], area: Area, look: str, body: str, kind: str = "") -> SlideShape:
    return SlideShape(
        name[0],
        area,
        f"<p:sp><p:nvSpPr>{named(*name)}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{_placed(area)}{look}</p:spPr>{body}</p:sp>",
    )


def strokes(name: tuple[int, str, str], lines: Sequence[Sequence[Point]], outline: str) -> SlideShape:
    """Lines over points as one shape, which is not filled."""
    points = [[(emu(x), emu(y)) for x, y in stroke] for stroke in lines]
    across, down = [x for stroke in points for x, _ in stroke], [y for stroke in points for _, y in stroke]
    place = Area(min(across), min(down), max(across) - min(across), max(down) - min(down))
    path = "".join(
        f'<a:{(kind := "lnTo" if number else "moveTo")}><a:pt x="{x - place.left}" y="{y - place.top}"/></a:{kind}>'
        for stroke in points
        for number, (x, y) in enumerate(stroke)
    )
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{place.width}" h="{place.height}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    return _sp(name, place, f"{geometry}<a:noFill/>{outline}", "")


def connector(
    name: tuple[int, str, str],
    start: Point,
    end: Point,
    style: Style,
    holds: Sequence[tuple[int, int] | None],
    *,
    first: bool,
    last: bool,
) -> SlideShape:
    """A line from point to point, which holds on to sites of shapes where it begins and ends.

    The ``first`` of a course has the head at its start, the ``last`` the other.
    """
    (x, y), (to_x, to_y) = ((emu(one), emu(other)) for one, other in (start, end))
    place = Area(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
    turned = (' flipH="1"' if to_x < x else "") + (' flipV="1"' if to_y < y else "")
    held = "".join(
        f'<a:{which} id="{hold[0]}" idx="{hold[1]}"/>'
        for which, hold in zip(("stCxn", "endCxn"), holds, strict=True)
        if hold
    )
    at_start, at_end = _HEADS[style.head]
    heads = f'<a:headEnd type="{at_start if first else "none"}"/><a:tailEnd type="{at_end if last else "none"}"/>'
    return SlideShape(
        name[0],
        place,
        f"<p:cxnSp><p:nvCxnSpPr>{named(*name)}<p:cNvCxnSpPr>{held}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{_placed(place, turned)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_line(style, heads)}</p:spPr>'
        "</p:cxnSp>",
    )


def group(name: tuple[int, str, str], inner: Iterable[SlideShape]) -> SlideShape:
    """Shapes as a group, which is as large as they are."""
    inner = tuple(inner)
    left, top = min(one.area.left for one in inner), min(one.area.top for one in inner)
    right = max(one.area.left + one.area.width for one in inner)
    bottom = max(one.area.top + one.area.height for one in inner)
    width, height = right - left, bottom - top
    frame = _placed(Area(left, top, width, height)).removesuffix("</a:xfrm>")
    frame += f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>'
    return SlideShape(
        name[0],
        Area(left, top, width, height),
        f"<p:grpSp><p:nvGrpSpPr>{named(*name)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>"
        + "".join(one.xml for one in inner)
        + "</p:grpSp>",
    )


def site(box: Box, point: Point) -> int | None:
    """The number of a box's site at a point, the middle of its top, left, bottom or right side; None beside them."""
    middle, centre = box.x + box.width / 2, box.y + box.height / 2
    sites = ((middle, box.y), (box.x, centre), (middle, box.y + box.height), (box.x + box.width, centre))
    return next((number for number, place in enumerate(sites) if math.dist(place, point) < _NEARLY), None)
