"""What a check of many chains costs: counted work, and what is left undone."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from counting import lines_executed
from palveluketju.checking import check_chain, check_workspace
from palveluketju.findings import N_, Severity, Spot, check
from palveluketju.garbage import collector_paused
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import join_sources
from palveluketju.model import Chain
from palveluketju.source import parse_source
from palveluketju.terms import is_placeholder

LEVELS = {"a": {"name": "A", "critical": "s"}, "b": {"name": "B", "critical": "s"}}


def chain(**parts: object) -> ChainGraph:
    data = {"id": "k", "name": "K", "organiser": "o", "levels": LEVELS, "services": {"s": {"name": "S"}}}
    return compile_chain(Chain.model_validate(data | {"organisations": {"o": {"name": "O"}}} | parts))


def test_that_no_check_makes_the_network() -> None:
    graph = chain()
    check_chain(graph)
    assert "network" not in vars(graph)
    assert graph.network is vars(graph)["network"]


def test_that_a_text_without_words_of_a_placeholder_is_not_taken_apart() -> None:
    pieces = "; ".join(f"käynti {number} (viikoittain)" for number in range(100))
    assert not is_placeholder(pieces, ("fi",))
    assert lines_executed(is_placeholder, pieces, ("fi",)) == lines_executed(is_placeholder, "Kotihoito", ("fi",))


@pytest.mark.parametrize("is_on", [True, False])
def test_that_the_collector_is_paused_and_goes_on_as_before(is_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        first, second = collector_paused(), collector_paused()
        first.__enter__()
        second.__enter__()  # in another thread, say, where it ends later
        first.__exit__(None, None, None)
        assert not gc.isenabled()
        second.__exit__(None, None, None)
        assert gc.isenabled() is is_on
        with pytest.raises(ValueError, match="so"), collector_paused():
            raise ValueError("so")
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()


@check("MY001", Severity.INFO)
def collector_is_on(_graph: ChainGraph) -> Iterator[Spot]:
    """The collector is on.

    Why: it looks for what is not there.
    Mend: pause it.
    """
    if gc.isenabled():
        yield Spot((), N_("The collector is on."))


def test_that_a_workspace_is_checked_with_the_collector_paused() -> None:
    text = "palveluketju: 1\nid: k\nname: K\norganiser: o\norganisations: {o: {name: O}}\nlevels: {a: {name: A}}\n"
    workspace = join_sources([parse_source(text, name="k.yaml")])
    report = check_workspace(workspace, [collector_is_on], workspace_checks=[])
    assert (report.count(Severity.ERROR), report.count(Severity.INFO), report.chains) == (0, 0, 1)
    assert check_chain(chain(), [collector_is_on]).count(Severity.INFO) == gc.isenabled()
