"""Files that nobody has named: catalogues, chains that variants change, what a configuration names.

Whatever they lead to, nothing of it is read or shown, and the findings of the files that were named still come.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner, Result

from palveluketju import CannotRun, load_workspace
from palveluketju.commands import palveluketju
from palveluketju.config import read_config
from palveluketju.loading import files
from palveluketju.source import is_inside, read_bytes

pytestmark = pytest.mark.quick

PRIVATE = "salasana: hunter2\n"
CHAIN = (
    "palveluketju: 1\nid: hyva\nname: Hyvä\norganiser: alue\nlevels: {eka: {name: Eka}, toka: {name: Toka}}\n"
    "organisations: {alue: {name: Alue}}\n"
)
VARIANT = "palveluketju: 1\nid: muunnelma\nname: Muunnelma\nvariant-of: "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a chain that has findings, and beside the folder a file that is nobody's business."""
    (tmp_path / "muualla").mkdir()
    (tmp_path / "muualla" / "asetukset.yaml").write_text(PRIVATE, encoding="utf-8")
    (tmp_path / "ketjut").mkdir()
    (tmp_path / "ketjut" / "hyva.yaml").write_text(CHAIN, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ketjut")
    return tmp_path / "ketjut"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(palveluketju, arguments, standalone_mode=False)
    assert "hunter2" not in result.output
    assert "salasana" not in result.output
    return result


def codes(output: str, name: str) -> list[str]:
    """The codes of what is found in a file, in their order."""
    lines = [line for line in output.splitlines() if line.startswith(f"{name}:")]
    return [line.rpartition("[")[2].split()[0] for line in lines]


def outside(path: Path) -> None:
    path.symlink_to("../muualla/asetukset.yaml")


def nowhere(path: Path) -> None:
    path.symlink_to("ei-mitaan")


def itself(path: Path) -> None:
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("name", ["catalogue.yaml", "catalogue.yml"])
@pytest.mark.parametrize("make", [outside, nowhere, itself, pipe, device], ids=lambda make: str(make.__name__))
def test_a_catalogue_beside_a_file(folder: Path, name: str, make: Callable[[Path], None]) -> None:
    alone = codes(run("check", "hyva.yaml").output, "hyva.yaml")
    make(folder / name)
    output = run("check", "hyva.yaml").output
    assert codes(output, name) == ["PK027"]
    assert codes(output, "hyva.yaml") == alone != []
    assert f"{name}:1:1: error:" in output
    assert "1 chain:" in output


def test_a_catalogue_above_a_folder(folder: Path) -> None:
    (folder / "alla").mkdir()
    (folder / "hyva.yaml").rename(folder / "alla" / "hyva.yaml")
    outside(folder / "catalogue.yaml")
    for path in ("alla", "alla/hyva.yaml"):
        (folder / "alla" / "catalogue.yaml").write_text("palveluketju-catalogue: 1\n", encoding="utf-8")
        output = run("check", path).output
        assert codes(output, "catalogue.yaml") == ["PK027"]
        assert "PK203" in codes(output, "alla/hyva.yaml")


USER = "palveluketju: 1\nid: {0}\nname: {0}\norganiser: alue\nlevels: {{eka: {{name: Eka, critical: [neuvola]}}}}\n"
SHARED = (
    "palveluketju-catalogue: 1\norganisations: {alue: {name: Alue}}\nservices: {neuvola: {name: N, organiser: alue}}\n"
)


@pytest.fixture
def deep(folder: Path) -> Path:
    """A folder three below one with a catalogue, and none between."""
    below = folder / "chains" / "pohjoinen" / "lapset"
    below.mkdir(parents=True)
    (folder / "catalogue.yaml").write_text(SHARED, encoding="utf-8")
    (below / "a.yaml").write_text(USER.format("a"), encoding="utf-8")
    return below


def files_read(*paths: str | Path) -> list[str]:
    return [os.path.relpath(file.name, Path.cwd()) for file in load_workspace(paths).files]


@pytest.mark.parametrize(
    ("mark", "from_where"),
    [
        *((mark, where) for mark in ("palveluketju.toml", ".git") for where in (".", "chains/pohjoinen/lapset", "..")),
        *((None, where) for where in (".", "..")),
    ],
)
def test_a_catalogue_further_up_counts_whatever_lies_between(
    folder: Path, deep: Path, mark: str | None, from_where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if mark is not None:
        (folder / mark).mkdir() if mark == ".git" else (folder / mark).touch()
    monkeypatch.chdir(folder / from_where)
    for path in (deep / "a.yaml", deep, deep.parent, deep.parent.parent):
        for named in (path, Path(os.path.relpath(path))):
            output = run("check", str(named)).output
            assert "PK101" not in output, (named, output)
            assert "2 files, 1 chain: 0 errors" in output


@pytest.mark.parametrize("mark", ["palveluketju.toml", ".git"])
def test_a_catalogue_beyond_the_configuration_or_the_repository_does_not_count(
    folder: Path, deep: Path, mark: str
) -> None:
    here = deep.parent if mark == ".git" else deep
    (here / mark).mkdir() if mark == ".git" else (here / mark).touch()
    (folder / ".git").mkdir()
    for path in (deep / "a.yaml", deep):
        assert files_read(path) == ["chains/pohjoinen/lapset/a.yaml"]
        assert "PK101" in run("check", str(path)).output
    (here / "catalogue.yaml").write_text(SHARED, encoding="utf-8")
    assert "0 errors" in run("check", str(deep / "a.yaml")).output


def test_where_nothing_tells_how_far_a_folder_belongs_catalogues_end_with_a_gap(
    folder: Path, deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent / "muualla")
    for path in (deep / "a.yaml", deep):
        assert len(load_workspace([path]).files) == 1
    for between in (deep.parent, deep.parent.parent):
        (between / "catalogue.yaml").write_text("palveluketju-catalogue: 1\n", encoding="utf-8")
    for path in (deep / "a.yaml", deep):
        assert len(load_workspace([path]).files) == 4


@pytest.mark.parametrize("make", [outside, nowhere, itself, pipe, device], ids=lambda make: str(make.__name__))
def test_a_catalogue_further_up_stays_in_its_folder(folder: Path, deep: Path, make: Callable[[Path], None]) -> None:
    (folder / ".git").mkdir()
    (folder / "catalogue.yaml").unlink()
    make(folder / "catalogue.yaml")
    for path in (deep / "a.yaml", deep):
        assert codes(run("check", os.path.relpath(path)).output, "catalogue.yaml") == ["PK027"]


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "yhteiset.yaml").write_text(
        "palveluketju-catalogue: 1\nservices: {neuvola: {nmae: Neuvola}}\n", encoding="utf-8"
    )
    (folder / "catalogue.yaml").symlink_to("yhteiset.yaml")
    assert codes(run("check", "hyva.yaml").output, "catalogue.yaml") == ["PK023", "PK022"]


def test_where_files_lead_is_asked_once_a_folder_and_of_each_link(tmp_path: Path) -> None:
    inner = tmp_path / "ketjut" / "alla"
    inner.mkdir(parents=True)
    for name in ("a", "b", "c"):
        (inner / f"{name}.yaml").write_text("palveluketju: 1\n", encoding="utf-8")
    (tmp_path / "ulkona.yaml").write_text("palveluketju: 1\n", encoding="utf-8")
    (inner / "ulos.yaml").symlink_to(tmp_path / "ulkona.yaml")
    (inner / "sisaan.yaml").symlink_to("a.yaml")
    with mock.patch.object(files, "is_inside", side_effect=is_inside) as asked:
        found = files.files_of([tmp_path / "ketjut"])
    assert [Path(name).name for name in found.refused] == ["ulos.yaml"]
    assert [Path(name).name for name in found.names] == ["a.yaml", "b.yaml", "c.yaml"]
    assert asked.call_count == len(("alla", "ulos.yaml", "sisaan.yaml"))


def test_a_catalogue_that_is_something_else_shows_nothing(folder: Path) -> None:
    (folder / "catalogue.yaml").write_text(PRIVATE, encoding="utf-8")
    output = run("check", "hyva.yaml").output
    assert codes(output, "catalogue.yaml") == ["PK020"]
    assert "PK203" in codes(output, "hyva.yaml")


@pytest.mark.parametrize("arguments", [("hyva.yaml", "catalogue.yaml"), ("catalogue.yaml",), ("hyva.yaml", ".")])
def test_a_catalogue_that_a_person_names_is_shown(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "catalogue.yaml").write_text("nimi: Alueen luettelo\n", encoding="utf-8")
    assert "nimi: Alueen luettelo" in run("check", *arguments).output


@pytest.mark.parametrize("text", ["palveluketju-catalogue: 1\nname: [\n", '{"palveluketju-catalogue": 1, x: [}\n'])
def test_a_catalogue_that_cannot_be_read_shows_where(folder: Path, text: str) -> None:
    (folder / "catalogue.yaml").write_text(text, encoding="utf-8")
    output = run("check", "hyva.yaml").output
    assert codes(output, "catalogue.yaml") == ["PK002"]
    assert text.splitlines()[-1] in output


def test_a_folder_named_as_a_catalogue_is_no_catalogue(folder: Path) -> None:
    (folder / "catalogue.yaml").mkdir()
    assert "PK027" not in run("check", "hyva.yaml").output


@pytest.mark.parametrize(
    "base", ["../muualla/asetukset", "/etc/passwd", "a" * 300, "a" * 5000, "..", "asetukset.yaml", '"a\\0b"', "hyva/"]
)
def test_a_variant_names_an_id_and_no_path(folder: Path, base: str) -> None:
    (folder / "muunnelma.yaml").write_text(VARIANT + base + "\n", encoding="utf-8")
    output = run("check", "muunnelma.yaml", "hyva.yaml").output
    assert "PK025" in codes(output, "muunnelma.yaml")
    assert "muunnelma.yaml:4:13: error:" in output
    assert "PK203" in codes(output, "hyva.yaml")
    assert [file.name for file in load_workspace(["muunnelma.yaml"]).files] == ["muunnelma.yaml"]


@pytest.mark.parametrize("make", [outside, nowhere, itself, pipe, device], ids=lambda make: str(make.__name__))
def test_the_chain_of_a_variant_is_a_file_of_its_folder(folder: Path, make: Callable[[Path], None]) -> None:
    (folder / "muunnelma.yaml").write_text(VARIANT + "pohja\n", encoding="utf-8")
    make(folder / "pohja.yaml")
    output = run("check", "muunnelma.yaml", "hyva.yaml").output
    assert codes(output, "muunnelma.yaml") == ["PK029"]
    assert codes(output, "pohja.yaml") == ["PK027"]
    assert "PK203" in codes(output, "hyva.yaml")
    if make is not pipe:
        (folder / "pohja.yml").write_text(CHAIN.replace("hyva", "pohja"), encoding="utf-8")
        assert "PK029" not in run("check", "muunnelma.yaml").output


def test_the_chain_of_a_variant_is_a_chain(folder: Path) -> None:
    (folder / "muunnelma.yaml").write_text(VARIANT + "asetukset\n", encoding="utf-8")
    (folder / "asetukset.yml").write_text(PRIVATE, encoding="utf-8")
    output = run("check", "muunnelma.yaml").output
    assert (codes(output, "muunnelma.yaml"), codes(output, "asetukset.yml")) == (["PK029"], ["PK020"])


def test_the_chain_of_a_variant_is_found_by_its_id(folder: Path) -> None:
    (folder / "muunnelma.yaml").write_text(VARIANT + "pohja\n", encoding="utf-8")
    (folder / "vanha.yaml").write_text(VARIANT.replace("muunnelma", "vanha") + "pohja\n", encoding="utf-8")
    (folder / "alla").mkdir()
    (folder / "alla" / "pohja.yaml").write_text(CHAIN.replace("hyva", "pohja"), encoding="utf-8")
    assert codes(run("check", "muunnelma.yaml").output, "muunnelma.yaml") == ["PK029"]
    (folder / "ketju (1).YML").write_text(CHAIN.replace("hyva", '"pohja"'), encoding="utf-8")
    for named in ("muunnelma.yaml", folder / "muunnelma.yaml"):
        workspace = load_workspace([named])
        assert [Path(file.name).name for file in workspace.files] == ["muunnelma.yaml", "ketju (1).YML"]
        assert [chain.id for chain in workspace.chains] == ["muunnelma", "pohja"]
    assert [file.name for file in load_workspace(["muunnelma.yaml", "alla/pohja.yaml"]).files] == [
        "muunnelma.yaml",
        "alla/pohja.yaml",
    ]  # what is named is not looked for


def test_a_file_called_as_the_chain_is_not_taken_for_it(folder: Path) -> None:
    (folder / "muunnelma.yaml").write_text(VARIANT + "hyva\n", encoding="utf-8")
    (folder / "pohja.yaml").write_text(CHAIN, encoding="utf-8")
    (folder / "hyva.yaml").write_text(CHAIN.replace("hyva", "toinen"), encoding="utf-8")
    assert [file.name for file in load_workspace(["muunnelma.yaml"]).files] == ["muunnelma.yaml", "pohja.yaml"]
    (folder / "pohja.yaml").unlink()
    assert [file.name for file in load_workspace(["muunnelma.yaml"]).files] == ["muunnelma.yaml", "hyva.yaml"]
    (folder / "hyva.yaml").unlink()
    (folder / "linkki.yaml").symlink_to("../muualla/pohja.yaml")
    (folder.parent / "muualla" / "pohja.yaml").write_text(CHAIN, encoding="utf-8")
    output = run("check", "muunnelma.yaml").output
    assert codes(output, "muunnelma.yaml") == ["PK029"]
    assert "linkki" not in output


def test_each_file_of_a_folder_is_looked_into_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"v{number}.yaml" for number in range(20)]
    for number, name in enumerate(names):
        (folder / name).write_text(VARIANT.replace("muunnelma", f"v{number}") + f"puuttuu-{number}\n", encoding="utf-8")
    looked: list[Path] = []

    def counted(path: Path) -> bytes:
        looked.append(path)
        return read_bytes(path)

    monkeypatch.setattr("palveluketju.loading.bases.read_bytes", counted)
    run("check", *names)
    assert len(looked) == 1  # hyva.yaml alone is not named


