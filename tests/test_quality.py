"""Lint, format and types, checked by the same command as everything else."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLOCK_MODULES = {"time", "timeit"}
CLOCK_READINGS = {"now", "utcnow"}


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(["ruff", "check", "."], marks=pytest.mark.quick),
        pytest.param(["ruff", "format", "--check", "."], marks=pytest.mark.quick),
        ["mypy"],
    ],
    ids=lambda tool: " ".join(tool[:2]),
)
def test_tool_finds_nothing(tool: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def _clocks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a module asks a clock, or takes one in: each with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names if one.name in CLOCK_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in CLOCK_MODULES:
            yield node.lineno, str(node.module)
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK_READINGS:
            yield node.lineno, node.attr


@pytest.mark.quick
@pytest.mark.parametrize("module", sorted((ROOT / "tests").rglob("*.py")), ids=lambda module: module.name)
def test_no_test_depends_on_a_clock(module: Path) -> None:
    """A test that measures time fails on a busy machine: count work with ``counting``, wait with ``waiting``."""
    if module.name != "waiting.py":
        assert list(_clocks(ast.parse(module.read_text(encoding="utf-8")))) == []


@pytest.mark.quick
def test_the_library_asks_what_day_it_is_in_one_place() -> None:
    asking = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and re.search(r"date(time)?\.today$", ast.unparse(node))
    ]
    assert asking == ["clock.py"]


@pytest.mark.parametrize(
    "code",
    [
        "import time\nassert time.monotonic() < 2",
        "from time import perf_counter as p\nassert p() < 2",
        "from datetime import datetime\nassert datetime.now() < x",
        "import timeit",
    ],
)
def test_a_clock_is_found(code: str) -> None:
    assert list(_clocks(ast.parse(code)))
