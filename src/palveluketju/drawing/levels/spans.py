"""Columns beside each other: those that something goes across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from palveluketju.drawing.content.forest import Lineage
from palveluketju.graph import Node

Run = tuple[int, int]
"""The first and the last of columns beside each other."""


def are_spanned(levels: Iterable[Node], columns: Iterable[Lineage]) -> list[bool]:
    """Of columns, whether what spans some levels goes across them: their level is one of these, or a part of one."""
    spanned = set(levels)
    return [not spanned.isdisjoint(line) for line in columns]


def runs_of(wanted: Sequence[bool], joined: Sequence[bool] | None = None) -> list[Run]:
    """The wanted columns, those beside each other together, but over gaps between columns that are not ``joined``."""
    found: list[Run] = []
    for column, is_wanted in enumerate(wanted):
        if not is_wanted:
            continue
        if found and found[-1][1] == column - 1 and (joined is None or joined[column - 1]):
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found
