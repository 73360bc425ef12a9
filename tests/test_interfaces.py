"""Interfaces: what an agreement covers, what may be an interface service, and what is found once for two."""

from __future__ import annotations

import datetime

import pytest
from click.testing import CliRunner

from palveluketju import ChainGraph, check_chain, compile_chain
from palveluketju.analyses import (
    InterfaceService,
    PointKind,
    covers_chain,
    in_force,
    integration_points,
    interface_services,
)
from palveluketju.checking import RETIRED_CHECKS, RULES, check_workspace
from palveluketju.commands import palveluketju
from palveluketju.drawing.content.marks import Marks
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.graph import compile_workspace
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import Interface, Organisation, State, absence_text, repeated_organisations
from palveluketju.reporting.tables import register_text
from palveluketju.source import parse_source
from palveluketju.terms import LANGUAGES

DAY = datetime.date(2026, 6, 1)
HEAD = "palveluketju: 1\nid: x\nname: X\norganiser: o\n"
PARTS = """
organisations:
  o: {name: O, sector: wellbeing-services-county}
  p: {name: P, sector: municipality}
  unit: {name: Unit, part-of: p}
services: {a: {name: A, organiser: o}, b: {name: B, organiser: p}, c: {name: C, organiser: unit}, d: {name: D}}
segments: {s: {name: S}, t: {name: T}, u: {name: U}}
areas: {whole: {name: W}, part: {name: A, part-of: whole}, place: {name: B, part-of: part}, other: {name: C}}
"""
LEVELS = "levels: {k: {name: K, critical: [a, b, c]}}\n"


def graph_of(text: str, parts: str = PARTS, head: str = HEAD) -> ChainGraph:
    return compile_chain(load_chain_text(head + text + parts), day=DAY)


def records(text: str, **parts: str) -> dict[tuple[str, str], InterfaceService]:
    return {(str(one.element), str(one.other)): one for one in interface_services(graph_of(text, **parts))}


def declared(scope: str, chain: str = "") -> tuple[ChainGraph, Interface]:
    graph = graph_of(f"{chain}{LEVELS}interfaces: {{i: {{between: [o, p], agreement: Yes, contact: p{scope}}}}}\n")
    return graph, graph.chain.interfaces["i"]


@pytest.mark.parametrize(
    ("scope", "chain", "expected"),
    [
        ("", "", State.THERE),
        (", processes: [Something]", "", State.THERE),
        (", segments: s", "target-group: {segments: [s]}\n", State.THERE),
        (", segments: [s, t]", "target-group: {segments: [s]}\n", State.THERE),
        (", segments: s", "target-group: {segments: [s, t]}\n", State.POSSIBLE),
        (", segments: s", "target-group: {segments: t}\n", State.NONE),
        (", segments: s", "", State.POSSIBLE),
        (", segments: s", "target-group: {open: Who?}\n", State.POSSIBLE),
        (", segments: s", "target-group: {segments: {open: Which?}}\n", State.POSSIBLE),
        (", segments: {open: Which?}", "target-group: {segments: t}\n", State.POSSIBLE),
        (", segments: {not-applicable: All}", "target-group: {segments: t}\n", State.THERE),
        (", chains: [x, y]", "", State.THERE),
        (", chains: y", "", State.NONE),
        (", chains: {open: Which?}", "", State.POSSIBLE),
        (", areas: part", "area: place\n", State.THERE),
        (", areas: part", "area: whole\n", State.POSSIBLE),
        (", areas: part", "area: [part, other]\n", State.POSSIBLE),
        (", areas: part", "area: other\n", State.NONE),
        (", areas: part", "", State.POSSIBLE),
        (", areas: part, segments: s", "area: place\ntarget-group: {segments: t}\n", State.NONE),
        (", areas: part, segments: s", "area: place\n", State.POSSIBLE),
    ],
)
def test_an_agreement_covers_what_its_scope_says(scope: str, chain: str, expected: State) -> None:
    graph, interface = declared(scope, chain)
    assert covers_chain(graph, interface) is expected
    record = next(one for one in interface_services(graph) if one.element.id == "b")
    assert record.agreement is (State.NOT_STATED if expected is State.NONE else expected)
    assert record.contact is record.agreement
    assert bool(record.without) is (expected is State.NONE)


