"""What stairs and lanes have in common: which columns something spans, and what stands in a level's heading."""

from __future__ import annotations

from palveluketju.drawing.content.headings import Heading
from palveluketju.drawing.levels.spans import are_spanned, runs_of
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.graph import Node


def test_columns_that_something_spans_stand_together_where_nothing_parts_them() -> None:
    assert runs_of([True, True, False, True]) == [(0, 1), (3, 3)]
    assert runs_of([True, True, True], [True, False]) == [(0, 1), (2, 2)]
    assert runs_of([False, False]) == []


def test_a_step_is_spanned_with_its_whole() -> None:
    whole, step, other = (Node("level", name, ("levels", name)) for name in ("whole", "step", "other"))
    columns = [(whole, step), (other,)]
    assert are_spanned([whole], columns) == [True, False]
    assert are_spanned([step, other], columns) == [True, True]
    assert are_spanned([], columns) == [False, False]


def test_a_heading_says_where_it_stands_again_and_when_it_is() -> None:
    told = Heading("NEED LEVEL 1", "All", "in a week", (MarkKind.READING,))
    assert [item.text for item in told.items(again="continued")] == ["NEED LEVEL 1 (continued)", "All", "in a week"]
    assert [item.text for item in Heading("", "All").items()] == ["", "All"]
    assert told.items()[1].after == (MarkKind.READING,)
