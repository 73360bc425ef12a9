"""The units of durations: how people call them, and what they write for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from palveluketju.terms.chain_words import CHAIN_WORDS

UNITS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "hour": (("tunti", "tuntia"), ("timme", "timmar"), ("hour", "hours")),
    "day": (("päivä", "päivää"), ("dag", "dagar"), ("day", "days")),
    "working-day": (("arkipäivä", "arkipäivää"), ("arbetsdag", "arbetsdagar"), ("working day", "working days")),
    "week": (("viikko", "viikkoa"), ("vecka", "veckor"), ("week", "weeks")),
    "month": (("kuukausi", "kuukautta"), ("månad", "månader"), ("month", "months")),
    "year": (("vuosi", "vuotta"), ("år", "år"), ("year", "years")),
}
"""Each unit in Finnish, Swedish and English: of one, and of several (in Finnish the partitive, as after a number)."""
_ALSO_WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "hour": ("h", "t", "tim", "hr", "hrs"),
    "day": ("d", "pv", "vrk", "vuorokausi", "vuorokautta", "dygn"),
    "working-day": (
        *("arkipv", "työpäivä", "työpäivää", "vardag", "vardagar"),
        *("workday", "workdays", "business day", "business days"),
    ),
    "week": ("wk", "wks", "vk", "vko", "vkoa"),
    "month": ("kk", "mån", "mo"),
    "year": ("y", "yr", "yrs"),
}
_BY_LANGUAGE: Final[Mapping[tuple[str, str], str]] = {("v", "fi"): "year", ("v", "sv"): "week"}
"""What means one unit in one language and another in the other: of itself it means none."""

_UNIT_OF: Final = {
    **{word: unit for unit, words in _ALSO_WRITTEN.items() for word in words},
    **{word: unit for unit, languages in UNITS.items() for words in languages for word in words},
}
_BOUND_OF: Final = {word: bound for bound in ("at most", "at least") for word in CHAIN_WORDS[bound]}


def unit_meant(written: str, lang: str = "") -> str | None:
    """The unit that a word or an abbreviation stands for, in a text of a language or of none that is named.

    >>> unit_meant("vuorokautta"), unit_meant("arbetsdagar"), unit_meant("pvä")
    ('day', 'working-day', None)
    >>> unit_meant("v", "fi"), unit_meant("v", "sv"), unit_meant("v")
    ('year', 'week', None)
    """
    word = written.casefold().removesuffix(".")
    return _UNIT_OF.get(word) or _BY_LANGUAGE.get((word, lang))


def bound_meant(written: str) -> str | None:
    """Which end of a range a word before a number stands for: ``at most`` or ``at least``."""
    return _BOUND_OF.get(written.casefold())
