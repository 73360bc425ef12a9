"""Hand-overs as a picture: which arrows somebody has written, which are undecided or follow from the order."""

from __future__ import annotations

import pytest

from palveluketju import compile_chain, draw_chain
from palveluketju.drawing.picture.picture import Picture
from palveluketju.loading import load_chain_text
from palveluketju.terms import LANGUAGES, term

CHAIN = """
palveluketju: 1
id: x
name: X
organiser: county
order: path
levels:
  one: {name: Ykkönen, services: light}
  two: {name: Kakkonen, services: heavy}
  three: {name: Kolmonen, services: light}
MOVES
organisations: {county: {name: County, sector: wellbeing-services-county}}
services:
  light: {name: Light, tier: basic, organiser: county}
  heavy: {name: Heavy, tier: specialised, organiser: county}
"""


def picture_of(moves: str, lang: str = "en") -> Picture:
    graph = compile_chain(load_chain_text(CHAIN.replace("MOVES", moves)))
    return draw_chain(graph, view="handovers", lang=lang).picture


def arrows(picture: Picture) -> list[tuple[str, str]]:
    return [(one.role, one.title) for page in picture.pages for one in page.connectors]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_move_by_the_order_of_levels_is_quiet_and_the_legend_says_why(lang: str) -> None:
    picture = picture_of("moves: {one -> two: {}}", lang)
    assert arrows(picture) == [("forward", term("onward", lang)), ("by-order", term("by-order", lang))]
    assert dict(picture.legend)["by-order"] == term("by-order", lang)


def test_the_legend_says_nothing_of_the_order_where_each_move_is_written() -> None:
    picture = picture_of("moves: {one -> two: {}, two -> three: {}}")
    assert {role for role, _ in arrows(picture)} == {"forward"}
    assert "by-order" not in dict(picture.legend)


@pytest.mark.parametrize(
    ("told", "role", "word"), [("open", "open", "open"), ("unknown", "unknown", "not-known")], ids=["open", "not known"]
)
def test_a_move_that_is_to_be_decided_or_found_out_is_marked_so(told: str, role: str, word: str) -> None:
    picture = picture_of(f"moves: {{one -> two: {{{told}: Do they go?}}, two -> one: {{handover: {{within: Now}}}}}}")
    first, back, _ = arrows(picture)
    assert first == (role, f"onward: {term(word, 'en')}")
    assert back == ("back", "return")
    assert dict(picture.legend)[role] == term(word, "en")
