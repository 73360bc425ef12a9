"""The hook, the action and the page on CI: valid for those who read them, and their commands do what they say."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from documents import ROOT, Block, blocks
from machine.github import read_github
from machine.gitlab import read_gitlab
from machine.junit import read_junit
from machine.sarif import read_sarif
from palveluketju import load_workspace
from palveluketju.checking import check_workspace
from palveluketju.cli import main

PAGE = ROOT / "docs" / "in-ci.md"
PROGRAMS = Path(sys.executable).parent
# The files that the page shows, by the comment that they begin with, and what reads them.
SCHEMAS = {
    ".github/workflows/chains.yaml": ("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
    ".gitlab-ci.yml": ("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"),
    ".pre-commit-config.yaml": ("pre-commit", "validate-config"),
}
EXAMPLES = [block for block in blocks("yml") if block.page == PAGE]
CHAIN = """\
palveluketju: 1
id: perheet
name: Perheiden tuki
organiser: alue
levels:
  kevyt: {name: Kevyt tuki, critical: [ei-ole]}
  tyhja: {name: Tyhjä}
organisations: {alue: {name: Alue}}
"""
ACTION = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))


def run(*command: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """The output of a program of this environment, which must not complain."""
    program = PROGRAMS / command[0] if (PROGRAMS / command[0]).exists() else command[0]
    done = subprocess.run([program, *command[1:]], cwd=cwd, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a chain that has findings of every severity; it is the current folder."""
    run("git", "init", "-q", "-b", "main", str(tmp_path))
    for name in ("chains", "drafts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "perheet.yaml").write_text(CHAIN.replace("perheet", name), encoding="utf-8")
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(tmp_path))
    run(*git, "add", ".")
    run(*git, "commit", "-q", "-m", "Begin")
    monkeypatch.chdir(tmp_path)
    for name in ("PALVELUKETJU_FORMAT", "PALVELUKETJU_LANG", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def commands(text: str) -> list[list[str]]:
    """The commands of ours in a file or a block."""
    return [shlex.split(line) for line in re.findall(r"^\W*(?:run: )?(palveluketju check.*)$", text, re.MULTILINE)]


@pytest.mark.quick
def test_the_hook_is_one() -> None:
    run("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))


@pytest.mark.quick
def test_the_action_is_one() -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml")
    run("zizmor", "--offline", "--no-progress", "--persona", "pedantic", "action.yml")


def test_the_action_hands_over_what_it_is_given(tmp_path: Path) -> None:
    """Inputs come through the environment: what looks like a command in them stays a word."""
    steps = [step["run"] for step in ACTION["runs"]["steps"]]
    assert len(steps) == 2
    assert "${{" not in "".join(steps)
    program = tmp_path / "palveluketju" / "bin" / "palveluketju"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done\n')
    program.chmod(0o755)
    given = {"PATHS": "chains\n-x $(touch a) b.yaml\n", "FAIL_ON": "`touch b`", "BASELINE": "", "SARIF": 'a "b".sarif'}
    env = {"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path), **given}
    words = run("bash", "-euo", "pipefail", "-c", steps[1], cwd=tmp_path, env=env).splitlines()
    assert words == [
        *("check", "--format", "github", "--fail-on=`touch b`", '--format=sarif=a "b".sarif'),
        *("--", "chains", "-x $(touch a) b.yaml"),
    ]
    nothing = {**env, **dict.fromkeys(given, "")}
    assert run("bash", "-euo", "pipefail", "-c", steps[1], cwd=tmp_path, env=nothing).split() == [
        *("check", "--format", "github", "--")
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["palveluketju"]


@pytest.mark.quick
@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_a_file_on_the_page_is_valid(block: Block, tmp_path: Path) -> None:
    name = block.text.split("\n")[0].removeprefix("# ")
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, encoding="utf-8")
    run(*SCHEMAS[name], str(file))
    if name.startswith(".github"):
        # Actions of GitHub itself may be named by a tag.
        policy = 'rules: {unpinned-uses: {config: {policies: {"github/*": ref-pin, "*": hash-pin}}}}\n'
        (tmp_path / "zizmor.yml").write_text(policy, encoding="utf-8")
        run("zizmor", "--offline", "--no-progress", "--config", str(tmp_path / "zizmor.yml"), str(tmp_path))


@pytest.mark.quick
def test_the_page_shows_every_file() -> None:
    assert {block.text.split("\n")[0].removeprefix("# ") for block in EXAMPLES} == set(SCHEMAS)


def test_the_page_gives_the_action_what_it_takes() -> None:
    jobs = [YAML(typ="safe").load(block.text).get("jobs", {}) for block in EXAMPLES]
    steps = [step for job in jobs for one in job.values() for step in one["steps"]]
    used = [step["with"] for step in steps if step.get("uses", "").startswith("example/")]
    assert used
    assert all(set(given) <= set(ACTION["inputs"]) for given in used)
    assert all(f"`{name}`" in PAGE.read_text(encoding="utf-8") for name in ACTION["inputs"])


@pytest.mark.parametrize("block", [block for block in EXAMPLES if commands(block.text)], ids=str)
def test_a_command_of_a_job_fails_and_leaves_its_reports(
    block: Block, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for program, *words in commands(block.text):
        assert program == "palveluketju"
        assert main(words) == 1
        shown = capsys.readouterr().out
        if words[1:3] == ["--format", "github"]:
            assert {one.file for one in read_github(shown).annotations} == {"chains/perheet.yaml"}
    reports = dict(re.findall(r"(codequality|junit|sarif_file): (\S+)", block.text))
    if "sarif_file" in reports:
        assert read_sarif((repository / reports["sarif_file"]).read_bytes())
    if "codequality" in reports:
        assert read_gitlab((repository / reports["codequality"]).read_bytes())
        assert read_junit((repository / reports["junit"]).read_bytes())


def test_the_commands_of_the_baseline_work_one_after_the_other(repository: Path) -> None:
    shown = [words for block in blocks("sh") if block.page == PAGE for words in commands(block.text)]
    write, check, prune = (words[1:] for words in shown)
    assert main(check[:1]) == 1
    assert main(write) == 0
    assert main(check) == 0
    (repository / "chains" / "perheet.yaml").write_text(CHAIN.replace(", critical: [ei-ole]", ""), encoding="utf-8")
    assert main(check) == 1  # an entry that matches nothing, and a new finding
    main(prune)
    assert "ei-ole" not in (repository / "known.json").read_text(encoding="utf-8")


def test_severities_are_as_the_page_says(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding has in each format what the row of its severity has."""
    rows = re.findall(r"^\| (error|warning|info) \|(.+)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    said = {row: [cell.strip(" `") for cell in cells.split("|")] for row, cells in rows}
    report = check_workspace(load_workspace([repository / "chains"]))
    severities = {one.finding.code: one.finding.severity.label for file in report.files for one in file.findings}
    assert set(severities.values()) == set(said)

    def report_of(kind: str) -> str:
        assert main(["check", "--format", kind]) == 1
        return capsys.readouterr().out

    told = {
        "sarif": {(one.rule, one.level) for one in read_sarif(report_of("sarif"))},
        "github": {(str(one.title)[:5], one.kind) for one in read_github(report_of("github")).annotations},
        "gitlab": {(one.check_name[:5], one.severity) for one in read_gitlab(report_of("gitlab"))},
    }
    for column, kind in enumerate(("sarif", "github", "gitlab"), start=1):
        assert told[kind] == {(code, said[severity][column]) for code, severity in severities.items()}
    for case in read_junit(report_of("junit")):
        fails = said[severities[case.name[:5]]][-1] == "failure"
        assert case.outcome == ("failure" if fails else "passed")
        assert fails or case.output
    assert set(re.findall(r'"severity": ?"(\w+)"', report_of("json"))) == {cells[0] for cells in said.values()}


def test_the_page_uses_the_hook_that_there_is() -> None:
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    config = YAML(typ="safe").load(next(block.text for block in EXAMPLES if "repos:" in block.text))
    assert {one["id"] for repo in config["repos"] for one in repo["hooks"]} == {hook["id"] for hook in hooks}
