"""What is said of each element of a chain or a catalogue, value by value: every output chooses and joins from here."""

from palveluketju.telling import parts as _parts  # noqa: F401  the words of what has parts
from palveluketju.telling.completing import SECTIONS, completed
from palveluketju.telling.lines import (
    NOTHING,
    Line,
    Paragraph,
    Run,
    after,
    capital,
    chained,
    line,
    on_one_line,
    sentence,
    series,
    together,
    words,
)
from palveluketju.telling.offered import alternative, carried, choice, choice_of, going_on
from palveluketju.telling.plain import in_words, measure_text, scope_text, without_levels_text
from palveluketju.telling.speaking import language_for
from palveluketju.telling.telling import Fact, Telling, tell
from palveluketju.telling.told import Told, told_of

__all__ = [
    "NOTHING",
    "SECTIONS",
    "Fact",
    "Line",
    "Paragraph",
    "Run",
    "Telling",
    "Told",
    "after",
    "alternative",
    "capital",
    "carried",
    "chained",
    "choice",
    "choice_of",
    "completed",
    "going_on",
    "in_words",
    "language_for",
    "line",
    "measure_text",
    "on_one_line",
    "scope_text",
    "sentence",
    "series",
    "tell",
    "together",
    "told_of",
    "without_levels_text",
    "words",
]
