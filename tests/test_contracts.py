"""Contracts: each of their kinds broken, kept and undecided; their tables; and the rule that is made of one."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from palveluketju import CannotRun, compile_workspace, load_workspace
from palveluketju.checking import check_workspace
from palveluketju.findings import Severity, filled, stamp
from palveluketju.graph import WorkspaceGraph
from palveluketju.loading import join_sources
from palveluketju.selecting import Contract, Ground, Outcome, contract_of, contract_rule, outcome
from palveluketju.source import parse_source

pytestmark = pytest.mark.quick

BASE = """
palveluketju: 1
id: ketju
name: Lasten ketju
organiser: hva
target-group: {segments: SEGMENTS}
areas:
  maakunta: {name: Maakunta}
  vantaa: {name: Vantaa, part-of: maakunta}
  muualla: {name: Muu maakunta}
organisations:
  hva: {name: Hyvinvointialue, sector: wellbeing-services-county}
  kunta: {name: Kunta, sector: municipality}
  jarjesto: {name: Järjestö, sector: ngo}
segments: {lapset: {name: Lapset}, nuoret: {name: Nuoret}}
services:
  neuvola: {name: Neuvola, tier: basic, organiser: hva}
  koulu: {name: Koulu, tier: basic, organiser: kunta}
  psykiatria: {name: Psykiatria, tier: specialised, organiser: hva, availability: AVAILABLE}
  jalkihuolto: {name: Jälkihuolto, tier: basic, organiser: hva}
interfaces:
  hva-ja-kunta: {between: [hva, kunta], INTERFACE}
levels:
  kevyt: {name: Kevyt, critical: [neuvola]}
  koulussa: {name: Koulussa, critical: [koulu]}
  raskas: {name: Raskas, critical: [psykiatria], services: RASKAS}
