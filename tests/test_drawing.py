"""Pictures: what they show, that nothing in a name breaks them, and the program that makes them."""

from __future__ import annotations

import re
import stat
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import CHAINS, FILES, chain_files
from palveluketju import CannotRun, check_chain, compile_chain, draw_chain, load_chain
from palveluketju.drawing import dot_text, findings_of
from palveluketju.drawing.quoting import quoted
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain
from palveluketju.output import render, write_file

ROOT = Path(__file__).parent.parent
DECKS = chain_files(CHAINS / "uusimaa")
HOSTILE = (
    'Koti "hoito"',
    "Neuvola\\",
    "C:\\new\\table",
    "\\N \\G \\L \\l",
    "<b>lihava</b>",
    '<TABLE><TR><TD HREF="javascript:alert(1)">x</TD></TR></TABLE>',
    "<<script>alert(1)</script>>",
    "node",
    "graph",
    "strict digraph { a -> b }",
    "subgraph",
    "edge",
    "a:b:c",
    "a -> b",
    '"]; evil [label="x',
    "/* kommentti */ // #",
    "&lt;b&gt; &amp; &#92;",
    "{ x | y } < z >",
    "1.5e3",
    "%s {nimi} {0}",
    "Äkillinen häätö, Åland",
    "😀 emoji",
    "\u00a0väli\u00a0",
    "pitkä" * 40,
    "]]>",
    "'--",
)


def chain_named(name: str) -> Chain:
    return Chain.model_validate(
        {
            "id": "x",
            "name": name,
            "organiser": ["o"],
            "organisations": {"o": {"name": name}, "p": {"name": name}},
            "services": {"s": {"name": name, "organiser": ["o"]}, "t": {"name": name, "organiser": ["p"]}},
            "goals": {"g": {"text": name, "target": {"open": name}}},
            "levels": {"a": {"name": name, "critical": ["s", "t"]}, "b": {"name": name, "services": {"open": name}}},
            "bars": {"c": {"name": name, "services": ["s"]}},
            "entries": {"e": {"name": name, "to": ["a"]}},
            "exits": {"f": {"name": name, "from": ["a"]}},
            "moves": {"a -> b": {"criteria": name}},
        }
    )


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_dot_text_is_as_it_was(path: Path, request: pytest.FixtureRequest) -> None:
    graph = compile_chain(load_chain(path))
    text = dot_text(graph, lang="fi")
    golden = ROOT / "tests" / "pictures" / f"{path.stem}.dot"
    if request.config.getoption("--write-outputs"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert draw_chain(graph, view="graph", lang="fi").dot() == text


def test_a_picture_tells_what_is_what_without_colour() -> None:
    text = dot_text(compile_chain(load_chain(DECKS[-1])), lang="fi")
    lines = {match[1]: line for line in text.splitlines() if (match := re.search(r'label="([^"]+)"', line))}
    assert "style=filled" in lines["Neuvola"] or 'style="filled"' in lines["Neuvola"]
    assert "penwidth=2.2" in lines["Neuvola"]
    assert "dashed" in lines["Perusopetus ⇄"]
    assert "rounded" in lines["Palvelutarpeen arviointi"]
    assert "penwidth=0.8" in lines["Palvelutarpeen arviointi"]
    assert any("Lastensuojelun sosiaalityö ◆" in label for label in lines)
    for sign in ("⇄ yhdyspintapalvelu", "◆ sama palvelu usealla tasolla", "◎ integraatiopiste"):
        assert sign in text
    assert "⚠" not in text


def test_findings_are_marked_on_request_where_they_are() -> None:
    graph = compile_chain(load_chain(DECKS[-1]).changed(interfaces={}))
    text = dot_text(graph, findings_of(check_chain(graph), "fi"), lang="fi")
    assert 'label="Perusopetus ⇄\\n⚠ PK401, PK402"' in text
    assert "⚠ PK304, PK305" in text
    assert "⚠ havainnot" in text


def test_the_readme_shows_the_chain_as_it_is_drawn(request: pytest.FixtureRequest) -> None:
    shown = ROOT / "docs" / "pictures" / "lastensuojelun-ennaltaehkaisy.svg"
    drawn = draw_chain(compile_chain(load_chain(DECKS[-1])), lang="fi").svg()
    if request.config.getoption("--write-outputs"):
        shown.parent.mkdir(exist_ok=True)
        shown.write_text(drawn, encoding="utf-8")
    assert drawn == shown.read_text(encoding="utf-8")


def test_each_language_has_its_words() -> None:
    graph = compile_chain(load_chain(DECKS[-1]))
    assert "Kritisk tjänst" in dot_text(graph, lang="sv")
    assert "Critical service" in dot_text(graph, lang="en")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.usefixtures("dot")
def test_no_name_breaks_a_picture(name: str) -> None:
    svg = render(dot_text(compile_chain(chain_named(name))), "svg")
    root = ET.fromstring(svg)  # noqa: S314  # our own program's output
    tags = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
    assert tags <= {"svg", "g", "title", "polygon", "polyline", "path", "ellipse", "text"}
    attributes = {attribute.lower() for element in root.iter() for attribute in element.attrib}
    assert not {a for a in attributes if a.startswith("on") or "href" in a}
    shown = re.sub(r"\s", "", "".join(element.text or "" for element in root.iter() if element.tag.endswith("text")))
    assert re.sub(r"\s", "", name) in shown


@pytest.mark.usefixtures("dot")
@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=40, max_size=40))
def test_quoted_text_is_shown_as_it_is(texts: list[str]) -> None:
    nodes = "\n".join(f"n{index} [label={quoted(text)}]" for index, text in enumerate(texts))
    svg = render(f"digraph {{\nnode [shape=box]\n{nodes}\n}}", "svg")
    root = ET.fromstring(svg)  # noqa: S314
    shown: dict[str, str] = {}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if group.get("class") == "node":
            title = group.find("{http://www.w3.org/2000/svg}title")
            lines = [line.text or "" for line in group.iter("{http://www.w3.org/2000/svg}text")]
            shown[str(title.text if title is not None else "")] = "".join(lines)

    def seen(text: str) -> str:
        kept = re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", "\ufffd", text)
        return re.sub(r"\s", "", kept)

    for index, text in enumerate(texts):
        assert re.sub(r"\s", "", shown[f"n{index}"]) == seen(text), ascii(text)


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_every_chain_is_drawn(path: Path, kind: str) -> None:
    assert len(render(dot_text(compile_chain(load_chain(path))), kind)) > 1000


