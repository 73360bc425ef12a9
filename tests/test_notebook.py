"""What a notebook shows, asks and gets: displays, root verbs, errors, and the network in other programs' formats."""

from __future__ import annotations

import inspect
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

import palveluketju
from chain_files import CHAINS, EXAMPLES, FILES, ROOT
from palveluketju import (
    CHECKS,
    CannotRun,
    ChainGraph,
    UnknownId,
    check_chain,
    check_workspace,
    compile_chain,
    compile_workspace,
    draw_chain,
    draw_workspace,
    load_chain,
    load_workspace,
    registers,
    report,
)
from palveluketju.analyses import responsible_at
from palveluketju.checking import RULES, WorkspaceReport
from palveluketju.checks import CATALOGUE_CHECKS, WORKSPACE_CHECKS
from palveluketju.describing import describe
from palveluketju.display import MOST_ROWS, short, table_html
from palveluketju.drawing import ENDINGS, changes, changes_of_chains, chosen, chosen_in
from palveluketju.findings import Severity, unknown_id
from palveluketju.graph import Node, WorkspaceGraph
from palveluketju.loading import Workspace, join_sources, load_chain_text
from palveluketju.model import Chain, State
from palveluketju.reporting import as_text
from palveluketju.reporting.chain import chain_text
from palveluketju.source import parse_source
from palveluketju.tables import Name
from palveluketju.terms import term
from strategies import chains

LONGEST = 1500
CHILD = CHAINS / "uusimaa" / "lastensuojelun-ennaltaehkaisy.yaml"


