"""Questions of a compiled chain, and the registers made of their answers."""

from __future__ import annotations

import pytest

from palveluketju import ChainGraph, check_chain, compile_chain, draw_chain
from palveluketju.analyses import Coverage, PointKind, coverage, integration_points, interface_services
from palveluketju.describing import describe
from palveluketju.graph import compile_workspace
from palveluketju.loading import load_chain_text
from palveluketju.model import State
from palveluketju.reporting.chain import chain_text

pytestmark = pytest.mark.quick

HEAD = "palveluketju: 1\nid: x\nname: X\norganiser: o\n"
PARTS = """
organisations: {o: {name: O, sector: wellbeing-services-county}, p: {name: P, sector: municipality}, q: {name: Q}}
services:
  a: {name: A, organiser: o, tier: basic}
  b: {name: B, organiser: p, tier: specialised}
  c: {name: C, organiser: [p, q]}
  d: {name: D, organiser: o}
"""


def graph_of(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(HEAD + text + PARTS))


def found(text: str, *codes: str) -> list[str]:
    return [finding.code for finding in check_chain(graph_of(text)).findings if finding.code in codes]


def ids(nodes: object) -> list[str]:
    return [str(node) for node in nodes]  # type: ignore[attr-defined]


def test_a_levels_own_coordination_takes_the_place_of_the_chains() -> None:
    level = "levels: {l: {name: L, critical: [a, b]%s}}\n"
    of_chain = "coordination: {worker: {role: W}}\n"
    assert found(level % "", "PK301") == ["PK301"]
    assert found(level % "" + of_chain, "PK301") == []
    assert found(level % ", coordination: {plan: P}" + of_chain, "PK301") == ["PK301"]
    assert found(level % ", coordination: {team: o}", "PK301") == []


def test_a_party_whose_organisation_is_open_is_open() -> None:
    text = "levels: {l: {name: L, critical: [a, b]}}\ncoordination: {worker: {organisation: {open: Kuka?}}}\n"
    point = next(p for p in integration_points(graph_of(text)) if p.kind is PointKind.CO_WORK)
    assert point.coordination is State.OPEN
    named = text.replace("{organisation: {open: Kuka?}}", "{role: W, organisation: {open: Missä?}}")
    assert integration_points(graph_of(named))[0].coordination is State.OPEN


def test_alternatives_do_not_act_together() -> None:
    assert found("levels: {l: {name: L, critical: [{one-of: [a, b]}]}}\n", "PK301") == []
    assert found("levels: {l: {name: L, critical: [d, {one-of: [a, b]}]}}\n", "PK301") == ["PK301"]
    assert found("levels: {l: {name: L, critical: [{one-of: [a, d]}]}}\n", "PK301") == []


def test_what_goes_on_is_no_way_to_go() -> None:
    text = "order: none\nlevels: {k: {name: K}, l: {name: L, carries: k}, m: {name: M}}\nmoves: {k -> l: {}}\n"
    graph = graph_of(text)
    assert ids(graph.reachable_levels("k")) == ["k", "l"]
    assert ids(graph.reachable_levels("l")) == ["l"]


def test_moves_get_their_kind_from_the_order() -> None:
    levels = "levels: {k: {name: K}, l: {name: L}, m: {name: M}}\nmoves: {k -> m: {}, m -> k: {}}\n"
    kinds = {
        order: {f"{way.start}{way.end}": way.kind.value for way in graph_of(f"order: {order}\n{levels}").moves()}
        for order in ("ladder", "path", "none")
    }
    assert kinds["ladder"] == {
        "kl": "step-up",
        "lk": "step-down",
        "lm": "step-up",
        "ml": "step-down",
        "km": "skip",
        "mk": "skip",
    }
    assert kinds["path"] == {"kl": "onward", "lm": "onward", "km": "skip", "mk": "return"}
    assert kinds["none"] == {"km": "lateral", "mk": "lateral"}


