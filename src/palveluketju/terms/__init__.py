"""The words of the outputs in Finnish, Swedish and English.

Finnish and Swedish follow the field's own glossary; integraatiopiste and kriittinen palvelu are this library's
terms (see docs/glossary.md).
"""

from __future__ import annotations

from typing import Final

from palveluketju.terms.chain_words import CHAIN_WORDS
from palveluketju.terms.document_words import DOCUMENT_WORDS
from palveluketju.terms.system_words import SYSTEM_WORDS

LANGUAGES: Final = ("fi", "sv", "en")

_WORDS: Final = {**CHAIN_WORDS, **SYSTEM_WORDS, **DOCUMENT_WORDS}


def term(key: str, lang: str = "en") -> str:
    """A word of the outputs in a language; English for a language that is not among LANGUAGES.

    >>> term("interface services", "fi")
    'yhdyspintapalvelut'

    Raises:
        KeyError: there is no such word.
    """
    return _WORDS[key][LANGUAGES.index(lang) if lang in LANGUAGES else LANGUAGES.index("en")]


def title(key: str, lang: str = "en") -> str:
    """A word as a heading: its first letter large."""
    word = term(key, lang)
    return word[:1].upper() + word[1:]


def key_term(key: str, lang: str = "en") -> str:
    """A key of the format in words, or the key itself where there is no word for it."""
    return term(key, lang) if key in _WORDS else key