@cache
def graph_of(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


@cache
def workspace() -> Workspace:
    return load_workspace([CHAINS, EXAMPLES])


def html_of(thing: Any) -> str:
    return str(thing._repr_html_())


def assert_shown(thing: Any) -> None:
    """A short line of printable text, and HTML that is well made and has no colour, script or address of its own."""
    line = repr(thing)
    assert 0 < len(line) < LONGEST
    assert line.isprintable()
    html = html_of(thing)
    ET.fromstring(html)  # noqa: S314
    assert not re.search(
        r"<(script|link|iframe|img|style)|\son\w+=|https?://|#[0-9a-f]{3}|rgb|url\(", html, re.IGNORECASE
    )


def things_of(graph: ChainGraph) -> Iterable[Any]:
    yield from (graph.chain, graph, check_chain(graph), registers(graph), *registers(graph).values())
    yield from (compile_workspace([graph]), report(graph))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_chain_is_shown_on_a_line_and_as_a_table(path: Path) -> None:
    graph = graph_of(path)
    for thing in things_of(graph):
        assert_shown(thing)
    drawing = draw_chain(graph)
    assert len(repr(drawing)) < LONGEST
    assert drawing._repr_mimebundle_()["text/plain"] == repr(drawing)
    assert html_of(graph).count("<tr>") == 1 + len(graph.levels())


@settings(max_examples=40)
@given(chains())
def test_any_chain_is_shown(chain: Chain) -> None:
    graph = compile_chain(chain)
    for thing in things_of(graph):
        assert_shown(thing)
    for part in (*graph.levels_declared.values(), *chain.services.values(), chain.name):
        assert len(repr(part)) < LONGEST
    drawing = draw_chain(graph)
    assert len(repr(drawing)) < LONGEST
    ET.fromstring(drawing._repr_html_().replace("<br>", "<br/>"))  # noqa: S314


def test_a_workspace_and_what_is_found_in_it_are_shown() -> None:
    found = check_workspace(workspace())
    for thing in (
        workspace(),
        compile_workspace(workspace()),
        found,
        registers(workspace()),
        report(workspace(), found),
    ):
        assert_shown(thing)
    assert len(repr(workspace().files[0])) < LONGEST
    assert len(repr(found.files[0])) < LONGEST
    assert repr(found) == f"<report of {found.summary()}>"
    assert str(found).splitlines()[0] == found.summary()
    assert len(str(found).splitlines()) == 1 + sum(len(file.findings) for file in found.files)


def test_wrong_files_and_empty_workspaces_are_shown_too() -> None:
    texts = ("", "palveluketju: 1\nid: x\n", "- a\n", "palveluketju: 1\nid: <b>\nname: [<script>]\nlevels: {}\n")
    wrong = join_sources([parse_source(text, name=f"<{number}>.yaml") for number, text in enumerate(texts)])
    for thing in (
        wrong,
        check_workspace(wrong),
        registers(wrong),
        load_workspace([]),
        check_workspace(load_workspace([])),
    ):
        assert_shown(thing)
    assert repr(wrong) == "<workspace: 0 chains, 0 catalogues and 4 files with errors>"
    assert_shown(load_workspace(["no/such/file.yaml"]))
    assert "no/such/file.yaml" in html_of(load_workspace(["no/such/file.yaml"]))


def test_rules_are_shown_and_looked_up() -> None:
    for rules in (CHECKS, RULES, WORKSPACE_CHECKS, CATALOGUE_CHECKS):
        assert_shown(rules)
        assert html_of(rules).count("<tr>") == 1 + min(len(rules), MOST_ROWS)
        for rule in rules:
            assert_shown(rule)
            assert rules[rule.code] is rules[rule.name] is rules[rule.code.lower()] is rule
    assert CHECKS[0] in CHECKS
    assert len((*CHECKS, RULES[0])) == len(CHECKS) + 1
    assert CHECKS[:2] == (CHECKS[0], CHECKS[1])
    with pytest.raises(UnknownId, match="there is no check 'PK21'; did you mean 'PK2"):
        CHECKS["PK21"]
    for verb in (check_chain, check_workspace, draw_chain, registers):
        assert len(str(inspect.signature(verb))) < 500
    assert len(str(inspect.signature(report))) < 700, "it takes rules and registers of one's own"


def test_a_table_counts_the_rows_that_it_does_not_show() -> None:
    html = table_html("<T>", ["a"], [["x" * 9999]] * (MOST_ROWS + 3))
    assert "&lt;T&gt;" in html
    assert "… and 3 more" in html
    assert len(html) < MOST_ROWS * 600
    assert short("a\x1b[31m\nb") == "a\\x1b[31m\\nb"


def test_printing_a_report_keeps_its_form() -> None:
    found = check_chain(graph_of(CHILD))
    lines = str(found).splitlines()
    assert lines[0].startswith("lastensuojelun-ennaltaehkaisy: 0 errors, ")
    assert len(lines) == 1 + len(found.findings)
    assert lines[1].startswith(f"{found.findings[0].severity.label} {found.findings[0].code} ")


def test_a_chain_lists_its_own_words() -> None:
    chain = load_chain(CHILD)
    words = dir(chain)
    assert {"levels", "services", "changed", "to_yaml", "walked"} <= set(words)
    assert not [word for word in words if word.startswith(("_", "model_"))]
    assert not {"json", "dict", "copy", "construct", "parse_obj"} & set(words)
    assert all(hasattr(chain, word) for word in words)
    assert chain.model_dump()["id"] == chain.id  # still there, unlisted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chain_written_as_yaml_reads_back_the_same(path: Path) -> None:
    chain = load_chain(path)
    again = load_chain_text(chain.to_yaml())
    assert again.changed(variant_of=chain.variant_of, without=chain.without) == chain


def test_a_workspace_is_counted_gone_through_and_asked_by_id() -> None:
    for many in (workspace(), compile_workspace(workspace())):
        ids = [chain.id if isinstance(chain, Chain) else chain.chain.id for chain in many]
        assert len(many) == len(ids) == len(FILES)
        one = many["lastensuojelun-ennaltaehkaisy"]
        assert one in many
        assert "lastensuojelun-ennaltaehkaisy" in many
        assert "nevvola" not in many
        with pytest.raises(UnknownId, match="did you mean 'lastensuojelun-ennaltaehkaisy'"):
            many["lastensuojelun-ennaltaehkäisy"]
    assert load_workspace([])
    assert len(load_workspace([])) == 0
    with pytest.raises(UnknownId, match="there is no chain 'x'; none is declared"):
        load_workspace([])["x"]
    broken = join_sources([parse_source("palveluketju: 1\nid: x\n", name="x.yaml")])
    with pytest.raises(UnknownId, match=r"its file x\.yaml has errors"):
        broken["x"]


def questions(graph: ChainGraph) -> dict[str, list[Callable[[Any], Any]]]:
    """Every question about one element, by the kind that it takes."""
    return {
        "level": [
            graph.level, graph.offers_of, graph.carried_directly, graph.carried_levels, graph.offers_at,
            graph.services_at, graph.critical_services, graph.bars_over, graph.organisers_at, graph.coordination_at,
            graph.reachable_levels, graph.steps_of, graph.wholes_of, graph.number_of, graph.parts_of,
            graph.kind_of, graph.is_need_level, graph.partners_of,
            lambda level: graph.is_unsettled(level, "critical"), lambda level: graph.is_explained(level, "critical"),
            lambda level: responsible_at(graph, level), lambda level: graph.node("level", level),
        ],
        "service": [
            graph.service, graph.offers_of_service, graph.levels_served_by, graph.levels_offering, graph.organisers_of,
            graph.actors_of, graph.producing, graph.fields_of, graph.tier_of, graph.is_service,
            lambda service: graph.node("service", service),
        ],
        "bar": [graph.bar, graph.levels_spanned_by, lambda bar: graph.node("bar", bar)],
        "organisation": [
            graph.organisations_over, graph.sectors_of, graph.is_own, graph.house_of,
        ],
        "entry": [graph.levels_entered_by],
        "exit": [graph.levels_left_by],
    }  # fmt: skip


def test_every_question_about_an_id_that_there_is_not_fails_alike() -> None:
    graph = compile_chain(
        load_chain_text(
            "palveluketju: 1\nid: x\nname: X\nlevels: {kevyt: {name: K}}\nservices: {neuvola: {name: N}}\n"
            "bars: {ohjaus: {name: O}}\norganisations: {alue: {name: A}}\n"
            "entries: {puhelin: {to: kevyt}}\nexits: {koti: {from: kevyt}}\n"
        )
    )
    right = {"level": "kevyt", "service": "neuvola", "bar": "ohjaus", "organisation": "alue"}
    right |= {"entry": "puhelin", "exit": "koti"}
    asked = questions(graph)
    public = {
        name
        for name, function in inspect.getmembers(ChainGraph, inspect.isfunction)
        if not name.startswith("_") and "Node | str" in str(inspect.signature(function))
    }
    named = {getattr(question, "__name__", "") for some in asked.values() for question in some}
    assert public - named <= {"is_unsettled", "is_explained", "is_optional", "name", "named", "parties"}
    for kind, some in asked.items():
        other = next(one for one in right if one != kind and not (kind == "level" and one == "bar"))
        for question in some:
            question(right[kind])
            with pytest.raises(UnknownId, match=f"there is no (level|{kind}) '{right[kind]}x'; did you mean") as error:
                question(f"{right[kind]}x")
            assert isinstance(error.value, KeyError)
            assert not str(error.value).startswith(("'", '"'))
            with pytest.raises(UnknownId, match=rf"another kind of element \({other}\)"):
                question(right[other])
            with pytest.raises(UnknownId, match=rf"another kind of element \({other}\)"):
                question(Node(other, right[other], ()))
            with pytest.raises(TypeError, match=r"write the id or the node of an?"):
                question(3)
    for ask in (graph.name, graph.called, lambda name: draw_chain(graph, view="neighbourhood", element=name)):
        with pytest.raises(UnknownId, match="there is no element 'nevvola'; did you mean 'neuvola'"):
            ask("nevvola")
    with pytest.raises(UnknownId, match="choose from 'entry', 'level'"):
        graph.node("xyz", "kevyt")
    with pytest.raises(UnknownId, match="there is no register 'goal'; did you mean 'goals'"):
        registers(graph)["goal"]
    with pytest.raises(UnknownId, match=r"did you mean 'x'|choose from"):
        chosen_in(compile_workspace([graph]), ["y"])


def test_ids_are_named_as_far_as_a_reader_reads() -> None:
    many = [f"palvelu-{number}" for number in range(100_000)]
    assert len(str(unknown_id("service", "zzz", many))) < 300
    assert len(str(unknown_id("service", "z" * 100_000, many))) < 1000


IN_A_LANGUAGE: list[Callable[[str], Any]] = [
    lambda lang: draw_chain(graph_of(CHILD), lang=lang),
    lambda lang: draw_chain(graph_of(CHILD)).mermaid(lang=lang),
    lambda lang: draw_workspace(workspace(), lang=lang),
    lambda lang: registers(graph_of(CHILD), lang=lang),
    lambda lang: registers(workspace(), lang=lang),
    lambda lang: report(graph_of(CHILD), lang=lang),
    lambda lang: describe(graph_of(CHILD), lang),
    lambda lang: list(chain_text(graph_of(CHILD), lang=lang)),
    lambda lang: list(as_text(WorkspaceReport((), (), (), 0), lang=lang)),
    lambda lang: chosen([], lang),
    lambda lang: changes(graph_of(CHILD).chain, graph_of(CHILD), lang),
    lambda lang: chosen_in(WorkspaceGraph([]), [], lang),
    lambda lang: changes_of_chains(WorkspaceGraph([]), WorkspaceGraph([]), lang),
    lambda lang: term("level", lang),
]


@pytest.mark.parametrize("ask", IN_A_LANGUAGE)
def test_a_language_that_there_is_not_is_an_error_that_lists_those_there_are(ask: Callable[[str], Any]) -> None:
    ask("sv")
    with pytest.raises(ValueError, match="there is no language 'de'; the languages are en, fi and sv"):
        ask("de")


@pytest.mark.parametrize(
    "verb",
    [load_chain, load_workspace, compile_chain, compile_workspace, check_chain, check_workspace, draw_chain,
     draw_workspace, registers, report],
    ids=lambda verb: str(verb.__name__),
)  # fmt: skip
@pytest.mark.parametrize("wrong", [None, 3, "x"], ids=str)
def test_a_wrong_type_says_what_to_pass(verb: Callable[[Any], Any], wrong: object) -> None:
    if verb is load_chain and wrong == "x":
        return  # that is a path
    with pytest.raises(TypeError, match=rf"^{verb.__name__} takes .*{verb.__name__}\("):
        verb(wrong)


def test_the_root_has_the_whole_verbs_and_imports_them_when_they_are_used() -> None:
    for name in palveluketju.__all__:
        assert getattr(palveluketju, name) is not None
        assert name in dir(palveluketju)
    assert re.fullmatch(r"\d+\.\d+\.\d+", palveluketju.__version__)
    with pytest.raises(AttributeError, match="no attribute 'load_chian'"):
        palveluketju.load_chian  # type: ignore[attr-defined]  # noqa: B018
    code = "import palveluketju, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pydantic", "networkx", "graphviz", "yaml", "click", "tabulate"} & set(loaded)


