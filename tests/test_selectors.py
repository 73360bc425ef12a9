"""Selections: the language, what each key selects, set algebra, and the bounds of work."""

from __future__ import annotations

import tomllib
import unicodedata
from contextlib import suppress
from functools import cache

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counting import lines_executed
from documents import blocks
from palveluketju import CannotRun, compile_chain, compile_workspace, load_workspace, registers
from palveluketju.checking import check_chain
from palveluketju.checks import CHECKS
from palveluketju.commands import palveluketju
from palveluketju.drawing import chosen, chosen_in
from palveluketju.findings.groups import group_of
from palveluketju.graph import WorkspaceGraph
from palveluketju.loading import join_sources
from palveluketju.selecting import Found, Ground, Key, Kind, Selected, contract_of, parse, select
from palveluketju.selecting.language import Atom, Expression, Narrowed, Selection, Union
from palveluketju.selecting.parsing import DEEPEST, LONGEST
from palveluketju.source import parse_source
from strategies import chains

pytestmark = pytest.mark.quick

CATALOGUE = """
palveluketju-catalogue: 1
areas:
  maakunta: {name: Maakunta}
  vantaa: {name: Vantaa, part-of: maakunta}
  muualla: {name: Muu maakunta}
organisations:
  hva: {name: Hyvinvointialue, sector: wellbeing-services-county}
  yksikko: {name: Lapsiperheiden yksikkö, part-of: hva}
  kunta: {name: Kunta, sector: municipality}
  jarjesto: {name: Järjestö, sector: ngo}
  seura: {name: Seura}
segments: {lapset: {name: Lapset}, aikuiset: {name: Aikuiset}}
fields: {sote: {name: Sosiaalihuolto}}
tasks: {perhe: {name: Perhepalvelut, field: sote, tier: basic, segments: lapset}}
services:
  neuvola: {name: Neuvola, tier: basic, organiser: yksikko, task: perhe, availability: {areas: vantaa}}
  koulu: {name: Koulu, tier: basic, organiser: kunta, producers: kunta}
  psykiatria: {name: Psykiatria, tier: specialised, organiser: hva, availability: {areas: muualla}}
  sairaala: {name: Sairaala, tier: specialised, organiser: hva, availability: {areas: maakunta}}
  kerho: {name: Kerho, tier: {open: Mikä?}, organiser: jarjesto, availability: {areas: {open: Missä?}}}
  tupa: {name: Tupa}
interfaces:
  hva-ja-kunta: {between: [hva, kunta], agreement: Sopimus, contact: kunta}
  hva-ja-seura: {between: [hva, seura]}
"""
CHAIN = """
palveluketju: 1
id: lasten
name: {fi: Lasten ketju, sv: Barnens kedja}
organiser: hva
area: maakunta
target-group: {segments: lapset}
levels:
  kevyt: {name: Kevyt, role: guidance, critical: [neuvola, kerho, tupa]}
  koulussa: {name: Koulussa, critical: [koulu]}
  raskas:
    name: Raskas
    critical: [psykiatria, {service: sairaala, when: {segment: aikuiset}}]
bars: {tuki: {name: Tuki, partners: [jarjesto], services: [tupa]}}
exits: {ulos: {name: Ulos, from: kevyt}}
moves:
  kevyt -> raskas: {not-applicable: Ei suoraan.}
"""
OTHER = """
palveluketju: 1
id: aikuisten
name: Aikuisten ketju
levels: {a: {name: A, critical: [neuvola]}}
"""


@cache
def workspace() -> WorkspaceGraph:
    texts = {"catalogue.yaml": CATALOGUE, "lasten.yaml": CHAIN, "aikuisten.yaml": OTHER}
    return compile_workspace(join_sources([parse_source(text, name=name) for name, text in texts.items()]))


@cache
def ground() -> Ground:
    return Ground(workspace())


def ids(selection: str) -> list[str]:
    return [one.id for one in ground().select(selection).elements]