moves: {"kevyt -> koulussa": MOVE}
exits: EXITS
"""
KEPT = {
    "SEGMENTS": "lapset",
    "AVAILABLE": "{areas: vantaa}",
    "INTERFACE": "agreement: Sopimus",
    "RASKAS": "[jalkihuolto]",
    "MOVE": "{}",
    "EXITS": "{ulos: {name: Ulos, from: kevyt}}",
}
IN_THE_COUNTY = {"forbidden": "kind:critical & tier:specialised - area:maakunta"}
AGREED = {"every": "kind:handover & sector:municipality", "has": "agreement"}
AFTERCARE = {"every": "kind:chain & segment:lapset", "has": "(kind:service | kind:exit | kind:level) & *jalkihuol*"}


@cache
def _workspace(text: str) -> WorkspaceGraph:
    report = check_workspace(join_sources([parse_source(text, name="ketju.yaml")]))
    assert not [one.finding.message for file in report.files for one in file.findings if one.finding.code < "PK1"]
    return compile_workspace(join_sources([parse_source(text, name="ketju.yaml")]))


def workspace(**changes: str) -> WorkspaceGraph:
    text = BASE
    for key, value in {**KEPT, **changes}.items():
        text = text.replace(key, value)
    return _workspace(text)


def contract(parts: dict[str, Any]) -> Contract:
    return contract_of({"name": "sopimus", "reason": "Näin on päätetty.", **parts})


def held(parts: dict[str, Any], **changes: str) -> Outcome:
    return outcome(contract(parts), workspace(**changes))


def places(found: Outcome) -> list[str]:
    return [".".join(map(str, spot.where)) or "chain" for _, spot in found.breaches]


# --- the three that were asked for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("available", "broken", "undecided"),
    [
        ("{areas: vantaa}", [], []),
        ("{areas: maakunta}", [], []),
        ("{areas: [muualla, vantaa]}", [], []),
        ("{areas: muualla}", ["levels.raskas.critical.0"], []),
        ("{areas: {open: Missä}}", [], ["psykiatria"]),
        ("{open: Missä}", [], ["psykiatria"]),
        ("{languages: fi}", [], []),  # silence does not say that the forbidden is there
    ],
)
def test_no_critical_specialised_service_outside_an_area(
    available: str, broken: list[str], undecided: list[str]
) -> None:
    found = held(IN_THE_COUNTY, AVAILABLE=available)
    assert places(found) == broken
    assert [one.id for one in found.undecided] == undecided
    assert [one.id for one in found.unstated] == (["psykiatria"] if "languages" in available else [])


@pytest.mark.parametrize(
    ("changes", "broken", "undecided"),
    [
        ({}, 0, 0),
        ({"INTERFACE": "contact: kunta"}, 2, 0),
        ({"INTERFACE": "agreement: {open: Mitä sovitaan}"}, 0, 2),
        ({"INTERFACE": "agreement: {not-applicable: Laki riittää.}"}, 0, 0),
        ({"INTERFACE": "agreement: Sopimus, status: draft"}, 0, 2),
        ({"INTERFACE": "agreement: Sopimus, valid-until: 2020-01-01"}, 2, 0),
        ({"INTERFACE": "agreement: Sopimus, segments: nuoret"}, 2, 0),
        ({"INTERFACE": "contact: kunta", "MOVE": "{handover: {agreement: Sovittu}}"}, 1, 0),
        ({"INTERFACE": "contact: kunta", "MOVE": "{handover: {open: Miten}}"}, 1, 1),
    ],
)
def test_every_hand_over_to_a_sector_has_an_agreement(changes: dict[str, str], broken: int, undecided: int) -> None:
    found = held(AGREED, **changes)
    assert (len(found.breaches), len(found.undecided)) == (broken, undecided)


def test_an_agreement_with_another_organisation_is_none_with_this_one() -> None:
    both = {
        "RASKAS": "[jalkihuolto]",
        "INTERFACE": "contact: kunta}\n  hva-ja-jarjesto: {between: [hva, jarjesto], agreement: S",
    }
    assert len(held(AGREED, **both).breaches) == 2


@pytest.mark.parametrize(
    ("changes", "broken", "undecided"),
    [
        ({}, 0, 0),
        ({"RASKAS": "[]"}, 1, 0),  # that a service is declared and nowhere offered is not enough
        ({"RASKAS": "[]", "EXITS": "{jalkihuoltoon: {name: Jälkihuoltoon, from: raskas}}"}, 0, 0),
        ({"RASKAS": "[]", "EXITS": "{unknown: Entä jälkihuolto}"}, 0, 1),
        ({"RASKAS": "[{open: Mitä muuta}]"}, 0, 1),
        ({"RASKAS": "{not-applicable: Ei muuta.}"}, 1, 0),
        ({"RASKAS": "[]", "SEGMENTS": "nuoret"}, 0, 0),
        ({"RASKAS": "[]", "SEGMENTS": "{open: Ketkä}"}, 0, 1),
    ],
)
def test_every_chain_of_a_segment_has_aftercare(changes: dict[str, str], broken: int, undecided: int) -> None:
    found = held(AFTERCARE, **changes)
    assert (len(found.breaches), len(found.undecided)) == (broken, undecided)


# --- other forms ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "has", "broken"),
    [
        ("kind:level", "timing", ["levels.kevyt", "levels.koulussa", "levels.raskas"]),
        ("kind:chain", "owner", ["chain"]),
        ("kind:chain", "organiser", []),
        ("kind:critical", "availability", ["levels.kevyt.critical.0", "levels.koulussa.critical.0"]),
        ("kind:handover", "information", ["moves.kevyt -> koulussa", "levels.raskas"]),
        ("kind:interface-service", "agreement", []),
        ("kind:interface-service", "contact", ["levels.koulussa.critical.0"]),
        ("kind:level", "tier:specialised", ["levels.kevyt", "levels.koulussa"]),
        ("kind:level", "kind:service & *", []),
        ("kind:level", "kind:handover", []),
        ("kind:critical", "area:vantaa", ["levels.kevyt.critical.0", "levels.koulussa.critical.0"]),
        ("kind:service", "kind:service", []),
        ("zz*", "agreement", []),
    ],
)
def test_each_element_states_a_key_or_holds_an_element(every: str, has: str, broken: list[str]) -> None:
    assert places(held({"every": every, "has": has})) == broken


@pytest.mark.parametrize(
    ("required", "changes", "is_missing"),
    [
        ("kind:exit", {}, False),
        ("kind:exit", {"EXITS": "{open: Mitkä}"}, False),
        ("kind:exit", {"EXITS": "{}"}, True),
        ("kind:concept", {}, True),
        ("kind:service & tier:demanding", {}, True),
        ("kind:service & tier:demanding", {"RASKAS": "{open: Mitä}"}, False),
    ],
)
def test_a_required_selection_must_not_be_empty(required: str, changes: dict[str, str], is_missing: bool) -> None:
    found = held({"required": required}, **changes)
    assert found.breaches == ()
    assert (found.missing is not None) == is_missing
    if found.missing is not None:
        assert found.missing.where == ()
        assert f"'{required}'" in filled(found.missing.mend, found.missing.values)


def test_nothing_is_missing_for_certain_where_a_file_has_errors() -> None:
    wrong = WorkspaceGraph(workspace().graphs, (), wrong=[None])
    assert outcome(contract({"required": "kind:concept"}), wrong).missing is None


# --- findings -------------------------------------------------------------------------------------------------


def test_a_breach_is_a_finding_in_two_sentences() -> None:
    rule = contract_rule(contract({**IN_THE_COUNTY, "severity": "warning"}))
    assert (rule.code, rule.name, rule.severity) == ("contract:sopimus", "sopimus", Severity.WARNING)
    assert rule.group.name == "own"
    assert rule.check is not None
    ((graph, spot),) = rule.check(workspace(AVAILABLE="{areas: muualla}"))
    assert graph.chain.id == "ketju"
    finding = stamp(rule, spot)
    assert finding.what == "Critical service 'Psykiatria' is not allowed by contract 'sopimus': Näin on päätetty."
    assert finding.mend == (
        "Change 'psykiatria' so that 'kind:critical & tier:specialised - area:maakunta' does not select it."
    )


def test_a_hand_over_is_named_with_its_other_side() -> None:
    found = held(AGREED, INTERFACE="contact: kunta")
    said = [(filled(spot.what, spot.values), filled(spot.mend, spot.values)) for _, spot in found.breaches]
    assert said[0] == (
        "Hand-over 'Kevyt -> Koulussa' (other side 'Kunta') does not state what contract 'sopimus' requires, agreement:"
        " Näin on päätetty.",
        "Write 'handover: {agreement: ...}' on move 'kevyt -> koulussa', or 'agreement:' in an interface with 'kunta';"
        " '{open: ...}' while it is undecided.",
    )


def test_a_reason_is_in_the_language_of_the_reader() -> None:
    made = contract_of({"name": "s", "reason": {"fi": "Syy", "sv": "Skäl"}, "forbidden": "kind:exit"})
    (_, spot), *_ = outcome(made, workspace()).breaches
    assert "Skäl" in filled(spot.what, spot.values, "sv")
    assert "Syy" in filled(spot.what, spot.values, "fi")


def test_a_contract_is_checked_with_the_others_in_the_files() -> None:
    text = BASE
    for key, value in {**KEPT, "AVAILABLE": "{areas: muualla}"}.items():
        text = text.replace(key, value)
    read = join_sources([parse_source(text, name="ketju.yaml")])
    report = check_workspace(read, workspace_checks=[contract_rule(contract(IN_THE_COUNTY))])
    (found,) = (one for file in report.files for one in file.findings if one.finding.code == "contract:sopimus")
    line = text.splitlines()[found.position.line - 1]
    assert "critical: [psykiatria]" in line


@pytest.mark.parametrize("forbidden", ["kind:organisation & sector:kela", "kind:interface & border:sector"])
def test_what_several_chains_have_from_a_catalogue_is_one_finding_there(forbidden: str) -> None:
    read = load_workspace(["chains/uusimaa"])
    made = contract({"forbidden": forbidden})
    report = check_workspace(read, checks=(), workspace_checks=[contract_rule(made)])
    found = [one for file in report.files for one in file.findings if one.finding.code == "contract:sopimus"]
    everywhere = outcome(made, compile_workspace(read)).breaches
    assert 0 < len(found) < len(everywhere)
    assert len(found) == len({spot.where for _, spot in everywhere})
    assert {one.file for one in found} <= {file.name for file in read.files if file.is_catalogue}


def test_contracts_share_a_ground() -> None:
    ground = Ground(workspace())
    for parts in (IN_THE_COUNTY, AGREED, AFTERCARE, {"required": "kind:exit"}):
        assert outcome(contract(parts), ground) == outcome(contract(parts), workspace())


# --- what is wrong with a contract ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "contract number 3: 'name' is missing"),
        ({"name": 1}, "contract number 3: 'name' is a text"),
        ({"name": "Iso nimi", "reason": "x", "forbidden": "a"}, "'name': write an id"),
        ({"name": "a"}, "contract 'a', 'reason': it is missing"),
        ({"name": "a", "reason": " ", "required": "a"}, "contract 'a', 'reason': say why"),
        ({"name": "a", "reason": 5, "required": "a"}, "a reason is a text, or texts by language"),
        ({"name": "a", "reason": {"de": "x"}, "required": "a"}, "a reason is a text, or texts by language"),
        ({"name": "a", "reason": {"fi": " "}, "required": "a"}, "a reason is a text, or texts by language"),
        ({"name": "a", "reason": "x"}, "this one has none of them"),
        ({"name": "a", "reason": "x", "every": "a"}, "this one has 'every'"),
        ({"name": "a", "reason": "x", "forbidden": "a", "required": "b"}, "this one has 'forbidden' and 'required'"),
        ({"name": "a", "reason": "x", "forbiden": "a"}, "unknown key 'forbiden'; did you mean 'forbidden'?"),
        ({"name": "a", "reason": "x", "forbidden": ["a"]}, "contract 'a', 'forbidden': a selection is a text"),
        ({"name": "a", "reason": "x", "required": "a", "severity": "big"}, "'severity': write error, warning or info"),
        ({"name": "a", "reason": "x", "required": "a b"}, "contract 'a', 'required': selection 'a b', column 3: "),
        ({"name": "a", "reason": "x", "forbidden": "finding:error"}, "cannot ask for them"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_key(table: dict[str, Any], said: str) -> None:
    with pytest.raises(CannotRun) as error:
        contract_of(table, 3)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"forbidden": "neuvla"}, "contract 'sopimus', 'forbidden': selection 'neuvla', column 1: there is no element"),
        ({"every": "kind:level", "has": "area:vanta"}, "'has': selection 'area:vanta', column 6: there is no area"),
        ({"every": "kind:level", "has": "timin"}, "'timin' is neither a key nor an id; did you mean 'timing'?"),
        ({"every": "kind:level", "has": "owner"}, "'has': elements of kind 'level': there is no key 'owner'"),
        ({"every": "kind:interface-service", "has": "timing"}, "choose from 'agreement' and 'contact'"),
    ],
)
def test_a_contract_that_asks_for_what_there_is_not_is_an_error(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(CannotRun) as error:
        held(parts)
    assert said in str(error.value)
