"""What is made in one document: captions get numbers, anchors are unique, words of other languages are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from palveluketju import tables
from palveluketju.documents.document import Block, Figure, Line, Phrase, Section, Shapes, Table
from palveluketju.model import LongText, Text
from palveluketju.model.walking import Placed
from palveluketju.tables.cell import text_of
from palveluketju.telling import Line as Told
from palveluketju.terms import title

_BETWEEN: Final = re.compile(r"(, |; |\. |: | – | -> |\n| \(|\)| \[|\])")


class Making:
    """One document while it is made, in one language.

    ``places`` are the walks of the declarations whose texts stand in it: their words are marked where they are of
    another language. ``together`` tells whether several chains stand in it, so that captions name theirs.
    """

    def __init__(self, lang: str, places: Iterable[Placed], *, together: bool) -> None:
        self.lang = lang
        self.together = together
        self._languages: dict[str, str] = {}
        self._anchors: set[str] = set()
        self._numbers: dict[str, int] = {}
        for _, value in places:
            if isinstance(value, (Text, LongText)):
                shown = value.text(lang)
                spoken = next(one for one in (lang, *value.languages) if value.root.get(one) == shown)
                if spoken not in (lang, "und"):
                    self._languages[shown] = spoken

    @property
    def untranslated(self) -> int:
        """How many texts of the declarations are of another language, each counted once."""
        return len(self._languages)

    def words(self, text: str) -> Line:
        """A text with its parts that are of another language than the document."""
        if text in self._languages:
            return Phrase(text, self._languages[text])
        found: list[Phrase] = []
        for part in _BETWEEN.split(text) if self._languages else [text]:
            lang = self._languages.get(part, "")
            between = _BETWEEN.fullmatch(part) is not None
            if found and (between or not part or found[-1].lang == lang):
                found[-1] = Phrase(found[-1].text + part, found[-1].lang)
            else:
                found.append(Phrase(part, lang))
        return tuple(found) if any(phrase.lang for phrase in found) else text

    def told(self, line: Told) -> Line:
        """What is told, each run in its language."""
        found: list[Phrase] = []
        for run in line:
            if found and found[-1].lang == run.lang:
                found[-1] = Phrase(found[-1].text + run.text, run.lang)
            else:
                found.append(Phrase(run.text, run.lang))
        return tuple(found) if any(phrase.lang for phrase in found) else line.text

    def phrase(self, text: str) -> Phrase:
        """A text as a whole, with its language."""
        return Phrase(text, self._languages.get(text, ""))

    def section(self, heading: str, name: str, *blocks: Block, sections: Iterable[Section] = ()) -> Section:
        """A section whose anchor is made of a name."""
        return Section(self.phrase(heading), self._anchor(name), blocks, tuple(sections))

    def table(self, data: tables.Table, *, about: tables.Cell = None) -> Table:
        """A table under the next number; ``about`` is whom it is about, where there are others of its name."""
        name = data.title(self.lang)
        whom = text_of(about, self.lang)
        caption = self._caption("table", f"{name}: {whom}" if self.together and whom else name)
        rows = tuple(tuple(map(self._line, record.cells)) for record in data)
        return Table(caption, data.headings(self.lang), rows, data=data, about=about)

    def _line(self, cell: tables.Cell) -> Line:
        return self.words(text_of(cell, self.lang))

    def figure(
        self, name: str, alt: str, svg: str = "", png: bytes = b"", file: str = "", shapes: Shapes | None = None
    ) -> Figure:
        """A picture under the next number; ``alt`` says what it shows."""
        return Figure(self._caption("picture", name), alt, svg, png, file, shapes)

    def _caption(self, kind: str, text: str) -> str:
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{title(kind, self.lang)} {self._numbers[kind]}. {text}"

    def _anchor(self, name: str) -> str:
        wished = anchor = "s-" + re.sub(r"[^\w-]+", "-", name)
        count = 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{wished}-{count}"
        self._anchors.add(anchor)
        return anchor
