"""What a message tells to write can be written: values by their Finnish and Swedish words, lists as mappings."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from palveluketju.findings import Finding, Keys
from palveluketju.loading import load_chain_text
from palveluketju.loading.keys import keys_at
from palveluketju.loading.parsing import parse
from palveluketju.model import Chain, system_vocabulary, vocabulary
from palveluketju.source import parse_source
from palveluketju.terms import LANGUAGES, key_term, value_called
from palveluketju.terms.value_words import ALSO_WRITTEN

pytestmark = pytest.mark.quick

VOCABULARIES = [
    kind
    for module in (vocabulary, system_vocabulary)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
HEAD = "palveluketju: 1\nid: x\nname: X\n"


def findings(text: str) -> tuple[Finding, ...]:
    return parse(parse_source(text)).findings


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: str(kind.__name__))
def test_each_value_is_found_by_its_words(kind: type[StrEnum]) -> None:
    values = [one.value for one in kind]
    for value in values:
        also = ALSO_WRITTEN.get(value, ())
        shown = [key_term(value, lang) for lang in LANGUAGES if key_term(value, lang) != value]
        assert also or shown, f"no Finnish or Swedish word for {value}"
        for word in (*also, *shown):
            assert value_called(word, values) == value_called(word.upper(), values) == value, word


def test_words_are_for_values_that_there_are() -> None:
    assert ALSO_WRITTEN.keys() <= {one.value for kind in VOCABULARIES for one in kind}


@pytest.mark.parametrize(
    ("line", "word", "value"),
    [
        ("status: luonnos", "luonnos", "draft"),
        ("status: Utkast", "Utkast", "draft"),
        ("called: Hoito ja palveluketju", "Hoito ja palveluketju", "care-and-service-chain"),
        ("organisations: {a: {name: A, sector: kunta}}", "kunta", "municipality"),
        ("organisations: {a: {name: A, sector: kommun}}", "kommun", "municipality"),
        ("services: {s: {name: S, tier: perustaso}}", "perustaso", "basic"),
        ("services: {s: {name: S, tier: basnivå}}", "basnivå", "basic"),
        ("target-group: {name: {fi: A}}\nlife-stage: iäkkäät", "iäkkäät", "older-people"),
    ],
)
def test_a_message_tells_the_value(line: str, word: str, value: str) -> None:
    told = [finding.message for finding in findings(f"{HEAD}levels: {{a: {{name: A}}}}\n{line}\n")]
    assert told == [f"'{word}' is not a choice here. Write '{value}'."]


def test_a_word_of_two_values_is_no_way_out() -> None:
    assert value_called("lasku", ["step-up", "fall", "step-down"]) is None
    assert value_called("luonos", ["draft", "agreed"]) is None
    assert value_called("luonos", ["draft", "agreed"], misspelt=True) == "draft"
    assert value_called("", ["draft"], misspelt=True) is None


@pytest.mark.parametrize(
    ("section", "items"),
    [
        ("levels", "[{id: a, name: Ensimmäinen}, {id: b, name: 'Toinen, pitkä: on'}]"),
        ("levels", "[Kevyt tuki, {raskas: {name: Raskas}}]"),
        ("levels", "[{name: {fi: Kevyt}}, {name: Raskas (osa 2)}]"),
        ("levels", "[{id: Ensimmäinen Taso, name: A, critical: }, {name: a}]"),
        ("bars", "[{name: Neuvonta, role: guidance}]"),
        ("goals", "[Apu tulee ajoissa, {text: Toinen}]"),
        ("moves", "['a -> b', {from: b, to: a, criteria: Tarve vähenee}]"),
        ("exchanges", "[{from: a, to: b, kind: consultation}]"),
        ("steering", "[{from: a, to: b, by: norm}]"),
        ("need-scale", "[Lievä, {id: suuri, name: Suuri}]"),
        ("entries", "[{kind: self}, {name: Lähete, kind: referral}]"),
        ("target-group", "[{age: 1..2}, {name: Lapset}]"),
        ("coordination", "[{plan: Suunnitelma}]"),
    ],
)
def test_a_list_is_told_as_the_mapping_that_it_should_be(section: str, items: str) -> None:
    levels = "" if section == "levels" else "levels: {a: {name: A}}\n"
    (found,) = findings(f"{HEAD}{levels}{section}: {items}\n")
    assert isinstance(found.values["entries"], Keys)
    entries = [f"  {entry}" for entry in found.values["entries"].items]
    assert 1 <= len(entries) <= 2
    mended = "\n".join([f"{HEAD}{levels}{section}:", *entries, ""])
    assert not [finding.message for finding in findings(mended) if finding.where[:1] == (section,)], mended


def test_a_text_is_told_as_the_mapping_that_it_should_be() -> None:
    (found,) = findings(f"{HEAD}levels: Kevyt tuki\n")
    assert found.mend == "Write 'kevyt-tuki: {name: Kevyt tuki}'."
    assert not findings(f"{HEAD}levels: {{kevyt-tuki: {{name: Kevyt tuki}}}}\n")
    (found,) = findings(f"{HEAD}levels: {{a: {{name: A}}}}\nfigures: ' '\n")
    assert found.mend == "Write it under an id of its own."
    (found,) = findings(f"{HEAD}levels: []\n")
    assert found.mend == "Write a value, or remove the key."


def test_keys_that_are_too_many_for_a_sentence_are_counted() -> None:
    (found,) = findings(f"{HEAD}levels: {{a: {{name: A}}}}\nxyz: 2\n")
    named, more = re.findall("'([a-z-]+)'", found.mend), re.search(r" and ([0-9]+) more\.$", found.mend)
    assert named[:2] == ["id", "name"]
    assert more is not None
    assert len(named) + int(more[1]) == len(keys_at(Chain, ()))


def test_a_long_item_is_cut_and_a_strange_one_passed_over() -> None:
    (long,) = findings(f"{HEAD}levels: [{{id: a, name: {'A' * 190}}}]\n")
    assert long.message.endswith("…'.")
    assert len(long.message) < 200
    (strange,) = findings(f"{HEAD}levels: [[a], [b]]\n")
    assert strange.message.endswith("not a list. Write each under an id of its own.")
    (keys,) = findings(f"{HEAD}levels: {{a: {{name: A}}}}\ncoordination: [tiimi]\n")
    assert "The keys are 'worker', 'plan', 'team'" in keys.message


def test_what_is_wrong_of_a_key_is_told_without_a_value_too() -> None:
    for value in ("", " {}", " {kind: consultation}"):
        (found,) = findings(f"{HEAD}levels: {{a: {{name: A}}}}\nexchanges:\n  a -> a:{value}\n")
        assert found.message == "'a -> a' is an exchange of a level with itself. Name two different ids."
        (braces,) = findings(f"{HEAD}levels: {{a: {{name: A}}}}\nexchanges: {{a -> a:{value or ' '}}}\n")
        assert braces.message == found.message


def test_a_soft_hyphen_in_double_quotes_is_one_finding() -> None:
    for text in ('"Per\xadhe"', '"Per\xadhe \\"x\\""', "'Per\xadhe'", "Per\xadhe"):
        source = parse_source(f"palveluketju: 1\nid: x\nname: {text}\nlevels: {{a: {{name: A}}}}\n")
        assert [finding.code for finding in source.findings] == ["PK004"]
        assert load_chain_text(source.text.replace("\xad", "")).id == "x"
