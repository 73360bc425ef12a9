"""What a chain tells of time, and what can be added of it."""

from __future__ import annotations

import pytest

from counting import lines_executed
from palveluketju import compile_chain
from palveluketju.graph import ChainGraph
from palveluketju.loading import load_chain_text
from palveluketju.tables import REGISTERS, Word, registers

pytestmark = pytest.mark.quick

HEAD = "palveluketju: 1\nid: x\nname: X\norder: path\nservices: {s: {name: S}}\n"
LEVELS = """levels:
  a: {name: A, kind: phase, timing: 2..3 wk, critical: s}
  a1: {name: A1, kind: step, part-of: a, timing: 4 h}
  a2: {name: A2, kind: step, part-of: a}
  b: {name: B, kind: phase, timing: 3 kk, critical: s}
"""


def graph(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(HEAD + text))


def ways(text: str) -> dict[str, tuple[str, ...]]:
    """The rows of ways by what they are called: shortest, longest, situation, what cannot be added."""
    return {row[0]: row[2:] for row in REGISTERS["way-times"](graph(text)).texts("en")}


def test_each_time_is_told_in_the_order_of_the_file() -> None:
    table = REGISTERS["times"](
        graph(
            LEVELS
            + "entries: {e: {name: E, to: a, handover: {within: {value: 28 d, from: Lähete, basis: law}}}}\n"
            + "moves:\n"
            + "  a2 -> b: {handover: {within: 2..3 d}}\n"
            + '  b -> a: {handover: {within: {open: "Kuinka pian?"}}}\n'
            + "exits: {o: {name: O, from: b, handover: {within: Heti}}}\n"
        )
    )
    assert table.texts("fi") == (
        ("A", "ajoitus ja kesto", "2–3 viikkoa", "14", "21", "voidaan laskea", "", ""),
        ("A1", "ajoitus ja kesto", "4 tuntia", "0", "1", "voidaan laskea", "", ""),
        ("B", "ajoitus ja kesto", "3 kk", "84", "93", "voidaan laskea", "", ""),
        ("E: vastuun siirto", "aikaraja", "28 päivää", "0", "28", "voidaan laskea", "laki", "Lähete"),
        ("A2 -> B: vastuun siirto", "aikaraja", "2–3 päivää", "2", "3", "voidaan laskea", "", ""),
        ("B -> A: vastuun siirto", "aikaraja", "ratkaisematta: Kuinka pian?", "", "", "ratkaisematta", "", ""),
        ("O: vastuun siirto", "aikaraja", "Heti", "", "", "ei voida laskea", "", ""),
    )
    assert table.column("shortest")[:3] == (14, 0, 84)


def test_what_has_no_upper_end_says_so() -> None:
    table = REGISTERS["times"](graph("levels: {a: {name: A, timing: 2.. wk, critical: s}}\n"))
    assert table.texts("en")[0][2:6] == ("at least 2 weeks", "14", "", "no upper limit")


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ("", ("98", "114", "computable", "")),
        ("moves: {a2 -> b: {handover: {within: 7 d}}}\n", ("98", "121", "computable", "")),
        ("moves: {a -> b: {handover: {within: 7 d}}}\n", ("98", "121", "computable", "")),
        ("moves: {a2 -> b: {handover: {within: 7..10 d}}}\n", ("105", "124", "computable", "")),
        ("moves: {a2 -> b: {handover: {within: 2.. d}}}\n", ("100", "", "no upper limit", "")),
        ("moves: {a2 -> b: {handover: {within: {not-applicable: ei}}}}\n", ("98", "114", "computable", "")),
        ("moves: {a2 -> b: {handover: {not-applicable: ei}}}\n", ("98", "114", "computable", "")),
        ("moves: {a2 -> b: {criteria: K}}\n", ("98", "114", "computable", "")),
        ("moves: {a2 -> b: {handover: {document: D}}}\n", ("", "", "not computable", "A2 -> B: hand-over: time limit")),
        (
            "moves: {a2 -> b: {handover: {within: Heti}}}\n",
            ("", "", "not computable", "A2 -> B: hand-over: time limit"),
        ),
        ("moves: {a2 -> b: {handover: {open: Kuka}}}\n", ("", "", "not computable", "A2 -> B: hand-over")),
        (
            "moves: {a2 -> b: {handover: {within: {value: 7 d, from: Lähete}}}}\n",
            ("", "", "not computable", "A2 -> B: hand-over: time limit: counted from"),
        ),
        ("moves: {a2 -> b: {unknown: Miten}}\n", ("", "", "not computable", "A2 -> B")),
        (
            "moves: {a2 -> b: {handover: {within: {unknown: K}}}}\n",
            ("", "", "not computable", "A2 -> B: hand-over: time limit"),
        ),
        ("moves: {a2 -> b: {open: Miten}}\n", ("", "", "not computable", "A2 -> B")),
        (
            "moves: {a2 -> b: {not-applicable: ei}, a -> b: {not-applicable: ei}}\n",
            ("", "", "not computable", "A -> B"),
        ),
        (
            "moves: {a -> b: {handover: {within: 7 d}}, a2 -> b: {handover: {within: 7 d}}}\n",
            ("", "", "not computable", "A2 -> B: hand-over"),
        ),
    ],
)
def test_the_levels_of_a_path_are_added_with_their_hand_overs(moves: str, told: tuple[str, ...]) -> None:
    assert ways(LEVELS + moves) == {"in the chain's order": told}


