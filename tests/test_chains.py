"""The two drafts of the Uusimaa deck, held against the deck's own counts and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from palveluketju import CHECKS, ChainGraph, check_chain, compile_chain, load_chain, load_workspace
from palveluketju.analyses import (
    Border,
    Crossed,
    PointKind,
    coverage,
    integration_points,
    interface_services,
    marked_readings,
    open_decisions,
)
from palveluketju.checking import check_workspace
from palveluketju.findings import Severity
from palveluketju.model import MoveKind, State, given

pytestmark = pytest.mark.quick

CHAINS = Path(__file__).parent.parent / "chains" / "uusimaa"


@pytest.fixture(scope="module")
def child() -> ChainGraph:
    return compile_chain(load_chain(CHAINS / "lastensuojelun-ennaltaehkaisy.yaml"))


@pytest.fixture(scope="module")
def older() -> ChainGraph:
    return compile_chain(load_chain(CHAINS / "ikaihmisten-kotona-asuminen.yaml"))


def ids(nodes: object) -> list[str]:
    return [str(node) for node in nodes]  # type: ignore[attr-defined]


def test_child_welfare_has_the_decks_levels_and_counts(child: ChainGraph) -> None:
    assert [child.name(level) for level in child.levels()] == [
        "Kotona asuva hyvinvoiva lapsi tai nuori",
        "Kevyttä avopalvelujen tarvetta",
        "Laaja-alaisempaa avopalvelujen tarvetta",
        "Lastensuojelun avohuollon tarvetta",
        "Tarve kodin ulkopuoliseen sijoitukseen",
    ]
    offers = [offer for level in child.levels() for offer in child.offers_of(level)]
    assert [len(child.offers_of(level)) for level in child.levels()] == [5, 4, 5, 2, 4]
    assert len(offers) == 20
    assert all(offer.critical for offer in offers)
    assert len({offer.service for offer in offers}) == 17  # the two spellings of psychiatry taken for one
    labels = {(offer.service.id, offer.use.label.text() if offer.use.label else "") for offer in offers}
    assert len(labels) == 18  # as the deck's labels have it


def test_child_welfare_carries_the_open_services_on(child: ChainGraph) -> None:
    assert ids(child.carried_levels("avohuolto")) == ["kevyt-avopalvelu", "laaja-avopalvelu"]
    assert ids(child.critical_services("avohuolto", carried=False)) == [
        "lastensuojelun-sosiaalityo",
        "tehostettu-perhetyo",
    ]
    carried = child.critical_services("avohuolto")
    assert len(carried) == 10
    assert "kotipalvelu" in ids(carried)


def test_child_welfare_shares_services_between_levels(child: ChainGraph) -> None:
    assert ids(child.services_at_several_levels()) == [
        "perustason-mielenterveys-ja-paihdepalvelut",
        "lasten-ja-nuorten-psykiatria",
        "lastensuojelun-sosiaalityo",
    ]
    assert ids(child.levels_offering("lastensuojelun-sosiaalityo")) == ["avohuolto", "sijoitus"]


def test_child_welfare_moves_both_ways_between_neighbours(child: ChainGraph) -> None:
    ways = {(way.start.id, way.end.id): way.kind for way in child.moves()}
    assert len(ways) == 8
    assert ways["avohuolto", "sijoitus"] is MoveKind.STEP_UP
    assert ways["sijoitus", "avohuolto"] is MoveKind.STEP_DOWN
    assert ids(child.reachable_levels()) == ids(child.levels())
    assert ids(child.levels_with_a_way_out()) == ids(child.levels())


def test_child_welfare_bars_say_where_their_span_is_open(child: ChainGraph) -> None:
    assert ids(child.bars()) == ["vaikuttavuus", "tunnistaminen", "sivupalvelut", "ohjaus", "hyte-ja-yhteistyo"]
    assert child.levels_spanned_by("ohjaus") == child.levels()
    assert child.levels_spanned_by("sivupalvelut") == ()
    assert ids(child.bars_over("sijoitus")) == ["vaikuttavuus", "ohjaus", "hyte-ja-yhteistyo"]


def test_child_welfare_registers(child: ChainGraph) -> None:
    found = interface_services(child)
    assert {record.element.id for record in found if record.state is State.POSSIBLE} == {
        "oppilashuolto",
        "kotoutumisen-tuki",
    }
    records = {(one.element.id, one.other.id): one for one in found if one.other is not None}
    assert set(records) == {
        ("perusopetus", "kunta"),
        ("varhaiskasvatus", "kunta"),
        ("hyte-ja-yhteistyo", "kunta"),
        ("hyte-ja-yhteistyo", "kasvupalvelut"),
    }
    assert records["perusopetus", "kunta"].agreement is State.OPEN  # what is to be agreed, the deck leaves open
    # What is prepared with growth services is for other segments than the chain's.
    assert records["hyte-ja-yhteistyo", "kasvupalvelut"].agreement is State.NOT_STATED
    assert records["hyte-ja-yhteistyo", "kasvupalvelut"].without == ("sote-ja-kasvupalvelut", "muut-yhteistyokumppanit")
    points = integration_points(child)
    at_levels = [point for point in points if point.kind is PointKind.CO_WORK]
    # In a placement, child welfare and psychiatry are two tasks of the county; child welfare alone is in open care.
    assert {tuple(ids(point.elements)): point.borders()[Crossed.CROSSED] for point in at_levels} == {
        ("hyvinvoiva",): (Border.HOUSE, Border.SECTOR, Border.TASK),
        ("laaja-avopalvelu",): (Border.TASK, Border.TIER),
        ("sijoitus",): (Border.TASK,),
    }
    crossing = [point for point in points if point.kind is PointKind.HAND_OVER]
    assert {tuple(ids(point.elements)): point.borders()[Crossed.CROSSED] for point in crossing} == {
        ("hyvinvoiva", "kevyt-avopalvelu"): (Border.HOUSE, Border.SECTOR),
        ("kevyt-avopalvelu", "laaja-avopalvelu"): (Border.TIER,),
        ("laaja-avopalvelu", "avohuolto"): (Border.TASK, Border.TIER),  # what goes on in avohuolto crosses nothing
    }
    table = coverage(child)
    assert table.columns == ("guidance", "preventive", "basic", "specialised", "not-stated")
    assert [str(level) for level, _ in table.rows] == [*ids(child.levels()), "not-known"]
    questions = [decision.question.text() for decision in open_decisions(child)]
    assert any("x %" in question for question in questions)
    assert any(reading.where == () for reading in marked_readings(child))


def test_older_people_have_overlapping_bands_and_no_hole(older: ChainGraph) -> None:
    bands = [str(older.level(level).band.model_dump()) for level in older.levels()]  # type: ignore[union-attr]
    assert bands == ["itsenainen..lieva", "lieva", "lieva..erittain-suuri", "suuri..erittain-suuri", "erittain-suuri"]
    codes = {finding.code for finding in check_chain(older).findings}
    assert not codes & {"PK203", "PK204", "PK205"}
    assert "PK202" in codes


def test_older_people_keep_the_services_whose_level_is_not_told(older: ChainGraph) -> None:
    offers = [offer for bar in older.bars() for offer in older.offers_of(bar) if bar.id == "palvelut"]
    at_levels = [offer for level in older.levels() for offer in older.offers_of(level)]
    assert (len(offers), len(at_levels)) == (17, 2)  # 19 services in the deck's reading order
    assert all(offer.use.reading for offer in at_levels)
    goals = older.chain.goals
    assert isinstance(goals, dict)
    targets = [given(goal.target) for goal in goals.values()]
    assert [str(target.value) for target in targets if target is not None] == ["95 %", "5 %"]


def test_both_load_without_errors_and_show_their_weaknesses() -> None:
    report = check_workspace(load_workspace([CHAINS]))
    assert report.count(Severity.ERROR) == 0
    found = {(file.name.rsplit("/", 1)[-1], located.finding.code) for file in report.files for located in file.findings}
    assert {code for name, code in found if name.startswith("lastensuojelu")} == {
        "PK305",  # who is responsible, the worker whose organisation is open leaves open
        "PK306",
        "PK405",
    }
    # ways in and out and criteria are said not to be known
    assert {code for name, code in found if name.startswith("ikaihmisten")} == {"PK202", "PK214", "PK303"}
    questions = [located.record.question.text() for file in report.files for located in file.decisions]
    assert "Pitää vielä miettiä" in questions
    assert any("Miten maakunnan tiloja tarjotaan" in question for question in questions)


def test_the_network_is_frozen_and_plain(child: ChainGraph) -> None:
    import networkx as nx

    network = child.network
    assert isinstance(network, nx.MultiDiGraph)
    assert nx.is_frozen(network)
    assert network.nodes["level:sijoitus"] == {
        "kind": "level",
        "element": "sijoitus",
        "name": "Tarve kodin ulkopuoliseen sijoitukseen",
        "order": 4,
    }
    assert network.nodes["service:perhehoito"]["tier"] == "specialised"
    assert network.edges["level:sijoitus", "service:perhehoito", "offers"] == {"kind": "offers", "critical": True}
    assert network.has_edge("organisation:kunta", "service:perusopetus", "organises")
    assert network.has_edge("level:avohuolto", "level:laaja-avopalvelu", "carries")
    with pytest.raises(nx.NetworkXError):
        network.add_node("more")


def test_checks_of_ones_own_stand_beside_the_librarys(child: ChainGraph) -> None:
    from collections.abc import Iterator

    from palveluketju.findings import Spot, check

    @check("X001", Severity.WARNING)
    def too_few_services(graph: ChainGraph) -> Iterator[Spot]:
        """A level has fewer than five services.

        Why: our county wants five.
        Mend: add some.
        """
        for level in graph.levels():
            if len(graph.services_at(level)) < 5:
                yield Spot(level.where, "level '{level}' has too few services", {"level": level.id})

    report = check_chain(child, (*CHECKS, too_few_services))
    mine = [finding for finding in report.findings if finding.code == "X001"]
    assert [finding.message for finding in mine] == [
        "level 'kevyt-avopalvelu' has too few services",
        "level 'sijoitus' has too few services",
    ]
    assert mine[0].name == "too-few-services"


def test_a_check_that_fails_is_named(child: ChainGraph) -> None:
    from collections.abc import Iterator

    from palveluketju.findings import Spot, check

    @check("X002", Severity.ERROR)
    def broken(graph: ChainGraph) -> Iterator[Spot]:
        """It breaks.

        Why: to see what happens.
        Mend: nothing.
        """
        raise ZeroDivisionError(graph.chain.id)

    with pytest.raises(ZeroDivisionError) as raised:
        check_chain(child, (broken,))
    assert raised.value.__notes__ == ["while running check X002 broken"]


def test_a_sentence_that_cannot_be_made_is_the_checks_mistake(child: ChainGraph) -> None:
    from collections.abc import Iterator

    from palveluketju.findings import Spot, check

    @check("X003", Severity.ERROR)
    def misworded(graph: ChainGraph) -> Iterator[Spot]:
        """Its sentence names a value that it does not give.

        Why: to see what happens.
        Mend: nothing.
        """
        yield Spot((), "chain '{nobody}' is wrong", {"chain": graph.chain.id})

    with pytest.raises(KeyError) as raised:
        check_chain(child, (misworded,))
    assert raised.value.__notes__ == ["while running check X003 misworded"]


def test_an_acceptance_of_a_check_that_did_not_run_is_not_stale() -> None:
    chain = load_chain(CHAINS / "lastensuojelun-ennaltaehkaisy.yaml").changed(
        accepted=[{"check": "PK207", "reason": "Sovittu"}]
    )
    graph = compile_chain(chain)
    one = tuple(rule for rule in CHECKS if rule.code == "PK305")
    assert [finding.code for finding in check_chain(graph, one).findings] == ["PK305"]
    assert "PK901" in [finding.code for finding in check_chain(graph).findings]
