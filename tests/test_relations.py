"""Who takes part, what services are within and to each other, and which chain comes in the place of which."""

from __future__ import annotations

from typing import Any

import pytest

from palveluketju.analyses import (
    actors,
    considerations,
    coverage,
    integration_points,
    interface_services,
    organisations_of_several_chains,
    replaced_chains,
    responsibilities,
)
from palveluketju.checking import check_workspace
from palveluketju.documents.chain_tables import services_table
from palveluketju.drawing.net.neighbourhood import neighbourhood
from palveluketju.drawing.net.workspace import MANY, workspace_view
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_chain, compile_workspace
from palveluketju.loading import Workspace, join_sources
from palveluketju.model import Chain, State
from palveluketju.source import parse_source
from palveluketju.tables import registers

pytestmark = pytest.mark.quick

CATALOGUE = """
palveluketju-catalogue: 1
organisations:
  alue: {name: Alue, sector: wellbeing-services-county}
  kunta: {name: Kunta, sector: municipality}
  jarjesto: {name: Järjestö, sector: ngo}
services:
  neuvola: {name: Neuvola, part-of: keskus, tier: basic, organiser: alue}
  keskus: {name: Perhekeskus, part-of: verkosto}
  verkosto: {name: Palveluverkosto}
  kerho: {name: Kerho, tier: preventive, organiser: alue}
  leiri: {name: Leiri}
relations:
  kerho -> neuvola: {kind: supports, note: Kerhosta ohjataan neuvolaan}
  leiri -> kerho: {kind: replaces}
"""
CHAIN = """
palveluketju: 1
id: ketju
name: Ketju
organiser: alue
levels:
  eka: {name: Eka, services: [neuvola, kerho]}
"""


def loaded(*more: str) -> Workspace:
    texts = [CATALOGUE, *more]
    return join_sources([parse_source(text, name=f"file-{number}.yaml") for number, text in enumerate(texts)])


def joined(*more: str) -> WorkspaceGraph:
    return compile_workspace(loaded(*more))


def chain(name: str, **more: Any) -> ChainGraph:
    return compile_chain(Chain.model_validate({"id": name, "name": name.title(), "levels": {}, **more}))


def cells(table: Any, lang: str = "fi") -> list[tuple[str, ...]]:
    return [tuple(row) for row in table.texts(lang)]


# --- partners ---------------------------------------------------------------------------------------------------------


def with_partners(chain_partners: str = "jarjesto", level_partners: str = "kunta") -> str:
    told = CHAIN.replace("organiser: alue", f"organiser: alue\npartners: {chain_partners}")
    return told.replace("kerho]", f"kerho], partners: {level_partners}")


def test_partners_come_from_the_catalogue_and_take_part() -> None:
    graph = joined(with_partners()).graphs[0]
    assert [one.id for one in graph.organisations()] == ["alue", "kunta", "jarjesto"]
    assert [one.id for one in graph.partners_of()] == ["jarjesto"]
    assert [one.id for one in graph.partners_of("eka")] == ["kunta"]
    told = {one.organisation.id: (one.in_chain, [level.id for level in one.levels]) for one in actors(graph)}
    assert told == {"alue": (False, []), "kunta": (False, ["eka"]), "jarjesto": (True, [])}
    taking = {row[0]: row[-1] for row in cells(registers(graph)["actors"])}
    assert taking["Kunta"] == "Eka"
    assert taking["Järjestö"] == "koko ketju"


def test_nothing_but_taking_part_is_concluded_from_partners() -> None:
    with_them, without = joined(with_partners()).graphs[0], joined(CHAIN).graphs[0]
    for ask in (integration_points, interface_services, considerations):
        assert len(ask(with_them)) == len(ask(without))
    assert [one.unit for one in responsibilities(with_them)] == [one.unit for one in responsibilities(without)]
    assert [one.told for one in considerations(with_them)] == [one.told for one in considerations(without)]


def test_a_level_has_none_of_a_sector_only_where_no_partner_could_have_something_of_it() -> None:
    columns = ("wellbeing-services-county", "municipality", "ngo", "parish")

    def told(*partners: str) -> list[State]:
        graph = joined(with_partners(*partners)).graphs[0]
        return [cell.state for cell in coverage(graph, "sector", columns).rows[0][1]]

    assert told() == [State.THERE, State.POSSIBLE, State.POSSIBLE, State.NONE]
    assert told("{not-applicable: Ei ole}", "[]") == [State.THERE, State.NONE, State.NONE, State.NONE]
    assert told("{unknown: Ketkä}", "[]") == [State.THERE, State.NOT_KNOWN, State.NOT_KNOWN, State.NOT_KNOWN]
    assert told("{open: Ketkä}", "[]") == [State.THERE, State.OPEN, State.OPEN, State.OPEN]


def test_who_is_only_a_partner_in_several_chains_acts_in_both() -> None:
    space = joined(with_partners(), with_partners().replace("id: ketju", "id: toinen"))
    found = {name: len(uses) for name, uses in organisations_of_several_chains(space)}
    assert found == {"alue": 2, "kunta": 2, "jarjesto": 2}
    told = {row[0]: row[-1] for row in cells(registers(space)["shared-organisations"])}
    assert told["Kunta"] == "osallistuu: Eka"
    assert told["Järjestö"] == "osallistuu: koko ketju"


