"""Which levels of a chain stand in one row, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.typesetting.items import PAD, Sizes
from palveluketju.drawing.typesetting.setting import widths
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node

GAP: Final = 20.0
"""Between two levels, in points: room for an arrow and its number."""
INSET: Final = 7.0
"""From the edge of a level to its steps, in points."""
_DEEPEST: Final = 3
"""How many levels stand in each other at most."""
_WORD: Final = 170.0
"""How wide a level is made for a long word at most."""


Lineage = tuple[Node, ...]
"""A level after those that it is a part of, the widest first."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A level and those of its steps that stand in one row; ``begins`` where it stands there for the first time."""

    level: Node
    steps: tuple[Branch, ...] = ()
    begins: bool = True

    def leaves(self) -> tuple[Node, ...]:
        """The levels without steps, from left to right."""
        return tuple(leaf for step in self.steps for leaf in step.leaves()) or (self.level,)

    def branches(self) -> Iterator[Branch]:
        """It, and all branches within it."""
        yield self
        for step in self.steps:
            yield from step.branches()

    def lines(self) -> Iterator[Lineage]:
        """The level and all its steps, each after those that it is a part of."""
        yield (self.level,)
        for step in self.steps:
            yield from ((self.level, *line) for line in step.lines())


def forest(graph: ChainGraph) -> tuple[Branch, ...]:
    """The levels of a chain as wholes of their steps, three deep; what lies deeper stands beside what it is part of.

    Levels that are parts of themselves stand alone.
    """
    seen: set[Node] = set()

    def branches(level: Node, depth: int) -> Iterator[Branch]:
        seen.add(level)
        steps = [one for step in graph.steps_of(level) if step not in seen for one in branches(step, depth + 1)]
        if depth < _DEEPEST:
            yield Branch(level, tuple(steps))
        else:
            yield Branch(level)
            yield from steps

    roots = [one for level in graph.levels() if not graph.wholes_of(level) for one in branches(level, 1)]
    return (*roots, *(one for level in graph.levels() if level not in seen for one in branches(level, 1)))


def in_rows(branches: Sequence[Branch], most: int) -> list[tuple[Branch, ...]]:
    """The levels in rows of at most ``most`` columns, as even as whole levels allow; a level with more is divided."""
    parts = [part for branch in branches for part in _divided(branch, most)]
    counts = [len(part.leaves()) for part in parts]
    rows = -(-sum(counts) // most)
    while True:
        found: list[tuple[Branch, ...]] = []
        row: list[Branch] = []
        taken, share = 0, sum(counts) / rows
        for part, count in zip(parts, counts, strict=True):
            ahead = taken + count
            is_nearer = len(found) < rows - 1 and ahead - share > share - taken
            if row and (ahead > most or is_nearer):
                found.append(tuple(row))
                row, ahead = [], count
            row.append(part)
            taken = ahead
        found.append(tuple(row))
        if len(found) <= rows or rows >= len(parts):
            return found
        rows += 1


def _divided(branch: Branch, most: int) -> list[Branch]:
    if len(branch.leaves()) <= most:
        return [branch]
    groups = in_rows(branch.steps, most)
    return [replace(branch, steps=steps, begins=branch.begins and not index) for index, steps in enumerate(groups)]


def even_widths(rows: Sequence[Sequence[Branch]], width: float) -> dict[Node, float]:
    """How wide each level without steps is, alike in a row; rows of fewer levels have them as wide as others."""
    most = max((len(leaves_of(row)) for row in rows), default=0)
    full = [row for row in rows if len(leaves_of(row)) == most]
    found: dict[Node, float] = {}
    for row in rows:
        unit = min((width - _between(one)) / most for one in ([row] if row in full else full))
        found |= dict.fromkeys(leaves_of(row), unit)
    return found


def weighed_widths(row: Sequence[Branch], width: float, words: ChainWords, sizes: Sizes) -> dict[Node, float] | None:
    """Widths by how much each level holds, none too narrow for its longest word; None where there is no room for it."""
    least, held = {}, {}
    for leaf in leaves_of(row):
        items = words.services(leaf)
        least[leaf] = min(widths((words.heading(leaf).called, *items), sizes).least + 2 * PAD + 1, _WORD)
        held[leaf] = sum(len(item.text) + 10 for item in (*items, *words.entries_of(leaf))) + 10
    spare = width - _between(row) - sum(least.values())
    share = spare / sum(held.values())
    return {leaf: least[leaf] + share * held[leaf] for leaf in least} if spare >= 0 else None


def leaves_of(row: Sequence[Branch]) -> list[Node]:
    """The levels without steps, from left to right."""
    return [leaf for branch in row for leaf in branch.leaves()]


def _between(branches: Sequence[Branch]) -> float:
    inner = sum(_between(branch.steps) + 2 * INSET for branch in branches if branch.steps)
    return GAP * (len(branches) - 1) + inner
