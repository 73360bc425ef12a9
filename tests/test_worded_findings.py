"""What a finding is worded with can be translated whole: its sentences, and each value that is worded itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from palveluketju.findings import Finding, Items, Message
from palveluketju.model import Shared
from test_cases import CASES, FILES, report_of
from translating import placeholders, translations

pytestmark = pytest.mark.quick

CODES = sorted({case.parent.name for case in FILES})
_PLACEHOLDER = re.compile(r"\{\w*\}")
_ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}|, [^ ]+ (?:or|and) ")


@pytest.fixture(scope="module")
def marked() -> set[str]:
    return {text for one in translations("fi") for text in ((one.id,) if isinstance(one.id, str) else one.id)}


def found_in(code: str) -> Iterator[tuple[Path, Finding]]:
    """What is found of a code in its cases."""
    for case in FILES:
        if case.parent == CASES / code:
            for file in report_of(case).files:
                yield from ((case, one.finding) for one in file.findings if one.finding.code == code)


def messages_of(finding: Finding) -> Iterator[Message]:
    yield from (Message(text, **finding.values) for text in (finding.what_template, finding.mend_template) if text)
    for one in finding.related:
        yield one.note if isinstance(one.note, Message) else Message(one.note)


def values_in(message: Message) -> list[object]:
    """The values that are shown; a finding has those of both its sentences."""
    return [message.values[name] for name in sorted(placeholders("".join(message.template)))]


def templates_in(value: object) -> Iterator[str]:
    """The wordings that a message is made of, its own and those of its values, without those of signs alone."""
    if isinstance(value, Message):
        wordings = (value.template,) if isinstance(value.template, str) else value.template
        yield from (wording for wording in wordings if re.search("[A-Za-z]", _PLACEHOLDER.sub("", wording)))
        for inner in values_in(value):
            yield from templates_in(inner)
    elif isinstance(value, Items):
        for item in value.items:
            yield from templates_in(item)


def texts_in(value: object) -> Iterator[str]:
    """What stands in a message as it is, in every language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Message):
        for inner in values_in(value):
            yield from texts_in(inner)
    elif isinstance(value, Items):
        for item in value.items:
            yield from texts_in(item)


@pytest.mark.parametrize("code", CODES)
def test_all_that_a_finding_is_worded_with_is_marked_or_from_its_file(code: str, marked: set[str]) -> None:
    """English words in a value would stay English in Finnish; a reader of YAML gives its reasons in English only."""
    found = [(case, finding, one) for case, finding in found_in(code) for one in messages_of(finding)]
    assert {text for _, _, one in found for text in templates_in(one)} - marked == set()
    english = {
        text
        for case, finding, one in found
        if finding.what_template != "This is not YAML: {reason}."
        for text in texts_in(one)
        if _ENGLISH.search(text) and text not in " ".join(case.read_text(errors="replace").split())
    }
    assert english == set()


def test_what_is_declared_twice_has_a_word_in_each_language(marked: set[str]) -> None:
    assert set(Shared.SECTIONS.values()) <= marked
