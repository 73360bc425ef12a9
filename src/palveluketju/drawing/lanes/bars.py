"""Bars in lanes: what goes on across levels, over the columns that it spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.content.forest import Lineage
from palveluketju.drawing.lanes.cells import EDGE, LaneCell, Strip, listed
from palveluketju.drawing.lanes.words import Lane, LaneWords
from palveluketju.drawing.levels.spans import Run, are_spanned, runs_of
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import set_items, widths
from palveluketju.frozen import dataclass
from palveluketju.graph import Node
from palveluketju.terms import term

_WIDEST: Final = 0.42
"""How wide the name of a bar is at most beside what it holds, as a part of both."""
_COLUMN: Final = 130.0
"""How wide a column of what a bar holds is at least, in points."""
_BESIDE: Final = 240.0
"""From which width on, in points, what a bar holds stands beside its name."""


@dataclass(frozen=True)
class LaneBars:
    """The bars over some columns with given edges; those of the columns ``before`` are on earlier pages."""

    lines: Sequence[Lineage]
    before: Sequence[Lineage]
    edges: Sequence[tuple[float, float]]
    words: LaneWords
    sizes: Sizes

    def strips(self, lane: Lane, crossed: Mapping[int, Sequence[bool]]) -> dict[int, list[Strip]]:
        """The bars of a lane on each side of its levels' cells, in as few rows as can be.

        ``crossed`` tells for each side which gutters a line passes there; a bar stands on the side where it is passed
        least, on the first if there is no difference. It goes on across such gutters, but without words in them.
        """
        rows: dict[int, list[tuple[int, list[LaneCell]]]] = {side: [] for side in crossed}
        for bar in self.words.bars(placed=True):
            runs = self._runs(bar) if lane in self.words.lanes_holding(bar) else []
            if not runs:
                continue
            side = _least_passed(runs, crossed)
            cells, on = self._cells(lane, bar, runs, crossed[side]), rows[side]
            place = next((index for index, (last, _) in enumerate(on) if last < runs[0][0]), None)
            if place is None:
                on.append((runs[-1][1], cells))
            else:
                on[place] = (runs[-1][1], [*on[place][1], *cells])
        return {side: [Strip(tuple(cells)) for _, cells in on] for side, on in rows.items()}

    def part(self, lane: Lane, runs: Sequence[Run], *, in_line: bool = False) -> LaneCell | None:
        """In which bars of other lanes the organisation of a lane takes part, in the widest of some runs.

        With ``in_line``, only where there is room for it in one line.
        """
        items = self.words.part_in(lane, [bar for bar in self.words.bars(placed=True) if self._runs(bar)])
        if not items or not runs:
            return None
        left, right = self._ends(max(runs, key=self._width))
        if in_line and widths(items, self.sizes).natural + 2 * EDGE + 2 > right - left:
            return None
        cell = LaneCell(f"part-{self.words.lane_id(lane)}", left, right - left, "band", items[0].text, self.sizes)
        return listed(cell, items)

    def part_strip(self, lane: Lane, crossed: Mapping[int, Sequence[bool]]) -> tuple[int, Strip] | None:
        """The same as a strip of its own, and the side on which it is passed least."""
        whole = 0, len(self.lines) - 1
        side = _least_passed([whole], crossed)
        cell = self.part(lane, _between(whole, crossed[side]))
        return (side, Strip((cell,))) if cell else None

    def _runs(self, bar: Node) -> list[Run]:
        """The columns beside each other that a bar spans."""
        return runs_of(are_spanned(self.words.graph.levels_spanned_by(bar), self.lines))

    def _ends(self, run: Run) -> tuple[float, float]:
        """Where columns beside each other begin and end."""
        return self.edges[run[0]][0], self.edges[run[1]][1]

    def _width(self, run: Run) -> int:
        """How wide columns beside each other are, in whole points: of those as wide as others, the first is taken."""
        left, right = self._ends(run)
        return round(right - left)

    def _cells(self, lane: Lane, bar: Node, runs: Sequence[Run], crossed: Sequence[bool]) -> list[LaneCell]:
        """A bar run by run: its name, and what the lane has of it in the widest, beside it or under it."""
        words, sizes = self.words, self.sizes
        begins = not any(are_spanned(words.graph.levels_spanned_by(bar), self.before))
        items = words.bar_cell(lane, bar) if begins else []
        role, title = words.bar_role(bar), words.bar_name(bar)
        said = title if begins else f"{title} ({term('continued', words.lang)})"
        name = Item(said, role, bold=True, after=words.bar_signs(bar, is_alone=not items))
        # within each run, the widest part that no line passes
        parts = {run: max(_between(run, crossed), key=self._width) for run in runs}
        widest = max(runs, key=lambda run: self._width(parts[run]))
        cells = []
        for run, part in parts.items():
            (left, right), (low, high) = self._ends(run), self._ends(part)
            has_list = bool(items) and run == widest
            is_beside = has_list and high - low >= _BESIDE
            end = low + self._aside(high - low) if is_beside else right
            clear = low - left, 0.0 if is_beside else right - high
            cell = LaneCell(f"bar-{bar.id}", left, end - left, role, title, sizes, clear=clear, element=bar.key)
            cell = replace(cell, head=set_items([name], cell.inside - 2 * EDGE, sizes))
            cells.append(listed(cell, items) if has_list and not is_beside else cell)
            if is_beside:
                clear = 0.0, right - high
                under = replace(
                    cell, name=f"{cell.name}-services", x=end, width=right - end, role="services", head=(), clear=clear
                )
                cells.append(listed(under, items, _COLUMN * sizes.body / 9, 1))
        return cells

    def _aside(self, width: float) -> float:
        """How wide names are beside what bars hold: alike, as the longest asks for."""
        words = self.words
        names = (Item(words.bar_name(bar), after=words.marks.read(bar.where), bold=True) for bar in words.graph.bars())
        natural = widths(names, self.sizes).natural + 2 * EDGE + 2
        return min(natural, _WIDEST * width)


def _least_passed(runs: Sequence[Run], crossed: Mapping[int, Sequence[bool]]) -> int:
    """The side on which columns are passed least, the first if there is no difference."""
    passed = {side: sum(sum(gutters[first:last]) for first, last in runs) for side, gutters in crossed.items()}
    return min(passed, key=passed.__getitem__)


def _between(run: Run, crossed: Sequence[bool]) -> list[Run]:
    """Columns beside each other in parts: those between gutters that a line passes."""
    starts = [run[0], *(number + 1 for number in range(*run) if crossed[number])]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), run[1]], strict=True))
