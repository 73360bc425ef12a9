"""The words of the outputs, looked up by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from palveluketju.terms.board_words import BOARD_WORDS
from palveluketju.terms.chain_words import CHAIN_WORDS
from palveluketju.terms.document_words import DOCUMENT_WORDS
from palveluketju.terms.languages import LANGUAGES, known_language
from palveluketju.terms.picture_words import PICTURE_WORDS
from palveluketju.terms.plan_words import PLAN_WORDS
from palveluketju.terms.relation_words import RELATION_WORDS
from palveluketju.terms.system_words import SYSTEM_WORDS
from palveluketju.terms.value_words import value_meant

_WORDS: Final = {
    **CHAIN_WORDS,
    **SYSTEM_WORDS,
    **RELATION_WORDS,
    **PLAN_WORDS,
    **DOCUMENT_WORDS,
    **PICTURE_WORDS,
    **BOARD_WORDS,
}
_PLACES: Final = {lang: place for place, lang in enumerate(LANGUAGES)}


def term(key: str, lang: str = "en") -> str:
    """A word of the outputs in a language.

    >>> term("interface services", "fi")
    'yhdyspintapalvelut'

    Raises:
        KeyError: there is no such word.
        ValueError: there is no such language.
    """
    if lang not in _PLACES:
        known_language(lang)
    return _WORDS[key][_PLACES[lang]]


def title(key: str, lang: str = "en") -> str:
    """A word as a heading: its first letter large."""
    word = term(key, lang)
    return word[:1].upper() + word[1:]


def key_term(key: str, lang: str = "en") -> str:
    """A key of the format in words, or the key itself where there is no word for it."""
    return term(key, lang) if key in _WORDS else key


def value_called(word: str, choices: Iterable[str], *, misspelt: bool = False) -> str | None:
    """The value of the format, of those possible at a place, that is called so in Finnish or Swedish; None for none.

    ``misspelt`` takes a word that is nearly so as well.

    >>> value_called("luonnos", ["draft", "agreed", "retired"])
    'draft'
    """
    return value_meant(word, choices, _WORDS, misspelt=misspelt)
