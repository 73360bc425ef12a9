"""Criteria are one or several: one by itself is told and written as ever, several apart from each other."""

from __future__ import annotations

import pytest

from palveluketju import compile_chain
from palveluketju.describing import describe
from palveluketju.drawing import draw_chain
from palveluketju.graph import ChainGraph
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain
from palveluketju.reporting.chain import chain_text
from palveluketju.tables import registers

TEXT = """\
palveluketju: 1
id: k
name: Ketju
order: path
levels:
  a:
    name: Alku
    critical:
      - {{service: s, for: child, criteria: {criteria}}}
      - {{one-of: [t, u], criteria: {criteria}}}
  b: {{name: Jatko, services: [s], optional: true}}
  c: {{name: Loppu, services: [s]}}
entries: {{sisaan: {{name: Sisään, to: a, criteria: {criteria}}}}}
exits: {{ulos: {{name: Ulos, from: b, chain: muu, at-age: 18.., criteria: {criteria}}}}}
moves: {{a -> b: {{when: {{age: ..17}}, criteria: {criteria}}}, b -> b: {{}}}}
target-group: {{exclude: [Muut, {{name: Aikuiset, chain: muu}}, {{name: Lapset, level: a}}]}}
segments: {{ryhma: {{name: Ryhmä, criteria: {criteria}}}}}
services: {{s: {{name: Eka}}, t: {{name: Toka}}, u: {{name: Kolmas}}}}
"""
SEVERAL = "[Kuume nousee, {fi: Kunto heikkenee, sv: Konditionen försämras}]"


def graph_of(criteria: str) -> ChainGraph:
    return compile_chain(load_chain_text(TEXT.format(criteria=criteria)))


def outputs(graph: ChainGraph) -> dict[str, str]:
    drawing = draw_chain(graph, lang="fi")
    boxes = [" ".join(line.text for line in box.lines) for page in drawing.picture.pages for box in page.boxes]
    return {
        "text": "\n".join(chain_text(graph, lang="fi", full=True)),
        "description": "\n".join(describe(graph, "fi")),
        "picture": "\n".join(boxes),
        "mermaid": drawing.mermaid(),
        "dot": drawing.dot(),
        "yaml": graph.chain.to_yaml(),
        **{name: table.to_csv() for name, table in registers(graph, lang="fi").items()},
    }


def test_a_list_of_one_prints_and_writes_as_one_does() -> None:
    one, listed = outputs(graph_of("Kuume nousee")), outputs(graph_of("[Kuume nousee]"))
    assert one == listed
    assert "criteria: Kuume nousee\n" in one["yaml"]


def test_several_are_told_apart() -> None:
    told = outputs(graph_of(SEVERAL))
    for name in ("text", "description"):
        assert "Eka (lapselle; Kuume nousee; Kunto heikkenee)" in told[name]
        assert told[name].casefold().count("kuume nousee; kunto heikkenee") >= 5
    assert "Kuume nousee; Kunto heikkenee" in told["picture"]
    assert "Ulos (vähintään 18 vuotta): Kuume nousee; Kunto heikkenee" in told["picture"]
    assert "Kuume nousee; Kunto heikkenee" in told["mermaid"].replace("#59;", ";")


@pytest.mark.parametrize("criteria", ["Kuume nousee", SEVERAL, '{open: "Millä perusteella?"}', "{not-applicable: Ei}"])
def test_what_is_written_reads_back_the_same(criteria: str) -> None:
    chain = graph_of(criteria).chain
    again = load_chain_text(chain.to_yaml())
    assert again == chain
    assert isinstance(again, Chain)


def test_no_criteria_are_an_error_of_one_sentence() -> None:
    with pytest.raises(ValueError, match="The text is empty"):
        graph_of('[Kuume nousee, ""]')


def test_the_register_of_ways_has_every_way_with_its_grounds() -> None:
    table = registers(graph_of(SEVERAL), lang="en")["ways"]
    both = "Kuume nousee; Kunto heikkenee"
    assert table.headings() == ("Way", "Name", "From", "To", "Kind", "For whom", "Criteria")
    assert [[*row[:4], *row[6:]] for row in table.texts()] == [
        ["way in", "Sisään", "", "Alku", both],
        ["move", "", "Alku", "Jatko", both],
        ["move", "", "Alku", "Loppu", ""],  # past an optional level: nobody is asked for a reason
        ["move", "", "Jatko", "Loppu", "not stated"],
        ["move", "", "Jatko", "Jatko", ""],
        ["out of the chain", "Ulos", "Jatko", "muu", both],
        ["not for", "Muut", "", "", ""],
        ["not for", "Aikuiset", "", "muu", ""],
        ["not for", "Lapset", "", "Alku", ""],
    ]
