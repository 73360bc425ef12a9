"""One breadth of pages of lanes: the columns that stand beside each other, and all lanes under their heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.content.forest import Lineage
from palveluketju.drawing.content.links import Link, Notes
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.lanes.apart import apart_part
from palveluketju.drawing.lanes.bars import LaneBars
from palveluketju.drawing.lanes.cells import GAP, LaneCell, Part, Strip, headed_part, listed, paged
from palveluketju.drawing.lanes.columns import LaneColumns
from palveluketju.drawing.lanes.coordination import coordination_part
from palveluketju.drawing.lanes.measures import Measures, measured
from palveluketju.drawing.lanes.moves import (
    ABOVE,
    BENEATH,
    TRACK,
    Gutter,
    Hop,
    LaneRow,
    draw_hops,
    hops_of,
    past_columns,
)
from palveluketju.drawing.lanes.notes import Under
from palveluketju.drawing.lanes.words import Lane, LaneWords
from palveluketju.drawing.levels.beside import beside_height, draw_beside
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.levels.moves import draw_lanes, lane_height, lanes_of
from palveluketju.drawing.levels.spans import runs_of
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.routing.ports import Ports
from palveluketju.drawing.typesetting.items import Item, Size, Sizes
from palveluketju.frozen import dataclass
from palveluketju.graph import Node

_BETWEEN: Final = 2.0
"""Between lanes, in points."""
_DOORS: Final = 0.3
"""How much of a page's height ways in and out may take."""
_SPARE: Final = 24.0
"""How much higher than it must be a lane is drawn at most, in points."""


@dataclass(frozen=True)
class LaneJob:
    """What is drawn on all pages alike; ``roles`` are those of the heads of levels that are no steps."""

    sheet: Sheet
    words: LaneWords
    links: tuple[Link, ...]
    roles: dict[Node, str]


