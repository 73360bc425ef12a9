"""Files read together: catalogues, and chains that share them."""

from __future__ import annotations

from pathlib import Path

import pytest

from counting import lines_executed
from palveluketju import InvalidChain, check_chain, compile_chain, load_chain, load_workspace
from palveluketju.analyses.sharing import _stem
from palveluketju.checking import check_workspace
from palveluketju.loading import join_sources
from palveluketju.source import Source, parse_source

pytestmark = pytest.mark.quick

CATALOGUE = """
palveluketju-catalogue: 1
organisations: {alue: {name: Alue}, kunta: {name: Kunta}}
services:
  neuvola: {name: Neuvola, organiser: alue}
  koulu: {name: Koulu, organiser: kunta}
  paivakoti: {name: Päiväkoti, organiser: kunta}
  yhteinen: {name: Yhteinen, organiser: [alue, kunta]}
  outo: {name: Outo}
interfaces:
  alue-ja-kunta: {between: [alue, kunta], services: [koulu, paivakoti], agreement: Sopimus, contact: kunta}
"""


def chain(name: str, critical: str, more: str = "") -> str:
    return (
        f"palveluketju: 1\nid: {name}\nname: {name}\norganiser: alue\n"
        "goals: {g: {text: T}}\nentries: {e: {to: a}}\nparticipation: {planning: Asiakasraati}\n"
        f"levels: {{a: {{name: A, role: [guidance, prevention], critical: {critical}}}}}\n{more}"
    )


def codes(*texts: str) -> dict[str, list[str]]:
    """What is found in each file, the catalogue first."""
    sources = [parse_source(text, name=f"{index}") for index, text in enumerate((CATALOGUE, *texts))]
    report = check_workspace(join_sources(sources))
    return {file.name: [located.finding.code for located in file.findings] for file in report.files}


def test_a_chain_takes_from_the_catalogue_what_it_uses() -> None:
    sources = [parse_source(CATALOGUE, name="c"), parse_source(chain("x", "[koulu]"), name="x")]
    whole = join_sources(sources).chain("x")
    assert list(whole.services) == ["koulu"]
    assert list(whole.organisations) == ["alue", "kunta"]
    assert list(whole.interfaces) == ["alue-ja-kunta"]
    assert whole.interfaces["alue-ja-kunta"].services == ("koulu",)
    assert [finding.code for finding in check_chain(compile_chain(whole)).findings] == []


def test_each_chain_takes_what_its_own_part_of_an_interface_refers_to() -> None:
    catalogue = CATALOGUE.replace("services: [koulu, paivakoti]", "services: {open: Mitkä?, decides: kokoava}").replace(
        "kunta: {name: Kunta}", "kunta: {name: Kunta}, kokoava: {name: Kokoava}"
    )
    texts = (CATALOGUE, chain("x", "[koulu]"), chain("y", "[paivakoti]"), chain("z", "[koulu, paivakoti]"))
    whole = join_sources([parse_source(text, name=str(index)) for index, text in enumerate(texts)])
    assert [list(one.services) for one in whole] == [["koulu"], ["paivakoti"], ["koulu", "paivakoti"]]
    opened = join_sources([parse_source(catalogue, name="c"), parse_source(chain("x", "[koulu]"), name="x")]).chain("x")
    assert "kokoava" in opened.organisations


def test_an_interface_concerns_a_chain_that_has_to_do_with_both_ends() -> None:
    sources = [parse_source(CATALOGUE, name="c"), parse_source(chain("x", "[neuvola]"), name="x")]
    assert not join_sources(sources).chain("x").interfaces


def test_an_alias_for_an_id_is_no_crash() -> None:
    assert codes(
        chain("x", "[neuvola]").replace("id: x", "id: X"), chain("x", "[neuvola]").replace("id: x", "id: *x")
    ) == {
        "0": [],
        "1": ["PK025"],
        "2": ["PK023", "PK007"],
    }


def test_two_chains_have_two_ids() -> None:
    assert codes(chain("x", "[neuvola]"), chain("x", "[neuvola]")) == {"0": [], "1": [], "2": ["PK026"]}


def test_a_catalogues_trouble_is_said_once_and_there() -> None:
    found = codes(chain("x", "[outo]"), chain("y", "[outo]"))
    assert found == {"0": ["PK211"], "1": [], "2": []}


