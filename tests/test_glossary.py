"""What users read is in the words of docs/glossary.md, and not in those for which it gives a better one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from palveluketju.terms.words import _WORDS, LANGUAGES
from test_translations import wordings
from translating import marked, translations

pytestmark = pytest.mark.quick

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"
CODES = {"Finnish": "fi", "Swedish": "sv", "English": "en"}
IN_CODE = re.compile(r"'[^']*'|--[a-z-]+")
"""Keys, ids and options stay as they are written in every language."""


def unwanted() -> dict[str, dict[str, str]]:
    """The words that are not used, with the better ones, by language."""
    section = GLOSSARY.read_text(encoding="utf-8").split("## Words that are not used")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    found: dict[str, dict[str, str]] = {code: {} for code in CODES.values()}
    for language, word, better, *_ in rows[2:]:
        found[CODES[language]][word] = better
    return found


def read(lang: str) -> Iterator[str]:
    """Every text that users read in a language, but for the names of a file."""
    yield from (words[LANGUAGES.index(lang)] for words in _WORDS.values())
    if lang == "en":
        yield from (text for one in marked() if one.id for text in wordings(one.id))
    else:
        yield from (text for one in translations(lang) if one.id for text in wordings(one.string))


def wrong(lang: str) -> list[tuple[str, str]]:
    """Texts with a word that is not used, each with the better one."""
    words = unwanted()[lang]
    # "kunde" is no form of "kund"
    begins = {word: re.compile(rf"(?<!\w){re.escape(word)}(?!e\b)", re.IGNORECASE) for word in words}
    texts = [IN_CODE.sub("", text) for text in read(lang)]
    return [(text, words[word]) for text in texts for word, found in begins.items() if found.search(text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_used_that_has_a_better_one(lang: str) -> None:
    assert wrong(lang) == []


def test_each_language_has_words_that_are_not_used() -> None:
    assert all(len(words) >= 3 for words in unwanted().values())


def test_a_word_that_is_not_used_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_WORDS, "x", ("Rekisterissä", "kundens väg", "nobody is told"))
    assert [len(wrong(lang)) for lang in LANGUAGES] == [1, 1, 1]
