"""No output and no translated message says a word for which the glossary has a better one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from babel.messages.pofile import read_po

from documents import ROOT
from palveluketju.describing.sentences import _KINDS, _SENTENCES
from palveluketju.documents.glossary import _MEANINGS
from palveluketju.findings.translations import DOMAIN, FOLDER
from palveluketju.terms.forms import _LANGUAGES
from palveluketju.terms.languages import LANGUAGES
from palveluketju.terms.unit_words import UNITS
from palveluketju.terms.words import _WORDS

pytestmark = pytest.mark.quick

GLOSSARY: Final = ROOT / "docs" / "glossary.md"
NAMES: Final = {"Finnish": "fi", "Swedish": "sv", "English": "en"}


class Avoided(NamedTuple):
    """A word that is not used, with what is written for it; ``pattern`` finds its forms."""

    lang: str
    word: str
    better: str
    pattern: re.Pattern[str]


def avoided() -> Iterator[Avoided]:
    """The words of the glossary's table of words that are not used."""
    section = GLOSSARY.read_text(encoding="utf-8").partition("## Words that are not used\n")[2].partition("\n## ")[0]
    for row in re.findall(r"^\| (.+?) \|$", section, re.MULTILINE):
        words, lang, better, _ = row.split(" | ")
        for word in words.split(", ") if lang in NAMES else ():
            ending = r"\w*" if word.endswith("-") else r"\b"
            pattern = re.compile(rf"\b{re.escape(word.removesuffix('-'))}{ending}", re.IGNORECASE)
            yield Avoided(NAMES[lang], word, better, pattern)


AVOIDED: Final = tuple(avoided())


def of_terms(lang: str) -> Iterator[tuple[str, str]]:
    """The words and the sentences of the outputs, by their keys."""
    place = LANGUAGES.index(lang)
    for texts in (_WORDS, _SENTENCES, _MEANINGS, _LANGUAGES):
        yield from ((key, words[place]) for key, words in texts.items())
    yield from ((unit, word) for unit, words in UNITS.items() for word in words[place])
    yield from ((str(kind), word) for kind, words in _KINDS.items() for word in words[place])


def of_translations(lang: str) -> Iterator[tuple[str, str]]:
    """The translated messages, by their English."""
    file = Path(FOLDER) / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    with file.open("rb") as opened:
        for message in read_po(opened, locale=lang, domain=DOMAIN):
            said = message.string if isinstance(message.string, tuple | list) else (message.string,)
            yield from ((str(message.id), one) for one in said if message.id and one)


Texts = Callable[[str], Iterator[tuple[str, str]]]
SOURCES: Final[tuple[tuple[str, Texts], ...]] = (
    *((lang, of_terms) for lang in LANGUAGES),
    *((lang, of_translations) for lang in LANGUAGES if lang != "en"),
)
"""The texts that are held to the table, each with its language."""


def wrong_words(lang: str, text: str) -> list[str]:
    """What a text says that the glossary has a better word for; the options of the commands are no words."""
    text = re.sub(r"--[a-z][a-z-]*", "", text)
    found = ((one, one.pattern.search(text)) for one in AVOIDED if one.lang == lang)
    return [f"{hit[0]} -> {one.better}" for one, hit in found if hit]


@pytest.mark.parametrize(("lang", "texts"), SOURCES)
def test_no_text_has_a_word_that_the_glossary_does_not_use(lang: str, texts: Texts) -> None:
    wrong = [f"{key}: {', '.join(words)}: {text}" for key, text in texts(lang) if (words := wrong_words(lang, text))]
    assert not wrong, "\n".join(wrong)


def test_the_table_is_read() -> None:
    assert {one.lang for one in AVOIDED} == set(LANGUAGES)
    section = GLOSSARY.read_text(encoding="utf-8").partition("## Words that are not used\n")[2].partition("\n## ")[0]
    rows = [row for row in section.splitlines() if row.startswith("| ")][1:]
    assert {one.better for one in AVOIDED} == {row.split(" | ")[2] for row in rows}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fi", "Rekisterissä ei ole merkintöjä."),
        ("fi", "Kuka on vastuussa?"),
        ("sv", "Kundens ärende"),
        ("sv", "Vägar in i kedjan"),
        ("en", "No services are told."),
    ],
)
def test_forms_of_a_word_are_found(lang: str, text: str) -> None:
    assert wrong_words(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fi", "Vastuussaan olevat"),
        ("sv", "Filen kunde inte läsas och registrerades inte."),
        ("sv", "Vägen in"),
        ("sv", "ange en sammanställning med --register"),
        ("en", "The register of customs is weighted."),
    ],
)
def test_words_that_only_look_alike_are_left(lang: str, text: str) -> None:
    assert not wrong_words(lang, text)


@pytest.mark.parametrize("one", AVOIDED, ids=lambda one: f"{one.lang}-{one.word}")
def test_what_is_written_for_a_word_is_not_that_word(one: Avoided) -> None:
    assert not wrong_words(one.lang, one.better)