def in_chain(selection: str) -> set[str]:
    return set(ids(f"({selection}) & chain:lasten"))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("neuvola & kind:service", {"neuvola"}),
        ("kind:level", {"kevyt", "koulussa", "raskas"}),
        ("kind:critical & tier:specialised", {"psykiatria", "sairaala"}),
        ("kind:service & tier:basic", {"neuvola", "koulu"}),
        ("kind:service - tier:basic", {"psykiatria", "sairaala"}),  # of kerho it is open, of tupa nothing is stated
        ("kind:service & organiser:hva", {"neuvola", "psykiatria", "sairaala"}),
        ("kind:service & organiser:yksikko", {"neuvola"}),
        ("kind:chain & organiser:hva", {"lasten"}),
        ("kind:service & sector:municipality", {"koulu"}),
        ("kind:organisation & sector:wellbeing-services-county", {"hva", "yksikko"}),
        ("kind:bar & sector:ngo", {"tuki"}),
        ("kind:interface & sector:municipality", {"hva-ja-kunta"}),
        ("kind:handover & sector:municipality", {"kevyt -> koulussa", "koulussa -> raskas"}),
        ("kind:interface-service & sector:municipality", {"koulu"}),
        ("kind:critical & area:vantaa", {"neuvola", "sairaala"}),  # the county stands for its parts
        ("kind:critical & area:maakunta", {"neuvola", "sairaala"}),
        ("kind:critical - area:maakunta", {"psykiatria"}),
        ("kind:chain & area:vantaa", {"lasten"}),
        ("kind:area & area:maakunta", {"maakunta", "vantaa"}),
        ("kind:chain & segment:lapset", {"lasten"}),
        ("kind:critical & segment:aikuiset", {"sairaala"}),
        ("kind:critical & segment:lapset", {"neuvola", "kerho", "tupa", "koulu", "psykiatria"}),
        ("kind:task & segment:lapset", {"perhe"}),
        ("kind:service & task:perhe", {"neuvola"}),
        ("kind:service & field:sote", {"neuvola"}),
        ("kind:level & role:guidance", {"kevyt"}),
        ("kind:handover & border:sector", {"kevyt -> koulussa", "koulussa -> raskas"}),
        ("kind:interface & border:house", {"hva-ja-kunta"}),
        ("kind:interface & border:sector", {"hva-ja-kunta"}),
        ("name:barn*", {"lasten"}),
        ('name:"Barnens kedja"', {"lasten"}),
        ('kind:handover & "kevyt -> koulussa"', {"kevyt -> koulussa"}),
        ("kind:move", set()),  # what does not apply is no move
        ("kind:exit", {"ulos"}),
        ("kind:service & *a - neuvola", {"psykiatria", "sairaala", "tupa"}),
        ("kind:service & ne?vola", {"neuvola"}),
    ],
)
def test_what_a_selection_selects(selection: str, expected: set[str]) -> None:
    assert in_chain(selection) == expected


def test_an_element_is_in_its_catalogue_and_in_each_chain_that_has_it() -> None:
    found = ground().select("kind:service & neuvola").elements
    assert [type(one.graph).__name__ for one in found] == ["CatalogueGraph", "ChainGraph", "ChainGraph"]
    assert ids("neuvola & kind:critical & chain:aikuisten") == ["neuvola"]


def test_open_and_not_stated_are_told_apart_and_selected_by_neither_side() -> None:
    for selection in ("kind:critical & chain:lasten & tier:basic", "kind:critical & chain:lasten - tier:basic"):
        found = ground().select(selection)
        assert [one.id for one in found.undecided] == ["kerho"]
        assert [one.id for one in found.unstated] == ["tupa"]