def test_verbs_of_a_workspace_take_it_as_it_was_loaded() -> None:
    loaded = load_workspace([CHAINS / "uusimaa"])
    together = compile_workspace(loaded)
    assert together.chain_ids() == tuple(chain.id for chain in loaded)
    assert together.catalogues
    assert compile_workspace(loaded.chains).chain_ids() == together.chain_ids()
    assert draw_workspace(loaded).svg() == draw_workspace(together).svg()
    tables, same = registers(loaded, lang="fi"), registers(together, lang="fi")
    assert list(tables) == list(same)
    assert [table.texts() for table in tables.values()] == [table.texts() for table in same.values()]


def test_registers_have_headings_records_and_a_length() -> None:
    tables = registers(graph_of(CHILD), lang="fi")
    table = tables["interface-services"]
    assert table.headings()[0] == "Palvelu"
    assert len(table) == len(table.records) == len(list(table)) > 3
    assert all(len(record) == len(one.headings()) for one in tables.values() for record in one)
    assert table is tables["interface-services"]


def test_coverage_of_several_chains_stands_under_the_right_columns() -> None:
    both = registers(workspace())["coverage-by-tier"]
    order = ("guidance", "preventive", "basic", "specialised")
    assert [column.key for column in both.columns if column.key in order] == [*order]
    for chain in workspace():
        alone = registers(compile_chain(chain))["coverage-by-tier"]
        records = [record for record in both if record["chain"] == Name("chain", chain.id, chain.name)]
        for own, record in zip(alone, records, strict=True):
            assert {key: record[key] for key in own} == dict(own)
            others = set(record) - {"chain", *own}
            assert all(isinstance(record[key], State) for key in others), "an empty cell would say that there is none"


