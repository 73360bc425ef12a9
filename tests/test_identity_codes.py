"""A Finnish personal identity code is found and hidden however it is written."""

from __future__ import annotations

import re

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import lines_executed
from palveluketju import InvalidChain
from palveluketju.checking import check_workspace
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.reporting import as_text
from palveluketju.source import characters, parse_source
from palveluketju.source.identity import Span, identity_codes

pytestmark = pytest.mark.quick

BIRTH, NUMBER, CHECK = "131052", "308", "T"  # the example of the Digital and Population Data Agency
CODE = f"{BIRTH}-{NUMBER}{CHECK}"


def written(character: str, way: str) -> str:
    """A character as double quotes can have it."""
    number = ord(character)
    return {
        "as it is": character,
        "x": f"\\x{number:02x}",
        "u": f"\\u{number:04X}",
        "U": f"\\U{number:08x}",
        "joined lines": f"{character}\\\n      ",
        "joined Windows lines": f"{character}\\\r\n      ",
        "unseen": f"{character}\u200b",
        "unseen escape": f"{character}\\u2060",
    }[way]


WAYS = st.sampled_from(
    ["as it is", "as it is", "x", "u", "U", "joined lines", "joined Windows lines", "unseen", "unseen escape"]
)
PLACES = st.sampled_from(
    [
        'palveluketju: 1\nname: "{}"\n',
        'palveluketju: 1\nname: {{fi: "Asiakas {}"}}\n',
        'palveluketju: 1\nlevels:\n  "{}":\n    name: x\n',
        'palveluketju: 1\nlevels: {{a: {{kind: "{}"}}}}\n',
        'palveluketju: 1\nid: "\\t{}\\n"\n',
        'palveluketju: 1\nvariant-of: "{}"\n',
        'palveluketju: 1\nservices: ["{}", "{}\n',
        'palveluketju: "{}"\n',
    ]
)


def all_that_is_shown(text: str) -> str:
    """Everything that a reader of the text makes of it, and its report."""
    source = parse_source(text, name="x.yaml")
    report = check_workspace(join_sources([source]))
    lines = "\n".join(click.unstyle(line) for line in as_text(report))
    return f"{source.text}\n{source.data!r}\n{source.placement!r}\n{report!r}\n{lines}"


def readable(shown: str) -> bool:
    """Whether somebody who knows escapes could read the code in it."""
    for _ in range(3):  # a repr of an escape is an escape of an escape
        shown = re.sub(r"\\+(?:r?\\+n|\r?\n)[ ]*|\\+u20(?:0b|60)|\u200b|\u2060", "", shown)
        shown = re.sub(
            r"\\+(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))",
            lambda match: chr(int(next(filter(None, match.groups())), 16)),
            shown,
        )
    return CODE in shown


@given(st.lists(WAYS, min_size=len(CODE), max_size=len(CODE)), PLACES)
@settings(max_examples=1000)
def test_a_code_is_found_and_hidden_however_it_is_written(ways: list[str], place: str) -> None:
    code = "".join(written(character, way) for character, way in zip(CODE, ways, strict=True))
    text = place.replace("{}", code).replace("{{", "{").replace("}}", "}")
    codes = [finding.code for finding in parse_source(text).findings]
    assert codes.count("PK010") == place.count("{}")
    assert readable(text)  # else this test could not fail
    assert not readable(all_that_is_shown(text))


@pytest.mark.parametrize(
    "text",
    [
        f"a: >-\n  Asiakas {BIRTH}-\n  {NUMBER}{CHECK}\n",
        f"a: |\n  Asiakas {BIRTH}-\n  {NUMBER}{CHECK}\n",
        f"a: Asiakas {BIRTH}-\n  {NUMBER}{CHECK}\n",
        f"a: Asiakas {BIRTH}\r\n  -{NUMBER}{CHECK}\r\n",
        f"a: 'Asiakas {BIRTH}-\n  {NUMBER}{CHECK}'\n",
        f"a: {BIRTH}- {NUMBER}{CHECK}\n",
        f"a: {BIRTH}\xad{NUMBER}{CHECK}\n",
        f"a: {BIRTH}\uff0d{NUMBER}{CHECK}\n",
        f"a: https://esimerkki.fi/{BIRTH}%2d{NUMBER}%54\n",
        f"a: !{BIRTH}%2D{NUMBER}{CHECK} x\n",
        f"# {BIRTH}\\x2d{NUMBER}{CHECK}\na: x\n",
        f"a: 'C:\\{CODE}'\n",
        f"a: [\n{BIRTH}-{NUMBER}{CHECK}\n",
    ],
)
def test_a_code_that_a_person_can_read_is_hidden(text: str) -> None:
    assert "PK010" in [finding.code for finding in parse_source(text).findings]
    shown = all_that_is_shown(text)
    assert BIRTH not in shown
    assert f"{NUMBER}{CHECK}" not in shown


@pytest.mark.parametrize(
    "text",
    [
        f"a:\n  - {BIRTH}\n  - {NUMBER}{CHECK}\n",
        f"a: [{BIRTH}, -{NUMBER}{CHECK}]\n",
        f"a: {BIRTH}\n\n-{NUMBER}{CHECK}: x\n",
        f"a: {BIRTH}A {NUMBER}{CHECK}\n",
        f'a: "1\\x3{CODE}"\n',
        f'a: "{BIRTH}-{NUMBER}\\x55"\n',
    ],
)
def test_what_is_no_code_is_left(text: str) -> None:
    source = parse_source(text)
    assert (source.text, "PK010" in [finding.code for finding in source.findings]) == (text, False)


def test_an_error_of_the_library_does_not_repeat_a_code() -> None:
    text = f'palveluketju: 1\nid: x\nname: X\nlevels: {{a: {{kind: "{BIRTH}\\x2d{NUMBER}{CHECK}"}}}}\n'
    with pytest.raises(InvalidChain) as told:
        load_chain_text(text)
    assert "identity code" in str(told.value)
    assert not readable(str(told.value))


def test_a_letter_that_becomes_another_is_that_letter() -> None:
    source = parse_source("a: 010190-028\N{KELVIN SIGN}\n")
    assert [finding.code for finding in source.findings] == ["PK010"]
    assert source.data == {"a": "\N{BULLET}" * 11}


def test_two_codes_as_keys_are_not_called_one_key_twice() -> None:
    found = parse_source(f"{CODE}: x\n010190-901R: y\n").findings
    assert {finding.code for finding in found} == {"PK010"}


def test_looking_for_codes_takes_work_in_proportion() -> None:
    def work(count: int) -> int:
        return lines_executed(parse_source, 'a: "' + f"{BIRTH}\\x2d{NUMBER}{CHECK} \\\n   " * count + '"\n')

    assert work(2_000) < 4.2 * work(500)


def test_a_text_is_searched_only_where_there_can_be_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def noted(text: str, *, all_is_seen: bool) -> list[tuple[Span, ...]]:
        searched.append(text)
        return identity_codes(text, all_is_seen=all_is_seen)

    monkeypatch.setattr(characters, "identity_codes", noted)
    for text in ("a: 13105 2-308T, 50 %, ä\n", "a: 2026-11-29\r\n"):
        assert parse_source(text).findings == ()
    assert searched == []
    for text in ("a: 123456\n", "a: 'x\\y'\n", "a: %31\n", "a: x\u200b\n"):
        parse_source(text)
        assert searched.pop() == text
