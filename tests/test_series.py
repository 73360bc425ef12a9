"""Pictures that stand together have text of one size: the largest that each of them has room for."""

from __future__ import annotations

import io
import math
import re
import zipfile
from pathlib import Path

import pytest

from documents import ROOT
from palveluketju import ChainGraph, compile_chain, draw_chain, load_chain, load_workspace, report
from palveluketju.cli import main
from palveluketju.documents import word_dots
from palveluketju.drawing import CHAIN_VIEWS, Drawing
from palveluketju.drawing.picture.pages import PAGES, PageSize
from palveluketju.drawing.series import in_series
from palveluketju.drawing.stairs.view import stairs
from palveluketju.drawing.writers.png import PageOfDots, dots_of

SMALL, CROWDED = "chains/published/neet-kanta-hame.yaml", "chains/published/muistisairas-etela-pohjanmaa.yaml"


def compiled(name: str) -> ChainGraph:
    return compile_chain(load_chain(ROOT / name))


@pytest.mark.parametrize("view", [view for view in CHAIN_VIEWS if view not in ("graph", "neighbourhood")])
def test_text_is_no_larger_than_what_is_asked_for(view: str) -> None:
    graph = compiled(SMALL)
    free = draw_chain(graph, view=view).picture
    assert free.text_size == 0 or free.text_size > 10
    bound = draw_chain(graph, view=view, text_size=10).picture
    assert bound.text_size <= 10
    assert len(bound.pages) <= len(free.pages)


def test_the_least_size_of_a_page_holds_whatever_is_asked_for() -> None:
    assert draw_chain(compiled(SMALL), text_size=1).picture.text_size == PAGES["a4"].least
    assert draw_chain(compiled(SMALL), page="16x9", text_size=1).picture.text_size == PAGES["16x9"].least
    with pytest.raises(KeyError, match="a5"):
        stairs(compiled(SMALL), page="a5")
    assert stairs(compiled(SMALL), page=PageSize(842, 595, most=11)).text_size == 11


def test_only_those_with_larger_text_are_drawn_a_second_time() -> None:
    asked: list[tuple[str, float]] = []

    def drawn(name: str, text_size: float) -> Drawing:
        asked.append((name, text_size))
        return draw_chain(compiled(name), text_size=text_size)

    first = draw_chain(compiled(SMALL)).picture.text_size
    sizes = in_series([SMALL, CROWDED, SMALL], drawn, lambda _, drawing: drawing.picture.text_size)
    assert sizes == [9, 9, 9]
    assert asked == [(SMALL, math.inf), (CROWDED, first), (SMALL, 9), (SMALL, 9)]
    assert in_series([], drawn, lambda name, _: name) == []


def test_pictures_of_a_folder_and_of_a_report_are_a_series(tmp_path: Path) -> None:
    for name in (SMALL, CROWDED):
        (tmp_path / Path(name).name).write_bytes((ROOT / name).read_bytes())
    assert main(["draw", str(tmp_path), "-o", f"{tmp_path}/pictures/"]) in (0, 1)
    small = next((tmp_path / "pictures").glob("neet*.svg")).read_text(encoding="utf-8")
    alone = draw_chain(compiled(SMALL)).svg()
    assert max(sizes_of(small)) < max(sizes_of(alone))
    html = report(load_workspace([tmp_path])).as_bytes(".html").decode()
    assert f'font-size="{max(sizes_of(alone)):g}"' in alone
    assert f'font-size="{max(sizes_of(alone)):g}"' not in html


def test_of_pictures_for_word_each_page_is_made_of_dots_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (SMALL, CROWDED):
        (tmp_path / Path(name).name).write_bytes((ROOT / name).read_bytes())
    made: list[str] = []

    def counted(page: PageOfDots, dots_per_inch: int) -> bytes:
        made.append(page.svg)
        return dots_of(page, dots_per_inch // 8)

    monkeypatch.setattr(word_dots, "dots_of", counted)
    with zipfile.ZipFile(io.BytesIO(report(load_workspace([tmp_path])).as_bytes(".docx"))) as packed:
        shown = sorted(packed.read(name).decode() for name in packed.namelist() if name.endswith(".svg"))
    assert sorted(re.sub(r'font-family="[^"]+"', "", svg) for svg in made) == [
        re.sub(r'font-family="[^"]+"', "", svg) for svg in shown
    ]


def sizes_of(svg: str) -> set[float]:
    return {float(size) for size in re.findall(r'font-size="([\d.]+)', svg)}
