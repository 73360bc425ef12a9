"""Nothing hangs, crashes or writes over what was read, whatever a file says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palveluketju import UnknownId, check_chain, compile_chain
from palveluketju.checking import check_workspace
from palveluketju.documents import DrawnPage, report_document, write_report
from palveluketju.drawing import CHAIN_VIEWS, PAGES, WORKSPACE_VIEWS, draw_chain, draw_workspace
from palveluketju.drawing.table.rows import split
from palveluketju.drawing.typesetting import measure
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import Block, height_of, set_item
from palveluketju.drawing.writers.reading import letters
from palveluketju.drawing.writers.slides import slides
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import Chain
from palveluketju.reporting.chain import chain_text
from palveluketju.reporting.tables import register_text
from palveluketju.source import parse_source
from palveluketju.tables import REGISTER_NAMES
from palveluketju.terms import LANGUAGES, finding_label, title
from sampling import latin

BARE = "palveluketju: 1\nid: t\nname: T\nlevels: {}\n"
WITHOUT_LEVELS = """\
palveluketju: 1
id: tyhja
name: Tyhjä
organiser: alue
goals: {g: {text: Apu ajoissa}}
entries: {itse: {kind: self, to: {open: Mille?}, handover: {responsible: alue}}}
exits: {pois: {name: Pois, from: {open: Miltä?}}}
bars: {neuvonta: {name: Neuvonta, services: [neuvola]}}
levels: {}
organisations:
  alue: {name: Alue, sector: wellbeing-services-county}
  kunta: {name: Kunta, sector: municipality}
services:
  neuvola: {name: Neuvola, tier: guidance, organiser: kunta}
