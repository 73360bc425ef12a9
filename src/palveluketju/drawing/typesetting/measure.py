"""How wide a text is set, and where it breaks: by the widths of Liberation Sans, which are Arial's."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import inf
from typing import Final, NamedTuple

from palveluketju.drawing.typesetting.evenly import Edges, edges_of, evenly
from palveluketju.drawing.typesetting.hyphens import compound_parts, syllables

ASCENT, DESCENT = 0.905, 0.212
"""Above and below the baseline, as parts of the size."""
LEADING = 1.2
"""From baseline to baseline, as a part of the size."""
_ENDS = "-/–"
"""After these a line can break."""
_SOFT: Final = "\N{SOFT HYPHEN}"
_CHUNK: Final = re.compile(f"[^{_ENDS}{_SOFT}\\s]*[{_ENDS}{_SOFT}]|[^{_ENDS}{_SOFT}\\s]+")
"""What of a word stands between two of its hyphens, slashes and soft hyphens, with the one after it."""
_UNKNOWN = 1000
"""A character that the table does not have is taken for as wide as it is high: wider than nearly all are."""


class _Widths(dict[str, int]):
    """How wide characters are, in thousandths of their size; marks that stand on a letter take no width."""

    def __missing__(self, character: str) -> int:
        return 0 if unicodedata.combining(character) else _UNKNOWN


@cache
def _widths(face: str) -> _Widths:
    table = json.loads(files("palveluketju.drawing.typesetting").joinpath("widths.json").read_text(encoding="utf-8"))[
        face
    ]
    known = {character: int(width) for width, characters in table.items() for character in characters}
    return _Widths({one: 0 if unicodedata.combining(one) else width for one, width in known.items()})


@lru_cache(maxsize=200_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in points; marks that stand on a letter take no width.

    >>> round(text_width("Neuvola", 10), 2)
    36.68
    """
    return _units(text, bold=bold) * size / 1000


def _units(text: str, *, bold: bool) -> int:
    """How wide a text is, in thousandths of its size: what is measured piece by piece adds up to the whole."""
    return sum(map(_widths("bold" if bold else "regular").__getitem__, text))


