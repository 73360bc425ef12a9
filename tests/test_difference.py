"""The difference of two versions, days, variants or workspaces: nothing is lost, nothing told twice."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import FILES, ROOT
from palveluketju import compile_chain, compile_workspace, load_chain, load_workspace
from palveluketju.analyses import Change, Difference, difference
from palveluketju.drawing import changes
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.model import Chain
from palveluketju.source import parse_source
from palveluketju.terms import LANGUAGES
from strategies import declarations

OLD = """
palveluketju: 1
id: tuki
name: Tuki
organiser: alue
goals: {apu: {text: Apu tulee ajoissa}}
entries: {itse: {to: raskas}}
levels:
  kevyt: {name: Kevyt tuki, critical: [neuvonta]}
  raskas: {name: Raskas tuki, critical: [hoito], services: [ohjaus]}
moves:
  kevyt -> raskas: {handover: {information: Yhteenveto}}
organisations:
  alue: {name: Alue}
  kunta: {name: Kunta}
services:
  neuvonta:
    name: Neuvonta
    organiser: [{organisation: kunta, until: 2024-12-31}, {organisation: alue, from: 2025-01-01}]
  hoito: {name: Hoito, organiser: alue}
  ohjaus: {name: Ohjaus}
interfaces: {sopimus: {between: [alue, kunta], agreement: Sovittu, valid-from: 2025-01-01}}
"""


def told(found: tuple[Difference, ...]) -> list[tuple[Any, ...]]:
    """What differs, how, and where."""
    return [(one.what, one.change.value, "/".join(map(str, one.place))) for one in found]


def changed(*pairs: tuple[str, str]) -> Chain:
    text = OLD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return load_chain_text(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_differs_from_itself(path: Any) -> None:
    chain = load_chain(path)
    assert difference(chain, chain) == ()
    assert difference(compile_chain(chain), compile_chain(load_chain(path))) == ()


def test_no_workspace_differs_from_itself() -> None:
    old, new = (compile_workspace(load_workspace([ROOT / "chains"])) for _ in range(2))
    assert difference(old, new) == ()


def test_another_id_with_the_same_name_and_place_is_renamed_and_what_refers_to_it_is_the_same() -> None:
    new = changed(("raskas", "vaativa"), ("hoito", "hoiva"), ("alue", "hva"), ("sopimus", "sop"), ("apu:", "auttaa:"))
    assert {one.change for one in difference(load_chain_text(OLD), new)} == {Change.RENAMED}
    assert {one.what: (one.before, one.after) for one in difference(load_chain_text(OLD), new)} == {
        "level": ("raskas", "vaativa"),
        "service": ("hoito", "hoiva"),
        "organisation": ("alue", "hva"),
        "interface": ("sopimus", "sop"),
        "goal": ("apu", "auttaa"),
    }


def test_another_place_is_not_the_same_element() -> None:
    old = load_chain_text(OLD)
    before = compile_chain(old).levels_declared
    levels = {"raskas": before["raskas"], "uusi": before["kevyt"]}
    new = old.changed(levels=levels, moves={})
    assert told(difference(old, new)) == [
        ("level", "added", "levels/uusi"),
        ("level", "removed", "levels/kevyt"),
        ("move", "removed", "moves/kevyt -> raskas"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("services: [ohjaus]", "services: [ohjaus, neuvonta]", ("offer", "added", "levels/raskas/services/1")),
        (", services: [ohjaus]", "", ("offer", "removed", "levels/raskas/services/0")),
        ("[hoito], services: [ohjaus]", "[hoito, ohjaus]", ("criticality", "changed", "levels/raskas/critical/1")),
        ("[ohjaus]", "[{service: ohjaus, optional: true}]", ("offer", "changed", "levels/raskas/services/0")),
        ("Hoito, organiser: alue", "Hoito, organiser: kunta", ("organiser", "changed", "services/hoito/organiser")),
        ("Ohjaus}", "Ohjaus, organiser: kunta}", ("organiser", "added", "services/ohjaus/organiser")),
        ("Yhteenveto", "Epikriisi", ("handover", "changed", "moves/kevyt -> raskas/handover")),
        ("Sovittu", "Uusi sopimus", ("agreement", "changed", "interfaces/sopimus/agreement")),
        ("goals: {apu: {text: Apu tulee ajoissa}}\n", "", ("goal", "removed", "goals/apu")),
        ("name: Tuki", "name: Uusi", ("name", "changed", "name")),
        ("services: [ohjaus]", "services: {open: Mikä?}", ("services", "changed", "levels/raskas/services")),
    ],
)
def test_each_change_is_told_once_with_its_ends(old: str, new: str, expected: tuple[str, str, str]) -> None:
    before, after = load_chain_text(OLD), changed((old, new))
    assert told(difference(before, after)) == [expected]
    back = difference(after, before)
    mirrored = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED, Change.CHANGED: Change.CHANGED}
    (one,) = difference(before, after)
    assert [(each.change, each.before, each.after) for each in back] == [(mirrored[one.change], one.after, one.before)]


def test_two_days_differ_in_duties_and_agreements() -> None:
    chain = load_chain_text(OLD)
    early, late = (compile_chain(chain, day=datetime.date(year, 6, 1)) for year in (2024, 2025))
    assert told(difference(early, late)) == [
        ("organiser", "changed", "services/neuvonta/organiser"),
        ("in force", "changed", "interfaces/sopimus"),
    ]
    assert difference(late, compile_chain(chain, day=datetime.date(2026, 6, 1))) == ()


def test_what_chains_have_from_a_catalogue_is_told_once_of_the_catalogue() -> None:
    catalogue = (
        "palveluketju-catalogue: 1\nname: Luettelo\nservices: {hoito: {name: Hoito}}\norganisations: {a: {name: A}}\n"
    )
    text = "palveluketju: 1\nid: {}\nname: {}\norganiser: a\nlevels: {{t: {{name: T, critical: [hoito]}}}}\n"

    def compiled(services: str, *names: tuple[str, str]) -> Any:
        sources = [parse_source(services, name="k/catalogue.yaml")]
        sources += [parse_source(text.format(*pair), name=f"k/{pair[0]}.yaml") for pair in names]
        return compile_workspace(join_sources(sources))

    old = compiled(catalogue, ("yksi", "Yksi"), ("kaksi", "Kaksi"))
    new = compiled(catalogue.replace("name: Hoito", "name: Hoiva"), ("yksi", "Yksi"), ("toinen", "Kaksi"))
    assert [(one.owner, one.what, one.change.value, one.place) for one in difference(old, new)] == [
        ("toinen", "chain", "renamed", ()),
        ("k/catalogue.yaml", "name", "changed", ("services", "hoito", "name")),
    ]


def test_only_what_is_alike_is_compared() -> None:
    chain = load_chain_text(OLD)
    with pytest.raises(TypeError, match="two chains"):
        difference(chain, compile_workspace([chain]))


# --- any change ------------------------------------------------------------------------------------------------------

Edit = Callable[[dict[str, Any], st.DataObject], "tuple[str, str, str] | None"]


def add_level(data: dict[str, Any], _: st.DataObject) -> tuple[str, str, str]:
    data["levels"]["uusi"] = {"name": "Aivan uusi taso"}
    return "level", "added", "levels/uusi"


def add_service(data: dict[str, Any], _: st.DataObject) -> tuple[str, str, str]:
    data["services"]["uusi"] = {"name": "Aivan uusi palvelu"}
    return "service", "added", "services/uusi"


def add_goal(data: dict[str, Any], _: st.DataObject) -> tuple[str, str, str]:
    data["goals"] = {**data.get("goals", {}), "uusi": {"text": "Aivan uusi tavoite"}}
    return "goal", "added", "goals/uusi"


def name_level(data: dict[str, Any], draw: st.DataObject) -> tuple[str, str, str]:
    name = draw.draw(st.sampled_from(sorted(set(data["levels"]) - {"uusi"})))
    data["levels"][name] = {**data["levels"][name], "name": "Aivan toinen nimi"}
    return "name", "changed", f"levels/{name}/name"


def offer_at_level(data: dict[str, Any], draw: st.DataObject) -> tuple[str, str, str] | None:
    name = draw.draw(st.sampled_from(sorted(set(data["levels"]) - {"uusi"})))
    level = data["levels"][name]
    if isinstance(level.get("services"), dict):
        return None
    data["services"]["tarjottu"] = {"name": "Aivan toinen palvelu"}
    data["levels"][name] = {**level, "services": [*level.get("services", []), "tarjottu"]}
    return "offer", "added", f"levels/{name}/services/{len(level.get('services', []))}"


def organise(data: dict[str, Any], _: st.DataObject) -> tuple[str, str, str]:
    had = data["services"]["s0"].get("organiser")
    data["organisations"]["jarjestaja"] = {"name": "Aivan uusi alue"}
    data["services"]["s0"] = {**data["services"]["s0"], "organiser": ["jarjestaja"]}
    return "organiser", "added" if had is None else "changed", "services/s0/organiser"


EDITS: tuple[Edit, ...] = (add_level, add_service, add_goal, name_level, offer_at_level, organise)
BESIDES = {("service", "added", "services/tarjottu"), ("organisation", "added", "organisations/jarjestaja")}


@given(declarations(), st.data())
@settings(max_examples=60, deadline=None)
def test_every_change_is_told_once(data: dict[str, Any], draw: st.DataObject) -> None:
    before = Chain.model_validate(data)
    later = {**data, **{key: dict(data[key]) for key in ("levels", "services", "organisations")}}
    edits = draw.draw(st.lists(st.sampled_from(EDITS), unique=True))
    expected = [said for edit in edits if (said := edit(later, draw)) is not None]
    after = Chain.model_validate(later)
    found = [one for one in told(difference(before, after)) if one not in BESIDES]
    assert sorted(found) == sorted(expected)
    assert difference(before, Chain.model_validate(data)) == ()
    for lang in LANGUAGES:
        overlay = changes(before, compile_chain(after), lang)
        assert len(overlay.told) == len(difference(before, after))
        assert bool(overlay.words) == bool(found)


@given(declarations(), declarations())
@settings(max_examples=60, deadline=None)
def test_two_chains_that_are_not_equal_differ(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = Chain.model_validate(one), Chain.model_validate(other)
    found = difference(first, second)
    assert bool(found) == (first.model_dump() != second.model_dump())
    assert len({(each.what, each.place, each.change) for each in found}) == len(found)
    for lang in LANGUAGES:
        assert len(changes(first, compile_chain(second), lang).told) == len(found)
