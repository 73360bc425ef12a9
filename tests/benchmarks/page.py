"""The table as Markdown, and docs/performance.md, which has it between marks."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import yaml

import palveluketju
from benchmarks.material import Material
from benchmarks.rows import Outcome, Row

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "performance.md"
BEGIN: Final = "<!-- begin: made by python -m benchmarks -->"
END: Final = "<!-- end -->"
_LIBRARIES: Final = ("pyyaml", "pydantic", "networkx", "click", "yamllint", "check-jsonschema")


def written(outcomes: Iterable[tuple[Row, Outcome]], material: Material, page: Path = PAGE) -> str:
    """The page with its table anew; its words, which stand around it, as they are."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join([before + BEGIN, "", *lines_of(outcomes, material), "", END + after])


def lines_of(outcomes: Iterable[tuple[Row, Outcome]], material: Material) -> Iterator[str]:
    """What was measured with, and a table of what came of it."""
    yield f"{datetime.date.today().isoformat()}, palveluketju {palveluketju.__version__}, {', '.join(_versions())};"
    yield f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores; {material.size} chains, seed"
    yield f"{material.seed}, {material.rounds} rounds."
    yield ""
    yield "| row | what | goal | median | least to most | goal met |"
    yield "|---|---|---|---|---|---|"
    for row, outcome in outcomes:
        yield f"| {row.name} | {row.what} | {row.goal} | {' | '.join(_cells(row, outcome))} |"


def told(row: Row, outcome: Outcome) -> str:
    """One row in one line, as it is told while others are still measured."""
    return f"{row.name}: {', '.join(cell for cell in _cells(row, outcome) if cell)} (goal {row.goal})"


def _cells(row: Row, outcome: Outcome) -> tuple[str, str, str]:
    if outcome.measured is None:
        return f"not yet: {outcome.why}", "", ""
    numbers = outcome.measured.numbers
    met = "yes" if row.goal.met(outcome.measured.middle) else "no"
    return _number(outcome.measured.middle), f"{_number(min(numbers))} to {_number(max(numbers))}", met


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    yield f"libyaml {'.'.join(map(str, _libyaml()))}"
    for name in _LIBRARIES:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"no {name}"
    try:
        yield subprocess.run(["dot", "-V"], capture_output=True, text=True).stderr.strip().removeprefix("dot - ")
    except OSError:
        yield "no dot"


def _libyaml() -> tuple[int, ...]:
    version: tuple[int, ...] = yaml._yaml.get_version()
    return version
