"""The ways of lines: tracks, ports, crossings, and layouts of boxes in layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import lines_executed
from palveluketju.drawing.routing.depths import depths
from palveluketju.drawing.routing.gutters import Layout, laid_out
from palveluketju.drawing.routing.layers import Line, Spot, inversions
from palveluketju.drawing.routing.ports import Ports, taken
from palveluketju.drawing.routing.tracks import in_tracks

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
