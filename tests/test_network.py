"""The network view: the client in the middle, each who acts in the chain once around it, and nothing left out."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES
from geometry import faults
from palveluketju import ChainGraph, check_chain, compile_chain, draw_chain, load_chain
from palveluketju.analyses import actors, services_without_actor
from palveluketju.drawing import changes
from palveluketju.drawing.cards.network import network_view
from palveluketju.drawing.content.overlay import findings_of
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Box, Picture
from palveluketju.model import Chain
from palveluketju.terms import LANGUAGES
from strategies import chains as any_chains
from test_stairs import chains as large_chains
from test_stairs import plain
from test_views import LONG, large, said_in


def parts(picture: Picture, name: str) -> list[Box]:
    """The box of a name, as often as it goes on."""
    every = re.compile(rf"{re.escape(name)}(-\d+)?")
    return [box for page in picture.pages for box in page.boxes if every.fullmatch(box.id)]


def said(picture: Picture, name: str) -> str:
    """What stands in the box of a name, on all pages that it is on."""
    return plain(" ".join(said_in(box) for box in parts(picture, name)))


def around(picture: Picture) -> set[str]:
    """The ids of the organisations that stand around the client."""
    names = (box.id for page in picture.pages for box in page.boxes if box.role == "organisation")
    return {re.sub(r"-\d+$", "", name).partition(":")[2] for name in names}


def acting(graph: ChainGraph) -> dict[str, set[str]]:
    """The organisations that must stand around the client, with the names of what they have."""
    found: dict[str, set[str]] = {str(one): set() for one in graph.own_organisers()}
    for actor in actors(graph):
        has = (*actor.organises, *actor.produces, *actor.funds, *actor.levels, *actor.bars)
        if has or actor.in_chain:
            found[str(actor.organisation)] = {str(graph.named(one)) for one in has}
    return found


def assert_around(picture: Picture, graph: ChainGraph) -> None:
    """Who acts stands around the client with all that it has; each line joins one of them with the client."""
    found = {name for name in around(picture) if name in graph.chain.organisations}
    assert set(acting(graph)) <= found
    for name, has in acting(graph).items():
        shown = said(picture, f"organisation:{name}")
        assert all(plain(one) in shown for one in has), name
    for state, services in services_without_actor(graph).items():
        assert all(plain(str(graph.named(one))) in said(picture, f"organiser-{state}") for one in services)
    for page in picture.pages:
        roles = {box.id: box.role for box in page.boxes}
        joined = [one.start for one in page.connectors]
        assert all(roles[one.start] == "organisation" and roles[one.end] == "chain" for one in page.connectors)
        assert sorted(joined) == sorted(name for name, role in roles.items() if role == "organisation")


@pytest.mark.parametrize("page", ["a4", "a3-portrait"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_chain_stands_on_every_page(file: Any, page: str) -> None:
    graph = compile_chain(load_chain(file))
    for lang in LANGUAGES:
        overlay = findings_of(check_chain(graph), lang) if lang == "fi" else None
        picture = network_view(graph, overlay, page=page, lang=lang)
        assert not faults(picture), lang
        if lang == "fi":
            assert_around(picture, graph)


@settings(max_examples=12, deadline=None)
@given(chain=large_chains(), page=st.sampled_from(sorted(PAGES)), lang=st.sampled_from(LANGUAGES))
def test_any_chain_stands_on_any_page(chain: Chain, page: str, lang: str) -> None:
    graph = compile_chain(chain)
    picture = network_view(graph, findings_of(check_chain(graph), lang), page=page, lang=lang)
    assert not faults(picture)


@given(any_chains())
@settings(max_examples=20, deadline=None)
def test_hostile_names_stand_around_the_client(chain: Chain) -> None:
    assert not faults(network_view(compile_chain(chain), page="16x9"))


@pytest.mark.parametrize("page", PAGES)
def test_a_large_chain_goes_on_on_further_pages_and_loses_nothing(page: str) -> None:
    graph = compile_chain(large())
    picture = network_view(graph, page=page)
    assert not faults(picture)
    assert len(picture.pages) > 1
    for actor in actors(graph):
        shown = said(picture, actor.organisation.key)
        assert all(shown.count(plain(f"{LONG} {str(one)[1:]}")) for one in actor.organises), actor.organisation
    assert all("(continued)" in said_in(box) for box in parts(picture, "organisation:o0")[1:])


# --- what must be said --------------------------------------------------------------------------------------------


def star(**more: Any) -> ChainGraph:
    """A chain of a county with a unit, and of others that act in it in every way."""
    data: dict[str, Any] = {
        "id": "nuoret",
        "name": "Nuorten ketju",
        "organiser": "alue",
        "target-group": {"name": "Nuoret"},
        "organisations": {
            "kunta": {"name": "Kunta", "sector": "municipality"},
            "alue": {"name": "Alue", "sector": "wellbeing-services-county"},
            "keskus": {"name": "Keskus", "part-of": "alue"},
            "yritys": {"name": "Yritys", "sector": "private"},
            "kela": {"name": "Kela", "sector": "kela"},
            "poliisi": {"name": "Poliisi", "sector": "state"},
            "seura": {"name": "Seura", "kind": "parties", "sector": "ngo"},
            "muualla": {"name": "Muualla", "sector": "parish"},
            "tiimi": {"name": "Tiimi A", "sector": "joint", "members": ["kela", "koulu", {"role": "nuori"}]},
            "koulu": {"name": "Koulu"},
        },
        "services": {
            "hoito": {"name": "Hoito", "organiser": "alue", "producers": ["keskus", "yritys"], "funders": "kela"},
            "tuki": {"name": "Tuki", "organiser": "kunta", "producers": "kunta"},
            "ennen": {"name": "Ennen", "organiser": [{"organisation": "poliisi", "until": "2020-01-01"}]},
            "kysytty": {"name": "Vertaistuki", "organiser": {"open": "Kuka järjestää?"}},
            "arvoitus": {"name": "Neuvonta", "organiser": {"unknown": "Kenen?"}},
        },
        "levels": {
            "a": {"name": "Taso A", "critical": ["hoito", "tuki"], "partners": "seura"},
            "b": {"name": "Taso B", "services": ["ennen", "kysytty", "arvoitus"], "partners": {"open": "Ketkä?"}},
        },
        "moves": {
            "a -> b": {"handover": {"responsible": "poliisi"}, "criteria": {"open": "Mikä?", "decides": "muualla"}}
        },
        **more,
    }
    return compile_chain(Chain.model_validate(data))


def test_each_box_has_what_its_organisation_does_and_nothing_more() -> None:
    picture = network_view(star(), lang="fi", page="a3")
    (page,) = picture.pages
    drawn = [box for box in page.boxes if not box.id.startswith("legend-")]
    boxes = {box.id: " ".join(said_in(box).split()) for box in drawn}
    assert boxes == {
        "client": "",
        "target-group": "Asiakas Nuoret",
        "coordination": "Koordinointi ei kerrottu",
        "organisation:alue": "Alue ketjun järjestäjä, hyvinvointialue Järjestää Hoito",
        "organisation:keskus": "Keskus kuuluu organisaatioon: Alue Tuottaa Hoito",
        "organisation:kunta": "Kunta Järjestää, tuottaa Tuki",
        "organisation:yritys": "Yritys yksityinen sektori Tuottaa Hoito",
        "organisation:kela": "Kela Rahoittaa Hoito",
        "organisation:poliisi": "Poliisi valtio Nimetty Taso A -> Taso B: vastuun siirto: vastuutaho",
        "organisation:seura": "Seura järjestö, useita toimijoita Osallistuu Taso A",
        "organiser-not-stated": "Järjestäjä: ei kerrottu Ennen",
        "organiser-open": "Järjestäjä: ratkaisematta Vertaistuki – Kuka järjestää?",
        "organiser-not-known": "Järjestäjä: ei tiedossa Neuvonta – Kenen?",
        "partners-open": "Kumppanit: ratkaisematta Taso B – Ketkä?",
    }
    titles = {one.start: one.title for one in page.connectors}
    assert titles["organisation:kunta"] == "Kunta – Nuoret: järjestää, tuottaa"
    assert len(titles) == 7
    told = " ".join(picture.description)
    assert "Kunta. Järjestää, tuottaa: Tuki." in told
    assert "Yritys (yksityinen sektori). Tuottaa: Hoito." in told


def test_the_chain_s_own_house_stands_on_one_side_and_others_on_the_other() -> None:
    picture = network_view(star(), lang="fi", page="a3")
    places = {box.id: box.x for box in picture.pages[0].boxes}
    client = places["client"]
    left = {name for name, x in places.items() if name.startswith("organisation:") and x < client}
    assert left == {"organisation:alue", "organisation:keskus"}
    alone = network_view(star(organiser={"unknown": "Kuka?"}), lang="fi", page="a3")
    sides = [box.x < client for box in alone.pages[0].boxes if box.role == "organisation"]
    assert 2 < sum(sides) < len(sides) - 2, "where one side has nobody, both have some of the other"


def test_who_has_a_duty_is_told_of_the_day() -> None:
    before = compile_chain(star().chain, day=datetime.date(2019, 1, 1))
    assert "Järjestää Ennen" in said_in(parts(network_view(before, lang="fi"), "organisation:poliisi")[0])
    assert not parts(network_view(before, lang="fi"), "organiser-not-stated")


def test_the_coordination_stands_with_the_client_and_its_team_is_told_once() -> None:
    chain_s = {"worker": {"role": "ohjaaja"}, "team": "tiimi"}
    level_s = {"team": {"organisation": "tiimi", "role": "työryhmä"}, "plan": {"open": "Mikä suunnitelma?"}}
    levels = {"a": {"name": "Taso A", "services": ["hoito"]}, "b": {"name": "Taso B", "coordination": level_s}}
    graph = star(coordination=chain_s, levels=levels)
    picture = network_view(graph, lang="fi", page="a3")
    assert said_in(parts(picture, "coordination")[0]) == (
        "Koordinointi Nimetty työntekijä: ohjaaja Tiimi: Tiimi A Kela Koulu nuori"
    )
    told = "Taso B Koordinointi Yhteinen suunnitelma: ratkaisematta: Mikä suunnitelma? Tiimi: työryhmä, Tiimi A"
    assert said_in(next(box for box in picture.pages[0].boxes if box.id == "coordination-b")) == told
    assert not around(picture) & {"tiimi", "koulu"}, "who is only in the team stands in the team"
    held = star(coordination={"open": "Kuka?"})
    assert parts(network_view(held), "coordination")[0].role == "open"


def test_a_team_that_acts_has_its_members_in_its_own_box() -> None:
    services = {"hoito": {"name": "Hoito", "organiser": "tiimi"}}
    picture = network_view(star(services=services, levels={"a": {"name": "A", "services": ["hoito"]}}), lang="fi")
    assert said_in(parts(picture, "organisation:tiimi")[0]).endswith("Järjestää Hoito Jäsenet Kela Koulu nuori")


def test_the_deck_s_network_is_drawn() -> None:
    graph = compile_chain(load_chain(next(file for file in FILES if file.stem == "vaikeasti-tyollistyvat")))
    drawing = draw_chain(graph, view="network", lang="fi")
    picture = drawing.picture
    assert len(picture.pages) == 1
    assert said_in(parts(picture, "target-group")[0]) == "Asiakas Vaikeasti työllistyvät"
    toivo = said_in(parts(picture, "path-toivo")[0])
    assert toivo.count("ei tiedossa") == 2
    team = said_in(parts(picture, "coordination")[0])
    for one in ("omatyöntekijä, organisaatio ei tiedossa", "Integraatiotiimi", "sote-keskuslääkäri", "Kela"):
        assert one in team
    assert around(picture) >= {"pohjois-pohjanmaa", "kunta", "kasvupalvelut", "kela", "kolmas-sektori"}
    unknown = parts(picture, "organiser-not-known")[0]
    assert "Koulutus – Kunta vai muu?" in said_in(unknown)
    assert unknown.id not in {one.start for one in picture.pages[0].connectors}
    assert "Toivo" in drawing.svg().split("</desc>")[0]
    assert drawing.slides()[:2] == b"PK"


def test_a_client_without_a_name_is_called_so() -> None:
    picture = network_view(star(**{"target-group": {"open": "Keille?"}}), lang="fi")
    assert said_in(parts(picture, "target-group")[0]) == "Asiakas Kohderyhmä: ratkaisematta: Keille?"
    assert picture.pages[0].connectors[0].title.startswith("Alue – Asiakas")


def test_what_is_laid_over_it_stands_where_it_is_about() -> None:
    graph = star(paths={"matti": {"name": "Matti", "levels": ["a"]}})
    services = {**graph.chain.services, "tuki": graph.chain.services["tuki"].changed(name="Tuki 2")}
    after = compile_chain(graph.chain.changed(services=services, paths={"matti": {"name": "Matti", "levels": ["b"]}}))
    picture = network_view(after, changes(graph.chain, after, "fi"), lang="fi")
    assert "muutettu" in said_in(parts(picture, "organisation:kunta")[0])
    assert "muutettu" in said_in(parts(picture, "path-matti")[0])
    assert not parts(picture, "aside-1")
