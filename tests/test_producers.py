"""One service offered twice at a level to different clients, each with its own producers, and how these produce."""

from __future__ import annotations

import datetime

import pytest

from palveluketju.analyses import age_holes, losses, overlaps, unsteered_producers
from palveluketju.analyses.versioning import difference
from palveluketju.documents.chain_tables import services_table
from palveluketju.drawing import draw_chain
from palveluketju.drawing.views import CHAIN_VIEWS
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import load_chain_text
from palveluketju.reporting.chain import chain_text
from palveluketju.tables import registers

pytestmark = pytest.mark.quick

TEXT = """
palveluketju: 1
id: kotituki
name: {fi: Kotituen ketju}
organiser: alue
area: [etela, pohjoinen]
levels:
  kevyt:
    name: {fi: Kevyt tuki}
    critical:
      - {service: kotipalvelu, for: child, producers: jarjesto, availability: {areas: etela}}
      - service: kotipalvelu
        for: older-person
        producers: [{organisation: yritys, production: [purchased, voucher], chosen-by: client, until: 2026-12-31}]
        availability: {areas: [etela, pohjoinen]}
  laaja: {name: {fi: Laaja tuki}, critical: [kotipalvelu, perhetyo]}
services:
  kotipalvelu: {name: {fi: Kotipalvelu}, organiser: alue, producers: {organisation: alue, production: own}}
  perhetyo: {name: {fi: Perhetyö}, organiser: alue, producers: {open: "Kuka tuottaa?"}}
organisations:
  alue: {name: {fi: Alue}, sector: wellbeing-services-county}
  jarjesto: {name: {fi: Järjestö}, sector: ngo}
  yritys: {name: {fi: Yritys}, sector: private}
areas: {etela: {name: {fi: Etelä}}, pohjoinen: {name: {fi: Pohjoinen}}}
steering: {alue -> jarjesto: {by: contract}}
"""


def compiled(text: str = TEXT, day: datetime.date | None = None) -> ChainGraph:
    return compile_chain(load_chain_text(text), day=day)


def test_an_offer_has_its_own_producers_or_those_of_its_service() -> None:
    graph = compiled(day=datetime.date(2026, 6, 1))
    assert [list(map(str, graph.producers_of(offer))) for offer in graph.offers()] == [
        ["jarjesto"],
        ["yritys"],
        ["alue"],
        [],
    ]
    assert list(map(str, graph.actors_of("kotipalvelu")["produces"])) == ["jarjesto", "yritys", "alue"]
    assert list(map(str, compiled().actors_of("kotipalvelu")["produces"])) == ["jarjesto", "alue"]


def test_who_nobody_steers_is_found_where_it_is_told() -> None:
    found = list(unsteered_producers(compiled(day=datetime.date(2026, 6, 1))))
    assert [(str(producer), where) for _, _, producer, where in found] == [
        ("yritys", ("levels", "kevyt", "critical", 1, "producers"))
    ]


def test_the_register_of_producers_has_a_row_a_producer() -> None:
    table = registers(compiled())["producers"]
    assert table.texts("en") == (
        ("Kotipalvelu (for the child)", "Kevyt tuki", "Järjestö", "", "", ""),
        (
            *("Kotipalvelu (for the older person)", "Kevyt tuki", "Yritys"),
            *("purchased service, service voucher", "the client chooses", "–31 December 2026"),
        ),
        ("Kotipalvelu", "Laaja tuki", "Alue", "own production", "", ""),
        ("Perhetyö", "Laaja tuki", "open: Kuka tuottaa?", "", "", ""),
    )


def test_what_is_offered_to_others_does_not_stand_for_an_offer() -> None:
    lost = [(str(one.level), one.offer.use.for_, one.area) for one in losses(compiled())]
    assert lost == [("kevyt", ("child",), "pohjoinen")]
    assert registers(compiled())["areas-without"].texts("en")[0][1] == "Kotipalvelu (for the child)"
    families = compiled(TEXT.replace("for: older-person", "for: family"))
    assert losses(families) == ()


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("view", CHAIN_VIEWS)
def test_both_offers_stand_in_every_view(view: str, lang: str) -> None:
    picture = draw_chain(compiled(), view=view, lang=lang, element="kotipalvelu" if view == "neighbourhood" else "")
    text = picture.text()
    if "Kotipalvelu (" in text:
        words = {"fi": ("lapselle", "ikäihmiselle"), "sv": ("för barn", "för äldre"), "en": ("for the child", "older")}
        assert all(word in text for word in words[lang])
    assert picture.svg().startswith("<")


