"""Bars in lanes: what goes on across levels, over the columns that it spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from palveluketju.drawing.lanes.cells import EDGE, Cell, Strip, listed
from palveluketju.drawing.lanes.columns import Line
from palveluketju.drawing.lanes.words import Lane, LaneWords
from palveluketju.drawing.paper.setting import Item, Sizes, one_line, set_items
from palveluketju.graph import Node
from palveluketju.terms import term

_WIDEST: Final = 0.42
"""How wide the name of a bar is at most beside what it holds, as a part of both."""
_COLUMN: Final = 130.0
"""How wide a column of what a bar holds is at least, in points."""
_BESIDE: Final = 240.0
"""From which width on, in points, what a bar holds stands beside its name."""


@dataclass(frozen=True)
class Bars:
    """The bars over some columns with given edges; those of the columns ``before`` are on earlier pages."""

    lines: Sequence[Line]
    before: Sequence[Line]
    edges: Sequence[tuple[float, float]]
    words: LaneWords
    sizes: Sizes

    def strips(self, lane: Lane, crossed: Sequence[bool]) -> list[Strip]:
        """The bars of a lane in as few rows as can be.

        A bar stops at a gutter that is ``crossed`` by a line, and goes on behind it; its widest part has what it holds.
        """
        rows: list[tuple[int, list[Cell]]] = []
        for bar in self.words.bars(placed=True):
            runs = self._runs(bar, crossed) if lane in self.words.lanes_of_bar(bar) else []
            if not runs:
                continue
            cells = self._cells(lane, bar, runs)
            place = next((index for index, (last, _) in enumerate(rows) if last < runs[0][0]), None)
            if place is None:
                rows.append((runs[-1][1], cells))
            else:
                rows[place] = (runs[-1][1], [*rows[place][1], *cells])
        return [Strip(tuple(cells)) for _, cells in rows]

    def _is_over(self, bar: Node, line: Line) -> bool:
        """Whether a bar spans a level or what it is a part of."""
        return not set(self.words.graph.levels_spanned_by(bar)).isdisjoint(line)

    def _runs(self, bar: Node, crossed: Sequence[bool]) -> list[tuple[int, int]]:
        """The first and last of the columns beside each other that a bar spans."""
        runs: list[tuple[int, int]] = []
        for index, line in enumerate(self.lines):
            if not self._is_over(bar, line):
                continue
            if runs and runs[-1][1] == index - 1 and not crossed[index - 1]:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
        return runs

    def _cells(self, lane: Lane, bar: Node, runs: Sequence[tuple[int, int]]) -> list[Cell]:
        """A bar run by run: its name, and what the lane has of it, beside it or under it."""
        words, sizes = self.words, self.sizes
        begins = not any(self._is_over(bar, line) for line in self.before)
        items = words.bar_cell(lane, bar) if begins else []
        role, title = words.bar_role(bar), words.bar_name(bar)
        said = title if begins else f"{title} ({term('continued', words.lang)})"
        name = Item(said, role, bold=True, after=words.bar_signs(bar, is_alone=not items))
        widest = max(runs, key=lambda run: self.edges[run[1]][1] - self.edges[run[0]][0])
        cells = []
        for first, last in runs:
            left, width = self.edges[first][0], self.edges[last][1] - self.edges[first][0]
            has_list = bool(items) and (first, last) == widest
            beside = width - self._aside(width) if has_list and width >= _BESIDE else 0.0
            cell = Cell(f"bar-{bar.id}", left, width - beside, role, title, sizes)
            cell = replace(cell, head=set_items([name], cell.width - 2 * EDGE, sizes))
            cells.append(listed(cell, items) if has_list and not beside else cell)
            if beside:
                under = Cell(f"{cell.name}-services", left + cell.width, beside, "services", title, sizes)
                cells.append(listed(under, items, _COLUMN * sizes.body / 9, 1))
        return cells

    def _aside(self, width: float) -> float:
        """How wide names are beside what bars hold: alike, as the longest asks for."""
        words = self.words
        names = (Item(words.bar_name(bar), after=words.marks.read(bar.where), bold=True) for bar in words.graph.bars())
        natural = max(one_line(name, self.sizes) for name in names) + 2 * EDGE + 2
        return min(natural, _WIDEST * width)
