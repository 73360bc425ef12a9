"""How high signs stand beside a text, and the letter in a badge, which is a text of that size."""

from __future__ import annotations

from typing import Final

from palveluketju.drawing.picture.picture import Badge, Mark, Sign, TextLine
from palveluketju.drawing.typesetting.measure import text_width

_HIGH: Final = 1.14
"""How high a badge is, as a part of the size of its letter, which is that of the text beside it."""
_OVER: Final = 0.9
"""From the baseline of that text up to a badge's upper edge, as a part of its size."""
_CAPITAL: Final = 0.72
"""How high a capital letter is, as a part of its size."""


def is_badge(sign: Sign) -> bool:
    """Whether a sign says whose something is."""
    return isinstance(sign, Badge) or sign.is_badge


def sign_height(sign: Sign, size: float, plain: float) -> float:
    """How high a sign is beside a text of a size; ``plain`` is how high one without a letter is."""
    return size * _HIGH if is_badge(sign) else plain


def sign_top(sign: Sign, baseline: float, size: float, plain: float) -> float:
    """The upper edge of a sign beside a text of a size; ``plain`` is that of one without a letter."""
    return baseline - size * _OVER if is_badge(sign) else plain


def letter_of(mark: Mark) -> TextLine | None:
    """The letter in a mark, in its middle; None where it has none."""
    if not mark.letter:
        return None
    size = mark.size / _HIGH
    width = text_width(mark.letter, size, bold=True)
    x, y = mark.x + (mark.width - width) / 2, mark.y + (mark.size + _CAPITAL * size) / 2
    return TextLine(x, y, mark.letter, width, size, f"mark-{mark.kind}", bold=True)
