"""The configuration: every value is of its type and within its range, and what is wrong is told with file and key."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palveluketju.config import FILE_NAME, MAX_BYTES, Config, read_config, theme_of
from palveluketju.drawing.looks.theme import LONGEST, WIDEST, Style
from palveluketju.findings import CannotRun, Severity
from palveluketju.findings.severities import FAIL_ON


def configured(folder: Path, text: str) -> Config:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    config = read_config(folder)
    theme_of(config)
    return config


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("paths = []", "paths", "is a list of files or folders"),
        ("paths = 1", "paths", "is a list of files or folders"),
        ("paths = [1]", "paths", "is a list of files or folders"),
        ('paths = [""]', "paths", "names no file or folder"),
        ('paths = ["a\\u0000b"]', "paths", "names no file or folder"),
        ('paths = ["a\\nb"]', "paths", "names no file or folder"),
        ("fail-on = 1", "fail-on", "is one of info, warning, error or never, not 1"),
        ('fail-on = ["error"]', "fail-on", "is one of info, warning, error or never, not ['error']"),
        ("lang = nan", "lang", "is one of fi, sv or en, not nan"),
        ("date = 2026", "date", "is a day, as date = 2026-11-28; not 2026"),
        ("date = 2026-11-28T10:00:00", "date", "is a day, as date = 2026-11-28"),
        ("date = 10:00:00", "date", "is a day, as date = 2026-11-28"),
        ('date = "28.11.2026"', "date", "is a day, as date = 2026-11-28; not '28.11.2026'"),
        ('date = "2026-02-30"', "date", "there is no such day"),
        ('languages = "sv"', "languages", "is a list of language codes"),
        ("languages = [1]", "languages", "has 1; write fi, sv, en or another language code"),
        ('languages = ["suomi ja ruotsi"]', "languages", "has 'suomi ja ruotsi'"),
        ("theme = 1", "theme", "is a table, as [theme], not 1"),
        ('theme = ["grey"]', "theme", "is a table, as [theme], not ['grey']"),
        ("[theme]\nbase = true", "theme.base", "is one of default, grey or high-contrast, not True"),
        ("[theme]\nfont = 12", "theme.font", "is a list of font names"),
        ('[theme]\nfont = ""', "theme.font", "is a list of font names"),
        ('[theme]\nfont = "A\\u0000"', "theme.font", "is a list of font names"),
        ('[theme]\nfont = "A; b{c}"', "theme.font", "is a list of font names"),
        (f'[theme]\nfont = "{"a" * 201}"', "theme.font", "at most 200 characters"),
        ("[theme]\nlevel-1 = 1", "theme", "are tables"),
        ("[theme]\nlevel-1 = {line = nan}", "theme.level-1.line", "a number of points from 0 to 20, not nan"),
        ("[theme]\nlevel-1 = {line = inf}", "theme.level-1.line", "a number of points from 0 to 20, not inf"),
        ("[theme]\nlevel-1 = {line = -1}", "theme.level-1.line", "a number of points from 0 to 20, not -1"),
        ("[theme]\nlevel-1 = {line = 21}", "theme.level-1.line", "a number of points from 0 to 20, not 21"),
        ('[theme]\nlevel-1 = {line = "1"}', "theme.level-1.line", "a number of points from 0 to 20, not '1'"),
        ("[theme]\nlevel-1 = {line = true}", "theme.level-1.line", "a number of points from 0 to 20, not True"),
        ("[theme]\nlevel-1 = {line = 2026-01-01}", "theme.level-1.line", "a number of points"),
        (f"[theme]\nlevel-1 = {{line = 1{'0' * 400}}}", "theme.level-1.line", "0000…"),
        ("[theme]\nlevel-1 = {fill = 1}", "theme.level-1.fill", "written as #RRGGBB, not 1"),
        ('[theme]\nlevel-1 = {stroke = "red"}', "theme.level-1.stroke", "written as #RRGGBB, not 'red'"),
        ('[theme]\nlevel-1 = {text = "#FFFFFF\\n"}', "theme.level-1.text", "written as #RRGGBB"),
        ("[theme]\nback = {dash = 4}", "theme.back.dash", "at most 8 numbers of points from 0 to 100"),
        ('[theme]\nback = {dash = "4, 2"}', "theme.back.dash", "at most 8 numbers of points from 0 to 100"),
        ('[theme]\nback = {dash = "0 0"}', "theme.back.dash", "not all 0"),
        ('[theme]\nback = {dash = "101"}', "theme.back.dash", "from 0 to 100"),
        ('[theme]\nback = {dash = "1 1 1 1 1 1 1 1 1"}', "theme.back.dash", "at most 8 numbers"),
        ('[theme]\nlevel-1 = {filll = "#FFFFFF"}', "filll", "did you mean 'fill'?"),
        ('[theme]\nlevel-9 = {fill = "#FFFFFF"}', "level-9", "did you mean 'level"),
        (f"# {'x' * MAX_BYTES}", "", "larger than 256 KiB"),
        ("a = " + "[" * 5000, "", ""),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_a_wrong_value_is_told_with_its_file_and_key(text: str, key: str, said: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "link").symlink_to(tmp_path)
    with pytest.raises(CannotRun) as caught:
        configured(home, text)
    message = str(caught.value)
    assert message.startswith(f"{home / FILE_NAME}: ")
    assert key in message
    assert said in message
    assert len(message) < 600


def test_a_right_configuration_is_taken(tmp_path: Path) -> None:
    text = (
        'paths = [".", "chains", "chains/../x.yaml"]\nfail-on = "never"\nlang = "sv"\n[theme]\nbase = "grey"\n'
        "font = \"Källa Sans, 'Times New Roman', sans-serif\"\n"
        'level-1 = {fill = "#004f71", line = 0.5}\nback = {dash = "", line = 2}\nfar = {dash = "4 1.5", line = 0}\n'
    )
    config = configured(tmp_path, text)
    assert (config.fail_on, config.lang, len(config.paths), config.file) == (None, "sv", 3, str(tmp_path / FILE_NAME))
    theme, _ = theme_of(config)
    assert (theme.roles["level-1"].line, theme.roles["far"].dash) == (0.5, "4 1.5")


@pytest.mark.parametrize("text", ["date = 2026-11-28", 'date = "2026-11-28"'])
def test_the_day_is_taken_as_toml_has_it_and_as_text(text: str, tmp_path: Path) -> None:
    assert configured(tmp_path, text).date == datetime.date(2026, 11, 28)


@pytest.mark.parametrize("word", FAIL_ON)
def test_each_weight_is_taken_from_the_file_too(word: str, tmp_path: Path) -> None:
    expected = {"never": None, "info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}
    assert configured(tmp_path, f'fail-on = "{word}"').fail_on is expected[word]


ANY = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.lists(st.integers())


@given(st.sampled_from(["fill", "stroke", "text", "line", "dash", "rounded", "head"]), ANY)
def test_a_style_takes_a_value_or_says_why_not(name: str, value: object) -> None:
    try:
        style = Style(**{name: value})  # type: ignore[arg-type]
    except ValueError:  # and nothing else
        return
    assert 0 <= style.line <= WIDEST
    assert 0 <= style.rounded <= LONGEST
    assert style.is_dotted in (True, False)