def test_who_is_on_the_other_side_is_one_element_each() -> None:
    several = CHAIN.replace("critical: [koulu]", "critical: [koulu, kerho]").replace(
        "critical: [neuvola, kerho, tupa]", "critical: [neuvola]"
    )
    texts = {"catalogue.yaml": CATALOGUE, "lasten.yaml": several}
    other = compile_workspace(join_sources([parse_source(text, name=name) for name, text in texts.items()]))
    found = select(other, 'kind:handover & "kevyt -> koulussa"').elements
    assert {one.other for one in found} == {"kunta", "jarjesto"}
    assert {one.other for one in select(other, "kind:handover & sector:ngo").elements} == {"jarjesto"}


def test_findings_are_selected_where_they_are() -> None:
    graph = workspace()["lasten"]
    report = check_chain(graph)
    found = Found({graph: report.findings}, tuple(CHECKS))
    for finding in report.findings:
        for word in (finding.code, finding.name, finding.severity.label, group_of(finding.code).name):
            selected = select(workspace(), f"finding:{word} & chain:lasten", found=found).elements
            assert any(finding.where[: len(one.where)] == one.where for one in selected)
    of_levels = select(workspace(), "finding:levels & chain:lasten", found=found).elements
    assert {one.kind for one in of_levels} <= {Kind.LEVEL, Kind.CRITICAL}
    at_whole = [one for one in report.findings if len(one.where) < 2]
    assert [one.kind for one in select(workspace(), "finding:* & kind:chain", found=found).elements] == (
        [Kind.CHAIN] if at_whole else []
    )
    with pytest.raises(CannotRun, match=r"column 9.*did you mean 'PK"):
        select(workspace(), "finding:PK20", found=found)
    with pytest.raises(CannotRun, match="only where the checks were run"):
        select(workspace(), "finding:error")


@pytest.mark.parametrize(
    ("selection", "column", "said"),
    [
        ("", 1, "a value is expected here"),
        ("neuvola koulu", 9, "'|', '&', ' - ' or the end is expected here"),
        ("knd:service", 1, "did you mean 'kind'"),
        ("colour:red", 1, "the keys are 'id'"),
        ("kind:", 6, "a value is expected after 'kind:'"),
        ('id:""', 4, "a value is expected in the quotation marks"),
        ('id:"neuvola', 4, "the quotation mark is not closed"),
        ("neuvola -koulu", 9, "has a space on each side"),
        ("neuvola- koulu", 10, "is expected here"),
        ("(neuvola", 9, "the bracket in column 1 is not closed"),
        ("neuvola)", 8, "or the end is expected here"),
        ("neuvola &", 10, "a value is expected here"),
        ("kind:servise", 6, "there is no kind 'servise'; did you mean 'service'?"),
        ("neuvola | tier:bsic", 16, "there is no tier 'bsic'; did you mean 'basic'?"),
        ("tier:*zz*", 6, "there is no tier"),
        ("sector:kuntaliitto", 8, "there is no sector"),
        ("border:houses", 8, "did you mean 'house'"),
        ("role:x", 6, "there is no role"),
        ("neuvla", 1, "there is no element 'neuvla'; did you mean 'neuvola'?"),
        ("chain:lastne", 7, "there is no chain 'lastne'; did you mean 'lasten'?"),
        ("organiser:hvaa", 11, "there is no organisation"),
        ("segment:lapsi", 9, "there is no segment"),
        ("area:vanta", 6, "did you mean 'vantaa'"),
        ("task:x", 6, "there is no task"),
        ("field:x", 7, "there is no field"),
        ("name:Nevola", 6, "there is no element with the name"),
        ("(" * (DEEPEST + 1) + "neuvola" + ")" * (DEEPEST + 1), DEEPEST + 1, "brackets stand in each other"),
        ("a" * (LONGEST + 1), LONGEST + 1, "characters"),
    ],
)
def test_what_is_wrong_with_a_selection_is_said_with_its_column(selection: str, column: int, said: str) -> None:
    with pytest.raises(CannotRun) as error:
        ground().select(selection)
    assert f", column {column}: " in str(error.value)
    assert said in str(error.value)


