"""Tables: typed columns and records, and what is made of them: CSV, JSON, data frames, and registers of one's own."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import CHAINS, EXAMPLES
from palveluketju import (
    CHECKS,
    CannotRun,
    ChainGraph,
    UnknownId,
    check_chain,
    check_workspace,
    compile_chain,
    compile_workspace,
    load_chain,
    load_workspace,
    registers,
    report,
)
from palveluketju.checks import CATALOGUE_CHECKS
from palveluketju.commands.showing import FORMATS as FORMATS_OF_THE_COMMAND
from palveluketju.documents.register_files import FORMATS, register_bytes
from palveluketju.documents.sheets import workbook_bytes
from palveluketju.findings import Rule, Severity, Spot, check
from palveluketju.graph import WorkspaceGraph
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain, State, Text
from palveluketju.tables import (
    REGISTER_NAMES,
    REGISTERS,
    WORKSPACE_REGISTERS,
    Cell,
    Column,
    Kind,
    Name,
    Table,
    Word,
    stacked,
)
from palveluketju.tables.cell import data_of, ids_of, text_of
from palveluketju.tables.frames import Backend
from palveluketju.tables.values import AllOf, HeadingWord, Joined, Labelled, Noted, Place, Said, Span, joined
from palveluketju.tables.writing import escaped, unescaped
from palveluketju.terms import LANGUAGES
from strategies import TEXTS, chains

CHILD = CHAINS / "uusimaa" / "lastensuojelun-ennaltaehkaisy.yaml"
DAY = datetime.date(1980, 1, 1)
BACKENDS = get_args(Backend)
SEPARATOR = {"fi": ";", "sv": ";", "en": ","}


@pytest.fixture(scope="module")
def graph() -> ChainGraph:
    return compile_chain(load_chain(CHILD))


@pytest.fixture(scope="module")
def whole() -> WorkspaceGraph:
    return compile_workspace(load_workspace([CHAINS, EXAMPLES]))


EVERY_KIND = Table.of(
    "every-kind",
    [
        Column(kind.value, kind, heading_in={"fi": f"Sarake {kind.value}", "en": f"Column {kind.value}"})
        for kind in Kind
    ],
    [
        (
            "=1+1",
            Name("service", "neuvola", Text.model_validate({"fi": "Neuvola", "sv": "Rådgivning"})),
            Word("basic"),
            (Name("level", "kevyt"), Word("basic")),
            3,
            5,
            datetime.date(2026, 12, 31),
            State.OPEN,
            True,
        ),
        ('a;b,\n"c"', None, State.NOT_STATED, State.OPEN, None, State.NONE, None, None, False),
        (
            "-",
            HeadingWord("level", State.OPEN),
            None,
            (),
            0,
            State.NOT_STATED,
            datetime.date(1980, 1, 1),
            State.NONE,
            None,
        ),
    ],
    title_in={"fi": "Kaikki lajit", "en": "Every kind"},
)


def read_csv(text: str, lang: str) -> list[tuple[str, ...]]:
    assert text.startswith("\ufeff") == (lang != "en")
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=SEPARATOR[lang])
    return [tuple(map(unescaped, row)) for row in rows]


def assert_comes_back(table: Table, lang: str) -> None:
    """What is written of a table has every record, heading, id and state of it."""
    head, *rows = read_csv(table.to_csv(lang), lang)
    assert tuple(head) == table.headings(lang)
    assert tuple(rows) == table.texts(lang)
    read = json.loads(table.to_json(lang))
    assert [column["heading"] for column in read["columns"]] == list(table.headings(lang))
    assert [column["kind"] for column in read["columns"]] == [column.kind.value for column in table.columns]
    assert len(read["records"]) == len(table)
    for record, found in zip(table, read["records"], strict=True):
        assert list(found) == list(record) == [column["key"] for column in read["columns"]]
        assert tuple(cell["text"] if cell else "" for cell in found.values()) == record.texts(lang)
        for key, cell in found.items():
            assert set(ids_of(record[key])) == set(ids_in({} if cell is None else cell))


def ids_in(cell: dict[str, Any]) -> Iterator[str]:
    """The ids and states in a cell of JSON, without those of labels and notes."""
    yield from (str(cell[key]) for key in ("id", "state") if key in cell)
    for part in (*cell.get("items", ()), cell.get("of")):
        yield from ids_in(part) if part else ()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", REGISTER_NAMES)
def test_what_is_written_of_a_register_comes_back(whole: WorkspaceGraph, name: str, lang: str) -> None:
    table = registers(whole)[name]
    assert table.name == name
    assert len(table)
    assert_comes_back(table, lang)


@settings(max_examples=40)
@given(chains(), st.sampled_from(LANGUAGES))
def test_what_is_written_of_any_chain_comes_back(chain: Chain, lang: str) -> None:
    graph = compile_chain(chain)
    for table in (*registers(graph).values(), *registers(compile_workspace([graph])).values()):
        assert_comes_back(table, lang)


CELLS: st.SearchStrategy[Cell] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.dates()
    | TEXTS
    | st.sampled_from(State)
    | st.builds(Name, st.just("level"), TEXTS, TEXTS.map(Text.model_validate) | st.none())
    | st.builds(Word, st.sampled_from(["basic", "goal-vision", "x"])),
    lambda cells: (
        st.lists(cells, max_size=3).map(tuple)
        | st.builds(Labelled, cells, cells)
        | st.builds(Noted, cells, cells)
        | st.builds(Span, cells, cells)
        | st.builds(Joined, st.lists(cells, max_size=3).map(tuple), st.sampled_from(["; ", "\n"]))
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=4), st.sampled_from(LANGUAGES))
def test_any_cells_come_back(rows: list[tuple[Cell, Cell]], lang: str) -> None:
    table = Table.of("x", [Column("what"), Column("where")], rows)
    assert_comes_back(table, lang)
    assert table == Table.of("x", [Column("what"), Column("where")], rows).within("sv")


@given(st.text(alphabet="'=+-@＝ \ta1"))
def test_a_formula_is_made_harmless_and_can_be_read_again(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_csv_is_what_a_spreadsheet_of_the_language_opens() -> None:
    assert EVERY_KIND.to_csv("fi").splitlines()[0].startswith("\ufeffSarake text;Sarake name;")
    assert EVERY_KIND.to_csv("fi").split("\r\n")[1] == (
        "'=1+1;Neuvola;perustaso;kevyt, perustaso;3;5;31.12.2026;ratkaisematta;kyllä"
    )
    assert EVERY_KIND.to_csv("en").split("\r\n")[1] == (
        '\'=1+1,Neuvola,basic,"kevyt, basic",3,5,31 December 2026,open,yes'
    )
    assert EVERY_KIND.to_csv("en").endswith("\r\n")


def test_json_has_what_a_cell_is_beside_its_text() -> None:
    read = json.loads(EVERY_KIND.to_json("sv"))
    assert (read["name"], read["title"], read["lang"]) == ("every-kind", "Kaikki lajit", "sv")
    first, second, third = read["records"]
    assert first["name"] == {"text": "Rådgivning", "id": "neuvola"}
    assert first["count"] == {"text": "5", "value": 5}
    assert second["count"] == {"text": "saknas", "state": "none"}
    assert first["date"] == {"text": "31.12.2026", "value": "2026-12-31"}
    assert first["yes_no"] == {"text": "ja", "value": True}
    assert second["yes_no"] == {"text": "nej", "value": False}
    assert second["name"] is None
    assert third["name"] == {"text": "Nivå i kedjan: inte avgjort", "state": "open"}
    assert [item["id"] for item in first["list"]["items"]] == ["kevyt", "basic"]


def test_a_cell_of_each_kind_says_what_it_is_made_of(graph: ChainGraph) -> None:
    names = (Name("level", "a", Text.model_validate("A")), Name("level", "b"))
    assert data_of(AllOf(names, "all levels"), "en") == {
        "text": "all levels",
        "items": [{"text": "A", "id": "a"}, {"text": "b", "id": "b"}],
    }
    assert text_of(Noted(None, names), "en") == "(A, b)"
    assert ids_of(Noted(Joined(names, " -> "), Word("optional"))) == ("a", "b")
    assert ids_of(Labelled(Word("optional"), State.OPEN)) == ("open",)
    assert text_of(Span("2018", None), "fi") == "2018–"
    assert joined((None, (), ""), "; ") is None
    assert joined((None, names), "; ") == names
    assert data_of(Place(("levels", "sijoitus"), graph.chain), "fi") == {
        "text": graph.name("sijoitus", "fi"),
        "path": ["levels", "sijoitus"],
    }
    assert text_of(Said(graph.chain.name), "fi") == graph.chain.name.text("fi")


def assert_typed(frame: Any, backend: str) -> None:
    """The same columns, types and values, whatever library holds them."""
    if backend == "pandas":
        assert isinstance(frame, pd.DataFrame)
        types = {key: str(dtype) for key, dtype in frame.dtypes.items()}
        assert {types[key] for key in ("number", "count")} == {"Int64"}
        assert (types["date"], types["yes_no"], types["list"]) == ("datetime64[s]", "boolean", "object")
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        rows = [{**row, "date": row["date"].date() if row["date"] else None} for row in rows]
    elif backend == "polars":
        assert isinstance(frame, pl.DataFrame)
        assert frame.schema["list"] == pl.List(pl.String)
        assert [str(frame.schema[key]) for key in ("count", "date")] == ["Int64", "Date"]
        rows = frame.to_dicts()
    else:
        assert isinstance(frame, pa.Table)
        assert frame.schema.field("list").type == pa.list_(pa.string())
        rows = frame.to_pylist()
    assert [row["count"] for row in rows] == [5, 0, None]
    assert [row["count_state"] for row in rows] == ["there", "none", "not-stated"]
    assert [row["number"] for row in rows] == [3, None, 0]
    assert [row["date"] for row in rows] == [datetime.date(2026, 12, 31), None, datetime.date(1980, 1, 1)]
    assert [row["yes_no"] for row in rows] == [True, False, None]
    assert [list(row["list"]) for row in rows] == [["kevyt", "perustaso"], ["ratkaisematta"], []]
    assert [list(row["list_id"]) for row in rows] == [["kevyt", "basic"], ["open"], []]
    assert [row["name"] for row in rows] == ["Neuvola", None, "Ketjun taso: ratkaisematta"]
    assert [row["name_id"] for row in rows] == ["neuvola", None, "open"]
    assert [row["state_id"] for row in rows] == ["open", None, "none"]
    assert [row["text"] for row in rows] == ["=1+1", 'a;b,\n"c"', "-"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_frame_has_numbers_days_and_lists(backend: Backend) -> None:
    assert_typed(EVERY_KIND.to_frame(backend, "fi", ids=True), backend)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_register_is_a_frame_with_a_row_a_record(whole: WorkspaceGraph, backend: Backend) -> None:
    for table in registers(whole).values():
        empty = Table.of(table.name, table.columns).to_frame(backend)
        full = table.to_frame(backend)
        keys = full.column_names if backend == "pyarrow" else list(full.columns)
        assert full.shape[0] == len(table)
        assert empty.shape == (0, len(keys))
        assert [key for key in keys if not key.endswith("_state")] == [column.key for column in table.columns]
        types = [frame.dtypes if backend == "pandas" else frame.schema for frame in (empty, full)]
        assert list(types[0]) == list(types[1]), "columns have one type, with and without records"


def test_a_frame_without_its_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="there is no backend 'excel'; the backends are pandas, polars and pyarrow"):
        EVERY_KIND.to_frame("excel")  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(CannotRun, match="need polars, which is not installed; run: pip install polars"):
        EVERY_KIND.to_frame("polars")
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(CannotRun, match=r"run: pip install 'palveluketju\[frames\]'"):
        EVERY_KIND.to_frame("pandas")


def test_a_table_is_asked_by_its_keys() -> None:
    first = EVERY_KIND.records[0]
    assert first["yes_no"] is True
    assert EVERY_KIND.column("count") == (5, State.NONE, State.NOT_STATED)
    with pytest.raises(UnknownId, match="there is no column 'cout'; did you mean 'count'"):
        first["cout"]
    with pytest.raises(UnknownId, match="did you mean 'count'"):
        EVERY_KIND.column("cout")
    assert "cout" not in first
    assert first.get("cout") is None
    assert hash(first) == hash(EVERY_KIND.records[0])
    assert EVERY_KIND.within("fi").title() == "Kaikki lajit"
    assert EVERY_KIND.headings("fi")[0] == "Sarake text"


def test_a_table_that_is_made_wrong_says_how() -> None:
    with pytest.raises(ValueError, match="the table 'x' has two columns 'what'; give one of them another key"):
        Table.of("x", [Column("what"), Column("what")])
    with pytest.raises(ValueError, match="the table 'x' has no columns; give it one"):
        Table.of("x", [])
    with pytest.raises(ValueError, match="a row of the table 'x' has 2 cells for 1 column"):
        Table.of("x", [Column("what")], [("a", "b")])
    with pytest.raises(ValueError, match="'wrong' is not a valid Kind"):
        Column("what", "wrong")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is no language 'de'"):
        EVERY_KIND.within("de")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_table_says_so_in_a_sentence(lang: str) -> None:
    empty = Table.of("shared-services", [Column("service", Kind.NAME), Column("level", Kind.LIST)])
    assert empty.title(lang) in empty.sentence(lang)
    assert empty.sentence(lang).endswith(".")
    assert html.escape(empty.sentence("en")) in empty._repr_html_()
    assert read_csv(empty.to_csv(lang), lang) == [empty.headings(lang)]
    assert json.loads(empty.to_json(lang))["records"] == []
    assert empty.sentence(lang) in register_bytes([empty], "md", lang).decode()


def test_tables_with_other_columns_stand_under_those_of_all() -> None:
    tables = [
        (Name("chain", "a"), Table.of("x", [Column("level"), Column("basic")], [("l", 1)])),
        (Name("chain", "b"), Table.of("x", [Column("level"), Column("guidance"), Column("basic")], [("m", 2, 3)])),
    ]
    table = stacked("x", tables, Column("chain", Kind.NAME))
    assert [column.key for column in table.columns] == ["chain", "level", "guidance", "basic"]
    assert [record.texts() for record in table] == [("a", "l", "", "1"), ("b", "m", "2", "3")]
    own = stacked("x", [(None, Table.of("x", [Column("chain")], [("mine",)]))], Column("chain", Kind.NAME))
    assert [record.texts() for record in own] == [("mine",)]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_registers_give_the_same_bytes(graph: ChainGraph, kind: str) -> None:
    one, other = ([*registers(graph).values()] for _ in range(2))
    if kind == "csv":
        one, other = one[:1], other[:1]
    assert register_bytes(one, kind, "fi") == register_bytes(other, kind, "fi")
    assert FORMATS == FORMATS_OF_THE_COMMAND


def test_a_workbook_has_numbers_and_days_as_such_and_all_else_as_text() -> None:
    old = Table.of(
        "old", [Column("dated", Kind.DATE), Column("value", Kind.NUMBER)], [(datetime.date(1850, 1, 1), 10**16)]
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([EVERY_KIND, old], "Kaikki", "fi")))
    first, second = book.worksheets
    keys = [column.key for column in EVERY_KIND.columns]
    cells = dict(zip(keys, first[2], strict=True))
    assert (cells["number"].value, cells["count"].value) == (3, 5)
    assert cells["date"].value == datetime.datetime(2026, 12, 31)
    assert cells["date"].number_format == "d.m.yyyy"
    assert (cells["text"].value, cells["text"].data_type, cells["text"].quotePrefix) == ("=1+1", "s", True)
    assert cells["yes_no"].value == "kyllä"
    assert dict(zip(keys, first[3], strict=True))["count"].value == "ei ole"
    assert [cell.value for cell in second[2]] == ["1.1.1850", "1" + "0" * 16]


def test_an_element_of_a_section_that_is_open_is_called_by_its_id() -> None:
    chain = load_chain_text(
        "palveluketju: 1\nid: x\nname: X\nlevels: {open: Montako?}\nexchanges: {a -> b: {kind: consultation}}\n"
    )
    (record,) = registers(compile_chain(chain))["exchanges"]
    assert (record["from"], record["to"]) == (Name("levels", "a"), Name("levels", "b"))


# --- of one's own -------------------------------------------------------------------------------------------------


def notes(graph: ChainGraph) -> Table:
    columns = [
        Column("level", Kind.NAME),
        Column("has-note", Kind.YES_NO, heading_in={"fi": "Onko lisätieto", "sv": "Har tillägg", "en": "Has a note"}),
    ]
    rows = [
        (Name(level.kind, level.id, graph.level(level).name), graph.level(level).note is not None)
        for level in graph.levels()
    ]
    return Table.of("level-notes", columns, rows, title_in={"fi": "Tasojen lisätiedot", "en": "Notes of levels"})


def count_of_chains(workspace: WorkspaceGraph) -> Table:
    return Table.of("chain-count", [Column("chains", Kind.NUMBER)], [(len(workspace),)])


def test_registers_of_ones_own_go_wherever_a_built_in_one_goes(graph: ChainGraph, whole: WorkspaceGraph) -> None:
    own = {**REGISTERS, "level-notes": notes}
    table = registers(graph, lang="fi", registers=own)["level-notes"]
    assert table.title() == "Tasojen lisätiedot"
    assert table.headings() == ("Ketjun taso", "Onko lisätieto")
    assert len(table) == len(graph.levels())
    together = registers(
        whole, registers=own, workspace_registers={**WORKSPACE_REGISTERS, "chain-count": count_of_chains}
    )
    assert [column.key for column in together["level-notes"].columns] == ["chain", "level", "has_note"]
    assert len(together["level-notes"]) == sum(len(one.levels()) for one in whole)
    assert together["chain-count"].column("chains") == (len(whole),)
    written = report(
        graph, lang="fi", registers=own, workspace_registers={"chain-count": count_of_chains}, edition="full"
    ).as_bytes(".md")
    assert "Tasojen lisätiedot" in written.decode()
    assert "Ketjut" in written.decode()
    only = report(graph, lang="fi", registers={"level-notes": notes}, workspace_registers={}, edition="full").document()
    assert "goals" not in {one.data.name for one in only.tables() if one.data}


def test_a_register_that_gives_no_table_is_named(graph: ChainGraph) -> None:
    with pytest.raises(TypeError, match="the register 'own' gives a list; give a table"):
        registers(graph, registers={"own": lambda _: []})["own"]  # type: ignore[dict-item, return-value]
    with pytest.raises(UnknownId, match="did you mean 'goals'"):
        REGISTERS["goal"]
    assert repr(REGISTERS).startswith(f"<{len(REGISTERS)} registers: critical-services to")


@check("OWN001", Severity.INFO)
def level_without_a_note(graph: ChainGraph) -> Iterator[Spot]:
    """A level has no note.

    Why: we want one at each level.
    Mend: write note.
    """
    for level in graph.levels():
        if graph.level(level).note is None:
            yield Spot(level.where, "level '{level}' has no note", {"level": level})


@check("OWN002", Severity.WARNING)
def organisation_without_sector(graph: Any) -> Iterator[Spot]:
    """An organisation of a catalogue has no sector.

    Why: coverage by sector needs it.
    Mend: write sector.
    """
    for name, one in graph.catalogue.organisations.items():
        if one.sector is None:
            yield Spot(("organisations", name), "'{name}' has no sector", {"name": name})


CATALOGUE = """palveluketju-catalogue: 1
organisations:
  alue:
    name: Alue
    accepted: {check: OWN001, reason: Ei koske}