def test_both_offers_stand_in_diagrams_under_names_of_their_own() -> None:
    drawing = draw_chain(compiled())
    assert all(drawing.mermaid().count(f'["Kotipalvelu ({word}') == 1 for word in ("lapselle", "ikäihmiselle"))
    assert drawing.dot().count("kevyt/kotipalvelu") >= 2
    assert "kevyt/kotipalvelu 2" in drawing.dot()


def test_a_text_tells_who_produces_each_offer() -> None:
    told = "\n".join(chain_text(compiled(), lang="fi"))
    assert "Kotipalvelu (lapselle; tuottajat: Järjestö; " in told
    assert "Yritys (–31.12.2026; ostopalvelu, palveluseteli; asiakas valitsee)" in told


def test_a_change_of_one_offer_is_told_of_that_offer() -> None:
    found = difference(compiled(), compiled(TEXT.replace("producers: jarjesto", "producers: alue")))
    assert [(one.what, one.where) for one in found] == [("offer", ("levels", "kevyt", "critical", 0))]


def test_who_produces_an_offer_changes_with_the_day() -> None:
    found = difference(compiled(day=datetime.date(2026, 6, 1)), compiled(day=datetime.date(2027, 6, 1)))
    assert ("offer", ("levels", "kevyt", "critical", 1)) in [(one.what, one.where) for one in found]


MOVES = """
palveluketju: 1
id: kielet
name: Ketju
target-group: {age: 0..17}
area: etela
levels: {alku: {name: Alku}, suomeksi: {name: Suomeksi}, ruotsiksi: {name: Ruotsiksi}}
order: none
moves:
  alku -> suomeksi: {when: {language: fi, age: 0..17}}
  alku -> ruotsiksi: {when: {language: sv-FI, age: 7..17}}
areas: {etela: {name: Etelä, languages: [fi, sv]}}
"""


def test_language_is_a_dimension_of_its_own_among_conditions() -> None:
    graph = compiled(MOVES)
    assert [(hole.lowest, hole.highest, hole.languages) for hole in age_holes(graph)] == [(0, 6, ("sv",))]
    assert overlaps(graph) == ()
    both = compiled(MOVES.replace("language: sv-FI", "language: [sv, fi]"))
    assert [overlap.age for overlap in overlaps(both)] == [7]


def test_a_language_that_no_condition_names_tells_nothing_apart() -> None:
    graph = compiled(MOVES.replace("language: sv-FI, ", "").replace("language: fi, ", ""))
    assert age_holes(graph) == ()
    assert [overlap.age for overlap in overlaps(graph)] == [7]


OFFERS = """
palveluketju: 1
id: kielet
name: Ketju
area: etela
levels:
  kevyt:
    name: Kevyt
    critical:
      - {service: neuvonta, when: {language: fi}, availability: {languages: fi}}
      - {service: neuvonta, when: {language: sv}, availability: {languages: SPOKEN}}
services: {neuvonta: {name: Neuvonta}}
areas: {etela: {name: Etelä, languages: [fi, sv]}}
"""


@pytest.mark.parametrize(("spoken", "lost"), [("sv", []), ("fi", ["sv"])])
def test_an_offer_is_missed_in_the_language_of_its_clients_only(spoken: str, lost: list[str]) -> None:
    assert [one.language for one in losses(compiled(OFFERS.replace("SPOKEN", spoken)))] == lost


def test_the_table_of_services_tells_who_produces_where() -> None:
    text = services_table(compiled()).texts("en")[0][2]
    assert text.startswith(
        "Alue (own production); Kotipalvelu (for the child): Järjestö (Kevyt tuki); Kotipalvelu (for"
    )
