"""Where an acceptance counts: on its element, and at the places that its patterns name."""

from __future__ import annotations

import pytest

from palveluketju.checking import WorkspaceReport, check_workspace
from palveluketju.loading import join_sources
from palveluketju.source import parse_source

pytestmark = pytest.mark.quick

CATALOGUE = """palveluketju-catalogue: 1
{accepted}organisations: {{alue: {{name: Alue}}}}
services:
  neuvola: {{name: Neuvola}}
  perhetyo: {{name: TODO, organiser: alue}}
"""
CHAIN = """palveluketju: 1
id: {id}
name: {id}
organiser: alue
participation: {{action: Raati}}
goals: {{g: {{text: Apu tulee ajoissa}}}}
entries: {{e: {{to: kevyt}}}}
coordination: {{worker: alue}}
{accepted}levels:
  kevyt: {{name: Kevyt, role: [guidance, prevention], critical: neuvola}}
  laaja: {{name: Laaja, carries: kevyt, services: perhetyo}}
  laaja-2: {{name: Laaja uudelleen, carries: kevyt, services: perhetyo}}
"""


def checked(catalogue: str = "", *chains: str) -> WorkspaceReport:
    texts = (
        CATALOGUE.format(accepted=catalogue),
        *(CHAIN.format(id=f"k{n}", accepted=one) for n, one in enumerate(chains)),
    )
    return check_workspace(join_sources(parse_source(text, name=str(place)) for place, text in enumerate(texts)))


def accepting(at: str, check: str = "PK208") -> str:
    return f"accepted: {{check: {check}, at: {at}, reason: Sovittu}}\n"


@pytest.mark.parametrize(
    ("at", "where"),
    [
        ("levels.laaja", ["laaja"]),
        ("levels.laaja*", ["laaja", "laaja-2"]),
        ("levels.*", ["laaja", "laaja-2"]),
        ("'*.*-2'", ["laaja-2"]),
        ("[levels.laaja, levels.laaja-2]", ["laaja", "laaja-2"]),
        ("levels", ["laaja", "laaja-2"]),
        ("levels.*.services", []),
        ("levels.kevyt", []),
        ("level.*", []),
    ],
)
def test_a_pattern_names_places_of_the_chain(at: str, where: list[str]) -> None:
    report = checked("", accepting(at))
    assert [one.finding.where[1] for one in report.files[1].accepted] == where
    counting = [one.finding.code for one in report.files[1].findings]
    assert counting.count("PK208") == 2 - len(where)
    assert ("PK901" in counting) is (not where)  # an acceptance that names nothing is stale


def test_a_pattern_on_a_part_begins_there() -> None:
    level = "levels: {kevyt: {name: Kevyt, role: [guidance, prevention], critical: neuvola, note: TODO, "
    text = CHAIN.format(id="k", accepted="").split("levels:")[0] + level
    for at, found in (("note", []), ("name", ["PK231", "PK901"]), ("levels.kevyt.note", ["PK231", "PK901"])):
        one = text + f"accepted: {{check: PK231, at: {at}, reason: Sovittu}}}}}}\n"
        sources = [parse_source(CATALOGUE.format(accepted=""), name="c"), parse_source(one, name="k")]
        report = check_workspace(join_sources(sources))
        assert sorted(finding.finding.code for finding in report.files[1].findings) == found


def test_a_catalogue_accepts_what_chains_cause_in_its_parts_and_nothing_of_theirs() -> None:
    report = checked(accepting("services.*", "[PK211, PK231, PK208]"), "", "")
    assert sorted(one.finding.code for one in report.files[0].accepted) == ["PK211", "PK231"]
    assert [one.finding.code for one in report.files[0].findings] == []
    for chain in report.files[1:]:
        assert [one.finding.code for one in chain.findings] == ["PK208", "PK208"]


def test_a_catalogue_that_accepts_without_a_reason_accepts_nothing() -> None:
    report = checked("accepted: {check: PK211, at: services.*}\n", "")
    assert [one.finding.code for one in report.files[0].findings if one.finding.code != "PK231"] == ["PK903", "PK211"]


@pytest.mark.parametrize("at", ["levels..services", ".levels", "'levels.'", "'levels.a b'", "''", "{a: b}"])
def test_a_pattern_that_names_no_place_is_an_error(at: str) -> None:
    report = checked("", accepting(at))
    assert [one.finding.severity.label for one in report.files[1].findings] == ["error"]


def test_a_pattern_takes_no_longer_than_what_it_is_held_against() -> None:
    """A pattern of many stars against a long id, which a regular expression would try in every way."""
    at = "levels." + "*a" * 90 + "b"
    assert [one.finding.code for one in checked("", accepting(f"'{at}'")).files[1].findings][:1] == ["PK901"]
