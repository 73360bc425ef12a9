"""Samples of what would take long in full: each run has some of them, ``--whole`` has all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest


def latin(*lists: Sequence[Any], every: int) -> list[Any]:
    """All combinations, of which a run has one in ``every``, so that each item is there with others in turn.

    The others are marked as ``whole``. Items are shown by their ``stem`` where they are paths.
    """
    combinations = []
    for places in product(*(range(len(one)) for one in lists)):
        values = [one[place] for one, place in zip(lists, places, strict=True)]
        name = "-".join(str(getattr(value, "stem", value)) for value in values)
        marks = () if sum(places) % every == 0 else (pytest.mark.whole,)
        combinations.append(pytest.param(*values, marks=marks, id=name))
    return combinations
