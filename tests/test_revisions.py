"""Earlier versions from git: read as the revision has them, and nothing that the repository configures is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from palveluketju.commands.drawing import draw
from palveluketju.findings import CannotRun
from palveluketju.model import given
from palveluketju.revisions import NoRevision, workspace_at

CATALOGUE = "palveluketju-catalogue: 1\nname: L\nservices: {hoito: {name: Hoito}}\norganisations: {a: {name: A}}\n"
CHAIN = "palveluketju: 1\nid: yksi\nname: Yksi\norganiser: a\nlevels: {t: {name: Taso, critical: [hoito]}}\n"


def git(folder: Path, *arguments: str) -> str:
    options = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *options, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two versions of a catalogue and a chain."""
    folder = tmp_path / "repo"
    (folder / "ketjut").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "ketjut" / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "ketjut" / "yksi.yaml").write_text(CHAIN, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    (folder / "ketjut" / "catalogue.yaml").write_text(CATALOGUE.replace("Hoito", "Hoiva"), encoding="utf-8")
    (folder / "ketjut" / "yksi.yaml").write_text(CHAIN.replace("t: {name", "u: {name"), encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "two")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("path", ["ketjut/yksi.yaml", "ketjut", "."])
@pytest.mark.usefixtures("repository")
def test_a_revision_is_read_with_its_catalogues(path: str) -> None:
    chain = workspace_at([path], "HEAD~1")["yksi"]
    assert (list(given(chain.levels) or ()), chain.services["hoito"].name.text()) == (["t"], "Hoito")
    assert workspace_at([path], "HEAD")["yksi"].services["hoito"].name.text() == "Hoiva"


def test_no_git_below_the_current_folder_is_run(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = repository / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/was-run\n", encoding="utf-8")
    program.chmod(0o755)
    for path in (str(program.parent), "bin"):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(NoRevision, match="is not run, because"):
            workspace_at(["ketjut"], "HEAD")
    assert not (tmp_path / "was-run").exists()


@pytest.mark.usefixtures("repository")
def test_pictures_are_marked_with_what_has_changed_since_a_revision() -> None:
    one = CliRunner().invoke(draw, ["ketjut/yksi.yaml", "--since", "HEAD~1", "--lang", "en"], standalone_mode=False)
    assert "Taso: renamed (t → u)." in one.output
    assert "name: changed (Hoito → Hoiva)." in one.output
    several = ["ketjut", "--view", "workspace", "--since", "HEAD~1", "--lang", "en"]
    assert "Yksi: changed." in CliRunner().invoke(draw, several, standalone_mode=False).output


def test_a_revision_is_read_with_catalogues_further_up_and_the_chain_of_a_variant(repository: Path) -> None:
    deep = repository / "ketjut" / "pohjoinen" / "lapset"
    deep.mkdir(parents=True)
    (deep / "perus.yaml").write_text(CHAIN.replace("yksi", "pohja"), encoding="utf-8")
    (deep / "v.yaml").write_text("palveluketju: 1\nid: v\nvariant-of: pohja\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    for path in (deep / "v.yaml", deep, deep.parent):
        workspace = workspace_at([str(path)], "HEAD")
        assert {chain.id for chain in workspace} == {"v", "pohja"}
        assert workspace["v"].services["hoito"].name.text() == "Hoiva"
    (deep / "palveluketju.toml").touch()
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "four")
    for path in (deep / "v.yaml", deep):
        assert not workspace_at([str(path)], "HEAD")["v"].services


def test_a_path_wins_over_a_revision(repository: Path) -> None:
    (repository / "HEAD~1").write_text(CHAIN.replace("Taso", "Muu"), encoding="utf-8")
    done = CliRunner().invoke(draw, ["ketjut/yksi.yaml", "--since", "HEAD~1", "--lang", "en"], standalone_mode=False)
    assert "renamed" not in done.output


@pytest.mark.parametrize("revision", ["nowhere", "-h", "--output=x", "HEAD~99", "HEAD:ketjut", ""])
@pytest.mark.usefixtures("repository")
def test_what_is_no_revision_is_told(revision: str) -> None:
    with pytest.raises(NoRevision):
        workspace_at(["ketjut"], revision)


def test_what_a_revision_does_not_have_is_told(repository: Path, tmp_path: Path) -> None:
    (repository / "uusi.yaml").write_text(CHAIN, encoding="utf-8")
    with pytest.raises(CannotRun, match=r"there is no file uusi\.yaml at HEAD"):
        workspace_at(["uusi.yaml"], "HEAD")
    with pytest.raises(NoRevision):
        workspace_at([str(tmp_path)], "HEAD")


def test_nothing_that_a_repository_configures_is_run(repository: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        (repository / ".git" / "hooks").mkdir(exist_ok=True)
        os.symlink(program, repository / ".git" / "hooks" / name)
    (repository / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n", encoding="utf-8")
    settings = ("core.fsmonitor", "core.pager", "diff.external", "diff.evil.textconv", "filter.evil.smudge")
    for key in (*settings, "core.sshCommand", "core.alternateRefsCommand", "alias.ls-tree", "pager.ls-tree"):
        git(repository, "config", key, str(program))
    for key, value in (
        ("protocol.ext.allow", "always"),
        ("remote.evil.url", f"ext::{program}"),
        ("remote.evil.promisor", "true"),
        ("extensions.partialClone", "evil"),
        ("core.repositoryFormatVersion", "1"),
    ):
        git(repository, "config", key, value)
    assert list(given(workspace_at(["ketjut"], "HEAD~1")["yksi"].levels) or ()) == ["t"]
    missing = subprocess.run(
        ["git", "-c", "core.fsmonitor=false", "rev-parse", "HEAD:ketjut/yksi.yaml"],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (repository / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    with pytest.raises(CannotRun):
        workspace_at(["ketjut"], "HEAD")
    assert not ran.exists()
