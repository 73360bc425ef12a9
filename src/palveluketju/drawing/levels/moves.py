"""How clients move between levels that are not neighbours, drawn: lanes under the levels, arrows to own steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from palveluketju.drawing.content.links import Link, Notes
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.picture import Connector, Mark, MarkKind, Point, TextLine
from palveluketju.drawing.routing.ports import Ports, taken
from palveluketju.drawing.routing.tracks import in_tracks
from palveluketju.drawing.typesetting.items import Sizes
from palveluketju.drawing.typesetting.measure import LEADING, text_width
from palveluketju.frozen import dataclass
from palveluketju.graph import Node

SIGN: Final = 8.5
"""The size of the sign of a hand-over, in points."""
_BEHIND: Final = SIGN + 3.0
"""How much room the sign of a reading takes behind a label."""
_CLEAR: Final = 9.0
"""Between the ends of two lines on one edge, as long as there is room."""
_SHARES: Final = (0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86)
"""Where lines reach an edge, as parts of its width, the best place first."""


def port_on(ports: Ports, x: float, width: float) -> float:
    """A place on the lower edge of a level, with those that are taken in its row; it is taken then."""
    places = [x + width * share for share in _SHARES] + [x + step for step in range(5, int(width) - 4, 3)]
    return taken(places, _CLEAR, [ports])


@dataclass(frozen=True, slots=True)
class MoveLane:
    """A link under the levels: from where to where, on which lane, and its label."""

    link: Link
    start: float
    end: float
    index: int
    label: str = ""
    label_x: float = 0.0

    @property
    def left(self) -> float:
        """Its left end."""
        return min(self.start, self.end)

    @property
    def right(self) -> float:
        """Its right end."""
        return max(self.start, self.end)


def lane_height(sizes: Sizes) -> float:
    """From lane to lane, with a label over the line."""
    return sizes.small * LEADING + 6


def lanes_of(
    links: Iterable[Link],
    spans: Mapping[Node, tuple[float, float]],
    ports: Ports,
    doors: Sequence[float],
    notes: Notes,
    sizes: Sizes,
) -> list[MoveLane]:
    """Lanes for links: the shortest next to the levels; ``spans`` are the left edge and width of each level."""
    ends = [(link, port_on(ports, *spans[link.start]), port_on(ports, *spans[link.end])) for link in links]
    ends.sort(key=lambda one: abs(one[1] - one[2]))
    tracks = in_tracks([(min(start, end), max(start, end)) for _, start, end in ends], _CLEAR)
    lanes = [MoveLane(link, start, end, index) for (link, start, end), index in zip(ends, tracks, strict=True)]
    return [_labelled(lane, lanes, doors, notes, sizes) for lane in lanes]


def _labelled(
    lane: MoveLane, lanes: Sequence[MoveLane], doors: Sequence[float], notes: Notes, sizes: Sizes
) -> MoveLane:
    """A lane with its text where no other line crosses it, else with the number of a note."""
    crossing = [x for other in lanes if other.index > lane.index for x in (other.start, other.end)]
    cuts = sorted([lane.left, lane.right, *(x for x in (*crossing, *doors) if lane.left < x < lane.right)])
    gaps = [(right - left, left) for left, right in pairwise(cuts)]
    room, left = max(gaps, key=lambda gap: gap[0], default=(0.0, lane.left))
    sign = 11.0 if lane.link.is_crossing else 0.0
    told, behind = lane.link.told if not lane.link.remark else "", _BEHIND * len(lane.link.read)
    if not told or text_width(told, sizes.small) + sign + behind + 12 > room:
        told, behind = notes.number(lane.link), 0.0
    width = text_width(told, sizes.small) + sign + behind
    if not told or width + 4 > room:
        return replace(lane, label_x=left + room / 2 + 6 if room > SIGN + 6 else 0.0)
    return replace(lane, label=told, label_x=left + (room - width) / 2 + sign)


def draw_lanes(canvas: Canvas, lanes: Iterable[MoveLane], top: float, sizes: Sizes) -> None:
    """The lanes from the lower edge of the levels down."""
    for lane in lanes:
        y = top + (lane.index + 1) * lane_height(sizes)
        start, end = canvas.spots[lane.link.start], canvas.spots[lane.link.end]
        points = ((lane.start, start.bottom), (lane.start, y), (lane.end, y), (lane.end, end.bottom))
        lines = [label(lane.label, lane.label_x, y - 3.5, lane.link.role, sizes)] if lane.label else []
        if lane.label == lane.link.told:  # what a note tells has its signs there
            for place, kind in enumerate(lane.link.read):
                x = lane.label_x + lines[0].width + (place + 1) * _BEHIND - SIGN
                canvas.marks.append(Mark(x, y - 11, SIGN, kind))
        if lane.link.is_crossing and lane.label_x:
            draw_sign(canvas, lane.label_x - 10.5, y - 11)
        connect(canvas, lane.link, points, start.under, end.under, lines)


def label(text: str, x: float, y: float, role: str, sizes: Sizes) -> TextLine:
    """A label or a note's number on a connector."""
    is_number = text[:-1].isdigit()
    return TextLine(x, y, text, text_width(text, sizes.small, bold=is_number), sizes.small, role, is_number)


def draw_sign(canvas: Canvas, x: float, y: float) -> None:
    """The sign of a crossed border, with its upper left corner at a place."""
    canvas.marks.append(Mark(x, y, SIGN, MarkKind.INTEGRATION))


def connect(
    canvas: Canvas,
    link: Link,
    points: Sequence[Point],
    start: str,
    end: str,
    lines: Sequence[TextLine] = (),
) -> None:
    """The arrow of a link through points, from a box to a box by their ids."""
    name = canvas.unique(link.name)
    canvas.connectors.append(
        Connector(name, tuple(points), link.role, start, end, link.title, tuple(lines), link.element)
    )


def draw_inner(canvas: Canvas, links: Iterable[Link], notes: Notes, sizes: Sizes) -> None:
    """Arrows from a level down to its own steps."""
    for link in links:
        start, end = canvas.spots[link.start], canvas.spots[link.end]
        x, number = end.x + end.width / 2, notes.number(link)
        lines = [label(number, x + 6, end.top - 6, link.role, sizes)] if number else []
        if link.is_crossing:
            draw_sign(canvas, x - 15, end.top - 14)
        connect(canvas, link, ((x, end.top - 15), (x, end.top)), start.under, end.name, lines)
