"""Organisations of several sectors, joint authorities, and the field of services, as borders and registers have it."""

from __future__ import annotations

import pytest

from palveluketju.analyses import Border, Crossed, coverage, integration_points, interface_services
from palveluketju.analyses.borders import Borders
from palveluketju.analyses.wholes import row_of
from palveluketju.checking import check_chain
from palveluketju.documents.chain_tables import services_table
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import load_chain_text
from palveluketju.model import Organisation, Task, house_of
from palveluketju.tables import registers

pytestmark = pytest.mark.quick

TEXT = """
palveluketju: 1
id: ketju
name: {fi: Ketju}
organiser: alue
levels:
  eka: {name: {fi: Eka}, critical: [oma]}
  toka: {name: {fi: Toka}, critical: [toinen]}
services:
  oma: {name: {fi: Oma}, organiser: alue}
  toinen: {name: {fi: Toinen}, organiser: muu}
organisations:
  alue: {name: {fi: Alue}, sector: FIRST}
  muu: {name: {fi: Muu}, sector: OTHER}
  vieras: {name: {fi: Vieras}, sector: wellbeing-services-county}
"""
COUNTY, AUTHORITY = "wellbeing-services-county", "joint-county-authority"


def compiled(here: str = COUNTY, there: str = "municipality", text: str = TEXT) -> ChainGraph:
    return compile_chain(load_chain_text(text.replace("FIRST", here).replace("OTHER", there)))


def crossing(graph: ChainGraph, border: Border) -> Crossed | None:
    first, second = graph.levels()
    return next((one.state for one in Borders(graph).between(first, second) if one.border is border), None)


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        (COUNTY, "municipality", Crossed.CROSSED),
        (COUNTY, COUNTY, Crossed.NOT_CROSSED),
        ("[municipality, employment-area]", "[employment-area, municipality]", Crossed.NOT_CROSSED),
        ("[municipality, employment-area]", "municipality", Crossed.POSSIBLE),
        ("[municipality, employment-area]", "[municipality, ngo]", Crossed.POSSIBLE),
        ("[municipality, employment-area]", "[parish, ngo]", Crossed.CROSSED),
        ("[municipality, employment-area]", "{open: Mikä?}", Crossed.OPEN),
        (COUNTY, AUTHORITY, Crossed.CROSSED),
    ],
)
def test_two_are_on_one_side_if_they_are_of_the_same_sectors(here: str, there: str, state: Crossed) -> None:
    assert crossing(compiled(here, there), Border.SECTOR) is state


def test_an_organisation_of_several_sectors_crosses_no_border_within_itself() -> None:
    graph = compiled(there="[municipality, employment-area]")
    sector = [one for one in Borders(graph).of_service(graph.node("service", "toinen")) if one.border is Border.SECTOR]
    assert [one.state for one in sector] == [Crossed.NOT_CROSSED]
    assert graph.sectors_of("muu") == ("municipality", "employment-area")


def test_one_place_with_overlapping_sectors_is_a_possible_border() -> None:
    text = TEXT.replace("organiser: muu", "organiser: [alue, muu]")
    graph = compiled("[municipality, ngo]", "municipality", text)
    sector = [one for one in Borders(graph).of_service(graph.node("service", "toinen")) if one.border is Border.SECTOR]
    assert [one.state for one in sector] == [Crossed.POSSIBLE]


def test_a_service_counts_under_each_sector_of_its_organiser() -> None:
    found = coverage(compiled(there="[municipality, employment-area]"), "sector")
    assert found.columns == (COUNTY, "municipality", "employment-area")
    assert [[len(cell.services) for cell in cells] for _, cells in found.rows] == [[1, 0, 0], [0, 1, 1]]
    rows = registers(compiled(there="[municipality, employment-area]"))["actors"].texts("fi")
    assert rows[1][1] == "kunta, työllisyysalue"


def test_a_unit_of_one_of_the_sectors_of_its_whole_is_of_its_house() -> None:
    organisations = {
        "kunta": Organisation(name="Kunta", sector=("municipality", "employment-area")),
        "palvelut": Organisation(name="Palvelut", sector="employment-area", part_of="kunta"),
    }
    assert house_of(organisations, "palvelut") == "kunta"


