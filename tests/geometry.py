"""The audit of a picture: everything that is wrong with where things stand, and with what its legend tells.

It looks at the picture as a value, whatever made it and whatever it is written as. Areas are in points; a text is taken
for as high as its letters, without the room that lines under each other share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from palveluketju.drawing.looks.arrows import head_length, toward
from palveluketju.drawing.looks.theme import DEFAULT, Head
from palveluketju.drawing.picture.pages import PAGES, SMALLEST
from palveluketju.drawing.picture.picture import Box, Connector, Mark, MarkKind, Page, Picture, Sign, TextLine
from palveluketju.drawing.typesetting.badges import letter_of
from palveluketju.drawing.typesetting.measure import ASCENT, DESCENT, text_width

NEAR: Final = 0.05
"""Points by which positions may differ and still be taken for the same."""
_ON_SLIDES: Final = 12.0
"""The least size of text on a slide, in points."""
_TRACK: Final = 2.0
"""Two lines nearer to each other than this, in points, are seen as one."""
_TOGETHER: Final = 6.0
"""For so long, in points, two lines may run together where they part from one edge."""
_SERVICES: Final = frozenset({MarkKind.CRITICAL, MarkKind.SERVICE})
"""Marks that begin the names of services: one kind of them alone says nothing."""
_DASHED: Final = frozenset({"open", "unknown", "table-gap", "bar-open", "bar-unknown"})
"""Roles of boxes whose line says something of what stands in them."""
_ACROSS: Final = frozenset({"lanes", "lanes-by-producer"})
"""Views in which a line that leads from lane to lane may go over a lane between them, and through a bar there."""
_BAND: Final = "band"
"""The role of what is ground for other things: labels and marks of lines stand on it."""
_NUMBER: Final = re.compile(r"(\d+)\)")
_NOTE: Final = re.compile(r"(\d+)\) \S")


class Kind(StrEnum):
    """What can be wrong with a picture."""

    SMALL = "text smaller than the least size"
    MEASURED = "text that is not as wide as it was measured"
    TEXT_ON_TEXT = "text over text"
    TEXT_ON_LINE = "text on a line"
    TEXT_ON_HEAD = "text on the head of an arrow"
    TEXT_ON_BOX = "text over the edge of a box, or hidden by it"
    MARK = "a mark on something else"
    TRACK = "two lines on one track"
    WAY = "a line that is slanted, goes through a box, or does not end at its boxes"
    OUTSIDE = "something outside the page or its box"
    BOXES = "boxes over each other, or two of one id"
    UNEXPLAINED = "a mark, box or line that the legend does not explain"
    UNUSED = "an entry of the legend that nothing on the pages uses"
    NOTE = "a number without a note, or a note without its number"


OPEN: Final = frozenset({Kind.SMALL, Kind.TRACK, Kind.UNEXPLAINED, Kind.UNUSED, Kind.NOTE})
"""What some views still do: counted in ``geometry.json``, which only gets shorter."""


class Fault(NamedTuple):
    """One thing that is wrong: on which page (0 for the whole picture), what, and where."""

    page: int
    kind: Kind
    what: str


class Area(NamedTuple):
    """A rectangle by its edges, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Area, by: float = NEAR) -> bool:
        """Whether two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > by and min(self.bottom, other.bottom) - max(self.top, other.top) > by

    def holds(self, other: Area, by: float = NEAR) -> bool:
        """Whether another stands wholly within it."""
        starts = self.left - by <= other.left and self.top - by <= other.top
        return starts and other.right <= self.right + by and other.bottom <= self.bottom + by

    def touches(self, x: float, y: float) -> bool:
        """Whether a point is on its edge."""
        beside = min(abs(x - self.left), abs(x - self.right)) < NEAR and self.top - NEAR <= y <= self.bottom + NEAR
        above = min(abs(y - self.top), abs(y - self.bottom)) < NEAR and self.left - NEAR <= x <= self.right + NEAR
        return beside or above

    def shrunk(self, by: float) -> Area:
        """The same without its edges."""
        return Area(self.left + by, self.top + by, self.right - by, self.bottom - by)


def box_area(box: Box) -> Area:
    """Where a box stands."""
    return Area(box.x, box.y, box.x + box.width, box.y + box.height)


def line_area(line: TextLine) -> Area:
    """Where a line of text stands, with the room over and under its letters."""
    return Area(line.x, line.y - ASCENT * line.size, line.x + line.width, line.y + DESCENT * line.size)


def inked(line: TextLine) -> Area:
    """The letters of a line of text."""
    left, top, right, bottom = line_area(line)
    return Area(left, top + 0.1 * line.size, right, bottom - 0.1 * line.size)


def mark_area(mark: Mark) -> Area:
    """Where a mark stands."""
    return Area(mark.x, mark.y, mark.x + mark.width, mark.y + mark.size)


def audit(picture: Picture) -> tuple[Fault, ...]:
    """Everything that is wrong with a picture, page by page, then what is wrong with its legend and its notes."""
    across = picture.view in _ACROSS
    faults = [
        Fault(number, kind, what)
        for number, page in enumerate(picture.pages, 1)
        for kind, what in _page(page, across=across)
    ]
    faults += [Fault(0, kind, what) for kind, what in (*_small(picture), *_legend(picture), *_notes(picture))]
    return tuple(faults)


def faults(picture: Picture) -> tuple[Fault, ...]:
    """What is wrong with where things stand in a picture: what no view may do on any page, in any language."""
    assert picture.pages
    return tuple(fault for fault in audit(picture) if fault.kind not in OPEN)


def counted(faults: Iterable[Fault]) -> dict[str, int]:
    """How many faults there are of each kind, by its name."""
    return dict(sorted(Counter(fault.kind.name for fault in faults).items()))


Found = Iterator[tuple[Kind, str]]


def _page(page: Page, *, across: bool) -> Found:
    """What is wrong on a page; lines may go ``across`` bars in views where these stand between lanes."""
    whole = Area(0, 0, page.width, page.height)
    loose = [*page.lines, *(line for connector in page.connectors for line in connector.lines)]
    boxed = [line for box in page.boxes for line in box.lines]
    yield from _texts([*loose, *boxed])
    yield from _boxes(page.boxes, whole)
    around = _around(page)
    for line in loose:
        if not whole.holds(line_area(line)):
            yield Kind.OUTSIDE, f"the text {line.text!r}"
        for box in page.boxes:
            if _is_over(inked(line), box, around):
                yield Kind.TEXT_ON_BOX, f"{line.text!r} and {box.id}"
    yield from _marks(page, whole, loose)
    boxes = {box.id: box_area(box) for box in page.boxes}
    legs = [(connector, leg) for connector in page.connectors for leg in legs_of(connector)]
    for connector in page.connectors:
        yield from _connector(connector, boxes, whole, across=across)
    yield from _struck(page.connectors, legs, [*loose, *boxed])
    yield from _tracks(legs)


def _around(page: Page) -> frozenset[str]:
    """The boxes within which lines lead from one box to another, and bands: labels and marks of lines stand in them."""
    boxes = {box.id: box_area(box) for box in page.boxes}
    ends = [[boxes[name] for name in (one.start, one.end) if name in boxes] for one in page.connectors]
    return frozenset(
        name for name, area in boxes.items() if any(all(end != area and area.holds(end) for end in two) for two in ends)
    ) | {box.id for box in page.boxes if box.role == _BAND and not box.lines}


def _is_over(area: Area, box: Box, around: frozenset[str]) -> bool:
    """Whether what belongs to no box stands on one."""
    return box_area(box).overlaps(area) and not (box.id in around and box_area(box).holds(area))


def _least(page: Page) -> float:
    return _ON_SLIDES if (page.width, page.height) == PAGES["16x9"][:2] else SMALLEST


def _small(picture: Picture) -> Found:
    """Whether any text is too small, once for all: the smallest size is chosen for a picture as a whole."""
    small = [
        (line.size, line.text)
        for page in picture.pages
        for line in _all_lines(page)
        if line.size < _least(page) - NEAR and line.text.strip()
    ]
    if small:
        size, text = min(small)
        yield Kind.SMALL, f"{len(small)} lines, such as {text!r} with {size:g} points"


def _all_lines(page: Page) -> Iterator[TextLine]:
    yield from page.lines
    yield from (line for connector in page.connectors for line in connector.lines)
    yield from (line for box in page.boxes for line in box.lines)
    marks = (*page.marks, *(mark for box in page.boxes for mark in box.marks))
    yield from (letter for mark in marks if (letter := letter_of(mark)))


def _texts(lines: Sequence[TextLine]) -> Found:
    for line in lines:
        if abs(line.width - text_width(line.text, line.size, bold=line.bold)) > 0.01:
            yield Kind.MEASURED, f"{line.text!r} is not as wide as measured"
    areas = sorted(((inked(line), line.text) for line in lines if line.text.strip()), key=lambda one: one[0].top)
    for (one, text), (other, beside) in _near(areas):
        if one.overlaps(other):
            yield Kind.TEXT_ON_TEXT, f"{text!r} and {beside!r}"


def _near(areas: Sequence[tuple[Area, str]]) -> Iterator[tuple[tuple[Area, str], tuple[Area, str]]]:
    """Pairs that are as high as each other somewhere; the areas come sorted by their tops."""
    for place, one in enumerate(areas):
        for other in areas[place + 1 :]:
            if other[0].top >= one[0].bottom:
                break
            yield one, other


def _boxes(boxes: Sequence[Box], whole: Area) -> Found:
    if len({box.id for box in boxes}) < len(boxes):
        yield Kind.BOXES, "two boxes have one id"
    for box in boxes:
        area = box_area(box)
        if not whole.holds(area) or min(box.width, box.height) <= 0:
            yield Kind.OUTSIDE, f"the box {box.id}"
        for line in box.lines:
            if not area.holds(line_area(line)):
                yield Kind.OUTSIDE, f"{line.text!r} leaves the box {box.id}"
        for mark in box.marks:
            if not area.holds(mark_area(mark)):
                yield Kind.OUTSIDE, f"the mark {mark.kind} leaves the box {box.id}"
    for one, other in combinations(boxes, 2):
        if not box_area(one).overlaps(box_area(other)):
            continue
        low, high = sorted((one, other), key=lambda box: box.layer)
        if low.layer == high.layer or not box_area(low).holds(box_area(high)):
            yield Kind.BOXES, f"{low.id} and {high.id}"
        for line in low.lines:
            if line_area(line).overlaps(box_area(high)):
                yield Kind.TEXT_ON_BOX, f"{line.text!r} of {low.id} and {high.id}"


def _marks(page: Page, whole: Area, loose: Sequence[TextLine]) -> Found:
    """What is wrong with the marks: each has its room for itself."""
    for box in page.boxes:
        for mark in box.marks:
            for line in box.lines:
                if mark_area(mark).overlaps(inked(line)):
                    yield Kind.MARK, f"{mark.kind} on {line.text!r} of {box.id}"
    legs = [leg for connector in page.connectors for leg in legs_of(connector)]
    around = _around(page)
    for mark in page.marks:
        area = mark_area(mark)
        if not whole.holds(area):
            yield Kind.OUTSIDE, f"the mark {mark.kind}"
        for box in page.boxes:
            if _is_over(area, box, around):
                yield Kind.MARK, f"{mark.kind} on the box {box.id}"
        for line in loose:
            if area.overlaps(inked(line)):
                yield Kind.MARK, f"{mark.kind} on {line.text!r}"
        if any(area.overlaps(leg) for leg in legs):
            yield Kind.MARK, f"{mark.kind} on a line"
    for marks in (page.marks, *(box.marks for box in page.boxes)):
        for one, other in combinations(marks, 2):
            if mark_area(one).overlaps(mark_area(other)):
                yield Kind.MARK, f"{one.kind} on {other.kind}"
        for mark in marks:
            if (letter := letter_of(mark)) and not mark_area(mark).holds(inked(letter), 0.1 * letter.size):
                yield Kind.MARK, f"the letter {letter.text!r} leaves its {mark.kind}"


def legs_of(connector: Connector) -> Iterator[Area]:
    """The straight parts of a connector, with the thickness of a thin line."""
    for (x1, y1), (x2, y2) in pairwise(connector.points):
        yield Area(min(x1, x2) - 0.1, min(y1, y2) - 0.1, max(x1, x2) + 0.1, max(y1, y2) + 0.1)


def _is_passed(leg: Area, name: str, area: Area) -> bool:
    """Whether a line goes down through a bar from edge to edge; that it meets no words there is seen by itself."""
    return name.startswith(("bar-", "band-")) and leg.top < area.top and area.bottom < leg.bottom


def _connector(connector: Connector, boxes: dict[str, Area], whole: Area, *, across: bool) -> Found:
    ends = ((connector.start, connector.points[0]), (connector.end, connector.points[-1]))
    for name, point in ends:
        if name not in boxes or not (boxes[name].touches(*point) or boxes[name].holds(Area(*point, *point))):
            yield Kind.WAY, f"{connector.id} does not end at {name}"
    own = [boxes[name] for name, _ in ends if name in boxes]
    for leg in legs_of(connector):
        if min(leg.right - leg.left, leg.bottom - leg.top) > 0.2 + NEAR:
            yield Kind.WAY, f"{connector.id} is slanted"
        if not whole.holds(leg):
            yield Kind.OUTSIDE, f"the line {connector.id}"
        for name, area in boxes.items():
            # what stands in a box that the line ends at, or holds it, is not strange to it
            is_strange = not any(area.holds(end) for end in own) and not (across and _is_passed(leg, name, area))
            if is_strange and leg.overlaps(area.shrunk(0.3)):
                yield Kind.WAY, f"{connector.id} goes through {name}"


def _struck(
    connectors: Iterable[Connector], legs: Sequence[tuple[Connector, Area]], lines: Sequence[TextLine]
) -> Found:
    texts = [(inked(line), line.text) for line in lines if line.text.strip()]
    for connector, leg in legs:
        for area, text in texts:
            if leg.overlaps(area):
                yield Kind.TEXT_ON_LINE, f"{text!r} and {connector.id}"
    for connector in connectors:
        for head in heads_of(connector):
            for area, text in texts:
                if head.overlaps(area):
                    yield Kind.TEXT_ON_HEAD, f"{text!r} and {connector.id}"


def crossings(connectors: Iterable[Connector]) -> list[tuple[str, str]]:
    """The ids of lines of which one crosses the other, as often as they do."""
    legs = [(one.id, min(leg), max(leg)) for one in connectors for leg in pairwise(one.points)]
    upright = [leg for leg in legs if leg[1][0] == leg[2][0]]
    level = [leg for leg in legs if leg[1][1] == leg[2][1]]
    return [
        (one, other)
        for one, (x, top), (_, bottom) in upright
        for other, (left, y), (right, _) in level
        if one != other and left + NEAR < x < right - NEAR and top + NEAR < y < bottom - NEAR
    ]


def heads_of(connector: Connector) -> Iterator[Area]:
    """The heads of a connector, as the default theme draws them: an arrow's at its end, rings at both ends."""
    style = DEFAULT.style(connector.role)
    length = head_length(style)
    points = connector.points
    ends = [(points[-1], points[-2])] + ([(points[0], points[1])] if style.head is Head.RINGS else [])
    for tip, before in ends:
        base, wide = toward(tip, before, length), 0.3 * length
        xs, ys = (tip[0], base[0]), (tip[1], base[1])
        is_level = abs(tip[1] - base[1]) < abs(tip[0] - base[0])
        across, down = (0.0, wide) if is_level else (wide, 0.0)
        yield Area(min(xs) - across, min(ys) - down, max(xs) + across, max(ys) + down)


