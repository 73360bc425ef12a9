"""The languages of the outputs."""

from typing import Final

LANGUAGES: Final = ("fi", "sv", "en")


def known_language(lang: str) -> str:
    """The language of an output, where it is one of LANGUAGES.

    Raises:
        ValueError: it is none of them; the message lists them.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"there is no language {str(lang)[:40]!r}; the languages are en, fi and sv")
    return lang
