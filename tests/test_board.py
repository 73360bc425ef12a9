"""The summary for a steering group: what stands in it, what is counted, and that it says no more than the registers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chain_files import CHAINS
from command_line import run
from palveluketju import compile_workspace, load_workspace
from palveluketju.checking import check_workspace
from palveluketju.checks import CATALOGUE_CHECKS, CHECKS, WORKSPACE_CHECKS
from palveluketju.documents import write_report
from palveluketju.documents.board.fitting import lines_of_item, shared_out
from palveluketju.documents.board.front import MOST_MATTERS
from palveluketju.documents.board.matters import KINDS, matters
from palveluketju.documents.document import Bullets, Document, Paragraph, Properties, Section, plain
from palveluketju.documents.filed import declared_in
from palveluketju.documents.whole import report
from palveluketju.findings import Severity
from palveluketju.loading import Workspace
from palveluketju.tables import registers
from palveluketju.tables.cell import text_of
from palveluketju.terms import LANGUAGES, title

TODAY = datetime.date(2026, 11, 28)
FOLDERS = ("uusimaa", "pohjois-pohjanmaa", "published", "")
DOCS = Path(__file__).parent.parent / "docs"


@cache
def workspace_of(folder: str) -> Workspace:
    return load_workspace([CHAINS / folder])


@cache
def paper(folder: str, lang: str) -> Document:
    loaded = workspace_of(folder)
    found = check_workspace(loaded, today=TODAY)
    return report(loaded, found, lang=lang, properties=Properties("Alue", "a@b.fi", "2", TODAY)).document()


def sections_of(document: Document) -> Iterator[Section]:
    yield from (section for _, section in document.walk())


def under(document: Document, word: str) -> list[Section]:
    return [one for one in sections_of(document) if plain(one.heading) == title(word, document.lang)]


def bullets(section: Section) -> list[str]:
    return [plain(item) for block in section.blocks if isinstance(block, Bullets) for item in block.items]


def counted(section: Section) -> int:
    """How many more a section says that there are."""
    texts = [plain(block.line) for block in section.blocks if isinstance(block, Paragraph)]
    return sum(int(number) for text in texts for number in re.findall(r"\b\d+\b", text)[:1])


# --- what stands in it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_code_path_id_or_yaml_stands_in_it(folder: str, lang: str) -> None:
    document = paper(folder, lang)
    ids = {graph.chain.id for graph in compile_workspace(workspace_of(folder)).graphs if "-" in graph.chain.id}
    for text in document.texts():
        assert not re.search(r"\bPK[0-9]{3}\b|\.ya?ml\b|'[a-z-]+:|\{(open|unknown|not-applicable)\b", text), text
        assert not ids & set(re.findall(r"[\w-]+", text)), text


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_begins_with_whose_when_and_in_what_state(folder: str) -> None:
    lead = [plain(line) for line in paper(folder, "fi").lead]
    assert lead[0] == "Tiivistelmä ohjausryhmälle. Tilanne 28.11.2026."
    assert "Valmistelija: Alue" in lead
    assert "Yhteystaho: a@b.fi" in lead
    assert "Versio: 2" in lead
    graphs = compile_workspace(workspace_of(folder)).graphs
    if len(graphs) <= 6:
        for graph in graphs:
            assert any(line.startswith(f"{graph.chain.name.text('fi')} (luonnos") for line in lead)
    else:
        (states,) = [line for line in lead if line.startswith(f"{len(graphs)} palveluketjua: ")]
        assert sum(map(int, re.findall(r"[^\W\d] (\d+)", states))) == len(graphs)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_matters_comes_first_and_what_is_left_out_is_counted(folder: str) -> None:
    document = paper(folder, "en")
    found = [one for file in check_workspace(workspace_of(folder), today=TODAY).files for one in file.findings]
    declared = declared_in(compile_workspace(workspace_of(folder)), check_workspace(workspace_of(folder), today=TODAY))
    every = matters(found, declared)
    (section,) = under(document, "what matters")
    told = bullets(section)
    assert 1 <= len(told) <= MOST_MATTERS
    weights = [one.finding.finding.severity for one in every]
    assert weights == sorted(weights, reverse=True)
    assert every[0].finding.finding.what_in("en") in told[0]
    rules = {(one.finding.finding.code, one.finding.finding.severity) for one in every}
    if len(told) == len(rules):
        assert counted(section) == 0
    else:
        assert 0 < counted(section) < len(every)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_decision_is_told_or_counted(folder: str) -> None:
    workspace = compile_workspace(workspace_of(folder))
    every = registers(workspace, lang="fi", registers={})["open-decisions"]
    (section, *of_chains) = under(paper(folder, "fi"), "decisions needed")
    assert len(bullets(section)) + counted(section) == len(every)
    own = sum(len(bullets(one)) + counted(one) for one in of_chains)
    names = {graph.chain.name.text("fi") for graph in workspace.graphs}
    assert own == sum(text_of(record["declared_in"], "fi") in names for record in every)


def test_decisions_that_press_come_first(tmp_path: Path) -> None:
    """Those with a last day first, the nearest first; then those whose maker is known; then the others."""
    asked = {
        "later": '{open: "Myöhemmin?", by: 2027-05-01}',
        "nobody": '{open: "Kenen?"}',
        "known": '{open: "Johtoryhmän?", decides: {role: johtoryhmä}}',
        "soon": '{open: "Pian?", by: 2027-01-15, decides: {role: johtaja}}',
    }
    levels = "".join(f"  {name}: {{name: Taso {name}, services: {value}}}\n" for name, value in asked.items())
    (tmp_path / "x.yaml").write_text(
        f"palveluketju: 1\nid: x\nname: {{fi: Ketju}}\nlevels:\n{levels}", encoding="utf-8"
    )
    document = report(load_workspace([tmp_path]), lang="fi").document()
    (section, *_) = under(document, "decisions needed")
    told = bullets(section)
    assert [re.findall(r"(\w+)\?", line)[0] for line in told] == ["Pian", "Myöhemmin", "Johtoryhmän", "Kenen"]
    assert "(päättäjä: johtaja; määräaika: 15.1.2027)" in told[0]
    assert "päättäjä: ei kerrottu; määräaika: ei kerrottu" in told[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_chain_has_its_sections_and_says_what_the_registers_say(lang: str) -> None:
    graphs = {graph.chain.name.text(lang): graph for graph in compile_workspace(workspace_of("")).graphs}
    chapters = [one for one in paper("", lang).sections if plain(one.heading) in graphs]
    assert len(chapters) == len(graphs)
    for chapter in chapters:
        graph = graphs[plain(chapter.heading)]
        told = registers(graph, lang=lang)
        for section in chapter.sections:
            if plain(section.heading) == title("interface services", lang):
                who = {text_of(record["who"], lang) for record in told["interface-services"]}
                services = {text_of(record["service"], lang) for record in told["interface-services"]}
                for line in bullets(section):
                    assert any(one in line for one in who | services), line
            if plain(section.heading) == title("goals and measures", lang):
                goals = {text_of(record["goal"], lang) for record in told["goals"]}
                assert len(bullets(section)) + counted(section) == len(goals)
                assert all(any(line.startswith(goal) for goal in goals) for line in bullets(section))


def test_texts_of_another_language_are_marked_and_counted() -> None:
    from palveluketju.documents.document import phrases

    document = paper("uusimaa", "sv")
    (about,) = under(document, "about this paper")
    assert counted(about) > 100, "the drafts are written in Finnish"
    marked = [
        phrase
        for section in sections_of(document)
        for block in section.blocks
        if isinstance(block, Bullets)
        for item in block.items
        for phrase in phrases(item)
        if phrase.lang == "fi"
    ]
    assert marked


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.usefixtures("pango")
def test_two_chains_are_five_pages(lang: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    file = tmp_path / "x.pdf"
    assert run("report", "chains/uusimaa", "-o", str(file), "--lang", lang).returncode == 0
    assert len(PdfReader(file).pages) == 5


# --- rules -----------------------------------------------------------------------------------------------------------


def test_the_kinds_of_matters_are_rules_that_there_are_and_stand_in_the_guide() -> None:
    codes = [code for codes in KINDS.values() for code in codes]
    there = {check.code for check in (*CHECKS, *CATALOGUE_CHECKS, *WORKSPACE_CHECKS)}
    assert len(codes) == len(set(codes))
    assert set(codes) <= there
    guide = (DOCS / "pictures-and-reports.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `?(\w+)`? \| (PK[0-9, PK]+) \|", guide, re.MULTILINE)
    assert {kind: tuple(told.split(", ")) for kind, told in rows} == KINDS


@given(st.lists(st.lists(st.integers(1, 6), max_size=12), max_size=7), st.integers(0, 60))
def test_a_page_is_shared_out_fairly(lists: list[list[int]], room: int) -> None:
    taken = shared_out(lists, room)
    assert all(min(1, len(items)) <= count <= len(items) for items, count in zip(lists, taken, strict=True))
    heights = [
        2 + (count < len(items)) + sum(items[:count]) for items, count in zip(lists, taken, strict=True) if items
    ]
    if any(count > 1 for count in taken):
        assert sum(heights) <= room
    for items, count in zip(lists, taken, strict=True):
        if count < len(items):
            sentence = count + 1 == len(items)  # that counts what is left out; it goes where nothing is
            assert sum(heights) + items[count] - sentence > room, "there was room for the next one"


def test_a_line_holds_what_it_holds() -> None:
    assert lines_of_item("") == 1
    assert lines_of_item("a\nb") == 2


def test_the_severity_of_a_configuration_ranks(tmp_path: Path) -> None:
    file = tmp_path / "palveluketju.toml"
    file.write_text('[severity]\nPK214 = "error"\n[report]\norganisation = "Uusimaa"\n', encoding="utf-8")
    for name in ("catalogue.yaml", "ikaihmisten-kotona-asuminen.yaml"):
        (tmp_path / name).write_bytes((CHAINS / "uusimaa" / name).read_bytes())
    output = tmp_path / "x.md"
    assert run("report", str(tmp_path), "-o", str(output), "--lang", "en").returncode == 0
    text = output.read_text(encoding="utf-8")
    first = text.split("## What matters most")[1].split("\n- ")[1]
    assert "baseline" in first
    assert "Prepared by: Uusimaa" in text


def test_what_has_changed_is_told(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    source = CHAINS / "uusimaa"
    for file in source.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file.name.startswith("ikaihmisten"):
            text = text.replace("status: draft", "status: agreed")
        if not file.name.startswith("lasten"):
            (old / file.name).write_text(text, encoding="utf-8")
    output = tmp_path / "x.md"
    done = run("report", "chains/uusimaa", "--since", str(old), "-o", str(output), "--lang", "en")
    assert done.returncode == 0
    told = output.read_text(encoding="utf-8").split("## Changes since the last version")[1].split("##")[0]
    assert re.search(r"Lastensuojelutarpeen[^\n]*: added", told)
    assert re.search(r"Ikäihmisten[^\n]*agreed → draft", told)
    same = run("report", "chains/uusimaa", "--since", "chains/uusimaa", "-o", str(output), "--lang", "en")
    assert same.returncode == 0
    assert "Nothing has changed since then." in output.read_text(encoding="utf-8")


def test_registers_are_added_by_name(tmp_path: Path) -> None:
    output = tmp_path / "x.md"
    asked = ["--with", "interface-services", "--with", "steering", "--with", "sources", "--with", "glossary"]
    assert run("report", "chains/uusimaa", *asked, "-o", str(output), "--lang", "en").returncode == 0
    text = output.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[-5:] == ["Interface services", "Steering", "Sources", "Sources", "Glossary"]
    assert text.count("| Service |") == 2
    wrong = run("report", "chains/uusimaa", "--with", "interface-servces", "-o", str(output))
    assert (wrong.returncode, "did you mean 'interface-services'" in wrong.stderr) == (2, True)
    both = run("report", "chains/uusimaa", "--edition", "full", "--with", "goals", "-o", str(output))
    assert (both.returncode, "--with works only with --edition board" in both.stderr) == (2, True)


def test_a_template_is_refused_before_anything_is_read_where_files_take_none(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("palveluketju: [", encoding="utf-8")
    done = run("report", str(tmp_path), "--template", "x.docx", "-o", str(tmp_path / "x.html"), "--lang", "en")
    assert (done.returncode, "takes no template" in done.stderr) == (2, True)


def test_a_finding_that_is_no_matter_of_a_board_is_not_told() -> None:
    document = paper("uusimaa", "en")
    codes = {code for codes in KINDS.values() for code in codes}
    others = [
        one.finding.what_in("en")
        for file in check_workspace(workspace_of("uusimaa"), today=TODAY).files
        for one in file.findings
        if one.finding.code not in codes and one.finding.severity is not Severity.ERROR
    ]
    texts = "\n".join(document.texts())
    assert not [one for one in others if one in texts]
    assert write_report(document, ".md")