def test_a_pattern_of_ids_may_select_nothing_and_a_file_with_errors_may_have_an_id() -> None:
    assert ids("zzz*") == []
    wrong = WorkspaceGraph(workspace().graphs, workspace().catalogues, wrong=["toinen"])
    assert select(wrong, "chain:toinen | id:only-there").elements == ()
    with pytest.raises(CannotRun, match="there is no chain 'kolmas'"):
        select(wrong, "chain:kolmas")
    with pytest.raises(CannotRun, match="there is no tier"):
        select(wrong, "tier:x")


def test_what_binds_tighter() -> None:
    assert str(parse("a | b & c - d")) == "id:a | id:b & id:c - id:d"
    assert parse("a | ((b & c) - d)").expression != parse("(a | b) & c - d").expression
    assert ids("kind:exit | kind:level - kevyt - koulussa - a") == ids("kind:exit | raskas & kind:level")
    assert set(ids("(kind:exit | kind:level) - kevyt - koulussa - a")) == {"raskas", "ulos"}


# --- laws -----------------------------------------------------------------------------------------------------

ATOMS = (
    *("kind:service", "kind:critical", "kind:level", "tier:basic", "tier:specialised", "neuvola", "area:vantaa"),
    *("sector:municipality", "sector:ngo", "organiser:hva", "segment:lapset", "border:house", "chain:lasten", "*a*"),
)
SELECTIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda parts: st.tuples(parts, st.sampled_from((" | ", " & ", " - ")), parts).map(
        lambda part: f"({''.join(part)})"
    ),
    max_leaves=4,
)


def answer(selection: str) -> Selected:
    return ground().select(selection)


@settings(max_examples=60, deadline=None)
@given(SELECTIONS, SELECTIONS, SELECTIONS)
def test_selections_are_an_algebra_of_sets_also_of_what_is_undecided(a: str, b: str, c: str) -> None:
    same = (
        (f"{a} | {b}", f"{b} | {a}"),
        (f"{a} & {b}", f"{b} & {a}"),
        (f"{a} | {a}", a),
        (f"{a} & {a}", a),
        (f"{a} & ({a} | {b})", a),
        (f"{a} | ({a} & {b})", a),
        (f"({a} | {b}) | {c}", f"{a} | ({b} | {c})"),
        (f"({a} & {b}) & {c}", f"{a} & ({b} & {c})"),
        (f"{a} & ({b} | {c})", f"({a} & {b}) | ({a} & {c})"),
        (f"{a} - {b} - {c}", f"{a} - ({b} | {c})"),
        (f"{a} - ({b} & {c})", f"({a} - {b}) | ({a} - {c})"),
        (f"({a} | {b}) - {c}", f"({a} - {c}) | ({b} - {c})"),
        (f"{a} - {b} & {c}", f"{a} & {c} - {b}"),
    )
    for one, other in same:
        assert answer(one) == answer(other), (one, other)
    assert not answer(f"{a} - {a}").elements
    told = answer(a)
    groups = [set(told.elements), set(told.undecided), set(told.unstated)]
    assert sum(map(len, groups)) == len(set().union(*groups))
    assert not set(answer(f"{a} & {b}").elements) & set(answer(f"{a} - {b}").elements)
    assert set(answer(f"({a} & {b}) | ({a} - {b})").elements) <= set(told.elements)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def values() -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).map(nfc)


def trees() -> st.SearchStrategy[Expression]:
    atoms: st.SearchStrategy[Expression] = st.builds(Atom, st.sampled_from(Key), values(), st.booleans()).map(_as_read)
    return st.recursive(
        atoms,
        lambda part: (
            st.lists(part, min_size=2, max_size=3).map(lambda parts: Union(tuple(parts)))
            | st.tuples(part, st.lists(st.tuples(st.sampled_from("&-"), part), min_size=1, max_size=3)).map(
                lambda both: Narrowed(both[0], tuple(both[1]))
            )
        ),
        max_leaves=6,
    )


def _as_read(atom: Atom) -> Atom:
    """An atom as a text can say it: what needs quotation marks is literal, and what has them is."""
    return Atom(atom.key, atom.value, '"' in str(atom))


