"""How far a command is: told to a terminal only, and only of what takes its time."""

from __future__ import annotations

import io
import sys
from itertools import count

import pytest

from palveluketju.commands.speaking import CHECKING, PATIENCE, counting_pages, progress, speak
from palveluketju.documents import Document, write_report
from palveluketju.paged import telling_pages


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


def counted(seconds: float, error: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is told of three pages of which each takes so long."""
    monkeypatch.setattr(sys, "stderr", error)
    times = count()
    with counting_pages(now=lambda: next(times) * seconds) as tell:
        for page in (1, 2, 3):
            tell(page)
    return error.getvalue()


def test_a_terminal_is_told_after_two_seconds_which_page_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted(PATIENCE / 2, Terminal(), monkeypatch) == "\rsetting page 2\rsetting page 3\n"
    assert not counted(PATIENCE / 4, Terminal(), monkeypatch)
    assert not counted(PATIENCE, io.StringIO(), monkeypatch)


@pytest.mark.usefixtures("pango")
def test_each_page_of_a_pdf_file_is_told_while_it_is_set() -> None:
    pages: list[int] = []
    with telling_pages(pages.append):
        write_report(Document("Raportti", "fi", ()), ".pdf")
    assert pages == [1]
    write_report(Document("Raportti", "fi", ()), ".pdf")
    assert pages == [1], "nothing is told afterwards"
