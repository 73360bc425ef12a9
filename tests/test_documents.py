"""Everything that the documentation shows is run, and says what it shows."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel, RootModel

from documents import PAGES, ROOT, Block, blocks
from palveluketju.checking import check_workspace
from palveluketju.cli import main
from palveluketju.commands import palveluketju
from palveluketju.loading import HEADERS, join_sources
from palveluketju.loading.keys import keys_at
from palveluketju.loading.rules import MEANT
from palveluketju.model import Catalogue, Chain
from palveluketju.source import parse_source

pytestmark = pytest.mark.quick

# The two halves of the reference of the format: every key is named on one of them, and each uses the other's files.
FORMAT = (ROOT / "docs" / "chain-file.md", ROOT / "docs" / "catalogue-file.md")
# A fragment of a chain file is tried in this chain; its own keys take the place of these.
BASE = {
    "id": "id: esimerkki\n",
    "name": "name: Esimerkki\n",
    "levels": "levels: {kevyt: {name: Kevyt tuki}, laaja: {name: Laaja tuki}, raskas: {name: Raskas tuki}}\n",
}


def all_keys(model: type[BaseModel]) -> dict[str, list[str]]:
    """Every model of the format below one, by name, with its keys."""
    found: dict[str, list[str]] = {}
    waiting: list[Any] = [model]
    while waiting:
        part = waiting.pop()
        if isinstance(part, type):
            if issubclass(part, BaseModel) and not issubclass(part, RootModel) and part.__name__ not in found:
                found[part.__name__] = keys_at(part, ())
                waiting += [field.annotation for field in part.model_fields.values()]
        else:
            waiting += get_args(part)
    return found


def is_whole(text: str) -> bool:
    return any(text.startswith(f"{header}:") for header in HEADERS)


def whole_file(block: Block) -> str:
    """A fragment with what its file needs around it; a whole file as it is."""
    if is_whole(block.text):
        return block.text
    if block.page.name == "catalogue-file.md":
        return f"palveluketju-catalogue: 1\n{block.text}"
    missing = "".join(line for key, line in BASE.items() if not re.search(rf"^{key}:", block.text, re.MULTILINE))
    return f"palveluketju: 1\n{missing}{block.text}"


@pytest.mark.parametrize("block", list(blocks("yaml")), ids=str)
def test_yaml_on_a_page_is_a_right_chain_file(block: Block) -> None:
    pages = FORMAT if block.page in FORMAT else (block.page,)
    others = [other.text for other in blocks("yaml") if other.page in pages and is_whole(other.text) and other != block]
    sources = [parse_source(text, name=f"other-{index}") for index, text in enumerate(others)]
    workspace = join_sources([*sources, parse_source(whole_file(block), name="block")])
    report = check_workspace(workspace)
    wrong = [
        f"{located.position.line}:{located.position.column} {located.finding.code} {located.finding.message}"
        for file in report.files
        if file.name == "block"
        for located in file.findings
        if located.finding.code < "PK102"
    ]
    assert not wrong, "\n".join(wrong)


def test_the_first_chain_file_of_the_readme_checks_clean() -> None:
    first = next(block for block in blocks("yaml") if block.page.name == "README.md")
    report = check_workspace(join_sources([parse_source(whole_file(first), name="block")]))
    assert is_whole(first.text)
    assert [located.finding.message for file in report.files for located in file.findings] == []
    assert not [located for file in report.files for located in file.accepted]


@pytest.mark.parametrize("block", list(blocks("console")), ids=str)
def test_commands_on_a_page_print_what_is_shown(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
        program, *arguments = shlex.split(command)
        assert program == "palveluketju", f"{block}: only palveluketju is run"
        result = CliRunner().invoke(palveluketju, arguments, prog_name="palveluketju", standalone_mode=False)
        assert result.exception is None, result.exception
        pattern = re.escape(shown.rstrip("\n")).replace(re.escape("..."), ".*?")
        assert re.fullmatch(pattern, result.output.rstrip("\n"), re.DOTALL), result.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_on_a_page_does_what_is_shown(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("model", [Chain, Catalogue])
def test_the_format_pages_name_every_key(model: type[Chain] | type[Catalogue]) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in FORMAT)
    # A range is written as text (18..29); its two ends are no keys of the file.
    named = {name: keys for name, keys in all_keys(model).items() if name not in ("AgeRange", "Band")}
    missing = [f"{name}: {key}" for name, keys in named.items() for key in keys if f"`{key}`" not in pages]
    assert not missing


def test_main_is_the_command() -> None:
    assert main(["--version"]) == 0


def test_a_finnish_or_swedish_word_suggests_a_key_that_there_is() -> None:
    keys = {key for keys in all_keys(Chain).values() for key in keys}
    assert set(MEANT.values()) <= keys
