"""Cells that are written as people write them: times that can be a year or a month, and languages."""

from __future__ import annotations

from typing import Any

from palveluketju.frozen import dataclass
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


@dataclass(frozen=True, slots=True)
class Percent(CellValue):
    """A share in whole percents."""

    value: int

    def text(self, lang: str) -> str:
        """The share as people write it: in Finnish and Swedish with a space that does not break."""
        return f"{self.value}%" if lang == "en" else f"{self.value}\N{NO-BREAK SPACE}%"

    def facts(self) -> dict[str, Any]:
        """The number of percents."""
        return {"value": self.value}


@dataclass(frozen=True, slots=True)
class Points(CellValue):
    """A change in percentage points."""

    value: int

    def text(self, lang: str) -> str:  # noqa: ARG002
        """The number, with a minus sign that no spreadsheet takes for the beginning of a formula."""
        return str(self.value).replace("-", "\N{MINUS SIGN}")

    def facts(self) -> dict[str, Any]:
        """The number of percentage points."""
        return {"value": self.value}


def when(value: Any, shared: Shared | None = None) -> Cell:
    """A time of a declaration, or that it is open or does not apply."""
    return Moment(value) if isinstance(value, str) else said(value, shared)