"""
SAID = {"fi": "Ketjun tasot puuttuvat", "sv": "Kedjans nivåer saknas", "en": "The chain's levels are missing"}


def graph_of(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(text))


def squeezed(text: str) -> str:
    return " ".join(text.replace("&#x27;", "'").replace("&apos;", "'").replace("#39;", "'").split()).lower()


@pytest.mark.parametrize(("view", "lang"), latin(tuple(CHAIN_VIEWS), LANGUAGES, every=3))
@pytest.mark.parametrize("text", [BARE, WITHOUT_LEVELS], ids=["bare", "with-bars-and-doors"])
def test_a_picture_of_a_chain_without_levels_says_that_they_are_missing(text: str, view: str, lang: str) -> None:
    graph, said = graph_of(text), SAID[lang].lower()
    if view == "neighbourhood" and not graph.services():
        with pytest.raises(UnknownId):  # it has no element that a neighbourhood could be of
            draw_chain(graph, view=view, lang=lang, element="neuvola")
        return
    found = check_chain(graph)
    for page, report in zip(PAGES, cycle((found, None)), strict=False):
        element = "neuvola" if view == "neighbourhood" else ""
        drawing = draw_chain(graph, report, view=view, page=page, lang=lang, element=element)
        assert said in squeezed(drawing.text())
        assert said in squeezed(drawing.mermaid())
        shown = drawing.dot() if view == "graph" else drawing.svg()
        assert squeezed(shown.split("</desc>")[-1]).count(said) >= 1
        assert said in squeezed(drawing.dot())
        if view != "graph":
            assert all(drawing.svg(number) for number in range(1, drawing.pages + 1))
            assert slides([drawing.picture], theme=drawing.theme)


def test_no_view_of_a_chain_without_levels_loses_what_it_has() -> None:
    graph = graph_of(WITHOUT_LEVELS)
    for view in ("stairs", "graph"):
        drawing = draw_chain(graph, check_chain(graph), view=view, lang="fi")
        shown = drawing.dot() if view == "graph" else drawing.svg().split("</desc>")[-1]
        for words in ("Apu ajoissa", "Mille?", "Miltä?", "Neuvola", finding_label("chain-without-level", "fi")):
            assert words in shown


@pytest.mark.parametrize("view", WORKSPACE_VIEWS)
@pytest.mark.parametrize("text", [BARE, WITHOUT_LEVELS], ids=["bare", "with-bars-and-doors"])
def test_chains_without_levels_are_drawn_together(text: str, view: str) -> None:
    assert draw_workspace(compile_workspace([graph_of(text)]), view=view).svg()


@pytest.mark.parametrize("ending", [".html", ".md", ".docx", ".xlsx", ".pptx", ".pdf"])
def test_a_chain_without_levels_leaves_the_report_of_others_whole(ending: str, request: pytest.FixtureRequest) -> None:
    if ending == ".pdf":
        request.getfixturevalue("pango")
    other = "palveluketju: 1\nid: muu\nname: Muu\nlevels: {l: {name: Ainoa taso}}\n"
    texts = {"a.yaml": BARE, "b.yaml": WITHOUT_LEVELS, "c.yaml": other}
    workspace = join_sources(parse_source(text, name=name) for name, text in texts.items())
    graphs = [compile_chain(chain) for chain in workspace.chains]
    pages = {graph.chain.id: [DrawnPage(draw_chain(graph, lang="fi").svg())] for graph in graphs}
    document = report_document(compile_workspace(graphs), check_workspace(workspace), lang="fi", pictures=pages)
    assert write_report(document, ending)
    told = " ".join(document.texts())
    assert told.count(f"{SAID['fi']}.") == 2
    assert "Ainoa taso" in told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", [BARE, WITHOUT_LEVELS], ids=["bare", "with-bars-and-doors"])
def test_a_chain_without_levels_is_shown_in_text(text: str, lang: str) -> None:
    graph = graph_of(text)
    assert title("no levels", lang) == SAID[lang]
    assert SAID[lang] in list(chain_text(graph, lang=lang))
    for name in REGISTER_NAMES:
        list(register_text(name, compile_workspace([graph]), lang=lang))


BLOCKS = st.builds(
    lambda words, size: set_item(Item(" ".join(words)), 20.0, Sizes(size, size, size, gap=0.0)),
    st.lists(st.sampled_from(["ja", "neuvola", "sosiaalityö"]), min_size=1, max_size=6),
    st.floats(5, 60),
)
CELLS = st.lists(st.lists(BLOCKS, max_size=8).map(tuple), min_size=1, max_size=6)


def lines_of(blocks: Iterable[Block]) -> list[str]:
    return [line.text for block in blocks for line in block.lines]


@given(CELLS, st.floats(-50, 400), st.floats(-50, 400))
def test_a_row_is_divided_in_as_few_parts_as_it_has_lines_at_most_and_nothing_is_lost(
    cells: list[tuple[Block, ...]], first: float, later: float
) -> None:
    left = list(map(lines_of, cells))
    most = sum(map(len, left))
    for number, part in enumerate(split(cells, first, later)):
        assert number < most  # the work is counted: it ends
        assert len(part) == len(cells)
        new = 0
        for place, (blocks, rest) in enumerate(zip(part, left, strict=True)):
            if place == 0 and not rest:
                assert blocks in ((), cells[0])  # the first cell stands again beside the others, or not
                continue
            lines = lines_of(blocks)
            assert lines == rest[: len(lines)]
            del rest[: len(lines)]
            new += len(lines)
        assert new
        room = later if number else first
        assert new <= len(part) or max(map(height_of, part)) <= max(room, later) + 0.01
    assert not any(left)


LETTERS = st.sampled_from(["W", "i", "-", "/", " ", "漢", "\u0323", "ä", "\N{SOFT HYPHEN}", "sana "])
NAMES = st.lists(LETTERS, min_size=1, max_size=195).map("".join).map(lambda text: f"a{text}z"[:200])


@given(st.data(), st.sampled_from(sorted(PAGES)))
def test_a_table_of_any_names_ends_on_any_page(data: st.DataObject, page: str) -> None:
    drawn = (" ".join(data.draw(NAMES).split()).replace("\N{SOFT HYPHEN}", "") for _ in range(4))
    names = [unicodedata.normalize("NFC", name) for name in drawn]
    graph = compile_chain(
        Chain.model_validate(
            {
                "id": "k",
                "name": names[0],
                "organiser": "a",
                "levels": {
                    "x": {"name": names[1], "critical": ["s"], "services": ["t"]},
                    "y": {"name": names[2], "critical": ["t"]},
                },
                "moves": {"x -> y": {"handover": {"responsible": "a", "information": names[3]}}},
                "organisations": {
                    "a": {"name": names[3], "sector": "municipality"},
                    "b": {"name": names[2], "sector": "ngo"},
                },
                "services": {
                    "s": {"name": names[1], "tier": "basic", "organiser": "a"},
                    "t": {"name": names[2], "tier": "basic", "organiser": "b"},
                },
            }
        )
    )
    for view in ("handovers", "coverage-by-sector"):
        drawing = draw_chain(graph, view=view, page=page)
        said = "".join(line.text for one in drawing.picture.pages for box in one.boxes for line in box.lines)
        for name in names[1:] if view == "handovers" else names[1:3]:
            assert letters(name) in letters(said) or len(drawing.picture.pages) > 1


def test_a_row_with_a_first_cell_higher_than_the_page_goes_on() -> None:
    name = ("Erittäin pitkä nimi joka kuvaa moniammatillista ja monitoimijaista palvelukokonaisuutta " * 3)[:198]
    graph = graph_of(
        f"palveluketju: 1\nid: h\nname: Eritt\norganiser: alue\n"
        f"levels:\n  a: {{name: '{name}', critical: [n], services: [h]}}\n  b: {{name: '{name}', critical: [h]}}\n"
        "moves: {a -> b: {handover: {responsible: alue}}}\n"
        f"organisations:\n  alue: {{name: '{name}'}}\n  kunta: {{name: '{name}'}}\n"
        "services: {n: {name: N, organiser: alue}, h: {name: H, organiser: kunta}}\n"
    )
    for page in PAGES:
        drawing = draw_chain(graph, view="handovers", page=page)
        said = "".join(line.text for one in drawing.picture.pages for box in one.boxes for line in box.lines)
        assert letters(said).count(letters(name)) >= 4 or drawing.pages > 1


def test_a_line_of_a_long_word_costs_no_more_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    measured = measure._units

    def counting(text: str, *, bold: bool) -> int:
        nonlocal counted
        counted += len(text)
        return measured(text, bold=bold)

    monkeypatch.setattr(measure, "_units", counting)
    measure._measured.cache_clear()
    measure._parts.cache_clear()
    for word in ("W", "-", "a/", "a\u0323\u0331", "漢"):
        work = []
        for length in (500, 1000):
            counted = 0
            measure.broken.__wrapped__(word * length, 200.0, 9.0)
            work.append(counted)
        assert 0 < work[1] <= 2.2 * work[0]
