"""The network around the client: who acts in the chain on both sides, who holds the whole together in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from palveluketju.drawing.content.client_words import Group
from palveluketju.drawing.content.legend import joined, legend_of
from palveluketju.drawing.content.network_words import NetworkWords
from palveluketju.drawing.content.overlay import Overlay, laid_on
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.frame.sheets import chain_sheet, saying_what_lacks
from palveluketju.drawing.picture.pages import MARGIN, Paper
from palveluketju.drawing.picture.picture import Box, Connector, MarkKind, Picture
from palveluketju.drawing.typesetting.columns import cut, divided
from palveluketju.drawing.typesetting.items import CLOSE, Item, Sizes
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.typesetting.setting import Block, height_of, set_items, text_box, widths
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph
from palveluketju.model import State
from palveluketju.terms import term, title

_MIDDLE: Final = 0.32
"""How wide the client's column is, as a part of the page between the margins."""
_GUTTER: Final = 30.0
"""Between the client's column and those beside it, in points."""
_APART, _RIM = 10.0, 8.0
"""Between boxes under each other, and from the edge of the client's column to the boxes in it."""
_LEAST: Final = 60.0
"""A page with less room left than this begins no box that it cannot hold, in points."""


def network_view(
    graph: ChainGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The client in the middle, with the paths of clients and the coordination; around it who acts in the chain.

    On the left stand the chain's organisers and what is part of their houses, on the right all others; where one side
    has nobody, both have some of the other. A line joins the client with each who acts in the chain. Services whose
    organiser is not told stand in a box that says so, which nothing joins. The description has all of it.
    """
    laid = laid_on(graph, overlay, lang)
    words = NetworkWords(graph, laid, lang)
    middle = [words.client(), *words.paths(), *words.coordination()]
    sides, loose = words.organisations(), words.loose()
    told = (one.told for one in (*middle[1:], *sides[0], *sides[1], *loose))
    own = len(description) - (len(overlay.told) if overlay and description else 0)  # what is laid over it comes last
    legend = joined(
        words.marks.legend(lang),
        ((MarkKind.OPEN, term("open", lang)), (MarkKind.UNKNOWN, term(State.NOT_KNOWN.value, lang))),
        legend_of(("link", "table-gap"), lang, {"link": "acts in the chain"}),
    )
    whole = (*description[:own], *told, *description[own:])
    sheet = chain_sheet(graph, "network", title("network", lang), page, lang, whole, legend, laid=laid)
    is_alone = not any((*sides, loose))
    sheet = saying_what_lacks(sheet, graph, title("nobody acts", lang) if is_alone else "")
    return sheet.picture(sheet.largest(lambda sizes: _Star(sheet, sizes).bodies(middle, *sides, loose)))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box as far as a page holds it: how far below the first of its column, and what stands in it."""

    group: Group
    y: float
    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        return height_of(self.blocks) + 2 * CLOSE

    @property
    def end(self) -> float:
        return self.y + self.height


class _Waiting(NamedTuple):
    """A box that no page has yet, and what is left in it where a page has a part of it already."""

    group: Group
    rest: tuple[Block, ...] | None = None


class _Star:
    """The pages of a network in one size of text."""

    def __init__(self, sheet: Sheet, sizes: Sizes) -> None:
        self._sheet, self._sizes = sheet, sizes
        self._middle = _MIDDLE * sheet.width
        self._side = (sheet.width - self._middle) / 2 - _GUTTER
        self._inner = self._middle - 2 * _RIM
        self._parts: dict[str, int] = {}

    def bodies(
        self, middle: Sequence[Group], own: Sequence[Group], others: Sequence[Group], loose: Sequence[Group]
    ) -> list[Body]:
        """The pages; none where larger text than the smallest would break words."""
        each = ((middle, self._inner), (own, self._side), (others, self._side), (loose, self._side))
        crowded = (self._is_crowded(group, width) for groups, width in each for group in groups)
        if self._sizes.body > self._sizes.least and any(crowded):
            return []
        sides = (own, others) if own and others else self._shared(own or others)
        columns, rest = [[*map(_Waiting, some)] for some in (middle, *sides)], [*loose]
        pages: list[Body] = []
        room = self._sheet.bottom - self._sheet.top
        while any(columns) or not pages:
            if pages:
                columns[0].insert(0, _Waiting(self._continued(middle[0]), ()))
            inside = self._fill(columns[0], self._inner, room - 2 * _RIM)
            beside = [self._fill(column, self._side, room) for column in columns[1:]]
            below = [] if any(columns) else self._below(beside, rest, room)
            pages.append(self._page(inside, beside, below))
        return self._with_rows(pages, rest) if rest else pages

    def _is_crowded(self, group: Group, width: float) -> bool:
        hyphen = text_width("-", self._sizes.body, bold=True)  # a word is broken that has no room for one
        return widths((*group.head, *group.words), self._sizes).least + hyphen > width - 2 * CLOSE

    def _set(self, words: Sequence[Item], width: float) -> tuple[Block, ...]:
        return set_items(words, width - 2 * CLOSE, self._sizes)

    def _shared(self, groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
        """Boxes for both sides, about as high on each, in their order."""
        heights = [height_of(self._set((*one.head, *one.words), self._side)) + 2 * CLOSE + _APART for one in groups]
        count, left = 0, 0.0
        while count < len(groups) and left + heights[count] / 2 <= sum(heights) / 2:
            left += heights[count]
            count += 1
        return [*groups[:count]], [*groups[count:]]

    # --- what a page holds ------------------------------------------------------------------------------------

    def _fill(self, column: list[_Waiting], width: float, room: float) -> list[_Placed]:
        """The boxes that a column has room for, which are taken from it; the last may go on on the next page."""
        found: list[_Placed] = []
        y = 0.0
        while column:
            group, rest = column[0]
            head = self._set(group.head, width)
            blocks = self._set(group.words, width) if rest is None else rest
            left = room - y - height_of(head) - 2 * CLOSE
            if height_of(blocks) <= left:
                found.append(_Placed(group, y, (*head, *blocks)))
                y = found[-1].end + _APART
                column.pop(0)
                continue
            count = cut(blocks, left)  # whole items of a list, no heading at the end
            here, below = (blocks[:count], blocks[count:]) if count else divided(blocks, left, some=not found)
            if found and (not here or room - y < _LEAST):
                break
            found.append(_Placed(group, y, (*head, *here)))
            column[:1] = [_Waiting(self._continued(group), below)] if below else []
            break
        return found

    def _continued(self, group: Group) -> Group:
        more = f" ({term('continued', self._sheet.lang)})"
        bold = next((one for one in group.head if one.bold), group.head[0])
        said = bold if bold.text.endswith(more) else replace(bold, text=bold.text + more)
        return replace(group, head=(said,))

    def _below(self, beside: Sequence[list[_Placed]], loose: list[Group], room: float) -> list[tuple[int, _Placed]]:
        """The boxes that nothing joins for which a side has room under its others, which are taken from ``loose``."""
        ends = [_end(column) + (2 * _APART if column else 0.0) for column in beside]
        found = []
        for group in [*loose]:
            side = ends.index(min(ends))
            placed = _Placed(group, ends[side], self._set((*group.head, *group.words), self._side))
            if placed.end <= room:
                found.append((side, placed))
                loose.remove(group)
                ends[side] = placed.end + _APART
        return found

    # --- where it stands --------------------------------------------------------------------------------------

    def _page(
        self, inside: Sequence[_Placed], beside: Sequence[Sequence[_Placed]], below: Sequence[tuple[int, _Placed]]
    ) -> Body:
        """A page: the client's column as high as what stands beside it, and all boxes in the middle of its height."""
        top, left = self._sheet.top, MARGIN + self._side + _GUTTER
        right = left + self._middle
        ends = [max((one.end for at, one in below if at == side), default=0.0) for side in (0, 1)]
        high = max(_end(inside) + 2 * _RIM, *map(_end, beside), *ends)
        panel = Box(self._number("client"), left, top, self._middle, high, "chain", inside[0].group.title)
        down = top + _RIM + (high - 2 * _RIM - _end(inside)) / 2
        boxes = [panel, *(self._box(one, left + _RIM, down, self._inner, layer=1) for one in inside)]
        connectors = []
        for side, (x, out, into) in enumerate(
            ((MARGIN, MARGIN + self._side, left), (right + _GUTTER, right + _GUTTER, right))
        ):
            loose = [one for at, one in below if at == side]
            sunk = high - ends[side] if loose else 0.0
            down = top + (sunk / 2 if loose else (high - _end(beside[side])) / 2)
            for one in beside[side]:
                box = self._box(one, x, down, self._side)
                boxes.append(box)
                y = box.y + box.height / 2
                said = f"{box.title} – {panel.title}{': ' if one.group.does else ''}{one.group.does}"
                name = f"{box.id} {panel.id}"
                connectors.append(Connector(name, ((out, y), (into, y)), "link", box.id, panel.id, said))
            boxes += (self._box(one, x, top + sunk, self._side) for one in loose)
        return Body(boxes, connectors)

    def _box(self, placed: _Placed, x: float, y: float, width: float, *, layer: int = 0) -> Box:
        group = placed.group
        area = (x, y + placed.y, width, placed.height)
        name, key = self._number(group.name), group.element
        return text_box(name, area, group.role, placed.blocks, title=group.title, layer=layer, element=key)

    def _number(self, name: str) -> str:
        """A name for a box, of its own also where it goes on."""
        self._parts[name] = self._parts.get(name, 0) + 1
        return name if self._parts[name] == 1 else f"{name}-{self._parts[name]}"

    def _with_rows(self, pages: list[Body], loose: Sequence[Group]) -> list[Body]:
        """Boxes that nothing joins, and that no side had room for, beside each other on pages of their own."""
        most = max(1, int((self._sheet.width + _APART) // (self._side + _APART)))
        columns = [[*map(_Waiting, loose[start::most])] for start in range(min(most, len(loose)))]
        room = self._sheet.bottom - self._sheet.top
        while any(columns):
            boxes = [
                self._box(one, MARGIN + place * (self._side + _APART), self._sheet.top, self._side)
                for place, column in enumerate(columns)
                for one in self._fill(column, self._side, room)
            ]
            pages.append(Body(boxes))
        return pages


def _end(column: Sequence[_Placed]) -> float:
    """How high a column is, in points."""
    return column[-1].end if column else 0.0
