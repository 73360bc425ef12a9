"""Every chain of a folder drawn into a folder, and a picture as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from chain_files import CHAINS
from command_line import run
from palveluketju import CannotRun, compile_chain, draw_chain, load_chain
from palveluketju.commands import drawing as drawing_command
from palveluketju.commands.chains import One
from palveluketju.drawing import CHAIN_VIEWS, Drawing, picture_from_json
from palveluketju.drawing.writers.as_data import picture_json
from palveluketju.drawing.writers.plain import plain_text
from palveluketju.drawing.writers.svg import svg_text
from test_writers import PICTURES, tiny

CHAIN = CHAINS / "uusimaa" / "lastensuojelun-ennaltaehkaisy.yaml"
SMALL = "palveluketju: 1\nid: {id}\nname: Ketju {id}\nlevels: {{koti: {{name: Koti}}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("toinen", "eka"):
        (tmp_path / f"{name}-tiedosto.yaml").write_text(SMALL.format(id=name), encoding="utf-8")
    return tmp_path


def test_a_folder_gets_a_picture_of_each_chain_named_by_its_id(folder: Path) -> None:
    done = run("draw", ".", "-o", "pictures/", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "palveluketju: 2 chains drawn in pictures\n")
    assert {path.name for path in (folder / "pictures").iterdir()} == {"eka.svg", "toinen.svg"}
    alone = run("draw", "eka-tiedosto.yaml", "-o", "eka.svg", cwd=folder)
    assert alone.returncode == 0
    assert (folder / "eka.svg").read_bytes() == (folder / "pictures/eka.svg").read_bytes()


def test_another_view_and_another_format_stand_in_the_names(folder: Path) -> None:
    assert run("draw", ".", "--view", "lanes", "--format", "txt", "-o", "words", cwd=folder).returncode == 0
    assert {path.name for path in (folder / "words").iterdir()} == {"eka-lanes.txt", "toinen-lanes.txt"}


def test_all_pictures_are_written_or_none(folder: Path) -> None:
    (folder / "pictures").mkdir()
    (folder / "pictures/toinen.svg").mkdir()  # where a picture would go
    done = run("draw", ".", "-o", "pictures", cwd=folder)
    assert done.returncode == 2
    assert [path.name for path in (folder / "pictures").iterdir()] == ["toinen.svg"]


def test_a_chain_with_errors_is_told_and_the_others_are_drawn(folder: Path) -> None:
    (folder / "vika.yaml").write_text("palveluketju: 1\nid: vika\nlevels: 3\n", encoding="utf-8")
    done = run("draw", ".", "-o", "pictures", cwd=folder)
    assert done.returncode == 1
    assert "vika.yaml has errors and is left out" in done.stderr
    assert {path.name for path in (folder / "pictures").iterdir()} == {"eka.svg", "toinen.svg"}


def test_pages_left_from_an_earlier_drawing_are_told(folder: Path) -> None:
    run("draw", ".", "-o", "pictures", cwd=folder)
    (folder / "pictures/eka-2.svg").write_text("old", encoding="utf-8")
    done = run("draw", ".", "-o", "pictures", cwd=folder)
    assert "eka-2.svg does not belong to this picture" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--view", "matrix", "-o", "pictures"], "the view matrix is one picture of all chains"),
        (["--format", "png", "-o", "x.svg"], "--format works only where --output names a folder"),
        (["-o", "x.jpg"], "or name a folder"),
        (["-o", "x.png"], "x.png has room for one chain"),
        (["-o", "x.png"], "name a folder and a format: -o pictures/ --format png"),
        ([], "name one chain, by its file or its id, or a folder with --output"),
        (["--view", "neighbourhood", "-o", "pictures"], "needs --of"),
        (["--format", "jpg", "-o", "pictures"], "'jpg' is not one of 'svg', 'png'"),
        (["--mark", "talo", "-o", "pictures"], "eka-tiedosto.yaml: there is no element 'talo'"),
        (["--view", "lanes", "--format", "dot", "-o", "pictures"], "the view lanes cannot be written as .dot"),
        (["-o", "eka-tiedosto.yaml/"], "eka-tiedosto.yaml is not a folder; name another"),
    ],
)
def test_what_cannot_be_meant_is_refused(folder: Path, arguments: list[str], said: str) -> None:
    done = run("draw", "eka-tiedosto.yaml", "toinen-tiedosto.yaml", *arguments, cwd=folder)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert not (folder / "pictures").exists()


@pytest.mark.parametrize("arguments", [["."], ["eka-tiedosto.yaml", "toinen-tiedosto.yaml"]])
def test_where_a_file_is_named_for_several_chains_the_way_to_a_folder_is_told(
    folder: Path, arguments: list[str]
) -> None:
    done = run("draw", *arguments, "-o", "a.pdf", cwd=folder)
    assert done.returncode == 2
    assert "name a folder and a format: -o pictures/ --format pdf" in " ".join(done.stderr.split())
    assert not (folder / "a.pdf").exists()


def test_a_chain_that_is_called_like_a_folder_is_drawn_into_a_file(folder: Path) -> None:
    (folder / "palveluketju.toml").write_text('paths = ["."]\n', encoding="utf-8")
    (folder / "eka").mkdir()
    assert run("draw", "eka", "-o", "a.svg", cwd=folder).returncode == 0


def test_a_slash_makes_any_name_that_of_a_folder(folder: Path) -> None:
    assert run("draw", ".", "-o", "kuvat.2026/", cwd=folder).returncode == 0
    assert {path.name for path in (folder / "kuvat.2026").iterdir()} == {"eka.svg", "toinen.svg"}


def test_a_format_that_the_ending_says_too_is_no_mistake(folder: Path) -> None:
    assert run("draw", "eka-tiedosto.yaml", "--format", "txt", "-o", "eka.txt", cwd=folder).returncode == 0
    assert (folder / "eka.txt").exists()


def test_a_picture_of_a_folder_says_what_is_left_out_as_one_alone_does(folder: Path) -> None:
    text = SMALL.format(id="eka").replace("Koti}}", "Koti, services: [puuttuu]}}")
    (folder / "eka-tiedosto.yaml").write_text(text, encoding="utf-8")
    alone = run("draw", "eka-tiedosto.yaml", "-o", "eka.svg", cwd=folder)
    assert "1 reference in eka-tiedosto.yaml is not declared" in alone.stderr
    assert alone.stderr in run("draw", ".", "-o", "pictures", cwd=folder).stderr.replace("./", "")


def test_a_picture_is_made_into_files_before_the_next_is_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def told(things: Sequence[One]) -> Iterator[One]:
        for one in things:
            yield one
            done.append(f"{one.graph.chain.id} done")

    def files(_: Drawing, place: Path) -> dict[Path, bytes]:
        done.append(place.name)
        return {place: b""}

    monkeypatch.setattr(drawing_command, "progress", told)
    monkeypatch.setattr(Drawing, "files", files)
    run("draw", ".", "-o", "pictures", "--format", "png", cwd=folder)
    assert done == ["eka.png", "eka done", "toinen.png", "toinen done"]


def test_no_picture_takes_the_place_of_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "kaksi.yaml").write_text(SMALL.format(id="eka-2"), encoding="utf-8")
    monkeypatch.setattr(Drawing, "pages", 2)
    monkeypatch.setattr(Drawing, "svg", lambda *_: "")
    done = run("draw", ".", "-o", "pictures", cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        "palveluketju: two pictures would be called eka-2.svg; draw one of the chains apart\n",
    )
    assert not (folder / "pictures").exists()


def test_what_cannot_be_written_of_a_chain_is_told_with_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palveluketju.drawing.writers.png.MOST_DOTS", 1)
    done = run("draw", ".", "-o", "pictures", "--format", "png", cwd=folder)
    assert done.returncode == 2
    assert "eka-tiedosto.yaml: the picture is too large for PNG" in done.stderr


def test_each_chain_is_held_against_that_of_its_id_in_an_earlier_folder(folder: Path) -> None:
    (folder / "new").mkdir()
    for name in ("toinen", "eka"):
        (folder / f"new/{name}.yaml").write_text(SMALL.format(id=name).replace("Koti}", f"Koti {name}}}"), "utf-8")
    (folder / "old").mkdir()
    for path in folder.glob("*.yaml"):
        path.rename(folder / "old" / path.name)
    done = run("draw", "new", "--since", "old", "--format", "txt", "--lang", "en", "-o", "words", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "palveluketju: 2 chains drawn in words\n")
    for name in ("eka", "toinen"):
        assert f"name: changed (Koti → Koti {name})" in (folder / f"words/{name}.txt").read_text(encoding="utf-8")
    (folder / "old/toinen-tiedosto.yaml").unlink()
    done = run("draw", "new", "--since", "old", "-o", "words", cwd=folder)
    assert (done.returncode, done.stderr) == (2, "palveluketju: new/toinen.yaml: there is no chain 'toinen' in old\n")


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("tiers:basic", "there is no key 'tiers'; did you mean 'tier'?"),
        ("teir:basic", "there is no key 'teir'; did you mean 'tier'?"),
        ("organisation:x", "there is no element 'organisation:x'"),
        ("levle:koti", "did you mean 'level:koti'?"),
    ],
)
def test_what_is_marked_can_have_a_misspelt_key(folder: Path, marked: str, said: str) -> None:
    done = run("draw", "eka-tiedosto.yaml", "--mark", marked, cwd=folder)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


@pytest.mark.parametrize("name", ["", "-"])
def test_pictures_are_not_written_where_nobody_has_named_a_folder(folder: Path, name: str) -> None:
    before = {*folder.iterdir()}
    for command in (("draw", "."), ("show", "--register", "all", ".")):
        done = run(*command, "-o", name, cwd=folder)
        assert done.returncode == 2
        assert "name a file or a folder; without this option the output is printed" in done.stderr
    assert {*folder.iterdir()} == before


def test_a_name_of_nothing_is_told_where_no_folder_has_ids(tmp_path: Path) -> None:
    done = run("draw", "nope", "-o", "a.svg", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no file 'nope', and no id can be looked for: cannot read chains" in done.stderr


def test_a_folder_without_chains_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("palveluketju-catalogue: 1\nname: X\n", encoding="utf-8")
    done = run("draw", ".", "-o", "pictures", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "palveluketju: there is no chain to draw\n")


# --- JSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", [view for view in CHAIN_VIEWS if view not in ("graph", "neighbourhood")])
def test_a_picture_read_from_json_is_the_same_to_every_writer(view: str) -> None:
    drawing = draw_chain(compile_chain(load_chain(CHAIN)), view=view, page="a4", lang="fi")
    text = drawing.json()
    read = picture_from_json(text)
    assert read == drawing.picture
    assert picture_json(read) == text
    assert svg_text(read) == drawing.svg()
    assert plain_text(read) == plain_text(drawing.picture)


def test_json_is_as_it_was(request: pytest.FixtureRequest) -> None:
    golden = PICTURES / "tiny.json"
    text = picture_json(tiny())
    if request.config.getoption("--write-outputs"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    data = json.loads(text)
    assert list(data) == [
        *("palveluketju-picture", "name", "view", "lang", "title", "description", "pages", "legend"),
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"palveluketju-picture": 2}', '{"palveluketju-picture": 1}', picture_json(tiny())[:-9]]
)
def test_what_is_no_picture_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"picture|Expecting"):
        picture_from_json(text)


def test_the_graph_view_has_no_places_of_its_own() -> None:
    with pytest.raises(CannotRun, match="graph view cannot be written as"):
        draw_chain(compile_chain(load_chain(CHAIN)), view="graph").json()
