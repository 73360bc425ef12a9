"""Where a word that is too wide for its line is broken: between the parts of a compound, else between syllables.

Neither asks for the language of a word: the list of compounds holds Finnish, Swedish and English ones, and the rule for
syllables, that one consonant goes with the vowel after it, is that of Finnish and of Swedish alike.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

LEAST: Final = 3
"""Letters on either side of a break, at least."""
_WORD: Final = re.compile(r"\W*([^\W\d_]+)(?:[:'’][^\W\d_]*)?\W*")
"""One word with the marks around it and an ending after a colon; an address and a number with letters are none."""
_VOWELS: Final = "aeiouyåäöæøéü"
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_VOWEL: Final = re.compile(f"[{_VOWELS}]", re.IGNORECASE)
_ONSET: Final = re.compile(
    f"(?:[cpt]h|(?<![cpst])h|(?<!n)g|[bcdfjklmnpqrstvwz])(?=[{_VOWELS}])",
    re.IGNORECASE,
)
"""A consonant with its vowel. ``ch``, ``ph`` and ``th`` are one; ``sh`` and ``ng`` are one in some languages, and are
not broken."""


@cache
def _compounds() -> dict[str, tuple[int, ...]]:
    """Where the listed words are broken, by the letters with which each inflected form of theirs begins."""
    text = files("palveluketju.drawing.typesetting").joinpath("compounds.txt").read_text(encoding="utf-8")
    return dict(_read(line) for line in text.splitlines() if line and not line.startswith("#"))


def _read(line: str) -> tuple[str, tuple[int, ...]]:
    """The beginning of a listed word, and the letters after which it is broken."""
    *parts, last = line.split("|")
    cuts, letters = [], ""
    for part in parts:
        letters += part
        cuts.append(len(letters))
    return letters + last[:LEAST], tuple(cuts)


@lru_cache(maxsize=20_000)
def compound_parts(text: str) -> tuple[str, ...]:
    """A word between two spaces in the parts of a compound, with the marks around it; whole where none is listed.

    >>> compound_parts("(neuropsykiatrisissa")
    ('(neuro', 'psykiatrisissa')
    """
    found = _WORD.fullmatch(text)
    word = found[1].lower() if found else ""
    if not found or len(word) != len(found[1]):  # a letter that is another number of letters in lower case
        return (text,)
    longest = min(len(word), _longest())
    begun = (word[:count] for count in range(longest, LEAST, -1))
    cuts = next((_compounds()[letters] for letters in begun if letters in _compounds()), ())
    edges = [0, *(found.start(1) + cut for cut in cuts), len(text)]
    return tuple(text[start:end] for start, end in pairwise(edges))


@cache
def _longest() -> int:
    return max(map(len, _compounds()))


def syllables(part: str) -> tuple[str, ...]:
    """A part of a compound, or a word that is none, in pieces; at its ends at least three letters stay together.

    >>> syllables("psykiatrisissa")
    ('psy', 'kiat', 'ri', 'sissa')
    """
    letters, vowel = _LETTERS.search(part), _VOWEL.search(part)
    if not letters or not vowel:
        return (part,)
    first, last = max(letters.start() + LEAST, vowel.end()), letters.end() - LEAST
    edges = [0, *(cut for found in _ONSET.finditer(part) if first <= (cut := found.start()) <= last), len(part)]
    return tuple(part[start:end] for start, end in pairwise(edges))
