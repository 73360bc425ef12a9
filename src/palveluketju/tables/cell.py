"""A cell of a table, and the texts and the data that are made of it.

A cell is nothing (None), a text that is the same in every language, a number, a day, a truth value, a State, a
CellValue
(see ``values``), or a list of cells (a tuple).
"""

from __future__ import annotations

import datetime
from abc import abstractmethod
from typing import Any

from palveluketju.model import State
from palveluketju.terms import date_text, term


class CellValue:
    """A value with words in each language, and what it is beside them."""

    __slots__ = ()  # and no metaclass of abc: each cell is asked whether it is such a value

    @abstractmethod
    def text(self, lang: str) -> str:
        """The value in words."""

    def facts(self) -> dict[str, Any]:
        """What a program reads of it in any language: an id, a state, a path."""
        return {}

    def cells(self) -> dict[str, Cell]:
        """The cells that it is made of, by what they are in it."""
        return {}


Cell = None | bool | int | str | datetime.date | State | CellValue | tuple["Cell", ...]


def text_of(cell: Cell, lang: str) -> str:
    """A cell in words; empty where there is nothing.

    >>> text_of((State.OPEN, 3, datetime.date(2026, 12, 31)), "fi")
    'ratkaisematta, 3, 31.12.2026'
    """
    if cell is None:
        return ""
    if isinstance(cell, CellValue):
        return cell.text(lang)
    if isinstance(cell, State):
        return term(cell.value, lang)
    if isinstance(cell, bool):
        return term("yes" if cell else "no", lang)
    if isinstance(cell, tuple):
        return ", ".join([text_of(item, lang) for item in cell])
    return date_text(cell, lang) if isinstance(cell, datetime.date) else str(cell)


def data_of(cell: Cell, lang: str) -> dict[str, Any] | None:
    """A cell as JSON has it: its text, and beside it what it is; None where there is nothing.

    >>> data_of(State.OPEN, "fi")
    {'text': 'ratkaisematta', 'state': 'open'}
    """
    if cell is None or cell == ():
        return None
    found: dict[str, Any] = {"text": text_of(cell, lang)}
    if isinstance(cell, CellValue):
        found |= cell.facts()
        for key, part in cell.cells().items():
            found[key] = _all_data(part, lang) if key == "items" else data_of(part, lang)
    elif isinstance(cell, State):
        found["state"] = cell.value
    elif isinstance(cell, tuple):
        found["items"] = _all_data(cell, lang)
    elif not isinstance(cell, str):
        found["value"] = cell.isoformat() if isinstance(cell, datetime.date) else cell
    return found


def _all_data(cells: Cell, lang: str) -> list[dict[str, Any] | None]:
    return [data_of(cell, lang) for cell in cells] if isinstance(cells, tuple) else [data_of(cells, lang)]


def ids_of(cell: Cell) -> tuple[str, ...]:
    """The ids of the elements and words that a cell names, and the values of its states; without labels and notes."""
    if isinstance(cell, tuple):
        return tuple(name for item in cell for name in ids_of(item))
    if isinstance(cell, State):
        return (cell.value,)
    if not isinstance(cell, CellValue):
        return ()
    facts, cells = cell.facts(), cell.cells()
    own = tuple(str(facts[key]) for key in ("id", "state") if key in facts)
    return (*own, *ids_of(cells.get("items")), *ids_of(cells.get("of")))
