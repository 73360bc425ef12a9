"""What a report costs: counted work, and what is left undone."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from counting import lines_executed
from palveluketju import report
from palveluketju.documents import word_dots
from palveluketju.drawing.looks.theme import DEFAULT
from palveluketju.drawing.typesetting.font import FAMILY
from palveluketju.drawing.writers import png, svg
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.model import Chain
from palveluketju.telling import tell

LEVELS = {"a": {"name": "A", "critical": ["s"]}, "b": {"name": "B", "critical": ["s"]}}


def chain() -> ChainGraph:
    data = {"id": "k", "name": "K", "organiser": "o", "levels": LEVELS, "services": {"s": {"name": "S"}}}
    return compile_chain(Chain.model_validate(data | {"organisations": {"o": {"name": "O"}}}))


def test_that_a_report_is_drawn_with_the_collector_paused() -> None:
    was_on, seen = gc.isenabled(), []

    def look(graphs: tuple[ChainGraph, ...]) -> Iterator[ChainGraph]:
        for graph in graphs:
            seen.append(gc.isenabled())
            yield graph

    report(chain(), lang="fi").as_bytes(".html", drawing=look)
    assert seen == [False]
    assert gc.isenabled() is was_on


def test_that_a_service_is_put_into_words_once_where_it_is_offered() -> None:
    graph = chain()
    first, second = graph.offers()
    told = tell(graph, "fi")
    once = lines_executed(told.offer, first)
    assert lines_executed(told.offer, first) < once / 10
    assert told.offer(first).text == told.offer(second).text == "S"
    assert [line.tells[0].where for line in (told.offer(first), told.offer(second))] == [first.where, second.where]


def test_that_a_page_of_a_word_file_is_drawn_once_for_both_its_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    written, seen = svg.svg_text, []

    def noted(*given: object, **named: object) -> str:
        seen.append(written(*given, **named))  # type: ignore[arg-type]
        return seen[-1]

    def kept(page: png.PageOfDots, _: int) -> bytes:
        dotted.append(page.svg)
        return b""

    dotted: list[str] = []
    monkeypatch.setattr(svg, "svg_text", noted)
    monkeypatch.setattr(png, "svg_text", noted)
    monkeypatch.setattr(word_dots, "dots_of", kept)
    report(chain(), lang="fi").as_bytes(".docx")
    (page,) = seen
    assert dotted == [page.replace(svg.font_of(DEFAULT.font), svg.font_of(FAMILY))]
    assert dotted != seen
