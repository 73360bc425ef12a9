"""What is made in one document: captions get numbers, anchors are unique, words of other languages are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from palveluketju import tables
from palveluketju.documents.document import Block, Figure, Line, Phrase, Section, Shapes, Table, phrases
from palveluketju.documents.languages import Languages
from palveluketju.model import LongText, Text
from palveluketju.model.text import UNDETERMINED
from palveluketju.model.walking import Placed
from palveluketju.tables.cell import text_of
from palveluketju.telling import Line as Told
from palveluketju.terms import title


class Making:
    """One document while it is made, in one language.

    ``places`` are the walks of the declarations whose texts stand in it: their words are marked where they are of
    another language. ``together`` tells whether several chains stand in it, so that captions name theirs.
    """

    def __init__(self, lang: str, places: Iterable[Placed], *, together: bool) -> None:
        self.lang = lang
        self.together = together
        self._anchors: set[str] = set()
        self._numbers: dict[str, int] = {}
        other: dict[str, str] = {}
        for _, value in places:
            if isinstance(value, (Text, LongText)):
                shown = value.text(lang)
                spoken = next(one for one in (lang, *value.languages) if value.root.get(one) == shown)
                if spoken != lang:
                    other[shown] = spoken if spoken != UNDETERMINED else ""
        self._languages = Languages(other)
        self._words: dict[str, Line] = {}

    @property
    def untranslated(self) -> int:
        """How many texts of the declarations are of another language, each counted once."""
        return len(self._languages)

    def words(self, text: str) -> Line:
        """A text with its parts that are of another language than the document."""
        if text not in self._words:
            runs = self._languages.runs(text)
            found = tuple(Phrase(said, lang) for said, lang in runs)
            self._words[text] = text if not any(lang for _, lang in runs) else found[0] if len(found) == 1 else found
        return self._words[text]

    def told(self, line: Told) -> Line:
        """What is told, each run in its language."""
        found: list[tuple[str, str]] = []
        for run in line:
            said = run.text if run.lang else self.words(run.text)
            parts = [(said, run.lang)] if isinstance(said, str) else [(one.text, one.lang) for one in phrases(said)]
            for text, lang in parts:
                if found and found[-1][1] == lang:
                    found[-1] = found[-1][0] + text, lang
                else:
                    found.append((text, lang))
        return tuple([Phrase(*one) for one in found]) if any(lang for _, lang in found) else line.text

    def phrase(self, text: str) -> Phrase:
        """A text as a whole, with its language."""
        line = self.words(text)
        return line if isinstance(line, Phrase) else Phrase(text)

    def section(self, heading: str, name: str, *blocks: Block, sections: Iterable[Section] = ()) -> Section:
        """A section whose anchor is made of a name."""
        return Section(self.phrase(heading), self._anchor(name), blocks, tuple(sections))

    def table(self, data: tables.Table, *, about: tables.Cell = None) -> Table:
        """A table under the next number; ``about`` is whom it is about, where there are others of its name."""
        name = data.title(self.lang)
        whom = text_of(about, self.lang)
        caption = self._caption("table", f"{name}: {whom}" if self.together and whom else name)
        rows = tuple(tuple(map(self._line, row)) for row in data.rows)
        return Table(caption, tuple(map(self.words, data.headings(self.lang))), rows, data=data, about=about)

    def _line(self, cell: tables.Cell) -> Line:
        return self.words(text_of(cell, self.lang))

    def figure(
        self, name: str, alt: str, svg: str = "", png: bytes = b"", file: str = "", shapes: Shapes | None = None
    ) -> Figure:
        """A picture under the next number; ``alt`` says what it shows."""
        return Figure(self._caption("picture", name), self.words(alt), svg, png, file, shapes, self._languages)

    def _caption(self, kind: str, text: str) -> Line:
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return self.words(f"{title(kind, self.lang)} {self._numbers[kind]}. {text}")

    def _anchor(self, name: str) -> str:
        wished = anchor = "s-" + re.sub(r"[^\w-]+", "-", name)
        count = 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{wished}-{count}"
        self._anchors.add(anchor)
        return anchor
