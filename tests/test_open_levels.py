"""A draft of which it is open which levels it has: every command takes it, and nothing says that they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from palveluketju import check_chain, compile_chain
from palveluketju.analyses import coverage, difference, open_decisions
from palveluketju.commands import palveluketju
from palveluketju.drawing import CHAIN_VIEWS, PAGES, WORKSPACE_VIEWS, draw_chain, draw_workspace
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import Chain, Open, State
from palveluketju.reporting.tables import register_text
from palveluketju.source import parse_source
from palveluketju.tables import REGISTER_NAMES, registers
from palveluketju.terms import LANGUAGES, title

QUESTION = "Montako?"
HEAD = "palveluketju: 1\nid: luonnos\nname: Luonnos\n"
BARE = f"{HEAD}levels: {{open: '{QUESTION}'}}\n"
WITH_BARS = f"""\
{HEAD}organiser: alue
levels: {{open: {{fi: "{QUESTION}"}}, decides: alue, by: 2027}}
goals: {{g: {{text: Apu ajoissa}}}}
participation: {{planning: Asiakasraati}}
entries: {{itse: {{kind: self, to: {{open: "Mille?"}}}}}}
exits: {{pois: {{name: Pois}}}}
bars:
  neuvonta: {{name: Neuvonta, services: [neuvola]}}
  tuki: {{name: Tuki, spans: {{open: "Missä?"}}, services: [neuvola]}}
organisations: {{alue: {{name: Alue, sector: wellbeing-services-county}}}}
services:
  neuvola: {{name: Neuvola, tier: basic, organiser: alue}}
  hoito: {{name: Hoito, tier: specialised, organiser: alue}}
