"""Frozen classes are what ``dataclasses`` makes of them, and are completed when the first value is made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from palveluketju import frozen

pytestmark = pytest.mark.quick


class Plain:
    """Some fields of each kind."""

    word: str
    count: int = 1
    seen: list[int] = dataclasses.field(default_factory=list, compare=False)
    kept: str = dataclasses.field(default="", repr=False)
    told: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)

    def twice(self) -> Any:
        return dataclasses.replace(self, count=self.count * 2)  # type: ignore[type-var]


def made(by: Callable[..., Any]) -> Any:
    annotated = {**vars(Plain), "__annotations__": dict(Plain.__annotations__)}
    return by(frozen=True, slots=True)(type("Plain", (), annotated))


OURS, THEIRS = made(frozen.dataclass), made(dataclasses.dataclass)


@frozen.dataclass(frozen=True, slots=True)
class Sent:
    """What is sent to other processes."""

    word: str


@frozen.dataclass(frozen=True, slots=True, eq=False, repr=False)
class Itself:
    """Which is equal to itself alone."""

    word: str

    def __repr__(self) -> str:
        return self.word


def asked_of(kind: Any) -> list[object]:
    one = kind("a", seen=[1])
    return [
        repr(one),
        one == kind("a"),
        one == kind("b"),
        one == ("a", 1),
        hash(one) == hash(kind("a", told={"b": 1})),
        repr(one.twice()),
        dataclasses.asdict(one),
        kind.__match_args__,
        str(inspect.signature(kind)),
        copy.copy(one) == one,
        hasattr(one, "__dict__"),
        isinstance(kind.__dataclass_params__.frozen, bool),
        kind.__qualname__,
        kind.__doc__,
    ]


def test_a_class_is_what_dataclasses_makes_of_it() -> None:
    assert asked_of(OURS) == asked_of(THEIRS)


@pytest.mark.parametrize("kind", [OURS, THEIRS], ids=["ours", "theirs"])
def test_nothing_changes(kind: Any) -> None:
    one = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'word'"):
        one.word = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'word'"):
        del one.word
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'word'"):
        kind()


def test_a_value_comes_back_in_a_process_that_has_made_none() -> None:
    written = pickle.dumps(Sent("a"))
    anew = made(frozen.dataclass)
    one = anew.__new__(anew)
    one.__setstate__(["a", 1, [], "", {}])
    assert one == anew("a")
    assert pickle.loads(written) == Sent("a")  # noqa: S301  # it is written above


def test_what_a_class_says_of_itself_is_kept() -> None:
    assert repr(Itself("a")) == "a"
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2


def test_others_are_for_dataclasses() -> None:
    with pytest.raises(TypeError, match="frozen classes with slots"):
        frozen.dataclass(frozen=True, slots=False)


def test_a_class_is_completed_when_the_first_value_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    completed: list[type] = []
    really = frozen._complete

    def complete(kind: type, plain: type) -> None:
        completed.append(kind)
        really(kind, plain)

    monkeypatch.setattr(frozen, "_complete", complete)
    kind = made(frozen.dataclass)
    assert completed == []
    assert kind("a") == kind("a")
    assert hash(kind("a")) == hash(kind("a"))
    assert completed == [kind]
