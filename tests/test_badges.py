"""Whose a service is, as a badge: of every known organiser where they differ, and of nobody else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chain_files import FILES
from geometry import faults
from palveluketju import compile_chain, draw_chain, load_chain
from palveluketju.drawing import picture_from_json
from palveluketju.drawing.content.badges import Badges, letters_of
from palveluketju.drawing.looks.theme import LEGIBLE, THEMES, contrast
from palveluketju.drawing.picture.picture import Badge, Mark, MarkKind, Picture
from palveluketju.drawing.typesetting.badges import letter_of
from palveluketju.drawing.typesetting.items import SIZES, Item
from palveluketju.drawing.typesetting.setting import set_item, widths
from palveluketju.drawing.writers.reading import letters, paragraphs
from palveluketju.graph import ChainGraph
from palveluketju.model import Chain, State, state_of
from palveluketju.terms import LANGUAGES, term

LETTERED = (MarkKind.BADGE_OWN, MarkKind.BADGE_PUBLIC, MarkKind.BADGE_OTHER)


@cache
def graph_of(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


def made(organisers: dict[str, Any], own: Any = "alue", **data: Any) -> ChainGraph:
    """A chain whose one level offers a service of each organiser that is told, by the name of the service."""
    organisations = {
        "alue": {"name": "Alue", "sector": "wellbeing-services-county"},
        "kunta": {"name": "Kunta", "sector": "municipality"},
        "kela": {"name": "Kela", "sector": "kela"},
        "kumppani": {"name": "Kumppani"},
    }
    services = {
        f"s{place}": {"name": name, **({} if told is None else {"organiser": told})}
        for place, (name, told) in enumerate(organisers.items())
    }
    level = {"name": "Alku", "services": list(services)}
    whole = {"organisations": organisations, "organiser": own, "services": services, "levels": {"a": level}}
    return compile_chain(Chain.model_validate({"id": "k", "name": "Ketju", "order": "path", **whole, **data}))


def stairs_of(graph: ChainGraph, lang: str = "fi") -> Picture:
    return draw_chain(graph, view="stairs", lang=lang, page="a3").picture


def badges_in(picture: Picture) -> dict[str, list[Any]]:
    """The badges behind each text of the boxes, by its letters."""
    found: dict[str, list[Any]] = {}
    for page in picture.pages:
        for box in page.boxes:
            for one in paragraphs(box.lines, box.marks):
                signs = [mark.sign for mark in sorted(one.marks, key=lambda m: m.x) if mark.kind.is_badge]
                found.setdefault(letters(one.text), []).extend(signs)
    return found


UNKNOWN, OPEN = {"unknown": "Kuka?"}, {"open": "Kuka?"}
MIXED = {"Eka": "alue", "Toka": ["kunta", "kela"], "Kolmas": UNKNOWN, "Neljäs": OPEN, "Viides": None, "Kuudes": "kela"}


def test_every_service_says_whose_it_is() -> None:
    picture = stairs_of(made(MIXED))
    found = badges_in(picture)
    kunta, kela = Badge(MarkKind.BADGE_PUBLIC, "K"), Badge(MarkKind.BADGE_OTHER, "KE")
    assert found["eka"] == [Badge(MarkKind.BADGE_OWN, "A")]
    assert (found["toka"], found["kuudes"]) == ([kunta, kela], [kela])
    assert [found[name] for name in ("kolmas", "neljäs", "viides")] == [
        [MarkKind.BADGE_UNKNOWN],
        [MarkKind.BADGE_OPEN],
        [MarkKind.BADGE_UNTOLD],
    ]
    legend = dict(picture.legend)
    assert legend[kunta] == "järjestäjä: Kunta"
    assert legend[MarkKind.BADGE_UNKNOWN] == f"järjestäjä: {term('not-known', 'fi')}"
    assert len({legend[one] for some in found.values() for one in some}) == 6
    assert not faults(picture)


def test_words_say_the_name_in_place_of_the_letter() -> None:
    said = draw_chain(made(MIXED), view="stairs", lang="fi").text()
    assert "- Toka (järjestäjä: Kunta, järjestäjä: Kela, " in said
    assert "- Kolmas (järjestäjä: ei tiedossa)" in said


@pytest.mark.parametrize(
    ("organisers", "own"),
    [
        ({"Eka": "alue", "Toka": "alue"}, "alue"),
        ({"Eka": UNKNOWN, "Toka": None}, "alue"),
        ({"Eka": "alue", "Toka": {"not-applicable": "Ei palvelu."}}, "alue"),
    ],
)
def test_badges_that_say_nothing_are_left_out(organisers: dict[str, Any], own: str) -> None:
    picture = stairs_of(made(organisers, own))
    assert not any(badges_in(picture).values())
    assert "Alue" in " ".join(line.text for line in picture.pages[0].lines), "the heading says whose the chain is"


def test_one_other_organiser_of_all_is_told() -> None:
    found = badges_in(stairs_of(made({"Eka": "kunta", "Toka": "kunta"})))
    assert found["eka"] == found["toka"] == [Badge(MarkKind.BADGE_PUBLIC, "K")]


def test_an_organiser_of_no_told_sector_is_not_taken_for_a_public_one() -> None:
    assert badges_in(stairs_of(made({"Eka": "kumppani"})))["eka"] == [Badge(MarkKind.BADGE_OTHER, "K")]


def test_no_two_organisers_have_one_letter() -> None:
    names = ["Kunta", "Kela", "KELA", "Kk", "K", "", "123", "Åbo", "Kunta"]
    assert letters_of(names) == ("K", "KE", "KL", "KK", "K1", "1", "12", "Å", "KU")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_badges_of_the_chains_are_what_the_files_tell(path: Path) -> None:
    graph = graph_of(path)
    own, offers = set(graph.own_organisers()), graph.offers()
    told = [set(graph.organisers_of(one.service)) if graph.is_service(one.service) else set() for one in offers]
    differs = any(some and some != own for some in told) or any(
        not some and state_of(graph.service(offer.service).organiser) is not State.NOT_APPLICABLE
        for some, offer in zip(told, offers, strict=True)
        if graph.is_service(offer.service)
    )
    badges = Badges(graph, "fi")
    meanings = dict(badges.legend)
    for some, offer in zip(told, offers, strict=True):
        named = {meanings[sign] for sign in badges.of(offer.service) if isinstance(sign, Badge)}
        is_due = differs and any(told)
        assert named == ({f"järjestäjä: {graph.name(who, 'fi')}" for who in some} if is_due else set())
    drawn = {sign for some in badges_in(stairs_of(graph)).values() for sign in some}
    assert drawn == {sign for offer in offers for sign in badges.of(offer.service)}


def test_lanes_tell_the_organiser_themselves_and_lanes_of_producers_do_not() -> None:
    graph = made(MIXED, moves={})
    assert not any(badges_in(draw_chain(graph, view="lanes", lang="fi").picture).values())
    producing = {"producers": "kela"}
    graph = compile_chain(
        Chain.model_validate(
            {
                **graph.chain.model_dump(by_alias=True, exclude_unset=True),
                "services": {"s": {"name": "Eka", "organiser": "kunta", **producing}},
                "levels": {"a": {"name": "Alku", "services": ["s"]}},
            }
        )
    )
    picture = draw_chain(graph, view="lanes-by-producer", lang="fi").picture
    assert badges_in(picture)["eka"] == [Badge(MarkKind.BADGE_PUBLIC, "K")]
    assert not faults(picture)


@pytest.mark.parametrize("view", ["coverage-by-tier", "coverage-by-sector"])
def test_so_do_the_cells_of_coverage(view: str) -> None:
    graph = made(MIXED)
    extra = {"name": "Muu", "organiser": "kumppani"}
    services = {**graph.chain.model_dump(by_alias=True, exclude_unset=True)["services"], "x": extra}
    whole = graph.chain.model_dump(by_alias=True, exclude_unset=True)
    graph = compile_chain(Chain.model_validate({**whole, "services": services}))
    picture = draw_chain(graph, view=view, lang="fi", page="a3").picture
    found, stairs = badges_in(picture), badges_in(stairs_of(graph))
    for name in map(str.lower, MIXED):
        assert set(found[name]) == set(stairs[name]) != set()
    (unoffered,) = set(found["muu"])
    assert dict(picture.legend)[unoffered] == "järjestäjä: Kumppani", "what no level has is somebody's too"
    assert not faults(picture)


def test_so_do_the_boxes_of_a_neighbourhood() -> None:
    graph = made(MIXED)
    picture = draw_chain(graph, view="neighbourhood", element="level:a", lang="fi", page="a3").picture
    found, stairs = badges_in(picture), badges_in(stairs_of(graph))
    assert {name: found[name] for name in map(str.lower, MIXED)} == {n: stairs[n] for n in map(str.lower, MIXED)}
    assert {sign for some in found.values() for sign in some} <= set(dict(picture.legend))
    assert not faults(picture)


def test_the_graph_writes_the_letter() -> None:
    dot = draw_chain(made(MIXED), view="graph", lang="fi").dot()
    for text in ("Eka [A]", "Toka [K]", "Kuudes [KE]", "Kolmas […]", "Neljäs [?]", "Viides [–]"):
        assert text in dot, text
    assert "järjestäjä: Kunta" in dot


def test_a_badge_survives_the_way_through_json() -> None:
    drawing = draw_chain(made(MIXED), view="stairs", lang="fi")
    assert '"letter": "KE"' in drawing.json()
    assert picture_from_json(drawing.json()) == drawing.picture


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("on", ["", "services", "bar", "level-1", "level-5"])
def test_letters_can_be_read(theme: Any, on: str) -> None:
    ground = theme.style(on).fill if on else theme.background
    for kind in LETTERED:
        behind = theme.mark_colour(kind, on) if kind is MarkKind.BADGE_OWN else ground
        assert contrast(theme.letter_colour(kind, on), behind) >= LEGIBLE
        assert contrast(theme.mark_colour(kind, on), ground) >= LEGIBLE


def test_a_letter_is_as_large_as_the_text_and_has_its_room() -> None:
    plain, badged = (Item("Neuvola", after=after) for after in ((), (Badge(MarkKind.BADGE_PUBLIC, "KE"),)))
    sizes = SIZES[-1]
    (mark,) = set_item(badged, 200, sizes).marks
    letter = letter_of(mark)
    assert letter is not None
    assert letter.size == pytest.approx(sizes.body)
    assert mark.x <= letter.x
    assert letter.x + letter.width <= mark.x + mark.width
    assert widths([badged], sizes).natural >= widths([plain], sizes).natural + mark.width
    assert letter_of(Mark(0, 0, 9, MarkKind.BADGE_OPEN)) is None


HANDOVER = {"information": "Tilannearvio", "document": "Lähete", "within": "7 d"}


@pytest.mark.parametrize("view", ["stairs", "lanes"])
def test_what_crosses_with_the_client_stands_in_the_note(view: str) -> None:
    levels = {"a": {"name": "Alku"}, "b": {"name": "Loppu"}}
    moves = {"a -> b": {"criteria": "Tarve kasvaa", "handover": HANDOVER}}
    graph = made({}, levels=levels, moves=moves)
    for lang in LANGUAGES:
        picture = draw_chain(graph, view=view, lang=lang).picture
        page = picture.pages[0]
        lines = [*page.lines, *(line for one in page.connectors for line in one.lines)]
        told = letters("".join(line.text for line in lines))
        for key in ("information", "document", "within"):
            assert letters(term(key, lang)) in told
        assert letters("Tilannearvio") in told


def test_so_many_organisers_that_letters_say_nothing_have_no_badges() -> None:
    def of(most: int) -> ChainGraph:
        organisations = {f"o{place}": {"name": f"Järjestö {place}", "sector": "ngo"} for place in range(most)}
        services = {f"s{place}": {"name": f"Palvelu {place}", "organiser": f"o{place}"} for place in range(most)}
        whole = {"id": "k", "name": "Ketju", "organiser": "o0", "services": services, "organisations": organisations}
        levels = {"a": {"name": "Alku", "services": list(services)}}
        return compile_chain(Chain.model_validate({**whole, "levels": levels}))

    assert [bool(Badges(of(most), "fi").legend) for most in (20, 21, 400)] == [True, False, False]
    assert draw_chain(of(200), lang="fi").picture.pages  # whose legend alone would have filled the page
