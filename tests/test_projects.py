"""Which files a run is about: the configuration that holds, files of other formats, what is named, what has changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from command_line import run

CATALOGUE = """palveluketju-catalogue: 1
name: Luettelo
organisations: {alue: {name: Alue}}
services: {neuvonta: {name: Neuvonta, tier: guidance, organiser: alue}, hoito: {name: Hoito, organiser: alue}}
"""
CHAIN = """palveluketju: 1
id: %s
name: Ketju %s
organiser: alue
participation: {information: Esite}
goals: {apu: {text: Apu tulee ajoissa}}
considers: {not-applicable: Koe}
entries: {itse: {kind: self, to: kevyt}}
levels:
  kevyt: {name: Kevyt tuki, role: [guidance, prevention], critical: [neuvonta]}
  raskas: {name: Raskas tuki, critical: [hoito]}
"""


def chain(name: str) -> str:
    return CHAIN % (name, name)


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of two counties, each with a catalogue and two chains, and files of other formats."""
    files = {
        "palveluketju.toml": 'paths = ["chains"]\n',
        "chains/pohjoinen/catalogue.yaml": CATALOGUE,
        "chains/pohjoinen/yksi.yaml": chain("yksi"),
        "chains/pohjoinen/kaksi.yaml": chain("kaksi"),
        "chains/etela/catalogue.yaml": CATALOGUE,
        "chains/etela/kolme.yaml": chain("kolme"),
        "chains/docker-compose.yml": "services:\n  web: {image: x}\n",
        "muualla/nelja.yaml": chain("nelja").replace("[hoito]", "[hoitto]"),
    }
    git(tmp_path, "init", "-q")
    written(tmp_path, **files)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    options = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *options, *arguments], cwd=folder, check=True, capture_output=True)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def files_told(said: str) -> set[str]:
    return {line.split(":")[0] for line in said.splitlines() if ": error:" in line}


# --- the configuration ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["palveluketju.toml", "pyproject.toml"])
@pytest.mark.parametrize(("cwd", "named"), [(".", ()), ("chains", ()), ("chains", ("x.yaml",)), ("/", ("x.yaml",))])
def test_the_configuration_is_found_upwards(name: str, cwd: str, named: tuple[str, ...], tmp_path: Path) -> None:
    table = "" if name == "palveluketju.toml" else "[tool.palveluketju]\n"
    written(tmp_path, **{name: f'{table}paths = ["chains"]\nfail-on = "warning"\n', "chains/catalogue.yaml": CATALOGUE})
    written(tmp_path, **{"chains/x.yaml": chain("x").replace("goals: {apu: {text: Apu tulee ajoissa}}\n", "")})
    done = run("check", "-v", *(str(tmp_path / "chains" / one) for one in named), cwd=tmp_path / cwd.lstrip("/"))
    assert (done.returncode, "PK213" in done.stdout) == (1, True)
    assert f"configuration: {name}" in done.stderr.replace("../", "").replace(f"{tmp_path}/", "")


def test_a_pyproject_without_the_table_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, **{"palveluketju.toml": 'lang = "fi"\n', "sub/pyproject.toml": "[project]\nname = 'x'\n"})
    done = run("check", "-v", cwd=tmp_path / "sub")
    assert done.stderr.startswith("palveluketju: asetukset: ../palveluketju.toml\n")


def test_a_configuration_above_the_repository_is_not_its_own(repository: Path) -> None:
    inner = repository / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (repository / "palveluketju.toml").write_text("nonsense = 1\n")
    assert "nonsense" not in run("check", cwd=inner).stderr
    assert "nonsense" in run("check", cwd=repository).stderr


def test_no_configuration_is_said(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    written(tmp_path, **{"a/catalogue.yaml": CATALOGUE, "a/x.yaml": chain("x")})
    done = run("check", "-v", "a", cwd=tmp_path)
    assert (done.returncode, "no configuration was found" in done.stderr) == (0, True)


# --- files of other formats -----------------------------------------------------------------------------------


OTHERS = {
    "docker-compose.yml": "services:\n  web: {image: x}\nvolumes: {}\n",
    ".github/workflows/ci.yml": "on: push\njobs: {}\n",
    "k8s.yaml": "a: 1\n---\nb: 2\n",
    "mkdocs.yml": "site_name: x\nmarkdown_extensions:\n  - e: !!python/name:x.y\n",
    "empty.yaml": "",
    "comment.yaml": "# only a comment\n",
    "list.yaml": "- a\n- b\n",
    "node_modules/p/p.yml": "palveluketju: 1\n",
    "nested.yaml": "tools:\n  palveluketju: {version: 1}\n",
}


def test_files_of_other_formats_are_passed_over_and_counted(tmp_path: Path) -> None:
    written(tmp_path, **OTHERS, **{"catalogue.yaml": CATALOGUE, "x.yaml": chain("x")})
    done = run("check", "-v", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1][:16]) == (0, "2 files, 1 chain")
    assert "7 YAML files of other formats were passed over." in done.stdout
    assert {"docker-compose.yml", "nested.yaml"} <= set(map(str.strip, done.stdout.splitlines()))
    assert "docker" not in run("check", ".", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    "text",
    [
        "palveluketju: 1\n",
        "palvelukejtu: 1\n",
        '"palveluketju": 1\n',
        "{palveluketju: 1}\n",
        "\ufeffpalveluketju: 1\n",
        "# a comment\n\npalveluketju : 1\n",
        "variant-of: x\n",
        "levels: {}\nmoves: {}\n",
        "palveluketju: [\n",
        "palveluketju-catalogue: 1\n",
    ],
)
def test_what_is_meant_to_be_a_chain_is_checked(text: str, tmp_path: Path) -> None:
    written(tmp_path, **{"x.yaml": text, "docker-compose.yml": OTHERS["docker-compose.yml"]})
    assert "1 file," in run("check", ".", cwd=tmp_path).stdout.splitlines()[-1]


