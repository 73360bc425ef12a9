"""What a start costs, told by what it imports: a command imports what it runs, and no more."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from functools import cache
from inspect import cleandoc, get_annotations
from pathlib import Path

import click
import pytest

import palveluketju
from palveluketju.commands import palveluketju as group
from palveluketju.commands.later import Later
from palveluketju.findings import translated

pytestmark = pytest.mark.quick
CHAIN = str(Path(__file__).parents[1] / "chains" / "uusimaa" / "lastensuojelun-ennaltaehkaisy.yaml")
TOLD = (
    "import sys; from palveluketju.cli import main; code = main(sys.argv[1:]);"
    " print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
)


@cache
def loaded(*arguments: str, **environment: str) -> frozenset[str]:
    """The modules that a process has imported when a command has run in it."""
    done = subprocess.run(
        [sys.executable, "-c", TOLD, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(done.stderr.splitlines()[-1].split())


def ours(modules: frozenset[str]) -> set[str]:
    return {name.removeprefix("palveluketju.") for name in modules if name.startswith("palveluketju.")}


def test_the_version_is_told_before_anything_is_imported() -> None:
    modules = loaded("--version")
    assert ours(modules) == {"cli", "lazily"}
    assert not modules & {"click", "typing", "re", "pathlib", "importlib.metadata"}


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert palveluketju.__version__ == importlib.metadata.version("palveluketju")
    from palveluketju.cli import main

    for arguments in (["--version"], ["--lang", "fi", "--version"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == f"palveluketju {palveluketju.__version__}\n"


COMPLETING = {"_PALVELUKETJU_COMPLETE": "bash_complete", "COMP_WORDS": "palveluketju ch", "COMP_CWORD": "1"}


@pytest.mark.parametrize(("arguments", "environment"), [(["--help"], {}), ([], COMPLETING)], ids=["help", "completion"])
def test_the_list_of_commands_imports_none_of_them(arguments: list[str], environment: dict[str, str]) -> None:
    modules = loaded(*arguments, **environment)
    rooms = {name.split(".")[0] for name in ours(modules)}
    assert rooms == {"cache", "cli", "commands", "config", "findings", "haste", "lazily", "process", "source", "terms"}
    assert {name for name in ours(modules) if name.startswith(("commands.", "findings."))} == {
        "commands.ending",
        "commands.later",
        "commands.speaking",
        "findings.translations",
    }
    assert not modules & {"pydantic", "yaml", "dataclasses", "importlib.metadata", "hashlib", "json", "pathlib"}


def test_options_are_completed_without_importing_what_a_check_runs() -> None:
    modules = loaded(**{**COMPLETING, "COMP_WORDS": "palveluketju check --f", "COMP_CWORD": "2"})
    assert {name for name in ours(modules) if name.startswith(("commands.", "config.", "findings."))} == {
        "commands.checking",
        "commands.ending",
        "commands.later",
        "commands.speaking",
        "commands.written",
        "config.language",
        "findings.severities",
        "findings.translations",
    }
    assert not modules & {"pydantic", "yaml", "dataclasses", "importlib.metadata", "hashlib", "json", "pathlib"}


@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
def test_a_command_is_listed_with_the_first_sentence_of_its_help(lang: str) -> None:
    for command in group.commands.values():
        assert isinstance(command, Later)
        itself = command.imported()
        assert command.name == itself.name
        helps = [translated(cleandoc(one.help or ""), lang) for one in (itself, command)]
        for width in (45, 66, 200):
            whole, first = (click.Command(None, help=text).get_short_help_str(width) for text in helps)
            assert whole == first


@pytest.mark.parametrize("arguments", [["explain", "PK201"], ["checks"]])
def test_rules_are_told_without_importing_what_looks_for_them(arguments: list[str]) -> None:
    modules = loaded(*arguments)
    rooms = {name.split(".")[0] for name in ours(modules)} - {"frozen"}
    assert rooms == {"cache", "cli", "commands", "config", "findings", "haste", "lazily", "process", "source", "terms"}
    assert not modules & {"pydantic", "yaml", "importlib.metadata", "pathlib"}


def test_a_check_builds_one_validator() -> None:
    built = (
        "import sys; from palveluketju.cli import main; main(sys.argv[1:]); from palveluketju.model.base import Value;"
        " kinds = [Value]; [kinds.extend(one.__subclasses__()) for one in kinds];"
        " print(*[one.__name__ for one in kinds if one.__pydantic_complete__], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", built, "check", CHAIN], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1].split() == ["ReadFile"]


FORMS = """
from palveluketju.model.chain import ReadFile
ReadFile.model_rebuild()
waiting, forms, tags = [ReadFile.__pydantic_core_schema__], 0, 0
while waiting:
    one = waiting.pop()
    if isinstance(one, dict):
        forms += one.get("type") == "tagged-union"
        tags += "pydantic_internal_union_tag_key" in one
        waiting += one.values()
    elif isinstance(one, list):
        waiting += one
