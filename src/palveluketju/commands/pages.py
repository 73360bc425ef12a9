"""The pages of all rules as a table, which is read without importing what looks for them."""

from __future__ import annotations

import json
import os
from typing import Final, NamedTuple

FILE: Final = os.path.join(os.path.dirname(__file__), "pages.json")
"""Made of the rules' docstrings by ``tests/test_checks_page.py``, which compares them."""


class Page(NamedTuple):
    """What can be told of a rule. ``found_by`` are the codes that find what a retired rule found; others have none."""

    code: str
    name: str
    severity: str
    title: str
    why: str
    mend: str
    found_by: tuple[str, ...] = ()

    def is_called(self, word: str) -> bool:
        """Whether a word is the code or the name of the rule."""
        return word.lower() in (self.code.lower(), self.name)


def pages() -> tuple[Page, ...]:
    """The pages of all rules in the order of their codes, then those of retired rules."""
    with open(FILE, encoding="utf-8") as file:
        return tuple(Page(**{**row, "found_by": tuple(row["found_by"])}) for row in json.load(file))
