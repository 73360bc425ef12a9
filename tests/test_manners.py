"""How the command behaves among others: exit codes, colours, quiet and verbose, capital letters, completion, help."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import COMMAND, ROOT, environment_with, run, run_apart
from palveluketju.checks import CHECKS
from palveluketju.commands import palveluketju

PAGE = ROOT / "docs" / "in-ci.md"
CHAIN = """palveluketju: 1
id: yksi
name: Ketju
organiser: {unknown: Kuka järjestää?}
levels:
  a: {name: A, services: [x]}
services: {x: {name: X}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x.yaml").write_text(CHAIN, encoding="utf-8")
    return tmp_path


# --- exit codes -----------------------------------------------------------------------------------------------------

CODES = {
    0: [("check", "x.yaml"), ("check", "x.yaml", "--fail-on", "never"), ("checks",), ("explain", "PK201"), ("--help",)],
    1: [("check", "x.yaml", "--fail-on", "warning"), ("check", "x.yaml", "--fail-on-unknown")],
    2: [
        ("check", "none.yaml"),
        ("check", "--no-such-option"),
        ("check", "x.yaml", "--format", "json=/no/such/folder/out.json"),
        ("check", "x.yaml", "--since", "HEAD"),
        ("nothing",),
        ("draw", "x.yaml", "--of", "x"),
        ("show", "no-such-chain"),
    ],
}


def test_the_page_has_every_exit_code() -> None:
    table = PAGE.read_text(encoding="utf-8").split("## Exit codes")[1].split("\n## ")[0]
    assert re.findall(r"^\| (\d) \|", table, re.MULTILINE) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("code", "arguments"), [(code, one) for code, every in CODES.items() for one in every], ids=str
)
def test_an_exit_code_means_what_the_page_says(code: int, arguments: tuple[str, ...], folder: Path) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    assert bool(done.stderr) is (code == 2)


def test_a_mistake_of_ours_is_3(folder: Path) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a mistake")

    rule = CHECKS["PK201"]
    right = rule.check
    object.__setattr__(rule, "check", fails)
    try:
        done = run("check", "x.yaml", cwd=folder)
    finally:
        object.__setattr__(rule, "check", right)
    assert (done.returncode, "internal error: check PK201" in done.stderr) == (3, True)
    assert "[PK213 " in done.stdout  # the others have had their say


def test_an_error_in_one_file_weighs_more_than_one_that_cannot_be_read(folder: Path) -> None:
    (folder / "y.yaml").write_text("palveluketju: 1\n", encoding="utf-8")
    assert run("check", "y.yaml", cwd=folder).returncode == 1
    assert run("check", "y.yaml", "none.yaml", cwd=folder).returncode == 2  # not everything was checked


# --- colours, quiet and verbose ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "options", "is_coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "0"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, (), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"FORCE_COLOR": "1"}, ("--color", "AUTO"), True),
    ],
)
def test_colours_are_as_asked_for(
    environment: dict[str, str], options: tuple[str, ...], is_coloured: bool, folder: Path
) -> None:
    environment = {"TERM": "xterm", **environment}
    assert ("\x1b[" in run(*options, "check", "x.yaml", cwd=folder, **environment).stdout) is is_coloured


def test_quiet_tells_only_findings(folder: Path) -> None:
    loud, quiet = (run("check", *option, "x.yaml", cwd=folder).stdout for option in ((), ("-q",)))
    assert loud.startswith(quiet)
    assert loud != quiet
    assert [line for line in quiet.splitlines() if not re.match(r"x\.yaml:|\s", line)] == []


# --- capital letters, help, completion ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("draw", "x.yaml", "--page", "A4", "--view", "Stairs", "--theme", "GREY", "--lang", "FI", "-o", "x.svg"),
        ("check", "x.yaml", "--fail-on", "ERROR", "--format", "SARIF", "--lang", "Sv"),
        ("show", "--register", "goals", "--format", "CSV", "x.yaml"),
        ("--color", "NEVER", "checks"),
    ],
)
def test_values_of_options_are_taken_in_capital_letters(arguments: tuple[str, ...], folder: Path) -> None:
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_error_is_in_the_language_that_is_asked_for_in_capital_letters(folder: Path) -> None:
    assert run("check", "--lang", "FI", "none.yaml", cwd=folder).stderr.startswith(
        "palveluketju: tiedostoa none.yaml ei voi lukea"
    )


@pytest.mark.parametrize("name", [name for name in palveluketju.commands if name not in ("checks", "explain")])
def test_help_has_examples_that_run(name: str, tmp_path: Path) -> None:
    said = run(name, "--help").stdout
    examples = re.findall(r"^ +(palveluketju .+)$", said.split("Examples:")[1], re.MULTILINE)
    assert examples
    for line in examples:
        assert "Usage" not in run(*line.split()[1:-2], "--help", cwd=tmp_path).stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_a_script_that_completes(shell: str) -> None:
    done = run_apart(_PALVELUKETJU_COMPLETE=f"{shell}_source")
    assert (done.returncode, done.stderr) == (0, "")
    assert "_PALVELUKETJU_COMPLETE" in done.stdout
    assert "Usage" not in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("palveluketju che", {"check", "checks"}),
        ("palveluketju check --for", {"--format", "--force"}),
        ("palveluketju check --fail-on w", {"warning"}),
        ("palveluketju draw --view lan", {"lanes", "lanes-by-producer"}),
    ],
)
def test_a_line_is_completed(words: str, expected: set[str]) -> None:
    place = str(len(words.split()) - 1)
    bash = run_apart(_PALVELUKETJU_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place).stdout
    assert {line.split(",")[1] for line in bash.splitlines()} == expected
    zsh = run_apart(_PALVELUKETJU_COMPLETE="zsh_complete", COMP_WORDS=words, COMP_CWORD=place).stdout.splitlines()
    assert set(zsh[1::3]) == expected
    incomplete = words.split()[-1]
    fish = run_apart(_PALVELUKETJU_COMPLETE="fish_complete", COMP_WORDS=words, COMP_CWORD=incomplete).stdout
    assert expected <= {re.split(r"[,\t]", line)[1] for line in fish.splitlines()}


def test_bash_completes(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    script = (
        'eval "$(_PALVELUKETJU_COMPLETE=bash_source palveluketju)"\n'
        "COMP_WORDS=(palveluketju check --fail-on inf) COMP_CWORD=3\n"
        '_palveluketju_completion palveluketju; echo "${COMPREPLY[@]}"\n'
    )
    environment = environment_with({"PATH": f"{COMMAND.parent}:/usr/bin:/bin"})
    done = subprocess.run(
        [bash, "-c", script], cwd=tmp_path, capture_output=True, text=True, env=environment, timeout=60
    )
    assert (done.stdout.split(), done.stderr) == (["info"], "")
