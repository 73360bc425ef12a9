"""The stairs view: everything of a chain is on some page, nothing lies on another, nothing leaves its box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES
from palveluketju.checking import check_chain
from palveluketju.drawing.measure import ASCENT, DESCENT, text_width
from palveluketju.drawing.overlay import findings_of
from palveluketju.drawing.pages import PAGES, SMALLEST
from palveluketju.drawing.picture import Box, Connector, Mark, Page, Picture, TextLine
from palveluketju.drawing.stairs import stairs
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import load_chain
from palveluketju.model import Chain
from palveluketju.terms import LANGUAGES

NEARLY = 0.1


class Area(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Area) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > NEARLY and down > NEARLY

    def holds(self, other: Area, by: float = NEARLY) -> bool:
        return (
            self.left - by <= other.left
            and self.top - by <= other.top
            and other.right <= self.right + by
            and other.bottom <= self.bottom + by
        )


def box_area(box: Box) -> Area:
    return Area(box.x, box.y, box.x + box.width, box.y + box.height)


def line_area(line: TextLine) -> Area:
    width = text_width(line.text, line.size, bold=line.bold)
    assert abs(width - line.width) < NEARLY, line
    assert line.size >= SMALLEST, line
    return Area(line.x, line.y - line.size * ASCENT, line.x + width, line.y + line.size * DESCENT)


def mark_area(mark: Mark) -> Area:
    return Area(mark.x, mark.y, mark.x + mark.size, mark.y + mark.size)


def legs(connector: Connector) -> Iterator[Area]:
    """The straight parts of a connector."""
    for (a, b), (c, d) in pairwise(connector.points):
        assert abs(a - c) < NEARLY or abs(b - d) < NEARLY, connector
        yield Area(min(a, c), min(b, d), max(a, c), max(b, d))


def crosses(leg: Area, area: Area) -> bool:
    """Whether a line goes through an area, and not only along its edge."""
    across = leg.left < area.right - NEARLY and area.left + NEARLY < leg.right
    down = leg.top < area.bottom - NEARLY and area.top + NEARLY < leg.bottom
    return across and down


def assert_page(page: Page) -> None:
    whole = Area(0, 0, page.width, page.height)
    boxes = {box.id: box for box in page.boxes}
    assert len(boxes) == len(page.boxes), "two boxes of one id"
    loose = [line_area(line) for line in page.lines]
    loose += [line_area(line) for connector in page.connectors for line in connector.lines]
    texts = loose.copy()
    for box in page.boxes:
        area = box_area(box)
        assert whole.holds(area), box
        assert min(box.width, box.height) > 0, box
        for line in box.lines:
            assert area.holds(line_area(line)), (line, box.id, area)
            texts.append(line_area(line))
        for mark in box.marks:
            assert area.holds(mark_area(mark)), (mark, box.id, area)
            assert not any(mark_area(mark).overlaps(line_area(line)) for line in box.lines), (mark, box.id)
    for one, other in combinations(page.boxes, 2):
        if box_area(one).overlaps(box_area(other)):
            lower, upper = sorted((one, other), key=lambda box: box.layer)
            assert lower.layer < upper.layer, f"{one.id} lies on {other.id}"
            assert box_area(lower).holds(box_area(upper)), f"{upper.id} leaves {lower.id}"
            assert not any(line_area(line).overlaps(box_area(upper)) for line in lower.lines), f"{upper.id} on text"
    for one_text, other_text in combinations(texts, 2):
        assert not one_text.overlaps(other_text), (one_text, other_text, [c for c in page.connectors if c.lines])
    for area in (*loose, *map(mark_area, page.marks)):
        assert whole.holds(area), area
        held = [box.id for box in page.boxes if box_area(box).overlaps(area) and not box_area(box).holds(area)]
        assert not held, (area, held)
    for mark in page.marks:
        assert not any(mark_area(mark).overlaps(text) for text in texts), mark
    for connector in page.connectors:
        ends = [box_area(boxes[connector.start]), box_area(boxes[connector.end])]
        for (x, y), end in zip((connector.points[0], connector.points[-1]), ends, strict=True):
            assert end.holds(Area(x, y, x, y)), connector
        for leg in legs(connector):
            assert whole.holds(leg), connector
            assert not [text for text in texts if crosses(leg, text)], connector
            passed = [box for box in page.boxes if crosses(leg, box_area(box))]
            strange = [box.id for box in passed if not any(box_area(box).holds(end) for end in ends)]
            assert not strange, (connector, strange)


def plain(text: str) -> str:
    """A text without what breaking it into lines takes away or puts in."""
    return re.sub(r"[\s\u00ad-]", "", text)


def assert_whole(picture: Picture, graph: ChainGraph, lang: str) -> None:
    """Every level and every service that is offered stands on some page."""
    shown = "|".join(plain("".join(line.text for line in box.lines)) for page in picture.pages for box in page.boxes)
    for level in graph.levels():
        assert plain(graph.name(level, lang)) in shown, level
    for offer in graph.offers():
        name = offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang)
        assert plain(name) in shown, name
    for bar in graph.bars():
        assert plain(graph.name(bar, lang)) in shown, bar


def assert_geometry(picture: Picture, graph: ChainGraph, lang: str) -> None:
    assert picture.pages
    for page in picture.pages:
        assert_page(page)
    assert_whole(picture, graph, lang)


@cache
def compiled(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_chain_stands_on_every_page(path: Path, page: str, lang: str) -> None:
    graph = compiled(path)
    overlay = findings_of(check_chain(graph), lang) if lang == "fi" else None
    assert_geometry(stairs(graph, overlay, page=page, lang=lang), graph, lang)


COMPOUNDS = (
    "perusterveydenhuolto",
    "mielenterveyspalvelut",
    "erikoissairaanhoidonyhteistyöneuvottelukunnansihteeristö",
    "päihde-",
    "ja",
    "kasvatus-/perheneuvola",
    "Äkillinen",
    "👩‍⚕️",
    "😀😀",
    "x" * 60,
    "(ml.",
    "kuntoutus)",
    "–",
    "1.2",
)
NAMES = st.lists(st.sampled_from(COMPOUNDS), min_size=1, max_size=9).map(lambda words: " ".join(words)[:120].strip())
FEW = st.sampled_from((0, 1, 1, 2, 3, 4, 6, 9, 25))


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """A chain with up to 9 levels of up to 25 services, and everything else that the view shows."""
    count = draw(st.integers(1, 9))
    levels = [f"l{number}" for number in range(count)]
    names = draw(st.lists(NAMES, min_size=5, max_size=12))
    services = {f"s{number}": {"name": name} for number, name in enumerate(names)}
    services["s0"]["organiser"] = "muu"
    services["s1"]["organiser"] = draw(st.sampled_from(("oma", "muu")))

    def use() -> Any:
        service = draw(st.sampled_from(sorted(services)))
        return draw(
            st.sampled_from(
                (
                    service,
                    service,
                    {"service": service, "for": ["child", "parent"], "when": {"age": "..17"}},
                    {"service": service, "label": names[-1], "optional": True},
                    {"one-of": [service, "s2"], "chosen-by": {"open": names[0]}},
                    {"open": names[1]},
                )
            )
        )

    def level(number: int) -> dict[str, Any]:
        many = draw(FEW)
        found: dict[str, Any] = {
            "name": draw(NAMES),
            draw(st.sampled_from(("critical", "services"))): [use() for _ in range(many)],
        }
        if number and draw(st.integers(0, 4)) == 0:
            found["part-of"] = draw(st.sampled_from(levels[:number]))
        if draw(st.integers(0, 3)) == 0:
            found |= {"timing": names[2], "note": names[3], "carries": draw(st.sampled_from(levels))}
        return found

    ends = st.lists(st.sampled_from(levels), min_size=1, max_size=3, unique=True)
    doors = st.dictionaries(
        st.sampled_from(("a", "b", "c")), st.builds(lambda to, name: (to, name), ends, NAMES), max_size=3
    )
    pairs = [f"{a} -> {b}" for a in levels for b in levels if a != b]
    told = st.sampled_from(({}, {"criteria": names[0]}, {"when": {"age": "18.."}}, {"open": names[1]}))
    moves = draw(st.dictionaries(st.sampled_from(pairs), told, max_size=8)) if pairs else {}
    exchanges = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    spans = draw(st.lists(st.just({"open": names[2]}) | ends | st.none(), max_size=4))
    bars = {
        f"b{number}": {"name": draw(NAMES), "services": [use() for _ in range(draw(FEW))]}
        | ({"spans": span} if span else {})
        for number, span in enumerate(spans)
    }
    return Chain.model_validate(
        {
            "id": "ketju",
            "name": draw(NAMES),
            "status": "draft",
            "organiser": "oma",
            "order": draw(st.sampled_from(("ladder", "ladder", "path", "none"))),
            "organisations": {"oma": {"name": names[0]}, "muu": {"name": names[1]}},
            "services": services,
            "goals": {f"g{number}": {"text": draw(NAMES)} for number in range(draw(st.integers(0, 6)))},
            "levels": {name: level(number) for number, name in enumerate(levels)},
            "bars": bars,
            "entries": {key: {"name": name, "to": to} for key, (to, name) in draw(doors).items()},
            "exits": {key: {"name": name, "from": to} for key, (to, name) in draw(doors).items()},
            "moves": moves,
            "exchanges": {key: {"kind": "consultation"} for key in exchanges},
            "sources": [{"title": name} for name in names[:2]],
        }
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(chain=chains(), page=st.sampled_from(sorted(PAGES)), lang=st.sampled_from(LANGUAGES), marked=st.booleans())
def test_any_chain_stands_on_any_page(chain: Chain, page: str, lang: str, marked: bool) -> None:
    graph = compile_chain(chain)
    overlay = findings_of(check_chain(graph), lang) if marked else None
    assert_geometry(stairs(graph, overlay, page=page, lang=lang), graph, lang)


def test_the_same_chain_gives_the_same_picture() -> None:
    graph = compiled(FILES[0])
    overlay = findings_of(check_chain(graph), "fi")
    assert stairs(graph, overlay, lang="fi") == stairs(graph, overlay, lang="fi")