def test_a_named_file_is_checked_whatever_it_is_unless_it_is_to_be_skipped(tmp_path: Path) -> None:
    written(tmp_path, **OTHERS)
    assert "PK020" in run("check", "docker-compose.yml", cwd=tmp_path).stdout
    done = run("check", "--skip-foreign", "docker-compose.yml", "k8s.yaml", cwd=tmp_path)
    assert (done.returncode, "2 YAML files of other formats" in done.stdout, done.stderr) == (0, True, "")


def test_what_git_ignores_and_what_is_excluded_is_passed_over(repository: Path) -> None:
    broken = {f"chains/{name}/x.yaml": "palveluketju: 1\n" for name in ("luonnos", "vanha", "pidetty")}
    written(repository, **broken)
    assert len(files_told(run("check", cwd=repository).stdout)) == 3
    written(repository, **{".gitignore": "luonnos/\n*/pidetty/\n", "chains/.gitignore": "!pidetty/\n"})
    (repository / "palveluketju.toml").write_text('paths = ["chains"]\nexclude = ["vanha/"]\n')
    assert files_told(run("check", cwd=repository).stdout) == {"chains/pidetty/x.yaml"}
    named = run("check", "chains/vanha/x.yaml", cwd=repository)
    assert files_told(named.stdout) == {"chains/vanha/x.yaml"}  # what a person names is checked


# --- what is named ----------------------------------------------------------------------------------------------


def test_the_whole_is_checked_and_the_report_is_of_what_is_named(repository: Path) -> None:
    change(repository / "chains/pohjoinen/kaksi.yaml", "[hoito]", "[hoitto]")
    change(repository / "chains/etela/kolme.yaml", "[hoito]", "[hoitto]")
    done = run("check", "chains/pohjoinen/kaksi.yaml", cwd=repository)
    assert files_told(done.stdout) == {"chains/pohjoinen/kaksi.yaml"}
    told, of_all = done.stdout.splitlines()[-2:]
    assert told.startswith("2 files, 1 chain: 1 error")
    assert of_all.startswith("All files: 5 files, 3 chains: 2 errors")
    green = run("check", "chains/pohjoinen/yksi.yaml", cwd=repository)
    assert (green.returncode, green.stdout.splitlines()[-1]) == (0, of_all)
    assert files_told(run("check", "chains/pohjoinen", cwd=repository).stdout) == {"chains/pohjoinen/kaksi.yaml"}
    assert "All files" not in run("check", "chains", cwd=repository).stdout


def test_a_named_catalogue_names_what_it_holds_for(repository: Path) -> None:
    change(repository / "chains/pohjoinen/catalogue.yaml", "hoito:", "hoidot:")
    done = run("check", "chains/pohjoinen/catalogue.yaml", cwd=repository)
    assert (done.returncode, files_told(done.stdout)) == (
        1,
        {"chains/pohjoinen/yksi.yaml", "chains/pohjoinen/kaksi.yaml"},
    )
    assert run("check", "chains/etela/catalogue.yaml", cwd=repository).returncode == 0


def test_a_named_catalogue_brings_its_chains_without_a_configuration_too(repository: Path) -> None:
    (repository / "palveluketju.toml").unlink()
    change(repository / "chains/pohjoinen/catalogue.yaml", "hoito:", "hoidot:")
    done = run("check", "chains/pohjoinen/catalogue.yaml", cwd=repository)
    assert (done.returncode, len(files_told(done.stdout))) == (1, 2)


def test_what_points_to_a_named_file_is_reported(repository: Path) -> None:
    written(repository, **{"chains/etela/toinen.yaml": chain("yksi")})
    done = run("check", "chains/etela/toinen.yaml", cwd=repository)
    assert (done.returncode, files_told(done.stdout)) == (1, {"chains/pohjoinen/yksi.yaml"})
    assert "chains/etela/toinen.yaml:2:5: first" not in done.stderr


def test_a_variant_is_named_with_the_chain_that_it_changes(repository: Path) -> None:
    variant = "palveluketju: 1\nvariant-of: yksi\nid: muunnos\nname: Muunnos\nwithout: [levels.raskas]\n"
    written(repository, **{"chains/pohjoinen/muunnos.yaml": variant})
    assert run("check", cwd=repository).returncode == 0
    change(repository / "chains/pohjoinen/yksi.yaml", "  raskas: {name: Raskas tuki, critical: [hoito]}\n", "")
    done = run("check", "chains/pohjoinen/yksi.yaml", cwd=repository)
    assert (done.returncode, files_told(done.stdout)) == (1, {"chains/pohjoinen/muunnos.yaml"})


