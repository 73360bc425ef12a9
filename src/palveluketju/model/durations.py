"""How long something takes or may take: as people write it, and as it can be compared and added."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, ClassVar, Final

from pydantic import Field, model_validator

from palveluketju.findings import N_, Message
from palveluketju.frozen import dataclass
from palveluketju.model.absence import Maybe
from palveluketju.model.base import Value, refuse
from palveluketju.model.lengths import HOURS, Bounds, Length
from palveluketju.model.text import MAX_LINE, UNDETERMINED, Text, is_in_languages
from palveluketju.model.vocabulary import Basis
from palveluketju.terms import LANGUAGES, bound_meant, duration_text, unit_languages, unit_meant

_NUMBER: Final = r"[-–−]?[0-9]{1,4}"
_WRITTEN: Final = re.compile(
    rf"(?:(?P<bound>[^\W\d_][^\d]*?)\s+)?(?P<low>{_NUMBER})?(?:\s*(?P<dots>\.\.|[-–])\s*(?P<high>{_NUMBER})?)?"
    r"\s*(?P<unit>[^\W\d_][^\d]*)"
)


class Unit(StrEnum):
    """In what a duration is counted."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_LENGTHS: Final[Mapping[Unit, Length]] = {
    Unit.HOUR: Length(hours=1),
    Unit.DAY: Length(hours=HOURS),
    Unit.WORKING_DAY: Length(working_days=1),
    Unit.WEEK: Length(hours=7 * HOURS),
    Unit.MONTH: Length(months=1),
    Unit.YEAR: Length(months=12),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A number of units, or a range of numbers, both ends included; an end that is not given is open.

    ``languages`` are those in whose words it is written; none where it is written in the signs of the format.
    """

    lowest: int | None
    highest: int | None
    unit: Unit
    languages: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @property
    def bounds(self) -> Bounds:
        """How long it is at least and at most; at least nothing where no lower end is given."""
        one = _LENGTHS[self.unit]
        return Bounds(_times(one, self.lowest or 0), None if self.highest is None else _times(one, self.highest))

    @property
    def is_range(self) -> bool:
        """Whether two numbers are told, or one end of a range only."""
        return self.lowest != self.highest


def _times(one: Length, count: int) -> Length:
    return Length(one.hours * count, one.working_days * count, one.months * count)


class NoDurationError(ValueError):
    """A number of units that nothing can take: none, fewer than none, or a range the wrong way round."""


def read_span(text: str, lang: str = "") -> Span | None:
    """What a text says of a duration, and nothing else; None where it is any other text.

    ``lang`` is the language of the text, empty where none is named.

    >>> read_span("2–3 viikkoa"), read_span("noin 2 viikkoa")
    (Span(lowest=2, highest=3, unit=<Unit.WEEK: 'week'>), None)

    Raises:
        NoDurationError: it is a number of units, but one that nothing can take.
    """
    written = _WRITTEN.fullmatch(" ".join(text.split())) if len(text) <= MAX_LINE else None
    unit = unit_meant(written["unit"], lang) if written else None
    if written is None or unit is None or not (written["low"] or written["high"]):
        return None
    spoken = frozenset() if written["dots"] == ".." else unit_languages(written["unit"])
    ends = [None if end is None else int(re.sub("[–−]", "-", end)) for end in (written["low"], written["high"])]
    if written["bound"]:
        meant = bound_meant(written["bound"])
        if meant is None or written["dots"]:
            return None
        bound, said_in = meant
        spoken = spoken & {said_in} if spoken else frozenset({said_in})
        ends = [None, ends[0]] if bound == "at most" else [ends[0], None]
    elif not written["dots"]:
        ends = [ends[0], ends[0]]
    elif written["dots"] != ".." and None in ends:
        return None
    lowest, highest = ends
    if min(end for end in ends if end is not None) < 0 or (lowest if highest is None else highest) == 0:
        raise NoDurationError(Message(N_("a duration must be longer than zero")))
    if lowest is not None and highest is not None and lowest > highest:
        what = N_("the lower end {lowest} is above the upper end {highest}")
        raise NoDurationError(Message(what, lowest=lowest, highest=highest))
    return Span(lowest, highest, Unit(unit), spoken)


class Duration(Value):
    """How long something takes, or within what time; the short form is its ``value``.

    ``value`` is a number of units or a range of them, in the words or abbreviations of any language of the outputs
    (``28 d``, ``2..3 wk``, ``3–5 vuorokautta``, ``..7 d``), or any other text, which is for people and cannot be
    computed with. ``from_`` is the event that it runs from, ``basis`` what gives it.
    """

    short: ClassVar[str | None] = "value"

    value: Text
    from_: Maybe[Text] = Field(default=None, alias="from")
    basis: Maybe[Basis] = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        """A text in languages is the short form too. What is meant as a duration must be one.

        In the short form a text stays what it was before there were durations, unless it has the dots of a range.
        """
        is_long = isinstance(value, Mapping) and not is_in_languages(value)
        for lang, text in _texts(value.get("value") if is_long else value):
            try:
                read_span(text, lang)
            except NoDurationError as wrong:
                if is_long or ".." in text:
                    refuse(
                        "duration",
                        N_("'{value}' is not a duration: {why}."),
                        N_("Write it as 28 d, 2..3 wk or ..7 d, or in words."),
                        value=text[:40],
                        why=wrong.args[0],
                    )
        return value if is_long or isinstance(value, Duration) else {"value": value}

    @property
    def span(self) -> Span | None:
        """The number of units; None where the text is no duration, or is not the same in each of its languages."""
        try:
            found = {read_span(text, lang) for lang, text in _texts(self.value)}
        except NoDurationError:
            return None
        return found.pop() if len(found) == 1 else None

    @property
    def bounds(self) -> Bounds | None:
        """How long it is at least and at most; None where it cannot be computed with."""
        span = self.span
        return None if span is None else span.bounds

    def text(self, lang: str = "en") -> str:
        """The value in words: in those of the file where they are of the language, else as it writes durations.

        >>> duration = Duration.model_validate("7 vrk")
        >>> duration.text("fi"), duration.text("sv"), Duration.model_validate("7 d").text("fi")
        ('7 vrk', '7 dagar', '7 päivää')
        """
        span = self.span
        if span is None or lang not in LANGUAGES or lang in self._languages(span):
            return self.value.text(lang)
        return duration_text(span.lowest, span.highest, span.unit, lang)

    def _languages(self, span: Span) -> Iterable[str]:
        """The languages in whose words the value is written."""
        named = self.value.languages
        return span.languages if named == (UNDETERMINED,) else named

    def language(self, lang: str = "en") -> str:
        """The language in which :meth:`text` answers to a language."""
        return self.value.language(lang) if self.span is None or lang not in LANGUAGES else lang


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """The texts of a value by their languages, an empty one where none is named; none of what is no text."""
    languages = value.root if isinstance(value, Text) else {UNDETERMINED: value} if isinstance(value, str) else value
    for lang, text in languages.items() if isinstance(languages, Mapping) else ():
        if isinstance(text, str):
            yield ("" if lang == UNDETERMINED else str(lang)), text
