"""Options and fixtures that tests share."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

# The same examples on every run: a build does not fail by chance. Look further with --hypothesis-seed and more.
settings.register_profile("build", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("build")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-outputs", action="store_true", help="write the expected outputs of the cases anew")


@pytest.fixture(scope="session")
def dot() -> str:
    """The Graphviz program. Where it is missing, its tests are passed over; in CI they fail."""
    program = shutil.which("dot")
    if program is None:
        message = "the Graphviz program 'dot' is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return program
