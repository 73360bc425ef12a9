"""What a check of many chains costs: counted work, and what is left undone."""

from __future__ import annotations

from counting import lines_executed
from palveluketju.checking import check_chain
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.model import Chain
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
