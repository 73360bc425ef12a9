"""Paragraphs as they are set: their lines, the signs at them, and where they are cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from counting import lines_executed
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.columns import divided
from palveluketju.drawing.typesetting.evenly import Edges, edges_of, evenly
from palveluketju.drawing.typesetting.items import SIZES, STEP, Item, Remark, Size, Sizes
from palveluketju.drawing.typesetting.measure import LEADING
from palveluketju.drawing.typesetting.setting import height_of, place, set_item, set_items, widths

TABLE = Sizes(18, 11, 10, gap=0.0)
WORDS = "neuvola ja kouluterveydenhuolto sekä opiskeluhuolto"


def item(**more: object) -> Item:
    return Item(WORDS, mark=MarkKind.SERVICE, after=(MarkKind.SHARED,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("framed", ["", "open"])
def test_a_block_cut_between_lines_has_the_same_lines_and_signs_in_its_parts(framed: str) -> None:
    whole = set_item(item(remark=Remark("PK101, PK102"), framed=framed), 110.0, TABLE)
    assert len(whole.lines) > 3
    room = whole.least + TABLE.body * LEADING
    here, rest = whole.cut(room)
    assert here is not None
    assert rest is not None
    assert here.height == pytest.approx(room)
    assert [line.text for line in (*here.lines, *rest.lines)] == [line.text for line in whole.lines]
    assert [mark.kind for mark in here.marks] == [MarkKind.SERVICE]
    assert [mark.kind for mark in rest.marks] == [MarkKind.SHARED, MarkKind.FINDING]
    assert rest.lines[0].y == pytest.approx(whole.lines[0].y)
    assert {mark.y > 0 for mark in rest.marks} == {True}
    assert whole.cut(whole.height) == (whole, None)
    assert whole.cut(whole.least - 1) == (None, whole)


def test_a_list_is_cut_until_nothing_is_left_in_any_room() -> None:
    rest = set_items([item(), Item(""), Item("toinen", size=Size.HEADING)], 90.0, SIZES[-1])
    lines = [line.text for block in rest for line in block.lines]
    assert divided(rest, 3.0) == ((), rest)
    found = []
    for _ in lines:
        here, rest = divided(rest, 3.0, some=True)
        found += [line.text for block in here for line in block.lines]
    assert (found, rest) == (lines, ())


def test_lines_of_one_size_stand_evenly_and_the_gap_is_of_the_sizes() -> None:
    table, board = (set_items([item(), item()], 90.0, sizes) for sizes in (TABLE, TABLE._replace(gap=0.5)))
    count = sum(len(block.lines) for block in table)
    assert height_of(table) == pytest.approx(count * TABLE.body * LEADING)
    assert height_of(board) - height_of(table) == pytest.approx(0.5 * TABLE.body)
    ys = [line.y for line in place(table, 0.0, 0.0).lines]
    assert {round(low - high, 6) for high, low in pairwise(ys)} == {TABLE.body * LEADING}


@pytest.mark.parametrize("size", Size)
def test_the_widths_of_a_paragraph_are_those_in_which_it_is_whole(size: Size) -> None:
    one = item(size=size, inset=2)
    least, natural = widths([one], TABLE)
    assert len(set_item(one, natural, TABLE).lines) == 1 < len(set_item(one, natural - 1, TABLE).lines)
    bare = replace(one, after=())
    assert set_item(one, least, TABLE).crowded == 0 < set_item(bare, widths([bare], TABLE).least - 1, TABLE).crowded
    assert set_item(one, natural, TABLE).reach <= natural
    assert set_item(one, natural, TABLE).lines[0].x == pytest.approx(3 * STEP * TABLE.of(size))


def test_a_paragraph_without_a_role_has_that_of_where_it_stands() -> None:
    blocks = set_items([Item("a"), Item("b", "quiet")], 90.0, TABLE)
    assert [line.role for line in place(blocks, 0.0, 0.0, "service").lines] == ["service", "quiet"]


WIDE = [*(400 + 350 * (place * place % 7) for place in range(11)), 9000]
"""How wide words are with the space behind them, in thousandths of their size; the last fills lines alone."""


def left_over(edges: Edges, ends: tuple[int, ...], width: float, size: float) -> float:
    """What speaks against lines that end there: a line more, and the squares of what all but the last leave over."""
    found = 0.0
    for start, end in pairwise((0, *ends)):
        room = width - (edges.ends[end - 1] - edges.begins[start]) * size / 1000
        if room < 0 and end > start + 1:
            return float("inf")
        found += (room * room if room > 0 and end < len(edges.ends) else 0.0) + 1
    return found


@pytest.mark.parametrize("width", [9.0, 33.3, 60.0, 84.25, 120.0, 1000.0])
def test_no_other_lines_of_a_text_are_more_even(width: float) -> None:
    for words in (WIDE, WIDE[:-1], WIDE[3:9], WIDE[:1]):
        edges = edges_of(words, [wide - 278 for wide in words])
        count = len(words)
        ways = ((*inner, count) for many in range(count) for inner in combinations(range(1, count), many))
        best = min(left_over(edges, way, width, 11.5) for way in ways)
        assert left_over(edges, tuple(evenly(edges, width, 11.5)), width, 11.5) == best


def test_few_lines_are_tried_that_leave_much_over() -> None:
    words = WIDE[:-1] * 8
    edges = edges_of(words, [wide - 278 for wide in words])
    assert lines_executed(evenly, edges, 400.0, 10.0) < 5 * len(words)