def test_a_report_of_a_chain_made_in_python_is_written(tmp_path: Path) -> None:
    graph = graph_of(CHILD)
    alone = compile_chain(graph.chain.changed(coordination=None, name="Toinen"))
    whole = report(alone, lang="fi")
    found = check_chain(alone)
    assert whole.found.count(Severity.WARNING) == found.count(Severity.WARNING)
    for ending in (".html", ".md"):
        path = whole.save(tmp_path / f"r{ending}")
        assert "Toinen" in path.read_text(encoding="utf-8")
    assert (tmp_path / "r.html").read_bytes() == whole.as_bytes(".html")
    assert "](r-1.svg)" in (tmp_path / "r.md").read_text(encoding="utf-8"), "a picture stands beside Markdown"
    assert (tmp_path / "r-1.svg").read_bytes().startswith(b"<svg")
    with pytest.raises(CannotRun, match=r"cannot be written as '\.odt'"):
        whole.save(tmp_path / "r.odt")
    with pytest.raises(CannotRun, match="there is no chain to report on"):
        report(load_workspace([]))
    with pytest.raises(TypeError, match="report takes a workspace or a compiled chain"):
        report(compile_workspace([graph]))


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in (".png", ".pdf")])
def test_a_drawing_is_saved_as_its_ending_says(ending: str, tmp_path: Path) -> None:
    drawing = draw_chain(graph_of(CHILD), page="a4-portrait")
    written = drawing.save(tmp_path / f"chain{ending.upper()}")
    assert [path.exists() for path in written] == [True] * len(written)
    assert len(list(tmp_path.iterdir())) == len(written)
    assert len(written) == (drawing.pages if ending == ".svg" else 1)
    texts = {".svg": drawing.svg(), ".dot": drawing.dot(), ".mmd": drawing.mermaid(), ".txt": drawing.text()}
    if ending in texts:
        assert written[0].read_text(encoding="utf-8") == texts[ending]


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize(("ending", "view"), list(product((".png", ".pdf"), ("stairs", "graph"))))
def test_a_drawing_is_saved_as_an_image(ending: str, view: str, tmp_path: Path) -> None:
    (path, *_) = draw_chain(graph_of(CHILD), view=view).save(str(tmp_path / f"chain{ending}"))
    assert path.read_bytes()[:4] in (b"\x89PNG", b"%PDF")