def test_a_notebook_shows_a_picture() -> None:
    graph = compile_chain(load_chain(DECKS[0]))
    drawing = draw_chain(graph)
    assert "<svg" in drawing._repr_mimebundle_()["image/svg+xml"]
    assert drawing.source().engine == "neato"
    assert draw_chain(graph, view="graph").source().source == dot_text(graph)
    assert "digraph" in draw_chain(graph, view="graph")._repr_mimebundle_()["text/vnd.graphviz"]


@pytest.fixture
def fake_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program of ours in the place of dot."""

    def make(script: str) -> None:
        program = tmp_path / "bin" / "dot"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    return make


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("kill -SEGV $$", "SIGSEGV"),
        ("echo bad line 3 >&2; exit 1", "bad line 3"),
        ("printf '<svg>half'", "no whole picture"),
        ("exit 0", "no whole picture"),
        ("head -c 3000000 /dev/zero >&2; exit 2", "failed"),
    ],
    ids=["crash", "error", "half", "nothing", "much-to-say"],
)
def test_a_dot_that_fails_is_told(script: str, said: str, fake_dot: Callable[[str], None]) -> None:
    fake_dot(script)
    with pytest.raises(CannotRun, match=said):
        render("digraph {}", "svg")


def test_a_dot_that_hangs_is_ended_with_its_children(
    fake_dot: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("palveluketju.output.DOT_SECONDS", 1)
    fake_dot(f"sleep 300 & echo $! > {tmp_path}/child; wait")
    began = time.monotonic()
    with pytest.raises(CannotRun, match="not ready in 1 seconds"):
        render("digraph {}", "svg")
    assert time.monotonic() - began < 10
    status = Path("/proc", (tmp_path / "child").read_text().strip(), "stat")
    assert not status.exists() or status.read_text().rsplit(")", 1)[-1].split()[0] == "Z"


def test_without_dot_one_sentence_tells_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(CannotRun, match=r"apt install graphviz.*\.dot"):
        render("digraph {}", "svg")


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.svg"
    write_file(file, b"old")
    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(f"palveluketju.output.os.{name}", _fail)
            with pytest.raises(CannotRun, match="cannot write"):
                write_file(file, b"new")
        assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.svg"]
    write_file(file, b"new")
    assert file.read_bytes() == b"new"


def _fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_chain_file_itself_is_never_written_over(tmp_path: Path) -> None:
    chain = tmp_path / "x.yaml"
    chain.write_text("palveluketju: 1\n")
    link = tmp_path / "x.svg"
    link.symlink_to(chain)
    for place in (chain, link):
        with pytest.raises(CannotRun, match="is the chain file itself"):
            write_file(place, b"", inputs=[chain])
    with pytest.raises(CannotRun, match="is a folder"):
        write_file(tmp_path, b"")
    assert chain.read_text() == "palveluketju: 1\n"


@pytest.mark.usefixtures("dot")
def test_an_empty_chain_is_drawn_too() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\nlevels: {}\nbars: {b: {name: B}}\ngoals: {g: {text: T}}\n"
    )
    assert render(dot_text(compile_chain(chain)), "svg")


def test_what_no_box_stands_for_is_marked_in_the_heading() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\norganiser: o\nlevels: {a: {name: A}}\n"
        "organisations: {o: {name: O}}\ninterfaces: {i: {between: [o, o]}}\n"
    )
    graph = compile_chain(chain)
    found = findings_of(check_chain(graph), "en")
    heading = next(line for line in dot_text(graph, found).splitlines() if line.startswith("  graph ["))
    assert "PK403" in heading
    assert "PK403" not in dot_text(graph)
