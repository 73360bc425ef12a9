"""The audit of every view of every chain: what falls short is listed, and the list only gets shorter.

``geometry.json`` has, by view and chain, how much of what one picture has at most, over all pages and languages. A run
looks at one page in one language of each; ``--whole`` looks at all, and with ``--write-outputs`` takes out of the list
what is mended. It never writes more into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from chain_files import FILES, ROOT
from geometry import OPEN, Area, Kind, audit, counted, faults, heads_of
from palveluketju import compile_chain, draw_chain, draw_workspace, load_workspace
from palveluketju.drawing import CHAIN_VIEWS, WORKSPACE_VIEWS
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Box, Connector, Mark, MarkKind, Page, Picture, TextLine
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.model import Chain
from palveluketju.terms import LANGUAGES
from strategies import chains

LIST = Path(__file__).with_name("geometry.json")
VIEWS = [view for view in CHAIN_VIEWS if view != "graph"]  # Graphviz lays out the graph view
FOLDERS = ("chains/uusimaa", "chains/pohjois-pohjanmaa", "chains")
SHEETS = tuple(product(PAGES, LANGUAGES))
Most = dict[str, int]


@cache
def workspace(folder: str) -> WorkspaceGraph:
    return compile_workspace(load_workspace([ROOT / folder]))


@cache
def graphs() -> dict[str, ChainGraph]:
    loaded = load_workspace(FILES)
    found = [compile_chain(file.chain, also_declared=file.declared) for file in loaded.files if file.chain]
    return {graph.chain.id: graph for graph in found}


def drawn(graph: ChainGraph, view: str, page: str, lang: str, number: int = 0) -> Picture | None:
    """A view of a chain; of what is around a level, where it has one."""
    if view != "neighbourhood":
        return draw_chain(graph, view=view, page=page, lang=lang).picture
    levels = graph.levels()
    if not levels:
        return None
    return draw_chain(graph, view=view, page=page, lang=lang, element=levels[number % len(levels)].id).picture


def pictures(view: str, number: int, *, whole: bool) -> Iterator[tuple[str, str, Picture]]:
    """One view of every chain, or folder, on one sheet or on all, with the chain's id and the sheet."""
    of_chains = view in VIEWS
    for place, name in enumerate(graphs() if of_chains else FOLDERS):
        sheets = SHEETS if whole else (SHEETS[(place * 4 + number * 7) % len(SHEETS)],)
        for page, lang in sheets:
            if of_chains:
                picture = drawn(graphs()[name], view, page, lang, place)
            else:
                picture = draw_workspace(workspace(name), view=view, page=page, lang=lang).picture
            if picture is not None:
                yield name, f"{page} {lang}", picture


