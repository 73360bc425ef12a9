"""The pre-commit hook from its installation to its verdict, in a repository as users have it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from documents import ROOT

# What the hook is installed from.
NEEDED = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "src", "docs/pictures")
VERSION = "v0.1.0"
CATALOGUE = """\
palveluketju-catalogue: 1
organisations: {alue: {name: Alue, sector: wellbeing-services-county}}
services:
  neuvola: {name: Neuvola, tier: preventive, organiser: alue}
  perhetyo: {name: Perhetyö, tier: basic, organiser: alue}
"""
CHAIN = """\
palveluketju: 1
id: perheet
name: Perheiden tuki
organiser: alue
levels:
  kevyt: {name: Kevyt tuki, critical: [neuvola]}
  laaja: {name: Laaja tuki, critical: [perhetyo]}
"""
WORKFLOW = "name: Chains\non: push\njobs: {chains: {runs-on: ubuntu-latest, steps: [{run: palveluketju check}]}}\n"
COMPOSE = "services:\n  levels:\n    image: example.org/levels\n"


class Repository:
    """A repository with the hook; what is asked of it is asked by the program of git or of pre-commit."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder, self._env = folder, env

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.folder, env=self._env, capture_output=True, text=True, timeout=600)

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", "Change")

    def hook(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What the hook says of the files that are staged, or of those of the arguments."""
        return self.run(sys.executable, "-m", "pre_commit", "run", "--verbose", *arguments)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A repository that the hook can be taken from, and an environment in which it is installed once for all tests."""
    source, home = tmp_path_factory.mktemp("hook"), tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "PALVELUKETJU"))}
    env |= {
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
    }
    env |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}",
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
    }
    (home / "gitconfig").write_text(
        "[user]\n\tname = Tests\n\temail = tests@example.org\n[init]\n\tdefaultBranch = main\n", encoding="utf-8"
    )
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    hook = Repository(source, env)
    hook.git("init", "--quiet")
    hook.commit()
    hook.git("tag", VERSION)
    return source, env


@pytest.fixture
def repository(installed: tuple[Path, dict[str, str]], tmp_path: Path) -> Repository:
    """A repository with a chain, its catalogue and YAML files of other programs, all of them committed."""
    source, env = installed
    made = Repository(tmp_path, env)
    made.git("init", "--quiet")
    hooks = f"repos:\n- repo: file://{source}\n  rev: {VERSION}\n  hooks:\n  - id: palveluketju-check\n"
    made.write(
        {
            ".pre-commit-config.yaml": hooks,
            ".github/workflows/chains.yaml": WORKFLOW,
            "docker-compose.yml": COMPOSE,
            "chains/catalogue.yaml": CATALOGUE,
            "chains/perheet.yaml": CHAIN,
        }
    )
    made.commit()
    return made


def test_a_repository_that_is_right_is_green(repository: Repository) -> None:
    """All of its YAML files are named to the hook; those of other programs are passed over."""
    done = repository.hook("--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "check service chains" in done.stdout
    assert "Passed" in done.stdout
    assert "docker-compose" not in done.stdout


def test_a_broken_chain_is_red(repository: Repository) -> None:
    repository.write({"chains/perheet.yaml": CHAIN.replace("critical: [neuvola]", "critical: [neuvla]")})
    repository.git("add", "--all")
    done = repository.hook()
    assert done.returncode == 1
    assert "Failed" in done.stdout
    assert "- exit code: 1" in done.stdout
    assert "chains/perheet.yaml:6:" in done.stdout
    assert "PK101" in done.stdout


def test_a_new_chain_that_cannot_be_read_is_red(repository: Repository) -> None:
    repository.write({"chains/uusi, 1 %.yaml": "palveluketju: 1\nid: [\n"})
    repository.git("add", "--all")
    done = repository.hook()
    assert done.returncode == 1
    assert "chains/uusi, 1 %.yaml:" in done.stdout
    assert "PK002" in done.stdout


def test_a_file_that_is_named_like_an_option_is_a_file(repository: Repository) -> None:
    repository.write({"--format=sarif=written.yaml": "palveluketju: 1\nid: [\n"})
    repository.git("add", "--all")
    done = repository.hook()
    assert done.returncode == 1
    assert "--format=sarif=written.yaml:2:" in done.stdout
    assert not (repository.folder / "written.yaml").exists()


@pytest.mark.parametrize("configuration", ["", 'paths = ["chains"]\n'], ids=["no-configuration", "configuration"])
def test_a_catalogue_that_breaks_a_chain_is_red(configuration: str, repository: Repository) -> None:
    """The chain itself has not changed and is not named to the hook."""
    if configuration:
        repository.write({"palveluketju.toml": configuration})
        repository.commit()
    repository.write({"chains/catalogue.yaml": CATALOGUE.replace("  perhetyo:", "  perhetyot:")})
    repository.git("add", "--all")
    done = repository.hook()
    assert done.returncode == 1, done.stdout
    assert "chains/perheet.yaml:7:" in done.stdout
    assert "PK101" in done.stdout


def test_a_change_of_other_files_is_green(repository: Repository) -> None:
    """Nothing is found in what has not changed, even where it is wrong."""
    repository.write({"chains/perheet.yaml": CHAIN.replace("critical: [neuvola]", "critical: [neuvla]")})
    repository.commit()
    repository.write({"docker-compose.yml": COMPOSE + "    ports: ['8000:8000']\n"})
    repository.git("add", "--all")
    done = repository.hook()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    assert "PK101" not in done.stdout


def test_arguments_of_the_configuration_reach_the_check(repository: Repository) -> None:
    config = repository.folder / ".pre-commit-config.yaml"
    config.write_text(f"{config.read_text(encoding='utf-8')}    args: [--fail-on, info, --]\n", encoding="utf-8")
    repository.git("add", "--all")
    done = repository.hook("--all-files")
    assert done.returncode == 1
    assert "PK2" in done.stdout