@settings(max_examples=300, deadline=None)
@given(trees())
def test_a_selection_reads_back_as_it_is_written(tree: Expression) -> None:
    text = str(tree)
    if len(nfc(text)) <= LONGEST and nfc(text) == text:
        assert parse(text).expression == tree
        assert str(parse(text)) == text


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60) | st.text('ab:*?"\\()|&- kindter', max_size=40))
@example('"' + "\\" * 9)
@example(":")
@example("- -")
@example("a\x00b")
def test_any_text_is_a_selection_or_an_error_with_a_column(text: str) -> None:
    with suppress(CannotRun):
        assert ground().select(text) == ground().select(str(parse(text)))
        return
    with pytest.raises(CannotRun, match=", column "):
        ground().select(text)


@settings(max_examples=25, deadline=None)
@given(chains())
def test_any_chain_can_be_asked_for_anything(chain: object) -> None:
    graph = compile_chain(chain)  # type: ignore[arg-type]
    one = Ground(WorkspaceGraph([graph]))
    for atom in ("kind:*", "tier:*", "sector:*", "border:*", "role:*", "organiser:*", "area:*", "segment:*", "name:*"):
        told = one.select(f"{atom} | task:* | field:*")
        assert len(told.elements) + len(told.undecided) + len(told.unstated) <= len(one.elements)
    assert len(one.select("kind:*")) == len(one.elements)


def test_work_grows_with_the_selection_and_with_the_files_and_not_faster() -> None:
    def parsed(count: int) -> int:
        return lines_executed(parse, " | ".join(["kind:service & tier:basic"] * count))

    assert parsed(40) < 2.5 * parsed(20)

    def selected(services: int) -> int:
        names = [f"s{number}" for number in range(services)]
        declared = "".join(f"  {name}: {{name: {name}, tier: basic, organiser: o}}\n" for name in names)
        text = (
            f"palveluketju: 1\nid: k\nname: K\norganisations: {{o: {{name: O}}}}\nservices:\n{declared}"
            f"levels: {{a: {{name: A, critical: [{', '.join(names)}]}}}}\n"
        )
        graph = compile_workspace(join_sources([parse_source(text, name="k.yaml")]))
        Ground(graph)  # what analyses find out once is no work of the selection
        return lines_executed(select, graph, "kind:critical & tier:basic & organiser:o & segment:* - area:*")

    assert selected(80) < 2.5 * selected(40)


def test_a_pattern_of_many_stars_ends() -> None:
    assert ids("*a" * 200 + "b*" * 200) == []


# --- uses -----------------------------------------------------------------------------------------------------


def test_a_register_keeps_the_rows_about_what_is_selected() -> None:
    every = registers(workspace())["critical-services"]
    kept = registers(workspace(), selected="neuvola & chain:lasten")["critical-services"]
    assert (len(every), len(kept), kept.left_out) == (8, 1, 7)
    assert len(registers(workspace(), selected="kind:chain & lasten")["critical-services"]) == 7
    assert len(registers(workspace()["lasten"], selected="kind:level & raskas")["critical-services"]) == 3
    # of 'raskas' its two critical services, and what a bar offers at all levels
    nothing = registers(workspace(), selected="zz*", lang="en")["critical-services"]
    assert nothing.sentence() == "No row of the register 'Critical services' is about what is selected (rows: 8)."
    assert registers(workspace(), lang="en")["goals"].sentence() == "The register 'Goals' has no entries."


def test_a_register_keeps_the_rows_that_name_both_levels_of_a_hand_over_and_the_other_side() -> None:
    points = registers(workspace(), selected='kind:handover & "kevyt -> koulussa"', lang="en")["integration-points"]
    assert [record.texts()[2] for record in points] == ["Kevyt – Koulussa"]
    of_others = registers(workspace(), selected="kind:interface-service & sector:ngo")["interface-services"]
    assert {record["who"].text("fi") for record in of_others} == {"Järjestö"}  # type: ignore[union-attr]


