"""The heads of connectors: how long they are, and the line that is left of a connector under them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from palveluketju.drawing.looks.theme import Style
from palveluketju.drawing.picture.picture import Point


def head_length(style: Style) -> float:
    """How long the head of a connector is, in points."""
    return 5 + 1.5 * style.line


def toward(start: Point, end: Point, by: float) -> Point:
    """The point that is so far from one point in the direction of another."""
    length = math.dist(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * by / length, start[1] + (end[1] - start[1]) * by / length


def shortened(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """A line without its last points of length; no further than to its last corner."""
    end = toward(points[-1], points[-2], min(by, math.dist(points[-1], points[-2])))
    return (*points[:-1], end)


def shortened_twice(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """A line without its first and last points of length."""
    return shortened(shortened(points, by)[::-1], by)[::-1]