def listed() -> dict[str, dict[str, Most]]:
    found: dict[str, dict[str, Most]] = json.loads(LIST.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("view", [*VIEWS, *WORKSPACE_VIEWS])
def test_no_more_is_wrong_than_is_listed(view: str, request: pytest.FixtureRequest) -> None:
    whole = request.config.getoption("--whole")
    known = listed().get(view, {})
    most: dict[str, Most] = {}
    more = []
    for name, sheet, picture in pictures(view, [*VIEWS, *WORKSPACE_VIEWS].index(view), whole=whole):
        found = audit(picture)
        for kind, count in counted(found).items():
            here = most.setdefault(name, {})
            here[kind] = max(count, here.get(kind, 0))
            if count > known.get(name, {}).get(kind, 0):
                more.append((name, sheet, [fault for fault in found if fault.kind.name == kind][:3]))
    assert not more
    if whole and request.config.getoption("--write-outputs"):
        every = {**listed(), view: most}
        shown = {view: dict(sorted(found.items())) for view, found in sorted(every.items()) if found}
        LIST.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    elif whole:
        assert most == known, "something is mended: write the list anew with --whole --write-outputs"


def test_the_list_has_only_what_is_still_open() -> None:
    kinds = {Kind[kind] for found in listed().values() for most in found.values() for kind in most}
    assert kinds <= OPEN


@given(chains())
@settings(max_examples=12, deadline=None)
def test_nothing_is_out_of_place_in_views_of_any_chain(chain: Chain) -> None:
    graph = compile_chain(chain)
    for number, view in enumerate(VIEWS):
        page, lang = SHEETS[(number * 7 + len(graph.levels())) % len(SHEETS)]
        picture = drawn(graph, view, page, lang)
        assert picture is None or not faults(picture), (view, page, lang)


# --- the audit itself ---------------------------------------------------------------------------------------------


def text(x: float, y: float, words: str = "Neuvola", size: float = 9) -> TextLine:
    return TextLine(x, y, words, text_width(words, size), size, "text")


def picture(*pages: Page, legend: tuple[tuple[MarkKind | str, str], ...] = ()) -> Picture:
    return Picture("x", "stairs", "en", "X", (), pages, legend)


def kinds_of(*pages: Page, legend: tuple[tuple[MarkKind | str, str], ...] = ()) -> set[Kind]:
    return {fault.kind for fault in audit(picture(*pages, legend=legend))}


BOX, BESIDE = Box("a", 10, 10, 50, 20, "service"), Box("b", 100, 10, 40, 20, "service")
ARROW = Connector("c", ((60, 20), (100, 20)), "forward", "a", "b")
EXPLAINED: tuple[tuple[MarkKind | str, str], ...] = (("forward", "need grows"),)


def page(
    boxes: tuple[Box, ...] = (),
    connectors: tuple[Connector, ...] = (),
    lines: tuple[TextLine, ...] = (),
    **more: object,
) -> Page:
    told = text(10, 95, "need grows") if connectors else text(10, 95, "foot")
    return Page(200, 100, boxes, connectors, (*lines, told), **more)  # type: ignore[arg-type]


def test_a_picture_in_order_has_no_fault() -> None:
    assert not audit(picture(page((BOX, BESIDE), (ARROW,), (text(10, 50),)), legend=EXPLAINED))


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Kind.SMALL, page(lines=(text(10, 50, size=8),))),
        (Kind.SMALL, Page(960, 540, lines=(text(10, 50, size=11),))),
        (Kind.MEASURED, page(lines=(TextLine(10, 50, "Neuvola", 12, 9, "text"),))),
        (Kind.TEXT_ON_TEXT, page(lines=(text(10, 50), text(30, 52)))),
        (Kind.TEXT_ON_LINE, page((BOX, BESIDE), (ARROW,), (text(62, 23, "N"),))),
        (Kind.TEXT_ON_HEAD, page((BOX, BESIDE), (ARROW,), (text(93, 27.5, "N"),))),
        (Kind.TEXT_ON_BOX, page((BOX,), lines=(text(40, 22),))),
        (Kind.MARK, page((BOX,), marks=(Mark(55, 12, 8, MarkKind.OPEN),))),
        (Kind.TRACK, page((BOX, BESIDE), (ARROW, Connector("d", ((60, 21), (100, 21)), "forward", "a", "b")))),
        (Kind.WAY, page((BOX, BESIDE), (Connector("c", ((60, 20), (100, 50)), "forward", "a", "b"),))),
        (Kind.WAY, page((BOX, BESIDE), (Connector("c", ((10, 20), (100, 20)), "forward", "b", "b"),))),
        (Kind.OUTSIDE, page((Box("a", 180, 10, 50, 20, "service"),))),
        (Kind.OUTSIDE, page((Box("a", 10, 10, 20, 20, "service", lines=(text(12, 22),)),))),
        (Kind.BOXES, page((BOX, Box("b", 40, 15, 50, 20, "service")))),
        (Kind.BOXES, page((BOX, Box("a", 100, 15, 50, 20, "service")))),
        (Kind.UNEXPLAINED, page((BOX, BESIDE), (ARROW,))),
        (Kind.UNEXPLAINED, page((Box("a", 10, 10, 50, 20, "open"),))),
        (Kind.UNEXPLAINED, page(marks=(Mark(10, 40, 8, MarkKind.SHARED),))),
        (Kind.NOTE, page((BOX, BESIDE), (ARROW,), (text(10, 50, "1) A → B: when"),))),
    ],
)
def test_the_audit_sees_what_is_wrong(kind: Kind, wrong: Page) -> None:
    assert kind in kinds_of(wrong)


def test_the_audit_sees_a_legend_that_says_too_much_or_on_one_page_only() -> None:
    assert kinds_of(page(), legend=(("open", "foot"),)) == {Kind.UNUSED}
    whole = page((BOX, BESIDE), (ARROW,))
    bare = Page(200, 100, (BOX,))
    assert not kinds_of(whole, legend=EXPLAINED)
    assert kinds_of(whole, bare, legend=EXPLAINED) == {Kind.UNEXPLAINED}


def test_a_number_is_looked_up_in_the_notes_of_all_pages() -> None:
    label = text(70, 16, "1)")
    numbered = Connector("c", ARROW.points, "forward", "a", "b", lines=(label,))
    first, notes = (
        page((BOX, BESIDE), (numbered,)),
        page((), (), (text(10, 50, "1) A → B: when"), text(10, 80, "need grows"))),
    )
    assert kinds_of(first, legend=EXPLAINED) == {Kind.NOTE}
    assert not kinds_of(first, notes, legend=EXPLAINED)


def test_an_arrow_has_its_head_at_its_end_and_an_exchange_at_both() -> None:
    (head,) = heads_of(ARROW)
    assert head.right == 100
    assert head.holds(Area(95, 19, 99, 21))
    assert len(list(heads_of(Connector("c", ARROW.points, "exchange", "a", "b")))) == 2
