"""Every text that users read is there in Finnish and Swedish, says the same, and is the text that the source has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from translating import LANGUAGES, marked, mo_file, placeholders, po_bytes, po_file, translations, updated

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def template() -> Catalog:
    return marked()


def wordings(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def same(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {wordings(one.id): wordings(one.string) for one in catalog if one.id}


def untranslated(catalog: Catalog) -> list[str]:
    return [wordings(one.id)[0] for one in catalog if one.id and not all(wordings(one.string))]


def differing(one: Message) -> set[str]:
    """The placeholders that a text and its translation do not share; a plural may leave its number out."""
    texts = zip(wordings(one.id), wordings(one.string), strict=True)
    differ = {name for text, said in texts for name in placeholders(text) ^ placeholders(said)}
    return differ - ({"count"} if len(wordings(one.id)) > 1 else set())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_are_of_the_texts_that_the_source_has(template: Catalog, lang: str) -> None:
    """Stale translations, and texts that have none: ``python tests/translating.py`` brings the file up to date."""
    there = {wordings(one.id) for one in translations(lang) if one.id}
    asked = {wordings(one.id) for one in template if one.id}
    assert sorted(there - asked) == []
    assert sorted(asked - there) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_translated(lang: str) -> None:
    assert untranslated(translations(lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_same_placeholders(lang: str) -> None:
    assert {wordings(one.id)[0]: differing(one) for one in translations(lang) if one.id and differing(one)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_runs_is_what_is_written(template: Catalog, lang: str) -> None:
    """The compiled file is that of the text, and the text is as it is written by the command."""
    with mo_file(lang).open("rb") as file:
        assert same(read_mo(file)) == same(translations(lang))
    assert po_file(lang).read_bytes() == po_bytes(updated(lang, template))
