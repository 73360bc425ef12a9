"""Cells that are written as people write them: times that can be a year or a month, and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from palveluketju.model import Shared
from palveluketju.tables.cell import Cell, CellValue
from palveluketju.tables.values import said
from palveluketju.terms import language_name, when_text


@dataclass(frozen=True, slots=True)
class Moment(CellValue):
    """A year, a month or a day, as a declaration has it: 2030, 2030-06 or 2030-06-30."""

    when: str

    def text(self, lang: str) -> str:
        """The time as people write it."""
        return when_text(self.when, lang)

    def facts(self) -> dict[str, Any]:
        """The time as the declaration has it."""
        return {"value": self.when}


@dataclass(frozen=True, slots=True)
class LanguageName(CellValue):
    """A language, by its code."""

    id: str

    def text(self, lang: str) -> str:
        """The name of the language."""
        return language_name(self.id, lang)

    def facts(self) -> dict[str, Any]:
        """Its code."""
        return {"id": self.id}


def when(value: Any, shared: Shared | None = None) -> Cell:
    """A time of a declaration, or that it is open or does not apply."""
    return Moment(value) if isinstance(value, str) else said(value, shared)