def _tracks(legs: Sequence[tuple[Connector, Area]]) -> Found:
    """Two lines that run along each other, so near that they are seen as one."""
    for (one, leg), (other, beside) in combinations(legs, 2):
        if one.id == other.id:
            continue
        level = leg.right - leg.left > leg.bottom - leg.top, beside.right - beside.left > beside.bottom - beside.top
        if level[0] is not level[1]:
            continue
        if level[0]:
            apart, along = abs(leg.top - beside.top), min(leg.right, beside.right) - max(leg.left, beside.left)
        else:
            apart, along = abs(leg.left - beside.left), min(leg.bottom, beside.bottom) - max(leg.top, beside.top)
        if apart < _TRACK and along > _TOGETHER:
            yield Kind.TRACK, f"{one.id} and {other.id}"


def _legend(picture: Picture) -> Found:
    """What is used and not explained, and what is explained and not used."""
    marks = {mark.sign for page in picture.pages for mark in _all_marks(page, picture)}
    roles = {box.role for page in picture.pages for box in page.boxes if not box.id.startswith("legend-")}
    lines = {connector.role for page in picture.pages for connector in page.connectors}
    explained = [sign for sign, _ in picture.legend]
    bullets = marks & _SERVICES if marks >= _SERVICES else set()
    used: set[Sign | str] = {*marks - _SERVICES - {MarkKind.ITEM}, *bullets, *(roles & _DASHED), *lines}
    for sign in sorted(used, key=str):
        of_bar = sign.removeprefix("bar-") if isinstance(sign, str) else sign
        if not {sign, of_bar} & set(explained):
            yield Kind.UNEXPLAINED, str(sign)
    for sign in explained:
        if sign not in {*marks, *roles, *lines}:
            yield Kind.UNUSED, str(sign)
    for number, page in enumerate(picture.pages, 1):
        told = {line.text for line in page.lines}
        if missing := [meaning for _, meaning in picture.legend if meaning not in told]:
            yield Kind.UNEXPLAINED, f"page {number} does not tell {missing}"