def test_a_file_outside_the_configured_paths_is_checked_by_itself(repository: Path) -> None:
    done = run("check", "muualla/nelja.yaml", cwd=repository)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("1 file, 1 chain: ")
    both = run("check", "muualla/nelja.yaml", "chains/etela/kolme.yaml", cwd=repository)
    assert "All files: 6 files, 4 chains" in both.stdout


def test_each_project_has_its_own_configuration(tmp_path: Path) -> None:
    lacking = chain("%s").replace("goals: {apu: {text: Apu tulee ajoissa}}\n", "")
    for name, limit in (("a", "warning"), ("b", "never")):
        toml = f'paths = ["."]\nfail-on = "{limit}"\n'
        written(tmp_path, **{f"{name}/palveluketju.toml": toml, f"{name}/catalogue.yaml": CATALOGUE})
        written(tmp_path, **{f"{name}/x.yaml": lacking.replace("%s", name)})
    assert run("check", "b/x.yaml", cwd=tmp_path).returncode == 0
    assert run("check", "b/x.yaml", "a/x.yaml", cwd=tmp_path).returncode == 1
    assert run("check", "b/x.yaml", "a/x.yaml", "--fail-on", "error", cwd=tmp_path).returncode == 0


# --- what has changed -------------------------------------------------------------------------------------------


def test_only_what_concerns_changed_files_is_reported_since_a_revision(repository: Path) -> None:
    change(repository / "chains/etela/kolme.yaml", "[hoito]", "[hoitto]")
    git(repository, "commit", "-qam", "two")
    change(repository / "chains/pohjoinen/kaksi.yaml", "[hoito]", "[hoitto]")
    assert files_told(run("check", "--since", "HEAD", cwd=repository).stdout) == {"chains/pohjoinen/kaksi.yaml"}
    assert len(files_told(run("check", "--since", "HEAD~1", cwd=repository).stdout)) == 2
    assert files_told(run("check", "chains/etela", "--since", "HEAD~1", cwd=repository).stdout) == {
        "chains/etela/kolme.yaml"
    }


def test_a_catalogue_that_has_changed_or_gone_brings_its_chains(repository: Path) -> None:
    assert run("check", "--since", "HEAD", cwd=repository).stdout.splitlines()[-2].startswith("0 files")
    (repository / "chains/etela/catalogue.yaml").unlink()
    done = run("check", "--since", "HEAD", cwd=repository)
    assert (done.returncode, files_told(done.stdout)) == (1, {"chains/etela/kolme.yaml"})


def test_a_new_file_and_other_ends_of_lines(repository: Path) -> None:
    path = repository / "chains/etela/kolme.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    written(repository, **{"chains/etela/uusi.yaml": chain("uusi").replace("[hoito]", "[hoitto]")})
    done = run("check", "--since", "HEAD", cwd=repository)
    assert files_told(done.stdout) == {"chains/etela/uusi.yaml"}
    assert done.stdout.splitlines()[-2].startswith("2 files, 1 chain")


def test_a_revision_that_there_is_not_is_told(repository: Path) -> None:
    done = run("check", "--since", "nowhere", cwd=repository)
    assert (done.returncode, "no revision 'nowhere'" in done.stderr) == (2, True)


# --- unsaved text -------------------------------------------------------------------------------------------------


def test_unsaved_text_is_checked_as_the_file_that_it_is_to_be(repository: Path) -> None:
    text = chain("kaksi").replace("[hoito]", "[hoitto]")
    arguments = ("check", "-", "--stdin-name", "chains/pohjoinen/kaksi.yaml")
    done = run(*arguments, cwd=repository, given=text)
    assert (done.returncode, files_told(done.stdout)) == (1, {"chains/pohjoinen/kaksi.yaml"})
    assert run(*arguments, cwd=repository, given=chain("kaksi")).returncode == 0
    new = run("check", "-", "--stdin-name", "chains/pohjoinen/uusi.yaml", cwd=repository, given=chain("yksi"))
    assert "chains/pohjoinen/uusi.yaml" in new.stdout  # its id is taken by a file that is there


def test_unsaved_text_has_the_limits_of_files(repository: Path) -> None:
    text = chain("yksi") + "# " + "x" * (2 << 20) + "\n"
    done = run("check", "-", "--stdin-name", "chains/pohjoinen/uusi.yaml", cwd=repository, given=text)
    assert (done.returncode, "[PK005 " in done.stdout) == (1, True)


@pytest.mark.parametrize("arguments", [("-",), ("chains", "--stdin-name", "x.yaml")])
def test_unsaved_text_needs_a_name(arguments: tuple[str, ...], repository: Path) -> None:
    done = run("check", *arguments, cwd=repository)
    assert (done.returncode, "--stdin-name" in done.stderr) == (2, True)
