"""How far a command is: told to a terminal only, and only of what takes its time."""

from __future__ import annotations

import io
import sys
from itertools import count

import pytest

from palveluketju.commands.speaking import CHECKING, PATIENCE, progress, speak


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(seconds: float, error: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is told of 40 things of which each takes so long, by a clock that is made up."""
    monkeypatch.setattr(sys, "stderr", error)
    times = count()
    assert list(progress(range(40), CHECKING, now=lambda: next(times) * seconds)) == list(range(40))
    return error.getvalue()


def test_a_terminal_is_told_after_two_seconds_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("fi")
    told = shown(PATIENCE / 10, Terminal(), monkeypatch)
    speak("en")
    assert "tarkistetaan" in told
    assert "100%" in told


def test_what_is_quick_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not shown(PATIENCE / 50, Terminal(), monkeypatch)


def test_what_is_no_terminal_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not shown(PATIENCE, io.StringIO(), monkeypatch)