# --- services within services and beside each other -------------------------------------------------------------------


def test_a_part_brings_its_wholes_and_has_nothing_of_them() -> None:
    graph = joined(CHAIN).graphs[0]
    assert list(graph.chain.services) == ["neuvola", "keskus", "verkosto", "kerho"]
    assert graph.network.has_edge("service:neuvola", "service:keskus", "part-of")
    rows = {row[0]: row[1] for row in cells(services_table(graph))}
    assert rows == {"Neuvola": "Perhekeskus", "Kerho": "", "Perhekeskus": "Palveluverkosto", "Palveluverkosto": ""}
    assert [one.id for one in graph.organisers_of("keskus")] == []
    assert "osa kokonaisuutta" not in services_table(chain("toinen")).headings("fi")


def test_a_relation_comes_with_both_of_its_services() -> None:
    space = joined(CHAIN, CHAIN.replace("id: ketju", "id: toinen").replace("[neuvola, kerho]", "[neuvola]"))
    assert [list(graph.chain.relations) for graph in space.graphs] == [["kerho -> neuvola"], []]
    assert cells(registers(space.graphs[0])["relations"]) == [
        ("Kerho", "tukee", "Neuvola", "Kerhosta ohjataan neuvolaan")
    ]
    assert [row[1:4] for row in cells(registers(space)["relations"], "sv")] == [
        ("Kerho", "stöder", "Neuvola"),
        ("Leiri", "ersätter", "Kerho"),
    ]


def test_a_chains_own_relation_brings_the_services_that_it_names() -> None:
    graph = joined(CHAIN.replace("[neuvola, kerho]", "[neuvola]") + "relations: {neuvola -> leiri: }\n").graphs[0]
    assert "leiri" in graph.chain.services
    assert graph.network.has_edge("service:neuvola", "service:leiri", "relation")
    assert cells(registers(graph)["relations"]) == [("Neuvola", "ei kerrottu", "Leiri", "")]


def test_an_undeclared_end_of_a_relation_is_found_in_the_catalogue() -> None:
    wrong = CATALOGUE.replace("leiri -> kerho", "leiri -> kirkko")
    files = [parse_source(wrong, name="catalogue.yaml"), parse_source(CHAIN, name="chain.yaml")]
    found = [
        (file.name, one.position.line, one.finding.message)
        for file in check_workspace(join_sources(files)).files
        for one in file.findings
        if one.finding.code == "PK101"
    ]
    text = "A service is referenced that is not declared. Declare 'kirkko' under 'services:' of the chain or the"
    text += " catalogue, or correct it."
    assert found == [("catalogue.yaml", 15, text)]


def test_relations_are_drawn_around_a_service() -> None:
    graph = joined(CHAIN).graphs[0]
    picture = neighbourhood(graph, "neuvola", lang="fi")
    told = {one.title for page in picture.pages for one in page.connectors}
    assert {"Kerho – Neuvola: tukee", "Neuvola – Perhekeskus: osa kokonaisuutta"} <= told


# --- chains in the place of others ------------------------------------------------------------------------------------


def test_what_a_chain_replaces_is_drawn_and_listed() -> None:
    space = WorkspaceGraph([chain("uusi", replaces=["vanha", "muualla"]), chain("vanha", status="retired")])
    picture = workspace_view(space, lang="fi")
    told = {(one.title, one.start[-1], one.end[-1]) for page in picture.pages for one in page.connectors}
    assert {title for title, _, _ in told} == {"Uusi – Vanha: korvaa", "Uusi – muualla: korvaa"}
    rows = cells(registers(space)["chain-replacements"])
    assert [row[2:4] for row in rows] == [
        ("Vanha", "ei enää käytössä"),
        ("muualla (ei luettujen ketjujen joukossa)", ""),
    ]


def test_families_are_joined_by_what_replaces_what() -> None:
    many = [chain(f"k{number}", replaces=["k0"] if number == 1 else []) for number in range(MANY + 1)]
    picture = workspace_view(WorkspaceGraph(many), lang="en")
    assert "replaces: 1" in {one.title for page in picture.pages for one in page.connectors}


def test_which_chain_is_replaced_can_be_open() -> None:
    space = WorkspaceGraph([chain("uusi", replaces={"open": "Minkä?"}), chain("muu")])
    assert replaced_chains(space) == ()
    assert [row[2] for row in cells(registers(space)["chain-replacements"])] == ["ratkaisematta: Minkä?"]
    picture = workspace_view(space, lang="fi")
    assert [one.title for page in picture.pages for one in page.connectors] == ["Uusi – ratkaisematta: Minkä?: korvaa"]
    nothing = WorkspaceGraph([chain("uusi", replaces={"not-applicable": "Ensimmäinen"}), chain("muu")])
    assert not [one for page in workspace_view(nothing).pages for one in page.connectors]


def test_a_variant_does_not_replace_again_what_its_chain_replaces() -> None:
    variant = chain("v", variant_of="uusi", replaces=["vanha", "toinen"])
    space = WorkspaceGraph([chain("uusi", replaces=["vanha", "vanha"]), variant])
    assert [(one.graph.chain.id, one.chain) for one in replaced_chains(space)] == [("uusi", "vanha"), ("v", "toinen")]
