"""Days, months, ages, durations and languages as people write them in Finnish, Swedish and English."""

from __future__ import annotations

import datetime
from typing import Final

from palveluketju.terms.languages import LANGUAGES, known_language
from palveluketju.terms.unit_words import UNITS
from palveluketju.terms.words import term

_MONTHS: Final = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_LANGUAGES: Final[dict[str, tuple[str, str, str]]] = {
    "fi": ("suomi", "finska", "Finnish"),
    "sv": ("ruotsi", "svenska", "Swedish"),
    "en": ("englanti", "engelska", "English"),
    "se": ("pohjoissaame", "nordsamiska", "Northern Sámi"),
    "smn": ("inarinsaame", "enaresamiska", "Inari Sámi"),
    "sms": ("koltansaame", "skoltsamiska", "Skolt Sámi"),
    "fse": ("suomalainen viittomakieli", "finskt teckenspråk", "Finnish Sign Language"),
    "fss": ("suomenruotsalainen viittomakieli", "finlandssvenskt teckenspråk", "Finland-Swedish Sign Language"),
    "rmf": ("romanikieli", "romani", "Romani"),
    "krl": ("karjala", "karelska", "Karelian"),
    "ru": ("venäjä", "ryska", "Russian"),
    "et": ("viro", "estniska", "Estonian"),
    "uk": ("ukraina", "ukrainska", "Ukrainian"),
    "ar": ("arabia", "arabiska", "Arabic"),
    "so": ("somali", "somaliska", "Somali"),
    "fa": ("persia", "persiska", "Persian"),
    "ku": ("kurdi", "kurdiska", "Kurdish"),
    "sq": ("albania", "albanska", "Albanian"),
    "tr": ("turkki", "turkiska", "Turkish"),
    "vi": ("vietnam", "vietnamesiska", "Vietnamese"),
    "th": ("thai", "thailändska", "Thai"),
    "zh": ("kiina", "kinesiska", "Chinese"),
    "es": ("espanja", "spanska", "Spanish"),
    "fr": ("ranska", "franska", "French"),
    "de": ("saksa", "tyska", "German"),
}


def date_text(day: datetime.date, lang: str) -> str:
    """A day as people write it.

    >>> import datetime
    >>> day = datetime.date(2018, 10, 11)
    >>> date_text(day, "fi"), date_text(day, "sv"), date_text(day, "en")
    ('11.10.2018', '11.10.2018', '11 October 2018')
    """
    if known_language(lang) != "en":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {_MONTHS['en'][day.month - 1]} {day.year}"


def when_text(when: str, lang: str) -> str:
    """A year, a month or a day, given as ``2030``, ``2030-06`` or ``2030-06-30``.

    >>> when_text("2030-06", "fi"), when_text("2030-06", "en"), when_text("2030-06-30", "fi"), when_text("2030", "sv")
    ('6/2030', 'June 2030', '30.6.2030', '2030')
    """
    year, *rest = when.split("-")
    if len(rest) == 2:
        return date_text(datetime.date.fromisoformat(when), lang)
    if not rest:
        return year
    month = int(rest[0])
    return f"{month}/{year}" if known_language(lang) == "fi" else f"{_MONTHS[lang][month - 1]} {year}"


def period_text(first: str, last: str) -> str:
    """From when until when, where either can be left out: 1.1.2024–31.12.2025."""
    return f"{first}–{last}" if first or last else ""


def language_name(code: str, lang: str) -> str:
    """The name of a language by its code, or the code where the name is not known here.

    >>> language_name("smn", "fi"), language_name("sv-FI", "en"), language_name("tlh", "fi")
    ('inarinsaame', 'Swedish', 'tlh')
    """
    names = _LANGUAGES.get(code.split("-")[0])
    return names[("fi", "sv", "en").index(known_language(lang))] if names else code


def ages_text(lowest: int | None, highest: int | None, lang: str) -> str:
    """Ages in years, both ends included: 18–29 years, at most 17 years, at least 76 years.

    >>> ages_text(18, 29, "fi"), ages_text(None, 1, "en"), ages_text(5, 5, "sv")
    ('18–29 vuotta', 'at most 1 year', '5 år')
    """
    if lowest is None or highest is None:
        bound, ages = ("at most", str(highest)) if lowest is None else ("at least", str(lowest))
    else:
        bound, ages = "", str(lowest) if lowest == highest else f"{lowest}–{highest}"
    years = term("year" if ages == "1" else "years", lang)
    return " ".join(filter(None, (bound and term(bound, lang), ages, years)))


def duration_text(lowest: int | None, highest: int | None, unit: str, lang: str) -> str:
    """How long something takes, in whole units, both ends included: 28 days, 2–3 weeks, at most 7 days.

    >>> duration_text(28, 28, "day", "fi"), duration_text(2, 3, "week", "sv"), duration_text(None, 1, "day", "en")
    ('28 päivää', '2–3 veckor', 'at most 1 day')
    """
    if lowest is None or highest is None:
        bound, number = ("at most", str(highest)) if lowest is None else ("at least", str(lowest))
    else:
        bound, number = "", str(lowest) if lowest == highest else f"{lowest}–{highest}"
    one, several = UNITS[unit][LANGUAGES.index(known_language(lang))]
    return " ".join(filter(None, (bound and term(bound, lang), number, one if number == "1" else several)))