def test_what_is_agreed_for_a_chain_may_hold_for_its_variant() -> None:
    base = HEAD + LEVELS + "interfaces: {i: {between: [o, p], chains: x, agreement: Yes}}\n" + PARTS
    sources = [parse_source(base, name="x"), parse_source("palveluketju: 1\nid: y\nvariant-of: x\nname: Y\n", name="y")]
    graph = compile_chain(join_sources(sources).chain("y"))
    assert covers_chain(graph, graph.chain.interfaces["i"]) is State.POSSIBLE


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", State.THERE),
        (", valid-from: 2026-06-01, valid-until: 2026-06-01", State.THERE),
        (", valid-from: 2026-06-02", State.NONE),
        (", valid-until: 2026-05-31", State.NONE),
        (", valid-from: {open: When?}", State.POSSIBLE),
        (", valid-until: {open: Until when?}", State.THERE),
        (", status: retired", State.NONE),
    ],
)
def test_an_agreement_counts_on_the_day(told: str, expected: State) -> None:
    graph, interface = declared(told)
    assert in_force(graph, interface) is expected
    record = next(one for one in interface_services(graph) if one.element.id == "b")
    assert record.agreement is (State.NOT_STATED if expected is State.NONE else expected)
    assert record.contact is State.THERE  # who is called is told, also when what was agreed has ended


@pytest.mark.parametrize(
    ("told", "across"),
    [("", True), (", chains: x", True), (", chains: y", False), (", valid-until: 2026-05-31", False)],
)
def test_a_hand_over_rests_on_what_takes_in_the_chain_and_is_in_force(told: str, across: bool) -> None:
    text = "levels: {k: {name: K, critical: [a]}, l: {name: L, critical: [b]}}\n"
    graph = graph_of(text + f"interfaces: {{i: {{between: [o, p], agreement: Yes{told}}}}}\n")
    point = next(one for one in integration_points(graph) if one.kind is PointKind.HAND_OVER)
    assert point.interfaces == (("i",) if across else ())


def test_a_draft_is_a_possible_agreement() -> None:
    graph, _ = declared(", status: draft")
    assert {record.agreement for record in interface_services(graph)} == {State.POSSIBLE}


def test_an_agreement_with_the_house_is_one_with_its_unit() -> None:
    found = records(LEVELS + "interfaces: {i: {between: [o, p], agreement: Yes}}\n")
    assert {key: record.agreement for key, record in found.items()} == {
        ("b", "p"): State.THERE,
        ("c", "unit"): State.THERE,
    }


def test_a_counterpart_is_found_once_for_all_its_units() -> None:
    found = [one for one in check_chain(graph_of(LEVELS)).findings if one.code in ("PK401", "PK405")]
    assert [one.code for one in found] == ["PK401"]
    assert found[0].what == (
        "The chain relies on organisation 'P' for services 'B' and 'C', but neither an agreement in force nor a contact"
        " is described."
    )
    assert found[0].mend == "Describe an interface between organisations 'o' and 'p' with 'agreement:' and 'contact:'."
    assert {code: half.what.rsplit(", ")[-1] for code, half in found[0].halves.items()} == {
        "PK401": "but no agreement in force is described.",
        "PK402": "but no contact is described.",
    }


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fi", "Ketju tarvitsee organisaatiota ”P” (palvelut ”B” ja ”C” ja palkki ”R”)"),
        ("sv", "Kedjan är beroende av organisation ”P” för tjänsterna ”B” och ”C” och balk ”R”"),
        ("en", "The chain relies on organisation 'P' for services 'B' and 'C' and bar 'R'"),
    ],
)
def test_what_a_chain_relies_on_is_named_by_its_kind(lang: str, said: str) -> None:
    text = LEVELS + "bars: {r: {name: R, role: cooperation, spans: k, partners: p}}\n"
    (found,) = [one for one in check_chain(graph_of(text)).findings if one.code == "PK401"]
    assert found.what_in(lang).startswith(f"{said}, ")