def test_a_drawing_is_not_saved_over_an_input_or_without_an_ending(tmp_path: Path) -> None:
    drawing = draw_chain(graph_of(CHILD))
    source = tmp_path / "chain.txt"
    source.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotRun, match="is one of the files that were read"):
        drawing.save(source, inputs=[source])
    assert source.read_text(encoding="utf-8") == "mine"
    for name in ("chain", "chain.gif"):
        with pytest.raises(CannotRun, match="a picture cannot be written as"):
            drawing.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == [source]


def graphml(network: Any) -> Any:
    file = io.BytesIO()
    nx.write_graphml(network, file)
    return nx.read_graphml(io.BytesIO(file.getvalue()), force_multigraph=True)


def gexf(network: Any) -> Any:
    file = io.BytesIO()
    nx.write_gexf(network, file)
    return nx.read_gexf(io.BytesIO(file.getvalue()))


def cytoscape(network: Any) -> Any:
    return nx.cytoscape_graph(json.loads(json.dumps(nx.cytoscape_data(network))))


def node_link(network: Any) -> Any:
    return nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(network, edges="edges"))), edges="edges")


FORMATS = [graphml, gexf, cytoscape, node_link]


def assert_survives(graph: ChainGraph, through: Callable[[Any], Any]) -> None:
    """Whether a network, written and read back, has every node and edge with what it says of them."""
    network, again = graph.network, through(graph.network)
    assert set(again.nodes) == set(network.nodes)
    for name, told in network.nodes(data=True):
        assert {key: again.nodes[name].get(key) for key in told} == told
    edges = sorted(
        (start, end, key, told.get("critical")) for start, end, key, told in network.edges(keys=True, data=True)
    )
    if again.is_multigraph():
        found = again.edges(keys=True, data=True)
        read = sorted((start, end, key, told.get("critical")) for start, end, key, told in found)
    else:
        read = sorted((start, end, told["kind"], told.get("critical")) for start, end, told in again.edges(data=True))
    assert read == edges


@pytest.mark.parametrize("through", FORMATS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_network_of_every_chain_is_written_and_read_back(path: Path, through: Callable[[Any], Any]) -> None:
    assert_survives(graph_of(path), through)


@settings(max_examples=40)
@given(chains())
def test_the_network_of_any_chain_is_written_and_read_back(chain: Chain) -> None:
    for through in FORMATS:
        assert_survives(compile_chain(chain), through)


def attributes_in(graph: ChainGraph) -> set[tuple[str, str]]:
    network = graph.network
    told = [("graph", network.graph), *((data["kind"], data) for _, data in network.nodes(data=True))]
    told += [(f"edge {data['kind']}", data) for _, _, data in network.edges(data=True)]
    for _, data in told:
        assert all(type(value) in (str, int, bool) for value in data.values())
        assert "id" not in data
    return {(kind, name) for kind, data in told for name in data}


def test_the_docs_have_a_row_for_every_attribute_and_edge_of_the_network() -> None:
    found = {pair for path in FILES for pair in attributes_in(graph_of(path))}
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    rows = [re.findall(r"`([^`]+)`", line) for line in page.splitlines() if line.startswith("| ")]
    nodes = {row[0]: set(row[1:]) for row in rows if row}
    for kind, name in found:
        if kind.startswith("edge "):
            assert any(kind.removeprefix("edge ") in row for row in rows), kind
            assert name == "kind" or (kind, name) == ("edge offers", "critical")
        elif kind != "graph":
            assert name in nodes[kind] | {"kind", "element", "name"}, (kind, name)
