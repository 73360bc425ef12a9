"""Words that stand where a text is not written yet, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple


class Placeholders(NamedTuple):
    """Words in whose place a text is to come.

    ``anywhere`` say so wherever they stand in a text, ``alone`` where they are a sentence, a bracket or an item by
    themselves, ``whole`` only where they are the whole text.
    """

    anywhere: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


PLACEHOLDERS: Final[Mapping[str, Placeholders]] = {
    "": Placeholders(anywhere=("todo", "fixme", "lorem ipsum"), alone=("tbd", "tba", "xx"), whole=("n.n", "nn")),
    "fi": Placeholders(
        anywhere=(
            "pitää vielä miettiä",
            "täytyy vielä miettiä",
            "on vielä mietittävä",
            "mietitään vielä",
            "täydennetään myöhemmin",
            "tarkennetaan myöhemmin",
            "kirjoitetaan myöhemmin",
            "lisätään myöhemmin",
            "teksti tähän",
        ),
        alone=(
            "täydennetään",
            "täydennettävä",
            "täydentyy",
            "täydentyy myöhemmin",
            "tarkennetaan",
            "tarkennettava",
            "tarkentuu",
            "tarkentuu myöhemmin",
            "mietittävä",
            "pitää miettiä",
            "selvitettävä",
        ),
        whole=("kesken", "puuttuu", "avoin", "tulossa", "myöhemmin", "nimi tähän", "selvitetään"),
    ),
    "sv": Placeholders(
        anywhere=(
            "kompletteras senare",
            "preciseras senare",
            "fylls i senare",
            "läggs till senare",
            "skrivs senare",
            "måste ännu övervägas",
            "text här",
        ),
        alone=("kompletteras", "ska kompletteras", "bör kompletteras", "preciseras", "ska preciseras", "övervägs ännu"),
        whole=("saknas", "öppen", "på kommande", "senare", "namn här", "utreds"),
    ),
    "en": Placeholders(
        anywhere=("fill in later", "still to be written", "text here"),
        alone=(
            "to be added",
            "to be completed",
            "to be confirmed",
            "to be decided",
            "to be specified",
            "to be written",
        ),
        whole=("missing", "open", "later", "placeholder"),
    ),
}
"""The words by language; under the empty one those that are written in any language."""

_MARKS: Final = re.compile(r"\?{3,}|\bx{3,}\b")
_BETWEEN: Final = re.compile(r"[()\[\]{}<>;:,/\n]|\s[-–—]\s|[.!?…](?:\s|$)")
_SPACES: Final = re.compile(r"[^\S\n]+")
_EDGES: Final = " \t.,:;!?…*_'\"()[]{}<>-–—"


@lru_cache(maxsize=4096)  # chains have most of their texts from catalogues, the same ones
def is_placeholder(text: str, languages: tuple[str, ...] = (), also: tuple[str, ...] = ()) -> bool:
    """Whether a text only holds the place of one that is not written yet, in languages; in any, where none is known.

    ``also`` are more words that say so where they are a sentence, a bracket or an item by themselves.

    >>> is_placeholder("Kotihoito (täydennetään)"), is_placeholder("Kotihoitoa täydennetään yöpartiolla")
    (True, False)
    """
    plain = _SPACES.sub(" ", text.casefold())
    whole = plain.strip(_EDGES)
    if not whole or (("???" in plain or "xxx" in plain) and _MARKS.search(plain)):
        return True
    words = _words(frozenset(language.split("-")[0] for language in languages), also)
    if whole in words.whole:
        return True
    # nearly every text has none of the words in it, which is told faster than where one would have to stand
    if [word for word in words.alone if word in plain]:
        pieces = {piece.strip(_EDGES) for piece in _BETWEEN.split(plain)}
        if not pieces.isdisjoint(words.alone):
            return True
    there = [word for word in words.anywhere if word in plain]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) for word in there)


def placeholder_in(texts: Mapping[str, str], also: tuple[str, ...]) -> str | None:
    """The first of texts, by their languages, that only holds the place of another."""
    for lang, text in texts.items():
        if is_placeholder(text, (lang,), also):
            return text
    return None


@lru_cache(maxsize=128)
def _words(languages: frozenset[str], also: tuple[str, ...]) -> Placeholders:
    """The words of languages, of all where none of them is known, and those that are given beside them."""
    asked = [PLACEHOLDERS[language] for language in {"", *(languages & PLACEHOLDERS.keys() or PLACEHOLDERS.keys())}]
    return Placeholders(
        tuple(word for one in asked for word in one.anywhere),
        (*(word.casefold() for word in also), *(word for one in asked for word in one.alone)),
        tuple(word for one in asked for word in one.whole),
    )