def test_what_a_person_names_may_be_anywhere(folder: Path) -> None:
    (folder.parent / "muualla" / "toinen.yaml").write_text(CHAIN.replace("hyva", "toinen"), encoding="utf-8")
    (folder / "linkki.yaml").symlink_to("../muualla/toinen.yaml")
    for name in ("../muualla/toinen.yaml", "linkki.yaml", str(folder.parent / "muualla" / "toinen.yaml")):
        assert "PK203" in codes(run("check", name).output, name)


@pytest.mark.parametrize("path", ["/etc/hosts", "../muualla/asetukset.yaml", "../muualla", "ulos", ".."])
def test_paths_of_a_configuration_stay_in_its_folder(folder: Path, path: str) -> None:
    (folder / "ulos").symlink_to("../muualla")
    (folder / "palveluketju.toml").write_text(f'paths = ["{path}", "hyva.yaml"]\n', encoding="utf-8")
    assert codes(run("check").output, str(path)) == ["PK027"]
    assert "not followed" in run("check").output or "is not read" in run("check").output
    assert run("check", "hyva.yaml").exception is None  # what is named by hand is read all the same
    files = load_workspace([path, "hyva.yaml"], within=folder).files
    assert [(file.name, [finding.code for finding in file.findings], file.source.text) for file in files] == [
        (path, ["PK027"], ""),
        ("hyva.yaml", [], CHAIN),
    ]


