"""Views that have nothing to show say what is missing; pictures in words say nothing twice, and no label alone."""

from __future__ import annotations

import re
from itertools import product, zip_longest
from pathlib import Path

import pytest

from chain_files import FILES
from palveluketju import compile_chain, draw_chain, load_chain
from palveluketju.drawing import CHAIN_VIEWS, WORKSPACE_VIEWS, draw_workspace
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.writers.plain import page_text
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.source import parse_source
from palveluketju.terms import title

HEAD = "palveluketju: 1\nid: k\nname: K\n"
WITHOUT_LEVELS = f"{HEAD}levels: {{}}\n"
ONE_LEVEL = f"{HEAD}levels: {{a: {{name: A}}}}\n"
WITH_SERVICE = f"{HEAD}levels: {{a: {{name: A, services: [s]}}}}\nservices: {{s: {{name: S}}}}\n"
CATALOGUE = "palveluketju-catalogue: 1\nname: L\n"
NATIVE_VIEWS = tuple(view for view in CHAIN_VIEWS if view != "graph")


def graph_of(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(text))


def said_on(picture: Picture) -> str:
    return "\n".join(page_text(picture, page) for page in picture.pages)


@pytest.mark.parametrize("view", [view for view in NATIVE_VIEWS if view != "neighbourhood"])
def test_a_chain_without_levels_says_so_in_every_view(view: str) -> None:
    graph = graph_of(WITHOUT_LEVELS)
    for lang, said in (("fi", "Ketjun tasot puuttuvat"), ("sv", "Kedjans nivåer saknas")):
        assert said in said_on(draw_chain(graph, view=view, lang=lang).picture)
    assert "Ketjun tasot puuttuvat" in draw_chain(graph, view="graph", lang="fi").dot()


@pytest.mark.parametrize(
    ("view", "bare", "served"),
    [
        ("stairs", "NEED LEVEL 1: A\n  Services: not stated", "- S"),
        ("lanes", "Organiser not stated", "- S"),
        ("lanes-by-producer", *["No producer is stated for any service"] * 2),
        ("coverage-by-tier", "Tier: not stated: Not stated", "Tier: not stated: S"),
        ("coverage-by-sector", "Sector: not stated: Not stated", "Sector: not stated: S"),
        ("handovers", *["No move is known to cross a border"] * 2),
        ("network", "Who acts in the chain is not stated", "Organiser: not stated"),
        ("neighbourhood", "Connections: not stated", "A – S: service"),
    ],
)
def test_a_view_of_a_chain_that_says_little_tells_what_it_lacks(view: str, bare: str, served: str) -> None:
    for text, said in ((ONE_LEVEL, bare), (WITH_SERVICE, served)):
        element = "a" if view == "neighbourhood" else ""
        assert said in said_on(draw_chain(graph_of(text), view=view, element=element, lang="en").picture)


def test_who_acts_is_said_to_be_missing_only_where_nobody_is_named() -> None:
    organised = f"{WITH_SERVICE}organiser: o\norganisations: {{o: {{name: O}}}}\n"
    assert "Who acts" not in said_on(draw_chain(graph_of(organised), view="network", lang="en").picture)
    open_level = graph_of(ONE_LEVEL.replace("name: A", "name: A, services: {open: Mikä?}"))
    assert "Services: not stated" not in said_on(draw_chain(open_level, lang="en").picture)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("matrix", "No entries"),
        ("workspace", "No entries"),
        ("steering", "Steering: not stated"),
        ("strategy", "Strategy: not stated"),
        ("work", "Work and decisions: not stated"),
    ],
)
def test_a_view_of_several_chains_with_nothing_to_show_says_so(view: str, said: str) -> None:
    assert view in WORKSPACE_VIEWS
    for texts in ((), (CATALOGUE,), (CATALOGUE, ONE_LEVEL)):
        workspace = compile_workspace(
            join_sources([parse_source(text, name=f"a/{at}.yaml") for at, text in enumerate(texts)])
        )
        told = "share nothing with others" if view == "workspace" and ONE_LEVEL in texts else said
        assert told in said_on(draw_workspace(workspace, view=view, lang="en").picture)


# --- pictures in words ----------------------------------------------------------------------------------------------


def assert_said_once(picture: Picture) -> None:
    """No line says again the line before it, no label has nothing after it, and no way has the name of its end."""
    connections = f"{title('connections', picture.lang)}:"
    for page in picture.pages:
        lines = page_text(picture, page).splitlines()
        for before, line, after in zip_longest(["", *lines[:-1]], lines, lines[1:], fillvalue=""):
            assert not line or line != before
            if line.endswith(":") and line != connections:
                assert after.strip().startswith("- "), line
            way = re.fullmatch(r"- (?P<start>.+) -> (?P<end>[^:]+(?:: [^:]+)?): (?P<said>.+)", line)
            assert not way or way["said"] not in (way["start"], way["end"]), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chain_in_words_says_each_thing_once(path: Path) -> None:
    graph = compile_chain(load_chain(path))
    for view in NATIVE_VIEWS:
        element = graph.levels()[0].key if view == "neighbourhood" else ""
        assert_said_once(draw_chain(graph, view=view, element=element).picture)


SMALL = """palveluketju: 1
id: tuki
name: {fi: Tuen ketju}
organiser: alue
entries: {itse: {kind: self, to: kevyt}}
levels:
  kevyt: {name: Kevyt tuki, critical: [neuvonta]}
  raskas: {name: Raskas tuki, services: [hoito]}
bars: {neuvonta: {name: Neuvonta, services: [neuvonta]}}
organisations: {alue: {name: Alue}}
services: {neuvonta: {name: Neuvonta, organiser: alue}, hoito: {name: Hoito, organiser: alue}}
"""


def test_a_way_in_says_into_which_level_it_leads() -> None:
    picture = draw_chain(graph_of(SMALL), lang="en").picture
    assert_said_once(picture)
    lines = said_on(picture).splitlines()
    assert lines[lines.index("Entries: 1 Kevyt tuki") + 1] == "  - itse (own contact)"
    assert "- Entries: 1 Kevyt tuki" in lines
    assert lines[lines.index("Neuvonta") + 1].startswith("  - Neuvonta")
    assert lines.count("Services by level · Alue") == 1


@pytest.mark.parametrize(("view", "page"), list(product(("stairs",), ("a4", "16x9"))))
def test_what_goes_on_names_its_level(view: str, page: str) -> None:
    ways = "".join(
        f"  e{at}: {{name: Tuloreitti {at} lähete, kind: referral, to: [kevyt, raskas]}}\n" for at in range(40)
    )
    text = SMALL.replace("entries: {itse: {kind: self, to: kevyt}}\n", f"entries:\n{ways}")
    picture = draw_chain(graph_of(text), view=view, page=page, lang="en").picture
    later = [line for one in picture.pages[1:] for line in page_text(picture, one).splitlines()]
    for level in ("1 Kevyt tuki", "2 Raskas tuki"):
        assert f"  Entries: {level} (continued)" in later
    assert "  Entries (continued)" not in later
