"""Houses: one rule decides which organisations are one party."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import pytest

from palveluketju import compile_chain
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import Organisation, by_house, house_of, houses_of
from palveluketju.source import parse_source


def organisations_of(**declared: tuple[str | None, Any]) -> dict[str, Organisation]:
    """Organisations by id, of what each is a part of and its sector."""
    return {
        name: Organisation.model_validate({"name": name.title(), "part-of": whole, "sector": sector})
        for name, (whole, sector) in declared.items()
    }


COUNTY = "wellbeing-services-county"


def test_a_house_is_the_topmost_within_the_sector() -> None:
    organisations = organisations_of(
        county=(None, COUNTY), unit=("county", None), ward=("unit", COUNTY), enterprise=("county", "municipality")
    )
    houses = {name: house_of(organisations, name) for name in organisations}
    assert houses == {"county": "county", "unit": "county", "ward": "county", "enterprise": "enterprise"}


@pytest.mark.parametrize("between", [None, {"open": "Mikä?"}, {"not-applicable": "Tiimi"}])
def test_a_border_holds_across_units_that_do_not_tell_their_sector(between: Any) -> None:
    organisations = organisations_of(
        county=(None, COUNTY),
        a=("county", between),
        b=("a", between),
        school=("b", "municipality"),
        room=("school", None),
    )
    houses = {name: house_of(organisations, name) for name in organisations}
    assert houses == {"county": "county", "a": "county", "b": "county", "school": "school", "room": "school"}


def test_what_tells_no_sector_is_no_border() -> None:
    organisations = organisations_of(top=(None, None), a=("top", "municipality"), b=("top", COUNTY))
    assert by_house(organisations, ["b", "a"]) == {"top": ("b", "a")}


def test_organisations_that_nobody_declares_are_houses_by_themselves() -> None:
    organisations = organisations_of(a=("ghost", None), b=("ghost", None))
    assert by_house(organisations, ["a", "b", "ghost", "other"]) == {"ghost": ("a", "b", "ghost"), "other": ("other",)}


@pytest.mark.parametrize(
    "sectors", [(None, None, None), (None, COUNTY, None), (None, COUNTY, "municipality"), (COUNTY, None, "kela")]
)
def test_a_circle_has_one_answer_and_an_end(sectors: tuple[str | None, ...]) -> None:
    for a, b, c in permutations(sectors):
        organisations = organisations_of(a=("b", a), b=("c", b), c=("a", c), outside=("b", None))
        houses = {name: house_of(organisations, name) for name in organisations}
        told = [sector for sector in sectors if sector]
        assert len({houses[name] for name in "abc"}) == max(1, len(told))
        assert all(houses[house] == house for house in houses.values())
        assert houses["outside"] == houses["b"]


def test_the_houses_of_all_are_those_of_each() -> None:
    """Of all ways in which three organisations can be parts of each other, of what nobody declares, or of none."""
    every = [(whole, sector) for whole in (None, "a", "b", "c", "ghost") for sector in (None, COUNTY, "municipality")]
    made = {one: organisations_of(x=one)["x"] for one in every}
    for some in product(every, repeat=3):
        organisations = {name: made[one] for name, one in zip("cab", some, strict=True)}
        assert houses_of(organisations) == {name: house_of(organisations, name) for name in organisations}


def test_a_long_way_up_is_walked_once() -> None:
    organisations = organisations_of(**{f"o{n}": (f"o{n + 1}" if n < 2000 else None, None) for n in range(2001)})
    assert house_of(organisations, "o0") == "o2000"


CATALOGUE = """
palveluketju-catalogue: 1
organisations:
  county: {name: County, sector: wellbeing-services-county}
  centre: {name: Centre, part-of: county}
  hospital: {name: Hospital, part-of: county}
  town: {name: Town, sector: municipality}
  school: {name: School, part-of: town}
interfaces:
  of-units: {between: [centre, school], agreement: A}
  inside: {between: [centre, hospital], agreement: B}
"""


@pytest.mark.parametrize(
    ("organisers", "interfaces"),
    [("town", ["of-units"]), ("school", ["of-units"]), ("hospital", []), ("[centre, hospital]", ["inside"])],
)
def test_a_chain_has_the_interfaces_of_its_house(organisers: str, interfaces: list[str]) -> None:
    text = f"""
palveluketju: 1
id: x
name: X
organiser: county
levels: {{a: {{name: A, services: s}}}}
services: {{s: {{name: S, organiser: {organisers}}}}}
"""
    workspace = join_sources([parse_source(CATALOGUE, name="catalogue.yaml"), parse_source(text, name="x.yaml")])
    assert list(workspace.chains[0].interfaces) == interfaces


def test_a_unit_of_the_organisers_house_is_its_own() -> None:
    text = CATALOGUE.replace("palveluketju-catalogue: 1", "") + (
        "palveluketju: 1\nid: x\nname: X\norganiser: centre\nlevels: {a: {name: A, services: [h, t]}}\n"
        "services: {h: {name: H, organiser: hospital}, t: {name: T, organiser: school}}\n"
    )
    graph = compile_chain(load_chain_text(text))
    assert [graph.is_own(name) for name in ("centre", "hospital", "county", "town", "school")] == [True] * 3 + [
        False
    ] * 2
    assert graph.parties(graph.organisers_at("a")) == {"county": ("hospital",), "town": ("school",)}
