"""What commands write and where: nothing read is written over, nothing asked for is passed over."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from palveluketju.commands import palveluketju
from palveluketju.findings import CannotRun
from palveluketju.loading import load_workspace
from palveluketju.output import write_file, write_files

CHAIN = """\
palveluketju: 1
id: {id}
name: Ketju
organiser: alue
levels: {{a: {{name: Eka, critical: [p]}}, b: {{name: Toka, critical: [p]}}}}
services: {{p: {{name: Palvelu, organiser: alue}}}}
"""
CATALOGUE = "palveluketju-catalogue: 1\norganisations: {alue: {name: Alue}}\n"
LONG = "".join(f"  t{n}: {{name: Taso jolla on pitkähkö nimi {n}}}\n" for n in range(40))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration, a catalogue, two chains, and an old version of one elsewhere."""
    (tmp_path / "chains").mkdir()
    (tmp_path / "palveluketju.toml").write_text('lang = "fi"\n', encoding="utf-8")
    (tmp_path / "chains" / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "chains" / "ketju.yaml").write_text(CHAIN.format(id="ketju"), encoding="utf-8")
    (tmp_path / "chains" / "ketju.txt").write_text(CHAIN.format(id="ketju"), encoding="utf-8")
    (tmp_path / "old.txt").write_text(CHAIN.format(id="ketju") + "organisations: {alue: {name: A}}\n")
    (tmp_path / "long.yaml").write_text(f"palveluketju: 1\nid: pitka\nname: P\nlevels:\n{LONG}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(palveluketju, arguments, standalone_mode=False)


def untouched(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


CASES: list[tuple[list[str], str]] = [
    (["draw", "chains/ketju.txt", "--view", "handovers"], "chains/ketju.txt"),
    (["draw", "chains/ketju.yaml"], "chains/catalogue.yaml"),
    (["draw", "chains/ketju.yaml"], "palveluketju.toml"),
    (["draw", "ketju"], "chains/ketju.yaml"),
    (["draw", "chains/ketju.yaml", "--since", "old.txt"], "old.txt"),
    (["draw", "chains", "--view", "matrix"], "chains/catalogue.yaml"),
    (["draw", "chains", "--view", "matrix", "--since", "old.txt"], "old.txt"),
    (["draw", "--view", "workspace"], "palveluketju.toml"),
    (["report", "chains"], "chains/ketju.yaml"),
    (["report", "chains"], "palveluketju.toml"),
]


def ending_of(arguments: list[str]) -> str:
    return ".md" if arguments[0] == "report" else ".txt"


@pytest.mark.parametrize(
    ("arguments", "read", "way"),
    [
        (arguments, read, way)
        for arguments, read in CASES
        for way in ("itself", "link", "hard link")
        if way != "itself" or read.endswith(ending_of(arguments))  # else the ending is refused before anything is read
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_nothing_that_was_read_is_written_over(way: str, arguments: list[str], read: str, folder: Path) -> None:
    output = folder / f"output{ending_of(arguments)}"
    if way == "link":
        output.symlink_to(folder / read)
    elif way == "hard link":
        output.hardlink_to(folder / read)
    else:
        output = folder / read
    before = untouched(folder)
    done = run(*arguments, "-o", str(output))
    assert isinstance(done.exception, CannotRun)
    assert "is one of the files that were read; name another file" in str(done.exception)
    assert untouched(folder) == before


def test_no_page_is_written_where_a_later_one_would_hit_what_was_read(folder: Path) -> None:
    (folder / "long-2.svg").symlink_to(folder / "long.yaml")
    before = untouched(folder)
    done = run("draw", "long.yaml", "-o", "long.svg")
    assert "long-2.svg is one of the files that were read" in str(done.exception)
    assert untouched(folder) == before


def test_a_workspace_tells_every_file_that_was_read(folder: Path) -> None:
    assert load_workspace(["chains"]).read == ("chains/catalogue.yaml", "chains/ketju.yaml")
    (folder / "chains" / "wrong.yaml").write_text("[", encoding="utf-8")
    (folder / "chains" / "linked.yaml").symlink_to(folder / "long.yaml")
    assert set(load_workspace(["chains"]).read) == {
        f"chains/{name}.yaml" for name in ("catalogue", "ketju", "wrong", "linked")
    }


def test_mode_bits_stay_and_a_new_file_has_those_of_others(tmp_path: Path) -> None:
    file, fresh, plain = tmp_path / "x.svg", tmp_path / "y.svg", tmp_path / "z.svg"
    file.write_bytes(b"old")
    for mode in (0o600, 0o664, 0o755, 0o640):
        file.chmod(mode)
        write_file(file, b"new")
        assert stat.S_IMODE(file.stat().st_mode) == mode
    write_file(fresh, b"new")
    plain.write_bytes(b"")
    assert fresh.stat().st_mode == plain.stat().st_mode


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    target, link, lost, circle = (tmp_path / name for name in ("shared/x.svg", "x.svg", "lost.svg", "circle.svg"))
    target.write_bytes(b"old")
    link.symlink_to("shared/x.svg")
    write_file(link, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")
    lost.symlink_to("shared/new.svg")
    write_file(lost, b"new")
    assert (tmp_path / "shared" / "new.svg").read_bytes() == b"new"
    circle.symlink_to("circle.svg")
    with pytest.raises(CannotRun, match="leads to itself"):
        write_file(circle, b"new")


def test_a_read_only_file_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.svg"
    file.write_bytes(b"old")
    file.chmod(0o444)
    if os.geteuid() == 0:  # nothing is read-only for root: see it as another would
        monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK or Path(place) != file)
    with pytest.raises(CannotRun, match="read-only"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    first, folder = tmp_path / "x.svg", tmp_path / "x-2.svg"
    folder.mkdir()
    with pytest.raises(CannotRun, match="is a folder"):
        write_files({first: b"1", folder: b"2"})
    with pytest.raises(CannotRun, match=r"cannot write .*none/x.svg: No such file"):
        write_files({first: b"1", tmp_path / "none" / "x.svg": b"2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x-2.svg"]


def test_pages_of_an_earlier_picture_are_told_and_never_removed(folder: Path) -> None:
    run("draw", "long.yaml", "-o", "x.svg")
    pages = sorted(path.name for path in folder.glob("x-*.svg"))
    assert len(pages) > 1
    done = run("draw", "chains/ketju.yaml", "-o", "x.svg")
    told = f"{', '.join(pages[:-1])} and {pages[-1]} do not belong to this picture; remove them"
    assert told in done.stderr
    assert sorted(path.name for path in folder.glob("x-*.svg")) == pages
    (folder / "y-4.svg").write_text("a picture of its own", encoding="utf-8")
    assert "not of this picture" not in run("draw", "chains/ketju.yaml", "-o", "y.svg").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--of", "a"], "--of works only with --view neighbourhood or --view work"),
        (["--view", "lanes", "--of", "a"], "--of works only with --view neighbourhood or --view work"),
        (["--view", "matrix", "--of", ""], "--of works only with --view neighbourhood or --view work"),
        (["--view", "work", "--steps", "2"], "--steps works only with --view neighbourhood"),
        (["--steps", "1"], "--steps works only with --view neighbourhood"),
        (["--view", "workspace", "--steps", "2"], "--steps works only with --view neighbourhood"),
        (["--theme", "grey"], "--theme has no effect on a picture in words"),
        (["--theme", "grey", "-o", "x.txt"], "--theme has no effect on a .txt file"),
        (["--theme", "grey", "-o", "x.mmd"], "--theme has no effect on a .mmd file"),
        (["--engine", "dot"], "--engine has no effect on a picture in words"),
        (["--engine", "dot", "-o", "x.mmd"], "--engine has no effect on a .mmd file"),
        (["--engine", "dot", "--view", "stairs", "-o", "x.svg"], "--engine works only with --view graph"),
        (["--page", "a4", "-o", "x.mmd"], "--page has no effect on a .mmd file"),
        (["--findings", "-o", "x.mmd"], "--findings has no effect on a .mmd file"),
        (["--mark", "a", "-o", "x.mmd"], "--mark has no effect on a .mmd file"),
        (["--since", "old.txt", "-o", "x.mmd"], "--since has no effect on a .mmd file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_without_a_use_is_refused(arguments: list[str], said: str, folder: Path) -> None:
    done = run("draw", "chains/ketju.yaml", *arguments)
    assert said in str(done.exception)
    assert not list(folder.glob("x.*"))


@pytest.mark.usefixtures("folder")
def test_options_with_a_use_are_taken() -> None:
    assert run("draw", "ketju", "--view", "neighbourhood", "--of", "a", "--steps", "2").return_value == 0
    assert "there is no log item 'a'" in str(run("draw", "ketju", "--view", "work", "--of", "a").exception)
    done = run("draw", "ketju", "--view", "lanes", "-o", "x.mmd")
    assert (done.return_value, "--view lanes has no effect" in done.stderr) == (0, True)
    assert run("draw", "ketju", "--view", "graph", "-o", "x.mmd").stderr == ""


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize("view", [(), ("--view", "graph")], ids=["alone", "with-the-view"])
def test_the_engine_dot_draws_the_graph(view: tuple[str, ...], folder: Path) -> None:
    assert run("draw", "ketju", "--engine", "dot", *view, "-o", "x.dot").return_value == 0
    assert run("draw", "ketju", "--engine", "dot", *view, "-o", "x.svg").return_value == 0
    assert run("draw", "ketju", "--view", "graph", "-o", "y.svg").return_value == 0
    assert (folder / "x.dot").read_text(encoding="utf-8").startswith("digraph")
    assert (folder / "x.svg").read_bytes() == (folder / "y.svg").read_bytes()