def test_a_word_for_several_parties_is_asked_for_nothing() -> None:
    parts = PARTS.replace("{name: P,", "{name: P, kind: parties,")
    found = records("levels: {k: {name: K, critical: [b]}}\n", parts=parts)
    assert (found["b", "p"].agreement, found["b", "p"].contact) == (State.NOT_APPLICABLE, State.NOT_APPLICABLE)
    told = "levels: {k: {name: K, critical: [b]}}\ninterfaces: {i: {between: [o, p], agreement: {open: What?}}}\n"
    assert records(told, parts=parts)["b", "p"].agreement is State.OPEN


OPEN = PARTS.replace("d: {name: D}", "d: {name: D}, e: {name: E, organiser: {open: Whose?}}").replace(
    "services: {", "services: {f: {name: F, organiser: {not-applicable: Nobody}}, "
)


def test_a_service_whose_organiser_is_open_is_a_possible_interface_service() -> None:
    found = records("levels: {k: {name: K, critical: [a, d, e, f]}}\n", parts=OPEN)
    assert list(found) == [("e", "None")]
    record = found["e", "None"]
    assert (record.state, record.agreement, record.contact) == (State.POSSIBLE, None, None)
    assert [absence_text(question).text() for question in record.questions] == ["Whose?"]


def test_while_the_chains_organiser_is_open_every_service_may_be_anothers() -> None:
    head = HEAD.replace("organiser: o", "organiser: {open: Who?}")
    text = "levels: {k: {name: K, critical: [a, d, e, f]}}\nbars: {r: {name: R, partners: p}}\n"
    found = records(text, parts=OPEN, head=head)
    assert list(found) == [("a", "o"), ("d", "None"), ("e", "None"), ("r", "p")]
    assert {record.state for record in found.values()} == {State.POSSIBLE}
    assert [[absence_text(one).text() for one in record.questions] for record in found.values()] == [
        ["Who?"],
        ["Who?"],
        ["Who?", "Whose?"],
        ["Who?"],
    ]
    assert not {one.code for one in check_chain(graph_of(text, OPEN, head)).findings} & {"PK401", "PK405"}
    assert records(text, head=HEAD.replace("organiser: o\n", "")) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_register_tells_scope_state_and_question(lang: str) -> None:
    graph = graph_of("levels: {k: {name: K, critical: [b, e]}}\ninterfaces: {i: {between: [o, p]}}\n", OPEN)
    text = "\n".join(register_text("interface-services", compile_workspace([graph]), lang=lang))
    words = {
        "fi": ("mahdollinen", "kaikki osapuolten välillä", "ratkaisematta: Whose?", "ei kerrottu"),
        "sv": ("möjlig", "allt mellan parterna", "inte avgjort: Whose?", "anges inte"),
        "en": ("possible", "all between the two", "open: Whose?", "not stated"),
    }
    assert all(word in text for word in words[lang]), text
    agreements = "\n".join(register_text("interface-agreements", compile_workspace([graph]), lang=lang))
    assert words[lang][1] in agreements
    assert words[lang][3] in agreements


def test_no_picture_marks_what_may_be_an_interface_service() -> None:
    marks = Marks(graph_of("levels: {k: {name: K, critical: [b, e]}}\n", OPEN))
    graph = graph_of("levels: {k: {name: K, critical: [b, e]}}\n", OPEN)
    assert marks.kinds(graph.node("service", "b")) == (MarkKind.INTERFACE,)
    assert marks.kinds(graph.node("service", "e")) == ()
    assert [str(one) for one in marks.possible] == ["e"]


