"""Who holds the whole together, and what is offered and is no service, in the pictures and in words."""

from __future__ import annotations

from typing import Any

import pytest

from palveluketju.drawing import draw_chain
from palveluketju.drawing.picture.picture import MarkKind, Picture
from palveluketju.drawing.writers.plain import page_text
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.model import Chain
from palveluketju.reporting.chain import chain_text

WORKER = {"role": "omatyöntekijä", "organisation": {"unknown": "Kenen työntekijä?"}}


def chain(**more: Any) -> ChainGraph:
    """A chain of two levels with a service, instruments and documents."""
    data: dict[str, Any] = {
        "id": "x",
        "name": "X",
        "organiser": "oma",
        "organisations": {"oma": {"name": "Alue"}, "tiimi": {"name": "Yhteinen tiimi"}},
        "services": {
            "hoito": {"name": "Hoito", "organiser": "oma"},
            "icf": {"name": "ICF", "kind": "instrument", "organiser": "oma"},
            "mittari": {"name": "15D", "kind": "instrument", "organiser": "oma"},
            "suunnitelma": {"name": "Suunnitelma", "kind": "document", "organiser": "oma"},
        },
        "levels": {
            "a": {"name": "A", "services": ["icf", "hoito", "suunnitelma"], "critical": ["mittari"]},
            "b": {"name": "B", "services": [{"one-of": ["hoito", "icf"]}]},
        },
        **more,
    }
    return compile_chain(Chain.model_validate(data))


def boxes(picture: Picture, start: str) -> list[str]:
    """What stands in the boxes whose ids begin so, as one text each."""
    found = (box for page in picture.pages for box in page.boxes if box.id.startswith(start))
    return [" ".join(line.text for line in box.lines) for box in found if box.lines]


@pytest.mark.parametrize("view", ["stairs", "lanes"])
def test_who_holds_the_whole_together_is_drawn_once(view: str) -> None:
    graph = chain(coordination={"worker": WORKER, "plan": "Yhteinen suunnitelma", "team": "tiimi", "note": "Joskus"})
    drawing = draw_chain(graph, view=view, lang="fi")
    told = " ".join(boxes(drawing.picture, "coordination"))
    for said in (
        "Koordinointi",
        "omatyöntekijä",
        "Kenen työntekijä?",
        "Yhteinen suunnitelma",
        "Yhteinen tiimi",
        "Joskus",
    ):
        assert said in told
    assert told.count("Koordinointi") == 1
    marks = [mark.kind for page in drawing.picture.pages for box in page.boxes for mark in box.marks]
    assert MarkKind.UNKNOWN in marks
    assert MarkKind.UNKNOWN in dict(drawing.picture.legend)
    page = page_text(drawing.picture, drawing.picture.pages[0])
    assert page.count("Kenen työntekijä?") == 1


@pytest.mark.parametrize("view", ["stairs", "lanes"])
def test_what_is_not_told_of_it_is_not_drawn(view: str) -> None:
    assert not boxes(draw_chain(chain(), view=view, lang="fi").picture, "coordination")
    assert "coordination" not in draw_chain(chain(), view="graph", lang="fi").dot()


@pytest.mark.parametrize(("key", "mark"), [("open", MarkKind.OPEN), ("unknown", MarkKind.UNKNOWN)])
def test_an_open_one_is_drawn_as_open(key: str, mark: MarkKind) -> None:
    graph = chain(coordination={key: "Kuka?"})
    picture = draw_chain(graph, lang="fi").picture
    (box,) = [box for page in picture.pages for box in page.boxes if box.id == "coordination"]
    assert box.role == f"bar-{key}"
    assert [one.kind for page in picture.pages for box in page.boxes for one in box.marks if one.kind is mark]
    assert "Kuka?" in draw_chain(graph, view="graph", lang="fi").dot()
    assert "Kuka?" in draw_chain(graph, lang="fi").mermaid().split("  }\n", 1)[1]


def test_a_level_has_its_own() -> None:
    levels = {"a": {"name": "A", "coordination": {"team": "tiimi"}}, "b": {"name": "B"}}
    picture = draw_chain(chain(levels=levels), lang="fi").picture
    first, second = boxes(picture, "level-a")[-1], " ".join(boxes(picture, "level-b"))
    assert "Koordinointi tiimi: Yhteinen tiimi" in first
    assert "tiimi" not in second
    lanes = draw_chain(chain(levels=levels), view="lanes", lang="fi").picture
    assert boxes(lanes, "coordination") == ["Koordinointi", "1 A tiimi: Yhteinen tiimi"]
    assert "tiimi: Yhteinen tiimi" in draw_chain(chain(levels=levels), view="graph", lang="fi").dot().replace(
        "\\n", " "
    )


def test_rather_it_stands_on_a_later_page_than_that_a_level_goes_on_there() -> None:
    long = " ".join(f"Kuka {n}?" for n in range(60))
    levels = {
        name: {"name": name.upper(), "services": [{"service": "hoito", "label": f"Hoito {n}"} for n in range(10)]}
        for name in ("a", "b", "c")
    }
    graph = chain(levels=levels, order="ladder", coordination={"worker": {"unknown": long}, "plan": {"unknown": long}})
    picture = draw_chain(graph, lang="fi", page="16x9").picture
    names = [{box.id for box in page.boxes} for page in picture.pages]
    later = set().union(*names[1:])
    assert not any(name.startswith("level-") for name in later)


def test_instruments_and_documents_have_headings_of_their_own() -> None:
    picture = draw_chain(chain(), lang="fi").picture
    told = boxes(picture, "level-a-services")[0]
    parts = [
        "Palvelut",
        "Hoito",
        "Kriittiset arviointivälineet",
        "15D",
        "Arviointivälineet",
        "ICF",
        "Asiakirjat",
        "Suunnitelma",
    ]
    assert told == " ".join(parts)
    assert MarkKind.CRITICAL not in dict(picture.legend)
    # a choice between a service and an instrument stays together
    assert "Arviointivälineet" not in boxes(picture, "level-b-services")[0]
    shown = [line.strip() for line in chain_text(chain(), lang="fi")]
    places = [
        shown.index(line)
        for line in ("Kriittiset arviointivälineet", "Muut palvelut", "Arviointivälineet", "Asiakirjat")
    ]
    assert places == sorted(places)
    assert "Kriittiset palvelut" not in shown[: places[-1]]


def test_in_graphs_they_say_what_they_are() -> None:
    drawing = draw_chain(chain(), view="graph", lang="fi")
    assert "KRIITTINEN ARVIOINTIVÄLINE" in drawing.dot().replace("\\n", " ").upper()
    assert "15D #91;kriittinen arviointiväline#93;" in drawing.mermaid()
    assert "Suunnitelma #91;asiakirja#93;" in drawing.mermaid()