def test_a_chains_own_trouble_stays_with_it() -> None:
    found = codes(chain("x", "[yhteinen]"), chain("y", "[yhteinen]", "coordination: {team: alue}\n"))
    assert found["1"] == ["PK301", "PK303", "PK401"]
    assert found["2"] == ["PK401"]


def test_a_reference_in_the_catalogue_is_looked_up_there() -> None:
    wrong = CATALOGUE.replace("{name: Neuvola, organiser: alue}", "{name: Neuvola, organiser: aluee}")
    sources = [parse_source(wrong, name="c"), parse_source(chain("x", "[neuvola]") + "nmae: y\n", name="x")]
    report = check_workspace(join_sources(sources))
    assert [[located.finding.code for located in file.findings] for file in report.files] == [["PK101"], ["PK022"]]


def test_an_acceptance_in_the_catalogue_serves_every_chain() -> None:
    accepting = CATALOGUE.replace("outo: {name: Outo}", "outo: {name: Outo, accepted: {check: PK211, reason: Sovittu}}")
    with_and_without = [chain("x", "[outo]"), chain("y", "[neuvola]")]
    sources = [parse_source(text, name=str(index)) for index, text in enumerate((accepting, *with_and_without))]
    report = check_workspace(join_sources(sources))
    assert [len(file.accepted) for file in report.files] == [1, 0, 0]
    assert not [located for file in report.files for located in file.findings]


@pytest.mark.parametrize(("group", "found"), [("", []), ("target-group: {segments: riski}\n", ["PK901"])])
def test_what_chains_together_cause_in_a_catalogue_is_accepted_there(group: str, found: list[str]) -> None:
    segments = "segments: {riski: {name: Riski, kind: critical, accepted: {check: PK511, reason: Ensi vuonna}}}\n"
    texts = (CATALOGUE + segments, chain("x", "[koulu]"), chain("y", "[neuvola]", group))
    report = check_workspace(join_sources([parse_source(text, name=f"{n}") for n, text in enumerate(texts)]))
    assert [located.finding.code for located in report.files[0].findings] == found
    assert len(report.files[0].accepted) == (not found)


def test_one_chain_or_a_list_of_paths(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / f"{name}.yaml").write_text(chain(name, "{open: Mitkä?}"), encoding="utf-8")
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    with pytest.raises(InvalidChain, match="several chains"):
        load_chain(tmp_path)
    with pytest.raises(InvalidChain, match="is a catalogue"):
        load_chain(tmp_path / "catalogue.yaml")
    with pytest.raises(TypeError, match="list of paths"):
        load_workspace(str(tmp_path))
    both_ways = load_workspace([tmp_path / "x.yaml", f"{tmp_path}/./x.yaml", tmp_path])
    assert [item.id for item in both_ways.chains] == ["x", "y"]


def test_a_wrong_part_that_the_catalogue_also_has_is_blamed_on_its_own_file() -> None:
    text = chain("x", "[neuvola]", "services:\n  neuvola:\n    nimi: Neuvola\n")
    sources = [parse_source(CATALOGUE, name="c"), parse_source(text, name="x")]
    report = check_workspace(join_sources(sources))
    assert [[(f.finding.code, f.position.line) for f in file.findings] for file in report.files] == [
        [],
        [("PK023", 10), ("PK022", 11)],
    ]


def test_an_unreadable_catalogue_is_one_trouble_not_fifty() -> None:
    sources = [
        parse_source("\t" + CATALOGUE, name="chains/catalogue.yaml"),
        parse_source(chain("x", "[neuvola]"), name="x"),
    ]
    report = check_workspace(join_sources(sources))
    assert [[located.finding.code for located in file.findings] for file in report.files] == [["PK002"], []]


def test_many_unknown_ids_among_many_take_work_in_proportion() -> None:
    def source(count: int) -> Source:
        services = "\n".join(f"  palvelu-numero-{number}: {{name: P}}" for number in range(count))
        uses = ", ".join(f"palvelux-{number}" for number in range(count))
        levels = f"levels: {{a: {{name: A, services: [{uses}]}}}}"
        return parse_source(f"palveluketju: 1\nid: x\nname: X\n{levels}\nservices:\n{services}\n", name="x")

    def work(count: int) -> int:
        return lines_executed(check_workspace, join_sources([source(count)]))

    report = check_workspace(join_sources([source(2000)]))
    assert sum(one.stands_for for one in report.files[0].findings if one.finding.code == "PK101") == 2000
    assert work(400) < 4.2 * work(100)


