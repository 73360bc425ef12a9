"""Frozen classes are what ``dataclasses`` makes of them, and are completed when the first value is made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

import palveluketju
from palveluketju import frozen

pytestmark = pytest.mark.quick
SOURCE = Path(palveluketju.__file__).parent


class Plain:
    """Some fields of each kind."""

    word: str
    count: int = 1
    seen: list[int] = dataclasses.field(default_factory=list, compare=False)
    kept: str = dataclasses.field(default="", repr=False)
    told: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
    of_all: ClassVar[str] = "all"
    of_some: typing.ClassVar[int] = 7

    def twice(self) -> Any:
        return dataclasses.replace(self, count=self.count * 2)  # type: ignore[type-var]


def made(by: Callable[..., Any], *, slots: bool, is_frozen: bool = True) -> Any:
    own = {name: value for name, value in vars(Plain).items() if name not in ("__dict__", "__weakref__")}
    annotated = {**own, "__annotations__": dict(Plain.__annotations__)}
    return by(frozen=is_frozen, slots=slots)(type("Plain", (), annotated))


OURS = {slots: made(frozen.dataclass, slots=slots) for slots in (True, False)}
THEIRS = {slots: made(dataclasses.dataclass, slots=slots) for slots in (True, False)}


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


@pytest.mark.parametrize("slots", [True, False])
def test_a_class_is_what_dataclasses_makes_of_it(slots: bool) -> None:
    ours, theirs = OURS[slots], THEIRS[slots]
    assert asked_of(ours) == asked_of(theirs)
    assert getattr(ours, "kept", None) == getattr(theirs, "kept", None) or slots
    assert hasattr(ours, "seen") == hasattr(theirs, "seen")


@pytest.mark.parametrize("slots", [True, False])
@pytest.mark.parametrize("is_frozen", [True, False])
def test_a_class_of_others_that_is_completed_late_is_the_same(slots: bool, is_frozen: bool) -> None:
    ours, theirs = (made(by, slots=slots, is_frozen=is_frozen) for by in (frozen.late, dataclasses.dataclass))
    for one in (ours("a", seen=[1]), theirs("a", seen=[1])):
        assert (one.of_all, one.of_some, one.count) == ("all", 7, 1)
        assert (one == type(one)("a"), one == type(one)("b"), type(one).__match_args__[:2]) == (
            True,
            False,
            ("word", "count"),
        )
        assert type(one).__dataclass_params__.frozen is is_frozen
        if not is_frozen:
            one.word = "c"
            assert type(one).__hash__ is None
        assert repr(one).endswith(f"Plain(word={'a' if is_frozen else 'c'!r}, count=1, seen=[1], told={{}})")
    assert [one.name for one in dataclasses.fields(ours)] == [one.name for one in dataclasses.fields(theirs)]
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))


@pytest.mark.parametrize("kind", [*OURS.values(), *THEIRS.values()])
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
    anew = made(frozen.dataclass, slots=True)
    one = anew.__new__(anew)
    one.__setstate__(["a", 1, [], "", {}])
    assert one == anew("a")
    assert pickle.loads(written) == Sent("a")  # noqa: S301  # it is written above


def test_what_a_class_says_of_itself_is_kept() -> None:
    assert repr(Itself("a")) == "a"
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2


def test_others_are_for_dataclasses() -> None:
    with pytest.raises(TypeError, match="frozen classes"):
        frozen.dataclass(frozen=False)
    theirs = r"dataclasses\.dataclass\(frozen|^from dataclasses import .*\bdataclass\b"
    texts = {path.name: path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.name != "frozen.py"}
    assert not [
        name for name, text in texts.items() if re.search(theirs, text, re.MULTILINE) and "@dataclass(frozen" in text
    ]


def test_a_class_is_completed_when_the_first_value_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    completed: list[type] = []
    really = frozen._complete

    def complete(kind: type, plain: type) -> None:
        completed.append(kind)
        really(kind, plain)

    monkeypatch.setattr(frozen, "_complete", complete)
    kind = made(frozen.dataclass, slots=True)
    assert completed == []
    assert kind("a") == kind("a")
    assert hash(kind("a")) == hash(kind("a"))
    assert completed == [kind]
