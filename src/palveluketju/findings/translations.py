"""The one door to translations: the English texts of the source, in the language of their reader.

A text that users read is marked where it is written: ``N_("...")``, or ``NN_("...", "...")`` where its wording depends
on a number. It is translated where it is shown. The translations stand in ``locale/``; ``tests/test_translations.py``
compares them with the marked texts.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final, NamedTuple

DOMAIN: Final = "palveluketju"
FOLDER: Final = os.path.join(os.path.dirname(__file__), "locale")
SOURCE_LANGUAGE: Final = "en"


class Plural(NamedTuple):
    """A text in two wordings: for one, and for any other number; the number is the value called ``count``."""

    one: str
    many: str


Template = str | Plural

"""An English text whose ``{names}`` are filled from values; it is also the key under which translations are found."""


def N_(text: str) -> str:  # noqa: N802  # the name that programs which collect texts look for
    """Mark a text for translation; it stays as it is."""
    return text


def NN_(one: str, many: str) -> Plural:  # noqa: N802
    """Mark a text in two wordings for translation: that of one, and that of any other number."""
    return Plural(one, many)


def translated(text: Template, lang: str, count: int = 1) -> str:
    """A marked text in a language; in English where the language has no translation of it.

    >>> translated("whole chain", "en")
    'whole chain'
    >>> translated(NN_("{count} error", "{count} errors"), "en", 2)
    '{count} errors'
    """
    if isinstance(text, Plural):
        return _texts(lang).ngettext(*text, count)
    return _texts(lang).gettext(text) if text else ""


@cache
def _texts(lang: str) -> gettext.NullTranslations:
    if lang == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, FOLDER, [lang], fallback=True)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Let what asks :mod:`gettext` for translations, as click does, find those of a language while a command runs.

    gettext takes the language from the environment. It is set here so that the locale of the machine never decides.
    """
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before
