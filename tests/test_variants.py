"""Variants: what a chain file that changes another one becomes, and where what is found in it stands."""

from __future__ import annotations

import pytest

from palveluketju import compile_chain
from palveluketju.checking import check_workspace
from palveluketju.graph import compile_workspace
from palveluketju.loading import join_sources, load_chain_text
from palveluketju.source import parse_source
from palveluketju.tables import registers

pytestmark = pytest.mark.quick

BASE = """palveluketju: 1
id: perus
name: Perus
levels:
  a: {name: A, critical: [s, t]}
bars: {ohjaus: {name: Ohjaus, note: {open: Mikä?}}}
services: {s: {name: S}, t: {name: T}}
"""


def variant(name: str, more: str = "") -> str:
    return f"palveluketju: 1\nid: {name}\nvariant-of: perus\n{more}"


def test_what_one_variant_leaves_out_the_others_keep() -> None:
    texts = {
        "perus": BASE,
        "yksi": variant("yksi", "without: bars.ohjaus\n"),
        "kaksi": variant("kaksi", "without: bars.ohjaus\n"),
        "kolme": variant("kolme"),
    }
    workspace = join_sources([parse_source(text, name=name) for name, text in texts.items()])
    report = check_workspace(workspace)
    assert not report.crashes
    assert {chain.id: list(chain.bars or ()) for chain in workspace.chains} == {
        "perus": ["ohjaus"],
        "yksi": [],
        "kaksi": [],
        "kolme": ["ohjaus"],
    }
    graphs = [compile_chain(chain) for chain in workspace.chains]
    rows = registers(compile_workspace(graphs), lang="fi")["open-decisions"].texts()
    assert len(rows) == 1  # the variants inherit the question, and do not ask it again


def test_a_single_value_in_place_of_a_list_is_looked_up_in_the_variant() -> None:
    text = variant("v", "levels: {a: {critical: tuntematon}}\n")
    workspace = join_sources([parse_source(BASE, name="perus"), parse_source(text, name="v")])
    found = {
        file.name: [f for f in file.findings if f.finding.code == "PK101"] for file in check_workspace(workspace).files
    }
    assert (len(found["perus"]), len(found["v"])) == (0, 1)
    assert found["v"][0].position.line == 4


def test_what_only_a_variant_causes_stands_in_it_and_points_to_its_base() -> None:
    base = BASE + "exits: {valmis: {from: a}}\n"
    text = variant("v", "without: levels.a\nlevels: {b: {name: B, services: [s]}}\n")
    workspace = join_sources([parse_source(base, name="perus"), parse_source(text, name="v")])
    files = {file.name: file for file in check_workspace(workspace).files}
    assert "PK101" not in {located.finding.code for located in files["perus"].findings}
    found = next(located for located in files["v"].findings if located.finding.code == "PK101")
    assert (found.related[0].note, found.related[0].file) == ("in the chain that it changes", "perus")


def test_an_unknown_id_of_the_base_is_said_there_only_although_the_variant_names_it_less_often() -> None:
    base = BASE + "exits: {valmis: {from: x}, muu: {from: x}}\n"
    text = variant("v", "without: exits.valmis\n")
    workspace = join_sources([parse_source(base, name="perus"), parse_source(text, name="v")])
    files = {file.name: file for file in check_workspace(workspace).files}
    codes = {name: [one.finding.code for one in file.findings].count("PK101") for name, file in files.items()}
    assert codes == {"perus": 1, "v": 0}


def test_what_a_chain_and_its_variant_of_another_name_have_in_common_is_said_once() -> None:
    base = BASE.replace("levels:", "organiser: [alue, alue]\nlevels:") + "organisations: {alue: {name: Alue}}\n"
    sources = [parse_source(base, name="perus"), parse_source(variant("v", "name: Toinen\n"), name="v")]
    files = check_workspace(join_sources(sources)).files
    assert ["PK113" in {one.finding.code for one in file.findings} for file in files] == [True, False]


def test_a_variant_written_out_stands_by_itself() -> None:
    workspace = join_sources([parse_source(BASE, name="perus"), parse_source(variant("v", "name: V\n"), name="v")])
    whole = workspace.chain("v")
    alone = load_chain_text(whole.to_yaml())
    assert alone == whole.model_copy(update={"variant_of": None, "without": ()})


def test_levels_that_are_parts_of_each_other_have_numbers_all_the_same() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: c\nname: C\nlevels: {a: {name: A, part-of: b}, b: {name: B, part-of: a}}\n"
        "coordination: {worker: {organisation: {open: Kuka?}}}\n".replace("Kuka?", "'Kuka?'")
    )
    graph = compile_chain(chain)
    assert len([graph.number_of(level) for level in graph.levels()]) == 2
    assert load_chain_text(chain.to_yaml()) == chain


def test_a_unit_of_the_organiser_is_no_stranger() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: c\nname: C\norganiser: alue\nlevels: {a: {name: A, critical: [s]}}\n"
        "services: {s: {name: S, organiser: yksikko}}\n"
        "organisations: {alue: {name: Alue}, yksikko: {name: Yksikkö, part-of: alue}}\n"
    )
    from palveluketju.analyses import interface_services

    assert interface_services(compile_chain(chain)) == ()


def test_what_a_variant_causes_in_the_second_of_two_files_of_one_id_is_told() -> None:
    text = "palveluketju: 1\nid: c\nname: C\nlevels: {a: {name: A, critical: [s]}}\nservices: {s: {name: S}}\n"
    texts = {
        "wrong.yaml": text + "unknown: key\n",
        "right.yaml": text,
        "variant.yaml": "palveluketju: 1\nid: v\nvariant-of: c\nname: V\n",
    }
    report = check_workspace(join_sources([parse_source(text, name=name) for name, text in texts.items()]))
    codes = {file.name: {one.finding.code for one in file.findings} for file in report.files}
    assert "PK211" in codes["variant.yaml"]
