"""The units of durations: how people call them, and what they write for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from palveluketju.terms.chain_words import CHAIN_WORDS
from palveluketju.terms.languages import LANGUAGES

UNITS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "hour": (("tunti", "tuntia"), ("timme", "timmar"), ("hour", "hours")),
    "day": (("päivä", "päivää"), ("dag", "dagar"), ("day", "days")),
    "working-day": (("arkipäivä", "arkipäivää"), ("arbetsdag", "arbetsdagar"), ("working day", "working days")),
    "week": (("viikko", "viikkoa"), ("vecka", "veckor"), ("week", "weeks")),
    "month": (("kuukausi", "kuukautta"), ("månad", "månader"), ("month", "months")),
    "year": (("vuosi", "vuotta"), ("år", "år"), ("year", "years")),
}
"""Each unit in Finnish, Swedish and English: of one, and of several (in Finnish the partitive, as after a number)."""
_ALSO_WRITTEN: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "fi": {
        "hour": ("t",),
        "day": ("pv", "vrk", "vuorokausi", "vuorokautta"),
        "working-day": ("arkipv", "työpäivä", "työpäivää"),
        "week": ("vk", "vko", "vkoa"),
        "month": ("kk",),
        "year": ("v",),
    },
    "sv": {
        "hour": ("t", "tim"),
        "day": ("dygn",),
        "working-day": ("vardag", "vardagar"),
        "week": ("v",),
        "month": ("mån",),
    },
    "en": {
        "hour": ("hr", "hrs"),
        "working-day": ("workday", "workdays", "business day", "business days"),
        "week": ("wks",),
        "year": ("yr", "yrs"),
    },
}
"""Other words and abbreviations of a language."""
_SIGNS: Final = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}
"""Signs of the format, which are of no language."""


def _written() -> Mapping[str, Mapping[str, str]]:
    """What each word means in each of the languages that have it."""
    found: dict[str, dict[str, str]] = {}
    for place, lang in enumerate(LANGUAGES):
        for unit, languages in UNITS.items():
            for word in (*languages[place], *_ALSO_WRITTEN[lang].get(unit, ())):
                found.setdefault(word, {})[lang] = unit
    return found


_WRITTEN: Final = _written()


def unit_meant(written: str, lang: str = "") -> str | None:
    """The unit that a word or an abbreviation stands for, in a text of a language or of none that is named.

    What means one unit in one language and another in another (*v* is *vuosi*, and *vecka*) means none of itself.

    >>> unit_meant("vuorokautta"), unit_meant("arbetsdagar"), unit_meant("pvä")
    ('day', 'working-day', None)
    >>> unit_meant("v", "fi"), unit_meant("v", "sv"), unit_meant("v")
    ('year', 'week', None)
    """
    word = _plain(written)
    units = _WRITTEN.get(word, {})
    if word in _SIGNS:
        return _SIGNS[word]
    return units.get(lang) or (next(iter(units.values())) if len(set(units.values())) == 1 else None)


def unit_languages(written: str) -> frozenset[str]:
    """The languages that have a word or an abbreviation of a unit; none for a sign of the format."""
    return frozenset(() if _plain(written) in _SIGNS else _WRITTEN.get(_plain(written), ()))


def bound_meant(written: str) -> tuple[str, str] | None:
    """Which end of a range a word before a number stands for, ``at most`` or ``at least``, and in which language."""
    for bound in ("at most", "at least"):
        for place, lang in enumerate(LANGUAGES):
            if CHAIN_WORDS[bound][place] == written.casefold():
                return bound, lang
    return None


def _plain(written: str) -> str:
    return written.casefold().removesuffix(".")
