"""What stands around every view is made in one place: heading, legend, foot, notes and page numbers are alike."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from palveluketju import compile_chain, draw_chain
from palveluketju.drawing import CHAIN_VIEWS
from palveluketju.drawing.frame.foot import foot_blocks, is_long, page_number, short_foot
from palveluketju.drawing.frame.heading import heading
from palveluketju.drawing.frame.legend import drawn_legend, legend_height
from palveluketju.drawing.frame.notes import set_notes
from palveluketju.drawing.picture.pages import MARGIN, PAGES, SMALLEST
from palveluketju.drawing.picture.picture import LINE, MarkKind, Picture
from palveluketju.drawing.typesetting.items import SIZES, Item
from palveluketju.drawing.typesetting.setting import height_of
from palveluketju.graph import ChainGraph
from palveluketju.model import Chain

VIEWS = [view for view in CHAIN_VIEWS if view != "graph"]  # Graphviz lays out the graph view
A4 = PAGES["a4"]
LEGEND = ((MarkKind.OPEN, "open"), *((f"role-{number}", "what it means " * 2) for number in range(9)))


def made(**data: Any) -> ChainGraph:
    levels = {name: {"name": name.upper(), "services": [{"service": "s"}]} for name in "ab"}
    whole = {"id": "k", "name": "K", "order": "path", "levels": levels, "services": {"s": {"name": "S"}}, **data}
    return compile_chain(Chain.model_validate(whole))


def drawn(graph: ChainGraph, view: str, page: str = "a4") -> Picture:
    element = "a" if view == "neighbourhood" else ""
    return draw_chain(graph, view=view, page=page, lang="fi", element=element).picture


@pytest.mark.parametrize("view", VIEWS)
def test_under_the_name_of_a_chain_one_line_says_what_is_shown_of_whom_and_which_day(view: str) -> None:
    organisations = {"oma": {"name": "Oma alue"}}
    graph = made(status="draft", dated="2026-01-31", organiser="oma", organisations=organisations)
    name, under = sorted(drawn(graph, view).pages[0].lines, key=lambda line: (line.y, line.x))[:2]
    assert (name.text, name.x, name.bold) == ("K", MARGIN, True)
    shown, dated, whose = under.text.split(" · ")[:3]
    assert shown
    assert (dated, whose) == ("Luonnos 31.1.2026", "Oma alue")
    assert (under.x, under.role) == (MARGIN, "quiet")


@pytest.mark.parametrize("view", ["stairs", "handovers"])
def test_the_number_of_a_page_stands_in_the_margin_and_nothing_else_does(view: str) -> None:
    levels = {f"l{number}": {"name": f"Taso {number}"} for number in range(14 if view == "handovers" else 2)}
    ways = [f"{one} -> {following}" for one, following in pairwise(levels)]
    moves = {way: {"handover": {"document": "Lähete"}} for way in ways}
    sources = [{"title": f"Laki numero {number}"} for number in range(90)]
    pages = drawn(made(levels=levels, moves=moves, sources=sources), view).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        below = [line for line in page.lines if line.y > A4.height - MARGIN + 1]
        assert [line.text for line in below] == [f"{number}/{len(pages)}"]
        assert below[0].x + below[0].width == pytest.approx(A4.width - MARGIN)
    assert not page_number(A4, 1, 1)


def test_rows_of_a_legend_are_about_as_long_as_each_other_and_in_the_middle() -> None:
    width = 400.0
    told = drawn_legend(LEGEND, {"role-1"}, MARGIN, 100.0, width, SMALLEST)
    rows: dict[float, list[float]] = {}
    for line in told.lines:
        rows.setdefault(line.y, []).append(line.x + line.width)
    assert len(rows) > 1
    assert len(rows) == round(legend_height(LEGEND, width, SMALLEST) / (1.45 * SMALLEST))
    ends = [max(row) - MARGIN for row in rows.values()]
    assert all(width / 2 < end <= width + 0.01 for end in ends)
    sample = next(box for box in told.boxes if box.role == "role-1")
    frame = next(box for box in told.boxes if box.role == "role-2")
    assert (sample.height, sample.width) == (LINE, frame.width)
    assert sample.width > 20, "dashes and a head are seen"
    assert [mark.kind for mark in told.marks] == ["open"]
    assert not legend_height((), width, SMALLEST)


def test_a_foot_that_is_long_is_cut_and_says_so() -> None:
    text = "Lähteet: " + "; ".join(f"Laki numero {number}" for number in range(200))
    assert is_long(text, A4)
    (short,) = short_foot(text, A4)
    assert short.height < 0.12 * A4.height < height_of(foot_blocks(text, A4))
    assert short.lines[-1].text.endswith(" …")
    assert short_foot("Lähteet: Laki", A4) == foot_blocks("Lähteet: Laki", A4)


def test_a_heading_is_smaller_on_a_further_page() -> None:
    first, again = (heading("Nimi", (), "", 300, SIZES[0], again=again) for again in (False, True))
    assert len(first) == len(again) == 1, "an empty line has no room"
    assert first[0].height > again[0].height


def test_notes_stand_in_columns_where_they_need_them() -> None:
    notes = [Item(f"{number}) " + "mitä siirtyy " * 12) for number in range(6)]
    found = set_notes(notes, A4.width - 2 * MARGIN, SIZES[-1], "fi").within()
    assert len(found.columns) > 1
    assert sum(len(column) for column in found.columns) == len(notes)
    assert len(set_notes(notes[:1], A4.width - 2 * MARGIN, SIZES[-1], "fi").within().columns) == 1
