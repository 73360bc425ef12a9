"""The columns of a table: what they are called, and what their cells are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from palveluketju.frozen import dataclass
from palveluketju.model import State, Text
from palveluketju.terms import key_term, known_language, term

InLanguages = Mapping[str, str] | Text
"""Words by language: ``{"fi": "Huomautus", "en": "Note"}``."""


class Kind(StrEnum):
    """What the cells of a column are. In place of any of them can stand what is told of it: a state, or a question."""

    TEXT = "text"
    NAME = "name"
    """An element of the declaration, with its id."""
    WORD = "word"
    """A word of a fixed set, with its id."""
    LIST = "list"
    """Names, words or texts, any number of them."""
    NUMBER = "number"
    COUNT = "count"
    """How many there are; a state where there is none, or where it is not told."""
    DATE = "date"
    STATE = "state"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``word`` is its heading among the terms, ``kind`` what its cells are.

    ``state`` makes it a column of what is not told: ``Tier: open``. ``heading_in`` has the heading by language where it
    is not among the terms. ``key`` is by what the column is asked for: unless given, its word with underscores.

    Raises:
        ValueError: there is no such kind, or ``heading_in`` is not text by language.
    """

    word: str
    kind: Kind = Kind.TEXT
    state: State | None = None
    heading_in: InLanguages | None = None
    key: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "heading_in", in_languages(self.heading_in))
        if not self.key:
            whole = f"{self.word} {self.state.value}" if self.state else self.word
            object.__setattr__(self, "key", whole.replace(" ", "_").replace("-", "_"))

    def heading(self, lang: str = "en") -> str:
        """The heading in a language."""
        word = words_of(self.word, self.heading_in, lang)
        return f"{word}: {term(self.state.value, lang)}" if self.state else word


def in_languages(words: InLanguages | None) -> Text | None:
    """Words by language as a text that does not change."""
    return None if words is None else Text.model_validate(words)


def words_of(word: str, own: InLanguages | None, lang: str) -> str:
    """A heading or a title: the words of its own in a language, else those among the terms, else the word itself."""
    known_language(lang)
    said = in_languages(own)
    text = key_term(word, lang) if said is None else said.text(lang)
    return text[:1].upper() + text[1:]


DECLARED_IN: Final = Column("declared in", Kind.NAME)
"""The chain or the catalogue that a row is from."""
