"""Pictures that stand together: their text is of one size, so that a reader takes them for one series."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TypeVar

from palveluketju.drawing.drawing import Drawing

One = TypeVar("One")
Made = TypeVar("Made")


def in_series(
    ones: Iterable[One], drawn: Callable[[One, float], Drawing], made: Callable[[One, Drawing], Made]
) -> list[Made]:
    """What is made of a drawing of each: all have running text of one size, the largest that each has room for.

    ``drawn`` is given the greatest size that text may have, which is that of the smallest so far: larger text would be
    thrown away. What is made is kept, and not the drawings: one that turns out to be larger than later ones is drawn a
    second time.
    """
    kept, least = [], math.inf
    for one in ones:
        drawing = drawn(one, least)
        size = drawing.picture.text_size
        kept.append((one, size, made(one, drawing)))
        least = min(least, size or math.inf)
    return [what if size <= least else made(one, drawn(one, least)) for one, size, what in kept]
