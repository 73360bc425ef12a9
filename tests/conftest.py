"""Options and fixtures that tests share."""

from __future__ import annotations

import datetime
import importlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from palveluketju.graph import clock

# The same examples on every run: a build does not fail by chance. Look further with --whole or --hypothesis-seed.
settings.register_profile("build", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("whole", max_examples=200, deadline=None, derandomize=True)
settings.load_profile("build")

# What a test sees is found by its own run, in whatever process; tests of the cache switch it on.
os.environ["PALVELUKETJU_NO_CACHE"] = "1"

MULTITOOL = Path(__file__).parent.parent / ".ci/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
OFFICE = {"chromium", "soffice", "pdftotext"}
WHOLE = ("test_office.py", "test_pdf_ua.py")
"""Files of tests that share what takes long to make. What is first in a process is not taken over by another."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-outputs", action="store_true", help="write the expected outputs of the cases anew")
    parser.addoption("--whole", action="store_true", help="plant all defects everywhere, and write docs/reliability.md")
    parser.addoption("--seed", type=int, default=1, help="where defects are planted: another number, other places")


def pytest_configure(config: pytest.Config) -> None:
    """Look at more examples with ``--whole``."""
    if config.getoption("--whole"):
        settings.load_profile("whole")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser or an office program by what it asks for, and begin with what makes files once.

    Without ``--whole``, the long proof of the mutation suite is no test of the run.
    """
    if not config.getoption("--whole"):
        items[:] = [item for item in items if item.get_closest_marker("whole") is None]
    for item in items:
        if isinstance(item, pytest.Function) and OFFICE & set(item.fixturenames):
            item.add_marker(pytest.mark.office)
    items.sort(key=lambda item: item.path.name not in WHOLE)


@pytest.fixture(scope="session", autouse=True)
def _day() -> Iterator[None]:
    """The same day in every run: what is in force in a test today is so in ten years."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: datetime.date(2026, 11, 1))
        yield


@pytest.fixture(scope="session")
def dot() -> str:
    """The Graphviz program. Where it is missing, its tests are passed over; in CI they fail."""
    return _program("the Graphviz program 'dot'", "dot")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser. Where it is missing, its tests are passed over; in CI they fail."""
    return _program("Chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice. Where it is missing, its tests are passed over; in CI they fail."""
    return _program("LibreOffice", "soffice", "libreoffice")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The program of poppler-utils. Where it is missing, its tests are passed over; in CI they fail."""
    return _program("the program 'pdftotext' of poppler-utils", "pdftotext")


@pytest.fixture(scope="session")
def multitool() -> str:
    """The SARIF multitool of ``.ci/run``. Where it is missing, its tests are passed over; in CI they fail."""
    program = MULTITOOL if os.access(MULTITOOL, os.X_OK) else shutil.which("Sarif.Multitool")
    if program is None:
        _miss("the SARIF multitool")
    return str(program)


@pytest.fixture(scope="session")
def pango() -> None:
    """The library that PDF files are set with. Where it is missing, its tests are passed over; in CI they fail."""
    try:
        importlib.import_module("weasyprint")
    except OSError:
        _miss("Pango")


def _program(what: str, *names: str) -> str:
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        _miss(what)
    return program


def _miss(what: str) -> NoReturn:
    message = f"{what} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
