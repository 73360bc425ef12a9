"""What is laid over a picture: findings, a selection, the difference of two versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from palveluketju import ChainGraph, check_chain, compile_chain, draw_chain, load_chain
from palveluketju.drawing import CHAIN_VIEWS, changes, chosen
from palveluketju.drawing.picture import MarkKind

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def child() -> ChainGraph:
    return compile_chain(load_chain(ROOT / "chains/uusimaa/lastensuojelun-ennaltaehkaisy.yaml"))


def test_the_answer_to_a_question_is_marked(child: ChainGraph) -> None:
    answer = child.levels_offering("lastensuojelun-sosiaalityo")
    drawing = draw_chain(child, chosen(answer, "fi"), lang="fi")
    assert drawing.svg().count(">valittu<") >= len(answer)
    assert "avohuolto" in drawing.text()
    assert ">valittu<" not in draw_chain(child, lang="fi").svg()


def test_the_difference_of_two_versions_is_marked_and_told(child: ChainGraph) -> None:
    levels = dict(child.chain.levels)
    gone = levels.pop("sijoitus")
    first = next(iter(levels))
    levels[first] = levels[first].changed(name="Uusi nimi")
    after = compile_chain(child.chain.changed(levels=levels))
    overlay = changes(child.chain, after, "fi")
    assert overlay.words["levels", first] == ("muutettu",)
    drawing = draw_chain(after, overlay, lang="fi")
    assert "muutettu" in drawing.svg()
    assert gone.name.text("fi") in drawing.text()
    assert "jätetty pois" in drawing.text()


@pytest.mark.parametrize("view", CHAIN_VIEWS)
def test_findings_can_be_laid_over_any_view(child: ChainGraph, view: str) -> None:
    report = check_chain(child)
    element = "kevyt-avopalvelu" if view == "neighbourhood" else ""
    drawing = draw_chain(child, report, view=view, element=element)
    assert "PK304" in drawing.text()
    if view in ("stairs", "graph"):
        assert "PK304" in (drawing.graph_dot or drawing.svg())
    elif view != "handovers":
        marks = [mark for page in drawing.picture.pages for box in page.boxes for mark in box.marks]
        assert any(mark.kind is MarkKind.FINDING for mark in marks)
