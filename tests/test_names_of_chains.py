"""A chain is named by its file or its id, also where a folder is called like the chain."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from palveluketju import CannotRun
from palveluketju.commands import palveluketju

pytestmark = pytest.mark.quick

CHAIN = "palveluketju: 1\nid: {0}\nname: {1}\nlevels: {{eka: {{name: Eka, services: [neuvola]}}}}\n"
CHAIN += "services: {{neuvola: {{name: Neuvola}}}}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two chains, one in a file that is called otherwise, and a folder that is called like the chain."""
    (tmp_path / "chains").mkdir()
    (tmp_path / "nuoret").mkdir()
    (tmp_path / "chains" / "tiedosto.yaml").write_text(CHAIN.format("nuoret", "Nuorten ketju"), encoding="utf-8")
    (tmp_path / "chains" / "muu.yaml").write_text(CHAIN.format("muu", "Muu ketju"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(palveluketju, arguments, standalone_mode=False)


def fill(folder: Path) -> None:
    (folder / "nuoret" / "toinen.yaml").write_text(CHAIN.format("toinen", "Toinen ketju"), encoding="utf-8")


@pytest.mark.parametrize("command", ["show", "draw"])
@pytest.mark.parametrize("holds", [False, True])
def test_a_command_of_one_chain_takes_the_id(here: Path, command: str, holds: bool) -> None:
    if holds:
        fill(here)
    assert "Nuorten ketju" in run(command, "nuoret").output
    for folder in ("./nuoret", "nuoret/", str(here / "nuoret")):
        refused = run(command, folder)
        assert isinstance(refused.exception, CannotRun)
        assert "Nuorten ketju" not in refused.output
        told = f"{folder} is a folder; name one chain" if holds else "has no chain files"
        assert told in str(refused.exception)


def test_a_command_of_several_takes_the_folder_where_it_holds_chains(here: Path) -> None:
    for arguments, written in (
        (("report", "nuoret", "-o", "r.md"), "r.md"),
        (("draw", "nuoret", "--view", "workspace", "-o", "w.svg"), "w.svg"),
    ):
        assert run(*arguments).exception is None
        text = Path(written).read_text(encoding="utf-8")
        assert "Nuorten ketju" in text
        assert "Muu ketju" not in text
    assert "1 file, 1 chain" in run("check", "nuoret").output
    assert "1 file, 1 chain" in run("check", "muu").output
    assert "has no chain files" in run("check", "./nuoret").output
    fill(here)
    assert run("report", "nuoret", "-o", "r.md").exception is None
    text = Path("r.md").read_text(encoding="utf-8")
    assert "Toinen ketju" in text
    assert "Nuorten ketju" not in text


def test_what_is_neither_is_told_as_before(here: Path) -> None:
    (here / "tyhja").mkdir()
    assert "tyhja has no chain files" in str(run("show", "tyhja").exception)
    assert "there is no chain 'eiole' in chains; choose from 'muu' and 'nuoret'" in str(run("show", "eiole").exception)
    assert "cannot read eiole" in run("check", "eiole").output


def test_a_file_called_like_the_chain_is_the_file(here: Path) -> None:
    (here / "muu").write_text(CHAIN.format("muu", "Toinen muu"), encoding="utf-8")
    assert "Toinen muu" in run("show", "muu").output
    assert "Muu ketju" in run("draw", "nuoret", "--since", "chains/muu.yaml").output


def test_the_help_tells_how_a_folder_is_written() -> None:
    for command in ("draw", "report", "check"):
        told = " ".join(run(command, "--help").output.split())
        assert "./NAME" in told
    assert "the id wins over a folder of the same name" in " ".join(run("show", "--help").output.split())