"""
OF_A_CATALOGUE = """palveluketju: 1
id: x
name: X
organiser: alue
levels:
  kevyt:
    name: Kevyt
    accepted: {check: level-without-a-note, reason: Tiedossa}
  raskas: {name: Raskas}
"""


def test_checks_of_ones_own_go_wherever_a_built_in_one_goes(tmp_path: Path) -> None:
    graph = compile_chain(load_chain_text(OF_A_CATALOGUE))
    mine: tuple[Rule, ...] = (*CHECKS, level_without_a_note)
    found = check_chain(graph, mine)
    assert [finding.where for finding in found.findings if finding.code == "OWN001"] == [("levels", "raskas")]
    assert [one.finding.code for one in found.accepted] == ["OWN001"]
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "x.yaml").write_text(OF_A_CATALOGUE, encoding="utf-8")
    loaded = load_workspace([tmp_path])
    catalogue_checks = (*CATALOGUE_CHECKS, organisation_without_sector)
    codes = {
        (Path(file.name).name, located.finding.code)
        for file in check_workspace(loaded, mine, catalogue_checks=catalogue_checks).files
        for located in file.findings
    }
    assert ("catalogue.yaml", "OWN002") in codes
    assert ("x.yaml", "OWN001") in codes
    assert "PK904" not in {code for _, code in codes}, "a check of one's own can be accepted in a catalogue"
    assert "OWN002" not in {one.finding.code for file in check_workspace(loaded).files for one in file.findings}
    told = report(loaded, checks=mine, edition="full").as_bytes(".md").decode()
    assert "level 'raskas' has no note" in told.replace("\\", "")
