"""Durations are read in the words of three languages, compared and added by bounds that always hold."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from pydantic import ValidationError

from counting import lines_executed
from palveluketju.loading import load_chain_text
from palveluketju.model import Basis, Bounds, Duration, Length, Level, Span, Text, Unit, Unknown, given, is_open
from palveluketju.model.durations import NoDurationError, read_span
from palveluketju.model.walking import as_data
from palveluketju.telling import in_words
from palveluketju.terms import LANGUAGES, duration_text
from palveluketju.terms.unit_words import UNITS

pytestmark = pytest.mark.quick

HEAD = "palveluketju: 1\nid: x\nname: X\nlevels:\n  a: {name: A, timing: TIMING}\n"


def read(written: object) -> Duration:
    return Duration.model_validate(written)


def bounds(written: str) -> Bounds:
    found = read(written).bounds
    assert found is not None, written
    return found


def timing(written: str) -> object:
    chain = load_chain_text(HEAD.replace("TIMING", written))
    return (given(chain.levels) or {})["a"].timing


@pytest.mark.parametrize(
    ("written", "lowest", "highest", "unit"),
    [
        *((text, 4, 4, Unit.HOUR) for text in ("4 h", "4h", "4 t", "4 tuntia", "4 tim", "4 timmar", "4 hours")),
        *((text, 28, 28, Unit.DAY) for text in ("28 d", "28 pv.", "28 vrk", "28 PÄIVÄÄ", "28 dagar", "28 dygn")),
        *((text, 7, 7, Unit.WORKING_DAY) for text in ("7 arkipäivää", "7 arbetsdagar", "7 vardagar", "7 working days")),
        *((text, 2, 2, Unit.WEEK) for text in ("2 wk", "2 vk", "2 vko", "2 viikkoa", "2 veckor", "2 weeks")),
        *((text, 3, 3, Unit.MONTH) for text in ("3 kk", "3 kuukautta", "3 mån", "3 månader", "3 months", "3\u00a0kk")),
        *((text, 1, 1, Unit.YEAR) for text in ("1 y", "1 vuosi", "1 år", "1 year")),
        *((text, 2, 3, Unit.WEEK) for text in ("2..3 wk", "2 .. 3 wk", "2-3 vk", "2–3 viikkoa", "2 – 3 veckor")),
        *((text, None, 7, Unit.DAY) for text in ("..7 d", "enintään 7 vrk", "Högst 7 dygn", "at most 7 days")),
        *((text, 2, None, Unit.MONTH) for text in ("2.. kk", "vähintään 2 kk", "minst 2 månader", "at least 2 months")),
    ],
    ids=str,
)
def test_a_number_of_units_is_read(written: str, lowest: int | None, highest: int | None, unit: Unit) -> None:
    assert read(written).span == Span(lowest, highest, unit)


@pytest.mark.parametrize(
    "written",
    [
        *("Kaksi viikkoa", "noin 3 kuukautta", "28 pvä", "2-3 viikkoa toimenpiteestä", "heti", "d", "28", "12345 d"),
        *("enintään 2..3 d", "2- vk", "0 vrk", "-7 vrk", "1,5 h", "5 v", "3 kk 2 vk", "x" * 200),
    ],
)
def test_any_other_text_is_for_people(written: str) -> None:
    duration = read(written)
    assert (duration.span, duration.bounds) == (None, None)
    assert {duration.text(lang) for lang in (*LANGUAGES, "se")} == {written}


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ({"fi": "7 arkipäivää", "sv": "7 vardagar"}, Span(7, 7, Unit.WORKING_DAY)),
        ({"fi": "5 v"}, Span(5, 5, Unit.YEAR)),
        ({"sv": "5 v"}, Span(5, 5, Unit.WEEK)),
        ({"fi": "5 v", "sv": "5 v"}, None),
        ({"fi": "2 viikkoa", "sv": "tre veckor"}, None),
    ],
    ids=str,
)
def test_a_text_in_languages_is_a_duration_where_all_say_the_same(written: dict[str, str], span: Span | None) -> None:
    assert read(written).span == span


@drawn(
    st.sampled_from(Unit),
    st.tuples(st.none() | st.integers(0, 9999), st.none() | st.integers(1, 9999)),
    st.sampled_from(LANGUAGES),
)
def test_what_is_written_in_words_is_read_as_the_same(
    unit: Unit, ends: tuple[int | None, int | None], lang: str
) -> None:
    lowest, highest = ends
    if (lowest is None and highest is None) or (lowest == 0 and highest is None) or (lowest or 0) > (highest or 9999):
        return
    assert read_span(duration_text(lowest, highest, unit, lang)) == Span(lowest, highest, unit)


def test_every_unit_has_its_words() -> None:
    assert [unit.value for unit in Unit] == list(UNITS)


@pytest.mark.parametrize("wrong", ["0 d", "..0 d", "0.. d", "-3 d", "..-3 d", "5..3 d", "5–3 vk", "enintään 0 h"])
def test_nothing_takes_less_than_nothing(wrong: str) -> None:
    with pytest.raises(NoDurationError):
        read_span(wrong)
    for long in ({"value": wrong}, {"value": {"fi": wrong}, "basis": "law"}, {"value": Text(wrong)}):
        with pytest.raises(ValidationError, match="not a duration"):
            read(long)


def test_only_the_dots_of_a_range_make_a_short_form_wrong() -> None:
    with pytest.raises(ValidationError, match="lower end 5 is above the upper end 3"):
        read("5..3 d")
    assert read("5-3 vk").text("fi") == "5-3 vk"  # a text of version 1: five to three weeks before something


@pytest.mark.parametrize(
    "written",
    [
        *("28 d", "Kaksi viikkoa", "{fi: 7 arkipäivää}", "{fi: Kaksi viikkoa, sv: Två veckor}"),
        *("{value: 28 d, from: {fi: Lähete}, basis: law}", "{value: {fi: Heti}, basis: agreement}"),
        *("{open: Kuinka kauan?}", "{value: 2 wk, from: {open: Mistä?}}"),
    ],
)
def test_a_file_that_is_written_back_reads_the_same(written: str) -> None:
    chain = load_chain_text(HEAD.replace("TIMING", written))
    text = chain.to_yaml()
    assert load_chain_text(text) == chain
    assert f"timing: {written}".split("{")[0].strip() in text


def test_the_short_form_is_written_short() -> None:
    assert as_data(read({"value": "28 d"})) == "28 d"
    assert as_data(read({"fi": "7 arkipäivää"})) == {"fi": "7 arkipäivää"}
    assert as_data(read({"value": "28 d", "basis": "law"})) == {"value": "28 d", "basis": "law"}


def test_what_is_not_known_is_no_duration() -> None:
    assert isinstance(timing("{unknown: Kuinka kauan, ask: {role: R}}"), Unknown)


def test_a_level_takes_a_duration_a_text_or_an_absence() -> None:
    assert is_open(timing("{open: Kuinka kauan?}"))
    assert read(Text("28 d")) == read("28 d") == timing("28 d")
    level = Level.model_validate({"name": "A", "timing": Text("28 d")})
    assert level.changed(timing=read({"value": "2 wk", "basis": "aim"})).timing == timing("{value: 2 wk, basis: aim}")
    assert read({"value": "2 wk", "basis": "aim"}).basis is Basis.AIM


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fi", "28 päivää (laskennan alku: Lähete; peruste: laki)"),
        ("sv", "28 dagar (räknas från: Lähete; grund: lag)"),
        ("en", "28 days (counted from: Lähete; basis: law)"),
    ],
)
def test_a_duration_is_told_with_its_event_and_its_basis(lang: str, words: str) -> None:
    assert in_words(read({"value": "28 d", "from": "Lähete", "basis": "law"}), lang) == words


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("7 d", ("7 päivää", "7 dagar", "7 days")),
        ("7 vrk", ("7 vrk", "7 dagar", "7 days")),
        ("2-3 veckor", ("2–3 viikkoa", "2-3 veckor", "2–3 weeks")),
        ("2..3 viikkoa", ("2–3 viikkoa", "2–3 veckor", "2–3 weeks")),
        ("enintään 7 vrk", ("enintään 7 vrk", "högst 7 dagar", "at most 7 days")),
        ("enintään 7 d", ("enintään 7 d", "högst 7 dagar", "at most 7 days")),
        ("at most 7 dygn", ("enintään 7 päivää", "högst 7 dagar", "at most 7 days")),
        ("4 t", ("4 t", "4 t", "4 hours")),
        ({"fi": "5 v"}, ("5 v", "5 år", "5 years")),
        ({"sv": "5 v"}, ("5 viikkoa", "5 v", "5 weeks")),
        ({"se": "5 d"}, ("5 päivää", "5 dagar", "5 days")),
    ],
    ids=str,
)
def test_what_is_written_in_the_words_of_a_language_stands_in_it(written: object, told: tuple[str, ...]) -> None:
    assert tuple(read(written).text(lang) for lang in LANGUAGES) == told


def test_a_duration_knows_its_language() -> None:
    duration = read({"fi": "7 vrk"})
    assert [duration.language(lang) for lang in ("fi", "sv", "se")] == ["fi", "sv", "fi"]
    assert read({"fi": "Heti"}).language("sv") == "fi"


# --- bounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("4 h", (0, 1)),
        ("36 h", (1, 2)),
        ("28 d", (28, 28)),
        ("2..3 wk", (14, 21)),
        ("1 kk", (28, 31)),
        ("12 kk", (365, 366)),
        ("1 y", (365, 366)),
        ("7 arkipäivää", (7, 21)),
        ("..7 d", (0, 7)),
        ("2.. wk", (14, None)),
    ],
)
def test_days_are_rounded_outwards(written: str, days: tuple[int, int | None]) -> None:
    assert bounds(written).days == days


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        ("15 d", "2 wk", True),
        ("2 wk", "14 d", False),
        ("1 kk", "28 d", None),
        ("1 kk", "27 d", True),
        ("1 kk", "31 d", False),
        ("11 kk", "10 kk", True),
        ("12 kk", "1 y", False),
        ("13 kk", "1 y", True),
        ("2..3 wk", "2..3 wk", None),
        ("3..4 wk", "2 wk", True),
        ("10 arkipäivää", "1 vk", True),
        ("10 arkipäivää", "2 vk", None),
        ("10 arkipäivää", "27 d", False),
        ("8 arkipäivää", "7 arkipäivää", True),
        ("2.. wk", "3 wk", None),
        ("2.. wk", "1 wk", True),
        ("1 wk", "1.. wk", False),
        ("24 h", "1 d", False),
        ("9 wk", "2 kk", True),
        ("8 wk", "2 kk", False),
        ("2 kk", "8 wk", None),
    ],
)
def test_one_is_longer_than_another_only_for_certain(one: str, other: str, longer: bool | None) -> None:
    assert bounds(one).is_longer_than(bounds(other)) is longer


def test_sums_keep_the_units_that_they_are_of() -> None:
    half = bounds("6 kk")
    assert half + half == bounds("1 y")
    assert (half + bounds("2 wk")).days == (168 + 14, 186 + 14)
    assert (bounds("2.. wk") + bounds("1 d")).days == (15, None)


def test_months_keep_within_their_bounds_whenever_they_begin() -> None:
    first = datetime.date(1999, 1, 1)
    for offset, months in product(range(0, 366 * 5, 3), (*range(1, 26), 48, 60)):
        start = first + datetime.timedelta(offset)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        end = datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
        lowest, highest = Bounds(Length(months=months), Length(months=months)).days
        assert lowest <= (end - start).days <= (highest or 0), (start, months)


def test_working_days_keep_within_their_bounds_over_public_holidays() -> None:
    free = {day for year in range(1999, 2061) for day in holidays(year)}
    days = [datetime.date(1999, 1, 1) + datetime.timedelta(number) for number in range(365 * 61)]
    working = [place for place, day in enumerate(days) if day.weekday() < 5 and day not in free]
    for count in (*range(1, 31), 60, 120, 250, 500):
        taken = [later - first for first, later in zip(working, working[count:], strict=False)]
        lowest, highest = Bounds(Length(working_days=count), Length(working_days=count)).days
        assert lowest <= min(taken) <= max(taken) <= (highest or 0), count


def holidays(year: int) -> set[datetime.date]:
    """The public holidays of Finland, with the eves on which nobody works, New Year's Eve among them."""
    easter, midsummer = EASTERS[year % 19], datetime.date(year, 6, 19)
    sunday = datetime.date(year, *easter) + datetime.timedelta(1)
    sunday += datetime.timedelta(6 - sunday.weekday())
    midsummer += datetime.timedelta((4 - midsummer.weekday()) % 7)
    fixed = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    moving = {sunday + datetime.timedelta(days) for days in (-2, 1, 39)}
    return {*(datetime.date(year, *day) for day in fixed), *moving, midsummer}


EASTERS: Mapping[int, tuple[int, int]] = dict(
    enumerate(
        (
            *((4, 14), (4, 3), (3, 23), (4, 11), (3, 31), (4, 18), (4, 8), (3, 28), (4, 16), (4, 5)),
            *((3, 25), (4, 13), (4, 2), (3, 22), (4, 10), (3, 30), (4, 17), (4, 7), (3, 27)),
        )
    )
)
"""The Paschal full moon by the golden number, for 1900 to 2199; Easter is the Sunday after it."""


def test_a_duration_is_read_once_in_each_language() -> None:
    def work(text: str, lang: str) -> int:
        return lines_executed(read_span, text, lang)

    read_span("17 vuorokautta", "fi")
    assert work("17 vuorokautta", "fi") == work("x" * 1_000, "fi")  # which is too long to be read
    assert work("18 vuorokautta", "fi") > work("18 vuorokautta", "fi")
    assert {read_span("2 v", lang) for lang in ("fi", "sv", "")} == {Span(2, 2, Unit.YEAR), Span(2, 2, Unit.WEEK), None}
