"""How dark the headings of levels are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.content.forest import Branch
from palveluketju.drawing.looks.theme import LEVELS
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Order

STEP: Final = "step"
"""The role of the headings of steps: no shade of need, which is told of their whole."""


def shades(graph: ChainGraph, roots: Sequence[Branch]) -> dict[Node, str]:
    """The roles of the levels' headings: the more need, the darker; all alike that are no rungs of a ladder of need."""
    levels = [branch.level for branch in roots]
    rungs = [level for level in levels if graph.chain.walked is Order.LADDER and graph.is_need_level(level)]
    step = (LEVELS - 1) / max(1, len(rungs) - 1)
    shaded = {level: f"level-{1 + round(index * step)}" for index, level in enumerate(rungs)}
    return {level: shaded.get(level, "level") for level in levels}
