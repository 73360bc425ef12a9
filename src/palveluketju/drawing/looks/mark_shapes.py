"""Marks as shapes: discs, diamonds and strokes, so that every writer draws the same sign and none needs a font."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from palveluketju.drawing.picture.picture import Mark, MarkKind, Point
from palveluketju.frozen import dataclass

STROKE: Final = 0.1
"""The width of a mark's lines, as a part of its size."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle: filled, or only its line."""

    x: float
    y: float
    radius: float
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Diamond:
    """A filled square that stands on a corner; ``radius`` is from its middle to a corner."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line over points."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """What a letter stands on, from its upper left corner: with round or square ends, filled or only its line."""

    x: float
    y: float
    width: float
    height: float
    is_round: bool = True
    filled: bool = False


Shape = Disc | Diamond | Stroke | Plate

_LINED: Final = (STROKE / 2, STROKE / 2, 1 - STROKE, 1 - STROKE)
_WITHIN: Final = 0.56
"""How large the sign in a badge is, as a part of it."""
_SHAPES: Final[Mapping[MarkKind, tuple[Shape, ...]]] = {
    MarkKind.CRITICAL: (Disc(0.5, 0.5, 0.2),),
    MarkKind.SERVICE: (Disc(0.5, 0.5, 0.18, filled=False),),
    MarkKind.ITEM: (Stroke(((0.25, 0.5), (0.75, 0.5))),),
    MarkKind.INTERFACE: (
        Stroke(((0.05, 0.32), (0.95, 0.32))),
        Stroke(((0.72, 0.12), (0.95, 0.32), (0.72, 0.52))),
        Stroke(((0.95, 0.7), (0.05, 0.7))),
        Stroke(((0.28, 0.5), (0.05, 0.7), (0.28, 0.9))),
    ),
    MarkKind.SHARED: (Diamond(0.5, 0.5, 0.42),),
    MarkKind.INTEGRATION: (Disc(0.5, 0.5, 0.42, filled=False), Disc(0.5, 0.5, 0.18)),
    MarkKind.CARRIED: (
        Stroke(((0.15, 0.1), (0.15, 0.65), (0.9, 0.65))),
        Stroke(((0.65, 0.42), (0.9, 0.65), (0.65, 0.88))),
    ),
    MarkKind.OPEN: (
        Stroke(
            (
                (0.25, 0.3),
                (0.3, 0.15),
                (0.42, 0.07),
                (0.58, 0.07),
                (0.7, 0.15),
                (0.75, 0.28),
                (0.7, 0.4),
                (0.54, 0.52),
                (0.5, 0.68),
            )
        ),
        Disc(0.5, 0.88, 0.07),
    ),
    MarkKind.UNKNOWN: (Disc(0.4, 0.4, 0.3, filled=False), Stroke(((0.62, 0.62), (0.95, 0.95)))),
    MarkKind.READING: (
        Stroke(((0.5, 0.18), (0.5, 0.62))),
        Stroke(((0.31, 0.29), (0.69, 0.51))),
        Stroke(((0.31, 0.51), (0.69, 0.29))),
    ),
    MarkKind.FINDING: (
        Stroke(((0.5, 0.08), (0.96, 0.92), (0.04, 0.92), (0.5, 0.08), (0.73, 0.5))),
        Stroke(((0.5, 0.38), (0.5, 0.62))),
        Disc(0.5, 0.77, 0.06),
    ),
    MarkKind.BADGE_OWN: (Plate(0, 0, 1, 1, filled=True),),
    MarkKind.BADGE_PUBLIC: (Plate(*_LINED, is_round=False),),
    MarkKind.BADGE_OTHER: (Plate(*_LINED),),
    MarkKind.BADGE_OPEN: (Plate(*_LINED),),
    MarkKind.BADGE_UNKNOWN: (Plate(*_LINED),),
    MarkKind.BADGE_UNTOLD: (Plate(*_LINED),),
}
_IN_BADGES: Final = {
    MarkKind.BADGE_OPEN: MarkKind.OPEN,
    MarkKind.BADGE_UNKNOWN: MarkKind.UNKNOWN,
    MarkKind.BADGE_UNTOLD: MarkKind.ITEM,
}
"""The sign that stands in a badge in place of a letter."""


def shapes_of(mark: Mark) -> tuple[Shape, ...]:
    """The shapes of a mark where it stands on its page, in points."""
    shapes = tuple(_placed(shape, mark) for shape in _SHAPES[mark.kind])
    if mark.kind not in _IN_BADGES:
        return shapes
    size = mark.size * _WITHIN
    edge = (mark.size - size) / 2
    return (*shapes, *shapes_of(Mark(mark.x + edge, mark.y + edge, size, _IN_BADGES[mark.kind])))


def _placed(shape: Shape, mark: Mark) -> Shape:
    size = mark.size
    if isinstance(shape, Plate):
        more = mark.width - size  # the ends of a wide one are as those of any other
        x, y, width, height = (part * size for part in (shape.x, shape.y, shape.width, shape.height))
        return Plate(mark.x + x, mark.y + y, width + more, height, shape.is_round, shape.filled)
    if isinstance(shape, Stroke):
        return Stroke(tuple((mark.x + x * size, mark.y + y * size) for x, y in shape.points))
    x, y, radius = mark.x + shape.x * size, mark.y + shape.y * size, shape.radius * size
    return Disc(x, y, radius, shape.filled) if isinstance(shape, Disc) else Diamond(x, y, radius)
