"""Notes on moves: one number for one move, whichever view of a chain tells of it, on whichever page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from palveluketju import ChainGraph, compile_chain, draw_chain
from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.links import links_of
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.diagrams.moves import lines_of
from palveluketju.drawing.lanes.duty import ORGANISER
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.model import Chain

LONG = "kun asiakas ja työntekijä ovat yhdessä arvioineet, että tuki ei enää riitä"
NOTE = re.compile(r"(\d+)\) (.*?→ (?:\d )?\w+)")


def told(**moves: Any) -> ChainGraph:
    """A chain of four levels, each of another organiser, with what is told of its moves."""
    data: dict[str, Any] = {
        "id": "ketju",
        "name": "Ketju",
        "order": "path",
        "organisations": {key: {"name": key.upper()} for key in "klmn"},
        "services": {f"s{key}": {"name": f"Palvelu {key}", "organiser": key} for key in "klmn"},
        "levels": {
            "abcd"[place]: {"name": "ABCD"[place], "services": [{"service": f"s{key}", "producers": key}]}
            for place, key in enumerate("klmn")
        },
        "moves": {key.replace("_", " -> "): what for key, what in moves.items()},
    }
    return compile_chain(Chain.model_validate(data))


def notes(graph: ChainGraph, view: str, overlay: Overlay | None = None) -> dict[str, str]:
    """The moves by the numbers of their notes, in a picture or in the text of the graph view."""
    if view == "graph":
        texts = [item.text for item in lines_of(ChainWords(graph, overlay, "fi"))[1]]
    else:
        pages = draw_chain(graph, overlay, view=view, lang="fi").picture.pages
        boxes = [box for page in pages for box in page.boxes]
        lines = [line for page in pages for line in page.lines] + [line for box in boxes for line in box.lines]
        texts = [line.text for line in lines]
    return {found[1]: found[2] for text in texts if (found := NOTE.match(text))}


@pytest.mark.parametrize("view", ["stairs", "lanes", "lanes-by-producer", "graph"])
def test_a_note_has_its_number_in_every_view(view: str) -> None:
    handed = {"handover": {"responsible": "l", "information": LONG}}
    graph = told(d_a={"criteria": LONG}, a_b=handed, b_c={"criteria": LONG, **handed}, c_b={}, d_c={"criteria": LONG})
    every = {"1": "1 A → 2 B", "2": "2 B → 3 C", "3": "4 D → 1 A", "4": "4 D → 3 C"}
    found = notes(graph, view)
    assert {number: every[number] for number in found} == found
    assert "2" in found
    assert list(found) == sorted(found)


def test_what_is_laid_over_a_chain_changes_no_number() -> None:
    graph = told(a_b={}, b_c={"criteria": LONG}, c_d={"criteria": LONG})
    found = Overlay({("moves", "a -> b"): ("uusi",)}, "uusi")
    before, after = (notes(graph, "graph", overlay) for overlay in (None, found))
    assert before.items() < after.items()
    assert after["3"] == "1 A → 2 B"


def test_a_link_without_a_note_in_any_view_has_no_number() -> None:
    graph = told(a_b={}, b_c={"criteria": "x"}, c_d={"handover": {"document": "y"}})
    for words in (ChainWords(graph, None, "fi"), LaneWords(graph, None, "fi", ORGANISER)):
        numbers = {(str(link.start), str(link.end)): link.number for link in links_of(words)}
        assert numbers == {("a", "b"): 0, ("b", "c"): 1, ("c", "d"): 2}
