"""Text in the one spelling that ids and words are compared in, in time that grows with its length only."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Final

_SHORT: Final = 500
"""Up to here it does not matter how slowly marks are put in order."""
_OF_SEVERAL_MARKS: Final = frozenset("\u0f73\u0f75\u0f81")
"""Characters that are no marks themselves, and are taken apart into marks."""


def composed(text: str) -> str:
    r"""A text in the composed spelling (NFC): ä is one character, not a and a mark.

    Python puts each mark in its place among those before it, which in a text of marks takes a time that grows with the
    square of its length: in a long text they are sorted first.

    >>> composed("a\u0308")
    'ä'
    """
    if text.isascii():
        return text
    if len(text) > _SHORT and (any(map(unicodedata.combining, text)) or not _OF_SEVERAL_MARKS.isdisjoint(text)):
        apart = "".join(unicodedata.normalize("NFD", one) for one in text)
        runs = groupby(apart, key=lambda one: unicodedata.combining(one) > 0)
        text = "".join("".join(sorted(run, key=unicodedata.combining) if marks else run) for marks, run in runs)
    return unicodedata.normalize("NFC", text)