def test_the_usual_folder_may_be_a_link_to_elsewhere_only_if_it_is_named(folder: Path) -> None:
    (folder / "chains").symlink_to("../muualla")
    assert codes(run("check").output, "chains") == ["PK027"]
    report = run("report", "-o", "raportti.md")
    assert "chains has errors and is left out" in report.output
    (folder.parent / "muualla" / "asetukset.yaml").write_text(CHAIN, encoding="utf-8")
    assert "PK203" in codes(run("check", "chains").output, "chains/asetukset.yaml")


def test_a_configuration_from_elsewhere_is_not_read(folder: Path) -> None:
    (folder.parent / "muualla" / "asetukset.toml").write_text("salasana = 'hunter2'\n", encoding="utf-8")
    (folder / "palveluketju.toml").symlink_to("../muualla/asetukset.toml")
    with pytest.raises(CannotRun, match="leads outside the folder") as told:
        read_config(folder)
    assert "salasana" not in str(told.value)


def test_names_that_no_file_can_have_are_no_crash(folder: Path) -> None:
    for name in ("a\0b", "a" * 5000, "a" * 5000 + "/catalogue.yaml"):
        workspace = load_workspace([name, folder / "hyva.yaml"])
        assert (len(workspace.unread), len(workspace.chains)) == (1, 1)