def test_what_keeps_a_sum_from_being_made_is_named() -> None:
    text = LEVELS.replace("timing: 3 kk", "timing: {value: 3 kk, from: Leikkaus}")
    assert ways(text)["in the chain's order"][2:] == ("not computable", "B: timing: counted from")
    assert ways(LEVELS.replace(", timing: 3 kk", ""))["in the chain's order"][2:] == ("not computable", "B: timing")


def test_no_sum_is_looked_for_where_no_level_says_how_long_it_lasts() -> None:
    text = LEVELS.replace("timing: 3 kk", "timing: Kauan").replace("timing: 2..3 wk", "timing: {open: Kuinka kauan}")
    assert not ways(text)


OPTIONAL = """levels:
  a: {name: A, kind: phase, timing: 2..3 wk, critical: s}
  b: {name: B, kind: phase, timing: 5 d, critical: s, optional: true}
  c: {name: C, kind: phase, timing: 1 wk, critical: s}
"""


def test_an_optional_level_may_take_no_time() -> None:
    assert ways(OPTIONAL)["in the chain's order"][:3] == ("21", "33", "computable")
    handed = OPTIONAL + "moves: {a -> b: {handover: {within: 1..2 d}}}\n"
    assert ways(handed)["in the chain's order"][:3] == ("21", "35", "computable")
    past = OPTIONAL + "moves: {a -> c: {handover: {within: 60 d}}}\n"
    assert ways(past)["in the chain's order"][:3] == ("", "", "not computable")


def test_steps_of_steps_lead_on() -> None:
    nested = """levels:
  a: {name: A, kind: phase, timing: 2 wk, critical: s}
  a1: {name: A1, kind: step, part-of: a}
  a11: {name: A11, kind: step, part-of: a1}
  b: {name: B, kind: phase, timing: 1 wk, critical: s}
moves: {%s -> b: {handover: {within: 2..3 d}}}
"""
    for start in ("a", "a1", "a11"):
        assert ways(nested % start)["in the chain's order"][:3] == ("23", "24", "computable")


def test_a_client_path_is_added_level_by_level() -> None:
    moves = "moves: {b -> a: {handover: {within: 1 vk}}, a -> b: {handover: {within: {value: 2 vk, basis: aim}}}}\n"
    paths = "paths: {p: {name: P, levels: [a, b, a]}, q: {name: Q, levels: [a, a1]}, r: {name: R, services: s}}\n"
    told = ways(LEVELS + moves + paths)
    assert told["P"] == ("112", str(2 * 21 + 93 + 7 + 14), "computable", "")
    assert told["Q"] == ("", "", "not computable", "A1: part of")
    assert "R" not in told


def test_a_path_that_the_chain_does_not_allow_has_no_sum() -> None:
    told = ways(LEVELS + "paths: {p: {name: P, levels: [b, a]}}\n")
    assert told["P"][2:] == ("not computable", "moves: B -> A")


def test_ladders_are_not_added() -> None:
    text = LEVELS + "paths: {p: {name: P, levels: [b, a]}}\n"
    found = compile_chain(load_chain_text(HEAD.replace("path", "ladder") + text))
    assert [row[0] for row in REGISTERS["way-times"](found).texts("en")] == ["P"]


def test_sums_and_times_are_registers_of_a_chain() -> None:
    found = registers(graph(LEVELS), lang="sv")
    assert found["way-times"].texts() == (("i kedjans ordning", "A -> B", "98", "114", "kan beräknas", ""),)
    assert found["times"].column("what") == (Word("timing"),) * 3


def test_the_work_grows_with_the_levels() -> None:
    def work(levels: int) -> int:
        names = [f"l{number}" for number in range(levels)]
        rows = "".join(f"  {name}: {{name: N, timing: 2 wk, critical: s}}\n" for name in names)
        found = graph(f"levels:\n{rows}paths: {{p: {{name: P, levels: [{', '.join(names)}]}}}}\n")
        return lines_executed(lambda: (REGISTERS["times"](found), REGISTERS["way-times"](found)))

    assert work(160) < 2.5 * work(80)


def test_a_move_that_is_not_there_is_named_by_its_levels() -> None:
    text = "  c: {name: C, timing: 1 wk, critical: s}\npaths: {p: {name: P, levels: [a, c]}}\n"
    assert ways(LEVELS + text)["P"] == ("", "", "not computable", "moves: A -> C")