class Breadth:
    """Some columns with all lanes, on as many pages as the lanes need; columns ``before`` it are on earlier pages."""

    def __init__(
        self,
        job: LaneJob,
        lines: Sequence[Lineage],
        before: Sequence[Lineage],
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

    def _measured(self) -> Measures | None:
        """The measures of the columns; None where there is no room for them."""
        gutters = [gutter.width for gutter in self._gutters]
        width, whole = self._job.sheet.width, self._labels or self._sizes.body > self._sizes.least
        return measured(self._words, self._lines, gutters, width, self._sizes, whole=whole, weighed=self._weighed)

    def _part(self, number: int, lane: Lane, measures: Measures) -> Part:
        """A lane with its strips: bars over the levels' cells in the first lane, else under them; no empty cells."""
        words, sizes = self._words, self._sizes
        role = "table-head" if lane.who and lane in words.own else lane.role
        items = words.lane_head(lane)
        said, element = " ".join(item.text for item in items), lane.who.key if lane.who else ""
        name = f"lane-{words.lane_id(lane)}"
        head = LaneCell(name, MARGIN, measures.head_width, role, said, sizes, element=element)
        cells = []
        for column, (level, (left, right)) in enumerate(zip(self._levels, measures.edges, strict=True)):
            if measures.stubs[column]:
                continue
            name, title = f"cell-{words.lane_id(lane)}-{level.id}", f"{said}, {words.name(level)}"
            cell = LaneCell(name, left, right - left, "services", title, sizes, ends=(column, number) in self._ends)
            cells.append(listed(cell, words.cell(lane, level)))
        least = max((gutter.needed(number) for gutter in self._gutters), default=0.0)
        sides = (ABOVE, BENEATH) if number == 0 else (BENEATH, ABOVE)
        crossed = {side: [gutter.is_crossed(number, side) for gutter in self._gutters] for side in sides}
        bars = LaneBars(self._lines, self._before, measures.edges, words, sizes)
        strips = bars.strips(lane, crossed)
        seen = {cell.x for cell in cells if cell.is_seen}
        are_empty = [left not in seen for left, _ in measures.edges]
        empty = runs_of(are_empty, [one.is_free(number) for one in self._gutters])
        beside = bars.part(lane, empty, in_line=True) if seen else None
        if not beside and (alone := bars.part_strip(lane, crossed)):
            strips[alone[0]].append(alone[1])
        if seen:
            strips[ABOVE].append(Strip((*cells, *((beside,) if beside else ())), least, is_levels=True))
        return headed_part(number, head, items, (*strips[ABOVE], *strips[BENEATH]), words.lang)

    # --- pages ------------------------------------------------------------------------------------------------

    def bodies(self) -> list[Body] | None:
        """The pages; None where the columns have not the room that they need."""
        measures = self._measured()
        if measures is None:
            return None
        head_width, edges, stubs = measures
        sheet, sizes = self._job.sheet, self._sizes
        heads = {level: (level,) for level in self._levels}
        least = beside_height(self._beside, heads, sizes, rises=False)
        columns = LaneColumns(self._lines, edges, self._words, sizes, self._job.roles, least)
        doors = self._has_doors
        if columns.above > _DOORS * sheet.size.height if doors else not columns.above:
            return None
        spans = {level: (left, right - left) for level, (left, right) in zip(self._levels, edges, strict=True)}
        along = lanes_of(self._along, spans, Ports(), [], self.notes, sizes)
        band = lane_height(sizes) * (1 + max(lane.index for lane in along)) if along else 0.0
        tops = [sheet.top + (columns.above if doors else 0.0), sheet.top]
        starts = [tops[0] + columns.height + band + _BETWEEN, tops[1] + columns.height + _BETWEEN]
        low = sheet.bottom - _BETWEEN
        every = ((lane, self._part(number, lane, measures)) for number, lane in enumerate(self._words.lanes))
        # a lane that has nothing at the levels of a page has no room there, but for the chain's own
        parts = [part for lane, part in every if part.strips or lane in self._words.own]
        parts += coordination_part(self._words, self._levels, edges, head_width, sizes, first=not self._before)
        parts += apart_part(self._words, edges, head_width, sizes) if not self._before else []
        rooms = [low - start - self._passing for start in starts]
        pages = paged(parts, rooms[0], rooms[1], _BETWEEN)
        apart = self._apart(pages) if pages else []
        if pages is None or (apart and sizes.body > sizes.least):
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
            rows, end = self._draw(canvas, page, starts[later], room - (under.height if ends else 0.0), stubs)
            draw_hops(canvas, self._hops, self._gutters, edges, rows, drawn)
            if ends:
                under.write(canvas, end)
            bodies.append(Body(canvas.boxes, canvas.connectors, canvas.lines, canvas.marks))
        return [*bodies, *under.pages()]

    @property
    def _passing(self) -> float:
        """How high the room is for hand-overs that go past columns, over the cells of the highest lane."""
        past = past_columns(self._hops)
        return TRACK * (max(past.values()) + 2) if past else 0.0

    def _draw(
        self, canvas: Canvas, page: Sequence[Part], y: float, room: float, stubs: Sequence[bool]
    ) -> tuple[dict[int, LaneRow], float]:
        """The lanes of one page from its top down, in what is left of its room; their levels' cells, and their end."""
        spare = max(0.0, min(room / max(1, sum(part.has_levels for part in page)), _SPARE))
        rows: dict[int, LaneRow] = {}
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
                    columns = (column for column, is_stub in enumerate(stubs) if not is_stub)
                    # what stands in room that is over is behind the levels' cells
                    rows[part.lane] = LaneRow(at, at + high, dict(zip(columns, names, strict=False)))
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
        return Item(text, "text", after=link.signs, remark=link.remark, size=Size.SMALL)


def _sharing(part: Part) -> int:
    """Among how many strips what a part has over is shared."""
    return 1 if part.has_levels else len(part.strips)