def test_the_network_has_every_relation_the_right_way_round() -> None:
    graph = graph_of(
        "levels:\n  k: {name: K, critical: [a], services: [a, {service: b, label: X}, {service: b, label: Y}]}\n"
        "  l: {name: L}\n"
        "bars: {r: {name: R, spans: k, partners: p, services: d}}\n"
        "entries: {e: {to: k}}\nexits: {f: {from: l}}\n"
    )
    edges = {(start, end, kind): data for start, end, kind, data in graph.network.edges(keys=True, data=True)}
    assert edges["level:k", "service:a", "offers"]["critical"] is True
    assert edges["level:k", "service:b", "offers"]["critical"] is False
    assert {
        ("bar:r", "level:k", "spans"),
        ("organisation:p", "bar:r", "partner"),
        ("bar:r", "service:d", "offers"),
        ("entry:e", "level:k", "enters"),
        ("level:l", "exit:f", "leaves"),
        ("organisation:o", "service:a", "organises"),
        ("level:k", "level:l", "step-up"),
        ("level:l", "level:k", "step-down"),
    } <= set(edges)
    assert not [edge for edge in edges if edge[2] == "spans" and edge[1] == "level:l"]


def test_graphs_tell_what_they_are_of() -> None:
    graph = graph_of("levels: {k: {name: K}, l: {name: L}}\n")
    assert repr(graph) == "<compiled chain x: 2 levels, 4 services>"
    assert repr(compile_workspace([graph])) == "<compiled workspace: 1 chain, 0 catalogues>"


def test_coverage_puts_each_service_under_its_column() -> None:
    graph = graph_of("levels: {k: {name: K, critical: [a, d]}, l: {name: L, critical: [b, c]}}\n")
    by_tier, by_sector = coverage(graph), coverage(graph, "sector")
    assert by_tier.columns == ("basic", "specialised", State.NOT_STATED)
    assert in_cells(by_tier) == [[["a"], [], ["d"]], [[], ["b"], ["c"]]]
    assert by_sector.columns == ("wellbeing-services-county", "municipality", State.NOT_STATED)
    assert in_cells(by_sector) == [[["a", "d"], [], []], [[], ["b", "c"], ["c"]]]


def in_cells(table: Coverage) -> list[list[list[str]]]:
    return [[ids(cell.services) for cell in cells] for _, cells in table.rows]


def test_coverage_tells_why_a_cell_is_empty() -> None:
    levels = (
        "levels: {told: {name: T, services: [a]}, untold: {name: U, services: [d]}, "
        "asked: {name: A, services: [a, {open: 'Mitkä muut?'}]}, "
        "silent: {name: S, services: {not-applicable: Kotona}}, none: {name: N}, "
        "phase: {name: P, services: [b]}}\n"
    )
    table = coverage(graph_of(levels))
    assert table.columns == ("basic", "specialised", State.NOT_STATED)
    assert {str(level): [cell.state.value for cell in cells] for level, cells in table.rows} == {
        "told": ["there", "none", "none"],
        "untold": ["not-stated", "not-stated", "there"],
        "asked": ["there", "open", "open"],
        "silent": ["not-applicable"] * 3,
        "none": ["not-stated"] * 3,
        "phase": ["none", "there", "none"],
    }
    unserved = coverage(graph_of("levels: {k: {name: K, services: {open: 'Mitkä?'}}}\n"))
    assert unserved.columns == (State.NOT_STATED,)
    assert [cell.state for _, cells in unserved.rows for cell in cells] == [State.OPEN]


def test_interface_services_are_met_where_bars_offer_them() -> None:
    text = (
        "levels: {k: {name: K, critical: [a]}, l: {name: L}, m: {name: M, services: [b]}}\n"
        "bars: {r: {name: R, spans: k, services: b}, s: {name: S, spans: l, services: b}}\n"
    )
    records = interface_services(graph_of(text))
    assert [(str(record.element), str(record.other), ids(record.levels)) for record in records] == [
        ("b", "p", ["k", "l", "m"])
    ]


def test_only_services_of_a_partly_covered_organisation_lack_an_interface() -> None:
    text = (
        "levels: {k: {name: K, critical: [a, b, c]}}\n"
        "interfaces: {i: {between: [o, p], services: [c], contact: p}}\ncoordination: {team: o}\n"
    )
    messages = [f.message for f in check_chain(graph_of(text)).findings if f.code == "PK401"]
    assert len(messages) == 2
    of_p = next(message for message in messages if "relies on organisation 'P'" in message)
    assert "no agreement in force is described for services 'B' and 'C', and no contact for service 'B'" in of_p
    assert "Describe an interface between organisations 'o' and 'p'" in of_p
    assert "or widen the scope of interface 'i'" in of_p


def test_one_misspelt_id_causes_one_error() -> None:
    text = (
        "levels: {k: {name: K, critical: [nobody-knows], services: [a]}, l: {name: L, critical: [a]}}\n"
        "entries: {e: {to: x}}\n"
    )
    errors = [finding.code for finding in check_chain(graph_of(text)).findings if finding.severity.label == "error"]
    assert errors == ["PK101", "PK101"]