def others(graph: ChainGraph) -> list[str]:
    return [str(one.other) for one in interface_services(graph)]


def test_a_joint_county_authority_is_on_the_side_of_its_counties() -> None:
    assert others(compiled(there=AUTHORITY)) == []
    assert others(compiled(AUTHORITY, COUNTY)) == []
    assert others(compiled(COUNTY, COUNTY)) == ["muu"]
    assert others(compiled("municipality", AUTHORITY)) == ["muu"]
    assert others(compiled(there="joint-municipal-authority")) == ["muu"]


@pytest.mark.parametrize(("members", "found"), [("alue", []), ("vieras", ["muu"])])
def test_a_joint_county_authority_that_names_its_members_is_on_their_side_alone(members: str, found: list[str]) -> None:
    assert others(compiled(there=f"{AUTHORITY}, members: {members}")) == found


def test_a_joint_authority_is_no_team_of_its_members() -> None:
    graph = compiled(there=f"{AUTHORITY}, members: alue")
    assert not registers(graph)["teams"].records
    assert registers(graph)["actors"].texts("fi")[0][5] == ""


def test_a_city_can_be_a_member_of_a_joint_county_authority() -> None:
    assert others(compiled("municipality", f"{AUTHORITY}, members: [alue, vieras]")) == []


def test_a_task_of_a_joint_county_authority_is_not_in_the_interface_row() -> None:
    assert row_of(Task(name="T", sector=AUTHORITY)) is None
    assert row_of(Task(name="T", sector=(AUTHORITY, "municipality"))) == "interface"


FIELDS = """
palveluketju: 1
id: ketju
name: {fi: Ketju}
organiser: alue
levels:
  eka: {name: {fi: Eka}, critical: [oma]}
  toka: {name: {fi: Toka}, critical: [toinen]}
services:
  oma: {name: {fi: Oma}, organiser: alue, tier: basic, FIRST}
  toinen: {name: {fi: Toinen}, organiser: alue, tier: basic, OTHER}
tasks: {sosiaali: {name: {fi: Sosiaalipalvelut}, field: sosiaali}}
fields:
  sosiaali: {name: {fi: Sosiaalihuolto}}
  terveys: {name: {fi: Terveydenhuolto}}
organisations: {alue: {name: {fi: Alue}, sector: wellbeing-services-county}}
"""


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        ("field: terveys", "task: sosiaali", Crossed.CROSSED),
        ("field: sosiaali", "task: sosiaali", Crossed.NOT_CROSSED),
        ("field: terveys, task: sosiaali", "field: terveys", Crossed.NOT_CROSSED),
        ("field: [terveys, sosiaali]", "field: terveys", Crossed.POSSIBLE),
        ("field: terveys", "kind: service", Crossed.NOT_STATED),
        ("field: terveys", "kind: document", Crossed.NOT_CROSSED),
        ("field: terveys", "field: {open: Kumpi?}", Crossed.OPEN),
    ],
)
def test_fields_are_a_border_of_their_own(here: str, there: str, state: Crossed) -> None:
    assert crossing(compiled(here, there, FIELDS), Border.FIELD) is state


def test_a_hand_over_between_fields_of_one_house_is_found_and_told() -> None:
    graph = compiled("field: terveys", "task: sosiaali", FIELDS)
    found = " ".join(str(one.message) for one in check_chain(graph).findings)
    assert "(field: Terveydenhuolto – Sosiaalihuolto)" in found
    assert "toimialaraja" in registers(graph)["integration-points"].texts("fi")[0][3]
    table = services_table(graph)
    assert "toimiala" in [one.casefold() for one in table.headings("fi")]
    assert [text[3] for text in table.texts("fi")] == ["Terveydenhuolto", "Sosiaalihuolto"]


def test_a_chain_that_tells_no_field_says_nothing_of_them() -> None:
    text = FIELDS.replace(", field: sosiaali", "").replace(", FIRST", "").replace(", OTHER", "")
    graph = compiled(text=text)
    assert crossing(graph, Border.FIELD) is None
    assert not integration_points(graph)
    assert "field" not in [column.key for column in services_table(graph).columns]