def test_sections_of_a_wrong_kind_are_no_crash() -> None:
    for wrong in ("services: [{a: b}, [c]]\n", "organisations: x\n", "areas:\n", "interfaces: [1]\n"):
        sources = [parse_source(CATALOGUE, name="c"), parse_source(chain("x", "[neuvola]", wrong), name="x")]
        assert len(check_workspace(join_sources(sources)).files) == 2


def test_an_acceptance_that_one_chain_needs_is_not_stale_for_another() -> None:
    accepting = CATALOGUE.replace("outo: {name: Outo}", "outo: {name: Outo, accepted: {check: PK211, reason: Sovittu}}")
    without = chain("y", "[outo]").replace("organiser: alue", "organiser: {not-applicable: Kansallinen}")
    texts = (accepting, chain("x", "[outo]"), without)
    report = check_workspace(join_sources(parse_source(text, name=str(index)) for index, text in enumerate(texts)))
    assert [[located.finding.code for located in file.findings] for file in report.files] == [[], [], []]
    alone = check_workspace(join_sources([parse_source(accepting, name="c"), parse_source(without, name="y")]))
    assert [located.finding.code for located in alone.files[0].findings] == ["PK901"]


def _within_each_other(count: int, last: str = "") -> list[Source]:
    """A chain, and a catalogue of services each of which is given within the one before it in the file."""
    whole = [f", part-of: s{number + 1}" for number in range(count - 1)] + [last]
    services = "".join(f"  s{number}: {{name: S{whole[number]}}}\n" for number in reversed(range(count)))
    return [
        parse_source("palveluketju: 1\nid: x\nname: X\nlevels: {a: {name: A, services: s0}}\n", name="x"),
        parse_source(f"palveluketju-catalogue: 1\nservices:\n{services}", name="catalogue"),
    ]


def test_services_within_each_other_take_work_in_proportion() -> None:
    def work(count: int) -> int:
        sources = _within_each_other(count)
        return lines_executed(lambda: check_workspace(join_sources(sources)))

    assert len(join_sources(_within_each_other(50)).chains[0].services) == 50
    assert work(400) < 4.4 * work(100)


def test_a_long_circle_takes_work_in_proportion_and_each_part_tells_of_its_ends() -> None:
    def work(count: int) -> int:
        sources = _within_each_other(count, ", part-of: s0")
        return lines_executed(lambda: check_workspace(join_sources(sources)))

    report = check_workspace(join_sources(_within_each_other(60, ", part-of: s0")))
    found = [one.finding.message for file in report.files for one in file.findings if one.finding.code == "PK110"]
    way = [*(f"s{number}" for number in range(10)), "...", *(f"s{number}" for number in range(51, 60)), "s0"]
    assert len(found) == 60
    assert any(" -> ".join(way) in text for text in found)
    assert work(400) < 4.4 * work(100)


def test_what_several_chains_cause_at_one_place_is_one_finding_with_the_places_of_all() -> None:
    catalogue = CATALOGUE.replace("kunta: {name: Kunta}", "kunta: {name: Kunta, valid-until: 2020-12-31}")
    chains = (chain(name, "neuvola", "partners: kunta\n") for name in "pq")
    texts = [catalogue, *chains]
    sources = [parse_source(text, name=f"{index}") for index, text in enumerate(texts)]
    report = check_workspace(join_sources(sources))
    found = [one for file in report.files for one in file.findings if one.finding.code == "PK246"]
    assert [(one.file, one.position.line) for one in found] == [("0", 3)]
    files = [end.file for end in found[0].related]
    assert set(files) == {"0", "1", "2"}
    assert len(files) == len(set(found[0].related))


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_stem_begins_as_its_word_does(lang: str) -> None:
    """So names whose words begin with other letters have other stems, and need none."""
    words = (
        "skies dying lying idly ugly early only yes yoyo äidit öisin ja i o uusi aikuisten vård åldringar oppi eksyy"
    )
    assert [_stem(word, lang)[0] for word in words.split()] == [word[0] for word in words.split()]