def test_one_answer_that_is_given_is_enough() -> None:
    text = "levels: {l: {name: L, critical: [a, b]}}\ncoordination: {worker: {open: Kuka?}, team: o}\n"
    assert integration_points(graph_of(text))[0].coordination is State.THERE


def test_a_part_is_open_when_an_item_of_it_is() -> None:
    graph = graph_of("levels: {k: {name: K, services: [a, {open: Muut?}]}, l: {name: L, services: [a]}}\n")
    assert (graph.is_unsettled("k", "services"), graph.is_unsettled("l", "services")) == (True, False)


def test_no_bar_stands_in_for_a_level_and_one_that_only_measures_is_not_named() -> None:
    text = "levels: {k: {name: K}}\nbars: {r: {name: R, role: %s, services: {open: Mitä?}}}\n"
    for role, named in (("measurement", False), ("services", True)):
        gaps = [finding for finding in check_chain(graph_of(text % role)).findings if finding.code == "PK203"]
        assert [("'R'" in finding.what) for finding in gaps] == [named]


def test_a_need_level_says_so_or_says_nothing_in_a_ladder() -> None:
    levels = "levels: {k: {name: K}, l: {name: L, kind: need}, m: {name: M, kind: phase}}\n"

    def needs(graph: ChainGraph) -> list[str]:
        return ids(level for level in graph.levels() if graph.is_need_level(level))

    assert needs(graph_of(levels)) == needs(graph_of("order: ladder\n" + levels)) == ["k", "l"]
    for order in ("path", "none", "{open: Missä järjestyksessä?}"):
        graph = graph_of(f"order: {order}\n" + levels)
        assert needs(graph) == needs(compile_chain(graph.chain.changed(note="x"))) == ["l"]
        assert needs(compile_chain(load_chain_text(graph.chain.to_yaml()))) == ["l"]


def test_parts_are_found_through_others_and_in_circles() -> None:
    graph = graph_of(
        "levels: {k: {name: K}, l: {name: L, part-of: k}, m: {name: M, part-of: l}, n: {name: N, part-of: o},"
        " o: {name: O, part-of: n}}\n"
    )
    assert [ids(graph.parts_of(level)) for level in graph.levels()] == [["l", "m"], ["m"], [], ["o"], ["n"]]


def test_a_service_whose_organiser_is_not_told_can_be_in_an_interface() -> None:
    text = "levels: {k: {name: K, critical: [e]}}\ninterfaces: {i: {between: [o, p], services: e}}\n"
    parts = PARTS.replace("services:\n", "services:\n  e: {name: E, organiser: {open: Kuka?}}\n")
    report = check_chain(compile_chain(load_chain_text(HEAD + text + parts)))
    assert "PK403" not in [finding.code for finding in report.findings]


def test_all_services_without_an_agreement_are_shown() -> None:
    text = "levels: {k: {name: K, critical: [b], services: [c]}}\n"
    spots = [finding for finding in check_chain(graph_of(text)).findings if finding.code == "PK401"]
    of_p = next(finding for finding in spots if "'P'" in finding.what)
    assert [related.where for related in of_p.related] == [("levels", "k", "services", 0)]


def test_a_level_whose_kind_is_not_told_is_called_a_level() -> None:
    text = "order: %s\nlevels: {k: {name: K}, l: {name: L}}\n"
    for order, kind in (("ladder", "need level"), ("path", "level"), ("none", "level")):
        graph = graph_of(text % order)
        assert f"[{kind}]" in "\n".join(chain_text(graph))
        assert f"The chain has 2 {kind}s." in " ".join(describe(graph, "en"))
        for view in ("stairs", "lanes", "coverage-by-tier"):
            assert ("need level" in draw_chain(graph, view=view).text().lower()) is (order == "ladder")
        assert ("Need level" in draw_chain(graph).mermaid()) is (order == "ladder")


def test_every_kind_of_reference_is_told_where_to_be_declared() -> None:
    from palveluketju.checks.structure import spots_of
    from palveluketju.graph import UnknownReference
    from palveluketju.model import Reference

    kinds = {kind.kind for kind in Reference.__subclasses__()}
    assert "log item" in kinds
    for kind in kinds:
        (spot,) = spots_of([UnknownReference(kind, "x", (), ())])
        assert spot.values["section"]