def test_what_is_told_twice_counts_once() -> None:
    graph = graph_of("levels: {k: {name: K, critical: [a]}}\n", PARTS.replace("organiser: o}", "organiser: [o, o]}"))
    assert [str(one) for one in graph.organisers_of("a")] == ["o"]
    codes = [one.code for one in check_chain(graph).findings]
    assert "PK113" in codes
    assert "PK303" not in codes


def test_one_organisation_under_two_ids_is_one_party() -> None:
    again = PARTS.replace("organisations:\n", "organisations:\n  o2: {name: o, sector: wellbeing-services-county}\n")
    graph = graph_of("levels: {k: {name: K, critical: [a, b]}}\n", again.replace("B, organiser: p", "B, organiser: o2"))
    assert graph.house_of("o") == graph.house_of("o2")
    assert len(graph.parties(["o", "o2", "p"])) == 2
    assert interface_services(graph) == ()


@pytest.mark.parametrize(
    ("organisations", "expected"),
    [
        ({"a": {"name": "A"}, "b": {"name": "a "}}, {"b": "a"}),
        ({"a": {"name": {"fi": "A"}}, "b": {"name": {"fi": "B", "sv": "A"}}, "c": {"name": "B"}}, {"b": "a", "c": "a"}),
        ({"a": {"name": "A", "sector": "ngo"}, "b": {"name": "A", "sector": "kela"}, "c": {"name": "A"}}, {"c": "a"}),
        ({"a": {"name": "A"}, "b": {"name": "A", "sector": "ngo"}, "c": {"name": "A", "sector": "kela"}}, {"b": "a"}),
        ({"a": {"name": "A"}, "b": {"name": "A", "part-of": "a"}}, {}),
        ({"a": {"name": "A", "part-of": "b"}, "b": {"name": "A"}}, {}),
        ({"a": {"name": "A", "part-of": "w"}, "b": {"name": "A", "part-of": "v"}}, {}),
        ({"a": {"name": "A", "part-of": "w"}, "b": {"name": "A"}}, {"b": "a"}),
        ({"a": {"name": "A", "part-of": "b"}, "b": {"name": "B", "part-of": "a"}, "c": {"name": "A"}}, {"c": "a"}),
    ],
)
def test_which_ids_name_one_organisation(organisations: dict[str, object], expected: dict[str, str]) -> None:
    declared = {name: Organisation.model_validate(one) for name, one in organisations.items()}
    assert repeated_organisations(declared) == expected


def test_an_exit_into_its_own_chain_leads_nowhere() -> None:
    graph = graph_of(LEVELS + "exits: {e: {name: E, from: k, chain: x}, f: {name: F, from: k, chain: y}}\n")
    assert [link.chain for link in compile_workspace([graph]).exits_to_chains()] == ["y"]


def test_the_other_place_is_shown_in_its_own_file() -> None:
    one, other = (f"palveluketju: 1\nid: {name}\norganiser: o\nname: Same\nlevels: {{}}\n" for name in ("a", "b"))
    report = check_workspace(join_sources([parse_source(one, name="1.yaml"), parse_source(other, name="2.yaml")]))
    located = next(one for file in report.files for one in file.findings if one.finding.code == "PK506")
    assert (located.file, located.position.line) == ("2.yaml", 4)
    assert [(end.file, end.position.line) for end in located.related] == [("1.yaml", 4)]


def test_a_retired_code_is_not_used_again() -> None:
    taken = {name for rule in RULES for name in (rule.code, rule.name)}
    for retired in RETIRED_CHECKS:
        assert not {retired.code, retired.name} & taken
        assert set(retired.found_by) <= taken
        for name in (retired.code, retired.code.lower(), retired.name):
            result = CliRunner().invoke(palveluketju, ["explain", name])
            assert "(retired)" in result.output
            assert all(code in result.output for code in retired.found_by)