def test_a_register_keeps_the_rows_of_a_place_within_what_is_selected() -> None:
    uusimaa = compile_workspace(load_workspace(["chains/uusimaa"]))
    for name in ("not-known", "open-decisions", "readings"):
        every, kept = (registers(uusimaa, selected=selected)[name] for selected in (None, "kind:level"))
        within = [one for one in every if one["where"].where[:1] == ("levels",)]  # type: ignore[union-attr]
        assert [one.texts("fi") for one in kept] == [one.texts("fi") for one in within]


def test_what_is_selected_is_marked_on_a_picture() -> None:
    selected = select(workspace(), "kind:critical & tier:specialised").elements
    assert set(chosen(selected, "fi").words) == {
        ("levels", "raskas", "critical", 0),
        ("levels", "raskas", "critical", 1),
    }
    everywhere = chosen_in(workspace(), [], "fi", elements=select(workspace(), "kind:task | kind:chain").elements)
    assert set(everywhere.words) == {
        ("lasten",),
        ("aikuisten",),
        ("catalogue.yaml", "tasks", "perhe"),
        ("lasten", "tasks", "perhe"),
        ("aikuisten", "tasks", "perhe"),
    }


def run(*arguments: str) -> Result:
    return CliRunner().invoke(palveluketju, arguments, prog_name="palveluketju")


def test_the_command_line_shows_rows_and_marks_elements() -> None:
    register = ("show", "--register", "critical-services", "chains/uusimaa", "--lang", "en")
    kept = run(*register, "--format", "csv", "--select", "neuvola").output.splitlines()
    every = run(*register, "--format", "csv").output.splitlines()
    assert (len(every), len(kept)) == (60, 2)
    assert kept == [line for line in every if line == every[0] or ",Neuvola," in line]
    nothing = run(*register, "--select", "zz*")
    assert "No row of the register 'Critical services' is about what is selected (rows: 59)." in nothing.output
    assert "selection 'zz*' selects nothing" in nothing.output
    coverage = run("show", "--register", "all", "chains/uusimaa", "--lang", "en", "--select", "kind:concept").output
    assert "Lastensuojelutarpeen" not in coverage
    child = "lastensuojelun-ennaltaehkaisy"
    assert "valittu" in run("draw", child, "--mark", "tier:specialised & kind:critical").output
    assert run("draw", child, "--mark", "service:neuvola").output == run("draw", child, "--mark", "neuvola").output
    assert "- valittu" in run("draw", "chains/uusimaa", "--view", "matrix", "--mark", "kind:task & tier:basic").output
    assert "- valittu" in run("draw", child, "--mark", "finding:warning").output
    misused = run("show", child, "--select", "neuvola")
    assert (misused.exit_code, "--select works only with --register" in misused.output) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "--register", "goals", "--select", "tier:bsic"),
        ("draw", "tekonivel", "--mark", "tier:bsic"),
        ("draw", "chains", "--view", "matrix", "--mark", "tier:bsic"),
    ],
)
def test_a_wrong_selection_on_the_command_line_is_told_with_its_column(arguments: tuple[str, ...]) -> None:
    error = run(*arguments).exception
    assert isinstance(error, CannotRun)
    assert "column 6: there is no tier 'bsic'; did you mean 'basic'?" in str(error)


def test_the_documentation_has_every_key_and_kind_and_its_contracts_can_be_read() -> None:
    page = next(block.page for block in blocks("toml") if block.page.name == "selectors.md")
    text = page.read_text(encoding="utf-8")
    assert not [one for one in (*Key, *Kind) if f"`{one}`" not in text]
    shown = [block.text for block in blocks("toml") if block.page == page]
    assert [contract_of(table).name for text in shown for table in tomllib.loads(text)["contract"]]


def test_a_selection_shows_itself_as_it_would_be_written() -> None:
    assert isinstance(parse("neuvola"), Selection)
    assert str(parse('id:"a b" | id:"x*" | id:x*')) == 'id:"a b" | id:"x*" | id:x*'
