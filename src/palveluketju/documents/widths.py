"""How wide the columns of a table are, by what stands in them; in points."""

from __future__ import annotations

import re
from typing import Final

from palveluketju.documents.document import Table, lines_of, plain
from palveluketju.drawing.typesetting.measure import text_width

_WIDEST: Final = 200.0
"""No column asks for more than this, unless there is room."""
_BESIDE: Final = 13.0
"""The empty room beside the text of a cell."""
_UNBROKEN: Final = re.compile(r"[^\s-]+-?|-")


def wished_widths(table: Table, size: float) -> tuple[tuple[float, float], ...]:
    """For every column the least width, that of its longest word, and the one at which most lines fit.

    ``size`` is that of the text, in points.
    """
    found = []
    for place, heading in enumerate(table.headings):
        lines = [(line, True) for line in lines_of(plain(heading))]
        bold = place == 0 and table.row_headings
        lines += [(line, bold) for row in table.rows for line in lines_of(plain(row[place]))]
        words = {(word, bold) for line, bold in lines for word in _UNBROKEN.findall(line)}
        least = max((text_width(word, size, bold=bold) for word, bold in words), default=0.0) + _BESIDE
        longest = max((text_width(line, size, bold=bold) for line, bold in set(lines)), default=0.0) + _BESIDE
        found.append((least, max(least, min(longest, _WIDEST))))
    return tuple(found)


def fitted_widths(table: Table, room: float, size: float) -> tuple[float, ...]:
    """Widths that fill a room: no word is broken as long as all of them have a place in it."""
    asked = wished_widths(table, size)
    least, wished = sum(one[0] for one in asked), sum(one[1] for one in asked)
    if wished <= room:
        return tuple(one[1] * room / wished for one in asked)
    if least <= room:
        share = (room - least) / (wished - least)
        return tuple(low + (high - low) * share for low, high in asked)
    return tuple(one[0] * room / least for one in asked)
