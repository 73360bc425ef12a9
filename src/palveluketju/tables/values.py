"""The values that stand in cells: names, words, places, what a declaration says, and what is made of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Any

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.model import LongText, Party, Shared, State, Text, is_absent, state_of
from palveluketju.tables.cell import Cell, CellValue, text_of
from palveluketju.telling import in_words, measure_text
from palveluketju.terms import key_term, term
from palveluketju.wording import part_text, place_text, told_as


@dataclass(frozen=True, slots=True)
class Name(CellValue):
    """An element of a declaration: its kind, its id, and what it is called; its id where it has no name."""

    kind: str
    id: str
    called: Text | LongText | None = None

    def text(self, lang: str) -> str:
        """What it is called."""
        return self.called.text(lang) if self.called else self.id

    def facts(self) -> dict[str, Any]:
        """Its id; nothing of a catalogue, which has none."""
        return {"id": self.id} if self.id else {}


@dataclass(frozen=True, slots=True)
class Word(CellValue):
    """A word of a fixed set, such as a tier; ``key`` is where its words stand among the terms, if not under its id."""

    id: str
    key: str = ""

    def text(self, lang: str) -> str:
        """Its word among the terms, or the id itself where there is none."""
        return key_term(self.key or self.id, lang)

    def facts(self) -> dict[str, Any]:
        """Its id."""
        return {"id": self.id}


@dataclass(frozen=True, slots=True)
class HeadingWord(CellValue):
    """A word as a heading; of what is not told, what it is and how: ``Level: open``."""

    what: str
    value: str

    def text(self, lang: str) -> str:
        """The heading."""
        return told_as(self.what, self.value, lang)

    def facts(self) -> dict[str, Any]:
        """Its state, or the id of what it is."""
        return {"state": self.value.value} if isinstance(self.value, State) else {"id": self.value}


@dataclass(frozen=True, slots=True)
class Said(CellValue):
    """A value as a declaration says it: a text, a party, an age, or how it is absent."""

    value: Any
    shared: Shared | None = field(default=None, compare=False, repr=False)
    """In which the organisations of a party are looked up."""

    def text(self, lang: str) -> str:
        """The value in words."""
        return in_words(self.value, lang, self.shared)

    def facts(self) -> dict[str, Any]:
        """The state of what is absent; the id of a party's organisation."""
        if is_absent(self.value):
            return {"state": state_of(self.value).value}
        if isinstance(self.value, Party) and isinstance(self.value.organisation, str):
            return {"id": str(self.value.organisation)}
        return {}


@dataclass(frozen=True, slots=True)
class Measured(CellValue):
    """A measured value, with its unit and, unless that stands elsewhere, its time."""

    value: Any
    unit: Text | None = None
    dated: bool = True
    shared: Shared | None = field(default=None, compare=False, repr=False)

    def text(self, lang: str) -> str:
        """The value in words."""
        return measure_text(self.value, lang, self.unit, dated=self.dated, shared=self.shared)

    def facts(self) -> dict[str, Any]:
        """The state of what is absent."""
        return Said(self.value).facts()


@dataclass(frozen=True, slots=True)
class Worded(CellValue):
    """A value with words of its own: ``words`` puts it into a language."""

    value: Any
    words: Callable[[str], str] = field(compare=False, repr=False)

    def text(self, lang: str) -> str:
        """The value in words."""
        return self.words(lang)

    def facts(self) -> dict[str, Any]:
        """The state of what is absent."""
        return Said(self.value).facts()


@dataclass(frozen=True, slots=True)
class Place(CellValue):
    """A place in a declaration; ``inside`` says that the element is named beside it."""

    where: Path
    shared: Shared = field(compare=False, repr=False)
    inside: bool = False

    def text(self, lang: str) -> str:
        """The name of the element, unless that stands beside it, and the part of it."""
        part = part_text(self.shared, self.where, lang) if self.inside else ""
        return part or place_text(self.shared, self.where, lang)

    def facts(self) -> dict[str, Any]:
        """The path: the keys, ids and numbers that lead to it."""
        return {"path": list(self.where)}


@dataclass(frozen=True, slots=True)
class Labelled(CellValue):
    """What a cell is about, and the cell: ``contact: ...``."""

    label: Cell
    cell: Cell

    def text(self, lang: str) -> str:
        """Both, with a colon."""
        return f"{text_of(self.label, lang)}: {text_of(self.cell, lang)}"

    def cells(self) -> dict[str, Cell]:
        """Both."""
        return {"label": self.label, "of": self.cell}


@dataclass(frozen=True, slots=True)
class Noted(CellValue):
    """A cell with what is told of it in brackets."""

    cell: Cell
    note: Cell
    brackets: str = "()"

    def text(self, lang: str) -> str:
        """Both, the second in brackets."""
        return f"{text_of(self.cell, lang)} {self.brackets[0]}{text_of(self.note, lang)}{self.brackets[1]}".lstrip()

    def cells(self) -> dict[str, Cell]:
        """Both."""
        return {"of": self.cell, "note": self.note}


@dataclass(frozen=True, slots=True)
class Joined(CellValue):
    """Several cells that are said in a way of their own; see :func:`joined`."""

    items: tuple[Cell, ...]
    between: str

    def text(self, lang: str) -> str:
        """The cells one after the other, with what stands between them."""
        return self.between.join([text for item in self.items if (text := text_of(item, lang))])

    def cells(self) -> dict[str, Cell]:
        """The cells."""
        return {"items": self.items}


@dataclass(frozen=True, slots=True)
class AllOf(CellValue):
    """Several cells for which one word stands: all levels."""

    items: tuple[Cell, ...]
    word: str

    def text(self, lang: str) -> str:
        """The word."""
        return term(self.word, lang)

    def cells(self) -> dict[str, Cell]:
        """The cells."""
        return {"items": self.items}


@dataclass(frozen=True, slots=True)
class Span(CellValue):
    """From when until when; either end may be nothing."""

    first: Cell
    last: Cell

    def text(self, lang: str) -> str:
        """Both ends with a dash."""
        return f"{text_of(self.first, lang)}–{text_of(self.last, lang)}"

    def cells(self) -> dict[str, Cell]:
        """Both ends."""
        return {"first": self.first, "last": self.last}


def joined(cells: Iterable[Cell], between: str) -> Cell:
    """Cells said one after the other, without those that are nothing; nothing where all are."""
    some = tuple(cell for cell in cells if cell not in (None, "", ()))
    return Joined(some, between) if len(some) > 1 else some[0] if some else None


def said(value: Any, shared: Shared | None = None) -> Cell:
    """What a declaration says, as a cell; nothing where it says nothing."""
    return None if value is None or value == () else Said(value, shared)
