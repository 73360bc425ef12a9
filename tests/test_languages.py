"""The command line speaks the language that is asked for, in whole, and never guesses it."""

from __future__ import annotations

import copy
import os
import re
from functools import cache
from pathlib import Path

import pytest

from palveluketju.checking import RULES
from palveluketju.cli import main
from palveluketju.commands import palveluketju
from palveluketju.drawing import VIEWS
from palveluketju.findings import CannotRun
from test_translations import wordings
from translating import LANGUAGES, marked, translations

pytestmark = pytest.mark.quick

ROOT = Path(__file__).parent.parent
EXPLAINED = ("PK002", "PK022", "PK104", "PK201", "PK206", "PK224", "PK306", "PK401", "PK511", "PK905")
MISUSED = (
    ["chek"],
    ["check", "--fail-on", "all"],
    ["check", "--date", "soon"],
    ["check", "--fail"],
    ["check", "none.yaml"],
    ["draw"],
    ["draw", "lastensuojelu"],
    ["draw", "chains/uusimaa"],
    ["draw", "chains/uusimaa/catalogue.yaml"],
    ["draw", "tyokyky", "-o", "x.docx"],
    ["draw", "tyokyky", "--view", "lanes", "-o", "x.dot"],
    ["draw", "tyokyky", "--of", "a"],
    ["draw", "tyokyky", "--theme", "grey"],
    ["draw", "tyokyky", "--mark", "none"],
    ["draw", "tyokyky", "--findings", "--mark", "a"],
    ["explain"],
    ["explain", "PK9999"],
    ["report", "chains"],
    ["report", "chains", "-o", "x.txt"],
    ["show"],
    ["show", "a", "--full", "--register", "goals"],
    ["show", "--register", "none"],
    ["show", "--register", "all", "--format", "csv"],
    ["show", "--register", "goals", "-o", "x.csv", "--format", "md"],
    ["show", "tyokyky", "--format", "md"],
)
CODE = re.compile(
    r"\{[^}]*\}|'[^']*'|”[^”]*”|\[[^\]]*\]|\([^)]*\.[a-z]+[^)]*\)|--?[a-z-]+|[\w./~-]+\.(?:yaml|toml|dot|svg|txt|docx|csv|md|xlsx)\b"
    r"|\.[a-z]+\b|palveluketju(?: [a-z]+)?"
)
"""What is the same in every language: quoted keys, ids and names, codes, choices, options, files, commands."""
NAMES = frozenset(palveluketju.commands) | {*VIEWS, "error", "chains"}


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", CODE.sub(" ", text).lower()))


@cache
def english(lang: str) -> set[str]:
    """The words that English texts have, and no text of the language."""
    texts = {word for one in marked() if one.id for text in wordings(one.id) for word in words(text)}
    own = {word for one in translations(lang) if one.id for text in wordings(one.string) for word in words(text)}
    return texts - own - NAMES


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    out, err = capsys.readouterr()
    return str(out + err)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("PALVELUKETJU_LANG", raising=False)


def test_english_words_are_known() -> None:
    assert {"has", "critical", "the"} <= english("fi") & english("sv")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_check_is_in_one_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "check", "chains", "--lang", lang, "--no-excerpt")
    assert shown.count("\n") > 20
    assert [line for line in shown.splitlines() if words(line) & english(lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_in_one_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], *([name] for name in palveluketju.commands)):
        shown = said(capsys, *command, "--help", "--lang", lang)
        told = re.sub(r"^ +palveluketju .*$", "", shown, flags=re.MULTILINE)  # examples are commands in any language
        assert words(told) & english(lang) == set(), shown
        assert shown != said(capsys, *command, "--help")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", EXPLAINED)
def test_a_rule_is_explained_in_one_language(code: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "explain", code, "--lang", lang)
    title, *_ = shown.splitlines()[2:]
    assert RULES[code].title not in shown
    assert words(shown.split("\n", 1)[1]) & english(lang) == set(), shown
    assert title in said(capsys, "checks", "--lang", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", MISUSED, ids=" ".join)
def test_an_error_is_in_one_language(arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, *arguments, "--lang", lang)
    assert shown
    assert words(shown) & english(lang) == set(), shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_errors_of_reading_are_in_one_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in sorted((ROOT / "tests" / "cases").glob("PK0*")):
        for case in sorted(folder.glob("fail-*.yaml")):
            shown = said(capsys, "check", str(case), "--lang", lang, "--no-excerpt")
            found = [line for line in shown.splitlines() if re.search(r"\[PK0[0-3]", line)]
            found = [re.sub(r"\([A-Z -]+\)", "", line) for line in found]  # Unicode's names of characters
            found = [re.sub(r"••.*", "", line) for line in found]  # what is masked may stand with a list of choices
            found = [line for line in found if "mapping keys are not allowed" not in line]  # what libyaml says
            assert not [line for line in found if words(line) & english(lang) - {"control", "character"}], shown


def test_the_language_comes_from_the_option_the_variable_or_the_configuration_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.setenv(variable, "fi_FI.UTF-8")
    assert said(capsys, "--help").startswith("Usage:")
    assert os.environ["LANGUAGE"] == "fi_FI.UTF-8"
    Path("palveluketju.toml").write_text('lang = "sv"\nwrong = 1\n', encoding="utf-8")
    assert said(capsys, "--help").startswith("Användning:")
    assert "okänd nyckel" in said(capsys, "check")
    Path("palveluketju.toml").write_text('lang = "sv"\npaths = ["chains"\n', encoding="utf-8")
    assert "detta är inte giltig TOML" in said(capsys, "check")
    Path("palveluketju.toml").write_bytes(b'lang = "sv"\n# \xe4\n')
    assert "filen är inte UTF-8-text" in said(capsys, "check")
    monkeypatch.setenv("PALVELUKETJU_LANG", "fi")
    assert said(capsys, "explain", "PK201").count("Tarvetasolla") == 1
    assert said(capsys, "--lang", "sv", "explain", "PK201").count("behovsnivå") == 1
    assert said(capsys, "explain", "PK201", "--lang=en").count("A need level") == 1
    assert said(capsys, "--help", "--lang", "xx").startswith("Käyttö:")


def test_an_error_can_be_copied_whatever_its_values_hold() -> None:
    error = copy.deepcopy(CannotRun("cannot read {file}", file="a{b}.yaml"))
    assert str(error) == "cannot read a{b}.yaml"


def test_codes_and_severities_of_machines_never_change(capsys: pytest.CaptureFixture[str]) -> None:
    for lang in (*LANGUAGES, "en"):
        rows = said(capsys, "checks", "--lang", lang).splitlines()
        assert [row.split()[0] for row in rows] == [rule.code for rule in RULES]
        assert all(rule.name in row for row, rule in zip(rows, RULES, strict=True))
