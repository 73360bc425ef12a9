"""Numbered notes, and what else is told under a view, in columns across a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.lists import Listed, columns_in, set_list

_COLUMN: Final = 250.0
"""How wide columns are at least, in points, of text of 10 points."""


def set_notes(items: Sequence[Item], width: float, sizes: Sizes, lang: str) -> Listed:
    """Notes in a width, in as many columns as it has room for and they need."""
    return set_list(tuple(items), width, sizes, lang, columns=columns_in(width, _COLUMN, sizes))
