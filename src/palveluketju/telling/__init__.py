"""What is said of each element of a chain or a catalogue, value by value: every output chooses and joins from here."""

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
    words,
)
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
    "capital",
    "chained",
    "completed",
    "line",
    "on_one_line",
    "sentence",
    "series",
    "tell",
    "told_of",
    "words",
]
