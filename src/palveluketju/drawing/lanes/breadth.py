"""One breadth of pages of lanes: the columns that stand beside each other, and all lanes under their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from palveluketju.drawing.content.links import Link, Notes
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.lanes.apart import apart_part
from palveluketju.drawing.lanes.bars import Bars, empty_runs
from palveluketju.drawing.lanes.cells import EDGE, GAP, Cell, Part, Strip, listed, paged
from palveluketju.drawing.lanes.columns import Columns, Line
from palveluketju.drawing.lanes.coordination import coordination_part
from palveluketju.drawing.lanes.moves import ABOVE, BENEATH, TRACK, Gutter, Hop, Row, draw_hops, hops_of
from palveluketju.drawing.lanes.notes import Under
from palveluketju.drawing.lanes.widths import lengths, widest_word, widths_of
from palveluketju.drawing.lanes.words import Lane, LaneWords
from palveluketju.drawing.picture.pages import MARGIN, SMALLEST
from palveluketju.drawing.routing.ports import Ports
from palveluketju.drawing.stairs.beside import beside_height, draw_beside
from palveluketju.drawing.stairs.canvas import Canvas
from palveluketju.drawing.stairs.moves import draw_lanes, lane_height, lanes_of
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import set_items
from palveluketju.graph import Node
from palveluketju.terms import term

_NARROWEST, _WIDEST = 74.0, 0.16
"""How wide the heads of lanes are at least in points, and at most as a part of the page's width."""
_BESIDE, _BETWEEN = 8.0, 2.0
_DOORS: Final = 0.3
"""How much of a page's height ways in and out may take."""
_SPARE: Final = 24.0
"""How much higher than it must be a lane is drawn at most, in points."""


@dataclass(frozen=True)
class Job:
    """What is drawn on all pages alike; ``roles`` are those of the heads of levels that are no steps."""

    sheet: Sheet
    words: LaneWords
    links: tuple[Link, ...]
    roles: dict[Node, str]


