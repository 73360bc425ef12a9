"""The heading of every page: the title with its signs, and under it one line that says what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from palveluketju.drawing.picture.picture import Sign
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import Block, set_items


def heading(
    title: str,
    signs: tuple[Sign, ...],
    under: str,
    width: float,
    sizes: Sizes,
    *,
    again: bool = False,
    more: Sequence[Item] = (),
) -> tuple[Block, ...]:
    """The heading in a width; smaller where it stands on a further page ``again``, with ``more`` under it."""
    name = Item(title, after=signs, bold=True, size=Size.HEADING if again else Size.TITLE)
    return set_items((name, Item(under, "quiet", size=Size.SMALL), *more), width, sizes)
