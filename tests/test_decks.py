"""The structures of the two decks, each asked of the files that hold it (docs/coverage-of-the-decks.md)."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from chain_files import ROOT
from palveluketju import (
    ChainGraph,
    check_chain,
    check_workspace,
    compile_chain,
    draw_chain,
    draw_workspace,
    load_workspace,
)
from palveluketju.analyses import (
    considerations,
    interface_services,
    losses,
    not_known,
    open_decisions,
    responsibilities,
    service_wholes,
    serving,
    steerers_of,
    stops,
    tasks_nobody_holds,
)
from palveluketju.drawing.picture.picture import Page
from palveluketju.findings import Keys
from palveluketju.graph import WorkspaceGraph, compile_workspace
from palveluketju.model import (
    Catalogue,
    GoalKind,
    Instrument,
    Integration,
    LifeStage,
    LogItem,
    LogKind,
    Measure,
    Member,
    Move,
    Open,
    Participation,
    Place,
    Reach,
    Sector,
    SegmentKind,
    ServiceKind,
    State,
    TaskKind,
    Unknown,
    given,
    is_unknown,
    listed,
)
from palveluketju.tables import registers

pytestmark = pytest.mark.quick

PAGE = ROOT / "docs" / "coverage-of-the-decks.md"
IDS = [f"A{number:02}" for number in range(1, 26)] + [f"B{number:02}" for number in range(1, 19)]
"""The structures of the decks: 25 of Uusimaa, 18 of Pohjois-Pohjanmaa."""
ROWS = [
    [cell.strip() for cell in line.strip("| \n").split(" |")]
    for line in PAGE.read_text("utf-8").splitlines()
    if re.match(r"\| [AB][0-9]{2} ", line)
]
HELD = [row for row in ROWS if row[2]]
TESTS = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))


@cache
def workspace(folder: str) -> WorkspaceGraph:
    loaded = load_workspace([ROOT / folder])
    return compile_workspace(loaded)


def uusimaa() -> WorkspaceGraph:
    return workspace("chains/uusimaa")


def pohjois_pohjanmaa() -> WorkspaceGraph:
    return workspace("chains/pohjois-pohjanmaa")


def organiser() -> Catalogue:
    """What the organiser of Uusimaa aims at, and what it was preparing."""
    return next(one.catalogue for one in uusimaa().catalogues if str(one.catalogue.name) == "Uudenmaan järjestäjä 2018")


def chain(found: WorkspaceGraph, name: str) -> ChainGraph:
    graph = found.chain(name)
    assert graph is not None
    return graph


def column(found: WorkspaceGraph, register: str, number: int) -> list[str]:
    return [row[number] for row in registers(found)[register].texts("fi")]


def test_the_page_has_one_row_for_every_structure() -> None:
    assert [row[0] for row in ROWS] == IDS
    for row in ROWS:
        if row not in HELD:
            assert row[3].startswith("The source has only the title"), row[0]


@pytest.mark.parametrize("row", HELD, ids=[row[0] for row in HELD])
def test_every_row_of_the_page_is_true(row: list[str]) -> None:
    _, _, declared, read, test = row
    assert f"def {test}(" in TESTS
    files = re.findall(r"(\S+\.yaml): ((?:`[^`]+` ?)+)", declared)
    assert files
    for file, ids in files:
        data = yaml.load((ROOT / file).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
        for path in re.findall(r"`([^`]+)`", ids):
            section, _, name = path.partition(".")
            assert section in data, path
            assert not name or name in data[section], path
    readers = re.findall(r"(register|view) `([a-z-]+)`(?: of ([a-z0-9-]+))?: ((?:\"[^\"]+\" ?)+)", read)
    assert readers
    for kind, name, chain_id, quoted in readers:
        words = re.findall(r'"([^"]+)"', quoted)
        text = shown(str(Path(files[0][0]).parent), kind, name, chain_id)
        missing = [word for word in words if " ".join(word.split()) not in text]
        assert not missing, f"{name} has not {missing}"


@cache
def shown(folder: str, kind: str, name: str, chain_id: str) -> str:
    """What a register or a picture of a folder says in Finnish, as one line."""
    found = workspace(folder)
    if kind == "register":
        return " ".join(" ".join(" ".join(row).split()) for row in registers(found)[name].texts("fi"))
    if chain_id:
        drawing = draw_chain(chain(found, chain_id), view=name, page="a3", lang="fi")
    else:
        drawing = draw_workspace(found, view=name, page="a3", lang="fi")
    lines = [line for page in drawing.picture.pages for line in texts_of(page)]
    return " ".join(" ".join(lines).split())


def texts_of(page: Page) -> list[str]:
    lines = [line for box in page.boxes for line in box.lines]
    lines += [line for connector in page.connectors for line in connector.lines]
    return [line.text for line in (*lines, *page.lines)]


def test_the_matrix_tells_which_wholes_chains_cover() -> None:
    wholes = {whole.id: whole for whole in service_wholes(uusimaa())}
    assert len(wholes) == 21  # eighteen tasks, and three that only the name of the interface row names
    assert all(is_unknown(whole.task.segments) for whole in wholes.values())
    child = wholes["lastensuojelu"]
    assert child.stages == (LifeStage.CHILDREN_YOUTH_FAMILIES,)
    assert [graph.chain.id for graph in child.covered[LifeStage.CHILDREN_YOUTH_FAMILIES]] == [
        "lastensuojelun-ennaltaehkaisy"
    ]
    uncovered = [name for name, whole in wholes.items() if not whole.covered]
    assert "vammaispalvelut" in uncovered
    rows = column(uusimaa(), "service-wholes", 1)
    assert rows[0] == "vaativa taso"
    assert rows.index("perustaso") < rows.index("yhdyspintapalvelut")


def test_a_chain_is_held_against_its_definition() -> None:
    found = {one.part: one for one in considerations(chain(uusimaa(), "lastensuojelun-ennaltaehkaisy"))}
    assert {part for part, one in found.items() if one.services} >= {"basic", "specialised", "public", "municipal"}
    assert found["extended_basic"].told is State.NOT_KNOWN
    assert all(one.told is not State.NOT_STATED for one in found.values())


def test_segments_are_shared_and_placed() -> None:
    parts = {part.id: part for part in uusimaa().parts("segments")}
    kinds = {kind for part in parts.values() for kind in part.element.kind}
    assert kinds >= {
        SegmentKind.OCCASIONAL,
        SegmentKind.MANY_SERVICES,
        SegmentKind.REPEATED_NEED,
        SegmentKind.HEAVY_SERVICES,
        SegmentKind.AT_RISK,
    }
    shared = [name for name, part in parts.items() if len(listed(part.element.shared_by)) == 2]
    assert len(shared) == 2  # youth without education and work, the long-term unemployed
    assert any(column(uusimaa(), "segments", 5))


def test_who_steers_whom_and_through_whom() -> None:
    relations = {part.id: part.element for part in uusimaa().parts("steering")}
    instruments = {item for relation in relations.values() for item in listed(relation.by)}
    assert instruments == set(Instrument)
    shared = next(part.shared for part in uusimaa().parts("steering"))
    carrying = [key for key, relation in relations.items() if listed(relation.documents)]
    assert carrying
    steered = carrying[0].split(" -> ")[1]
    assert len(steerers_of(shared, steered)) >= 2  # the council and board steer through the organiser


def test_participation_of_the_county_has_four_forms_and_its_framework() -> None:
    declared = given(organiser().participation)
    assert declared is not None
    assert all(listed(getattr(declared, form)) for form in Participation.FORMS)
    assert len(listed(declared.parties)) == 4
    assert all(listed(getattr(declared, key)) for key in ("forums", "documents", "conditions", "rights"))
    forms = column(uusimaa(), "participation", 1)
    assert {"tieto-osallisuus", "toimintaosallisuus", "suunnitteluosallisuus", "päätösosallisuus"} <= set(forms)
    for graph in uusimaa().graphs:  # what the county does in general does not tell it of a chain
        assert is_unknown(graph.chain.participation)
        silent = compile_chain(graph.chain.changed(participation=None))
        assert "PK219" in {finding.code for finding in check_chain(silent).findings}


def test_areas_and_projects_of_preparation() -> None:
    themes = Counter(str(item.theme) for item in organiser().log.values())
    assert themes["Valmistelualue"] == 7
    assert themes["Sote-järjestäminen"] == 5  # four projects, and the cooperation area


def test_the_document_on_practices_has_its_contents_and_the_aims_of_keeping_apart() -> None:
    log, strategy = organiser().log, organiser().strategy
    chapters = [str(one) for one in listed(log["kaytannot"].contents)]
    assert [one.split()[0] for one in chapters if re.match("[1-7] ", one)] == list("1234567")
    assert sum(one.startswith("Liite") for one in chapters) == 2
    assert [name for name, item in log.items() if item.part_of == "kaytannot"] == ["kaytannot-osa-1", "kaytannot-osa-2"]
    assert sum("erottaminen" in goal.under for goal in strategy.values()) == 4


def test_headings_stand_over_the_phases_of_preparation() -> None:
    log = organiser().log
    phases = [log[f"vaihe-{number}"] for number in range(1, 5)]
    assert [item.part_of for item in phases] == [f"otsikko-{number}" for number in range(1, 5)]
    assert [(str(item.dated or ""), str(item.until)) for item in phases] == [
        ("", "2018-04-30"),
        ("", "2019-03-31"),
        ("2019-04-01", "2019-12"),
        ("2020-01", "2020-09"),
    ]
    contents = [*listed(log["valmistelun-asiakirja"].contents), *listed(log["hankkeiden-projektointi"].contents)]
    assert len(contents) == 24
    assert is_unknown(log["hankkeiden-projektointi"].part_of)  # which phase each content is of stands in the picture


def test_blocks_of_health_promotion_have_their_actions() -> None:
    log = organiser().log
    blocks = [item for item in log.values() if str(item.theme) == "Hyvinvoinnin ja terveyden edistäminen"]
    assert [len(listed(item.contents)) for item in blocks] == [5, 4, 2, 2]


def test_the_core_idea_and_the_aims_of_chains_are_goals() -> None:
    under = Counter(str(one) for goal in organiser().strategy.values() for one in goal.under)
    assert under["ydinajatus"] == 2
    assert under["palveluketjut"] == 7  # five aims, to solve problems early, and what the drafts go by
    assert under["luonnosten-periaatteet"] == 5


def test_words_of_the_plan_are_defined() -> None:
    concepts = {part.id: part.element for part in uusimaa().parts("concepts")}
    assert {"palvelukokonaisuus", "palvelutehtava", "palveluketju"} <= set(concepts)
    assert all(given(concept.definition) is not None for concept in concepts.values())


def test_all_eighteen_goals_are_whole() -> None:
    strategy = organiser().strategy
    kinds = Counter(goal.kind for goal in strategy.values())
    assert (kinds[GoalKind.VISION], kinds[GoalKind.MISSION], kinds[GoalKind.FOCUS_AREA]) == (1, 1, 4)
    goals = [strategy[f"tavoite-{number}"] for number in range(1, 19)]
    assert [goal for goal in goals if goal.note is not None] == []  # nothing of a goal is cut off into a note
    assert [str(goal.by) for goal in (goals[0], goals[11])] == ["2030", "2035"]


def test_an_interface_agreement_has_both_ends_and_its_terms() -> None:
    agreements = [part for part in uusimaa().parts("interfaces") if listed(part.element.segments)]
    assert agreements
    for part in agreements:
        assert len(part.element.between) >= 2
        assert {str(end) for end in part.element.between} <= set(part.shared.organisations)
    told = {
        name
        for part in agreements
        for name in ("segments", "processes", "goals", "steering", "division", "agreement", "contact")
        if getattr(part.element, name) is not None
    }
    assert told >= {"segments", "goals", "steering", "division", "agreement"}


def test_goals_seven_to_nine_are_as_in_the_table() -> None:
    goals = [part.element for part in uusimaa().parts("strategy")]
    values = {(str(goal.baseline.value), goal.baseline.dated) for goal in goals if isinstance(goal.baseline, Measure)}
    assert ("72,9", "2017") in {(value.removesuffix(" %"), dated) for value, dated in values}
    assert any(value.startswith("3.") and dated == "2016" for value, dated in values)
    assert any("23" in value for value, _ in values)
    targets = [str(target.value) for goal in goals if (target := given(goal.target)) is not None]
    assert any("79" in target for target in targets)
    assert any("70" in target for target in targets)
    measured = [goal for goal in goals if goal.indicator is not None]
    assert len(measured) >= 6  # one for goal 7, one for goal 8, four for goal 9
    assert all(goal.under for goal in measured)
    assert any(listed(goal.means) for goal in goals)


def test_every_duty_has_its_area_and_every_service_its_unit() -> None:
    found = pohjois_pohjanmaa()
    tasks = {part.id: part for part in found.parts("tasks")}
    duties = {
        name: part.element.responsible for name, part in tasks.items() if part.element.kind is TaskKind.COORDINATION
    }
    assert duties["palveluohjaus"] == "ikaihmisten-alue"
    assert duties["sote-varautuminen"] == "sairauksien-hoidon-alue"
    assert duties["erityisryhmat"] == "tyoikaisten-alue"
    assert duties["kunta-sote-yhteys"] == "lasten-ja-perheiden-alue"
    assert duties["yhteiset-jarjestamistoiminnot"] == "strategiayksikko"
    assert {catalogue for one in found.catalogues for catalogue in tasks_nobody_holds(one.shared)} == set()
    units = {one.unit for graph in found.graphs for one in responsibilities(graph)}
    assert {"ikaihmisten-alue", "tyoikaisten-alue", "sairauksien-hoidon-alue"} <= units
    for graph in found.graphs:
        assert "PK602" not in {finding.code for finding in check_chain(graph).findings}
    names = {part.element.name.text("fi") for part in tasks.values()}
    assert {"Lasten- ja nuortenpsykiatria (osin)", "Työikäisten vammaispalvelut ja omaishoito"} <= names
    told = "\n".join(column(found, "responsibility-areas", 2))
    for words in ("osana elämänkaariprosesseja ja palvelujärjestelmää", "Varhaiskasvatus, perusopetus", "soten osalta"):
        assert words in told


def test_tiers_have_places_and_reach() -> None:
    path = chain(pohjois_pohjanmaa(), "kuntoutuksen-peruspolku")
    told = {
        tier.value: set(availability.places)
        for service in path.services()
        if (tier := path.tier_of(service)) is not None
        and (availability := given(path.service(service).availability)) is not None
    }
    assert Place.CENTRE in told["basic"]
    assert Place.ENTERPRISE in told["specialised"]
    assert Place.COMPETENCE_CENTRE in told["demanding"]


def test_the_service_structure_has_tiers_nearness_and_steering() -> None:
    found = pohjois_pohjanmaa()
    structure = chain(found, "palvelurakenne")
    assert [level.name.text("fi") for level in structure.levels_declared.values()] == [
        "Arki",
        "Matalan kynnyksen palvelut",
        "Perustaso",
        "Erityistaso",
        "Vaativa erityistaso",
    ]
    assert isinstance(structure.chain.order, Unknown)  # whether a client goes from tier to tier is not told
    low = {str(node.id) for node in structure.levels_offering("matalan-kynnyksen-palvelut")}
    assert low == {"matala-kynnys", "perustaso"}  # a ring of its own on one slide, beside the basic tier on another
    available = [given(structure.service(service).availability) for service in structure.services()]
    assert set(Reach) <= {one.reach for one in available if one is not None}
    assert not check_chain(structure).findings
    (relation,) = (part.element for part in found.parts("steering"))
    assert {str(name) for name in listed(relation.documents)} == {
        "Maakuntastrategia",
        "Palvelustrategia",
        "Palvelulupaus",
    }
    assert isinstance(relation.by, Unknown)


def test_the_rehabilitation_path_has_gates_instruments_and_exchanges() -> None:
    path = chain(pohjois_pohjanmaa(), "kuntoutuksen-peruspolku")
    instruments = [path.name(one, "fi") for one in path.services() if path.service(one).kind is ServiceKind.INSTRUMENT]
    assert {"ICF", "15D"} <= set(instruments)
    assert any(path.service(one).kind is ServiceKind.DOCUMENT for one in path.services())
    assert any(way.declared and way.declared.criteria for way in path.moves())
    kinds = {kind.value for exchange in path.chain.exchanges.values() for kind in exchange.kind}
    assert kinds == {"consultation", "feedback"}
    edges = {kind for _, _, kind in path.network.edges(keys=True)}
    assert kinds <= edges
    ways = {key for key, exchange in path.chain.exchanges.items() if "feedback" in exchange.kind}
    assert {"vaativa-erityistaso -> perustaso", "vaativa-erityistaso -> erityistaso"} <= ways
    lanes = {str(node.id) for offer in path.offers() for node in path.producers_of(offer)}
    assert {"sote-keskus", "liikelaitos"} <= lanes


def test_seven_principles_of_rehabilitation_are_goals_that_something_serves() -> None:
    path = chain(pohjois_pohjanmaa(), "kuntoutuksen-peruspolku")
    goals = given(path.chain.goals) or {}
    assert len([goal for goal in goals.values() if not goal.under]) == 7
    served = {key for _, key in serving(path)}
    assert set(goals) - served == {"osallisuus"}  # how services are developed is no part of the path
    assert [node.id for node in serving(path)["goals", "sosiaalityo"]] == ["palvelutarpeen-arviointi"]
    digital = goals["digitaaliset-palvelut"]
    assert any("opastetaan ja arvioidaan jatkuvasti" in str(one) for one in listed(digital.means))


def log_of(found: WorkspaceGraph) -> dict[str, LogItem]:
    return {part.id: part.element for part in found.parts("log")}


def test_work_on_chains_has_its_place_in_the_matrix() -> None:
    log = log_of(pohjois_pohjanmaa())
    theme = {key: item for key, item in log.items() if str(item.theme) == "Hoito- ja palveluketjut"}
    headings = [key for key, item in theme.items() if item.part_of is None]
    assert [log[key].text.text("fi") for key in headings] == [
        "Paljon palveluita tarvitsevat",
        "Palveluiden integraatio",
        "Mielenterveys- ja riippuvuus/päihdepalvelut",
        "Työterveyshuolto",
        "Toimintakyky ja kuntoutus",
        "Yhdyspinnat non-sotepalveluihin",
    ]
    works = {key: [one for one, item in log.items() if item.part_of == key] for key in headings}
    assert [len(works[key]) for key in headings] == [7, 3, 6, 4, 3, 4]
    integrated = {key: item.integration for key, item in log.items() if item.integration}
    assert list(integrated) == works["palveluiden-integraatio"]
    assert {kind for kinds in integrated.values() for kind in kinds} == set(Integration)
    assert isinstance(log["kriittisten-segmenttien-ketjut"].part_of, Unknown)
    everything = "\n".join(column(pohjois_pohjanmaa(), "work-and-decisions", 8))
    for words in ("Laatumittarit", "Uudet innovaatiot", "Osaamisen vahvistaminen", "Integraatiopotentiaalin hyödyt"):
        assert everything.count(words) == 1
    assert {"selviamisasiakas", "vaikeasti-tyollistyvat"} <= {str(one) for item in log.values() for one in item.chains}
    critical = [part for part in pohjois_pohjanmaa().parts("segments") if SegmentKind.CRITICAL in part.element.kind]
    assert len(critical) == 4


def test_two_ways_lead_from_the_situation_to_the_promise_and_to_the_vision() -> None:
    log = log_of(pohjois_pohjanmaa())
    for last, length in (("palvelulupaus-asukkaille", 5), ("visiotyoskentely", 4)):
        way = [last]
        while before := listed(log[way[0]].follows):
            way[:0] = map(str, before)
        assert way[0] == "lahtotilanne"
        assert len(way) == length
    assert isinstance(log["missa-onnistuttava"].outcome, Open)
    assert [len(listed(log[key].contents)) for key in ("kuvan-tavoitteet", "tilannekuva", "tulevaisuuskuva")] == [
        9,
        6,
        6,
    ]


def test_the_road_map_dates_only_its_scale() -> None:
    log = log_of(pohjois_pohjanmaa())
    parts = {key: item for key, item in log.items() if item.part_of == "tiekartta"}
    marks = [str(item.dated) for item in parts.values() if isinstance(item.outcome, Unknown)]
    assert marks == ["2018-08", "2019-01", "2019-08", "2020-01", "2021-01"]
    dated = {key for key, item in parts.items() if given(item.dated) is not None}
    assert len(dated) == len(marks)
    names = [item.text.text("fi") for item in parts.values()]
    assert names.count("Koetalousarvio") == 2
    assert "Monialaisen maakunnan palvelulupauksen työstäminen" in names


def test_client_centredness_is_a_principle_and_a_word_of_the_county() -> None:
    assert any("jokaisessa palvelutapahtumassa" in means for means in column(pohjois_pohjanmaa(), "strategy", 9))
    told = dict(
        zip(column(pohjois_pohjanmaa(), "concepts", 1), column(pohjois_pohjanmaa(), "concepts", 2), strict=True)
    )
    assert "pärjää mahdollisimman hyvin arjessa" in told["Asiakaslähtöisyys"]
    costs = column(pohjois_pohjanmaa(), "strategy", 4).index("Soten tarvevakioidut nettokustannukset")
    assert column(pohjois_pohjanmaa(), "strategy", 5)[costs].startswith("ei tiedossa")


def test_the_team_the_star_and_the_personas() -> None:
    graph = chain(pohjois_pohjanmaa(), "vaikeasti-tyollistyvat")
    team = graph.chain.organisations["integraatiotiimi"]
    members = [member for member in listed(team.members) if isinstance(member, Member)]
    assert len(members) == 10
    assert any(member.optional for member in members)
    assert team.assembled == "per-client"
    assert set(graph.chain.paths) == {"toivo"}
    assert isinstance(graph.chain.paths["toivo"].levels, Unknown)
    coordination = given(graph.chain.coordination)
    assert coordination is not None
    assert coordination.reading is not None  # whether Usko is a worker or a second client
    assert stops(graph) == ()
    astray = {"toivo": {"name": "Toivo", "levels": ["arviointi", "vireilletulo"]}}
    assert [stop.obstacle for stop in stops(compile_chain(graph.chain.changed(paths=astray)))] == [
        "not-entered",
        "no-move",
    ]
    partners = {partner.id for bar in graph.bars() for partner in graph.partners_of(bar)}
    assert {"kunta", "kela", "kolmas-sektori", "kasvupalvelut"} <= partners
    assert any(Sector.KELA in graph.sectors_of(one) for one in partners)
    drawing = log_of(pohjois_pohjanmaa())["kasvupalvelut-ja-sote"]
    assert str(drawing.dated) == "2018-03"
    assert len(listed(drawing.contents)) == 10
    assert all(level.reading is not None and level.sources for level in graph.levels_declared.values())
    service = graph.service("typ")
    before = {str(one.organisation) for one in listed(service.organiser) if one.acts(datetime.date(2024, 12, 31))}
    assert before == {"te-toimisto", "kunta", "kela"}
    assert [str(one.organisation) for one in listed(service.organiser) if one.acts(None)] == [
        "kunta",
        "kela",
        "pohjois-pohjanmaa",
    ]


def test_four_areas_have_the_decks_figures() -> None:
    areas = {part.id: part.element for part in pohjois_pohjanmaa().parts("areas") if part.element.figures}
    assert list(areas) == ["rannikko", "jokilaaksot", "koillismaa", "oulu-ja-ymparisto"]

    def numbers(figure: str) -> list[int]:
        found = [str(next(f.value for f in area.figures.values() if figure in str(f.name))) for area in areas.values()]
        return [int("".join(re.findall(r"[0-9]", value))) for value in found]

    assert numbers("Asukkaita") == [47170, 73200, 19450, 272070]
    assert sum(numbers("Asukkaita")) == 411_890
    assert sum(numbers("nettokustannukset")) == 1327
    assert sum(numbers("Osuus asukkaista")) == 100
    assert all(area.reading is not None for name, area in areas.items() if name != "rannikko")  # assigned by order


def test_a_level_loses_its_critical_service_in_an_area() -> None:
    graph = workspace("examples/availability").graphs[0]
    found = losses(graph)
    without = [loss for loss in found if loss.language is None]
    assert len(without) == 1
    assert without[0].level.id == "kotihoito"
    in_swedish = [loss for loss in found if loss.language == "sv"]
    assert [loss.level.id for loss in in_swedish] == ["muistisairaan-kotihoito"]
    codes = {finding.code for finding in check_chain(graph).findings}
    assert {"PK603", "PK604"} <= codes


def test_approvals_and_open_questions_are_kept() -> None:
    approvals = [part.element for part in pohjois_pohjanmaa().parts("log") if part.element.kind is LogKind.APPROVAL]
    assert len(approvals) >= 5
    assert all(str(item.dated).startswith("2018-03") for item in approvals)
    questions = [d.question.text("fi") for one in uusimaa().catalogues for d in open_decisions(one)]
    assert any("Miten maakunnan tiloja tarjotaan" in question for question in questions)
    asked = [d.question.text("fi") for one in pohjois_pohjanmaa().catalogues for d in open_decisions(one)]
    assert any("TYP" in question for question in asked)


def test_chains_that_the_deck_only_names_are_built_from_what_is_known() -> None:
    for name in ("selviamisasiakas", "vaikeasti-tyollistyvat"):
        graph = chain(pohjois_pohjanmaa(), name)
        assert graph.chain.sources
        assert graph.chain.reading is not None
        assert len(open_decisions(graph)) + len(not_known(graph)) >= 5


def test_what_a_planner_asks_of_the_drafts_is_found_or_said_not_to_be_known() -> None:
    child = chain(uusimaa(), "lastensuojelun-ennaltaehkaisy")
    older = chain(uusimaa(), "ikaihmisten-kotona-asuminen")
    points = " ".join(" ".join(row) for row in registers(child)["integration-points"].texts("fi"))
    for task in ("Erikoissairaanhoito", "Lapsiperheiden sosiaalipalvelut", "Työikäisten sosiaalipalvelut"):
        assert task in points  # which meet at one level, and have one organiser
    possible = {one.element.id for one in interface_services(child) if one.state is State.POSSIBLE}
    assert possible == {"oppilashuolto", "kotoutumisen-tuki"}
    placed = [row for row in registers(child)["continuity"].texts("fi") if "sijoitukseen" in row[1]]
    assert any("Tehostettu perhetyö" in row[3] and "Kotipalvelu" in row[3] for row in placed)
    for graph in (child, older):
        assert is_unknown(graph.chain.entries)
        assert is_unknown(graph.chain.exits)
    moves = [child.chain.moves["avohuolto -> sijoitus"], *older.chain.moves.values()]
    assert all(isinstance(move, Move) and is_unknown(move.criteria) for move in moves)
    untold = check_chain(compile_chain(older.chain.changed(moves={}))).findings
    assert "PK224" in {finding.code for finding in untold}
    goals = given(older.chain.goals) or {}
    assert all(is_unknown(goal.definition) for goal in goals.values())  # 95 % and 5 % leave nothing in between
    report = check_workspace(load_workspace([ROOT / "chains/pohjois-pohjanmaa"]))
    critical = [one.finding for file in report.files for one in file.findings if one.finding.code == "PK511"]
    assert [finding.values["segment-ids"] for finding in critical] == [Keys(("lapsiperheet", "ikaihmiset"), most=5)]