class Breadth:
    """Some columns with all lanes, on as many pages as the lanes need; columns ``before`` it are on earlier pages."""

    def __init__(
        self,
        job: Job,
        lines: Sequence[Line],
        before: Sequence[Line],
        sizes: Sizes,
        names: set[str],
        *,
        labels: bool,
        weighed: bool,
        doors: bool,
    ) -> None:
        self._job, self._lines, self._before, self._sizes, self._names = job, lines, before, sizes, names
        self._words, self._labels, self._weighed, self._has_doors = job.words, labels, weighed, doors
        self._levels = [line[-1] for line in lines]
        self.notes = Notes(job.words)
        inside = [link for link in job.links if {link.start, link.end} <= set(self._levels)]
        self._hops = hops_of(inside, self._levels, job.words, self.notes, sizes, labels=labels)
        self._gutters = [Gutter(number, self._hops) for number in range(len(lines) - 1)]
        handed = {hop.link for hop in self._hops}
        self._ends = {end for hop in self._hops for end in zip(hop.columns, hop.lanes, strict=True)}
        self._beside, self._along = self._sorted([link for link in inside if link not in handed])
        for link in self._beside:
            self.notes.number(link)

    def _sorted(self, links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
        """Moves between neighbours, one in each direction, and all others."""
        place = {level: index for index, level in enumerate(self._levels)}
        beside: dict[tuple[int, int], Link] = {}
        along = []
        for link in links:
            ends = place[link.start], place[link.end]
            if abs(ends[0] - ends[1]) == 1 and link.role != "exchange" and ends not in beside:
                beside[ends] = link
            else:
                along.append(link)
        return list(beside.values()), along

    # --- where everything is ----------------------------------------------------------------------------------

    def _edges(self) -> list[tuple[float, float]] | None:
        """The left and right edges of the columns; None where there is no room for them."""
        words, sizes, scale = self._words, self._sizes, self._sizes.body / 9
        heads = [item for lane in words.lanes for item in words.lane_head(lane)]
        sheet = self._job.sheet
        self._head_width = min(max(widest_word(heads, sizes), _NARROWEST * scale), _WIDEST * sheet.width)
        gutters = [gutter.width for gutter in self._gutters]
        room = sheet.width - self._head_width - _BESIDE - EDGE - sum(gutters)
        every = [[item for lane in words.lanes for item in words.cell(lane, level)] for level in self._levels]
        heads_of = [words.level_head(level) for level in self._levels]
        parts, wholes = (
            [
                max(widest_word(items, sizes, parts=parts), widest_word(head, sizes, parts=parts))
                for head, items in zip(heads_of, every, strict=True)
            ]
            for parts in (True, False)
        )
        needs = list(zip(parts, wholes, strict=True))
        following = [*self._lines[1:], ()]
        self._stubs = [
            not items and len(after) > len(line)
            for items, line, after in zip(every, self._lines, following, strict=True)
        ]
        whole = self._labels or sizes.body > SMALLEST
        cells = ([words.cell(lane, level) for level in self._levels] for lane in words.lanes)
        held = lengths((heads_of, *cells), sizes) if self._weighed else ()
        widths = widths_of(needs, self._stubs, room, whole=whole, held=held)
        if widths is None:
            return None
        x = MARGIN + self._head_width + _BESIDE
        lefts = accumulate((width + gutter for width, gutter in zip(widths, gutters, strict=False)), initial=x)
        return [(left, left + width) for left, width in zip(lefts, widths, strict=True)]

    def _part(self, number: int, lane: Lane, edges: Sequence[tuple[float, float]]) -> Part:
        """A lane with its strips: bars over the levels' cells in the first lane, else under them; no empty cells."""
        words, sizes = self._words, self._sizes
        role = "table-head" if lane.who and lane in words.own else lane.role
        items = words.lane_head(lane)
        said, more = (
            " ".join(item.text for item in items),
            Item(f"({term('continued', words.lang)})", size=Size.SMALL),
        )
        width = self._head_width - 2 * EDGE
        name, blocks = f"lane-{words.lane_id(lane)}", set_items(items, width, sizes)
        element = lane.who.key if lane.who else ""
        head = Cell(name, MARGIN, self._head_width, role, said, sizes, blocks, element=element)
        again = replace(head, head=set_items([*items, more], width, sizes))
        cells = []
        for column, (level, (left, right)) in enumerate(zip(self._levels, edges, strict=True)):
            if self._stubs[column]:
                continue
            name, title = f"cell-{words.lane_id(lane)}-{level.id}", f"{said}, {words.name(level)}"
            cell = Cell(name, left, right - left, "services", title, sizes, ends=(column, number) in self._ends)
            cells.append(listed(cell, words.cell(lane, level)))
        least = max((gutter.needed(number) for gutter in self._gutters), default=0.0)
        sides = (ABOVE, BENEATH) if number == 0 else (BENEATH, ABOVE)
        crossed = {side: [gutter.is_crossed(number, side) for gutter in self._gutters] for side in sides}
        bars = Bars(self._lines, self._before, edges, words, sizes)
        strips = bars.strips(lane, crossed)
        seen = {cell.x for cell in cells if cell.is_seen}
        empty = empty_runs([left not in seen for left, _ in edges], [one.is_free(number) for one in self._gutters])
        beside = bars.part(lane, empty, in_line=True) if seen else None
        if not beside and (alone := bars.part_strip(lane, crossed)):
            strips[alone[0]].append(alone[1])
        if seen:
            strips[ABOVE].append(Strip((*cells, *((beside,) if beside else ())), least, is_levels=True))
        return Part(number, head, again, (*strips[ABOVE], *strips[BENEATH]))

    # --- pages ------------------------------------------------------------------------------------------------

    def bodies(self) -> list[Body] | None:
        """The pages; None where the columns have not the room that they need."""
        edges = self._edges()
        if edges is None:
            return None
        sheet, sizes = self._job.sheet, self._sizes
        heads = {level: (level,) for level in self._levels}
        least = beside_height(self._beside, heads, sizes, rises=False)
        columns = Columns(self._lines, edges, self._words, sizes, self._job.roles, least)
        doors = self._has_doors
        if columns.above > _DOORS * sheet.size.height if doors else not columns.above:
            return None
        spans = {level: (left, right - left) for level, (left, right) in zip(self._levels, edges, strict=True)}
        along = lanes_of(self._along, spans, Ports(), [], self.notes, sizes)
        band = lane_height(sizes) * (1 + max(lane.index for lane in along)) if along else 0.0
        tops = [sheet.top + (columns.above if doors else 0.0), sheet.top]
        starts = [tops[0] + columns.height + band + _BETWEEN, tops[1] + columns.height + _BETWEEN]
        low = sheet.bottom - _BETWEEN
        every = ((lane, self._part(number, lane, edges)) for number, lane in enumerate(self._words.lanes))
        # a lane that has nothing at the levels of a page has no room there, but for the chain's own
        parts = [part for lane, part in every if part.strips or lane in self._words.own]
        parts += coordination_part(self._words, self._levels, edges, self._head_width, sizes, first=not self._before)
        parts += apart_part(self._words, edges, self._head_width, sizes) if not self._before else []
        rooms = [low - start - self._passing for start in starts]
        pages = paged(parts, rooms[0], rooms[1], _BETWEEN)
        apart = self._apart(pages) if pages else []
        if pages is None or (apart and sizes.body > SMALLEST):
            return None
        loose = [] if self._before else self._words.loose_doors()
        aside = [] if doors else columns.door_items
        told = [*aside, *self.notes.items, *map(self._aside, (*apart, *self._leaving())), *loose]
        under = Under(told, sheet, sizes, self._names)
        drawn: set[Hop] = set()
        bodies = []
        for number, page in enumerate(pages):
            canvas, later = Canvas(self._names), min(number, 1)
            columns.draw(canvas, tops[later], doors=doors and not later)
            if not later:
                draw_beside(canvas, self._beside, heads, self.notes, sizes, rises=False)
                draw_lanes(canvas, along, tops[0] + columns.height, sizes)
            room = low - starts[later] - self._passing - sum(part.height + _BETWEEN for part in page) + _BETWEEN
            ends = number == len(pages) - 1 and under.height <= room
            rows, end = self._draw(canvas, page, starts[later], room - (under.height if ends else 0.0))
            draw_hops(canvas, self._hops, self._gutters, edges, rows, drawn)
            if ends:
                under.write(canvas, end)
            bodies.append(Body(canvas.boxes, canvas.connectors, canvas.lines, canvas.marks))
        return [*bodies, *under.pages()]

    @property
    def _passing(self) -> float:
        """How high the room is for hand-overs that go past columns, over the cells of the highest lane."""
        count = sum(hop.is_far for hop in self._hops)
        return TRACK * (count + 1) if count else 0.0

    def _draw(self, canvas: Canvas, page: Sequence[Part], y: float, room: float) -> tuple[dict[int, Row], float]:
        """The lanes of one page from its top down, in what is left of its room; their levels' cells, and their end."""
        spare = max(0.0, min(room / max(1, sum(part.has_levels for part in page)), _SPARE))
        rows: dict[int, Row] = {}
        for part in page:
            passing = self._passing if part.has_levels and not rows else 0.0
            height = part.height + passing + (spare if part.has_levels else 0.0)
            x, end = part.head.x + part.head.width, MARGIN + self._job.sheet.width
            canvas.box(f"band-{part.head.name}", x, y, end - x, height, "band", part.head.title)
            part.head.draw(canvas, y, height)
            free, at = height - passing - part.held, y + GAP
            for strip in part.strips:
                at += passing if strip.is_levels else 0.0
                high = strip.height + (free if strip.is_levels or not part.has_levels else 0.0) / _sharing(part)
                names = strip.draw(canvas, at, high)
                if strip.is_levels:
                    columns = (column for column, is_stub in enumerate(self._stubs) if not is_stub)
                    # what stands in room that is over is behind the levels' cells
                    rows[part.lane] = Row(at, at + high, dict(zip(columns, names, strict=False)))
                at += high + GAP
            y += height + _BETWEEN
        return rows, y - _BETWEEN

    # --- notes ------------------------------------------------------------------------------------------------

    def _apart(self, pages: Sequence[Sequence[Part]]) -> list[Link]:
        """The hand-overs between lanes that do not stand on one page."""
        together = [{part.lane for part in page if part.has_levels} for page in pages]
        lost = (hop.link for hop in self._hops if not any({*hop.lanes} <= page for page in together))
        return list(dict.fromkeys(lost))

    def _leaving(self) -> list[Link]:
        """The moves to columns on other pages."""
        return [link for link in self._job.links if link.start in self._levels and link.end not in self._levels]

    def _aside(self, link: Link) -> Item:
        """A move that no line on a page shows."""
        words = self._words
        lanes = words.handed_over(link.way) if link.way else ()
        ends = [words.numbered(level) for level in (link.start, link.end)]
        for place in (0, 1) if lanes else ():
            whose = dict.fromkeys(pair[place].who for pair in lanes)
            ends[place] += f" ({', '.join(words.name(one) for one in whose if one)})"
        told = link.told if link not in self.notes.told else ""
        text = ": ".join(filter(None, (" → ".join(ends), told)))
        return Item(text, "text", after=link.signs, codes=link.codes, size=Size.SMALL)


def _sharing(part: Part) -> int:
    """Among how many strips what a part has over is shared."""
    return 1 if part.has_levels else len(part.strips)
