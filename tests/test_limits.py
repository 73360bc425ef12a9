"""How much is read at a time: a country's chains by default, and what a configuration sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from palveluketju.loading import load_workspace
from palveluketju.loading.files import LIMITS, Limits

BARE = "palveluketju: 1\nid: {name}\nname: {name}\nlevels: {{a: {{name: A}}}}\n"


def chains(folder: Path, count: int, more: str = "") -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"k{number}.yaml").write_text(BARE.format(name=f"k{number}") + more)
    return folder


def test_a_national_catalogue_is_within_the_limits() -> None:
    assert LIMITS.files >= 10_000 + 23
    assert LIMITS.mebibytes << 20 >= 10_000 * 16_000


def test_as_many_files_are_read_as_the_limit_has_and_no_more(tmp_path: Path) -> None:
    folder = chains(tmp_path / "chains", 3)
    assert len(load_workspace([folder], limits=Limits(files=3))) == 3
    refused = load_workspace([folder], limits=Limits(files=2))
    assert not refused.files
    assert "more than 2 chain files; raise 'max-files' in palveluketju.toml" in str(refused.unread[0])


def test_files_are_read_up_to_the_size_of_the_limit(tmp_path: Path) -> None:
    folder = chains(tmp_path / "chains", 3, more="# " + "x" * 600_000)
    assert not load_workspace([folder], limits=Limits(mebibytes=2)).unread
    refused = load_workspace([folder], limits=Limits(mebibytes=1))
    assert "larger than 1 MiB together; raise 'max-mebibytes'" in str(refused.unread[0])


@pytest.mark.parametrize("paths", [(), ("chains",)])
@pytest.mark.parametrize("command", [("check",), ("report", "-o", "out.md")])
def test_a_configuration_sets_the_limits_of_every_command(
    command: tuple[str, ...], paths: tuple[str, ...], tmp_path: Path
) -> None:
    chains(tmp_path / "chains", 3)
    (tmp_path / "palveluketju.toml").write_text("max-files = 2\n")
    done = run(*command, *paths, cwd=tmp_path)
    assert done.returncode == 2
    assert "more than 2 chain files" in done.stderr
