"""How clients come, move and leave in the graph view: its edges, and the boxes of its ways in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.diagrams.grid import Grid
from palveluketju.drawing.diagrams.labels import Labels, height_of
from palveluketju.drawing.diagrams.looks import Looks, clear
from palveluketju.drawing.diagrams.moves import MoveLine
from palveluketju.drawing.diagrams.quoting import quoted
from palveluketju.drawing.diagrams.style import BETWEEN, PAD, UNSEEN
from palveluketju.drawing.diagrams.writing import Names, edge, label_of
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.graph import Node


def around(level: Node) -> str:
    """The name of a level's cluster: Graphviz takes for one what begins with that word."""
    return f"cluster level {level.id}"


class DotWays:
    """The statements of what leads to, between and from levels.

    ``anchors`` has the node in which the lines of a lane begin and end at a level; Graphviz cuts them at its edge;
    ``size`` is that of the text at lines.
    """

    def __init__(self, words: ChainWords, looks: Looks, grid: Grid, names: Names, size: float) -> None:
        self.anchors: dict[tuple[Node, str], str] = {}
        self._words, self._looks, self._grid, self._names, self._size = words, looks, grid, names, size
        graph = words.graph
        entries = [("entry", entry, graph.levels_entered_by(entry)) for entry in graph.entries()]
        exits = [("exit", way_out, graph.levels_left_by(way_out)) for way_out in graph.exits()]
        self._doors = [door for door in (*entries, *exits) if door[2]]

    @property
    def beside(self) -> int:
        """How many columns of ways in and out stand beside the levels, at most: 0, 1 or 2."""
        outer = {role for role, _, levels in self._doors if any(not self._neighbour(role, one) for one in levels)}
        return len(outer)

    def doors(self, labels: Labels) -> Iterator[str]:
        """The ways in and out that lead somewhere."""
        for role, door, levels in self._doors:
            item = self._words.entry(door) if role == "entry" else self._words.exit(door)
            name, rows = self._names.of(f"{role} {door.id}"), labels.door(item)
            looks = self._looks.box(self._looks.theme.style(role))
            yield f"{quoted(name)} [label={label_of(rows)} id={quoted(clean(door.key))} {looks} width=0]"
            line = self._looks.line("way-in")
            if len(self._grid.rows) > 1:  # a column of its own beside one row would turn the order of the rows round
                line += " constraint=false"
            for level in levels:
                anchor, cut = self.anchors[level, "forward"], quoted(around(level))
                if role == "entry":
                    yield edge(name, anchor, f"lhead={cut}", line)
                else:
                    yield edge(anchor, name, f"ltail={cut}", line)
            end = levels[0] if role == "entry" else levels[-1]
            neighbour = self._neighbour(role, end) or (end if len(self._grid.rows) > 1 else None)
            if neighbour:
                self._grid.grow(neighbour, height_of(rows) + 2 * PAD + 2 * BETWEEN)

    def _neighbour(self, role: str, level: Node) -> Node | None:
        """The level in whose column a way in or out of another level stands; None beside them all."""
        return self._grid.beside(level, -1 if role == "entry" else 1)

    def move(self, line: MoveLine) -> str:
        """A move, or what is exchanged, between two levels."""
        start, end = self.anchors[line.start, line.lane], self.anchors[line.end, line.lane]
        label = f"label=<{clear(line.label, self._size)}>" if line.label else ""
        cut = f"ltail={quoted(around(line.start))} lhead={quoted(around(line.end))}"
        looks = self._looks.line(line.role, double=line.is_crossing)
        is_next = (line.start, line.end) in self._grid.neighbours
        free = "" if is_next else "constraint=false"
        return edge(start, end, label, f"id={quoted(clean(line.name))}", cut, looks, free)

    def in_columns(self, lanes: Iterable[str]) -> Iterator[str]:
        """Each column's nodes from the top, and the columns from left to right also where no move joins them."""
        for names in self._grid.columns:
            if len(names) > 1:
                yield f"{{ rank=same edge [{UNSEEN} minlen=0]"
                # From left to right, dot puts what an edge within a rank leads to above what it comes from.
                yield f"  {' -> '.join(map(quoted, reversed(names)))}"
                yield "}"
        for lane in lanes:
            for pair in self._grid.neighbours:
                left, right = (self.anchors[level, lane] for level in pair)
                yield edge(left, right, UNSEEN, "weight=10")
