"""Which levels and bars serve a goal, where those excluded go, and who takes part in what the log tells of."""

from __future__ import annotations

from pathlib import Path

import pytest

from palveluketju import check_chain, compile_chain
from palveluketju.checking import check_workspace
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.loading import load_chain_text, load_workspace
from palveluketju.model import Chain, Excluded, TargetGroup
from palveluketju.tables import Table, registers
from palveluketju.telling import in_words
from palveluketju.terms import title

CATALOGUE = """\
palveluketju-catalogue: 1
strategy: {terveys: {text: Väestö voi hyvin}, rauha: {text: Rauha}}
organisations: {alue: {name: Alue}, kunta: {name: Kunta}, jarjesto: {name: Järjestö}}
"""
CHAIN = """\
palveluketju: 1
id: k
name: Ketju
organiser: alue
goals: {arki: {text: Arki sujuu}, toinen: {text: Toinen}}
levels:
  a: {name: Alku, services: [s], serves: [arki, terveys]}
  b: {name: Jatko, services: [s], serves: arki}
bars: {p: {name: Palkki, services: [s], serves: [arki, arki]}}
services: {s: {name: Palvelu, organiser: alue}}
log: {kokous: {text: Sovittiin, parties: [kunta, {organisation: jarjesto, role: Sihteeri}, {role: Kokija}]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "k.yaml").write_text(CHAIN, encoding="utf-8")
    return tmp_path


def cells(table: Table, key: str, lang: str = "fi") -> dict[str, str]:
    place = table.headings(lang).index(title(key, lang))
    first = next(place for place, column in enumerate(table.columns) if column.key in ("goal", "level", "what"))
    return {row[first]: row[place] for row in table.texts(lang)}


def test_goals_show_what_serves_them(folder: Path) -> None:
    workspace = compile_workspace(load_workspace([str(folder)]))
    (graph,) = workspace.graphs
    assert set(graph.chain.strategy) == {"terveys"}  # joined because a level serves it
    assert cells(registers(graph)["goals"], "served by") == {"Arki sujuu": "Alku, Jatko, Palkki", "Toinen": ""}
    strategy = cells(registers(workspace)["strategy"], "served by")
    assert strategy == {"Väestö voi hyvin": "Ketju: Alku", "Rauha": "ei kerrottu"}
    assert cells(registers(graph)["levels"], "serves") == {
        "Alku": "Arki sujuu, Väestö voi hyvin",
        "Jatko": "Arki sujuu",
    }


def test_a_goal_that_nothing_serves_is_no_finding(folder: Path) -> None:
    report = check_workspace(load_workspace([str(folder)]))
    found = [located.finding for file in report.files for located in file.findings]
    assert not [one for one in found if "toinen" in one.message or "rauha" in one.message]
    assert not [one for one in found if one.code in ("PK101", "PK107")]


def test_parties_of_the_log_are_joined_and_stand_in_its_register(folder: Path) -> None:
    workspace = compile_workspace(load_workspace([str(folder)]))
    assert set(workspace.graphs[0].chain.organisations) == {"alue", "kunta", "jarjesto"}
    told = cells(registers(workspace)["work-and-decisions"], "participants")
    assert list(told.values()) == ["Kunta; Sihteeri, Järjestö; Kokija"]


def test_a_party_of_the_log_counts_as_used() -> None:
    text = CHAIN.replace("serves: [arki, terveys]", "serves: arki")
    text += "organisations: {alue: {name: Alue}, kunta: {name: Kunta}, jarjesto: {name: Järjestö}, muu: {name: Muu}}\n"
    found = [one for one in check_chain(compile_chain(load_chain_text(text))).findings if one.code == "PK107"]
    assert [one.where for one in found] == [("organisations", "muu")]


def excluding(exclude: object) -> Chain:
    group = {"exclude": exclude}
    return Chain.model_validate({"id": "k", "name": "K", "levels": {"a": {"name": "Taso A"}}, "target-group": group})


def group_of(chain: Chain) -> TargetGroup:
    assert isinstance(chain.target_group, TargetGroup)
    return chain.target_group


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Muut", "Muut"),
        ({"fi": "Muut", "sv": "Andra"}, "Muut"),
        ({"name": "Muut", "chain": "toinen"}, "Muut (ohjataan ketjuun: toinen)"),
        ({"name": "Muut", "chain": "k"}, "Muut (ohjataan ketjuun: K)"),
        ({"name": {"fi": "Muut"}, "level": "a"}, "Muut (ohjataan tasolle: Taso A)"),
        ({"name": "Muut", "chain": {"open": "Minne?"}}, "Muut (ohjataan ketjuun: ratkaisematta: Minne?)"),
    ],
)
def test_those_excluded_are_told_with_where_they_go(written: object, told: str) -> None:
    chain = excluding([written])
    assert in_words(group_of(chain).exclude, "fi", chain) == told
    assert load_chain_text(chain.to_yaml()) == chain


def test_a_short_exclusion_is_written_as_it_was_read() -> None:
    assert (
        "exclude:\n  - Muut\n  - fi: Toiset\n    sv: Andra\n"
        in excluding(["Muut", {"fi": "Toiset", "sv": "Andra"}]).to_yaml()
    )


def test_there_is_one_way_for_those_excluded() -> None:
    with pytest.raises(ValueError, match="cannot both be here"):
        Excluded.model_validate({"name": "Muut", "chain": "toinen", "level": "a"})


def test_a_chain_that_is_called_otherwise_is_the_same() -> None:
    from palveluketju.analyses import renaming

    names = renaming.renames(excluding([]), excluding([]), {"toinen": "uusi"})
    old, new = (group_of(excluding([{"name": "Muut", "chain": one}])) for one in ("toinen", "uusi"))
    assert names.compared(old) == renaming.as_it_is(new)


def test_an_id_of_the_chain_and_of_the_strategy_is_the_chains() -> None:
    text = CHAIN + "strategy: {arki: {text: Strategian arki}, terveys: {text: Terveys}}\n"
    text += "organisations: {alue: {name: Alue}, kunta: {name: Kunta}, jarjesto: {name: Järjestö}}\n"
    graph: ChainGraph = compile_chain(load_chain_text(text))
    strategy = cells(registers(compile_workspace([graph]))["strategy"], "served by")
    assert strategy == {"Strategian arki": "ei kerrottu", "Terveys": "Ketju: Alku"}


def test_goals_of_a_chain_serve_the_strategy(folder: Path) -> None:
    chain = CHAIN.replace("toinen: {text: Toinen}", "toinen: {text: Toinen, under: [rauha, arki]}")
    (folder / "k.yaml").write_text(chain, encoding="utf-8")
    strategy = cells(registers(compile_workspace(load_workspace([str(folder)])))["strategy"], "served by")
    assert strategy == {"Väestö voi hyvin": "Ketju: Alku", "Rauha": "Ketju: Toinen"}
