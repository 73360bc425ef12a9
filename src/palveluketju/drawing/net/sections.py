"""Parts of a view under headings of their own: boxes and ties, then what has no ties as a list in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.net.layered import APART, Shown, Tie
from palveluketju.drawing.net.pages import Pages, with_more
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.picture.picture import Box
from palveluketju.drawing.typesetting.columns import balanced, filled
from palveluketju.drawing.typesetting.items import CLOSE, Item, Size, Sizes
from palveluketju.drawing.typesetting.lists import columns_in
from palveluketju.drawing.typesetting.setting import Block, Stack, height_of, place, set_items

_COLUMN: Final = 170.0
"""How wide a column of a list is, in points."""
_UNDER: Final = 6.0
"""The gap under a heading."""


class NetSection(NamedTuple):
    """A part of a view: boxes with ties, and under the heading ``apart`` a list of what has none."""

    name: str
    heading: str
    shown: Sequence[Shown]
    ties: Sequence[Tie]
    listed: Sequence[Item]
    apart: str


def section_bodies(sheet: Sheet, sections: Sequence[NetSection]) -> list[Body]:
    """The pages of sections under each other, as many on a page as it has room for.

    A section begins on the rest of a page where all its boxes and ties have room there, or would need more than one
    page anyway; its list goes on where there is room.
    """
    return sheet.largest(lambda sizes: _stacked(sheet, sections, sizes))


def _stacked(sheet: Sheet, sections: Sequence[NetSection], sizes: Sizes) -> list[Body]:
    bodies: list[Body] = []
    bottom = sheet.top
    for section in sections:
        part = _Part(sheet, section, sizes, bottom - sheet.top + 2 * APART) if bodies else None
        if part is None or not part.is_whole:
            alone = _Part(sheet, section, sizes)
            part = part if part is not None and part.begins and alone.drawn > 1 else alone
        if part.is_below:
            bodies = [*with_more(bodies, part.bodies[0]), *part.bodies[1:]]
        else:
            bodies += part.bodies
        bottom = part.bottom
    return bodies


class _Part:
    """A section so far ``down`` from where a page begins, with its heading on each page that it takes.

    Attributes:
        bodies: its pages.
        bottom: where the last of them ends.
        drawn: how many pages have ties.
        begins: whether the first page has room for its heading and something of it.
        is_below: whether it begins under something else.
    """

    def __init__(self, sheet: Sheet, section: NetSection, sizes: Sizes, down: float = 0.0) -> None:
        heading = set_items([Item(section.heading, "heading", bold=True, size=Size.HEADING)], sheet.width, sizes)
        over = height_of(heading) + _UNDER
        self._sizes, self.is_below = sizes, down > 0
        self._first, self._later = replace(sheet, down=down + over), replace(sheet, down=over)
        pages = Pages(self._first, section.shown, section.ties, sizes, later=self._later)
        found = pages.bodies()
        self.drawn, self.bottom = len(found), pages.bottom
        if section.listed:
            found = self._with_list(found, section)
        self.begins = pages.fits and bool(found[0].boxes)
        places = [sheet.top + down, *(sheet.top for _ in found[1:])]
        self.bodies = [
            body._replace(lines=(*place(heading, MARGIN, y).lines, *body.lines))
            for body, y in zip(found, places, strict=True)
        ]

    @property
    def is_whole(self) -> bool:
        """Whether all its ties stand on its first page."""
        return self.begins and self.drawn <= 1

    def _with_list(self, bodies: list[Body], section: NetSection) -> list[Body]:
        """The list in a box under what is there already, as far as there is room, then on pages of its own."""
        inner = self._first.width - 2 * CLOSE
        count = columns_in(inner, _COLUMN, self._sizes)
        each = (inner + APART) / count - APART
        pieces = [piece for item in section.listed for piece in item.pieces()]
        heading = set_items([Item(section.apart, "quiet", bold=True)] if bodies else (), inner, self._sizes)
        over = height_of(heading)
        y = self.bottom + APART if bodies else self._first.top
        bodies = bodies or [Body()]
        rest: Sequence[Block] = set_items(pieces, each, self._sizes)
        number = 0
        while rest:
            columns, left = _columns(rest, count, self._first.bottom - y - over - 2 * CLOSE)
            if not columns and y <= self._later.top:
                columns, left = [rest[:1]], rest[1:]  # what is higher than a page stands somewhere
            if columns:
                number += 1
                stacks: list[Stack] = [(heading, MARGIN + CLOSE, y + CLOSE)]
                stacks += [
                    (column, MARGIN + CLOSE + place_of * (each + APART), y + CLOSE + over)
                    for place_of, column in enumerate(columns)
                ]
                height = over + max(height_of(column) for column in columns) + 2 * CLOSE
                area = (MARGIN, y, self._first.width, height)
                bodies = with_more(bodies, Body([_list_box(f"{section.name}-list-{number}", area, stacks)]))
                self.bottom, rest = y + height, left
            if rest:
                bodies, y = [*bodies, Body()], self._later.top
        return bodies


def _columns(blocks: Sequence[Block], count: int, room: float) -> tuple[list[Sequence[Block]], Sequence[Block]]:
    """A list in columns as far as it stands within a height, and what is left of it."""
    height, columns = balanced(blocks, count)
    if height <= room:
        return columns, ()
    columns = filled(blocks, count, room)
    return columns, blocks[sum(map(len, columns)) :]


def _list_box(name: str, area: tuple[float, float, float, float], stacks: Sequence[Stack]) -> Box:
    """A box with paragraphs in columns."""
    placed = [place(blocks, x, y, "chain") for blocks, x, y in stacks]
    lines = tuple(line for one in placed for line in one.lines)
    marks = tuple(mark for one in placed for mark in one.marks)
    said = " ".join(line.text for line in lines if line.role != "finding")
    return Box(name, *area, "chain", said, lines=lines, marks=marks)
