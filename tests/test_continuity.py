"""What goes on, ends and begins for a client who moves on from level to level."""

from __future__ import annotations

import pytest

from counting import lines_executed
from palveluketju import compile_chain
from palveluketju.analyses import continuities
from palveluketju.graph import ChainGraph
from palveluketju.loading import load_chain_text
from palveluketju.model import State
from palveluketju.tables import REGISTERS

pytestmark = pytest.mark.quick

HEAD = "palveluketju: 1\nid: x\nname: X\n"
SERVICES = "services: {s: {name: S}, t: {name: T}, u: {name: U}, v: {name: V}, plan: {name: Plan, kind: document}}\n"


def graph(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(HEAD + text + SERVICES))


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in REGISTERS["continuity"](graph(text)).texts("en")]


def between(here: str, there: str, more: str = "") -> tuple[str, ...]:
    """What goes on, ends and begins between two levels."""
    ((_, _, *told),) = rows(f"levels:\n  a: {{name: A, {here}}}\n  b: {{name: B, {there}}}\n{more}")
    return tuple(told)


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ("critical: [s, t]", "services: [t, u]", ("T", "S", "U")),
        ("critical: [s, t]", "carries: a, critical: u", ("S, T", "", "U")),
        ("critical: [s, plan]", "critical: [s]", ("S", "", "")),
        ("critical: [{service: s, for: child}]", "critical: [{service: s, for: parent}]", ("", "S", "S")),
        ("critical: [{service: s, for: child}]", "critical: [s]", ("S", "", "")),
        (
            "critical: [{service: s, for: child}, {service: s, for: parent}]",
            "critical: [{service: s, for: parent}]",
            ("S", "", ""),
        ),
        ("critical: [{one-of: [s, t]}]", "critical: t", ("T", "S", "")),
        ("critical: s", "services: {open: Which}", ("open", "open: S", "open")),
        ("critical: s", "services: {unknown: Which}", ("not known", "not known: S", "not known")),
        ("critical: [s, t]", "critical: [t, {open: More}]", ("T", "open: S", "open")),
        ("critical: [t, {open: More}]", "critical: [t, u]", ("T", "open", "open: U")),
        ("critical: [s, {open: More}]", "critical: t", ("open", "S; other services: open", "open: T")),
        (
            "critical: [s, {open: More}]",
            "services: {unknown: Which}",
            ("open", "not known: S; other services: open", "not known"),
        ),
        ("critical: s", "note: Nothing", ("not stated", "not stated: S", "not stated")),
        ("critical: s", "critical: {not-applicable: None is needed}", ("", "S", "")),
        ("critical: s", "carries: {open: Which}, critical: t", ("open", "open: S", "T; other services: open")),
    ],
)
def test_what_goes_on_ends_and_begins(here: str, there: str, told: tuple[str, ...]) -> None:
    assert between(here, there) == told


@pytest.mark.parametrize(
    ("bar", "told"),
    [
        ("services: [s]", ("S", "", "U")),
        ("services: [s], spans: b", ("S", "", "U")),
        ("services: [s], spans: a", ("", "S", "U")),
        ("services: [u]", ("U", "S", "")),
        ("services: [v]", ("", "S", "U")),  # what lies across levels ends and begins nowhere
        ("services: [s], spans: {unknown: Where}", ("", "not known: S", "U")),
        ("services: [u], spans: {open: Where}", ("", "S", "open: U")),
        ("services: [s], spans: {not-applicable: Nowhere}", ("", "S", "U")),
        ("services: {open: Which}, spans: a", ("open", "S; other services: open", "open: U")),
        ("role: measurement, services: {open: Which}", ("", "S", "U")),
    ],
)
def test_what_a_bar_brings_goes_on(bar: str, told: tuple[str, ...]) -> None:
    assert between("critical: s", "critical: u", f"bars: {{bar: {{name: Bar, {bar}}}}}\n") == told


def test_bars_that_are_open_leave_it_open_what_ends() -> None:
    told = between("critical: s", "critical: u", "bars: {open: Which}\n")
    assert told == ("open", "open: S", "open: U")


def ends(text: str) -> list[str]:
    return [f"{row[0]}-{row[1]}" for row in rows(text)]


THREE = "levels: {a: {name: A, critical: s}, b: {name: B, critical: t}, c: {name: C, critical: u}}\n"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", ["A-B", "B-C"]),
        ("moves: {a -> c: {}, c -> a: {}}\n", ["A-B", "A-C", "B-C"]),
        ("moves: {a -> b: {not-applicable: Not so}}\n", ["B-C"]),
        ("order: path\nmoves: {c -> a: {}, b -> b: {}}\n", ["A-B", "B-C"]),
        ("order: none\nmoves: {a -> b: {}, c -> a: {}, c -> b: {kind: return}}\n", ["A-B", "C-A"]),
        ("order: {open: Which}\n", []),
    ],
)
def test_moves_forwards_by_order_or_declared(more: str, told: list[str]) -> None:
    assert ends(THREE + more) == told


PARTED = """order: path
levels:
  a: {name: A, services: s}
  a1: {name: A1, part-of: a, services: t}
  a2: {name: A2, part-of: a}
  b: {name: B}
  b1: {name: B1, part-of: b, services: u}
  c: {name: C, carries: b}
"""


def test_a_whole_is_left_from_its_last_step_and_what_it_lists_is_at_each() -> None:
    assert rows(PARTED) == [
        ("A1", "A2", "S", "T", ""),
        ("A2", "B1", "", "S", "U"),
        ("B1", "C", "U", "", ""),
    ]


def test_circles_of_parts_have_an_end() -> None:
    levels = "levels: {a: {name: A, part-of: b, services: s}, b: {name: B, part-of: a}, c: {name: C, services: t}}\n"
    assert isinstance(rows(levels + "moves: {a -> c: {}}\n"), list)


def test_a_record_names_the_moves_that_it_is_of() -> None:
    one, _ = continuities(graph(THREE + "moves: {a -> b: {criteria: Need grows}}\n"))
    assert ([str(way.where[1]) for way in one.ways], one.told) == (["a -> b"], State.NONE)
    assert [service.id for service in one.ends.services] == ["s"]


def test_the_register_has_words_in_each_language() -> None:
    table = REGISTERS["continuity"](graph(THREE))
    assert table.title("fi") == "Palvelujen jatkuminen tasolta toiselle"
    assert table.headings("sv")[2:] == (
        "Fortsätter",
        "Upphör (finns inte på nästa nivå)",
        "Börjar (finns inte på föregående nivå)",
    )


def test_the_work_grows_with_the_moves() -> None:
    def work(count: int) -> int:
        levels = ", ".join(f"l{n}: {{name: L{n}, services: [s, t, u]}}" for n in range(count))
        found = graph(f"order: path\nlevels: {{{levels}}}\n")
        return lines_executed(lambda: continuities(found))

    assert work(40) < 2.5 * work(20)
