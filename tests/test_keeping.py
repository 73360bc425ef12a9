"""What is found out about a graph is found out once: counted in calls, over all that asks for it."""

from __future__ import annotations

import gc
import weakref
from functools import partial
from pathlib import Path

import pytest

from counting import calls_by_argument
from palveluketju.analyses import (
    Crossed,
    PointKind,
    integration_points,
    interface_services,
    level_services,
    losses_by_area,
    losses_in_areas,
    open_decisions,
    points_to_complete,
)
from palveluketju.analyses.acting import actors
from palveluketju.analyses.borders import Borders
from palveluketju.analyses.definition import services_offered
from palveluketju.analyses.offering import offerings, to_come
from palveluketju.checking import check_workspace
from palveluketju.documents.report import report_document
from palveluketju.graph import ChainGraph, compile_chain, compile_workspace, once_a_graph
from palveluketju.loading import load_chain, load_workspace
from palveluketju.model import Coordination, State, given
from palveluketju.model.walking import walk
from palveluketju.tables import registers

pytestmark = pytest.mark.quick

FOLDER = Path(__file__).parent.parent / "chains" / "uusimaa"
CHAIN = FOLDER / "lastensuojelun-ennaltaehkaisy.yaml"
KEPT = (
    actors,
    integration_points,
    interface_services,
    to_come,
    level_services,
    losses_by_area,
    losses_in_areas,
    offerings,
    open_decisions,
    points_to_complete,
    services_offered,
)


def test_checks_find_out_once_what_several_of_them_ask() -> None:
    loaded = load_workspace([FOLDER])
    count = calls_by_argument(KEPT, lambda: check_workspace(loaded))
    asked = ("points_to_complete", "level_services", "losses_in_areas", "open_decisions", "services_offered")
    assert {name for name, _ in count} >= set(asked)
    assert set(count.values()) == {1}


def test_what_the_parts_of_a_catalogue_refer_to_is_looked_up_once_for_all_chains() -> None:
    loaded = []
    count = calls_by_argument([walk], lambda: loaded.append(load_workspace([FOLDER])))
    chains = [file for file in loaded[0].files if file.chain]
    taken = {path for file in chains for path in file.borrowed}
    borrowed = sum(len(file.borrowed) for file in chains)
    assert len(chains) > 1
    assert borrowed > len(taken) > 0
    assert set(count.values()) == {1}
    assert len(count) == len(chains) + len(taken)


def test_checks_walk_catalogues_once_and_no_chain_since_it_was_joined() -> None:
    loaded = load_workspace([FOLDER])
    count = calls_by_argument([walk], lambda: check_workspace(loaded))
    assert count == {("walk", id(file.catalogue)): 1 for file in loaded.files if file.catalogue}


def test_registers_and_a_report_walk_catalogues_once_and_no_chain() -> None:
    loaded = load_workspace([FOLDER])
    found = check_workspace(loaded)
    workspace = compile_workspace(loaded)

    def show() -> None:
        for one in (workspace, *workspace):
            assert dict(registers(one))
        report_document(workspace, found)

    assert calls_by_argument([walk], show) == {("walk", id(one.shared)): 1 for one in workspace.catalogues}


def test_registers_find_out_once_what_several_of_them_ask() -> None:
    workspace = compile_workspace(load_workspace([FOLDER]))

    def ask_twice() -> None:
        for one in (workspace, *workspace) * 2:
            assert dict(registers(one))

    count = calls_by_argument(KEPT, ask_twice)
    assert {name for name, _ in count} >= {
        "integration_points",
        "interface_services",
        "losses_by_area",
        "offerings",
        "actors",
    }
    assert set(count.values()) == {1}


def test_checks_look_at_borders_only_where_somebody_may_have_to_be_named() -> None:
    chain = load_chain(CHAIN)
    levels = {name: level.changed(coordination=None) for name, level in (given(chain.levels) or {}).items()}
    held = Coordination.model_validate({"worker": {"role": "Omatyöntekijä"}})
    for whole, is_named in ((None, False), (held, True)):
        graph = compile_chain(chain.changed(levels=levels, coordination=whole))
        count = calls_by_argument([Borders.at_level], partial(points_to_complete, graph))
        of_houses = [level for level in graph.levels() if len(graph.parties(graph.organisers_at(level))) > 1]
        assert sum(count.values()) == (0 if is_named else len(of_houses)) < len(levels)
        all_points = integration_points(graph)
        untold = [p for p in all_points if p.kind is PointKind.HAND_OVER or p.coordination is State.NOT_STATED]
        anywhere = (PointKind.HAND_OVER, PointKind.SHARED_SERVICE)
        wanted = [p for p in untold if p.kind in anywhere or p.house is Crossed.CROSSED]
        assert [*points_to_complete(graph)] == wanted
        assert (len(untold) < len(all_points)) is is_named
        assert len(wanted) < len(all_points)


def test_each_graph_has_its_own_answers() -> None:
    chain = load_chain(CHAIN)
    one, other = compile_chain(chain), compile_chain(chain.changed(interfaces={}, bars={}))
    assert integration_points(one) is integration_points(one)
    assert integration_points(one) == integration_points(compile_chain(chain))
    assert integration_points(one) != integration_points(other)


def test_what_failed_is_asked_again() -> None:
    graph = compile_chain(load_chain(CHAIN))
    asked = []

    @once_a_graph
    def failing(graph: ChainGraph) -> int:
        asked.append(graph)
        return 1 // (len(asked) - 1)

    with pytest.raises(ZeroDivisionError):
        failing(graph)
    assert failing(graph) == failing(graph) == 1
    assert len(asked) == 2


def test_answers_go_with_their_graph() -> None:
    graph = compile_chain(load_chain(CHAIN))

    @once_a_graph
    def itself(graph: ChainGraph) -> ChainGraph:
        return graph

    assert itself(graph) is graph
    gone = weakref.ref(graph)
    del graph
    gc.collect()
    assert gone() is None


def test_a_question_about_no_graph_says_what_to_give() -> None:
    with pytest.raises(TypeError, match=r"integration_points takes what compile_chain .* gives, not Chain"):
        integration_points(load_chain(CHAIN))  # type: ignore[arg-type]