print(forms, tags)
"""


def test_what_may_be_absent_is_built_once_for_all_the_places_where_it_may_be() -> None:
    """There are some 230 such places; what is built first is what a file is read by, as a command does."""
    done = subprocess.run([sys.executable, "-c", FORMS], capture_output=True, text=True, check=True)
    forms, tags = map(int, done.stdout.split())
    assert 0 < forms <= MOST_FORMS
    assert tags == 0, "the tag of a form is looked at once, and not by pydantic as well"


def test_types_of_fields_are_no_texts_that_have_to_be_evaluated() -> None:
    """Only what stands further down in its module is named in a text."""
    import palveluketju.model.chain  # noqa: F401  # every part of a declaration
    from palveluketju.model.base import Value

    kinds: list[type[Value]] = [Value]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    ours = [kind for kind in kinds if kind.__module__.startswith("palveluketju.")]  # other tests have some too
    types = {f"{kind.__name__}.{name}": one for kind in ours for name, one in get_annotations(kind).items()}
    assert len(types) > 200
    assert {name for name, one in types.items() if isinstance(one, str)} == {"Open.decides", "Unknown.ask"}


MOST_FORMS = 60
MOST_OF_A_CHECK = 213
"""How many modules of this library a check of one chain imports; fewer is better."""


def test_a_check_imports_no_more_than_it_runs() -> None:
    modules = loaded("check", CHAIN)
    assert not modules & {"networkx", "graphviz", "tabulate", "resvg_py", "xml.etree.ElementTree", "html", "difflib"}
    assert not modules & {"pathspec", "pydantic.type_adapter"}, "one file is named, and nothing is wrong with it"
    assert "subprocess" not in modules, "no git is asked"
    assert not modules & {"importlib.metadata", "email", "zipfile"}, "no package offers checks"
    assert not modules & {"hashlib", "secrets"}, "nothing is kept, and no fingerprint is told"
    assert not {name.split(".")[0] for name in ours(modules)} & {"drawing", "documents", "tables", "describing"}
    assert not {name for name in ours(modules) if name.startswith("selecting.")}, "the configuration has no contract"
    assert len(ours(modules)) <= MOST_OF_A_CHECK


def test_a_check_is_told_again_without_importing_what_checks(tmp_path: Path) -> None:
    environment = {"PALVELUKETJU_NO_CACHE": "", "XDG_CACHE_HOME": str(tmp_path), "PYTHONHASHSEED": "0"}
    loaded("check", CHAIN, **environment)
    modules = loaded("check", CHAIN, **environment, LOCALE="again")  # another name, since what is loaded is kept
    rooms = {name.split(".")[0] for name in ours(modules)}
    assert rooms == {"cache", "cli", "lazily"}
    assert not modules & {"click", "pydantic", "yaml", "pathspec", "dataclasses", "importlib.metadata", "tempfile"}


ENDING = r"""
import atexit, os, sys
atexit.register(print, "at the end")
class Made:
    def __del__(self, write=os.write): write(1, b"taken apart\n")
made = Made()
if "--profiled" in sys.argv: sys.setprofile(lambda *_: None)
sys.argv[1:] = ["--version"]
from palveluketju.cli import command
command()
"""


@pytest.mark.parametrize(("argument", "lines"), [("--as-it-is", 2), ("--profiled", 3)])
def test_the_program_ends_without_taking_apart_what_it_made_unless_it_is_watched(argument: str, lines: int) -> None:
    done = subprocess.run([sys.executable, "-c", ENDING, argument], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == lines