def _all_marks(page: Page, picture: Picture) -> Iterator[Mark]:
    """The marks of a page but for those of the legend: each of these has its meaning right beside it."""
    meanings = {meaning for _, meaning in picture.legend}
    told = [line for line in page.lines if line.text in meanings]
    yield from (mark for box in page.boxes for mark in box.marks)
    for mark in page.marks:
        if not any(
            0 < line.x - mark.x < 3 * line.size and abs(line.y - mark.y - mark.size) < line.size for line in told
        ):
            yield mark


def _notes(picture: Picture) -> Found:
    """Numbers at lines without a note, and notes whose number is at no line."""
    at_lines = {
        number
        for page in picture.pages
        for connector in page.connectors
        for line in connector.lines
        if not _NOTE.match(line.text) or _NUMBER.sub("", line.text).strip() == ""
        for number in _NUMBER.findall(line.text)
    }
    lines = [line for page in picture.pages for line in page.lines]
    lines += [line for page in picture.pages for box in page.boxes for line in box.lines]
    listed = {found[1] for line in lines if (found := _NOTE.match(line.text))}
    for number in sorted(at_lines - listed, key=int):
        yield Kind.NOTE, f"the number {number}) has no note"
    for number in sorted(listed - at_lines, key=int):
        yield Kind.NOTE, f"the note {number}) is at no line"