@lru_cache(maxsize=20_000)
def broken(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """A text in lines no wider than ``width``, as even as they can be (the least squares of what is left over).

    A line breaks at spaces, after hyphens and slashes, but for hyphens between two figures, and at soft hyphens. A word
    too wide for a line is broken with a hyphen between the parts of a compound, a part too wide between its syllables,
    and what is no word, or has no syllable that fits, where it must.
    """
    measured = _measured(text, bold=bold)
    pieces, edges = measured.pieces, measured.edges
    if not pieces:
        return ("",)
    if measured.word * size / 1000 > width:
        pieces = tuple(part for word in text.split() for part in _pieces(word, width, size, bold=bold))
        edges = _edges(pieces)
    elif measured.line * size / 1000 <= width:
        return (_line(pieces),)
    return tuple(_line(pieces[start:end]) for start, end in pairwise((0, *evenly(edges, width, size))))


def strain(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How much a text is broken within its words: one for each too wide for a line, two more for each such part."""
    found = 0
    if _measured(text, bold=bold).chunk * size / 1000 <= width:
        return found
    for chunk in _CHUNK.findall(text):
        if not _fits(chunk, width, size, bold=bold):
            found += 1 + 2 * sum(not _fits(part, width, size, bold=bold) for part in _hyphened(chunk))
    return found


def widest(text: str, size: float, *, bold: bool = False, parts: bool = False) -> float:
    """How wide a line must be for each word to be whole, or with ``parts`` each part of a compound, in points.

    >>> round(widest("neuropsykiatrinen", 10)), round(widest("neuropsykiatrinen", 10, parts=True))
    (79, 53)
    """
    chunks = _CHUNK.findall(text)
    ends = [part for chunk in chunks for part in _hyphened(chunk)] if parts else chunks
    return max((_units(end, bold=bold) for end in ends), default=0) * size / 1000


def _hyphened(chunk: str) -> list[str]:
    """The parts of a compound, each as it stands at the end of a line."""
    *before, last = compound_parts(chunk)
    return [*(f"{part}-" for part in before), last]


def _fits(chunk: str, width: float, size: float, *, bold: bool) -> bool:
    return _units(chunk.replace(_SOFT, "-"), bold=bold) * size / 1000 <= width


def _with_breaks(word: str, width: float, size: float, *, bold: bool) -> str:
    """A word with a soft hyphen wherever it may be broken to fit a line, and in nothing that fits."""
    chunks = _CHUNK.findall(word)
    for place, chunk in enumerate(chunks):
        if not _fits(chunk, width, size, bold=bold):
            fitting = (
                (part,) if _fits(end, width, size, bold=bold) else syllables(part)
                for part, end in zip(compound_parts(chunk), _hyphened(chunk), strict=True)
            )
            chunks[place] = _SOFT.join(piece for pieces in fitting for piece in pieces)
    return "".join(chunks)


class _Piece(NamedTuple):
    """A part of a word as it stands in a line, at a line's end, and what comes before the next."""

    text: str
    ending: str
    after: str
    wide: int
    """How wide it is with what comes before the next, in thousandths of its size."""
    last: int
    """How wide it is at the end of a line."""


class _Measured(NamedTuple):
    """A text whose words are whole, in the parts between which lines can break; all in thousandths of its size.

    ``line`` is how wide it is on one line, ``word`` and ``chunk`` its widest word, and part of one, with its hyphens.
    """

    pieces: tuple[_Piece, ...]
    edges: Edges
    line: int
    word: int
    chunk: int


@lru_cache(maxsize=20_000)
def _measured(text: str, *, bold: bool) -> _Measured:
    """A text measured once, whatever sizes and widths it is set in."""
    words, hyphened = text.split(), text.replace(_SOFT, "-")
    pieces = tuple(part for word in words for part in _parts(word, inf, 1.0, bold=bold))
    edges = _edges(pieces)
    word, chunk = (
        max((_units(one, bold=bold) for one in found), default=0)
        for found in (hyphened.split(), (one.replace(_SOFT, "-") for one in _CHUNK.findall(text)))
    )
    return _Measured(pieces, edges, edges.ends[-1] if pieces else 0, word, chunk)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> tuple[_Piece, ...]:
    """A word in parts that fit; one that fits as a whole has the same parts in every width."""
    if _fits(word, width, size, bold=bold):
        return _parts(word, inf, 1.0, bold=bold)
    return _parts(_with_breaks(word, width, size, bold=bold), width, size, bold=bold)


@lru_cache(maxsize=20_000)
def _parts(word: str, width: float, size: float, *, bold: bool) -> tuple[_Piece, ...]:
    parts: list[tuple[str, str]] = []
    part, wide, holds = "", 0, False  # counted on letter by letter, so that a long word costs no more than its length
    hyphen = _units("-", bold=bold)
    for index, character in enumerate(word):
        if character == _SOFT:
            parts.append((part, "-"))
            part, wide, holds = "", 0, False
            continue
        more, is_end = _units(character, bold=bold), character in _ENDS
        following = word[index + 1 : index + 2]
        whole = wide + more + (0 if is_end or not following else hyphen)
        if part and (not is_end or part[-1] in _ENDS) and whole * size / 1000 > width:
            parts.append((part, "" if is_end else "-"))
            part, wide, holds = "", 0, False
        part, wide = part + character, wide + more
        holds = holds or character not in f"{_ENDS}("
        is_range = character != "/" and part[-2:-1].isdigit() and following.isdigit()
        if is_end and holds and following.strip(_ENDS) and not is_range:
            parts.append((part, ""))
            part, wide, holds = "", 0, False
    parts.append((part, ""))
    kept = [one for one in parts if one[0]]
    after = [*("" for _ in kept[1:]), " "]
    return tuple(
        _Piece(text, text + end, space, _units(text + space, bold=bold), _units(text + end, bold=bold))
        for (text, end), space in zip(kept, after, strict=False)
    )


def _edges(pieces: Sequence[_Piece]) -> Edges:
    return edges_of([piece.wide for piece in pieces], [piece.last for piece in pieces])


def _line(pieces: Sequence[_Piece]) -> str:
    """Pieces on one line."""
    return "".join(piece.text + piece.after for piece in pieces[:-1]) + pieces[-1].ending
