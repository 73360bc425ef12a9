"""The ways of lines: tracks, ports, crossings, and layouts of boxes in layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import lines_executed
from geometry import crossings
from palveluketju.drawing.routing.depths import depths
from palveluketju.drawing.routing.gutters import Layout, laid_out
from palveluketju.drawing.routing.layers import Line, Spot, inversions
from palveluketju.drawing.routing.ports import Ports, around, free_place, taken
from palveluketju.drawing.routing.tracks import in_tracks, in_turn
from palveluketju.drawing.routing.ways import Place, card_ways

_ENDS = st.integers(0, 60).map(float)
_SPANS = st.lists(st.tuples(_ENDS, _ENDS).map(lambda two: (min(two), max(two))), max_size=14)


@given(_SPANS)
def test_what_meets_is_on_tracks_in_its_order_and_no_track_is_left_out(spans: list[tuple[float, float]]) -> None:
    tracks = in_tracks(spans, 2)
    for place, ((low, high), track) in enumerate(zip(spans, tracks, strict=True)):
        met = [
            other
            for (start, end), other in zip(spans[:place], tracks, strict=False)
            if start < high + 2 and low < end + 2
        ]
        assert track == 1 + max(met, default=-1)


@given(st.lists(st.integers(0, 9), max_size=20))
def test_inversions_are_pairs_in_the_wrong_order(values: list[int]) -> None:
    assert inversions(values) == sum(one > other for one, other in combinations(values, 2))


def test_a_port_is_the_first_place_that_is_free_or_the_freest() -> None:
    ports = Ports([10])
    assert taken([10, 14, 20], 5, [ports]) == 20
    assert taken([21, 16, 12], 5, [ports]) == 16, "nothing is free: 16 is 4 from 20, 21 is 1, 12 is 2"
    both = Ports([40])
    assert taken([31, 38, 50], 5, [ports, both]) == 31
    assert both.free(31, 5) == 0
    ports.add(60, "line")
    assert (ports.free(60, 5), ports.free(60, 5, "line")) == (0, 5), "a line does not stand in its own way"


def test_where_nothing_is_free_nothing_is_taken() -> None:
    ports = Ports([10])
    assert free_place(around(10, 2, 6, 18), 5, [ports]) == 16
    assert free_place(around(10, 2, 6, 18), 5, [ports]) is None
    assert [free_place([place], 1, [ports]) for place in (6, 10, 16)] == [6, None, None], "only 16 was taken"
    assert list(around(4, 2, 3, 9)) == [4, 6, 8]
    assert list(around(1, 2, 2, 6)) == [3, 5], "that which is wished is no place itself"


@given(st.permutations(range(5)), st.permutations(range(5)))
def test_lines_that_go_one_way_do_not_cross_but_where_they_must(starts: Sequence[int], ends: Sequence[int]) -> None:
    onwards = [(one, 20 + end) for one, end in zip(starts, ends, strict=True)]
    for ways in (onwards, [(end, start) for start, end in onwards]):
        tracks = in_turn(ways, 1)
        for (one, track), (other, beside) in combinations(zip(ways, tracks, strict=True), 2):
            must = (one[0] - other[0]) * (one[1] - other[1]) < 0
            assert _crossings((one, track), (other, beside)) == must


def _crossings(*lines: tuple[Sequence[float], int]) -> int:
    """How often two lines cross that come in from one side, turn on their tracks, and go out at the other."""
    count = 0
    for (one, track), (other, beside) in (lines, lines[::-1]):
        low, high = sorted(one)
        count += (track > beside and low < other[1] < high) + (track < beside and low < other[0] < high)
    return count


def test_a_line_that_goes_out_in_several_places_reaches_to_all() -> None:
    assert in_turn([(5, 9, 1), (2, 3), (7, 8)], 1) == [1, 2, 0], "it is beside both"


def card(column: int, top: float, order: int, row: int = 0) -> Place:
    starts = tuple(124.0 + 126 * number for number in range(4))
    return Place(0, row, column, order, (starts[column], top, 100, 40), starts, 100)


def test_arrows_between_cards_turn_without_crossing_where_they_need_not() -> None:
    places = {"a": card(0, 0, 0), "b": card(0, 50, 1), "c": card(2, 0, 2), "d": card(3, 0, 3)}
    leads = {("b", "d"): ("B", "D"), ("a", "c"): ("A", "C")}
    ways = card_ways(places, leads, 500)
    assert len(ways) == 2
    assert not crossings(ways)


def test_an_arrow_without_a_track_has_no_way() -> None:
    places = {f"from {number}": card(0, 50 * number, number) for number in range(5)}
    places |= {f"to {number}": card(1, 300 + 50 * number, 5 + number) for number in range(5)}
    leads = {(f"from {number}", f"to {number}"): ("", "") for number in range(5)}
    assert len(card_ways(places, leads, 900)) == 3
    assert len(card_ways(places, dict.fromkeys(list(leads)[:3], ("", "")), 900)) == 3


def layout(ties: Sequence[tuple[str, str]], layers: dict[str, int], label: tuple[float, float] = (0, 0)) -> Layout:
    spots = [Spot(name, layer, 90, 30) for name, layer in layers.items()]
    return laid_out(spots, [Line(f"{one} {other}", one, other, "link", label) for one, other in ties])


def on_one_track(found: Layout) -> list[tuple[str, str]]:
    """The lines that run along each other nearer than 2 points."""
    legs = [(name, *leg) for name, points in found.lines.items() for leg in pairwise(points)]
    same = []
    for (one, *leg), (other, *beside) in combinations(legs, 2):
        for along, across in ((0, 1), (1, 0)):
            straight = leg[0][across] == leg[1][across] and beside[0][across] == beside[1][across]
            low = max(min(end[along] for end in two) for two in (leg, beside))
            high = min(max(end[along] for end in two) for two in (leg, beside))
            if one != other and straight and high - low > 6 and abs(leg[0][across] - beside[0][across]) < 2:
                same.append((one, other))
    return same


@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 3), st.integers(0, 4)), max_size=12))
def test_no_two_lines_run_on_one_track(joined: set[tuple[int, int, int, int]]) -> None:
    ties = [(f"{a}.{b}", f"{c}.{d}") for a, b, c, d in sorted(joined) if a != c]
    layers = {end: int(end[0]) for tie in ties for end in tie}
    if layers:
        assert not on_one_track(layout(ties, layers))
        assert not on_one_track(layout(ties, layers, (40, 11)))


def test_lines_of_one_box_do_not_cross() -> None:
    found = layout([("a", f"b{n}") for n in range(6)], {"a": 0, **{f"b{n}": 1 for n in range(6)}})
    legs = [leg for points in found.lines.values() for leg in pairwise(points)]
    level = [(y, min(x, end), max(x, end)) for (x, y), (end, other) in legs if y == other]
    upright = [(x, min(y, end), max(y, end)) for (x, y), (other, end) in legs if x == other]
    crossings = [1 for y, left, right in level for x, top, bottom in upright if left < x < right and top < y < bottom]
    assert len(upright) >= 4
    assert not crossings


def ladder(count: int) -> None:
    """Two layers whose boxes are each joined to three."""
    ties = [(f"a{n}", f"b{(n * 7 + step) % count}") for n in range(count) for step in range(3)]
    layout(ties, {f"{side}{n}": place for place, side in enumerate("ab") for n in range(count)})


def star(count: int) -> None:
    """One box that is joined to all others."""
    layout([("a", f"b{n}") for n in range(count)], {"a": 0, **{f"b{n}": 1 for n in range(count)}})


@pytest.mark.parametrize("shape", [ladder, star])
def test_the_work_of_a_layout_grows_about_as_what_is_laid_out(shape: Callable[[int], None]) -> None:
    few, many = lines_executed(shape, 40), lines_executed(shape, 160)
    assert many < 4 * 1.7 * few


def test_a_layer_is_behind_all_that_lead_to_it_but_for_what_a_circle_comes_back_to() -> None:
    assert depths({"a": [], "b": ["a"], "c": ["a", "b"], "d": ["d"]}) == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert depths({"a": ["b"], "b": ["c"], "c": ["a"]}) == {"c": 0, "b": 1, "a": 2}


def test_a_way_of_thousands_has_as_many_layers() -> None:
    over = {str(n): [str(n - 1)] if n else [] for n in reversed(range(2000))}
    assert depths(over)["1999"] == 1999
