"""A baseline: what was there does not fail, what is new does, and the file only gets shorter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import run
from palveluketju.checking.baseline import BASELINE_RULES

CHAIN = """palveluketju: 1
id: %s
name: Ketju
levels:
  a: {name: A, critical: [puuttuu]}
  b: {name: B}
"""
KNOWN = "known.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "palveluketju.toml").write_text('paths = ["chains"]\n', encoding="utf-8")
    (tmp_path / "chains").mkdir()
    for name in ("yksi", "kaksi"):
        (tmp_path / "chains" / f"{name}.yaml").write_text(CHAIN % name, encoding="utf-8")
    return tmp_path


def change(folder: Path, old: str, new: str, name: str = "yksi") -> None:
    path = folder / "chains" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def entries(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / KNOWN).read_text(encoding="utf-8"))["findings"]
    return found


def check(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = run("check", "--baseline", KNOWN, *arguments, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def test_what_is_in_the_baseline_does_not_fail_and_what_is_new_does(folder: Path) -> None:
    assert run("check", cwd=folder).returncode == 1
    code, said, told = check(folder, "--write-baseline")
    count = len(entries(folder))
    assert (code, f"{count} in the baseline" in said, f"{KNOWN} has {count} entries" in told) == (0, True, True)
    assert check(folder)[0] == 0
    change(folder, "  b: {name: B}", "  # more\n  b: {name: B}\n  c: {name: C, critical: [uusi]}")
    code, said, _ = check(folder)
    assert code == 1
    assert "uusi" in said
    assert "puuttuu" not in said


def test_it_is_never_added_to_unless_forced(folder: Path) -> None:
    check(folder, "--write-baseline")
    before = (folder / KNOWN).read_bytes()
    change(folder, "[puuttuu]", "[puuttuu, uusi]")
    code, said, told = check(folder, "--write-baseline")
    assert (code, said, (folder / KNOWN).read_bytes()) == (2, "", before)
    assert "would get more entries" in told
    assert check(folder, "--write-baseline", "--force")[0] == 0
    assert len(entries(folder)) > len(json.loads(before)["findings"])


def test_an_entry_in_vain_fails_until_it_is_pruned(folder: Path) -> None:
    check(folder, "--write-baseline")
    count = len(entries(folder))
    (folder / "chains/catalogue.yaml").write_text(
        "palveluketju-catalogue: 1\nservices: {puuttuu: {name: P}}\n", encoding="utf-8"
    )
    code, said, _ = check(folder, "--no-excerpt", "--fail-on", "error")
    lines = [line for line in said.splitlines() if "PK906" in line]
    assert (code, len(lines)) == (1, 2)
    text = (folder / KNOWN).read_text(encoding="utf-8").splitlines()
    for line in lines:
        name, number, column, *_ = line.split(":")
        assert name == KNOWN
        assert text[int(number) - 1][: int(column) - 1].endswith('"fingerprint": ')
        assert "PK101" in text[int(number) - 1]
    assert check(folder, "--prune")[0] == check(folder)[0] == 0
    assert len(entries(folder)) == count - 2


def test_pruning_adds_nothing(folder: Path) -> None:
    check(folder, "--write-baseline")
    before = (folder / KNOWN).read_bytes()
    change(folder, "[puuttuu]", "[puuttuu, uusi]")
    assert check(folder, "--prune")[0] == 1
    assert (folder / KNOWN).read_bytes() == before


def test_a_part_of_the_files_leaves_the_entries_of_the_others(folder: Path) -> None:
    (folder / "palveluketju.toml").unlink()
    check(folder, "chains", "--write-baseline")
    count = len(entries(folder))
    assert check(folder, "chains/yksi.yaml")[0] == 0
    check(folder, "chains/yksi.yaml", "--prune")
    assert len(entries(folder)) == count
    assert "PK506" in {one["code"] for one in entries(folder)}  # two chains of one name; one alone does not tell
    (folder / "chains/kaksi.yaml").unlink()  # of a file that is there no more, nothing can be found
    gone = [one for one in entries(folder) if one["file"] == "kaksi.yaml" or one["code"] == "PK506"]
    code, said, _ = check(folder, "chains/yksi.yaml", "--no-excerpt")
    assert (code, said.count("[PK906 ")) == (1, len(gone))


def test_the_file_says_what_it_knows_and_is_the_same_in_each_run(folder: Path) -> None:
    check(folder, "--write-baseline")
    text = (folder / KNOWN).read_text(encoding="utf-8")
    assert all(set(one) == {"fingerprint", "code", "file", "where", "message"} for one in entries(folder))
    assert [one["file"] for one in entries(folder)] == sorted(one["file"] for one in entries(folder))
    (folder / KNOWN).unlink()
    check(folder, "--write-baseline", "--lang", "fi")
    assert (folder / KNOWN).read_text(encoding="utf-8") == text


def test_no_findings_make_an_empty_file(folder: Path) -> None:
    for path in (folder / "chains").iterdir():
        path.unlink()
    text = "palveluketju-catalogue: 1\norganisations: {alue: {name: Alue}}\n"
    (folder / "chains/catalogue.yaml").write_text(text, encoding="utf-8")
    assert check(folder, "--write-baseline")[0] == 0
    assert entries(folder) == []
    assert check(folder)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--write-baseline",), "need --baseline"),
        (("--prune",), "need --baseline"),
        (("--baseline", KNOWN, "--force"), "--force works only with --write-baseline"),
        (("--baseline", KNOWN, "--write-baseline", "--prune"), "choose one of"),
        (("--baseline", "none.json"), "cannot read none.json"),
        (("--baseline", "palveluketju.toml"), "palveluketju.toml is no baseline"),
        (("--baseline", "chains/yksi.yaml", "--write-baseline"), "is no baseline"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_refused(arguments: tuple[str, ...], said: str, folder: Path) -> None:
    before = (folder / "chains/yksi.yaml").read_bytes()
    done = run("check", *arguments, cwd=folder)
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")
    assert (folder / "chains/yksi.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}', "[" * 5000, "\0"]
)
def test_a_file_that_is_no_baseline_is_told(text: str, folder: Path) -> None:
    (folder / KNOWN).write_text(text, encoding="utf-8")
    code, _, told = check(folder)
    assert (code, "is no baseline" in told) == (2, True)


def test_what_the_baseline_knows_is_said_in_the_formats(folder: Path) -> None:
    check(folder, "--write-baseline")
    change(folder, "[puuttuu]", "[puuttuu, uusi]")
    report = json.loads(check(folder, "--format", "json")[1])
    assert {one["state"] for one in report["findings"]} == {"counts", "baseline"}
    results = json.loads(check(folder, "--format", "sarif")[1])["runs"][0]["results"]
    assert {one["baselineState"] for one in results} == {"new", "unchanged"}
    assert {one["suppressions"][0]["kind"] for one in results if "suppressions" in one} == {"external"}


def test_the_rule_has_a_page_and_two_sentences() -> None:
    (rule,) = BASELINE_RULES
    assert run("explain", "PK906").stdout.startswith("PK906 entry-of-nothing (error)")
    assert rule.mend
