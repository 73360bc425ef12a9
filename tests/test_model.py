"""Declarations do not change, and say what their order says."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from palveluketju import compile_chain
from palveluketju.findings import shown
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain, Frozen, Order, Text, given
from palveluketju.model.base import REFUSED

pytestmark = pytest.mark.quick

TEXT = "palveluketju: 1\nid: x\nname: {fi: Nimi, sv: Namn}\nlevels: {a: {name: A}, b: {name: B}}\n"


def test_a_declaration_does_not_change() -> None:
    chain = load_chain_text(TEXT)
    with pytest.raises(ValidationError):
        chain.id = "y"  # type: ignore[misc]
    changes: tuple[Callable[[Any], object], ...] = (
        lambda levels: levels.__setitem__("c", levels["a"]),
        lambda levels: levels.__delitem__("a"),
        lambda levels: levels.clear(),
        lambda levels: levels.pop("a"),
        lambda levels: levels.popitem(),
        lambda levels: levels.update(c=1),
        lambda levels: levels.setdefault("c", 1),
        lambda levels: levels.__ior__({"c": 1}),
    )
    for change in changes:
        with pytest.raises(TypeError, match="changed"):
            change(chain.levels)
    with pytest.raises(AttributeError):
        compile_chain(chain).chain = chain  # type: ignore[misc]


def test_order_is_a_part_of_the_meaning() -> None:
    chain = load_chain_text(TEXT)
    other = load_chain_text(TEXT.replace("{a: {name: A}, b: {name: B}}", "{b: {name: B}, a: {name: A}}"))
    assert chain != other
    assert Frozen(a=1, b=2) == Frozen(a=1, b=2)
    assert hash(Frozen(a=1, b=2)) == hash(Frozen(a=1, b=2))
    assert Frozen(a=1, b=2) != Frozen(b=2, a=1)


def test_copies_are_equal() -> None:
    chain = load_chain_text(TEXT)
    for copy in (deepcopy(chain), pickle.loads(pickle.dumps(chain))):  # noqa: S301  # our own bytes
        assert copy == chain
        assert list(given(copy.levels) or ()) == ["a", "b"]


def test_errors_can_be_copied_and_sent_to_other_processes() -> None:
    with pytest.raises(ValidationError) as raised:
        Chain.model_validate({"id": "Väärä Id", "name": "X", "levels": {}})
    said = str(raised.value)
    assert "'Väärä Id' is not an id. Use small letters" in said  # what and mend, in one sentence after the other
    for copy in (deepcopy(raised.value), pickle.loads(pickle.dumps(raised.value))):  # noqa: S301  # our own bytes
        assert str(copy) == said
        (error,) = copy.errors()
        assert error["ctx"][REFUSED].mend.text("fi").startswith("Käytä pieniä kirjaimia")


def test_a_change_is_checked_as_if_it_were_read() -> None:
    chain = load_chain_text(TEXT)
    path = chain.changed(order="path")
    assert (path.walked, chain.walked) == (Order.PATH, Order.LADDER)
    assert [way.kind.value for way in compile_chain(path).moves()] == ["onward"]
    with pytest.raises(ValidationError):
        chain.changed(order="circle")
    level = compile_chain(chain).levels_declared["a"].changed(critical=["neuvola"])
    assert isinstance(chain.changed(levels={"a": level}), Chain)


@pytest.mark.parametrize(
    ("lang", "shown"), [("fi", "Nimi"), ("sv", "Namn"), ("en", "Nimi"), ("se", "Nimi")], ids=lambda value: value
)
def test_a_text_falls_back_on_another_language(lang: str, shown: str) -> None:
    assert load_chain_text(TEXT).name.text(lang) == shown


@pytest.mark.parametrize(
    ("written", "shown"), [("Nimi", "Nimi"), ({"sv": "Namn"}, "Namn"), ({"se": "Namma"}, "Namma")], ids=str
)
def test_a_text_is_shown_in_some_language(written: Any, shown: str) -> None:
    assert Text.model_validate(written).text("en") == shown


def test_only_what_was_given_is_written() -> None:
    text = load_chain_text(TEXT).to_yaml()
    assert text.replace("'", "").split() == TEXT.replace("{", " ").replace("}", " ").replace(",", " ").split()


def test_a_message_repeats_no_more_of_a_value_than_helps() -> None:
    assert len(shown("x" * 1000)) == 300