"""
TEXTS = pytest.mark.parametrize("text", [BARE, WITH_BARS], ids=["bare", "with-bars"])
MISSING = tuple(title("no levels", lang).lower() for lang in LANGUAGES)


def graph_of(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(text))


def squeezed(text: str) -> str:
    return " ".join(text.split()).lower()


def says_the_question(text: str) -> bool:
    told = squeezed(text)
    return QUESTION.lower() in told and not any(missing in told for missing in MISSING)


@TEXTS
def test_a_chain_tells_that_its_levels_are_open(text: str) -> None:
    graph = graph_of(text)
    assert isinstance(graph.chain.levels, Open)
    assert graph.levels() == graph.entry_levels() == graph.exit_levels() == graph.reachable_levels() == ()
    assert not graph.levels_declared
    assert open_decisions(graph)[0].where == ("levels",)
    assert load_chain_text(graph.chain.to_yaml()) == graph.chain
    assert "0 levels" in repr(graph)
    assert repr(graph.chain).startswith("<chain luonnos: 0 levels")
    assert graph.chain._repr_html_()
    assert graph._repr_html_()


@TEXTS
def test_no_check_asks_for_levels_or_what_they_would_have(text: str) -> None:
    said = {"PK212", "PK213", "PK219"} if text == BARE else set()
    assert {finding.code for finding in check_chain(graph_of(text)).findings} == said
    empty = graph_of(f"{HEAD}levels: {{}}\n")
    assert {finding.code for finding in check_chain(empty).findings} == {"PK207", "PK212", "PK213", "PK219"}


def test_what_refers_to_a_level_is_still_looked_up() -> None:
    graph = graph_of(BARE + "entries: {itse: {to: kevyt}}\n")
    assert [unknown.id for unknown in graph.unknown_references()] == ["kevyt"]


def test_bars_over_open_levels_are_at_open_levels() -> None:
    rows = coverage(graph_of(WITH_BARS)).rows
    assert [row for row, _ in rows] == [State.OPEN]
    assert State.NONE not in {cell.state for _, cells in rows for cell in cells}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", CHAIN_VIEWS)
@TEXTS
def test_every_picture_tells_the_question(text: str, view: str, lang: str) -> None:
    graph = graph_of(text)
    if view == "neighbourhood" and not graph.services():
        return
    element = "neuvola" if view == "neighbourhood" else ""
    for page in PAGES:
        drawing = draw_chain(graph, check_chain(graph), view=view, page=page, lang=lang, element=element)
        assert says_the_question(drawing.text())
        assert says_the_question(drawing.mermaid())
        assert says_the_question(drawing.dot())
        if view != "graph":
            assert says_the_question(drawing.svg().split("</desc>")[-1])


def test_bars_do_not_span_all_levels_where_theirs_are_open() -> None:
    told = draw_chain(graph_of(WITH_BARS), lang="fi").text()
    assert "Neuvonta. Kaikki ketjun tasot." in told
    assert "Tuki. Kaikki" not in told


@pytest.mark.parametrize("view", WORKSPACE_VIEWS)
@TEXTS
def test_several_chains_are_drawn_together(text: str, view: str) -> None:
    assert draw_workspace(compile_workspace([graph_of(text)]), view=view).svg()


@pytest.mark.parametrize("lang", LANGUAGES)
@TEXTS
def test_registers_take_it(text: str, lang: str) -> None:
    workspace = compile_workspace([graph_of(text)])
    for name in REGISTER_NAMES:
        assert not any(
            missing in line.lower() for line in register_text(name, workspace, lang=lang) for missing in MISSING
        )
    rows = registers(workspace, lang=lang)["open-decisions"].texts()
    assert any(QUESTION in cell for row in rows for cell in row)


@pytest.mark.parametrize("ending", [".html", ".md", ".docx", ".xlsx", ".pptx"])
def test_commands_take_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("luonnos.yaml").write_text(WITH_BARS, encoding="utf-8")
    for arguments in (["check"], ["show"], ["draw"], ["draw", "-o", "x.mmd"], ["draw", "-o", "x.dot"]):
        done = CliRunner().invoke(palveluketju, [arguments[0], "luonnos.yaml", *arguments[1:]], standalone_mode=False)
        assert done.exception is None
        assert done.return_value == 0
        told = "3 decisions to take" if arguments == ["check"] else QUESTION
        assert told in (done.output if "-o" not in arguments else Path(arguments[-1]).read_text(encoding="utf-8"))
    written = CliRunner().invoke(palveluketju, ["report", "luonnos.yaml", "-o", f"x{ending}"], standalone_mode=False)
    assert (written.exception, written.return_value) == (None, 0)
    assert Path(f"x{ending}").stat().st_size


def test_levels_that_are_decided_are_a_difference_and_a_variant_can_decide_them() -> None:
    levels = "levels: {kevyt: {name: Kevyt, services: [neuvola]}}\n"
    old, new = graph_of(WITH_BARS), load_chain_text(f"{HEAD}{levels}services: {{neuvola: {{name: N}}}}\n")
    assert difference(old, compile_chain(new))
    assert difference(compile_chain(new), old)
    variant = f"palveluketju: 1\nid: v\nvariant-of: luonnos\n{levels}"
    workspace = join_sources([parse_source(WITH_BARS, name="a"), parse_source(variant, name="v")])
    assert [level.id for level in compile_chain(workspace["v"]).levels()] == ["kevyt"]
    back = f"palveluketju: 1\nid: v\nvariant-of: luonnos\nlevels: {{open: '{QUESTION}'}}\n"
    decided = WITH_BARS.replace("levels: {open", "note: {open").replace("goals:", f"{levels}goals:")
    workspace = join_sources([parse_source(decided, name="a"), parse_source(back, name="v")])
    assert isinstance(workspace["v"].levels, Open)


@pytest.mark.parametrize("levels", ["levels:", "levels: {not-applicable: }", "levels: {open: }", "levels: none"])
def test_levels_must_say_something(levels: str) -> None:
    workspace = join_sources([parse_source(f"{HEAD}{levels}\n", name="a")])
    assert [finding.code for finding in workspace.files[0].findings] in (["PK024"], ["PK023"])
    assert not workspace.chains


def test_the_way_out_of_levels_that_are_not_given_is_written_as_in_a_file() -> None:
    with pytest.raises(ValueError, match=r"Write them, or '\{open: \.\.\.\}'\. \["):
        Chain.model_validate({"id": "x", "name": "X", "levels": None})
